//! What the TOML parser says of `site.toml` → the project's form of it, with a hint. It decides nothing about values.

use crate::diagnostic::{Diagnostic, Place, suggestion};

/// Puts the parser's words into the project's form, with the nearest known key for an unknown one.
pub(super) fn explain(error: &toml::de::Error, text: &str, path: &str) -> Diagnostic {
    let place = Place::byte(path, text, error.span().map_or(0, |span| span.start));
    let message = error.message();
    let mut names = message.split('`').skip(1).step_by(2);
    if message.starts_with("unknown field") {
        let typed = names.next().unwrap_or("");
        let known: Vec<&str> = names.collect();
        return Diagnostic::error("unknown-key", place, format!("unknown key `{typed}`"))
            .hint(suggestion(typed, &known));
    }
    if message.starts_with("missing field") {
        let key = names.next().unwrap_or("");
        return Diagnostic::error("missing-key", place, format!("the key `{key}` is missing"))
            .hint(format!("add `{key}` here"));
    }
    if message.starts_with("unknown variant") {
        let typed = names.next().unwrap_or("");
        let known: Vec<&str> = names.collect();
        return Diagnostic::error("bad-value", place, format!("`{typed}` is not one of the values"))
            .hint(suggestion(typed, &known));
    }
    if message == "a label is empty" {
        return Diagnostic::error("empty-label", place, message).hint("write it in both languages, `ar` and `en`");
    }
    if message == "invalid type: map, expected a string" {
        return Diagnostic::error("bad-value", place, "text in quotes is expected here")
            .hint("dates stand in quotes too, as \"2021-06-28\"");
    }
    let flat: Vec<&str> = message.lines().collect();
    Diagnostic::error("bad-toml", place, flat.join("; "))
        .hint("site.toml is TOML: text in quotes, one `key = value` a line")
}
