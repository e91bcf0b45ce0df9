//! Bytes → text with LF line ends, and which encoding was assumed. It never drops a byte silently: what is no text is refused.

use std::borrow::Cow;

use encoding_rs::{Encoding, UTF_8, UTF_16BE, UTF_16LE, WINDOWS_1256};

use super::{bytes, script};

/// A report's text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Decoded {
    /// The text: no byte order mark, LF line ends. A line here is a line on disk.
    pub text: String,
    /// The encoding's name where it was assumed and not UTF-8.
    pub assumed: Option<&'static str>,
    /// The byte of the text, 0-based, where the first character stands that could not be read.
    pub broken: Option<usize>,
}

/// Why bytes are not a text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum NotText {
    /// There is nothing, or white space alone.
    Empty,
    /// A picture, an archive, a word processor's file …
    Binary,
}

/// How a text lies on disk.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Form {
    Utf8,
    Utf16 { high: usize },
    Windows1256,
}

/// A report's text as it lies on disk, with the line ends that it has there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Raw {
    /// The text without a byte order mark.
    pub text: String,
    form: Form,
    mark: Vec<u8>,
    assumed: Option<&'static str>,
    broken: Option<usize>,
}

impl Raw {
    /// Reads bytes as `decode` does, and keeps how they lie.
    ///
    /// # Errors
    /// The bytes are empty, or no text.
    pub fn read(bytes: &[u8]) -> Result<Raw, NotText> {
        let (form, mark) = form(bytes)?;
        let (mark, rest) = bytes.split_at_checked(mark).unwrap_or((&[], bytes));
        let encoding = form.encoding();
        let (text, _) = encoding.decode_without_bom_handling(rest);
        let assumed = (form != Form::Utf8).then(|| encoding.name());
        // What is decoded without a change is UTF-8, whole.
        let is_whole = form != Form::Utf8 || matches!(text, Cow::Borrowed(_));
        let broken = if is_whole { None } else { std::str::from_utf8(rest).err().map(|error| error.valid_up_to()) };
        let raw = Raw { text: text.into_owned(), form, mark: mark.to_vec(), assumed, broken };
        let text = raw.text.strip_prefix('\u{FEFF}').unwrap_or(&raw.text);
        if text.trim().is_empty() {
            return Err(NotText::Empty);
        }
        let is_fault = |c: char| c.is_control() && !c.is_whitespace() || c == char::REPLACEMENT_CHARACTER;
        let begins = |byte: u8| (byte < b' ') & (byte != b'\n') | (byte == 0x7F) | (byte == 0xC2) | (byte == 0xEF);
        let faults = bytes::characters(text, begins).filter(|(_, c)| is_fault(*c)).count();
        if faults > 0 && (faults * 20 > text.chars().count() || text.contains('\0')) {
            return Err(NotText::Binary);
        }
        Ok(raw)
    }

    /// Another text as bytes of the same encoding behind the same mark; none where the encoding has no such character,
    /// or where bytes were broken, which would be lost.
    pub fn with(&self, text: &str) -> Option<Vec<u8>> {
        if self.broken.is_some() {
            return None;
        }
        let mut bytes = self.mark.clone();
        match self.form {
            Form::Utf8 => bytes.extend(text.as_bytes()),
            Form::Utf16 { high: 0 } => bytes.extend(text.encode_utf16().flat_map(u16::to_be_bytes)),
            Form::Utf16 { .. } => bytes.extend(text.encode_utf16().flat_map(u16::to_le_bytes)),
            Form::Windows1256 => match WINDOWS_1256.encode(text) {
                (encoded, _, false) => bytes.extend(&*encoded),
                _ => return None,
            },
        }
        Some(bytes)
    }
}

impl Form {
    fn encoding(self) -> &'static Encoding {
        match self {
            Form::Utf8 => UTF_8,
            Form::Utf16 { high: 0 } => UTF_16BE,
            Form::Utf16 { .. } => UTF_16LE,
            Form::Windows1256 => WINDOWS_1256,
        }
    }
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
    let raw = Raw::read(bytes)?;
    let text = raw.text.strip_prefix('\u{FEFF}').unwrap_or(&raw.text);
    let lines = |text: &str| match text.contains('\r') {
        true => text.replace("\r\n", "\n").replace('\r', "\n"),
        false => text.to_owned(),
    };
    let skipped = raw.text.len() - text.len();
    let broken = raw.broken.map(|at| lines(text.get(..at.saturating_sub(skipped)).unwrap_or("")).len());
    Ok(Decoded { text: lines(text), assumed: raw.assumed, broken })
}

