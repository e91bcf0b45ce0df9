//! A folder of the site owner's own → its files by name, with none that leads elsewhere. It looks into none of them.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::say;
use crate::source::open::{self, Folder, Refused};
use crate::text::portable;

/// What systems put into every folder that somebody looks at, and where tools keep the history of files: none of it is meant
/// to be published.
const SYSTEM: [&str; 6] = [".DS_Store", "Thumbs.db", "desktop.ini", ".git", ".hg", ".svn"];

/// Whether there is such a folder. A file or a link in its place is not silently passed over.
pub(super) fn is_there(folder: &Path) -> Result<bool, Error> {
    let place = || Place::start(&folder.display().to_string());
    match fs::symlink_metadata(folder) {
        Ok(meta) if meta.is_symlink() => {
            let found = open::link(folder);
            Err(Error::setup(found.hint(say!("put the folder itself here", "ضع المجلد نفسه هنا"))))
        }
        Ok(meta) if meta.is_dir() => Ok(true),
        Ok(_) => {
            let message = say!("a folder is expected here, and this is none", "المنتظر هنا مجلد، وهذا ليس مجلدًا");
            let found = Diagnostic::error(Code::NotAFolder, place(), message);
            Err(Error::setup(found.hint(say!("move it away", "انقله من هنا"))))
        }
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(error) => Err(Error::environment(folder, "read the folder", "قراءة المجلد")(error)),
    }
}

/// The files to be published, each under a name that every disk and every server has.
pub(super) fn published(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let files = files(folder)?;
    for (path, _) in &files {
        let wrong = path.split('/').find_map(portable::fault).or_else(|| {
            let most = portable::LONGEST_PATH;
            (path.len() > most).then(|| {
                say!("the path has {} bytes, more than {most}", "في المسار {} بايت، وأقصاه {most}", path.len())
            })
        });
        if let Some(message) = wrong {
            let place = Place::start(&folder.join(path).display().to_string());
            let found = Diagnostic::error(Code::BadPath, place, message);
            return Err(Error::setup(found.hint(say!("rename it", "غيّر اسمه"))));
        }
    }
    Ok(files)
}

/// Every file below a folder, sorted by path.
pub(super) fn files(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let opened = Folder::open(folder);
    let mut files = Vec::new();
    let is_own = |entry: &DirEntry| entry.path_is_symlink() || SYSTEM.iter().all(|name| entry.file_name() != *name);
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(is_own) {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::environment(&path, "read the folder", "قراءة المجلد")(error.into())
        })?;
        let path = entry.path();
        if entry.file_type().is_dir() {
            continue;
        }
        let relative = path.strip_prefix(folder).unwrap_or(path);
        if entry.path_is_symlink() {
            return Err(Error::setup(open::link(path)));
        }
        if !entry.file_type().is_file() {
            return Err(Error::setup(open::not_a_file(path)));
        }
        let Some(name) = relative.to_str() else {
            let place = Place::start(&path.display().to_string());
            let message = say!("the name is not UTF-8", "الاسم ليس بترميز UTF-8");
            let found = Diagnostic::error(Code::BadPath, place, message);
            return Err(Error::setup(found.hint(say!("rename it", "غيّر اسمه"))));
        };
        let name = if cfg!(windows) { name.replace('\\', "/") } else { name.to_owned() };
        let bytes = opened.read(relative, u64::MAX).map_err(|refused| match refused {
            Refused::Link => Error::setup(open::link(&open::first_link(folder, relative))),
            Refused::NotAFile | Refused::TooLarge(_) => Error::setup(open::not_a_file(path)),
            Refused::System(error) => Error::environment(path, "read the file", "قراءة الملف")(error),
        })?;
        files.push((name, bytes));
    }
    Ok(files)
}
