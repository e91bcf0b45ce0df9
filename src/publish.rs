//! Finished files → the output folder, in one step. It touches nothing that an earlier build of this site did not write, and a failure before the last step leaves the old site as it was.

mod output;
mod staging;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::say;
use output::is_inside;
use staging::Staging;

pub use output::Output;

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
}

/// Puts a site into a folder.
///
/// The new site is made beside the old one; files that did not change, and files of others, are the same files, linked.
/// Then the two folders change places. Where that cannot be, because the folder holds folders of others, is a mount, or
/// lies on a file system that cannot exchange folders, each changed file replaces its old one and then the stale ones go.
///
/// # Errors
/// The folder is not bayan's or has a file of others in the place of a page (nothing was touched), or the disk or a permission is in the way (the old site stays).
pub fn publish(output: &Output, folder: &Path) -> Result<Published, Error> {
    let typed = folder;
    let folder = &fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let look = || Plan::new(output, folder, typed);
    let before = seen(folder);
    let first = look();
    let is_steady = || before.is_some() && before == seen(folder);
    match &first {
        Ok(plan) if plan.is_done(folder) && is_steady() => {
            Staging::clear(folder);
            return Ok(plan.published(output));
        }
        Err(_) if is_steady() => return first.map(|plan| plan.published(output)),
        _ => {}
    }
    let staging = Staging::new(folder)?;
    // Another build may have ended between the look and the lock.
    let plan = if is_steady() { first } else { look() };
    let result = plan.and_then(|plan| {
        let published = plan.published(output);
        if plan.is_done(folder) {
            Ok(published)
        } else {
            replace(output, folder, &plan, &staging.folder).map(|()| published)
        }
    });
    staging.remove();
    result
}

/// What is to be done, from one look at the folder.
struct Plan<'a> {
    /// What an earlier build wrote.
    old: BTreeSet<String>,
    /// What is new or has changed.
    changed: BTreeSet<&'a str>,
    /// What the site has no more.
    stale: Vec<String>,
}

impl<'a> Plan<'a> {
    fn new(output: &'a Output, folder: &Path, typed: &Path) -> Result<Plan<'a>, Error> {
        let old = owned(folder, typed)?;
        let changed: BTreeSet<&str> = output
            .files
            .par_iter()
            .filter(|(path, bytes)| !same(&folder.join(path), bytes))
            .map(|(path, _)| path.as_str())
            .collect();
        if let Some(path) = foreign(folder, &changed, &old)? {
            let place = Place::start(&typed.join(path).display().to_string());
            return Err(Error::setup(
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
            ));
        }
        let stale = old.iter().filter(|path| !output.files.contains_key(*path)).cloned().collect();
        Ok(Plan { old, changed, stale })
    }

    /// Whether the folder has the site as it is to be.
    fn is_done(&self, folder: &Path) -> bool {
        self.changed.is_empty() && self.stale.is_empty() && folder.join(MANIFEST).is_file()
    }

    fn published(&self, output: &Output) -> Published {
        let (written, removed) = (self.changed.len(), self.stale.len());
        Published { written, unchanged: output.files.len() - written, removed }
    }
}

/// A name for the site in a folder: the folder and its list of files, one of which every build replaces.
type Seen = [Option<[u64; 4]>; 2];

/// The site in a folder; nothing where the system has no such names.
fn seen(folder: &Path) -> Option<Seen> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        // Numbers of files are used again; the time of the last change tells the new one from the old.
        let name = |meta: fs::Metadata| {
            [meta.dev(), meta.ino(), meta.ctime().cast_unsigned(), meta.ctime_nsec().cast_unsigned()]
        };
        let name = |path: &Path| fs::symlink_metadata(path).ok().map(name);
        Some([name(folder), name(&folder.join(MANIFEST))])
    }
    #[cfg(not(unix))]
    {
        let _ = folder;
        None
    }
}

