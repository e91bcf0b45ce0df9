//! Findings and results → standard output and standard error. The only place that prints.

pub mod findings;

use std::io::{self, Write};

use anstyle::AnsiColor;
use serde_json::json;

use super::Format;
use super::counts::Counts;
use crate::archive::questions::Question;
use crate::archive::slug::Slug;
use crate::config::names::Kind;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Diagnostic, Severity, Warned};
use crate::edtf::Edtf;
use crate::error::Error;
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::Lang;
use crate::names::Unknown;
use crate::publish::Published;
use crate::say;
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
pub fn print(built: &Result<Warned<Done>, Error>, code: u8, format: Format, quiet: bool, lang: Lang) {
    let written = match format {
        Format::Human => human(built, quiet, lang),
        Format::Json => json(built, code, quiet, lang),
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
    pub set_aside: Vec<Aside>,
    /// Names that `site.toml` does not have.
    pub names: Vec<Unknown>,
}

/// A report that is not shown, with the reason in the language asked for.
#[derive(Debug, serde::Serialize)]
pub struct Aside {
    /// The path relative to the folder of reports.
    pub file: String,
    /// The code of what was wrong, or `draft`.
    pub reason: &'static str,
    /// What was wrong.
    pub message: String,
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
pub fn status(found: &Result<Status, Error>, code: u8, format: Format, lang: Lang) {
    let written = match (found, format) {
        (Ok(status), Format::Human) => human_status(status, lang),
        (Ok(status), Format::Json) => writeln!(io::stdout().lock(), "{}", json!({ "exit": code, "status": status })),
        (Err(error), Format::Human) => findings(error.findings().iter(), lang),
        (Err(error), Format::Json) => {
            writeln!(
                io::stdout().lock(),
                "{}",
                json!({ "exit": code, "diagnostics": data(error.findings().iter(), lang) })
            )
        }
    };
    // A reader that has closed its end wants no more.
    let _ = written;
}

fn human_status(status: &Status, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let counts = Counts::new(lang);
    let line = |message: Message| isolate::sentence(message.get(lang), lang);
    let Status { seeds, communiques, unfinished, questions, set_aside, names } = status;
    let (all, open) = (counts.of("communiques", *communiques), counts.of("unfinished", unfinished.len()));
    let head = say!("{all} communiqués; {open} of them without a current English summary", "{all}؛ {open}");
    writeln!(out, "{}", line(head))?;
    for Unfinished { date, summary, file, .. } in unfinished {
        let none = || say!("no date", "بلا تاريخ").get(lang).to_owned();
        let date = date.map_or_else(none, |date| date.to_string());
        writeln!(out, "  {date:<12} {:<9} {}", status_word(*summary).get(lang), path(seeds, file))?;
    }
    for question in questions {
        let asked = match question {
            Question::Copy { files: [one, other], similarity, .. } => {
                let (one, other) = (path(seeds, one), path(seeds, other));
                say!(
                    "question: is {one} a copy of {other} ({similarity:.2})?",
                    "سؤال: هل `{one}` نسخة من `{other}` ({similarity:.2})؟"
                )
            }
            Question::Date { files: [file] } => {
                let file = path(seeds, file);
                say!("question: when was the meeting of {file}?", "سؤال: متى كان اجتماع `{file}`؟")
            }
        };
        writeln!(out, "{}", line(asked))?;
    }
    for Aside { file, message, .. } in set_aside.iter().filter(|aside| aside.reason != "draft") {
        let file = path(seeds, file);
        writeln!(out, "{}", line(say!("set aside: {file}: {message}", "استُبعد `{file}`: {message}")))?;
    }
    for kind in Kind::ALL {
        let own = || names.iter().filter(|name| name.kind == kind);
        if own().next().is_none() {
            continue;
        }
        let head = say!(
            "not in site.toml, as [{}.<id>] with ar, en and words:",
            "ليست في `site.toml`، وموضعها `[{}.<id>]` مع `ar` و`en` و`words`:",
            kind.as_str()
        );
        writeln!(out, "{}", line(head))?;
        for Unknown { text, communiques, times, file, line: at, .. } in own().take(NAMES) {
            let (name, place) = (quoted(text), path(seeds, file));
            let (times, within) = (counts.of("times", *times), counts.of("in-communiques", *communiques));
            let said = say!(
                "{name}  {times} × in {within}, first at {place}:{at}",
                "{name}  {times} {within}، وأوله `{place}:{at}`"
            );
            writeln!(out, "  {}", line(said))?;
        }
        let more = own().count().saturating_sub(NAMES);
        if more > 0 {
            let more = counts.of("more", more);
            writeln!(out, "  {}", line(say!("and {more} more, with --format json", "{more}")))?;
        }
    }
    Ok(())
}

fn status_word(status: SummaryStatus) -> Message {
    let ar = match status {
        SummaryStatus::Missing => "ناقص",
        SummaryStatus::Draft => "مسودة",
        SummaryStatus::Current => "تام",
        SummaryStatus::Outdated => "قديم",
    };
    Message::new(status.as_str(), ar)
}

/// A report's path as a terminal shows it.
fn path(seeds: &str, file: &str) -> String {
    isolate::shown(&format!("{seeds}/{file}"))
}

fn shown(found: &[Diagnostic], quiet: bool) -> impl Iterator<Item = &Diagnostic> {
    found.iter().filter(move |found| !quiet || found.severity == Severity::Error)
}

/// Prints findings, in colour where a terminal wants it.
fn findings<'a>(found: impl Iterator<Item = &'a Diagnostic>, lang: Lang) -> io::Result<()> {
    let mut errors = anstream::AutoStream::auto(io::stderr().lock());
    for found in found {
        let colour = match found.severity {
            Severity::Error => AnsiColor::Red,
            Severity::Warning => AnsiColor::Yellow,
        };
        let style = colour.on_default().bold();
        let [place, label, said] = found.parts(lang);
        writeln!(errors, "{place}: {style}{label}{style:#}: {said}")?;
    }
    Ok(())
}

fn data<'a>(found: impl Iterator<Item = &'a Diagnostic>, lang: Lang) -> Vec<serde_json::Value> {
    found.map(|found| json!(found.data(lang))).collect()
}

