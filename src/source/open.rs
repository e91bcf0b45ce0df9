//! A path below a folder → the bytes of the regular file there, whatever somebody puts in its place meanwhile. It follows no link and waits for no pipe.

use std::fs::{self, File, OpenOptions};
use std::io::{self, Read};
use std::path::{Path, PathBuf};

use super::stands::Stands;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::say;

/// Why a file is not read.
#[derive(Debug)]
pub enum Refused {
    /// It is a symbolic link, or a folder on the way to it is one.
    Link,
    /// It is a folder, a pipe, a socket or a device.
    NotAFile,
    /// It has so many bytes, more than are wanted.
    TooLarge(u64),
    /// The system says no.
    System(io::Error),
}

impl Refused {
    /// The same as the system would say it, for those who say no more than that.
    pub fn into_error(self) -> io::Error {
        match self {
            Refused::System(error) => error,
            Refused::Link | Refused::NotAFile => io::Error::other("it is no regular file"),
            Refused::TooLarge(_) => io::Error::from(io::ErrorKind::FileTooLarge),
        }
    }
}

/// A folder that files are read from. That the folder is a link itself is no matter: somebody named it.
#[derive(Debug)]
pub struct Folder {
    path: PathBuf,
    #[cfg(target_os = "linux")]
    handle: Option<File>,
}

impl Folder {
    /// Opens a folder; where that fails, each of its files says why.
    pub fn open(path: &Path) -> Folder {
        let path = if path.as_os_str().is_empty() { Path::new(".") } else { path };
        Folder {
            #[cfg(target_os = "linux")]
            handle: File::open(path).ok(),
            path: path.to_owned(),
        }
    }

    /// Reads a file below it, if it has at most so many bytes.
    ///
    /// # Errors
    /// It is no regular file, or a link is on the way, or the system says no.
    pub fn read(&self, relative: &Path, most: u64) -> Result<Vec<u8>, Refused> {
        self.read_as_it_stands(relative, most).map(|(bytes, _)| bytes)
    }

    /// The same, and how the file stood before it was read.
    ///
    /// # Errors
    /// Those of [`Folder::read`].
    pub fn read_as_it_stands(&self, relative: &Path, most: u64) -> Result<(Vec<u8>, Option<Stands>), Refused> {
        let file = self.file(relative)?;
        let meta = file.metadata().map_err(Refused::System)?;
        if !meta.is_file() {
            return Err(Refused::NotAFile);
        }
        if meta.len() > most {
            return Err(Refused::TooLarge(meta.len()));
        }
        let mut bytes = Vec::with_capacity(usize::try_from(meta.len()).unwrap_or(0));
        file.take(most.saturating_add(1)).read_to_end(&mut bytes).map_err(Refused::System)?;
        // It has grown meanwhile.
        let size = bytes.len() as u64;
        if size > most { Err(Refused::TooLarge(size)) } else { Ok((bytes, Stands::of(&meta))) }
    }

    /// Opens a file so that no part of its path below the folder is a link.
    #[cfg(target_os = "linux")]
    fn file(&self, relative: &Path) -> Result<File, Refused> {
        use rustix::fs::{Mode, OFlags, ResolveFlags, openat2};
        use rustix::io::Errno;
        let Some(handle) = &self.handle else { return self.by_name(relative) };
        // A pipe without a writer would hold the program until there is one.
        let flags = OFlags::RDONLY | OFlags::CLOEXEC | OFlags::NONBLOCK | OFlags::NOCTTY;
        let resolve = ResolveFlags::BENEATH | ResolveFlags::NO_SYMLINKS | ResolveFlags::NO_MAGICLINKS;
        match openat2(handle, relative, flags, Mode::empty(), resolve) {
            Ok(file) => Ok(File::from(file)),
            Err(Errno::LOOP | Errno::XDEV) => Err(Refused::Link),
            Err(Errno::NXIO) => Err(Refused::NotAFile),
            // Kernels before 5.6, and sandboxes that do not know the call.
            Err(Errno::NOSYS | Errno::PERM | Errno::INVAL) => self.by_name(relative),
            Err(error) => Err(Refused::System(error.into())),
        }
    }

    #[cfg(not(target_os = "linux"))]
    fn file(&self, relative: &Path) -> Result<File, Refused> {
        self.by_name(relative)
    }

