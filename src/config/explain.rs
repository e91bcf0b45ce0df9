//! What the TOML parser says of `site.toml` → the project's form of it, with a hint. It decides nothing about values.

use super::slips;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::say;

/// Keys that stand above all tables.
const TOP: [&str; 6] = ["base_url", "edit_url", "edit_site_url", "months", "digits", "synonyms"];

/// Puts the parser's words into the project's form, with the nearest known key for an unknown one.
pub(super) fn explain(error: &toml::de::Error, text: &str, path: &str) -> Diagnostic {
    let start = error.span().map_or(0, |span| span.start);
    let place = Place::byte(path, text, start);
    let message = error.message();
    let mut names = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let typed = names.next().unwrap_or("");
        let known: Vec<&str> = names.collect();
        let said = say!("unknown key `{typed}`", "المفتاح `{typed}` غير معروف");
        let hint = if TOP.contains(&typed) && !known.contains(&typed) {
            say!("it belongs above the first line in square brackets", "موضعه فوق أول سطر بين قوسين معقوفين")
        } else {
            suggestion(typed, &known)
        };
        return Diagnostic::error(Code::UnknownKey, place, said).hint(hint);
    }
    if message.starts_with("missing field") {
        let key = names.next().unwrap_or("");
        let said = say!("the key `{key}` is missing", "المفتاح `{key}` ناقص");
        return Diagnostic::error(Code::MissingKey, place, said).hint(say!("add `{key}` here", "أضف `{key}` هنا"));
    }
    if message.starts_with("unknown variant") {
        let typed = names.next().unwrap_or("");
        let known: Vec<&str> = names.collect();
        let said = say!("`{typed}` is not one of the values", "`{typed}` ليست من القيم المقبولة");
        return Diagnostic::error(Code::BadValue, place, said).hint(suggestion(typed, &known));
    }
    if message == crate::lang::EMPTY {
        return Diagnostic::error(Code::EmptyLabel, place, say!("a label is empty", "اسم فارغ"))
            .hint(say!("write it in both languages, `ar` and `en`", "اكتبه باللغتين، `ar` و`en`"));
    }
    if message == crate::lang::EMPTY_WORD {
        return Diagnostic::error(
            Code::EmptyLabel,
            place,
            say!("an item of the list is empty", "عنصر من القائمة فارغ"),
        )
        .hint(say!("write it, or take it out", "اكتبه أو احذفه"));
    }
    if message.starts_with("invalid type") || message.starts_with("invalid length") || message.starts_with("wanted ") {
        let (said, hint) = kind(message, text.get(start..).unwrap_or(""));
        return Diagnostic::error(Code::BadValue, place, said).hint(hint);
    }
    let slip = slips::find(text, error);
    let code = if message.starts_with("duplicate key") { Code::DuplicateKey } else { Code::BadToml };
    Diagnostic::error(code, Place::byte(path, text, slip.at), slip.message).hint(slip.hint)
}

/// What is expected where a value is of the wrong kind; `rest` is the file from there on.
fn kind(words: &str, rest: &str) -> (Message, Message) {
    let expected = words.split_once("expected ").map_or("", |(_, expected)| expected);
    if (rest.starts_with("[meeting]") || rest.starts_with("[outlet]")) && expected == "a sequence" {
        return (
            say!("this table may stand many times", "هذا الجدول قد يتكرر"),
            say!("write its name in two brackets, as `[[meeting]]`", "اكتب اسمه بين قوسين مضاعفين، مثل `[[meeting]]`"),
        );
    }
    if rest.starts_with("[[") && is_header(rest) {
        return (
            say!("this table stands in single brackets", "هذا الجدول يُكتب بين قوسين مفردين"),
            say!(
                "write it as `[title]`, or with an id, as `[tag.iraq]`",
                "اكتبه مثل `[title]`، أو مع معرّفه مثل `[tag.iraq]`"
            ),
        );
    }
    match expected {
        "a boolean" => (
            say!("`true` or `false` is expected here, without quotes", "المنتظر هنا `true` أو `false` بلا علامتي تنصيص"),
            say!("write `true` or `false` in small letters", "اكتب `true` أو `false` بحروف صغيرة"),
        ),
        "a sequence" => (
            say!("a list is expected here", "المنتظر هنا قائمة"),
            say!(
                "write it in square brackets, as [\"روما\", \"إيطاليا\"]",
                "اكتبها بين قوسين معقوفين، مثل `[\"روما\", \"إيطاليا\"]`"
            ),
        ),
        "f64" => (
            say!("a number is expected here, without quotes", "المنتظر هنا عدد بلا علامتي تنصيص"),
            say!("write it as `41.9`, in Latin digits", "اكتبه هكذا: `41.9` بأرقام لاتينية"),
        ),
        label if label.starts_with("a label in both languages") => (
            say!("a label in both languages is expected here", "المنتظر هنا اسم باللغتين"),
            say!("write it as {{ ar = \"…\", en = \"…\" }}", "اكتبه هكذا: `{{ ar = \"…\", en = \"…\" }}`"),
        ),
        table if table.starts_with("struct") || table == "a map" || table == "a table" => (
            say!("a table is expected here, with keys and values", "المنتظر هنا جدول فيه مفاتيح وقيم"),
            say!(
                "write its name in square brackets on a line of its own, as `[tag.iraq]`, and its keys below",
                "اكتب اسمه بين قوسين معقوفين في سطر، مثل `[tag.iraq]`، ومفاتيحه تحته"
            ),
        ),
        _ => (
            say!("text in quotes is expected here", "المنتظر هنا نص بين علامتي تنصيص"),
            say!(
                "put it in double quotes; dates stand in quotes too, as \"2021-06-28\"",
                "ضعه بين علامتي تنصيص مزدوجتين؛ وكذلك تُكتب التواريخ، مثل `\"2021-06-28\"`"
            ),
        ),
    }
}

/// Whether a line is the head of a table and no list.
fn is_header(rest: &str) -> bool {
    let line = rest.lines().next().unwrap_or("").trim_matches(['[', ']', ' ']);
    !line.is_empty() && line.chars().all(|c| c.is_alphanumeric() || matches!(c, '.' | '_' | '-' | '"'))
}
