//! Candidate pairs → connected components, and each component → its clusters. No cluster spans two components, so that each can be judged alone.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::judged::Judge;
use super::verify::{self, Edge, Relation};
use super::{Cluster, Member, Reading, Related, Texts, Verdicts, canonical, cluster};

/// Texts that candidate pairs or editors link, directly or through others.
pub struct Component {
    /// The texts, by rising index. All that follows counts places in this list.
    pub members: Vec<usize>,
    pairs: Vec<(usize, usize)>,
    verdicts: Verdicts,
}

/// The components of more than one text.
pub fn components(texts: usize, pairs: &[(usize, usize)], verdicts: &Verdicts) -> Vec<Component> {
    let mut sets = Sets::new(texts);
    let mut linked: Vec<usize> = Vec::new();
    for (a, b) in pairs.iter().chain(&verdicts.copies) {
        sets.join(*a, *b);
        linked.extend([*a, *b]);
    }
    linked.par_sort_unstable();
    linked.dedup();
    let mut members: BTreeMap<usize, Vec<usize>> = BTreeMap::new();
    for text in linked {
        members.entry(sets.root(text)).or_default().push(text);
    }
    let mut components: BTreeMap<usize, Component> = members
        .into_iter()
        .map(|(root, members)| (root, Component { members, pairs: Vec::new(), verdicts: Verdicts::default() }))
        .collect();
    let mut within = |a: usize, b: usize, add: &dyn Fn(&mut Component, (usize, usize))| {
        if let Some(component) = components.get_mut(&sets.root(a))
            && let (Ok(a), Ok(b)) = (component.members.binary_search(&a), component.members.binary_search(&b))
        {
            add(component, (a, b));
        }
    };
    for (a, b) in pairs {
        within(*a, *b, &|component, pair| component.pairs.push(pair));
    }
    for (copy, original) in &verdicts.copies {
        within(*copy, *original, &|component, pair| component.verdicts.copies.push(pair));
    }
    for (a, b) in &verdicts.apart {
        within(*a, *b, &|component, pair| {
            component.verdicts.apart.insert(pair);
        });
    }
    components.into_values().collect()
}

impl Component {
    /// Compares its pairs, groups its texts, and orders each group.
    pub fn judge<'a>(self, texts: &'a Texts<'a>, judge: &Judge<'_>) -> (Vec<Cluster>, Vec<Related>) {
        let readings = self.members.par_iter().filter_map(|index| Reading::new(*index, texts));
        let readings: Vec<Reading<'_>> = readings.collect();
        let edges: Vec<Edge> =
            self.pairs.par_iter().filter_map(|(a, b)| verify::edge(*a, *b, &readings, judge)).collect();
        let groups = cluster::clusters(&readings, &edges, &self.verdicts, judge);
        let global = |place: usize| self.members.get(place).copied().unwrap_or(0);
        let clusters = groups.into_iter().map(|group| match group.as_slice() {
            [one] => Cluster::of_one(global(*one)),
            _ => {
                let order = || canonical::order(group.clone(), &readings, &self.verdicts);
                let members = judge.order(&group, &readings, &self.verdicts, order).into_iter();
                Cluster { members: members.map(|member| Member { text: global(member.text), ..member }).collect() }
            }
        });
        let clusters = clusters.collect();
        let related = edges.into_iter().filter_map(|edge| {
            let (a, b) = (global(edge.pair.0), global(edge.pair.1));
            let conflict = match edge.relation {
                Relation::Copy => return None,
                Relation::SharedLanguage => None,
                Relation::InDoubt(conflict) => Some(conflict),
            };
            Some(Related { pair: (a.min(b), a.max(b)), similarity: edge.score.containment, conflict })
        });
        (clusters, related.collect())
    }
}

/// Disjoint sets of texts.
struct Sets {
    parents: Vec<usize>,
}

impl Sets {
    fn new(count: usize) -> Sets {
        Sets { parents: (0..count).collect() }
    }

    /// The smallest member of a text's set.
    fn root(&self, mut text: usize) -> usize {
        while let Some(parent) = self.parents.get(text)
            && *parent != text
        {
            text = *parent;
        }
        text
    }

    fn join(&mut self, a: usize, b: usize) {
        let (low, high) = (self.root(a).min(self.root(b)), self.root(a).max(self.root(b)));
        // What was walked over points to the root at once from now on.
        for start in [a, b, high] {
            let mut text = start;
            while let Some(parent) = self.parents.get_mut(text)
                && *parent != low
                && text != low
            {
                text = std::mem::replace(parent, low);
            }
        }
    }
}
