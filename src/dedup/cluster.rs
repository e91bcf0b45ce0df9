//! Copies in pairs → clusters. Two clusters merge only where their representatives are copies too, or both abridge one text, so that an article which quotes many communiqués cannot chain them together.

use std::cmp::Ordering;
use std::collections::{BTreeMap, BTreeSet};

use super::judged::Judge;
use super::verify::{self, Edge, Relation};
use super::{Reading, Verdicts};

/// Groups the texts: what editors say first, then the machine's copies by falling likeness. Two texts whose facts differ
/// come into one group by an editor's word only.
pub fn clusters(readings: &[Reading<'_>], edges: &[Edge], verdicts: &Verdicts, judge: &Judge<'_>) -> Vec<Vec<usize>> {
    let mut groups = Groups::new(readings);
    let mut said: Vec<&(usize, usize)> = verdicts.copies.iter().collect();
    said.sort_by_key(|(copy, original)| (groups.rank.get(*copy), groups.rank.get(*original)));
    for (copy, original) in said {
        groups.merge(*original, *copy);
    }
    let doubtful = edges.iter().filter(|edge| matches!(edge.relation, Relation::InDoubt(_))).map(|edge| edge.pair);
    let apart: BTreeSet<(usize, usize)> = verdicts.apart.iter().copied().chain(doubtful).collect();
    let mut copies: Vec<&Edge> = edges.iter().filter(|edge| edge.is_copy()).collect();
    copies.sort_by(|x, y| stronger(x, y).then_with(|| paths(x, readings).cmp(&paths(y, readings))));
    for edge in copies {
        let (a, b) = (groups.root(edge.pair.0), groups.root(edge.pair.1));
        if a == b || groups.kept_apart(a, b, &apart) {
            continue;
        }
        let (x, y) = (groups.representative(a), groups.representative(b));
        let alike = (x, y) == edge.pair || (y, x) == edge.pair || {
            let found = verify::edge(x, y, readings, judge);
            let hubs = [edge.pair.0, edge.pair.1];
            found.is_some_and(|found| {
                found.is_copy() || hubs.iter().any(|hub| verify::abridge_one_text(x, y, *hub, readings, &judge.lexicon))
            })
        };
        if alike {
            groups.merge(a, b);
        }
    }
    groups.into_lists()
}

fn stronger(x: &Edge, y: &Edge) -> Ordering {
    y.score.containment.total_cmp(&x.score.containment).then_with(|| y.score.jaccard.total_cmp(&x.score.jaccard))
}

/// The two paths in order: a tie between edges must not fall with the order of input.
fn paths<'a>(edge: &Edge, readings: &[Reading<'a>]) -> (Option<&'a str>, Option<&'a str>) {
    let path = |index: usize| readings.get(index).map(|text| text.standing().file);
    let (a, b) = (path(edge.pair.0), path(edge.pair.1));
    (a.min(b), a.max(b))
}

/// Disjoint sets with a representative each.
struct Groups {
    parent: Vec<usize>,
    /// Each text's place in the order of paths, so that nothing hangs on the order of input.
    rank: Vec<usize>,
    members: BTreeMap<usize, Vec<usize>>,
}

impl Groups {
    fn new(readings: &[Reading<'_>]) -> Groups {
        let mut by_path: Vec<usize> = (0..readings.len()).collect();
        by_path.sort_by_key(|index| readings.get(*index).map(|text| text.standing().file));
        let mut ranked: Vec<(usize, usize)> = by_path.into_iter().zip(0..).collect();
        ranked.sort_unstable();
        Groups {
            parent: (0..readings.len()).collect(),
            rank: ranked.into_iter().map(|(_, rank)| rank).collect(),
            members: BTreeMap::new(),
        }
    }

    fn root(&self, mut text: usize) -> usize {
        while let Some(parent) = self.parent.get(text)
            && *parent != text
        {
            text = *parent;
        }
        text
    }

    /// The members, the representative first.
    fn of(&self, root: usize) -> Vec<usize> {
        self.members.get(&root).cloned().unwrap_or_else(|| vec![root])
    }

    fn representative(&self, root: usize) -> usize {
        self.members.get(&root).and_then(|members| members.first()).copied().unwrap_or(root)
    }

    fn kept_apart(&self, a: usize, b: usize, apart: &BTreeSet<(usize, usize)>) -> bool {
        if apart.is_empty() {
            return false;
        }
        let (left, right) = (self.of(a), self.of(b));
        left.iter().any(|x| right.iter().any(|y| apart.contains(&(*x.min(y), *x.max(y)))))
    }

    /// Joins two sets; the larger one's representative stands for both, and of equals the one
    /// whose path is first.
    fn merge(&mut self, a: usize, b: usize) {
        let (a, b) = (self.root(a), self.root(b));
        if a == b {
            return;
        }
        let (left, right) = (self.of(a), self.of(b));
        let standing = |members: &[usize]| {
            let first = members.first().and_then(|first| self.rank.get(*first)).copied();
            (members.len(), std::cmp::Reverse(first))
        };
        let (keep, add) = if standing(&right) > standing(&left) { (b, a) } else { (a, b) };
        let (mut all, rest) = if keep == a { (left, right) } else { (right, left) };
        all.extend(rest);
        self.members.remove(&add);
        self.members.insert(keep, all);
        if let Some(parent) = self.parent.get_mut(add) {
            *parent = keep;
        }
    }

    fn into_lists(self) -> Vec<Vec<usize>> {
        let mut lists: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
        for text in 0..self.parent.len() {
            lists.entry(self.root(text)).or_default().push(text);
        }
        lists.into_values().collect()
    }
}
