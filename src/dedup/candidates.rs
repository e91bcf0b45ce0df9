//! Texts → pairs worth comparing, from an inverted index of sampled shingles. It may name a pair that is no copy, and rarely misses one that is.

use rayon::prelude::*;

use super::Texts;
use crate::sieve;
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

/// Pairs of indexes, the smaller first, sorted.
///
/// The index is one sorted list of a hash's upper half and a text's number, without those that stand alone; two hashes that agree in their upper half
/// only make a pair worth a comparison that it fails.
pub fn pairs(texts: &Texts<'_>) -> Vec<(usize, usize)> {
    let count = texts.all.len();
    let step = SAMPLED.iter().rev().find(|(from, _)| count >= *from).map_or(1, |(_, step)| *step);
    let least = if step > 1 { SHARED_SAMPLED } else { SHARED };
    let (index, tiny): (Vec<Vec<u64>>, Vec<bool>) = (0..count)
        .into_par_iter()
        .map_init(
            || FoldedText::new(""),
            |room, number| {
                let hashes = texts.shingles(number, room);
                let tiny = hashes.len() < TINY;
                let whole = hashes.len() < SMALL;
                let mut keys: Vec<u64> =
                    hashes.iter().filter(|hash| whole || *hash % step == 0).map(|hash| hash >> 32).collect();
                keys.dedup();
                (keys.iter().map(|key| (key << 32) | number as u64).collect::<Vec<u64>>(), tiny)
            },
        )
        .unzip();
    let index = sieve::repeated(index.par_chunks(AT_ONCE).map(<[_]>::concat));
    let mut places = places(&index);
    places.par_sort_unstable();
    let found = places.par_chunk_by(|a, b| a >> 32 == b >> 32).flat_map_iter(|own| {
        let text = own.first().map_or(0, |place| place >> 32);
        let mut others: Vec<u64> = own.iter().flat_map(|place| later(&index, *place)).collect();
        others.sort_unstable();
        let often: Vec<(usize, usize)> = others
            .chunk_by(|a, b| a == b)
            .filter_map(|same| {
                let pair = (usize::try_from(text).ok()?, usize::try_from(*same.first()?).ok()?);
                let short = tiny.get(pair.0) == Some(&true) || tiny.get(pair.1) == Some(&true);
                (same.len() >= least || short).then_some(pair)
            })
            .collect();
        often
    });
    found.collect()
}

/// For each entry of the index that shares its hash with a later one: the text's number, and where the entry stands.
fn places(index: &[u64]) -> Vec<u64> {
    let mut places = Vec::new();
    let mut start = 0;
    for group in index.chunk_by(|a, b| a >> 32 == b >> 32) {
        let mark = if group.len() > COMMON { IS_COMMON } else { 0 };
        let with_a_later_one = group.iter().take(group.len() - 1).zip(start..);
        places.extend(with_a_later_one.map(|(entry, at)| ((entry & 0xFFFF_FFFF) << 32) | mark | at));
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
    behind.iter().skip(1).take(most).take_while(move |entry| *entry >> 32 == key).map(|entry| entry & 0xFFFF_FFFF)
}
