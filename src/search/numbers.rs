//! Numbers → text that JSON holds without an escape and gzip packs well: small ones, which are nearly all, take one character.

/// Values of the last digit of a number, from `0` to `[`, and of each digit before it, from `]` to `|`.
const LAST: u32 = 44;
const BEFORE: u32 = 1 << BITS;
const BITS: u32 = 5;

/// Numbers that are being written, each as digits: the last is its remainder by 44, those before are the quotient to the base of 32.
#[derive(Debug, Default)]
pub struct Numbers(Vec<u8>);

impl Numbers {
    /// Writes a number behind the others.
    pub fn push(&mut self, number: u32) {
        let (high, last) = (number / LAST, number % LAST);
        // Nearly all numbers are their last digit, or have one before it.
        if high >= BEFORE {
            let quotients = (1..5).rev().map(|place| high >> (place * BITS)).filter(|high| *high > 0);
            self.0.extend(quotients.map(|high| digit(b']', high % BEFORE)));
        }
        if high > 0 {
            self.0.push(digit(b']', high % BEFORE));
        }
        self.0.push(digit(b'0', last));
    }

    /// Writes numbers behind the others that are written already.
    pub fn append(&mut self, written: &[u8]) {
        self.0.extend_from_slice(written);
    }

    /// What is written so far.
    pub fn bytes(&self) -> &[u8] {
        &self.0
    }

    /// Takes all numbers out; the room stays.
    pub fn clear(&mut self) {
        self.0.clear();
    }

    /// All of them.
    pub fn text(self) -> String {
        // Digits are ASCII.
        String::from_utf8(self.0).unwrap_or_default()
    }
}

/// Numbers as they are written, read one after another.
pub struct Reader<'a>(&'a [u8]);

impl<'a> Reader<'a> {
    /// Reads from the first on.
    pub fn new(written: &'a [u8]) -> Reader<'a> {
        Reader(written)
    }

    /// The next so many numbers, as they are written.
    pub fn taken(&mut self, numbers: u32) -> &'a [u8] {
        let whole = self.0;
        self.by_ref().take(numbers as usize).for_each(drop);
        whole.get(..whole.len() - self.0.len()).unwrap_or(whole)
    }
}

impl Iterator for Reader<'_> {
    type Item = u32;

    fn next(&mut self) -> Option<u32> {
        let mut high = 0;
        while let Some((byte, rest)) = self.0.split_first() {
            self.0 = rest;
            match byte.checked_sub(b']') {
                Some(digit) => high = high * BEFORE + u32::from(digit),
                None => return Some(high * LAST + u32::from(byte - b'0')),
            }
        }
        None
    }
}

/// Numbers, written.
pub fn written(numbers: impl IntoIterator<Item = u32>) -> String {
    let mut written = Numbers::default();
    numbers.into_iter().for_each(|number| written.push(number));
    written.text()
}

/// Rising numbers as their differences, the first to 0.
pub fn steps(numbers: impl IntoIterator<Item = u32>) -> impl Iterator<Item = u32> {
    let mut before = 0;
    numbers.into_iter().map(move |number| number - std::mem::replace(&mut before, number))
}

fn digit(zero: u8, value: u32) -> u8 {
    zero + value.to_le_bytes()[0]
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
    fn so_many_numbers_are_taken_as_they_are_written() {
        let text = written([7, 5000, 1, 44]);
        let mut reader = Reader::new(text.as_bytes());
        assert_eq!((reader.next(), reader.taken(2)), (Some(7), written([5000, 1]).as_bytes()));
        assert_eq!((reader.next(), reader.next(), reader.taken(1)), (Some(44), None, &b""[..]));
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
            prop_assert_eq!(Reader::new(text.as_bytes()).collect::<Vec<_>>(), read(&text));
            prop_assert_eq!(read(&text), numbers);
        }
    }
}
