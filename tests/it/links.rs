//! Crawls whole sites: every internal link and anchor leads somewhere, under any base, and every page has its twin.

use std::collections::BTreeSet;
use std::path::Path;

use scraper::{Html, Selector};

use crate::harness::{SITES, built, files, pages};

fn select(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

/// A percent-encoded address as a path.
fn decoded(address: &str) -> String {
    let mut bytes = Vec::new();
    let mut rest = address.bytes();
    while let Some(byte) = rest.next() {
        if byte == b'%' {
            let digits = [rest.next().unwrap(), rest.next().unwrap()];
            bytes.push(u8::from_str_radix(std::str::from_utf8(&digits).unwrap(), 16).unwrap());
        } else {
            bytes.push(byte);
        }
    }
    String::from_utf8(bytes).unwrap()
}

/// What is wrong with the links of a site below `base`.
fn broken(out: &Path, base: &str) -> Vec<String> {
    let host = base.find("://").unwrap() + 3;
    let root = &base[host + base[host..].find('/').unwrap()..];
    let origin = &base[..base.len() - root.len()];
    let there: BTreeSet<String> = files(out).into_keys().collect();
    let pages = pages(out);
    let (links, refreshes) = (select("a[href], link[href]"), select("meta[http-equiv=refresh]"));
    let mut broken = Vec::new();
    let mut count = 0;
    for (path, text) in &pages {
        let document = Html::parse_document(text);
        let hrefs = document.select(&links).filter_map(|link| link.attr("href"));
        let refresh =
            document.select(&refreshes).filter_map(|meta| meta.attr("content")?.split_once("url=")).map(|(_, url)| url);
        for link in hrefs.chain(refresh) {
            let inside = link.strip_prefix(origin).filter(|rest| rest.starts_with(root)).unwrap_or(link);
            if inside.starts_with("https://") || inside.starts_with("http://") || inside.starts_with("mailto:") {
                continue;
            }
            count += 1;
            let (address, anchor) =
                inside.split_once('#').map_or((inside, None), |(address, anchor)| (address, Some(anchor)));
            let file = if address.is_empty() {
                path.clone()
            } else {
                let Some(below) = address.split('?').next().unwrap().strip_prefix(root) else {
                    broken.push(format!("{path}: {link} is outside {root}"));
                    continue;
                };
                let below = decoded(below);
                if below.is_empty() || below.ends_with('/') { format!("{below}index.html") } else { below }
            };
            if !there.contains(&file) {
                broken.push(format!("{path}: {link} leads to no file"));
            } else if let Some(anchor) = anchor
                && !pages[&file].contains(&format!("id={anchor}"))
                && !pages[&file].contains(&format!("id=\"{anchor}\""))
            {
                broken.push(format!("{path}: {link} leads to no place on the page"));
            }
        }
    }
    assert!(count > 100 || pages.len() < 20, "only {count} links were looked at");
    broken
}

#[test]
fn no_internal_link_is_broken_under_any_base() {
    for base in ["https://example.org/", "https://example.org/repo/", "http://127.0.0.1:8000/a/b/"] {
        for site in SITES {
            let out = built(site, "crawl", &["--base-url", base]);
            assert_eq!(broken(&out, base), Vec::<String>::new(), "{site} at {base}");
        }
    }
}

#[test]
fn the_crawl_sees_a_broken_link() {
    let base = "https://example.org/";
    let out = built("bundled", "crawl-broken", &["--base-url", base]);
    std::fs::remove_file(out.join("timeline/index.html")).unwrap();
    assert!(!broken(&out, base).is_empty());
}

#[test]
fn every_page_has_a_twin_and_says_so() {
    for site in SITES {
        let base = "https://example.org/x/";
        let out = built(site, "twins", &["--base-url", base]);
        let pages = pages(&out);
        for (path, text) in &pages {
            let twin = path.strip_prefix("en/").map_or_else(|| format!("en/{path}"), str::to_owned);
            assert!(pages.contains_key(&twin), "{site}: {path} has no twin");
            let document = Html::parse_document(text);
            let html = document.root_element();
            let (lang, dir) = if path.starts_with("en/") { ("en", "ltr") } else { ("ar", "rtl") };
            assert_eq!((html.attr("lang"), html.attr("dir")), (Some(lang), Some(dir)), "{path}");
            let canonical: Vec<&str> =
                document.select(&select("link[rel=canonical]")).filter_map(|link| link.attr("href")).collect();
            assert_eq!(canonical.len(), 1, "{path}");
            let is_redirect = document.select(&select("meta[http-equiv=refresh]")).next().is_some();
            if !is_redirect {
                let address = path.strip_suffix("index.html").unwrap_or(path);
                assert_eq!(decoded(canonical[0].strip_prefix(base).unwrap()), address);
            }
            let alternates: Vec<&str> =
                document.select(&select("link[hreflang]")).filter_map(|link| link.attr("hreflang")).collect();
            assert_eq!(alternates, ["ar", "en", "x-default"], "{path}");
        }
    }
}

#[test]
fn machines_find_every_page() {
    let base = "https://example.org/";
    let out = built("bundled", "machines", &["--base-url", base]);
    let sitemap = std::fs::read_to_string(out.join("sitemap.xml")).unwrap();
    for (path, text) in pages(&out) {
        let address = format!("{base}{}", path.strip_suffix("index.html").unwrap_or(&path));
        let listed = sitemap.contains(&format!("<loc>{address}</loc>"));
        // How far the work is concerns no reader.
        let wanted = !path.ends_with("404.html") && !path.contains("status/") && !text.contains("http-equiv=refresh");
        assert_eq!(listed, wanted, "{path}");
    }
    assert!(
        std::fs::read_to_string(out.join("robots.txt")).unwrap().contains("Sitemap: https://example.org/sitemap.xml")
    );
    for name in [".nojekyll", "404.html", "feed.xml", "feed.json", "en/feed.xml", "en/feed.json"] {
        assert!(out.join(name).is_file(), "{name}");
    }
    let feed: serde_json::Value = serde_json::from_slice(&std::fs::read(out.join("feed.json")).unwrap()).unwrap();
    assert_eq!(feed["items"].as_array().unwrap().len(), 5);
}

#[test]
fn feeds_and_sitemap_are_well_formed() {
    for site in SITES {
        let out = built(site, "xml", &["--drafts"]);
        for (path, root) in [("feed.xml", "feed"), ("en/feed.xml", "feed"), ("sitemap.xml", "urlset")] {
            let text = std::fs::read_to_string(out.join(path)).unwrap();
            let document = roxmltree::Document::parse(&text).unwrap_or_else(|error| panic!("{site}: {path}: {error}"));
            assert_eq!(document.root_element().tag_name().name(), root);
            for entry in
                document.descendants().filter(|node| node.has_tag_name(("http://www.w3.org/2005/Atom", "entry")))
            {
                for wanted in ["title", "id", "updated", "link", "content"] {
                    assert!(entry.children().any(|node| node.tag_name().name() == wanted), "{path}: no {wanted}");
                }
            }
        }
    }
}

/// The fonts are cut to the characters of the archive: none that a page shows may be missing from them.
#[test]
fn every_character_on_a_page_is_among_those_of_the_fonts() {
    use bayan::render::theme::{Minify, Theme};
    for site in crate::harness::SITES {
        let root = crate::harness::case(site);
        let text = std::fs::read_to_string(root.join("site.toml")).unwrap();
        let config = bayan::config::parse(&text, "site.toml", None).unwrap();
        let files = bayan::assets::templates(&root.join("templates")).unwrap();
        let theme = Theme::load(&files, config.style.digits, Minify::Yes).unwrap();
        let sources = bayan::source::read(&root.join("seeds")).unwrap().value;
        let (prepared, aside) = bayan::archive::prepare(sources, &config, true).value;
        let archive = bayan::archive::assemble(prepared, aside, &config).value;
        let formulas = bayan::formulas::Formulas::of(&archive);
        let indexed = bayan::site::Site::new(&config, &archive, &formulas);
        let characters = bayan::fonts::Characters::of(&indexed, &theme);
        for (path, page) in pages(&built(site, "characters", &["--drafts"])) {
            let document = Html::parse_document(&page);
            let shown: String = document.root_element().text().collect();
            let lost: Vec<char> = shown
                .chars()
                .filter(|c| !c.is_control() && !('\u{2066}'..='\u{2069}').contains(c) && !characters.contains(*c))
                .collect();
            assert!(lost.is_empty(), "{site}/{path}: {lost:?}");
        }
        assert!(!characters.contains('ﺏ') && !characters.contains('漢'));
    }
}
