//! The parts of a page that many have: what the head links to, the top, the navigation, the foot. They are rendered once a language.

use std::sync::Arc;

use serde::Serialize;

use super::shell::{Assets, section};
use super::view::Said;
use crate::error::Error;
use crate::lang::Lang;
use crate::render::html::Html;
use crate::render::theme::Theme;
use crate::site::Site;
use crate::site::routes::Route;

/// The navigation: where it leads, and the key of the phrase.
const NAV: [(Route<'static>, &str); 5] = [
    (Route::Communiques(1), "nav-communiques"),
    (Route::Timeline, "nav-timeline"),
    (Route::Tags, "nav-tags"),
    (Route::Overview, "nav-overview"),
    (Route::About, "nav-about"),
];

/// The parts that a page has of those that many have, as `frame.html` makes them.
#[derive(Clone, Debug, Serialize)]
pub struct Frame {
    links: Arc<Html>,
    feeds: Arc<Html>,
    brand: Arc<Html>,
    nav: Arc<Html>,
    foot: Arc<Html>,
}

/// A part, with all that `frame.html` makes it from.
#[derive(Serialize)]
#[serde(tag = "part", rename_all = "lowercase")]
enum Part {
    /// What the head links to that every page needs.
    Links { style: String, script: Option<String>, fonts: Vec<String> },
    /// The feeds, and the picture for tabs.
    Feeds { feed: String, json_feed: String, icon: String },
    /// The site's name, and the box in which readers search, where the page has no other.
    Brand { home: String, title: Said, search: Option<Search> },
    /// The main parts of the site.
    Nav { entries: Vec<Entry> },
    /// The feed, the whole archive as data, and how far the archive is.
    Foot { feed: String, data: String, status: String },
}

/// The box in which readers search.
#[derive(Debug, Serialize)]
pub struct Search {
    /// The page of results.
    url: String,
    /// The script that is fetched when the box has the focus.
    script: String,
}

/// An entry of the navigation.
#[derive(Serialize)]
struct Entry {
    /// Where it leads.
    url: String,
    /// The key of its phrase.
    key: &'static str,
    /// `page` where the reader is there, `section` where the reader is below it, else empty.
    current: &'static str,
}

/// The frames of all pages.
#[derive(Serialize)]
pub struct Frames {
    ar: Parts,
    en: Parts,
}

/// The parts in one language.
#[derive(Serialize)]
struct Parts {
    links: Arc<Html>,
    /// The links of pages that read across communiqués.
    reading: Arc<Html>,
    feeds: Arc<Html>,
    brand: Arc<Html>,
    /// The same on the page of results, which has a box of its own.
    brand_alone: Arc<Html>,
    /// The navigation of a page that is in none of its entries,
    nav: Arc<Html>,
    /// and for each entry that of its page and of those below it.
    entries: Vec<[Arc<Html>; 2]>,
    foot: Arc<Html>,
}

impl Search {
    /// The box of a page; none where the site has no search.
    pub(super) fn new(site: &Site<'_>, assets: &Assets, lang: Lang) -> Option<Search> {
        let script = assets.search.as_ref()?;
        Some(Search { url: site.base.link(&Route::Search.address(lang)), script: site.base.link(script) })
    }
}

impl Frames {
    /// The frames of a site's pages, in a theme, that name these files.
    ///
    /// # Errors
    /// The template is wrong.
    pub fn new(site: &Site<'_>, theme: &Theme, assets: &Assets) -> Result<Frames, Error> {
        let parts = |lang| Parts::new(site, theme, assets, lang);
        Ok(Frames { ar: parts(Lang::Ar)?, en: parts(Lang::En)? })
    }

    /// The frame of a page.
    pub(super) fn of(&self, route: Route<'_>, lang: Lang) -> Frame {
        let parts = match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        };
        let section = section(route).map(|(top, _)| top);
        let entry = |wanted: Route<'_>| NAV.iter().position(|(target, _)| *target == wanted);
        let at = |entry: usize, below: usize| parts.entries.get(entry).and_then(|navs| navs.get(below));
        let nav = match (entry(route), section.and_then(entry)) {
            (Some(own), _) => at(own, 0),
            (None, Some(above)) => at(above, 1),
            (None, None) => None,
        };
        let links = if section == Some(Route::Overview) { &parts.reading } else { &parts.links };
        let brand = if route == Route::Search { &parts.brand_alone } else { &parts.brand };
        Frame {
            links: Arc::clone(links),
            feeds: Arc::clone(&parts.feeds),
            brand: Arc::clone(brand),
            nav: Arc::clone(nav.unwrap_or(&parts.nav)),
            foot: Arc::clone(&parts.foot),
        }
    }
}

impl Parts {
    fn new(site: &Site<'_>, theme: &Theme, assets: &Assets, lang: Lang) -> Result<Parts, Error> {
        let render = |part: Part| theme.part(lang, "frame.html", &part).map(Arc::new);
        let link = |path: &str| site.base.link(path);
        let to = |route: Route<'_>| link(&route.address(lang));
        let links = |style: &str| Part::Links {
            style: link(style),
            script: assets.script.as_deref().map(link),
            fonts: assets.fonts.iter().map(|font| link(font)).collect(),
        };
        let brand =
            |search| Part::Brand { home: to(Route::Home), title: Said::label(&site.config.title, lang), search };
        let nav = |here: Option<usize>, how: &'static str| {
            let entries = (0..).zip(NAV).map(|(index, (target, key))| {
                let current = if here == Some(index) { how } else { "" };
                Entry { url: to(target), key, current }
            });
            render(Part::Nav { entries: entries.collect() })
        };
        let feed = link(&format!("{}feed.xml", lang.folder()));
        let json_feed = link(&format!("{}feed.json", lang.folder()));
        let entries = (0..NAV.len()).map(|entry| Ok([nav(Some(entry), "page")?, nav(Some(entry), "section")?]));
        Ok(Parts {
            links: render(links(&assets.style))?,
            reading: render(links(assets.reading.as_ref().unwrap_or(&assets.style)))?,
            feeds: render(Part::Feeds { feed: feed.clone(), json_feed, icon: link("favicon.svg") })?,
            brand: render(brand(Search::new(site, assets, lang)))?,
            brand_alone: render(brand(None))?,
            nav: nav(None, "")?,
            entries: entries.collect::<Result<_, Error>>()?,
            foot: render(Part::Foot { feed, data: link("archive.json"), status: to(Route::Status(1)) })?,
        })
    }
}
