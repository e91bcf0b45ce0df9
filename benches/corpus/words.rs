//! Chance and words → text whose words are as frequent as words are: few of them often, most seldom. It means nothing.

/// SplitMix64 (Steele, Lea and Flood 2014): the same numbers for the same seed.
pub struct Random(pub u64);

impl Random {
    pub fn next(&mut self) -> u64 {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        z ^ (z >> 31)
    }

    pub fn below(&mut self, bound: usize) -> usize {
        (self.next() % bound as u64) as usize
    }
}

/// Words whose frequency falls as their rank rises (Zipf): the rank is the whole part of an exponential.
pub struct Vocabulary(Vec<String>);

impl Vocabulary {
    /// These words, those of highest rank last.
    pub fn of(words: Vec<String>) -> Vocabulary {
        Vocabulary(words)
    }

    pub fn word(&self, random: &mut Random) -> &str {
        #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, reason = "a rank")]
        let rank = ((self.0.len() as f64).powf(random.below(1 << 20) as f64 / f64::from(1 << 20)) - 1.0) as usize;
        self.0.get(rank.min(self.0.len() - 1)).map_or("", String::as_str)
    }

    /// So many words.
    pub fn words(&self, count: usize, random: &mut Random) -> String {
        let words: Vec<&str> = (0..count).map(|_| self.word(random)).collect();
        words.join(" ")
    }
}

/// Puts words into an order of chance (Fisher and Yates).
pub fn shuffle(words: &mut [String], random: &mut Random) {
    for index in (1..words.len()).rev() {
        words.swap(index, random.below(index + 1));
    }
}
