//! What publishing asks of the system: files and folders with their modes, links, an exchange of folders, waiting for the disk. It knows nothing of sites.

use std::fs;
use std::io::{self, Write};
use std::path::Path;

use rayon::prelude::*;

use crate::error::Error;
use crate::source::stands::Stands;

/// What a published file's mode is, whoever builds and whatever the umask: a web server has to read it.
pub(super) const FILE: u32 = 0o644;
/// The same of a folder.
pub(super) const FOLDER: u32 = 0o755;

/// A file that is on its way to its place in the output folder.
pub(super) const ARRIVING: &str = ".bayan-arriving";

/// Puts one folder in the place of another in one step.
pub(super) fn exchange(new: &Path, old: &Path) -> io::Result<()> {
    if !old.try_exists()? {
        return fs::rename(new, old);
    }
    #[cfg(any(target_os = "linux", target_os = "macos"))]
    {
        use rustix::fs::{CWD, RenameFlags, renameat_with};
        renameat_with(CWD, new, CWD, old, RenameFlags::EXCHANGE)?;
        Ok(())
    }
    #[cfg(not(any(target_os = "linux", target_os = "macos")))]
    Err(io::Error::from(io::ErrorKind::Unsupported))
}

/// The folders that these files stand in, sorted, so that each comes before what is in it.
pub(super) fn folders<'a>(files: impl Iterator<Item = &'a str>) -> Vec<&'a str> {
    let mut folders = Vec::new();
    let mut last = "";
    for file in files {
        // Those on the way to the file before are known; files come sorted, so few are met again.
        let shared = file.bytes().zip(last.bytes()).take_while(|(one, other)| one == other).count();
        let new = file.match_indices('/').filter(|(end, _)| *end >= shared);
        folders.extend(new.filter_map(|(end, _)| file.get(..end)));
        last = file;
    }
    folders.sort_unstable();
    folders.dedup();
    folders
}

/// Makes a folder and, below it, the folders that these files stand in.
pub(super) fn make_folders<'a>(root: &Path, files: impl Iterator<Item = &'a str>) -> Result<(), Error> {
    let below = folders(files).into_iter().map(|folder| root.join(folder));
    std::iter::once(root.to_owned()).chain(below).try_for_each(|folder| make_folder(&folder))
}

/// Makes a folder, and those above it that are not there.
pub(super) fn make_folder(path: &Path) -> Result<(), Error> {
    let made = match fs::create_dir(path) {
        Err(error) if error.kind() == io::ErrorKind::NotFound => {
            path.parent().map_or(Ok(()), make_folder)?;
            fs::create_dir(path)
        }
        made => made,
    };
    let made = match made {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && path.is_dir() => Ok(()),
        made => made.and_then(|()| opened(path, FOLDER)),
    };
    made.map_err(Error::environment(path, "make the folder", "إنشاء المجلد"))
}

/// Does what puts a file at a path, and does it again where the folder had to be made for it, in the place of a file too.
pub(super) fn in_folder<T>(path: &Path, put: impl Fn() -> io::Result<T>) -> Result<io::Result<T>, Error> {
    match (put(), path.parent()) {
        (Err(error), Some(folder))
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            // Nearly always only this folder is missing.
            if fs::create_dir(folder).and_then(|()| opened(folder, FOLDER)).is_ok() {
                return Ok(put());
            }
            let is_folder = |path: &&Path| fs::symlink_metadata(path).map(|meta| meta.is_dir());
            let first = folder.ancestors().find_map(|path| is_folder(&path).ok().map(|is_folder| (path, is_folder)));
            if let Some((file, false)) = first {
                // Another thread may have made the folder meanwhile; if nobody has, it is told below.
                let _ = fs::remove_file(file);
            }
            make_folder(folder)?;
            Ok(put())
        }
        (done, _) => Ok(done),
    }
}

/// Writes a file, with the mode that published files have, and says how it stands there. What stands in its place goes
/// and is not written to: it may be linked, and a page that readers have.
pub(super) fn write(path: &Path, bytes: &[u8]) -> io::Result<Option<Stands>> {
    let mut file = create(path)?;
    file.write_all(bytes)?;
    finish(&file)
}

/// Makes an empty file, in the place of what stands there.
pub(super) fn create(path: &Path) -> io::Result<fs::File> {
    match fs::File::create_new(path) {
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists => {
            clear(path)?;
            fs::File::create_new(path)
        }
        file => file,
    }
}

/// Gives a file that was written its mode, and says how it stands.
pub(super) fn finish(file: &fs::File) -> io::Result<Option<Stands>> {
    let meta = file.metadata()?;
    let stands = Stands::of(&meta);
    if stands.is_none_or(|stands| stands.has_mode(FILE)) {
        return Ok(stands);
    }
    permit(meta, FILE, |mode| file.set_permissions(mode))?;
    Ok(Stands::of(&file.metadata()?))
}

/// Gives a file or a folder its mode, if it has another. File systems without modes, or with another owner, may refuse.
pub(super) fn opened(path: &Path, mode: u32) -> io::Result<()> {
    permit(fs::symlink_metadata(path)?, mode, |mode| fs::set_permissions(path, mode))
}

