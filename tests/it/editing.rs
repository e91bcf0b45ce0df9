//! Commands that write into an archive: what they are for changes, every other byte stays, and what cannot be done is said.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::MetadataExt;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{Run, copy, files, project, run_in, scratch};

fn copy_of_the_project(name: &str) -> PathBuf {
    let root = scratch(name);
    copy(&project().join("seeds"), &root.join("seeds"));
    fs::copy(project().join("site.toml"), root.join("site.toml")).unwrap();
    root
}

fn all(root: &Path) -> BTreeMap<String, Vec<u8>> {
    files(root).into_iter().collect()
}

fn text(root: &Path, file: &str) -> String {
    fs::read_to_string(root.join(file)).unwrap()
}

fn good(root: &Path, args: &[&str]) -> Run {
    let run = run_in(root, args, &[]);
    assert_eq!(run.code, 0, "{args:?}: {}", run.stderr);
    run
}

fn archive(root: &Path) -> Value {
    good(root, &["build", "--quiet"]);
    serde_json::from_str(&text(root, "public/archive.json")).unwrap()
}

#[test]
fn set_changes_one_line() {
    let root = copy_of_the_project("set");
    let before = all(&root);
    let run = good(&root, &["set", "washington-2019", "title", "x", "--dry-run"]);
    assert!(run.stdout.starts_with("seeds/washington-2019.md:2:8: title: "), "{}", run.stdout);
    assert_eq!(all(&root), before, "a dry run writes");
    good(&root, &["set", "washington-2019", "title_en", "Washington: a new title"]);
    let after = all(&root);
    let changed: Vec<&String> =
        after.iter().filter(|(path, bytes)| before.get(*path) != Some(*bytes)).map(|(path, _)| path).collect();
    assert_eq!(changed, ["seeds/washington-2019.md"]);
    let (old, new) = (
        String::from_utf8(before["seeds/washington-2019.md"].clone()).unwrap(),
        text(&root, "seeds/washington-2019.md"),
    );
    let lines: Vec<(&str, &str)> = old.lines().zip(new.lines()).filter(|(old, new)| old != new).collect();
    assert_eq!(lines.len(), 1);
    assert_eq!(lines[0].1, "title_en: \"Washington: a new title\"");
    assert_eq!(old.lines().count(), new.lines().count());
}

#[test]
fn what_cannot_be_set_is_refused_and_nothing_changes() {
    let root = copy_of_the_project("set-refused");
    let before = all(&root);
    for (args, code) in [
        (["set", "washington-2019", "date", "6/2/2019"], "error[bad-date]"),
        (["set", "washington-2019", "meeting", "rome-2012"], "error[unknown-meeting]"),
        (["set", "washington-2019", "titel", "x"], "error[unknown-key]"),
        (["set", "washington-2018", "title", "x"], "error[unknown-slug]"),
        (["set", "washington-2019", "draft", "maybe"], "error[bad-value]"),
        (["set", "washington-2019", "slug", "--remove"], "error[not-editable]"),
        (["tag", "rename", "iraq", "syria"], "error[duplicate-tag]"),
        (["tag", "rename", "iraq", "Irak 2"], "error[bad-id]"),
        (["tag", "merge", "iraq", "nowhere"], "error[unknown-tag]"),
        (["tag", "merge", "nowhere", "iraq"], "error[unknown-tag]"),
        (["summary", "accept", "political-directors-2020", "--dry-run"], "error[summary-missing]"),
    ] {
        let run = run_in(&root, &args, &[]);
        assert_eq!(run.code, 2, "{args:?}: {}{}", run.stdout, run.stderr);
        assert!(run.stderr.contains(code), "{args:?}: {}", run.stderr);
        assert_eq!(all(&root), before, "{args:?}");
    }
}

#[test]
fn an_accepted_summary_is_outdated_when_the_text_changes() {
    let root = copy_of_the_project("accept");
    let status = |archive: &Value| {
        let all = archive["communiques"].as_array().unwrap();
        all.iter().find(|one| one["slug"] == "washington-2019").unwrap()["summary_status"].clone()
    };
    let run = good(&root, &["summary", "accept", "washington-2019"]);
    assert!(run.stdout.contains("summary_of: "), "{}", run.stdout);
    assert_eq!(status(&archive(&root)), "current");
    let file = "seeds/washington-2019.md";
    let changed = text(&root, file).replacen("واشنطن", "واشنطن العاصمة", 6);
    fs::write(root.join(file), changed).unwrap();
    assert_eq!(status(&archive(&root)), "outdated");
    // Accepted again, through the name of one of its copies.
    good(&root, &["summary", "accept", "washington-2019-brief"]);
    assert_eq!(status(&archive(&root)), "current");
}

