//! Files that a command starts somebody off with → the disk, all of them or none. What is there is never written over, unless it is the program's own.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::input::under;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::say;
use crate::source::open;

/// A file below a folder.
pub struct NewFile {
    /// Its path, with `/` between the parts.
    pub path: String,
    /// Its bytes.
    pub bytes: Vec<u8>,
}

/// Writes files below a folder, which is made where there is none.
///
/// # Errors
/// One of them is there already: each is named, and nothing is written. Or the disk is in the way: what was written is
/// taken away again.
pub fn create(folder: &Path, files: &[NewFile]) -> Result<(), Error> {
    let in_the_way: Vec<Diagnostic> = files
        .iter()
        .map(|file| under(folder, &file.path))
        .filter(|path| path.symlink_metadata().is_ok())
        .map(|path| {
            if path.is_symlink() {
                return open::link(&path);
            }
            Diagnostic::error(
                Code::FileExists,
                Place::start(&path.display().to_string()),
                say!("the file is there already", "الملف موجود من قبل"),
            )
            .hint(say!(
                "nothing was written; move it away if you want the program's own",
                "لم يُكتب شيء؛ انقله إلى مكان آخر إن أردت ملف البرنامج"
            ))
        })
        .collect();
    no_link_between(folder, files)?;
    if !in_the_way.is_empty() {
        return Err(Error::Setup(in_the_way));
    }
    let mut made = Vec::new();
    let written = files.iter().try_for_each(|file| {
        let path = folder.join(&file.path);
        folders(&path, &mut made)
            .and_then(|()| {
                let mut open = OpenOptions::new().write(true).create_new(true).open(&path)?;
                made.push(path.clone());
                open.write_all(&file.bytes)
            })
            .map_err(Error::environment(&path, "write the file", "كتابة الملف"))
    });
    if written.is_err() {
        for path in made.iter().rev() {
            // What cannot be taken away stays: the first error is the one that says why.
            let _ = if path.is_dir() { fs::remove_dir(path) } else { fs::remove_file(path) };
        }
    }
    written
}

/// Writes files that a program made over those it made before.
///
/// # Errors
/// A link or what is no file stands in the place of one, or the disk is in the way.
pub fn replace(folder: &Path, files: &[NewFile]) -> Result<(), Error> {
    no_link_between(folder, files)?;
    for path in files.iter().map(|file| under(folder, &file.path)) {
        match path.symlink_metadata() {
            Ok(meta) if meta.is_symlink() => return Err(Error::setup(open::link(&path))),
            Ok(meta) if !meta.is_file() => return Err(Error::setup(open::not_a_file(&path))),
            _ => {}
        }
    }
    for file in files {
        let path = folder.join(&file.path);
        let write = || -> io::Result<()> {
            folders(&path, &mut Vec::new())?;
            // A new file takes the place of the old one, so that a link which came meanwhile is not followed.
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            let beside = path.with_file_name(format!(".{name}.bayan-{}", std::process::id()));
            OpenOptions::new().write(true).create_new(true).open(&beside)?.write_all(&file.bytes)?;
            fs::rename(&beside, &path).inspect_err(|_| drop(fs::remove_file(&beside)))
        };
        write().map_err(Error::environment(&path, "write the file", "كتابة الملف"))?;
    }
    Ok(())
}

/// Refuses a folder between the one that was named and a file of its own, if it is a link.
fn no_link_between(folder: &Path, files: &[NewFile]) -> Result<(), Error> {
    let mut links: Vec<PathBuf> = Vec::new();
    for file in files {
        let above = file.path.match_indices('/').filter_map(|(at, _)| file.path.get(..at));
        for path in above.map(|above| under(folder, above)) {
            if path.is_symlink() && !links.contains(&path) {
                links.push(path);
            }
        }
    }
    if links.is_empty() { Ok(()) } else { Err(Error::Setup(links.iter().map(|path| open::link(path)).collect())) }
}

/// Makes the folders that a file stands in, and notes those that are new.
fn folders(path: &Path, made: &mut Vec<PathBuf>) -> io::Result<()> {
    let missing: Vec<&Path> =
        path.ancestors().skip(1).take_while(|folder| !folder.as_os_str().is_empty() && !folder.is_dir()).collect();
    for folder in missing.into_iter().rev() {
        fs::create_dir(folder)?;
        made.push(folder.to_owned());
    }
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_cannot_be_finished_is_taken_away_again() {
        let root = std::env::temp_dir().join(format!("bayan-files-{}", std::process::id()));
        let file = |path: &str| NewFile { path: path.to_owned(), bytes: b"x".to_vec() };
        // The second file needs a folder where the first is.
        let failed = create(&root, &[file("deep/a"), file("deep/a/b")]);
        assert!(matches!(failed, Err(Error::Environment { .. })), "{failed:?}");
        assert!(!root.exists(), "the folders that were made are gone too");
        create(&root, &[file("deep/a")]).unwrap();
        assert!(matches!(create(&root, &[file("b"), file("deep/a")]), Err(Error::Setup(found)) if found.len() == 1));
        assert!(!root.join("b").exists());
        replace(&root, &[file("deep/a")]).unwrap();
        fs::remove_dir_all(&root).unwrap();
    }
}