/// Where the first letter stands of a text in Arabic that was read in a wrong encoding and saved so: of UTF-8 read as
/// Windows-1252 every other character is Ø or Ù, and as Windows-1256 ط or ظ, which are 2 of 100 letters otherwise.
pub fn garbled(text: &str) -> Option<usize> {
    let [latin, arabic, common] = bytes::counts(text.as_bytes(), |byte, next| {
        let latin = (byte == 0xC3) & ((next == 0x98) | (next == 0x99));
        let arabic = (byte == 0xD8) & ((next == 0xB7) | (next == 0xB8));
        [latin, arabic, bytes::is_arabic(byte, next)]
    });
    // Letters need not be counted where the most common ones are too many.
    let most = latin.max(arabic);
    if most < 10 || most * 3 < common {
        return None;
    }
    let letters = text.chars().filter(|c| script::is_letter(*c)).count();
    let is_garbled = |found: usize| found >= 10 && found * 3 >= letters;
    let leads = [(latin, ['\u{D8}', '\u{D9}']), (arabic, ['\u{637}', '\u{638}'])];
    leads.into_iter().find_map(|(found, leads)| is_garbled(found).then(|| text.find(leads)).flatten())
}

/// How bytes lie, and how many of them are the mark in front.
fn form(bytes: &[u8]) -> Result<(Form, usize), NotText> {
    if let Some((encoding, mark)) = Encoding::for_bom(bytes) {
        let form = match encoding {
            _ if encoding == UTF_16LE => Form::Utf16 { high: 1 },
            _ if encoding == UTF_16BE => Form::Utf16 { high: 0 },
            _ => Form::Utf8,
        };
        return Ok((form, mark));
    }
    if std::str::from_utf8(bytes).is_ok_and(|text| !text.contains('\0')) {
        return Ok((Form::Utf8, 0));
    }
    if let Some(high) = [1, 0].into_iter().find(|high| looks_like_utf16(bytes, *high)) {
        return Ok((Form::Utf16 { high }, 0));
    }
    if bytes.contains(&0) {
        return Err(NotText::Binary);
    }
    if is_broken_utf8(bytes) {
        return Ok((Form::Utf8, 0));
    }
    let (text, _) = WINDOWS_1256.decode_without_bom_handling(bytes);
    let letters = text.chars().filter(|c| c.is_alphabetic()).count();
    let arabic = text.chars().filter(|c| matches!(c, '\u{0621}'..='\u{064A}')).count();
    if arabic * 2 > letters { Ok((Form::Windows1256, 0)) } else { Err(NotText::Binary) }
}

/// Whether bytes are UTF-8 but for a few: four characters of two bytes and more for each place that is none.
fn is_broken_utf8(bytes: &[u8]) -> bool {
    let (mut good, mut bad) = (0usize, 0usize);
    for chunk in bytes.utf8_chunks() {
        good += chunk.valid().chars().filter(|c| !c.is_ascii()).count();
        bad += usize::from(!chunk.invalid().is_empty());
    }
    good >= 4 * bad
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
    fn another_text_is_written_as_the_first_was() {
        let utf16: Vec<u8> = TEXT.encode_utf16().flat_map(u16::to_be_bytes).collect();
        for bytes in [
            TEXT.as_bytes().to_vec(),
            [b"\xEF\xBB\xBF", TEXT.replace('\n', "\r\n").as_bytes()].concat(),
            utf16.clone(),
            [&b"\xFE\xFF"[..], &utf16].concat(),
            WINDOWS_1256.encode(TEXT).0.into_owned(),
        ] {
            let raw = Raw::read(&bytes).unwrap();
            assert_eq!(raw.with(&raw.text), Some(bytes));
        }
        let old = Raw::read(&WINDOWS_1256.encode(TEXT).0).unwrap();
        assert_eq!(old.with("漢"), None);
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
