//! The text of `site.toml` → its labels and tags with their places. That it is a good configuration is `config`'s to see.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::language;
use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::say;

/// `site.toml` as it was read.
#[derive(Clone, Copy, Debug)]
pub struct SiteToml<'a> {
    /// The path as the user would type it.
    pub path: &'a str,
    /// Its text.
    pub text: &'a str,
}

/// A label in both languages, each with its place.
pub(super) struct Label<'a> {
    pub(super) ar: (&'a str, Place),
    pub(super) en: (&'a str, Place),
    /// It names an outlet or a body, which may be called by Latin letters in Arabic too.
    pub(super) may_be_latin: bool,
}

/// What is to be said of it beside the archive.
pub(super) fn findings(site: SiteToml<'_>, archive: &Archive) -> Vec<Diagnostic> {
    // What does not parse has ended the run before.
    let Ok(root) = DeTable::parse(site.text) else {
        return Vec::new();
    };
    let mut found = Vec::new();
    for (key, value) in root.get_ref().iter() {
        let may_be_latin = matches!(key.get_ref().as_ref(), "outlet" | "organisation");
        labels(value.get_ref(), may_be_latin, site, &mut found);
    }
    // In an archive without a communiqué no tag has one, which says nothing of the tags.
    if !archive.communiques.is_empty() {
        found.extend(unused_tags(root.get_ref(), site, archive));
    }
    found
}

fn place(site: SiteToml<'_>, span: &Range<usize>) -> Place {
    Place::byte(site.path, site.text, span.start)
}

fn labels(value: &DeValue<'_>, may_be_latin: bool, site: SiteToml<'_>, found: &mut Vec<Diagnostic>) {
    match value {
        DeValue::Table(table) => {
            if let (Some(ar), Some(en)) = (text(table, "ar", site), text(table, "en", site)) {
                found.extend(language::of_label(&Label { ar, en, may_be_latin }));
            }
            table.iter().for_each(|(_, value)| labels(value.get_ref(), may_be_latin, site, found));
        }
        DeValue::Array(items) => items.iter().for_each(|item| labels(item.get_ref(), may_be_latin, site, found)),
        _ => {}
    }
}

fn text<'a>(table: &'a DeTable<'_>, key: &str, site: SiteToml<'_>) -> Option<(&'a str, Place)> {
    let value: &Spanned<DeValue<'_>> = table.get(key)?;
    match value.get_ref() {
        DeValue::String(text) => Some((text.as_ref(), place(site, &value.span()))),
        _ => None,
    }
}

/// The tags that no communiqué has.
fn unused_tags(root: &DeTable<'_>, site: SiteToml<'_>, archive: &Archive) -> Vec<Diagnostic> {
    let used: BTreeSet<&str> =
        archive.communiques.iter().flat_map(|communique| &communique.tags).map(|tag| tag.value.id.as_str()).collect();
    let Some(DeValue::Table(tags)) = root.get("tag").map(Spanned::get_ref) else {
        return Vec::new();
    };
    let unused = tags.iter().filter(|(id, _)| !used.contains(id.get_ref().as_ref()));
    unused
        .map(|(id, _)| {
            let name = id.get_ref();
            let message = say!("no communiqué has the tag `{name}`", "ليس في البيانات ما يحمل الموضوع `{name}`");
            Diagnostic::warning(Code::UnusedTag, place(site, &id.span()), message).hint(say!(
                "add `words` that name it in texts, write it into a report's `tags`, or take its table out",
                "أضف إليه `words` تدل عليه في النصوص، أو اكتبه في `tags` أحد التقارير، أو احذف جدوله"
            ))
        })
        .collect()
}