#[test]
fn a_tag_is_renamed_and_merged_everywhere() {
    let root = copy_of_the_project("tags");
    let before = archive(&root);
    let with = |archive: &Value, tag: &str| {
        let all = archive["communiques"].as_array().unwrap();
        let has = |one: &&Value| one["tags"].as_array().unwrap().iter().any(|own| own == tag);
        all.iter().filter(has).map(|one| one["slug"].to_string()).collect::<Vec<_>>()
    };
    good(&root, &["tag", "rename", "iraq", "republic-of-iraq"]);
    let renamed = archive(&root);
    assert!(!with(&before, "iraq").is_empty());
    assert_eq!(with(&renamed, "republic-of-iraq"), with(&before, "iraq"));
    assert_eq!(with(&renamed, "iraq"), Vec::<String>::new());
    good(&root, &["tag", "merge", "africa", "afghanistan"]);
    let merged = archive(&root);
    assert_eq!(with(&merged, "africa"), Vec::<String>::new());
    for slug in with(&before, "africa") {
        assert!(with(&merged, "afghanistan").contains(&slug));
    }
    let site = text(&root, "site.toml");
    assert!(
        !site.contains("[tag.africa]") && site.contains("\"كابول\", \"خراسان\", \"أفريقيا\", \"Africa\", \"إفريقيا\"]"),
        "{site}"
    );
}

#[test]
fn a_tag_that_stands_in_a_broken_report_is_not_renamed() {
    let root = copy_of_the_project("tags-broken");
    fs::write(root.join("seeds/broken.md"), "---\ntags: [iraq]\ntitel: x\n---\nنص\n").unwrap();
    let before = all(&root);
    let run = run_in(&root, &["tag", "rename", "iraq", "irak"], &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("seeds/broken.md:1:1: error[not-editable]"), "{}", run.stderr);
    assert_eq!(all(&root), before);
}

#[test]
fn tags_are_suggested_with_their_reasons_and_nothing_is_written() {
    let root = copy_of_the_project("suggest");
    let before = all(&root);
    let run = good(&root, &["tag", "suggest", "--format", "json"]);
    let found: Value = serde_json::from_str(&run.stdout).unwrap();
    let washington =
        found["suggested"].as_array().unwrap().iter().find(|one| one["slug"] == "washington-2019").unwrap();
    assert_eq!(washington["tags"][0]["tag"], "security-council");
    assert_eq!(washington["tags"][0]["times"], 3);
    let line = usize::try_from(washington["tags"][0]["line"].as_u64().unwrap()).unwrap();
    assert!(text(&root, "seeds/washington-2019.md").lines().nth(line - 1).unwrap().contains("مجلس الأمن"));
    assert_eq!(all(&root), before);
}

#[test]
fn imported_reports_read_as_the_raw_ones_do() {
    let root = copy_of_the_project("import");
    let raw = archive(&root);
    let seeds = root.join("raw");
    fs::rename(root.join("seeds/copies"), &seeds).unwrap();
    let before = all(&root.join("seeds"));
    let run = good(&root, &["import", "raw", "--dry-run"]);
    assert_eq!(all(&root.join("seeds")), before, "a dry run writes");
    assert!(run.stdout.contains("this is a copy of marrakech-2022 ("), "{}", run.stdout);
    good(&root, &["import", "raw"]);
    let made: Vec<String> = all(&root.join("seeds")).into_keys().filter(|file| !before.contains_key(file)).collect();
    assert_eq!(
        made,
        ["2019-02-06-washington-2019.md", "2021-03-30-small-group-2021.md", "2022-05-11-marrakech-2022.md"]
    );
    for file in &made {
        let text = text(&root, &format!("seeds/{file}"));
        let original = file[11..].trim_end_matches(".md");
        assert!(text.contains(&format!("\ncopy_of: {original}\n")), "{text}");
        assert!(text.contains("three-word sequences"), "{text}");
    }
    let imported = archive(&root);
    let texts = |archive: &Value| {
        archive["communiques"].as_array().unwrap().iter().map(|one| one["text"].clone()).collect::<Vec<_>>()
    };
    assert_eq!(texts(&imported), texts(&raw));
    for one in imported["communiques"].as_array().unwrap() {
        let reports = one["reports"].as_array().unwrap();
        let own = raw["communiques"].as_array().unwrap().iter().find(|raw| raw["slug"] == one["slug"]).unwrap();
        assert_eq!(reports.len(), own["reports"].as_array().unwrap().len());
    }
    // Once more: nothing is overwritten.
    let before = all(&root.join("seeds"));
    good(&root, &["import", "raw/marrakech-2022-web.txt"]);
    let after = all(&root.join("seeds"));
    assert!(before.iter().all(|(file, bytes)| after.get(file) == Some(bytes)));
    assert!(after.contains_key("2022-05-11-marrakech-2022-2.md"));
}

