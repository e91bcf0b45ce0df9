//! Home, the list of communiqués and the page for a wrong address.

use std::sync::OnceLock;

use serde::Serialize;

use super::PageContext;
use super::figures::{self, TimelineFigure};
use super::shell::Shell;
use super::tags::{self, TagEntry};
use super::view::{Card, Link, Said};
use crate::error::Error;
use crate::fingerprint::Shared;
use crate::lang::Lang;
use crate::site::routes::Route;
use crate::site::{PER_PAGE, Site};

/// Communiqués, meetings and tags on the home page.
const LATEST: usize = 6;
const MEETINGS: usize = 14;
const TAGS: usize = 18;

/// The home page.
#[derive(Serialize)]
pub struct Home {
    shell: Shell,
    description: Said,
    /// The same in the other language, for the reader who came to the wrong one.
    other_title: Said,
    other_description: Said,
    latest: Vec<Shared<Card>>,
    figure: Option<TimelineFigure>,
    tags: Vec<TagEntry>,
    years: Vec<Link>,
    communiques: usize,
    reports: usize,
    meeting_count: usize,
    summarised: usize,
    all: String,
    timeline: String,
    tag_index: String,
    about: String,
}

/// A list of communiqués, one page of it.
#[derive(Serialize)]
pub struct List {
    shell: Shell,
    total: usize,
    entries: Vec<Shared<Card>>,
    pager: Pager,
}

/// The page for a wrong address, in both languages at once.
#[derive(Serialize)]
pub struct NotFound {
    shell: Shell,
    home_ar: String,
    home_en: String,
}

/// Where a page of a list stands.
#[derive(Serialize)]
pub struct Pager {
    page: usize,
    pages: usize,
    newer: Option<String>,
    older: Option<String>,
}

impl Pager {
    /// A pager for `entries` entries; pages count from 1.
    pub(super) fn new(
        context: &PageContext<'_>,
        page: usize,
        entries: usize,
        route: impl Fn(usize) -> String,
    ) -> Pager {
        Pager::of_pages(context, page, entries.div_ceil(PER_PAGE), route)
    }

    /// A pager for so many pages, one at least.
    pub(super) fn of_pages(
        context: &PageContext<'_>,
        page: usize,
        pages: usize,
        route: impl Fn(usize) -> String,
    ) -> Pager {
        let pages = pages.max(1);
        let link = |page: usize| context.site.base.link(&route(page));
        Pager { page, pages, newer: (page > 1).then(|| link(page - 1)), older: (page < pages).then(|| link(page + 1)) }
    }
}

/// The cards of one page of a list of indexes.
pub(super) fn cards(context: &PageContext<'_>, indexes: impl Iterator<Item = usize>, page: usize) -> Vec<Shared<Card>> {
    let here = indexes.skip((page - 1) * PER_PAGE).take(PER_PAGE);
    here.filter_map(|index| context.cards.card(context.site, index, context.lang)).collect()
}

/// Places for the cards of an archive in both languages, each made when the first list shows it. Without places a card is
/// made for each list.
#[derive(Default)]
pub(super) struct Cards(Vec<[OnceLock<Shared<Card>>; 2]>);

impl Cards {
    /// Places for the cards of so many communiqués.
    pub(super) fn new(communiques: usize) -> Cards {
        Cards((0..communiques).map(|_| Default::default()).collect())
    }

    fn card(&self, site: &Site<'_>, index: usize, lang: Lang) -> Option<Shared<Card>> {
        let communique = site.communique(index)?;
        let card = || Shared::new(Card::new(site, communique, lang));
        let Some([ar, en]) = self.0.get(index) else { return Some(card()) };
        let place = if lang == Lang::Ar { ar } else { en };
        Some(place.get_or_init(card).clone())
    }
}

pub(super) fn home(context: &PageContext<'_>) -> Home {
    let PageContext { site, lang, .. } = *context;
    let archive = site.archive;
    let link = |route: Route<'_>| site.base.link(&route.address(lang));
    let meetings: Vec<usize> = (0..site.config.meetings.len()).rev().take(MEETINGS).rev().collect();
    let other = lang.other();
    Home {
        shell: context.shell(None, site.config.description.get(lang).to_owned()),
        description: Said::label(&site.config.description, lang),
        other_title: Said::new(site.config.title.get(other), lang),
        other_description: Said::new(site.config.description.get(other), lang),
        latest: cards(context, 0..archive.communiques.len().min(LATEST), 1),
        figure: figures::timeline(context, &meetings),
        tags: tags::foremost(context, TAGS),
        years: site
            .years
            .keys()
            .rev()
            .map(|year| Link { url: link(Route::Year(*year, 1)), text: Said::new(&context.year(*year), lang) })
            .collect(),
        communiques: archive.communiques.len(),
        reports: archive.communiques.iter().map(|communique| communique.reports.len()).sum(),
        meeting_count: site.config.meetings.len(),
        summarised: site.summarised(),
        all: link(Route::Communiques(1)),
        timeline: link(Route::Timeline),
        tag_index: link(Route::Tags),
        about: link(Route::About),
    }
}

pub(super) fn communiques(context: &PageContext<'_>, page: usize) -> Result<List, Error> {
    let total = context.site.archive.communiques.len();
    Ok(List {
        shell: context.titled("communiques-title", "communiques-description")?,
        total,
        entries: cards(context, 0..total, page),
        pager: Pager::new(context, page, total, |page| Route::Communiques(page).address(context.lang)),
    })
}

pub(super) fn not_found(context: &PageContext<'_>) -> Result<NotFound, Error> {
    let home = |lang| context.site.base.link(&Route::Home.address(lang));
    Ok(NotFound {
        shell: context.titled("not-found-title", "not-found-text")?,
        home_ar: home(Lang::Ar),
        home_en: home(Lang::En),
    })
}

/// Links to communiqués, the first `most` of them.
pub(super) fn links(context: &PageContext<'_>, indexes: &[usize], most: usize) -> Vec<Link> {
    let shown = indexes.iter().take(most).filter_map(|index| context.site.communique(*index));
    shown.map(|communique| super::view::link(context.site, communique, context.lang)).collect()
}
