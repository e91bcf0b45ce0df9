//! Findings and results → standard output and standard error. The only place that prints.

use std::io::{self, Write};

use serde_json::json;

use super::Format;
use crate::archive::SetAside;
use crate::archive::questions::Question;
use crate::archive::slug::Slug;
use crate::config::names::Kind;
use crate::diagnostic::{Diagnostic, Severity, Warned};
use crate::edtf::Edtf;
use crate::error::Error;
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::Lang;
use crate::names::Unknown;
use crate::publish::Published;
use crate::text::isolate::{self, quoted};

/// What a build did, in numbers.
#[derive(Debug, serde::Serialize)]
pub struct Done {
    /// Communiqués on the site.
    pub communiques: usize,
    /// Reports behind them.
    pub reports: usize,
    /// Reports that could not be used.
    pub set_aside: usize,
    /// What became of the files.
    pub files: Published,
    /// The output folder as typed.
    pub out: String,
}

/// Prints a build's end: findings on standard error and a line of numbers on standard output, or all of it as one JSON
/// object on standard output.
pub fn print(built: &Result<Warned<Done>, Error>, code: u8, format: Format, quiet: bool) {
    let written = match format {
        Format::Human => human(built, quiet),
        Format::Json => json(built, code, quiet),
    };
    // A reader that has closed its end wants no more.
    let _ = written;
}

/// What is left for an editor to do.
#[derive(Debug, serde::Serialize)]
pub struct Status {
    /// The folder of reports as typed.
    #[serde(skip)]
    pub seeds: String,
    /// Communiqués in the archive.
    pub communiques: usize,
    /// Those whose summary is not current, oldest first.
    pub unfinished: Vec<Unfinished>,
    /// What only an editor can decide.
    pub questions: Vec<Question>,
    /// Reports that are not shown.
    pub set_aside: Vec<SetAside>,
    /// Names that `site.toml` does not have.
    pub names: Vec<Unknown>,
}

/// A communiqué whose summary is not current.
#[derive(Debug, serde::Serialize)]
pub struct Unfinished {
    /// Its address.
    pub slug: Slug,
    /// Its date.
    pub date: Option<Edtf>,
    /// How far its summary is.
    pub summary: SummaryStatus,
    /// Its canonical report.
    pub file: String,
}

/// Names of each kind that people are shown; the JSON has all.
const NAMES: usize = 12;

/// Prints what is left to do: a list on standard output, or one JSON object.
pub fn status(found: &Result<Status, Error>, code: u8, format: Format) {
    let written = match (found, format) {
        (Ok(status), Format::Human) => human_status(status),
        (Ok(status), Format::Json) => writeln!(io::stdout().lock(), "{}", json!({ "exit": code, "status": status })),
        (Err(error), Format::Human) => writeln!(io::stderr().lock(), "{error}"),
        (Err(error), Format::Json) => {
            writeln!(io::stdout().lock(), "{}", json!({ "exit": code, "diagnostics": of_error(error) }))
        }
    };
    // A reader that has closed its end wants no more.
    let _ = written;
}

fn human_status(status: &Status) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let Status { seeds, communiques, unfinished, questions, set_aside, names } = status;
    writeln!(out, "{communiques} communiqués; {} of them without a current English summary", unfinished.len())?;
    for Unfinished { date, summary, file, .. } in unfinished {
        let date = date.map_or_else(|| "no date".to_owned(), |date| date.to_string());
        writeln!(out, "  {date:<12} {:<9} {}", summary.as_str(), path(seeds, file))?;
    }
    for question in questions {
        match question {
            Question::Copy { files: [one, other], similarity, .. } => {
                writeln!(out, "question: is {} a copy of {} ({similarity:.2})?", path(seeds, one), path(seeds, other))?;
            }
            Question::Date { files: [file] } => {
                writeln!(out, "question: when was the meeting of {}?", path(seeds, file))?
            }
        }
    }
    for aside in set_aside.iter().filter(|aside| aside.reason != "draft") {
        writeln!(out, "set aside: {}: {}", path(seeds, &aside.file), isolate::shown(aside.message.get(Lang::En)))?;
    }
    for kind in Kind::ALL {
        let own = || names.iter().filter(|name| name.kind == kind);
        if own().next().is_none() {
            continue;
        }
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

/// A report's path as a terminal shows it.
fn path(seeds: &str, file: &str) -> String {
    isolate::shown(&format!("{seeds}/{file}"))
}

fn shown(found: &[Diagnostic], quiet: bool) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(move |found| !quiet || found.severity == Severity::Error)
}

fn human(built: &Result<Warned<Done>, Error>, quiet: bool) -> io::Result<()> {
    let mut errors = io::stderr().lock();
    match built {
        Err(error) => writeln!(errors, "{error}"),
        Ok(Warned { value: done, diagnostics }) => {
            for found in shown(diagnostics, quiet) {
                writeln!(errors, "{found}")?;
            }
            if quiet {
                return Ok(());
            }
            let Done { communiques, reports, set_aside, files, out } = done;
            let Published { written, unchanged, removed } = files;
            let mut line = format!(
                "built {communiques} communiqués from {reports} reports into {out}: {written} files written, {unchanged} unchanged, {removed} removed"
            );
            if *set_aside > 0 {
                line.push_str(&format!("; {set_aside} reports set aside"));
            }
            writeln!(io::stdout().lock(), "{line}")
        }
    }
}

fn json(built: &Result<Warned<Done>, Error>, code: u8, quiet: bool) -> io::Result<()> {
    let (done, found): (Option<&Done>, Vec<serde_json::Value>) = match built {
        Ok(Warned { value, diagnostics }) => {
            (Some(value), shown(diagnostics, quiet).map(|found| json!(found.data(Lang::En))).collect())
        }
        Err(error) => (None, of_error(error)),
    };
    writeln!(io::stdout().lock(), "{}", json!({ "exit": code, "built": done, "diagnostics": found }))
}

fn of_error(error: &Error) -> Vec<serde_json::Value> {
    error.findings().iter().map(|found| json!(found.data(Lang::En))).collect()
}
