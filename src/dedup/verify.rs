//! A pair of texts → copies, shared language, a question, or nothing. Exact: it compares whole sets of shingles and every passage.

use serde::{Deserialize, Serialize};

use super::facts::{Conflict, Kind, Lexicon};
use super::judged::Judge;
use super::shingle::common;
use super::{Decided, Fingerprint, Reading};

/// Two texts have something to do with each other from this Jaccard index of 3-grams on,
const JACCARD: f64 = 0.10;
/// of one event from this one on (accounts of one's own are below 0.02),
const JACCARD_SAME: f64 = 0.05;
/// or from this containment on, if at least `SHARED` shingles are shared.
const CONTAINMENT: f64 = 0.30;
const SHARED: usize = 12;
/// A passage counts from this many words on;
const PASSAGE_WORDS: usize = 6;
/// it is novel when less than this share of its 2-grams stands in the other text.
const FAMILIAR: f64 = 0.20;
/// A pair is a copy if the less novel side has at most this share of its words in novel passages. Copies of real
/// news were told from successors best between 0.10 and 0.15; chrome that cleaning leaves counts as novel.
const NOVELTY: f64 = 0.10;
/// Where the figures agree, or the day or meeting, this share may be new: an outlet's own background, or sentences
/// written anew. Successors have other figures and another day; on the labelled sets their novelty begins at 0.27.
const NOVELTY_AGREED: f64 = 0.25;
/// Where both agree, this share. Accounts of one's own share a hundredth of their shingles, and round-ups begin at 0.60.
const NOVELTY_SAME: f64 = 0.55;
/// Figures agree if this share of them, and this many, stand in both texts.
const AGREED: f64 = 0.6;
const FIGURES: usize = 3;
/// or if all of them do, and they are this many.
const ALL: usize = 2;
/// A text of fewer shingles than this says too little for its novelty to tell: two notices of one line differ in a name
/// or a number only. The smaller must then stand in the other nearly whole.
const SHORT: usize = 60;
const NEAR: f64 = 0.90;

/// Two sets of passages lie mixed if at least this share of their pairs stands in either order.
const MIXED: f64 = 0.1;

/// How alike two texts are.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Score {
    /// Shared shingles by all shingles, 0 to 1.
    pub jaccard: f64,
    /// Shared shingles by those of the smaller text, 0 to 1.
    pub containment: f64,
    /// The share of its words that the less novel side has in novel passages, 0 to 1.
    pub novelty: f64,
}

/// What two texts are to each other.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub enum Relation {
    /// The one carries the other's text.
    Copy,
    /// Each says much that the other does not, or editors told them apart.
    SharedLanguage,
    /// They would be copies, but a fact differs.
    InDoubt(Conflict),
}

/// Two texts that have something to do with each other.
#[derive(Clone, Debug, PartialEq)]
pub struct Edge {
    /// The indexes, the smaller first.
    pub pair: (usize, usize),
    /// How alike they are.
    pub score: Score,
    /// What they are to each other.
    pub relation: Relation,
}

impl Edge {
    /// Whether the two are copies.
    pub fn is_copy(&self) -> bool {
        self.relation == Relation::Copy
    }
}

/// Compares two texts. Where editors named different meetings or dates the texts are no copies, however alike.
pub fn edge(a: usize, b: usize, readings: &[Reading<'_>], judge: &Judge<'_>) -> Option<Edge> {
    let (one, other) = (readings.get(a)?, readings.get(b)?);
    let (score, relation) = judge.edge(one, other, || found(one, other, &judge.lexicon))?;
    Some(Edge { pair: (a.min(b), a.max(b)), score, relation })
}

/// How alike two texts are, and what they are to each other.
pub type Found = (Score, Relation);

fn found<'a>(one: &Reading<'a>, other: &Reading<'a>, lexicon: &Lexicon) -> Option<Found> {
    let (left, right) = (one.shingles(), other.shingles());
    let shared = common(left, right);
    let smaller = left.len().min(right.len());
    let jaccard = ratio(shared, left.len() + right.len() - shared);
    let containment = ratio(shared, smaller);
    let event = are_of_one_event(one, other);
    if jaccard < (if event { JACCARD_SAME } else { JACCARD }) && (containment < CONTAINMENT || shared < SHARED) {
        return None;
    }
    let (left, right) = (&one.print, &other.print);
    // The smaller is compared first: where nothing in it is new, the larger can have no less.
    let (small, large) = if left.grams.len() <= right.grams.len() { (left, right) } else { (right, left) };
    let least = novelty(small, large);
    let novelty = if least > 0.0 { least.min(novelty(large, small)) } else { least };
    let figures = figures_agree(one, other);
    let most = match (figures, event) {
        (true, true) if containment >= CONTAINMENT => NOVELTY_SAME,
        (true, _) | (_, true) => NOVELTY_AGREED,
        _ => NOVELTY,
    };
    let alike = novelty <= most && (smaller >= SHORT || containment >= NEAR || (figures && novelty <= NOVELTY));
    let relation = if !alike || told_apart(one, other) {
        Relation::SharedLanguage
    } else if let Some(conflict) = decided_apart(one, other).or_else(|| lexicon.conflict(one, other)) {
        Relation::InDoubt(conflict)
    } else {
        Relation::Copy
    };
    Some((Score { jaccard, containment, novelty }, relation))
}

