//! The site before the one in the output, kept beside it → what of it is the new site already. It changes nothing and trusts no notes: a folder that does not stand as it did when it was compared is compared again, file by file.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::MANIFEST;
use super::disk::{FOLDER, clear, opened};
use super::look::Below;
use crate::fingerprint::Fingerprint;
use crate::source::stands::Stands;

/// Folders that hold the same in the output and in the spare: the same files, linked, and folders of the same names, and
/// nothing of others.
///
/// Each is named by its path and by how the two of it stand. Nothing comes into a folder, goes or is replaced but the time of
/// its last change is another then, so that a name says what was true and, as long as both stand so, is. It does not matter
/// which of the two is the output, what was done to other folders, or whether the build that would have said so was cut short.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Twins(Vec<Fingerprint>);

impl Twins {
    fn know(&self, name: Fingerprint) -> bool {
        self.0.binary_search(&name).is_ok()
    }
}

/// The name of a folder that holds the same at two places where it stands so.
fn name(below: &str, one: Stands, other: Stands) -> Option<Fingerprint> {
    Fingerprint::of(&(below, one.min(other), one.max(other)))
}

/// A spare, compared with the site in the output.
pub(super) struct Spare {
    site: PathBuf,
    /// What the output has not: files before they changed, what somebody put there, links in the place of folders.
    clutter: Vec<PathBuf>,
    /// Folders with another mode than published ones have.
    closed: Vec<PathBuf>,
    /// Files of the site that the spare has not.
    missing: BTreeSet<String>,
    twins: Twins,
    /// Nothing of others was seen in the output.
    is_ours: bool,
    /// The folders of the output, as they stood before they were compared.
    folders: Vec<(String, Option<Stands>)>,
}

/// A folder of the spare.
enum Twin {
    Absent,
    /// Something else, or what is no folder in the output.
    Odd,
    /// Known to hold the same.
    Known(Fingerprint),
    /// To be compared.
    Folder(Stands, Stands),
}

/// What is expected in a folder.
#[derive(Default)]
struct Expected<'a> {
    files: BTreeSet<&'a str>,
    folders: BTreeSet<&'a str>,
}

/// What came of comparing a folder.
#[derive(Default)]
struct Compared {
    clutter: Vec<PathBuf>,
    missing: Vec<String>,
    has_others: bool,
    is_same: bool,
    twin: Option<Fingerprint>,
}

