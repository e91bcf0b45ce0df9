//! Many hashes → those that may stand among them twice, sorted: most stand alone, and need not be sorted. It passes every hash that does stand twice, and few that do not.

use std::ops::Range;

use rayon::prelude::*;

/// The highest bits of a hash say which part it is in. A part is worked on by itself, in memory that is near.
const PART: u32 = 8;
const PARTS: usize = 1 << PART;
/// Bits for each hash of a part: one that stands alone passes one time in so many.
const BITS_EACH: usize = 16;
/// The bits behind the part's that are looked at, at most: with them, the upper half of the hash.
const MOST: u32 = 32 - PART;

/// Those of the hashes, which come in chunks, of which the upper half stands among them a second time, and a few others;
/// sorted.
pub fn repeated(chunks: impl ParallelIterator<Item = Vec<u64>>) -> Vec<u64> {
    let chunks: Vec<Chunk> = chunks.map(|hashes| Chunk::new(&hashes)).collect();
    let parts = (0..PARTS)
        .into_par_iter()
        .map_init(Sieve::default, |sieve, part| sieve.repeated(chunks.iter().map(|chunk| chunk.part(part))));
    parts.collect::<Vec<Vec<u64>>>().concat()
}

/// One hash of several values in order: the multiply-and-shift finaliser of SplitMix64 (Steele, Lea and Flood 2014) over each.
pub fn mixed(values: impl Iterator<Item = u64>) -> u64 {
    values.fold(0, |state: u64, value| {
        let z = (state.rotate_left(23) ^ value).wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    })
}

/// A few halves of hashes that many others are held against.
#[derive(Debug)]
pub struct Few {
    /// A bit for each value of their highest bits, which is asked first.
    bits: Vec<u64>,
    /// The halves, sorted once all are there.
    keys: Vec<u64>,
}

/// So many of the highest bits of a half are asked.
const FIRST: u32 = 16;

impl Default for Few {
    fn default() -> Few {
        Few { bits: vec![0; 1 << (FIRST - 6)], keys: Vec::new() }
    }
}

impl Few {
    /// Adds one: the upper half of a hash, moved down.
    pub fn add(&mut self, key: u64) {
        let (word, bit) = Few::place(key);
        self.bits.get_mut(word).into_iter().for_each(|bits| *bits |= bit);
        self.keys.push(key);
    }

    /// Ends adding.
    pub fn sort(&mut self) {
        self.keys.sort_unstable();
    }

    /// Whether one is among them.
    pub fn has(&self, key: u64) -> bool {
        let (word, bit) = Few::place(key);
        self.bits.get(word).is_some_and(|bits| bits & bit != 0) && self.keys.binary_search(&key).is_ok()
    }

    fn place(key: u64) -> (usize, u64) {
        let first = key >> (32 - FIRST);
        (usize::try_from(first >> 6).unwrap_or(usize::MAX), 1 << (first & 63))
    }
}

/// Some hashes, by part.
struct Chunk {
    hashes: Vec<u64>,
    /// Where each part ends.
    ends: Vec<usize>,
}

impl Chunk {
    /// Parts hashes (a counting sort).
    fn new(hashes: &[u64]) -> Chunk {
        let part = |hash: u64| usize::try_from(hash >> (64 - PART)).unwrap_or(0);
        let mut ends = vec![0; PARTS];
        let count = |ends: &mut Vec<usize>, hash: u64| {
            let end = ends.get_mut(part(hash))?;
            *end += 1;
            Some(*end - 1)
        };
        for hash in hashes {
            count(&mut ends, *hash);
        }
        // Each part begins where the one before ends; filling it moves that on to its own end.
        let mut before = 0;
        ends.iter_mut().for_each(|end| before += std::mem::replace(end, before));
        let mut parted = vec![0; hashes.len()];
        for hash in hashes {
            if let Some(place) = count(&mut ends, *hash).and_then(|at| parted.get_mut(at)) {
                *place = *hash;
            }
        }
        Chunk { hashes: parted, ends }
    }

    fn part(&self, part: usize) -> &[u64] {
        let end = |part: usize| self.ends.get(part).copied().unwrap_or(0);
        let own: Range<usize> = part.checked_sub(1).map_or(0, end)..end(part);
        self.hashes.get(own).unwrap_or(&[])
    }
}

/// One bit for each value of the bits of a part's hashes that are looked at: seen, and seen again. (A Bloom filter with one
/// hash function, twice.)
#[derive(Default)]
struct Sieve {
    seen: Vec<u64>,
    again: Vec<u64>,
    /// So far down a hash are the bits that are looked at, once those of the part are off.
    shift: u32,
}

impl Sieve {
    /// Sieves and sorts the hashes of a part.
    fn repeated<'a>(&mut self, lists: impl Iterator<Item = &'a [u64]> + Clone) -> Vec<u64> {
        let count: usize = lists.clone().map(<[_]>::len).sum();
        let bits = (count.max(4) * BITS_EACH).next_power_of_two().ilog2().min(MOST);
        self.shift = 64 - bits;
        for all in [&mut self.seen, &mut self.again] {
            all.clear();
            all.resize(1 << (bits - 6), 0);
        }
        lists.clone().flatten().for_each(|hash| self.note(*hash));
        let mut repeated: Vec<u64> = lists.flatten().copied().filter(|hash| self.may_repeat(*hash)).collect();
        repeated.sort_unstable();
        repeated
    }

    /// The word and the bit of a hash.
    fn place(&self, hash: u64) -> (usize, u64) {
        let bit = hash << PART >> self.shift;
        (usize::try_from(bit >> 6).unwrap_or(usize::MAX), 1 << (bit & 63))
    }

    fn note(&mut self, hash: u64) {
        let (word, bit) = self.place(hash);
        if let (Some(seen), Some(again)) = (self.seen.get_mut(word), self.again.get_mut(word)) {
            *again |= *seen & bit;
            *seen |= bit;
        }
    }

    fn may_repeat(&self, hash: u64) -> bool {
        let (word, bit) = self.place(hash);
        self.again.get(word).is_some_and(|again| again & bit != 0)
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
            let passed = repeated(hashes.par_chunks(97).map(<[u64]>::to_vec));
            prop_assert!(passed.is_sorted());
            let mut twice: Vec<u64> = hashes.iter().copied().filter(|hash| counts[hash] > 1).collect();
            twice.sort_unstable();
            let of_those: Vec<u64> = passed.iter().copied().filter(|hash| counts[hash] > 1).collect();
            prop_assert_eq!(of_those, twice);
        }
    }

    #[test]
    fn few_others_pass() {
        let hashes: Vec<u64> = (0..100_000u64).map(|value| xxh3_64(&value.to_le_bytes())).collect();
        assert!(repeated(hashes.par_chunks(97).map(<[u64]>::to_vec)).len() < 10_000);
        assert!(repeated(rayon::iter::empty()).is_empty());
    }
}
