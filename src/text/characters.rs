//! Texts → the characters in them, each once. It does not ask which of them can be seen.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

/// The characters of the first plane, in which nearly all texts stay.
const FIRST: usize = 1 << 16;

/// The characters of one text: few words of bits have any.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct CharacterSet {
    /// Each word of bits that is not empty, as `Seen` has them, behind its index.
    words: Vec<(u16, u64)>,
    others: Vec<char>,
}

/// Characters that were seen: a bit for each of the first plane, since a set for every letter of an archive would be slow, and
/// a set of the others.
#[derive(Clone, Debug)]
pub struct Seen {
    first: Vec<u64>,
    others: BTreeSet<char>,
}

impl Default for Seen {
    fn default() -> Seen {
        Seen { first: vec![0; FIRST >> 6], others: BTreeSet::new() }
    }
}

impl Seen {
    /// Sees a text.
    pub fn text(&mut self, text: &str) {
        text.chars().for_each(|c| self.character(c));
    }

    /// Sees a character.
    pub fn character(&mut self, c: char) {
        let code = c as usize;
        match self.first.get_mut(code >> 6) {
            Some(word) => *word |= 1 << (code & 63),
            None => drop(self.others.insert(c)),
        }
    }

    /// Adds the characters of a text that were seen before.
    pub fn add(&mut self, set: &CharacterSet) {
        for (index, bits) in &set.words {
            self.first.get_mut(usize::from(*index)).into_iter().for_each(|word| *word |= bits);
        }
        self.others.extend(&set.others);
    }

    /// What was seen, in little room.
    pub fn to_set(&self) -> CharacterSet {
        let words = (0u16..).zip(&self.first).filter(|(_, word)| **word != 0);
        CharacterSet {
            words: words.map(|(index, word)| (index, *word)).collect(),
            others: self.others.iter().copied().collect(),
        }
    }

    /// What was seen here or there.
    #[must_use]
    pub fn with(mut self, other: Seen) -> Seen {
        self.first.iter_mut().zip(other.first).for_each(|(own, other)| *own |= other);
        self.others.extend(other.others);
        self
    }

    /// The characters, in the order of Unicode.
    pub fn characters(&self) -> impl Iterator<Item = char> {
        let words = (0u32..).zip(&self.first).filter(|(_, word)| **word != 0);
        let codes = words
            .flat_map(|(index, word)| (0..64).filter(move |bit| word >> bit & 1 == 1).map(move |bit| index << 6 | bit));
        codes.filter_map(char::from_u32).chain(self.others.iter().copied())
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn every_character_is_seen_and_no_other(one in any::<String>(), other in any::<String>()) {
            let (mut first, mut second) = (Seen::default(), Seen::default());
            first.text(&one);
            second.text(&other);
            let expected: BTreeSet<char> = one.chars().chain(other.chars()).collect();
            let mut both = first.clone();
            both.add(&second.to_set());
            prop_assert!(both.characters().eq(expected.clone()));
            prop_assert!(first.with(second).characters().eq(expected));
        }
    }
}
