//! The pages of a site, each on its way to the output in either language: named by what it is made from, and rendered only if whoever takes it has it not. It knows no view but a redirect's.

use std::io::{self, Write};
use std::path::Path;
use std::sync::{Mutex, OnceLock, PoisonError};

use rayon::prelude::*;
use serde::Serialize;

use super::frame::Frames;
use super::lists::Cards;
use super::outline::Outlines;
use super::shell::Assets;
use super::{Page, PageContext, all, view};
use crate::archive::Communique;
use crate::archive::slug::Slug;
use crate::compare::redline::{Reader, Redline};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::lang::Lang;
use crate::render::theme::Theme;
use crate::site::Site;
use crate::site::routes::Route;

/// A finished file below the output folder.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct File {
    /// Its path, with `/` between the parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// A file on its way to the output.
pub enum Coming<'a> {
    /// It is made.
    Made(File),
    /// It is long, and comes piece by piece: nobody has to hold it whole.
    Streamed {
        /// Its path, as a file has it.
        path: String,
        /// Writes its bytes.
        write: Pieces<'a>,
    },
    /// It can be named: whoever has the file that was handed on under this outline need not ask for that.
    Outlined {
        /// Its path, as a file has it.
        path: String,
        /// A name of all that it is made from and of more, found at once.
        outline: Fingerprint,
        /// Hands it on by its own name.
        whole: &'a dyn Fn(Take<'_>) -> Result<(), Error>,
    },
    /// It can be made: whoever has the file that was made under this name need not ask for it.
    Named {
        /// Its path, as a file has it.
        path: String,
        /// The name of all that it is made from.
        name: Fingerprint,
        /// Makes its bytes.
        make: &'a dyn Fn() -> Result<Vec<u8>, Error>,
    },
}

impl Coming<'_> {
    /// Its path below the output folder.
    pub fn path(&self) -> &str {
        match self {
            Coming::Made(File { path, .. })
            | Coming::Streamed { path, .. }
            | Coming::Outlined { path, .. }
            | Coming::Named { path, .. } => path,
        }
    }

    /// The file, made if it is not yet.
    ///
    /// # Errors
    /// It cannot be made.
    pub fn file(self) -> Result<File, Error> {
        match self {
            Coming::Made(file) => Ok(file),
            Coming::Streamed { path, write } => {
                let mut bytes = Vec::new();
                // A list of bytes takes all; what breaks off is no file all the same.
                let failed = Error::environment(Path::new(&path), "make the page", "إعداد الصفحة");
                write(&mut bytes).map_err(failed)?;
                Ok(File { path, bytes })
            }
            Coming::Named { path, make, .. } => Ok(File { path, bytes: make()? }),
            Coming::Outlined { path, whole, .. } => made(path, whole),
        }
    }
}

/// Hands on a file that can be made, by the name of all that it is made from, or made where that has none.
///
/// # Errors
/// It cannot be made, or those of `take`.
pub fn hand_on(
    path: String,
    name: Option<Fingerprint>,
    make: &dyn Fn() -> Result<Vec<u8>, Error>,
    take: Take<'_>,
) -> Result<(), Error> {
    match name {
        Some(name) => take(Coming::Named { path, name, make }),
        None => take(Coming::Made(File { path, bytes: make()? })),
    }
}

