//! Raw text → what readers see. Repairs only what cannot be meant: it never changes a word.

use std::ops::Deref;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};
use unicode_normalization::char::canonical_combining_class;
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

use super::bytes;
use super::hidden::is_hidden;

/// Text that readers see: NFC, one space between words, no control characters. It may hold line breaks (`\n`). A copy
/// shares its letters: the text of a report stands in what was read and in what is left when it is cleaned. What is read
/// back from a cache was clean when it went there.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct CleanText(Arc<str>);

impl CleanText {
    /// Repairs a text:
    ///
    /// - NFC, so that a hamza typed after its letter is the letter with hamza;
    /// - what nobody sees goes (`hidden::is_hidden`): control characters, what has no width, tags, noncharacters, and bidi
    ///   embeddings, overrides and isolates, since pages isolate every value themselves; the marks U+200E, U+200F and
    ///   U+061C stay, and so do the joiners U+200C and U+200D, which Arabic script needs;
    /// - any run of white space is one space, or one line break where it holds one; none at either end.
    pub fn new(raw: &str) -> CleanText {
        CleanText::tracked(raw, &mut [])
    }

    /// Repairs a text, and moves byte offsets into `raw`, 0-based and in rising order, to where the same characters
    /// stand in the repaired text. What belongs to the letter before it stays with it: an offset before a hamza above is
    /// moved behind it.
    pub fn tracked(raw: &str, offsets: &mut [usize]) -> CleanText {
        if is_clean(raw) && offsets.iter().all(|at| raw.is_char_boundary(*at)) {
            // An offset before a space is moved behind it, as below.
            let is_space = |at: usize| raw.as_bytes().get(at) == Some(&b' ');
            offsets.iter_mut().for_each(|at| *at += usize::from(is_space(*at)));
            return CleanText(raw.into());
        }
        CleanText::repaired(raw, offsets)
    }

    /// The same for a text that may need it.
    fn repaired(raw: &str, offsets: &mut [usize]) -> CleanText {
        let mut out = String::with_capacity(raw.len());
        let mut gap: Option<char> = None;
        let mut pending = offsets.iter_mut();
        let mut next = pending.next();
        let mut segment = 0;
        for (at, c) in raw.char_indices() {
            if c == '\n' {
                gap = Some('\n');
            } else if c.is_whitespace() {
                gap = gap.or(Some(' '));
            } else if !is_hidden(c) {
                if let Some(space) = gap.take()
                    && !out.is_empty()
                {
                    out.push(space);
                }
                while let Some(offset) = next.take_if(|offset| **offset <= at && begins(c)) {
                    compose(&mut out, &mut segment);
                    *offset = out.len();
                    next = pending.next();
                }
                out.push(c);
            }
        }
        compose(&mut out, &mut segment);
        next.into_iter().chain(pending).for_each(|offset| *offset = out.len());
        CleanText(out.into())
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// How many words it has, as white space parts them.
    pub fn words(&self) -> usize {
        // One space, or one line break, stands between two.
        let gaps = self.0.bytes().filter(|byte| matches!(byte, b' ' | b'\n')).count();
        if self.0.is_empty() { 0 } else { gaps + 1 }
    }

    /// The text from a byte offset on, 0-based, without the space in front.
    pub fn from_offset(&self, offset: usize) -> CleanText {
        CleanText(self.0.get(offset..).unwrap_or("").trim_start().into())
    }

    /// The text up to a byte offset, 0-based, without the space behind.
    pub fn to_offset(&self, offset: usize) -> CleanText {
        CleanText(self.0.get(..offset).unwrap_or("").trim_end().into())
    }
}

impl Deref for CleanText {
    type Target = str;

