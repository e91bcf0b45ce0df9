//! The examples of the CommonMark specification → our Markdown, against what the specification makes of them. The text of the specification is not ours: `tests/run` fetches it, and where it is not there the tests say that they are skipped.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;

use bayan::ingest::markdown::blocks;
use bayan::lang::Lang;
use bayan::render::html;
use bayan::render::strings::Strings;
use bayan::text::clean::CleanText;
use bayan::text::digits::Digits;
use percent_encoding::percent_decode_str;
use scraper::{ElementRef, Html, Node};

use crate::harness::project;

/// Examples of version 0.31.2.
const EXAMPLES: usize = 652;

/// Why an example is not as the specification has it. Each is a decision of ours.
const REASONS: [&str; 8] = [
    // Raw HTML is text.
    "raw-html",
    // A line is a paragraph, unless lines are broken to a width; marks end with it and begin anew.
    "line-is-paragraph",
    // A body is a list of blocks: an item or a quotation holds one text, and what else the specification puts into it
    // follows it. So do the lines of a paragraph behind an item.
    "flat-blocks",
    // Only a fence makes code: lines that are merely indented are paragraphs. Code has the spaces of other text.
    "code-is-fenced",
    // A link leads to http, https, mailto or on within the site. To nothing, or to anything else, it is words.
    "link-is-refused",
    // A picture is its description, with the marks in it.
    "picture-is-words",
    // What has no words is left out: headings, items, marks, links.
    "nothing-in-it",
    // Text is repaired: one space between words, none at the ends of code; a page has no more than six levels of headings,
    // and two of them are its own.
    "repaired",
];

struct Example {
    number: usize,
    markdown: String,
    html: String,
}

/// The examples, if the specification is where `tests/run` puts it.
fn examples() -> Option<Vec<Example>> {
    let path = project().join("target/commonmark/package/spec.txt");
    let Ok(spec) = fs::read_to_string(&path) else {
        println!("skipped: no specification at {}", path.display());
        return None;
    };
    let fence = "`".repeat(32);
    let opens = format!("{fence} example\n");
    let parts = spec.split(&opens).skip(1).map(|part| {
        let (example, _) = part.split_once(&format!("\n{fence}")).unwrap();
        let (markdown, html) =
            example.split_once("\n.\n").or_else(|| Some((example.strip_suffix("\n.")?, ""))).unwrap();
        [markdown, html].map(|text| text.replace('→', "\t"))
    });
    let all = (1..).zip(parts).map(|(number, [markdown, html])| Example { number, markdown: markdown + "\n", html });
    let all: Vec<Example> = all.collect();
    assert_eq!(all.len(), EXAMPLES);
    Some(all)
}

fn rendered(markdown: &str) -> String {
    let strings = Strings::parse("", "en.toml", Lang::En, Digits::Latin).unwrap();
    html::body(&blocks(markdown, 1), Lang::En, 2, &strings, &[]).as_str().to_owned()
}

/// A fragment in a form that is the same for what differs in no way that a reader sees: white space is one space, and
/// there is none beside a block. Of the specification's HTML it leaves out what bayan has no place for: titles of links,
/// languages of code, pictures but for their description, whether a list is loose, and of a heading's level how far it
/// is from the highest. Of bayan's it leaves out the numbers of paragraphs, ids and languages.
#[derive(Default)]
struct Form {
    out: String,
    /// The least level of a heading, and that of the heading before.
    levels: (Option<u8>, u8),
}

