//! Isolation as a law: whatever stands in a title, the words around it keep their order on the line.

use bayan::assets;
use bayan::diagnostic::Diagnostic;
use bayan::lang::Lang;
use bayan::publish::Output;
use bayan::render::theme::{Minify, Theme};
use bayan::source::{Format, Source};
use bayan::text::{hidden, isolate};
use bayan::{Inputs, Known};
use proptest::prelude::*;
use scraper::{ElementRef, Html, Node, Selector};
use unicode_bidi::{BidiInfo, Level};

const CONFIG: &str = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n[[meeting]]\nid = \"m\"\ndate = \"2020-01-02\"\n\
                      title = { ar = \"اجتماع\", en = \"Meeting\" }\nplace = { ar = \"روما\", en = \"Rome\" }\n";

/// Every file of the site, and what was said of its reports.
type Site = (Vec<(String, String)>, Vec<Diagnostic>);

/// Two reports, so that each has a neighbour: one with a hostile title, outlet, tag and summary, and a plain one.
fn site(title: &str) -> Site {
    let quoted = serde_json::to_string(title).unwrap();
    let hostile = format!(
        "---\ntitle: {quoted}\ntitle_en: {quoted}\ndate: 2020-01-02\nmeeting: m\ntags: [x, y, {quoted}]\naliases: [{quoted}]\nsummary_en: {quoted}\nsource: {{ outlet: {quoted} }}\n---\n\
         اتفق المجتمعون في روما على خطة جديدة لإصلاح الموانئ وتوسيعها خلال العامين المقبلين.\n"
    );
    let plain = "---\ntitle: بيان\ndate: 2019-05-06\ntags: [x, y]\n---\nرحبت اللجنة بنتائج التحقيق ودعت إلى نشره كاملًا قبل نهاية السنة الجارية.\n";
    let source = |file: &str, text: &str| Source {
        file: file.into(),
        path: file.into(),
        format: Format::Markdown,
        bytes: Ok(text.into()),
    };
    let config = bayan::config::parse(CONFIG, "site.toml", None).unwrap();
    let files = assets::templates("no such folder".as_ref()).unwrap();
    let theme = Theme::load(&files, config.style.digits, Minify::Yes).unwrap();
    let built = bayan::build(
        Inputs {
            sources: vec![source("a.md", &hostile), source("b.md", plain)],
            config: &config,
            theme: &theme,
            statics: Vec::new(),
            drafts: false,
        },
        Known::default(),
        &drop,
        &|_| (),
        |site| Output::of(site),
    );
    let built = built.unwrap();
    let text = |bytes: &[u8]| String::from_utf8(bytes.to_vec()).ok();
    let files = built.value.output.files().filter_map(|(path, bytes)| Some((path.to_owned(), text(bytes)?)));
    (files.collect(), built.diagnostics)
}

fn pages(title: &str) -> Vec<(String, String)> {
    site(title).0.into_iter().filter(|(path, _)| path.ends_with(".html")).collect()
}

/// A line as the bidirectional algorithm sees it: `bdi` is an isolate, as HTML says. `true` marks what an isolate holds.
fn flattened(element: ElementRef<'_>, inside: bool, out: &mut Vec<(char, bool)>) {
    for child in element.children() {
        match child.value() {
            Node::Text(text) => out.extend(text.chars().map(|c| (c, inside))),
            Node::Element(node) if node.name() == "bdi" => {
                let open = match node.attr("dir") {
                    Some("rtl") => '\u{2067}',
                    Some("ltr") => '\u{2066}',
                    _ => '\u{2068}',
                };
                out.push((open, inside));
                flattened(ElementRef::wrap(child).unwrap(), true, out);
                out.push(('\u{2069}', inside));
            }
            Node::Element(node) if !matches!(node.name(), "ul" | "ol" | "p" | "svg" | "dl" | "div") => {
                flattened(ElementRef::wrap(child).unwrap(), inside, out);
            }
            _ => {}
        }
    }
}

