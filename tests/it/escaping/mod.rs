//! Text that would be markup, script, a formula or a command where it is not escaped: in every field of a report and of `site.toml`, against every kind of file and of message. What a browser makes of the same site is seen in `tests/browser/escaping.test.mjs`.

mod site;

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};
use std::sync::OnceLock;

use bayan::text::clean::CleanText;
use bayan::text::isolate::faults;
use scraper::{ElementRef, Html, Node};

use crate::harness::{Run, files, run_in, scratch};
use site::{Carried, Payload, around, harmless, hostile, payloads};

/// Two sites of the same files, one with the payloads and one with harmless words in their place. `tests/run` gives the first of them to a browser.
struct Sites {
    hostile: BTreeMap<String, Vec<u8>>,
    harmless: BTreeMap<String, Vec<u8>>,
}

fn sites() -> &'static Sites {
    static SITES: OnceLock<Sites> = OnceLock::new();
    SITES.get_or_init(|| {
        let (_, hostile, _) = built("hostile", &hostile, 1);
        let (_, harmless, _) = built("harmless", &harmless, 1);
        Sites { hostile, harmless }
    })
}

fn built(name: &str, carried: Carried<'_>, step: usize) -> (PathBuf, BTreeMap<String, Vec<u8>>, Run) {
    let root = scratch(&format!("escaping-{name}"));
    site::make(&root, carried, step);
    let run = run_in(&root, &["build"], &[]);
    // Some reports have an address that is none, and are set aside.
    assert!(run.code <= 1, "{name}: {}", run.stderr.lines().take(9).collect::<Vec<_>>().join("\n"));
    let made = files(&root.join("public"));
    (root, made, run)
}

fn of_kind<'a>(made: &'a BTreeMap<String, Vec<u8>>, ending: &str) -> impl Iterator<Item = (&'a str, &'a str)> {
    let all = made.iter().filter(move |(path, _)| path.ends_with(ending));
    all.map(|(path, bytes)| (path.as_str(), std::str::from_utf8(bytes).unwrap()))
}

/// Elements that load, run, style or send something, of which a page has as many whatever its reports say.
const MACHINERY: [&str; 17] = [
    "script", "style", "link", "meta", "base", "iframe", "object", "embed", "form", "input", "button", "svg", "math",
    "img", "template", "noscript", "select",
];

/// Attributes that hold an address.
const ADDRESSES: [&str; 12] = [
    "href",
    "src",
    "action",
    "formaction",
    "xlink:href",
    "srcset",
    "poster",
    "data",
    "cite",
    "background",
    "ping",
    "data-search",
];

fn elements(page: &Html) -> impl Iterator<Item = ElementRef<'_>> {
    page.tree.nodes().filter_map(ElementRef::wrap)
}

/// Each element with each of its attributes, and without any.
fn kinds(page: &Html) -> BTreeSet<String> {
    let all = elements(page).flat_map(|element| {
        let name = element.value().name().to_owned();
        let attributes: Vec<String> =
            element.value().attrs().map(|(attribute, _)| format!("{name} {attribute}")).collect();
        std::iter::once(name).chain(attributes)
    });
    all.collect()
}

/// What a page does with an address that no page may hold.
fn forbidden(page: &Html) -> Vec<String> {
    let mut found = Vec::new();
    for element in elements(page) {
        let value = element.value();
        for (name, text) in value.attrs() {
            let refresh = name == "content" && value.attr("http-equiv") == Some("refresh");
            let address = if refresh { text.split_once("url=").map_or("", |(_, url)| url) } else { text };
            let is_address = refresh || ADDRESSES.contains(&name);
            if name.starts_with("on") || name == "style" || name == "srcdoc" || (is_address && !is_safe(address)) {
                found.push(format!("{} {name}={text:?}", value.name()));
            }
        }
        let text: String = element.text().collect();
        let is_data = value.attr("type").is_some_and(|kind| kind.ends_with("json"));
        let raw = |text: &str| text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']);
        if matches!(value.name(), "script" | "style") && !text.is_empty() && (!is_data || raw(&text)) {
            found.push(format!("{} with {text:?}", value.name()));
        }
    }
    found
}

/// Whether an address is one that pages may hold, as a browser reads it: without control characters and white space.
fn is_safe(address: &str) -> bool {
    let read: String = address.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let scheme = read.split(['/', '?', '#']).next().unwrap_or("").split_once(':').map(|(scheme, _)| scheme);
    let elsewhere = read.starts_with("//") || read.starts_with("/\\") || read.starts_with('\\');
    !elsewhere && read == address && scheme.is_none_or(|scheme| ["http", "https", "mailto"].contains(&scheme))
}

