//! What each file of a site was made from, with what the system says of it as it lies in the output folder: a page that stands there under the same name need not be made again. It reads no file.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::MANIFEST;
use super::spare::Twins;
use crate::fingerprint::Fingerprint;
use crate::source::stands::Stands;

/// What is known of one file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Receipt {
    /// The name of all that it was made from, or of its bytes.
    pub(super) name: Fingerprint,
    /// Its outline, if it has one.
    pub(super) outline: Option<Fingerprint>,
    /// It as it was left.
    pub(super) stands: Stands,
}

/// Receipts of the files of a site, by path.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
pub struct Receipts {
    files: BTreeMap<String, Receipt>,
    /// Of how many files.
    of: usize,
    /// The list of them, as it was left.
    list: Option<Stands>,
    /// The spare that was left beside them, if one was.
    pub(super) spare: Option<Twins>,
}

impl Receipts {
    /// What is noted of the files of a site, of which there are `of`, and of its spare, now that they are in place.
    pub(super) fn new(folder: &Path, files: BTreeMap<String, Receipt>, of: usize, spare: Option<Twins>) -> Receipts {
        Receipts { files, of, list: Stands::at(&folder.join(MANIFEST)), spare }
    }

    /// Whether a build before left nothing.
    pub(super) fn is_empty(&self) -> bool {
        self.files.is_empty()
    }

    /// The files of which something is known.
    pub(super) fn paths(&self) -> impl Iterator<Item = &str> + Clone {
        self.files.keys().map(String::as_str)
    }

    /// Whether something is known of every file.
    pub(super) fn is_whole(&self) -> bool {
        self.files.len() == self.of
    }

    /// Whether every file stands in the folder as it was left, with this mode, and the list of them.
    pub(super) fn all_stand(&self, folder: &Path, mode: u32) -> bool {
        let stand = |(path, receipt): (&String, &Receipt)| {
            receipt.stands.has_mode(mode) && Stands::at(&folder.join(path)) == Some(receipt.stands)
        };
        self.list.is_some() && self.list == Stands::at(&folder.join(MANIFEST)) && self.files.par_iter().all(stand)
    }

    /// The receipt of a file that stands in the folder as it was left.
    pub(super) fn standing(&self, folder: &Path, path: &str) -> Option<Receipt> {
        let receipt = self.files.get(path)?;
        (Stands::at(&folder.join(path))? == receipt.stands).then_some(*receipt)
    }
}

/// Notes of files that were touched since how they stand now, if they are the ones that were written or kept; else nothing
/// is known of them.
pub(super) fn note(folder: &Path, noted: &mut BTreeMap<String, Receipt>, is_touched: impl Fn(&str) -> bool + Sync) {
    let touched = noted.par_iter_mut().filter(|(path, _)| is_touched(path));
    let lost = touched.filter_map(|(path, receipt)| {
        match Stands::at(&folder.join(path)).filter(|now| now.is_still(receipt.stands)) {
            Some(now) => receipt.stands = now,
            None => return Some(path.clone()),
        }
        None
    });
    for path in lost.collect::<Vec<_>>() {
        noted.remove(&path);
    }
}
