//! The bugs that `tests/planted/run` plants can still be planted: what each of them changes stands in its file, once. It plants none.

use std::collections::BTreeSet;
use std::fs;

use crate::harness::project;

#[test]
fn what_each_planted_bug_changes_stands_in_its_file_once() {
    let bugs = fs::read_to_string(project().join("tests/planted/bugs")).unwrap();
    let bugs: Vec<&str> = bugs.lines().filter(|line| !line.is_empty() && !line.starts_with('#')).collect();
    for line in &bugs {
        let parts: Vec<&str> = line.split(" | ").collect();
        let [file, from, to] = parts[..] else { panic!("{line}") };
        let text = fs::read_to_string(project().join(file)).unwrap();
        assert_eq!(text.matches(from).count(), 1, "{line}");
        assert_ne!(from, to);
    }
    assert_eq!(bugs.iter().collect::<BTreeSet<_>>().len(), bugs.len());
}
