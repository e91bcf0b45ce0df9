//! The fields of front matter that a command can set, and what is typed for each → a value. Whether a date is a date is `ingest`'s to say.

use crate::diagnostic::message::Message;
use crate::say;

/// A field of front matter.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Field {
    /// Its key, or the key it is below and its own.
    pub path: &'static [&'static str],
    /// What it holds.
    pub kind: Kind,
    /// It is written as lines of its own below its key.
    pub is_prose: bool,
}

/// What a field holds.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Kind {
    /// One text.
    Text,
    /// `true` or `false`.
    Flag,
    /// Several texts.
    List,
}

/// A value to be written.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum New {
    /// One text.
    Text(String),
    /// `true` or `false`.
    Flag(bool),
    /// Several texts.
    List(Vec<String>),
}

const fn field(path: &'static [&'static str], kind: Kind) -> Field {
    Field { path, kind, is_prose: false }
}

/// The tags of a report.
pub const TAGS: Field = field(&["tags"], Kind::List);
/// The mark of the text that a summary was accepted for.
pub const SUMMARY_OF: Field = field(&["summary_of"], Kind::Text);
/// How far a summary is.
pub const SUMMARY_STATUS: Field = field(&["summary_status"], Kind::Text);

/// Every field, in the order of the README.
pub const FIELDS: [Field; 17] = [
    field(&["title"], Kind::Text),
    field(&["title_en"], Kind::Text),
    field(&["date"], Kind::Text),
    field(&["meeting"], Kind::Text),
    TAGS,
    field(&["source", "outlet"], Kind::Text),
    field(&["source", "url"], Kind::Text),
    field(&["source", "published"], Kind::Text),
    field(&["source", "retold"], Kind::Flag),
    Field { path: &["summary_en"], kind: Kind::Text, is_prose: true },
    SUMMARY_STATUS,
    SUMMARY_OF,
    field(&["slug"], Kind::Text),
    field(&["aliases"], Kind::List),
    field(&["draft"], Kind::Flag),
    field(&["copy_of"], Kind::Text),
    field(&["not_copy_of"], Kind::List),
];

impl Field {
    /// The field of a name such as `title` or `source.url`.
    pub fn parse(name: &str) -> Option<Field> {
        FIELDS.into_iter().find(|field| field.name() == name)
    }

    /// Its name, as it is typed.
    pub fn name(self) -> String {
        self.path.join(".")
    }

    /// What was typed as a value of the field. The items of a list stand between commas, Arabic or Latin.
    ///
    /// # Errors
    /// It is neither `true` nor `false` where one of them is needed.
    pub fn value(self, typed: &str) -> Result<New, Message> {
        match self.kind {
            Kind::Text => Ok(New::Text(typed.trim().to_owned())),
            Kind::List => {
                let items = typed.trim().trim_start_matches('[').trim_end_matches(']').split([',', '،']);
                Ok(New::List(items.map(|item| item.trim().to_owned()).filter(|item| !item.is_empty()).collect()))
            }
            Kind::Flag => match typed.trim() {
                "true" => Ok(New::Flag(true)),
                "false" => Ok(New::Flag(false)),
                _ => Err(say!("`true` or `false` is expected here", "القيمة هنا `true` أو `false`")),
            },
        }
    }
}
