//! Names → the last part of an address. It never yields two forms of one name, a dot, or a slash.

use std::fmt;

use serde::{Deserialize, Serialize, Serializer};
use unicode_normalization::UnicodeNormalization;
use xxhash_rust::xxh3::xxh3_64;

use crate::text::hidden::{is_hidden, is_ignorable};
use crate::text::portable;

/// The longest slug, in bytes: a percent-encoded Arabic letter takes six in an address, and a file name has 255.
const LONGEST: usize = 120;

/// The folder of further pages of a list, which stands beside the pages of tags.
const RESERVED: &str = "page";

/// A part of an address: lower case, NFC, letters, digits, `-` and `_`, 1 to 120 bytes.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Slug(String);

impl Slug {
    /// Makes a name safe: what is no letter or digit becomes a hyphen, and a name that is too long ends in a hash of
    /// the whole.
    pub fn new(name: &str) -> Slug {
        let mut slug = String::with_capacity(name.len());
        // Outside a word the non-joiner is a gap between two, as in می‌شود; all else that nobody sees is nothing.
        let seen =
            name.chars().filter(|c| *c == '\u{200C}' || !(is_ignorable(*c) || is_hidden(*c) && !c.is_whitespace()));
        for c in seen.nfc().flat_map(char::to_lowercase).nfc() {
            if c.is_alphanumeric() || c == '_' || (is_joined_mark(c) && !slug.is_empty()) {
                slug.push(c);
            } else if !slug.is_empty() && !slug.ends_with('-') {
                slug.push('-');
            }
        }
        slug.truncate(slug.trim_end_matches('-').len());
        if slug.is_empty() {
            slug = format!("report-{:08x}", short_hash(name));
        }
        if slug.len() > LONGEST {
            let hash = format!("-{:08x}", short_hash(name));
            slug.truncate(slug.floor_char_boundary(LONGEST - hash.len()));
            slug.truncate(slug.trim_end_matches('-').len());
            slug.push_str(&hash);
        }
        if slug == RESERVED || portable::is_device(&slug) {
            slug.push('_');
        }
        Slug(slug)
    }

    /// The slug of a report's file: its name without the ending.
    pub fn of_file(file: &str) -> Slug {
        let name = file.rsplit('/').next().unwrap_or(file);
        Slug::new(name.rsplit_once('.').map_or(name, |(stem, _)| stem))
    }

    /// The slug with a mark of its own behind it, for one that looks like another's.
    pub fn marked(&self) -> Slug {
        let mark = format!("-{:08x}", short_hash(&self.0));
        let end = self.0.floor_char_boundary(LONGEST - mark.len());
        Slug(format!("{}{mark}", self.0.get(..end).unwrap_or("").trim_end_matches('-')))
    }

    /// The text.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

fn short_hash(name: &str) -> u64 {
    xxh3_64(name.as_bytes()) & 0xFFFF_FFFF
}

/// Marks that are part of a word's spelling; Arabic diacritics are not, and would make two addresses of one word.
fn is_joined_mark(c: char) -> bool {
    unicode_normalization::char::is_combining_mark(c)
        && !matches!(c, '\u{0610}'..='\u{061A}' | '\u{064B}'..='\u{065F}' | '\u{0670}')
}

impl fmt::Display for Slug {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl Serialize for Slug {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.serialize_str(&self.0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn a_stem_becomes_an_address() {
        assert_eq!(Slug::of_file("copies/000_c181244a426f32bc.txt").as_str(), "000_c181244a426f32bc");
        assert_eq!(Slug::new("Rome 2021: Final (v2)").as_str(), "rome-2021-final-v2");
        assert_eq!(Slug::new("بيان روما").as_str(), "بيان-روما");
        assert_eq!(Slug::new("../../etc/passwd").as_str(), "etc-passwd");
        assert_eq!(Slug::new("CON").as_str(), "con_");
        assert_eq!(Slug::new("page").as_str(), "page_");
        assert_eq!(Slug::new("com¹").as_str(), "com¹_");
        assert_eq!(Slug::new("ira\u{200B}q\u{3164}").as_str(), "iraq");
        assert_eq!(Slug::new("می\u{200C}شود").as_str(), "می-شود");
        assert_eq!(Slug::new("C:\\x").as_str(), "c-x");
        assert_eq!(Slug::new("%2e%2e%2f").as_str(), "2e-2e-2f");
        assert!(Slug::new("!!!").as_str().starts_with("report-"));
    }

    #[test]
    fn two_long_names_stay_two() {
        let (a, b) = (Slug::new(&"م".repeat(200)), Slug::new(&"م".repeat(201)));
        assert!(a.as_str().len() <= LONGEST && a != b);
    }

    proptest! {
        #[test]
        fn a_slug_is_safe_and_stable(name in "(\\PC|[\u{0}-\u{1F}\u{85}\u{AD}\u{34F}\u{200B}-\u{200F}\u{2028}-\u{202E}\u{2060}-\u{206F}\u{3164}\u{FE0F}\u{E0041}./\\\\ ]){0,100}") {
            let slug = Slug::new(&name);
            prop_assert!(!slug.as_str().is_empty() && slug.as_str().len() <= LONGEST + 1);
            prop_assert!(!slug.as_str().contains(['/', '.', '\\', ' ', '%', '?', '#']));
            prop_assert!(slug.as_str().chars().all(|c| !c.is_whitespace() && !is_hidden(c) && !is_ignorable(c)));
            prop_assert!(crate::text::portable::fault(slug.as_str()).is_none());
            prop_assert_eq!(Slug::new(slug.as_str()), slug.clone());
            prop_assert!(slug.marked().as_str().len() <= LONGEST);
        }
    }
}
