//! Characters that nobody sees → which of them no text keeps, and where the first faulty one of a line stands. It takes none out: `clean` does.
//!
//! Source: Default_Ignorable_Code_Point of the Unicode Character Database, and Unicode Technical Report 36, section 2.

use icu_properties::CodePointSetData;
use icu_properties::props::DefaultIgnorableCodePoint;

use super::isolate::{self, Fault, is_bidi_control};

/// What is wrong with a hidden character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It turns the direction of other text.
    Bidi(Fault),
    /// It is a control character, or one for machines alone: a tag, a deprecated format character, a noncharacter.
    Control,
    /// It has no width: U+00AD SOFT HYPHEN, U+200B ZERO WIDTH SPACE and their like, which pages bring along.
    ZeroWidth,
}

/// Whether a character is one that no reader sees and that belongs to no word: no text that is shown keeps it. The joiners
/// U+200C and U+200D, the marks U+200E, U+200F and U+061C, and variation selectors have their work in writing.
pub fn is_hidden(c: char) -> bool {
    match c {
        // Nearly all text is here, where nothing is ignorable but U+061C.
        '\u{20}'..='\u{7E}' | '\u{A0}'..='\u{AC}' | '\u{AE}'..='\u{34E}' | '\u{0600}'..='\u{06FF}' => false,
        '\u{200C}'..='\u{200F}' | '\u{180B}'..='\u{180F}' | '\u{FE00}'..='\u{FE0F}' => false,
        '\u{FFF9}'..='\u{FFFB}' | '\u{FDD0}'..='\u{FDEF}' => true,
        _ => c.is_control() || u32::from(c) & 0xFFFE == 0xFFFE || is_ignorable(c),
    }
}

/// Whether a character is shown as nothing where a font does not know it: Default_Ignorable_Code_Point, joiners, marks and
/// variation selectors among them.
pub fn is_ignorable(c: char) -> bool {
    c > '\u{AC}' && CodePointSetData::new::<DefaultIgnorableCodePoint>().contains(c)
}

/// Whether there is anything in a text for a reader to see.
pub fn is_seen(text: &str) -> bool {
    text.chars().any(|c| !c.is_whitespace() && !is_ignorable(c) && !is_hidden(c))
}

/// The first hidden character of a line that is wrong where it stands, with its byte, 0-based. Bidi controls that are closed
/// on their line are none, nor is white space; characters without width are one where `strict`.
pub fn first(line: &str, strict: bool) -> Option<(usize, char, Kind)> {
    let mut bidi = None;
    let mut looked = false;
    line.char_indices().find_map(|(at, c)| {
        if !is_hidden(c) || c.is_whitespace() {
            return None;
        }
        if is_bidi_control(c) {
            if !looked {
                bidi = isolate::faults(line).first().copied();
                looked = true;
            }
            return bidi.filter(|(fault, ..)| *fault == at).map(|(_, _, fault)| (at, c, Kind::Bidi(fault)));
        }
        match c {
            '\u{00AD}' | '\u{200B}' | '\u{2060}' | '\u{FEFF}' => strict.then_some((at, c, Kind::ZeroWidth)),
            _ => Some((at, c, Kind::Control)),
        }
    })
}

/// The same in a value as its file writes it: at the character itself, or at the escape that stands for it. `value` is what
/// the file's language reads there; of what it reads and does not write so, the first byte is told.
pub fn first_written(written: &str, value: &str, strict: bool) -> Option<(usize, char, Kind)> {
    let mut start = 0;
    for line in written.split_inclusive('\n') {
        if let Some((at, c, kind)) = first(line, strict) {
            return Some((start + at, c, kind));
        }
        start += line.len();
    }
    let (_, c, kind) = value.split('\n').find_map(|line| first(line, strict))?;
    let code = u32::from(c);
    let lower = written.to_ascii_lowercase();
    let short = match c {
        '\0' => "\\0",
        '\u{7}' => "\\a",
        '\u{8}' => "\\b",
        '\u{1B}' => "\\e",
        _ => "\\u",
    };
    let escapes = [format!("\\u{code:04x}"), format!("\\u{code:08x}"), format!("\\x{code:02x}"), short.to_owned()];
    let at = escapes.iter().find_map(|escape| lower.find(escape)).unwrap_or(0);
    Some((at, c, kind))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_has_its_work_in_writing_stays() {
        for c in ['\u{200C}', '\u{200D}', '\u{200E}', '\u{200F}', '\u{061C}', '\u{FE0F}', 'ا', 'a', '\u{0640}', 'é'] {
            assert!(!is_hidden(c), "{c:?}");
        }
        let gone = "\u{0}\u{7}\u{AD}\u{34F}\u{3164}\u{200B}\u{202E}\u{2060}\u{2064}\u{2069}\u{206A}\u{206F}\u{FEFF}\u{FFFA}\u{FFFE}\u{1D173}\u{E0001}\u{E0041}\u{E0100}\u{10FFFF}";
        assert!(gone.chars().all(is_hidden));
        assert!(!is_seen("\u{200F} \u{200D}\u{3164}") && is_seen("\u{200F}أ"));
    }

    #[test]
    fn the_first_fault_is_told_and_what_is_closed_is_none() {
        assert_eq!(first("أ \u{2067}x\u{2069} ب", false), None);
        assert_eq!(first("a\u{202e}b", false), Some((1, '\u{202e}', Kind::Bidi(Fault::Unpaired))));
        assert_eq!(first("a\u{202e}b\u{202c}", false), Some((1, '\u{202e}', Kind::Bidi(Fault::Override))));
        assert_eq!(first("a\u{200b}b\u{e0041}", false), Some((5, '\u{e0041}', Kind::Control)));
        assert_eq!(first("a\u{200b}b", true), Some((1, '\u{200b}', Kind::ZeroWidth)));
        assert_eq!(first("a\tb\u{c}c", true), None, "white space");
    }

    #[test]
    fn an_escape_is_found_where_it_is_written() {
        let found = first_written("\"ab\\u202Ecd\"", "ab\u{202e}cd", false);
        assert_eq!(found, Some((3, '\u{202e}', Kind::Bidi(Fault::Unpaired))));
        assert_eq!(first_written("\"\\x07\"", "\u{7}", false).map(|found| found.0), Some(1));
        assert_eq!(first_written("\"a\\U000E0041\"", "a\u{e0041}", false).map(|found| found.0), Some(2));
    }
}
