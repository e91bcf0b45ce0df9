//! Slugs and aliases of reports → addresses that are each one report's own, and that no reader takes for another's. Of two that want one, the first by path has it.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use rayon::prelude::*;

use super::SetAside;
use super::prepare::Prepared;
use super::slug::Slug;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::ingest::front_matter::Written;
use crate::say;
use crate::text::confusable::Key;

/// Addresses that are given, by what those have in common that look alike.
#[derive(Default)]
pub(super) struct Taken(BTreeMap<Key, BTreeSet<Slug>>);

impl Taken {
    pub(super) fn take(&mut self, slug: &Slug) {
        self.0.entry(Key::of_address(slug.as_str())).or_default().insert(slug.clone());
    }

    /// Whether another address that is given looks like this one.
    pub(super) fn is_like_another(&self, slug: &Slug) -> bool {
        self.like(slug).is_some()
    }

    fn like(&self, slug: &Slug) -> Option<&Slug> {
        self.0.get(&Key::of_address(slug.as_str()))?.iter().find(|other| *other != slug)
    }
}

/// Keeps the reports whose slug is theirs alone, and of their aliases those that are. Messages name files, not paths:
/// one of them goes into `archive.json`.
pub(super) fn own(
    prepared: Vec<Prepared>,
    set_aside: &mut Vec<SetAside>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Prepared> {
    if are_apart(&prepared) {
        return prepared;
    }
    let (mut kept, mut taken) = first_by_path(prepared, set_aside, diagnostics);
    let mut looks: Taken = Taken::default();
    kept.iter().for_each(|report| looks.take(&report.slug));
    told_apart(&mut kept, &mut looks, &mut taken, diagnostics);
    for report in &mut kept {
        let (own, head) = (&report.slug, &report.head);
        let is_free = |alias: &Written<String>| {
            let slug = Slug::new(&alias.value);
            if slug == *own {
                let message = say!(
                    "the alias `{slug}` is the report's own address",
                    "الاسم البديل `{slug}` هو عنوان التقرير نفسه"
                );
                diagnostics.push(
                    Diagnostic::warning(Code::DuplicateAlias, alias.place.clone(), message)
                        .hint(say!("take it out", "احذفه")),
                );
                return false;
            }
            let place = alias.place.clone();
            if let Some(owner) = taken.get(&slug) {
                let message =
                    say!("the alias `{slug}` is taken by {owner}", "الاسم البديل `{slug}` مأخوذ للتقرير `{owner}`");
                diagnostics.push(
                    Diagnostic::warning(Code::DuplicateAlias, place, message)
                        .hint(say!("take it out; the other address stays", "احذفه؛ يبقى العنوان الآخر")),
                );
                return false;
            }
            if let Some(other) = looks.like(&slug) {
                let message = say!(
                    "the alias `{slug}` looks like the address `{other}`",
                    "الاسم البديل `{slug}` يشبه العنوان `{other}`"
                );
                diagnostics.push(
                    Diagnostic::warning(Code::LookAlikeSlug, place, message)
                        .hint(say!("take it out; the other address stays", "احذفه؛ يبقى العنوان الآخر")),
                );
                return false;
            }
            looks.take(&slug);
            taken.insert(slug, head.file.clone());
            true
        };
        let free: Vec<bool> = head.front.aliases.iter().map(is_free).collect();
        if free.contains(&false) {
            let mut free = free.into_iter();
            Arc::make_mut(&mut report.head).front.aliases.retain(|_| free.next() == Some(true));
        }
    }
    kept
}

/// Whether no two reports want one address, or two that look alike, and none wants a second.
fn are_apart(prepared: &[Prepared]) -> bool {
    let mut keys: Vec<Key> = prepared.par_iter().map(|report| Key::of_address(report.slug.as_str())).collect();
    keys.par_sort_unstable();
    keys.is_sorted_by(|one, next| one < next) && prepared.iter().all(|report| report.head.front.aliases.is_empty())
}

/// Gives a report whose address looks like that of one before it another.
fn told_apart(
    kept: &mut [Prepared],
    looks: &mut Taken,
    taken: &mut BTreeMap<Slug, String>,
    diagnostics: &mut Vec<Diagnostic>,
) {
    let mut first: BTreeMap<Key, Slug> = BTreeMap::new();
    for report in kept {
        let key = Key::of_address(report.slug.as_str());
        let Some(other) = first.get(&key) else {
            first.insert(key, report.slug.clone());
            continue;
        };
        let marked = report.slug.marked();
        let message = say!(
            "the address `{}` looks like `{other}`, so it is `{marked}`",
            "العنوان `{}` يشبه `{other}`، فصار `{marked}`",
            report.slug
        );
        diagnostics.push(Diagnostic::warning(Code::LookAlikeSlug, place(report), message).hint(say!(
            "give one of the two another `slug:` in its front matter",
            "أعطِ أحدهما `slug:` آخر في ترويسته"
        )));
        looks.take(&marked);
        taken.insert(marked.clone(), report.head.file.clone());
        report.slug = marked;
    }
}

fn place(report: &Prepared) -> Place {
    let written = report.head.front.slug.as_ref();
    written.map_or_else(|| Place::start(&report.head.path), |slug| slug.place.clone())
}

/// Keeps of the reports that want one address the first.
fn first_by_path(
    prepared: Vec<Prepared>,
    set_aside: &mut Vec<SetAside>,
    diagnostics: &mut Vec<Diagnostic>,
) -> (Vec<Prepared>, BTreeMap<Slug, String>) {
    let mut taken: BTreeMap<Slug, String> = BTreeMap::new();
    let mut kept: Vec<Prepared> = Vec::with_capacity(prepared.len());
    for report in prepared {
        let Some(owner) = taken.get(&report.slug) else {
            taken.insert(report.slug.clone(), report.head.file.clone());
            kept.push(report);
            continue;
        };
        let message = say!("the slug `{}` is taken by {owner}", "الاسم `{}` مأخوذ للتقرير `{owner}`", report.slug);
        set_aside.push(SetAside {
            file: report.head.file.clone(),
            reason: Code::DuplicateSlug.as_str().into(),
            message: message.clone(),
        });
        diagnostics.push(Diagnostic::error(Code::DuplicateSlug, place(&report), message).hint(say!(
            "give one of the two another `slug:` in its front matter",
            "أعطِ أحدهما `slug:` آخر في ترويسته"
        )));
    }
    (kept, taken)
}
