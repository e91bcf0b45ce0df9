//! Short lines above the text → which of them is the headline, and which lines say it again. It never makes one up.

use std::collections::BTreeSet;

use super::Reason;
use super::line::{Fate, Line};
use crate::ingest::block::{Block, Kind};
use crate::text::fold::FoldedText;

/// A repeat of the headline has at most this many words more: a slogan or a picture credit.
const EXTRA_WORDS: usize = 6;
/// A headline has at least this many words; a section label has fewer.
const FEWEST_WORDS: usize = 3;
/// Only a headline of this many words is looked for with something added: a shorter one begins many a sentence.
const DISTINCT_WORDS: usize = 4;
/// A line of this many words is a paragraph, whatever it ends with; a headline seldom has more than 16.
const PARAGRAPH_WORDS: usize = 20;
/// And so is one of this many, if a line above it may well be the headline.
const LONG_WORDS: usize = 12;
/// A line may well be the headline if this share of its words stands in the lines below it.
const LIKELY: f64 = 0.34;
/// How far down a page its headline may stand, and how far below a line is looked for its words, in lines.
const TOP: usize = 40;
const BELOW: usize = 8;

/// Whether a line says the headline again: the same, or all of a distinct headline with little added before or behind.
fn repeats(line: &FoldedText, headline: &FoldedText) -> bool {
    if line == headline {
        return headline.len() >= FEWEST_WORDS;
    }
    headline.len() >= DISTINCT_WORDS
        && line.len() <= headline.len() + EXTRA_WORDS
        && (line.as_str().strip_prefix(headline.as_str()).is_some_and(|rest| rest.starts_with(' '))
            || line.as_str().strip_suffix(headline.as_str()).is_some_and(|rest| rest.ends_with(' ')))
}

/// Whether the longer line is the shorter with a slogan: the shorter is a whole headline, or most of the longer. A
/// picture's caption may be the first words of the headline.
fn is_slogan_of(longer: &FoldedText, shorter: &FoldedText) -> bool {
    longer != shorter && repeats(longer, shorter) && (shorter.len() >= 5 || shorter.len() * 3 >= longer.len() * 2)
}

/// A long line at the top that is another line there with a slogan behind it is a headline, not a sentence.
pub fn demote(lines: &mut [Line]) {
    let top: Vec<FoldedText> = lines.iter().take(TOP).map(|line| line.folded.clone()).collect();
    for line in lines.iter_mut().take(TOP).filter(|line| line.is_text()) {
        if top.iter().any(|short| is_slogan_of(&line.folded, short)) {
            line.is_sentence = false;
            line.closes_block = false;
        }
    }
}

/// Finds the headline, or takes the one given, marks it and its repeats, and gives back the one found.
pub fn mark(lines: &mut [Line], given: Option<&str>) -> Option<Block> {
    let chosen = if given.is_some() { None } else { choose(lines) };
    let headline = match (given, chosen.and_then(|index| lines.get(index))) {
        (Some(title), _) => FoldedText::new(title),
        (None, Some(line)) => line.folded.clone(),
        (None, None) => return None,
    };
    for (index, line) in lines.iter_mut().enumerate() {
        if Some(index) == chosen {
            line.fate = Fate::Headline;
        } else if line.fate == Fate::Body && !line.block.text.ends_with('.') && repeats(&line.folded, &headline) {
            line.fate = Fate::Out(Reason::TitleRepeat);
        }
    }
    chosen.and_then(|index| lines.get(index)).map(|line| line.block.clone())
}

/// The index of the headline. A heading of the first level is one. Else, of the lines above the text, a line that
/// another repeats with a slogan; else the one most of whose words stand below it, and of equals the first.
///
/// A report that is one line has no headline, for nothing would be left.
fn choose(lines: &[Line]) -> Option<usize> {
    let standing = |line: &Line| line.fate == Fate::Body && !line.block.text.is_empty();
    if lines.iter().filter(|line| standing(line)).count() < 2 {
        return None;
    }
    let arabic = lines.iter().filter(|line| line.has_arabic).count() * 2 > lines.len();
    let mut candidates: Vec<(usize, f64)> = Vec::new();
    let mut ranked: Vec<(bool, f64, usize)> = Vec::new();
    let skipped = lines.iter().take_while(|line| !standing(line)).count();
    for (index, line) in lines.iter().enumerate().skip(skipped).take(TOP) {
        if !standing(line) || (arabic && !line.has_arabic) {
            continue;
        }
        if line.block.kind == Kind::Heading(1) {
            return Some(index);
        }
        let may_be_paragraph = line.words >= LONG_WORDS && candidates.iter().any(|(_, share)| *share >= LIKELY);
        if line.is_text() || line.words >= PARAGRAPH_WORDS || may_be_paragraph {
            break;
        }
        if line.words >= FEWEST_WORDS && !line.is_item && line.block.kind == Kind::Paragraph {
            candidates.push((index, share_below(lines, index)));
        }
    }
    for (index, share) in &candidates {
        let line = lines.get(*index)?;
        let twice = candidates
            .iter()
            .filter_map(|(other, _)| lines.get(*other))
            .any(|other| is_slogan_of(&other.folded, &line.folded));
        ranked.push((twice, (share * 5.0).round(), *index));
    }
    let best = ranked.iter().max_by(|a, b| a.0.cmp(&b.0).then(a.1.total_cmp(&b.1)).then(b.2.cmp(&a.2)))?;
    Some(best.2)
}

/// The share of a line's longer words that stand in the lines below it, those that say the same aside.
fn share_below(lines: &[Line], index: usize) -> f64 {
    let Some(line) = lines.get(index) else {
        return 0.0;
    };
    let below = lines.iter().skip(index + 1).filter(|other| other.fate == Fate::Body && other.folded != line.folded);
    let below = below.filter(|other| !repeats(&other.folded, &line.folded));
    let said: BTreeSet<&str> = below.take(BELOW).flat_map(|other| other.folded.words()).collect();
    let words: BTreeSet<&str> = line.folded.words().filter(|word| word.chars().count() > 2).collect();
    let common = words.iter().filter(|word| said.contains(*word)).count();
    #[expect(clippy::cast_precision_loss, reason = "a line has far fewer than 2^52 words")]
    let share = common as f64 / words.len().max(1) as f64;
    share
}
