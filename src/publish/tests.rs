//! The output folder after good builds, bad builds, and beside other people's files.

use std::path::PathBuf;

use proptest::prelude::*;

use super::*;
use crate::page::{File, Pieces, Take};

fn scratch(name: &str) -> PathBuf {
    let folder = std::env::temp_dir().join(format!("bayan-publish-{}-{name}", std::process::id()));
    let _ = fs::remove_dir_all(&folder);
    fs::create_dir_all(&folder).unwrap();
    folder
}

fn output(files: &[(&str, &str)]) -> Output {
    let mut output = Output::default();
    let files = files.iter().map(|(path, text)| File { path: (*path).into(), bytes: text.as_bytes().to_vec() });
    output.add(files, "test").unwrap();
    output
}

fn code(error: Error) -> &'static str {
    match error {
        Error::Setup(found) => found[0].code.as_str(),
        Error::Environment(found) => found.code.as_str(),
    }
}

#[test]
fn only_what_changed_is_written_and_only_what_is_stale_goes() {
    let root = scratch("changes");
    let out = root.join("public");
    publish(&output(&[("a.html", "1"), ("b/c.html", "2"), ("d/e.html", "3")]), &out, &mut Receipts::default()).unwrap();
    let before = fs::metadata(out.join("a.html")).unwrap().modified().unwrap();
    let done = publish(&output(&[("a.html", "1"), ("b/c.html", "new")]), &out, &mut Receipts::default()).unwrap();
    assert_eq!(done, Published { written: 1, unchanged: 1, removed: 1, made: 0 });
    assert_eq!(fs::metadata(out.join("a.html")).unwrap().modified().unwrap(), before);
    assert_eq!(fs::read_to_string(out.join("b/c.html")).unwrap(), "new");
    assert!(!out.join("d").exists());
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1, "nothing is left beside the site");
    let again = publish(&output(&[("a.html", "1"), ("b/c.html", "new")]), &out, &mut Receipts::default()).unwrap();
    assert_eq!(again, Published { written: 0, unchanged: 2, removed: 0, made: 0 });
}

#[test]
fn a_folder_of_others_is_refused_and_their_files_in_ours_stay() {
    let root = scratch("others");
    let out = root.join("public");
    fs::create_dir_all(&out).unwrap();
    fs::write(out.join("thesis.txt"), "x").unwrap();
    assert_eq!(code(publish(&output(&[("a.html", "1")]), &out, &mut Receipts::default()).unwrap_err()), "not-ours");
    assert_eq!(fs::read_dir(&out).unwrap().count(), 1);
    fs::remove_file(out.join("thesis.txt")).unwrap();
    publish(&output(&[("a.html", "1"), ("b/c.html", "1")]), &out, &mut Receipts::default()).unwrap();
    fs::create_dir_all(out.join(".git")).unwrap();
    fs::write(out.join(".git/HEAD"), "ref").unwrap();
    publish(&output(&[("a.html", "2")]), &out, &mut Receipts::default()).unwrap();
    assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "2");
    assert_eq!(fs::read_to_string(out.join(".git/HEAD")).unwrap(), "ref");
    assert!(!out.join("b").exists());
}

#[test]
fn a_build_that_cannot_write_leaves_the_old_site() {
    let root = scratch("fails");
    let out = root.join("public");
    publish(&output(&[("a.html", "old")]), &out, &mut Receipts::default()).unwrap();
    // A file name that no file system takes, and that no page can have.
    let mut new = output(&[("a.html", "new")]);
    new.files.insert("x".repeat(300), b"1".to_vec());
    assert_eq!(code(publish(&new, &out, &mut Receipts::default()).unwrap_err()), "environment");
    assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "old");
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
}

#[test]
fn files_of_others_move_with_the_site_and_are_never_replaced() {
    let root = scratch("beside");
    let out = root.join("public");
    publish(&output(&[("a.html", "1"), ("b/c.html", "1")]), &out, &mut Receipts::default()).unwrap();
    fs::write(out.join("CNAME"), "example.org").unwrap();
    fs::write(out.join("b/notes.txt"), "mine").unwrap();
    publish(&output(&[("a.html", "2")]), &out, &mut Receipts::default()).unwrap();
    assert_eq!(fs::read_to_string(out.join("CNAME")).unwrap(), "example.org");
    assert_eq!(fs::read_to_string(out.join("b/notes.txt")).unwrap(), "mine");
    assert!(!out.join("b/c.html").exists());
    assert_eq!(
        code(publish(&output(&[("a.html", "3"), ("CNAME", "other")]), &out, &mut Receipts::default()).unwrap_err()),
        "not-ours"
    );
    assert_eq!(fs::read_to_string(out.join("a.html")).unwrap(), "2");
    assert_eq!(fs::read_to_string(out.join("CNAME")).unwrap(), "example.org");
    publish(&output(&[("a.html", "2"), ("CNAME", "example.org")]), &out, &mut Receipts::default()).unwrap();
}

#[test]
fn what_a_cut_short_build_left_is_cleared() {
    let root = scratch("stale");
    fs::create_dir_all(root.join(".public.bayan-staging/site/old")).unwrap();
    publish(&output(&[("a.html", "1")]), &root.join("public"), &mut Receipts::default()).unwrap();
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
    fs::create_dir_all(root.join(".public.bayan-staging/site/old")).unwrap();
    publish(&output(&[("a.html", "1")]), &root.join("public"), &mut Receipts::default()).unwrap();
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1, "nor beside a site that has not changed");
}

#[test]
fn a_manifest_cannot_reach_out_of_the_folder() {
    let root = scratch("reach");
    let out = root.join("public");
    fs::create_dir_all(&out).unwrap();
    fs::write(root.join("precious"), "x").unwrap();
    fs::write(out.join(MANIFEST), format!("{HEADER}\n../precious\n/etc/passwd\n")).unwrap();
    publish(&output(&[("a.html", "1")]), &out, &mut Receipts::default()).unwrap();
    assert!(root.join("precious").exists());
}

