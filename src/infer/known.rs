//! A value and where it comes from: an editor, or a rule with the words that made it speak.

use std::borrow::Cow;

use serde::{Deserialize, Serialize};

use crate::ingest::Document;
use crate::text::fold::{FoldedText, covered_prefix};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Basis {
    /// An editor wrote it.
    FrontMatter,
    /// A rule found it.
    Inferred(Evidence),
}

impl Basis {
    /// `front-matter`, or the rule's name.
    pub fn name(&self) -> &str {
        match self {
            Basis::FrontMatter => "front-matter",
            Basis::Inferred(evidence) => &evidence.rule,
        }
    }

    /// The evidence of an inferred value.
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Basis::FrontMatter => None,
            Basis::Inferred(evidence) => Some(evidence),
        }
    }
}

/// How far an inferred value can be trusted. What is less than likely is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// The text says so in so many words.
    Certain,
    /// It follows from what the text says.
    Likely,
}

/// What made a rule speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Evidence {
    /// The rule: `headline`, `lead`, `meeting`, `words`, `date`, `text`, `published`, `page`.
    pub rule: Cow<'static, str>,
    /// How far it can be trusted.
    pub trust: Trust,
    /// The report's file.
    pub file: String,
    /// The line in it, 1-based.
    pub line: u32,
    /// The words that decided, as folded for matching where they were matched.
    pub text: String,
    /// Where these words stand in the file: bytes of its text in UTF-8 without a byte order mark, 0-based, end excluded.
    /// None where the rule speaks of more than words.
    pub bytes: Option<[usize; 2]>,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub basis: Basis,
}

impl<T> Known<T> {
    pub(super) fn written(value: T) -> Known<T> {
        Known { value, basis: Basis::FrontMatter }
    }

    pub(super) fn inferred(value: T, evidence: Evidence) -> Known<T> {
        Known { value, basis: Basis::Inferred(evidence) }
    }
}

/// Evidence, with the place of its words in the file.
pub(super) fn evidence(document: &Document, rule: &'static str, trust: Trust, line: u32, text: &str) -> Evidence {
    Finder::new(document).evidence(rule, trust, (line, 0), text)
}

/// How far behind the start of a line its words are looked for, in bytes: lines may have been joined.
const FAR: usize = 20_000;

/// Finds words of a document in its file, one after another: what is asked for in the order of the text costs one pass
/// over it, and words that are said again are found again.
pub(super) struct Finder<'a> {
    document: &'a Document,
    /// What was asked for last: the line, 1-based, and the byte of its block.
    asked: (u32, usize),
    /// Where its line begins, and where words are looked for from now on.
    line_start: usize,
    from: usize,
}

impl<'a> Finder<'a> {
    /// At the start of the file.
    pub(super) fn new(document: &'a Document) -> Finder<'a> {
        Finder { document, asked: (1, 0), line_start: 0, from: 0 }
    }

    /// Evidence, with the place of its words. `place` is the line of a block, 1-based, and the byte in it where the words
    /// begin: what begins later in the same block is looked for behind what was found before.
    pub(super) fn evidence(&mut self, rule: &'static str, trust: Trust, place: (u32, usize), words: &str) -> Evidence {
        let bytes = self.find(place, words);
        Evidence {
            rule: rule.into(),
            trust,
            file: self.document.file.clone(),
            line: place.0,
            text: words.to_owned(),
            bytes,
        }
    }

    fn find(&mut self, place: (u32, usize), words: &str) -> Option<[usize; 2]> {
        let text = self.document.text.as_str();
        if place.0 != self.asked.0 {
            self.line_start = self.start_of(place.0)?;
            self.from = self.line_start;
        } else if place.1 > self.asked.1 {
            self.from += text.get(self.from..)?.chars().next().map_or(0, char::len_utf8);
        }
        self.asked = place;
        let end = text.floor_char_boundary(text.len().min(self.from + FAR));
        let [start, end] = located(text.get(self.from..end)?, words)?.map(|at| self.from + at);
        self.from = start;
        Some([start, end])
    }

    /// Where a line begins: counted on from the one of before, where it is behind that.
    fn start_of(&self, line: u32) -> Option<usize> {
        let (known, start) = if line > self.asked.0 { (self.asked.0, self.line_start) } else { (1, 0) };
        match usize::try_from(line.saturating_sub(known)).ok()? {
            0 => Some(start),
            lines => Some(start + self.document.text.get(start..)?.match_indices('\n').nth(lines - 1)?.0 + 1),
        }
    }
}

/// Where words stand in a text, spelled as they may be.
fn located(text: &str, words: &str) -> Option<[usize; 2]> {
    let wanted = FoldedText::new(words);
    let mut inside = false;
    for (at, c) in text.char_indices() {
        let begins = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        if begins && let Some(covered) = covered_prefix(text.get(at..)?, &wanted) {
            let found = text.get(at..at + covered)?.trim_end_matches(|c: char| !c.is_alphanumeric());
            return Some([at, at + found.len()]);
        }
    }
    None
}
