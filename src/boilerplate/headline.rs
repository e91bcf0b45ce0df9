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
/// And so is one of this many, if a third of the words of a line above it stands below that line.
const LONG_WORDS: usize = 12;
/// How far down a page its headline may stand, and how far below a line is looked for its words, in lines.
const TOP: usize = 40;
const BELOW: usize = 8;

/// Whether a line says the headline again: the same, or all of a distinct headline with little added before or behind.
fn repeats(line: &FoldedText, headline: &FoldedText) -> bool {
    if line == headline {
        return headline.len() >= FEWEST_WORDS;
    }
    // Words are counted last: hardly a line begins or ends as another does.
    (line.as_str().strip_prefix(headline.as_str()).is_some_and(|rest| rest.starts_with(' '))
        || line.as_str().strip_suffix(headline.as_str()).is_some_and(|rest| rest.ends_with(' ')))
        && headline.len() >= DISTINCT_WORDS
        && line.len() <= headline.len() + EXTRA_WORDS
}

/// Whether the longer line is the shorter with a slogan: the shorter is a whole headline, or most of the longer. A
/// picture's caption may be the first words of the headline.
fn is_slogan_of(longer: &FoldedText, shorter: &FoldedText) -> bool {
    longer != shorter && repeats(longer, shorter) && (shorter.len() >= 5 || shorter.len() * 3 >= longer.len() * 2)
}

/// A long line at the top that is another line there with a slogan behind it is a headline, not a sentence.
pub fn demote(lines: &mut [Line]) {
    let top = || lines.iter().take(TOP);
    let has_headline = |line: &Line| top().any(|short| is_slogan_of(&line.folded, &short.folded));
    let slogans: Vec<bool> = top().map(|line| line.is_text() && has_headline(line)).collect();
    for (line, _) in lines.iter_mut().zip(slogans).filter(|(_, is_slogan)| *is_slogan) {
        line.is_sentence = false;
        line.closes_block = false;
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
    before_repeats(lines);
    chosen.and_then(|index| lines.get(index)).map(|line| line.block.clone())
}

/// A label of a few words right above the headline's second time is its own: the text follows once more.
fn before_repeats(lines: &mut [Line]) {
    let above: Vec<usize> = (lines.windows(2).enumerate())
        .filter(|(_, pair)| matches!(pair, [label, again]
            if label.fate == Fate::Body && again.fate == Fate::Out(Reason::TitleRepeat) && !label.is_text() && !label.is_item))
        .map(|(index, _)| index)
        .collect();
    let text = lines.iter().position(|line| line.fate == Fate::Body && line.is_text());
    for line in above.into_iter().filter(|index| text.is_some_and(|text| *index > text)) {
        if let Some(line) = lines.get_mut(line) {
            line.fate = Fate::Out(Reason::SiteChrome);
        }
    }
}

/// The index of the headline. A heading of the first level is one. Else, of the lines above the text, a line that
/// another repeats with a slogan; else the first of those with most words that stand below it.
///
/// A report that is one line has no headline, for nothing would be left.
fn choose(lines: &[Line]) -> Option<usize> {
    let standing = |line: &Line| line.fate == Fate::Body && !line.block.text.is_empty();
    if lines.iter().filter(|line| standing(line)).count() < 2 {
        return None;
    }
    let arabic = lines.iter().filter(|line| line.has_arabic).count() * 2 > lines.len();
    let mut candidates: Vec<Candidate> = Vec::new();
    let skipped = lines.iter().take_while(|line| !standing(line)).count();
    for (index, line) in lines.iter().enumerate().skip(skipped).take(TOP) {
        if !standing(line) || (arabic && !line.has_arabic) {
            continue;
        }
        if line.block.kind == Kind::Heading(1) {
            return Some(index);
        }
        let likely = |candidate: &Candidate| candidate.said * 3 >= candidate.words;
        let may_be_paragraph = line.words >= LONG_WORDS && candidates.iter().any(likely);
        if line.is_text() || line.words >= PARAGRAPH_WORDS || may_be_paragraph {
            break;
        }
        if line.words >= FEWEST_WORDS && !line.is_item && line.block.kind == Kind::Paragraph {
            let (said, words) = said_below(lines, index);
            candidates.push(Candidate { index, said, words });
        }
    }
    let twice = candidates.iter().find(|one| {
        lines.get(one.index).is_some_and(|line| {
            let others = candidates.iter().filter_map(|other| lines.get(other.index));
            others.into_iter().any(|other| is_slogan_of(&other.folded, &line.folded))
        })
    });
    let most = candidates.iter().map(|candidate| candidate.said).max()?;
    twice
        .or_else(|| candidates.iter().find(|candidate| candidate.said * 3 >= most * 2))
        .map(|candidate| candidate.index)
}

/// A line that may be the headline.
struct Candidate {
    index: usize,
    /// How many of its longer words stand below it,
    said: usize,
    /// and how many it has.
    words: usize,
}

/// How many of a line's longer words stand in the lines below it, those that say the same aside, and how many it has.
fn said_below(lines: &[Line], index: usize) -> (usize, usize) {
    let Some(line) = lines.get(index) else {
        return (0, 0);
    };
    let below = lines.iter().skip(index + 1).filter(|other| other.fate == Fate::Body && other.folded != line.folded);
    let below = below.filter(|other| !repeats(&other.folded, &line.folded));
    let said: BTreeSet<&str> = below.take(BELOW).flat_map(|other| other.folded.words()).collect();
    let words: BTreeSet<&str> = line.folded.words().filter(|word| word.chars().count() > 2).collect();
    (words.iter().filter(|word| said.contains(*word)).count(), words.len())
}
