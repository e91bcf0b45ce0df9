//! Texts as numbers → the maximal runs that stand in two of them or more, by sorting the places at which a run begins (a suffix array of what is shared). Its work grows with the texts, not with their pairs.

use std::cmp::Ordering;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::wanted::{Wanted, key};
use crate::sieve;

/// What ends a sentence. No word is 0.
pub const STOP: u32 = 0;

/// A run is followed so far; a longer one is cut.
const LONGEST: usize = 60;

/// So many texts are looked at together.
const AT_ONCE: usize = 64;

/// Where a run begins: the text and the word in it, each from 0.
pub type Place = (u32, u32);

/// A run of words in several texts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Repeat {
    /// The hash of its words.
    pub id: String,
    /// How many words.
    pub words: usize,
    /// In how many texts.
    pub texts: usize,
    /// Where, rising.
    pub places: Vec<Place>,
    /// The hash of its first words, as many as the shortest run has.
    key: u32,
}

/// What runs are looked for: of so many words, so many of which have their lowest bit set.
#[derive(Clone, Copy, Debug)]
pub struct Least {
    /// Words.
    pub words: usize,
    /// Words that tell something.
    pub telling: usize,
}

/// All texts, as if they stood in a row.
struct Row<'a, T> {
    texts: &'a [T],
    /// Where each text begins.
    starts: Vec<u32>,
}

impl<'a, T: AsRef<[u32]> + Sync> Row<'a, T> {
    fn new(texts: &'a [T]) -> Row<'a, T> {
        let starts = texts.iter().scan(0_u32, |next, text| {
            let words = u32::try_from(text.as_ref().len()).unwrap_or(u32::MAX);
            Some(std::mem::replace(next, next.saturating_add(words)))
        });
        Row { texts, starts: starts.collect() }
    }

    fn words(&self, text: u32) -> &'a [u32] {
        self.texts.get(text as usize).map_or(&[], T::as_ref)
    }

    /// The word that stands so many behind a place.
    fn word(&self, (text, word): Place, behind: usize) -> u32 {
        self.words(text).get(word as usize + behind).copied().unwrap_or(STOP)
    }

    /// The word before a place.
    fn before(&self, (text, word): Place) -> u32 {
        word.checked_sub(1).map_or(STOP, |before| self.word((text, before), 0))
    }

    /// What follows from a place on, up to the end of the sentence.
    fn run(&self, (text, word): Place) -> impl Iterator<Item = u32> + use<'a, T> {
        let rest = self.words(text).get(word as usize..).unwrap_or(&[]);
        rest.iter().copied().take(LONGEST).take_while(|word| *word != STOP)
    }

    /// The runs of a text that `wanted` passes: in the upper half the hash of each, in the lower where in the row it begins.
    fn keys(&self, text: u32, words: usize, wanted: impl Fn(&[u32]) -> bool) -> impl Iterator<Item = u64> {
        let start = self.starts.get(text as usize).copied().unwrap_or(u32::MAX);
        let runs = self.words(text).windows(words).zip(start..);
        let runs = runs.filter(move |(run, _)| wanted(run) && !run.contains(&STOP));
        runs.map(|(run, at)| u64::from(key(run)) << 32 | u64::from(at))
    }

    /// The place at which a run begins that has this key.
    fn place(&self, key: u64) -> Place {
        #[expect(clippy::cast_possible_truncation, reason = "the lower half is where it begins")]
        let at = key as u32;
        // Texts without words begin where the next one does.
        let text = self.starts.partition_point(|start| *start <= at).saturating_sub(1);
        let start = self.starts.get(text).copied().unwrap_or_default();
        (u32::try_from(text).unwrap_or(u32::MAX), at - start)
    }

    /// The maximal runs among those that have these keys, sorted.
    fn maximal(&self, keys: &[u64], least: Least) -> Vec<Repeat> {
        let buckets = keys.par_chunk_by(|a, b| a >> 32 == b >> 32).filter(|bucket| bucket.len() > 1);
        let places = |bucket: &[u64]| bucket.iter().map(|key| self.place(*key)).collect();
        buckets.flat_map_iter(|bucket| in_bucket(self, places(bucket), least)).collect()
    }
}

/// The runs that stand in two texts or more and that no word before or behind continues in as many texts.
pub fn repeats(texts: &[impl AsRef<[u32]> + Sync], least: Least) -> Vec<Repeat> {
    let row = Row::new(texts);
    let numbers: Vec<u32> = (0..).take(texts.len()).collect();
    let of = |text: &u32| row.keys(*text, least.words, |_| true);
    let keys = numbers.par_chunks(AT_ONCE).map(|texts| texts.iter().flat_map(of).collect());
    let keys = sieve::repeated(keys);
    row.maximal(&keys, least)
}

