//! Texts as numbers → the maximal runs that stand in two of them or more, by sorting the places at which a run begins (a suffix array of what is shared). Its work grows with the texts, not with their pairs.

use std::cmp::Ordering;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::sieve;

/// What ends a sentence. No word is 0.
pub const STOP: u32 = 0;

/// A run is followed so far; a longer one is cut.
const LONGEST: usize = 60;

/// Places are looked at so many at a time.
const AT_ONCE: usize = 1 << 15;

/// A run of words in several texts.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Repeat {
    /// The hash of its words.
    pub id: String,
    /// How many words.
    pub words: usize,
    /// In how many texts.
    pub texts: usize,
    /// Where: the text and the word in it, each from 0, rising.
    pub places: Vec<(u32, u32)>,
}

/// All texts in a row.
struct Row {
    words: Vec<u32>,
    /// Where each text begins.
    starts: Vec<u32>,
}

impl Row {
    fn new(texts: Vec<impl AsRef<[u32]>>) -> Row {
        let words = texts.iter().map(|text| text.as_ref().len() + 1).sum();
        let mut row = Row { words: Vec::with_capacity(words), starts: Vec::with_capacity(texts.len()) };
        for text in texts {
            row.starts.push(u32::try_from(row.words.len()).unwrap_or(u32::MAX));
            row.words.extend(text.as_ref());
            row.words.push(STOP);
        }
        row
    }

    fn word(&self, at: usize) -> u32 {
        self.words.get(at).copied().unwrap_or(STOP)
    }

    /// What follows from a place on, up to the end of the sentence.
    fn run(&self, at: u32) -> impl Iterator<Item = u32> {
        let rest = self.words.get(at as usize..).unwrap_or(&[]);
        rest.iter().copied().take(LONGEST).take_while(|word| *word != STOP)
    }

    fn text(&self, at: u32) -> u32 {
        u32::try_from(self.starts.partition_point(|start| *start <= at)).unwrap_or(u32::MAX).saturating_sub(1)
    }
}

/// The runs of at least `least` words, `telling` of which have their lowest bit set, that stand in two texts or more and
/// that no word before or behind continues in as many texts.
pub fn repeats(texts: Vec<impl AsRef<[u32]>>, least: usize, telling: usize) -> Vec<Repeat> {
    let row = Row::new(texts);
    // The upper half says which words begin there, the lower where.
    let keys = |from: usize| -> Vec<u64> {
        let to = row.words.len().min(from + AT_ONCE + least - 1);
        let runs = row.words.get(from..to).unwrap_or(&[]).windows(least).zip(from..);
        runs.filter(|(run, _)| !run.contains(&STOP)).map(|(run, at)| (key(run) >> 32 << 32) | at as u64).collect()
    };
    let chunks = (0..row.words.len().div_ceil(AT_ONCE)).into_par_iter();
    let keys = sieve::repeated(chunks.map(|chunk| keys(chunk * AT_ONCE)));
    let buckets = keys.par_chunk_by(|a, b| a >> 32 == b >> 32).filter(|bucket| bucket.len() > 1);
    let found = buckets.flat_map_iter(|bucket| {
        #[expect(clippy::cast_possible_truncation, reason = "the lower half is the place")]
        let places: Vec<u32> = bucket.iter().map(|key| *key as u32).collect();
        in_bucket(&row, places, least, telling)
    });
    found.collect()
}

/// A hash of a few words, by which runs are brought together.
fn key(run: &[u32]) -> u64 {
    sieve::mixed(run.chunks(2).map(|pair| pair.iter().fold(0, |both, word| both << 32 | u64::from(*word))))
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
fn in_bucket(row: &Row, mut places: Vec<u32>, least: usize, telling: usize) -> Vec<Repeat> {
    // Places rise, and so do their texts.
    let texts = |places: &[u32]| places.iter().map(|at| row.text(*at)).collect::<Vec<u32>>();
    match (places.first(), places.last()) {
        (Some(first), Some(last)) if row.text(*first) != row.text(*last) => {}
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
            if words >= least && is_telling(row, own, words, telling) {
                found.extend(maximal(row, own, words, texts(own)));
            }
        }
        if length >= least && open.last().is_none_or(|(words, _)| *words < length) {
            open.push((length, start));
        }
    }
    found
}

fn compare(row: &Row, a: u32, b: u32) -> Ordering {
    row.run(a).cmp(row.run(b)).then(a.cmp(&b))
}

fn is_telling(row: &Row, places: &[u32], words: usize, telling: usize) -> bool {
    let first = places.first().copied().unwrap_or(0);
    row.run(first).take(words).filter(|word| word & 1 == 1).count() >= telling
}

/// The run of so many words at these places, if it stands in two texts and no word continues it in as many.
fn maximal(row: &Row, places: &[u32], words: usize, texts: Vec<u32>) -> Option<Repeat> {
    let all = distinct(texts.clone());
    if all < 2 {
        return None;
    }
    let goes_on = |neighbour: &dyn Fn(u32) -> u32| {
        let mut pairs: Vec<(u32, u32)> = places
            .iter()
            .zip(&texts)
            .map(|(at, text)| (neighbour(*at), *text))
            .filter(|(word, _)| *word != STOP)
            .collect();
        pairs.sort_unstable();
        pairs.dedup();
        pairs.chunk_by(|a, b| a.0 == b.0).any(|same| same.len() == all)
    };
    let behind = |at: u32| if words < LONGEST { row.word(at as usize + words) } else { STOP };
    let before = |at: u32| (at as usize).checked_sub(1).map_or(STOP, |before| row.word(before));
    if goes_on(&behind) || goes_on(&before) {
        return None;
    }
    let mut placed: Vec<(u32, u32)> = places
        .iter()
        .zip(&texts)
        .map(|(at, text)| (*text, at - row.starts.get(*text as usize).copied().unwrap_or(0)))
        .collect();
    placed.sort_unstable();
    let run: Vec<u32> = row.run(*places.first()?).take(words).collect();
    Some(Repeat { id: format!("{:010x}", hash(&run) >> 24), words, texts: all, places: placed })
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

    fn found(texts: &[Vec<u32>], least: usize) -> Vec<Told> {
        let mut found: Vec<_> =
            repeats(texts.to_vec(), least, 0).into_iter().map(|one| (one.words, one.texts, one.places)).collect();
        found.sort();
        found
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
    }
}