    fn deref(&self) -> &str {
        &self.0
    }
}

impl Serialize for CleanText {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

/// Whether a text is known to need no repair by a look at its bytes: it has nothing but letters and marks of Arabic and ASCII that
/// stand for themselves, one space between words.
fn is_clean(raw: &str) -> bool {
    let is_space = |byte: Option<&u8>| byte.is_some_and(|byte| *byte <= b' ' || *byte == 0x7F);
    let (first, last) = (raw.as_bytes().first(), raw.as_bytes().last());
    // The last byte is not counted.
    !is_space(first) && !is_space(last) && bytes::counts(raw.as_bytes(), |byte, next| [!is_known(byte, next)]) == [0]
}

/// Whether a byte, and the one behind it where it begins a character, need no repair wherever they stand.
fn is_known(byte: u8, next: u8) -> bool {
    let ascii = (byte > b' ') & (byte < 0x7F) | (byte == b' ') & (next != b' ');
    let within = !byte.is_ascii() & (byte < 0xC0);
    // « and », the comma, the semicolon and the question mark, the digits.
    let mark = (byte == 0xC2) & ((next == 0xAB) | (next == 0xBB))
        | (byte == 0xD8) & ((next == 0x8C) | (next == 0x9B) | (next == 0x9F))
        | (byte == 0xD9) & (next.wrapping_sub(0xA0) < 10);
    ascii | within | mark | bytes::is_arabic(byte, next)
}

/// Whether a text can be parted before a character so that the parts in NFC are the whole in NFC.
///
/// Source: UAX #15, "Stabilized Strings" and "Concatenation of Normalized Strings".
fn begins(c: char) -> bool {
    is_plain(c) || (canonical_combining_class(c) == 0 && is_nfc_quick(std::iter::once(c)) == IsNormalized::Yes)
}

/// Characters that stand for themselves, of which nearly all texts consist: they need no look into the tables.
fn is_plain(c: char) -> bool {
    matches!(c, '\0'..='\u{2FF}' | '\u{0621}'..='\u{064A}' | '،' | '؛' | '؟')
}

/// Brings what was written since byte `from` to NFC.
fn compose(out: &mut String, from: &mut usize) {
    let tail = out.get(*from..).unwrap_or("");
    if !tail.chars().all(is_plain) && is_nfc_quick(tail.chars()) != IsNormalized::Yes {
        let composed: String = tail.nfc().collect();
        out.truncate(*from);
        out.push_str(&composed);
    }
    *from = out.len();
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_cannot_be_meant_goes_and_words_stay() {
        assert_eq!(&*CleanText::new("\u{FEFF} أ\u{202e}ب \u{a0}\t ج\u{7}د "), "أب جد");
        assert_eq!(&*CleanText::new("ا\u{0654}"), "أ");
        assert_eq!(&*CleanText::new("می\u{200c}شود"), "می\u{200c}شود");
        assert_eq!(&*CleanText::new("a \n  b"), "a\nb");
    }

    #[test]
    fn offsets_follow_their_characters() {
        let raw = "  ا\u{0654}ب   ج\u{202e}د ";
        let mut offsets = [0, raw.find('ب').unwrap(), raw.find('ج').unwrap(), raw.len()];
        let text = CleanText::tracked(raw, &mut offsets);
        assert_eq!(&*text, "أب جد");
        assert_eq!(offsets, [0, "أ".len(), "أب ".len(), text.len()]);
        // A damma and a kasratan change places, and a hamza joins its alif, whatever stands between them.
        for (raw, repaired) in [("ن\u{64f}\u{64d}م", "ن\u{64d}\u{64f}م"), ("ا\u{0654}م", "أم")] {
            let mut offsets = [raw.char_indices().nth_back(1).unwrap().0];
            assert_eq!((&*CleanText::tracked(raw, &mut offsets), offsets), (repaired, [repaired.len() - "م".len()]));
        }
    }

    proptest! {
        #[test]
        fn repairing_twice_is_repairing_once(raw in "[\\PC\u{202e}\u{feff}\n\t ]{0,60}") {
            let once = CleanText::new(&raw);
            prop_assert_eq!(once.words(), once.split_whitespace().count());
            prop_assert_eq!(CleanText::new(&once), once);
        }

        #[test]
        fn what_needs_no_repair_is_as_it_was(raw in "[أ-يa-z«»،؛؟٠-٩ ]{0,30}[\\PC\n\t\u{ad}\u{a0}\u{64b}-\u{655}\u{200b}\u{610}\u{61c}\u{670}]{0,2}[ا-ي ]{0,4}") {
            let places = || raw.char_indices().map(|(at, _)| at).chain([raw.len()]).collect::<Vec<_>>();
            let (mut here, mut there) = (places(), places());
            prop_assert_eq!(CleanText::tracked(&raw, &mut here), CleanText::repaired(&raw, &mut there));
            prop_assert_eq!(here, there);
        }

        #[test]
        fn what_is_tracked_changes_nothing(raw in "[ابab\u{e9}\u{625}\u{64b}-\u{650}\u{653}-\u{655}\u{301}\u{323}\u{1100}\u{1161}\u{11a8}\u{200e}\u{202e}\n ]{0,30}") {
            let mut offsets: Vec<usize> = raw.char_indices().map(|(at, _)| at).collect();
            let tracked = CleanText::tracked(&raw, &mut offsets);
            prop_assert_eq!(&tracked, &CleanText::new(&raw));
            prop_assert!(offsets.is_sorted() && offsets.iter().all(|at| tracked.is_char_boundary(*at)));
        }
    }
}
