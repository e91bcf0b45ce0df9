//! Home, the list of communiqués and the page for a wrong address.

use std::sync::{Arc, Mutex, OnceLock, PoisonError};

use serde::Serialize;

use super::PageContext;
use super::figures::{self, TimelineFigure};
use super::shell::Shell;
use super::tags::{self, TagEntry};
use super::view::{self, Link, Said};
use crate::error::Error;
use crate::fingerprint::Deferred;
use crate::lang::Lang;
use crate::render::html::Html;
use crate::render::theme::Theme;
use crate::site::PER_PAGE;
use crate::site::routes::Route;

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
    latest: Vec<Card>,
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
    entries: Vec<Card>,
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
pub(super) fn cards(context: &PageContext<'_>, indexes: impl Iterator<Item = usize>, page: usize) -> Vec<Card> {
    let here = indexes.skip((page - 1) * PER_PAGE).take(PER_PAGE);
    here.filter_map(|index| context.cards.card(context, index)).collect()
}

/// A communiqué in a list, as `card.html` makes it: rendered when the first list that is rendered shows it, for all of them.
pub type Card = Arc<Deferred<'static, Html>>;

/// Places for the cards of an archive in both languages, each made when the first list shows it. Without places a card is
/// made for each list.
#[derive(Default)]
pub(super) struct Cards {
    places: Vec<[OnceLock<Card>; 2]>,
    /// What is wrong with the template.
    wrong: Arc<Mutex<Option<Error>>>,
}

impl Cards {
    /// Places for the cards of so many communiqués.
    pub(super) fn new(communiques: usize) -> Cards {
        Cards { places: (0..communiques).map(|_| Default::default()).collect(), ..Cards::default() }
    }

    fn card(&self, context: &PageContext<'_>, index: usize) -> Option<Card> {
        let PageContext { site, theme, lang, .. } = *context;
        let communique = site.communique(index)?;
        let card = || self.deferred(theme.clone(), lang, view::Card::new(site, communique, lang));
        let Some([ar, en]) = self.places.get(index) else { return Some(card()) };
        let place = if lang == Lang::Ar { ar } else { en };
        Some(Arc::clone(place.get_or_init(card)))
    }

    fn deferred(&self, theme: Theme, lang: Lang, card: view::Card) -> Card {
        let wrong = Arc::clone(&self.wrong);
        Arc::new(Deferred::of(card, move |card| {
            theme.part(lang, "card.html", card).unwrap_or_else(|error| {
                *wrong.lock().unwrap_or_else(PoisonError::into_inner) = Some(error);
                Html::default()
            })
        }))
    }

    /// Gives what was wrong with a card: a page that shows it is no page.
    ///
    /// # Errors
    /// The template of cards is wrong.
    pub(super) fn fault(&self) -> Result<(), Error> {
        self.wrong.lock().unwrap_or_else(PoisonError::into_inner).take().map_or(Ok(()), Err)
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
    shown.map(|communique| view::link(context.site, communique, context.lang)).collect()
}
