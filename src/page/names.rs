//! The index of people, places, organisations and figures, and a page for each with its first mention and every passage.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PageContext;
use super::lists::Pager;
use super::passages::{self, Passages};
use super::shell::Shell;
use super::view::{self, DateView, Link, Said};
use crate::config::names::{Kind, Name};
use crate::error::Error;
use crate::infer::Spot;
use crate::site::routes::Route;
use crate::site::sort_by_label;

/// Communiqués on one page of a name's passages.
pub(super) const PER_PAGE: usize = 30;
/// Values that a figure's page lists.
const AMOUNTS: usize = 200;

/// The view of `names.html`.
#[derive(Serialize)]
pub struct NameIndex {
    shell: Shell,
    groups: Vec<Group>,
    /// Names that no text has.
    silent: usize,
    csv: String,
}

/// The names of one kind.
#[derive(Serialize)]
pub struct Group {
    kind: &'static str,
    names: Vec<Entry>,
}

/// A name in an index.
#[derive(Clone, Serialize)]
pub struct Entry {
    url: String,
    label: Said,
    other_label: Option<Said>,
    /// Communiqués that speak of it.
    count: usize,
}

/// The view of `name.html`.
#[derive(Serialize)]
pub struct NamePage {
    shell: Shell,
    kind: &'static str,
    label: Said,
    other_label: Option<Said>,
    communiques: usize,
    first: Option<First>,
    /// The values of a figure, oldest first.
    amounts: Vec<Amount>,
    passages: Vec<Passages>,
    pager: Pager,
}

/// The first communiqué that speaks of it.
#[derive(Serialize)]
pub struct First {
    link: Link,
    date: Option<DateView>,
}

/// A value of a figure.
#[derive(Serialize)]
pub struct Amount {
    /// In the page's digits.
    value: String,
    /// As it is written.
    text: Said,
    link: Link,
    date: Option<DateView>,
}

fn entry(context: &PageContext<'_>, name: &Name, count: usize) -> Entry {
    let PageContext { site, lang, .. } = *context;
    Entry {
        url: site.base.link(&Route::Name(name.kind, &name.id, 1).address(lang)),
        label: Said::label(&name.label, lang),
        other_label: other_label(context, name),
        count,
    }
}

fn other_label(context: &PageContext<'_>, name: &Name) -> Option<Said> {
    let label = &name.label;
    (label.ar != label.en).then(|| Said::new(label.get(context.lang.other()), context.lang))
}

pub(super) fn index(context: &PageContext<'_>) -> Result<NameIndex, Error> {
    let PageContext { site, lang, .. } = *context;
    let mut groups: BTreeMap<Kind, Vec<(&Name, usize)>> = BTreeMap::new();
    let mut silent = 0;
    for (name, places) in site.config.names.iter().zip(&site.names) {
        if places.is_empty() {
            silent += 1;
        } else {
            groups.entry(name.kind).or_default().push((name, places.len()));
        }
    }
    let groups = groups.into_iter().map(|(kind, mut names)| {
        sort_by_label(&mut names, lang, |(name, _)| name.label.get(lang));
        Group {
            kind: kind.as_str(),
            names: names.into_iter().map(|(name, count)| entry(context, name, count)).collect(),
        }
    });
    Ok(NameIndex {
        shell: context.titled("names-title", "names-description")?,
        groups: groups.collect(),
        silent,
        csv: site.base.link("data/names.csv"),
    })
}

/// The names in a communiqué, given as an index, those first that fewest communiqués have: they tell most.
pub(super) fn of(context: &PageContext<'_>, communique: usize, most: usize) -> Vec<Entry> {
    let site = context.site;
    let Some(communique) = site.communique(communique) else { return Vec::new() };
    let mut own: Vec<usize> = communique.names.iter().map(|named| named.name).collect();
    own.sort_unstable();
    own.dedup();
    let mut counted: Vec<(usize, usize)> =
        own.into_iter().filter_map(|name| Some((site.names.get(name)?.len(), name))).collect();
    counted.sort_unstable();
    let known = counted.into_iter().take(most);
    known.filter_map(|(count, name)| Some(entry(context, site.config.names.get(name)?, count))).collect()
}

pub(super) fn name(context: &PageContext<'_>, index: usize, name: &Name, page: usize) -> Result<NamePage, Error> {
    let PageContext { site, lang, .. } = *context;
    let places = site.names.get(index).map_or(&[][..], Vec::as_slice);
    let here = places.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).filter_map(|(communique, named)| {
        let spots: Vec<Spot> = named.iter().map(|named| named.spot).collect();
        passages::of(context, *communique, &spots)
    });
    let dated = |communique: usize| {
        let communique = site.communique(communique)?;
        let date = view::date(site, communique, lang);
        Some((view::link(site, communique, lang), date))
    };
    let label = Said::label(&name.label, lang);
    let description = context.phrase("name-description")?;
    let first_page = if page == 1 { places } else { &[] };
    let values = first_page.iter().flat_map(|(communique, named)| named.iter().map(move |named| (*communique, named)));
    let amounts = values.take(AMOUNTS).filter_map(|(index, named)| {
        let amount = named.amount?;
        let (mut link, date) = dated(index)?;
        let text = site.communique(index)?.body().get(named.spot.block)?.text.get(named.spot.start..named.spot.end)?;
        link.url = format!("{}#p{}", link.url, named.spot.block + 1);
        Some(Amount { value: context.amount(amount), text: Said::new(text, lang), link, date })
    });
    Ok(NamePage {
        shell: context.shell(Some(label.clone()), format!("{description} {}", label.text)),
        kind: name.kind.as_str(),
        other_label: other_label(context, name),
        label,
        communiques: places.len(),
        first: places.first().and_then(|(communique, _)| dated(*communique)).map(|(link, date)| First { link, date }),
        amounts: amounts.collect(),
        passages: here.collect(),
        pager: Pager::of_pages(context, page, places.len().div_ceil(PER_PAGE), |page| {
            Route::Name(name.kind, &name.id, page).address(lang)
        }),
    })
}
