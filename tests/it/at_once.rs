//! Several builds into one folder at once, and readers all along: each page is there at every moment, whole, and at the end the site is that of one build.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::thread;

use bayan::error::Error;
use bayan::page::File;
use bayan::publish::{Output, Receipts, publish};

use crate::harness::{files, scratch};

const PAGES: [&str; 3] = ["index.html", "a/index.html", "a/b/index.html"];
const ROUNDS: usize = 60;

/// A site of which every page says which build it is of, and that has a page of its own.
fn site(build: &str) -> BTreeMap<String, Vec<u8>> {
    let own = format!("{build}/index.html");
    let text = |path: &str| format!("{build} {path}\n").repeat(400).into_bytes();
    PAGES.into_iter().chain([own.as_str()]).map(|path| (path.to_owned(), text(path))).collect()
}

fn output(build: &str) -> Output {
    let mut output = Output::default();
    output.add(site(build).into_iter().map(|(path, bytes)| File { path, bytes }), "test").unwrap();
    output
}

/// Reads the pages until it is told to stop; gives how often.
fn read(folder: &Path, builds: &[&str], stop: &AtomicBool) -> usize {
    let sites: Vec<_> = builds.iter().map(|build| site(build)).collect();
    let mut reads = 0;
    while !stop.load(Ordering::Relaxed) {
        for path in PAGES {
            let found = fs::read(folder.join(path)).unwrap_or_else(|error| panic!("{path}: {error}"));
            assert!(sites.iter().any(|site| site[path] == found), "{path} is neither site's");
            reads += 1;
        }
    }
    reads
}

#[test]
fn readers_see_whole_pages_while_two_build() {
    let root = scratch("at-once");
    let folder = root.join("public");
    let builds = ["one", "two"];
    publish(&output("one"), &folder, &mut Receipts::default()).unwrap();
    let (stop, refused) = (AtomicBool::new(false), AtomicUsize::new(0));
    let reads = thread::scope(|scope| {
        let reader = scope.spawn(|| read(&folder, &builds, &stop));
        let builders = [0, 1].map(|turn| {
            let (folder, refused) = (&folder, &refused);
            scope.spawn(move || {
                let outputs = builds.map(output);
                for round in 0..ROUNDS {
                    // Each build has something to do, whichever was the last.
                    match publish(&outputs[(round + turn) % 2], folder, &mut Receipts::default()) {
                        Ok(_) => {}
                        // The other is at work, or was when this one looked at what it had written.
                        Err(Error::Environment(_)) => drop(refused.fetch_add(1, Ordering::Relaxed)),
                        Err(error) => panic!("{error}"),
                    }
                }
            })
        });
        let ended = builders.map(thread::ScopedJoinHandle::join);
        stop.store(true, Ordering::Relaxed);
        ended.into_iter().for_each(Result::unwrap);
        reader.join().unwrap()
    });
    println!("{reads} reads, {} builds of {} came while another was at work", refused.into_inner(), 2 * ROUNDS);
    assert!(reads > 100);
    let found: BTreeMap<_, _> = files(&folder).into_iter().filter(|(path, _)| path != ".bayan-manifest").collect();
    assert!(builds.iter().any(|build| found == site(build)), "{:?}", found.keys());
    publish(&output("one"), &folder, &mut Receipts::default()).unwrap();
    let beside: Vec<_> = fs::read_dir(&root).unwrap().map(|entry| entry.unwrap().file_name()).collect();
    assert_eq!(beside, ["public"]);
}
