//! `templates/strings/*.toml` → the phrases of a language, with its plurals and its digits. Values put into a phrase are isolated; it makes no markup.

use std::collections::BTreeMap;
use std::fmt::Write;

use icu_locale_core::locale;
use icu_plurals::{PluralCategory, PluralRules};
use serde::{Deserialize, Serialize};

use crate::config::slips;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::lang::Lang;
use crate::say;
use crate::text::digits::{self, Digits};
use crate::text::isolate::isolated;

/// A value for a phrase's `{name}`.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Value {
    /// A count; `n` chooses the plural form.
    Number(u64),
    /// Text, isolated from the direction around it.
    Text(String),
}

/// The phrases of one language.
#[derive(Debug)]
pub struct Strings {
    lang: Lang,
    digits: Digits,
    rules: PluralRules,
    phrases: BTreeMap<String, Phrase>,
}

/// A phrase: one text, or one for each plural class.
#[derive(Debug, Deserialize, Serialize)]
#[serde(untagged)]
pub enum Phrase {
    /// The same for every number.
    Same(String),
    /// As the number `n` wants it.
    Counted(Counted),
}

/// A phrase for each plural class of Unicode CLDR; `other` stands in for those that a language does not have.
#[derive(Debug, Deserialize, Serialize)]
#[serde(deny_unknown_fields)]
pub struct Counted {
    zero: Option<String>,
    one: Option<String>,
    two: Option<String>,
    few: Option<String>,
    many: Option<String>,
    other: String,
}

impl Counted {
    fn form(&self, category: PluralCategory) -> &str {
        let form = match category {
            PluralCategory::Zero => &self.zero,
            PluralCategory::One => &self.one,
            PluralCategory::Two => &self.two,
            PluralCategory::Few => &self.few,
            PluralCategory::Many => &self.many,
            PluralCategory::Other => &None,
        };
        form.as_deref().unwrap_or(&self.other)
    }

    /// Whether every class that the language has is there.
    fn is_whole(&self, lang: Lang) -> bool {
        match lang {
            Lang::Ar => [&self.zero, &self.one, &self.two, &self.few, &self.many].iter().all(|form| form.is_some()),
            Lang::En => self.one.is_some(),
        }
    }
}

impl Strings {
    /// Reads the phrases of a language; `path` is for messages.
    ///
    /// # Errors
    /// What is wrong with the file.
    pub fn parse(text: &str, path: &str, lang: Lang, digits: Digits) -> Result<Strings, Vec<Diagnostic>> {
        let phrases: BTreeMap<String, Phrase> = toml::from_str(text).map_err(|error| {
            let wrong = |at: usize, message: Message, hint: Message| {
                vec![Diagnostic::error(Code::BadStrings, Place::byte(path, text, at), message).hint(hint)]
            };
            if error.message().starts_with("data did not match") {
                return wrong(
                    error.span().map_or(0, |span| span.start),
                    say!("this is no phrase", "ليست هذه عبارة"),
                    say!(
                        "a phrase is `key = \"text\"`, or a table with the plural forms zero, one, two, few, many, other",
                        "العبارة `key = \"text\"`، أو جدول فيه صيغ العدد `zero` و`one` و`two` و`few` و`many` و`other`"
                    ),
                );
            }
            let slip = slips::find(text, &error);
            wrong(slip.at, slip.message, slip.hint)
        })?;
        let locale = match lang {
            Lang::Ar => locale!("ar"),
            Lang::En => locale!("en"),
        };
        let rules = PluralRules::try_new_cardinal(locale.into()).map_err(|error| {
            let message = say!("no plural rules: {error}", "لا قواعد لصيغ العدد: «{error}»");
            vec![Diagnostic::error(Code::BadStrings, Place::start(path), message)]
        })?;
        let partial =
            phrases.iter().filter(|(_, phrase)| matches!(phrase, Phrase::Counted(counted) if !counted.is_whole(lang)));
        let found: Vec<Diagnostic> = partial
            .map(|(key, _)| {
                Diagnostic::error(
                    Code::MissingPlural,
                    key_place(text, path, key),
                    say!("`{key}` lacks a plural form of this language", "تنقص `{key}` صيغة من صيغ العدد في هذه اللغة"),
                )
                .hint(say!(
                    "Arabic has zero, one, two, few, many and other; English has one and other",
                    "للعربية `zero` و`one` و`two` و`few` و`many` و`other`؛ وللإنجليزية `one` و`other`"
                ))
            })
            .collect();
        if found.is_empty() { Ok(Strings { lang, digits, rules, phrases }) } else { Err(found) }
    }

    /// The keys, sorted.
    pub fn keys(&self) -> impl Iterator<Item = &str> {
        self.phrases.keys().map(String::as_str)
    }

