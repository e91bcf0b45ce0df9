//! Findings → what the script in a page is told. It has no part in what pages say.

use serde::Serialize;

use crate::diagnostic::message::Message;
use crate::diagnostic::{Diagnostic, Severity};
use crate::error::Error;
use crate::lang::Lang;
use crate::text::isolate;

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
        let isolated = |message: &Message, lang| isolate::sentence(message.get(lang), lang);
        let said = |message: &Message| Said { ar: isolated(message, Lang::Ar), en: isolated(message, Lang::En) };
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::{Code, Place};
    use crate::say;

    #[test]
    fn values_in_an_arabic_sentence_keep_their_own_direction() {
        let hint = say!("write 2021-06-28", "اكتب `2021-06-28`");
        let found = Diagnostic::error(Code::BadDate, Place::start("a.md"), say!("no date", "ليس تاريخًا")).hint(hint);
        let told = Finding::new(&found).hint.unwrap();
        assert_eq!(told.ar, "\u{2067}اكتب `\u{2068}2021-06-28\u{2069}`\u{2069}");
        assert_eq!(told.en, "write 2021-06-28");
    }
}
