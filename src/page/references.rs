//! What communiqués refer to, with the words that say so; who refers to them; and a page a resolution.

use std::collections::BTreeSet;

use serde::Serialize;

use super::PageContext;
use super::lists::Pager;
use super::passages::{self, Passages};
use super::shell::Shell;
use super::view::{self, DateView, Link, Said};
use crate::archive::Communique;
use crate::edtf::Span;
use crate::error::Error;
use crate::infer::{Looks, Reference, Target};
use crate::render::html;
use crate::render::strings::Value;
use crate::site::PER_PAGE;
use crate::site::links::Cited;
use crate::site::routes::Route;
use crate::text::{calendar, council};

/// Communiqués that a page names of those that refer to it.
const CITING: usize = 12;

/// Something that a text refers to.
#[derive(Serialize)]
pub struct ReferenceView {
    /// The end of the phrase's key: `back`, `ahead`, `open`, or `resolution`.
    how: &'static str,
    /// Its page, if it has one.
    url: Option<String>,
    name: Said,
    /// It is nowhere in the archive.
    missing: bool,
    /// The words that say so, and where they stand.
    quote: Said,
    place: String,
    number: usize,
}

/// A communiqué that refers to something.
#[derive(Serialize)]
pub struct CitingView {
    link: Link,
    looks: Looks,
}

/// The view of `references.html`.
#[derive(Serialize)]
pub struct ReferenceList {
    shell: Shell,
    /// How many references there are.
    total: usize,
    resolutions: Vec<ResolutionRow>,
    entries: Vec<Entry>,
    pager: Pager,
    timeline: String,
    csv: String,
}

/// A resolution in the list.
#[derive(Serialize)]
pub struct ResolutionRow {
    link: Link,
    label: Option<Said>,
    communiques: usize,
}

/// A communiqué and what it refers to.
#[derive(Serialize)]
pub struct Entry {
    link: Link,
    date: Option<DateView>,
    references: Vec<ReferenceView>,
}

/// The view of `resolution.html`.
#[derive(Serialize)]
pub struct ResolutionPage {
    shell: Shell,
    name: Said,
    label: Option<Said>,
    official: String,
    communiques: usize,
    passages: Vec<Passages>,
    pager: Pager,
}

/// The address of what a reference leads to, if it is in the archive.
fn url(context: &PageContext<'_>, to: Target) -> Option<String> {
    let PageContext { site, lang, .. } = *context;
    let address = match to {
        Target::Meeting(meeting) => Route::Meeting(&site.config.meetings.get(meeting)?.id, 1).address(lang),
        Target::Day(day) => {
            let communique = site.communique(*site.links.of_day(day).first()?)?;
            Route::Communique(&communique.slug).address(lang)
        }
        Target::Resolution(resolution) => Route::Resolution(resolution.number, 1).address(lang),
    };
    Some(site.base.link(&address))
}

fn name(context: &PageContext<'_>, to: Target) -> Result<Said, Error> {
    let PageContext { site, lang, .. } = *context;
    Ok(match to {
        Target::Meeting(meeting) => {
            site.config.meetings.get(meeting).map_or_else(|| Said::new("", lang), |one| Said::label(&one.title, lang))
        }
        Target::Day(day) => {
            let date = calendar::written(Span::Day(day), lang, site.config.style);
            Said::new(&context.phrase_with("statement-of", &[("date", Value::Text(date))])?, lang)
        }
        Target::Resolution(resolution) => {
            let year = site.links.resolutions.get(&resolution.number).and_then(|cited| cited.year);
            resolution_name(context, resolution.number, year)?
        }
    })
}

fn resolution_name(context: &PageContext<'_>, number: u16, year: Option<u16>) -> Result<Said, Error> {
    let number = ("number", Value::Number(number.into()));
    let name = match year {
        Some(year) => context.phrase_with("resolution-name-year", &[number, ("year", Value::Number(year.into()))])?,
        None => context.phrase_with("resolution-name", &[number])?,
    };
    Ok(Said::new(&name, context.lang))
}