    /// The phrases whose keys begin so, by what follows in the key.
    pub fn below<'a>(&'a self, start: &'a str) -> impl Iterator<Item = (&'a str, &'a Phrase)> {
        self.phrases.iter().filter_map(move |(key, phrase)| Some((key.strip_prefix(start)?, phrase)))
    }

    /// Every phrase in every form, as written.
    pub fn texts(&self) -> impl Iterator<Item = &str> {
        self.phrases.values().flat_map(|phrase| match phrase {
            Phrase::Same(text) => vec![text.as_str()],
            Phrase::Counted(Counted { zero, one, two, few, many, other }) => {
                let forms = [zero, one, two, few, many].into_iter().filter_map(Option::as_deref);
                forms.chain([other.as_str()]).collect()
            }
        })
    }

    /// A phrase with its values put in.
    ///
    /// # Errors
    /// There is no such phrase, or it wants a value that is not given.
    pub fn phrase(&self, key: &str, values: &[(&str, Value)]) -> Result<String, Message> {
        let Some(phrase) = self.phrases.get(key) else {
            let known: Vec<&str> = self.keys().collect();
            let (code, near) = (self.lang.code(), suggestion(key, &known));
            return Err(Message::new(
                format!("no phrase `{key}` in strings/{code}.toml ({})", near.get(Lang::En)),
                format!("لا عبارة `{key}` في `strings/{code}.toml` ({})", near.get(Lang::Ar)),
            ));
        };
        let pattern = match phrase {
            Phrase::Same(text) => text.as_str(),
            Phrase::Counted(counted) => match values.iter().find(|(name, _)| *name == "n") {
                Some((_, Value::Number(count))) => counted.form(self.rules.category_for(*count)),
                _ => return Err(say!("the phrase `{key}` wants a number `n`", "تحتاج العبارة `{key}` إلى العدد `n`")),
            },
        };
        let mut out = String::with_capacity(pattern.len() + 16);
        let mut rest = pattern;
        while let Some((before, after)) = rest.split_once('{') {
            let (name, behind) = after
                .split_once('}')
                .ok_or_else(|| say!("the phrase `{key}` has an open brace", "في العبارة `{key}` قوس `{{` لم يُغلق"))?;
            out.push_str(before);
            match values.iter().find(|(known, _)| *known == name) {
                Some((_, Value::Number(count))) => out.push_str(&self.number(*count)),
                Some((_, Value::Text(text))) => out.push_str(&isolated(text)),
                None => {
                    return Err(say!(
                        "the phrase `{key}` wants a value `{name}`",
                        "تحتاج العبارة `{key}` إلى القيمة `{name}`"
                    ));
                }
            }
            rest = behind;
        }
        out.push_str(rest);
        Ok(out)
    }

    /// A number with the language's digits.
    pub fn number(&self, count: u64) -> String {
        let mut text = String::new();
        // Writing to a string does not fail.
        let _ = write!(text, "{count}");
        match self.lang {
            Lang::Ar => digits::styled(&text, self.digits),
            Lang::En => text,
        }
    }
}

/// Where a key stands in a strings file; its start where that cannot be found.
fn key_place(text: &str, path: &str, key: &str) -> Place {
    let at = text.find(&format!("[{key}]")).or_else(|| text.find(&format!("\n{key} ")).map(|at| at + 1));
    Place::byte(path, text, at.unwrap_or(0))
}

/// Keys that one language has and the other lacks.
pub fn unpaired(ar: &Strings, en: &Strings) -> Vec<Diagnostic> {
    let lacks = |whose: &Strings, other: &Strings| -> Vec<Diagnostic> {
        let missing: Vec<&str> = other.keys().filter(|key| !whose.phrases.contains_key(*key)).collect();
        let path = format!("templates/strings/{}.toml", whose.lang.code());
        if missing.len() > other.phrases.len() / 2 {
            let (lacking, all) = (missing.len(), other.phrases.len());
            let message = say!("{lacking} of {all} phrases are missing here", "تنقص هنا {lacking} من {all} عبارة");
            return vec![Diagnostic::error(Code::MissingPhrase, Place::start(&path), message).hint(say!(
                "put the file back as it was: `bayan theme eject templates` writes the program's own",
                "أعد الملف كما كان: يكتب الأمر `bayan theme eject templates` ملف البرنامج نفسه"
            ))];
        }
        missing
            .into_iter()
            .map(|key| {
                Diagnostic::error(
                    Code::MissingPhrase,
                    Place::start(&path),
                    say!("the phrase `{key}` is missing here", "العبارة `{key}` ناقصة هنا"),
                )
                .hint(say!("every phrase stands in both languages", "كل عبارة تُكتب باللغتين"))
            })
            .collect()
    };
    let mut found = lacks(ar, en);
    found.extend(lacks(en, ar));
    found
}

#[cfg(test)]
mod tests {
    use super::*;

    const TEXT: &str = "by = \"عن {outlet}\"\n[reports]\nzero = \"لا تقارير\"\none = \"تقرير واحد\"\ntwo = \"تقريران\"\nfew = \"{n} تقارير\"\nmany = \"{n} تقريرًا\"\nother = \"{n} تقرير\"\n";

    #[test]
    fn arabic_counts_in_six_forms() {
        let strings = Strings::parse(TEXT, "ar.toml", Lang::Ar, Digits::Arabic).unwrap();
        let count = |n| strings.phrase("reports", &[("n", Value::Number(n))]).unwrap();
        let forms: Vec<String> = [0, 1, 2, 3, 11, 100, 103].into_iter().map(count).collect();
        assert_eq!(forms, ["لا تقارير", "تقرير واحد", "تقريران", "٣ تقارير", "١١ تقريرًا", "١٠٠ تقرير", "١٠٣ تقارير"]);
    }

    #[test]
    fn values_are_isolated_and_mistakes_are_named() {
        let strings = Strings::parse(TEXT, "ar.toml", Lang::Ar, Digits::Latin).unwrap();
        assert_eq!(
            strings.phrase("by", &[("outlet", Value::Text("Rudaw".into()))]).unwrap(),
            "عن \u{2068}Rudaw\u{2069}"
        );
        assert!(strings.phrase("by", &[]).unwrap_err().get(Lang::En).contains("`outlet`"));
        assert!(strings.phrase("report", &[]).unwrap_err().get(Lang::En).contains("did you mean `reports`?"));
        assert!(strings.phrase("reports", &[]).is_err());
        let partial = Strings::parse("[a]\none = \"x\"\nother = \"y\"\n", "ar.toml", Lang::Ar, Digits::Latin);
        assert_eq!(partial.unwrap_err()[0].place.line, 1);
    }
}
