//! The analysis of words that the browser must agree with: 100,000 generated words, with what this side makes of them, for `tests/browser/analysis.test.mjs` to compare.

use std::fmt::Write;
use std::fs;

use bayan::text::{stem, words};

use crate::harness::project;

const WORDS: usize = 100_000;

/// SplitMix64 (Steele, Lea and Flood 2014).
struct Random(u64);

impl Random {
    fn below(&mut self, bound: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let z = (self.0 ^ (self.0 >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        let z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % bound as u64) as usize
    }

    fn pick<T: Copy>(&mut self, list: &[T]) -> T {
        list[self.below(list.len())]
    }

    fn letters(&mut self, from: &str, least: usize, most: usize) -> String {
        let all: Vec<char> = from.chars().collect();
        (0..least + self.below(most - least + 1)).map(|_| self.pick(&all)).collect()
    }
}

const ARABIC: &str = "ابتثجحخدذرزسشصضطظعغفقكلمنهويأإآءؤئىة";
const BEFORE: [&str; 14] = ["", "ال", "و", "وال", "ب", "بال", "ل", "لل", "ولل", "ف", "ك", "كال", "فال", "ول"];
const BEHIND: [&str; 18] =
    ["", "ات", "ية", "ي", "ين", "ون", "ان", "ها", "هم", "ه", "ة", "نا", "كم", "هما", "وا", "ا", "تها", "يات"];
const BEGINNINGS: [&str; 16] = [
    "gener", "commun", "univers", "inter", "past", "organ", "y", "succ", "exc", "hop", "nation", "ha", "tr", "even",
    "d", "conf",
];
const ENDINGS: [&str; 40] = [
    "s", "es", "ies", "ied", "sses", "us", "ed", "eed", "eedly", "edly", "ing", "ingly", "ying", "y", "ly", "li",
    "ously", "ational", "tional", "ization", "izer", "iveness", "fulness", "ousness", "ability", "bility", "alism",
    "ogist", "ology", "icate", "ative", "alize", "ical", "ful", "ness", "ement", "ment", "ence", "ion", "ll",
];

fn word(random: &mut Random) -> String {
    match random.below(10) {
        0..4 => {
            let middle = random.letters(ARABIC, 1, 5);
            format!("{}{middle}{}", random.pick(&BEFORE), random.pick(&BEHIND))
        }
        4 => {
            let marks = "ًٌٍَُِّْـٰ\u{200f}\u{200d}٢۲2";
            (0..4).map(|_| random.letters(ARABIC, 1, 2) + &random.letters(marks, 0, 1)).collect()
        }
        5..8 => {
            let first = random.pick(&BEGINNINGS);
            let middle = random.letters("aeiouybdglmnprstvwxz", 0, 4);
            format!("{first}{middle}{}{}", random.pick(&ENDINGS), if random.below(3) == 0 { "s" } else { "" })
        }
        8 => {
            let blocks = ['\u{FB50}', '\u{FE70}', '\u{FF00}', '\u{00C0}', '\u{1E00}', '\u{0600}', '\u{0370}'];
            let mut near = || {
                let at = u32::from(random.pick(&blocks)) + u32::try_from(random.below(0xE0)).unwrap();
                char::from_u32(at).unwrap()
            };
            (0..6).map(|_| near()).collect()
        }
        _ => (0..1 + random.below(5))
            .filter_map(|_| char::from_u32(u32::try_from(random.below(0x3_0000)).unwrap()))
            .collect(),
    }
}

#[test]
fn a_hundred_thousand_words_are_written_for_the_browser() {
    let mut random = Random(2022);
    let mut lines = String::new();
    let mut stemmed = 0;
    for _ in 0..WORDS {
        let text = word(&mut random);
        let mut found = Vec::new();
        words::each(&text, |range, folded| {
            let stems: Vec<String> = stem::readings(folded).into_iter().map(|one| one.stem.into_owned()).collect();
            stemmed += usize::from(stems.iter().any(|stem| stem != folded));
            found.push((text[range].to_owned(), folded.to_owned(), stems));
        });
        writeln!(lines, "{}", serde_json::to_string(&(text, found)).unwrap()).unwrap();
    }
    assert!(stemmed > WORDS / 2, "only {stemmed} words have another stem");
    let folder = project().join("target/search");
    fs::create_dir_all(&folder).unwrap();
    fs::write(folder.join("words.jsonl"), lines).unwrap();
}
