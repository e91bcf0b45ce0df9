//! What the YAML reader finds wrong → findings that an editor can act on, at their place in the file. It reads no values.

use serde_yaml::{Error, Location};

use super::open::At;
use super::scalars;
use super::slips::{self, Slip};
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::say;

/// A place in the YAML as a place in the file, where the YAML begins on the line `first`, 1-based.
pub(super) fn place(path: &str, first: u32, location: Location) -> Place {
    in_file(path, first, at(location))
}

fn at(location: Location) -> At {
    let number = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).max(1);
    At { line: number(location.line()), column: number(location.column()) }
}

fn in_file(path: &str, first: u32, at: At) -> Place {
    Place {
        path: path.to_owned(),
        line: u32::try_from(at.line).unwrap_or(u32::MAX).saturating_add(first - 1),
        column: u32::try_from(at.column).unwrap_or(u32::MAX),
    }
}

/// The place of an anchor, an alias or a tag that is not taken: the reader names the value behind it.
fn mark_before(yaml: &str, first: u32, place: Place) -> Place {
    let line = yaml.lines().nth(place.line.saturating_sub(first) as usize).unwrap_or("");
    let before = line.chars().zip(1u32..).take_while(|(_, column)| *column <= place.column);
    let mut last = ' ';
    let marks = before.filter(|(c, _)| {
        let begins = matches!(last, ' ' | '[' | '{' | ',' | '\t') && matches!(c, '&' | '*' | '!');
        last = *c;
        begins
    });
    let column = marks.last().map_or(place.column, |(_, column)| column);
    Place { column, ..place }
}

/// A value with a tag, at a byte of the YAML, 0-based: what a tag makes of a text is not what stands there.
pub(super) fn tagged(yaml: &str, at: usize, first: u32, path: &str) -> Diagnostic {
    let within = Place::byte(path, yaml, at);
    let place = mark_before(yaml, first, Place { line: within.line.saturating_add(first - 1), ..within });
    let message = say!("a tag such as `!!binary` is not read", "العلامة `!` في أول القيمة، كما في `!!binary`، لا تُقبل");
    Diagnostic::error(Code::BadYaml, place, message).hint(say!(
        "front matter is YAML without tags: take it out, or put the value in double quotes",
        "الترويسة مكتوبة بصيغة YAML بلا هذه العلامات: احذفها، أو ضع القيمة بين علامتي تنصيص مزدوجتين"
    ))
}

/// Puts an error into the project's words.
pub(super) fn explain(error: &Error, yaml: &str, first: u32, path: &str) -> Diagnostic {
    let at = error.location().map_or(At { line: 1, column: 1 }, at);
    let place = in_file(path, first, at);
    let value = |message: Message| Diagnostic::error(Code::BadValue, place.clone(), message);
    match error.without_snippet() {
        Error::SerdeUnknownField { field, expected, .. } => {
            Diagnostic::error(Code::UnknownKey, place, say!("unknown key `{field}`", "الحقل `{field}` غير معروف"))
                .hint(suggestion(field, expected))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            // A value in braces is named by its first key.
            match scalars::collection_around(yaml, (at.line, at.column)) {
                Some((line, column)) => wrong_kind(in_file(path, first, At { line, column }), "summary_status"),
                None => value(say!("`{variant}` is not one of the values", "`{variant}` ليست من القيم المقبولة"))
                    .hint(suggestion(variant, expected)),
            }
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => Diagnostic::error(
            Code::DuplicateKey,
            place,
            say!("the key `{key}` stands twice", "الحقل `{key}` مكتوب مرتين"),
        )
        .hint(say!("keep one of them", "أبقِ واحدًا منهما")),
        Error::NullIntoString { .. } => {
            let key = scalars::key_at(yaml, (at.line, at.column));
            match key {
                Some(_) => value(say!("an item of the list is empty", "عنصر من القائمة فارغ"))
                    .hint(say!("write it, or take it out", "اكتبه أو احذفه")),
                None => value(say!("a field has no name", "حقل بلا اسم"))
                    .hint(say!("write it as `key: value`", "اكتبه هكذا: `key: value`")),
            }
        }
        Error::Unexpected { expected: "mapping start", .. } => match slips::nearly_a_field(yaml, at) {
            Some(slip) => slipped(slip, first, path),
            None => wrong_kind(place, "source"),
        },
        Error::Unexpected { .. }
        | Error::InvalidBooleanStrict { .. }
        | Error::InvalidScalar { .. }
        | Error::ExternallyTaggedEnumExpectedScalarOrMapping { .. } => {
            let key = scalars::key_at(yaml, (at.line, at.column));
            wrong_kind(place, key.as_deref().unwrap_or_default())
        }
        other => {
            let whole = other.to_string();
            // The library ends its message with a position in the YAML alone, which is not the file's.
            let words = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
            slipped(slips::find(yaml, words, at), first, path)
        }
    }
}

fn slipped(slip: Slip, first: u32, path: &str) -> Diagnostic {
    Diagnostic::error(Code::BadYaml, in_file(path, first, slip.at), slip.message).hint(slip.hint)
}

/// What a field holds, for one that holds something else.
fn wrong_kind(place: Place, key: &str) -> Diagnostic {
    let (message, hint) = match key {
        "tags" | "aliases" | "not_copy_of" => (
            say!("a list is expected here, of one text an item", "المنتظر هنا قائمة كل عنصر فيها نص واحد"),
            say!("write it in square brackets, as `[iraq, syria]`", "اكتبها بين قوسين معقوفين، مثل `[iraq, syria]`"),
        ),
        "draft" | "source.retold" => (
            say!("`true` or `false` is expected here", "المنتظر هنا `true` أو `false`"),
            say!("write `true`, or take the line out", "اكتب `true` أو احذف السطر"),
        ),
        "summary_status" => (
            say!("one word is expected here", "المنتظر هنا كلمة واحدة"),
            say!(
                "write `missing`, `draft`, `current` or `outdated`",
                "اكتب `missing` أو `draft` أو `current` أو `outdated`"
            ),
        ),
        "source" => (
            say!("fields are expected here", "المنتظر هنا حقول"),
            say!(
                "write `key: value`, one a line, as `outlet: …` below `source:`",
                "اكتب `key: value` في كل سطر، مثل `outlet: …` تحت `source:`"
            ),
        ),
        _ => (
            say!(
                "one text is expected here, and no list and no fields of its own",
                "المنتظر هنا نص واحد، لا قائمة ولا حقول تحته"
            ),
            say!(
                "put it in double quotes where it begins with a bracket",
                "ضعه بين علامتي تنصيص مزدوجتين إن كان أوله قوسًا"
            ),
        ),
    };
    Diagnostic::error(Code::BadValue, place, message).hint(hint)
}
