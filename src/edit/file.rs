//! New bytes → the disk: in the place of a file that has not changed since it was read, whole, or as a file that was not there. It makes no folder.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::message::Message;
use crate::diagnostic::system;
use crate::lang::Lang;
use crate::say;
use crate::source::open;

/// Puts `new` where `old` was read from: into a file beside it with the same permissions, which then takes its name.
///
/// # Errors
/// It is a link, it may not be written, it has changed, or the disk or a permission is in the way; the file is as it was.
pub fn replace(path: &Path, old: &[u8], new: &[u8]) -> Result<(), Message> {
    let meta = fs::symlink_metadata(path).map_err(|error| because(&error))?;
    if !meta.is_file() {
        return Err(say!("it is no regular file", "ليس ملفًا عاديًا"));
    }
    if meta.permissions().readonly() {
        return Err(say!("it may only be read", "مسموح بقراءته فقط"));
    }
    if open::file(path, u64::MAX).map_err(|refused| because(&refused.into_error()))? != old {
        return Err(say!("it has changed since it was read", "تغيّر بعد قراءته"));
    }
    let name = path.file_name().map_or_else(String::new, |name| name.to_string_lossy().into_owned());
    let beside = path.with_file_name(format!(".{name}.bayan-{}", std::process::id()));
    let write = || -> io::Result<()> {
        let mut file = OpenOptions::new().write(true).create_new(true).open(&beside)?;
        file.set_permissions(meta.permissions())?;
        file.write_all(new)?;
        file.sync_all()?;
        fs::rename(&beside, path)
    };
    write().map_err(|error| {
        // What was begun is of no use; where it cannot go either, its name says whose it is.
        let _ = fs::remove_file(&beside);
        because(&error)
    })
}

fn because(error: &io::Error) -> Message {
    let why = system::reason(error);
    Message::of(|lang| match lang {
        Lang::En => format!("it cannot be written: {}", why.get(lang)),
        Lang::Ar => format!("لا يمكن كتابته: {}", why.get(lang)),
    })
}

/// Makes a file that is not there yet.
///
/// # Errors
/// It is there, or the disk or a permission is in the way.
pub fn create(path: &Path, bytes: &[u8]) -> io::Result<()> {
    let mut file = OpenOptions::new().write(true).create_new(true).open(path)?;
    file.write_all(bytes)?;
    file.sync_all()
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
