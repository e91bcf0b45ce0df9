//! A label → the letter under which an index files it, and the form by which it is sorted. It does not sort: collation is `icu_collator`'s.

use unicode_normalization::UnicodeNormalization;

use super::fold::FoldedText;
use super::phrases::listed;
use crate::lang::Lang;

/// The letters of an index of Arabic labels.
pub const ARABIC: &str = "أبتثجحخدذرزسشصضطظعغفقكلمنهوي";
/// The letters of an index of English labels.
pub const LATIN: &str = "ABCDEFGHIJKLMNOPQRSTUVWXYZ";
/// Where everything else is filed.
pub const OTHER: char = '#';

/// Words whose first two letters are alif and lam, but no article: the article itself is not filed in an Arabic index.
const NO_ARTICLE: &str = "الله، التزام، التزامات، التماس، التماسات، التهاب، التهابات، التحاق، التقاء، التفاف، التباس، \
                          التجاء، التئام، الذين، التي، الذي";

/// The letter of a label's index entry: of the alphabets above, or `OTHER`.
pub fn letter(label: &str) -> char {
    let first = sort_form(label).chars().find(|c| c.is_alphanumeric()).unwrap_or(OTHER);
    let base = match first {
        'ا' | 'إ' | 'آ' | 'ٱ' | 'ء' | 'أ' => 'أ',
        'ى' | 'ئ' | 'ی' | 'ێ' => 'ي',
        'ؤ' | 'ۆ' => 'و',
        'ة' => 'ت',
        'ک' | 'گ' => 'ك',
        'پ' => 'ب',
        'چ' => 'ج',
        'ڤ' => 'ف',
        'ژ' => 'ز',
        'ە' => 'ه',
        _ => first.nfd().next().unwrap_or(first).to_ascii_uppercase(),
    };
    if ARABIC.contains(base) || LATIN.contains(base) { base } else { OTHER }
}

/// A letter's place in the index of a language: its own alphabet first, then the other one, then everything else.
pub fn rank(letter: char, lang: Lang) -> usize {
    let (own, other) = match lang {
        Lang::Ar => (ARABIC, LATIN),
        Lang::En => (LATIN, ARABIC),
    };
    let all = own.chars().chain(other.chars());
    all.into_iter().position(|known| known == letter).unwrap_or(usize::MAX)
}

/// The label without an article in front: الـ where it is one, or "the".
pub fn sort_form(label: &str) -> &str {
    if let Some(rest) = label.strip_prefix("ال") {
        let first = label.split_whitespace().next().unwrap_or(label);
        let known = listed(NO_ARTICLE).any(|word| FoldedText::new(word) == FoldedText::new(first));
        return if known || first.chars().count() < 4 { label } else { rest };
    }
    match label.split_once(' ') {
        Some((first, rest)) if first.eq_ignore_ascii_case("the") => rest.trim_start(),
        _ => label,
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_label_is_filed_without_its_article() {
        let letters: String = ["العراق", "التعاون", "الإنسان", "أفريقيا", "إيران", "آسيا", "مجلس الأمن", "الطاقة"]
            .map(letter)
            .iter()
            .collect();
        assert_eq!(letters, "عتأأأأمط");
        assert_eq!(["التزامات الدول", "الله", "التماس"].map(letter), ['أ'; 3]);
        assert_eq!(
            ["Iraq", "the Sahel", "Émirats", "2254", "کردستان", "پاکستان"].map(letter),
            ['I', 'S', 'E', '#', 'ك', 'ب']
        );
    }

    #[test]
    fn the_alphabet_of_the_page_comes_first() {
        assert!(rank('ي', Lang::Ar) < rank('A', Lang::Ar) && rank('Z', Lang::En) < rank('أ', Lang::En));
        assert!(rank(OTHER, Lang::Ar) > rank('Z', Lang::Ar) && rank('أ', Lang::Ar) == 0);
    }
}
