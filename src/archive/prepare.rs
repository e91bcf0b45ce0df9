//! Sources → prepared reports: read, cleaned, inferred. What cannot be used is set aside with its reason.

use std::ops::Deref;
use std::sync::Arc;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::{xxh3_64, xxh3_64_with_seed};

use super::notes::Notes;
use super::slug::Slug;
use super::{SetAside, recurring};
use crate::boilerplate::{Cleaner, Removal};
use crate::budget;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Warned};
use crate::fingerprint::Fingerprint;
use crate::infer::{Facts, Gazetteer};
use crate::ingest::block::{Block, Body, Kind};
use crate::ingest::{self, Document, Head};
use crate::say;
use crate::source::{Content, Source};
use crate::text::characters::{CharacterSet, Seen};

/// A report that can be shown, before it is compared with others. A copy of it costs little.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Prepared {
    pub(super) head: Arc<Head>,
    pub(super) body: Arc<Body>,
    pub(super) removed: Arc<Vec<Removal>>,
    pub(super) facts: Arc<Facts>,
    /// The hash of each paragraph that is long enough to be told again.
    pub(super) lines: Arc<Vec<Option<u64>>>,
    /// Its characters that pages show, each once.
    pub(super) characters: Arc<CharacterSet>,
    pub(super) slug: Slug,
    #[serde(skip)]
    pub(super) notes: Arc<Notes>,
}

impl Prepared {
    /// Which report it is, and what its editor says of it.
    pub fn head(&self) -> &Head {
        &self.head
    }

    /// What was found out about it.
    pub fn facts(&self) -> &Facts {
        &self.facts
    }

    /// Its text, without what is not the communiqué's.
    pub fn body(&self) -> &[Block] {
        &self.body
    }

    /// What was taken out of it.
    pub fn removed(&self) -> &[Removal] {
        &self.removed
    }

    /// The address wanted for it.
    pub fn slug(&self) -> &Slug {
        &self.slug
    }
}

/// A report that can be shown, or why it cannot, with all that is wrong with it.
pub type Outcome = Read<Prepared>;

/// A prepared report with the document that it was made of, for those who look at both.
#[derive(Clone, Debug)]
pub struct Examined {
    report: Prepared,
    document: Document,
}

impl Examined {
    /// The report as it was read.
    pub fn document(&self) -> &Document {
        &self.document
    }

    /// The report, without the document.
    pub fn into_report(self) -> Prepared {
        self.report
    }
}

impl Deref for Examined {
    type Target = Prepared;

    fn deref(&self) -> &Prepared {
        &self.report
    }
}

/// The file of a report, whatever became of it.
pub(super) fn file(outcome: &Outcome) -> &str {
    match outcome {
        Ok(report) => &report.value.head.file,
        Err((aside, _)) => &aside.file,
    }
}

/// What became of a source.
type Read<T> = Result<Warned<T>, (SetAside, Vec<Diagnostic>)>;

/// Reads, cleans and infers, report by report and in parallel. Drafts are set aside unless `drafts`.
pub fn prepare(sources: Vec<Source>, config: &Config, drafts: bool) -> Warned<(Vec<Prepared>, Vec<SetAside>)> {
    let preparer = Preparer::new(config, drafts, false);
    gather(sources.into_par_iter().map(|source| preparer.one(source)).collect())
}

/// The same, and keeps the documents.
pub fn examine(sources: Vec<Source>, config: &Config, drafts: bool) -> Warned<(Vec<Examined>, Vec<SetAside>)> {
    let preparer = Preparer::new(config, drafts, false);
    gather(sources.into_par_iter().map(|source| one(source, &preparer)).collect())
}

/// Parts what can be shown from what cannot.
pub fn gather<T>(read: Vec<Read<T>>) -> Warned<(Vec<T>, Vec<SetAside>)> {
    let mut prepared = Vec::with_capacity(read.len());
    let mut set_aside = Vec::new();
    let mut diagnostics = Vec::new();
    for result in read {
        match result {
            Ok(report) => {
                diagnostics.extend(report.diagnostics);
                prepared.push(report.value);
            }
            Err((aside, found)) => {
                diagnostics.extend(found);
                set_aside.push(aside);
            }
        }
    }
    Warned { value: (prepared, set_aside), diagnostics }
}