fn replace(output: &Output, folder: &Path, plan: &Plan<'_>, staging: &Path) -> Result<(), Error> {
    let Plan { old, changed, .. } = plan;
    let site = staging.join("site");
    make_folders(&site, output.files.keys().map(String::as_str))?;
    let others = if is_there(folder)? { others(folder, old)? } else { Others::Files(Vec::new()) };
    let in_place = match &others {
        Others::Files(files) => !files.iter().all(|file| link(&folder.join(file), &site.join(file)).is_ok()),
        Others::Folders => true,
    };
    output.files.par_iter().try_for_each(|(path, bytes)| {
        let to = site.join(path);
        if changed.contains(path.as_str()) {
            fs::write(&to, bytes).map_err(Error::environment(&to, "write the page", "كتابة الصفحة"))
        } else if in_place {
            Ok(())
        } else {
            let from = folder.join(path);
            fs::hard_link(&from, &to).or_else(|_| fs::write(&to, bytes)).map_err(Error::environment(
                &to,
                "write the page",
                "كتابة الصفحة",
            ))
        }
    })?;
    let manifest = site.join(MANIFEST);
    fs::write(&manifest, listed(output.files.keys())).map_err(Error::environment(
        &manifest,
        "write the list of files",
        "كتابة قائمة الملفات",
    ))?;
    on_disk(&site)?;
    if !in_place && exchange(&site, folder).is_ok() {
        return Ok(());
    }
    merge(folder, &site, output, plan)
}

