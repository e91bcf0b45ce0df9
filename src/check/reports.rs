//! A prepared report → what is to be said of it alone, and what other checks need to know of it. It compares no two reports.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::letters::{self, Fault, Stretch};
use super::links::{self, Link};
use super::{dates, language, wording};
use crate::archive::Prepared;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::ingest::Document;
use crate::ingest::front_matter::{self, FrontMatter};
use crate::ingest::scalars;
use crate::source::Format;

/// What is kept of a report when the archive takes it.
#[derive(Clone, Debug)]
pub struct Notes {
    /// The path relative to the folder of reports.
    pub file: String,
    /// What its editor wrote above it.
    pub front: FrontMatter,
    /// Where its front matter opens, or its first character.
    pub top: Place,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
    /// Where it links to.
    pub links: Vec<Link>,
}

impl Notes {
    /// Where the value of a key is written, or the top where the key is missing.
    pub fn place(&self, key: &str) -> Place {
        self.front.places.get(key).unwrap_or(&self.top).clone()
    }
}

/// Looks at each report, in parallel; by file.
pub fn notes(prepared: &[Prepared], config: &Config) -> BTreeMap<String, Notes> {
    let known = known_words(config);
    let all: Vec<Notes> = prepared.par_iter().map(|report| one(report, config, &known)).collect();
    all.into_iter().map(|notes| (notes.file.clone(), notes)).collect()
}

fn one(report: &Prepared, config: &Config, known: &BTreeSet<String>) -> Notes {
    let document = report.document();
    let mut found = Vec::new();
    found.extend(wording::told(&document.text, &document.path, &faults(document, &removed_lines(report), known)));
    found.extend(language::of_report(document));
    found.extend(dates::against_the_text(report, config));
    let (links, dropped) = links::of_report(report);
    found.extend(dropped);
    Notes { file: document.file.clone(), front: document.front.clone(), top: top(document), found, links }
}

/// The characters of a report that are wrong: those of its values and of its text. Of a saved page the text is its
/// outlet's, and no editor's to mend.
pub fn faults(document: &Document, removed: &BTreeSet<u32>, known: &BTreeSet<String>) -> Vec<Fault> {
    let text = document.text.as_str();
    if !letters::is_suspect(text) {
        return Vec::new();
    }
    letters::faults(text, &stretches(document, removed), known)
}

/// Values of front matter that readers see as they are written.
const PROSE: [&str; 5] = ["title", "title_en", "summary_en", "source.outlet", "tags"];

fn stretches(document: &Document, removed: &BTreeSet<u32>) -> Vec<Stretch> {
    let text = document.text.as_str();
    let Ok(parts) = front_matter::split(text) else {
        return Vec::new();
    };
    let body = text.len() - parts.body.len();
    let mut all = Vec::new();
    if let Some(yaml) = parts.yaml {
        let before: usize = lines_before(text, parts.yaml_line);
        all.extend(scalars::of(yaml).into_iter().map(|scalar| Stretch {
            range: scalar.range.start + before..scalar.range.end + before,
            is_prose: PROSE.contains(&scalar.key.as_str()),
            is_own: true,
        }));
    }
    if document.format != Format::Html {
        let mut start = body;
        for (number, line) in (parts.body_line..).zip(parts.body.split_inclusive('\n')) {
            let range = start..start + line.len();
            start = range.end;
            all.push(Stretch { range, is_prose: true, is_own: !removed.contains(&number) });
        }
    }
    all
}

/// How many bytes stand before a line, 1-based.
fn lines_before(text: &str, line: u32) -> usize {
    let lines = usize::try_from(line.saturating_sub(1)).unwrap_or(usize::MAX);
    text.split_inclusive('\n').take(lines).map(str::len).sum()
}

/// The lines from which nothing was kept, 1-based.
pub fn removed_lines(report: &Prepared) -> BTreeSet<u32> {
    let kept: BTreeSet<u32> = report.body().iter().map(|block| block.line).collect();
    report.removed().iter().map(|removal| removal.line).filter(|line| !kept.contains(line)).collect()
}

/// Where the line of hyphens above the front matter is; the file's start where there is none.
fn top(document: &Document) -> Place {
    match front_matter::split(&document.text) {
        Ok(parts) if parts.yaml.is_some() => Place::line(&document.path, parts.yaml_line.saturating_sub(1).max(1)),
        _ => Place::start(&document.path),
    }
}

/// Words that `site.toml` itself spells with letters of other alphabets.
pub fn known_words(config: &Config) -> BTreeSet<String> {
    let names = config.names.iter().flat_map(|name| name.words.iter().chain([&name.label.ar]));
    let outlets = config.outlets.iter().map(|outlet| &outlet.name.ar);
    let all = names.chain(outlets).filter(|words| letters::is_suspect(words));
    all.flat_map(|words| words.split_whitespace()).map(str::to_owned).collect()
}
