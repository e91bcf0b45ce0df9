//! Letters → the language they are written in, as far as this site tells languages apart. It counts; it does not read.

use super::bytes;
use crate::lang::Lang;

/// Arabic where at least half of the letters are Arabic, English where fewer are; none where there are no letters.
pub fn dominant(text: &str) -> Option<Lang> {
    // Most texts have so many more letters of the one than of the other that a look at their bytes tells: letters of Arabic,
    // letters of ASCII, one of which may be the byte that is not counted, and characters beyond ASCII.
    let [common, latin, wide] = bytes::counts(text.as_bytes(), |byte, next| {
        [bytes::is_arabic(byte, next), (byte | 0x20).wrapping_sub(b'a') < 26, byte >= 0xC0]
    });
    if common > latin + (wide - common) + 1 {
        Some(Lang::Ar)
    } else if latin > wide {
        Some(Lang::En)
    } else {
        counted(text)
    }
}

/// The same, letter by letter.
fn counted(text: &str) -> Option<Lang> {
    let (mut arabic, mut other) = (0usize, 0usize);
    for c in text.chars() {
        match c {
            _ if is_common(c) || !is_letter(c) => arabic += usize::from(is_common(c)),
            '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' => arabic += 1,
            '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' => arabic += 1,
            _ => other += 1,
        }
    }
    match (arabic, other) {
        (0, 0) => None,
        _ if arabic >= other => Some(Lang::Ar),
        _ => Some(Lang::En),
    }
}

/// Whether a character is a letter. The ranges that nearly all characters of these texts are in need no look into
/// Unicode's tables.
pub fn is_letter(c: char) -> bool {
    match c {
        _ if is_common(c) => true,
        _ if c.is_ascii() => c.is_ascii_alphabetic(),
        '\u{064B}'..='\u{0652}' | '\u{2000}'..='\u{206F}' => false,
        _ => c.is_alphabetic(),
    }
}

/// The letters of Arabic.
fn is_common(c: char) -> bool {
    matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}')
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn a_glance_says_what_counting_says(text in "([أ-ي]{0,9}|[a-zé、]{0,9}|[ \\PC]){0,40}") {
            prop_assert_eq!(dominant(&text), counted(&text));
        }
    }

    #[test]
    fn a_text_that_is_mixed_or_short_is_counted() {
        for text in
            ["", "ب", "a", "é", "ba", "بa", "aب", "بab", "٣", "٣ ب", "ڤ", "ڤab", "、、b", "ﻻ", &"بa".repeat(200)]
        {
            assert_eq!(dominant(text), counted(text), "{text}");
        }
    }

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(dominant("بيان ISIS الختامي"), Some(Lang::Ar));
        assert_eq!(dominant("Final statement: روما"), Some(Lang::En));
        assert_eq!(dominant("2019"), None);
    }
}