#[test]
fn the_real_reports_are_imported_whole() {
    let reports = project().join("../shared/seeds");
    if !reports.is_dir() {
        eprintln!("skipped: the real reports are not beside the project");
        return;
    }
    let root = copy_of_the_project("import-real");
    fs::remove_dir_all(root.join("seeds")).unwrap();
    fs::create_dir(root.join("seeds")).unwrap();
    let mut names: Vec<PathBuf> = fs::read_dir(&reports).unwrap().map(|entry| entry.unwrap().path()).collect();
    names.sort();
    for path in &names {
        good(&root, &["import", path.to_str().unwrap()]);
    }
    let imported = archive(&root);
    good(&root, &["build", "--quiet", "--seeds", reports.to_str().unwrap(), "--out", "raw"]);
    let raw: Value = serde_json::from_str(&text(&root, "raw/archive.json")).unwrap();
    for field in ["text", "title", "date", "meeting", "tags"] {
        let of = |archive: &Value| {
            archive["communiques"].as_array().unwrap().iter().map(|one| one[field].clone()).collect::<Vec<_>>()
        };
        assert_eq!(of(&imported), of(&raw), "{field}");
    }
}

#[test]
fn bad_input_is_refused_and_the_rest_imported() {
    let root = copy_of_the_project("import-bad");
    fs::write(root.join("a.txt"), b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR").unwrap();
    fs::write(
        root.join("b.txt"),
        "عقد الوزراء اجتماعهم في روما يوم 28 حزيران/يونيو 2021 وبحثوا سبل ربط الموانئ بالسكك الحديدية كلها.\n",
    )
    .unwrap();
    let run = run_in(&root, &["import", "a.txt", "b.txt"], &[]);
    assert_eq!(run.code, 1, "{}", run.stderr);
    assert!(run.stderr.starts_with("a.txt:1:1: error[binary-file]"), "{}", run.stderr);
    assert!(run.stdout.contains("  for you to fill in: source, title_en, summary_en\n"), "{}", run.stdout);
    assert!(text(&root, "seeds/2021-06-28-rome-2021.md").contains("date: 2021-06-28"));
    assert_eq!(run_in(&root, &["import", "nowhere.txt"], &[]).code, 3);
}

/// When each file and folder below a folder was last written, renamed or given other rights.
fn touched(folder: &Path, into: &mut BTreeMap<PathBuf, [i64; 4]>) {
    let when = fs::symlink_metadata(folder).unwrap();
    into.insert(folder.to_owned(), [when.mtime(), when.mtime_nsec(), when.ctime(), when.ctime_nsec()]);
    if when.is_dir() {
        fs::read_dir(folder).unwrap().for_each(|entry| touched(&entry.unwrap().path(), into));
    }
}

#[test]
fn commands_that_only_read_touch_no_file_and_no_folder() {
    let root = copy_of_the_project("read-only");
    fs::write(root.join("seeds/zero.md"), "نص فيه \u{200b}حرف لا يراه أحد في وسط جملة طويلة عن اجتماع الوزراء.\n")
        .unwrap();
    fs::write(root.join("raw.txt"), "عقد الوزراء اجتماعهم وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n")
        .unwrap();
    let elsewhere = scratch("read-only-out").join("public");
    let mut before = BTreeMap::new();
    touched(&root, &mut before);
    for args in [
        &["check"][..],
        &["check", "--format", "sarif"],
        &["check", "--fix", "--dry-run"],
        &["check", "--explain", "open-date"],
        &["status"],
        &["status", "--open", "--format", "json"],
        &["tag", "suggest"],
        &["tag", "rename", "iraq", "irak", "--dry-run"],
        &["tag", "merge", "africa", "afghanistan", "--dry-run"],
        &["set", "washington-2019", "title", "x", "--dry-run"],
        &["summary", "accept", "washington-2019", "--dry-run"],
        &["import", "raw.txt", "--dry-run"],
        &["new", "عنوان", "--dry-run"],
        &["schema", "front-matter", "--root", "."],
        &["build", "--quiet", "--no-cache", "--out", elsewhere.to_str().unwrap()],
    ] {
        good(&root, args);
        let mut after = BTreeMap::new();
        touched(&root, &mut after);
        assert_eq!(after, before, "{args:?}");
    }
    good(&root, &["check", "--fix"]);
    let mut after = BTreeMap::new();
    touched(&root, &mut after);
    let changed: Vec<_> =
        after.iter().filter(|(path, when)| before.get(*path) != Some(*when)).map(|(path, _)| path).collect();
    assert!(changed.contains(&&root.join("seeds/zero.md")), "the comparison sees nothing: {changed:?}");
}

#[test]
fn a_new_report_is_a_form_that_builds() {
    let root = copy_of_the_project("new");
    let run = good(&root, &["new", "بيان: جديد", "--meeting", "rome-2021", "--lang", "ar"]);
    assert_eq!(run.stdout, "seeds/2021-06-28-rome-2021.md\n");
    let form = text(&root, "seeds/2021-06-28-rome-2021.md");
    assert!(form.contains("title: \"بيان: جديد\"\n") && form.contains("# العنوان بالعربية"), "{form}");
    good(&root, &["build", "--quiet", "--drafts", "--strict"]);
    good(&root, &["new", "A title in English", "--date", "2021-07"]);
    assert!(text(&root, "seeds/2021-07-a-title-in-english.md").contains("title_en: A title in English\n"));
}
