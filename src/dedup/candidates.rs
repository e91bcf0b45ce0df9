//! Texts → an inverted index of sampled shingles, and the pairs worth comparing that it tells. It may name a pair that is no copy, and rarely misses one that is.

use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::Texts;
use crate::packed;
use crate::sieve::{self, Few};
use crate::text::fold::FoldedText;

/// From this many texts on, only every fourth shingle is indexed, by its hash; from the second bound on every eighth.
const SAMPLED: [(usize, u64); 2] = [(5_000, 4), (500_000, 8)];
/// A text of fewer shingles than this is indexed whole.
const SMALL: usize = 64;
/// A shingle in more texts than this is a common phrase: it pairs each text with the next one only, which keeps the
/// work linear and still links the many copies of a widely carried statement.
const COMMON: usize = 64;
/// Indexed shingles that two texts must share, with and without sampling.
const SHARED: usize = 3;
const SHARED_SAMPLED: usize = 2;
/// A text of fewer shingles than this may share one only.
const TINY: usize = 6;

/// The shingles of so many texts are looked at together.
const AT_ONCE: usize = 256;

/// A text's place in the index, with the mark of a common phrase in its first bit.
const IS_COMMON: u64 = 1 << 31;

/// The lower half of an entry: the text's number.
const NUMBER: u64 = 0xFFFF_FFFF;

/// Which texts have which of the sampled shingles.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Index {
    /// For each text the keys by which it is indexed, the upper halves of hashes, rising. Two hashes that agree in their
    /// upper half only make a pair worth a comparison that it fails.
    #[serde(with = "packed::lists")]
    keys: Vec<Vec<u32>>,
    /// For each text whether it is a tiny one.
    tiny: Vec<bool>,
    /// A key and a text's number, sorted, without most of those whose key stands alone.
    entries: Vec<u64>,
    /// Pairs of texts worth comparing, the smaller number first, sorted.
    pairs: Vec<(usize, usize)>,
}

/// Of how many shingles of a text one is indexed: a power of two.
fn step(texts: usize) -> u64 {
    SAMPLED.iter().rev().find(|(from, _)| texts >= *from).map_or(1, |(_, step)| *step)
}

/// Indexed shingles that two texts must share.
fn least(texts: usize) -> usize {
    if step(texts) > 1 { SHARED_SAMPLED } else { SHARED }
}

/// The keys of a text by which it is indexed.
fn keys(shingles: &[u64], step: u64) -> Vec<u32> {
    let mask = if shingles.len() < SMALL { 0 } else { step - 1 };
    let sampled = shingles.iter().filter(|hash| *hash & mask == 0);
    let mut keys: Vec<u32> = sampled.map(|hash| (hash >> 32) as u32).collect();
    keys.dedup();
    keys
}

fn entry(key: u32, text: usize) -> u64 {
    u64::from(key) << 32 | text as u64
}

fn key_of(entry: u64) -> u64 {
    entry >> 32
}

impl Index {
    /// The index of some texts.
    pub fn new(texts: &Texts<'_>) -> Index {
        let step = step(texts.all.len());
        let read = |room: &mut FoldedText, number| {
            let shingles = texts.shingles(number, room);
            (keys(&shingles, step), shingles.len() < TINY)
        };
        let all = (0..texts.all.len()).into_par_iter().map_init(|| FoldedText::new(""), read);
        let (keys, tiny): (Vec<Vec<u32>>, Vec<bool>) = all.unzip();
        let first: Vec<usize> = (0..keys.len()).step_by(AT_ONCE).collect();
        let chunks = keys.par_chunks(AT_ONCE).zip(first).map(|(chunk, first)| {
            let numbered = (first..).zip(chunk);
            numbered.flat_map(|(number, keys)| keys.iter().map(move |key| entry(*key, number))).collect()
        });
        let entries = sieve::repeated(chunks);
        let mut index = Index { keys, tiny, entries, pairs: Vec::new() };
        index.pairs = index.all_pairs();
        index
    }

    /// Pairs of texts worth comparing, the smaller number first, sorted.
    pub fn pairs(&self) -> &[(usize, usize)] {
        &self.pairs
    }

