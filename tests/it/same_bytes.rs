//! The same input gives the same tree, modes included: whatever the threads, the time zone, the language, the umask, the user, the folder, the order in which the file system lists files, and the clock.

use std::collections::BTreeMap;
use std::fs;
use std::os::unix::fs::{MetadataExt, PermissionsExt, chown};
use std::path::{Path, PathBuf};
use std::process::Command;

use xxhash_rust::xxh3::xxh3_64;

use crate::harness::{SITES, case, copy, finished, scratch};

/// The user and group of nobody on Debian, who owns no file.
const NOBODY: u32 = 65534;

/// One way to build. All of it may differ from one machine to the next.
struct Way {
    name: &'static str,
    jobs: &'static str,
    umask: &'static str,
    variables: [(&'static str, &'static str); 3],
    /// What the clock shows, by faketime.
    clock: Option<&'static str>,
    /// How the file system lists what is in a folder, by disorderfs.
    order: Option<&'static str>,
    nobody: bool,
}

const WAYS: [Way; 4] = [
    Way {
        name: "one thread",
        jobs: "1",
        umask: "022",
        variables: [("TZ", "UTC"), ("LANG", "C"), ("LC_ALL", "C")],
        clock: None,
        order: None,
        nobody: false,
    },
    Way {
        name: "two threads, nobody, umask 077",
        jobs: "2",
        umask: "077",
        variables: [("TZ", "Asia/Baghdad"), ("LANG", "ar_IQ.UTF-8"), ("LC_ALL", "ar_IQ.UTF-8")],
        clock: None,
        order: None,
        nobody: true,
    },
    Way {
        name: "eight threads, reversed folders, 2001",
        jobs: "8",
        umask: "002",
        variables: [("TZ", "Pacific/Kiritimati"), ("LANG", "tr_TR.UTF-8"), ("LC_ALL", "tr_TR.UTF-8")],
        clock: Some("2001-02-03 04:05:06"),
        order: Some("--reverse-dirents=yes"),
        nobody: false,
    },
    Way {
        name: "eight threads, shuffled folders, 2037",
        jobs: "8",
        umask: "000",
        variables: [("TZ", "America/Caracas"), ("HOME", "/nowhere"), ("LANGUAGE", "fa")],
        clock: Some("2037-12-31 23:59:59"),
        order: Some("--shuffle-dirents=yes"),
        nobody: false,
    },
];

/// Every file and folder below a folder: its mode, and its bytes if it is a file.
fn tree(folder: &Path) -> BTreeMap<String, (u32, Option<Vec<u8>>)> {
    let mut all = BTreeMap::new();
    let mut paths = vec![folder.to_owned()];
    while let Some(path) = paths.pop() {
        let meta = fs::symlink_metadata(&path).unwrap();
        if meta.is_dir() {
            paths.extend(fs::read_dir(&path).unwrap().map(|entry| entry.unwrap().path()));
        }
        let name = path.strip_prefix(folder).unwrap().to_str().unwrap().to_owned();
        all.insert(name, (meta.permissions().mode() & 0o7777, meta.is_file().then(|| fs::read(&path).unwrap())));
    }
    all
}

fn hash(tree: &BTreeMap<String, (u32, Option<Vec<u8>>)>) -> u64 {
    let lines =
        tree.iter().map(|(path, (mode, bytes))| format!("{mode:o} {path} {:x?}\n", bytes.as_deref().map(xxh3_64)));
    xxh3_64(lines.collect::<String>().as_bytes())
}

/// A view of a folder that lists what is in it in another order, until it is dropped.
struct Disordered(PathBuf);

impl Disordered {
    /// Nothing where disorderfs is not installed or the machine has no FUSE.
    fn of(folder: &Path, at: PathBuf, order: &str) -> Option<Disordered> {
        fs::create_dir_all(&at).unwrap();
        let run = Command::new("disorderfs").arg(order).args([folder, &at]).output().ok()?;
        run.status.success().then_some(Disordered(at))
    }
}

impl Drop for Disordered {
    fn drop(&mut self) {
        let _ = Command::new("fusermount").arg("-u").arg(&self.0).status();
    }
}

fn works(command: &str, args: &[&str], expected: &str) -> bool {
    let output = Command::new(command).args(args).output();
    output.is_ok_and(|output| String::from_utf8_lossy(&output.stdout).trim() == expected)
}

fn names(folder: &Path) -> Vec<std::ffi::OsString> {
    fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().file_name()).collect()
}

fn give_all(folder: &Path) {
    chown(folder, Some(NOBODY), Some(NOBODY)).unwrap();
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        if path.is_dir() {
            give_all(&path);
        } else {
            chown(&path, Some(NOBODY), Some(NOBODY)).unwrap();
        }
    }
}

