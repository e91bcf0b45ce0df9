//! Text → what matching sees: diacritics dropped, letters folded, punctuation gone. No stemming, and never shown: the type does not serialise.

use std::sync::LazyLock;

use memchr::memchr_iter;
use unicode_normalization::UnicodeNormalization;

use super::digits;

/// Folded words with one space between them.
///
/// Two texts that differ only in what Arabic writers leave open (tashkeel, hamza, ى for ي, ة for ه, tatweel, digits,
/// punctuation, presentation forms) have the same fold.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct FoldedText(String);

impl FoldedText {
    /// Folds a text.
    pub fn new(text: &str) -> FoldedText {
        let mut folded = FoldedText(String::with_capacity(text.len()));
        folded.refill(text);
        folded
    }

    /// Folds another text into the room of this one.
    pub fn refill(&mut self, text: &str) {
        let out = &mut self.0;
        out.clear();
        let steps = Steps::get();
        let part = |out: &mut String| {
            if !out.is_empty() && !out.ends_with(' ') {
                out.push(' ');
            }
        };
        for c in text.chars() {
            match steps.of(c) {
                Step::One(folded) => out.push(folded),
                Step::Nothing => {}
                Step::Break => part(out),
                Step::Many => fold_char(c, &mut |folded| match folded {
                    Some(folded) => out.push(folded),
                    None => part(out),
                }),
            }
        }
        if out.ends_with(' ') {
            out.pop();
        }
    }

    /// The folded text.
    pub fn as_str(&self) -> &str {
        &self.0
    }

    /// Its words.
    pub fn words(&self) -> impl Iterator<Item = &str> {
        let mut start = 0;
        let ends = memchr_iter(b' ', self.0.as_bytes()).chain([self.0.len()]);
        ends.filter_map(move |end| self.0.get(std::mem::replace(&mut start, end + 1)..end))
            .filter(|word| !word.is_empty())
    }

    /// How many words it has.
    pub fn len(&self) -> usize {
        if self.0.is_empty() { 0 } else { 1 + self.0.bytes().filter(|byte| *byte == b' ').count() }
    }

    /// Whether nothing is left to match.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Folds one character: calls `emit` with each folded character, or with `None` for a break between words, or not at all.
///
/// Rules, in this order:
/// - U+0640 TATWEEL, combining marks (tashkeel among them), U+0621 HAMZA, zero-width and bidi controls: nothing;
/// - أ إ آ ٱ → ا, ى ی ئ → ي, ؤ → و, ة → ه, ک → ك;
/// - the digits of three scripts → 0–9, letters → lower case;
/// - compatibility forms (presentation forms, full-width letters) → what NFKC makes of them, but for
///   U+FDFA and U+FDFB, formulas of 18 and 8 letters in one character, which are a break;
/// - Latin, Greek and Cyrillic letters → without their accents, as the canonical decomposition parts them;
/// - all else → a break.
pub(super) fn fold_char(c: char, emit: &mut impl FnMut(Option<char>)) {
    match c {
        'أ' | 'إ' | 'آ' | '\u{0671}' | 'ا' => emit(Some('ا')),
        'ى' | '\u{06CC}' | 'ئ' => emit(Some('ي')),
        'ؤ' => emit(Some('و')),
        'ة' => emit(Some('ه')),
        '\u{06A9}' => emit(Some('ك')),
        'ء' | '\u{0640}' => {}
        '\u{0610}'..='\u{061A}'
        | '\u{064B}'..='\u{065F}'
        | '\u{0670}'
        | '\u{06D6}'..='\u{06ED}'
        | '\u{0300}'..='\u{036F}' => {}
        '\u{200B}'..='\u{200F}'
        | '\u{202A}'..='\u{202E}'
        | '\u{2060}'..='\u{2069}'
        | '\u{061C}'
        | '\u{FEFF}'
        | '\u{00AD}' => {}
        '\u{0660}'..='\u{0669}' | '\u{06F0}'..='\u{06F9}' => emit(Some(digits::to_ascii(c))),
        '\u{0622}'..='\u{063A}' | '\u{0641}'..='\u{064A}' => emit(Some(c)),
        '\u{0600}'..='\u{06FF}' if c.is_alphabetic() => emit(Some(c)),
        _ if c.is_ascii() => emit(c.is_ascii_alphanumeric().then(|| c.to_ascii_lowercase())),
        '\u{FDFA}' | '\u{FDFB}' => emit(None),
        '\u{FB50}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}' | '\u{FF00}'..='\u{FFEF}' => {
            for simple in std::iter::once(c).nfkc() {
                if simple == c {
                    emit(None);
                } else {
                    fold_char(simple, emit);
                }
            }
        }
        '\u{00C0}'..='\u{058F}' | '\u{1E00}'..='\u{1FFF}' if decomposes(c) => {
            for part in std::iter::once(c).nfd() {
                fold_char(part, emit);
            }
        }
        _ if c.is_alphanumeric() => {
            for lower in c.to_lowercase().filter(|c| c.is_alphanumeric()) {
                if lower == c {
                    emit(Some(lower));
                } else {
                    fold_char(lower, emit);
                }
            }
        }
        _ => emit(None),
    }
}

/// What becomes of one character, where that is one thing.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Step {
    /// It is one character.
    One(char),
    /// It goes.
    Nothing,
    /// It parts words.
    Break,
    /// `fold_char` says what.
    Many,
}

/// The steps of the characters before U+0700, of which nearly all of these texts consist: looked up, not worked out.
pub(super) struct Steps([Step; 0x700]);

