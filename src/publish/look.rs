//! The output folder as it lies on disk → whose it is, and what stands in the way of a site. It changes nothing there.

use std::collections::BTreeSet;
use std::ffi::OsStr;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;

use super::disk::{ARRIVING, folders, is_there};
use super::output::is_inside;
use super::staging::INSIDE;
use super::{HEADER, MANIFEST};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::say;
use crate::source::open::{self, Refused};
use crate::source::stands::Stands;
use crate::text::isolate::quoted;

/// A name for the site in a folder: the folder and its list of files, one of which every build replaces.
pub(super) type Seen = [Option<[u64; 4]>; 2];

/// The site in a folder; nothing where the system has no such names.
pub(super) fn seen(folder: &Path) -> Option<Seen> {
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

/// Says at once what `publish` would say in the end of a folder that is not bayan's.
///
/// # Errors
/// It has files of others, and no list of a build's; or it cannot be read.
pub fn refuse(folder: &Path) -> Result<(), Error> {
    owned(&fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned()), folder).map(drop)
}

/// What an earlier build wrote: nothing where there is no folder, or an empty one. Findings name the folder as typed.
pub(super) fn owned(folder: &Path, typed: &Path) -> Result<BTreeSet<String>, Error> {
    let place = || Place::start(&typed.display().to_string());
    let mut entries = match fs::read_dir(folder) {
        Ok(entries) => entries.filter(|entry| !entry.as_ref().is_ok_and(|entry| passing(&entry.file_name()))),
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
    // A build that was cut short left it.
    let arriving = is_there(&folder.join(ARRIVING))?.then(|| ARRIVING.to_owned());
    let manifest = folder.join(MANIFEST);
    // A link in its place may lead to the list of another folder.
    let list = open::file(&manifest, u64::MAX).map(String::from_utf8);
    match list {
        Ok(Ok(text)) if text.starts_with(HEADER) => {
            Ok(text.lines().skip(1).filter(|path| is_inside(path)).map(str::to_owned).chain(arriving).collect())
        }
        Err(Refused::System(error)) if error.kind() != io::ErrorKind::NotFound => {
            Err(Error::environment(&manifest, "read the list of files", "قراءة قائمة الملفات")(error))
        }
        _ if entries.next().is_none() => Ok(BTreeSet::from_iter(arriving)),
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

/// Whether this is what a build puts into the output folder for a while.
fn passing(name: &OsStr) -> bool {
    name == ARRIVING || name == INSIDE
}

/// A folder of the site, by its path below the output, and how it stands there.
pub(super) type Below<'a> = (&'a str, Option<Stands>);

/// Refuses a folder of the site that is a link: what is written, compared or removed in it would be elsewhere. It gives the
/// folders that are none, sorted by path.
pub(super) fn links<'a>(
    folder: &Path,
    typed: &Path,
    files: impl Iterator<Item = &'a str>,
) -> Result<Vec<Below<'a>>, Error> {
    let looked_at = folders(files).into_par_iter().map(|below| {
        let path = folder.join(below);
        match fs::symlink_metadata(&path) {
            Ok(meta) if meta.is_symlink() => {
                let target =
                    fs::read_link(&path).map_or_else(|_| "…".to_owned(), |target| target.display().to_string());
                let target = quoted(&target);
                let message = say!(
                    "a folder of the site is a symbolic link to {target}; nothing is written through it",
                    "مجلد من مجلدات الموقع وصلة رمزية إلى {target}؛ ولا يُكتب شيء عبرها"
                );
                let place = Place::start(&typed.join(below).display().to_string());
                let found = Diagnostic::error(Code::NotOurs, place, message);
                Err(Error::setup(found.hint(say!("remove the link, and build again", "احذف الوصلة وأعد البناء"))))
            }
            Ok(meta) => Ok((below, Stands::of_folder(&meta))),
            Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
                Ok((below, None))
            }
            Err(error) => {
                Err(Error::environment(&path, "read the output folder", "قراءة مجلد الإخراج")(error))
            }
        }
    });
    // The first by path is told, whichever thread came first.
    looked_at.collect::<Vec<_>>().into_iter().collect()
}

/// What others put into the output folder.
pub(super) enum Others {
    /// Nothing, or regular files: paths relative to the folder.
    Files(Vec<PathBuf>),
    /// Folders, links or things that are no files.
    Folders,
}

/// Finds what is neither ours nor a folder of ours.
pub(super) fn others(folder: &Path, ours: &BTreeSet<String>) -> Result<Others, Error> {
    Ok(inside(folder, Path::new(""), ours)?.map_or(Others::Folders, Others::Files))
}

/// The files of others in one folder and those below it; none where there is more than files.
fn inside(folder: &Path, below: &Path, ours: &BTreeSet<String>) -> Result<Option<Vec<PathBuf>>, Error> {
    let failed =
        |error| Error::environment(folder, "read the output folder", "قراءة مجلد الإخراج")(error);
    let entries = fs::read_dir(folder.join(below)).and_then(Iterator::collect::<io::Result<Vec<_>>>).map_err(failed)?;
    let found = entries.into_par_iter().map(|entry| {
        let kind = entry.file_type().map_err(failed)?;
        let relative = below.join(entry.file_name());
        // What has no such name is nobody's but others'.
        let path = relative.to_str().map(|path| path.replace(std::path::MAIN_SEPARATOR, "/")).unwrap_or_default();
        Ok(if kind.is_dir() {
            let below = format!("{path}/");
            match ours.range(below.clone()..).next().is_some_and(|first| first.starts_with(&below)) {
                true => inside(folder, &relative, ours)?,
                false => None,
            }
        } else {
            let is_ours = path == MANIFEST || ours.contains(&path);
            kind.is_file().then(|| if is_ours { Vec::new() } else { vec![relative] })
        })
    });
    let found: Option<Vec<Vec<PathBuf>>> = found.collect::<Vec<_>>().into_iter().collect::<Result<_, Error>>()?;
    Ok(found.map(|files| files.concat()))
}

/// The first of some paths at which something stands that no build of ours wrote.
pub(super) fn foreign<'a>(
    folder: &Path,
    paths: &'a BTreeSet<String>,
    ours: &BTreeSet<String>,
) -> Result<Option<&'a str>, Error> {
    if !is_there(folder)? {
        return Ok(None);
    }
    for path in paths.iter().filter(|path| !ours.contains(*path)) {
        if is_there(&folder.join(path))? {
            return Ok(Some(path));
        }
    }
    Ok(None)
}