/// A line of plain text: what stands between isolates is inside, and isolates count even where nothing closes them.
fn plain_line(text: &str) -> Vec<(char, bool)> {
    let mut depth = 0usize;
    text.chars()
        .map(|c| match c {
            '\u{2066}'..='\u{2068}' => {
                depth += 1;
                (c, depth > 1)
            }
            '\u{2069}' => {
                depth = depth.saturating_sub(1);
                (c, depth > 0)
            }
            _ => (c, depth > 0),
        })
        .collect()
}

/// Whether the isolates of a text are closed, each on its line, and nothing else in it is hidden.
fn is_sound(text: &str) -> bool {
    text.lines().all(|line| {
        let is_odd = |c: char| hidden::is_hidden(c) && !matches!(c, '\u{2067}'..='\u{2069}' | '\t' | '\r');
        !line.contains(is_odd) && isolate::faults(line).is_empty()
    })
}

/// The places, in visual order, of what stands outside isolates.
fn outside(line: &[(char, bool)], rtl: bool) -> Vec<usize> {
    let text: String = line.iter().map(|(c, _)| *c).collect();
    let info = BidiInfo::new(&text, Some(if rtl { Level::rtl() } else { Level::ltr() }));
    let mut order = Vec::new();
    let mut start = 0;
    for paragraph in &info.paragraphs {
        let levels = info.reordered_levels_per_char(paragraph, paragraph.range.clone());
        let count = text[paragraph.range.clone()].chars().count();
        let levels = &levels[start..start + count];
        order.extend(BidiInfo::reorder_visual(levels).into_iter().map(|index| index + start));
        start += count;
    }
    // Numbered among themselves, so that lines whose isolates differ in length can be compared.
    let mut number = 0;
    let numbers: Vec<Option<usize>> = line
        .iter()
        .map(|(_, inside)| {
            (!inside).then(|| {
                number += 1;
                number
            })
        })
        .collect();
    order.into_iter().filter_map(|index| numbers[index]).collect()
}

/// The line with a plain word in each isolate.
fn plain(line: &[(char, bool)]) -> Vec<(char, bool)> {
    let mut out: Vec<(char, bool)> = Vec::new();
    for &(c, inside) in line {
        match (inside, out.last()) {
            (true, Some((_, true))) => {}
            (true, _) => out.push(('x', true)),
            (false, _) => out.push((c, false)),
        }
    }
    out
}

fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        Just("بيان".to_owned()),
        Just("עברית".to_owned()),
        Just("Final".to_owned()),
        Just("2254/2020".to_owned()),
        Just("٣٫٥".to_owned()),
        Just("(".to_owned()),
        Just(") ".to_owned()),
        Just("\u{202E}".to_owned()),
        Just("\u{202D}".to_owned()),
        Just("\u{202B}".to_owned()),
        Just("\u{202C}".to_owned()),
        Just("\u{2066}".to_owned()),
        Just("\u{2067}".to_owned()),
        Just("\u{2068}".to_owned()),
        Just("\u{2069}".to_owned()),
        Just("\u{200F}".to_owned()),
        Just("\u{2029}".to_owned()),
        Just("\u{200B}".to_owned()),
        Just("\u{206A}".to_owned()),
        Just("\u{E0041}".to_owned()),
        Just("\u{FFF9}".to_owned()),
        Just("\u{7}".to_owned()),
        Just(" - ".to_owned()),
        Just("`".to_owned()),
        Just("»".to_owned()),
        Just("<b>".to_owned()),
    ];
    prop::collection::vec(piece, 1..10).prop_map(|pieces| format!("ب{}", pieces.concat()))
}