/// Sets a mode where `now` is another.
fn permit(now: fs::Metadata, mode: u32, set: impl FnOnce(fs::Permissions) -> io::Result<()>) -> io::Result<()> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::PermissionsExt;
        if now.permissions().mode() & 0o7777 != mode {
            return match set(fs::Permissions::from_mode(mode)) {
                Err(error) if matches!(error.kind(), io::ErrorKind::PermissionDenied | io::ErrorKind::Unsupported) => {
                    Ok(())
                }
                result => result,
            };
        }
    }
    #[cfg(not(unix))]
    let _ = (now, mode, set);
    Ok(())
}

/// Gives files of a site that stand in their places, and their folders, the modes that they have when they are written:
/// an earlier build may have been of another program, or somebody changed them since. What is gone meanwhile is passed over, and files
/// of which it is known.
pub(super) fn open_all<'a>(
    root: &Path,
    files: impl Iterator<Item = &'a str> + Clone,
    is_open: impl Fn(&str) -> bool,
) -> Result<(), Error> {
    let folders = folders(files.clone()).into_iter().map(|folder| (folder, FOLDER));
    let all: Vec<(&str, u32)> = folders.chain(files.filter(|file| !is_open(file)).map(|file| (file, FILE))).collect();
    let failed = all.par_iter().map(|(path, mode)| {
        let path = root.join(path);
        match opened(&path, *mode) {
            Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
            result => {
                result.map_err(Error::environment(&path, "let everybody read the page", "ضبط إذن القراءة للصفحة"))
            }
        }
    });
    failed.collect::<Vec<_>>().into_iter().collect()
}

/// Whether a regular file of these bytes stands at a path.
pub(super) fn same(path: &Path, bytes: &[u8]) -> bool {
    fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file() && meta.len() == bytes.len() as u64)
        && fs::read(path).is_ok_and(|old| old == bytes)
}

/// Whether anything stands at a path. That the system does not say is no "no".
pub(super) fn is_there(path: &Path) -> Result<bool, Error> {
    match fs::symlink_metadata(path) {
        Ok(_) => Ok(true),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Ok(false),
        Err(error) => {
            Err(Error::environment(path, "read the output folder", "قراءة مجلد الإخراج")(error))
        }
    }
}

/// Waits until the new site is on the disk, folders too, so that no loss of power leaves names without their bytes.
pub(super) fn on_disk(site: &Path) -> Result<(), Error> {
    let wait = |path: &Path| {
        #[cfg(target_os = "linux")]
        {
            // One call for thousands of files.
            rustix::fs::syncfs(fs::File::open(path)?)?;
            Ok(())
        }
        #[cfg(not(target_os = "linux"))]
        walkdir::WalkDir::new(path).into_iter().try_for_each(|entry| on_disk_as(entry?.path()))
    };
    wait(site).map_err(Error::environment(site, "write the site", "كتابة الموقع"))
}

/// Waits until one file or folder is on the disk.
pub(super) fn on_disk_as(path: &Path) -> io::Result<()> {
    fs::File::open(path)?.sync_all()
}

/// Moves a file into its place in `folder`, whole. Where the folder is a mount, so that nothing can be moved into it, the
/// file is first written there under a name that the next build knows and takes away.
pub(super) fn put(from: &Path, to: &Path, folder: &Path) -> io::Result<()> {
    match fs::rename(from, to) {
        Err(error) if error.kind() == io::ErrorKind::CrossesDevices => {
            let arriving = folder.join(ARRIVING);
            write(&arriving, &fs::read(from)?)?;
            fs::rename(&arriving, to)
        }
        result => result,
    }
}

/// Makes one published file stand at two paths, or a copy of it where the file system has no links, and says which. Its mode
/// is set where it is not known to be as it should.
pub(super) fn keep(from: &Path, to: &Path, is_open: bool) -> io::Result<Kept> {
    match fs::hard_link(from, to) {
        Ok(()) if is_open => Ok(Kept::Linked),
        Ok(()) => opened(to, FILE).map(|()| Kept::Linked),
        // The folder may not be there, or a file stands in its place.
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => Err(error),
        Err(_) => write(to, &fs::read(from)?).map(|_| Kept::Copied),
    }
}

/// How a file came to stand at two paths.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Kept {
    Linked,
    Copied,
}

/// Removes what stands at a path, if anything does, one after another: whoever calls may hold what other threads wait for. No
/// link is followed.
pub(super) fn clear(path: &Path) -> io::Result<()> {
    let gone = fs::symlink_metadata(path).and_then(|meta| match meta.is_dir() {
        true => fs::remove_dir_all(path),
        false => fs::remove_file(path),
    });
    match gone {
        Err(error) if error.kind() == io::ErrorKind::NotFound => Ok(()),
        gone => gone,
    }
}

/// Removes a folder with all that is in it, what lies in its folders side by side. A link, in its place or in it, is removed
/// and not followed.
pub(super) fn remove(folder: &Path) -> io::Result<()> {
    if !fs::symlink_metadata(folder)?.is_dir() {
        return fs::remove_file(folder);
    }
    let entries = fs::read_dir(folder)?.collect::<io::Result<Vec<_>>>()?;
    entries.into_par_iter().try_for_each(|entry| match entry.file_type()?.is_dir() {
        // It looks again whether it is a link, and so on the whole way down.
        true => fs::remove_dir_all(entry.path()),
        false => fs::remove_file(entry.path()),
    })?;
    fs::remove_dir(folder)
}

/// Makes one file of others stand at two paths.
pub(super) fn link(from: &Path, to: &Path) -> io::Result<()> {
    if let Some(parent) = to.parent() {
        fs::create_dir_all(parent)?;
    }
    fs::hard_link(from, to)
}