    /// The index of texts that are those of this one but for some in a row: the numbers of those that are `gone`, and of
    /// the `new` ones in their place.
    pub fn with(mut self, gone: &Range<usize>, new: &Range<usize>, texts: &Texts<'_>) -> Index {
        let step = step(texts.all.len());
        if step != self::step(self.tiny.len()) {
            return Index::new(texts);
        }
        let now = |number: usize| if number < gone.start { number } else { number - gone.end + new.end };
        let mut room = FoldedText::new("");
        let read = new.clone().map(|number| {
            let shingles = texts.shingles(number, &mut room);
            (keys(&shingles, step), shingles.len() < TINY)
        });
        let (added, tiny): (Vec<Vec<u32>>, Vec<bool>) = read.unzip();
        self.tiny.splice(gone.clone(), tiny);
        let (mut of_gone, mut of_new) = (Few::default(), Few::default());
        added.iter().flatten().for_each(|key| of_new.add(u64::from(*key)));
        self.keys.splice(gone.clone(), added).flatten().for_each(|key| of_gone.add(u64::from(key)));
        of_gone.sort();
        of_new.sort();
        // What stood alone with its key may not do so any more.
        let all = self.keys.par_iter().enumerate().with_min_len(AT_ONCE);
        let own = |(number, keys): (usize, &Vec<u32>)| -> Vec<u64> {
            keys.iter().filter(|key| of_new.has(u64::from(**key))).map(|key| entry(*key, number)).collect()
        };
        let mut entries: Vec<u64> = all.flat_map_iter(own).collect();
        let stay = |entry: &u64| {
            let number = usize::try_from(entry & NUMBER).unwrap_or(usize::MAX);
            (!gone.contains(&number) && !of_new.has(key_of(*entry))).then(|| entry & !NUMBER | now(number) as u64)
        };
        entries.extend(self.entries.iter().filter_map(stay));
        entries.par_sort_unstable();
        self.entries = entries;
        let is_other = |entry: &u64| of_gone.has(key_of(*entry)) || of_new.has(key_of(*entry));
        let mut touched: Vec<usize> = new.clone().collect();
        for group in self.entries.chunk_by(|a, b| key_of(*a) == key_of(*b)) {
            if group.first().is_some_and(is_other) {
                let texts = touched_in(group, new, gone.len() + new.len());
                touched.extend(texts.iter().map(|entry| usize::try_from(entry & NUMBER).unwrap_or(usize::MAX)));
            }
        }
        touched.par_sort_unstable();
        touched.dedup();
        let mut is_as_it_was = vec![true; self.keys.len()];
        touched.iter().for_each(|text| is_as_it_was.get_mut(*text).into_iter().for_each(|was| *was = false));
        let stay = |(text, other): &(usize, usize)| {
            let is_here = !gone.contains(text) && !gone.contains(other);
            let stays = is_here && is_as_it_was.get(now(*text)) == Some(&true);
            stays.then(|| (now(*text), now(*other)))
        };
        let mut pairs: Vec<(usize, usize)> = self.pairs.iter().filter_map(stay).collect();
        let places = |text: usize| -> Vec<u64> {
            let own = self.keys.get(text).into_iter().flatten();
            own.filter_map(|key| self.place(*key, text)).collect()
        };
        pairs.par_extend(touched.par_iter().flat_map_iter(|text| self.pairs_of(*text, &places(*text))));
        pairs.par_sort_unstable();
        self.pairs = pairs;
        self
    }

    fn all_pairs(&self) -> Vec<(usize, usize)> {
        let mut places = places(&self.entries);
        places.par_sort_unstable();
        let texts = places.par_chunk_by(|a, b| a >> 32 == b >> 32);
        let found = texts.flat_map_iter(|own| {
            let text = own.first().and_then(|place| usize::try_from(place >> 32).ok());
            self.pairs_of(text.unwrap_or(usize::MAX), own)
        });
        found.collect()
    }

    /// The pairs of a text with those behind it, by its places in the index.
    fn pairs_of(&self, text: usize, places: &[u64]) -> Vec<(usize, usize)> {
        let Index { entries, tiny, .. } = self;
        let least = least(tiny.len());
        let mut others: Vec<u64> = places.iter().flat_map(|place| later(entries, *place)).collect();
        others.sort_unstable();
        let often = others.chunk_by(|a, b| a == b).filter_map(|same| {
            let other = usize::try_from(*same.first()?).ok()?;
            let short = tiny.get(text) == Some(&true) || tiny.get(other) == Some(&true);
            (same.len() >= least || short).then_some((text, other))
        });
        often.collect()
    }

    /// The place of a text's key in the index, if it shares it with a later text: as `places` has it.
    fn place(&self, key: u32, text: usize) -> Option<u64> {
        let at = self.entries.binary_search(&entry(key, text)).ok()?;
        let same = |from: usize| self.entries.get(from..).unwrap_or(&[]).iter().map(|entry| key_of(*entry));
        let goes_on = same(at + 1).next() == Some(u64::from(key));
        let start = self.entries.partition_point(|entry| key_of(*entry) < u64::from(key));
        let mark = if same(start).nth(COMMON) == Some(u64::from(key)) { IS_COMMON } else { 0 };
        goes_on.then_some((text as u64) << 32 | mark | at as u64)
    }
}

