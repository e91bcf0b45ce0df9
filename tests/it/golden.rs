//! What pages say in `<main>`, held in files beside this one, so that a change of a page is seen and meant.

use scraper::{Html, Selector};

use crate::harness::{built, pages};

#[test]
fn the_main_part_of_each_kind_of_page() {
    let out = built("awkward", "golden", &[]);
    let pages = pages(&out);
    for (name, path) in [
        ("home-ar", "index.html"),
        ("home-en", "en/index.html"),
        ("communique-ar", "communiques/latin-title/index.html"),
        ("communique-en", "en/communiques/mixed/index.html"),
        ("copies-ar", "communiques/long-title/index.html"),
        ("inferred-en", "en/communiques/اسم-عربي/index.html"),
        ("timeline-ar", "timeline/index.html"),
        ("meeting-en", "en/meetings/doha-2020/index.html"),
        ("tags-en", "en/tags/index.html"),
        ("tag-ar", "tags/ports/index.html"),
    ] {
        let document = Html::parse_document(&pages[path]);
        let main = document.select(&Selector::parse("main").unwrap()).next().unwrap().inner_html();
        // A line an element, so that a difference is a line.
        let lines = main.replace("><", ">\n<");
        insta::with_settings!({ prepend_module_to_snapshot => false }, { insta::assert_snapshot!(name, lines) });
    }
}
