//! Letters → the language they are written in, as far as this site tells languages apart. It counts; it does not read.

use crate::lang::Lang;

/// Arabic where at least half of the letters are Arabic, English where fewer are; none where there are no letters.
pub fn dominant(text: &str) -> Option<Lang> {
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
    use super::*;

    #[test]
    fn letters_tell_the_language() {
        assert_eq!(dominant("بيان ISIS الختامي"), Some(Lang::Ar));
        assert_eq!(dominant("Final statement: روما"), Some(Lang::En));
        assert_eq!(dominant("2019"), None);
    }
}
