//! What a finding says, in both languages. It knows no codes and prints nothing.

use serde::{Deserialize, Serialize, Serializer};

use crate::lang::Lang;

/// A sentence for an editor in both languages: lower case where the language has it, no final period.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize)]
pub struct Message {
    ar: Box<str>,
    en: Box<str>,
}

impl Message {
    /// A sentence that somebody wrote in both languages; `say!` makes one with values in it.
    pub fn new(en: impl Into<String>, ar: impl Into<String>) -> Message {
        Message { ar: ar.into().into(), en: en.into().into() }
    }

    /// A sentence made in one language after the other, where its values differ between them.
    pub fn of(made: impl Fn(Lang) -> String) -> Message {
        Message::new(made(Lang::En), made(Lang::Ar))
    }

    /// The sentence in one language.
    pub fn get(&self, lang: Lang) -> &str {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }
}

/// Data has the English sentence; a cache has both, as they are read back.
impl Serialize for Message {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return serializer.serialize_str(&self.en);
        }
        (&self.ar, &self.en).serialize(serializer)
    }
}

/// Makes a `Message` of a sentence in English and in Arabic with the same values: ``say!("no `{id}`", "لا يوجد `{id}`")``.
#[macro_export]
macro_rules! say {
    ($en:literal, $ar:literal $(, $value:expr)* $(,)?) => {
        $crate::diagnostic::message::Message::new(format!($en $(, $value)*), format!($ar $(, $value)*))
    };
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn both_languages_have_the_same_values() {
        let (id, count) = ("rome", 3);
        let said = say!("no `{id}` in {}", "لا يوجد `{id}` في {}", count);
        assert_eq!((said.get(Lang::En), said.get(Lang::Ar)), ("no `rome` in 3", "لا يوجد `rome` في 3"));
    }
}
