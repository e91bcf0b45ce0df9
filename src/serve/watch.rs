//! Folders → a note when something in them may have changed, and where. It looks at no file.

use std::fs::{self, Metadata};
use std::path::{self, Path, PathBuf};
use std::sync::mpsc::Sender;
use std::time::SystemTime;

use notify::event::{AccessKind, AccessMode};
use notify::{Event, EventKind, RecommendedWatcher, RecursiveMode, Watcher};

use super::keeper::Note;
use crate::source::Look;

/// Watches folders that may come and go.
pub struct Watch {
    watcher: Option<RecommendedWatcher>,
    folders: Vec<Folder>,
}

struct Folder {
    path: PathBuf,
    mode: RecursiveMode,
    /// Which folder is watched at this path; none where there is none.
    armed: Option<Identity>,
}

/// What tells one folder from another that took its place.
type Identity = (u64, u64, Option<SystemTime>);

impl Watch {
    /// Watches each folder, with what is below it where that is asked for. A folder that is not there is waited for.
    pub fn new(folders: Vec<(PathBuf, bool)>, notes: Sender<Note>) -> Watch {
        let absolute = |(folder, below): &(PathBuf, bool)| Some((path::absolute(folder).ok()?, *below));
        let known: Vec<(PathBuf, bool)> = folders.iter().map(absolute).collect::<Option<_>>().unwrap_or_default();
        let heard = move |event: notify::Result<Event>| {
            if event.as_ref().map_or(true, is_change) {
                // Nobody listens when the program is about to end.
                let _ = notes.send(Note::Changed(look(event, &known)));
            }
        };
        let folders = folders.into_iter().map(|(path, below)| {
            let mode = if below { RecursiveMode::Recursive } else { RecursiveMode::NonRecursive };
            Folder { path, mode, armed: None }
        });
        let mut watch = Watch { watcher: notify::recommended_watcher(heard).ok(), folders: folders.collect() };
        watch.arm();
        watch
    }

    /// Looks whether each folder is still the one that is watched; whether any of them came, went or was replaced, or
    /// cannot be watched, so that only reading tells.
    pub fn arm(&mut self) -> bool {
        let mut changed = false;
        for Folder { path, mode, armed } in &mut self.folders {
            let now = fs::metadata(&*path).ok().filter(Metadata::is_dir).map(|found| identity(&found));
            if now == *armed {
                continue;
            }
            changed = true;
            *armed = None;
            if let Some(watcher) = &mut self.watcher {
                // What is gone is not watched any more in any case.
                let _ = watcher.unwatch(path);
                if now.is_some() && watcher.watch(path, *mode).is_ok() {
                    *armed = now;
                }
            }
        }
        changed
    }
}

#[cfg(unix)]
fn identity(found: &Metadata) -> Identity {
    use std::os::unix::fs::MetadataExt;
    // A new folder may have the number of one that was just removed, but not its time of birth.
    (found.dev(), found.ino(), found.created().ok())
}

#[cfg(not(unix))]
fn identity(found: &Metadata) -> Identity {
    (0, 0, found.created().ok())
}

/// Where something changed. A path that is in no watched folder as it is written was found by another way.
fn look(event: notify::Result<Event>, watched: &[(PathBuf, bool)]) -> Look {
    let is_in = |path: &Path, (folder, below): &(PathBuf, bool)| match below {
        true => path.starts_with(folder),
        false => path == folder || path.parent() == Some(folder.as_path()),
    };
    let is_known = |path: &PathBuf| watched.iter().any(|folder| is_in(path, folder));
    match event {
        Ok(event) if !event.need_rescan() && !event.paths.is_empty() && event.paths.iter().all(is_known) => {
            Look::At(event.paths.into_iter().collect())
        }
        _ => Look::All,
    }
}

/// Reading is no change; to close what was written is.
fn is_change(event: &Event) -> bool {
    match event.kind {
        EventKind::Access(kind) => kind == AccessKind::Close(AccessMode::Write),
        _ => true,
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use notify::event::Flag;

    use super::*;

    #[test]
    fn a_path_that_is_known_as_it_is_written_is_told_and_any_other_means_all() {
        let watched = [(PathBuf::from("/site"), false), (PathBuf::from("/site/seeds"), true)];
        let event = |paths: &[&str]| {
            let event = Event::new(EventKind::Any);
            paths.iter().fold(event, |event, path| event.add_path(PathBuf::from(path)))
        };
        let told = |paths: &[&str]| look(Ok(event(paths)), &watched);
        for paths in [&["/site/site.toml"][..], &["/site/seeds/a/b.md", "/site/seeds"], &["/site"]] {
            assert_eq!(told(paths), Look::At(paths.iter().map(PathBuf::from).collect::<BTreeSet<PathBuf>>()));
        }
        for paths in [&["/site/seeds/a.md", "/other/b.md"][..], &["/site/real/a.md"], &["/sites/a.md"], &[]] {
            assert_eq!(told(paths), Look::All, "{paths:?}");
        }
        assert_eq!(look(Ok(event(&["/site/seeds/a.md"]).set_flag(Flag::Rescan)), &watched), Look::All);
        assert_eq!(look(Err(notify::Error::generic("it is full")), &watched), Look::All);
    }
}
