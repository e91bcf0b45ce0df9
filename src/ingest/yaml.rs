//! What the YAML reader finds wrong → findings that an editor can act on, at their place in the file. It reads no YAML.

use serde_yaml::{Error, Location};

use crate::diagnostic::{Diagnostic, Place, suggestion};

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
    let value = |message: &str| Diagnostic::error("bad-value", place.clone(), message);
    match error.without_snippet() {
        Error::SerdeUnknownField { field, expected, .. } => {
            Diagnostic::error("unknown-key", place, format!("unknown key `{field}`")).hint(suggestion(field, expected))
        }
        Error::SerdeUnknownVariant { variant, expected, .. } => {
            value(&format!("`{variant}` is not one of the values")).hint(suggestion(variant, expected))
        }
        Error::DuplicateMappingKey { key: Some(key), .. } => {
            Diagnostic::error("duplicate-key", place, format!("the key `{key}` stands twice")).hint("keep one of them")
        }
        Error::Unexpected { expected: "sequence start", .. } => {
            value("a list is expected here").hint("write it in square brackets, as `[iraq, syria]`")
        }
        Error::Unexpected { expected: "mapping start", .. } => {
            value("fields are expected here").hint("write `key: value`, one a line, as `outlet: …` below `source:`")
        }
        Error::Unexpected { expected: "string scalar", .. } => value("one text is expected here, and no list")
            .hint("put it in double quotes where it begins with a bracket"),
        Error::InvalidBooleanStrict { .. } | Error::InvalidScalar { ty: "boolean", .. } => {
            value("`true` or `false` is expected here").hint("write `true`, or take the line out")
        }
        other => {
            let whole = other.to_string();
            // The library ends its message with a position in the YAML alone, which is not the file's.
            let message = whole.rsplit_once(" at line ").map_or(whole.as_str(), |(message, _)| message);
            let flat: Vec<&str> = message.lines().collect();
            Diagnostic::error("bad-yaml", place, flat.join("; "))
                .hint("front matter is YAML, one `key: value` a line; put a value that has a colon in double quotes")
        }
    }
}
