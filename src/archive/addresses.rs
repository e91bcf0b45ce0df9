//! Slugs and aliases of reports → addresses that are each one report's own. Of two that want one, the first by path has it.

use std::collections::BTreeMap;
use std::sync::Arc;

use super::SetAside;
use super::prepare::Prepared;
use super::slug::Slug;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::ingest::front_matter::Written;
use crate::say;

/// Keeps the reports whose slug is theirs alone, and of their aliases those that are. Messages name files, not paths:
/// one of them goes into `archive.json`.
pub(super) fn own(
    prepared: Vec<Prepared>,
    set_aside: &mut Vec<SetAside>,
    diagnostics: &mut Vec<Diagnostic>,
) -> Vec<Prepared> {
    let mut taken: BTreeMap<Slug, String> = BTreeMap::new();
    let mut kept: Vec<Prepared> = Vec::with_capacity(prepared.len());
    for report in prepared {
        let Some(owner) = taken.get(&report.slug) else {
            taken.insert(report.slug.clone(), report.document.file.clone());
            kept.push(report);
            continue;
        };
        let written = report.document.front.slug.as_ref();
        let place = written.map_or_else(|| Place::start(&report.document.path), |slug| slug.place.clone());
        let message = say!("the slug `{}` is taken by {owner}", "الاسم `{}` مأخوذ للتقرير `{owner}`", report.slug);
        set_aside.push(SetAside {
            file: report.document.file.clone(),
            reason: Code::DuplicateSlug.as_str(),
            message: message.clone(),
        });
        diagnostics.push(Diagnostic::error(Code::DuplicateSlug, place, message).hint(say!(
            "give one of the two another `slug:` in its front matter",
            "أعطِ أحدهما `slug:` آخر في ترويسته"
        )));
    }
    for report in &mut kept {
        let (own, document) = (&report.slug, &report.document);
        let is_free = |alias: &Written<String>| {
            let slug = Slug::new(&alias.value);
            match taken.get(&slug) {
                Some(_) if slug == *own => false,
                Some(owner) => {
                    let message =
                        say!("the alias `{slug}` is taken by {owner}", "الاسم البديل `{slug}` مأخوذ للتقرير `{owner}`");
                    diagnostics.push(
                        Diagnostic::warning(Code::DuplicateAlias, alias.place.clone(), message)
                            .hint(say!("take it out; the other address stays", "احذفه؛ يبقى العنوان الآخر")),
                    );
                    false
                }
                None => {
                    taken.insert(slug, document.file.clone());
                    true
                }
            }
        };
        let free: Vec<bool> = document.front.aliases.iter().map(is_free).collect();
        if free.contains(&false) {
            let mut free = free.into_iter();
            Arc::make_mut(&mut report.document).front.aliases.retain(|_| free.next() == Some(true));
        }
    }
    kept
}
