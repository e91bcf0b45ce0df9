//! What one report may have and what it may not: each budget at its bound and beyond it, how much memory and output a hostile report makes, and that no clock decides. How long anything takes is for `cargo bench --bench hostile`.

use bayan::archive::{self, Archive, SetAside};
use bayan::diagnostic::{Diagnostic, Warned};
use bayan::{budget, config};

#[path = "../../benches/patterns/mod.rs"]
#[allow(dead_code, reason = "the benchmarks use the rest")]
mod patterns;

use patterns::{Area, GOOD, SITE, source};

fn archive_of(reports: Vec<(String, Vec<u8>)>) -> Warned<Archive> {
    let config = config::parse(SITE, "site.toml", None).unwrap();
    let sources = reports.into_iter().map(|(name, bytes)| source(&name, bytes)).collect();
    let prepared = archive::prepare(sources, &config, true);
    let mut diagnostics = prepared.diagnostics;
    let assembled = archive::assemble(prepared.value.0, prepared.value.1, &config);
    diagnostics.extend(assembled.diagnostics);
    Warned { value: assembled.value, diagnostics }
}

/// What is wrong with one report; nothing where it is taken.
fn refused(name: &str, text: &str) -> Option<(String, SetAside)> {
    let config = config::parse(SITE, "site.toml", None).unwrap();
    let mut found = archive::prepare(vec![source(name, text.as_bytes().to_vec())], &config, true);
    let first = found.diagnostics.iter().find(|one| one.severity == bayan::diagnostic::Severity::Error);
    let place = |one: &Diagnostic| format!("{}:{} {}", one.place.line, one.place.column, one.code);
    let said = first.map(place);
    assert!(first.is_none_or(|one| one.hint.is_some()));
    Some((said?, found.value.1.pop()?))
}

fn place_of(name: &str, text: &str) -> Option<String> {
    refused(name, text).map(|(place, aside)| {
        assert!(place.ends_with(&format!(" {}", aside.reason)), "{place} {aside:?}");
        place
    })
}

/// At the bound a report is shown; one more and it is set aside, with the place of what is too much.
#[test]
fn each_budget_is_kept_to_the_last_one() {
    let lines = |n: usize| "ا\n".repeat(n - 1) + GOOD;
    assert_eq!(place_of("a.txt", &lines(budget::LINES)), None);
    assert_eq!(place_of("a.txt", &lines(budget::LINES + 1)).as_deref(), Some("10001:1 too-long"));
    let text = |n: usize| format!("{GOOD}{}\n", "كلمة ".repeat(n)).repeat(8);
    assert_eq!(place_of("a.txt", &text(budget::TEXT / 8 / 9 - 30)), None);
    assert_eq!(place_of("a.txt", &text(budget::TEXT / 8 / 9)).as_deref(), Some("16:1 too-long"));
    assert_eq!(place_of("a.txt", &format!("{GOOD}{}\n", "ا".repeat(budget::BLOCK / 2 - 1))), None);
    let long = place_of("a.txt", &format!("{GOOD}{}\n", "ا".repeat(budget::BLOCK / 2)));
    assert_eq!(long.as_deref(), Some("2:1 too-long"));
}

#[test]
fn markdown_is_as_deep_as_text_is() {
    for mark in ["> ", "- ", "1. "] {
        let deep = |n: usize| format!("{GOOD}\n{}نص\n", mark.repeat(n));
        assert_eq!(place_of("a.md", &deep(budget::DEPTH)), None, "{mark}");
        assert_eq!(place_of("a.md", &deep(budget::DEPTH + 1)).as_deref(), Some("3:1 too-deep"), "{mark}");
        assert_eq!(place_of("a.txt", &deep(1000)), None, "plain text has no markup");
    }
    let marks = |n: usize| format!("{GOOD}\n{}\n", "*ا* ".repeat(n));
    assert_eq!(place_of("a.md", &marks(budget::MARKS)), None);
    assert_eq!(place_of("a.md", &marks(budget::MARKS + 1)).as_deref(), Some("3:1 too-many"));
    let blocks = |n: usize| format!("{GOOD}\n{}نص", "- - ا\n".repeat(n));
    assert_eq!(place_of("a.md", &blocks(4_000)), None);
}

#[test]
fn a_page_is_bounded_before_it_is_parsed() {
    let text = "<p>عقد الوزراء اجتماعهم السنوي، وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.</p>".repeat(4);
    let page = |inside: &str| format!("<html><body><article>{text}\n{inside}</article></body></html>");
    assert_eq!(place_of("a.html", &page("")), None);
    let deep = page(&"<div>".repeat(budget::ELEMENTS_DEEP));
    assert_eq!(place_of("a.html", &deep).as_deref(), Some("2:1986 too-deep"));
    let tags = place_of("a.html", &page(&"<br>".repeat(budget::TAGS)));
    assert!(tags.is_some_and(|place| place.starts_with("2:") && place.ends_with(" too-many")));
    let attributes: String = (0..=budget::ATTRIBUTES).map(|n| format!(" a{n}=x")).collect();
    assert_eq!(place_of("a.html", &page(&format!("<p{attributes}>نص"))).as_deref(), Some("2:1 too-many"));
    let quoted = format!("<p class=\"{}\">نص", "a ".repeat(5000));
    assert_eq!(place_of("a.html", &page(&quoted)), None, "words in quotation marks are one value");
}

