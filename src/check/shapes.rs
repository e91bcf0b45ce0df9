//! Presentation forms of Arabic letters → the letters. It does not turn text round that stands in the order in which it is drawn; it sees that it does.
//!
//! Source: the Unicode Standard, chapter 9.2, and the code charts of Arabic Presentation Forms A and B.

use unicode_normalization::UnicodeNormalization;

/// Whether a character is the shape of letters. Ligatures that are signs of their own (ﷲ, ﷺ, ﷼, ﷽, ornate brackets) are none.
pub(super) fn is_shape(c: char) -> bool {
    matches!(c, '\u{FB50}'..='\u{FBFF}' | '\u{FC00}'..='\u{FD3D}' | '\u{FD50}'..='\u{FDCE}' | '\u{FE70}'..='\u{FEFC}')
        && letters_of(c).is_some()
}

/// The letters of a shape; none where it is of marks that stand alone.
pub(super) fn letters(c: char) -> Option<String> {
    letters_of(c).filter(|letters| letters.chars().all(char::is_alphabetic))
}

fn letters_of(c: char) -> Option<String> {
    let letters: String = std::iter::once(c).nfkc().collect();
    (!letters.starts_with(c)).then_some(letters)
}

/// How a shape joins its neighbours.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Joins {
    before: bool,
    behind: bool,
}

/// The shapes of one letter follow one another: alone, at the end, at the start, in the middle. Those of ligatures of
/// other letters (U+FBEA to U+FDCE) do not, and say nothing.
fn joins(c: char) -> Option<Joins> {
    if !is_shape(c) || matches!(c, '\u{FBEA}'..='\u{FBFB}' | '\u{FC00}'..='\u{FDCE}' | '\u{FE70}'..='\u{FE7F}') {
        return None;
    }
    let own = letters_of(c)?;
    let same = |back: u32| {
        let before = char::from_u32(u32::from(c).checked_sub(back)?)?;
        letters_of(before).filter(|letters| *letters == own)
    };
    let back = (1..=3).take_while(|back| same(*back).is_some()).count();
    Some(Joins { before: matches!(back, 1 | 3), behind: matches!(back, 2 | 3) })
}

/// Whether the shapes of a word cannot follow one another as they do, unless they stand backwards.
pub(super) fn is_visual_order(word: &str) -> bool {
    let shapes: Vec<Option<Joins>> = word.chars().map(joins).collect();
    let ends =
        |edge: Option<&Option<Joins>>, joins: fn(&Joins) -> bool| edge.and_then(Option::as_ref).is_some_and(joins);
    let apart = |pair: &[Option<Joins>]| match pair {
        [Some(one), Some(next)] => one.behind != next.before,
        _ => false,
    };
    shapes.windows(2).any(apart)
        || ends(shapes.first(), |first| first.before)
        || ends(shapes.last(), |last| last.behind)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_shape_is_known_by_its_place_among_its_letters() {
        let joined = |c| joins(c).map(|joins| (joins.before, joins.behind));
        assert_eq!(
            ['ﺏ', 'ﺐ', 'ﺑ', 'ﺒ'].map(joined).map(Option::unwrap),
            [(false, false), (true, false), (false, true), (true, true)]
        );
        assert_eq!(
            [joined('ﺍ'), joined('ﺎ'), joined('ﻼ')],
            [Some((false, false)), Some((true, false)), Some((true, false))]
        );
        assert_eq!((joined('ب'), joined('ﷺ')), (None, None));
    }

    #[test]
    fn words_that_stand_backwards_are_seen() {
        assert!(!is_visual_order("ﺑﻴﺎﻥ") && is_visual_order("ﻥﺎﻴﺑ"));
        assert!(!is_visual_order("ﺩﺍﺭ") && !is_visual_order("بيان"));
    }

    #[test]
    fn no_shape_becomes_more_than_a_few_letters() {
        let shapes = ('\u{FB50}'..='\u{FEFF}').filter(|c| is_shape(*c));
        let longest = shapes.filter_map(letters).map(|letters| letters.chars().count()).max();
        assert_eq!(longest, Some(3));
        assert_eq!((letters('\u{FE76}'), letters('ﻻ').as_deref()), (None, Some("لا")));
    }
}
