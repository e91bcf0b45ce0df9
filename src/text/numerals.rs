//! Numbers that a text writes, in digits of three scripts and in Arabic words: `7.7 مليون`, `ثمانية ملايين`, `670`. It does not know what they count.

use super::digits::to_ascii;
use super::words;

/// A number in a passage.
#[derive(Clone, Copy, Debug, PartialEq)]
pub struct Number {
    /// Its value.
    pub amount: f64,
    /// The index of its first word, 0-based.
    pub word: usize,
    /// How many words it has.
    pub words: usize,
}

/// Folded words for numbers, with their values; a dual of a scale has its own.
const WORDS: [(&str, f64); 44] = [
    ("واحد", 1.0),
    ("واحده", 1.0),
    ("اثنان", 2.0),
    ("اثنين", 2.0),
    ("اثنتان", 2.0),
    ("اثنتين", 2.0),
    ("ثلاثه", 3.0),
    ("ثلاث", 3.0),
    ("اربعه", 4.0),
    ("اربع", 4.0),
    ("خمسه", 5.0),
    ("خمس", 5.0),
    ("سته", 6.0),
    ("ست", 6.0),
    ("سبعه", 7.0),
    ("سبع", 7.0),
    ("ثمانيه", 8.0),
    ("ثماني", 8.0),
    ("ثمان", 8.0),
    ("تسعه", 9.0),
    ("تسع", 9.0),
    ("عشره", 10.0),
    ("عشر", 10.0),
    ("عشرون", 20.0),
    ("عشرين", 20.0),
    ("ثلاثون", 30.0),
    ("ثلاثين", 30.0),
    ("اربعون", 40.0),
    ("اربعين", 40.0),
    ("خمسون", 50.0),
    ("خمسين", 50.0),
    ("ستون", 60.0),
    ("ستين", 60.0),
    ("سبعون", 70.0),
    ("سبعين", 70.0),
    ("ثمانون", 80.0),
    ("ثمانين", 80.0),
    ("تسعون", 90.0),
    ("تسعين", 90.0),
    ("مييه", 100.0),
    ("مايه", 100.0),
    ("ميه", 100.0),
    ("مييتين", 200.0),
    ("مييتا", 200.0),
];

/// Folded words for a thousand and more; the second value is that of the word by itself.
const SCALES: [(&str, f64, f64); 22] = [
    ("الف", 1e3, 1e3),
    ("الفا", 1e3, 1e3),
    ("الاف", 1e3, 0.0),
    ("الفين", 1e3, 2e3),
    ("الفي", 1e3, 2e3),
    ("الفا", 1e3, 2e3),
    ("مليون", 1e6, 1e6),
    ("مليونا", 1e6, 1e6),
    ("ملايين", 1e6, 0.0),
    ("مليونين", 1e6, 2e6),
    ("مليوني", 1e6, 2e6),
    ("مليونان", 1e6, 2e6),
    ("مليار", 1e9, 1e9),
    ("مليارا", 1e9, 1e9),
    ("مليارات", 1e9, 0.0),
    ("ملياري", 1e9, 2e9),
    ("مليارين", 1e9, 2e9),
    ("بليون", 1e9, 1e9),
    ("بلايين", 1e9, 0.0),
    ("تريليون", 1e12, 1e12),
    ("thousand", 1e3, 0.0),
    ("million", 1e6, 0.0),
];

/// The numbers of a passage, by place. A scale belongs to the number before it: `7.7 مليون` is one number.
pub fn numbers(text: &str) -> Vec<Number> {
    let mut folded: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    words::each(text, |range, word| folded.push((range, word.to_owned())));
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let Some((amount, mut taken)) = digits(text, &folded, at).or_else(|| spelled(&folded, at)) else {
            at += 1;
            continue;
        };
        let mut amount = amount;
        while let Some((_, scale, _)) = scale(&folded, at + taken) {
            amount *= scale;
            taken += 1;
        }
        numbers.push(Number { amount, word: at, words: taken });
        at += taken;
    }
    numbers
}

/// A number in digits, which folding parts at its marks: `7.7`, `1,200`.
fn digits(text: &str, folded: &[(std::ops::Range<usize>, String)], at: usize) -> Option<(f64, usize)> {
    let digits = |word: &str| !word.is_empty() && word.len() <= 15 && word.bytes().all(|byte| byte.is_ascii_digit());
    let (range, word) = folded.get(at)?;
    // A letter of another script beside a digit, `كوفيد-19` aside, makes no word of digits; a sign does.
    let bare = word.strip_prefix(['و', 'ب', 'ل']).unwrap_or(word);
    if !digits(bare) {
        return None;
    }
    let (mut whole, mut end, mut taken) = (bare.to_owned(), range.end, 1);
    let mut decimals = String::new();
    while let Some((next, part)) = folded.get(at + taken).filter(|(_, part)| digits(part)) {
        let mark = text.get(end..next.start).unwrap_or("");
        let is_three = next.len() == part.len() && part.len() == 3;
        match mark {
            "," | "٬" | "."
                if is_three && decimals.is_empty() && part.chars().all(|c| to_ascii(c).is_ascii_digit()) =>
            {
                whole.push_str(part);
            }
            "." | "٫" | "," if decimals.is_empty() && part.len() <= 2 => decimals.push_str(part),
            _ => break,
        }
        end = next.end;
        taken += 1;
    }
    let amount: f64 = format!("{whole}.{decimals}0").parse().ok()?;
    Some((amount, taken))
}

/// A number in words: one to a hundred, or a scale that stands by itself.
fn spelled(folded: &[(std::ops::Range<usize>, String)], at: usize) -> Option<(f64, usize)> {
    let (_, word) = folded.get(at)?;
    let bare = word.strip_prefix('و').unwrap_or(word);
    let known = |word: &str| WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    if let Some(value) = known(word).or_else(|| known(bare)) {
        return Some((value, 1));
    }
    let (_, _, alone) = scale(folded, at)?;
    (alone > 0.0).then_some((alone, 1))
}

fn scale(folded: &[(std::ops::Range<usize>, String)], at: usize) -> Option<(&'static str, f64, f64)> {
    let (_, word) = folded.get(at)?;
    SCALES.iter().find(|(name, ..)| name == word).copied()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<f64> {
        numbers(text).into_iter().map(|number| number.amount).collect()
    }

    #[test]
    fn numbers_are_read_in_digits_and_in_words() {
        assert_eq!(read("نجاة نحو 7.7 مليون مواطن"), [7.7e6]);
        assert_eq!(read("أكثر من ٦٠٠ مليون دولار من أصل 670 مليون"), [600e6, 670e6]);
        assert_eq!(read("ما يقرب من ثمانية ملايين شخص"), [8e6]);
        assert_eq!(read("1,250,000 نازح و3 آلاف"), [1.25e6, 3e3]);
        assert_eq!(read("مليوني دولار"), [2e6]);
        assert_eq!(read("٧٫٥ مليار"), [7.5e9]);
        assert!(read("آلاف المقاتلين في العراق").is_empty());
    }
}