/// Whether most figures of the text that has fewer stand in the other too.
fn figures_agree(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    let common = one.figures.intersection(&other.figures).count();
    let share = ratio(common, one.figures.len().min(other.figures.len()));
    (common >= FIGURES && share >= AGREED) || (common >= ALL && share >= 1.0)
}

/// Whether both texts are of one day or one meeting.
fn are_of_one_event(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    let (one, other) = (one.standing(), other.standing());
    let meetings = one.meeting.zip(other.meeting);
    let days = one.day.zip(other.day);
    days.is_some_and(|(x, y)| x == y && x.first() == x.last()) || meetings.is_some_and(|(x, y)| x.value == y.value)
}

/// Editors named different meetings or dates.
fn told_apart(one: &Reading<'_>, other: &Reading<'_>) -> bool {
    let (one, other) = (one.standing(), other.standing());
    let both = |a: bool, b: bool| a && b;
    let meetings = one.meeting.zip(other.meeting);
    let dates = one.date.zip(other.date);
    meetings.is_some_and(|(x, y)| both(x.by_editor, y.by_editor) && x.value != y.value)
        || dates.is_some_and(|(x, y)| both(x.by_editor, y.by_editor) && !x.value.may_be(y.value))
}

/// The texts decide on different meetings or dates.
fn decided_apart(one: &Reading<'_>, other: &Reading<'_>) -> Option<Conflict> {
    let (one, other) = (one.standing(), other.standing());
    if let (Some(Decided { value: x, .. }), Some(Decided { value: y, .. })) = (one.date, other.date)
        && !x.may_be(y)
    {
        return Some(Conflict { kind: Kind::Date, one: x.to_string(), other: y.to_string() });
    }
    match (one.meeting, other.meeting) {
        (Some(x), Some(y)) if x.value != y.value => {
            Some(Conflict { kind: Kind::Meeting, one: String::new(), other: String::new() })
        }
        _ => None,
    }
}

/// Whether two texts that share language are both cut from a third, the hub: what only the one has of it and what only
/// the other has lies mixed, and no fact differs. A round-up has the one behind the other.
pub fn abridge_one_text(a: usize, b: usize, hub: usize, readings: &[Reading<'_>], lexicon: &Lexicon) -> bool {
    let (Some(one), Some(other), Some(hub)) = (readings.get(a), readings.get(b), readings.get(hub)) else {
        return false;
    };
    let (mut only_one, mut only_other) = (Vec::new(), Vec::new());
    for (place, passage) in hub.print.passages.iter().enumerate() {
        let known = (is_familiar(&passage.grams, &one.print), is_familiar(&passage.grams, &other.print));
        match known {
            _ if passage.words < PASSAGE_WORDS => {}
            (true, false) => only_one.push(place),
            (false, true) => only_other.push(place),
            _ => {}
        }
    }
    // Both rise.
    let behind = |place: &usize| only_other.len() - only_other.partition_point(|other| other <= place);
    let before: usize = only_one.iter().map(behind).sum();
    let share = ratio(before, only_one.len() * only_other.len());
    let mixed = only_one.len() < 2 || only_other.len() < 2 || (MIXED..=1.0 - MIXED).contains(&share);
    mixed && decided_apart(one, other).is_none() && lexicon.conflict(one, other).is_none()
}

/// The share of a text's words that stand in passages which are new to the other. Where no passage counts, the whole
/// text is one.
pub fn novelty(of: &Fingerprint, to: &Fingerprint) -> f64 {
    let familiar = |grams: &[u64]| is_familiar(grams, to);
    let counted = || of.passages.iter().filter(|passage| passage.words >= PASSAGE_WORDS);
    let all: usize = counted().map(|passage| passage.words).sum();
    if all == 0 {
        return if familiar(&of.grams) { 0.0 } else { 1.0 };
    }
    let new: usize = counted().filter(|passage| !familiar(&passage.grams)).map(|passage| passage.words).sum();
    ratio(new, all)
}

fn is_familiar(grams: &[u64], to: &Fingerprint) -> bool {
    let known = grams.iter().filter(|gram| to.grams.binary_search(gram).is_ok()).count();
    ratio(known, grams.len()) >= FAMILIAR
}

/// A share; of nothing, none.
#[expect(clippy::cast_precision_loss, reason = "counts of words are far below 2^52")]
pub fn ratio(part: usize, whole: usize) -> f64 {
    if whole == 0 { 0.0 } else { part as f64 / whole as f64 }
}
