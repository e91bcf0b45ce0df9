//! Numbers of things → how Arabic counts them, for the lines that the program prints. English lines have plain numbers.

use crate::lang::Lang;
use crate::render::strings::{Strings, Value};
use crate::text::digits::Digits;

/// The counted things that Arabic lines name.
pub struct Counts(Option<Strings>);

impl Counts {
    /// Ready for the lines of a language: English ones need nothing.
    pub fn new(lang: Lang) -> Counts {
        let read = || Strings::parse(include_str!("counts.toml"), "src/cli/counts.toml", Lang::Ar, Digits::Latin);
        Counts((lang == Lang::Ar).then(read).and_then(Result::ok))
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
    fn every_counted_thing_has_its_six_forms() {
        let counts = Counts::new(Lang::Ar);
        let keys: Vec<&str> = counts.0.as_ref().unwrap().keys().collect();
        assert_eq!(keys.len(), 14);
        assert_eq!(
            [1, 2, 3, 11, 100].map(|n| counts.of("written", n)).join("؛ "),
            "كُتب ملف واحد؛ كُتب ملفان؛ كُتبت 3 ملفات؛ كُتب 11 ملفًا؛ كُتب 100 ملف"
        );
        assert_eq!(Counts::new(Lang::En).of("written", 3), "3");
    }
}
