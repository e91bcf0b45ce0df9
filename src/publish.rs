//! Finished files → the output folder, in one step. It touches nothing that an earlier build of this site did not write, and a failure before the last step leaves the old site as it was.

mod disk;
mod look;
mod output;
mod piecewise;
mod plan;
mod receipts;
mod spare;
mod staging;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::sync::{Mutex, MutexGuard, OnceLock, PoisonError};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::page::{Coming, File, Pieces};
use crate::say;
use crate::source::stands::Stands;
use disk::{ARRIVING, FILE, create, in_folder, is_there, open_all, remove, same, write};
use look::{Below, Seen, foreign, links, owned, seen};
use piecewise::{Came, Piecewise};
use plan::{Noted, Plan};
use receipts::Receipt;
use spare::{Spare, folder_at};
use staging::{Staging, cannot_clear};

pub use look::refuse;
pub use output::{Files, Output, Paths};
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
    /// Pages and other files with a name that were made: what they are made from is new or has changed, or they did not stand
    /// there.
    pub made: usize,
}

/// Puts a site into a folder.
///
/// Each file is compared with the one of the site before when it is made, and only what is new or has changed is written:
/// into a new site beside the old one. Files that did not change, and files of others, are the same files, linked. Then the
/// two folders change places. Where that cannot be, because the folder holds folders of others, is a mount, or lies on a
/// file system that cannot exchange folders, each changed file replaces its old one and then the stale ones go.
///
/// Where receipts say what a build before left, the old site is kept beside the new one as a spare, and becomes the next new
/// site when what differs is put into it.
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
    let with_spare = receipts.spare.as_ref().and_then(|_| Staging::with_spare(folder));
    let has_spare = with_spare.is_some();
    // Where the system has no names for a site, only the lock says that it stays the same.
    let lock = || seen(folder).is_none().then(|| Staging::new(folder)).transpose();
    let staging = with_spare.map_or_else(lock, |staging| Ok(Some(staging)))?;
    let (mut published, is_steady) = Attempt::new(folder, typed, receipts, staging, has_spare).publish(files);
    if !is_steady {
        // Another build ended meanwhile: with the lock in hand, none can. Or the spare is of no use.
        let staging = Some(Staging::new(folder)?);
        published = Attempt::new(folder, typed, receipts, staging, false).publish(files).0;
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
    let is_left = Staging::is_left(folder, receipts.spare.is_some());
    let whole = receipts.is_whole() && !is_left && !is_there(&folder.join(ARRIVING)).ok()?;
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
    /// The folder that was locked before all else has a spare in it.
    has_spare: bool,
    /// Folders of the site before that are no links, sorted.
    folders: OnceLock<Vec<String>>,
    work: Mutex<Work>,
}

/// What was done so far.
#[derive(Default)]
struct Work {
    /// Held from the first file on that has changed.
    staging: Option<Staging>,
    /// What is to be the new site already; nothing in it was touched where it has clutter.
    spare: Option<Spare>,
    /// The site that was compared with is still there, as far as is known.
    is_steady: bool,
    /// What is new or has changed: written into the new site.
    changed: BTreeSet<String>,
    /// Folders that only the new site has, which are no links either.
    looked_at: BTreeSet<String>,
    noted: Noted,
    /// Files with a name that were made all the same.
    made: usize,
}

