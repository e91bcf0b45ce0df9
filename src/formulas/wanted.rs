//! The first words of runs that are looked for → whether a run begins like one of them, asked of every run of an archive. It knows no texts.

use crate::sieve;

/// First words of runs.
pub struct Wanted {
    /// A bit for what the first two words may be, which is asked first.
    pairs: Vec<u64>,
    /// The keys, sorted once all are there.
    keys: Vec<u32>,
}

impl Default for Wanted {
    fn default() -> Wanted {
        Wanted { pairs: vec![0; PAIRS / 64], keys: Vec::new() }
    }
}

/// How many kinds of pairs are told apart.
const PAIRS: usize = 1 << 16;

impl Wanted {
    /// Takes a run's first words up.
    pub fn add(&mut self, run: &[u32]) {
        let (at, bit) = Wanted::pair(run);
        self.pairs.get_mut(at).into_iter().for_each(|bits| *bits |= bit);
        self.keys.push(key(run));
    }

    /// Makes all of them ready to be asked for.
    pub fn sort(&mut self) {
        self.keys.sort_unstable();
        self.keys.dedup();
    }

    /// Whether it has none.
    pub fn is_empty(&self) -> bool {
        self.keys.is_empty()
    }

    /// The word and the bit of the first two words of a run.
    fn pair(run: &[u32]) -> (usize, u64) {
        let hash = run.iter().take(2).fold(0_u32, |hash, word| (hash ^ word).wrapping_mul(0x9E37_79B1));
        let pair = (hash >> 16) as usize;
        (pair / 64, 1 << (pair % 64))
    }

    /// Whether it may have a run; most that it has not are told by two words.
    pub fn may_have(&self, run: &[u32]) -> bool {
        let (at, bit) = Wanted::pair(run);
        self.pairs.get(at).is_some_and(|bits| bits & bit != 0)
    }

    /// Whether it has the runs of a key.
    pub fn has(&self, key: u32) -> bool {
        self.keys.binary_search(&key).is_ok()
    }

    /// Whether it has the runs of the key in the upper half.
    pub fn has_key(&self, key: u64) -> bool {
        self.has((key >> 32) as u32)
    }
}

/// A hash of a few words, by which runs are brought together.
pub fn key(run: &[u32]) -> u32 {
    (sieve::mixed(run.chunks(2).map(|pair| pair.iter().fold(0, |both, word| both << 32 | u64::from(*word)))) >> 32)
        as u32
}
