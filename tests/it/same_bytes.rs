//! The same input gives the same bytes: whatever the threads, the time zone, the language of the machine and the folder.

use std::fs;

use crate::harness::{SITES, build_in, case, copy, files, scratch};

#[test]
fn two_builds_are_byte_for_byte_the_same() {
    for site in SITES {
        let mut sites = Vec::new();
        for (number, jobs, zone, language) in [(1, "1", "UTC", "C"), (2, "7", "Asia/Baghdad", "ar_IQ.UTF-8")] {
            let root = scratch(&format!("same-{site}")).join(format!("a folder {number}"));
            for part in ["seeds", "templates", "static"] {
                let from = case(site).join(part);
                if from.is_dir() {
                    copy(&from, &root.join(part));
                }
            }
            fs::copy(case(site).join("site.toml"), root.join("site.toml")).unwrap();
            let run = build_in(
                &root,
                &["--jobs", jobs, "--out", "made here"],
                &[("TZ", zone), ("LANG", language), ("LC_ALL", language)],
            );
            assert_eq!(run.code, 0, "{}", run.stderr);
            sites.push(files(&root.join("made here")));
        }
        let (first, second) = (&sites[0], &sites[1]);
        assert_eq!(first.keys().collect::<Vec<_>>(), second.keys().collect::<Vec<_>>());
        for (path, bytes) in first {
            assert!(second[path] == *bytes, "{site}: {path} differs");
        }
    }
}
