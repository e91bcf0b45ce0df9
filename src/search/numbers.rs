//! Numbers → text that JSON holds without an escape and gzip packs well: small ones, which are nearly all, take one character.

/// Values of the last digit of a number, from `0` to `[`, and of each digit before it, from `]` to `|`.
const LAST: u32 = 44;
const BEFORE: u32 = 1 << BITS;
const BITS: u32 = 5;

/// Each number as digits: the last is its remainder by 44, those before are the quotient to the base of 32.
pub fn written(numbers: impl IntoIterator<Item = u32>) -> String {
    let numbers = numbers.into_iter();
    let mut text = Vec::with_capacity(numbers.size_hint().0);
    // From the inside: what comes in parts is passed on part by part.
    numbers.for_each(|number| {
        // Nearly all numbers are their last digit.
        if number >= LAST {
            let quotients = (0..5).rev().map(|place| (number / LAST) >> (place * BITS)).filter(|high| *high > 0);
            text.extend(quotients.map(|high| digit(b']', high % BEFORE)));
        }
        text.push(digit(b'0', number % LAST));
    });
    // Digits are ASCII.
    String::from_utf8(text).unwrap_or_default()
}

/// Rising numbers as their differences, the first to 0.
pub fn steps(numbers: impl IntoIterator<Item = u32>) -> impl Iterator<Item = u32> {
    let mut before = 0;
    numbers.into_iter().map(move |number| number - std::mem::replace(&mut before, number))
}

fn digit(zero: u8, value: u32) -> u8 {
    zero + u8::try_from(value).unwrap_or(0)
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    /// As `static/search/index.js` reads them.
    fn read(text: &str) -> Vec<u32> {
        let (mut all, mut high) = (Vec::new(), 0);
        for byte in text.bytes().map(u32::from) {
            if byte >= 93 {
                high = high * BEFORE + byte - 93;
            } else {
                all.push(high * LAST + byte - 48);
                high = 0;
            }
        }
        all
    }

    #[test]
    fn small_numbers_take_one_character() {
        assert_eq!(written([0, 1, 43, 44, 1407, 1408]), "01[^0|[^]0");
        assert_eq!(steps([3, 4, 9]).collect::<Vec<_>>(), [3, 1, 5]);
    }

    proptest! {
        #[test]
        fn what_is_written_is_read(numbers in proptest::collection::vec(0u32..50_000_000, 0..20)) {
            let text = written(numbers.iter().copied());
            prop_assert!(text.bytes().all(|byte| (48..=124).contains(&byte) && byte != b'\\'));
            prop_assert_eq!(read(&text), numbers);
        }
    }
}
