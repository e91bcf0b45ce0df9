//! Redlines, read by hand: of the bundled reports, of successors among the labelled ones and, where they lie beside the project, of the real ones.

use std::fs;
use std::path::Path;

use scraper::ElementRef;

use crate::harness::{archive, build, built, project, scratch, write};
use crate::reading::{REAL, page, real, select, text};

/// The pairs of a redline. Every paragraph of both texts stands on it, once.
fn aligned(folder: &Path, pair: &str, olds: usize, news: usize) -> Vec<(usize, usize)> {
    let page = page(folder, &format!("compare/{pair}"));
    let numbers = |row: ElementRef<'_>, side: &str| -> Vec<usize> {
        let links = select(&format!(".{side} .n"));
        row.select(&links)
            .map(|link| link.attr("href").unwrap().rsplit_once("#p").unwrap().1.parse().unwrap())
            .collect()
    };
    let (mut pairs, mut all) = (Vec::new(), [Vec::new(), Vec::new()]);
    for row in page.select(&select(".rows > li")) {
        let (older, newer) = (numbers(row, "older"), numbers(row, "newer"));
        pairs.extend(older.first().copied().zip(newer.first().copied()));
        assert!(older.is_empty() || newer.is_empty() || (older.len(), newer.len()) == (1, 1), "{pair}");
        all[0].extend(older);
        all[1].extend(newer);
    }
    all.iter_mut().for_each(|numbers| numbers.sort_unstable());
    assert_eq!(all, [(1..=olds).collect::<Vec<_>>(), (1..=news).collect()], "{pair}: every paragraph, once");
    pairs
}

/// Read by hand, paragraph against paragraph: which say the same in other words. All other paragraphs have no counterpart.
#[test]
fn redlines_of_the_real_reports_are_right() {
    let Some(out) = real("reading-real") else { return };
    let [first, second, third, fourth, fifth] = REAL;
    assert_eq!(aligned(&out, &format!("{first}/{third}"), 14, 7), []);
    assert_eq!(aligned(&out, &format!("{second}/{third}"), 13, 7), [(4, 3)], "the protection of civilians");
    assert_eq!(
        aligned(&out, &format!("{first}/{second}"), 14, 13),
        [(2, 1), (14, 10)],
        "the closing statement, and resolution 2254"
    );
    assert_eq!(aligned(&out, &format!("{second}/{fourth}"), 13, 14), []);
    assert_eq!(aligned(&out, &format!("{fourth}/{third}"), 14, 7), []);
    assert_eq!(aligned(&out, &format!("{fifth}/{second}"), 7, 13), []);
    let pairs = aligned(&out, &format!("{fifth}/{fourth}"), 7, 14);
    assert_eq!(pairs, [(1, 1), (3, 6), (4, 11)], "the opening, the liberated areas, the working groups");
}

/// The same for the bundled reports, which tell the same meetings in words of their own.
#[test]
fn redlines_of_the_bundled_reports_are_right() {
    let out = built("bundled", "reading", &[]);
    assert_eq!(
        aligned(&out, "political-directors-2020/political-directors-2021", 10, 13),
        [(1, 1), (2, 2)],
        "the opening, and what the Department of State published"
    );
    let pairs = aligned(&out, "washington-2019/marrakech-2022", 18, 20);
    assert_eq!(pairs, [(1, 1), (11, 13)], "the opening, and stabilization");
}

/// Successors that reuse agreed language, written for the tests of copies: every paragraph has been looked at.
#[test]
fn redlines_of_successors_are_right() {
    let folder = scratch("reading-successors");
    write(&folder, &[("site.toml", "[title]\nar = \"أ\"\nen = \"A\"\n".as_bytes())]);
    for report in [
        "labour/05-justice-tunis-zaytouna",
        "labour/25-justice-nouakchott-maraya",
        "transport/02-grain-qasaba",
        "transport/21-grain-oran-qasaba",
    ] {
        let labelled = fs::read_to_string(project().join(format!("tests/quality/{report}.report"))).unwrap();
        let lines = |letter: &'static str| labelled.lines().filter_map(move |line| line.strip_prefix(letter));
        let text: Vec<&str> = lines("T ").take(1).chain(lines("B ")).collect();
        let name = report.split('/').nth(1).unwrap();
        write(&folder, &[(&format!("seeds/{name}.txt"), text.join("\n").as_bytes())]);
    }
    let out = folder.join("public");
    let run = build(&["--root", folder.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let archive = archive(&out);
    let pair = |older: &str, newer: &str| {
        let all = archive["comparisons"].as_array().unwrap();
        let found = all.iter().find(|one| one["older"] == older && one["newer"] == newer);
        assert!(found.is_some(), "{older} and {newer} share language: {all:#?}");
        format!("{older}/{newer}")
    };
    let justice = pair("05-justice-tunis-zaytouna", "25-justice-nouakchott-maraya");
    assert_eq!(aligned(&out, &justice, 12, 12), (1..=12).map(|number| (number, number)).collect::<Vec<_>>());
    let grain = pair("02-grain-qasaba", "21-grain-oran-qasaba");
    assert_eq!(aligned(&out, &grain, 9, 9), (1..=9).map(|number| (number, number)).collect::<Vec<_>>());
}

#[test]
fn a_verb_that_was_raised_stands_in_the_margin() {
    let folder = scratch("reading-verbs");
    let meeting = |id: &str| {
        format!(
            "[[meeting]]\nid = \"{id}\"\ndate = \"{}\"\ntitle = {{ ar = \"لقاء {id}\", en = \"{id}\" }}\n",
            &id[2..]
        )
    };
    let site = format!("[title]\nar = \"أ\"\nen = \"A\"\n{}{}", meeting("a-2020"), meeting("b-2021"));
    let report = |meeting: &str, verb: &str, worry: &str| {
        format!(
            "---\ntitle: بيان {meeting}\nmeeting: {meeting}\n---\n\n{verb} الوزراء الدول الأعضاء إلى توحيد رسوم الموانئ في المنطقة.\n\n\
             وأعرب الوزراء عن {worry} إزاء حوادث السفن في المضيق هذا العام.\n"
        )
    };
    write(
        &folder,
        &[
            ("site.toml", site.as_bytes()),
            ("seeds/first.md", report("a-2020", "دعا", "بالغ قلقهم").as_bytes()),
            ("seeds/second.md", report("b-2021", "حث", "قلقهم").as_bytes()),
        ],
    );
    let out = folder.join("public");
    let run = build(&["--root", folder.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let told = |address: &str, class: &str| -> Vec<String> {
        let found = select(&format!(".margin .shift.{class}"));
        let plain = |text: String| text.replace(['\u{2068}', '\u{2069}'], "");
        page(&out, address).select(&found).map(text).map(plain).collect()
    };
    assert_eq!(told("compare/first/second", "raised"), ["▲ الدعوة، أقوى: من «دعا» إلى «حث»"]);
    assert_eq!(told("en/compare/first/second", "lowered"), ["▼ concern, weaker: from “عن بالغ قلقهم” to “عن قلقهم”"]);
}
