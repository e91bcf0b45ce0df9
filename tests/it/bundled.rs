//! The project's own reports: every one is named once, copies are where they belong, and both languages say what they should.

use std::collections::BTreeMap;
use std::fs;

use scraper::{Html, Selector};

use crate::harness::{archive, built, communique, files, pages, project};

#[test]
fn every_report_is_named_exactly_once() {
    for (name, seeds) in
        [("bundled", project().join("seeds")), ("awkward", project().join("tests/cases/awkward/seeds"))]
    {
        let archive = archive(&built(name, "named-once", &[]));
        let mut named: Vec<String> = Vec::new();
        for communique in archive["communiques"].as_array().unwrap() {
            named.extend(
                communique["reports"]
                    .as_array()
                    .unwrap()
                    .iter()
                    .map(|report| report["file"].as_str().unwrap().to_owned()),
            );
        }
        named.extend(
            archive["set_aside"].as_array().unwrap().iter().map(|aside| aside["file"].as_str().unwrap().to_owned()),
        );
        named.sort();
        let on_disk: Vec<String> =
            files(&seeds).into_keys().filter(|file| file.ends_with(".md") || file.ends_with(".txt")).collect();
        assert_eq!(named, on_disk);
    }
}

/// The canonical reports have no chrome: what cleaning takes out of them is the communiqué's.
#[test]
fn the_texts_that_are_nothing_but_text_lose_nothing() {
    let archive = archive(&built("bundled", "lose-nothing", &[]));
    for communique in archive["communiques"].as_array().unwrap() {
        let canonical = &communique["reports"][0]["file"];
        let lost: Vec<_> =
            communique["removed"].as_array().unwrap().iter().filter(|line| &line["file"] == canonical).collect();
        assert!(lost.is_empty(), "{lost:#?}");
    }
}

#[test]
fn copies_are_on_the_page_of_their_communique() {
    let out = built("bundled", "copies", &[]);
    let archive = archive(&out);
    assert_eq!(archive["communiques"].as_array().unwrap().len(), 5);
    for (slug, copy, outlet) in [
        ("washington-2019", "copies/washington-2019-brief.txt", "نشرة الموجز"),
        ("small-group-2021", "copies/small-group-2021-twice.txt", "مرصد البيانات"),
        ("marrakech-2022", "copies/marrakech-2022-web.txt", "بوابة الضفاف"),
    ] {
        let reports = communique(&archive, slug)["reports"].as_array().unwrap();
        assert_eq!(reports.len(), 2);
        assert_eq!(
            (&reports[0]["role"], &reports[1]["role"], &reports[1]["file"]),
            (&"canonical".into(), &"copy".into(), &copy.into())
        );
        for folder in ["", "en/"] {
            let page = fs::read_to_string(out.join(format!("{folder}communiques/{slug}/index.html"))).unwrap();
            assert!(page.contains(copy), "{folder}{slug}");
        }
        let arabic = fs::read_to_string(out.join(format!("communiques/{slug}/index.html"))).unwrap();
        assert!(arabic.contains(outlet));
        let own_address = copy.rsplit('/').next().unwrap().trim_end_matches(".txt");
        let redirect = fs::read_to_string(out.join(format!("communiques/{own_address}/index.html"))).unwrap();
        assert!(redirect.contains(&format!("/bayan/communiques/{slug}/")));
    }
}

