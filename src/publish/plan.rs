//! What is to be done with the output folder, and doing it: the new site is made whole and put in the place of the old one. It compares no files.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::Path;
use std::sync::atomic::{AtomicBool, Ordering};

use rayon::prelude::*;

use super::disk::{
    FILE, Kept, exchange, in_folder, is_there, keep, link, make_folder, make_folders, on_disk, on_disk_as, open_all,
    opened, put, write,
};
use super::look::{Others, others};
use super::output::Paths;
use super::receipts::{self, Receipt, Receipts};
use super::spare::{Spare, Twins};
use super::{HEADER, MANIFEST, Published};
use crate::error::Error;
use crate::text::portable;

/// Files as they were found or written.
pub(super) type Noted = BTreeMap<String, Receipt>;

/// What is to be done with the output folder.
pub(super) struct Plan {
    /// What an earlier build wrote.
    old: BTreeSet<String>,
    /// Every path of the new site.
    paths: Paths,
    /// What is new or has changed.
    changed: BTreeSet<String>,
    noted: Noted,
    /// Files with a name that were made all the same.
    made: usize,
    /// What the site has no more.
    stale: Vec<String>,
    /// What was linked, or given its mode: all of it where nothing is said.
    touched: Option<BTreeSet<String>>,
    /// What is new stands where it was written: it was not moved since.
    is_exchanged: bool,
    /// The old site is to stay beside the new one.
    pub(super) leaves: bool,
    /// Something went that files were linked to.
    pub(super) is_unlinked: bool,
}

impl Plan {
    pub(super) fn new(
        old: BTreeSet<String>,
        paths: Paths,
        changed: BTreeSet<String>,
        noted: Noted,
        made: usize,
    ) -> Plan {
        let stale = old.par_iter().filter(|path| !paths.contains(path)).cloned().collect();
        let (touched, is_exchanged, leaves, is_unlinked) = (None, false, false, false);
        Plan { old, paths, changed, noted, made, stale, touched, is_exchanged, leaves, is_unlinked }
    }

    /// Whether the folder has the site as it is to be.
    pub(super) fn is_done(&self, folder: &Path) -> bool {
        self.changed.is_empty() && self.stale.is_empty() && folder.join(MANIFEST).is_file()
    }

    pub(super) fn published(&self) -> Published {
        let (written, removed) = (self.changed.len(), self.stale.len());
        Published { written, unchanged: self.paths.len().saturating_sub(written), removed, made: self.made }
    }

    /// What is known of the files now that they are in place, and of the spare that was left.
    pub(super) fn receipts(self, folder: &Path, spare: Option<Twins>) -> Receipts {
        let is_done = self.changed.is_empty() && self.stale.is_empty() && !self.is_unlinked;
        let as_noted = is_done && self.noted.keys().all(|path| self.is_open(path));
        let Plan { changed, mut noted, paths, touched, is_exchanged, .. } = self;
        // A spare that went touched all that was linked.
        let touched = touched.filter(|_| spare.is_some());
        let is_touched = |path: &str| {
            let stays = as_noted || (is_exchanged && changed.contains(path));
            !stays && touched.as_ref().is_none_or(|touched| touched.contains(path) || changed.contains(path))
        };
        receipts::note(folder, &mut noted, is_touched);
        Receipts::new(folder, noted, paths.len(), spare)
    }

    /// Whether a file is known to stand with the mode that it should have.
    pub(super) fn is_open(&self, path: &str) -> bool {
        self.noted.get(path).is_some_and(|receipt| receipt.stands.has_mode(FILE))
    }