impl Spare {
    /// Compares a spare with the site in the output, which has these files, and these folders, sorted, with how they stand.
    /// Only folders that are not known as twins are read, and no folder of the spare that is none, or lies in one.
    ///
    /// # Errors
    /// The system does not say what is there.
    pub(super) fn compare(
        output: &Path,
        site: PathBuf,
        files: &BTreeSet<String>,
        folders: &[Below<'_>],
        known: &Twins,
    ) -> io::Result<Spare> {
        let twins = folders.par_iter().map(|(below, stands)| twin(&site, below, *stands, known));
        let twins = twins.collect::<io::Result<Vec<_>>>()?;
        let mut spare = Spare {
            site,
            clutter: Vec::new(),
            closed: Vec::new(),
            missing: BTreeSet::new(),
            twins: Twins::default(),
            is_ours: true,
            folders: folders.iter().map(|(below, stands)| ((*below).to_owned(), *stands)).collect(),
        };
        let mut lost: BTreeSet<&str> = BTreeSet::new();
        let mut asked: BTreeMap<&str, (Stands, Stands)> = BTreeMap::new();
        // A folder comes before those in it.
        for ((below, _), twin) in folders.iter().zip(twins) {
            let is_lost = !lost.is_empty() && above(below).is_some_and(|above| lost.contains(above));
            match twin {
                _ if is_lost => drop(lost.insert(below)),
                Twin::Known(name) => spare.twins.0.push(name),
                Twin::Folder(ours, theirs) => {
                    asked.insert(below, (ours, theirs));
                    if !theirs.has_mode(FOLDER) {
                        spare.closed.push(spare.site.join(below));
                    }
                }
                twin => {
                    lost.insert(below);
                    if matches!(twin, Twin::Odd) {
                        spare.clutter.push(spare.site.join(below));
                    }
                }
            }
        }
        let mut expected: BTreeMap<&str, Expected<'_>> =
            asked.keys().map(|below| (*below, Expected::default())).collect();
        for file in files {
            let (above, name) = file.rsplit_once('/').unwrap_or(("", file.as_str()));
            if let Some(expected) = expected.get_mut(above) {
                expected.files.insert(name);
            } else if !lost.is_empty() && lost.contains(above) {
                spare.missing.insert(file.clone());
            }
        }
        for (below, _) in folders.iter().filter(|(below, _)| !below.is_empty()) {
            let (above, name) = below.rsplit_once('/').unwrap_or(("", *below));
            if let Some(expected) = expected.get_mut(above) {
                expected.folders.insert(name);
            }
        }
        let compared = expected.par_iter().map(|(below, expected)| {
            // Before it is read: what changes later has another time then.
            let is_good = |stands: &Stands| stands.is_settled() && stands.has_mode(FOLDER);
            let both = asked.get(below).filter(|(ours, theirs)| is_good(ours) && is_good(theirs));
            let mut found = spare.look(output, below, expected)?;
            found.twin = both.filter(|_| found.is_same).and_then(|(ours, theirs)| name(below, *ours, *theirs));
            Ok(found)
        });
        for found in compared.collect::<io::Result<Vec<Compared>>>()? {
            spare.clutter.extend(found.clutter);
            spare.missing.extend(found.missing);
            spare.is_ours &= !found.has_others;
            spare.twins.0.extend(found.twin);
        }
        spare.twins.0.sort_unstable();
        Ok(spare)
    }

    /// Compares what a folder holds with what it holds in the output.
    fn look(&self, output: &Path, below: &str, expected: &Expected<'_>) -> io::Result<Compared> {
        let mut found = Compared::default();
        let is_list = |name: &str| below.is_empty() && name == MANIFEST;
        let (ours, theirs) = (output.join(below), self.site.join(below));
        for entry in fs::read_dir(&ours)? {
            let (entry, name) = named(entry)?;
            let kind = entry.file_type()?;
            let is_ours = name.as_deref().is_some_and(|name| match kind.is_dir() {
                true => expected.folders.contains(name),
                false => kind.is_file() && (expected.files.contains(name) || is_list(name)),
            });
            found.has_others |= !is_ours;
        }
        // Folders that the output has not are clutter for being odd, and not met again.
        let (mut files, mut folders) = (expected.files.clone(), expected.folders.clone());
        for entry in fs::read_dir(&theirs)? {
            let (entry, name) = named(entry)?;
            let stays = name.as_deref().is_some_and(|name| {
                if folders.remove(name) {
                    return entry.file_type().is_ok_and(|kind| kind.is_dir());
                }
                let stands = || Stands::at(&theirs.join(name));
                let is_same = || stands().is_some_and(|stands| Stands::at(&ours.join(name)) == Some(stands));
                // The list is written by every build.
                is_list(name) || (files.contains(name) && is_same() && files.remove(name))
            });
            if !stays {
                found.clutter.push(entry.path());
            }
        }
        found.missing = files.into_iter().map(|name| joined(below, name)).collect();
        found.is_same = !found.has_others && found.clutter.is_empty() && found.missing.is_empty() && folders.is_empty();
        Ok(found)
    }

    /// Takes away what the output has not, one after another: whoever calls may hold what other threads wait for. Folders that
    /// stay get their modes.
    pub(super) fn clean(&mut self) -> io::Result<()> {
        std::mem::take(&mut self.clutter).iter().try_for_each(|path| clear(path))?;
        std::mem::take(&mut self.closed).iter().try_for_each(|path| opened(path, FOLDER))
    }

    /// Whether the spare has not this file of the site.
    pub(super) fn lacks(&self, path: &str) -> bool {
        self.missing.contains(path)
    }

    /// Whether nothing of others is in the output, if it stands now as it did when it was compared.
    pub(super) fn is_ours(&self, output: &Path) -> bool {
        let stands = |(below, before): &(String, Option<Stands>)| folder_at(&output.join(below)) == *before;
        self.is_ours && self.folders.par_iter().all(stands)
    }

    /// What is known now.
    pub(super) fn into_twins(self) -> Twins {
        self.twins
    }
}

/// A folder of the spare, which stands so in the output.
fn twin(site: &Path, below: &str, ours: Option<Stands>, known: &Twins) -> io::Result<Twin> {
    match fs::symlink_metadata(site.join(below)) {
        Ok(meta) => Ok(match (ours, Stands::of_folder(&meta)) {
            (Some(ours), Some(theirs)) => match name(below, ours, theirs).filter(|name| known.know(*name)) {
                Some(name) => Twin::Known(name),
                None => Twin::Folder(ours, theirs),
            },
            _ => Twin::Odd,
        }),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Ok(Twin::Absent)
        }
        Err(error) => Err(error),
    }
}

/// A folder as it stands.
pub(super) fn folder_at(path: &Path) -> Option<Stands> {
    Stands::of_folder(&fs::symlink_metadata(path).ok()?)
}

/// An entry with its name, if that is text.
fn named(entry: io::Result<fs::DirEntry>) -> io::Result<(fs::DirEntry, Option<String>)> {
    entry.map(|entry| {
        let name = entry.file_name().into_string().ok();
        (entry, name)
    })
}

/// The path of what has a name in a folder of the site.
fn joined(below: &str, name: &str) -> String {
    if below.is_empty() { name.to_owned() } else { format!("{below}/{name}") }
}

/// The folder that a folder of the site is in.
fn above(below: &str) -> Option<&str> {
    (!below.is_empty()).then(|| below.rsplit_once('/').map_or("", |(above, _)| above))
}

#[cfg(test)]
mod tests;
