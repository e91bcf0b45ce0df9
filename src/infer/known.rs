//! A value and where it comes from: an editor, or a rule with the words that made it speak.

use serde::Serialize;

use crate::ingest::Document;
use crate::text::fold::{FoldedText, covered_prefix};

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// An editor wrote it.
    FrontMatter,
    /// A rule found it.
    Inferred(Evidence),
}

impl Basis {
    /// `front-matter`, or the rule's name.
    pub fn name(&self) -> &'static str {
        match self {
            Basis::FrontMatter => "front-matter",
            Basis::Inferred(evidence) => evidence.rule,
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
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// The text says so in so many words.
    Certain,
    /// It follows from what the text says.
    Likely,
}

/// What made a rule speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The rule: `headline`, `lead`, `meeting`, `words`, `date`, `text`, `published`, `page`.
    pub rule: &'static str,
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
#[derive(Clone, Debug, PartialEq, Eq)]
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
    let bytes = located(&document.text, line, text);
    Evidence { rule, trust, file: document.file.clone(), line, text: text.to_owned(), bytes }
}

/// How far behind the start of a line its words are looked for, in bytes: lines may have been joined.
const FAR: usize = 20_000;

/// Where words stand, from the start of a line on, spelled as they may be.
fn located(text: &str, line: u32, words: &str) -> Option<[usize; 2]> {
    let wanted = FoldedText::new(words);
    let line = usize::try_from(line).ok()?;
    let start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2)?.0 + 1,
    };
    let end = text.len().min(start + FAR);
    let near = text.get(start..text.floor_char_boundary(end))?;
    let mut inside = false;
    for (at, c) in near.char_indices() {
        let begins = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        if begins && let Some(covered) = covered_prefix(near.get(at..)?, &wanted) {
            let found = near.get(at..at + covered)?.trim_end_matches(|c: char| !c.is_alphanumeric());
            return Some([start + at, start + at + found.len()]);
        }
    }
    None
}
