//! Letters that keyboards of Persian and Urdu write where Arabic has its own → whether they stand in an Arabic word, and which letter is meant. It reads no Persian.

use std::collections::BTreeMap;
use std::ops::Range;

use super::letters::{is_zero_width, words};
use crate::text::phrases::listed;

/// Whether a letter looks like one of Arabic and is another: U+06A9 KEHEH, U+06BE HEH DOACHASHMEE, U+06C0 HEH WITH YEH
/// ABOVE, U+06C1 HEH GOAL, U+06CC FARSI YEH, U+06D2 YEH BARREE.
pub(super) fn is_persian(c: char) -> bool {
    matches!(c, '\u{06A9}' | '\u{06BE}' | '\u{06C0}' | '\u{06C1}' | '\u{06CC}' | '\u{06D2}')
}

/// Words that only Persian or Urdu has, of those that nearly every sentence of theirs holds one of.
const FOREIGN: &str =
    "است، این، که، را، برای، های، می، شد، شده، کرد، کرده، یک، خواهد، نیز، آن، کے، کی، میں، نے، ہے، کو، سے، اور، پر";

/// Whether a word is of Persian, Urdu or Kurdish: it has a letter that Arabic has not, or its own joiner.
pub(super) fn is_foreign(word: &str) -> bool {
    let inside = word.trim_end_matches(is_zero_width).trim_start_matches(is_zero_width);
    let other = |c: char| {
        matches!(
            c,
            'پ' | 'چ'
                | 'ژ'
                | 'گ'
                | 'ٹ'
                | 'ڈ'
                | 'ڑ'
                | 'ں'
                | 'ے'
                | 'ە'
                | 'ۆ'
                | 'ێ'
                | 'ڕ'
                | 'ڵ'
                | 'ۃ'
                | 'ښ'
                | 'ټ'
                | 'ځ'
        )
    };
    word.chars().any(|c| other(c) && c != 'ے')
        || inside.contains('\u{200C}') && word.chars().any(is_persian)
        || listed(FOREIGN).any(|known| known == word)
}

/// Whether a word has what only Arabic writes: its article, ة, a hamza on alif, its own ي, ك or ى.
fn is_arabic(word: &str) -> bool {
    let article = ["ال", "وال", "بال", "لل", "كال", "فال", "ول", "وبال"].iter().any(|start| word.starts_with(start));
    word.chars().any(|c| matches!(c, 'ة' | 'أ' | 'إ' | 'ي' | 'ك' | 'ى')) || article && word.chars().count() >= 4
}

/// How the words of a text are spelled.
#[derive(Clone, Debug, Default)]
pub(super) struct Spelling {
    arabic: usize,
    foreign: usize,
    /// Words that end in ي or in ى, without that letter: whether each of the two was seen.
    ends: BTreeMap<String, [bool; 2]>,
}

impl Spelling {
    pub(super) fn of(text: &str) -> Spelling {
        let mut spelling = Spelling::default();
        if !text.chars().any(is_persian) {
            return spelling;
        }
        for range in words(text) {
            let word = text.get(range).unwrap_or("");
            spelling.count(word);
            for (index, end) in ['ي', 'ى'].into_iter().enumerate() {
                if let Some(stem) = word.strip_suffix(end)
                    && let Some(seen) = spelling.ends.entry(stem.to_owned()).or_default().get_mut(index)
                {
                    *seen = true;
                }
            }
        }
        spelling
    }

    fn count(&mut self, word: &str) {
        if is_foreign(word) {
            self.foreign += 1;
        } else if is_arabic(word) {
            self.arabic += 1;
        }
    }

    fn says(&self) -> Option<bool> {
        (self.arabic != self.foreign).then_some(self.arabic > self.foreign)
    }
}

/// What a line is written in, and each of its quotations.
pub(super) struct Line {
    /// Parts between quotation marks and brackets, by where they end.
    pieces: Vec<Piece>,
    around: Spelling,
}

struct Piece {
    end: usize,
    spelling: Spelling,
    words: usize,
    /// Words with a letter that `is_persian`.
    persian: usize,
}

impl Line {
    /// Reads a line whose words are known.
    pub(super) fn of(line: &str, words: &[Range<usize>]) -> Line {
        let is_quote = |c: char| matches!(c, '«' | '»' | '“' | '”' | '"' | '(' | ')');
        let ends = line.char_indices().filter(|(_, c)| is_quote(*c)).map(|(at, _)| at).chain([line.len()]);
        let piece = |end| Piece { end, spelling: Spelling::default(), words: 0, persian: 0 };
        let mut read = Line { pieces: ends.map(piece).collect(), around: Spelling::default() };
        let mut index = 0;
        for range in words {
            let word = line.get(range.clone()).unwrap_or("");
            read.around.count(word);
            while read.pieces.get(index).is_some_and(|piece| piece.end < range.end) {
                index += 1;
            }
            if let Some(piece) = read.pieces.get_mut(index) {
                piece.spelling.count(word);
                piece.words += 1;
                piece.persian += usize::from(word.chars().any(is_persian));
            }
        }
        read
    }

