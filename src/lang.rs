//! The two languages of the site, and values that exist in both. It knows no phrases: those are in `templates/strings`.

use schemars::JsonSchema;
use serde::{Deserialize, Serialize};

use crate::text::clean::CleanText;

/// A language that pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Lang {
    /// Arabic, right to left, at the root of the site.
    Ar,
    /// English, left to right, under `en/`.
    En,
}

impl Lang {
    /// Both languages, the site's own first.
    pub const ALL: [Lang; 2] = [Lang::Ar, Lang::En];

    /// The BCP 47 tag, for `lang` and `hreflang`.
    pub fn code(self) -> &'static str {
        match self {
            Lang::Ar => "ar",
            Lang::En => "en",
        }
    }

    /// The base direction, for `dir`.
    pub fn dir(self) -> &'static str {
        match self {
            Lang::Ar => "rtl",
            Lang::En => "ltr",
        }
    }

    /// The language of the twin page.
    pub fn other(self) -> Lang {
        match self {
            Lang::Ar => Lang::En,
            Lang::En => Lang::Ar,
        }
    }

    /// The folder of this language below the site's root: empty, or `en/`.
    pub fn folder(self) -> &'static str {
        match self {
            Lang::Ar => "",
            Lang::En => "en/",
        }
    }
}

/// A label in both languages.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize, JsonSchema)]
#[serde(try_from = "RawBilingual")]
pub struct Bilingual {
    /// The Arabic label.
    pub ar: String,
    /// The English label.
    pub en: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields, expecting = "a label in both languages, as { ar = \"…\", en = \"…\" }")]
struct RawBilingual {
    /// In Arabic.
    #[schemars(pattern(r"\S"))]
    ar: String,
    /// In English.
    #[schemars(pattern(r"\S"))]
    en: String,
}

impl TryFrom<RawBilingual> for Bilingual {
    type Error = &'static str;

    fn try_from(raw: RawBilingual) -> Result<Bilingual, Self::Error> {
        Bilingual::filled(&raw.ar, &raw.en)
    }
}

impl Bilingual {
    /// A label, repaired as all text is that readers see.
    pub fn new(ar: &str, en: &str) -> Bilingual {
        let repaired = |text: &str| CleanText::new(text).as_str().to_owned();
        Bilingual { ar: repaired(ar), en: repaired(en) }
    }

    /// A label that somebody wrote.
    ///
    /// # Errors
    /// It is empty in one of the languages.
    pub fn filled(ar: &str, en: &str) -> Result<Bilingual, &'static str> {
        let label = Bilingual::new(ar, en);
        if label.ar.is_empty() || label.en.is_empty() { Err("a label is empty") } else { Ok(label) }
    }

    /// The label in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }

    /// The same text in both, for a name that is known in one form only.
    pub fn same(text: &str) -> Bilingual {
        Bilingual { ar: text.to_owned(), en: text.to_owned() }
    }
}
