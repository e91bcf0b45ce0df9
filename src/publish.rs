//! Finished files → the output folder, in one step. It touches nothing that an earlier build of this site did not write, and a failure before the last step leaves the old site as it was.

mod disk;
mod look;
mod output;
mod receipts;
mod staging;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, PoisonError};

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::page::{Coming, File};
use crate::say;
use crate::source::stands::Stands;
use disk::{
    ARRIVING, FILE, exchange, in_folder, is_there, keep, link, make_folder, make_folders, on_disk, on_disk_as,
    open_all, put, same, write,
};
use look::{Others, Seen, foreign, links, others, owned, seen};
use staging::Staging;

pub use look::refuse;
pub use output::{Files, Output, Paths};
use receipts::Receipt;
pub use receipts::Receipts;

/// The list of what a build wrote, in the output folder: this line, then a path a line.
const MANIFEST: &str = ".bayan-manifest";
const HEADER: &str = "# written by bayan; the next build replaces these files and no others";

/// What publishing did, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Published {
    /// Written, since they are new or have changed.
    pub written: usize,
    /// Left as they were.
    pub unchanged: usize,
    /// Taken away, since the site has them no more.
    pub removed: usize,
    /// Pages and fonts that were made: what they are made from is new or has changed, or they did not stand there.
    pub made: usize,
}

/// Puts a site into a folder.
///
/// Each file is compared with the one of the site before when it is made, and only what is new or has changed is written:
/// into a new site beside the old one. Files that did not change, and files of others, are the same files, linked. Then the
/// two folders change places. Where that cannot be, because the folder holds folders of others, is a mount, or lies on a
/// file system that cannot exchange folders, each changed file replaces its old one and then the stale ones go.
///
/// `receipts` are those of the build before, or none, and become those of this one: what they say of a file is worth
/// nothing as soon as somebody touches it.
///
/// # Errors
/// The folder is not bayan's or has a file of others in the place of a page (nothing was touched), a file cannot be made,
/// or the disk or a permission is in the way (the old site stays).
pub fn publish(files: &impl Files, folder: &Path, receipts: &mut Receipts) -> Result<Published, Error> {
    let typed = folder;
    let folder = &fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    // Where the system has no names for a site, only the lock says that it stays the same.
    let lock = seen(folder).is_none().then(|| Staging::new(folder)).transpose()?;
    let (mut published, is_steady) = Attempt::new(folder, typed, receipts, lock).publish(files);
    if !is_steady {
        // Another build ended meanwhile: with the lock in hand, none can.
        published = Attempt::new(folder, typed, receipts, Some(Staging::new(folder)?)).publish(files).0;
    }
    let (published, known) = published?;
    *receipts = known;
    Ok(published)
}

/// How many files of a site stand in a folder just as a build left them; none where anything is missing, was touched, or is
/// left to be done.
pub fn standing(folder: &Path, receipts: &Receipts) -> Option<usize> {
    let folder = &fs::canonicalize(folder).ok()?;
    let paths = || receipts.paths();
    let whole = receipts.is_whole() && !Staging::is_left(folder) && !is_there(&folder.join(ARRIVING)).ok()?;
    let stands = whole && links(folder, folder, paths()).is_ok() && receipts.all_stand(folder, FILE);
    // Nobody keeps receipts for folders.
    (stands && open_all(folder, paths(), |_| true).is_ok()).then(|| paths().count())
}

/// One way through the files of a site.
struct Attempt<'a> {
    folder: &'a Path,
    /// The folder as findings name it.
    typed: &'a Path,
    /// The site in the folder when it was looked at first.
    before: Option<Seen>,
    /// There is nothing to compare with.
    is_first: bool,
    receipts: &'a Receipts,
    work: Mutex<Work>,
}

/// What was done so far.
#[derive(Default)]
struct Work {
    /// Held from the first file on that has changed.
    staging: Option<Staging>,
    /// The site that was compared with is still there, as far as is known.
    is_steady: bool,
    /// What is new or has changed: written into the new site.
    changed: BTreeSet<String>,
    /// Folders of the site that are no links, as far as is known.
    looked_at: BTreeSet<String>,
    noted: Noted,
    /// Files with a name that were made all the same.
    made: usize,
}

/// Files as they were found or written.
type Noted = BTreeMap<String, Receipt>;

