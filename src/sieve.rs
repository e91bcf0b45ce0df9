//! Many hashes → those that may stand among them twice, before the costly work of sorting them. It passes every hash that does, and few that do not.

use std::sync::atomic::{AtomicU64, Ordering};

use rayon::prelude::*;

/// Bits for each hash: a hash that stands alone passes one time in so many.
const BITS_EACH: usize = 16;
/// The hashes' highest bits that are looked at, at most: the upper half.
const MOST: u32 = 32;

/// One bit for each value of a hash's highest bits: seen, and seen again. (A Bloom filter with one hash function, twice.)
struct Sieve {
    seen: Vec<AtomicU64>,
    again: Vec<AtomicU64>,
    shift: u32,
}

/// Those of some `count` hashes, in their order, of which the upper half stands among them a second time; and a few others.
/// They are asked for twice: where they are quickly made, nobody has to keep them.
pub fn repeated<H: ParallelIterator<Item = u64>>(count: usize, hashes: impl Fn() -> H) -> Vec<u64> {
    let sieve = Sieve::new(count);
    hashes().for_each(|hash| sieve.note(hash));
    hashes().filter(|hash| sieve.may_repeat(*hash)).collect()
}

impl Sieve {
    fn new(hashes: usize) -> Sieve {
        let bits = (hashes.max(4) * BITS_EACH).next_power_of_two().ilog2().min(MOST);
        let words = 1_usize << (bits - 6);
        let empty = || (0..words).map(|_| AtomicU64::new(0)).collect();
        Sieve { seen: empty(), again: empty(), shift: 64 - bits }
    }

    /// The word and the bit of a hash.
    fn place(&self, hash: u64) -> (usize, u64) {
        let bit = hash >> self.shift;
        (usize::try_from(bit >> 6).unwrap_or(usize::MAX), 1 << (bit & 63))
    }

    fn note(&self, hash: u64) {
        let (word, bit) = self.place(hash);
        // Bits are only ever set, so that the order in which threads set them makes no difference.
        let was_seen = self.seen.get(word).is_some_and(|seen| seen.fetch_or(bit, Ordering::Relaxed) & bit != 0);
        if was_seen && let Some(again) = self.again.get(word) {
            again.fetch_or(bit, Ordering::Relaxed);
        }
    }

    fn may_repeat(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.again.get(word).is_some_and(|again| again.load(Ordering::Relaxed) & bit != 0)
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;

    use proptest::prelude::*;
    use xxhash_rust::xxh3::xxh3_64;

    use super::*;

    proptest! {
        #[test]
        fn every_hash_that_repeats_passes(values in prop::collection::vec(0u64..400, 0..600)) {
            let hashes: Vec<u64> = values.iter().map(|value| xxh3_64(&value.to_le_bytes())).collect();
            let mut counts: BTreeMap<u64, usize> = BTreeMap::new();
            for hash in &hashes {
                *counts.entry(*hash).or_default() += 1;
            }
            let passed = repeated(hashes.len(), || hashes.par_iter().copied());
            let twice: Vec<u64> = hashes.iter().copied().filter(|hash| counts[hash] > 1).collect();
            let of_those: Vec<u64> = passed.iter().copied().filter(|hash| counts[hash] > 1).collect();
            prop_assert_eq!(of_those, twice);
        }
    }

    #[test]
    fn few_others_pass() {
        let hashes: Vec<u64> = (0..100_000u64).map(|value| xxh3_64(&value.to_le_bytes())).collect();
        assert!(repeated(hashes.len(), || hashes.par_iter().copied()).len() < 10_000);
        assert!(repeated(0, rayon::iter::empty).is_empty());
    }
}
