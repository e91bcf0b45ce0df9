//! A report's characters → those that readers do not see or that are of another alphabet, each with what would stand for it. It changes nothing: `fix` does.

use std::collections::BTreeSet;
use std::ops::Range;

use super::persian::{self, Spelling};
use super::shapes;
use crate::text::{hidden, isolate};

/// What is wrong with a character.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// It forces a direction, or opens or closes one alone.
    Bidi(isolate::Fault),
    /// The shape of a letter in place of the letter.
    Presentation,
    /// A letter of Persian or Urdu in an Arabic word.
    Persian,
    /// It has no width.
    ZeroWidth,
    /// It is a control character, or one for machines alone.
    Hidden,
}

/// What would stand for a character.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Repair {
    /// These characters, or nothing.
    Put(String),
    /// The text alone does not say.
    Leave(Why),
}

/// Why a character is not mended.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Why {
    /// Two letters may be meant.
    Ambiguous,
    /// The shapes stand in the order in which they are drawn, so that letters in their place would be read backwards.
    VisualOrder,
    /// The shape is of more than letters.
    NoLetters,
    /// It stands in an address or an id, which would be another.
    Address,
}

/// A character that is wrong.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Its byte in the file's text, 0-based.
    pub at: usize,
    /// The character.
    pub c: char,
    /// What is wrong with it.
    pub kind: Kind,
    /// What would stand for it.
    pub repair: Repair,
    /// The word that it stands in.
    pub word: Range<usize>,
}

/// A stretch of a file's text that is looked at: bytes, 0-based, end excluded.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Stretch {
    /// Where it is.
    pub range: Range<usize>,
    /// It is text that readers see, and no address or id.
    pub is_prose: bool,
    /// Letters of other alphabets count too: it is the report's own and not the page's around it.
    pub is_own: bool,
}

/// Whether a text can have any fault at all: nearly all have none, and are not looked at twice.
pub fn is_suspect(text: &str) -> bool {
    text.chars().any(|c| {
        !matches!(c, '\t' | '\n' | ' '..='~' | '\u{600}'..='\u{6A8}')
            && (hidden::is_hidden(c) || is_zero_width(c) || persian::is_persian(c) || shapes::is_shape(c))
    })
}

/// Every fault of these stretches of a text, in the order of the file. `known` has words that `site.toml` spells so.
pub fn faults(text: &str, stretches: &[Stretch], known: &BTreeSet<String>) -> Vec<Fault> {
    let whole = Spelling::of(text);
    let mut found = Vec::new();
    for stretch in stretches {
        let mut start = stretch.range.start;
        for line in text.get(stretch.range.clone()).unwrap_or("").split_inclusive('\n') {
            if is_suspect(line) {
                let mut here = line_faults(line, &whole, known);
                here.retain(|fault| stretch.is_own || fault.kind != Kind::Persian);
                for fault in &mut here {
                    fault.at += start;
                    fault.word = fault.word.start + start..fault.word.end + start;
                    if !stretch.is_prose {
                        fault.repair = Repair::Leave(Why::Address);
                    }
                }
                found.extend(here);
            }
            start += line.len();
        }
    }
    found.sort_by_key(|fault| fault.at);
    found
}

fn line_faults(line: &str, whole: &Spelling, known: &BTreeSet<String>) -> Vec<Fault> {
    let mut found: Vec<Fault> = isolate::faults(line)
        .into_iter()
        .map(|(at, c, fault)| Fault {
            at,
            c,
            kind: Kind::Bidi(fault),
            repair: Repair::Put(String::new()),
            word: at..at + c.len_utf8(),
        })
        .collect();
    let words = words(line);
    let is_visual = words.iter().any(|word| shapes::is_visual_order(line.get(word.clone()).unwrap_or("")));
    let read = line.chars().any(persian::is_persian).then(|| persian::Line::of(line, &words));
    // What is said of a word is found out once for all of its characters: a hostile line is one word.
    let mut word = Word::default();
    for (at, c) in line.char_indices() {
        if !(is_zero_width(c) || persian::is_persian(c) || shapes::is_shape(c) || is_for_machines(c)) {
            continue;
        }
        if !word.range.contains(&at) {
            let range = word_at(&words, at).unwrap_or(at..at + c.len_utf8());
            let text = line.get(range.clone()).unwrap_or("");
            let is_arabic = read.as_ref().is_some_and(|read| read.is_arabic(text, range.start, whole));
            word = Word { is_arabic: is_arabic && !known.contains(text), keeps_joiners: keeps_joiners(text), range };
        }
        let (kind, repair) = if is_zero_width(c) {
            let before = line.get(..at).and_then(|before| before.chars().next_back());
            let after = line.get(at + c.len_utf8()..).and_then(|after| after.chars().next());
            if is_joiner(c) && (word.keeps_joiners || !is_idle_here(before, after)) {
                continue;
            }
            (Kind::ZeroWidth, Repair::Put(String::new()))
        } else if is_for_machines(c) {
            (Kind::Hidden, Repair::Put(String::new()))
        } else if shapes::is_shape(c) {
            let repair = match shapes::letters(c) {
                _ if is_visual => Repair::Leave(Why::VisualOrder),
                Some(letters) => Repair::Put(letters),
                None => Repair::Leave(Why::NoLetters),
            };
            (Kind::Presentation, repair)
        } else if word.is_arabic {
            let text = line.get(word.range.clone()).unwrap_or("");
            let behind = line.get(at + c.len_utf8()..word.range.end).unwrap_or("");
            let letter = persian::letter(c, text, behind, whole);
            (Kind::Persian, letter.map_or(Repair::Leave(Why::Ambiguous), |letter| Repair::Put(letter.to_string())))
        } else {
            continue;
        };
        found.push(Fault { at, c, kind, repair, word: word.range.clone() });
    }
    found
}

