//! Cleaned texts → clusters of copies, each with its canonical report, pairs that share language, and pairs that only an editor can decide. It looks at texts only; what editors say comes in as `Verdicts`.

mod candidates;
mod canonical;
mod cluster;
mod component;
mod facts;
mod judged;
mod lexicon;
mod shingle;
mod verify;

use std::collections::BTreeSet;
use std::ops::{Deref, Range};
use std::sync::OnceLock;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use crate::edtf::Edtf;
use crate::fingerprint;
use crate::ingest::block::Block;
use crate::memo::{Held, Memo};
use crate::text::fold::FoldedText;
use candidates::Index;
use facts::Lexicon;
pub use facts::{Conflict, Kind};
use judged::{Judge, Judged};
use shingle::Fingerprint;

/// A value that decides between two texts, and who said it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Decided<T> {
    /// The value.
    pub value: T,
    /// An editor wrote it; otherwise the text decides it.
    pub by_editor: bool,
}

/// What decides between reports of one cluster, beside their texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Standing<'a> {
    /// An editor filled in front matter for it.
    pub edited: bool,
    /// The body that issued the text published it.
    pub official: bool,
    /// How many lines cleaning took out.
    pub removed: usize,
    /// The first day it may have been published; none where that is not known.
    pub published: Option<chrono::NaiveDate>,
    /// Its meeting.
    pub meeting: Option<Decided<usize>>,
    /// The date of its meeting, where it is written out: two that differ part the texts.
    pub date: Option<Decided<Edtf>>,
    /// The date of its meeting, however it is known: two that are one bring the texts together.
    pub day: Option<Edtf>,
    /// Its path, the last resort.
    pub file: &'a str,
}

/// A text to compare.
#[derive(Clone, Debug)]
pub struct Text<'a> {
    /// Its paragraphs.
    pub body: &'a [Block],
    /// What else decides.
    pub standing: Standing<'a>,
    /// Where what is worked out of its words may be kept.
    pub notes: Option<&'a Notes>,
}

/// What comparing works out of a text's words.
#[derive(Debug, Default)]
pub struct Notes {
    shingles: Memo<Vec<u64>>,
    folded: Memo<Folded>,
}

impl<'a> Text<'a> {
    /// The paragraphs as readers see them.
    fn paragraphs(&self) -> impl Iterator<Item = &'a str> + use<'a> {
        self.body.iter().map(|block| block.text.as_str())
    }

    /// Its shingles; `room` is used again.
    fn shingles(&self, room: &mut FoldedText) -> Held<'_, Vec<u64>> {
        let mut make = || shingle::shingles(self.paragraphs(), room);
        match self.notes {
            Some(notes) => notes.shingles.get(make),
            None => Held::Made(make()),
        }
    }
}

impl Notes {
    /// Notes that are kept from one comparison to the next, or are not.
    pub fn new(keep: bool) -> Notes {
        Notes { shingles: Memo::new(keep), folded: Memo::new(keep) }
    }
}

/// The shingles of so many texts are kept from looking for candidates until they are compared; those of more are made twice,
/// so that memory follows the largest component.
const AT_HAND: usize = 20_000;

/// Texts with their shingles, where they are few enough.
struct Texts<'a> {
    all: &'a [Text<'a>],
    /// The name of each text, where anybody has use for it.
    names: &'a [fingerprint::Fingerprint],
    shingles: Vec<OnceLock<Held<'a, Vec<u64>>>>,
}

impl<'a> Texts<'a> {
    fn new(all: &'a [Text<'a>], names: &'a [fingerprint::Fingerprint]) -> Texts<'a> {
        let few = if all.len() <= AT_HAND { all.len() } else { 0 };
        Texts { all, names, shingles: (0..few).map(|_| OnceLock::new()).collect() }
    }

    /// The shingles of a text, by its index; `room` is used again.
    fn shingles(&self, index: usize, room: &mut FoldedText) -> Held<'_, Vec<u64>> {
        match (self.shingles.get(index), self.all.get(index)) {
            (Some(place), Some(text)) => Held::Kept(place.get_or_init(|| text.shingles(room))),
            (None, Some(text)) => text.shingles(room),
            (_, None) => Held::Made(Vec::new()),
        }
    }
}

