//! A folder beside the output, or in it, in which the new site is made, and the lock that keeps two builds from it. It puts nothing in place.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use super::disk::{clear, opened, remove, write};
use crate::error::Error;
use crate::say;
use crate::source::open;

/// The folder's name where it is made inside the output.
pub(super) const INSIDE: &str = ".bayan-staging";

/// The new site's name in it, and the spare's.
const SITE: &str = "site";
/// The mode of the folder while a spare is in it.
const SPARE: u32 = 0o700;

/// A folder beside the output, held by one build at a time.
pub(super) struct Staging {
    folder: PathBuf,
    lock: Lock,
}

/// A lock that is held.
struct Lock(fs::File);

impl Drop for Lock {
    fn drop(&mut self) {
        // To close it is not enough: a process that is being started meanwhile has it open too, until it is another program.
        let _ = self.0.unlock();
    }
}

impl Staging {
    /// An empty one: what a build that was cut short left behind goes, and a spare.
    pub(super) fn new(output: &Path) -> Result<Staging, Error> {
        let [beside, inside] = Staging::folders(output);
        let staging = match fs::create_dir_all(&beside) {
            // An output on a volume, whose parent is somebody else's.
            Err(error) if is_refused(&error) && output.is_dir() => Staging::at(inside, output),
            _ => Staging::at(beside, output),
        }?;
        let stale = staging.site();
        // One after another: those who wait for the folder may be the threads that would help.
        clear(&stale).map_err(cannot_clear(&stale))?;
        Ok(staging)
    }

    /// The one with the spare in it, if that is there and nobody is at work on it.
    pub(super) fn with_spare(output: &Path) -> Option<Staging> {
        let [beside, _] = Staging::folders(output);
        let is_folder = |path: &Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_dir());
        (is_folder(output) && is_folder(&beside.join(SITE))).then(|| Staging::at(beside, output).ok()).flatten()
    }

    /// Where the new site is made.
    pub(super) fn site(&self) -> PathBuf {
        self.folder.join(SITE)
    }

    fn at(folder: PathBuf, output: &Path) -> Result<Staging, Error> {
        let path = folder.join("lock");
        let lock = loop {
            // Somebody else may have put a link here, which would lead what is written, and removed, elsewhere.
            if let Some(link) = [&folder, &path].into_iter().find(|path| path.is_symlink()) {
                let hint = say!("remove the link, and build again", "احذف الوصلة وأعد البناء");
                return Err(Error::setup(open::link(link).hint(hint)));
            }
            fs::create_dir_all(&folder).map_err(Error::environment(
                &folder,
                "make a folder for the new site",
                "إنشاء مجلد للموقع الجديد",
            ))?;
            let lock = match lock_file(&path) {
                // A build that ended took the folder away just now.
                Err(error) if error.kind() == io::ErrorKind::NotFound => continue,
                lock => lock.map_err(Error::environment(&path, "make the lock", "وضع القفل"))?,
            };
            match lock.try_lock() {
                Ok(()) if stands_at(&lock, &path) => break Lock(lock),
                Ok(()) => {}
                Err(fs::TryLockError::WouldBlock) => {
                    let message =
                        say!("cannot build: another build is at work here", "تعذّر البناء: يعمل هنا بناء آخر الآن");
                    return Err(Error::blocked(output, message));
                }
                Err(fs::TryLockError::Error(error)) => {
                    return Err(Error::environment(&path, "make the lock", "وضع القفل")(error));
                }
            }
        };
        Ok(Staging { folder, lock })
    }

    /// Whether a build that was cut short left something, or one is at work; a spare that is known is neither.
    pub(super) fn is_left(output: &Path, has_spare: bool) -> bool {
        let [beside, inside] = Staging::folders(output);
        inside.exists() || (!has_spare && beside.exists())
    }

    /// Takes away what a build that was cut short left beside a site that is as it should be; says whether it did.
    pub(super) fn clear(output: &Path) -> bool {
        let staging = Staging::is_left(output, false).then(|| Staging::new(output).ok()).flatten();
        staging.map(Staging::remove).is_some()
    }

    /// Where the new site may be made: beside the old one, so that the two can change places, or else inside.
    fn folders(output: &Path) -> [PathBuf; 2] {
        let name = output.file_name().map_or_else(|| "site".into(), |name| name.to_string_lossy());
        [output.with_file_name(format!(".{name}{INSIDE}")), output.join(INSIDE)]
    }

    /// Takes the folder away, and in it the old site where the two changed places.
    pub(super) fn remove(self) {
        let Staging { folder, lock } = self;
        // What cannot be removed now is removed by the next build. The lock goes last: without it the folder is anybody's.
        let _ = remove(&folder.join(SITE));
        let _ = remove(&folder);
        drop(lock);
    }

    /// Leaves the folder, and in it the old site where the two changed places, which is nobody's to read: it may have pages
    /// that were taken back.
    pub(super) fn leave(self) {
        let _ = opened(&self.folder, SPARE);
        let ignored = self.folder.join(".gitignore");
        if fs::symlink_metadata(&ignored).is_err() {
            let _ = write(&ignored, b"*\n");
        }
        drop(self.lock);
    }
}

/// Why a folder is not free for the new site.
pub(super) fn cannot_clear(folder: &Path) -> impl FnOnce(io::Error) -> Error {
    Error::environment(folder, "clear the folder for the new site", "إخلاء مجلد الموقع الجديد")
}

fn is_refused(error: &io::Error) -> bool {
    matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::ReadOnlyFilesystem)
}

/// Opens the lock, which has no content; a link in its place is not followed.
fn lock_file(path: &Path) -> io::Result<fs::File> {
    let mut options = fs::OpenOptions::new();
    options.write(true).create(true).truncate(false);
    #[cfg(unix)]
    {
        use std::os::unix::fs::OpenOptionsExt;
        let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
        options.custom_flags(flags.bits().cast_signed());
    }
    options.open(path)
}

/// Whether an open file is the one at a path, and not one that was there before and was taken away.
fn stands_at(file: &fs::File, path: &Path) -> bool {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let name = |meta: fs::Metadata| (meta.dev(), meta.ino());
        file.metadata().map(name).ok() == fs::symlink_metadata(path).map(name).ok()
    }
    #[cfg(not(unix))]
    {
        let _ = file;
        path.exists()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_lock_goes_though_somebody_else_has_the_file_open() {
        let output = std::env::temp_dir().join(format!("bayan-staging-lock-{}", std::process::id()));
        let staging = Staging::new(&output).unwrap();
        // As a process has it that is being started.
        let held = staging.lock.0.try_clone().unwrap();
        assert!(Staging::new(&output).is_err());
        staging.leave();
        Staging::new(&output).unwrap().remove();
        drop(held);
    }
}