impl Steps {
    /// The table, filled when it is first asked for.
    pub(super) fn get() -> &'static Steps {
        static STEPS: LazyLock<Steps> = LazyLock::new(|| {
            let mut steps = [Step::Many; 0x700];
            for (step, c) in steps.iter_mut().zip('\0'..) {
                let mut pieces = Vec::new();
                fold_char(c, &mut |piece| pieces.push(piece));
                *step = match pieces.as_slice() {
                    [] => Step::Nothing,
                    [None] => Step::Break,
                    [Some(folded)] => Step::One(*folded),
                    _ => Step::Many,
                };
            }
            Steps(steps)
        });
        &STEPS
    }

    /// What becomes of a character.
    pub(super) fn of(&self, c: char) -> Step {
        self.0.get(c as usize).copied().unwrap_or(Step::Many)
    }
}

fn decomposes(c: char) -> bool {
    std::iter::once(c).nfd().next() != Some(c)
}

/// How many bytes of `text` the folded `phrase` covers, where the text begins with it; punctuation before, in and
/// behind the phrase is passed over. What follows need not be a new word: a byline glued to a text is the case this is for.
pub fn covered_prefix(text: &str, phrase: &FoldedText) -> Option<usize> {
    if phrase.is_empty() {
        return None;
    }
    let mut wanted = phrase.as_str().chars().filter(|c| *c != ' ').peekable();
    let mut end = 0;
    for (offset, c) in text.char_indices() {
        let mut matches = true;
        let mut letters = 0;
        let done = wanted.peek().is_none();
        fold_char(c, &mut |folded| {
            if let Some(folded) = folded {
                letters += 1;
                matches &= wanted.next() == Some(folded);
            }
        });
        if done && letters > 0 {
            return Some(end);
        }
        if !matches {
            return None;
        }
        end = offset + c.len_utf8();
    }
    wanted.peek().is_none().then_some(end)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn fold(text: &str) -> String {
        FoldedText::new(text).as_str().to_owned()
    }

    #[test]
    fn letters_take_one_step() {
        let one = |text: &str| text.chars().all(|c| matches!(Steps::get().of(c), Step::One(_)));
        assert!(one("أبتثجحخدذرزسشصضطظعغفقكلمنهويىةآإؤئ٠٩09azAZé"));
        assert_eq!(
            ['\u{0640}', ' ', '،', '\u{FEDF}'].map(|c| Steps::get().of(c)),
            [Step::Nothing, Step::Break, Step::Break, Step::Many]
        );
    }

    #[test]
    fn words_are_counted_as_they_are_parted() {
        for text in ["", " ", "أ", "أ ب", " أ، ب - ج."] {
            let folded = FoldedText::new(text);
            assert_eq!(folded.words().count(), folded.len(), "{text}");
        }
        assert_eq!(FoldedText::new("أ، ب ج").words().collect::<Vec<_>>(), ["ا", "ب", "ج"]);
    }

    #[test]
    fn what_writers_leave_open_folds_together() {
        assert_eq!(fold("المُدَراءُ السّياسيّون"), fold("المدراء السياسيون"));
        assert_eq!(fold("إرهابيّ"), fold("ارهابى"));
        assert_eq!(fold("الأمريكيّة"), fold("الامريكيه"));
        assert_eq!(fold("بيـــان"), "بيان");
        assert_eq!(fold("٢٢٥٤ ۲۲۵۴"), "2254 2254");
        assert_eq!(fold("«داعش»، كوفيد-19"), "داعش كوفيد 19");
        assert_eq!(fold("\u{FEDF}\u{FE8E}"), "لا");
        assert_eq!(fold("ISIS ＡＢ"), "isis ab");
        assert_eq!(fold("Sophie Wilmès, communiqué"), "sophie wilmes communique");
    }

    #[test]
    fn what_does_not_mean_the_same_stays_apart() {
        assert_ne!(fold("واشنطن"), fold("اشنطن"));
        assert_ne!(fold("علم"), fold("عالم"));
    }

    #[test]
    fn one_character_cannot_grow_without_bound() {
        assert!(fold(&"\u{FDFA}".repeat(1000)).is_empty());
    }

    #[test]
    fn a_glued_byline_is_found_to_the_byte() {
        let text = "محرر سياسى: دار النشرأعلن التحالف";
        let end = covered_prefix(text, &FoldedText::new("محرر سياسي دار النشر")).unwrap();
        assert_eq!(text.get(end..), Some("أعلن التحالف"));
        assert_eq!(covered_prefix("محرر", &FoldedText::new("محرر سياسي")), None);
        assert_eq!(covered_prefix("نص آخر", &FoldedText::new("محرر")), None);
        assert_eq!(covered_prefix("نص", &FoldedText::new("")), None);
    }

    #[test]
    fn every_character_folds_to_what_stays() {
        for c in '\0'..=char::MAX {
            let once = FoldedText::new(&c.to_string());
            assert_eq!(FoldedText::new(once.as_str()), once, "{c:?}");
        }
    }

    proptest! {
        #[test]
        fn folding_twice_is_folding_once(text in "\\PC{0,60}") {
            let once = FoldedText::new(&text);
            prop_assert_eq!(FoldedText::new(once.as_str()), once);
        }

        #[test]
        fn a_covered_prefix_ends_on_a_character(text in "[\\PCأ-ي ]{0,30}", phrase in "[أ-ي ]{1,6}") {
            if let Some(end) = covered_prefix(&text, &FoldedText::new(&phrase)) {
                prop_assert!(text.is_char_boundary(end));
            }
        }
    }
}