/// What is known of the word that is looked at.
#[derive(Default)]
struct Word {
    range: Range<usize>,
    is_arabic: bool,
    keeps_joiners: bool,
}

/// The words of a line: letters with the marks on them and whatever has no width between them.
pub(super) fn words(line: &str) -> Vec<Range<usize>> {
    let mut words: Vec<Range<usize>> = Vec::new();
    for (at, c) in line.char_indices() {
        let end = at + c.len_utf8();
        match words.last_mut() {
            Some(word) if word.end == at && is_of_a_word(c) => word.end = end,
            _ if is_of_a_word(c) => words.push(at..end),
            _ => {}
        }
    }
    words
}

fn word_at(words: &[Range<usize>], at: usize) -> Option<Range<usize>> {
    let index = words.partition_point(|word| word.end <= at);
    words.get(index).filter(|word| word.contains(&at)).cloned()
}

fn is_of_a_word(c: char) -> bool {
    c.is_alphabetic()
        || is_zero_width(c)
        || isolate::is_bidi_control(c)
        || is_for_machines(c)
        || matches!(c, '\u{200E}' | '\u{200F}' | '\u{0640}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

/// U+00AD SOFT HYPHEN, U+200B ZERO WIDTH SPACE, U+200C ZERO WIDTH NON-JOINER, U+200D ZERO WIDTH JOINER,
/// U+2060 WORD JOINER and U+FEFF ZERO WIDTH NO-BREAK SPACE.
pub(super) fn is_zero_width(c: char) -> bool {
    matches!(c, '\u{00AD}' | '\u{200B}'..='\u{200D}' | '\u{2060}' | '\u{FEFF}')
}

/// Control characters, tags, noncharacters and other characters that no reader sees, beside those above and bidi controls.
pub(super) fn is_for_machines(c: char) -> bool {
    hidden::is_hidden(c) && !c.is_whitespace() && !isolate::is_bidi_control(c) && !is_zero_width(c)
}

fn is_joiner(c: char) -> bool {
    matches!(c, '\u{200C}' | '\u{200D}')
}

/// Whether the joiners of a word belong to it: Persian and Urdu words have U+200C, and a letter that stands for a word, as in
/// `1445 ه‍`, has U+200D to show its first shape.
fn keeps_joiners(word: &str) -> bool {
    let letters = word.chars().filter(|c| c.is_alphabetic()).count();
    letters <= 1 || persian::is_foreign(word)
}

/// Whether a joiner is in or beside Arabic script: between pictures and in other scripts it has its own work.
fn is_idle_here(before: Option<char>, after: Option<char>) -> bool {
    let is_arabic = |c: Option<char>| c.is_some_and(|c| matches!(c, '\u{0600}'..='\u{06FF}'));
    is_arabic(before) || is_arabic(after)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<(usize, char, Repair)> {
        let stretch = Stretch { range: 0..text.len(), is_prose: true, is_own: true };
        let found = faults(text, &[stretch], &BTreeSet::new());
        found.into_iter().map(|fault| (fault.at, fault.c, fault.repair)).collect()
    }

    fn put(text: &str) -> Repair {
        Repair::Put(text.to_owned())
    }

    #[test]
    fn what_has_no_width_is_found_and_what_persian_needs_is_not() {
        assert_eq!(read("بيا\u{200b}ن"), [(6, '\u{200b}', put(""))]);
        assert_eq!(read("البي\u{200c}ان الختامي"), [(8, '\u{200c}', put(""))]);
        assert_eq!(read("می\u{200c}شود"), []);
        assert_eq!(read("عام 1445 ه\u{200d}"), []);
        assert_eq!(read("👨\u{200d}👩"), []);
        assert_eq!(read("com\u{00ad}mu"), [(3, '\u{00ad}', put(""))]);
        assert_eq!(read("a\u{7}\tب\u{e0041}"), [(1, '\u{7}', put("")), (5, '\u{e0041}', put(""))]);
    }

    #[test]
    fn controls_that_reach_too_far_are_found() {
        assert_eq!(read("أ\u{202e}ب"), [(2, '\u{202e}', put(""))]);
        assert_eq!(read("أ \u{2067}ISIS\u{2069} ب"), []);
    }

    #[test]
    fn shapes_become_their_letters_unless_they_stand_backwards() {
        assert_eq!(read("ﻻ"), [(0, 'ﻻ', put("لا"))]);
        let word: String = read("ﺑﻴﺎﻥ")
            .into_iter()
            .map(|(_, _, repair)| match repair {
                Repair::Put(letter) => letter,
                Repair::Leave(why) => panic!("{why:?}"),
            })
            .collect();
        assert_eq!(word, "بيان");
        assert!(read("ﻥﺎﻴﺑ").iter().all(|(_, _, repair)| *repair == Repair::Leave(Why::VisualOrder)));
        assert_eq!(read("قال ﷺ ﴿نص﴾"), []);
    }

    #[test]
    fn an_address_is_told_and_not_mended() {
        let text = "https://a\u{200b}";
        let stretch = Stretch { range: 0..text.len(), is_prose: false, is_own: true };
        assert_eq!(faults(text, &[stretch], &BTreeSet::new())[0].repair, Repair::Leave(Why::Address));
    }
}
