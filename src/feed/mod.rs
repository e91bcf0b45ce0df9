//! The site → what other programs follow: Atom, JSON Feed, the sitemap and robots.txt. No date comes from the clock.

use serde::Serialize;
use serde_json::json;

use crate::archive::Communique;
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::lang::Lang;
use crate::page::view;
use crate::page::{Coming, File, Take, hand_on};
use crate::render::html;
use crate::render::theme::Theme;
use crate::site::Site;
use crate::site::routes::Route;
use crate::text::json;

/// Entries of a feed, the newest.
const ENTRIES: usize = 50;
/// Addresses in one file, fewer than the 50,000 that sitemaps.org allows, since a pair is two.
const ADDRESSES: usize = 20_000;

#[derive(Serialize)]
struct Feed {
    lang: &'static str,
    title: String,
    subtitle: String,
    id: String,
    self_url: String,
    home_url: String,
    updated: String,
    entries: Vec<Entry>,
}

#[derive(Serialize)]
struct Entry {
    id: String,
    url: String,
    title: String,
    /// Midnight of the first day of the communiqué's date, in UTC.
    date: String,
    tags: Vec<Category>,
    summary: Option<String>,
    content: String,
    content_lang: &'static str,
}

#[derive(Serialize)]
struct Category {
    id: String,
    label: String,
}

#[derive(Serialize)]
struct Sitemap {
    parts: Vec<String>,
    pages: Vec<Vec<Address>>,
}

#[derive(Serialize)]
struct Address {
    lang: &'static str,
    url: String,
}

/// Hands on every file for machines but `archive.json`.
///
/// # Errors
/// A template is wrong, or those of `take`.
pub fn files(site: &Site<'_>, theme: &Theme, routes: &[Route<'_>], take: Take<'_>) -> Result<(), Error> {
    let put = |path: String, bytes: Vec<u8>| take(Coming::Made(File { path, bytes }));
    for lang in Lang::ALL {
        let feed = feed(site, lang);
        put(format!("{}feed.xml", lang.folder()), theme.render(lang, "feed.xml", &feed)?)?;
        put(format!("{}feed.json", lang.folder()), json_feed(site, &feed))?;
    }
    sitemap(site, theme, routes, take)?;
    let robots = format!("User-agent: *\nAllow: /\nSitemap: {}\n", site.base.whole("sitemap.xml"));
    put("robots.txt".into(), robots.into_bytes())?;
    put(".nojekyll".into(), Vec::new())
}

/// The newest communiqués that have a date: a feed cannot hold an entry without one, and none is made up.
fn feed(site: &Site<'_>, lang: Lang) -> Feed {
    let dated = site.archive.communiques.iter().filter(|communique| communique.date.is_some());
    let entries: Vec<Entry> = dated.take(ENTRIES).map(|communique| entry(site, communique, lang)).collect();
    Feed {
        lang: lang.code(),
        title: site.config.title.get(lang).to_owned(),
        subtitle: site.config.description.get(lang).to_owned(),
        id: site.base.whole(lang.folder()),
        self_url: site.base.whole(&format!("{}feed.xml", lang.folder())),
        home_url: site.base.whole(&Route::Home.address(lang)),
        updated: entries
            .iter()
            .map(|entry| entry.date.clone())
            .max()
            .unwrap_or_else(|| "1970-01-01T00:00:00Z".to_owned()),
        entries,
    }
}

fn entry(site: &Site<'_>, communique: &Communique, lang: Lang) -> Entry {
    let url = site.base.whole(&Route::Communique(&communique.slug).address(lang));
    let content_lang = communique.lang();
    Entry {
        id: url.clone(),
        url,
        title: view::title(communique, lang).text,
        date: communique.date.as_ref().map_or_else(String::new, |date| format!("{}T00:00:00Z", date.value.first())),
        tags: communique
            .tags
            .iter()
            .map(|tag| Category { id: tag.value.id.as_str().to_owned(), label: tag.value.label.get(lang).to_owned() })
            .collect(),
        summary: communique.summary.text.as_ref().map(|text| text.as_str().to_owned()),
        content: html::unnumbered(communique.body(), content_lang, 3).as_str().to_owned(),
        content_lang: content_lang.code(),
    }
}

/// JSON Feed 1.1.
fn json_feed(site: &Site<'_>, feed: &Feed) -> Vec<u8> {
    let items: Vec<serde_json::Value> = feed
        .entries
        .iter()
        .map(|entry| {
            let mut item = json!({
                "id": entry.id,
                "url": entry.url,
                "title": entry.title,
                "language": entry.content_lang,
                "content_html": entry.content,
                "date_published": entry.date,
                "tags": entry.tags.iter().map(|tag| tag.label.as_str()).collect::<Vec<_>>(),
            });
            if let (Some(summary), Some(fields)) = (&entry.summary, item.as_object_mut()) {
                fields.insert("summary".to_owned(), json!(summary));
            }
            item
        })
        .collect();
    let whole = json!({
        "version": "https://jsonfeed.org/version/1.1",
        "title": feed.title,
        "description": feed.subtitle,
        "home_page_url": feed.home_url,
        "feed_url": site.base.whole(&format!("{}feed.json", if feed.lang == "en" { "en/" } else { "" })),
        "language": feed.lang,
        "items": items,
    });
    let mut bytes = json::file(&whole);
    bytes.push(b'\n');
    bytes
}

fn sitemap(site: &Site<'_>, theme: &Theme, routes: &[Route<'_>], take: Take<'_>) -> Result<(), Error> {
    let shown: Vec<&Route<'_>> = routes.iter().filter(|route| route.is_listed()).collect();
    let put = |path: String, view: &Sitemap| {
        let name = theme.name().and_then(|theme| Fingerprint::of(&(theme, view)));
        hand_on(path, name, &|| theme.render(Lang::Ar, "sitemap.xml", view), take)
    };
    let pages = |routes: &[&Route<'_>]| -> Vec<Vec<Address>> {
        let pair = |route: &Route<'_>| {
            Lang::ALL
                .map(|lang| Address { lang: lang.code(), url: site.base.whole(&route.address(lang)) })
                .into_iter()
                .collect()
        };
        routes.iter().map(|route| pair(route)).collect()
    };
    if shown.len() <= ADDRESSES {
        return put("sitemap.xml".into(), &Sitemap { parts: Vec::new(), pages: pages(&shown) });
    }
    let mut parts = Vec::new();
    for (number, part) in (1usize..).zip(shown.chunks(ADDRESSES)) {
        let path = format!("sitemap-{number}.xml");
        parts.push(site.base.whole(&path));
        put(path, &Sitemap { parts: Vec::new(), pages: pages(part) })?;
    }
    put("sitemap.xml".into(), &Sitemap { parts, pages: Vec::new() })
}
