//! The first characters of a text → what else than a report it is: a web page, a PDF, data. It reads no further.

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::say;
use crate::source::Format;

/// A report that is something else under its name. `first` is the line the text begins on, 1-based.
pub(super) fn seen(text: &str, first: u32, format: Format, path: &str) -> Option<Diagnostic> {
    let blank = text.len() - text.trim_start_matches(|c: char| c.is_whitespace() || c == '\u{FEFF}').len();
    let start = text.get(blank..)?;
    let line = first.saturating_add(u32::try_from(text.get(..blank)?.matches('\n').count()).unwrap_or(u32::MAX));
    let found = |code: Code, message: Message, hint: Message| {
        Some(Diagnostic::error(code, Place::line(path, line), message).hint(hint))
    };
    let open = || {
        say!(
            "open it in its own program, copy the text and save it as `.txt` in UTF-8",
            "افتحه ببرنامجه وانسخ النص واحفظه في ملف `.txt` بترميز UTF-8"
        )
    };
    if start.starts_with("%PDF-") {
        return found(Code::BinaryFile, say!("the file is a PDF document", "الملف مستند PDF"), open());
    }
    if start.starts_with("{\\rtf") {
        return found(Code::BinaryFile, say!("the file is an RTF document", "الملف مستند RTF"), open());
    }
    let head: Vec<&str> = start.lines().take(12).take_while(|line| !line.is_empty()).collect();
    let has = |name: &str| {
        head.iter().any(|line| line.get(..name.len()).is_some_and(|start| start.eq_ignore_ascii_case(name)))
    };
    if has("MIME-Version:") && has("Content-Type:") {
        return found(
            Code::WrongEnding,
            say!("the file is a web page or a message packed for sending", "الملف صفحة ويب أو رسالة محزومة للإرسال"),
            say!(
                "save the page as HTML, or copy its text into a `.txt` file",
                "احفظ الصفحة HTML، أو انسخ نصها إلى ملف `.txt`"
            ),
        );
    }
    if format == Format::Html {
        return None;
    }
    let begins = |tag: &str| {
        start.get(..tag.len()).is_some_and(|start| start.eq_ignore_ascii_case(tag))
            && start.get(tag.len()..).is_none_or(|rest| !rest.starts_with(|c: char| c.is_ascii_alphanumeric()))
    };
    if begins("<!doctype html") || begins("<html") || begins("<head") || begins("<body") {
        return found(
            Code::WrongEnding,
            say!("the file is a web page and is not named so", "الملف صفحة ويب ولا يدل اسمه على ذلك"),
            say!("let its name end in `.html`", "اجعل اسمه ينتهي بـ `.html`"),
        );
    }
    if begins("<?xml") || begins("<rss") || begins("<svg") {
        return found(
            Code::WrongEnding,
            say!("the file is XML and no report", "الملف XML لا تقرير"),
            say!("copy the report's text into a `.txt` file", "انسخ نص التقرير إلى ملف `.txt`"),
        );
    }
    let json = start.strip_prefix('[').map_or(start, str::trim_start).strip_prefix('{').map(str::trim_start);
    if json
        .and_then(|rest| rest.strip_prefix('"'))
        .and_then(|rest| rest.split_once('"'))
        .is_some_and(|(_, rest)| rest.trim_start().starts_with(':'))
    {
        return found(
            Code::WrongEnding,
            say!("the file is JSON and no report", "الملف JSON لا تقرير"),
            say!("copy the report's text into a `.txt` file", "انسخ نص التقرير إلى ملف `.txt`"),
        );
    }
    None
}
