//! Home, the list of communiqués, the tags and the page for a wrong address.

use serde::Serialize;

use super::PageContext;
use super::meetings::{self, Entry};
use super::shell::Shell;
use super::view::{Card, Link, Said};
use crate::error::Error;
use crate::site::routes::Route;
use crate::site::{PER_PAGE, Tagged};

/// Communiqués and meetings on the home page.
const LATEST: usize = 6;
const MEETINGS: usize = 8;

/// The home page.
#[derive(Serialize)]
pub struct Home {
    shell: Shell,
    description: Said,
    latest: Vec<Card>,
    meetings: Vec<Entry>,
    tags: Vec<TagEntry>,
    communiques: usize,
    reports: usize,
    meeting_count: usize,
    summarised: usize,
    all: String,
    timeline: String,
    tag_index: String,
}

/// A list of communiqués, one page of it.
#[derive(Serialize)]
pub struct List {
    shell: Shell,
    total: usize,
    entries: Vec<Card>,
    pager: Pager,
}

/// A tag with one page of its communiqués.
#[derive(Serialize)]
pub struct TagPage {
    shell: Shell,
    label: Said,
    other_label: Option<Said>,
    total: usize,
    entries: Vec<Card>,
    pager: Pager,
    index: String,
}

/// All tags.
#[derive(Serialize)]
pub struct TagIndex {
    shell: Shell,
    tags: Vec<TagEntry>,
}

/// A tag in an index.
#[derive(Serialize)]
pub struct TagEntry {
    url: String,
    label: Said,
    other_label: Option<Said>,
    count: usize,
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
        let pages = entries.div_ceil(PER_PAGE).max(1);
        let link = |page: usize| context.site.base.link(&route(page));
        Pager { page, pages, newer: (page > 1).then(|| link(page - 1)), older: (page < pages).then(|| link(page + 1)) }
    }
}

/// The cards of one page of a list of indexes.
pub(super) fn cards(context: &PageContext<'_>, indexes: impl Iterator<Item = usize>, page: usize) -> Vec<Card> {
    let here = indexes.skip((page - 1) * PER_PAGE).take(PER_PAGE);
    here.filter_map(|index| context.site.communique(index))
        .map(|communique| Card::new(context.site, communique, context.lang))
        .collect()
}

pub(super) fn home(context: &PageContext<'_>) -> Home {
    let PageContext { site, lang, .. } = *context;
    let archive = site.archive;
    let link = |route: Route<'_>| site.base.link(&route.address(lang));
    let newest = site.config.meetings.iter().enumerate().skip(site.config.meetings.len().saturating_sub(MEETINGS));
    Home {
        shell: context.shell(None, site.config.description.get(lang).to_owned()),
        description: Said::label(&site.config.description, lang),
        latest: archive.communiques.iter().take(LATEST).map(|communique| Card::new(site, communique, lang)).collect(),
        meetings: newest.map(|(index, meeting)| meetings::entry(context, index, meeting)).collect(),
        tags: tag_entries(context),
        communiques: archive.communiques.len(),
        reports: archive.communiques.iter().map(|communique| communique.reports.len()).sum(),
        meeting_count: site.config.meetings.len(),
        summarised: site.summarised(),
        all: link(Route::Communiques(1)),
        timeline: link(Route::Timeline),
        tag_index: link(Route::Tags),
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

fn tag_entries(context: &PageContext<'_>) -> Vec<TagEntry> {
    let PageContext { site, lang, .. } = *context;
    let entry = |tagged: &Tagged<'_>| TagEntry {
        url: site.base.link(&Route::Tag(&tagged.name.id, 1).address(lang)),
        label: Said::label(&tagged.name.label, lang),
        other_label: other_label(tagged, context),
        count: tagged.communiques.len(),
    };
    site.tags_in_order(lang).into_iter().map(entry).collect()
}

/// The label in the other language, where it differs.
fn other_label(tagged: &Tagged<'_>, context: &PageContext<'_>) -> Option<Said> {
    let label = &tagged.name.label;
    (label.ar != label.en).then(|| Said::new(label.get(context.lang.other()), context.lang))
}

pub(super) fn tags(context: &PageContext<'_>) -> Result<TagIndex, Error> {
    Ok(TagIndex { shell: context.titled("tags-title", "tags-description")?, tags: tag_entries(context) })
}

pub(super) fn tag(context: &PageContext<'_>, tagged: &Tagged<'_>, page: usize) -> Result<TagPage, Error> {
    let PageContext { site, lang, .. } = *context;
    let label = Said::label(&tagged.name.label, lang);
    let description = context.phrase("tag-description")?;
    Ok(TagPage {
        shell: context.shell(Some(label.clone()), format!("{description} {}", label.text)),
        other_label: other_label(tagged, context),
        label,
        total: tagged.communiques.len(),
        entries: cards(context, tagged.communiques.iter().copied(), page),
        pager: Pager::new(context, page, tagged.communiques.len(), |page| {
            Route::Tag(&tagged.name.id, page).address(lang)
        }),
        index: site.base.link(&Route::Tags.address(lang)),
    })
}

pub(super) fn not_found(context: &PageContext<'_>) -> Result<NotFound, Error> {
    let home = |lang| context.site.base.link(&Route::Home.address(lang));
    Ok(NotFound {
        shell: context.titled("not-found-title", "not-found-text")?,
        home_ar: home(crate::lang::Lang::Ar),
        home_en: home(crate::lang::Lang::En),
    })
}

/// Links to communiqués, the first `most` of them.
pub(super) fn links(context: &PageContext<'_>, indexes: &[usize], most: usize) -> Vec<Link> {
    let shown = indexes.iter().take(most).filter_map(|index| context.site.communique(*index));
    shown.map(|communique| super::view::link(context.site, communique, context.lang)).collect()
}
