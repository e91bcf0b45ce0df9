//! Findings and results → standard output and standard error. The only place that prints.

pub mod progress;
mod status;

use std::io::{self, Write};
use std::process::ExitCode;

use serde_json::json;

use super::Format;
use crate::diagnostic::{Diagnostic, Severity, Warned};
use crate::error::Error;
use crate::publish::Published;

pub use status::{Row, Status, status};

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

/// Prints what a command made, as it is, or the error that kept it from it; and gives the exit code.
pub fn text(made: Result<String, Error>) -> ExitCode {
    let (written, code) = match &made {
        Ok(text) => (io::stdout().lock().write_all(text.as_bytes()), 0),
        Err(error) => (writeln!(io::stderr().lock(), "{error}"), error.exit_code()),
    };
    // A reader that has closed its end wants no more.
    let _ = written;
    ExitCode::from(code)
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
            (Some(value), shown(diagnostics, quiet).map(|found| json!(found)).collect())
        }
        Err(error) => (None, of_error(error)),
    };
    writeln!(io::stdout().lock(), "{}", json!({ "exit": code, "built": done, "diagnostics": found }))
}

fn of_error(error: &Error) -> Vec<serde_json::Value> {
    match error {
        Error::Setup(found) => found.iter().map(|found| json!(found)).collect(),
        Error::Environment { path, .. } => {
            let found = json!({ "severity": "error", "code": "environment", "path": path.display().to_string(), "line": 1, "column": 1, "message": error.to_string() });
            vec![found]
        }
    }
}
