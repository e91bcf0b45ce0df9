//! A spare that somebody was at, in every way, becomes the new site whole, or is none.

#![cfg(unix)]

use std::collections::BTreeMap;
use std::os::unix::fs::{MetadataExt, PermissionsExt, symlink};
use std::thread::sleep;
use std::time::Duration;

use super::super::{MANIFEST, Output, Receipts, publish, standing};
use super::*;
use crate::page::File;

type Site = BTreeMap<String, String>;

fn site(files: &[(&str, &str)]) -> Site {
    files.iter().map(|(path, text)| ((*path).to_owned(), (*text).to_owned())).collect()
}

fn output(site: &Site) -> Output {
    let mut output = Output::default();
    let files = site.iter().map(|(path, text)| File { path: path.clone(), bytes: text.as_bytes().to_vec() });
    output.add(files, "test").unwrap();
    output
}

/// Every file below a folder, and every empty folder as a path that ends in `/`; links as what they lead to.
fn found(folder: &Path) -> Site {
    let mut all = Site::new();
    let mut open = vec![folder.to_owned()];
    while let Some(next) = open.pop() {
        let entries: Vec<_> = fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()).collect();
        let below = |path: &Path| path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        if entries.is_empty() {
            all.insert(below(&next) + "/", String::new());
        }
        for path in entries {
            if path.is_symlink() {
                all.insert(below(&path), format!("→ {}", fs::read_link(&path).unwrap().display()));
            } else if path.is_dir() {
                open.push(path);
            } else {
                all.insert(below(&path), fs::read_to_string(&path).unwrap());
            }
        }
    }
    all.remove(MANIFEST);
    all
}

/// A site in the making, with what its builds know.
struct Archive {
    root: PathBuf,
    now: Site,
    receipts: Receipts,
}

impl Archive {
    /// An archive with a spare that lacks the last edit.
    fn new(name: &str) -> Archive {
        let root = std::env::temp_dir().join(format!("bayan-spare-{}-{name}", std::process::id()));
        let _ = fs::remove_dir_all(&root);
        fs::create_dir_all(root.join("elsewhere/deep")).unwrap();
        for file in ["elsewhere/page.html", "elsewhere/deep/page.html"] {
            fs::write(root.join(file), "precious").unwrap();
        }
        let now = site(&[
            ("index.html", "one"),
            ("a/index.html", "one"),
            ("a/b/page.html", "one"),
            ("a/b/deep/page.html", "one"),
            ("c/page.html", "one"),
            ("d/e/page.html", "one"),
        ]);
        let mut archive = Archive { root, now, receipts: Receipts::default() };
        archive.publish();
        assert!(!archive.spare().exists(), "a first build knows of none");
        archive.edit("index.html", "two");
        assert!(archive.spare().is_dir() && archive.beside() == [".public.bayan-staging", "elsewhere", "public"]);
        archive.edit("index.html", "three");
        archive
    }

    fn folder(&self) -> PathBuf {
        self.root.join("public")
    }

    fn spare(&self) -> PathBuf {
        self.root.join(".public.bayan-staging/site")
    }

    fn beside(&self) -> Vec<String> {
        let entries = fs::read_dir(&self.root).unwrap();
        let mut names: Vec<String> = entries.map(|entry| entry.unwrap().file_name().into_string().unwrap()).collect();
        names.sort();
        names
    }

    fn publish(&mut self) -> usize {
        let done = publish(&output(&self.now), &self.folder(), &mut self.receipts).unwrap();
        assert_eq!(found(&self.folder()), self.now);
        assert_eq!(fs::read_to_string(self.root.join("elsewhere/page.html")).unwrap(), "precious");
        assert_eq!(fs::read_to_string(self.root.join("elsewhere/deep/page.html")).unwrap(), "precious");
        done.written + done.removed
    }

    fn edit(&mut self, path: &str, text: &str) -> usize {
        self.now.insert(path.to_owned(), text.to_owned());
        self.publish()
    }

    fn known(&self) -> usize {
        self.receipts.spare.as_ref().map_or(0, |twins| twins.0.len())
    }

    /// Of each file of the site its number and the time at which anything about it changed.
    fn stand(&self) -> BTreeMap<String, (u64, i64, i64)> {
        let stands = |path: &String| {
            let meta = fs::symlink_metadata(self.folder().join(path)).unwrap();
            (path.clone(), (meta.ino(), meta.ctime(), meta.ctime_nsec()))
        };
        self.now.keys().map(stands).collect()
    }
}

