//! Values → JSON that may be sent to a terminal, served as any type, or stand in a page: it holds no character that any of them obeys. It has no line breaks and no schema.
//!
//! Source for what ends a script in a page, or a line of one: HTML Standard, "Restrictions for contents of script elements";
//! ECMA-262, section 12.3, line terminators.

use std::fmt::Write;

use serde::Serialize;

use super::isolate::is_obeyed;

/// The value on one line. `<`, `>`, `&`, line separators and what a terminal obeys are written as `\u` and four digits,
/// which every reader of JSON takes for the same text; such characters stand in strings only.
pub fn line<T: Serialize>(value: &T) -> String {
    // Keys of all that is written are strings, so that there is nothing to fail.
    let plain = serde_json::to_string(value).unwrap_or_default();
    let special = |c: char| matches!(c, '<' | '>' | '&') || is_obeyed(c);
    if !plain.contains(special) {
        return plain;
    }
    let mut out = String::with_capacity(plain.len() + plain.len() / 16);
    for c in plain.chars() {
        if special(c) {
            for unit in c.encode_utf16(&mut [0; 2]) {
                // Writing to a string does not fail.
                let _ = write!(out, "\\u{unit:04x}");
            }
        } else {
            out.push(c);
        }
    }
    out
}

/// The value as the bytes of a file.
pub fn file<T: Serialize>(value: &T) -> Vec<u8> {
    line(value).into_bytes()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_ends_a_script_is_written_by_number() {
        let text = "</script><!-- & \u{2028}\u{2029}\u{85}\u{202e}\u{e0041}\u{1b}";
        assert_eq!(line(&text), r#""\u003c/script\u003e\u003c!-- \u0026 \u2028\u2029\u0085\u202e\udb40\udc41\u001b""#);
        assert_eq!(line(&serde_json::json!({ "<": ["روما", 1] })), r#"{"\u003c":["روما",1]}"#);
    }

    proptest! {
        #[test]
        fn every_text_is_read_as_it_was(text in "(\\PC|[<>&\"\\\\\u{2028}\u{2029}\u{1b}\u{9b}\u{202e}\n]){0,40}") {
            let written = line(&text);
            let special = |c: char| matches!(c, '<' | '>' | '&') || is_obeyed(c);
            prop_assert!(!written.contains(special), "{}", written);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