impl<'a> Attempt<'a> {
    fn new(folder: &'a Path, typed: &'a Path, receipts: &'a Receipts, staging: Option<Staging>) -> Attempt<'a> {
        let before = seen(folder);
        let is_first = matches!(fs::symlink_metadata(folder), Err(error) if error.kind() == io::ErrorKind::NotFound);
        Attempt {
            folder,
            typed,
            before,
            is_first,
            receipts,
            work: Mutex::new(Work { staging, is_steady: true, ..Work::default() }),
        }
    }

    /// Makes and publishes, and says whether the site stayed the one that was compared with: else this counts for nothing.
    fn publish(self, files: &impl Files) -> (Result<(Published, Receipts), Error>, bool) {
        let plan = self.all(files);
        let folder = self.folder;
        let Work { staging, is_steady, .. } = self.work.into_inner().unwrap_or_else(PoisonError::into_inner);
        let is_steady = staging.as_ref().map_or_else(|| self.before == seen(folder), |_| is_steady);
        // Whatever else links to a file changes what the system says of it when it goes.
        staging.into_iter().for_each(Staging::remove);
        (plan.map(|plan| (plan.published(), plan.receipts(folder))), is_steady)
    }

    fn all(&self, files: &impl Files) -> Result<Plan, Error> {
        let old = owned(self.folder, self.typed)?;
        let no_links = links(self.folder, self.typed, old.iter().map(String::as_str))?;
        self.work().looked_at.extend(no_links.into_iter().map(str::to_owned));
        let paths = files.each(&|coming| self.take(coming))?;
        let mut work = self.work();
        let (changed, noted, made) = (std::mem::take(&mut work.changed), std::mem::take(&mut work.noted), work.made);
        drop(work);
        self.no_foreign(&changed, &old)?;
        let stale = old.iter().filter(|path| !paths.contains(path)).cloned().collect();
        let plan = Plan { stale, old, changed, noted, made, paths };
        if plan.is_done(self.folder) {
            if self.work().staging.is_none() {
                Staging::clear(self.folder);
            }
            open_all(self.folder, plan.names(), |path| plan.is_open(path))?;
        } else if let Some(site) = self.staged()? {
            replace(self.folder, &plan, &site)?;
        }
        Ok(plan)
    }

    fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a file and writes it into the new site, if the old one has not the same.
    fn take(&self, coming: Coming<'_>) -> Result<(), Error> {
        let mut name = None;
        if let Coming::Named { path, name: own, .. } = &coming {
            name = Some(*own);
            if !self.is_first
                && let Some(receipt) = self.receipts.standing(self.folder, path, *own)
            {
                self.no_links_above(path)?;
                self.work().noted.insert(path.clone(), receipt);
                return Ok(());
            }
        }
        let file = coming.file()?;
        self.work().made += usize::from(name.is_some());
        if !self.is_first {
            let stands = Stands::at(&self.folder.join(&file.path));
            if self.is_there(&file)? {
                self.note(&file.path, name, stands);
                return Ok(());
            }
        }
        self.write(&file, name)
    }

    /// Notes what a file was made from, and how it stands.
    fn note(&self, path: &str, name: Option<Fingerprint>, stands: Option<Stands>) {
        if let Some(stands) = stands {
            self.work().noted.insert(path.to_owned(), Receipt { name, stands });
        }
    }

    fn write(&self, file: &File, name: Option<Fingerprint>) -> Result<(), Error> {
        let Some(site) = self.staged()? else { return Ok(()) };
        let to = site.join(&file.path);
        let stands = in_folder(&to, || write(&to, &file.bytes))?.map_err(Error::environment(
            &to,
            "write the page",
            "كتابة الصفحة",
        ))?;
        self.note(&file.path, name, stands);
        self.work().changed.insert(file.path.clone());
        Ok(())
    }

    /// Whether the site before has the same file. No folder on the way to it may be a link.
    fn is_there(&self, file: &File) -> Result<bool, Error> {
        self.no_links_above(&file.path)?;
        Ok(same(&self.folder.join(&file.path), &file.bytes))
    }

    fn no_links_above(&self, path: &str) -> Result<(), Error> {
        let above = path.rsplit_once('/').map_or("", |(above, _)| above);
        if !above.is_empty() && !self.work().looked_at.contains(above) {
            links(self.folder, self.typed, std::iter::once(path))?;
            self.work().looked_at.insert(above.to_owned());
        }
        Ok(())
    }

    /// The folder of the new site, made and locked by the first who asks; nothing where another build came before.
    fn staged(&self) -> Result<Option<PathBuf>, Error> {
        let mut work = self.work();
        if work.staging.is_none() {
            work.staging = Some(Staging::new(self.folder)?);
            work.is_steady &= self.before == seen(self.folder);
        }
        Ok(work.staging.as_ref().filter(|_| work.is_steady).map(|staging| staging.folder.join("site")))
    }

    /// Refuses to write where something stands that no build of ours wrote.
    fn no_foreign(&self, changed: &BTreeSet<String>, old: &BTreeSet<String>) -> Result<(), Error> {
        let Some(path) = foreign(self.folder, changed, old)? else { return Ok(()) };
        let place = Place::start(&self.typed.join(path).display().to_string());
        Err(Error::setup(
            Diagnostic::error(
                Code::NotOurs,
                place,
                say!(
                    "a file that bayan did not write stands where the site's is to be",
                    "في موضع ملف من ملفات الموقع ملف لم يكتبه bayan"
                ),
            )
            .hint(say!(
                "move it away; what is to be published beside the pages belongs into `static`",
                "انقله من هنا؛ وما تريد نشره بجانب الصفحات فموضعه المجلد `static`"
            )),
        ))
    }
}

/// What is to be done with the output folder.
struct Plan {
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
}

impl Plan {
    /// Whether the folder has the site as it is to be.
    fn is_done(&self, folder: &Path) -> bool {
        self.changed.is_empty() && self.stale.is_empty() && folder.join(MANIFEST).is_file()
    }

