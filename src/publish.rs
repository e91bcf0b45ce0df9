//! Finished files → the output folder, in one step. It touches nothing that an earlier build of this site did not write, and a failure before the last step leaves the old site as it was.

mod staging;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use walkdir::WalkDir;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::page::File;
use crate::say;
use staging::Staging;

/// The list of what a build wrote, in the output folder: this line, then a path a line.
const MANIFEST: &str = ".bayan-manifest";
const HEADER: &str = "# written by bayan; the next build replaces these files and no others";

/// Every file of a site, by path. Paths are relative, with `/`, and no two are one file on any disk.
#[derive(Debug, Default)]
pub struct Output {
    files: BTreeMap<String, Vec<u8>>,
    folded: BTreeMap<String, String>,
}

impl Output {
    /// Adds files.
    ///
    /// # Errors
    /// A path is taken, or differs from a taken one in case only, or leads out of the folder. The page that was there
    /// first stays; the finding is for the one that came.
    pub fn add(&mut self, files: impl IntoIterator<Item = File>, whose: &str) -> Result<(), Error> {
        for file in files {
            let place = || Place::start(&format!("{whose}/{}", file.path));
            if !is_inside(&file.path) || file.path == MANIFEST {
                return Err(Error::setup(
                    Diagnostic::error(
                        Code::BadPath,
                        place(),
                        say!("the site cannot have a file of this name", "لا يكون في الموقع ملف بهذا الاسم"),
                    )
                    .hint(say!("rename it", "غيّر اسمه")),
                ));
            }
            let folded = file.path.to_lowercase();
            if let Some(other) = self.folded.get(&folded) {
                let message = say!("the site already has a file `{other}`", "في الموقع ملف `{other}` من قبل");
                return Err(Error::setup(
                    Diagnostic::error(Code::PathTaken, place(), message).hint(say!("rename the file", "غيّر اسم الملف")),
                ));
            }
            self.folded.insert(folded, file.path.clone());
            self.files.insert(file.path, file.bytes);
        }
        Ok(())
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0', '\n']))
}

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
    let old = owned(folder, typed)?;
    let changed: BTreeSet<&str> = output
        .files
        .par_iter()
        .filter(|(path, bytes)| !same(&folder.join(path), bytes))
        .map(|(path, _)| path.as_str())
        .collect();
    let stale: Vec<&String> = old.iter().filter(|path| !output.files.contains_key(*path)).collect();
    let done =
        Published { written: changed.len(), unchanged: output.files.len() - changed.len(), removed: stale.len() };
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
    if changed.is_empty() && stale.is_empty() && folder.join(MANIFEST).is_file() {
        Staging::clear(folder);
        return Ok(done);
    }
    let staging = Staging::new(folder)?;
    let result = replace(output, folder, &old, &changed, &stale, &staging.folder);
    staging.remove();
    result.map(|()| done)
}

fn replace(
    output: &Output,
    folder: &Path,
    old: &BTreeSet<String>,
    changed: &BTreeSet<&str>,
    stale: &[&String],
    staging: &Path,
) -> Result<(), Error> {
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
    merge(folder, &site, old, output, changed, stale)
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
fn merge(
    folder: &Path,
    site: &Path,
    old: &BTreeSet<String>,
    output: &Output,
    changed: &BTreeSet<&str>,
    stale: &[&String],
) -> Result<(), Error> {
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
