//! A prepared report → what is to be said of it alone, and what other checks need to know of it. It compares no two reports.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::letters::{self, Fault, Stretch};
use super::links::{self, Link};
use super::{dates, language, wording};
use crate::archive::Examined;
use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place};
use crate::ingest::Document;
use crate::ingest::front_matter::{self, FrontMatter, Parts};
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
    /// The lines of the keys of its front matter, those that are left blank too.
    pub keys: BTreeMap<String, Place>,
    /// What is wrong with it.
    pub found: Vec<Diagnostic>,
    /// Where it links to.
    pub links: Vec<Link>,
}

impl Notes {
    /// Where the value of a key is written; else its line, if it is left blank; else the top.
    pub fn place(&self, key: &str) -> Place {
        let outer = key.split('.').next().unwrap_or(key);
        self.front.places.get(key).or_else(|| self.keys.get(outer)).unwrap_or(&self.top).clone()
    }
}

/// Looks at each report, in parallel; by file.
pub fn notes(prepared: &[Examined], config: &Config) -> BTreeMap<String, Notes> {
    let known = known_words(config);
    let all: Vec<Notes> = prepared.par_iter().map(|report| one(report, config, &known)).collect();
    all.into_iter().map(|notes| (notes.file.clone(), notes)).collect()
}

fn one(report: &Examined, config: &Config, known: &BTreeSet<String>) -> Notes {
    let document = report.document();
    let mut found = Vec::new();
    found.extend(wording::told(&document.text, &document.path, &faults(document, &removed_lines(report), known)));
    found.extend(language::of_report(document));
    found.extend(dates::against_the_text(report, config));
    let (links, dropped) = links::of_report(report);
    found.extend(dropped);
    let (top, keys) = lines(document);
    Notes { file: document.file.clone(), front: document.front.clone(), top, keys, found, links }
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
pub fn removed_lines(report: &Examined) -> BTreeSet<u32> {
    let kept: BTreeSet<u32> = report.body().iter().map(|block| block.line).collect();
    report.removed().iter().map(|removal| removal.line).filter(|line| !kept.contains(line)).collect()
}

/// Where the line of hyphens above the front matter is, or the file's start where there is none; and the line of each key.
fn lines(document: &Document) -> (Place, BTreeMap<String, Place>) {
    let path = &document.path;
    let Ok(Parts { yaml: Some(yaml), yaml_line, .. }) = front_matter::split(&document.text) else {
        return (Place::start(path), BTreeMap::new());
    };
    let key = |(number, line): (u32, &str)| {
        let (key, _) = line.split_once(':')?;
        let is_name = !key.is_empty() && key.chars().all(|c| c.is_ascii_lowercase() || c == '_');
        is_name.then(|| (key.to_owned(), Place::line(path, number)))
    };
    let keys = (yaml_line..).zip(yaml.lines()).filter_map(key).collect();
    (Place::line(path, yaml_line.saturating_sub(1).max(1)), keys)
}

/// Words that `site.toml` itself spells with letters of other alphabets.
pub fn known_words(config: &Config) -> BTreeSet<String> {
    let names = config.names.iter().flat_map(|name| name.words.iter().chain([&name.label.ar]));
    let outlets = config.outlets.iter().map(|outlet| &outlet.name.ar);
    let all = names.chain(outlets).filter(|words| letters::is_suspect(words));
    all.flat_map(|words| words.split_whitespace()).map(str::to_owned).collect()
}