#[test]
fn pages_hold_the_elements_that_they_hold_without_payloads() {
    let sites = sites();
    let mut known = BTreeSet::new();
    let mut counts = BTreeMap::new();
    for (path, text) in of_kind(&sites.harmless, ".html") {
        let page = Html::parse_document(text);
        known.extend(kinds(&page));
        counts.insert(path, machinery(&page));
        assert_eq!(forbidden(&page), Vec::<String>::new(), "{path}");
    }
    // What Markdown, formulas and redlines have, which no harmless word asks for.
    known.extend(
        [
            "br",
            "strong",
            "h1 class",
            "del",
            "del class",
            "ins",
            "ins class",
            "code",
            "pre",
            "pre id",
            "pre lang",
            "pre dir",
            "s",
            "em",
            "hr",
            "ol start",
            "li lang",
            "li dir",
        ]
        .map(String::from),
    );
    let mut more = BTreeMap::new();
    let (mut pages, mut compared) = (0, 0);
    for (path, text) in of_kind(&sites.hostile, ".html") {
        let page = Html::parse_document(text);
        more.extend(kinds(&page).difference(&known).map(|kind| (kind.clone(), path)));
        assert_eq!(forbidden(&page), Vec::<String>::new(), "{path}");
        // Where there is shared language, there are pictures of it.
        let is_drawn =
            ["formulas/", "overview/", "timeline/"].iter().any(|part| path.trim_start_matches("en/").starts_with(part));
        if let Some(expected) = counts.get(path).filter(|_| !is_drawn) {
            assert_eq!(&machinery(&page), expected, "{path}");
            compared += 1;
        }
        pages += 1;
    }
    assert_eq!(more, BTreeMap::new());
    assert!(pages > 2000 && compared > 900, "{pages} pages, {compared} of them compared");
    println!("{} payloads, {pages} pages, {compared} compared element by element", payloads().len());
}

fn machinery(page: &Html) -> BTreeMap<&'static str, usize> {
    MACHINERY.map(|name| (name, elements(page).filter(|element| element.value().name() == name).count())).into()
}

#[test]
fn the_check_of_pages_sees_what_is_wrong() {
    for wrong in [
        "<a href=javascript:x>",
        "<a href='java\tscript:x'>",
        "<a href=//evil.example/>",
        "<a href='/\\evil.example/'>",
        "<form action=data:x>",
        "<meta http-equiv=refresh content='0; url=vbscript:x'>",
        "<p onclick=x>",
        "<p style=x>",
        "<script>x</script>",
        "<script type=application/json>\"<\"</script>",
        "<svg><a xlink:href=javascript:x>",
    ] {
        assert_eq!(forbidden(&Html::parse_document(wrong)).len(), 1, "{wrong}");
    }
    let right = "<a href=https://a.org/><a href=../a/><a href=#p1><script src=/x.js></script><script type=application/ld+json>\"\\u003c\"</script>";
    assert_eq!(forbidden(&Html::parse_document(right)), Vec::<String>::new());
}

/// The text of a page, or of the first element of a name in it, with single spaces.
fn text_of(page: &Html, name: &str) -> String {
    let found = elements(page).find(|element| element.value().name() == name);
    let nodes = found.into_iter().flat_map(|element| element.descendants());
    let text: String =
        nodes.filter_map(|node| if let Node::Text(text) = node.value() { Some(&**text) } else { None }).collect();
    flat(&text)
}

fn flat(text: &str) -> String {
    CleanText::new(text).split_whitespace().collect::<Vec<_>>().join(" ")
}

