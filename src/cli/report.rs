//! Findings and results → standard output and standard error. The only place that prints.

pub mod editing;
pub mod findings;
pub mod progress;
pub mod serving;
mod status;

use std::io::{self, Write};
use std::process::ExitCode;

use anstyle::AnsiColor;
use serde_json::json;

use super::Format;
use super::counts::Counts;
use crate::diagnostic::{Diagnostic, Severity, Warned};
use crate::error::Error;
use crate::lang::Lang;
use crate::publish::Published;
use crate::say;
use crate::text::{self, isolate};

pub use status::{Aside, Row, Status, status};

/// What a build did, in numbers.
#[derive(Debug, serde::Serialize)]
pub struct Done {
    /// Communiqués on the site.
    pub communiques: usize,
    /// Reports behind them.
    pub reports: usize,
    /// Reports that could not be used.
    pub set_aside: usize,
    /// Reports that were worked out, since they are new or have changed.
    pub anew: usize,
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

/// Prints what a command made, as it is, or the error that kept it from it; and gives the exit code.
pub fn text(made: Result<String, Error>, lang: Lang) -> ExitCode {
    let (written, code) = match &made {
        Ok(text) => (io::stdout().lock().write_all(text.as_bytes()), 0),
        Err(error) => (findings(error.findings().iter(), lang), error.exit_code()),
    };
    // A reader that has closed its end wants no more.
    let _ = written;
    ExitCode::from(code)
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

/// Prints one object of JSON on a line.
fn object(value: &serde_json::Value) -> io::Result<()> {
    writeln!(io::stdout().lock(), "{}", text::json::line(value))
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
    let Done { communiques, reports, set_aside, files, out, .. } = done;
    let Published { written, unchanged, removed, .. } = files;
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
        "built {communiques} {reports} into {out}: {written}, {unchanged}, {removed}",
        "بُني الموقع في `{out}`: {communiques} {reports}؛ {written}، و{unchanged}، و{removed}"
    )
    .get(lang)
    .to_owned();
    if *set_aside > 0 {
        line.push_str(say!("; {aside}", "؛ و{aside}").get(lang));
    }
    writeln!(io::stdout().lock(), "{}", isolate::sentence(&line, lang))
}

fn json(built: &Result<Warned<Done>, Error>, code: u8, quiet: bool, lang: Lang) -> io::Result<()> {
    let (done, found) = match built {
        Ok(Warned { value, diagnostics }) => (Some(value), data(shown(diagnostics, quiet), lang)),
        Err(error) => (None, data(error.findings().iter(), lang)),
    };
    object(&json!({ "exit": code, "built": done, "diagnostics": found }))
}
