//! What the TOML parser says of `site.toml` → the project's form of it, with a hint. It decides nothing about values.

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::say;

/// Puts the parser's words into the project's form, with the nearest known key for an unknown one.
pub(super) fn explain(error: &toml::de::Error, text: &str, path: &str) -> Diagnostic {
    let place = Place::byte(path, text, error.span().map_or(0, |span| span.start));
    let message = error.message();
    let mut names = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let typed = names.next().unwrap_or("");
        let known: Vec<&str> = names.collect();
        let said = say!("unknown key `{typed}`", "المفتاح `{typed}` غير معروف");
        return Diagnostic::error(Code::UnknownKey, place, said).hint(suggestion(typed, &known));
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
    if message == "a label is empty" {
        return Diagnostic::error(Code::EmptyLabel, place, say!("a label is empty", "اسم فارغ"))
            .hint(say!("write it in both languages, `ar` and `en`", "اكتبه باللغتين، `ar` و`en`"));
    }
    if message == "invalid type: map, expected a string" {
        return Diagnostic::error(
            Code::BadValue,
            place,
            say!("text in quotes is expected here", "المنتظر هنا نص بين علامتي تنصيص"),
        )
        .hint(say!(
            "dates stand in quotes too, as \"2021-06-28\"",
            "تُكتب التواريخ أيضًا بين علامتي تنصيص، مثل `\"2021-06-28\"`"
        ));
    }
    Diagnostic::error(Code::BadToml, place, said(message)).hint(say!(
        "site.toml is TOML: text in quotes, one `key = value` a line",
        "الملف `site.toml` مكتوب بصيغة TOML: كل نص بين علامتي تنصيص، وفي كل سطر `key = value` واحد"
    ))
}

/// Beginnings of what the parser says, and what they mean.
const MEANINGS: [(&str, &str); 14] = [
    ("duplicate key", "المفتاح أو الجدول مكتوب مرتين"),
    ("invalid basic string", "علامة التنصيص لم تُغلق، أو في النص محرف لا يُقبل"),
    ("invalid literal string", "علامة التنصيص المفردة لم تُغلق"),
    ("string values must be quoted", "تنقص علامتا التنصيص حول القيمة، أو ليستا العلامة المستقيمة `\"`"),
    ("unclosed table", "ينقص القوس `]` في آخر اسم الجدول"),
    ("unclosed array", "ينقص القوس `]` في آخر القائمة"),
    ("key with no value", "ينقص `=` بعد المفتاح، أو تنقص القيمة"),
    ("missing value", "تنقص القيمة بعد `=`"),
    ("missing comma", "تنقص فاصلة لاتينية بين عناصر القائمة"),
    ("unexpected key or value", "في السطر زيادة بعد القيمة"),
    ("invalid unquoted key", "المفاتيح بحروف لاتينية وأرقام و`-` و`_`"),
    ("invalid type", ""),
    ("invalid length", "عدد عناصر القائمة ليس العدد المنتظر"),
    ("missing escaped value", "الشرطة المائلة `\\` داخل النص تُكتب مرتين"),
];

/// Kinds of values that the parser waits for.
const EXPECTED: [(&str, &str); 6] = [
    ("a string", "المنتظر هنا نص بين علامتي تنصيص"),
    ("a boolean", "المنتظر هنا `true` أو `false` بلا علامتي تنصيص"),
    ("a sequence", "المنتظر هنا قائمة بين قوسين `[ ]`"),
    ("a label in both languages", "المنتظر هنا اسم باللغتين، مثل `{ ar = \"…\", en = \"…\" }`"),
    ("f64", "المنتظر هنا عدد"),
    ("struct", "المنتظر هنا جدول فيه مفاتيح وقيم"),
];

/// The parser's words, and in Arabic what they mean; where that is not known, the words behind a sentence.
pub(crate) fn said(message: &str) -> Message {
    let flat: Vec<&str> = message.lines().collect();
    let en = flat.join("; ");
    let meaning = |known: &[(&str, &'static str)], text: &str| {
        known.iter().find(|(start, _)| text.starts_with(start)).map(|(_, ar)| *ar).filter(|ar| !ar.is_empty())
    };
    let expected = en.split_once("expected ").and_then(|(_, what)| meaning(&EXPECTED, what));
    let ar = meaning(&MEANINGS, &en).or_else(|| expected.filter(|_| en.starts_with("invalid type")));
    match ar {
        Some(ar) => Message::new(en, ar),
        None => say!("{en}", "الملف ليس TOML صحيحًا: «{en}»"),
    }
}