#[test]
fn the_furniture_of_a_copy_is_taken_out_and_listed() {
    let archive = archive(&built("bundled", "furniture", &[]));
    let marrakech = communique(&archive, "marrakech-2022");
    let copy = fs::read_to_string(project().join("seeds/copies/marrakech-2022-web.txt")).unwrap();
    let own = fs::read_to_string(project().join("seeds/marrakech-2022.md")).unwrap();
    let mut expected: BTreeMap<u64, &str> =
        (1..).zip(copy.lines()).filter(|(_, line)| !line.trim().is_empty() && !own.contains(line.trim())).collect();
    // The lines that repeat the title stand in the original's front matter; all but the one that is the headline go.
    expected.retain(|_, line| !line.is_empty());
    let removed = marrakech["removed"].as_array().unwrap();
    for (line, text) in &expected {
        assert!(
            removed
                .iter()
                .any(|removal| removal["line"] == *line && removal["file"] == "copies/marrakech-2022-web.txt"),
            "{line}: {text}"
        );
    }
    let small_group = communique(&archive, "small-group-2021");
    let repeats =
        small_group["removed"].as_array().unwrap().iter().filter(|removal| removal["reason"] == "repeat").count();
    assert_eq!(repeats as u64, small_group["paragraphs"].as_u64().unwrap());
}

#[test]
fn summaries_are_shown_or_asked_for() {
    let out = built("bundled", "summaries", &[]);
    let archive = archive(&out);
    let mut filled = 0;
    for communique in archive["communiques"].as_array().unwrap() {
        let slug = communique["slug"].as_str().unwrap();
        for folder in ["", "en/"] {
            let page = fs::read_to_string(out.join(format!("{folder}communiques/{slug}/index.html"))).unwrap();
            let document = Html::parse_document(&page);
            let text = document.select(&Selector::parse(".summary .text[lang=en][dir=ltr]").unwrap()).next();
            let notice = document.select(&Selector::parse(".summary .notice").unwrap()).next();
            if communique["summary_status"] == "missing" {
                assert!(text.is_none() && notice.is_some(), "{folder}{slug}");
            } else {
                assert!(text.is_some() && notice.is_none(), "{folder}{slug}");
            }
            let body = document.select(&Selector::parse(".body .text[lang=ar][dir=rtl]").unwrap()).next();
            assert!(body.is_some(), "{folder}{slug}");
        }
        filled += usize::from(communique["summary_status"] != "missing");
    }
    assert_eq!((filled, archive["counts"]["summaries"].as_u64()), (3, Some(3)));
    assert!(fs::read_to_string(out.join("en/index.html")).unwrap().contains("3 of 5 with an English summary"));
    assert!(fs::read_to_string(out.join("index.html")).unwrap().contains("3 ملخصات إنجليزية من أصل 5"));
}

#[test]
fn a_missing_summary_links_to_the_file_where_it_is_edited() {
    let out = built("awkward", "edit-link", &[]);
    let pages = pages(&out);
    let page = &pages["communiques/اسم-عربي/index.html"];
    assert!(
        page.contains("https://example.com/edit/seeds/nested/%D8%A7%D8%B3%D9%85%20%D8%B9%D8%B1%D8%A8%D9%8A.txt"),
        "{page}"
    );
}

#[test]
fn the_timeline_shows_every_meeting_and_who_mentions_it() {
    let out = built("bundled", "timeline", &[]);
    let archive = archive(&out);
    let meetings = archive["meetings"].as_array().unwrap();
    assert_eq!(meetings.len(), 7);
    let rome = meetings.iter().find(|meeting| meeting["id"] == "rome-2021").unwrap();
    assert_eq!(rome["communiques"].as_array().unwrap().len(), 0);
    assert_eq!(rome["mentioned_by"], serde_json::json!(["political-directors-2020", "political-directors-2021"]));
    for folder in ["", "en/"] {
        let timeline = fs::read_to_string(out.join(format!("{folder}timeline/index.html"))).unwrap();
        for meeting in meetings {
            let id = meeting["id"].as_str().unwrap();
            assert!(timeline.contains(&format!("/bayan/{folder}meetings/{id}/")), "{id}");
            assert!(out.join(format!("{folder}meetings/{id}/index.html")).is_file());
        }
    }
}