/// The same of texts among which most are that `before` was found in: `moved` says of each text of then which one it is now,
/// if it still is.
///
/// Only runs are looked at that begin like one of a new text, or like a repeat that stood in a text which is gone. No other
/// run has more places than before; and where a run loses one and was no repeat, a longer one stood wherever it did, and still does.
pub fn again(
    before: Vec<Repeat>,
    moved: &[Option<u32>],
    texts: &[impl AsRef<[u32]> + Sync],
    least: Least,
) -> Vec<Repeat> {
    let row = Row::new(texts);
    let now = |(text, word): &Place| Some((moved.get(*text as usize).copied().flatten()?, *word));
    let mut wanted = Wanted::default();
    let mut is_new = vec![true; texts.len()];
    moved
        .iter()
        .flatten()
        .for_each(|text| is_new.get_mut(*text as usize).into_iter().for_each(|is_new| *is_new = false));
    for (text, _) in (0..).zip(&is_new).filter(|(_, is_new)| **is_new) {
        row.words(text).windows(least.words).for_each(|run| wanted.add(run));
    }
    let mut stay: Vec<Repeat> = Vec::with_capacity(before.len());
    for mut repeat in before {
        let mut places: Vec<Place> = repeat.places.iter().filter_map(now).collect();
        match places.first() {
            Some((text, word)) if places.len() < repeat.places.len() => {
                let run = row.words(*text).get(*word as usize..).and_then(|rest| rest.get(..least.words));
                run.into_iter().for_each(|run| wanted.add(run));
            }
            Some(_) => {
                places.sort_unstable();
                repeat.places = places;
                stay.push(repeat);
            }
            None => {}
        }
    }
    wanted.sort();
    stay.retain(|repeat| !wanted.has(repeat.key));
    if !wanted.is_empty() {
        let keys = (0..).zip(texts).collect::<Vec<_>>().into_par_iter().with_min_len(AT_ONCE);
        let of = |(text, _)| row.keys(text, least.words, |run| wanted.may_have(run)).filter(|key| wanted.has_key(*key));
        let mut keys: Vec<u64> = keys.flat_map_iter(of).collect();
        keys.par_sort_unstable();
        stay.extend(row.maximal(&keys, least));
    }
    stay
}

/// The hash of a run, by which it is named.
fn hash(run: &[u32]) -> u64 {
    let mut bytes = [0; LONGEST * 4];
    for (to, word) in bytes.chunks_exact_mut(4).zip(run) {
        to.copy_from_slice(&word.to_le_bytes());
    }
    xxh3_64(bytes.get(..run.len() * 4).unwrap_or(&bytes))
}

/// The maximal runs among places with the same first words.
fn in_bucket<T: AsRef<[u32]> + Sync>(row: &Row<'_, T>, mut places: Vec<Place>, least: Least) -> Vec<Repeat> {
    // Places rise, and so do their texts.
    match (places.first(), places.last()) {
        (Some((first, _)), Some((last, _))) if first != last => {}
        _ => return Vec::new(),
    }
    places.sort_unstable_by(|a, b| compare(row, *a, *b));
    let common: Vec<usize> = places
        .windows(2)
        .map(|pair| match pair {
            [a, b] => row.run(*a).zip(row.run(*b)).take_while(|(x, y)| x == y).count(),
            _ => 0,
        })
        .collect();
    let mut found = Vec::new();
    // Runs that go on: how many words, and the first place that has them.
    let mut open: Vec<(usize, usize)> = Vec::new();
    for end in 0..=common.len() {
        let length = common.get(end).copied().unwrap_or(0);
        let mut start = end;
        while let Some((words, from)) = open.pop_if(|(words, _)| *words > length) {
            start = from;
            let own = places.get(from..=end).unwrap_or(&[]);
            if words >= least.words && is_telling(row, own, words, least.telling) {
                found.extend(maximal(row, own, words, least));
            }
        }
        if length >= least.words && open.last().is_none_or(|(words, _)| *words < length) {
            open.push((length, start));
        }
    }
    found
}

fn compare<T: AsRef<[u32]> + Sync>(row: &Row<'_, T>, a: Place, b: Place) -> Ordering {
    row.run(a).cmp(row.run(b)).then(a.cmp(&b))
}

fn is_telling<T: AsRef<[u32]> + Sync>(row: &Row<'_, T>, places: &[Place], words: usize, telling: usize) -> bool {
    let first = places.first().copied().unwrap_or_default();
    row.run(first).take(words).filter(|word| word & 1 == 1).count() >= telling
}

/// The run of so many words at these places, if it stands in two texts and no word continues it in as many.
fn maximal<T: AsRef<[u32]> + Sync>(row: &Row<'_, T>, places: &[Place], words: usize, least: Least) -> Option<Repeat> {
    let all = distinct(places.iter().map(|(text, _)| *text).collect());
    if all < 2 {
        return None;
    }
    let goes_on = |neighbour: &dyn Fn(Place) -> u32| {
        let mut pairs: Vec<(u32, u32)> =
            places.iter().map(|place| (neighbour(*place), place.0)).filter(|(word, _)| *word != STOP).collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs.chunk_by(|a, b| a.0 == b.0).any(|same| same.len() == all)
    };
    let behind = |place: Place| if words < LONGEST { row.word(place, words) } else { STOP };
    if goes_on(&behind) || goes_on(&|place| row.before(place)) {
        return None;
    }
    let mut placed = places.to_vec();
    placed.sort_unstable();
    let run: Vec<u32> = row.run(*places.first()?).take(words).collect();
    let key = key(run.get(..least.words)?);
    Some(Repeat { id: format!("{:010x}", hash(&run) >> 24), words, texts: all, places: placed, key })
}

