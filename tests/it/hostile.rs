//! Text that is made to do harm: it costs bounded time, merges nothing that is apart, and is not lost. And a new report moves no old one.

use std::collections::{BTreeMap, BTreeSet};

use bayan::archive::{self, Archive};
use bayan::config;
use bayan::source::{Format, Source};
use proptest::prelude::*;

const SITE: &str = "[title]\nar = \"أ\"\nen = \"A\"\n";

fn archive_of(reports: &[(String, String)]) -> Archive {
    let config = config::parse(SITE, "site.toml", None).unwrap();
    let source = |(file, text): &(String, String)| Source {
        file: file.clone(),
        path: file.clone(),
        format: Format::Plain,
        bytes: Ok(text.as_str().into()),
    };
    let (prepared, aside) = archive::prepare(reports.iter().map(source).collect(), &config, true).value;
    archive::assemble(prepared, aside, &config).value
}

/// The files of each communiqué.
fn clusters(archive: &Archive) -> BTreeSet<BTreeSet<String>> {
    let files =
        |communique: &archive::Communique| communique.reports.iter().map(|report| report.file.clone()).collect();
    archive.communiques.iter().map(files).collect()
}

/// Paragraphs of ten words that no two communiqués share.
fn paragraph(communique: usize, number: usize) -> String {
    let words = ["قرر", "الوزراء", "ميناء", "سكة", "ماء", "قمح", "طاقة", "صحة", "تعليم", "بيئة", "عدل", "عمل", "ثقافة"];
    let word = |place: usize| {
        let pick = (communique * 7 + number * 3 + place * (communique + 2)) % words.len();
        format!("{}{}", words[pick], ["", "ات", "ين", "ية"][(communique + number + place) % 4])
    };
    let tail =
        ["أولى", "ثانية", "ثالثة", "رابعة", "خامسة", "سادسة", "سابعة", "ثامنة", "تاسعة", "عاشرة"][communique % 10];
    let middle: Vec<String> =
        (0..14).map(|place| format!("{}{}", word(place), "اوهي".chars().nth(communique % 4).unwrap())).collect();
    format!("{} في دورة {tail} رقم {communique} بند {number}.", middle.join(" "))
}

fn text(communique: usize, numbers: impl IntoIterator<Item = usize>) -> String {
    numbers.into_iter().map(|number| paragraph(communique, number)).collect::<Vec<_>>().join("\n")
}

fn named(reports: &[(&str, String)]) -> Vec<(String, String)> {
    reports.iter().map(|(file, text)| ((*file).to_owned(), text.clone())).collect()
}

#[test]
fn letters_that_do_not_show_hide_no_copy() {
    let plain = text(1, 0..8);
    let padded: String =
        plain.chars().flat_map(|c| [c, if c.is_alphabetic() { '\u{200B}' } else { '\u{2060}' }]).collect();
    let stretched = plain.replace('ا', "ا\u{0640}\u{0640}\u{064B}").replace('ي', "\u{06CC}").replace('ك', "\u{06A9}");
    let found =
        archive_of(&named(&[("a.txt", plain), ("b.txt", padded), ("c.txt", stretched), ("d.txt", text(2, 0..8))]));
    assert_eq!(clusters(&found).len(), 2);
    assert!(
        found
            .communiques
            .iter()
            .all(|communique| !communique.body().iter().any(|block| block.text.contains('\u{200B}')))
    );
}

#[test]
fn a_character_that_unfolds_and_a_line_without_end_are_read() {
    let formula = format!("{} {}", "\u{FDFA}".repeat(20_000), text(3, 0..4));
    let line = text(4, 0..1_150).replace('\n', " ");
    assert!(line.len() > 250_000 && line.len() < bayan::budget::BLOCK, "{}", line.len());
    let found = archive_of(&named(&[("formula.txt", formula.clone()), ("line.txt", line.clone())]));
    let body = |file: &str| {
        let communique = found.communiques.iter().find(|communique| communique.reports[0].file == file).unwrap();
        communique.body().iter().map(|block| block.text.len()).sum::<usize>()
    };
    assert!(body("formula.txt") >= 20_000 * 3 && body("formula.txt") <= formula.len());
    assert_eq!(body("line.txt"), line.len());
}

#[test]
fn a_report_that_quotes_ten_others_chains_none_of_them() {
    let mut reports: Vec<(String, String)> =
        (0..10).map(|communique| (format!("{communique}.txt"), text(communique, 0..8))).collect();
    let quotes: Vec<String> = (0..10).map(|communique| text(communique, 0..3)).collect();
    reports.push(("quotes.txt".into(), quotes.join("\n")));
    let whole: Vec<String> = (0..10).map(|communique| text(communique, 0..8)).collect();
    reports.push(("whole.txt".into(), whole.join("\n")));
    let found = archive_of(&reports);
    for cluster in clusters(&found) {
        let originals = cluster.iter().filter(|file| file.len() == "0.txt".len()).count();
        assert!(originals <= 1, "{cluster:?}");
    }
    let named: usize = found.communiques.iter().map(|communique| communique.reports.len()).sum();
    assert_eq!((named, found.set_aside.len()), (12, 0));
}

/// Every address that the archive answers at, with the files of the communiqué it leads to.
fn addresses(archive: &Archive) -> BTreeMap<String, BTreeSet<String>> {
    let mut addresses = BTreeMap::new();
    for communique in &archive.communiques {
        let files: BTreeSet<String> = communique.reports.iter().map(|report| report.file.clone()).collect();
        let own = communique.reports.iter().map(|report| report.slug.as_str().to_owned());
        addresses.extend(own.map(|slug| (slug, files.clone())));
    }
    addresses
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(24))]
    #[test]
    fn a_new_report_changes_no_address(picks in proptest::collection::vec((0usize..4, proptest::sample::subsequence((0..8).collect::<Vec<_>>(), 3..8)), 2..7)) {
        let reports: Vec<(String, String)> = picks
            .iter()
            .enumerate()
            .map(|(index, (communique, numbers))| (format!("report-{}.txt", 9 - index), text(*communique, numbers.iter().copied())))
            .collect();
        let before = addresses(&archive_of(reports.split_last().unwrap().1));
        let after = addresses(&archive_of(&reports));
        for (address, _) in before {
            let file = format!("{address}.txt");
            prop_assert!(after.get(&address).is_some_and(|files| files.contains(&file)), "{address}");
        }
    }
}