#[test]
fn drafts_are_shown_only_when_asked_for() {
    let without = archive(&built("awkward", "drafts-out", &[]));
    let aside = without["set_aside"].as_array().unwrap();
    assert!(aside.iter().any(|aside| aside["file"] == "draft.md" && aside["reason"] == "draft"));
    let with = archive(&built("awkward", "drafts-in", &["--drafts"]));
    assert!(with["set_aside"].as_array().unwrap().is_empty());
}

#[test]
fn vague_dates_are_vague_on_the_page_and_exact_in_the_data() {
    let out = built("awkward", "dates", &[]);
    let archive = archive(&out);
    assert_eq!(communique(&archive, "latin-title")["date"], "2021-09-09~");
    assert_eq!(communique(&archive, "mixed")["date"], "2020-03/2020-04");
    assert_eq!(communique(&archive, "اسم-عربي")["date"], serde_json::Value::Null);
    assert_eq!(communique(&archive, "اسم-عربي")["date_basis"], "open");
    let page = |path: &str| fs::read_to_string(out.join(path)).unwrap();
    let approximate = page("communiques/latin-title/index.html");
    assert!(
        approximate.contains("نحو")
            && approximate.contains("٩ شتنبر ٢٠٢١")
            && approximate.contains("datetime=\"2021-09-09\"")
    );
    let interval = page("en/communiques/mixed/index.html");
    assert!(
        interval.contains("between <time datetime=\"2020-03\"><bdi>March 2020</bdi></time> and <time"),
        "{interval}"
    );
    assert!(page("communiques/اسم-عربي/index.html").contains("التاريخ غير معروف"));
}

/// The parts that many pages share are made once for all of them: each page still says where in the navigation it is, has one
/// box to search in, and its own style sheet.
#[test]
fn every_page_knows_where_it_is() {
    let out = built("bundled", "where", &[]);
    let one = |page: &Html, what: &str| -> Vec<String> {
        page.select(&Selector::parse(what).unwrap()).map(|found| found.text().collect()).collect()
    };
    for (folder, timeline, communiques, overview, about) in [
        ("", "الخط الزمني", "البيانات", "نظرة عامة", "عن الأرشيف"),
        ("en/", "Timeline", "Communiqués", "Overview", "About"),
    ] {
        for (path, at, below) in [
            ("", None, None),
            ("404.html", None, None),
            ("search/", None, None),
            ("communiques/", Some(communiques), None),
            ("communiques/marrakech-2022/", None, Some(communiques)),
            ("communiques/marrakech-2022/copies/", None, Some(communiques)),
            ("timeline/", Some(timeline), None),
            ("timeline/2021/", None, Some(timeline)),
            ("overview/", Some(overview), None),
            ("status/", None, Some(overview)),
            ("about/", Some(about), None),
        ] {
            let file = if path.ends_with(".html") { path.to_owned() } else { format!("{path}index.html") };
            let page = Html::parse_document(&fs::read_to_string(out.join(format!("{folder}{file}"))).unwrap());
            let told = |how: &str| one(&page, &format!("header nav a[aria-current={how}]"));
            let (own, above) = (told("page"), told("true"));
            assert_eq!(own.iter().map(String::as_str).collect::<Vec<_>>(), Vec::from_iter(at), "{folder}{path}");
            assert_eq!(above.iter().map(String::as_str).collect::<Vec<_>>(), Vec::from_iter(below), "{folder}{path}");
            assert_eq!(one(&page, "header nav a").len(), 5, "{folder}{path}");
            assert_eq!(one(&page, "form[role=search]").len(), 1, "{folder}{path}");
            let sheet = Selector::parse("link[rel=stylesheet]").unwrap();
            let sheet = page.select(&sheet).map(|link| link.attr("href").unwrap()).collect::<Vec<_>>();
            let name = if overview == at.or(below).unwrap_or("") { "reading.css" } else { "style.css" };
            assert!(sheet.len() == 1 && sheet.iter().all(|link| link.contains(name)), "{folder}{path}: {sheet:?}");
        }
    }
}