/// What preparing knows of the site: made once, used for every report. Of a report it looks at nothing but its source.
#[derive(Debug)]
pub struct Preparer<'a> {
    config: &'a Config,
    cleaner: Cleaner,
    gazetteer: Gazetteer<'a>,
    drafts: bool,
    keep: bool,
    /// The name of all this.
    name: Option<Fingerprint>,
}

impl<'a> Preparer<'a> {
    /// Prepares the words of `site.toml`. With `drafts` drafts are shown; with `keep` what is worked out of a report is
    /// kept beside it, for those who assemble it again and again.
    pub fn new(config: &'a Config, drafts: bool, keep: bool) -> Preparer<'a> {
        Preparer {
            config,
            cleaner: Cleaner::new(config),
            gazetteer: Gazetteer::new(config),
            drafts,
            keep,
            name: Fingerprint::of(&(config.name(), drafts)),
        }
    }

    /// The name of all that a report is prepared from.
    pub(super) fn name(&self, source: &Source) -> Option<Fingerprint> {
        let bytes = source.bytes.as_ref().map(Content::name);
        Fingerprint::of(&(self.name?, &source.file, &source.path, source.format, bytes))
    }

    /// Reads, cleans and infers one report.
    ///
    /// # Errors
    /// It is set aside.
    pub fn one(&self, source: Source) -> Outcome {
        one(source, self).map(|Warned { value, diagnostics }| Warned { value: value.report, diagnostics })
    }
}

fn one(source: Source, preparer: &Preparer<'_>) -> Read<Examined> {
    let Preparer { config, cleaner, gazetteer, drafts, keep, .. } = preparer;
    let file = source.file.clone();
    let name = keep.then(|| name(&source));
    let aside = |found: Vec<Diagnostic>| {
        let first = found.first().map(|first| (first.code, first.message.clone()));
        let (code, message) = first.unwrap_or_else(|| (Code::Unreadable, say!("it cannot be used", "لا يصلح للاستعمال")));
        (SetAside { file: file.clone(), reason: code.as_str().into(), message }, found)
    };
    let document = ingest::read(source, config).map_err(&aside)?;
    let Warned { value: document, diagnostics } = document;
    if document.front.draft && !*drafts {
        let message = say!("a draft is left out", "مسودة لا تُعرض");
        return Err((SetAside { file: file.clone(), reason: "draft".into(), message }, Vec::new()));
    }
    let cleaned = cleaner.clean(&document);
    if cleaned.body.iter().all(|block| matches!(block.kind, Kind::Heading(_) | Kind::Break)) {
        let line = document.blocks.first().map_or(1, |block| block.line);
        let message = match cleaned.body.first() {
            Some(_) => say!("the report has a title and no text", "في التقرير عنوان وليس فيه نص"),
            None => {
                say!(
                    "nothing is left when what is not the communiqué is taken out",
                    "لم يبقَ شيء بعد حذف ما ليس من البيان"
                )
            }
        };
        let found = Diagnostic::error(Code::NoBody, Place::line(&document.path, line), message)
            .hint(say!("paste the communiqué's own text", "الصق نص البيان نفسه"));
        return Err(aside(vec![found]));
    }
    let facts = gazetteer.facts(&document, &cleaned);
    if facts.references.len() > budget::REFERENCES {
        let place = facts.references.get(budget::REFERENCES).map_or(1, |beyond| beyond.evidence.line);
        return Err(aside(vec![ingest::Beyond::references(place).found(&document.path)]));
    }
    let slug = document.front.slug.as_ref().map_or_else(|| Slug::of_file(&file), |slug| Slug::new(&slug.value));
    let mut seen = Seen::default();
    seen.text(&document.head.file);
    seen.text(&facts.title.value);
    cleaned.body.iter().for_each(|block| seen.text(&block.text));
    cleaned.removed.iter().for_each(|removal| seen.text(&removal.text));
    let report = Prepared {
        characters: Arc::new(seen.to_set()),
        head: Arc::new(document.head.clone()),
        lines: Arc::new(recurring::lines(&cleaned.body, &cleaned.folded)),
        body: Arc::new(Body::new(cleaned.body)),
        removed: Arc::new(cleaned.removed),
        facts: Arc::new(facts),
        slug,
        notes: Arc::new(Notes::new(name)),
    };
    Ok(Warned { value: Examined { report, document }, diagnostics })
}

/// A name for what a report is prepared from.
fn name(source: &Source) -> u64 {
    let bytes = source.bytes.as_deref().unwrap_or(&[]);
    xxh3_64_with_seed(bytes, xxh3_64(source.path.as_bytes()))
}
