//! Where a text speaks of the people, places, organisations and figures that `site.toml` names.

use serde::{Deserialize, Serialize};

use super::{Gazetteer, Passage, Spot};
use crate::config::names::Kind;
use crate::text::numerals::{self, Number};

/// A name in a body.
#[derive(Clone, Copy, Debug, PartialEq, Serialize, Deserialize)]
pub struct Named {
    /// An index in `site.toml`'s names.
    pub name: usize,
    /// Where it stands; of a figure with its number.
    pub spot: Spot,
    /// How much, of a figure.
    pub amount: Option<f64>,
}

/// Words between a number and what is counted, at most: `من`, `نحو`, `شخص`.
const NEAR: usize = 2;

impl Gazetteer<'_> {
    /// The names in the body, by place. Of those that overlap the longest counts; a figure needs its number.
    pub(super) fn names(&self, passages: &[Passage<'_>]) -> Vec<Named> {
        let mut named = Vec::new();
        if self.config.names.is_empty() {
            return named;
        }
        for passage in passages {
            let mut found = self.names.find_in(&passage.words);
            if found.is_empty() {
                continue;
            }
            found.sort_by_key(|one| (one.word, std::cmp::Reverse(one.words), *one.value));
            let numbers = numerals::numbers(passage.text);
            let (mut after, mut counted) = (0, 0);
            for one in found {
                let Some(name) = self.config.names.get(*one.value) else { continue };
                if name.kind == Kind::Figure {
                    // Numbers come by place, and the one that counts this ends right before it.
                    let until = numbers.partition_point(|number| number.word + number.words <= one.word);
                    let before = numbers.get(..until).unwrap_or(&[]).iter().rev().take(NEAR + 1);
                    let number = before.into_iter().find(|number| is_of(number, one.word) && number.word >= counted);
                    if let Some(Number { amount, word, .. }) = number {
                        counted = one.word + one.words;
                        let range = passage.range(*word, one.word + one.words - word);
                        named.push(Named { name: *one.value, spot: passage.spot(range), amount: Some(*amount) });
                    }
                } else if one.word >= after {
                    after = one.word + one.words;
                    let range = passage.range(one.word, one.words);
                    named.push(Named { name: *one.value, spot: passage.spot(range), amount: None });
                }
            }
        }
        named.sort_by_key(|named| (named.spot, named.name));
        named
    }
}

/// Whether a number counts what begins at a word.
fn is_of(number: &Number, word: usize) -> bool {
    let behind = number.word + number.words;
    (behind..=behind + NEAR).contains(&word)
}
