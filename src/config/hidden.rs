//! The text of `site.toml` → warnings where one of its values has characters that nobody sees. What is shown of it has none of them.

use std::ops::Range;

use toml::de::{DeTable, DeValue};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::say;
use crate::text::hidden::{self, Kind};

/// Every value with such a character, at the character or at the escape that stands for it; at most one a value.
pub(super) fn findings(text: &str, path: &str) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    if (text.contains('\\') || text.chars().any(hidden::is_hidden))
        && let Ok(root) = DeTable::parse(text)
    {
        values(&DeValue::Table(root.into_inner()), 0..text.len(), text, path, &mut found);
    }
    found.sort_by(|a: &Diagnostic, b| a.place.cmp(&b.place));
    found
}

fn values(value: &DeValue<'_>, span: Range<usize>, text: &str, path: &str, found: &mut Vec<Diagnostic>) {
    match value {
        DeValue::Table(table) => {
            table.iter().for_each(|(_, value)| values(value.get_ref(), value.span(), text, path, found));
        }
        DeValue::Array(array) => {
            array.iter().for_each(|value| values(value.get_ref(), value.span(), text, path, found));
        }
        DeValue::String(said) => {
            let written = text.get(span.clone()).unwrap_or("");
            if let Some((at, c, kind)) = hidden::first_written(written, said, false) {
                found.push(told(Place::byte(path, text, span.start + at), c, kind));
            }
        }
        _ => {}
    }
}

fn told(place: Place, c: char, kind: Kind) -> Diagnostic {
    let c = format!("U+{:04X}", u32::from(c));
    let found = match kind {
        Kind::Bidi(_) => Diagnostic::warning(
            Code::BidiControl,
            place,
            say!(
                "{c} turns the direction of text; no page shows it",
                "المحرف الخفي {c} يقلب اتجاه النص، فلا يظهر في صفحة"
            ),
        ),
        Kind::Control | Kind::ZeroWidth => Diagnostic::warning(
            Code::HiddenCharacter,
            place,
            say!("{c} is a character that nobody sees; no page shows it", "المحرف {c} لا يراه أحد، فلا يظهر في صفحة"),
        ),
    };
    found.hint(say!("delete it", "احذفه"))
}