const BLOCKS: [&str; 14] =
    ["p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "li", "blockquote", "pre", "hr", "table"];

fn form(fragment: &str) -> String {
    let page = Html::parse_fragment(fragment);
    let level = |element: ElementRef<'_>| heading(element.value().name());
    let least = page.root_element().descendants().filter_map(ElementRef::wrap).filter_map(level).min();
    let mut form = Form { out: String::new(), levels: (least, 0) };
    form.inside(page.root_element(), false);
    let mut text = CleanText::new(&form.out).replace('\n', " ");
    for name in BLOCKS {
        for tag in [format!("<{name}>"), format!("</{name}>")] {
            text = text.replace(&format!(" {tag}"), &tag).replace(&format!("{tag} "), &tag);
        }
    }
    text.replace("<br> ", "<br>").replace(" <br>", "<br>").trim().to_owned()
}

fn heading(name: &str) -> Option<u8> {
    name.strip_prefix('h')?.parse().ok()
}

impl Form {
    fn inside(&mut self, element: ElementRef<'_>, in_pre: bool) {
        for child in element.children() {
            match child.value() {
                Node::Text(text) => self.text(text, in_pre, child.next_sibling().is_none()),
                Node::Element(_) => ElementRef::wrap(child).into_iter().for_each(|child| self.element(child, in_pre)),
                _ => {}
            }
        }
    }

    /// A sign of markup that is text is not to be mistaken for markup.
    fn text(&mut self, text: &str, in_pre: bool, is_last: bool) {
        let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
        let text = if in_pre && is_last { text.strip_suffix('\n').unwrap_or(&text) } else { &text };
        self.out.push_str(&if in_pre { text.replace('\n', "⏎").replace(' ', "␣") } else { text.to_owned() });
    }

    fn element(&mut self, element: ElementRef<'_>, in_pre: bool) {
        let value = element.value();
        let name = value.name();
        let is_first =
            element.prev_siblings().all(|before| before.value().as_text().is_some_and(|text| text.trim().is_empty()));
        let in_item = element.parent().and_then(ElementRef::wrap).is_some_and(|above| above.value().name() == "li");
        match name {
            "img" => self.out.push_str(value.attr("alt").unwrap_or("")),
            "a" if value.attr("class") == Some("n") => {}
            "code" if in_pre => self.inside(element, true),
            // Whether a list is loose.
            "p" if in_item && is_first => self.inside(element, false),
            _ => {
                let shown = self.tag(name, value);
                self.out.push_str(&format!("<{shown}>"));
                if !["br", "hr"].contains(&name) {
                    self.inside(element, in_pre || name == "pre");
                    let end = shown.split(' ').next().unwrap_or("");
                    self.out.push_str(&format!("</{end}>"));
                }
            }
        }
    }

    /// A tag with those of its attributes that say something.
    fn tag(&mut self, name: &str, value: &scraper::node::Element) -> String {
        if let (Some(level), (Some(least), before)) = (heading(name), self.levels) {
            let shown = (level - least + 1).min(before + 1);
            self.levels.1 = shown;
            return format!("h{shown}");
        }
        match (value.attr("href"), value.attr("start")) {
            (Some(href), _) => {
                let href = percent_decode_str(href).decode_utf8_lossy();
                let scheme = href.split_once(':').map(|(scheme, rest)| format!("{}:{rest}", scheme.to_lowercase()));
                format!("a {}", scheme.unwrap_or_else(|| href.into_owned()))
            }
            (_, Some(start)) => format!("{name} {start}"),
            _ => name.to_owned(),
        }
    }
}

/// Letters and digits alone.
fn letters(text: &str) -> Vec<char> {
    CleanText::new(text).chars().filter(|c| c.is_alphanumeric()).collect()
}

fn text(fragment: &str) -> String {
    Html::parse_fragment(fragment).root_element().text().collect()
}

/// Whether all of `part` stands in `whole` in its order.
fn holds(whole: &[char], part: &[char]) -> bool {
    let mut rest = whole.iter();
    part.iter().all(|wanted| rest.any(|c| c == wanted))
}

/// The examples that deviate, each with its reason: a line of `tests/commonmark.txt` is a reason and numbers.
fn listed() -> BTreeMap<usize, String> {
    let list = fs::read_to_string(project().join("tests/commonmark.txt")).unwrap();
    let mut all = BTreeMap::new();
    for line in list.lines().filter(|line| !line.starts_with('#') && !line.is_empty()) {
        let (reason, numbers) = line.split_once(": ").unwrap();
        assert!(REASONS.contains(&reason), "`{reason}` is no reason");
        for number in numbers.split(' ') {
            let twice = all.insert(number.parse().unwrap(), reason.to_owned());
            assert_eq!(twice, None, "{number} is listed twice");
        }
    }
    all
}

/// A form in which lines that are paragraphs are one again.
fn joined(form: &str) -> String {
    let mut text = form.replace("</p><p>", " ");
    for _ in 0..3 {
        for name in ["em", "strong"] {
            text = text.replace(&format!("</{name}> <{name}>"), " ");
        }
    }
    text
}

#[test]
fn examples_of_the_specification_deviate_on_purpose_only() {
    let Some(examples) = examples() else { return };
    let listed = listed();
    let mut wrong = Vec::new();
    for Example { number, markdown, html } in &examples {
        let (ours, theirs) = (form(&rendered(markdown)), form(html));
        match (ours == theirs, listed.get(number)) {
            (false, Some(reason)) if reason == "line-is-paragraph" && joined(&ours) != joined(&theirs) => {
                wrong.push(format!("{number} is more than lines:\n  {ours}\n  {theirs}"));
            }
            (true, Some(reason)) => wrong.push(format!("{number} is listed as {reason} and does not deviate")),
            (false, None) => wrong.push(format!("{number}\n  {markdown:?}\n  {ours}\n  {theirs}")),
            _ => {}
        }
    }
    assert!(wrong.is_empty(), "{} of them:\n{}", wrong.len(), wrong.join("\n"));
    println!("{} of {EXAMPLES} as the specification, {} deviate on purpose", EXAMPLES - listed.len(), listed.len());
}

#[test]
fn no_example_of_the_specification_loses_text_or_makes_other_elements() {
    let Some(examples) = examples() else { return };
    let allowed: BTreeSet<&str> =
        [&BLOCKS[..13], &["html", "br", "strong", "em", "s", "code", "a"]].concat().into_iter().collect();
    for Example { number, markdown, html } in &examples {
        let ours = rendered(markdown);
        assert!(holds(&letters(&text(&ours)), &letters(&text(html))), "{number} loses text: {markdown:?}\n{ours}");
        let page = Html::parse_fragment(&ours);
        for element in page.root_element().descendants().filter_map(ElementRef::wrap) {
            assert!(allowed.contains(element.value().name()), "{number} makes <{}>", element.value().name());
            let scheme = element.attr("href").and_then(|href| href.split(['/', '?', '#']).next()?.split_once(':'));
            assert!(scheme.is_none_or(|(scheme, _)| ["http", "https", "mailto"].contains(&scheme)), "{number}: {ours}");
        }
    }
}