/// The one file that is handed on.
fn made(path: String, hand_on: &dyn Fn(Take<'_>) -> Result<(), Error>) -> Result<File, Error> {
    let file = Mutex::new(File { path, bytes: Vec::new() });
    hand_on(&|coming| {
        *file.lock().unwrap_or_else(PoisonError::into_inner) = coming.file()?;
        Ok(())
    })?;
    Ok(file.into_inner().unwrap_or_else(PoisonError::into_inner))
}

/// Writes the bytes of a file one after another, the same each time it is asked.
pub type Pieces<'a> = &'a dyn Fn(&mut (dyn Write + Send)) -> io::Result<()>;

/// As many sheets as one thread takes at once, at most: some take much longer than others, and nobody should wait for the last.
const SHEETS: usize = 16;

/// Takes a file, from any thread.
pub type Take<'a> = &'a (dyn Fn(Coming<'_>) -> Result<(), Error> + Sync);

/// What pages are rendered with.
pub struct Press<'a> {
    site: &'a Site<'a>,
    theme: &'a Theme,
    assets: &'a Assets,
    frames: Frames,
    reader: Reader,
    /// The name of what every page hangs on, whatever its view says.
    name: Option<Fingerprint>,
}

impl<'a> Press<'a> {
    /// Pages of a site, in a theme, that name these files.
    ///
    /// # Errors
    /// The template of what they share is wrong.
    pub fn new(site: &'a Site<'a>, theme: &'a Theme, assets: &'a Assets) -> Result<Press<'a>, Error> {
        let name = theme.name().and_then(|theme| Fingerprint::of(&(theme, site.config.name())));
        let frames = Frames::new(site, theme, assets)?;
        Ok(Press { site, theme, assets, frames, reader: Reader::default(), name })
    }

    /// Hands on pages in both languages.
    ///
    /// # Errors
    /// A template is wrong, or a page is not taken.
    pub fn pages(&self, sheets: &[Sheet<'_>], take: Take<'_>) -> Result<(), Error> {
        let cards = &Cards::new(self.site.archive.communiques.len());
        let outlines = &Outlines::new(self.site, &self.frames, self.name);
        sheets.par_iter().with_max_len(SHEETS).try_for_each(|sheet| {
            // What both languages show is made once, if at all.
            let redline = OnceLock::new();
            Lang::ALL.into_iter().try_for_each(|lang| {
                let whole = |take: Take<'_>| sheet.hand_on(self, lang, Shown { redline: &redline, cards }, take);
                match sheet.outline(outlines, lang) {
                    Some(outline) => take(Coming::Outlined { path: sheet.path(lang), outline, whole: &whole }),
                    None => whole(take),
                }
            })
        })
    }

    /// Renders one page.
    ///
    /// # Errors
    /// A template is wrong.
    pub fn page(&self, sheet: Sheet<'_>, lang: Lang) -> Result<File, Error> {
        let shown = Shown { redline: &OnceLock::new(), cards: &Cards::default() };
        made(sheet.path(lang), &|take| sheet.hand_on(self, lang, shown, take))
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

    /// Its outline, if it has one.
    fn outline(self, outlines: &Outlines<'_>, lang: Lang) -> Option<Fingerprint> {
        match self.0 {
            Leaf::Page(page) => outlines.page(page, lang),
            Leaf::Redirect(slug, communique) => outlines.redirect(slug, &communique.slug, lang),
        }
    }

    fn hand_on(
        self,
        press: &Press<'_>,
        lang: Lang,
        Shown { redline, cards }: Shown<'_, 'a>,
        take: Take<'_>,
    ) -> Result<(), Error> {
        let Press { site, theme, assets, frames, reader, name } = press;
        let context = |route| PageContext { site, theme, assets, frames, reader, cards, route, lang };
        match self.0 {
            Leaf::Page(page) => page.print(&Printer { context: &context(page.route()), name: *name, take }, redline),
            Leaf::Redirect(slug, communique) => {
                let context = &context(Route::Communique(slug));
                Printer { context, name: *name, take }.print("redirect.html", &Redirect::new(site, communique, lang))
            }
        }
    }
}

/// What several pages show.
#[derive(Clone, Copy)]
struct Shown<'p, 'a> {
    /// The redline of a page in both languages.
    redline: &'p OnceLock<Redline<'a>>,
    /// The cards of lists.
    cards: &'p Cards,
}

/// Hands on a page, rendered only if whoever takes it asks.
pub(super) struct Printer<'a> {
    pub(super) context: &'a PageContext<'a>,
    name: Option<Fingerprint>,
    take: Take<'a>,
}

impl Printer<'_> {
    /// Hands on the page that a template makes of a view.
    pub(super) fn print<V: Serialize>(&self, template: &str, view: &V) -> Result<(), Error> {
        let PageContext { theme, cards, lang, route, .. } = *self.context;
        let path = route.file(lang);
        let make = || {
            let page = theme.render(lang, template, view)?;
            cards.fault().map(|()| page)
        };
        let name = self.name.and_then(|name| Fingerprint::of(&(name, lang, template, view)));
        hand_on(path, name, &make, self.take)
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
