//! Bytes → which of them, or of the characters that they begin, are of a kind. A processor looks at many bytes at once where nothing
//! branches: what is told of a byte is told with `|` and `&`, never with `||`, `&&` or `match`.

/// Bytes that are looked at together.
const BLOCK: usize = 32;

/// Bytes of which each says for itself whether it is one.
const MARKED: usize = 16;

/// Bytes whose counts fit into one byte each.
const COUNTED: usize = 128;

/// The place of the first byte that `is` one.
pub fn first(bytes: &[u8], is: impl Fn(u8) -> bool) -> Option<usize> {
    let (blocks, _) = bytes.as_chunks::<BLOCK>();
    // Numbers, since truth values are taken one by one.
    let has_none = |block: &&[u8; BLOCK]| block.iter().fold(0, |any, byte| any | u8::from(is(*byte))) == 0;
    let passed = blocks.iter().take_while(has_none).count() * BLOCK;
    let (marked, rest) = bytes.get(passed..)?.as_chunks::<MARKED>();
    for (block, at) in marked.iter().zip((passed..).step_by(MARKED)) {
        let marks = u128::from_le_bytes(block.map(|byte| u8::from(is(byte))));
        if marks != 0 {
            return Some(at + marks.trailing_zeros() as usize / 8);
        }
    }
    let at = bytes.len() - rest.len();
    rest.iter().position(|byte| is(*byte)).map(|place| at + place)
}

/// The characters of which the first byte is one that `begins` them, each with its place.
pub fn characters(text: &str, begins: impl Fn(u8) -> bool) -> impl Iterator<Item = (usize, char)> {
    let mut from = 0;
    std::iter::from_fn(move || {
        let at = from + first(text.as_bytes().get(from..)?, &begins)?;
        let c = text.get(at..)?.chars().next()?;
        from = at + c.len_utf8();
        Some((at, c))
    })
}

/// How often each of several things is true of a byte and the one behind it. The last byte is not counted.
pub fn counts<const N: usize>(bytes: &[u8], tell: impl Fn(u8, u8) -> [bool; N]) -> [usize; N] {
    let mut counts = [0; N];
    let behind = bytes.get(1..).unwrap_or(&[]);
    for (bytes, behind) in bytes.chunks(COUNTED).zip(behind.chunks(COUNTED)) {
        let mut few = [0u8; N];
        for (byte, next) in bytes.iter().zip(behind) {
            few.iter_mut().zip(tell(*byte, *next)).for_each(|(count, is)| *count += u8::from(is));
        }
        counts.iter_mut().zip(few).for_each(|(count, few)| *count += usize::from(few));
    }
    counts
}

/// Whether two bytes are a letter of Arabic: U+0621–063A and U+0641–064A.
pub fn is_arabic(byte: u8, next: u8) -> bool {
    ((byte == 0xD8) & (next.wrapping_sub(0xA1) < 0x1A)) | ((byte == 0xD9) & (next.wrapping_sub(0x81) < 0x0A))
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    proptest! {
        #[test]
        fn all_are_found_and_counted(text in "([a-z>أ-ي]{0,40}[<é\\PC]?){0,12}") {
            let is = |byte: u8| (byte == b'<') | (byte >= 0xC3);
            let places = text.char_indices().filter(|(_, c)| is(text_byte(*c)));
            prop_assert_eq!(first(text.as_bytes(), is), places.clone().next().map(|(at, _)| at));
            prop_assert_eq!(characters(&text, is).collect::<Vec<_>>(), places.collect::<Vec<_>>());
            let twice = |byte: u8, next: u8| [byte == b'<', is_arabic(byte, next)];
            let text = format!("{text}.");
            let letters = |c: &char| matches!(c, '\u{0621}'..='\u{063A}' | '\u{0641}'..='\u{064A}');
            let expected = [text.matches('<').count(), text.chars().filter(letters).count()];
            prop_assert_eq!(counts(text.as_bytes(), twice), expected);
        }
    }

    fn text_byte(c: char) -> u8 {
        c.encode_utf8(&mut [0; 4]).as_bytes()[0]
    }

    #[test]
    fn counts_go_beyond_a_byte() {
        let text = "ب".repeat(1000);
        assert_eq!(
            counts(text.as_bytes(), |byte, next| [is_arabic(byte, next), byte == 0xD8, true]),
            [1000, 1000, 1999]
        );
        assert_eq!((counts(b"", |_, _| [true]), counts(b"a", |_, _| [true])), ([0], [0]));
    }
}
