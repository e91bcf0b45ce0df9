//! Values → JSON that may be sent to a terminal, served as any type, or stand in a page: it holds no character that any of them obeys. It has no line breaks and no schema.
//!
//! Source for what ends a script in a page, or a line of one: HTML Standard, "Restrictions for contents of script elements";
//! ECMA-262, section 12.3, line terminators.

use std::io::{self, Write};

use serde::Serialize;
use serde_json::Serializer;
use serde_json::ser::Formatter;

use super::bytes;
use super::isolate::is_obeyed;

/// The value on one line. `<`, `>`, `&`, line separators and what a terminal obeys are written as `\u` and four digits,
/// which every reader of JSON takes for the same text; such characters stand in strings only.
pub fn line<T: Serialize>(value: &T) -> String {
    String::from_utf8(file(value)).unwrap_or_default()
}

/// The value as the bytes of a file.
pub fn file<T: Serialize>(value: &T) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(ROOM);
    append(&mut bytes, value);
    bytes
}

/// Most files have no more bytes; to grow to them step by step would copy them twice.
const ROOM: usize = 1 << 14;

/// The value, behind others.
pub fn append<T: Serialize>(bytes: &mut Vec<u8>, value: &T) {
    // Keys of all that is written are strings, and a list of bytes takes all: there is nothing to fail.
    let _ = value.serialize(&mut Serializer::with_formatter(bytes, Safe));
}

/// Compact JSON with what is special in its strings written by number.
struct Safe;

impl Formatter for Safe {
    fn write_string_fragment<W: ?Sized + Write>(&mut self, writer: &mut W, fragment: &str) -> io::Result<()> {
        let mut rest = fragment;
        while let Some(at) = first_special(rest) {
            let (plain, special) = rest.split_at_checked(at).unwrap_or((rest, ""));
            writer.write_all(plain.as_bytes())?;
            let mut behind = special.chars();
            for unit in behind.next().iter().flat_map(|c| c.encode_utf16(&mut [0; 2]).to_vec()) {
                write!(writer, "\\u{unit:04x}")?;
            }
            rest = behind.as_str();
        }
        writer.write_all(rest.as_bytes())
    }
}

fn is_special(c: char) -> bool {
    matches!(c, '<' | '>' | '&') || is_obeyed(c)
}

/// The byte at which the first special character stands. Few characters begin with the bytes that these begin with, and
/// no letter of Arabic or Latin does.
fn first_special(text: &str) -> Option<usize> {
    bytes::characters(text, begins_special).find(|(_, c)| is_special(*c)).map(|(at, _)| at)
}

fn begins_special(byte: u8) -> bool {
    (byte == b'<') | (byte == b'>') | (byte == b'&') | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xCD) | (byte >= 0xE0)
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

    #[test]
    fn no_special_character_begins_otherwise() {
        for c in (' '..=char::MAX).filter(|c| is_special(*c)) {
            assert!(begins_special(c.to_string().as_bytes()[0]), "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn every_text_is_read_as_it_was(text in "(\\PC|[<>&\"\\\\\u{2028}\u{2029}\u{1b}\u{9b}\u{202e}\n]){0,40}") {
            let written = line(&text);
            prop_assert!(!written.contains(is_special), "{}", written);
            prop_assert_eq!(serde_json::from_str::<String>(&written).unwrap(), text);
        }
    }
}
