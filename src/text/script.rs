//! Letters → the language they are written in, as far as this site tells languages apart. It counts; it does not read.

use crate::lang::Lang;

/// Arabic where at least half of the letters are Arabic, English where fewer are; none where there are no letters.
pub fn dominant(text: &str) -> Option<Lang> {
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let arabic = text.chars().filter(|c| c.is_alphabetic() && is_arabic(*c)).count();
    match letters {
        0 => None,
        _ if arabic * 2 >= letters => Some(Lang::Ar),
        _ => Some(Lang::En),
    }
}

/// Whether a character is in one of the Arabic blocks.
pub fn is_arabic(c: char) -> bool {
    matches!(c, '\u{0600}'..='\u{06FF}' | '\u{0750}'..='\u{077F}' | '\u{08A0}'..='\u{08FF}' | '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
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
