//! The five real reports, which lie beside the project where it is developed and are no part of it. Where they are not there, these tests say so and pass.

use std::fs;
use std::path::PathBuf;

use serde_json::Value;

use crate::harness::{archive, build, communique, project, scratch};

fn reports() -> Option<PathBuf> {
    let folder = project().parent()?.join("shared/seeds");
    if folder.is_dir() {
        return Some(folder);
    }
    eprintln!("skipped: the real reports are not beside the project");
    None
}

fn built(test: &str) -> Option<Value> {
    let seeds = reports()?;
    let out = scratch(test).join("public");
    let run = build(&["--seeds", seeds.to_str().unwrap(), "--out", out.to_str().unwrap()]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""), "exit 0 and nothing to complain of");
    Some(archive(&out))
}

/// Slug, meeting, line of the title, lines of the body.
type Expected = (&'static str, &'static str, usize, &'static [usize]);

const EXPECTED: [Expected; 5] = [
    ("000_c181244a426f32bc", "washington-2019", 1, &[4, 5, 6, 7, 8, 9, 10, 11, 12, 13, 14, 15, 16, 17]),
    ("001_c5b8073897b9a493", "small-group-2021", 1, &[4, 6, 8, 10, 12, 14, 16, 18, 20, 22, 24, 26, 28]),
    ("002_9de587f5a4ecabc6", "marrakech-2022", 1, &[2, 3, 4, 5, 19, 20, 21]),
    ("003_d43b59b6488a0f92", "political-directors-2021", 11, &[16, 18, 20, 22, 24, 26, 28, 30, 32, 34, 36, 38, 40, 42]),
    ("004_de14d7a4effe693a", "political-directors-2020", 4, &[8, 10, 12, 14, 16, 18, 20]),
];

#[test]
fn five_reports_are_five_communiques_with_title_meeting_and_date() {
    let (Some(archive), Some(seeds)) = (built("real-titles"), reports()) else {
        return;
    };
    assert_eq!(archive["communiques"].as_array().unwrap().len(), 5);
    assert_eq!(archive["set_aside"].as_array().unwrap().len(), 0);
    for (slug, meeting, title_line, _) in EXPECTED {
        let text = fs::read_to_string(seeds.join(format!("{slug}.txt"))).unwrap();
        let found = communique(&archive, slug);
        assert_eq!(found["title"]["ar"], text.lines().nth(title_line - 1).unwrap().trim());
        assert_eq!(found["title_basis"], "headline");
        assert_eq!((&found["meeting"], &found["meeting_basis"]), (&meeting.into(), &"words".into()), "{slug}");
        assert_eq!(found["date_basis"], "meeting");
        assert_eq!(found["reports"].as_array().unwrap().len(), 1);
    }
    assert_eq!(communique(&archive, EXPECTED[3].0)["date"], "2021-09-09~");
    for (index, outlet) in [(0, "رووداو"), (2, "مصر وناسها"), (3, "المشرق بوست"), (4, "بلدي نيوز")]
    {
        assert_eq!(communique(&archive, EXPECTED[index].0)["reports"][0]["outlet"], outlet);
    }
}

#[test]
fn every_line_is_body_title_or_removed_and_the_body_is_whole() {
    let (Some(archive), Some(seeds)) = (built("real-lines"), reports()) else {
        return;
    };
    for (slug, _, title_line, body_lines) in EXPECTED {
        let text = fs::read_to_string(seeds.join(format!("{slug}.txt"))).unwrap();
        let lines: Vec<&str> = text.lines().collect();
        let found = communique(&archive, slug);
        let words = |text: &str| text.split_whitespace().collect::<Vec<_>>().join(" ");
        let shown: Vec<String> = found["text"].as_str().unwrap().split("\n\n").map(words).collect();
        let mut expected: Vec<String> = body_lines.iter().map(|line| words(lines[line - 1])).collect();
        if slug.starts_with("002") {
            // A byline is glued to the first word of this line.
            expected[0] = expected[0].split_once("وناسها").unwrap().1.to_owned();
        }
        assert_eq!(shown, expected, "{slug}");
        let removed: Vec<usize> = found["removed"]
            .as_array()
            .unwrap()
            .iter()
            .map(|removal| usize::try_from(removal["line"].as_u64().unwrap()).unwrap())
            .collect();
        let mut all: Vec<usize> = removed.iter().chain(body_lines).copied().chain([title_line]).collect();
        all.sort_unstable();
        all.dedup();
        let with_text: Vec<usize> =
            (1..).zip(&lines).filter(|(_, line)| !line.trim().is_empty()).map(|(number, _)| number).collect();
        assert_eq!(all, with_text, "{slug}: nothing is lost");
    }
}

#[test]
fn rome_is_looked_back_at_and_ahead_to() {
    let Some(archive) = built("real-rome") else {
        return;
    };
    let mentions = |slug: &str| communique(&archive, slug)["mentions"].clone();
    assert_eq!(mentions(EXPECTED[3].0), serde_json::json!([{ "meeting": "rome-2021", "looks": "back" }]));
    assert_eq!(mentions(EXPECTED[4].0), serde_json::json!([{ "meeting": "rome-2021", "looks": "ahead" }]));
    assert_eq!(mentions(EXPECTED[1].0), serde_json::json!([{ "meeting": "small-group-2020", "looks": "back" }]));
}