impl<'a> Attempt<'a> {
    fn new(
        folder: &'a Path,
        typed: &'a Path,
        receipts: &'a Receipts,
        staging: Option<Staging>,
        has_spare: bool,
    ) -> Attempt<'a> {
        let before = seen(folder);
        let is_first = matches!(fs::symlink_metadata(folder), Err(error) if error.kind() == io::ErrorKind::NotFound);
        Attempt {
            folder,
            typed,
            before,
            is_first,
            receipts,
            has_spare,
            folders: OnceLock::new(),
            work: Mutex::new(Work { staging, is_steady: true, ..Work::default() }),
        }
    }

    /// Makes and publishes, and says whether the site stayed the one that was compared with: else this counts for nothing.
    fn publish(self, files: &impl Files) -> (Result<(Published, Receipts), Error>, bool) {
        let plan = self.all(files);
        let folder = self.folder;
        let Work { staging, is_steady, spare, .. } = self.work.into_inner().unwrap_or_else(PoisonError::into_inner);
        let is_steady = staging.as_ref().map_or_else(|| self.before == seen(folder), |_| is_steady);
        let leaves = is_steady && plan.as_ref().is_ok_and(|plan| plan.leaves);
        // Whatever else links to a file changes what the system says of it when it goes. So a spare stays when a build fails too:
        // the next one has to look at it in any case.
        let stays = leaves || (plan.is_err() && spare.is_some());
        staging.into_iter().for_each(if stays { Staging::leave } else { Staging::remove });
        let twins = leaves.then(|| spare.map(Spare::into_twins).unwrap_or_default());
        (plan.map(|plan| (plan.published(), plan.receipts(folder, twins))), is_steady)
    }

    fn all(&self, files: &impl Files) -> Result<Plan, Error> {
        let old = owned(self.folder, self.typed)?;
        let mut folders = links(self.folder, self.typed, old.iter().map(String::as_str))?;
        let _ = self.folders.set(folders.iter().map(|(below, _)| (*below).to_owned()).collect());
        if self.has_spare {
            folders.insert(0, ("", folder_at(self.folder)));
            self.compare(&old, &folders)?;
        }
        let paths = files.each(&|coming| self.take(coming, None))?;
        let mut work = self.work();
        let (changed, noted, made) = (std::mem::take(&mut work.changed), std::mem::take(&mut work.noted), work.made);
        drop(work);
        self.no_foreign(&changed, &old)?;
        let mut plan = Plan::new(old, paths, changed, noted, made);
        if plan.is_done(self.folder) {
            plan.leaves = self.work().spare.is_some();
            if self.work().staging.is_none() && Staging::clear(self.folder) {
                plan.is_unlinked = true;
            }
            open_all(self.folder, plan.names(), |path| plan.is_open(path))?;
        } else if let Some(site) = self.staged()? {
            let spare = self.work().spare.take();
            if spare.is_some() && plan.has_doubles() {
                self.work().is_steady = false;
                return Ok(plan);
            }
            let replaced = plan.replace(self.folder, &site, spare.as_ref(), !self.receipts.is_empty());
            self.work().spare = spare;
            replaced?;
        }
        Ok(plan)
    }

    /// Compares the spare with the site; where that cannot be, it goes.
    fn compare(&self, old: &BTreeSet<String>, folders: &[Below<'_>]) -> Result<(), Error> {
        let work = self.work();
        let Some(site) = work.staging.as_ref().map(Staging::site) else { return Ok(()) };
        drop(work);
        let Some(known) = &self.receipts.spare else { return Ok(()) };
        match Spare::compare(self.folder, site.clone(), old, folders, known) {
            Ok(spare) => self.work().spare = Some(spare),
            Err(_) => remove(&site).map_err(cannot_clear(&site))?,
        }
        Ok(())
    }

    fn work(&self) -> MutexGuard<'_, Work> {
        self.work.lock().unwrap_or_else(PoisonError::into_inner)
    }

    /// Makes a file, which may have an outline, and writes it into the new site, if the old one has not the same.
    fn take(&self, coming: Coming<'_>, outline: Option<Fingerprint>) -> Result<(), Error> {
        let path = coming.path();
        let standing = if self.is_first { None } else { self.receipts.standing(self.folder, path) };
        let (name, is_made) = match &coming {
            Coming::Outlined { outline, whole, .. } => {
                let outline = Some(*outline);
                return match standing.filter(|receipt| receipt.outline == outline) {
                    Some(receipt) => self.leave(path, receipt),
                    None => whole(&|coming| self.take(coming, outline)),
                };
            }
            Coming::Streamed { write, .. } => return self.stream(path, write),
            Coming::Named { name, .. } => (*name, false),
            // What is made is named by its bytes, so that those of before need not be read.
            Coming::Made(file) => (Fingerprint::of_bytes(&file.bytes), true),
        };
        if let Some(receipt) = standing.filter(|receipt| receipt.name == name) {
            return self.leave(path, Receipt { outline, ..receipt });
        }
        let file = coming.file()?;
        self.work().made += usize::from(!is_made);
        if standing.is_some() && is_made {
            // What stands there has other bytes: the name of bytes is theirs alone.
            self.no_links_above(&file.path)?;
        } else if !self.is_first {
            let stands = Stands::at(&self.folder.join(&file.path));
            if self.is_there(&file)? {
                self.note(&file.path, name, outline, stands);
                return Ok(());
            }
        }
        self.write(&file, name, outline)
    }

    /// Writes a file that comes piece by piece, from where it is another than the one that stands there.
    fn stream(&self, path: &str, write: Pieces<'_>) -> Result<(), Error> {
        self.no_links_above(path)?;
        let before = self.folder.join(path);
        let stands = Stands::at(&before);
        let create = || {
            // Another build that came before ends this one.
            let site = self.staged().map_err(io::Error::other)?.ok_or(io::ErrorKind::NotFound)?;
            let to = site.join(path);
            in_folder(&to, || create(&to)).map_err(io::Error::other)?
        };
        let mut file = Piecewise::new((!self.is_first).then_some(&before), &create);
        match write(&mut file).and_then(|()| file.end()) {
            Ok((name, Came::Same)) => self.note(path, name, None, stands),
            Ok((name, Came::Written(stands))) => {
                self.note(path, name, None, stands);
                self.work().changed.insert(path.to_owned());
            }
            Err(_) if !self.work().is_steady => {}
            Err(error) => {
                let typed = self.typed.join(path);
                let failed = Error::environment(&typed, "write the page", "كتابة الصفحة");
                return Err(error.downcast::<Error>().unwrap_or_else(failed));
            }
        }
        Ok(())
    }

    /// Leaves a file as it stands.
    fn leave(&self, path: &str, receipt: Receipt) -> Result<(), Error> {
        self.no_links_above(path)?;
        self.work().noted.insert(path.to_owned(), receipt);
        Ok(())
    }

    /// Notes what a file was made from, and how it stands.
    fn note(&self, path: &str, name: Fingerprint, outline: Option<Fingerprint>, stands: Option<Stands>) {
        if let Some(stands) = stands {
            self.work().noted.insert(path.to_owned(), Receipt { name, outline, stands });
        }
    }

    fn write(&self, file: &File, name: Fingerprint, outline: Option<Fingerprint>) -> Result<(), Error> {
        let Some(site) = self.staged()? else { return Ok(()) };
        let to = site.join(&file.path);
        let stands = in_folder(&to, || write(&to, &file.bytes))?.map_err(Error::environment(
            &to,
            "write the page",
            "كتابة الصفحة",
        ))?;
        self.note(&file.path, name, outline, stands);
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
        let is_known = |folders: &Vec<String>| folders.binary_search_by(|known| known.as_str().cmp(above)).is_ok();
        if above.is_empty() || self.folders.get().is_some_and(is_known) {
            return Ok(());
        }
        if !self.work().looked_at.contains(above) {
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
        if let Some(spare) = &mut work.spare {
            spare.clean().map_err(cannot_clear(self.folder))?;
        }
        Ok(work.staging.as_ref().filter(|_| work.is_steady).map(Staging::site))
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

#[cfg(test)]
mod tests;
