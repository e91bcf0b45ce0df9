//! A cluster's texts → its canonical report and the order of the others. The longest does not win: a padded copy would.

use std::cmp::{Ordering, Reverse};

use super::shingle::common;
use super::verify::{novelty, ratio};
use super::{Member, Reading, Verdicts, Why};

/// Of a very large cluster each member is weighed against this many others, the first by path.
const WEIGHED: usize = 64;

/// Chooses: the editor's word (a report that others are said to copy, then one with front matter), then the text of the body that issued it, then the highest mean
/// share of the others' shingles less its own novelty, then most paragraphs (a copy may have lost their breaks), fewest lines taken out, first published, path.
pub fn order(members: Vec<usize>, readings: &[Reading<'_>], verdicts: &Verdicts) -> Vec<Member> {
    let mut members = members;
    members.sort_by_key(|index| readings.get(*index).map(|text| text.standing().file));
    let standing = |index: usize| readings.get(index).map(|text| text.standing());
    let by_editor = |index: usize| {
        let copy = verdicts.copies.iter().any(|(copy, _)| *copy == index);
        let original = verdicts.copies.iter().any(|(_, original)| *original == index);
        (original && !copy, !copy, standing(index).is_some_and(|standing| standing.edited))
    };
    let said = |index: usize| (by_editor(index), standing(index).is_some_and(|standing| standing.official));
    let worth: Vec<(usize, f64)> = members.iter().map(|index| (*index, worth(*index, &members, readings))).collect();
    let best = worth.iter().min_by(|(a, x), (b, y)| {
        said(*b).cmp(&said(*a)).then_with(|| y.total_cmp(x)).then_with(|| tie(*a, *b, readings))
    });
    let canonical = best.map_or(0, |(index, _)| *index);
    let others = || members.iter().filter(|index| **index != canonical);
    let why = match members.len() {
        1 => Why::OnlyReport,
        _ if others().all(|index| by_editor(*index) != by_editor(canonical)) => Why::Editor,
        _ if others().all(|index| said(*index) != said(canonical)) => Why::Official,
        _ => Why::MostComplete,
    };
    let mut cluster: Vec<Member> = members
        .iter()
        .map(|index| Member {
            text: *index,
            similarity: if *index == canonical { 1.0 } else { similarity(*index, canonical, readings) },
            why: if *index == canonical {
                why
            } else if verdicts.copies.iter().any(|(copy, _)| copy == index) {
                Why::Editor
            } else {
                Why::SharedText
            },
        })
        .collect();
    // The sort is stable, so that equals stay in the order of their paths.
    cluster
        .sort_by(|a, b| (b.text == canonical).cmp(&(a.text == canonical)).then(b.similarity.total_cmp(&a.similarity)));
    cluster
}

/// The share of the smaller text's shingles that stand in the other.
fn similarity(a: usize, b: usize, readings: &[Reading<'_>]) -> f64 {
    match (readings.get(a), readings.get(b)) {
        (Some(a), Some(b)) => {
            let (a, b) = (a.shingles(), b.shingles());
            ratio(common(a, b), a.len().min(b.len()))
        }
        _ => 0.0,
    }
}

fn worth(index: usize, members: &[usize], readings: &[Reading<'_>]) -> f64 {
    let Some(own) = readings.get(index) else {
        return 0.0;
    };
    let others = members.iter().filter(|other| **other != index).take(WEIGHED);
    let others: Vec<_> = others.filter_map(|other| readings.get(*other)).collect();
    let sum: f64 = others
        .iter()
        .map(|other| {
            ratio(common(own.shingles(), other.shingles()), other.shingles().len()) - novelty(&own.print, &other.print)
        })
        .sum();
    #[expect(clippy::cast_precision_loss, reason = "at most 64 others")]
    let count = others.len().max(1) as f64;
    sum / count
}

fn tie(a: usize, b: usize, readings: &[Reading<'_>]) -> Ordering {
    let key = |index: usize| {
        readings.get(index).map(|text| {
            let standing = text.standing();
            (
                Reverse(text.text.body.len()),
                standing.removed,
                standing.published.is_none(),
                standing.published,
                standing.file,
            )
        })
    };
    key(a).cmp(&key(b))
}
