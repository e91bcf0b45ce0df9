//! New bytes → the place of a file that has not changed since it was read, in one step. It makes no file that was not there.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::Path;

use crate::diagnostic::message::Message;
use crate::diagnostic::system;
use crate::lang::Lang;
use crate::say;

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
    if fs::read(path).map_err(|error| because(&error))? != old {
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
