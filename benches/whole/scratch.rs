//! A folder for everything that is measured, in memory where the system has such a place → what lies in it, counted. What was made goes when it is dropped.

use std::fs;
use std::io::{self, Write as _};
use std::path::{Path, PathBuf};
use std::thread;
use std::time::Duration;

use rayon::prelude::*;
use walkdir::WalkDir;

/// Where Linux keeps files in memory.
const MEMORY: &str = "/dev/shm";
/// Longer than a tick of the clock that files are dated by.
const TICK: Duration = Duration::from_millis(50);

/// Files and the bytes in them.
#[derive(Clone, Copy, Debug, Default)]
pub struct Files {
    pub count: u64,
    pub bytes: u64,
}

/// The folder.
pub struct Scratch {
    root: PathBuf,
    /// It is in memory.
    pub is_memory: bool,
}

impl Scratch {
    pub fn new() -> io::Result<Scratch> {
        let is_memory = Path::new(MEMORY).is_dir();
        let parent = if is_memory { PathBuf::from(MEMORY) } else { std::env::temp_dir() };
        let root = parent.join(format!("bayan-whole-{}", std::process::id()));
        fs::create_dir(&root)?;
        Ok(Scratch { root, is_memory })
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.root.join(name)
    }

    /// Takes away what lies there, if anything does.
    pub fn clear(&self, name: &str) {
        let path = self.path(name);
        if path.exists() {
            fs::remove_dir_all(path).expect("what was made can be removed");
        }
    }

    /// Bytes that there is room for; nothing where the system does not say. What is in memory needs memory.
    pub fn room(&self) -> Option<u64> {
        #[cfg(target_os = "linux")]
        {
            let disk = rustix::fs::statvfs(&self.root).ok()?;
            let disk = disk.f_bavail * disk.f_frsize;
            let said = fs::read_to_string("/proc/meminfo").ok()?;
            let line = said.lines().find(|line| line.starts_with("MemAvailable:"))?;
            let memory = line.split_whitespace().nth(1)?.parse::<u64>().ok()? * 1024;
            Some(if self.is_memory { disk.min(memory) } else { disk })
        }
        #[cfg(not(target_os = "linux"))]
        None
    }

    /// What lies in a folder.
    pub fn count(&self, name: &str) -> Files {
        count(&self.path(name), |_| true)
    }

    /// A moment: what is written after it is told from what was there before.
    pub fn moment(&self) -> io::Result<Moment> {
        thread::sleep(TICK);
        let marker = self.path("moment");
        fs::write(&marker, "")?;
        Ok(Moment(fs::metadata(marker)?.modified()?))
    }

    /// What was written into a folder since then. A file that was linked to an older one was not written.
    pub fn since(&self, name: &str, moment: &Moment) -> Files {
        count(&self.path(name), |about| about.modified().is_ok_and(|modified| modified >= moment.0))
    }

    /// Writes the paths of a folder's files to so many lists, a line each, in turn.
    pub fn lists(&self, name: &str, parts: usize) -> io::Result<Vec<PathBuf>> {
        let paths: Vec<PathBuf> = (0..parts).map(|part| self.path(&format!("list-{part}"))).collect();
        let mut lists = Vec::new();
        for path in &paths {
            lists.push(io::BufWriter::new(fs::File::create(path)?));
        }
        let folder = self.path(name);
        for (number, entry) in files(&folder).enumerate() {
            let path = entry.path().strip_prefix(&folder).map(Path::to_string_lossy).unwrap_or_default();
            if let Some(list) = lists.get_mut(number % parts) {
                writeln!(list, "{path}")?;
            }
        }
        lists.into_iter().try_for_each(|mut list| list.flush())?;
        Ok(paths)
    }
}

impl Drop for Scratch {
    fn drop(&mut self) {
        let _ = fs::remove_dir_all(&self.root);
    }
}

/// When something began, by the clock of the disk.
pub struct Moment(std::time::SystemTime);

fn files(folder: &Path) -> impl Iterator<Item = walkdir::DirEntry> {
    WalkDir::new(folder).into_iter().flatten().filter(|entry| entry.file_type().is_file())
}

fn count(folder: &Path, is_one: impl Fn(&fs::Metadata) -> bool) -> Files {
    let about = files(folder).filter_map(|entry| entry.metadata().ok()).filter(is_one);
    about.fold(Files::default(), |sum, file| Files { count: sum.count + 1, bytes: sum.bytes + file.len() })
}

/// Copies the files of a list from one folder to another, as many at once as there are threads.
pub fn copy(list: &Path, from: &Path, to: &Path) -> io::Result<()> {
    let list = fs::read_to_string(list)?;
    let paths: Vec<&Path> = list.lines().map(Path::new).collect();
    let mut folders: Vec<&Path> = paths.iter().filter_map(|path| path.parent()).collect();
    folders.dedup();
    folders.into_par_iter().try_for_each(|folder| fs::create_dir_all(to.join(folder)))?;
    paths.into_par_iter().try_for_each(|path| fs::copy(from.join(path), to.join(path)).map(drop))
}