fn human(built: &Result<Warned<Done>, Error>, quiet: bool, lang: Lang) -> io::Result<()> {
    let Warned { value: done, diagnostics } = match built {
        Err(error) => return findings(error.findings().iter(), lang),
        Ok(built) => built,
    };
    findings(shown(diagnostics, quiet), lang)?;
    if quiet {
        return Ok(());
    }
    let counts = Counts::new(lang);
    let Done { communiques, reports, set_aside, files, out } = done;
    let Published { written, unchanged, removed } = files;
    let [communiques, reports, written, unchanged, removed, aside] = [
        ("communiques", communiques),
        ("from-reports", reports),
        ("written", written),
        ("unchanged", unchanged),
        ("removed", removed),
        ("set-aside", set_aside),
    ]
    .map(|(key, count)| counts.of(key, *count));
    let mut line = say!(
        "built {communiques} communiqués from {reports} reports into {out}: {written} files written, {unchanged} unchanged, {removed} removed",
        "بُني الموقع في `{out}`: {communiques} {reports}؛ {written}، و{unchanged}، و{removed}"
    )
    .get(lang)
    .to_owned();
    if *set_aside > 0 {
        line.push_str(say!("; {aside} reports set aside", "؛ و{aside}").get(lang));
    }
    writeln!(io::stdout().lock(), "{}", isolate::sentence(&line, lang))
}

fn json(built: &Result<Warned<Done>, Error>, code: u8, quiet: bool, lang: Lang) -> io::Result<()> {
    let (done, found) = match built {
        Ok(Warned { value, diagnostics }) => (Some(value), data(shown(diagnostics, quiet), lang)),
        Err(error) => (None, data(error.findings().iter(), lang)),
    };
    writeln!(io::stdout().lock(), "{}", json!({ "exit": code, "built": done, "diagnostics": found }))
}