/// The entries with one key whose pairs may be others when some texts are new and so many came or went: a text's pairs hang
/// on those behind it, and with a common phrase on the next one.
fn touched_in<'a>(group: &'a [u64], new: &Range<usize>, moved: usize) -> &'a [u64] {
    let before = |text: usize| group.partition_point(|entry| entry & NUMBER < text as u64);
    let end = before(new.end);
    if group.len() > COMMON + moved {
        group.get(before(new.start).saturating_sub(1)..end).unwrap_or(group)
    } else if group.len() + moved <= COMMON {
        group.get(..end).unwrap_or(group)
    } else {
        group
    }
}

/// For each entry of the index that shares its hash with a later one: the text's number, and where the entry stands.
fn places(index: &[u64]) -> Vec<u64> {
    let mut places = Vec::new();
    let mut start = 0;
    for group in index.chunk_by(|a, b| a >> 32 == b >> 32) {
        let mark = if group.len() > COMMON { IS_COMMON } else { 0 };
        let with_a_later_one = group.iter().take(group.len() - 1).zip(start..);
        places.extend(with_a_later_one.map(|(entry, at)| ((entry & NUMBER) << 32) | mark | at));
        start += group.len() as u64;
    }
    places
}

/// The texts behind a place that have its hash too; of a common phrase the next one only.
fn later(index: &[u64], place: u64) -> impl Iterator<Item = u64> {
    let at = usize::try_from(place & (IS_COMMON - 1)).unwrap_or(usize::MAX);
    let behind = index.get(at..).unwrap_or(&[]);
    let key = behind.first().map_or(0, |entry| entry >> 32);
    let most = if place & IS_COMMON == 0 { COMMON } else { 1 };
    behind.iter().skip(1).take(most).take_while(move |entry| *entry >> 32 == key).map(|entry| entry & NUMBER)
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::super::{Text, replaced, tests};
    use super::*;

    /// A text of so many words, which follow one another in a row of 60 from a place on, the row being another for another kind.
    fn body(&(kind, from, words): &(usize, usize, usize)) -> Text<'static> {
        let text: Vec<String> = (from..from + words).map(|word| format!("w{kind}x{}", word % 60)).collect();
        tests::text("", &[text.join(" ").leak()])
    }

    /// The index made after one change is the index made from nothing.
    fn is_the_same(before: &[(usize, usize, usize)], now: &[(usize, usize, usize)]) -> Result<usize, TestCaseError> {
        let texts = |all: &[(usize, usize, usize)]| all.iter().map(body).collect::<Vec<Text<'_>>>();
        let (old, new) = (texts(before), texts(now));
        let (gone, come) = replaced(before, now);
        let whole = Index::new(&Texts::new(&new, &[]));
        let changed = Index::new(&Texts::new(&old, &[])).with(&gone, &come, &Texts::new(&new, &[]));
        prop_assert_eq!(&changed.keys, &whole.keys);
        prop_assert_eq!(&changed.tiny, &whole.tiny);
        prop_assert_eq!(&changed.pairs, &whole.pairs);
        Ok(whole.pairs.len())
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn what_is_indexed_again_is_what_is_indexed(
            before in prop::collection::vec((0usize..3, 0usize..60, 0usize..12), 0..160),
            at in any::<prop::sample::Index>(),
            gone in 0usize..4,
            come in prop::collection::vec((0usize..3, 0usize..60, 0usize..12), 0..4),
        ) {
            let mut now = before.clone();
            let from = at.index(before.len() + 1);
            now.splice(from..(from + gone).min(before.len()), come);
            is_the_same(&before, &now)?;
        }
    }

    #[test]
    fn so_is_a_phrase_that_becomes_common_or_ceases_to_be() {
        for count in COMMON - 2..COMMON + 4 {
            let mut before: Vec<(usize, usize, usize)> = (0..count).map(|number| (number % 2 * 2, 0, 9)).collect();
            before.extend((0..count).map(|number| (1, number % 7, 20)));
            for (from, to, come) in [(0, 1, 0), (70, 71, 0), (70, 72, 1), (5, 5, 2), (90, 91, 3)] {
                let mut now = before.clone();
                now.splice(from..to, std::iter::repeat_n((1, 2, 14), come));
                assert!(is_the_same(&before, &now).unwrap() > 100);
            }
        }
    }

    #[test]
    fn so_are_texts_of_which_a_part_is_indexed() {
        let few = SAMPLED[0].0;
        let before: Vec<(usize, usize, usize)> =
            (0..few + 1).map(|number| (number / 3, 0, 60 + number % 4 * 5)).collect();
        for (from, to, come) in [(40, 41, 1), (40, 42, 0), (40, 40, 3)] {
            let mut now = before.clone();
            now.splice(from..to, (0..come).map(|number| (number, 10, 66)));
            assert!(is_the_same(&before, &now).unwrap() > few / 4);
        }
    }
}
