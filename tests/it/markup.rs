//! The pages as markup: minifying keeps the visible text, every value is isolated, and nothing hostile gets through.

use bayan::assets;
use bayan::publish::Output;
use bayan::render::theme::{self, Minify, Theme};
use bayan::source;
use bayan::text::digits::Digits;
use bayan::{Inputs, Known};
use scraper::{ElementRef, Html, Node, Selector};

use crate::harness::{SITES, built, case, pages};

const BLOCKS: [&str; 39] = [
    "html",
    "head",
    "title",
    "body",
    "header",
    "footer",
    "main",
    "nav",
    "section",
    "article",
    "div",
    "p",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "dl",
    "dt",
    "dd",
    "blockquote",
    "pre",
    "hr",
    "br",
    "details",
    "summary",
    "table",
    "tr",
    "td",
    "th",
    "caption",
    "figure",
    "figcaption",
    "svg",
    "text",
];

/// What a reader sees, a line a block, with single spaces.
fn visible(page: &str) -> Vec<String> {
    fn walk(element: ElementRef<'_>, out: &mut String) {
        let block = BLOCKS.contains(&element.value().name());
        if block {
            out.push('\n');
        }
        for child in element.children() {
            match child.value() {
                Node::Text(text) => out.push_str(&text.replace('\n', " ")),
                Node::Element(_) => walk(ElementRef::wrap(child).unwrap(), out),
                _ => {}
            }
        }
        if block {
            out.push('\n');
        }
    }
    let document = Html::parse_document(page);
    let mut out = String::new();
    walk(document.root_element(), &mut out);
    let lines = out.lines().map(|line| line.split_whitespace().collect::<Vec<_>>().join(" "));
    lines.filter(|line| !line.is_empty()).collect()
}

fn rendered(site: &str, minify: Minify) -> Vec<(String, String)> {
    let root = case(site);
    let text = std::fs::read_to_string(root.join("site.toml")).unwrap();
    let config = bayan::config::parse(&text, "site.toml", None).unwrap();
    let files = assets::templates(&root.join("templates")).unwrap();
    let theme = Theme::load(&files, config.style.digits, minify).unwrap();
    let sources = source::read(&root.join("seeds")).unwrap().value;
    let statics = assets::statics(&root.join("static")).unwrap();
    let inputs = Inputs { sources, config: &config, theme: &theme, statics, drafts: true };
    let built = bayan::build(inputs, Known::default(), &drop, &|_| (), |site| Output::of(site)).unwrap().value;
    let pages = built.output.files().filter(|(path, _)| path.ends_with(".html"));
    pages.map(|(path, bytes)| (path.to_owned(), String::from_utf8(bytes.to_vec()).unwrap())).collect()
}

#[test]
fn minifying_keeps_the_visible_text_of_every_page() {
    for site in SITES {
        let (whole, minified) = (rendered(site, Minify::No), rendered(site, Minify::Yes));
        assert_eq!(whole.len(), minified.len());
        let (mut before, mut after) = (0, 0);
        for ((path, whole), (_, minified)) in whole.iter().zip(&minified) {
            assert_eq!(visible(whole), visible(minified), "{site}: {path}");
            before += whole.len();
            after += minified.len();
        }
        assert!(after * 20 < before * 19, "{site}: {after} bytes of {before} say that nothing was minified");
    }
}

#[test]
fn pages_are_within_three_in_a_hundred_of_full_minification() {
    for site in SITES {
        let pages = rendered(site, Minify::Yes);
        let mut cfg = minify_html::Cfg::new();
        cfg.keep_closing_tags = true;
        cfg.keep_html_and_head_opening_tags = true;
        let published: usize = pages.iter().map(|(_, page)| page.len()).sum();
        let fully: usize = pages.iter().map(|(_, page)| minify_html::minify(page.as_bytes(), &cfg).len()).sum();
        println!("{site}: {published} bytes published, {fully} fully minified");
        assert!(published * 100 <= fully * 103, "{site}: {published} bytes published, {fully} fully minified");
    }
}

/// The one script is the site's own file; it is deferred, and holds nothing itself.
#[test]
fn no_page_has_inline_script_or_style_or_handlers() {
    for site in SITES {
        for (path, page) in pages(&built(site, "inert", &["--drafts"])) {
            let document = Html::parse_document(&page);
            let policy = document.select(&Selector::parse("meta[http-equiv=Content-Security-Policy]").unwrap()).next();
            let policy = policy.and_then(|meta| meta.attr("content")).unwrap_or_else(|| panic!("{path} has no policy"));
            assert!(policy.starts_with("default-src 'none'") && !policy.contains("unsafe"), "{path}: {policy}");
            let mut scripts = 0;
            for element in document.select(&Selector::parse("*").unwrap()) {
                let name = element.value().name();
                assert!(!matches!(name, "style" | "iframe" | "object" | "embed"), "{path}: <{name}>");
                if name == "script" {
                    scripts += 1;
                    assert!(element.attr("src").is_some_and(|src| src.contains("/site.js?v=")), "{path}");
                    assert!(element.attr("defer").is_some() && element.text().count() == 0, "{path}");
                }
                for (attribute, value) in element.value().attrs() {
                    assert!(!attribute.starts_with("on") && attribute != "style", "{path}: {attribute}");
                    assert!(!value.trim_start().to_lowercase().starts_with("javascript:"), "{path}: {value}");
                }
            }
            assert!(scripts <= 1, "{path}");
        }
    }
}

/// Text from reports and from `site.toml` stands in `bdi`, in a text of its own language, or in the page's title.
#[test]
fn every_interpolated_value_is_isolated() {
    let out = built("awkward", "isolated", &[]);
    let values = [
        "Final statement of the 3rd session",
        "بيان G20 رقم 2254/2020",
        "<b>Daily</b> & Co",
        "موضوع 7",
        "قمة الدوحة",
        "Doha summit",
        "الأمانة العامة",
    ];
    let mut seen = 0;
    for (path, page) in pages(&out) {
        let document = Html::parse_document(&page);
        for node in document.tree.nodes() {
            let Node::Text(text) = node.value() else {
                continue;
            };
            for value in values.iter().filter(|value| text.contains(**value)) {
                let isolated = text.contains(&format!("\u{2068}{value}"))
                    || node.ancestors().filter_map(ElementRef::wrap).any(|element| {
                        matches!(element.value().name(), "bdi" | "title")
                            || (element.value().name() == "div" && element.attr("dir").is_some())
                    });
                assert!(isolated, "{path}: {value} is not isolated in {}", &**text);
                seen += 1;
            }
        }
    }
    assert!(seen > 40, "only {seen} values were looked at");
}

#[test]
fn an_attribute_with_a_value_in_it_is_quoted() {
    assert!(Theme::load(&theme::built_in(), Digits::Latin, Minify::Yes).is_ok());
    for site in SITES {
        for (path, page) in rendered(site, Minify::Yes) {
            for (at, _) in page.match_indices("href=").chain(page.match_indices("content=")) {
                let start = page[at..].split_once('=').unwrap().1;
                let quoted = start.starts_with('"');
                let plain = start.split([' ', '>']).next().unwrap();
                assert!(
                    quoted || plain.chars().all(|c| c.is_ascii_alphanumeric() || "#-_./".contains(c)),
                    "{path}: {plain}"
                );
            }
        }
    }
}
