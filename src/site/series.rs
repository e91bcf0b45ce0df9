//! Which communiqués are set against each other: each against its predecessor in the series of its meeting's kind, and against those with which it shares a formula or more.

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::Archive;
use crate::archive::slug::Slug;
use crate::config::Config;
use crate::formulas::Formulas;

/// A communiqué is set against so many earlier ones that share its language, the most alike: pairs stay as many as
/// communiqués.
const MOST: usize = 4;
/// What shared shingles count beside shared words of formulas: a communiqué has some hundreds of words.
const SHINGLES: f64 = 300.0;

/// Two communiqués that are set against each other, as indexes in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Pair {
    /// The earlier one.
    pub older: usize,
    /// The later one.
    pub newer: usize,
    /// The earlier one is the last before the later one in its series.
    pub predecessor: bool,
    /// Words of formulas that they share.
    pub shared: usize,
}

/// The pairs, newest first. `order` has all communiqués, oldest first; `index_of` knows the communiqué at an address.
pub fn pairs(
    config: &Config,
    archive: &Archive,
    formulas: &Formulas,
    order: &[usize],
    index_of: &dyn Fn(&Slug) -> Option<usize>,
) -> Vec<Pair> {
    let formulas = formulas.pairs();
    let mut rank = vec![0; archive.communiques.len()];
    for (place, index) in order.iter().enumerate() {
        if let Some(rank) = rank.get_mut(*index) {
            *rank = place;
        }
    }
    let rank = |index: usize| rank.get(index).copied().unwrap_or(0);
    let mut strengths: BTreeMap<(usize, usize), usize> = formulas.iter().map(|(pair, words)| (*pair, *words)).collect();
    for (index, communique) in archive.communiques.iter().enumerate() {
        for related in &communique.related {
            let Some(other) = index_of(&related.slug) else { continue };
            let pair = if rank(index) < rank(other) { (index, other) } else { (other, index) };
            #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "from 0 to 300")]
            let strength = (related.similarity * SHINGLES) as usize;
            let known = strengths.entry(pair).or_default();
            *known = (*known).max(strength);
        }
    }
    let mut of_newer: BTreeMap<usize, Vec<(usize, usize)>> = BTreeMap::new();
    for ((older, newer), strength) in &strengths {
        of_newer.entry(*newer).or_default().push((*strength, *older));
    }
    let mut chosen: BTreeSet<(usize, usize)> = BTreeSet::new();
    for (newer, mut others) in of_newer {
        others.sort_by_key(|(strength, older)| (std::cmp::Reverse(*strength), std::cmp::Reverse(rank(*older))));
        chosen.extend(others.into_iter().take(MOST).map(|(_, older)| (older, newer)));
    }
    let series: BTreeSet<(usize, usize)> = predecessors(config, archive, order, &strengths).into_iter().collect();
    chosen.extend(&series);
    let mut pairs: Vec<Pair> = chosen
        .into_iter()
        .map(|(older, newer)| Pair {
            older,
            newer,
            predecessor: series.contains(&(older, newer)),
            shared: formulas.get(&(older, newer)).copied().unwrap_or(0),
        })
        .collect();
    pairs.sort_by_key(|pair| {
        (std::cmp::Reverse(rank(pair.newer)), std::cmp::Reverse(pair.predecessor), std::cmp::Reverse(rank(pair.older)))
    });
    pairs
}

/// Each communiqué of a meeting with one of the last meeting of that kind before it that has any: the one that shares
/// most language with it, else the last.
fn predecessors(
    config: &Config,
    archive: &Archive,
    order: &[usize],
    strengths: &BTreeMap<(usize, usize), usize>,
) -> Vec<(usize, usize)> {
    let mut latest: BTreeMap<&str, &Vec<usize>> = BTreeMap::new();
    let mut of_meeting: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for index in order {
        let meeting = archive.communiques.get(*index).and_then(|communique| communique.meeting.as_ref());
        if let Some(meeting) = meeting {
            of_meeting.entry(meeting.value).or_default().push(*index);
        }
    }
    let mut pairs = Vec::new();
    // Meetings come oldest first, and so do their indexes.
    for (meeting, own) in &of_meeting {
        let Some(meeting) = config.meetings.get(*meeting) else { continue };
        if let Some(before) = latest.get(meeting.kind.as_str()) {
            for newer in own {
                let likeness = |older: &&usize| strengths.get(&(**older, *newer)).copied().unwrap_or(0);
                let best = before.iter().rev().take(COMPARED).rev().max_by_key(likeness);
                pairs.extend(best.map(|older| (*older, *newer)));
            }
        }
        latest.insert(&meeting.kind, own);
    }
    pairs
}

/// Of a meeting with very many communiqués the last so many are looked at.
const COMPARED: usize = 16;
