//! How far an archive is: the table, the page of the site, and the links that lead to the files.

use std::fs;

use scraper::{Html, Selector};
use serde_json::Value;

use crate::harness::{bayan, build, built, case, files, pages, project, scratch, write};

fn select(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

fn texts(document: &Html, selector: &str) -> Vec<String> {
    let words = |text: String| text.split_whitespace().collect::<Vec<_>>().join(" ");
    document.select(&select(selector)).map(|element| words(element.text().collect())).collect()
}

#[test]
fn status_is_a_table_and_writes_nothing() {
    let before = files(&project().join("seeds"));
    let human = bayan(&["status"]).stdout;
    let first = human.lines().next().unwrap();
    assert_eq!(first, "communiqués: 5; summaries: 3 current, 0 draft, 0 outdated, 2 missing; open questions: 0");
    let rows: Vec<&str> = human.lines().skip(3).take(5).collect();
    assert!(rows.contains(&"2020-04-16             missing   -          seeds/political-directors-2020.md"), "{human}");
    let dates: Vec<&str> = rows.iter().map(|row| &row[..10]).collect();
    assert!(dates.is_sorted() && dates.len() == 5, "{human}");
    assert!(human.contains("not in site.toml, as [figure.<id>]") && human.contains("عضوًا"), "{human}");
    assert!(!human.contains("بومبيو"), "what is in site.toml is not offered");
    let open = bayan(&["status", "--open"]).stdout;
    assert_eq!(
        open.lines().filter(|line| line.contains("  seeds/") && !line.contains("first at")).count(),
        2,
        "{open}"
    );
    let json = bayan(&["status", "--format", "json"]);
    let status: Value = serde_json::from_str(&json.stdout).unwrap();
    assert_eq!((json.code, status["status"]["communiques"].as_u64()), (0, Some(5)));
    assert_eq!(status["status"]["table"].as_array().unwrap().iter().filter(|row| row["done"] == true).count(), 3);
    assert!(status["status"]["names"].as_array().unwrap().iter().any(|name| name["kind"] == "figure"));
    assert_eq!(bayan(&["status", "--root", "nowhere"]).code, 2);
    assert_eq!(files(&project().join("seeds")), before);
}

/// A site of two reports that may be copies and one without a date, in files with Arabic names.
fn questions(test: &str) -> std::path::PathBuf {
    let root = scratch(test);
    let text = |figure: &str, day: &str| {
        let said =
            "أكد الوزراء في ختام اجتماعهم التزامهم بمواصلة العمل المشترك حتى تحقيق أهداف التحالف كاملة في المنطقة";
        let more = "وشدد المجتمعون على دعم المجتمعات المحلية وإعادة الاستقرار وعودة النازحين إلى ديارهم بأمان وكرامة";
        format!(
            "---\ntitle: بيان الاجتماع الوزاري\ndate: {day}\n---\n{said}.\n\nوأعلن الوزراء تعهدات قيمتها {figure} مليون دولار لدعم الاستقرار في المناطق المحررة هذا العام.\n\n{more}.\n"
        )
    };
    write(
        &root,
        &[
            ("site.toml", "base_url = \"https://example.org/x/\"\nedit_url = \"https://example.com/you/edit/main/seeds/\"\n[title]\nar = \"أرشيف\"\nen = \"Archive\"\n".as_bytes()),
            ("seeds/بيان أول.md", text("700", "2021-06-28").as_bytes()),
            ("seeds/b.md", text("400", "2021-06-28").as_bytes()),
            ("seeds/c.md", "---\ntitle: كلمة\n---\nرحب المشاركون بانضمام أعضاء جدد إلى المجموعة واتفقوا على اللقاء مرة أخرى.\n".as_bytes()),
        ],
    );
    root
}

#[test]
fn questions_stand_with_their_communiques() {
    let root = questions("questions");
    let root_arg = root.to_str().unwrap();
    let human = bayan(&["status", "--root", root_arg]).stdout;
    let of = |name: &str| {
        let at = human.lines().position(|line| line.starts_with(|c: char| !c.is_whitespace()) && line.contains(name));
        human.lines().nth(at.unwrap() + 1).unwrap().trim().to_owned()
    };
    assert!(of("b.md").starts_with("is it a copy of ") && of("b.md").contains("أول"), "{human}");
    assert!(of("أول").contains("b.md?"), "{human}");
    assert_eq!(of("/c.md"), "when was the meeting?", "{human}");
    assert!(human.contains('\u{2068}'), "Arabic is isolated: {human}");

    let run = build(&["--root", root_arg]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    for (folder, asked) in [("", "متى انعقد الاجتماع؟"), ("en/", "When was the meeting?")] {
        let page = fs::read_to_string(root.join(format!("public/{folder}status/index.html"))).unwrap();
        let document = Html::parse_document(&page);
        assert_eq!(document.select(&select("meta[name=robots][content=noindex]")).count(), 1);
        let rows = texts(&document, ".work tbody tr");
        assert_eq!(rows.len(), 3);
        assert!(rows[2].contains(asked) && rows[2].contains("c.md"), "{rows:?}");
        assert_eq!(document.select(&select(".work tbody td li a")).count(), 2, "each of the two leads to the other");
        let edits: Vec<&str> = document
            .select(&select(".work th a"))
            .filter_map(|link| link.attr("href"))
            .filter(|url| url.contains("/edit/"))
            .collect();
        assert_eq!(edits.len(), 3);
        assert!(
            edits.contains(&"https://example.com/you/edit/main/seeds/%D8%A8%D9%8A%D8%A7%D9%86%20%D8%A3%D9%88%D9%84.md"),
            "{edits:?}"
        );
        let bars: Vec<(Option<&str>, Option<&str>)> =
            document.select(&select("progress")).map(|bar| (bar.attr("value"), bar.attr("max"))).collect();
        assert_eq!(
            bars,
            [(Some("0"), Some("3")), (Some("0"), Some("3")), (Some("0"), Some("3")), (Some("3"), Some("3"))]
        );
        assert!(document.select(&select("progress")).all(|bar| bar.attr("aria-label").is_some()));
    }
}

#[test]
fn readers_are_not_led_to_the_status() {
    for site in ["bundled", "empty"] {
        let out = built(site, "status-hidden", &[]);
        assert!(!fs::read_to_string(out.join("sitemap.xml")).unwrap().contains("status/"), "{site}");
        let noindex: Vec<String> =
            pages(&out).into_iter().filter(|(_, page)| page.contains("noindex")).map(|(path, _)| path).collect();
        let own = |path: &String| path.contains("status/") || path.contains("noindex");
        assert!(noindex.iter().filter(|path| own(path)).count() >= 2, "{noindex:?}");
        assert!(pages(&out).iter().filter(|(path, _)| !path.contains("status/")).all(|(path, page)| {
            !Html::parse_document(page).select(&select("meta[name=robots]")).any(|_| true)
                || path.contains("communiques/")
        }));
    }
}

#[test]
fn a_long_status_has_pages() {
    let root = scratch("status-long");
    let said = "اتفق المشاركون في اجتماعهم على أمور كثيرة منها";
    let numbered: Vec<(String, String)> = (0..53)
        .map(|number| {
            let words: Vec<String> = (0..30)
                .map(|word| format!("كلمة{}{}", "ابتثجحخدذر".chars().nth(number % 10).unwrap(), number * 31 + word))
                .collect();
            (
                format!("seeds/n{number:02}.md"),
                format!("---\ndate: {}-01-02\n---\n{said} {}.\n", 1950 + number, words.join(" ")),
            )
        })
        .collect();
    write(&root, &[("site.toml", "[title]\nar = \"أ\"\nen = \"A\"\n".as_bytes())]);
    for (path, text) in &numbered {
        write(&root, &[(path, text.as_bytes())]);
    }
    let run = build(&["--root", root.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let rows = |path: &str| {
        let page = fs::read_to_string(root.join("public").join(path)).unwrap();
        let document = Html::parse_document(&page);
        (texts(&document, ".work tbody tr").len(), texts(&document, ".work code")[0].clone())
    };
    assert_eq!(rows("en/status/index.html"), (50, "n00.md".to_owned()));
    assert_eq!(rows("status/page/2/index.html"), (3, "n50.md".to_owned()));
}

#[test]
fn every_page_leads_to_its_file() {
    let out = built("awkward", "edit-links", &["--drafts"]);
    let archive = crate::harness::archive(&out);
    let mut reports = 0;
    for (path, page) in pages(&out) {
        let document = Html::parse_document(&page);
        if document.select(&select("meta[http-equiv=refresh]")).next().is_some() {
            continue;
        }
        let links: Vec<&str> =
            document.select(&select("footer.site li a")).filter_map(|link| link.attr("href")).collect();
        let edits: Vec<&&str> = links.iter().filter(|link| link.starts_with("https://example.com/edit/")).collect();
        let below = path.strip_prefix("en/").unwrap_or(&path);
        let expected = if below.starts_with("communiques/") && below.split('/').count() > 2 && !below.contains("/page/")
        {
            reports += 1;
            assert!(edits[0].starts_with("https://example.com/edit/seeds/"), "{path}: {edits:?}");
            1
        } else if below.starts_with("compare/") && below.split('/').count() > 3 {
            2
        } else {
            assert_eq!(*edits[0], "https://example.com/edit/site.toml", "{path}");
            1
        };
        assert_eq!(edits.len(), expected, "{path}: {edits:?}");
    }
    assert!(reports >= 2 * archive["communiques"].as_array().unwrap().len());
}

#[test]
fn where_site_toml_is_edited_can_be_said() {
    let root = scratch("edit-site");
    let site = |head: &str| format!("{head}\n[title]\nar = \"أ\"\nen = \"A\"\n");
    let footer = |head: &str| {
        write(&root, &[("site.toml", site(head).as_bytes()), ("seeds/.keep", b"")]);
        let run = build(&["--root", root.to_str().unwrap()]);
        (run, fs::read_to_string(root.join("public/en/index.html")).unwrap_or_default())
    };
    let (_, page) = footer("edit_url = \"https://example.com/edit/reports/\"");
    assert!(!page.contains("https://example.com/edit/"), "it is not known");
    let (_, page) = footer("edit_site_url = \"https://example.com/edit/site.toml\"");
    assert!(
        page.contains("href=\"https://example.com/edit/site.toml\"")
            || page.contains("href=https://example.com/edit/site.toml"),
        "{page}"
    );
    let (run, _) = footer("edit_site_url = \"javascript:x\"");
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("site.toml:1:17: error[bad-url]: `edit_site_url`"), "{}", run.stderr);
    assert!(case("awkward").is_dir());
}
