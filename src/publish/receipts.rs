//! What each file of a site was made from, with what the system says of it as it lies in the output folder: a page that stands there under the same name need not be made again. It reads no file.

use std::collections::BTreeMap;
use std::path::Path;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};

use super::MANIFEST;
use crate::fingerprint::Fingerprint;
use crate::source::stands::Stands;

/// What is known of one file of the site.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub(super) struct Receipt {
    /// The name of all that it was made from, if that has one.
    pub(super) name: Option<Fingerprint>,
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
}

impl Receipts {
    /// What is noted of the files of a site, of which there are `of`, now that they are in place.
    pub(super) fn new(folder: &Path, files: BTreeMap<String, Receipt>, of: usize) -> Receipts {
        Receipts { files, of, list: Stands::at(&folder.join(MANIFEST)) }
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

    /// Whether a file stands in the folder as it was left, made from what has this name. It gives the receipt.
    pub(super) fn standing(&self, folder: &Path, path: &str, name: Fingerprint) -> Option<Receipt> {
        let receipt = self.files.get(path).filter(|receipt| receipt.name == Some(name))?;
        (Stands::at(&folder.join(path))? == receipt.stands).then_some(*receipt)
    }
}

/// What was noted of files, of each as it is now, if it is the one that was written or kept.
pub(super) fn now(folder: &Path, noted: BTreeMap<String, Receipt>) -> BTreeMap<String, Receipt> {
    let now = noted.into_par_iter().filter_map(|(path, receipt)| {
        let stands = Stands::at(&folder.join(&path)).filter(|now| now.is_still(receipt.stands))?;
        Some((path, Receipt { stands, ..receipt }))
    });
    now.collect()
}
