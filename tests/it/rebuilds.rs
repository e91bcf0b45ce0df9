//! After each of thousands of edits the site that a build with a cache leaves is the one that a build without makes: every path, every byte, every finding. `SCRIPTS` says how many scripts of edits are played, `SEED` with which it begins.

mod editor;
mod spare;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use bayan::cli::{BuildArgs, build};
use clap::Parser;

use crate::harness::{copy, project, scratch, write};
use crate::serve::edits::Dice;
use editor::{Editor, SITE, report, with_field};

/// Scripts that every run of the tests plays; a thousand take minutes.
const SCRIPTS: u64 = 4;
const EDITS: usize = 20;
/// One script in so many has fonts, which take long to pack.
const FONTS: u64 = 5;

/// The command line, as far as a build sees it.
#[derive(Parser)]
struct Typed {
    #[command(flatten)]
    build: BuildArgs,
}

/// What a build says: its numbers and findings, or its error.
#[derive(Debug, PartialEq)]
struct Said {
    numbers: Option<[usize; 3]>,
    findings: Vec<String>,
}

/// Builds a root, and says what was written.
fn built(root: &Path, out: &str, options: &[&str]) -> (Said, usize) {
    let out = root.join(out);
    let (root, out) = (root.to_str().unwrap(), out.to_str().unwrap());
    let typed = Typed::parse_from([&["build", "--root", root, "--out", out], options].concat());
    match build(&typed.build, &|_| ()) {
        Ok(done) => {
            let (value, findings) = (done.value, done.diagnostics.iter().map(ToString::to_string).collect());
            let numbers = Some([value.communiques, value.reports, value.set_aside]);
            (Said { numbers, findings }, value.files.written + value.files.removed)
        }
        Err(error) => (Said { numbers: None, findings: vec![error.to_string()] }, 0),
    }
}

/// Every file of a folder, by path.
fn files(folder: &Path) -> BTreeMap<PathBuf, Vec<u8>> {
    let mut all = BTreeMap::new();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            all.extend(files(&path));
        } else {
            all.insert(path.clone(), fs::read(&path).unwrap());
        }
    }
    all
}

fn site(root: &Path, out: &str) -> BTreeMap<PathBuf, Vec<u8>> {
    let folder = root.join(out);
    files(&folder).into_iter().map(|(path, bytes)| (path.strip_prefix(&folder).unwrap().to_owned(), bytes)).collect()
}

/// Plays a script of edits; gives how often what was there had to do.
fn play(root: &Path, seed: u64) {
    let _ = fs::remove_dir_all(root);
    write(root, &[("site.toml", SITE.as_bytes()), ("static/style.css", b"body { margin: 1px }")]);
    if seed.is_multiple_of(FONTS) {
        copy(&project().join("static"), &root.join("static"));
    }
    let mut editor = Editor { root, dice: Dice(seed), options: Vec::new(), number: 0 };
    for index in 0..4 {
        let mut text = report(&mut editor.dice);
        if index == 0 {
            // The one says more, so the other is its copy, and a page of copies says when that was published.
            text = with_field(&text, "source", Some("{ published: 2021-07-01 }"));
            write(root, &[("seeds/copied.md", format!("{text}وكان مراسلنا هناك.\n").as_bytes())]);
        }
        if index == 3 {
            text = with_field(&text, "draft", Some("true"));
        }
        write(root, &[(&format!("seeds/report-{index}.md"), text.as_bytes())]);
    }
    let mut done = vec!["the first build"];
    for step in 0..=EDITS {
        let _ = fs::remove_dir_all(root.join("clean"));
        let (again, _) = built(root, "public", &editor.options);
        let (clean, _) = built(root, "clean", &[editor.options.as_slice(), &["--no-cache"]].concat());
        assert_eq!(again, clean, "script {seed}: {done:?}");
        if clean.numbers.is_some() {
            let (ours, theirs) = (site(root, "public"), site(root, "clean"));
            let differ: Vec<_> =
                theirs.iter().filter(|(path, bytes)| ours.get(*path) != Some(*bytes)).map(|(path, _)| path).collect();
            let stale: Vec<_> = ours.keys().filter(|path| !theirs.contains_key(*path)).collect();
            assert!(differ.is_empty() && stale.is_empty(), "script {seed}: {done:?}\n{differ:?}\n{stale:?}");
            if step % 4 == 0 {
                let cache = files(&root.join(".bayan"));
                assert_eq!(built(root, "public", &editor.options), (clean, 0), "script {seed}: {done:?}");
                assert!(files(&root.join(".bayan")) == cache, "script {seed}: {done:?}");
            }
        }
        done.push(editor.edit());
    }
    let _ = fs::remove_dir_all(root);
}

#[test]
fn a_build_with_a_cache_leaves_what_a_build_without_makes() {
    #[expect(clippy::disallowed_methods, reason = "it says how much is tried, and reaches no page")]
    let number = |name: &str| std::env::var(name).ok().and_then(|number| number.parse().ok());
    let (scripts, first) = (number("SCRIPTS").unwrap_or(SCRIPTS), number("SEED").unwrap_or(0));
    // Each build waits for the disk, which memory does not.
    let shared = Path::new("/dev/shm");
    let base = if shared.is_dir() { shared.join(format!("bayan-{}", std::process::id())) } else { scratch("rebuilds") };
    for seed in first..first + scripts {
        play(&base.join(seed.to_string()), seed);
    }
    let _ = fs::remove_dir_all(&base);
    println!("{scripts} scripts of {EDITS} edits");
}