/// Lines whose outside is reordered by what an isolate holds, and how many lines were looked at.
fn reordered(pages: &[(String, String)]) -> (Vec<String>, usize) {
    let lines = Selector::parse("p, li, h1, h2, h3, dd, dt, th, td, figcaption").unwrap();
    let mut wrong = Vec::new();
    let mut seen = 0;
    for (path, page) in pages {
        let document = Html::parse_document(page);
        for element in document.select(&lines) {
            let mut line = Vec::new();
            flattened(element, false, &mut line);
            if !line.iter().any(|(_, inside)| *inside) {
                continue;
            }
            let dirs = element.ancestors().filter_map(ElementRef::wrap).filter_map(|above| above.attr("dir"));
            let rtl = element.attr("dir").into_iter().chain(dirs).next() == Some("rtl");
            seen += 1;
            if outside(&line, rtl) != outside(&plain(&line), rtl) {
                wrong.push(format!("{path}: {:?}", line.iter().map(|(c, _)| *c).collect::<String>()));
            }
        }
    }
    (wrong, seen)
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(48))]
    #[test]
    fn what_stands_around_a_hostile_title_keeps_its_order(title in hostile()) {
        let (wrong, seen) = reordered(&pages(&title));
        prop_assert!(wrong.is_empty(), "{wrong:#?}");
        prop_assert!(seen > 40, "only {seen} lines were looked at");
    }
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(32))]
    #[test]
    fn nothing_hidden_reaches_a_file_a_title_an_attribute_or_a_terminal(title in hostile()) {
        let (files, found) = site(&title);
        for (path, text) in &files {
            // The program's own script of the search names such characters.
            let is_own = path.starts_with("search/") && path.ends_with(".js");
            // Tables begin with a byte order mark, which a spreadsheet wants.
            let text = text.strip_prefix('\u{FEFF}').filter(|_| path.ends_with(".csv")).unwrap_or(text);
            prop_assert!(is_own || is_sound(text), "{path}");
            prop_assert!(path.split('/').all(|part| bayan::text::portable::fault(part).is_none()), "{path:?}");
        }
        let mut joined = 0;
        for (path, page) in files.iter().filter(|(path, _)| path.ends_with(".html") || path.ends_with(".xml")) {
            let document = Html::parse_document(page);
            let rtl = document.root_element().attr("dir") == Some("rtl");
            let elements: Vec<ElementRef<'_>> = document.root_element().descendants().filter_map(ElementRef::wrap).collect();
            let titles = elements.iter().filter(|one| one.value().name() == "title").map(|one| one.text().collect());
            let labels = elements.iter().flat_map(|one| ["aria-label", "alt", "title", "content", "label"].into_iter().filter_map(|name| one.attr(name)));
            for text in titles.chain(labels.map(str::to_owned)) {
                let line = plain_line(&text);
                joined += usize::from(line.iter().any(|(_, inside)| *inside));
                prop_assert_eq!(outside(&line, rtl), outside(&plain(&line), rtl), "{}: {:?}", path, text);
            }
        }
        prop_assert!(joined > 20, "only {joined} titles and labels join texts");
        prop_assert!(!found.is_empty());
        for (found, lang) in found.iter().flat_map(|found| Lang::ALL.map(|lang| (found, lang))) {
            for line in found.parts(lang).join(": ").lines() {
                prop_assert!(is_sound(line), "{line:?}");
                let line = plain_line(line);
                prop_assert_eq!(outside(&line, false), outside(&plain(&line), false), "{:?}", line.iter().map(|(c, _)| *c).collect::<String>());
            }
        }
    }
}

#[test]
fn an_isolate_that_does_not_hold_is_noticed() {
    for text in ["ab \u{202E}cd", "ab \u{2069}\u{202E}cd", "\u{2069} עב"] {
        let page = format!("<html dir=ltr><p>one <bdi>{text}</bdi> 3 two</p></html>");
        let loose = page.replace("<bdi>", "<span>").replace("</bdi>", "</span>");
        let held = reordered(&[("held".to_owned(), page)]).0.is_empty();
        assert_eq!(held, !text.contains('\u{2069}'), "{text:?}");
        assert_eq!(reordered(&[("loose".to_owned(), loose)]).1, 0);
    }
}
