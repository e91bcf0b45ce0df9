//! Paragraphs → hashed word n-grams of their folded text. It keeps no text.

use xxhash_rust::xxh3::xxh3_64;

use crate::sieve::mixed;
use crate::text::fold::FoldedText;
use crate::text::sentence::sentences;

/// Words in a shingle. Copies of Arabic news share some 30 % of their 3-grams, and too few 5-grams to be found.
const SHINGLE: usize = 3;
/// Words in the n-grams by which a passage is found in another text.
const GRAM: usize = 2;
/// A paragraph of more words than this is compared sentence by sentence: some copies have lost their paragraphs.
const LONG: usize = 40;

/// A text as comparing sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hashes of the 2-grams of the whole text, sorted, each once.
    pub grams: Vec<u64>,
    /// Its passages, in order.
    pub passages: Vec<Passage>,
}

/// A paragraph, or a sentence of a long one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Passage {
    /// How many words it has.
    pub words: usize,
    /// The hashes of its 2-grams, in order.
    pub grams: Vec<u64>,
}

/// The passages of a text: its paragraphs, the long ones parted into sentences.
pub fn passages<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut passages = Vec::with_capacity(paragraphs.size_hint().0);
    for paragraph in paragraphs {
        if paragraph.split_whitespace().nth(LONG).is_none() {
            passages.push(paragraph);
        } else {
            passages.extend(sentences(paragraph));
        }
    }
    passages
}

impl Fingerprint {
    /// Hashes a text, passage by passage.
    pub fn new(passages: &[FoldedText]) -> Fingerprint {
        let hashed: Vec<Vec<u64>> = passages.iter().map(words).filter(|words| !words.is_empty()).collect();
        let whole: Vec<u64> = hashed.iter().flatten().copied().collect();
        Fingerprint {
            grams: set(&whole, GRAM),
            passages: hashed.iter().map(|words| Passage { words: words.len(), grams: runs(words, GRAM) }).collect(),
        }
    }
}

/// The hashes of a text's 3-grams, sorted, each once, without keeping its folded form; `room` is used again.
pub fn shingles<'a>(paragraphs: impl Iterator<Item = &'a str>, room: &mut FoldedText) -> Vec<u64> {
    let mut all = Vec::new();
    for paragraph in paragraphs {
        room.refill(paragraph);
        all.extend(words(room));
    }
    set(&all, SHINGLE)
}

/// The hashes of the runs of so many words, sorted, each once.
fn set(words: &[u64], length: usize) -> Vec<u64> {
    let mut hashes = runs(words, length);
    hashes.sort_unstable();
    hashes.dedup();
    hashes
}

/// The hash of each word.
fn words(folded: &FoldedText) -> Vec<u64> {
    folded.words().map(|word| xxh3_64(word.as_bytes())).collect()
}

/// The hash of every run of `length` words; of all of them where there are fewer.
fn runs(words: &[u64], length: usize) -> Vec<u64> {
    if words.is_empty() {
        Vec::new()
    } else if words.len() < length {
        vec![mixed(words.iter().copied())]
    } else {
        words.windows(length).map(|run| mixed(run.iter().copied())).collect()
    }
}

/// How many values two sorted lists have in common.
pub fn common(a: &[u64], b: &[u64]) -> usize {
    let (mut a, mut b) = (a.iter().peekable(), b.iter().peekable());
    let mut count = 0;
    while let (Some(x), Some(y)) = (a.peek(), b.peek()) {
        match x.cmp(y) {
            std::cmp::Ordering::Less => {
                a.next();
            }
            std::cmp::Ordering::Greater => {
                b.next();
            }
            std::cmp::Ordering::Equal => {
                count += 1;
                a.next();
                b.next();
            }
        }
    }
    count
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_text_has_a_shingle_for_each_run_of_three_words() {
        let print =
            |parts: &[&str]| Fingerprint::new(&parts.iter().map(|part| FoldedText::new(part)).collect::<Vec<_>>());
        let mut room = FoldedText::new("");
        let mut shingles = |parts: &[&str]| shingles(parts.iter().copied(), &mut room);
        let parts = ["واحد اثنان ثلاثة أربعة", "خمسة"];
        let text = print(&parts);
        assert_eq!((shingles(&parts).len(), text.grams.len(), text.passages.len()), (3, 4, 2));
        assert_eq!((shingles(&["كلمة"]).len(), shingles(&[]).len()), (1, 0));
        assert_eq!(common(&shingles(&parts), &shingles(&["اثنان ثلاثة أربعة خمسة"])), 2);
    }

    #[test]
    fn a_long_paragraph_is_its_sentences() {
        let long = format!("{}. {}.", "كلمة ".repeat(25).trim(), "جملة ".repeat(25).trim());
        assert_eq!(passages(["قصيرة. جدا.", &long].into_iter()).len(), 3);
    }
}
