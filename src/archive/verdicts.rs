//! `copy_of` and `not_copy_of` of front matter → what editors say of pairs of reports, with a warning for what cannot be followed.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::SetAside;
use super::prepare::Prepared;
use super::slug::Slug;
use crate::dedup::Verdicts;
use crate::diagnostic::{Code, Diagnostic, suggestion};
use crate::ingest::front_matter::{FrontMatter, Written};
use crate::say;

/// A chain of `copy_of` is followed this far for its warnings.
const LONGEST_CHAIN: usize = 64;

/// Reads what editors say. A report is named by its slug, an alias, or its file's name, with or without the ending.
pub(super) fn read(prepared: &[Prepared], set_aside: &[SetAside], diagnostics: &mut Vec<Diagnostic>) -> Verdicts {
    // Most archives need none of them.
    let names = LazyCell::new(|| names(prepared));
    let mut verdicts = Verdicts::default();
    let mut written: Vec<(usize, usize, &Written<String>)> = Vec::new();
    for (index, report) in prepared.iter().enumerate() {
        let mut target = |key: &str, name: &Written<String>| {
            let slug = Slug::new(&name.value);
            let found = names.get(&slug).or_else(|| names.get(&Slug::of_file(&name.value))).copied();
            if found.is_some_and(|other| other != index) {
                return found;
            }
            let (message, hint) = if found.is_some() {
                (
                    say!("`{key}` names the report itself", "يشير `{key}` إلى التقرير نفسه"),
                    say!("name the other report, or take it out", "اذكر التقرير الآخر أو احذفه"),
                )
            } else if let Some(aside) = set_aside.iter().find(|aside| is_named(aside, &name.value)) {
                let file = &aside.file;
                let message = if aside.reason == "draft" {
                    say!("`{key}` names {file}, which is a draft", "يشير `{key}` إلى `{file}`، وهو مسودة")
                } else {
                    say!("`{key}` names {file}, which is set aside", "يشير `{key}` إلى `{file}`، وهو مستبعد")
                };
                (message, say!("it counts once that report is shown", "يُعمل به متى عُرض ذلك التقرير"))
            } else {
                let known: Vec<&str> = prepared
                    .iter()
                    .map(|other| other.slug.as_str())
                    .filter(|slug| *slug != report.slug.as_str())
                    .collect();
                let message =
                    say!("`{key}` names no other report: `{}`", "لا يشير `{key}` إلى تقرير آخر: `{}`", name.value);
                (message, suggestion(&name.value, &known))
            };
            diagnostics.push(Diagnostic::warning(Code::UnknownSlug, name.place.clone(), message).hint(hint));
            None
        };
        let FrontMatter { copy_of, not_copy_of, .. } = &report.head.front;
        if let Some(original) = copy_of.as_ref().and_then(|name| target("copy_of", name)) {
            verdicts.copies.push((index, original));
        }
        for name in not_copy_of {
            if let Some(other) = target("not_copy_of", name) {
                verdicts.apart.insert((index.min(other), index.max(other)));
                written.push((index, other, name));
            }
        }
    }
    let originals: BTreeMap<usize, usize> = verdicts.copies.iter().copied().collect();
    for (index, other, name) in written {
        if last_original(index, &originals) == last_original(other, &originals) {
            let message = say!(
                "the same two reports are said to be copies and not to be; `copy_of` is followed",
                "قيل عن التقريرين إنهما نسختان وإنهما ليستا نسختين؛ يُعمل بـ `copy_of`"
            );
            diagnostics.push(
                Diagnostic::warning(Code::Contradiction, name.place.clone(), message)
                    .hint(say!("take `copy_of` or `not_copy_of` out", "احذف `copy_of` أو `not_copy_of`")),
            );
        }
    }
    for (index, report) in prepared.iter().enumerate() {
        if let Some(name) = &report.head.front.copy_of
            && is_first_of_a_circle(index, &originals)
        {
            diagnostics.push(
                Diagnostic::warning(
                    Code::Contradiction,
                    name.place.clone(),
                    say!("reports are said to be copies in a circle", "تقارير كل منها منسوب إلى الآخر نسخةً منه"),
                )
                .hint(say!(
                    "take `copy_of` out of the report that is the original",
                    "احذف `copy_of` من التقرير الذي هو الأصل"
                )),
            );
        }
    }
    verdicts
}

/// Every name that leads to one report: slugs before aliases before the names of files, which need not be unique.
fn names(prepared: &[Prepared]) -> BTreeMap<Slug, usize> {
    let mut names: BTreeMap<Slug, usize> =
        prepared.iter().enumerate().map(|(index, report)| (report.slug.clone(), index)).collect();
    for (index, report) in prepared.iter().enumerate() {
        for alias in &report.head.front.aliases {
            names.entry(Slug::new(&alias.value)).or_insert(index);
        }
    }
    let mut stems: BTreeMap<Slug, Vec<usize>> = BTreeMap::new();
    for (index, report) in prepared.iter().enumerate() {
        stems.entry(Slug::of_file(&report.head.file)).or_default().push(index);
    }
    for (stem, owners) in stems {
        if let [owner] = owners.as_slice() {
            names.entry(stem).or_insert(*owner);
        }
    }
    names
}

fn is_named(aside: &SetAside, name: &str) -> bool {
    let stem = Slug::of_file(&aside.file);
    stem == Slug::new(name) || stem == Slug::of_file(name)
}

/// Where a chain of `copy_of` ends: at a report that copies none, or in a circle at its smallest index.
fn last_original(index: usize, originals: &BTreeMap<usize, usize>) -> usize {
    let chain = chain(index, originals);
    match chain.last().and_then(|last| originals.get(last)) {
        Some(again) => chain.iter().copied().skip_while(|seen| seen != again).min().unwrap_or(index),
        None => chain.last().copied().unwrap_or(index),
    }
}

fn is_first_of_a_circle(index: usize, originals: &BTreeMap<usize, usize>) -> bool {
    let chain = chain(index, originals);
    let closes = chain.last().and_then(|last| originals.get(last)) == Some(&index);
    closes && chain.iter().min() == Some(&index)
}

/// The report, its original, the original's original, until one copies none or comes again, or the chain is too long.
fn chain(index: usize, originals: &BTreeMap<usize, usize>) -> Vec<usize> {
    let mut chain = vec![index];
    let mut next = originals.get(&index);
    while let Some(original) = next
        && !chain.contains(original)
        && chain.len() < LONGEST_CHAIN
    {
        chain.push(*original);
        next = originals.get(original);
    }
    chain
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn chains_end_and_circles_are_seen_once() {
        let chains: BTreeMap<usize, usize> = [(0, 1), (1, 2), (5, 6), (6, 7), (7, 6)].into();
        assert_eq!((last_original(0, &chains), last_original(2, &chains)), (2, 2));
        assert_eq!((last_original(5, &chains), last_original(7, &chains)), (6, 6));
        let circles: Vec<usize> = (0..8).filter(|index| is_first_of_a_circle(*index, &chains)).collect();
        assert_eq!(circles, [6]);
    }
}
