//! Numbers of things → how a language counts them, for the lines that the program prints.

use crate::lang::Lang;
use crate::render::strings::{Strings, Value};
use crate::text::digits::Digits;

/// The counted things that Arabic lines name.
pub struct Counts(Option<Strings>);

impl Counts {
    /// Ready for the lines of a language.
    pub fn new(lang: Lang) -> Counts {
        let (text, path) = match lang {
            Lang::Ar => (include_str!("counts.toml"), "src/cli/counts.toml"),
            Lang::En => (include_str!("counts.en.toml"), "src/cli/counts.en.toml"),
        };
        Counts(Strings::parse(text, path, lang, Digits::Latin).ok())
    }

    /// So many of a thing of `counts.toml`, in the form of the number; the bare number where nothing is known of it.
    pub fn of(&self, key: &str, count: usize) -> String {
        let value = [("n", Value::Number(u64::try_from(count).unwrap_or(u64::MAX)))];
        self.0.as_ref().and_then(|known| known.phrase(key, &value).ok()).unwrap_or_else(|| count.to_string())
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_counted_thing_has_its_forms_in_both_languages() {
        let [counts, english] = [Lang::Ar, Lang::En].map(Counts::new);
        let keys = |counts: &Counts| counts.0.as_ref().unwrap().keys().map(str::to_owned).collect::<Vec<_>>();
        assert_eq!(keys(&counts), keys(&english));
        assert_eq!(keys(&counts).len(), 13);
        assert_eq!(
            [1, 2, 3, 11, 100].map(|n| counts.of("written", n)).join("؛ "),
            "كُتب ملف واحد؛ كُتب ملفان؛ كُتبت 3 ملفات؛ كُتب 11 ملفًا؛ كُتب 100 ملف"
        );
        assert_eq!([0, 1, 2].map(|n| english.of("errors", n)).join("; "), "0 errors; 1 error; 2 errors");
    }
}