/// Builds a site in one way; tells what of it this machine does not have.
fn built(site: &str, number: usize, way: &Way) -> BTreeMap<String, (u32, Option<Vec<u8>>)> {
    let beside = scratch(&format!("same-{site}-{number}"));
    // Whoever builds must be let into the folder, and into the program's.
    let is_root = fs::metadata(&beside).unwrap().uid() == 0;
    let nobody = way.nobody && is_root && works("setpriv", &["--reuid=65534", "id", "-u"], "65534");
    let place = if nobody {
        std::env::temp_dir().join(format!("bayan-same-{}-{site}", std::process::id()))
    } else {
        beside.clone()
    };
    let root = place.join(format!("a folder {number}"));
    for part in ["seeds", "templates", "static"] {
        if case(site).join(part).is_dir() {
            copy(&case(site).join(part), &root.join(part));
        }
    }
    fs::create_dir_all(&root).unwrap();
    fs::copy(case(site).join("site.toml"), root.join("site.toml")).unwrap();
    let program = if nobody { place.join("bayan") } else { PathBuf::from(env!("CARGO_BIN_EXE_bayan")) };
    if nobody {
        fs::copy(env!("CARGO_BIN_EXE_bayan"), &program).unwrap();
        give_all(&place);
    }
    let disordered = way.order.and_then(|order| Disordered::of(&root, beside.join("mounted"), order));
    if let Some(mounted) = &disordered
        && site == "bundled"
    {
        let [plain, other] = [&root, &mounted.0].map(|folder| names(&folder.join("seeds")));
        assert!(plain.len() > 4 && plain != other, "disorderfs changes nothing: {other:?}");
    }
    let clock = way.clock.filter(|clock| works("faketime", &[clock, "date", "+%Y"], &clock[..4]));
    for (missing, what) in [
        (way.nobody && !nobody, "another user (root and setpriv)"),
        (way.order.is_some() && disordered.is_none(), "another order of folders (disorderfs)"),
        (way.clock.is_some() && clock.is_none(), "another clock (faketime)"),
    ] {
        if missing {
            println!("skipped, since the machine lacks it: {what}");
        }
    }
    let mut command: Vec<String> =
        vec!["sh".into(), "-c".into(), format!("umask {}; exec \"$@\"", way.umask), "sh".into()];
    if nobody {
        command.extend(["setpriv", "--reuid=65534", "--regid=65534", "--clear-groups"].map(String::from));
    }
    command.extend(clock.into_iter().flat_map(|clock| ["faketime".to_owned(), clock.to_owned()]));
    command.push(program.to_str().unwrap().into());
    command.extend(["build", "--jobs", way.jobs, "--out"].map(String::from));
    let out = root.join("made here");
    command.push(out.to_str().unwrap().into());
    let seen = disordered.as_ref().map_or(&root, |mounted| &mounted.0);
    let run = finished(Command::new(&command[0]).args(&command[1..]).current_dir(seen).envs(way.variables));
    assert_eq!(run.code, 0, "{site}, {}: {}", way.name, run.stderr);
    drop(disordered);
    let tree = tree(&out);
    if nobody {
        assert_eq!(fs::metadata(&out).unwrap().uid(), NOBODY);
        fs::remove_dir_all(&place).unwrap();
    }
    tree
}

#[test]
fn every_way_to_build_gives_one_tree() {
    for site in SITES {
        let first = built(site, 0, &WAYS[0]);
        for (number, way) in WAYS.iter().enumerate().skip(1) {
            let other = built(site, number, way);
            assert_eq!(first.keys().collect::<Vec<_>>(), other.keys().collect::<Vec<_>>(), "{site}, {}", way.name);
            for (path, (mode, bytes)) in &first {
                let (other_mode, other_bytes) = &other[path];
                assert_eq!(format!("{mode:o}"), format!("{other_mode:o}"), "{site}, {}: the mode of {path}", way.name);
                assert!(bytes == other_bytes, "{site}, {}: {path} differs", way.name);
            }
            assert_eq!(hash(&first), hash(&other));
        }
        println!("{site}: {} files and folders, tree {:016x}, {} ways", first.len(), hash(&first), WAYS.len());
        for (path, (mode, bytes)) in &first {
            let published = if bytes.is_some() { 0o644 } else { 0o755 };
            assert_eq!(*mode, published, "{path}");
        }
    }
}

/// A site that another program published, or whose modes somebody changed, is as a new one after the next build.
#[test]
fn modes_are_mended_where_nothing_else_changed() {
    let root = scratch("same-modes");
    copy(&case("awkward").join("seeds"), &root.join("seeds"));
    fs::copy(case("awkward").join("site.toml"), root.join("site.toml")).unwrap();
    let build = || crate::harness::build_in(&root, &[], &[]);
    assert_eq!(build().code, 0);
    let made = tree(&root.join("public"));
    for (path, mode) in [("index.html", 0o600), ("en/index.html", 0o777), ("communiques", 0o700)] {
        fs::set_permissions(root.join("public").join(path), fs::Permissions::from_mode(mode)).unwrap();
    }
    assert!(tree(&root.join("public")) != made);
    assert!(build().stdout.contains(": 0 files written, "));
    assert!(tree(&root.join("public")) == made);
}
