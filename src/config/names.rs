//! The gazetteer of `site.toml`: people, places, organisations and figures, each with its labels and the words that name it. It reads no text.

use std::collections::BTreeMap;

use serde::Serialize;
use toml::Spanned;

use super::{Check, Tag, bad_id, is_id};
use crate::diagnostic::Code;
use crate::lang::Bilingual;
use crate::say;
use crate::text::fold::FoldedText;

/// What a name is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// `[person.<id>]`
    Person,
    /// `[place.<id>]`
    Place,
    /// `[organisation.<id>]`
    Organisation,
    /// `[figure.<id>]`: something that is counted.
    Figure,
}

impl Kind {
    /// All kinds, in the order of the index.
    pub const ALL: [Kind; 4] = [Kind::Person, Kind::Place, Kind::Organisation, Kind::Figure];

    /// The name of its table, which is part of the addresses of its pages too.
    pub fn as_str(self) -> &'static str {
        match self {
            Kind::Person => "person",
            Kind::Place => "place",
            Kind::Organisation => "organisation",
            Kind::Figure => "figure",
        }
    }
}

/// A name.
#[derive(Clone, Debug)]
pub struct Name {
    /// What it is of.
    pub kind: Kind,
    /// The part of its address; unique among those of its kind.
    pub id: String,
    /// What it is called.
    pub label: Bilingual,
    /// What else names it in a text; of a figure, what is counted.
    pub words: Vec<String>,
}

/// A table of names as it is written.
pub(super) type Table = BTreeMap<Spanned<String>, Tag>;

impl Check<'_> {
    /// The names of each kind, given in the order of `Kind::ALL`; by kind and then by id.
    pub(super) fn names(&mut self, tables: [Table; 4]) -> Vec<Name> {
        let mut names = Vec::new();
        for (kind, table) in Kind::ALL.into_iter().zip(tables) {
            let mut seen: BTreeMap<FoldedText, String> = BTreeMap::new();
            for (id, Tag { label, words }) in table {
                let name = id.get_ref().clone();
                if !is_id(&name) {
                    self.found.push(
                        self.at(Code::BadId, &id.span(), bad_id(&name))
                            .hint(say!("write it as `mike-pompeo`", "اكتبه مثل `mike-pompeo`")),
                    );
                }
                if kind == Kind::Figure && words.is_empty() {
                    let message =
                        say!("the figure `{name}` does not say what is counted", "لا يذكر الرقم `{name}` ما الذي يُعدّ");
                    let found = self.at(Code::NoWords, &id.span(), message);
                    self.found.push(found.hint(say!(
                        "add what stands behind the number, as words = [\"دولار\"]",
                        "أضف ما يأتي بعد العدد، مثل `words = [\"دولار\"]`"
                    )));
                }
                for word in words.iter().chain([&label.ar]) {
                    let folded = FoldedText::new(word);
                    if let Some(other) = seen.get(&folded).filter(|other| **other != name) {
                        let message = say!(
                            "`{word}` names both `{other}` and `{name}`",
                            "تدل `{word}` على `{other}` وعلى `{name}` معًا"
                        );
                        let found = self.at(Code::DuplicateName, &id.span(), message);
                        self.found.push(
                            found.hint(say!(
                                "leave it to one of them, or make them one",
                                "اتركها لأحدهما أو اجعلهما واحدًا"
                            )),
                        );
                    }
                    seen.insert(folded, name.clone());
                }
                names.push(Name { kind, id: name, label, words });
            }
        }
        names
    }

    /// What editors call resolutions of the Security Council, by number.
    pub(super) fn resolutions(&mut self, table: BTreeMap<Spanned<String>, Bilingual>) -> BTreeMap<u16, Bilingual> {
        let mut resolutions = BTreeMap::new();
        for (number, label) in table {
            let digits = number.get_ref();
            let is_plain = !digits.starts_with('0') && digits.bytes().all(|b| b.is_ascii_digit());
            match digits.parse::<u16>() {
                Ok(known) if is_plain => {
                    resolutions.insert(known, label);
                }
                _ => {
                    let message = say!("`{}` is not the number of a resolution", "`{}` ليس رقم قرار", number.get_ref());
                    let found = self.at(Code::BadResolution, &number.span(), message);
                    self.found.push(found.hint(say!("write it as [resolution.2254]", "اكتبه مثل `[resolution.2254]`")));
                }
            }
        }
        resolutions
    }
}
