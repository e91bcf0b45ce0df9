//! Folded paragraphs → hashed word n-grams. It keeps no text.

use xxhash_rust::xxh3::xxh3_64;

use crate::text::fold::FoldedText;

/// Words in a shingle. Copies of Arabic news share some 30 % of their 3-grams, and too few 5-grams to be found.
const SHINGLE: usize = 3;
/// Words in the n-grams by which a paragraph is found in another text.
const GRAM: usize = 2;

/// A text as comparing sees it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fingerprint {
    /// Hashes of the 3-grams of the whole text, sorted, each once.
    pub shingles: Vec<u64>,
    /// Hashes of the 2-grams of the whole text, sorted, each once.
    pub grams: Vec<u64>,
    /// For each paragraph, how many words it has and the hashes of its 2-grams in order.
    pub paragraphs: Vec<(usize, Vec<u64>)>,
}

impl Fingerprint {
    /// Hashes a text.
    pub fn new(paragraphs: &[FoldedText]) -> Fingerprint {
        let parts: Vec<&str> = paragraphs.iter().filter(|part| !part.is_empty()).map(FoldedText::as_str).collect();
        let whole = parts.join(" ");
        let set = |length| {
            let mut hashes = hashes(&whole, length);
            hashes.sort_unstable();
            hashes.dedup();
            hashes
        };
        Fingerprint {
            shingles: set(SHINGLE),
            grams: set(GRAM),
            paragraphs: parts.iter().map(|part| (part.split(' ').count(), hashes(part, GRAM))).collect(),
        }
    }
}

/// The hash of every run of `length` words; of the whole text where it has fewer.
fn hashes(text: &str, length: usize) -> Vec<u64> {
    let starts: Vec<usize> = std::iter::once(0).chain(text.match_indices(' ').map(|(space, _)| space + 1)).collect();
    if text.is_empty() {
        return Vec::new();
    }
    if starts.len() < length {
        return vec![xxh3_64(text.as_bytes())];
    }
    let ends = starts.iter().skip(length).map(|start| start - 1).chain(std::iter::once(text.len()));
    starts
        .iter()
        .zip(ends)
        .filter_map(|(start, end)| text.get(*start..end))
        .map(|run| xxh3_64(run.as_bytes()))
        .collect()
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
        let print = Fingerprint::new(&[FoldedText::new("واحد اثنان ثلاثة أربعة"), FoldedText::new("خمسة")]);
        assert_eq!((print.shingles.len(), print.grams.len(), print.paragraphs.len()), (3, 4, 2));
        assert_eq!(Fingerprint::new(&[FoldedText::new("كلمة")]).shingles.len(), 1);
        assert!(Fingerprint::new(&[]).shingles.is_empty());
        let other = Fingerprint::new(&[FoldedText::new("اثنان ثلاثة أربعة خمسة")]);
        assert_eq!(common(&print.shingles, &other.shingles), 2);
    }
}