    /// Whether a word of the line is an Arabic one: it has no letter of another language's, and the quotation that it
    /// stands in, or else the line, or else the text is more Arabic than Persian.
    pub(super) fn is_arabic(&self, word: &str, at: usize, whole: &Spelling) -> bool {
        // A letter that stands for a word, as `1445ھ`, is spelled so by habit.
        if is_foreign(word) || word.chars().filter(|c| c.is_alphabetic()).count() < 2 {
            return false;
        }
        if is_arabic(word) {
            return true;
        }
        let index = self.pieces.partition_point(|piece| piece.end <= at);
        if let Some(piece) = self.pieces.get(index) {
            if let Some(arabic) = piece.spelling.says() {
                return arabic;
            }
            // A quotation without a sign of either language, whose words are mostly written so, is a foreign name.
            if self.pieces.len() > 1 && piece.words >= 2 && piece.persian * 2 >= piece.words {
                return false;
            }
        }
        self.around.says().or_else(|| whole.says()).unwrap_or(false)
    }
}

/// Words that end in ى and are nothing with ي.
const ALIF_MAQSURA: [&str; 6] = ["إل", "حت", "مت", "وإل", "وحت", "فإل"];

/// Words that end in ي and are nothing with ى.
const YEH: [&str; 6] = ["ف", "الت", "الذ", "وف", "والت", "والذ"];

/// The Arabic letter that is meant, `behind` being the rest of the word. A last ی may be ي or ى: then the same word
/// elsewhere in the text decides, and على, which is a name too with ي, is left alone.
pub(super) fn letter(c: char, word: &str, behind: &str, whole: &Spelling) -> Option<char> {
    match c {
        '\u{06A9}' => Some('ك'),
        '\u{06BE}' | '\u{06C1}' => Some('ه'),
        '\u{06CC}' if behind.chars().any(char::is_alphabetic) => Some('ي'),
        '\u{06CC}' => {
            let stem: String = word.trim_end_matches(|c| c != '\u{06CC}').trim_end_matches('\u{06CC}').to_owned();
            let stem: String = stem.chars().map(|c| if c == '\u{06A9}' { 'ك' } else { c }).collect();
            let stem = stem.replace('\u{06CC}', "ي");
            if ALIF_MAQSURA.contains(&stem.as_str()) {
                return Some('ى');
            }
            if YEH.contains(&stem.as_str()) {
                return Some('ي');
            }
            match whole.ends.get(&stem) {
                _ if stem.trim_start_matches(['و', 'ف']) == "عل" => None,
                Some([true, false]) => Some('ي'),
                Some([false, true]) => Some('ى'),
                _ => None,
            }
        }
        _ => None,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn found(line: &str, word: &str) -> bool {
        let start = line.find(word).unwrap();
        Line::of(line, &words(line)).is_arabic(word, start, &Spelling::of(line))
    }

    #[test]
    fn a_persian_letter_counts_in_an_arabic_word() {
        assert!(found("وزیر الخارجية", "وزیر"));
        assert!(found("عقد الوزراء اجتماعا فی واشنطن", "فی"));
        assert!(found("الأمریکی", "الأمریکی"));
    }

    #[test]
    fn persian_is_left_to_itself() {
        assert!(!found("وقالت وكالة «خبرگزاری جمهوری اسلامی» إن", "جمهوری"));
        assert!(!found("وقالت وكالة «جمهوری اسلامی ایران» إن الوفد وصل", "ایران"));
        assert!(!found("این کشور است", "کشور"));
        assert!(!found("عام 1445ھ", "ھ"));
        assert!(!found("زار پاکستان", "پاکستان"));
    }

    #[test]
    fn a_last_yeh_needs_the_same_word_elsewhere() {
        let whole = Spelling::of("السياسي فی السياسی مستشفى مستشفی");
        let last = |word: &str| letter('\u{06CC}', word, "", &whole);
        assert_eq!((last("السياسی"), last("مستشفی"), last("حتی")), (Some('ي'), Some('ى'), Some('ى')));
        assert_eq!((last("علی"), last("الأولی")), (None, None));
        assert_eq!(letter('\u{06CC}', "بیان", "ان", &whole), Some('ي'));
        assert_eq!(letter('\u{06C0}', "خانۀ", "", &whole), None);
    }
}
