//! Blocks that stand again in the same file → the indexes of the later ones. It compares folded text, whole block against whole block.

use std::collections::BTreeMap;

use crate::text::fold::FoldedText;

/// A run of this many blocks that stands again is a repeat, if it has `RUN_WORDS` words: verses and questions come back.
const RUN_BLOCKS: usize = 2;
const RUN_WORDS: usize = 12;
/// And so is a single block of this many words: a refrain is shorter.
const BLOCK_WORDS: usize = 20;

/// The positions in `blocks`, 0-based and rising, that say again what stands before them.
///
/// From each block that was seen before, the longest run that follows its first appearance is taken; the earliest
/// appearance stays. Linear but for blocks that repeat often, of which the first four appearances are tried.
pub fn repeated(blocks: &[&FoldedText]) -> Vec<usize> {
    let mut seen: BTreeMap<&FoldedText, Vec<usize>> = BTreeMap::new();
    let mut repeats = Vec::new();
    let mut place = 0;
    while let Some(block) = blocks.get(place) {
        let firsts = seen.get(block).map_or(&[][..], Vec::as_slice);
        let longest = firsts.iter().map(|first| run(blocks, *first, place)).max().unwrap_or(0);
        let run = blocks.get(place..place + longest).unwrap_or(&[]);
        let words: usize = run.iter().map(|block| block.len()).sum();
        if (longest >= RUN_BLOCKS && words >= RUN_WORDS) || words >= BLOCK_WORDS {
            repeats.extend(place..place + longest);
            place += longest;
        } else {
            let known = seen.entry(block).or_default();
            if known.len() < 4 {
                known.push(place);
            }
            place += 1;
        }
    }
    repeats
}

/// How many blocks from `again` on are those from `first` on; the two runs do not overlap.
fn run(blocks: &[&FoldedText], first: usize, again: usize) -> usize {
    let before = blocks.get(first..again).unwrap_or(&[]);
    let after = blocks.get(again..).unwrap_or(&[]);
    before.iter().zip(after).take_while(|(a, b)| a == b && !a.is_empty()).count()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn positions(lines: &[&str]) -> Vec<usize> {
        let folded: Vec<FoldedText> = lines.iter().map(|line| FoldedText::new(line)).collect();
        repeated(&folded.iter().collect::<Vec<_>>())
    }

    #[test]
    fn a_text_that_stands_twice_is_kept_once() {
        let [a, b, c] = ["أ ب ج د ه و", "ز ح ط ي ك ل", "م ن س ع ف ص"];
        assert_eq!(positions(&[a, b, c, a, b, c]), [3, 4, 5]);
        assert_eq!(positions(&[a, b, a, b, a, b]), [2, 3, 4, 5]);
    }

    #[test]
    fn a_refrain_stays_and_a_long_block_does_not() {
        assert_eq!(positions(&["نحن معا", "أول", "نحن معا", "ثان"]), Vec::<usize>::new());
        assert_eq!(positions(&["بلاد العرب", "أوطاني", "أول", "بلاد العرب", "أوطاني"]), Vec::<usize>::new());
        let long = "كلمة ".repeat(20);
        assert_eq!(positions(&[&long, "أول", &long]), [2]);
    }
}
