//! Findings → what the script in a page is told. It has no part in what pages say.

use serde::Serialize;

use crate::diagnostic::message::Message;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::lang::Lang;

/// What is told: the state of the site that is served, and what is wrong.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
pub struct State {
    /// The mark of everything that the pages are made from; empty while there are none.
    pub version: String,
    /// What is wrong; the pages are the last good ones.
    pub findings: Vec<Finding>,
}

/// Something wrong, in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Finding {
    /// The stable name of its kind.
    code: &'static str,
    /// Where it is.
    path: String,
    /// The line, 1-based.
    line: u32,
    /// The column in characters, 1-based.
    column: u32,
    message: Said,
    hint: Option<Said>,
}

#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
struct Said {
    ar: String,
    en: String,
}

impl Finding {
    /// The findings that are errors.
    pub fn errors(found: &[Diagnostic]) -> Vec<Finding> {
        found.iter().filter(|found| found.severity == Severity::Error).map(Finding::new).collect()
    }

    /// What ended a build.
    pub fn of(error: &Error) -> Vec<Finding> {
        error.findings().iter().map(Finding::new).collect()
    }

    fn new(found: &Diagnostic) -> Finding {
        let said =
            |message: &Message| Said { ar: message.get(Lang::Ar).to_owned(), en: message.get(Lang::En).to_owned() };
        Finding {
            code: found.code.as_str(),
            path: found.place.path.clone(),
            line: found.place.line,
            column: found.place.column,
            message: said(&found.message),
            hint: found.hint.as_ref().map(said),
        }
    }
}