    /// Opens a file that is no link itself, where the system can be asked no more than that.
    fn by_name(&self, relative: &Path) -> Result<File, Refused> {
        let path = self.path.join(relative);
        if fs::symlink_metadata(&path).map_err(Refused::System)?.is_symlink() {
            return Err(Refused::Link);
        }
        let mut options = OpenOptions::new();
        options.read(true);
        #[cfg(unix)]
        {
            use std::os::unix::fs::OpenOptionsExt;
            let flags = rustix::fs::OFlags::NOFOLLOW | rustix::fs::OFlags::NONBLOCK;
            options.custom_flags(flags.bits().cast_signed());
        }
        options.open(&path).map_err(Refused::System)
    }
}

/// Reads a file that is named by its whole path: a link in the place of the file is not followed, one above it is.
///
/// # Errors
/// Those of [`Folder::read`].
pub fn file(path: &Path, most: u64) -> Result<Vec<u8>, Refused> {
    match path.file_name() {
        Some(name) => Folder::open(path.parent().unwrap_or(Path::new(""))).read(Path::new(name), most),
        None => Err(Refused::NotAFile),
    }
}

/// Whether a regular file stands at a path that begins with these bytes; links are treated as [`file()`] does.
pub fn begins_with(path: &Path, bytes: &[u8]) -> bool {
    let Some(name) = path.file_name() else { return false };
    let mut start = vec![0; bytes.len()];
    let opened = Folder::open(path.parent().unwrap_or(Path::new(""))).file(Path::new(name));
    opened.is_ok_and(|mut file| {
        file.metadata().is_ok_and(|meta| meta.is_file()) && file.read_exact(&mut start).is_ok() && start == bytes
    })
}

/// What is said of a link: where it leads, and that nobody goes there.
pub fn link(path: &Path) -> Diagnostic {
    let target = fs::read_link(path).map_or_else(|_| "…".to_owned(), |target| target.display().to_string());
    let target = crate::text::isolate::quoted(&target);
    let message = say!(
        "a symbolic link is not followed; this one leads to {target}",
        "الوصلات الرمزية لا تُتبع؛ وهذه تقود إلى {target}"
    );
    found(Code::SymbolicLink, path, message).hint(say!("put the file itself here", "ضع الملف نفسه هنا"))
}

/// The first part of a path below a folder that is a link; else the path itself.
pub fn first_link(folder: &Path, relative: &Path) -> PathBuf {
    let mut path = folder.to_owned();
    for part in relative {
        path.push(part);
        if path.is_symlink() {
            break;
        }
    }
    path
}

/// What is said of a pipe, a socket or a device.
pub fn not_a_file(path: &Path) -> Diagnostic {
    let message = say!("it is no regular file, so it is not read", "ليس ملفًا عاديًا، فلم يُقرأ");
    found(Code::NotAFile, path, message).hint(say!("put the file itself here", "ضع الملف نفسه هنا"))
}

fn found(code: Code, path: &Path, message: Message) -> Diagnostic {
    Diagnostic::error(code, Place::start(&path.display().to_string()), message)
}

#[cfg(all(test, unix))]
mod tests {
    use super::*;
    use std::os::unix::fs::symlink;

    #[test]
    fn no_part_of_the_way_may_be_a_link() {
        let root = std::env::temp_dir().join(format!("bayan-open-{}", std::process::id()));
        fs::create_dir_all(root.join("in/deep")).unwrap();
        fs::create_dir_all(root.join("out")).unwrap();
        fs::write(root.join("out/secret"), "s").unwrap();
        fs::write(root.join("in/deep/a"), "abc").unwrap();
        symlink(root.join("out"), root.join("in/way")).unwrap();
        symlink("deep/a", root.join("in/beside")).unwrap();
        symlink("loop", root.join("in/loop")).unwrap();
        let folder = Folder::open(&root.join("in"));
        assert_eq!(folder.read(Path::new("deep/a"), 3).unwrap(), b"abc");
        assert!(matches!(folder.read(Path::new("deep/a"), 2), Err(Refused::TooLarge(3))));
        for link in ["way/secret", "beside", "loop", "../out/secret"] {
            assert!(matches!(folder.read(Path::new(link), 9), Err(Refused::Link)), "{link}");
        }
        assert!(matches!(folder.read(Path::new("deep"), 9), Err(Refused::NotAFile)));
        assert!(matches!(folder.read(Path::new("nothing"), 9), Err(Refused::System(_))));
        assert!(matches!(file(&root.join("in/beside"), 9), Err(Refused::Link)));
        assert_eq!(first_link(&root, Path::new("in/way/secret")), root.join("in/way"));
        fs::remove_dir_all(&root).unwrap();
    }
}
