//! What is wrong, where, and what to do about it. It collects; it never prints and never ends the build.

pub mod codes;
pub mod message;
pub mod system;

use std::fmt;

use serde::{Deserialize, Serialize};

use crate::lang::Lang;
use crate::say;
use crate::text::isolate;
pub use codes::Code;
use message::Message;

/// How bad a finding is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Severity {
    /// The thing cannot be used: a report is set aside, or the build does not start.
    Error,
    /// The thing is used, and somebody should look.
    Warning,
}

impl Severity {
    /// The word that findings are printed with.
    pub fn as_str(self) -> &'static str {
        match self {
            Severity::Error => "error",
            Severity::Warning => "warning",
        }
    }
}

/// A position in a file as it is on disk.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Place {
    /// The path as the user would type it.
    pub path: String,
    /// The line, 1-based.
    pub line: u32,
    /// The column in characters, 1-based.
    pub column: u32,
}

impl Place {
    /// The first character of a file.
    pub fn start(path: &str) -> Place {
        Place::line(path, 1)
    }

    /// The first character of a line, 1-based.
    pub fn line(path: &str, line: u32) -> Place {
        Place { path: path.to_owned(), line, column: 1 }
    }

    /// The character at a byte offset, 0-based, of the file's text.
    pub fn byte(path: &str, text: &str, offset: usize) -> Place {
        let before = text.get(..offset).unwrap_or(text);
        let (line, rest) = match before.rfind('\n') {
            Some(end) => (before.matches('\n').count() + 1, before.get(end + 1..).unwrap_or("")),
            None => (1, before),
        };
        Place {
            path: path.to_owned(),
            line: u32::try_from(line).unwrap_or(u32::MAX),
            column: u32::try_from(rest.chars().count() + 1).unwrap_or(u32::MAX),
        }
    }
}

/// One finding.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Diagnostic {
    /// How bad it is.
    pub severity: Severity,
    /// Its stable name.
    pub code: Code,
    /// Where it is.
    pub place: Place,
    /// What is wrong: lower case, no final period.
    pub message: Message,
    /// What to do.
    pub hint: Option<Message>,
}

impl Diagnostic {
    /// An error without a hint yet.
    pub fn error(code: Code, place: Place, message: Message) -> Diagnostic {
        Diagnostic { severity: Severity::Error, code, place, message, hint: None }
    }

    /// A warning without a hint yet.
    pub fn warning(code: Code, place: Place, message: Message) -> Diagnostic {
        Diagnostic { severity: Severity::Warning, ..Diagnostic::error(code, place, message) }
    }

    /// The same finding with a hint.
    pub fn hint(mut self, hint: Message) -> Diagnostic {
        self.hint = Some(hint);
        self
    }

    /// The finding as a terminal shows it, in three parts for `: ` to join: `path:line:column`, `severity[code]`, and the
    /// message with its hint. The first two are the same in every language.
    pub fn parts(&self, lang: Lang) -> [String; 3] {
        let Place { path, line, column } = &self.place;
        let mut said = isolate::sentence(self.message.get(lang), lang);
        if let Some(hint) = &self.hint {
            said.push_str("\n  hint: ");
            said.push_str(&isolate::sentence(hint.get(lang), lang));
        }
        [
            format!("{}:{line}:{column}", isolate::shown(path).replace('\n', "\\n")),
            format!("{}[{}]", self.severity.as_str(), self.code),
            said,
        ]
    }

    /// The finding as data, with its sentences in a language.
    pub fn data(&self, lang: Lang) -> Data<'_> {
        let Diagnostic { severity, code, place, message, hint } = self;
        Data {
            severity: *severity,
            code: *code,
            place,
            message: message.get(lang),
            hint: hint.as_ref().map(|hint| hint.get(lang)),
        }
    }
}

/// A finding as data in one language.
#[derive(Debug, Serialize)]
pub struct Data<'a> {
    severity: Severity,
    code: Code,
    #[serde(flatten)]
    place: &'a Place,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<&'a str>,
}

impl fmt::Display for Diagnostic {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.parts(Lang::En).join(": "))
    }
}

/// A stage's result with what it noticed.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Warned<T> {
    /// The result.
    pub value: T,
    /// What was noticed on the way.
    pub diagnostics: Vec<Diagnostic>,
}

/// The known name nearest to what was typed, where one is near enough to be meant.
///
/// Near enough: a Damerau-Levenshtein distance of a third of the typed name's characters, at least 2.
pub fn nearest<'a>(typed: &str, known: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let bound = (typed.chars().count() / 3).max(2);
    known
        .into_iter()
        .map(|name| (strsim::damerau_levenshtein(typed, name), name))
        .filter(|(distance, _)| *distance <= bound)
        .min_by_key(|(distance, name)| (*distance, name.chars().next() != typed.chars().next(), *name))
        .map(|(_, name)| name)
}

/// A hint for an unknown name: the nearest known one, or all of them.
pub fn suggestion(typed: &str, known: &[&str]) -> Message {
    match nearest(typed, known.iter().copied()) {
        Some(name) => say!("did you mean `{name}`?", "أتقصد `{name}`؟"),
        None if known.is_empty() => say!("none is known here", "لا شيء معروف هنا"),
        None => Message::new(
            format!("known here: {}", known.join(", ")),
            format!("المعروف هنا: {}", known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join("، ")),
        ),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_byte_offset_becomes_a_line_and_a_column_in_characters() {
        let text = "أب\nجد هـ";
        assert_eq!(Place::byte("f", text, 5), Place { path: "f".into(), line: 2, column: 1 });
        assert_eq!(Place::byte("f", text, 10).column, 4);
        assert_eq!(Place::byte("f", text, 999).line, 2);
    }

    #[test]
    fn a_message_has_the_fixed_form() {
        let found = Diagnostic::error(Code::BadDate, Place::line("a.md", 3), say!("not a date", "ليس تاريخًا"))
            .hint(say!("write it so", "اكتبه هكذا"));
        assert_eq!(found.to_string(), "a.md:3:1: error[bad-date]: not a date\n  hint: write it so");
        let [place, label, said] = found.parts(Lang::Ar);
        assert_eq!((place.as_str(), label.as_str()), ("a.md:3:1", "error[bad-date]"));
        assert_eq!(said, "\u{2067}ليس تاريخًا\u{2069}\n  hint: \u{2067}اكتبه هكذا\u{2069}");
    }

    #[test]
    fn the_nearest_name_is_suggested_only_when_it_is_near() {
        assert_eq!(nearest("titel", ["title", "tags"]), Some("title"));
        assert_eq!(nearest("weather", ["title", "tags"]), None);
    }
}
