//! What a page is → its address and its file. Every page has a twin in the other language; nothing else makes addresses.

use std::fmt::Write;

use crate::archive::slug::Slug;
use crate::config::names::Kind;
use crate::lang::Lang;

/// A page of the site. Lists are counted from page 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Route<'a> {
    /// The home page.
    Home,
    /// The list of communiqués.
    Communiques(usize),
    /// A communiqué.
    Communique(&'a Slug),
    /// A communiqué's copies, compared.
    Copies(&'a Slug),
    /// All meetings.
    Timeline,
    /// The meetings of one sort.
    Filtered(Filter<'a>),
    /// A year, and a page of its communiqués.
    Year(i32, usize),
    /// A meeting, and a page of its communiqués.
    Meeting(&'a str, usize),
    /// All tags.
    Tags,
    /// A tag, and a page of its communiqués.
    Tag(&'a Slug, usize),
    /// Two communiqués, the older first, set against each other.
    Redline(&'a Slug, &'a Slug),
    /// All that are, a page of them.
    Redlines(usize),
    /// The agreed language, a page of its formulas.
    Formulas(usize),
    /// A formula, and a page of its places.
    Formula(&'a str, usize),
    /// Who refers to whom, a page of it.
    References(usize),
    /// A resolution, and a page of those that name it.
    Resolution(u16, usize),
    /// People, places, organisations and figures.
    Names,
    /// One of them, and a page of its passages.
    Name(Kind, &'a str, usize),
    /// The archive in pictures.
    Overview,
    /// How far the summaries are and what is open, a page of it; for editors, and in no list for readers.
    Status(usize),
    /// How the archive is made, and what is missing in it.
    About,
    /// Where the archive is searched.
    Search,
    /// What a wrong address shows.
    NotFound,
}

/// A sort of meeting that has a timeline of its own.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Filter<'a> {
    /// One of the kinds that `config` knows.
    Kind(&'a str),
    /// Held at a place.
    InPerson,
    /// Held without one.
    Virtual,
}

impl Filter<'_> {
    /// The part of the address; no kind and no year has the same.
    pub fn id(&self) -> &str {
        match self {
            Filter::Kind(kind) => kind,
            Filter::InPerson => "in-person",
            Filter::Virtual => "virtual",
        }
    }
}

/// Bytes that most addresses have room in: one that grows is moved again and again.
const ROOM: usize = 80;

impl Route<'_> {
    /// The address below the site's root, percent-encoded, without a slash in front.
    pub fn address(self, lang: Lang) -> String {
        // Most addresses have room in it.
        let mut address = String::with_capacity(ROOM);
        address.push_str(lang.folder());
        match self {
            Route::Home => {}
            Route::Communiques(page) => address.push_str(&paged("communiques/", page)),
            Route::Communique(slug) => {
                address.push_str("communiques/");
                encode(slug.as_str(), &mut address);
                address.push('/');
            }
            Route::Copies(slug) => {
                address = Route::Communique(slug).address(lang);
                address.push_str("copies/");
            }
            Route::Timeline => address.push_str("timeline/"),
            Route::Filtered(filter) => address.push_str(&format!("timeline/{}/", filter.id())),
            Route::Year(year, page) => address.push_str(&paged(&format!("timeline/{year}/"), page)),
            Route::Meeting(id, page) => address.push_str(&paged(&format!("meetings/{id}/"), page)),
            Route::Tags => address.push_str("tags/"),
            Route::Tag(slug, page) => {
                let mut tag = String::from("tags/");
                encode(slug.as_str(), &mut tag);
                tag.push('/');
                address.push_str(&paged(&tag, page));
            }
            Route::Redline(older, newer) => {
                address.push_str("compare/");
                for slug in [older, newer] {
                    encode(slug.as_str(), &mut address);
                    address.push('/');
                }
            }
            Route::Redlines(page) => address.push_str(&paged("compare/", page)),
            Route::Formulas(page) => address.push_str(&paged("formulas/", page)),
            Route::Formula(id, page) => address.push_str(&paged(&format!("formulas/{id}/"), page)),
            Route::References(page) => address.push_str(&paged("references/", page)),
            Route::Resolution(number, page) => address.push_str(&paged(&format!("resolutions/{number}/"), page)),
            Route::Names => address.push_str("names/"),
            Route::Name(kind, id, page) => {
                address.push_str(&paged(&format!("names/{}/{id}/", kind.as_str()), page));
            }
            Route::Overview => address.push_str("overview/"),
            Route::Status(page) => address.push_str(&paged("status/", page)),
            Route::About => address.push_str("about/"),
            Route::Search => address.push_str("search/"),
            Route::NotFound => address.push_str("404.html"),
        }
        address
    }

    /// Whether search engines and the sitemap are told of it.
    pub fn is_listed(self) -> bool {
        !matches!(self, Route::NotFound | Route::Status(_))
    }

    /// The file below the output folder, not percent-encoded.
    pub fn file(self, lang: Lang) -> String {
        let folder = lang.folder();
        match self {
            Route::Communique(slug) => format!("{folder}communiques/{slug}/index.html"),
            Route::Copies(slug) => format!("{folder}communiques/{slug}/copies/index.html"),
            Route::Tag(slug, page) => format!("{folder}{}index.html", paged(&format!("tags/{slug}/"), page)),
            Route::Redline(older, newer) => format!("{folder}compare/{older}/{newer}/index.html"),
            Route::NotFound => format!("{folder}404.html"),
            _ => format!("{}index.html", self.address(lang)),
        }
    }
}

fn paged(list: &str, page: usize) -> String {
    if page <= 1 { list.to_owned() } else { format!("{list}page/{page}/") }
}

/// Percent-encodes what is not unreserved in RFC 3986, section 2.3.
pub fn encode(text: &str, out: &mut String) {
    for byte in text.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "%{byte:02X}");
        }
    }
}

/// The site's own address, in the parts that links need.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Base {
    /// Scheme and host: `https://example.org`
    origin: String,
    /// The path, with a slash at both ends: `/` or `/repo/`
    path: String,
}

