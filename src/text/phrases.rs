//! Finds known phrases (places, names, subjects) in folded text, with the particles that Arabic writes onto a word. It does not decide what a find means.

use std::collections::BTreeMap;

use xxhash_rust::xxh3::xxh3_64;

use super::fold::FoldedText;

/// A set of phrases, each standing for values of `T`.
#[derive(Clone, Debug)]
pub struct Phrases<T> {
    by_first_word: BTreeMap<String, Vec<(Vec<String>, T)>>,
    /// A bit for the hash of each first word: most words of a text are told apart by it at once.
    hashes: Box<[u64; FILTER]>,
}

/// Bits of the filter, in words of 64.
const FILTER: usize = 1024;

/// The word of the filter and the bit in it.
fn filtered(word: &str) -> (usize, u64) {
    let hash = xxh3_64(word.as_bytes());
    let index = (hash >> 6) as usize % FILTER;
    (index, 1 << (hash & 63))
}

/// A phrase found in a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Found<'a, T> {
    /// What the phrase stands for.
    pub value: &'a T,
    /// The index of its first word, 0-based.
    pub word: usize,
    /// How many words it has.
    pub words: usize,
}

impl<T> Phrases<T> {
    /// Takes phrases as a person writes them; one that folds to nothing is passed over.
    pub fn new<'a>(phrases: impl IntoIterator<Item = (&'a str, T)>) -> Phrases<T> {
        let mut by_first_word: BTreeMap<String, Vec<(Vec<String>, T)>> = BTreeMap::new();
        let mut hashes = Box::new([0; FILTER]);
        for (phrase, value) in phrases {
            let folded = FoldedText::new(phrase);
            let mut words = folded.words().map(str::to_owned);
            if let Some(first) = words.next() {
                let (index, bit) = filtered(&first);
                if let Some(bits) = hashes.get_mut(index) {
                    *bits |= bit;
                }
                by_first_word.entry(first).or_default().push((words.collect(), value));
            }
        }
        Phrases { by_first_word, hashes }
    }

    /// Every phrase in the text, by place, then in the order given.
    ///
    /// A word is met with the conjunctions و and ف and the prepositions ب, ك and ل in front, and with لل for ل + ال.
    pub fn find<'a>(&'a self, words: &[&str]) -> Vec<Found<'a, T>> {
        let mut found = Vec::new();
        for (place, word) in words.iter().enumerate() {
            if word.starts_with(PARTICLES) {
                forms(word).for_each(|form| self.begins(&form, place, words, &mut found));
            } else {
                self.begins(word, place, words, &mut found);
            }
        }
        found
    }

    /// Adds the phrases that begin with a form of the word at a place.
    fn begins<'a>(&'a self, form: &str, place: usize, words: &[&str], found: &mut Vec<Found<'a, T>>) {
        let (index, bit) = filtered(form);
        if self.hashes.get(index).is_none_or(|bits| bits & bit == 0) {
            return;
        }
        for (rest, value) in self.by_first_word.get(form).into_iter().flatten() {
            let follows = words.get(place + 1..place + 1 + rest.len());
            if follows.is_some_and(|follows| follows.iter().zip(rest).all(|(a, b)| a == b)) {
                found.push(Found { value, word: place, words: rest.len() + 1 });
            }
        }
    }
}

/// The phrases of a list written as Arabic writes one: with U+060C ARABIC COMMA between them.
pub fn listed(list: &str) -> impl Iterator<Item = &str> {
    list.split('،').map(str::trim).filter(|phrase| !phrase.is_empty())
}

/// What a word begins with that has more forms than itself.
const PARTICLES: [char; 5] = ['و', 'ف', 'ب', 'ك', 'ل'];

/// A word as written, or rebuilt without its particles.
pub type Form<'a> = std::borrow::Cow<'a, str>;

/// The folded word itself, and what is left of it when particles are taken off; at least two letters stay.
pub fn forms(word: &str) -> impl Iterator<Item = Form<'_>> {
    let conjunction = strip(word, &['و', 'ف']);
    let bare = [Some(word), conjunction];
    let preposition = bare.map(|form| form.and_then(|form| strip(form, &['ب', 'ك', 'ل'])));
    let article = bare.map(|form| {
        let rest = form?.strip_prefix("لل")?;
        (rest.chars().count() >= 2).then(|| Form::Owned(format!("ال{rest}")))
    });
    bare.into_iter().chain(preposition).flatten().map(Form::Borrowed).chain(article.into_iter().flatten())
}

fn strip<'a>(word: &'a str, particles: &[char]) -> Option<&'a str> {
    let rest = word.strip_prefix(particles)?;
    (rest.chars().count() >= 2).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, phrases: &[&'static str]) -> Vec<&'static str> {
        let set = Phrases::new(phrases.iter().map(|phrase| (*phrase, *phrase)));
        let folded = FoldedText::new(text);
        let words: Vec<&str> = folded.words().collect();
        set.find(&words).into_iter().map(|found| *found.value).collect()
    }

    #[test]
    fn particles_are_seen_through() {
        assert_eq!(found("سافر لواشنطن ثم وبروما", &["واشنطن", "روما"]), ["واشنطن", "روما"]);
        assert_eq!(found("دعم للعراق وبالعراق", &["العراق"]), ["العراق", "العراق"]);
        assert_eq!(found("المديرون السياسيّون", &["المديرون السياسيون"]), ["المديرون السياسيون"]);
    }

    #[test]
    fn a_part_of_a_word_is_not_a_find() {
        assert!(found("رومانيا ومراكشي", &["روما", "مراكش"]).is_empty());
        assert!(found("وفد", &["د"]).is_empty());
    }
}