fn distinct(mut texts: Vec<u32>) -> usize {
    texts.sort_unstable();
    texts.dedup();
    texts.len()
}

#[cfg(test)]
mod tests {
    use std::collections::{BTreeMap, BTreeSet};

    use super::*;
    use proptest::prelude::*;

    /// Words, texts and places.
    type Told = (usize, usize, Vec<(u32, u32)>);

    fn told(found: Vec<Repeat>) -> Vec<Told> {
        let mut found: Vec<_> = found.into_iter().map(|one| (one.words, one.texts, one.places)).collect();
        found.sort();
        found
    }

    fn found(texts: &[Vec<u32>], least: usize) -> Vec<Told> {
        told(repeats(texts, Least { words: least, telling: 0 }))
    }

    #[test]
    fn the_longest_run_is_found_and_no_part_of_it() {
        let texts = [vec![9, 1, 2, 3, 4, 5, 0, 8, 0], vec![1, 2, 3, 4, 5, 6, 0], vec![7, 2, 3, 4, 5, 0]];
        let expected = [(4, 3, vec![(0, 2), (1, 1), (2, 1)]), (5, 2, vec![(0, 1), (1, 0)])];
        assert_eq!(found(&texts, 4), expected);
        assert!(found(&[vec![1, 2, 3, 0, 4], vec![1, 2, 3, 4]], 4).is_empty(), "a sentence ends it");
        assert!(found(&[vec![1, 2, 3, 4, 0, 1, 2, 3, 4, 0]], 4).is_empty(), "one text is no agreement");
    }

    /// The definition, word for word: every run of every text, and the texts that have it.
    fn naive(texts: &[Vec<u32>], least: usize) -> Vec<Told> {
        let mut all: BTreeMap<Vec<u32>, Vec<(u32, u32)>> = BTreeMap::new();
        for (text, words) in (0u32..).zip(texts) {
            for from in 0..words.len() {
                for to in from + 1..=words.len() {
                    let run = &words[from..to];
                    if !run.contains(&STOP) {
                        all.entry(run.to_vec()).or_default().push((text, u32::try_from(from).unwrap()));
                    }
                }
            }
        }
        let texts = |run: &[u32]| -> usize {
            all.get(run).map_or(0, |places| places.iter().map(|place| place.0).collect::<BTreeSet<_>>().len())
        };
        let words: BTreeSet<u32> = all.keys().flatten().copied().collect();
        let mut found = Vec::new();
        for (run, places) in &all {
            let own = texts(run);
            let goes_on = words.iter().any(|word| {
                texts(&[run.as_slice(), &[*word]].concat()) == own || texts(&[&[*word], run.as_slice()].concat()) == own
            });
            if run.len() >= least && own >= 2 && !goes_on {
                found.push((run.len(), own, places.clone()));
            }
        }
        found.sort();
        found
    }

    proptest! {
        #[test]
        fn it_is_what_the_definition_says(
            texts in prop::collection::vec(prop::collection::vec(0u32..4, 0..24), 0..5),
            least in 1usize..4,
        ) {
            prop_assert_eq!(found(&texts, least), naive(&texts, least));
        }

        #[test]
        fn what_is_found_again_is_what_is_found(
            texts in prop::collection::vec(prop::collection::vec(0u32..4, 0..24), 0..7),
            others in prop::collection::vec(prop::collection::vec(0u32..4, 0..24), 0..3),
            order in prop::collection::vec((any::<prop::sample::Index>(), any::<prop::sample::Index>()), 0..4),
            least in 1usize..4,
        ) {
            let least = Least { words: least, telling: 1 };
            // Texts of before by their number, then new ones; some change places, and what comes to stand behind is gone.
            let all: Vec<Vec<u32>> = texts.iter().chain(&others).cloned().collect();
            let mut now: Vec<usize> = (0..all.len()).collect();
            for (one, other) in order.iter().filter(|_| !all.is_empty()) {
                now.swap(one.index(all.len()), other.index(all.len()));
            }
            now.truncate(texts.len());
            let place = |text: usize| now.iter().position(|now| *now == text).map(|at| u32::try_from(at).unwrap());
            let moved: Vec<Option<u32>> = (0..texts.len()).map(place).collect();
            let new: Vec<Vec<u32>> = now.iter().map(|text| all[*text].clone()).collect();
            let sorted = |mut found: Vec<Repeat>| {
                found.sort_by(|a, b| (&a.id, &a.places).cmp(&(&b.id, &b.places)));
                found
            };
            let found = again(repeats(&texts, least), &moved, &new, least);
            prop_assert_eq!(sorted(found), sorted(repeats(&new, least)));
        }
    }
}
