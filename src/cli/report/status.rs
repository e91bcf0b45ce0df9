//! What is left for an editor to do → a table on standard output, or one JSON object.

use std::io::{self, Write};

use serde_json::json;

use super::of_error;
use crate::archive::SetAside;
use crate::archive::progress::STATES;
use crate::archive::questions::Question;
use crate::archive::slug::Slug;
use crate::cli::Format;
use crate::config::names::Kind;
use crate::edtf::Edtf;
use crate::error::Error;
use crate::ingest::front_matter::SummaryStatus;
use crate::names::Unknown;
use crate::text::isolate::{self, quoted};

/// What is left for an editor to do.
#[derive(Debug, serde::Serialize)]
pub struct Status {
    /// The folder of reports as typed.
    #[serde(skip)]
    pub seeds: String,
    /// Communiqués in the archive.
    pub communiques: usize,
    /// A row for each, oldest first.
    pub table: Vec<Row>,
    /// What only an editor can decide.
    pub questions: Vec<Question>,
    /// Reports that are not shown.
    pub set_aside: Vec<SetAside>,
    /// Names that `site.toml` does not have.
    pub names: Vec<Unknown>,
    /// Whether the rows are shown with which nothing is left to do.
    #[serde(skip)]
    pub all: bool,
}

/// A communiqué in the table.
#[derive(Debug, serde::Serialize)]
pub struct Row {
    /// Its address.
    pub slug: Slug,
    /// Its date.
    pub date: Option<Edtf>,
    /// How far its summary is.
    pub summary: SummaryStatus,
    /// Its canonical report.
    pub file: String,
    /// What is open about it.
    pub questions: Vec<Question>,
    /// Whether nothing is left to do.
    pub done: bool,
}

/// Names of each kind that people are shown; the JSON has all.
const NAMES: usize = 12;

/// Prints what is left to do.
pub fn status(found: &Result<Status, Error>, code: u8, format: Format) {
    let written = match (found, format) {
        (Ok(status), Format::Human) => human(status),
        (Ok(status), Format::Json) => writeln!(io::stdout().lock(), "{}", json!({ "exit": code, "status": status })),
        (Err(error), Format::Human) => writeln!(io::stderr().lock(), "{error}"),
        (Err(error), Format::Json) => {
            writeln!(io::stdout().lock(), "{}", json!({ "exit": code, "diagnostics": of_error(error) }))
        }
    };
    // A reader that has closed its end wants no more.
    let _ = written;
}

fn human(status: &Status) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let Status { seeds, communiques, table, questions, set_aside, names, all } = status;
    let states =
        STATES.map(|state| format!("{} {}", table.iter().filter(|row| row.summary == state).count(), state.as_str()));
    writeln!(out, "communiqués: {communiques}; summaries: {}; open questions: {}", states.join(", "), questions.len())?;
    let rows = || table.iter().filter(|row| *all || !row.done);
    if rows().next().is_some() {
        writeln!(out)?;
        writeln!(out, "{}", line("DATE", "SUMMARY", "QUESTIONS", "REPORT"))?;
    }
    for Row { date, summary, file, questions, .. } in rows() {
        let date = date.map_or_else(|| "open".to_owned(), |date| date.to_string());
        let open = if questions.is_empty() { "-".to_owned() } else { questions.len().to_string() };
        writeln!(out, "{}", line(&date, summary.as_str(), &open, &path(seeds, file)))?;
        for question in questions {
            writeln!(out, "{}{}", line("", "", "", ""), asked(question, seeds, file))?;
        }
    }
    for aside in set_aside.iter().filter(|aside| aside.reason != "draft") {
        writeln!(out, "set aside: {}: {}", path(seeds, &aside.file), isolate::shown(&aside.message))?;
    }
    for kind in Kind::ALL {
        let own = || names.iter().filter(|name| name.kind == kind);
        if own().next().is_none() {
            continue;
        }
        writeln!(out)?;
        writeln!(out, "not in site.toml, as [{}.<id>] with ar, en and words:", kind.as_str())?;
        for Unknown { text, communiques, times, file, line, .. } in own().take(NAMES) {
            let place = path(seeds, file);
            writeln!(out, "  {}  {times} × in {communiques}, first at {place}:{line}", quoted(text))?;
        }
        let more = own().count().saturating_sub(NAMES);
        if more > 0 {
            writeln!(out, "  and {more} more, with --format json")?;
        }
    }
    Ok(())
}

/// A line of the table. What may be Arabic stands last, where it cannot push a column out of its place.
fn line(date: &str, summary: &str, questions: &str, report: &str) -> String {
    format!("{date:<21}  {summary:<8}  {questions:<9}  {report}")
}

/// A question about the communiqué of a report.
fn asked(question: &Question, seeds: &str, file: &str) -> String {
    match question {
        Question::Copy { files: [one, other], similarity, .. } => {
            // The question may be about a copy of this communiqué, which then is named as well.
            let (own, other) = if other == file { (other, one) } else { (one, other) };
            let subject = if own == file { "it".to_owned() } else { path(seeds, own) };
            format!("is {subject} a copy of {}? ({similarity:.2})", path(seeds, other))
        }
        Question::Date { .. } => "when was the meeting?".to_owned(),
    }
}

/// A report's path as a terminal shows it, with the line's order kept around a name that may be Arabic.
fn path(seeds: &str, file: &str) -> String {
    let path = isolate::shown(&format!("{seeds}/{file}"));
    if path.is_ascii() { path } else { isolate::isolated(&path) }
}
