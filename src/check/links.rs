//! Links of reports and of the finished pages → those that lead nowhere on the site. It asks no other machine.

use std::cell::RefCell;
use std::collections::{BTreeMap, BTreeSet};

use html5ever::TokenizerResult;
use html5ever::tendril::StrTendril;
use html5ever::tokenizer::states::RawKind;
use html5ever::tokenizer::{BufferQueue, TagKind, Token, TokenSink, TokenSinkResult, Tokenizer, TokenizerOpts};
use percent_encoding::percent_decode_str;
use pulldown_cmark::{Event, LinkType, Options, Parser, Tag};
use rayon::prelude::*;

use super::reports::{Notes, removed_lines};
use crate::archive::Examined;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::ingest::front_matter;
use crate::publish::Output;
use crate::say;
use crate::source::Format;
use crate::text::address;
use crate::text::isolate::quoted;

/// A link that an editor wrote.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// Where it leads, as a page has it.
    pub url: String,
    /// Where it is written.
    pub place: Place,
    /// The file of the page that has it.
    pub page: String,
}

/// The links of a report that pages have, and what is to be said of those that they drop.
pub(super) fn of_report(report: &Examined) -> (Vec<Link>, Vec<Diagnostic>) {
    let document = report.document();
    let front = &document.front;
    let source = front.source.url.iter().zip(front.places.get("source.url"));
    let page = format!("communiques/{}/index.html", report.slug());
    let link = |url: String, place: Place| Link { url, place, page: page.clone() };
    let mut links: Vec<Link> = source.map(|(url, place)| link(url.clone(), place.clone())).collect();
    let mut dropped = Vec::new();
    let text = document.text.as_str();
    let Some(parts) = front_matter::split(text).ok().filter(|_| document.format == Format::Markdown) else {
        return (links, dropped);
    };
    if !parts.body.contains(['<', '[']) {
        return (links, dropped);
    }
    let body = text.len() - parts.body.len();
    let removed = removed_lines(report);
    for (event, range) in Parser::new_ext(parts.body, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        let Event::Start(Tag::Link { dest_url, link_type, .. }) = event else {
            continue;
        };
        let written = parts.body.get(range.clone()).unwrap_or("");
        let at = body + range.start + written.rfind(&*dest_url).filter(|_| !dest_url.is_empty()).unwrap_or(0);
        let place = Place::byte(&document.path, text, at);
        if removed.contains(&place.line) || link_type == LinkType::Email {
            continue;
        }
        match address::linked(&dest_url) {
            Some(url) => links.push(link(url, place)),
            None => {
                let message = say!(
                    "the link to {} is left out: pages link to http, https and mailto, and to pages of the site",
                    "حُذفت الوصلة إلى {}: لا تصل الصفحات إلا إلى http وhttps وmailto وإلى صفحات الموقع",
                    quoted(&dest_url)
                );
                dropped.push(Diagnostic::warning(Code::DroppedLink, place, message).hint(say!(
                    "write the whole address, as it stands in the browser's address bar",
                    "اكتب العنوان كاملًا كما يظهر في شريط المتصفح"
                )));
            }
        }
    }
    (links, dropped)
}

/// What a page of the site has: where it links to, and the names of its places.
#[derive(Debug, Default)]
struct Page {
    links: BTreeSet<String>,
    places: BTreeSet<String>,
}

/// Every link to the site itself that leads to no file or to no place of a page: at the editor's link where one wrote it,
/// else at the first page that has it.
pub(super) fn findings(output: &Output, config: &Config, notes: &BTreeMap<String, Notes>) -> Vec<Diagnostic> {
    let files: BTreeSet<&str> = output.files().map(|(path, _)| path).collect();
    let html: Vec<(&str, &str)> = output
        .files()
        .filter(|(path, _)| path.ends_with(".html"))
        .filter_map(|(path, bytes)| Some((path, std::str::from_utf8(bytes).ok()?)))
        .collect();
    let pages: BTreeMap<&str, Page> = html.par_iter().map(|(path, text)| (*path, read(text))).collect();
    let site = Site { base: Base::new(&config.base_url), files, pages };
    let mut found = Vec::new();
    let mut told: BTreeSet<&str> = BTreeSet::new();
    for link in notes.values().flat_map(|report| &report.links) {
        // Whether a place of the communiqué's own page is there is seen on that page.
        let is_own = link.url.starts_with(['#', '?']);
        if let Some(broken) = site.broken(&link.page, &link.url).filter(|_| !is_own) {
            told.insert(&link.url);
            found.push(one(link.place.clone(), &link.url, &broken, 1));
        }
    }
    let mut of_pages: BTreeMap<(String, &str), (&str, usize)> = BTreeMap::new();
    for (path, page) in &site.pages {
        for link in page.links.iter().filter(|link| !told.contains(link.as_str())) {
            if let Some(broken) = site.broken(path, link) {
                of_pages.entry((broken, link)).or_insert((path, 0)).1 += 1;
            }
        }
    }
    for ((broken, link), (path, count)) in of_pages {
        let text = html.iter().find(|(own, _)| *own == path).map_or("", |(_, text)| text);
        let shown = format!("public/{path}");
        let place = text.find(link).map_or_else(|| Place::start(&shown), |at| Place::byte(&shown, text, at));
        found.push(one(place, link, &broken, count));
    }
    found
}

