//! A file → what the system says of it as it stands, by which it is known that nobody wrote to it since. It reads no file.

use std::fs;
use std::path::Path;
use std::time::{Duration, SystemTime, UNIX_EPOCH};

use serde::{Deserialize, Serialize};

/// Two changes of a file within so long may have one time: file systems count in steps, the coarsest of two seconds.
pub(super) const STEP: Duration = Duration::from_secs(4);

/// A file that was not touched since, or a folder in which nothing came, went or was replaced: all that a change of it
/// changes, on a system that says so.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Stands {
    /// The file system, the file's number in it, and its bytes.
    file: [u64; 3],
    /// When its bytes were changed last: seconds and nanoseconds.
    modified: [i64; 2],
    /// When anything about it was: nobody can set this back.
    touched: [i64; 2],
    mode: u32,
}

impl Stands {
    /// A regular file as it stands at a path; none where the system does not tell enough.
    pub fn at(path: &Path) -> Option<Stands> {
        Stands::of(&fs::symlink_metadata(path).ok()?)
    }

    /// See `at`.
    pub fn of(meta: &fs::Metadata) -> Option<Stands> {
        meta.is_file().then(|| Stands::told(meta)).flatten()
    }

    /// A folder as it stands; none where the system does not tell enough, or for what is no folder.
    pub fn of_folder(meta: &fs::Metadata) -> Option<Stands> {
        meta.is_dir().then(|| Stands::told(meta)).flatten()
    }

    fn told(meta: &fs::Metadata) -> Option<Stands> {
        #[cfg(unix)]
        {
            use std::os::unix::fs::MetadataExt;
            Some(Stands {
                file: [meta.dev(), meta.ino(), meta.size()],
                modified: [meta.mtime(), meta.mtime_nsec()],
                touched: [meta.ctime(), meta.ctime_nsec()],
                mode: meta.mode() & 0o7777,
            })
        }
        #[cfg(not(unix))]
        {
            let _ = meta;
            None
        }
    }

    /// Whether it has the same bytes still, though another link to it came or went, or its mode.
    pub fn is_still(self, before: Stands) -> bool {
        Stands { touched: before.touched, mode: before.mode, ..self } == before
    }

    /// Whether it has this mode.
    pub fn has_mode(self, mode: u32) -> bool {
        self.mode == mode
    }

    /// Whether its last change is so long ago that the next one will have another time.
    #[expect(clippy::disallowed_methods, reason = "it decides whether a file is read again, and reaches no page")]
    pub fn is_settled(self) -> bool {
        let [seconds, nanoseconds] = self.touched;
        let touched = u64::try_from(seconds).ok().zip(u32::try_from(nanoseconds).ok());
        let touched = touched.map(|(seconds, nanoseconds)| UNIX_EPOCH + Duration::new(seconds, nanoseconds));
        touched.is_some_and(|touched| SystemTime::now().duration_since(touched).is_ok_and(|age| age > STEP))
    }
}
