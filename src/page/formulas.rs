//! The agreed language: the formulas with their first and last appearance and a picture of how long they persist, and a page a formula.

use serde::Serialize;

use super::PageContext;
use super::charts::{self, PersistenceFigure};
use super::lists::Pager;
use super::passages::{self, Passages};
use super::shell::Shell;
use super::view::{self, DateView, Link, Said};
use crate::error::Error;
use crate::formulas::Formula;
use crate::infer::Spot;
use crate::site::PER_PAGE;
use crate::site::routes::Route;

/// Formulas in the picture.
const DRAWN: usize = 16;
/// Characters of a formula in titles and lists of links.
const TITLE: usize = 60;

/// The view of `formulas.html`.
#[derive(Serialize)]
pub struct FormulaList {
    shell: Shell,
    /// Formulas that have a page, and all that were found.
    shown: usize,
    found: usize,
    figure: Option<PersistenceFigure>,
    rows: Vec<Row>,
    pager: Pager,
    csv: String,
}

/// A formula in the table.
#[derive(Serialize)]
pub struct Row {
    link: Link,
    words: usize,
    communiques: usize,
    first: Option<Appearance>,
    last: Option<Appearance>,
}

/// A communiqué in which a formula stands.
#[derive(Serialize)]
pub struct Appearance {
    /// Where in it.
    url: String,
    title: Said,
    date: Option<DateView>,
}

/// The view of `formula.html`.
#[derive(Serialize)]
pub struct FormulaPage {
    shell: Shell,
    text: Said,
    words: usize,
    communiques: usize,
    first: Option<Appearance>,
    last: Option<Appearance>,
    passages: Vec<Passages>,
    pager: Pager,
}

/// A formula that a page names.
#[derive(Serialize)]
pub struct FormulaLink {
    link: Link,
    communiques: usize,
}

fn link(context: &PageContext<'_>, formula: &Formula, most: usize) -> Link {
    let PageContext { site, lang, .. } = *context;
    Link {
        url: site.base.link(&Route::Formula(&formula.id, 1).address(lang)),
        text: Said::new(&view::shortened(&formula.text, most), lang),
    }
}

fn appearance(context: &PageContext<'_>, communique: usize, spot: Spot) -> Option<Appearance> {
    let PageContext { site, lang, .. } = *context;
    let communique = site.communique(communique)?;
    let url = site.base.link(&Route::Communique(&communique.slug).address(lang));
    Some(Appearance {
        url: format!("{url}#p{}", spot.block + 1),
        title: view::title(communique, lang),
        date: view::date(site, communique, lang),
    })
}

fn first(context: &PageContext<'_>, formula: &Formula) -> Option<Appearance> {
    formula.places.first().and_then(|place| appearance(context, place.communique, place.spot))
}

/// In its last communiqué the first place.
fn last(context: &PageContext<'_>, formula: &Formula) -> Option<Appearance> {
    let last = formula.places.last()?.communique;
    let place = formula.places.iter().find(|place| place.communique == last)?;
    appearance(context, place.communique, place.spot)
}

/// The formulas of a communiqué, given as an index, at most so many.
pub(super) fn of(context: &PageContext<'_>, communique: usize, most: usize) -> Vec<FormulaLink> {
    let own = context.site.formulas_of.get(communique).into_iter().flatten();
    named(context, own.copied(), most)
}

/// The formulas that two communiqués share.
pub(super) fn shared(context: &PageContext<'_>, one: usize, other: usize, most: usize) -> Vec<FormulaLink> {
    let of = |communique: usize| context.site.formulas_of.get(communique).map_or(&[][..], Vec::as_slice);
    // Both lists rise.
    let both = of(one).iter().copied().filter(|formula| of(other).binary_search(formula).is_ok());
    named(context, both, most)
}

fn named(context: &PageContext<'_>, formulas: impl Iterator<Item = usize>, most: usize) -> Vec<FormulaLink> {
    let known = formulas.filter_map(|formula| context.site.formulas.all.get(formula)).take(most);
    known
        .map(|formula| FormulaLink { link: link(context, formula, usize::MAX), communiques: formula.communiques })
        .collect()
}

pub(super) fn list(context: &PageContext<'_>, page: usize) -> Result<FormulaList, Error> {
    let PageContext { site, lang, .. } = *context;
    let all = &site.formulas.all;
    let rows = all.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE).map(|formula| Row {
        link: link(context, formula, usize::MAX),
        words: formula.words,
        communiques: formula.communiques,
        first: first(context, formula),
        last: last(context, formula),
    });
    Ok(FormulaList {
        shell: context.titled("formulas-title", "formulas-description")?,
        shown: all.len(),
        found: site.formulas.found,
        figure: if page == 1 { charts::persistence(context, DRAWN) } else { None },
        rows: rows.collect(),
        pager: Pager::new(context, page, all.len(), |page| Route::Formulas(page).address(lang)),
        csv: site.base.link("data/formulas.csv"),
    })
}

pub(super) fn formula(context: &PageContext<'_>, formula: &Formula, page: usize) -> Result<FormulaPage, Error> {
    let PageContext { lang, .. } = *context;
    let by_communique = formula.places.chunk_by(|a, b| a.communique == b.communique);
    let here = by_communique.skip((page - 1) * PER_PAGE).take(PER_PAGE).filter_map(|places| {
        let spots: Vec<Spot> = places.iter().map(|place| place.spot).collect();
        passages::of(context, places.first()?.communique, &spots)
    });
    let title = Said::new(&view::shortened(&formula.text, TITLE), lang);
    Ok(FormulaPage {
        shell: context.shell(Some(title), context.phrase("formulas-description")?),
        text: Said::new(&formula.text, lang),
        words: formula.words,
        communiques: formula.communiques,
        first: first(context, formula),
        last: last(context, formula),
        passages: here.collect(),
        pager: Pager::new(context, page, formula.communiques, |page| Route::Formula(&formula.id, page).address(lang)),
    })
}
