//! Publishing while the system fails it: after any call that goes wrong, or after which all go wrong, readers have one site whole, and the next build mends the rest. `BAYAN_FAULTS=all` tries every fault at every call.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};

use bayan::page::File;
use bayan::publish::{Output, Receipts, publish};

use crate::harness::{files, scratch};

/// Calls that publishing may make, and what each is failed with.
const CALLS: [&str; 21] = [
    "openat",
    "read",
    "write",
    "close",
    "statx",
    "chmod",
    "fchmod",
    "mkdir",
    "rmdir",
    "unlink",
    "unlinkat",
    "link",
    "linkat",
    "rename",
    "renameat2",
    "getdents64",
    "fsync",
    "fdatasync",
    "syncfs",
    "flock",
    "fcntl",
];
const FAULTS: [&str; 7] =
    ["signal=KILL", "error=EIO", "error=ENOSPC", "error=EACCES", "error=EMFILE", "error=EINTR", "error=ENOSPC+"];

/// What lies beside the old site when the new one is published.
#[derive(Clone, Copy, Debug, PartialEq)]
enum Beside {
    Nothing,
    /// A folder of others in it, so that the two sites cannot change places.
    Others,
    /// The site before it, which receipts know of.
    Spare,
}

const FOLDER: &str = "BAYAN_TEST_FOLDER";
/// A file that is asked for just before publishing begins.
const MARK: &str = "/publishing-begins-here";

/// The site before the old one, which the spare is.
fn older() -> BTreeMap<String, Vec<u8>> {
    site(&[("index.html", "older"), ("a/index.html", "same"), ("b/index.html", "old"), ("away/index.html", "older")])
}

fn old() -> BTreeMap<String, Vec<u8>> {
    site(&[("index.html", "old"), ("a/index.html", "same"), ("b/index.html", "old"), ("gone/index.html", "old")])
}

fn new() -> BTreeMap<String, Vec<u8>> {
    site(&[("index.html", "new!"), ("a/index.html", "same"), ("b/index.html", "new!"), ("c/d/index.html", "new!")])
}

fn site(files: &[(&str, &str)]) -> BTreeMap<String, Vec<u8>> {
    files.iter().map(|(path, text)| ((*path).to_owned(), text.as_bytes().to_vec())).collect()
}

fn output(files: &BTreeMap<String, Vec<u8>>) -> Output {
    let mut output = Output::default();
    let files = files.iter().map(|(path, bytes)| File { path: path.clone(), bytes: bytes.clone() });
    output.add(files, "test").unwrap();
    output
}

/// What stands in a folder, without the list of files and what others put there.
fn served(folder: &Path) -> BTreeMap<String, Vec<u8>> {
    files(folder).into_iter().filter(|(path, _)| path != ".bayan-manifest" && !path.starts_with(".git/")).collect()
}

/// The receipts that the build before left, as they lie beside its site.
fn known(folder: &Path) -> Receipts {
    fs::read(folder.with_extension("receipts")).map(|bytes| postcard::from_bytes(&bytes).unwrap()).unwrap_or_default()
}

/// Publishes the new site once, for a tracer to look at: no test by itself.
#[test]
#[ignore = "run under strace by the test below"]
fn publish_once() {
    #[expect(clippy::disallowed_methods, reason = "a test says to itself where to publish")]
    let Some(folder) = std::env::var_os(FOLDER) else {
        return;
    };
    let (output, mut receipts) = (output(&new()), known(Path::new(&folder)));
    let _ = fs::symlink_metadata(MARK);
    let _ = publish(&output, Path::new(&folder), &mut receipts);
    std::process::exit(0);
}

/// Runs it with one fault; the lines of the trace.
fn traced(folder: &Path, calls: &str, inject: Option<&str>) -> Vec<String> {
    let log = folder.with_extension("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "--seccomp-bpf", "-qq", "-o"]).arg(&log).args(["-e", &format!("trace={calls}")]);
    command.args(inject.map(|inject| ["-e".to_owned(), format!("inject={inject}")]).into_iter().flatten());
    // Of a umask that leaves nothing to a web server, so that modes have to be given.
    command.args(["sh", "-c", "umask 077; exec \"$0\" \"$@\""]).arg(std::env::current_exe().unwrap()).args([
        "--exact",
        "faults::publish_once",
        "--ignored",
        "--test-threads=1",
    ]);
    command.env(FOLDER, folder).env("RAYON_NUM_THREADS", "1").stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap();
    fs::read_to_string(&log).unwrap_or_default().lines().map(str::to_owned).collect()
}

/// For each call the numbers, counted in each thread from 1, that it has while the site is published.
fn calls(folder: &Path) -> BTreeMap<&'static str, BTreeSet<usize>> {
    let mut counts: BTreeMap<(String, &str), usize> = BTreeMap::new();
    let mut numbers: BTreeMap<&str, BTreeSet<usize>> = BTreeMap::new();
    let mut begun = false;
    for line in traced(folder, &CALLS.join(","), None) {
        begun |= line.contains(MARK);
        let Some((thread, rest)) = line.split_once(' ') else { continue };
        let Some(call) = CALLS.into_iter().find(|call| rest.trim_start().starts_with(&format!("{call}("))) else {
            continue;
        };
        let count = counts.entry((thread.to_owned(), call)).or_default();
        *count += 1;
        if begun && !line.contains(MARK) {
            numbers.entry(call).or_default().insert(*count);
        }
    }
    assert!(begun && !numbers.is_empty(), "nothing was traced");
    numbers
}

