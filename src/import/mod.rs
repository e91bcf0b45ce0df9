//! Raw reports and an archive → reports with front matter filled in, each value with its evidence in a comment. It writes no file.

mod compose;
pub mod markdown;

use std::collections::BTreeSet;
use std::path::Path;

use crate::archive::slug::Slug;
use crate::archive::{self, Archive, Communique, Examined, Report};
use crate::config::Config;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Diagnostic, Warned};
use crate::edtf::Edtf;
use crate::lang::Lang;
use crate::source::{Format, Source};
use crate::text::hidden;

/// A report that can be put into the archive.
#[derive(Debug)]
pub struct Draft {
    /// The path that it was read from, as typed.
    pub from: String,
    /// The name of its file in the folder of reports.
    pub file: String,
    /// What the file is to hold.
    pub text: String,
    /// What it is to those that are there.
    pub standing: Standing,
    /// The fields that were filled in, for the editor.
    pub filled: Vec<Filled>,
    /// The fields that are left to the editor.
    pub open: Vec<&'static str>,
    /// How many lines were taken out of it as not the communiqué's.
    pub removed: usize,
    /// Reports that may be copies of it: their files.
    pub perhaps: Vec<String>,
}

/// A value that was found out.
#[derive(Clone, Debug)]
pub struct Filled {
    /// The key.
    pub field: &'static str,
    /// The value.
    pub value: String,
    /// Where it comes from; none: the report's own front matter says so.
    pub why: Option<Message>,
}

/// What a report is to the archive.
#[derive(Clone, Debug, PartialEq)]
pub enum Standing {
    /// A communiqué of its own.
    New,
    /// The canonical text of a communiqué; these files are copies of it.
    Canonical(Vec<String>),
    /// A copy.
    Copy {
        /// The slug of the canonical report.
        of: Slug,
        /// The share of the smaller text's shingles that stand in the other, from 0 to 1.
        similarity: f64,
    },
}

/// How many bytes of a title go into a file's name.
const LONGEST_NAME: usize = 60;

/// Reads new reports beside those of an archive. `taken` says which names of files are in use. Comments are in `lang`.
///
/// The new ones are compared with each other too, so that a second copy is known for one. What cannot be used is none, and
/// a finding says why.
pub fn drafts(
    existing: Vec<Source>,
    new: Vec<Source>,
    config: &Config,
    taken: impl Fn(&str) -> bool,
    lang: Lang,
) -> Warned<Vec<Option<Draft>>> {
    let count = new.len();
    let paths: BTreeSet<String> = new.iter().map(|source| source.path.clone()).collect();
    let mut all = existing;
    // Names that no report has, so that none is in another's way before it has its own.
    let new = new.into_iter().enumerate().map(|(index, source)| Source { file: provisional(index), ..source });
    all.extend(new);
    let Warned { value: (prepared, set_aside), diagnostics } = archive::examine(all, config, true);
    let own: Vec<Option<Examined>> = (0..count)
        .map(|index| prepared.iter().find(|report| report.document().file == provisional(index)).cloned())
        .collect();
    let prepared = prepared.into_iter().map(Examined::into_report).collect();
    let assembled = archive::assemble(prepared, set_aside, config);
    let diagnostics: Vec<Diagnostic> =
        diagnostics.into_iter().filter(|found| paths.contains(&found.place.path)).collect();
    let archive = assembled.value;
    let places: Vec<Option<(&Communique, &Report)>> = (0..count).map(|index| place(&archive, index)).collect();
    let mut names: Vec<Option<String>> = Vec::with_capacity(count);
    for found in &places {
        let name = found.map(|(communique, _)| {
            let date = communique.date.as_ref().map(|known| known.value);
            let in_use = |name: &str| taken(name) || names.iter().flatten().any(|other| other == name);
            file_name(date, &words(communique, config), in_use)
        });
        names.push(name);
    }
    let slug = |report: &Report| match index_of(&report.file) {
        Some(index) => names.get(index).and_then(Option::as_ref).map(|name| Slug::of_file(name)),
        None => Some(report.slug.clone()),
    };
    let file = |file: &str| match index_of(file) {
        Some(index) => names.get(index).cloned().flatten().unwrap_or_default(),
        None => file.to_owned(),
    };
    let drafts = own.into_iter().zip(&places).zip(&names).map(|((prepared, place), name)| {
        let (prepared, (communique, report), name) = (prepared?, (*place)?, name.as_ref()?);
        let standing = match communique.canonical() {
            Some(canonical) if canonical.file != report.file => match slug(canonical) {
                Some(of) => Standing::Copy { of, similarity: report.similarity },
                None => Standing::New,
            },
            _ if communique.copies().is_empty() => Standing::New,
            _ => Standing::Canonical(communique.copies().iter().map(|copy| file(&copy.file)).collect()),
        };
        let perhaps = archive.questions.iter().filter_map(|question| question.other(&report.file)).map(file).collect();
        Some(compose::compose(&compose::Parts { prepared: &prepared, report, name, standing, perhaps, config, lang }))
    });
    Warned { value: drafts.collect(), diagnostics }
}