fn one(place: Place, link: &str, broken: &str, pages: usize) -> Diagnostic {
    let link = quoted(link);
    let broken = quoted(broken);
    let message = match pages {
        1 => say!(
            "the link {link} leads nowhere: the site has no {broken}",
            "الوصلة {link} لا تصل إلى شيء: ليس في الموقع {broken}"
        ),
        _ => say!(
            "the link {link} leads nowhere, here and on other pages, {pages} in all: the site has no {broken}",
            "الوصلة {link} لا تصل إلى شيء، هنا وفي صفحات أخرى، وعددها كلها {pages}: ليس في الموقع {broken}"
        ),
    };
    Diagnostic::warning(Code::BrokenLink, place, message)
        .hint(say!("correct the address, or take the link out", "صحّح العنوان أو احذف الوصلة"))
}

/// Where the site is: `https://example.org` and `/bayan/`.
struct Base {
    origin: String,
    path: String,
}

impl Base {
    fn new(url: &str) -> Base {
        let host = url.find("://").map_or(0, |scheme| scheme + 3);
        let slash = url.get(host..).and_then(|rest| rest.find('/')).map_or(url.len(), |slash| host + slash);
        let (origin, path) = url.split_at_checked(slash).unwrap_or((url, "/"));
        Base { origin: origin.to_owned(), path: path.to_owned() }
    }
}

struct Site<'a> {
    base: Base,
    files: BTreeSet<&'a str>,
    pages: BTreeMap<&'a str, Page>,
}

impl Site<'_> {
    /// The file or the place that a link of a page asks for and the site does not have; none where the link is good, or
    /// leads elsewhere.
    fn broken(&self, page: &str, link: &str) -> Option<String> {
        let link = link.trim();
        let (address, fragment) = link.split_once('#').map_or((link, ""), |(address, fragment)| (address, fragment));
        let address = address.split('?').next().unwrap_or("");
        let path = if address.is_empty() { page.to_owned() } else { self.path(page, address)? };
        let file = match path.as_str() {
            "" => "index.html".to_owned(),
            folder if folder.ends_with('/') => format!("{folder}index.html"),
            // A host leads from a folder's name without a slash to the folder.
            other if !self.files.contains(other) => match format!("{other}/index.html") {
                index if self.files.contains(index.as_str()) => index,
                _ => other.to_owned(),
            },
            other => other.to_owned(),
        };
        if !self.files.contains(file.as_str()) {
            return Some(file);
        }
        let fragment = percent_decode_str(fragment).decode_utf8_lossy();
        if fragment.is_empty() || fragment == "top" || fragment.starts_with(":~:") {
            return None;
        }
        let known = self.pages.get(file.as_str())?.places.contains(&*fragment);
        (!known).then(|| format!("{file}#{fragment}"))
    }

    /// The path below the site's root that an address leads to; none where it leads elsewhere.
    fn path(&self, page: &str, address: &str) -> Option<String> {
        let rest = match address.strip_prefix(self.base.origin.as_str()) {
            Some(rest) => rest,
            None if address.starts_with("//") || has_scheme(address) => return None,
            None => address,
        };
        let whole = match rest.strip_prefix(self.base.path.as_str()) {
            Some(below) => below.to_owned(),
            // What else the host has is not the site's.
            None if rest.starts_with('/') || rest.is_empty() || rest.len() < address.len() => return None,
            None => {
                let folder = page.rsplit_once('/').map_or("", |(folder, _)| folder);
                if folder.is_empty() { rest.to_owned() } else { format!("{folder}/{rest}") }
            }
        };
        let ends_in_slash = whole.is_empty() || whole.ends_with('/') || whole.ends_with("/.") || whole.ends_with("..");
        let mut parts: Vec<&str> = Vec::new();
        for part in whole.split('/') {
            match part {
                "" | "." => {}
                ".." => {
                    parts.pop();
                }
                part => parts.push(part),
            }
        }
        let mut path = percent_decode_str(&parts.join("/")).decode_utf8_lossy().into_owned();
        if ends_in_slash && !path.is_empty() {
            path.push('/');
        }
        Some(path)
    }
}