#[test]
fn two_files_of_one_path_and_paths_that_lead_out_are_refused() {
    let file = |path: &str| File { path: path.into(), bytes: Vec::new() };
    let mut output = Output::default();
    assert_eq!(code(output.add([file("a.html"), file("A.html")], "static").unwrap_err()), "path-taken");
    for path in ["../a", "/a", "a//b", "a/./b", "a\\b", MANIFEST] {
        assert_eq!(code(Output::default().add([file(path)], "static").unwrap_err()), "bad-path", "{path}");
    }
}

proptest! {
    #[test]
    fn many_paths_are_claimed_as_one_after_another(paths in prop::collection::vec("[aAb](/[aAb.é]{1,2}){0,2}", 0..8)) {
        let mut one_by_one = Paths::default();
        let claimed = paths.iter().try_for_each(|path| one_by_one.claim(path.clone(), "public"));
        let mut at_once = Paths::default();
        let all = at_once.claim_all(paths.clone(), "public");
        prop_assert_eq!(claimed.is_ok(), all.is_ok());
        prop_assert!(one_by_one.iter().eq(at_once.iter()));
        let later = ["a", "a/b", "a/b/c", "b/A", "c"];
        let claim = |paths: &mut Paths| later.map(|path| paths.claim(path.to_owned(), "static").is_ok());
        prop_assert_eq!(claim(&mut one_by_one), claim(&mut at_once));
    }
}

/// A site that another build publishes into the same folder while its files are made: before the one of this number.
struct Overtaken<'a> {
    site: Output,
    other: Output,
    folder: &'a Path,
    before: usize,
    /// Its files come piece by piece.
    is_streamed: bool,
    /// Whether the other came, and whether it found the folder free.
    came: Mutex<Option<bool>>,
}

impl Files for Overtaken<'_> {
    fn each(&self, take: Take<'_>) -> Result<Paths, Error> {
        let end = self.site.files.len();
        for (number, file) in self.site.files.iter().map(Some).chain([None]).enumerate() {
            let mut came = self.came.lock().unwrap();
            if number == self.before.min(end) && came.is_none() {
                *came = Some(publish(&self.other, self.folder, &mut Receipts::default()).is_ok());
            }
            if let Some((path, bytes)) = file {
                let write: Pieces<'_> = &|out| bytes.chunks(2).try_for_each(|piece| out.write_all(piece));
                take(match self.is_streamed {
                    true => Coming::Streamed { path: path.clone(), write },
                    false => Coming::Made(File { path: path.clone(), bytes: bytes.clone() }),
                })?;
            }
        }
        self.site.each(&|_| Ok(()))
    }
}

#[test]
fn a_build_that_is_overtaken_publishes_its_own_site_whole() {
    let new = [("a.html", "same"), ("b.html", "new"), ("c/d.html", "same")];
    let older: [&[(&str, &str)]; 4] =
        [&[], &new, &[("a.html", "same"), ("c/d.html", "same")], &[("a.html", "old"), ("z.html", "old")]];
    let mut overtaken = 0;
    for (case, old) in older.into_iter().enumerate() {
        for (before, is_streamed) in (0..=new.len()).flat_map(|before| [(before, false), (before, true)]) {
            let root = scratch(&format!("overtaken-{case}-{before}-{is_streamed}"));
            let folder = root.join("public");
            if !old.is_empty() {
                publish(&output(old), &folder, &mut Receipts::default()).unwrap();
            }
            let other = output(&[("a.html", "other"), ("b.html", "new"), ("y.html", "other")]);
            let (site, came) = (output(&new), Mutex::new(None));
            let site = Overtaken { site, other, folder: &folder, before, is_streamed, came };
            publish(&site, &folder, &mut Receipts::default()).unwrap();
            overtaken += usize::from(site.came.into_inner().unwrap() == Some(true));
            let text = |path: &str| fs::read_to_string(folder.join(path)).unwrap();
            new.iter().for_each(|(path, bytes)| assert_eq!(text(path), *bytes, "{path} of {old:?}, before {before}"));
            let others = ["y.html", "z.html"].map(|path| folder.join(path).exists());
            assert_eq!(others, [false, false], "{old:?}, before {before}");
            assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
        }
    }
    assert!(overtaken >= 16, "{overtaken}");
}

/// A site with a file that comes piece by piece and breaks off.
struct Broken(Output);

impl Files for Broken {
    fn each(&self, take: Take<'_>) -> Result<Paths, Error> {
        let write = |out: &mut (dyn io::Write + Send)| {
            out.write_all(b"new")?;
            Err(io::ErrorKind::StorageFull.into())
        };
        take(Coming::Streamed { path: "a.json".into(), write: &write })?;
        self.0.each(&|_| Ok(()))
    }
}

#[test]
fn a_file_that_breaks_off_is_told_and_leaves_the_old_site() {
    let root = scratch("broken");
    let folder = root.join("public");
    let site = [("a.json", "old"), ("b.html", "old")];
    publish(&output(&site), &folder, &mut Receipts::default()).unwrap();
    let error = publish(&Broken(output(&site)), &folder, &mut Receipts::default()).unwrap_err();
    assert!(error.findings()[0].place.path.ends_with("a.json"), "{error}");
    assert_eq!(code(error), "environment");
    assert!(Output::of(&Broken(output(&site))).is_err(), "nor is it held");
    assert_eq!(fs::read_to_string(folder.join("a.json")).unwrap(), "old");
    assert_eq!(fs::read_dir(&root).unwrap().count(), 1);
}
