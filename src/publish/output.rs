//! The files of a site as they are handed on to be published: no two at one path, none outside. It writes none.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;

use super::disk;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::page::{Coming, File, Take};
use crate::say;
use crate::text::portable;

/// What the names of bayan's own files in the output folder begin with.
const OWN: &str = ".bayan-";

/// The files of a site, which are handed on one after another, so that nobody has to hold all of them.
pub trait Files: Sync {
    /// Hands on every file once, by a path that was claimed, in any order, and gives their paths. It can be done again.
    ///
    /// # Errors
    /// A file cannot be made or taken, or its path is no other's.
    fn each(&self, take: Take<'_>) -> Result<Paths, Error>;
}

/// The paths of a site's files: relative, with `/`, and no two are one file on any disk.
#[derive(Clone, Debug, Default)]
pub struct Paths {
    /// Each by its form that is equal for two paths that are one on some disk; none where it has this form.
    files: BTreeMap<String, Option<String>>,
    /// The folders in that form.
    folders: BTreeSet<String>,
}

/// A path with what can be said of it alone.
struct Claim {
    path: String,
    folded: String,
    odd: Option<Message>,
}

impl Claim {
    fn new(path: String) -> Claim {
        Claim { folded: portable::folded(&path), odd: odd(&path), path }
    }

    /// The file by its form.
    fn into_file(self) -> (String, Option<String>) {
        let Claim { path, folded, .. } = self;
        let path = (path != folded).then_some(path);
        (folded, path)
    }
}

impl Paths {
    /// Claims a path.
    ///
    /// # Errors
    /// It is taken, by a file or a folder, or is one with a taken one on some disk (case, composed letters), or leads
    /// out of the folder, or has a name that not every disk has. The one that was there first stays; the finding is for
    /// the one that came, from the folder `whose`.
    pub fn claim(&mut self, path: String, whose: &str) -> Result<(), Error> {
        self.add(Claim::new(path), whose)
    }

    /// Claims many.
    ///
    /// # Errors
    /// See `claim`; the first is told.
    pub fn claim_all(&mut self, paths: Vec<String>, whose: &str) -> Result<(), Error> {
        let claims: Vec<Claim> = paths.into_par_iter().map(Claim::new).collect();
        match Paths::apart(&claims).filter(|_| self.is_empty()) {
            Some(folders) => {
                let mut files: Vec<(String, Option<String>)> = claims.into_par_iter().map(Claim::into_file).collect();
                files.par_sort_unstable();
                *self = Paths { files: files.into_iter().collect(), folders };
                Ok(())
            }
            None => claims.into_iter().try_for_each(|claim| self.add(claim, whose)),
        }
    }

    /// The folders of files of which none is in another's way; nothing where one is, or cannot be had.
    fn apart(claims: &[Claim]) -> Option<BTreeSet<String>> {
        let mut files: Vec<&str> = claims.iter().map(|claim| claim.folded.as_str()).collect();
        files.par_sort_unstable();
        let folders = disk::folders(files.iter().copied());
        let is_free = |file: &&str| folders.binary_search(file).is_err();
        let is_apart = files.windows(2).all(|two| matches!(two, [one, other] if one != other));
        let all = is_apart && claims.iter().all(|claim| claim.odd.is_none()) && files.par_iter().all(is_free);
        all.then(|| folders.into_iter().map(str::to_owned).collect())
    }

    fn add(&mut self, claim: Claim, whose: &str) -> Result<(), Error> {
        let Claim { path, folded, odd } = &claim;
        let place = || Place::start(&format!("{whose}/{path}"));
        if let Some(message) = odd {
            let found = Diagnostic::error(Code::BadPath, place(), message.clone());
            return Err(Error::setup(found.hint(say!("rename it", "غيّر اسمه"))));
        }
        if let Some(other) = self.in_the_way(folded) {
            let message = say!("the site already has a file `{other}`", "في الموقع ملف `{other}` من قبل");
            return Err(Error::setup(
                Diagnostic::error(Code::PathTaken, place(), message).hint(say!("rename the file", "غيّر اسم الملف")),
            ));
        }
        let mut below = folded.as_str();
        while let Some((above, _)) = below.rsplit_once('/')
            && !self.folders.contains(above)
        {
            self.folders.insert(above.to_owned());
            below = above;
        }
        let (folded, path) = claim.into_file();
        self.files.insert(folded, path);
        Ok(())
    }

    /// The file at a path, or in a folder there, or in the place of one of its folders.
    fn in_the_way(&self, folded: &str) -> Option<&String> {
        let below = || self.files.range(format!("{folded}/")..).next();
        let mut above = folded.match_indices('/').filter_map(|(at, _)| folded.get(..at));
        let taken = self.files.get_key_value(folded).or_else(|| self.folders.contains(folded).then(below)?);
        taken.or_else(|| above.find_map(|folder| self.files.get_key_value(folder))).map(written)
    }

    /// The paths, in the order of their forms.
    pub fn iter(&self) -> impl Iterator<Item = &String> + Clone {
        self.files.iter().map(written)
    }

    /// How many.
    pub fn len(&self) -> usize {
        self.files.len()
    }

    /// Whether there are none.
    pub fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    pub(super) fn contains(&self, path: &str) -> bool {
        self.files.get_key_value(&portable::folded(path)).is_some_and(|known| written(known) == path)
    }
}

/// A path as it was claimed, by its form.
fn written<'a>((folded, path): (&'a String, &'a Option<String>)) -> &'a String {
    path.as_ref().unwrap_or(folded)
}

/// Every file of a site, by path, for those who look at all of them.
#[derive(Debug, Default)]
pub struct Output {
    pub(super) files: BTreeMap<String, Vec<u8>>,
    paths: Paths,
}

impl Output {
    /// Makes all files and holds them.
    ///
    /// # Errors
    /// Those of making them.
    pub fn of(site: &impl Files) -> Result<Output, Error> {
        let files = Mutex::new(BTreeMap::new());
        let hold = |coming: Coming<'_>| {
            let file = coming.file()?;
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path, file.bytes);
            Ok(())
        };
        let paths = site.each(&hold)?;
        Ok(Output { files: files.into_inner().unwrap_or_else(PoisonError::into_inner), paths })
    }

    /// Adds files.
    ///
    /// # Errors
    /// Those of claiming their paths.
    pub fn add(&mut self, files: impl IntoIterator<Item = File>, whose: &str) -> Result<(), Error> {
        for file in files {
            self.paths.claim(file.path.clone(), whose)?;
            self.files.insert(file.path, file.bytes);
        }
        Ok(())
    }

    /// The files in the order of their paths.
    pub fn files(&self) -> impl Iterator<Item = (&str, &[u8])> {
        self.files.iter().map(|(path, bytes)| (path.as_str(), bytes.as_slice()))
    }
}

impl Files for Output {
    fn each(&self, take: Take<'_>) -> Result<Paths, Error> {
        self.files
            .par_iter()
            .try_for_each(|(path, bytes)| take(Coming::Made(File { path: path.clone(), bytes: bytes.clone() })))?;
        Ok(self.paths.clone())
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
