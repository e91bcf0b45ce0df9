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

/// Folded words for numbers, with their values.
const WORDS: &[(&str, f64)] = &[
    ("واحد", 1.0),
    ("واحده", 1.0),
    ("احد", 1.0),
    ("احدي", 1.0),
    ("اثنان", 2.0),
    ("اثنين", 2.0),
    ("اثنا", 2.0),
    ("اثني", 2.0),
    ("اثنتان", 2.0),
    ("اثنتين", 2.0),
    ("اثنتا", 2.0),
    ("اثنتي", 2.0),
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
];

/// What hundreds begin with, and how they end: مئة, مائة; ثلاثمئة, ثلاثمائة.
const HUNDREDS: [(&str, f64); 8] = [
    ("", 100.0),
    ("ثلاث", 300.0),
    ("اربع", 400.0),
    ("خمس", 500.0),
    ("ست", 600.0),
    ("سبع", 700.0),
    ("ثماني", 800.0),
    ("تسع", 900.0),
];
const HUNDRED: [&str; 2] = ["ميه", "مايه"];
const TWO_HUNDRED: [&str; 8] = ["ميتان", "ميتين", "ميتا", "ميتي", "مايتان", "مايتين", "مايتا", "مايتي"];
/// Parts of a scale: نصف مليون.
const PARTS: [(&str, f64); 3] = [("نصف", 0.5), ("ربع", 0.25), ("ثلث", 1.0 / 3.0)];

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

/// The numbers of a passage, by place. What is joined with و or belongs to a scale is one number: `مئة وعشرون`, `7.7 مليون`,
/// `مليون ونصف المليون`.
pub fn numbers(text: &str) -> Vec<Number> {
    let mut folded: Vec<(std::ops::Range<usize>, String)> = Vec::new();
    words::each(text, |range, word| folded.push((range, word.to_owned())));
    let mut numbers: Vec<Number> = Vec::new();
    let mut at = 0;
    while at < folded.len() {
        let Some((mut amount, mut taken)) = digits(text, &folded, at).or_else(|| spelled(&folded, at)) else {
            at += 1;
            continue;
        };
        let mut unit = alone(word(&folded, at)).unwrap_or(1.0);
        while let Some((_, scale, _)) = scale(&folded, at + taken) {
            amount *= scale;
            unit = scale;
            taken += 1;
        }
        // ثلاثة آلاف وخمسمئة, 3 آلاف و500: what follows a scale with و and is less belongs to it.
        if unit > 1.0
            && word(&folded, at + taken).starts_with('و')
            && let Some((more, words)) = digits(text, &folded, at + taken).or_else(|| spelled(&folded, at + taken))
            && more < unit
            && scale(&folded, at + taken + words).is_none()
        {
            amount += more;
            taken += words;
        }
        if let Some((more, words)) = half(&folded, at + taken) {
            amount += more;
            taken += words;
        }
        if amount.is_finite() {
            numbers.push(Number { amount, word: at, words: taken });
        }
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

type Word = (std::ops::Range<usize>, String);

fn word(folded: &[Word], at: usize) -> &str {
    folded.get(at).map_or("", |(_, word)| word.as_str())
}

/// A number in words up to a thousand, or a scale that stands by itself, or a part of one.
fn spelled(folded: &[Word], at: usize) -> Option<(f64, usize)> {
    if let Some((_, part)) = PARTS.iter().find(|(name, _)| *name == word(folded, at)) {
        return scale(folded, at + 1).map(|_| (*part, 1));
    }
    let first = word(folded, at);
    let (mut amount, mut taken) = match below_thousand(first).or_else(|| below_thousand(first.strip_prefix('و')?)) {
        Some(amount) => (amount, 1),
        None => {
            return alone(first).map(|amount| (amount, 1));
        }
    };
    loop {
        let next = word(folded, at + taken);
        // خمسة عشر is 15, خمسة وعشرون 25.
        let ten = matches!(next, "عشر" | "عشره") && amount < 10.0;
        let more = if ten { Some(10.0) } else { next.strip_prefix('و').and_then(below_thousand) };
        match more.filter(|more| ten || fits(amount, *more)) {
            Some(more) => {
                amount += more;
                taken += 1;
            }
            None => return Some((amount, taken)),
        }
    }
}

/// Whether a part may follow what was read: units before tens, hundreds before both.
fn fits(amount: f64, more: f64) -> bool {
    (amount < 10.0 && (20.0..100.0).contains(&more)) || (amount >= 100.0 && amount % 100.0 < 10.0 && more < 100.0)
}

fn below_thousand(word: &str) -> Option<f64> {
    let known = WORDS.iter().find(|(name, _)| *name == word).map(|(_, value)| *value);
    known.or_else(|| TWO_HUNDRED.contains(&word).then_some(200.0)).or_else(|| {
        let hundred = HUNDRED.iter().find_map(|end| word.strip_suffix(end))?;
        HUNDREDS.iter().find(|(start, _)| *start == hundred).map(|(_, value)| *value)
    })
}

/// The value of a scale that stands by itself: ألف, ومليون.
fn alone(word: &str) -> Option<f64> {
    let bare = word.strip_prefix('و').unwrap_or(word);
    let (.., alone) = SCALES.iter().find(|(name, ..)| *name == word || *name == bare)?;
    (*alone > 0.0).then_some(*alone)
}

/// Half of a scale more: `ونصف المليون`, `ونصف مليون`.
fn half(folded: &[Word], at: usize) -> Option<(f64, usize)> {
    let part = word(folded, at).strip_prefix('و')?;
    let (_, part) = PARTS.iter().find(|(name, _)| *name == part)?;
    let named = word(folded, at + 1);
    let bare = named.strip_prefix("ال").unwrap_or(named);
    let (_, scale, _) = SCALES.iter().find(|(name, ..)| *name == bare || *name == named)?;
    Some((part * scale, 2))
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
        assert_eq!(read("خمسة وعشرون ألف نازح"), [25e3]);
        assert_eq!(read("مئة وعشرون نازحا وخمسة عشر مدنيا"), [120.0, 15.0]);
        assert_eq!(read("ثلاثمئة ألف شخص ومئتي ألف نازح"), [300e3, 200e3]);
        assert_eq!(read("خمسمائة وخمسة وسبعون"), [575.0]);
        assert_eq!(read("نصف مليون نازح"), [0.5e6]);
        assert_eq!(read("مليون ونصف المليون شخص"), [1.5e6]);
        assert_eq!(read("ثلاثة آلاف وخمسمئة شخص"), [3500.0]);
        assert_eq!(read("3 آلاف و500 شخص وألف ومئتا جريح"), [3500.0, 1200.0]);
        assert_eq!(read("600 مليون دولار و20 شركة"), [600e6, 20.0]);
        assert_eq!(read("ثلاثة وأربع دول"), [3.0, 4.0], "two numbers");
        assert!(read(&"مليار ".repeat(60)).iter().all(|amount| amount.is_finite()));
    }
}
