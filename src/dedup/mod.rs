//! Cleaned texts → clusters of copies, each with its canonical report, and pairs that share language. It looks at texts only; what editors say comes in as `Verdicts`.

mod candidates;
mod canonical;
mod cluster;
mod shingle;
mod verify;

use std::collections::BTreeSet;

use rayon::prelude::*;

use crate::edtf::Edtf;
use crate::text::fold::FoldedText;
pub use shingle::Fingerprint;

/// What decides between reports of one cluster, beside their texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Standing {
    /// An editor filled in front matter for it.
    pub edited: bool,
    /// How many lines cleaning took out.
    pub removed: usize,
    /// The first day it may have been published; none where that is not known.
    pub published: Option<chrono::NaiveDate>,
    /// Its meeting, where an editor named one.
    pub meeting: Option<usize>,
    /// The date of its meeting, where an editor wrote one.
    pub date: Option<Edtf>,
    /// How many blocks the text has on a page.
    pub blocks: usize,
    /// Its path, the last resort.
    pub file: String,
}

/// A text to compare.
#[derive(Debug)]
pub struct Text {
    /// The folded paragraphs, those of many sentences parted into them.
    pub paragraphs: Vec<FoldedText>,
    /// What else decides.
    pub standing: Standing,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Why {
    /// There is no other.
    OnlyReport,
    /// An editor said so: `copy_of`, or the only one with front matter.
    Editor,
    /// It holds most of what the others say, and least that they do not.
    MostComplete,
    /// Its text is a copy's.
    SharedText,
}

/// A report in a cluster.
#[derive(Clone, Debug, PartialEq)]
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

/// Two communiqués that share language without being copies.
#[derive(Clone, Debug, PartialEq)]
pub struct Related {
    /// Indexes of the two texts, the smaller first.
    pub pair: (usize, usize),
    /// The share of the smaller text's shingles that stand in the other, from 0 to 1.
    pub similarity: f64,
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
/// inverted index, and a pair is a copy only if neither side says much that is new: a share of common shingles alone
/// cannot tell an abridged copy from a successor that reuses agreed language. The result does not depend on the order
/// of `texts` beyond their paths, nor on the number of threads.
pub fn deduplicate(texts: &[Text], verdicts: &Verdicts) -> Deduplicated {
    let prints: Vec<Fingerprint> = texts.par_iter().map(|text| Fingerprint::new(&text.paragraphs)).collect();
    let pairs = candidates::pairs(&prints);
    let judged: Vec<verify::Edge> =
        pairs.into_par_iter().filter_map(|(a, b)| verify::edge(a, b, texts, &prints)).collect();
    let clusters = cluster::clusters(texts, &prints, &judged, verdicts);
    let mut clusters: Vec<Cluster> =
        clusters.into_par_iter().map(|members| canonical::order(members, texts, &prints, verdicts)).collect();
    let path = |cluster: &Cluster| {
        cluster.members.first().and_then(|member| texts.get(member.text)).map(|text| &text.standing.file)
    };
    clusters.sort_by(|a, b| path(a).cmp(&path(b)));
    let related = judged
        .into_iter()
        .filter(|edge| !edge.is_copy)
        .map(|edge| Related { pair: edge.pair, similarity: edge.score.containment });
    Deduplicated { related: related.collect(), clusters }
}

#[cfg(test)]
mod tests;
