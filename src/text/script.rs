//! Letters → the language they are written in, as far as this site tells languages apart. It counts; it does not read.

use crate::lang::Lang;

/// Arabic where at least half of the letters are Arabic, English where fewer are; none where there are no letters.
pub fn dominant(text: &str) -> Option<Lang> {
    let (mut arabic, mut other) = (0usize, 0usize);
    for c in text.chars() {
        match c {
            // The ranges that nearly all characters of these texts are in need no look into Unicode's tables.
            '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => arabic += 1,
            _ if c.is_ascii() => other += usize::from(c.is_ascii_alphabetic()),
            '\u{064B}'..='\u{0652}' | '\u{2000}'..='\u{206F}' => {}
            _ if !c.is_alphabetic() => {}
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