/// The old site in a folder, and what lies beside it.
fn prepared(folder: &Path, beside: Beside) {
    let root = folder.parent().unwrap();
    let _ = fs::remove_dir_all(root);
    fs::create_dir_all(root).unwrap();
    let mut receipts = Receipts::default();
    if beside == Beside::Spare {
        publish(&output(&older()), folder, &mut receipts).unwrap();
    }
    publish(&output(&old()), folder, &mut receipts).unwrap();
    match beside {
        Beside::Nothing => {}
        Beside::Others => {
            fs::create_dir_all(folder.join(".git")).unwrap();
            fs::write(folder.join(".git/HEAD"), "ref").unwrap();
        }
        Beside::Spare => {
            assert_eq!(served(&root.join(".public.bayan-staging/site")), older());
            fs::write(folder.with_extension("receipts"), postcard::to_stdvec(&receipts).unwrap()).unwrap();
        }
    }
}

/// What a call is failed with: an end without warning, and one error after the other in turn; or with all.
fn faults(call: &str, number: usize) -> impl Iterator<Item = &'static str> {
    #[expect(clippy::disallowed_methods, reason = "how much is tried, not what comes of it")]
    let all = std::env::var("BAYAN_FAULTS").is_ok_and(|wanted| wanted == "all");
    let turn = 1 + (number + call.len()) % (FAULTS.len() - 1);
    FAULTS.into_iter().enumerate().filter(move |(index, _)| all || [0, turn].contains(index)).map(|(_, fault)| fault)
}

fn every_fault(name: &str, lies: Beside) -> usize {
    let folder: PathBuf = scratch(name).join("root/public");
    prepared(&folder, lies);
    let calls = calls(&folder);
    let mut tried = 0;
    for (call, numbers) in calls {
        for (number, fault) in numbers.iter().flat_map(|number| faults(call, *number).map(move |fault| (number, fault)))
        {
            prepared(&folder, lies);
            let git = folder.join(".git/HEAD");
            let (fault, on) = fault.strip_suffix('+').map_or((fault, ""), |fault| (fault, "+"));
            let inject = format!("{call}:{fault}:when={number}{on}");
            traced(&folder, call, Some(&inject));
            tried += 1;
            let now = served(&folder);
            if lies == Beside::Others {
                // File by file: each is the old one or the new one, and none that both sites have is missing.
                for (path, bytes) in &now {
                    assert!([old().get(path), new().get(path)].contains(&Some(bytes)), "{inject}: {path}");
                }
                assert!(
                    ["index.html", "a/index.html", "b/index.html"].iter().all(|path| now.contains_key(*path)),
                    "{inject}"
                );
                assert!(fs::read_to_string(&git).is_ok_and(|text| text == "ref"), "{inject}: a file of others is lost");
            } else {
                assert!(now == old() || now == new(), "{inject}: {:?}", now.keys());
            }
            // The next build knows what the build before this one left, or nothing.
            let mut receipts = if tried % 2 == 0 { known(&folder) } else { Receipts::default() };
            let knows = receipts != Receipts::default();
            let mut sites = vec![new()];
            sites.extend(knows.then(old).into_iter().chain(knows.then(new)));
            for site in sites {
                publish(&output(&site), &folder, &mut receipts)
                    .unwrap_or_else(|error| panic!("{inject}: the next build: {error}"));
                assert_eq!(served(&folder), site, "{inject}: after the next build");
            }
            let beside = fs::read_dir(folder.parent().unwrap()).unwrap().map(|entry| entry.unwrap().file_name());
            let mut beside: BTreeSet<String> = beside.map(|name| name.into_string().unwrap()).collect();
            beside.retain(|name| !["public", "public.trace", "public.receipts"].contains(&name.as_str()));
            let spare = knows.then(|| ".public.bayan-staging".to_owned());
            assert_eq!(beside, spare.into_iter().collect::<BTreeSet<_>>(), "{inject}");
        }
    }
    tried
}

#[test]
fn readers_have_one_site_whole_whatever_call_fails() {
    if !Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status().is_ok_and(|status| status.success()) {
        eprintln!("skipped: strace is not here, or may trace nothing");
        return;
    }
    let tried =
        [("faults-exchanged", Beside::Nothing), ("faults-in-place", Beside::Others), ("faults-spare", Beside::Spare)]
            .map(|(name, lies)| every_fault(name, lies));
    println!("publishing: {tried:?} faults injected");
    assert!(tried.iter().all(|tried| *tried > 100), "{tried:?}");
}
