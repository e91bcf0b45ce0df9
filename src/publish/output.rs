//! The files of a site before they are published: no two at one path, none outside.

use std::collections::BTreeMap;

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::page::File;
use crate::say;
use crate::text::portable;

/// What the names of bayan's own files in the output folder begin with.
const OWN: &str = ".bayan-";

/// Every file of a site, by path. Paths are relative, with `/`, and no two are one file on any disk.
#[derive(Debug, Default)]
pub struct Output {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    /// By its form that is equal for two paths that are one on some disk.
    folded: BTreeMap<String, String>,
    /// The folders in that form, each with a file in it.
    folders: BTreeMap<String, String>,
}

impl Output {
    /// Adds files.
    ///
    /// # Errors
    /// A path is taken, by a file or a folder, or is one with a taken one on some disk (case, composed letters), or leads
    /// out of the folder, or has a name that not every disk has. The page that was there first stays; the finding is for
    /// the one that came.
    pub fn add(&mut self, files: impl IntoIterator<Item = File>, whose: &str) -> Result<(), Error> {
        for file in files {
            let place = || Place::start(&format!("{whose}/{}", file.path));
            if let Some(message) = odd(&file.path) {
                let found = Diagnostic::error(Code::BadPath, place(), message);
                return Err(Error::setup(found.hint(say!("rename it", "غيّر اسمه"))));
            }
            let folded = portable::folded(&file.path);
            if let Some(other) = self.in_the_way(&folded) {
                let message = say!("the site already has a file `{other}`", "في الموقع ملف `{other}` من قبل");
                return Err(Error::setup(
                    Diagnostic::error(Code::PathTaken, place(), message).hint(say!("rename the file", "غيّر اسم الملف")),
                ));
            }
            let mut below = folded.as_str();
            while let Some((above, _)) = below.rsplit_once('/')
                && !self.folders.contains_key(above)
            {
                self.folders.insert(above.to_owned(), file.path.clone());
                below = above;
            }
            self.folded.insert(folded, file.path.clone());
            self.files.insert(file.path, file.bytes);
        }
        Ok(())
    }

    /// The file at a path, or in a folder there, or in the place of one of its folders.
    fn in_the_way(&self, folded: &str) -> Option<&String> {
        let above = folded.match_indices('/').filter_map(|(at, _)| folded.get(..at));
        let taken = self.folded.get(folded).or_else(|| self.folders.get(folded));
        taken.or_else(|| above.into_iter().find_map(|folder| self.folded.get(folder)))
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

/// Why a site cannot have a file at a path.
fn odd(path: &str) -> Option<Message> {
    let cannot = || say!("the site cannot have a file of this name", "لا يكون في الموقع ملف بهذا الاسم");
    if !is_inside(path) || path.starts_with(OWN) {
        return Some(cannot());
    }
    path.split('/').find_map(portable::fault).or_else(|| (path.len() > portable::LONGEST_PATH).then(cannot))
}

/// Whether a path stays below the folder that it is relative to.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0', '\n']))
}
