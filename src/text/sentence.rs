//! A paragraph → its sentences. It knows no abbreviations: for comparing texts a cut too many does no harm.

use super::bytes;

/// The sentences of a text, each with its closing mark: a mark ends one where white space follows, and so does a line break.
pub fn sentences(text: &str) -> impl Iterator<Item = &str> {
    placed(text).map(|(_, sentence)| sentence)
}

/// The sentences of a text, each with the byte at which it begins, 0-based.
pub fn placed(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let (mut rest, mut at) = (text, 0);
    std::iter::from_fn(move || {
        let (sentence, after) = rest.split_at_checked(end(rest))?;
        let start = at;
        (rest, at) = (after, at + sentence.len());
        (!sentence.is_empty()).then_some((start, sentence))
    })
    .map(|(start, sentence)| (start + sentence.len() - sentence.trim_start().len(), sentence.trim()))
    .filter(|(_, sentence)| !sentence.is_empty())
}

/// The byte behind the first sentence.
fn end(text: &str) -> usize {
    let mut from = 0;
    while let Some(mark) = next_mark(text, from) {
        let mut closed = false;
        for (at, c) in text.get(mark..).unwrap_or("").char_indices() {
            match c {
                '\n' => return mark + at + 1,
                _ if closed && c.is_whitespace() => return mark + at,
                _ if is_mark(c) => closed = true,
                // Quotes and brackets close with the sentence.
                '"' | '”' | '»' | ')' | ']' | '\'' | '’' => {}
                _ => closed = false,
            }
            from = mark + at + c.len_utf8();
            if !closed {
                break;
            }
        }
        if closed {
            break;
        }
    }
    text.len()
}

fn is_mark(c: char) -> bool {
    matches!(c, '.' | '؟' | '!' | '?' | '۔' | '…')
}

/// The byte at which the first mark or line break from a byte on stands. Of each only one byte is looked for, which few
/// letters have: the last, and of an ellipsis the first, since ئ ends as it does.
fn next_mark(text: &str, from: usize) -> Option<usize> {
    let is_of_one = |byte: u8| {
        let ascii = (byte == b'\n') | (byte == b'.') | (byte == b'!') | (byte == b'?');
        ascii | (byte == 0x9F) | (byte == 0x94) | (byte == 0xE2)
    };
    let mut seen = from;
    loop {
        seen += bytes::first(text.as_bytes().get(seen..)?, is_of_one)?;
        let start = text.floor_char_boundary(seen);
        if text.get(start..)?.chars().next().is_some_and(|c| c == '\n' || is_mark(c)) {
            return Some(start);
        }
        seen += 1;
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_sentence_ends_at_its_mark_and_a_number_has_none() {
        let read: Vec<&str> = sentences("بلغت 7.7 ملايين. «هل انتهى؟» نعم!\nسطر").collect();
        assert_eq!(read, ["بلغت 7.7 ملايين.", "«هل انتهى؟»", "نعم!", "سطر"]);
        assert_eq!(sentences("").count(), 0);
    }

    /// The definition, character by character.
    fn slowly(text: &str) -> usize {
        let mut closed = false;
        for (at, c) in text.char_indices() {
            match c {
                '\n' => return at + 1,
                _ if closed && c.is_whitespace() => return at,
                _ if is_mark(c) => closed = true,
                '"' | '”' | '»' | ')' | ']' | '\'' | '’' => {}
                _ => closed = false,
            }
        }
        text.len()
    }

    proptest! {
        #[test]
        fn it_ends_where_the_definition_says(text in "[أئـ .؟۔…!»)’\u{654}\u{a0}a\n]{0,12}") {
            prop_assert_eq!(end(&text), slowly(&text));
        }

        #[test]
        fn no_word_is_lost(text in "[أ-ي .؟»\n]{0,60}") {
            for (start, sentence) in placed(&text) {
                prop_assert!(text.get(start..).is_some_and(|rest| rest.starts_with(sentence)));
            }
            let joined: String = sentences(&text).flat_map(str::split_whitespace).collect();
            prop_assert_eq!(joined, text.split_whitespace().collect::<String>());
        }
    }
}