/// Whether an address begins with a scheme, as RFC 3986 has it.
fn has_scheme(address: &str) -> bool {
    let scheme = address.split([':', '/']).next().unwrap_or("");
    let is_scheme = scheme.starts_with(|c: char| c.is_ascii_alphabetic())
        && scheme.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '+' | '-' | '.'));
    is_scheme && address.get(scheme.len()..).is_some_and(|rest| rest.starts_with(':'))
}

/// Collects links and places from the tokens of a page.
#[derive(Default)]
struct Sink(RefCell<Page>);

impl TokenSink for Sink {
    type Handle = ();

    fn process_token(&self, token: Token, _line: u64) -> TokenSinkResult<()> {
        let Token::TagToken(tag) = token else {
            return TokenSinkResult::Continue;
        };
        if tag.kind == TagKind::EndTag {
            return TokenSinkResult::Continue;
        }
        let mut page = self.0.borrow_mut();
        let is_refresh = tag
            .attrs
            .iter()
            .any(|attr| &*attr.name.local == "http-equiv" && attr.value.eq_ignore_ascii_case("refresh"));
        for attr in &tag.attrs {
            match &*attr.name.local {
                "href" | "src" | "action" | "poster" | "xlink:href" => {
                    page.links.insert(attr.value.to_string());
                }
                "content" if is_refresh => {
                    page.links.extend(attr.value.split_once("url=").map(|(_, url)| url.trim().to_owned()));
                }
                "id" => {
                    page.places.insert(attr.value.to_string());
                }
                "name" if &*tag.name == "a" => {
                    page.places.insert(attr.value.to_string());
                }
                _ => {}
            }
        }
        match &*tag.name {
            "script" => TokenSinkResult::RawData(RawKind::ScriptData),
            "style" => TokenSinkResult::RawData(RawKind::Rawtext),
            "title" | "textarea" => TokenSinkResult::RawData(RawKind::Rcdata),
            _ => TokenSinkResult::Continue,
        }
    }
}

/// Reads a page.
fn read(html: &str) -> Page {
    let tokenizer = Tokenizer::new(Sink::default(), TokenizerOpts::default());
    let queue = BufferQueue::default();
    queue.push_back(StrTendril::from(html));
    // A script's end hands control to the one who runs scripts; nobody does here.
    while !matches!(tokenizer.feed(&queue), TokenizerResult::Done) {}
    tokenizer.end();
    tokenizer.sink.0.into_inner()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn site<'a>(files: &[&'a str]) -> Site<'a> {
        let page = read(
            "<!doctype html><title>a <b href=x></title><script>\"<a href=no>\"</script><p id=p1><a href='/x/en/?a=1&amp;b'>a</a><svg><use href=#i /></svg>",
        );
        let pages = [("index.html", page)].into();
        Site { base: Base::new("https://example.org/x/"), files: files.iter().copied().collect(), pages }
    }

    #[test]
    fn a_page_gives_its_links_and_its_places() {
        let site = site(&[]);
        let page = &site.pages["index.html"];
        let links: Vec<&str> = page.links.iter().map(String::as_str).collect();
        assert_eq!((links, page.places.contains("p1")), (vec!["#i", "/x/en/?a=1&b"], true));
    }

    #[test]
    fn a_link_leads_to_a_file_and_a_place() {
        let site = site(&["index.html", "en/index.html", "en/بيان/index.html", "style.css"]);
        for good in [
            "/x/",
            "",
            "#p1",
            "#",
            "/x/en/",
            "/x/en",
            "en/",
            "./en/../en/",
            "https://example.org/x/en/%D8%A8%D9%8A%D8%A7%D9%86/",
            "/x/style.css?v=1",
            "https://other.org/nowhere",
            "mailto:a@b",
            "/elsewhere/",
            "//cdn/x",
            "https://example.org/",
            "/x/#p1",
            "data:x",
        ] {
            assert_eq!(site.broken("index.html", good), None, "{good}");
        }
        assert_eq!(site.broken("index.html", "/x/fr/").as_deref(), Some("fr/index.html"));
        assert_eq!(site.broken("en/index.html", "no.css").as_deref(), Some("en/no.css"));
        assert_eq!(site.broken("index.html", "/x/#p2").as_deref(), Some("index.html#p2"));
        assert_eq!(site.broken("index.html", "https://example.org/x/en/no").as_deref(), Some("en/no"));
    }
}
