//! Reading across communiqués: agreed language, references, names and the tables, on the bundled reports and, where they lie beside the project, on the real ones.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;

use scraper::{ElementRef, Html, Selector};
use serde_json::Value;

use crate::harness::{archive, build, built, communique, pages, project, scratch, write};

pub fn select(text: &str) -> Selector {
    Selector::parse(text).unwrap()
}

pub fn text(element: ElementRef<'_>) -> String {
    element.text().collect::<String>().split_whitespace().collect::<Vec<_>>().join(" ")
}

pub fn page(folder: &Path, address: &str) -> Html {
    let path = folder.join(address).join("index.html");
    Html::parse_document(&fs::read_to_string(&path).unwrap_or_else(|_| panic!("no {}", path.display())))
}

pub const REAL: [&str; 5] = [
    "000_c181244a426f32bc",
    "001_c5b8073897b9a493",
    "002_9de587f5a4ecabc6",
    "003_d43b59b6488a0f92",
    "004_de14d7a4effe693a",
];

pub fn real(test: &str) -> Option<std::path::PathBuf> {
    let seeds = project().parent()?.join("shared/seeds");
    if !seeds.is_dir() {
        eprintln!("skipped: the real reports are not beside the project");
        return None;
    }
    let out = scratch(test).join("public");
    let run = build(&["--seeds", seeds.to_str()?, "--out", out.to_str()?]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    Some(out)
}

/// What each communiqué refers to: the target, the words that say so, and the paragraph.
fn references(archive: &Value, slug: &str) -> Vec<String> {
    let all = communique(archive, slug)["references"].as_array().unwrap().clone();
    let told = all.iter().map(|one| {
        let to = [&one["meeting"], &one["resolution"], &one["date"]].into_iter().find(|to| !to.is_null()).unwrap();
        let to = to.as_str().map_or_else(|| to.to_string(), str::to_owned);
        format!("{to} {} {}: {}", one["looks"].as_str().unwrap(), one["paragraph"], one["text"].as_str().unwrap())
    });
    told.collect()
}

#[test]
fn references_of_the_real_reports_are_found_and_no_others() {
    let Some(out) = real("reading-references") else { return };
    let archive = archive(&out);
    let all: Vec<Vec<String>> = REAL.iter().map(|slug| references(&archive, slug)).collect();
    assert_eq!(all[0], ["2254 back 14: القرار الأممي رقم \"2254\""]);
    assert_eq!(
        all[1],
        ["small-group-2020 back 6: 4 حزيران / يونيو 2020", "2254 back 10: لقرار مجلس الأمن الدولي رقم 2254"]
    );
    assert_eq!(all[2], Vec::<String>::new());
    assert_eq!(all[3], ["rome-2021 back 12: روما"]);
    assert_eq!(all[4], ["rome-2021 ahead 5: إيطاليا"]);
    let resolution = page(&out, "resolutions/2254");
    let official: Vec<&str> =
        resolution.select(&select("main a[rel=noopener]")).filter_map(|link| link.attr("href")).collect();
    assert_eq!(official, ["https://docs.un.org/ar/S/RES/2254(2015)"]);
    let cited: Vec<String> = resolution.select(&select(".passage mark")).map(text).collect();
    assert_eq!(cited, ["القرار الأممي رقم \"2254\"", "لقرار مجلس الأمن الدولي رقم 2254"]);
}

#[test]
fn references_of_the_bundled_reports_are_found_and_linked_in_the_text() {
    let out = built("bundled", "reading-links", &[]);
    let archive = archive(&out);
    let of = |slug: &str| references(&archive, slug);
    assert_eq!(of("washington-2019"), ["2254 back 18: القرار 2254"]);
    assert_eq!(of("political-directors-2020"), ["rome-2021 ahead 10: إيطاليا"]);
    assert_eq!(of("small-group-2021"), ["small-group-2020 back 4: 4 حزيران/يونيو 2020", "2254 back 9: القرار 2254"]);
    assert_eq!(of("political-directors-2021"), ["rome-2021 back 11: روما"]);
    assert_eq!(of("marrakech-2022"), Vec::<String>::new());
    for lang in ["", "en/"] {
        let page = page(&out, &format!("{lang}communiques/small-group-2021"));
        let links: Vec<(String, &str)> =
            page.select(&select(".body a.ref")).map(|link| (text(link), link.attr("href").unwrap())).collect();
        let expected = [
            ("4 حزيران/يونيو 2020".to_owned(), format!("/bayan/{lang}meetings/small-group-2020/")),
            ("القرار 2254".to_owned(), format!("/bayan/{lang}resolutions/2254/")),
        ];
        let links: Vec<(String, String)> = links.into_iter().map(|(text, href)| (text, href.to_owned())).collect();
        assert_eq!(links, expected);
    }
    let rome = page(&out, "meetings/rome-2021");
    assert_eq!(rome.select(&select(".mentions a")).count(), 2, "who refers to Rome");
    let timeline = page(&out, "timeline");
    assert_eq!(timeline.select(&select(".drawn path.arc")).count(), 3 + 2, "three arcs, and two in the legend");
}

#[test]
fn a_statement_of_a_day_leads_to_its_communique_and_back() {
    let folder = scratch("reading-statement");
    let first = "---\ntitle: بيان الموانئ الأول\ndate: 2020-06-04\n---\n\nاتفق وزراء النقل على توحيد رسوم الموانئ كلها في المنطقة.\n";
    let second = "---\ntitle: بيان الموانئ الثاني\ndate: 2021-03-30\n---\n\nاستذكر الوزراء بيانهم الصادر في 4 حزيران/يونيو 2020، وأدانوا هجوم 21 كانون الثاني/يناير 2021 على الميناء.\n\nواستذكروا بيانهم الصادر في 9 أيار/مايو 2018.\n";
    write(
        &folder,
        &[
            ("site.toml", "[title]\nar = \"أ\"\nen = \"A\"\n".as_bytes()),
            ("seeds/first.md", first.as_bytes()),
            ("seeds/second.md", second.as_bytes()),
        ],
    );
    let out = folder.join("public");
    let run = build(&["--root", folder.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let archive = archive(&out);
    assert_eq!(
        references(&archive, "second"),
        ["2020-06-04 back 1: 4 حزيران/يونيو 2020", "2018-05-09 back 2: 9 أيار/مايو 2018"]
    );
    let second = page(&out, "communiques/second");
    let links: Vec<&str> = second.select(&select(".body a.ref")).filter_map(|link| link.attr("href")).collect();
    assert_eq!(links, ["/communiques/first/"]);
    let first = page(&out, "communiques/first");
    let citing: Vec<&str> = first.select(&select("#cited ~ ul a")).filter_map(|link| link.attr("href")).collect();
    assert_eq!(citing, ["/communiques/second/"]);
}

#[test]
fn what_only_looks_like_a_reference_is_none() {
    let folder = scratch("reading-none");
    let site = fs::read_to_string(project().join("site.toml")).unwrap();
    let opening = "عقد الوزراء اجتماعهم السنوي في المدينة يوم 5 أيار/مايو 2023 وبحثوا شؤون المنطقة.";
    let report = |text: &str| format!("---\ntitle: بيان الوزراء\ndate: 2023-05-05\n---\n\n{opening}\n\n{text}\n");
    let nothing = [
        "وأظهرت بيانات البنك المركزي أن إيطاليا زادت صادراتها.",
        "ورأوا أن العراق أدى دوره كاملا وأن إيطاليا تدعمه.",
        "وذكّروا باجتماع روما عام 2018 من غير تفصيل.",
        "واستندوا إلى القرار الأممي رقم 194 الصادر عن الجمعية العامة للأمم المتحدة.",
        "وأدانوا هجوم 3 آذار/مارس 2020 على الميناء.",
    ];
    let there = [
        ("البيان الصادر عن المجموعة في 5 أيار 2020", "2020-05-05 back 1: 5 أيار 2020"),
        ("بيان جنيف المؤرخ في 30 حزيران 2012", "2012-06-30 back 1: 30 حزيران 2012"),
        ("قرار مجلس الأمن 1267 (1999)", "1267 back 1: قرار مجلس الأمن 1267 (1999)"),
    ];
    write(&folder, &[("site.toml", site.as_bytes())]);
    for (number, text) in nothing.iter().copied().chain(there.map(|(text, _)| text)).enumerate() {
        // Each its own words, so that none is a copy of another.
        let own = format!("{text}\n\n{}", format!("كلمة{number} ").repeat(40));
        write(&folder, &[(&format!("seeds/r{number}.md"), report(&own).as_bytes())]);
    }
    let out = folder.join("public");
    let run = build(&["--root", folder.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let archive = archive(&out);
    let of = |number: usize| {
        let all = archive["communiques"].as_array().unwrap();
        let slug = format!("r{number}");
        let has =
            |one: &&Value| one["reports"].as_array().unwrap().iter().any(|report| report["slug"] == slug.as_str());
        references(&archive, all.iter().find(has).unwrap()["slug"].as_str().unwrap())
    };
    for (number, text) in nothing.iter().enumerate() {
        assert_eq!(of(number), Vec::<String>::new(), "{text}");
    }
    for (number, (text, told)) in there.iter().enumerate() {
        assert_eq!(of(nothing.len() + number), [*told], "{text}");
    }
}

#[test]
fn formulas_are_those_that_stand_in_both_texts() {
    let out = built("bundled", "reading-formulas", &[]);
    let archive = archive(&out);
    let formulas = archive["formulas"].as_array().unwrap();
    assert!(!formulas.is_empty());
    for formula in formulas {
        let words = formula["text"].as_str().unwrap();
        assert!(formula["words"].as_u64().unwrap() >= 4 && formula["communiques"].as_u64().unwrap() >= 2, "{words}");
        let places = formula["places"].as_array().unwrap();
        let mut dates: Vec<&str> = Vec::new();
        for place in places {
            let own = communique(&archive, place["communique"].as_str().unwrap());
            dates.push(own["date"].as_str().unwrap());
        }
        assert!(dates.is_sorted(), "{words}: {dates:?}");
        let page = page(&out, &format!("formulas/{}", formula["id"].as_str().unwrap()));
        let marks: Vec<String> = page.select(&select(".passage mark")).map(text).collect();
        assert_eq!(marks.len(), places.len(), "{words}");
        let anchors = select(".passage a.at");
        let links = page.select(&anchors).filter_map(|link| link.attr("href"));
        assert!(links.clone().all(|href| href.contains("#p")) && links.count() > 0);
    }
    let list = page(&out, "formulas");
    assert_eq!(list.select(&select("svg .dots")).count(), formulas.len().min(16), "a line a formula");
    assert_eq!(list.select(&select("tbody tr")).count(), formulas.len());
}

#[test]
fn names_and_figures_have_pages_in_both_languages() {
    let out = built("bundled", "reading-names", &[]);
    let english = page(&out, "en/names/person/godfrey");
    let heading: Vec<String> = english.select(&select("h1")).map(text).collect();
    assert_eq!(heading, ["John Godfrey"]);
    let marks: Vec<String> = english.select(&select(".passage mark")).map(text).collect();
    assert_eq!(marks, ["جون غودفري", "غودفري", "غودفري"]);
    let figure = page(&out, "names/figure/people-freed");
    let values: Vec<String> = figure.select(&select("tbody th")).map(text).collect();
    assert_eq!(values, ["7,700,000", "8,000,000"]);
    let dollars = page(&out, "en/names/figure/dollars");
    let values: Vec<String> = dollars.select(&select("tbody th")).map(text).collect();
    assert_eq!(values, ["600,000,000"], "670 million stands without its currency");
    let index = page(&out, "names");
    assert_eq!(index.select(&select("main section")).count(), 4, "people, places, organisations, figures");
}

/// The records of a table, by column.
fn table(folder: &Path, name: &str) -> Vec<BTreeMap<String, String>> {
    let bytes = fs::read(folder.join(format!("data/{name}.csv"))).unwrap();
    let text = String::from_utf8(bytes).unwrap();
    let mut reader =
        csv::Reader::from_reader(text.strip_prefix('\u{FEFF}').expect("a mark of its encoding").as_bytes());
    reader.deserialize().map(Result::unwrap).collect()
}

#[test]
fn every_picture_has_a_name_a_table_and_its_data() {
    for site in ["bundled", "awkward", "empty"] {
        let out = built(site, "reading-pictures", &["--drafts"]);
        for (path, html) in pages(&out).iter().filter(|(path, _)| path.contains("overview")) {
            let page = Html::parse_document(html);
            let pictures: Vec<ElementRef<'_>> = page.select(&select("svg[role=img]")).collect();
            assert!(pictures.iter().all(|svg| svg.attr("aria-label").is_some_and(|label| !label.is_empty())), "{path}");
            assert_eq!(page.select(&select("details.data table")).count(), pictures.len(), "{site} {path}");
            for link in page.select(&select("details.data a")).filter_map(|link| link.attr("href")) {
                let name = link.rsplit('/').next().unwrap().trim_end_matches(".csv");
                assert!(!table(&out, name).is_empty(), "{site} {path}: {name}");
            }
        }
    }
    let out = built("bundled", "reading-tables", &[]);
    let archive = archive(&out);
    assert_eq!(table(&out, "summaries").len(), archive["communiques"].as_array().unwrap().len());
    let years: usize = table(&out, "years").iter().map(|row| row["communiques"].parse::<usize>().unwrap()).sum();
    assert_eq!(years, 5);
    let references = table(&out, "references");
    assert_eq!(references.len(), 5);
    assert!(
        references.iter().any(|row| row["kind"] == "resolution" && row["to"] == "2254" && row["paragraph"] == "18")
    );
    let names = table(&out, "names");
    assert!(names.iter().any(|row| row["id"] == "people-freed" && row["amount"] == "7700000"));
    assert_eq!(table(&out, "comparisons").len(), archive["comparisons"].as_array().unwrap().len());
}