/// What a communiqué refers to, each once, where it first says so.
pub(super) fn of(context: &PageContext<'_>, communique: &Communique) -> Result<Vec<ReferenceView>, Error> {
    let PageContext { site, lang, .. } = *context;
    let own = site.base.link(&Route::Communique(&communique.slug).address(lang));
    let mut seen: BTreeSet<Target> = BTreeSet::new();
    let first: Vec<&Reference> =
        communique.references.iter().filter(|reference| seen.insert(reference.to.alone())).collect();
    first
        .into_iter()
        .map(|reference| {
            let url = url(context, reference.to);
            Ok(ReferenceView {
                how: match (reference.to, reference.looks) {
                    (Target::Resolution(_), _) => "resolution",
                    (_, Looks::Back) => "back",
                    (_, Looks::Ahead) => "ahead",
                    (_, Looks::Open) => "open",
                },
                name: name(context, reference.to)?,
                missing: url.is_none(),
                url,
                quote: Said::new(&reference.evidence.text, lang),
                place: format!("{own}#p{}", reference.spot.block + 1),
                number: reference.spot.block + 1,
            })
        })
        .collect()
}

/// The links from a communiqué's text to what it refers to.
pub(super) fn links(context: &PageContext<'_>, communique: &Communique) -> Vec<html::Link> {
    let linked = communique.references.iter();
    linked.filter_map(|one| Some(html::Link { spot: one.spot, url: url(context, one.to)? })).collect()
}

/// Who refers to a communiqué, given as an index: the first of them, and how many there are.
pub(super) fn citing(context: &PageContext<'_>, communique: usize) -> (Vec<CitingView>, usize) {
    let PageContext { site, lang, .. } = *context;
    let all = site.links.to_communique.get(communique).map_or(&[][..], Vec::as_slice);
    let shown = all.iter().take(CITING).filter_map(|(index, looks)| {
        Some(CitingView { link: view::link(site, site.communique(*index)?, lang), looks: *looks })
    });
    (shown.collect(), all.len())
}

pub(super) fn list(context: &PageContext<'_>, page: usize) -> Result<ReferenceList, Error> {
    let PageContext { site, lang, .. } = *context;
    let referring = &site.links.referring;
    let mut entries = Vec::new();
    for communique in
        referring.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).filter_map(|one| site.communique(*one))
    {
        entries.push(Entry {
            link: view::link(site, communique, lang),
            date: view::date(site, communique, lang),
            references: of(context, communique)?,
        });
    }
    let mut resolutions = Vec::new();
    for (number, cited) in site.links.resolutions.iter().filter(|_| page == 1) {
        let url = site.base.link(&Route::Resolution(*number, 1).address(lang));
        resolutions.push(ResolutionRow {
            link: Link { url, text: resolution_name(context, *number, cited.year)? },
            label: site.config.resolutions.get(number).map(|label| Said::label(label, lang)),
            communiques: cited.by.len(),
        });
    }
    Ok(ReferenceList {
        shell: context.titled("references-title", "references-description")?,
        total: site.links.count,
        resolutions,
        entries,
        pager: Pager::new(context, page, referring.len(), |page| Route::References(page).address(lang)),
        timeline: site.base.link(&Route::Timeline.address(lang)),
        csv: site.base.link("data/references.csv"),
    })
}

pub(super) fn resolution(
    context: &PageContext<'_>,
    number: u16,
    cited: &Cited,
    page: usize,
) -> Result<ResolutionPage, Error> {
    let PageContext { site, lang, .. } = *context;
    let name = resolution_name(context, number, cited.year)?;
    let here = cited.by.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    Ok(ResolutionPage {
        shell: context.shell(Some(name.clone()), context.phrase("resolution-description")?),
        name,
        label: site.config.resolutions.get(&number).map(|label| Said::label(label, lang)),
        official: council::address(number, cited.year, lang),
        communiques: cited.by.len(),
        passages: here.filter_map(|(communique, spots)| passages::of(context, *communique, spots)).collect(),
        pager: Pager::new(context, page, cited.by.len(), |page| Route::Resolution(number, page).address(lang)),
    })
}