/// A text that is being compared.
struct Reading<'a> {
    text: &'a Text<'a>,
    /// The name of its paragraphs and its standing.
    name: Option<fingerprint::Fingerprint>,
    texts: &'a Texts<'a>,
    index: usize,
    /// Its shingles, by which most pairs are told apart,
    shingles: OnceLock<Held<'a, Vec<u64>>>,
    /// and the rest, each once a pair asks.
    folded: OnceLock<Held<'a, Folded>>,
}

/// A text as comparing reads it.
#[derive(Debug)]
struct Folded {
    /// Its paragraphs and sentences, folded; none is empty.
    passages: Vec<FoldedText>,
    print: Fingerprint,
    /// The figures of the text, years aside.
    figures: BTreeSet<String>,
    /// Where its 2-grams stand, and the forms of its words, once a pair asks.
    places: OnceLock<Vec<(u64, usize)>>,
    said: OnceLock<BTreeSet<String>>,
}

impl<'a> Reading<'a> {
    fn new(index: usize, texts: &'a Texts<'a>) -> Option<Reading<'a>> {
        let text = texts.all.get(index)?;
        let name = texts.names.get(index).and_then(|name| fingerprint::Fingerprint::of(&(name, &text.standing)));
        Some(Reading { text, name, texts, index, shingles: OnceLock::new(), folded: OnceLock::new() })
    }

    fn standing(&self) -> &'a Standing<'a> {
        &self.text.standing
    }

    fn shingles(&self) -> &Vec<u64> {
        self.shingles.get_or_init(|| self.texts.shingles(self.index, &mut FoldedText::new("")))
    }
}

impl Deref for Reading<'_> {
    type Target = Folded;

    fn deref(&self) -> &Folded {
        self.folded.get_or_init(|| {
            let make = || Folded::new(self.text.paragraphs());
            match self.text.notes {
                Some(notes) => notes.folded.get(make),
                None => Held::Made(make()),
            }
        })
    }
}

impl Folded {
    fn new<'a>(paragraphs: impl Iterator<Item = &'a str>) -> Folded {
        let mut passages: Vec<FoldedText> = shingle::passages(paragraphs).into_iter().map(FoldedText::new).collect();
        passages.retain(|passage| !passage.is_empty());
        Folded {
            print: Fingerprint::new(&passages),
            figures: facts::figures(&passages),
            passages,
            places: OnceLock::new(),
            said: OnceLock::new(),
        }
    }
}

/// What editors decided, by index of the texts.
#[derive(Clone, Debug, Default)]
pub struct Verdicts {
    /// `(copy, original)`
    pub copies: Vec<(usize, usize)>,
    /// Pairs that are not copies of each other, the smaller index first.
    pub apart: BTreeSet<(usize, usize)>,
}

/// Why a report is where it is in its cluster.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// There is no other.
    OnlyReport,
    /// An editor said so: `copy_of`, or the only one with front matter.
    Editor,
    /// It is the text of the body that issued it.
    Official,
    /// It holds most of what the others say, and least that they do not.
    MostComplete,
    /// Its text is a copy's.
    SharedText,
}

/// A report in a cluster.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub struct Member {
    /// The text's index.
    pub text: usize,
    /// The share of the smaller text's shingles that stand in the canonical one, from 0 to 1.
    pub similarity: f64,
    /// Why it is here.
    pub why: Why,
}

/// Copies of one communiqué, the canonical report first, then the others by falling similarity and path.
#[derive(Clone, Debug, PartialEq)]
pub struct Cluster {
    /// Its reports; never none.
    pub members: Vec<Member>,
}

/// Two texts that share language without being copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Indexes of the two texts, the smaller first.
    pub pair: (usize, usize),
    /// The share of the smaller text's shingles that stand in the other, from 0 to 1.
    pub similarity: f64,
    /// The fact on which they differ, where they would be copies but for it: an editor has to decide.
    pub conflict: Option<Conflict>,
}

/// What comparing found.
#[derive(Clone, Debug, PartialEq)]
pub struct Deduplicated {
    /// Every text is in exactly one cluster; clusters are in the order of their canonical report's path.
    pub clusters: Vec<Cluster>,
    /// Pairs with shared language, by pair.
    pub related: Vec<Related>,
}