#[test]
fn front_matter_is_small() {
    let lists = |key: &str, n: usize| {
        let values: Vec<String> = (0..n).map(|n| format!("x{n}")).collect();
        format!("---\n{key}:\n- {}\n---\n{GOOD}", values.join("\n- "))
    };
    for key in ["tags", "aliases", "not_copy_of"] {
        assert_eq!(place_of("a.md", &lists(key, budget::LISTED)), None);
        assert_eq!(place_of("a.md", &lists(key, budget::LISTED + 1)).as_deref(), Some("103:3 too-many"), "{key}");
    }
    let yaml = |text: &str| place_of("a.md", &format!("---\n{text}\n---\n{GOOD}"));
    assert_eq!(
        yaml(&format!("tags: {}", "[".repeat(9))).as_deref().map(|place| place.ends_with("bad-yaml")),
        Some(true)
    );
    assert_eq!(yaml("title: !!binary aGVsbG8=").as_deref(), Some("2:8 bad-yaml"));
    assert_eq!(yaml("<<: { title: x }").as_deref(), Some("2:1 unknown-key"));
    assert_eq!(yaml("title: &a x").as_deref(), Some("2:8 bad-yaml"));
    assert_eq!(yaml("title: *a").as_deref(), Some("2:8 bad-yaml"));
    assert_eq!(yaml(&"x".repeat(budget::YAML_BYTES)).as_deref(), Some("2:1 front-matter-too-large"));
}

#[test]
fn a_text_refers_to_so_much_and_no_more() {
    let line = "قرار مجلس الأمن 2254 ".repeat(100);
    // A line that stands again would go.
    let text = |n: usize| {
        let lines: String = (0..n).map(|at| format!("{} {line}\n", patterns::sentence(at, 4))).collect();
        format!("{GOOD}{lines}")
    };
    assert_eq!(place_of("a.txt", &text(19)), None);
    assert_eq!(place_of("a.txt", &text(22)).as_deref(), Some("22:1 too-many"));
}

/// Every pattern, in some 4 KB: it is shown whole, or set aside whole with a reason.
#[test]
fn every_pattern_is_shown_or_set_aside() {
    for pattern in patterns::all() {
        if matches!(pattern.area, Area::SiteToml | Area::Archive) {
            continue;
        }
        let n = 4_000 / pattern.times(1000).bytes().div_ceil(1000).max(1);
        let input = pattern.times(n.max(2));
        let bytes = input.bytes();
        let reports = input.reports.len();
        let found = archive_of(input.reports);
        let archive = found.value;
        let shown: usize = archive.communiques.iter().map(|communique| communique.reports.len()).sum();
        assert_eq!(shown + archive.set_aside.len(), reports, "{}", pattern.name);
        for aside in &archive.set_aside {
            let codes: Vec<&str> = found.diagnostics.iter().map(|one| one.code.as_str()).collect();
            assert!(codes.contains(&&*aside.reason), "{}: {aside:?} {codes:?}", pattern.name);
        }
        let text: usize = archive.communiques.iter().flat_map(|one| one.body()).map(|block| block.text.len()).sum();
        assert!(text <= 3 * bytes, "{}: {text} bytes of {bytes}", pattern.name);
        for communique in &archive.communiques {
            let html = bayan::render::html::unnumbered(communique.body(), bayan::lang::Lang::En, 3).as_str().len();
            let most = budget::HTML_EACH * bytes + budget::HTML_FREE;
            assert!(html <= most, "{}: {html} bytes of {bytes}", pattern.name);
        }
    }
}

/// Nothing is cut off: what a large report says last is shown, and what is too large is not shown in part.
#[test]
fn nothing_is_shown_in_part() {
    let last = "وختم الوزراء اجتماعهم بالشكر لأهل المدينة المضيفة على حسن استقبالهم ورعايتهم.";
    let whole = archive_of(vec![("a.txt".into(), format!("{}{last}\n", many(1500)).into_bytes())]).value;
    assert!(whole.communiques[0].body().iter().any(|block| &*block.text == last));
    let beyond = archive_of(vec![("a.txt".into(), format!("{}{last}\n", many(budget::LINES)).into_bytes())]).value;
    assert_eq!((beyond.communiques.len(), beyond.set_aside.len()), (0, 1));
}

fn many(lines: usize) -> String {
    (0..lines).map(|line| format!("{}\n", patterns::sentence(line, 14))).collect()
}
