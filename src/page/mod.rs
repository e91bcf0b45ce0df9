//! The site → its pages: one typed view a kind of page, rendered in parallel. A page gets its own small view and never the archive.

mod about;
mod charts;
mod communique;
mod copies;
mod figures;
mod formulas;
mod lists;
mod meetings;
mod names;
mod overview;
mod passages;
mod redlines;
mod references;
mod search;
pub mod shell;
mod status;
mod tags;
pub mod view;

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::Communique;
use crate::archive::slug::Slug;
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
use shell::{Assets, Shell};

/// A finished file below the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, with `/` between the parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// What pages are rendered with.
pub struct Press<'a> {
    site: &'a Site<'a>,
    theme: &'a Theme,
    assets: &'a Assets,
    reader: Reader,
}

impl<'a> Press<'a> {
    /// Pages of a site, in a theme, that name these files.
    pub fn new(site: &'a Site<'a>, theme: &'a Theme, assets: &'a Assets) -> Press<'a> {
        Press { site, theme, assets, reader: Reader::default() }
    }

    /// Renders pages in both languages and hands each on.
    ///
    /// # Errors
    /// A template is wrong, or a page is not taken.
    pub fn pages(&self, sheets: &[Sheet<'_>], take: &(dyn Fn(File) -> Result<(), Error> + Sync)) -> Result<(), Error> {
        sheets.par_iter().try_for_each(|sheet| {
            // What both languages show is made once.
            let redline = sheet.redline(&self.reader);
            Lang::ALL.into_iter().try_for_each(|lang| take(sheet.render(self, lang, redline.as_ref())?))
        })
    }

    /// Renders one page.
    ///
    /// # Errors
    /// A template is wrong.
    pub fn page(&self, sheet: Sheet<'_>, lang: Lang) -> Result<File, Error> {
        sheet.render(self, lang, sheet.redline(&self.reader).as_ref())
    }
}

/// A page that can be rendered by itself in either language.
#[derive(Clone, Copy)]
pub struct Sheet<'a>(Leaf<'a>);

#[derive(Clone, Copy)]
enum Leaf<'a> {
    Page(Page<'a>),
    /// The address of a copy, or an alias, and the communiqué that it leads to.
    Redirect(&'a Slug, &'a Communique),
}

/// Every page of a site, and then the redirects.
pub fn sheets<'a>(site: &'a Site<'a>) -> Vec<Sheet<'a>> {
    let mut sheets: Vec<Sheet<'a>> = all(site).into_iter().map(|page| Sheet(Leaf::Page(page))).collect();
    for communique in &site.archive.communiques {
        for report in &communique.reports {
            let own = Some(&report.slug).filter(|slug| **slug != communique.slug);
            let from = own.into_iter().chain(&report.aliases);
            sheets.extend(from.map(|slug| Sheet(Leaf::Redirect(slug, communique))));
        }
    }
    sheets
}

impl<'a> Sheet<'a> {
    /// Its file below the output folder.
    pub fn path(self, lang: Lang) -> String {
        match self.0 {
            Leaf::Page(page) => page.route().file(lang),
            Leaf::Redirect(slug, _) => Route::Communique(slug).file(lang),
        }
    }

    /// Whether it does nothing but lead to another.
    pub fn is_redirect(self) -> bool {
        matches!(self.0, Leaf::Redirect(..))
    }

    /// Whether the text on it is a draft's.
    pub fn shows_a_draft(self) -> bool {
        let is_draft = |communique: &Communique| communique.canonical().is_some_and(|report| report.draft);
        match self.0 {
            Leaf::Page(Page::Communique(_, communique)) => is_draft(communique),
            Leaf::Page(Page::Copies(communique)) => communique.reports.iter().any(|report| report.draft),
            Leaf::Page(Page::Redline { older, newer }) => is_draft(older.1) || is_draft(newer.1),
            Leaf::Page(_) | Leaf::Redirect(..) => false,
        }
    }

