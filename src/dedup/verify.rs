//! A pair of texts → copies, shared language, or nothing. Exact: it compares whole sets of shingles and every paragraph.

use super::shingle::common;
use super::{Fingerprint, Text};

/// Two texts have something to do with each other from this Jaccard index of 3-grams on,
const JACCARD: f64 = 0.10;
/// or from this containment on, if at least `SHARED` shingles are shared.
const CONTAINMENT: f64 = 0.30;
const SHARED: usize = 12;
/// A paragraph counts from this many words on;
const PARAGRAPH_WORDS: usize = 6;
/// it is novel when less than this share of its 2-grams stands in the other text.
const FAMILIAR: f64 = 0.20;
/// A pair is a copy if the less novel side has at most this share of its words in novel paragraphs. Copies of real
/// news were told from successors best between 0.10 and 0.15; chrome that cleaning leaves counts as novel.
const NOVELTY: f64 = 0.10;

/// A text of fewer shingles than this says too little for its novelty to tell: two notices of one line differ in a name
/// or a number only. The smaller must then stand in the other nearly whole.
const SHORT: usize = 60;
const NEAR: f64 = 0.90;

/// How alike two texts are.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Score {
    /// Shared shingles by all shingles, 0 to 1.
    pub jaccard: f64,
    /// Shared shingles by those of the smaller text, 0 to 1.
    pub containment: f64,
    /// The share of its words that the less novel side has in novel paragraphs, 0 to 1.
    pub novelty: f64,
}

/// Two texts that have something to do with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The indexes, the smaller first.
    pub pair: (usize, usize),
    /// How alike they are.
    pub score: Score,
    /// Copies of each other, not only shared language.
    pub is_copy: bool,
}

/// Compares two texts. Where editors named different meetings or dates the texts are no copies, however alike.
pub fn edge(a: usize, b: usize, texts: &[Text], prints: &[Fingerprint]) -> Option<Edge> {
    let (left, right) = (prints.get(a)?, prints.get(b)?);
    let shared = common(&left.shingles, &right.shingles);
    let jaccard = ratio(shared, left.shingles.len() + right.shingles.len() - shared);
    let containment = ratio(shared, left.shingles.len().min(right.shingles.len()));
    if jaccard < JACCARD && (containment < CONTAINMENT || shared < SHARED) {
        return None;
    }
    let novelty = novelty(left, right).min(self::novelty(right, left));
    let short = left.shingles.len().min(right.shingles.len()) < SHORT;
    let (one, other) = (&texts.get(a)?.standing, &texts.get(b)?.standing);
    let meetings_differ = one.meeting.zip(other.meeting).is_some_and(|(one, other)| one != other);
    let dates_differ = one.date.zip(other.date).is_some_and(|(one, other)| !one.may_be(other));
    Some(Edge {
        pair: (a.min(b), a.max(b)),
        score: Score { jaccard, containment, novelty },
        is_copy: novelty <= NOVELTY && (!short || containment >= NEAR) && !meetings_differ && !dates_differ,
    })
}

/// The share of a text's words that stand in paragraphs which are new to the other. Where no paragraph counts, the
/// whole text is one.
pub fn novelty(of: &Fingerprint, to: &Fingerprint) -> f64 {
    let familiar = |grams: &[u64]| {
        let known = grams.iter().filter(|gram| to.grams.binary_search(gram).is_ok()).count();
        ratio(known, grams.len()) >= FAMILIAR
    };
    let counted: Vec<&(usize, Vec<u64>)> =
        of.paragraphs.iter().filter(|(words, _)| *words >= PARAGRAPH_WORDS).collect();
    if counted.is_empty() {
        return if familiar(&of.grams) { 0.0 } else { 1.0 };
    }
    let all: usize = counted.iter().map(|(words, _)| words).sum();
    let new: usize = counted.iter().filter(|(_, grams)| !familiar(grams)).map(|(words, _)| words).sum();
    ratio(new, all)
}

/// A share; of nothing, none.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
