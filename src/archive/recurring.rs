//! Lines that stand in reports which have nothing else in common → taken out of them: they are their site's, however long. A line that copies share is theirs.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::prepare::Prepared;
use crate::boilerplate::{Reason, Removal};
use crate::budget;
use crate::dedup::shared;
use crate::ingest::block::{Block, Body, Kind};
use crate::text::fold::FoldedText;

/// A line of fewer words may stand in any text.
const WORDS: usize = 8;
/// Two reports have nothing else in common if at most this share of the shingles of the one that has fewer, lines that
/// recur aside, stands in the other: successors with agreed language have 0.1 and more.
const UNRELATED: f64 = 0.05;
/// Of a line in very many reports so many are compared, the first by path.
const COMPARED: usize = 16;
/// So many reports must stand apart from each other: of two the one may quote the other.
const APART: usize = 3;
/// At most this share of a report's words is taken out so: what recurs is the lesser part of a text.
const MOST: f64 = 0.3;

/// Takes recurring lines out of the bodies, each with its reason.
pub(super) fn remove(prepared: &mut [Prepared]) {
    let mut standing: BTreeMap<u64, BTreeSet<usize>> = BTreeMap::new();
    let told = |(number, report): (usize, &Prepared)| -> Vec<(u64, usize)> {
        report.lines.iter().flatten().map(|line| (*line, number)).collect()
    };
    let mut all: Vec<(u64, usize)> = prepared.par_iter().enumerate().flat_map_iter(told).collect();
    all.par_sort_unstable();
    all.dedup();
    let groups = || all.chunk_by(|a, b| a.0 == b.0).filter(|group| group.len() >= APART);
    let mut shared = vec![0_usize; prepared.len()];
    for (_, report) in groups().flatten() {
        if let Some(count) = shared.get_mut(*report) {
            *count += 1;
        }
    }
    // What shares most of its lines with others is their copy, or means to take their lines out.
    let tells = |report: &usize| shared.get(*report).is_some_and(|count| *count <= budget::SHARED_LINES);
    for group in groups() {
        if let Some((key, _)) = group.first() {
            standing.insert(*key, group.iter().map(|(_, report)| *report).filter(tells).collect());
        }
    }
    let recurring: BTreeSet<u64> = standing
        .par_iter()
        .filter(|(_, reports)| {
            let mut apart: Vec<usize> = Vec::new();
            for report in reports.iter().take(COMPARED) {
                if apart.iter().all(|other| have_nothing_else(prepared, *report, *other)) {
                    apart.push(*report);
                }
            }
            apart.len() >= APART
        })
        .map(|(key, _)| *key)
        .collect();
    if recurring.is_empty() {
        return;
    }
    prepared.par_iter_mut().for_each(|report| take_out(report, &recurring));
}

/// Whether two reports share nothing but lines that are the lesser part of both.
fn have_nothing_else(prepared: &[Prepared], a: usize, b: usize) -> bool {
    let of = |index: usize| prepared.get(index).map(|report| &report.notes);
    match (of(a), of(b).and_then(|notes| notes.name)) {
        (Some(own), Some(other)) => own.strangers.get(other, || are_strangers(prepared, a, b)),
        _ => are_strangers(prepared, a, b),
    }
}

fn are_strangers(prepared: &[Prepared], a: usize, b: usize) -> bool {
    let (Some(one), Some(other)) = (prepared.get(a), prepared.get(b)) else {
        return false;
    };
    let (ours, theirs) = (&one.lines, &other.lines);
    let both: BTreeSet<u64> = {
        let yours: BTreeSet<u64> = theirs.iter().flatten().copied().collect();
        ours.iter().flatten().copied().filter(|key| yours.contains(key)).collect()
    };
    let is_shared = |key: &Option<u64>| key.is_some_and(|key| both.contains(&key));
    if share(one, is_shared) > MOST || share(other, is_shared) > MOST {
        return false;
    }
    let (one, other) = (rest(one, is_shared), rest(other, is_shared));
    !one.is_empty() && !other.is_empty() && shared(&one, &other) <= UNRELATED
}

/// The paragraphs that are not meant.
fn rest(report: &Prepared, is_meant: impl Fn(&Option<u64>) -> bool) -> Vec<&str> {
    let own = report.body.iter().zip(&*report.lines).filter(|(_, key)| !is_meant(key));
    own.map(|(block, _)| block.text.as_str()).collect()
}

/// The share of a body's words in the lines that are meant.
fn share(report: &Prepared, is_meant: impl Fn(&Option<u64>) -> bool) -> f64 {
    let words = |all: bool| -> usize {
        let counted = report.body.iter().zip(&*report.lines).filter(|(_, key)| all || is_meant(key));
        counted.map(|(block, _)| block.text.words()).sum()
    };
    #[expect(clippy::cast_precision_loss, reason = "counts of words")]
    let share = words(false) as f64 / words(true).max(1) as f64;
    share
}

fn take_out(report: &mut Prepared, recurring: &BTreeSet<u64>) {
    let is_out = |key: &Option<u64>| key.is_some_and(|key| recurring.contains(&key));
    if !report.lines.iter().any(is_out) || share(report, is_out) > MOST {
        return;
    }
    let keys = Arc::clone(&report.lines);
    let mut stays: Vec<Option<usize>> = Vec::with_capacity(keys.len());
    let mut next = 0;
    for key in &*keys {
        stays.push((!is_out(key)).then_some(next));
        next += usize::from(!is_out(key));
    }
    Arc::make_mut(&mut report.facts).moved(|block| stays.get(block).copied().flatten());
    let (mut body, mut removed) = (Vec::with_capacity(next), report.removed.to_vec());
    for (block, key) in report.body.iter().zip(&*keys) {
        if is_out(key) {
            removed.push(Removal { line: block.line, reason: Reason::Recurring, text: block.text.clone() });
        } else {
            body.push(block.clone());
        }
    }
    removed.sort_by_key(|removal| removal.line);
    report.notes = report.notes.of_rest(&stays);
    (report.body, report.removed) = (Arc::new(Body::new(body)), Arc::new(removed));
    report.lines = Arc::new(keys.iter().filter(|key| !is_out(key)).copied().collect());
}

/// The hash of each paragraph that is long enough to be told again, of a body and its blocks `folded`.
pub(super) fn lines(body: &[Block], folded: &[FoldedText]) -> Vec<Option<u64>> {
    let line = |folded: &FoldedText| (folded.len() >= WORDS).then(|| xxh3_64(folded.as_str().as_bytes()));
    let blocks = body.iter().zip(folded);
    blocks.map(|(block, folded)| if block.kind == Kind::Paragraph { line(folded) } else { None }).collect()
}