/// Letters and digits alone.
fn letters(text: &str) -> String {
    CleanText::new(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

#[test]
fn no_payload_is_lost() {
    let sites = sites();
    let all: BTreeMap<&str, &str> = of_kind(&sites.hostile, ".html").collect();
    for pair in payloads().chunks(2) {
        let number = pair[0].number;
        for (folder, Payload { text, .. }) in [("", &pair[0]), ("en/", pair.last().unwrap())] {
            let path = format!("{folder}communiques/n-{number:03}/index.html");
            let page = Html::parse_document(all.get(path.as_str()).unwrap_or_else(|| panic!("no {path}")));
            let title = format!("{} {number}", flat(text)).trim().to_owned();
            assert_eq!(text_of(&page, "h1"), title, "{path}");
            assert!(text_of(&page, "title").starts_with(&title), "{path}: {}", text_of(&page, "title"));
            let whole = text_of(&page, "main");
            for Payload { number, text } in pair {
                assert!(whole.contains(&flat(text)), "{path}: {text:?}");
                let [before, after] = around(*number);
                let text = text.replace('\0', "\u{FFFD}");
                // Signs of Markdown are no text, and neither is where a link leads.
                if !text.contains(['[', '&', '\\', '`', '~']) {
                    let said = letters(&format!("{before}{text}{after}"));
                    assert!(letters(&whole).contains(&said), "{path}: {text:?}");
                }
            }
        }
    }
    let plain: Vec<String> = of_kind(&sites.hostile, ".html")
        .filter(|(path, _)| path.starts_with("communiques/p-"))
        .map(|(_, text)| text_of(&Html::parse_document(text), "main"))
        .collect();
    // References to characters are read as the characters.
    for Payload { text, .. } in payloads().into_iter().filter(|payload| !payload.text.contains('&')) {
        assert!(plain.iter().any(|page| letters(page).contains(&letters(&text))), "{text:?}");
    }
}

#[test]
fn files_for_programs_are_whole() {
    let sites = sites();
    let elements = |made| -> BTreeSet<String> {
        let mut all = BTreeSet::new();
        for (path, text) in of_kind(made, ".xml") {
            let document = roxmltree::Document::parse(text).unwrap_or_else(|error| panic!("{path}: {error}"));
            for node in document.descendants().filter(roxmltree::Node::is_element) {
                all.insert(node.tag_name().name().to_owned());
                all.extend(
                    node.attributes().map(|attribute| format!("{} {}", node.tag_name().name(), attribute.name())),
                );
                let addresses = node.attributes().filter(|attribute| attribute.name() == "href").map(|one| one.value());
                let loc = node.text().filter(|_| ["loc", "id"].contains(&node.tag_name().name()));
                assert!(addresses.chain(loc).all(|url| url.starts_with("https://example.org/")), "{path}: {node:?}");
            }
            for content in document.descendants().filter(|node| node.attribute("type") == Some("html")) {
                let page = Html::parse_fragment(content.text().unwrap_or(""));
                assert_eq!(forbidden(&page), Vec::<String>::new(), "{path}");
                let relative = super::escaping::elements(&page)
                    .find(|element| element.attr("href").is_some_and(|url| !url.contains(':')));
                assert!(relative.is_none(), "{path}: a link that leads on from the feed");
            }
        }
        all
    };
    assert_eq!(elements(&sites.hostile), elements(&sites.harmless));
    let mut read = 0;
    for (path, text) in of_kind(&sites.hostile, ".json") {
        let parsed: Result<serde_json::Value, _> = serde_json::from_str(text);
        assert!(parsed.is_ok(), "{path}");
        assert!(!text.contains(['<', '>', '&', '\u{2028}', '\u{2029}']), "{path} may stand in a page");
        read += 1;
    }
    assert!(read > 10, "{read} files of JSON");
    for (path, text) in of_kind(&sites.hostile, ".csv") {
        let mut rows =
            csv::ReaderBuilder::new().has_headers(false).from_reader(text.trim_start_matches('\u{FEFF}').as_bytes());
        for row in rows.records() {
            for field in row.unwrap_or_else(|error| panic!("{path}: {error}")).iter() {
                let first = field.trim_start_matches(|c: char| {
                    c.is_whitespace() || matches!(c, '\u{200C}'..='\u{200F}' | '\u{61C}')
                });
                assert!(!first.starts_with(['=', '+', '-', '@', '＝', '＋', '－', '＠']), "{path}: {field:?}");
            }
        }
    }
    for ending in [".js", ".css", ".svg", ".txt"] {
        let code = |made| -> Vec<String> { of_kind(made, ending).map(|(_, text)| text.to_owned()).collect() };
        let fonts = |all: Vec<String>| all.into_iter().filter(|text| !text.contains("@font-face")).collect::<Vec<_>>();
        assert_eq!(fonts(code(&sites.hostile)), fonts(code(&sites.harmless)), "{ending}");
    }
}

/// Characters that a terminal obeys instead of showing them.
fn obeyed(text: &str) -> Vec<String> {
    let mut found = Vec::new();
    for line in text.lines() {
        found.extend(line.chars().filter(|c| c.is_control()).map(|c| format!("{c:?} in {line:?}")));
        found.extend(faults(line).into_iter().map(|(_, c, _)| format!("{c:?} in {line:?}")));
        found.extend(
            line.chars()
                .filter(|c| matches!(c, '\u{202A}'..='\u{202E}' | '\u{2028}' | '\u{2029}'))
                .map(|c| format!("{c:?} in {line:?}")),
        );
    }
    found
}

fn ran(root: &Path, args: &[&str]) -> Run {
    run_in(root, args, &[])
}

#[test]
fn a_terminal_is_shown_what_it_would_obey() {
    let (root, _, said) = built("terminal", &hostile, 5);
    let mut seen = vec![("build".to_owned(), said.stdout + &said.stderr)];
    for args in [
        &["check"][..],
        &["check", "--lang", "ar"],
        &["check", "--format", "json"],
        &["check", "--format", "github"],
        &["check", "--format", "sarif"],
        &["build", "--format", "json", "--out", "again"],
        &["status"],
        &["status", "--lang", "ar"],
    ] {
        let run = ran(&root, args);
        assert!(run.code <= 1, "{args:?}: {}", run.stderr);
        seen.push((args.join(" "), run.stdout + &run.stderr));
    }
    for (command, text) in &seen {
        let found = obeyed(text);
        assert!(found.is_empty(), "{command}: {} of {:?}", found.len(), found.iter().take(5).collect::<Vec<_>>());
    }
    assert!(seen.iter().any(|(_, text)| text.contains("\\u{1b}")), "a control character is written out");
    let github = &seen.iter().find(|(command, _)| command.ends_with("github")).unwrap().1;
    assert!(github.lines().all(|line| line.starts_with("::error file=") || line.starts_with("::warning file=")));
}
