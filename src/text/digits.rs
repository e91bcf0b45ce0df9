//! Three sets of decimal digits: European, Arabic-Indic and Persian. It converts; it does not parse numbers.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

/// Which digits Arabic pages write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Digits {
    /// 0–9
    #[default]
    Latin,
    /// ٠–٩
    Arabic,
}

/// The European digit for U+0660–0669 ARABIC-INDIC and U+06F0–06F9 EXTENDED ARABIC-INDIC; any other character as it is.
pub fn to_ascii(c: char) -> char {
    let value = match c {
        '\u{0660}'..='\u{0669}' => u32::from(c) - 0x0660,
        '\u{06F0}'..='\u{06F9}' => u32::from(c) - 0x06F0,
        _ => return c,
    };
    char::from_digit(value, 10).unwrap_or(c)
}

/// The text with its European digits written as the site wants them.
pub fn styled(text: &str, digits: Digits) -> String {
    match digits {
        Digits::Latin => text.to_owned(),
        Digits::Arabic => text
            .chars()
            .map(|c| match c.to_digit(10) {
                Some(value) => char::from_u32(0x0660 + value).unwrap_or(c),
                None => c,
            })
            .collect(),
    }
}

/// A number in groups of three digits, with two decimals at most: `1,250,000`, `١٬٢٥٠٬٠٠٠`, `7.5`.
pub fn grouped(amount: f64, digits: Digits) -> String {
    let written = format!("{amount:.2}");
    let (whole, decimals) = written.split_once('.').unwrap_or((&written, ""));
    let decimals = decimals.trim_end_matches('0');
    let (comma, point) = match digits {
        Digits::Latin => (',', '.'),
        Digits::Arabic => ('٬', '٫'),
    };
    let mut out = String::with_capacity(whole.len() * 2);
    for (place, digit) in whole.chars().enumerate() {
        if place > 0 && (whole.len() - place) % 3 == 0 {
            out.push(comma);
        }
        out.push(digit);
    }
    if !decimals.is_empty() {
        out.push(point);
        out.push_str(decimals);
    }
    styled(&out, digits)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn amounts_are_grouped() {
        assert_eq!(grouped(7.7e6, Digits::Latin), "7,700,000");
        assert_eq!(grouped(1_250.5, Digits::Arabic), "١٬٢٥٠٫٥");
        assert_eq!(grouped(83.0, Digits::Latin), "83");
    }

    #[test]
    fn three_sets_are_one() {
        let ascii: String = "٢٠١٩ ۲۰۱۹ 2019".chars().map(to_ascii).collect();
        assert_eq!(ascii, "2019 2019 2019");
        assert_eq!(styled("6/2019", Digits::Arabic), "٦/٢٠١٩");
    }
}
