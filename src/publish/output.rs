//! The files of a site before they are published: no two at one path, none outside.

use std::collections::BTreeMap;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::page::File;
use crate::say;

/// Every file of a site, by path. Paths are relative, with `/`, and no two are one file on any disk.
#[derive(Debug, Default)]
pub struct Output {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    folded: BTreeMap<String, String>,
}

impl Output {
    /// Adds files.
    ///
    /// # Errors
    /// A path is taken, or differs from a taken one in case only, or leads out of the folder. The page that was there
    /// first stays; the finding is for the one that came.
    pub fn add(&mut self, files: impl IntoIterator<Item = File>, whose: &str) -> Result<(), Error> {
        for file in files {
            let place = || Place::start(&format!("{whose}/{}", file.path));
            if !is_inside(&file.path) || file.path == super::MANIFEST {
                return Err(Error::setup(
                    Diagnostic::error(
                        Code::BadPath,
                        place(),
                        say!("the site cannot have a file of this name", "لا يكون في الموقع ملف بهذا الاسم"),
                    )
                    .hint(say!("rename it", "غيّر اسمه")),
                ));
            }
            let folded = file.path.to_lowercase();
            if let Some(other) = self.folded.get(&folded) {
                let message = say!("the site already has a file `{other}`", "في الموقع ملف `{other}` من قبل");
                return Err(Error::setup(
                    Diagnostic::error(Code::PathTaken, place(), message).hint(say!("rename the file", "غيّر اسم الملف")),
                ));
            }
            self.folded.insert(folded, file.path.clone());
            self.files.insert(file.path, file.bytes);
        }
        Ok(())
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

/// Whether a path stays below the folder that it is relative to.
pub(super) fn is_inside(path: &str) -> bool {
    !path.is_empty()
        && path
            .split('/')
            .all(|part| !part.is_empty() && part != "." && part != ".." && !part.contains(['\\', '\0', '\n']))
}
