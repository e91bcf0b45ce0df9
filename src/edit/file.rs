//! A file's new bytes → the disk, in place of the old ones and whole: a reader sees the one or the other. It never makes a folder.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use crate::error::Error;
use crate::say;

/// Replaces a file whose bytes are still `before`. Its permissions stay.
///
/// # Errors
/// It is a symbolic link, somebody else has changed it, or the disk or a permission is in the way; the old file is as it was.
pub fn replace(path: &Path, before: &[u8], after: &[u8]) -> Result<(), Error> {
    let metadata =
        fs::symlink_metadata(path).map_err(Error::environment(path, "look at the file", "النظر في الملف"))?;
    if !metadata.is_file() {
        return Err(Error::blocked(
            path,
            say!("it is no regular file, so it is not written", "ليس ملفًا عاديًا، فلم يُكتب"),
        ));
    }
    let now = fs::read(path).map_err(Error::environment(path, "read the file", "قراءة الملف"))?;
    if now != before {
        return Err(Error::environment(path, "write the file", "كتابة الملف")(io::Error::other(
            "it has been changed in the meantime",
        )));
    }
    let beside = beside(path);
    let written = fresh(&beside, after)
        .and_then(|()| fs::set_permissions(&beside, metadata.permissions()))
        .and_then(|()| fs::rename(&beside, path));
    written.map_err(|error| {
        // What is left of it is of no use; that it cannot be taken away changes nothing for the file itself.
        let _ = fs::remove_file(&beside);
        Error::environment(path, "write the file", "كتابة الملف")(error)
    })
}

/// Makes a file that is not there yet.
///
/// # Errors
/// It is there, or the disk or a permission is in the way.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    fresh(path, bytes)
}

fn fresh(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = File::create_new(path)?;
    file.write_all(bytes)?;
    file.sync_all()
}

/// A hidden name in the same folder, which the reading of reports passes over.
fn beside(path: &Path) -> PathBuf {
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    path.with_file_name(format!(".{name}.bayan-{}", std::process::id()))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_file_is_replaced_whole_and_keeps_its_permissions() {
        let folder = std::env::temp_dir().join(format!("bayan-replace-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let path = folder.join("a.md");
        fs::write(&path, "old").unwrap();
        let mut private = fs::metadata(&path).unwrap().permissions();
        #[cfg(unix)]
        std::os::unix::fs::PermissionsExt::set_mode(&mut private, 0o640);
        fs::set_permissions(&path, private).unwrap();
        let private = fs::metadata(&path).unwrap().permissions();
        replace(&path, b"old", b"new").unwrap();
        assert_eq!(fs::read(&path).unwrap(), b"new");
        assert_eq!(fs::metadata(&path).unwrap().permissions(), private);
        // Somebody has changed it since it was read.
        assert!(replace(&path, b"old", b"newer").is_err());
        assert_eq!(fs::read(&path).unwrap(), b"new");
        #[cfg(unix)]
        {
            let link = folder.join("link.md");
            std::os::unix::fs::symlink(&path, &link).unwrap();
            assert!(replace(&link, b"new", b"newer").is_err());
            assert_eq!(fs::read(&path).unwrap(), b"new");
        }
        assert!(create(&path, b"x").is_err());
        let left: Vec<_> = fs::read_dir(&folder).unwrap().map(|entry| entry.unwrap().file_name()).collect();
        assert!(left.iter().all(|name| !name.to_string_lossy().starts_with('.')), "{left:?}");
        fs::remove_dir_all(&folder).unwrap();
    }
}