impl Base {
    /// Parts an address that `config` has checked.
    pub fn new(base_url: &str) -> Base {
        let host = base_url.find("://").map_or(0, |scheme| scheme + 3);
        let slash = base_url.get(host..).and_then(|rest| rest.find('/')).map_or(base_url.len(), |slash| host + slash);
        Base {
            origin: base_url.get(..slash).unwrap_or(base_url).to_owned(),
            path: base_url.get(slash..).filter(|path| !path.is_empty()).unwrap_or("/").to_owned(),
        }
    }

    /// A link within the site, good on every page of it.
    pub fn link(&self, address: &str) -> String {
        format!("{}{address}", self.path)
    }

    /// The whole address.
    pub fn whole(&self, address: &str) -> String {
        format!("{}{}{address}", self.origin, self.path)
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::{hidden, portable};
    use proptest::prelude::*;

    #[test]
    fn addresses_are_encoded_and_files_are_not() {
        let slug = Slug::new("بيان");
        assert_eq!(Route::Communique(&slug).address(Lang::En), "en/communiques/%D8%A8%D9%8A%D8%A7%D9%86/");
        assert_eq!(Route::Communique(&slug).file(Lang::Ar), "communiques/بيان/index.html");
        assert_eq!(Route::Tag(&slug, 2).file(Lang::En), "en/tags/بيان/page/2/index.html");
        assert_eq!(Route::Communiques(1).file(Lang::Ar), "communiques/index.html");
        assert_eq!(Route::Home.file(Lang::En), "en/index.html");
        assert_eq!(Route::NotFound.file(Lang::Ar), "404.html");
        assert_eq!(Route::Year(2021, 2).address(Lang::En), "en/timeline/2021/page/2/");
        assert_eq!(Route::Filtered(Filter::InPerson).file(Lang::Ar), "timeline/in-person/index.html");
    }

    #[test]
    fn links_work_below_any_base() {
        let base = Base::new("https://example.org/repo/");
        assert_eq!(base.link("en/tags/"), "/repo/en/tags/");
        assert_eq!(base.whole("en/tags/"), "https://example.org/repo/en/tags/");
        assert_eq!(Base::new("https://example.org/").link(""), "/");
    }

    proptest! {
        #[test]
        fn no_address_has_what_nobody_sees(
            name in "(\\PC|[\u{0}-\u{20}\u{7F}-\u{A0}\u{AD}\u{34F}\u{61C}\u{200B}-\u{200F}\u{2028}-\u{202F}\u{2060}-\u{206F}\u{3164}\u{FE0F}\u{FEFF}\u{E0041}./\\\\%?#:]){0,80}",
            page in 1usize..4,
        ) {
            let slug = Slug::new(&name);
            let (marked, of_file) = (slug.marked(), Slug::of_file(&name));
            for slug in [&slug, &marked, &of_file] {
                for route in [Route::Communique(slug), Route::Copies(slug), Route::Tag(slug, page), Route::Redline(slug, &of_file)] {
                    for lang in Lang::ALL {
                        let (address, file) = (route.address(lang), route.file(lang));
                        prop_assert!(address.bytes().all(|b| b.is_ascii_graphic()) && !address.contains(['\\', '?', '#']), "{address}");
                        prop_assert!(!address.contains("//") && !address.starts_with('/'), "{address}");
                        prop_assert!(file.split('/').all(|part| portable::fault(part).is_none()), "{file:?}");
                        prop_assert!(file.chars().all(|c| !c.is_whitespace() && !hidden::is_hidden(c) && !hidden::is_ignorable(c)));
                        prop_assert!(file.len() <= portable::LONGEST_PATH, "{}", file.len());
                    }
                }
            }
        }
    }
}
