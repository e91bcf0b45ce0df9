//! Three sets of decimal digits: European, Arabic-Indic and Persian. It converts; it does not parse numbers.

use serde::{Deserialize, Serialize};

/// Which digits Arabic pages write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, Serialize)]
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

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn three_sets_are_one() {
        let ascii: String = "٢٠١٩ ۲۰۱۹ 2019".chars().map(to_ascii).collect();
        assert_eq!(ascii, "2019 2019 2019");
        assert_eq!(styled("6/2019", Digits::Arabic), "٦/٢٠١٩");
    }
}
