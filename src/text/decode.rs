//! Bytes → text with LF line ends, and which encoding was assumed. It never drops a byte silently: what is no text is refused.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_16BE, UTF_16LE, WINDOWS_1256};

/// A report's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text: no byte order mark, LF line ends. A line here is a line on disk.
    pub text: String,
    /// The encoding's name where it was assumed and not UTF-8.
    pub assumed: Option<&'static str>,
}

/// Why bytes are not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// There is nothing, or white space alone.
    Empty,
    /// A picture, an archive, a word processor's file …
    Binary,
}

/// Recognises UTF-8 with or without a byte order mark, UTF-16 with or without one, and Windows-1256.
///
/// Without a mark: valid UTF-8 is UTF-8; where most of one half of the 16-bit units is the Arabic block, ASCII or
/// white space, it is UTF-16; where bytes are no UTF-8 but read as Windows-1256 they are mostly Arabic letters, it is
/// Windows-1256.
///
/// # Errors
/// The bytes are empty, or none of these.
pub fn decode(bytes: &[u8]) -> Result<Decoded, NotText> {
    let decoded = |text: Cow<'_, str>, assumed| -> Result<Decoded, NotText> {
        let text = text.strip_prefix('\u{FEFF}').unwrap_or(&text);
        if text.trim().is_empty() {
            return Err(NotText::Empty);
        }
        let controls = text.chars().filter(|c| c.is_control() && !c.is_whitespace()).count();
        let replaced = text.chars().filter(|c| *c == char::REPLACEMENT_CHARACTER).count();
        if (controls + replaced) * 20 > text.chars().count() || text.contains('\0') {
            return Err(NotText::Binary);
        }
        Ok(Decoded { text: text.replace("\r\n", "\n").replace('\r', "\n"), assumed })
    };
    if let Some((encoding, _)) = Encoding::for_bom(bytes) {
        let (text, _, _) = encoding.decode(bytes);
        let assumed = (encoding == UTF_16LE || encoding == UTF_16BE).then(|| encoding.name());
        return decoded(text, assumed);
    }
    if let Ok(text) = std::str::from_utf8(bytes)
        && !text.contains('\0')
    {
        return decoded(Cow::Borrowed(text), None);
    }
    for (encoding, high) in [(UTF_16LE, 1), (UTF_16BE, 0)] {
        if looks_like_utf16(bytes, high) {
            let (text, _) = encoding.decode_without_bom_handling(bytes);
            return decoded(text, Some(encoding.name()));
        }
    }
    if bytes.contains(&0) {
        return Err(NotText::Binary);
    }
    let (text, _) = WINDOWS_1256.decode_without_bom_handling(bytes);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let arabic = text.chars().filter(|c| matches!(c, '\u{0621}'..='\u{064A}')).count();
    if arabic * 2 > letters { decoded(text, Some("windows-1256")) } else { Err(NotText::Binary) }
}

/// Whether at least nine tenths of the units have 0x00 (ASCII), 0x06 (Arabic) or 0x20 (punctuation) as the byte at
/// `high`, and some have 0x00 or 0x06 there.
fn looks_like_utf16(bytes: &[u8], high: usize) -> bool {
    let units = bytes.chunks_exact(2);
    let count = units.len();
    let plausible = units.filter(|unit| matches!(unit.get(high), Some(0x00 | 0x06 | 0x20)) && unit != &[0, 0]).count();
    count > 1 && bytes.len().is_multiple_of(2) && plausible * 10 >= count * 9
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "بيان ختامي.\nاجتماع روما 2021";

    fn assumed(bytes: &[u8]) -> Option<&'static str> {
        let decoded = decode(bytes).unwrap();
        assert_eq!(decoded.text, TEXT);
        decoded.assumed
    }

    #[test]
    fn every_encoding_of_the_same_text_is_the_same_text() {
        let units: Vec<u16> = TEXT.encode_utf16().collect();
        let le: Vec<u8> = units.iter().flat_map(|unit| unit.to_le_bytes()).collect();
        let be: Vec<u8> = units.iter().flat_map(|unit| unit.to_be_bytes()).collect();
        assert_eq!(assumed(TEXT.as_bytes()), None);
        assert_eq!(assumed(&[&b"\xEF\xBB\xBF"[..], TEXT.as_bytes()].concat()), None);
        assert_eq!(assumed(&[&b"\xFF\xFE"[..], &le].concat()), Some("UTF-16LE"));
        assert_eq!(assumed(&[&b"\xFE\xFF"[..], &be].concat()), Some("UTF-16BE"));
        assert_eq!(assumed(&le), Some("UTF-16LE"));
        assert_eq!(assumed(&be), Some("UTF-16BE"));
        assert_eq!(assumed(&WINDOWS_1256.encode(TEXT).0), Some("windows-1256"));
        assert_eq!(assumed(TEXT.replace('\n', "\r\n").as_bytes()), None);
    }

    #[test]
    fn what_is_no_text_is_refused() {
        assert_eq!(decode(b""), Err(NotText::Empty));
        assert_eq!(decode(b"\xEF\xBB\xBF \r\n\t"), Err(NotText::Empty));
        assert_eq!(decode(b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR\0\0\x01\0"), Err(NotText::Binary));
        assert_eq!(decode(&[0u8; 64]), Err(NotText::Binary));
        assert_eq!(decode(b"\xff\xd8\xff\xe1\x80\x81\x82\x83\x84"), Err(NotText::Binary));
    }
}
