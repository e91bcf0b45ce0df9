//! The two languages of the site, and values that exist in both. It knows no phrases: those are in `templates/strings`.

use std::fmt;
use std::marker::PhantomData;

use schemars::JsonSchema;
use serde::de::value::MapAccessDeserializer;
use serde::de::{MapAccess, Visitor};
use serde::{Deserialize, Deserializer, Serialize};

use crate::text::clean::CleanText;
use crate::text::hidden;

/// A language that pages are written in.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
#[derive(Clone, Debug, PartialEq, Eq, Serialize, JsonSchema)]
#[schemars(with = "RawBilingual")]
pub struct Bilingual {
    /// The Arabic label.
    pub ar: String,
    /// The English label.
    pub en: String,
}

#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
struct RawBilingual {
    /// In Arabic.
    #[schemars(with = "String", pattern(r"\S"))]
    ar: Label,
    /// In English.
    #[schemars(with = "String", pattern(r"\S"))]
    en: Label,
}

/// What is said of a label without a letter or a sign.
pub(crate) const EMPTY: &str = "a label is empty";
/// What is said of such an item of a list of words.
pub(crate) const EMPTY_WORD: &str = "a word is empty";

/// A label in one language, which says something.
#[derive(Deserialize)]
#[serde(try_from = "String")]
pub(crate) struct Label(pub(crate) String);

impl TryFrom<String> for Label {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Label, Self::Error> {
        if !hidden::is_seen(&text) { Err(EMPTY) } else { Ok(Label(text)) }
    }
}

/// A word or a line of a list, which says something.
#[derive(Deserialize)]
#[serde(try_from = "String")]
struct Word(String);

impl TryFrom<String> for Word {
    type Error = &'static str;

    fn try_from(text: String) -> Result<Word, Self::Error> {
        if !hidden::is_seen(&text) { Err(EMPTY_WORD) } else { Ok(Word(text)) }
    }
}

/// Reads a list of words of which none is empty.
pub(crate) fn words<'de, D: Deserializer<'de>>(list: D) -> Result<Vec<String>, D::Error> {
    Ok(Vec::<Word>::deserialize(list)?.into_iter().map(|word| word.0).collect())
}

/// Reads a list of words that may be left out.
pub(crate) fn some_words<'de, D: Deserializer<'de>>(list: D) -> Result<Option<Vec<String>>, D::Error> {
    words(list).map(Some)
}

/// What is written with keys: serde would take a list for it too.
struct Table<T>(T);

impl<'de, T: Deserialize<'de>> Deserialize<'de> for Table<T> {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Table<T>, D::Error> {
        struct Keys<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for Keys<T> {
            type Value = Table<T>;

            fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                f.write_str("a label in both languages, as { ar = \"…\", en = \"…\" }")
            }

            fn visit_map<A: MapAccess<'de>>(self, map: A) -> Result<Table<T>, A::Error> {
                T::deserialize(MapAccessDeserializer::new(map)).map(Table)
            }
        }
        value.deserialize_map(Keys(PhantomData))
    }
}

impl<'de> Deserialize<'de> for Bilingual {
    fn deserialize<D: Deserializer<'de>>(value: D) -> Result<Bilingual, D::Error> {
        // What a cache has was read before.
        if !value.is_human_readable() {
            return Deserialize::deserialize(value).map(|(ar, en)| Bilingual { ar, en });
        }
        Table::<RawBilingual>::deserialize(value).map(|Table(raw)| Bilingual::new(&raw.ar.0, &raw.en.0))
    }
}

impl Bilingual {
    /// A label, repaired as all text is that readers see.
    pub fn new(ar: &str, en: &str) -> Bilingual {
        let repaired = |text: &str| CleanText::new(text).as_str().to_owned();
        Bilingual { ar: repaired(ar), en: repaired(en) }
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
