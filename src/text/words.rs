//! Text → its words, each as it is written and as it is folded. It does not say what a word means, nor which words belong together: `stem` does.

use std::ops::Range;

use super::fold::{Step, Steps, fold_char};

/// Bytes that most folded words have room in.
const WORD: usize = 32;

/// Calls `found` with every word of a text, in order: where it is written, in bytes, 0-based, end excluded, and its fold.
///
/// A word is what folding leaves without a break in it. Marks, tatweel and hamza behind its last letter are part of it;
/// invisible characters there are not.
pub fn each(text: &str, mut found: impl FnMut(Range<usize>, &str)) {
    let steps = Steps::get();
    let mut folded = String::with_capacity(WORD);
    let mut range = 0..0;
    for (at, c) in text.char_indices() {
        match steps.of(c) {
            Step::One(letter) => {
                if folded.is_empty() {
                    range.start = at;
                }
                folded.push(letter);
                range.end = at + c.len_utf8();
                continue;
            }
            Step::Break => {
                if !folded.is_empty() {
                    found(range.clone(), &folded);
                    folded.clear();
                }
                continue;
            }
            Step::Nothing | Step::Many => {}
        }
        let mut shown = !is_invisible(c);
        fold_char(c, &mut |piece| match piece {
            Some(letter) => {
                if folded.is_empty() {
                    range.start = at;
                }
                folded.push(letter);
            }
            None => {
                shown = false;
                if !folded.is_empty() {
                    found(range.clone(), &folded);
                    folded.clear();
                }
            }
        });
        if shown && !folded.is_empty() {
            range.end = at + c.len_utf8();
        }
    }
    if !folded.is_empty() {
        found(range, &folded);
    }
}

/// Zero-width characters and bidi controls.
fn is_invisible(c: char) -> bool {
    matches!(c, '\u{200B}'..='\u{200F}' | '\u{202A}'..='\u{202E}' | '\u{2060}'..='\u{2069}' | '\u{061C}' | '\u{FEFF}' | '\u{00AD}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::FoldedText;
    use proptest::prelude::*;

    fn words(text: &str) -> Vec<(&str, String)> {
        let mut words = Vec::new();
        each(text, |range, folded| words.push((text.get(range).unwrap_or(""), folded.to_owned())));
        words
    }

    #[test]
    fn a_word_keeps_what_is_written_on_it() {
        let found = words("«أُعلِنَ\u{200f}» الوزراءُ، COVID-19");
        let expected = [("أُعلِنَ", "اعلن"), ("الوزراءُ", "الوزرا"), ("COVID", "covid"), ("19", "19")];
        assert_eq!(found, expected.map(|(written, folded)| (written, folded.to_owned())));
    }

    proptest! {
        #[test]
        fn words_are_those_of_the_folded_text(text in "\\PC{0,60}") {
            let folded: Vec<String> = words(&text).into_iter().map(|(_, folded)| folded).collect();
            let whole = FoldedText::new(&text);
            prop_assert_eq!(folded.join(" "), whole.as_str());
        }

        #[test]
        fn what_is_written_folds_to_the_same(text in "[\\PCأ-ي\u{fe70}-\u{fefc} ]{0,40}") {
            for (written, folded) in words(&text) {
                let whole = FoldedText::new(written);
                prop_assert!(whole.words().any(|word| word == folded), "{} in {}", folded, whole.as_str());
            }
        }
    }
}