type Tamper = (&'static str, fn(&Path, &Path));

/// What somebody may do to the spare, or to the output; each is given the one folder and the root.
const TAMPERS: [Tamper; 19] = [
    ("nothing", |_, _| ()),
    ("a file replaced", |at, _| {
        fs::write(at.join("a/b/new"), "other").unwrap();
        fs::rename(at.join("a/b/new"), at.join("a/b/page.html")).unwrap();
    }),
    ("a file replaced by one that says the same", |at, _| {
        fs::copy(at.join("a/b/page.html"), at.join("a/b/new")).unwrap();
        fs::rename(at.join("a/b/new"), at.join("a/b/page.html")).unwrap();
    }),
    ("a file edited in place", |at, _| fs::write(at.join("a/b/page.html"), "two").unwrap()),
    ("a file removed", |at, _| fs::remove_file(at.join("a/b/page.html")).unwrap()),
    ("two files under each other's names", |at, _| {
        fs::rename(at.join("a/b/page.html"), at.join("aside")).unwrap();
        fs::rename(at.join("c/page.html"), at.join("a/b/page.html")).unwrap();
        fs::rename(at.join("aside"), at.join("c/page.html")).unwrap();
    }),
    ("a folder removed", |at, _| fs::remove_dir_all(at.join("a/b")).unwrap()),
    ("all files of a folder removed", |at, _| fs::remove_file(at.join("d/e/page.html")).unwrap()),
    ("a mode", |at, _| fs::set_permissions(at.join("a"), fs::Permissions::from_mode(0o700)).unwrap()),
    ("the mode of a file", |at, _| {
        fs::set_permissions(at.join("a/b/page.html"), fs::Permissions::from_mode(0o600)).unwrap();
    }),
    // What follows would be others' in the output, or is refused there.
    ("two folders under each other's names", |at, _| {
        fs::rename(at.join("c"), at.join("aside")).unwrap();
        fs::rename(at.join("a/b"), at.join("c")).unwrap();
        fs::rename(at.join("aside"), at.join("a/b")).unwrap();
    }),
    ("a file added", |at, _| fs::write(at.join("a/b/added"), "added").unwrap()),
    ("a folder added", |at, _| fs::create_dir_all(at.join("a/b/added/deep")).unwrap()),
    ("a link added", |at, root| symlink(root.join("elsewhere"), at.join("a/b/added")).unwrap()),
    ("a link in the place of a file", |at, root| {
        fs::remove_file(at.join("a/b/page.html")).unwrap();
        symlink(root.join("elsewhere/page.html"), at.join("a/b/page.html")).unwrap();
    }),
    ("a link in the place of a folder", |at, root| {
        fs::remove_dir_all(at.join("a/b")).unwrap();
        symlink(root.join("elsewhere"), at.join("a/b")).unwrap();
    }),
    ("a folder moved elsewhere, and a link in its place", |at, root| {
        fs::rename(at.join("a"), root.join("moved")).unwrap();
        symlink(root.join("moved"), at.join("a")).unwrap();
    }),
    ("a folder in the place of a file", |at, _| {
        fs::remove_file(at.join("index.html")).unwrap();
        fs::create_dir_all(at.join("index.html/deep")).unwrap();
    }),
    ("a link in the place of all", |at, root| {
        fs::rename(at, root.join("moved")).unwrap();
        symlink(root.join("moved"), at).unwrap();
    }),
];
/// So many of them leave the output one that may be built into.
const MENDED: usize = 10;

/// After a file is tampered with, the next builds make the site that was asked for. Once nothing is known of the folders, once
/// they had stood for so long that it is.
#[test]
fn whoever_was_at_the_spare_or_the_output_the_site_is_whole() {
    let mut archives: Vec<(bool, usize, bool, Archive)> = Vec::new();
    for settled in [false, true] {
        for index in 0..TAMPERS.len() {
            for ours in [false, true].into_iter().take(if index < MENDED { 2 } else { 1 }) {
                archives.push((settled, index, ours, Archive::new(&format!("tampered-{settled}-{index}-{ours}"))));
            }
        }
    }
    sleep(Duration::from_secs(5));
    for (settled, index, ours, mut archive) in archives {
        if settled {
            assert!(archive.edit("index.html", "four") == 1 && archive.known() >= 5, "{}", archive.known());
        }
        let (name, tamper) = TAMPERS[index];
        tamper(&if ours { archive.folder() } else { archive.spare() }, &archive.root);
        // An edit beside, one of the same folder, one of the same file.
        for (path, text) in [("c/page.html", "five"), ("a/b/deep/page.html", "six"), ("a/b/page.html", "seven")] {
            assert!(archive.edit(path, text) >= 1, "{name}");
            let modes = archive.now.keys().flat_map(|path| Path::new(path).ancestors().collect::<Vec<_>>());
            for path in modes {
                let meta = fs::symlink_metadata(archive.folder().join(path)).unwrap();
                let expected = if meta.is_dir() { 0o755 } else { 0o644 };
                assert_eq!(meta.mode() & 0o777, expected, "{name}, {path:?}, {ours}");
            }
        }
        assert_eq!(archive.publish(), 0, "{name}");
        let moved = archive.root.join("moved");
        assert!(!moved.exists() || !found(&moved).values().any(|text| text == "seven"), "{name}");
        fs::remove_dir_all(&archive.root).unwrap();
    }
}

/// What somebody does to the spare in the same moment in which a build ends: clocks count in steps.
#[test]
fn a_change_at_the_time_of_the_build_s_own_is_seen() {
    let mut archive = Archive::new("moment");
    for round in 0..20 {
        archive.edit("c/page.html", &format!("edit {round}"));
        for step in 0..2 {
            archive.edit("index.html", &format!("edit {round}, {step}"));
        }
        // Both hold the same now, but what changed just now may change again without another time.
        for below in ["c", "a", "a/b"] {
            let both = [archive.folder(), archive.spare()].map(|at| folder_at(&at.join(below)).unwrap());
            let name = name(below, both[0], both[1]).unwrap();
            let is_known = archive.receipts.spare.as_ref().is_some_and(|twins| twins.know(name));
            assert!(!is_known || both.iter().all(|stands| stands.is_settled()), "{below}, round {round}");
        }
        fs::write(archive.spare().join("c/added"), "added").unwrap();
        archive.edit("index.html", &format!("edit {round}, after"));
    }
    fs::remove_dir_all(&archive.root).unwrap();
}

/// A count, and never a time: files that a build links, unlinks or writes are those that differ from the spare.
#[test]
fn what_does_not_differ_is_not_touched() {
    let mut archive = Archive::new("touched");
    for number in 0..40 {
        archive.now.insert(format!("many/{number}/page.html"), "one".to_owned());
    }
    archive.publish();
    let edits = [("c/page.html", "2"), ("many/7/page.html", "2"), ("many/9/page.html", "2"), ("c/page.html", "3")];
    for (number, (path, text)) in edits.into_iter().enumerate() {
        let before = archive.stand();
        assert_eq!(archive.edit(path, text), 1);
        let after = archive.stand();
        let touched = after.iter().filter(|(path, stands)| before.get(*path) != Some(*stands)).count();
        // The first edit puts 40 pages into the spare that it has not.
        assert!(touched <= if number == 0 { 41 } else { 2 }, "{touched} after {path}");
    }
    let others = found(&archive.spare());
    assert_eq!(others.iter().filter(|(path, text)| archive.now.get(*path) != Some(*text)).count(), 1);
    fs::remove_dir_all(&archive.root).unwrap();
}

/// A page that takes the place of a folder does so in two steps, since what is in its place has to be the site's.
#[test]
fn pages_and_folders_take_each_other_s_places() {
    let mut archive = Archive::new("places");
    for step in 0..3 {
        archive.edit("x", &format!("page {step}"));
        archive.now.remove("x");
        archive.now.insert("x/y/one".to_owned(), format!("one {step}"));
        archive.edit("x/y/two", "two");
        assert!(archive.spare().join("x").is_file());
        archive.now.retain(|path, _| !path.starts_with("x/"));
        archive.publish();
        assert!(archive.spare().join("x/y/two").is_file());
    }
    fs::remove_dir_all(&archive.root).unwrap();
}

#[test]
fn a_page_under_another_spelling_of_its_name_is_never_made_in_a_spare() {
    let mut archive = Archive::new("doubles");
    for (old, new) in [("c/page.html", "c/Page.html"), ("c/Page.html", "C/page.html"), ("C/page.html", "c/other.html")]
    {
        let text = archive.now.remove(old).unwrap();
        archive.edit(new, &text);
        // As it would be made without one; the next build may have it.
        let twice = found(&archive.spare());
        assert!(twice.contains_key(old) && !twice.contains_key(new));
    }
    fs::remove_dir_all(&archive.root).unwrap();
}

#[test]
fn beside_files_of_others_there_is_no_spare() {
    let mut archive = Archive::new("others");
    fs::write(archive.folder().join("CNAME"), "example.org").unwrap();
    archive.now.insert("CNAME".to_owned(), "example.org".to_owned());
    let others = |archive: &mut Archive, text: &str| {
        let mut site = archive.now.clone();
        site.remove("CNAME");
        site.insert("index.html".to_owned(), text.to_owned());
        publish(&output(&site), &archive.folder(), &mut archive.receipts).unwrap();
        archive.now.insert("index.html".to_owned(), text.to_owned());
        assert_eq!(found(&archive.folder()), archive.now);
        assert_eq!(archive.beside(), ["elsewhere", "public"]);
    };
    others(&mut archive, "four");
    others(&mut archive, "five");
    fs::remove_file(archive.folder().join("CNAME")).unwrap();
    archive.now.remove("CNAME");
    archive.edit("index.html", "six");
    assert!(archive.spare().is_dir());
    fs::create_dir(archive.folder().join(".git")).unwrap();
    fs::write(archive.folder().join(".git/HEAD"), "ref").unwrap();
    archive.now.insert("index.html".to_owned(), "seven".to_owned());
    publish(&output(&archive.now), &archive.folder(), &mut archive.receipts).unwrap();
    archive.now.insert(".git/HEAD".to_owned(), "ref".to_owned());
    assert_eq!(found(&archive.folder()), archive.now);
    assert_eq!(archive.beside(), ["elsewhere", "public"]);
    fs::remove_dir_all(&archive.root).unwrap();
}

/// A build that was cut short after the exchange leaves receipts of a build before.
#[test]
fn receipts_of_any_build_before_are_good_enough() {
    let mut archive = Archive::new("older");
    sleep(Duration::from_secs(5));
    let mut all = vec![archive.receipts.clone()];
    for step in 0..4 {
        archive.edit(["c/page.html", "a/b/page.html"][step % 2], &format!("step {step}"));
        all.push(archive.receipts.clone());
    }
    for (step, older) in all.into_iter().enumerate().rev() {
        archive.receipts = older;
        archive.edit("a/index.html", &format!("again {step}"));
    }
    // Without any, the spare goes, and so do its links, which each file tells.
    for text in ["without", "without"] {
        archive.edit("index.html", "with");
        assert!(archive.spare().is_dir());
        archive.receipts = Receipts::default();
        archive.edit("a/index.html", text);
        assert_eq!(archive.beside(), ["elsewhere", "public"]);
        assert_eq!(standing(&archive.folder(), &archive.receipts), Some(archive.now.len()));
        archive.edit("index.html", "before");
    }
    fs::remove_dir_all(&archive.root).unwrap();
}

/// A build that fails leaves the links to pages as they are, so that the next one need not make them.
#[test]
fn a_build_that_fails_leaves_the_spare() {
    let mut archive = Archive::new("fails");
    let before = archive.stand();
    let mut new = output(&archive.now);
    new.files.insert("index.html".into(), b"four".to_vec());
    new.files.insert("x".repeat(300), b"1".to_vec());
    publish(&new, &archive.folder(), &mut archive.receipts).unwrap_err();
    assert!(archive.spare().is_dir() && archive.stand() == before && found(&archive.folder()) == archive.now);
    assert_eq!(standing(&archive.folder(), &archive.receipts), Some(archive.now.len()));
    archive.edit("c/page.html", "four");
    fs::remove_dir_all(&archive.root).unwrap();
}

/// Whoever may read the output may not read what was taken back from it.
#[test]
fn a_spare_is_its_owner_s_to_read() {
    let archive = Archive::new("private");
    let mode = fs::metadata(archive.root.join(".public.bayan-staging")).unwrap().mode();
    assert_eq!(mode & 0o777, 0o700);
    let ignored = fs::read_to_string(archive.root.join(".public.bayan-staging/.gitignore")).unwrap();
    assert_eq!(ignored, "*\n");
    fs::remove_dir_all(&archive.root).unwrap();
}