/// Puts one folder in the place of another in one step.
fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    if !old.try_exists()? {
        return fs::rename(new, old);
    }
    #[cfg(target_os = "linux")]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE)?;
        Ok(())
    }
    #[cfg(not(target_os = "linux"))]
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// Replaces file by file. The list names old and new files alike until all are in place, so that a build which is cut
/// short leaves nothing that the next one does not know to be bayan's.
fn merge(folder: &Path, site: &Path, output: &Output, plan: &Plan<'_>) -> Result<(), Error> {
    let Plan { old, changed, stale } = plan;
    let manifest = folder.join(MANIFEST);
    let both: BTreeSet<&String> = old.iter().chain(output.files.keys()).collect();
    fs::create_dir_all(folder).map_err(Error::environment(folder, "make the folder", "إنشاء المجلد"))?;
    let interim = site.join(format!("{MANIFEST}-both"));
    // Put in place whole: without its first line the folder would be taken for one of others.
    fs::write(&interim, listed(both))
        .and_then(|()| on_disk_as(&interim))
        .and_then(|()| fs::rename(&interim, &manifest))
        .map_err(Error::environment(&manifest, "write the list of files", "كتابة قائمة الملفات"))?;
    make_folders(folder, changed.iter().copied())?;
    for path in changed {
        let to = folder.join(path);
        fs::rename(site.join(path), &to).map_err(Error::environment(
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
    let last = site.join(MANIFEST);
    fs::rename(&last, &manifest).map_err(Error::environment(
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

fn make_folders<'a>(root: &Path, files: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let folders: BTreeSet<&str> = files.filter_map(|path| path.rsplit_once('/')).map(|(folder, _)| folder).collect();
    fs::create_dir_all(root).map_err(Error::environment(root, "make the folder", "إنشاء المجلد"))?;
    for folder in folders {
        let path = root.join(folder);
        fs::create_dir_all(&path).map_err(Error::environment(&path, "make the folder", "إنشاء المجلد"))?;
    }
    Ok(())
}

fn same(path: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|old| old == bytes)
}

fn listed<'a>(paths: impl IntoIterator<Item = &'a String>) -> String {
    let mut text = format!("{HEADER}\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

/// What an earlier build wrote: nothing where there is no folder, or an empty one. Findings name the folder as typed.
fn owned(folder: &Path, typed: &Path) -> Result<BTreeSet<String>, Error> {
    let place = || Place::start(&typed.display().to_string());
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(BTreeSet::new()),
        Err(error) if error.kind() == io::ErrorKind::NotADirectory => {
            return Err(Error::setup(
                Diagnostic::error(Code::NotAFolder, place(), say!("the output is no folder", "موضع الإخراج ليس مجلدًا"))
                    .hint(say!("name another with `--out`", "اذكر غيره بالخيار `--out`")),
            ));
        }
        Err(error) => {
            return Err(Error::environment(folder, "read the output folder", "قراءة مجلد الإخراج")(
                error,
            ));
        }
    };
    let manifest = folder.join(MANIFEST);
    match fs::read_to_string(&manifest) {
        Ok(text) if text.starts_with(HEADER) => {
            Ok(text.lines().skip(1).filter(|path| is_inside(path)).map(str::to_owned).collect())
        }
        Err(error) if error.kind() != io::ErrorKind::NotFound && error.kind() != io::ErrorKind::InvalidData => {
            Err(Error::environment(&manifest, "read the list of files", "قراءة قائمة الملفات")(error))
        }
        _ if entries.next().is_none() => Ok(BTreeSet::new()),
        _ => Err(Error::setup(
            Diagnostic::error(
                Code::NotOurs,
                place(),
                say!("the folder holds files that bayan did not write", "في المجلد ملفات لم يكتبها bayan"),
            )
            .hint(say!(
                "name an empty folder with `--out`, or empty this one yourself",
                "اذكر مجلدًا فارغًا بالخيار `--out`، أو أفرغ هذا المجلد بنفسك"
            )),
        )),
    }
}

/// What others put into the output folder.
enum Others {
    /// Nothing, or regular files: paths relative to the folder.
    Files(Vec<PathBuf>),
    /// Folders, links or things that are no files.
    Folders,
}

/// Finds what is neither ours nor a folder of ours.
fn others(folder: &Path, ours: &BTreeSet<String>) -> Result<Others, Error> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).min_depth(1) {
        let entry = entry.map_err(|error| {
            Error::environment(folder, "read the output folder", "قراءة مجلد الإخراج")(error.into())
        })?;
        let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
        let parts: Option<Vec<&str>> = relative.components().map(|part| part.as_os_str().to_str()).collect();
        let path = parts.unwrap_or_default().join("/");
        if entry.file_type().is_dir() {
            let below = format!("{path}/");
            if !ours.range(below.clone()..).next().is_some_and(|first| first.starts_with(&below)) {
                return Ok(Others::Folders);
            }
        } else if !entry.file_type().is_file() {
            return Ok(Others::Folders);
        } else if path != MANIFEST && !ours.contains(&path) {
            files.push(relative.to_owned());
        }
    }
    Ok(Others::Files(files))
}

/// The first of some paths at which something stands that no build of ours wrote.
fn foreign<'a>(folder: &Path, paths: &BTreeSet<&'a str>, ours: &BTreeSet<String>) -> Result<Option<&'a str>, Error> {
    for path in paths.iter().filter(|path| !ours.contains(**path)) {
        if is_there(&folder.join(path))? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}

/// Whether anything stands at a path. That the system does not say is no "no".
fn is_there(path: &Path) -> Result<bool, Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(error) => {
            Err(Error::environment(path, "read the output folder", "قراءة مجلد الإخراج")(error))
        }
    }
}

/// Waits until the new site is on the disk, folders too, so that no loss of power leaves names without their bytes.
fn on_disk(site: &Path) -> Result<(), Error> {
    let wait = |path: &Path| {
        #[cfg(target_os = "linux")]
        {
            // One call for thousands of files.
            rustix::fs::syncfs(fs::File::open(path)?)?;
            Ok(())
        }
        #[cfg(not(target_os = "linux"))]
        WalkDir::new(path).into_iter().try_for_each(|entry| on_disk_as(entry?.path()))
    };
    wait(site).map_err(Error::environment(site, "write the site", "كتابة الموقع"))
}

/// Waits until one file or folder is on the disk.
fn on_disk_as(path: &Path) -> io::Result<()> {
    fs::File::open(path)?.sync_all()
}

/// Makes one file stand at two paths.
fn link(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::hard_link(from, to)
}

#[cfg(test)]
mod tests;