    fn published(&self) -> Published {
        let (written, removed) = (self.changed.len(), self.stale.len());
        Published { written, unchanged: self.paths.len().saturating_sub(written), removed, made: self.made }
    }

    /// What is known of the files now that they are in place.
    fn receipts(self, folder: &Path) -> Receipts {
        let as_noted =
            self.changed.is_empty() && self.stale.is_empty() && self.noted.keys().all(|path| self.is_open(path));
        let noted = if as_noted { self.noted } else { receipts::now(folder, self.noted) };
        Receipts::new(folder, noted, self.paths.len())
    }

    /// Whether a file is known to stand with the mode that it should have.
    fn is_open(&self, path: &str) -> bool {
        self.noted.get(path).is_some_and(|receipt| receipt.stands.has_mode(FILE))
    }

    fn names(&self) -> impl Iterator<Item = &str> + Clone {
        self.paths.iter().map(String::as_str)
    }
}

/// Makes the new site whole and puts it in the place of the old one.
fn replace(folder: &Path, plan: &Plan, site: &Path) -> Result<(), Error> {
    make_folder(site)?;
    let others = if is_there(folder)? { others(folder, &plan.old)? } else { Others::Files(Vec::new()) };
    let in_place = match &others {
        Others::Files(files) => !files.iter().all(|file| link(&folder.join(file), &site.join(file)).is_ok()),
        Others::Folders => true,
    };
    if !in_place {
        let unchanged: Vec<&str> = plan.names().filter(|path| !plan.changed.contains(*path)).collect();
        unchanged.par_iter().try_for_each(|path| {
            let (from, to) = (folder.join(path), site.join(path));
            let kept = in_folder(&to, || keep(&from, &to, plan.is_open(path)))?;
            kept.map_err(Error::environment(&to, "write the page", "كتابة الصفحة"))
        })?;
    }
    let manifest = site.join(MANIFEST);
    write(&manifest, listed(plan.paths.iter()).as_bytes()).map_err(Error::environment(
        &manifest,
        "write the list of files",
        "كتابة قائمة الملفات",
    ))?;
    on_disk(site)?;
    if !in_place && exchange(site, folder).is_ok() {
        return Ok(());
    }
    merge(folder, site, plan)
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
    for path in stale {
        let gone = folder.join(path);
        match fs::remove_file(&gone) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::environment(&gone, "remove the stale page", "حذف الصفحة القديمة")(
                    error,
                ));
            }
            _ => remove_empty_parents(folder, &gone),
        }
    }
    open_all(folder, plan.names(), |_| false)?;
    on_disk(folder)?;
    put(&site.join(MANIFEST), &manifest, folder).map_err(Error::environment(
        &manifest,
        "put the list of files in its place",
        "وضع قائمة الملفات في موضعها",
    ))
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

#[cfg(test)]
mod tests;
