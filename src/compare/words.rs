//! Two texts → the words that both have, in order, and those that only one has. It loses no character: a word takes along what stands behind it, and the first also what stands before it.

use std::ops::Range;

use similar::{Algorithm, DiffOp, capture_diff_slices};
use xxhash_rust::xxh3::xxh3_64;

use crate::budget;
use crate::text::joining::Joining;
use crate::text::words;

/// Kept words between two changes count as changed too, if they are so few, one of them at most tells something,
const ISLAND: usize = 2;
/// and so many times as many words were changed around them: a particle that happens to agree tears a passage apart that
/// was worded anew.
const SURROUNDED: usize = 3;

/// Bytes that most words have at least, with what stands behind them.
const SHORT: usize = 8;

/// A text as words to compare.
#[derive(Debug)]
pub struct Words<'a> {
    text: &'a str,
    /// Where each word begins, in bytes; the first at 0.
    starts: Vec<usize>,
    /// The hash of each word's fold.
    pub hashes: Vec<u64>,
}

impl<'a> Words<'a> {
    /// Takes a text apart. One without words, a row of stars, is a word by itself.
    pub fn new(text: &'a str) -> Words<'a> {
        let most = text.len() / SHORT + 1;
        let (mut starts, mut hashes): (Vec<usize>, Vec<u64>) = (Vec::with_capacity(most), Vec::with_capacity(most));
        tokens(text, |start, folded| {
            let hash = xxh3_64(folded.as_bytes());
            match (start, hashes.last_mut()) {
                (None, Some(number)) => *number = number.rotate_left(7) ^ hash,
                (start, _) => {
                    starts.push(start.unwrap_or(0));
                    hashes.push(hash);
                }
            }
        });
        Words { text, starts, hashes }
    }

    /// The words folded.
    pub fn folded(&self) -> Vec<String> {
        let mut words: Vec<String> = Vec::with_capacity(self.len());
        tokens(self.text, |start, folded| match (start, words.last_mut()) {
            (None, Some(number)) => {
                number.push('.');
                number.push_str(folded);
            }
            _ => words.push(folded.to_owned()),
        });
        words
    }

    /// How many words there are.
    pub fn len(&self) -> usize {
        self.hashes.len()
    }

    /// The text of some words with what stands behind them.
    pub fn written(&self, words: Range<usize>) -> &'a str {
        let start = |word: usize| self.starts.get(word).copied().unwrap_or(self.text.len());
        self.text.get(start(words.start)..start(words.end)).unwrap_or("")
    }
}

/// Calls `found` with the byte where each word of a text begins, the first at 0, and its fold. `12.5` and `10/12/2015` are
/// one word each: what belongs to the number before it has no place of its own.
fn tokens(text: &str, mut found: impl FnMut(Option<usize>, &str)) {
    let (mut end, mut any, mut after_number) = (0, false, false);
    words::each(text, |range, folded| {
        let between = text.get(end..range.start).unwrap_or("");
        let is_number = folded.bytes().next_back().is_some_and(|byte| byte.is_ascii_digit());
        let joined = after_number && is_number && matches!(between, "." | "," | "٫" | "٬" | "/" | ":");
        found(if joined { None } else { Some(if any { range.start } else { 0 }) }, folded);
        (end, any, after_number) = (range.end, true, is_number);
    });
    if !any && !text.is_empty() {
        found(Some(0), text);
    }
}

/// A step from the older text to the newer: ranges of words, of which one may be empty.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Step {
    /// Both have these words; otherwise the older has the one range instead of the newer's other.
    pub kept: bool,
    /// Words of the older text.
    pub old: Range<usize>,
    /// Words of the newer text.
    pub new: Range<usize>,
}

/// The steps from one text to the other, which cover both.
pub fn steps(old: &Words<'_>, new: &Words<'_>, joining: &Joining) -> Vec<Step> {
    let found = compared(&old.hashes, &new.hashes);
    let mut steps: Vec<Step> = Vec::new();
    let mut rest = found.into_iter().peekable();
    while let Some(mut step) = rest.next() {
        let before = steps.last().filter(|before| !before.kept).map_or(0, size);
        let behind = rest.peek().filter(|behind| !behind.kept).map_or(0, size);
        let island = new.hashes.get(step.new.clone()).unwrap_or(&[]);
        let telling = island.iter().filter(|word| joining.is_telling(**word)).count();
        if step.kept && island.len() <= ISLAND && telling <= 1 && before > 0 && behind > 0 {
            step.kept = before + behind < step.new.len() * SURROUNDED;
        }
        match steps.last_mut().filter(|before| before.kept == step.kept) {
            Some(before) => {
                before.old.end = step.old.end;
                before.new.end = step.new.end;
            }
            None => steps.push(step),
        }
    }
    steps
}