/// Finds out which texts are copies of each other.
///
/// The steps are those of near-duplicate detection with shingles (Broder 1997), but candidates come from an exact
/// inverted index, and a pair is a copy only if neither side says much that is new and no fact differs: a share of common
/// shingles alone cannot tell an abridged copy from a successor that reuses agreed language. What else a text has is made in
/// each connected component of candidate pairs, where a pair shares enough shingles, and dropped with the component; of many
/// texts shingles are too, so that memory follows the largest. The result does not depend on the order of `texts` beyond their paths, nor on the number of threads.
pub fn deduplicate(texts: &[Text<'_>], verdicts: &Verdicts) -> Deduplicated {
    let read = Texts::new(texts, &[]);
    judge(&read, Index::new(&read).pairs(), verdicts, &Judge::new(None))
}

/// What comparing found out about texts.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Known {
    /// The name of each text.
    names: Vec<fingerprint::Fingerprint>,
    index: Index,
    judged: Judged,
}

/// Where more than one and this share of the texts in a row are new, all are indexed.
const NEW: usize = 16;

/// The same, of texts with these names: of those that are `known` nothing is indexed again. They are known then.
pub fn again(
    texts: &[Text<'_>],
    names: Vec<fingerprint::Fingerprint>,
    verdicts: &Verdicts,
    known: &mut Known,
) -> Deduplicated {
    let read = Texts::new(texts, &names);
    let Known { names: before, index, judged } = std::mem::take(known);
    let (gone, new) = replaced(&before, &names);
    let few = gone.len().max(new.len()) <= 1 + names.len() / NEW;
    let index = match few {
        true if gone.is_empty() && new.is_empty() => index,
        true => index.with(&gone, &new, &read),
        false => Index::new(&read),
    };
    let judge = Judge::new(Some(&judged));
    let found = self::judge(&read, index.pairs(), verdicts, &judge);
    let judged = judge.found();
    *known = Known { names, index, judged };
    found
}

/// Which values in a row stand no more, and which stand in their place: before and behind them both lists are the same.
fn replaced<T: PartialEq>(before: &[T], now: &[T]) -> (Range<usize>, Range<usize>) {
    let shorter = before.len().min(now.len());
    let start = before.iter().zip(now).take_while(|(one, other)| one == other).count();
    let behind = before.iter().rev().zip(now.iter().rev()).take(shorter - start);
    let same = behind.take_while(|(one, other)| one == other).count();
    (start..before.len() - same, start..now.len() - same)
}

/// Judges candidates.
fn judge<'a>(read: &'a Texts<'a>, pairs: &[(usize, usize)], verdicts: &Verdicts, judge: &Judge<'_>) -> Deduplicated {
    let texts = read.all;
    let components = component::components(texts.len(), pairs, verdicts);
    let mut alone = vec![true; texts.len()];
    for member in components.iter().flat_map(|component| &component.members) {
        if let Some(alone) = alone.get_mut(*member) {
            *alone = false;
        }
    }
    let judged: Vec<(Vec<Cluster>, Vec<Related>)> =
        components.into_par_iter().map(|component| component.judge(read, judge)).collect();
    let mut clusters: Vec<Cluster> =
        (0..texts.len()).filter(|text| alone.get(*text) == Some(&true)).map(Cluster::of_one).collect();
    let mut related = Vec::new();
    for (found, relations) in judged {
        clusters.extend(found);
        related.extend(relations);
    }
    let path = |cluster: &Cluster| {
        cluster.members.first().and_then(|member| texts.get(member.text)).map(|text| text.standing.file)
    };
    clusters.par_sort_by(|a, b| path(a).cmp(&path(b)));
    related.sort_by_key(|relation| relation.pair);
    Deduplicated { clusters, related }
}

/// The share of the shingles of the text that has fewer which stand in the other, from 0 to 1.
pub fn shared(one: &[&str], other: &[&str]) -> f64 {
    let mut room = FoldedText::new("");
    let mut shingles = |text: &[&str]| shingle::shingles(text.iter().copied(), &mut room);
    let (one, other) = (shingles(one), shingles(other));
    verify::ratio(shingle::common(&one, &other), one.len().min(other.len()))
}

impl Cluster {
    fn of_one(text: usize) -> Cluster {
        Cluster { members: vec![Member { text, similarity: 1.0, why: Why::OnlyReport }] }
    }
}

#[cfg(test)]
mod tests;
