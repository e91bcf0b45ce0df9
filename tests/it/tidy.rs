//! The tree itself: every file says what it is, none is too long, and imports go down only.

use std::fs;
use std::path::Path;

use crate::harness::{files, project};

const LONGEST: usize = 400;

/// The parts of the library, upper before lower. A part may use those after it, and itself.
const ORDER: [&[&str]; 24] = [
    &["main"],
    &["cli"],
    &["serve"],
    &["lib"],
    &["cache"],
    &["check"],
    &["import"],
    &["edit"],
    &["publish"],
    &["admin", "assets", "feed", "export", "fonts", "search"],
    &["page"],
    &["render"],
    &["site"],
    &["figure"],
    &["formulas", "names", "suggest"],
    &["archive"],
    &["compare"],
    &["dedup"],
    &["infer"],
    &["boilerplate"],
    &["schema"],
    &["ingest"],
    &["source", "config"],
    &["text", "edtf", "lang", "fingerprint", "memo", "packed", "sieve", "diagnostic", "error", "budget"],
];

fn sources() -> Vec<(String, String)> {
    let all = files(&project().join("src")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    all.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap())).collect()
}

fn rank(part: &str) -> usize {
    ORDER.iter().position(|level| level.contains(&part)).unwrap_or_else(|| panic!("`{part}` has no place in the order"))
}

#[test]
fn every_file_says_what_it_is_and_none_is_too_long() {
    let tests = files(&project().join("tests/it")).into_iter().filter(|(path, _)| path.ends_with(".rs"));
    let tests = tests.map(|(path, bytes)| (path, String::from_utf8(bytes).unwrap()));
    for (path, text) in sources().into_iter().chain(tests) {
        assert!(text.starts_with("//! "), "{path} does not open with //!");
        let lines = text.lines().count();
        // Half as much again for tests beside the code.
        let code = text.split("#[cfg(test)]").next().unwrap().lines().count();
        assert!(code <= LONGEST && lines <= LONGEST * 3 / 2, "{path} has {lines} lines, {code} of them code");
    }
}

#[test]
fn imports_go_down_only() {
    for (path, text) in sources() {
        let part = path.split(['/', '.']).next().unwrap();
        if part == "lib" || part == "main" {
            continue;
        }
        for (number, line) in (1..).zip(text.lines()) {
            for (at, _) in line.match_indices("crate::") {
                let used: String =
                    line[at + "crate::".len()..].chars().take_while(|c| c.is_ascii_lowercase() || *c == '_').collect();
                // The macro for messages, and what stands in the library itself, are no parts.
                if used.is_empty() || ["build", "finish", "output", "say"].contains(&used.as_str()) {
                    continue;
                }
                assert!(rank(&used) >= rank(part), "src/{path}:{number}: `{part}` uses `{used}`, which is above it");
            }
        }
    }
}

#[test]
fn style_sheets_have_no_left_and_no_right() {
    let sheets = ["static/style.css", "static/reading.css", "static/search/search.css", "src/serve/live.css"]
        .map(|path| (path, fs::read_to_string(project().join(path)).unwrap()));
    let lines = sheets.iter().flat_map(|(path, sheet)| (1..).zip(sheet.lines()).map(move |line| (path, line)));
    for (path, (number, line)) in lines {
        for word in ["left", "right", "-top", "-bottom", "width:", "height:"] {
            let found = line.match_indices(word).any(|(at, _)| !matches!(&line[..at], before if before.ends_with("min-") || before.ends_with("max-") || before.ends_with("line-") || before.ends_with("stroke-")));
            assert!(!found, "{path}:{number}: {line}");
        }
    }
}

#[test]
fn the_top_level_stays_small() {
    let expected = [
        ".bayan",
        ".ci",
        ".git",
        ".github",
        ".gitignore",
        "ARCHITECTURE.md",
        "Cargo.lock",
        "Cargo.toml",
        "LICENSE",
        "SECURITY.md",
        "benches",
        "README.md",
        "clippy.toml",
        "deny.toml",
        "docs",
        "proptest-regressions",
        "public",
        "rustfmt.toml",
        "seeds",
        "site.toml",
        "src",
        "static",
        "target",
        "templates",
        "tests",
    ];
    for entry in fs::read_dir(project()).unwrap() {
        let name = entry.unwrap().file_name().into_string().unwrap();
        assert!(
            expected.contains(&name.as_str()) || Path::new(&name).extension().is_some_and(|ending| ending == "profraw"),
            "`{name}` at the top level"
        );
    }
}