/// The steps as they are found. Of two texts that are long what they begin and end with is kept, and the rest is compared
/// only where it is not long too: the work grows with the product.
fn compared(old: &[u64], new: &[u64]) -> Vec<Step> {
    let begin = if old.len() * new.len() > budget::WORDS_AGAINST_WORDS { same(old.iter(), new.iter()) } else { 0 };
    let (olds, news) = (old.get(begin..).unwrap_or(&[]), new.get(begin..).unwrap_or(&[]));
    let end = if begin > 0 || old.len() * new.len() > budget::WORDS_AGAINST_WORDS {
        same(olds.iter().rev(), news.iter().rev())
    } else {
        0
    };
    let (olds, news) = (olds.get(..olds.len() - end).unwrap_or(&[]), news.get(..news.len() - end).unwrap_or(&[]));
    let step = |kept, from: Range<usize>, to: Range<usize>| Step {
        kept,
        old: begin + from.start..begin + from.end,
        new: begin + to.start..begin + to.end,
    };
    let mut steps = vec![Step { kept: true, old: 0..begin, new: 0..begin }];
    if olds.len() * news.len() > budget::WORDS_AGAINST_WORDS {
        steps.push(step(false, 0..olds.len(), 0..news.len()));
    } else {
        let found = capture_diff_slices(Algorithm::Patience, olds, news);
        steps.extend(
            found.into_iter().map(|op| step(matches!(op, DiffOp::Equal { .. }), op.old_range(), op.new_range())),
        );
    }
    steps.push(step(true, olds.len()..olds.len() + end, news.len()..news.len() + end));
    steps.retain(|step| !step.old.is_empty() || !step.new.is_empty());
    steps
}

/// How many of both are the same from the first on.
fn same<'a>(old: impl Iterator<Item = &'a u64>, new: impl Iterator<Item = &'a u64>) -> usize {
    old.zip(new).take_while(|(old, new)| old == new).count()
}

fn size(step: &Step) -> usize {
    step.old.len().max(step.new.len())
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn told(old: &str, new: &str) -> String {
        let (old, new) = (Words::new(old), Words::new(new));
        let shown = |step: &Step| {
            let (old, new) = (old.written(step.old.clone()), new.written(step.new.clone()));
            if step.kept { new.to_owned() } else { format!("[{}|{}]", old.trim(), new.trim()) }
        };
        steps(&old, &new, &Joining::default()).iter().map(shown).collect()
    }

    #[test]
    fn words_are_compared_folded() {
        assert_eq!(told("وقرّر الوزراءُ إنشاء صندوق.", "وقرر الوزراء تأسيس صندوق،"), "وقرر الوزراء [إنشاء|تأسيس]صندوق،");
    }

    #[test]
    fn a_number_is_one_word() {
        assert_eq!(told("لا تقل عن 11.5 في المئة", "لا تقل عن 12.5 في المئة"), "لا تقل عن [11.5|12.5]في المئة");
        assert_eq!(told("في ١٢/٥/٢٠٢٠.", "في 12/5/2020."), "في 12/5/2020.");
    }

    #[test]
    fn a_particle_between_changes_is_no_agreement() {
        let (old, new) = ("أكد الوزراء دعم العراق في حربه", "أكد الوزراء مساندة سوريا في سعيها");
        assert_eq!(told(old, new), "أكد الوزراء [دعم العراق في حربه|مساندة سوريا في سعيها]");
    }

    proptest! {
        #[test]
        fn no_character_is_lost(old in "[\\PCأ-ه \n،]{0,40}", new in "[\\PCأ-ه \n،]{0,40}") {
            let (a, b) = (Words::new(&old), Words::new(&new));
            let steps = steps(&a, &b, &Joining::default());
            let olds: String = steps.iter().map(|step| a.written(step.old.clone())).collect();
            let news: String = steps.iter().map(|step| b.written(step.new.clone())).collect();
            prop_assert_eq!((olds, news), (old.clone(), new.clone()));
        }
    }
}