    /// What changed from the one communiqué to the other, on a page that shows it.
    fn redline(self, reader: &Reader) -> Option<Redline<'a>> {
        let Leaf::Page(Page::Redline { older, newer }) = self.0 else { return None };
        Some(reader.redline(older.1.body(), newer.1.body()))
    }

    fn render(self, press: &Press<'_>, lang: Lang, redline: Option<&Redline<'_>>) -> Result<File, Error> {
        let Press { site, theme, assets, .. } = *press;
        let bytes = match self.0 {
            Leaf::Page(page) => {
                let context = PageContext { site, theme, assets, route: page.route(), lang };
                page.render(&context, redline)?
            }
            Leaf::Redirect(_, communique) => {
                theme.render(lang, "redirect.html", &Redirect::new(site, communique, lang))?
            }
        };
        Ok(File { path: self.path(lang), bytes })
    }
}

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

    fn render(self, context: &PageContext<'_>, redline: Option<&Redline<'_>>) -> Result<Vec<u8>, Error> {
        let PageContext { theme, lang, .. } = *context;
        match self {
            Page::Redline { older, newer } => {
                let view = redline.map(|redline| redlines::view(context, older, newer, redline)).transpose()?;
                theme.render(lang, "redline.html", &view)
            }
            Page::Redlines(page) => theme.render(lang, "redlines.html", &redlines::list(context, page)?),
            Page::Formulas(page) => theme.render(lang, "formulas.html", &formulas::list(context, page)?),
            Page::Formula(formula, page) => {
                theme.render(lang, "formula.html", &formulas::formula(context, formula, page)?)
            }
            Page::References(page) => theme.render(lang, "references.html", &references::list(context, page)?),
            Page::Resolution(number, cited, page) => {
                theme.render(lang, "resolution.html", &references::resolution(context, number, cited, page)?)
            }
            Page::Names => theme.render(lang, "names.html", &names::index(context)?),
            Page::Name(index, name, page) => theme.render(lang, "name.html", &names::name(context, index, name, page)?),
            Page::Overview => theme.render(lang, "overview.html", &overview::view(context)?),
            Page::Status(page) => theme.render(lang, "status.html", &status::view(context, page)?),
            Page::Home => theme.render(lang, "home.html", &lists::home(context)),
            Page::Communiques(page) => theme.render(lang, "communiques.html", &lists::communiques(context, page)?),
            Page::Communique(index, communique) => {
                theme.render(lang, "communique.html", &communique::view(context, index, communique)?)
            }
            Page::Copies(communique) => theme.render(lang, "copies.html", &copies::view(context, communique)),
            Page::Timeline => theme.render(lang, "timeline.html", &meetings::timeline(context, None)?),
            Page::Filtered(filter) => theme.render(lang, "timeline.html", &meetings::timeline(context, Some(filter))?),
            Page::Year(year, held, page) => {
                theme.render(lang, "year.html", &meetings::year(context, year, held, page)?)
            }
            Page::Meeting(index, meeting, page) => {
                theme.render(lang, "meeting.html", &meetings::meeting(context, index, meeting, page)?)
            }
            Page::Tags => theme.render(lang, "tags.html", &tags::index(context)?),
            Page::Tag(tagged, page) => theme.render(lang, "tag.html", &tags::tag(context, tagged, page)?),
            Page::About => theme.render(lang, "about.html", &about::view(context)?),
            Page::Search => theme.render(lang, "search.html", &search::view(context)?),
            Page::NotFound => theme.render(lang, "404.html", &lists::not_found(context)?),
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
        Shell::new(self.site, self.assets, self.route, self.lang, title, description)
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

#[derive(Serialize)]
struct Redirect {
    lang: &'static str,
    dir: &'static str,
    url: String,
    canonical: String,
    whole_ar: String,
    whole_en: String,
    title: view::Said,
}

impl Redirect {
    fn new(site: &Site<'_>, communique: &Communique, lang: Lang) -> Redirect {
        let address = Route::Communique(&communique.slug).address(lang);
        Redirect {
            lang: lang.code(),
            dir: lang.dir(),
            url: site.base.link(&address),
            canonical: site.base.whole(&address),
            whole_ar: site.base.whole(&Route::Communique(&communique.slug).address(Lang::Ar)),
            whole_en: site.base.whole(&Route::Communique(&communique.slug).address(Lang::En)),
            title: view::title(communique, lang),
        }
    }
}