    pub(super) fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.paths.iter().map(String::as_str)
    }

    /// Whether a page that goes, or its folder, is one on some disk with one that comes, and yet written in another way: to
    /// take the old one out of a spare would take the new one too, or leave its folder in the old spelling.
    pub(super) fn has_doubles(&self) -> bool {
        let mut gone: BTreeMap<String, BTreeSet<&str>> = BTreeMap::new();
        for part in self.stale.iter().flat_map(|path| parts(path)) {
            gone.entry(portable::folded(part)).or_default().insert(part);
        }
        let mut come = self.names().filter(|path| !gone.is_empty() && !self.old.contains(*path)).flat_map(parts);
        come.any(|part| gone.get(&portable::folded(part)).is_some_and(|gone| gone.iter().any(|gone| *gone != part)))
    }

    /// Makes the new site whole and puts it in the place of the old one. Of a spare, which is where it is made then, only what
    /// differs is touched. `keeps` says whether somebody will know of the old site if it stays as a spare.
    pub(super) fn replace(
        &mut self,
        folder: &Path,
        site: &Path,
        spare: Option<&Spare>,
        keeps: bool,
    ) -> Result<(), Error> {
        make_folder(site)?;
        let is_there = is_there(folder)?;
        let is_ours = !is_there || spare.is_some_and(|spare| spare.is_ours(folder));
        let others = if is_ours { Others::Files(Vec::new()) } else { others(folder, &self.old)? };
        let (in_place, mut leaves) = match &others {
            Others::Files(files) => {
                (!files.iter().all(|file| link(&folder.join(file), &site.join(file)).is_ok()), files.is_empty())
            }
            Others::Folders => (true, false),
        };
        if !in_place {
            leaves &= self.keep_all(folder, site, spare)?;
            if spare.is_some() {
                self.stale.iter().try_for_each(|path| remove_stale(site, path))?;
            }
        }
        let manifest = site.join(MANIFEST);
        write(&manifest, listed(self.paths.iter()).as_bytes()).map_err(Error::environment(
            &manifest,
            "write the list of files",
            "كتابة قائمة الملفات",
        ))?;
        on_disk(site)?;
        if !in_place && exchange(site, folder).is_ok() {
            self.is_exchanged = true;
            // Where the system says nothing of files, nothing of a spare can be known.
            self.leaves = leaves && keeps && is_there && cfg!(unix);
            return Ok(());
        }
        merge(folder, site, self)
    }

    /// Puts into the new site what did not change; says whether all of it is linked.
    fn keep_all(&mut self, folder: &Path, site: &Path, spare: Option<&Spare>) -> Result<bool, Error> {
        let is_copied = AtomicBool::new(false);
        let stands = |path: &str| spare.is_some_and(|spare| !spare.lacks(path) && self.old.contains(path));
        let names: Vec<&str> = self.names().filter(|path| !self.changed.contains(*path)).collect();
        let unchanged = names.into_par_iter().map(|path| (path, stands(path)));
        let unchanged: Vec<(&str, bool)> = unchanged.filter(|(path, stands)| !stands || !self.is_open(path)).collect();
        unchanged.par_iter().try_for_each(|(path, stands)| {
            let (from, to) = (folder.join(path), site.join(path));
            let kept = in_folder(&to, || match stands {
                true => opened(&to, FILE).map(|()| Kept::Linked),
                false => keep(&from, &to, self.is_open(path)),
            })?;
            let kept = kept.map_err(Error::environment(&to, "write the page", "كتابة الصفحة"))?;
            is_copied.fetch_or(kept == Kept::Copied, Ordering::Relaxed);
            Ok(())
        })?;
        let touched = unchanged.into_iter().map(|(path, _)| path.to_owned()).collect();
        self.touched = spare.map(|_| touched);
        Ok(!is_copied.into_inner())
    }
}

/// Replaces file by file. The list names old and new files alike until all are in place, so that a build which is cut
/// short leaves nothing that the next one does not know to be bayan's.
fn merge(folder: &Path, site: &Path, plan: &Plan) -> Result<(), Error> {
    let Plan { old, changed, stale, paths, .. } = plan;
    let manifest = folder.join(MANIFEST);
    let both: BTreeSet<&String> = old.iter().chain(paths.iter()).collect();
    make_folders(folder, plan.names())?;
    let interim = site.join(format!("{MANIFEST}-both"));
    // Put in place whole: without its first line the folder would be taken for one of others.
    write(&interim, listed(both).as_bytes())
        .and_then(|_| on_disk_as(&interim))
        .and_then(|()| put(&interim, &manifest, folder))
        .map_err(Error::environment(&manifest, "write the list of files", "كتابة قائمة الملفات"))?;
    for path in changed {
        let to = folder.join(path);
        put(&site.join(path), &to, folder).map_err(Error::environment(
            &to,
            "put the page in its place",
            "وضع الصفحة في موضعها",
        ))?;
    }
    stale.iter().try_for_each(|path| remove_stale(folder, path))?;
    open_all(folder, plan.names(), |_| false)?;
    on_disk(folder)?;
    put(&site.join(MANIFEST), &manifest, folder).map_err(Error::environment(
        &manifest,
        "put the list of files in its place",
        "وضع قائمة الملفات في موضعها",
    ))
}

/// Removes a page that the site has no more, and the folders that it was alone in.
fn remove_stale(folder: &Path, path: &str) -> Result<(), Error> {
    let gone = folder.join(path);
    match fs::remove_file(&gone) {
        // A folder of the new site may stand in the place of a page, and a page in that of its folder.
        Err(error) if !is_gone(&gone, &error) => {
            Err(Error::environment(&gone, "remove the stale page", "حذف الصفحة القديمة")(error))
        }
        _ => {
            remove_empty_parents(folder, &gone);
            Ok(())
        }
    }
}

/// A path with those of the folders on the way to it.
fn parts(path: &str) -> impl Iterator<Item = &str> {
    path.match_indices('/').map(|(end, _)| end).chain([path.len()]).filter_map(|end| path.get(..end))
}

fn is_gone(path: &Path, error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory)
        || fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir())
}

fn remove_empty_parents(folder: &Path, gone: &Path) {
    let parents = gone.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in parents {
        if fs::remove_dir(parent).is_err() {
            return;
        }
    }
}

fn listed<'a>(paths: impl IntoIterator<Item = &'a String>) -> String {
    let mut text = format!("{HEADER}\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}
