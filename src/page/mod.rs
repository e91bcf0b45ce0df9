//! The site → its pages: one typed view a kind of page, rendered in parallel. A page gets its own small view and never the archive.

mod about;
mod charts;
mod communique;
mod copies;
mod figures;
mod formulas;
mod frame;
mod lists;
mod meetings;
mod names;
mod outline;
mod overview;
mod passages;
mod press;
mod redlines;
mod references;
mod search;
pub mod shell;
mod status;
mod tags;
pub mod view;

use std::sync::OnceLock;

use crate::archive::Communique;
use crate::compare::redline::{Reader, Redline};
use crate::config::Meeting;
use crate::config::names::Name;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::formulas::Formula;
use crate::lang::Lang;
use crate::render::strings::Value;
use crate::render::theme::Theme;
use crate::say;
use crate::site::links::Cited;
use crate::site::routes::{Filter, Route};
use crate::site::{PER_PAGE, Site, Tagged, Year};
use crate::text::digits::{self, Digits};
use frame::Frames;
use lists::Cards;
use press::Printer;
pub use press::{Coming, File, Pieces, Press, Sheet, Take, hand_on, sheets};
use shell::{Assets, Shell};

/// A page with what it shows. Lists are counted from page 1.
#[derive(Clone, Copy)]
enum Page<'a> {
    Home,
    Communiques(usize),
    Communique(usize, &'a Communique),
    Copies(&'a Communique),
    Timeline,
    Filtered(Filter<'a>),
    Year(i32, &'a Year, usize),
    Meeting(usize, &'a Meeting, usize),
    Tags,
    Tag(&'a Tagged<'a>, usize),
    Redline { older: (usize, &'a Communique), newer: (usize, &'a Communique) },
    Redlines(usize),
    Formulas(usize),
    Formula(&'a Formula, usize),
    References(usize),
    Resolution(u16, &'a Cited, usize),
    Names,
    Name(usize, &'a Name, usize),
    Overview,
    Status(usize),
    About,
    Search,
    NotFound,
}

impl<'a> Page<'a> {
    fn route(self) -> Route<'a> {
        match self {
            Page::Redline { older, newer } => Route::Redline(&older.1.slug, &newer.1.slug),
            Page::Redlines(page) => Route::Redlines(page),
            Page::Formulas(page) => Route::Formulas(page),
            Page::Formula(formula, page) => Route::Formula(&formula.id, page),
            Page::References(page) => Route::References(page),
            Page::Resolution(number, _, page) => Route::Resolution(number, page),
            Page::Names => Route::Names,
            Page::Name(_, name, page) => Route::Name(name.kind, &name.id, page),
            Page::Overview => Route::Overview,
            Page::Status(page) => Route::Status(page),
            Page::Home => Route::Home,
            Page::Communiques(page) => Route::Communiques(page),
            Page::Communique(_, communique) => Route::Communique(&communique.slug),
            Page::Copies(communique) => Route::Copies(&communique.slug),
            Page::Timeline => Route::Timeline,
            Page::Filtered(filter) => Route::Filtered(filter),
            Page::Year(year, _, page) => Route::Year(year, page),
            Page::Meeting(_, meeting, page) => Route::Meeting(&meeting.id, page),
            Page::Tags => Route::Tags,
            Page::Tag(tagged, page) => Route::Tag(&tagged.name.id, page),
            Page::About => Route::About,
            Page::Search => Route::Search,
            Page::NotFound => Route::NotFound,
        }
    }

    /// Prints it; what both languages show of a redline is made once.
    fn print(self, to: &Printer<'_>, redline: &OnceLock<Redline<'a>>) -> Result<(), Error> {
        let context = to.context;
        match self {
            Page::Redline { older, newer } => {
                let redline = || redline.get_or_init(|| context.reader.redline(older.1.body(), newer.1.body()));
                to.print("redline.html", &redlines::view(context, older, newer, &redline)?)
            }
            Page::Redlines(page) => to.print("redlines.html", &redlines::list(context, page)?),
            Page::Formulas(page) => to.print("formulas.html", &formulas::list(context, page)?),
            Page::Formula(formula, page) => to.print("formula.html", &formulas::formula(context, formula, page)?),
            Page::References(page) => to.print("references.html", &references::list(context, page)?),
            Page::Resolution(number, cited, page) => {
                to.print("resolution.html", &references::resolution(context, number, cited, page)?)
            }
            Page::Names => to.print("names.html", &names::index(context)?),
            Page::Name(index, name, page) => to.print("name.html", &names::name(context, index, name, page)?),
            Page::Overview => to.print("overview.html", &overview::view(context)?),
            Page::Status(page) => to.print("status.html", &status::view(context, page)?),
            Page::Home => to.print("home.html", &lists::home(context)),
            Page::Communiques(page) => to.print("communiques.html", &lists::communiques(context, page)?),
            Page::Communique(index, communique) => {
                to.print("communique.html", &communique::view(context, index, communique)?)
            }
            Page::Copies(communique) => to.print("copies.html", &copies::view(context, communique)),
            Page::Timeline => to.print("timeline.html", &meetings::timeline(context, None)?),
            Page::Filtered(filter) => to.print("timeline.html", &meetings::timeline(context, Some(filter))?),
            Page::Year(year, held, page) => to.print("year.html", &meetings::year(context, year, held, page)?),
            Page::Meeting(index, meeting, page) => {
                to.print("meeting.html", &meetings::meeting(context, index, meeting, page)?)
            }
            Page::Tags => to.print("tags.html", &tags::index(context)?),
            Page::Tag(tagged, page) => to.print("tag.html", &tags::tag(context, tagged, page)?),
            Page::About => to.print("about.html", &about::view(context)?),
            Page::Search => to.print("search.html", &search::view(context)?),
            Page::NotFound => to.print("404.html", &lists::not_found(context)?),
        }
    }
}

/// The routes of every page, for those who list them.
pub fn routes<'a>(site: &'a Site<'a>) -> Vec<Route<'a>> {
    all(site).into_iter().map(Page::route).collect()
}

/// Every page of the site.
fn all<'a>(site: &'a Site<'a>) -> Vec<Page<'a>> {
    let count = |entries: usize| 1..=entries.div_ceil(PER_PAGE).max(1);
    let archive = site.archive;
    let mut pages = vec![
        Page::Home,
        Page::Timeline,
        Page::Tags,
        Page::Overview,
        Page::Names,
        Page::About,
        Page::Search,
        Page::NotFound,
    ];
    pages.extend(count(archive.communiques.len()).map(Page::Status));
    pages.extend(count(archive.communiques.len()).map(Page::Communiques));
    pages.extend(archive.communiques.iter().enumerate().map(|(index, communique)| Page::Communique(index, communique)));
    let compared = archive.communiques.iter().filter(|communique| !communique.copies().is_empty());
    pages.extend(compared.map(Page::Copies));
    pages.extend(site.filters().into_iter().map(|(filter, _)| Page::Filtered(filter)));
    for (year, held) in &site.years {
        pages.extend(count(held.communiques.len()).map(|page| Page::Year(*year, held, page)));
    }
    for ((index, meeting), entries) in site.config.meetings.iter().enumerate().zip(&site.by_meeting) {
        pages.extend(count(entries.len()).map(|page| Page::Meeting(index, meeting, page)));
    }
    for tagged in site.tags.values() {
        pages.extend(count(tagged.communiques.len()).map(|page| Page::Tag(tagged, page)));
    }
    pages.extend(count(site.pairs.len()).map(Page::Redlines));
    let communique = |index: usize| Some((index, site.communique(index)?));
    pages.extend(
        site.pairs
            .iter()
            .filter_map(|pair| Some(Page::Redline { older: communique(pair.older)?, newer: communique(pair.newer)? })),
    );
    pages.extend(count(site.formulas.all.len()).map(Page::Formulas));
    for formula in &site.formulas.all {
        pages.extend(count(formula.communiques).map(|page| Page::Formula(formula, page)));
    }
    pages.extend(count(site.links.referring.len()).map(Page::References));
    for (number, cited) in &site.links.resolutions {
        pages.extend(count(cited.by.len()).map(|page| Page::Resolution(*number, cited, page)));
    }
    for ((index, name), places) in site.config.names.iter().enumerate().zip(&site.names) {
        let pages_of = places.len().div_ceil(names::PER_PAGE);
        pages.extend((1..=pages_of).map(|page| Page::Name(index, name, page)));
    }
    pages
}

/// What a view is made from.
struct PageContext<'a> {
    site: &'a Site<'a>,
    theme: &'a Theme,
    assets: &'a Assets,
    frames: &'a Frames,
    reader: &'a Reader,
    cards: &'a Cards,
    route: Route<'a>,
    lang: Lang,
}

impl PageContext<'_> {
    /// The shell with a title from the phrases.
    fn titled(&self, key: &str, description: &str) -> Result<Shell, Error> {
        let title = self.phrase(key)?;
        let description = self.phrase(description)?;
        Ok(self.shell(Some(view::Said::new(&title, self.lang)), description))
    }

    fn shell(&self, title: Option<view::Said>, description: String) -> Shell {
        Shell::new(self.site, self.frames, self.route, self.lang, title, description)
    }

    /// A year in the page's digits.
    fn year(&self, year: i32) -> String {
        self.theme.strings(self.lang).number(u64::try_from(year).unwrap_or(0))
    }

    /// An amount in the page's digits: whole numbers in groups of three.
    fn amount(&self, amount: f64) -> String {
        let style = self.site.config.style;
        digits::grouped(amount, if self.lang == Lang::Ar { style.digits } else { Digits::Latin })
    }

    fn phrase(&self, key: &str) -> Result<String, Error> {
        self.phrase_with(key, &[])
    }

    fn phrase_with(&self, key: &str, values: &[(&str, Value)]) -> Result<String, Error> {
        self.theme.strings(self.lang).phrase(key, values).map_err(|message| {
            let path = format!("templates/strings/{}.toml", self.lang.code());
            Error::setup(
                Diagnostic::error(Code::UnknownPhrase, Place::start(&path), message)
                    .hint(say!("put the phrase back", "أعد العبارة إلى موضعها")),
            )
        })
    }
}
