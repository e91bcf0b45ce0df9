//! Words → keys that are equal where readers take the one word for the other. A key is compared and never shown.
//!
//! Source: Unicode Technical Standard 39, section 4 (the crate `unicode-security` has its table), on top of what Arabic
//! writers leave open. ASCII letters stay apart from each other: `modem` and `modern` are two words, though the table has
//! `m` for `rn`; what another script has in the place of an ASCII letter is that letter.

use unicode_normalization::UnicodeNormalization;
use unicode_security::confusable_detection::skeleton;

use super::fold::FoldedText;
use super::hidden::is_ignorable;

/// What words have in common that look alike.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Key(String);

impl Key {
    /// The key of a tag, for which spelling does not count: what Arabic writers leave open is folded first, as matching does.
    pub fn of_tag(word: &str) -> Key {
        let seen: String = plain(word).collect();
        Key(likened(FoldedText::new(&seen).as_str()))
    }

    /// The key of an address: only what looks the same, and the letters that keyboards exchange, ی and ى for ي and ک for ك.
    pub fn of_address(word: &str) -> Key {
        if word.is_ascii() {
            // Nothing of what follows changes anything but case.
            return Key(word.to_ascii_lowercase());
        }
        let letters = plain(word).filter_map(|c| match c {
            '\u{0649}' | '\u{06CC}' => Some('\u{064A}'),
            '\u{06A9}' => Some('\u{0643}'),
            '\u{0640}' => None,
            _ => Some(c),
        });
        Key(likened(&letters.collect::<String>()))
    }

    /// Whether nothing is left to compare.
    pub fn is_empty(&self) -> bool {
        self.0.is_empty()
    }
}

/// Without what nobody sees, in compatibility form, and without a difference of case on any disk: ß is ss.
fn plain(word: &str) -> impl Iterator<Item = char> {
    let seen = word.nfkc().filter(|c| !is_ignorable(*c));
    seen.flat_map(char::to_uppercase)
        .flat_map(char::to_lowercase)
        .collect::<String>()
        .nfc()
        .collect::<Vec<_>>()
        .into_iter()
}

/// Every character in the place of which another stands in the table, but for those of ASCII.
fn likened(word: &str) -> String {
    let mut out = String::with_capacity(word.len());
    for c in word.chars() {
        if c.is_ascii() {
            out.push(c);
        } else {
            out.extend(skeleton(c.encode_utf8(&mut [0; 4])).flat_map(char::to_lowercase));
        }
    }
    out.nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_looks_the_same_has_one_key() {
        let same = [
            ("iraq", "\u{456}raq"),
            ("iraq", "ira\u{200B}q"),
            ("iraq", "ｉｒａｑ"),
            ("iraq", "IRAQ"),
            ("iraq", "\u{1D422}raq"),
            ("العراق", "العـراق"),
            ("العراق", "ﺍﻟﻌﺮﺍﻕ"),
            ("إيران", "ایران"),
            ("كركوك", "ک\u{631}ك\u{648}ک"),
            ("سورية", "سوريه"),
            ("2254", "٢٢٥٤"),
        ];
        for (one, other) in same {
            assert_eq!(Key::of_tag(one), Key::of_tag(other), "{one} {other}");
        }
        for (one, other) in [("iraq", "\u{456}raq"), ("ایران", "ايران"), ("a\u{3164}b", "ab"), ("straße", "strasse")]
        {
            assert_eq!(Key::of_address(one), Key::of_address(other), "{one} {other}");
        }
    }

    #[test]
    fn words_that_differ_stay_apart() {
        for (one, other) in
            [("modem", "modern"), ("report-1", "report-l"), ("0", "o"), ("روما", "دوما"), ("علم", "عالم")]
        {
            assert_ne!(Key::of_tag(one), Key::of_tag(other), "{one} {other}");
            assert_ne!(Key::of_address(one), Key::of_address(other), "{one} {other}");
        }
        assert_ne!(Key::of_address("a_b"), Key::of_address("a-b"));
        assert_ne!(Key::of_address("سورية"), Key::of_address("سوريه"));
    }

    #[test]
    fn ascii_is_its_own_key_but_for_case() {
        let all: String = ('\0'..='\x7F').collect();
        let folded: String = plain(&all).collect();
        assert_eq!(
            (likened(&folded), Key::of_address(&all)),
            (all.to_ascii_lowercase(), Key(all.to_ascii_lowercase()))
        );
    }

    proptest! {
        #[test]
        fn what_is_one_on_a_disk_has_one_key(word in "\\PC{0,20}") {
            let nfd: String = word.nfd().collect();
            prop_assert_eq!(Key::of_address(&nfd), Key::of_address(&word));
            prop_assert_eq!(Key::of_address(&word.to_lowercase()), Key::of_address(&word));
        }
    }
}