/// The format of bytes whose name does not tell: a page, where they begin with a tag.
pub fn format(path: &Path, bytes: &[u8]) -> Format {
    let first = bytes.iter().find(|byte| !byte.is_ascii_whitespace() && !b"\xEF\xBB\xBF".contains(byte));
    Format::of(path).unwrap_or(if first == Some(&b'<') { Format::Html } else { Format::Plain })
}

const PROVISIONAL: &str = "\u{1}import";

fn provisional(index: usize) -> String {
    format!("{PROVISIONAL}-{index}")
}

fn index_of(file: &str) -> Option<usize> {
    file.strip_prefix(PROVISIONAL)?.strip_prefix('-')?.parse().ok()
}

fn place(archive: &Archive, index: usize) -> Option<(&Communique, &Report)> {
    let file = provisional(index);
    archive
        .communiques
        .iter()
        .find_map(|communique| Some((communique, communique.reports.iter().find(|report| report.file == file)?)))
}

/// The words of a communiqué's file: its meeting, or the first words of its title.
fn words(communique: &Communique, config: &Config) -> Slug {
    let meeting = communique.meeting.as_ref().and_then(|known| config.meetings.get(known.value));
    let title = || slug(communique.title_en.as_deref().unwrap_or(communique.title.value.as_str()));
    meeting.map_or_else(title, |meeting| Slug::new(&meeting.id))
}

/// The first words of a title as a part of an address.
pub fn slug(title: &str) -> Slug {
    let short = title.get(..title.floor_char_boundary(LONGEST_NAME)).unwrap_or(title);
    let is_whole = short.len() == title.len();
    Slug::new(if is_whole { short } else { short.rsplit_once(' ').map_or(short, |(words, _)| words) })
}

/// The first free name of a report's file: `<date>-<slug>.md`, the date without what is not sure of it, or `<slug>.md`.
pub fn file_name(date: Option<Edtf>, slug: &Slug, taken: impl Fn(&str) -> bool) -> String {
    let date = date.map(|date| date.to_string());
    let sure =
        date.as_deref().and_then(|date| date.split('/').next()).map(|date| date.trim_end_matches(['~', '?', '%']));
    let name = sure.map_or_else(|| slug.to_string(), |date| format!("{date}-{slug}"));
    let numbered = (2..).map(|number| format!("{name}-{number}.md"));
    let mut names = std::iter::once(format!("{name}.md")).chain(numbered);
    names.find(|name| !taken(name)).unwrap_or_else(|| format!("{name}.md"))
}

/// A text for a comment: one line, without controls, and not endless.
fn flat(text: &str) -> String {
    let words: Vec<&str> =
        text.split(|c: char| c.is_whitespace() || c.is_control()).filter(|word| !word.is_empty()).collect();
    let line: String = words.join(" ").chars().filter(|c| !hidden::is_hidden(*c)).take(100).collect();
    line
}
