//! A name of a file → what keeps it from being one file on every disk. It looks at one part of a path; where the path leads is not its to say.
//!
//! Source: "Naming Files, Paths, and Namespaces" of the Windows documentation, whose rules are the strictest.

use unicode_normalization::UnicodeNormalization;

use super::hidden::{is_hidden, is_ignorable};
use super::isolate::is_bidi_control;
use crate::diagnostic::message::Message;
use crate::say;

/// The longest name in bytes on the file systems of Linux.
pub const LONGEST: usize = 255;
/// The longest path in bytes that is sure to fit below a folder: macOS takes 1,024 for the whole.
pub const LONGEST_PATH: usize = 800;

/// Names of devices on Windows, whatever ending they have.
const DEVICES: [&str; 6] = ["con", "prn", "aux", "nul", "conin$", "conout$"];

/// Whether Windows takes a name for a device.
pub fn is_device(name: &str) -> bool {
    let stem = name.split('.').next().unwrap_or(name).trim_end().to_lowercase();
    let port = ["com", "lpt"].iter().find_map(|port| stem.strip_prefix(port));
    DEVICES.contains(&stem.as_str())
        || port.is_some_and(|number| {
            matches!(number, "¹" | "²" | "³") || number.len() == 1 && number.bytes().all(|b| b.is_ascii_digit())
        })
}

/// Why a name is none that every disk and every server has.
pub fn fault(name: &str) -> Option<Message> {
    let odd = |c: &char| {
        c.is_control()
            || matches!(c, '\u{2028}' | '\u{2029}' | '\\' | '/' | '<' | '>' | ':' | '"' | '|' | '?' | '*')
            || is_bidi_control(*c)
            || is_hidden(*c)
            || is_ignorable(*c)
    };
    if let Some(c) = name.chars().find(odd) {
        let code = format!("U+{:04X}", u32::from(c));
        return Some(say!(
            "the name has the character {code}, which no site's may",
            "في الاسم المحرف {code}، ولا يكون في اسم ملف موقع"
        ));
    }
    if matches!(name, "" | "." | "..") {
        return Some(say!("the name means a folder", "الاسم يعني مجلدًا"));
    }
    if name.ends_with(['.', ' ']) || name.starts_with(' ') {
        return Some(say!(
            "the name begins or ends with a space, or ends with a full stop",
            "في أول الاسم أو آخره مسافة، أو في آخره نقطة"
        ));
    }
    if is_device(name) {
        return Some(say!("Windows takes the name for a device", "تعدّ ويندوز هذا الاسم اسم جهاز"));
    }
    (name.len() > LONGEST)
        .then(|| say!("the name has {} bytes, more than {LONGEST}", "في الاسم {} بايت، وأقصاه {LONGEST}", name.len()))
}

/// A path with a form that is equal for two that are one on some disk: those that differ in case, or in how a letter and the
/// marks on it are written.
pub fn folded(path: &str) -> String {
    if path.is_ascii() {
        return path.to_ascii_lowercase();
    }
    let upper = path.nfc().flat_map(char::to_uppercase).collect::<String>();
    upper.nfc().flat_map(char::to_lowercase).collect::<String>().nfc().collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn devices_are_known_with_any_ending() {
        for name in ["con", "CON.txt", "aux", "nul.tar.gz", "com1", "LPT9.md", "com¹", "conin$", "prn .x"] {
            assert!(is_device(name), "{name}");
        }
        for name in ["cone", "com", "com10", "lpt", "console.txt", "x.con"] {
            assert!(!is_device(name), "{name}");
        }
    }

    #[test]
    fn odd_names_are_refused_and_plain_ones_are_not() {
        for name in ["a\\b", "a\nb", "a:b", "a.", "a ", " a", "..", "", "a\u{202e}b", "a\u{200b}b", "a\u{0}", "aux.css"]
        {
            assert!(fault(name).is_some(), "{name:?}");
        }
        assert!(fault(&"x".repeat(256)).is_some());
        for name in ["CNAME", ".nojekyll", ".well-known", "sw.js", "بيان.pdf", "a b.png", "style.css"] {
            assert!(fault(name).is_none(), "{name:?}");
        }
    }

    #[test]
    fn what_is_one_on_some_disk_is_folded_to_one() {
        for (one, other) in [("É", "e\u{301}"), ("straße", "STRASSE"), ("ſ", "S"), ("σας", "ΣΑΣ"), ("أ", "ا\u{654}")]
        {
            assert_eq!(folded(one), folded(other));
        }
    }
}
