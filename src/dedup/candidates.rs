//! Fingerprints → pairs worth comparing, from an inverted index of shingles. It may name a pair that is no copy, and rarely misses one that is.

use rayon::prelude::*;

use super::Fingerprint;

/// From this many texts on, only every fourth shingle is indexed, by its hash.
const SAMPLED_FROM: usize = 5_000;
const SAMPLE: u64 = 4;
/// A shingle in more texts than this is a common phrase: it pairs each text with the next one only, which keeps the
/// work linear and still links the many copies of a widely carried statement.
const COMMON: usize = 64;
/// Indexed shingles that two texts must share.
const SHARED: usize = 3;
const SHARED_SAMPLED: usize = 2;

/// Pairs of indexes, the smaller first, sorted.
pub fn pairs(prints: &[Fingerprint]) -> Vec<(usize, usize)> {
    let sampled = prints.len() >= SAMPLED_FROM;
    let step = if sampled { SAMPLE } else { 1 };
    let least = if sampled { SHARED_SAMPLED } else { SHARED };
    let mut index: Vec<(u64, u32)> = prints
        .par_iter()
        .enumerate()
        .flat_map_iter(|(text, print)| {
            let text = u32::try_from(text).unwrap_or(u32::MAX);
            print.shingles.iter().filter(move |hash| *hash % step == 0).map(move |hash| (*hash, text))
        })
        .collect();
    index.par_sort_unstable();
    let mut pairs: Vec<(u32, u32)> = Vec::new();
    for group in index.chunk_by(|a, b| a.0 == b.0) {
        if group.len() > COMMON {
            let next = group.iter().skip(1);
            pairs.extend(group.iter().zip(next).map(|(a, b)| (a.1, b.1)));
        } else {
            for (place, a) in group.iter().enumerate() {
                pairs.extend(group.iter().skip(place + 1).map(|b| (a.1, b.1)));
            }
        }
    }
    pairs.par_sort_unstable();
    let often = pairs.chunk_by(|a, b| a == b).filter(|same| {
        // A text of a few words has fewer shingles than the least.
        let few = same.first().and_then(|(a, b)| smaller(prints, *a, *b)).is_some_and(|size| size < SHARED * 2);
        same.len() >= least || few
    });
    often.filter_map(|same| same.first()).map(|(a, b)| (*a as usize, *b as usize)).collect()
}

fn smaller(prints: &[Fingerprint], a: u32, b: u32) -> Option<usize> {
    let size = |text: u32| prints.get(text as usize).map(|print| print.shingles.len());
    Some(size(a)?.min(size(b)?))
}
