//! What every page shares: its language, its twin, its addresses, the way around the site.

use serde::Serialize;

use super::frame::{Frame, Frames};
use super::view::Said;
use crate::lang::Lang;
use crate::site::Site;
use crate::site::routes::{self, Route};

/// The part of a view that `base.html` shows.
#[derive(Debug, Serialize)]
pub struct Shell {
    /// The page's language and direction.
    pub lang: &'static str,
    /// `rtl` or `ltr`
    pub dir: &'static str,
    /// The page's own name; none on the home page.
    pub title: Option<Said>,
    /// The site's title.
    pub site_title: Said,
    /// One or two sentences for search engines.
    pub description: String,
    /// The whole address of this page.
    pub canonical: String,
    /// The whole address of this page in Arabic, and of its twin in English.
    pub whole_ar: String,
    /// See `whole_ar`.
    pub whole_en: String,
    /// This page in the other language.
    pub twin: Twin,
    /// The way down to this page, the home page first; empty where it is one step.
    pub crumbs: Vec<Crumb>,
    /// Where the page's files are edited in a browser.
    pub edits: Vec<Edit>,
    /// Whether search engines are asked to leave the page out.
    pub noindex: bool,
    /// What many pages have.
    pub frame: Frame,
}

/// A file that an editor may change.
#[derive(Debug, Serialize)]
pub struct Edit {
    /// Where.
    pub url: String,
    /// Its name.
    pub file: String,
}

/// The link that switches the language.
#[derive(Debug, Serialize)]
pub struct Twin {
    /// The other language.
    pub lang: &'static str,
    /// Its direction.
    pub dir: &'static str,
    /// Where the twin is.
    pub url: String,
}

/// A page above this one.
#[derive(Debug, Serialize)]
pub struct Crumb {
    /// Where it is.
    pub url: String,
    /// The key of its phrase, where a phrase names it.
    pub key: Option<&'static str>,
    /// Its own name, where it has one.
    pub text: Option<Said>,
}

impl Shell {
    /// The shell of a page.
    pub fn new(
        site: &Site<'_>,
        frames: &Frames,
        route: Route<'_>,
        lang: Lang,
        title: Option<Said>,
        description: String,
    ) -> Shell {
        let whole = |lang: Lang| site.base.whole(&route.address(lang));
        let other = lang.other();
        Shell {
            lang: lang.code(),
            dir: lang.dir(),
            title,
            site_title: Said::label(&site.config.title, lang),
            description,
            canonical: whole(lang),
            whole_ar: whole(Lang::Ar),
            whole_en: whole(Lang::En),
            twin: Twin { lang: other.code(), dir: other.dir(), url: site.base.link(&route.address(other)) },
            crumbs: crumbs(site, route, lang),
            edits: edits(site, route),
            noindex: matches!(route, Route::Status(_)),
            frame: frames.of(route, lang),
        }
    }
}

/// The page of the navigation under which a page stands; none where it stands by itself.
pub(super) fn section(route: Route<'_>) -> Option<(Route<'static>, &'static str)> {
    match route {
        Route::Home | Route::NotFound | Route::About | Route::Search => None,
        Route::Communiques(_) | Route::Communique(_) | Route::Copies(_) => {
            Some((Route::Communiques(1), "communiques-title"))
        }
        Route::Timeline | Route::Filtered(_) | Route::Year(..) | Route::Meeting(..) => {
            Some((Route::Timeline, "timeline-title"))
        }
        Route::Tags | Route::Tag(..) => Some((Route::Tags, "tags-title")),
        Route::Overview
        | Route::Status(_)
        | Route::Redline(..)
        | Route::Redlines(_)
        | Route::Formulas(_)
        | Route::Formula(..)
        | Route::References(_)
        | Route::Resolution(..)
        | Route::Names
        | Route::Name(..) => Some((Route::Overview, "overview-title")),
    }
}

/// The files that a page is made from: its reports, and `site.toml` where there is none.
fn edits(site: &Site<'_>, route: Route<'_>) -> Vec<Edit> {
    let slugs = match route {
        Route::Communique(slug) | Route::Copies(slug) => vec![slug],
        Route::Redline(older, newer) => vec![older, newer],
        _ => Vec::new(),
    };
    if slugs.is_empty() {
        let url = site.config.edit_site_url.clone();
        return url.into_iter().map(|url| Edit { url, file: "site.toml".to_owned() }).collect();
    }
    let reports = slugs.into_iter().filter_map(|slug| site.find(slug)?.canonical());
    reports
        .filter_map(|report| {
            Some(Edit { url: report_edit_url(site, &report.file)?, file: super::communique::shown(&report.file) })
        })
        .collect()
}

/// Where a report is edited in a browser, if the site says where reports are.
pub(super) fn report_edit_url(site: &Site<'_>, file: &str) -> Option<String> {
    let mut url = site.config.edit_url.clone()?;
    for (index, part) in file.split('/').enumerate() {
        if index > 0 {
            url.push('/');
        }
        routes::encode(part, &mut url);
    }
    Some(url)
}

/// The pages above a page.
fn crumbs(site: &Site<'_>, route: Route<'_>, lang: Lang) -> Vec<Crumb> {
    let named = |route: Route<'_>, key| Crumb { url: site.base.link(&route.address(lang)), key: Some(key), text: None };
    let Some((top, key)) = section(route).filter(|(top, _)| *top != route) else { return Vec::new() };
    let mut crumbs = vec![named(Route::Home, "home"), named(top, key)];
    crumbs.extend(match route {
        Route::Redline(..) => Some(named(Route::Redlines(1), "redlines-title")),
        Route::Formula(..) => Some(named(Route::Formulas(1), "formulas-title")),
        Route::Resolution(..) => Some(named(Route::References(1), "references-title")),
        Route::Name(..) => Some(named(Route::Names, "names-title")),
        _ => None,
    });
    if let Route::Copies(slug) = route
        && let Some(communique) = site.find(slug)
    {
        let link = super::view::link(site, communique, lang);
        crumbs.push(Crumb { url: link.url, key: None, text: Some(link.text) });
    }
    crumbs
}

/// Addresses of files that pages name, below the site's root, with a mark that changes when the file does.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Assets {
    /// The style sheet.
    pub style: String,
    /// The script.
    pub script: Option<String>,
    /// The fonts.
    pub fonts: Vec<String>,
    /// The script of the search.
    pub search: Option<String>,
    /// The style sheet of pages that read across communiqués; it has the other's rules too.
    pub reading: Option<String>,
}
