//! The function words as hashes: whether a word tells something by itself, asked of every word of an archive. It reads no text.

use xxhash_rust::xxh3::xxh3_64;

use super::stem;

/// Words of 64 bits in which a bit stands for some hashes: most words that are none of ours are known by it.
const ROOM: u64 = 256;

/// The hashes (XXH3, 64 bits) of folded words that only join others.
#[derive(Debug)]
pub struct Joining {
    sorted: Vec<u64>,
    /// A Bloom filter with one hash function: the lowest bits of the hash.
    sieve: Vec<u64>,
}

impl Default for Joining {
    fn default() -> Joining {
        let mut sorted: Vec<u64> = stem::function_words().map(|word| xxh3_64(word.as_bytes())).collect();
        sorted.sort_unstable();
        let mut sieve: Vec<u64> = (0..ROOM).map(|_| 0).collect();
        for hash in &sorted {
            if let Some(bits) = sieve.get_mut(place(*hash)) {
                *bits |= bit(*hash);
            }
        }
        Joining { sorted, sieve }
    }
}

impl Joining {
    /// Whether a word, given by the hash of its folded form, tells something by itself.
    pub fn is_telling(&self, word: u64) -> bool {
        let may_join = self.sieve.get(place(word)).is_some_and(|bits| bits & bit(word) != 0);
        !may_join || self.sorted.binary_search(&word).is_err()
    }
}

fn place(hash: u64) -> usize {
    usize::try_from(hash / 64 % ROOM).unwrap_or(0)
}

fn bit(hash: u64) -> u64 {
    1 << (hash % 64)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn function_words_join_and_others_tell() {
        let joining = Joining::default();
        assert!(stem::function_words().all(|word| !joining.is_telling(xxh3_64(word.as_bytes()))));
        let telling = (0..10_000).filter(|number: &u64| joining.is_telling(xxh3_64(&number.to_le_bytes())));
        assert_eq!(telling.count(), 10_000);
    }
}
