//! Finds known phrases (places, names, subjects) in folded text, with the particles that Arabic writes onto a word. It does not decide what a find means.

use std::collections::BTreeMap;
use std::ops::Deref;

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
fn filtered(hash: u64) -> (usize, u64) {
    let index = (hash >> 6) as usize % FILTER;
    (index, 1 << (hash & 63))
}

/// Folded words with the hashes of their forms, worked out once for all sets of phrases that are looked for in them.
#[derive(Debug)]
pub struct Words<'a> {
    words: Vec<&'a str>,
    forms: Vec<Hashed>,
}

/// A form of a word.
#[derive(Debug)]
struct Hashed {
    hash: u64,
    /// The index of the word, and that of the form among the word's forms.
    word: usize,
    nth: usize,
}

impl<'a> Words<'a> {
    /// Hashes the forms.
    pub fn new(words: Vec<&'a str>) -> Words<'a> {
        let mut all = Vec::with_capacity(words.len() * 3 / 2);
        for (index, word) in words.iter().enumerate() {
            if word.starts_with(PARTICLES) {
                let own = forms(word).enumerate();
                all.extend(own.map(|(nth, form)| Hashed { hash: xxh3_64(form.as_bytes()), word: index, nth }));
            } else {
                all.push(Hashed { hash: xxh3_64(word.as_bytes()), word: index, nth: 0 });
            }
        }
        Words { words, forms: all }
    }
}

impl<'a> Deref for Words<'a> {
    type Target = [&'a str];

    fn deref(&self) -> &[&'a str] {
        &self.words
    }
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
                let (index, bit) = filtered(xxh3_64(first.as_bytes()));
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
                let forms = forms(word).filter(|form| self.may_begin(xxh3_64(form.as_bytes())));
                forms.for_each(|form| self.begins(&form, place, words, &mut found));
            } else if self.may_begin(xxh3_64(word.as_bytes())) {
                self.begins(word, place, words, &mut found);
            }
        }
        found
    }

    /// The same in words that are prepared for it.
    pub fn find_in<'a>(&'a self, words: &Words<'_>) -> Vec<Found<'a, T>> {
        let mut found = Vec::new();
        for Hashed { word, nth, .. } in words.forms.iter().filter(|form| self.may_begin(form.hash)) {
            if let Some(form) = words.words.get(*word).and_then(|own| forms(own).nth(*nth)) {
                self.begins(&form, *word, &words.words, &mut found);
            }
        }
        found
    }

    /// Whether a phrase may begin with the word of this hash; seldom it does not.
    fn may_begin(&self, hash: u64) -> bool {
        let (index, bit) = filtered(hash);
        self.hashes.get(index).is_some_and(|bits| bits & bit != 0)
    }

    /// Adds the phrases that begin with a form of the word at a place.
    fn begins<'a>(&'a self, form: &str, place: usize, words: &[&str], found: &mut Vec<Found<'a, T>>) {
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
    let bare = conjunction.unwrap_or(word);
    let preposition = strip(bare, &['ب', 'ك', 'ل']);
    let article = bare.strip_prefix("لل").filter(|rest| rest.chars().nth(1).is_some());
    let standing = [Some(word), conjunction, preposition].into_iter().flatten().map(Form::Borrowed);
    standing.chain(article.map(|rest| Form::Owned(format!("ال{rest}"))))
}

fn strip<'a>(word: &'a str, particles: &[char]) -> Option<&'a str> {
    let rest = word.strip_prefix(particles)?;
    rest.chars().nth(1).map(|_| rest)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(text: &str, phrases: &[&'static str]) -> Vec<&'static str> {
        let set = Phrases::new(phrases.iter().map(|phrase| (*phrase, *phrase)));
        let folded = FoldedText::new(text);
        let words: Vec<&str> = folded.words().collect();
        let found = set.find(&words);
        assert_eq!(set.find_in(&Words::new(words.clone())), found);
        found.into_iter().map(|found| *found.value).collect()
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
