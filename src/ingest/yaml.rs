//! What the YAML reader finds wrong → findings that an editor can act on, at their place in the file. It reads no YAML.

use serde_yaml::{Error, Location};

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::say;

/// A place in the YAML as a place in the file, where the YAML begins on the line `first`, 1-based.
pub(super) fn place(path: &str, first: u32, location: Location) -> Place {
    Place {
        path: path.to_owned(),
        line: u32::try_from(location.line()).unwrap_or(u32::MAX).saturating_add(first - 1),
        column: u32::try_from(location.column()).unwrap_or(u32::MAX).max(1),
    }
}

/// Puts an error into the project's words.
pub(super) fn explain(error: &Error, first: u32, path: &str) -> Diagnostic {
    let place = error.location().map_or_else(|| Place::line(path, first), |location| place(path, first, location));
    let value = |message: Message| Diagnostic::error(Code::BadValue, place.clone(), message);
    match error.without_snippet() {
        Error::SerdeUnknownField { field, expected, .. } => {
            Diagnostic::error(Code::UnknownKey, place, say!("unknown key `{field}`", "الحقل `{field}` غير معروف"))
                .hint(suggestion(field, expected))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            value(say!("`{variant}` is not one of the values", "`{variant}` ليست من القيم المقبولة"))
                .hint(suggestion(variant, expected))
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => Diagnostic::error(
            Code::DuplicateKey,
            place,
            say!("the key `{key}` stands twice", "الحقل `{key}` مكتوب مرتين"),
        )
        .hint(say!("keep one of them", "أبقِ واحدًا منهما")),
        Error::Unexpected { expected: "sequence start", .. } => value(say!(
            "a list is expected here",
            "المنتظر هنا قائمة"
        ))
        .hint(say!("write it in square brackets, as `[iraq, syria]`", "اكتبها بين قوسين معقوفين، مثل `[iraq, syria]`")),
        Error::Unexpected { expected: "mapping start", .. } => {
            value(say!("fields are expected here", "المنتظر هنا حقول")).hint(say!(
                "write `key: value`, one a line, as `outlet: …` below `source:`",
                "اكتب `key: value` في كل سطر، مثل `outlet: …` تحت `source:`"
            ))
        }
        Error::Unexpected { expected: "string scalar", .. } => {
            value(say!("one text is expected here, and no list", "المنتظر هنا نص واحد لا قائمة")).hint(say!(
                "put it in double quotes where it begins with a bracket",
                "ضعه بين علامتي تنصيص مزدوجتين إن كان أوله قوسًا"
            ))
        }
        Error::InvalidBooleanStrict { .. } | Error::InvalidScalar { ty: "boolean", .. } => {
            value(say!("`true` or `false` is expected here", "المنتظر هنا `true` أو `false`"))
                .hint(say!("write `true`, or take the line out", "اكتب `true` أو احذف السطر"))
        }
        other => {
            let whole = other.to_string();
            // The library ends its message with a position in the YAML alone, which is not the file's.
            let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
            Diagnostic::error(Code::BadYaml, place, said(message)).hint(say!(
                "front matter is YAML, one `key: value` a line; put a value that has a colon in double quotes",
                "الترويسة مكتوبة بصيغة YAML، في كل سطر `key: value` واحد؛ ضع القيمة التي فيها نقطتان بين علامتي تنصيص مزدوجتين"
            ))
        }
    }
}

/// What the reader says, and what it means.
const MEANINGS: [(&str, &str); 14] = [
    ("mapping values are not allowed", "في القيمة نقطتان وليست بين علامتي تنصيص، أو أُزيح السطر عن موضعه"),
    ("illegal placement of ':'", "نقطتان في غير موضعهما؛ لعل قوسًا أو علامة تنصيص لم تُغلق قبلهما"),
    ("invalid indentation in multiline quoted", "علامة تنصيص لم تُغلق"),
    ("while scanning a quoted scalar", "علامة تنصيص لم تُغلق"),
    ("invalid trailing content", "في السطر زيادة بعد علامة التنصيص"),
    ("simple key expected", "سطر بلا نقطتين بين الحقل وقيمته"),
    ("while scanning a plain scalar, found a tab", "في أول السطر علامة جدولة؛ استعمل المسافات"),
    ("unexpected character", "تبدأ القيمة بمحرف له معنى خاص؛ ضعها بين علامتي تنصيص مزدوجتين"),
    ("while parsing a quoted scalar, found unknown escape", "الشرطة المائلة `\\` داخل علامتي تنصيص مزدوجتين تُكتب مرتين"),
    ("unsupported tag", "علامة `!` في أول القيمة لا تُقبل؛ ضع القيمة بين علامتي تنصيص مزدوجتين"),
    ("budget breached: Anchors", "علامة `&` في أول القيمة لا تُقبل؛ ضع القيمة بين علامتي تنصيص مزدوجتين"),
    ("alias references", "علامة `*` في أول القيمة لا تُقبل؛ ضع القيمة بين علامتي تنصيص مزدوجتين"),
    ("budget breached", "الترويسة أكبر أو أعمق من أن تكون ترويسة تقرير"),
    ("externally tagged enum", "المنتظر هنا كلمة واحدة لا قائمة"),
];

/// The reader's words, and in Arabic what they mean; where that is not known, the words behind a sentence.
fn said(message: &str) -> Message {
    let flat: Vec<&str> = message.lines().collect();
    let en = flat.join("; ");
    match MEANINGS.iter().find(|(start, _)| en.starts_with(start)) {
        Some((_, ar)) => Message::new(en, *ar),
        None => say!("{en}", "الترويسة ليست YAML صحيحًا: «{en}»"),
    }
}
