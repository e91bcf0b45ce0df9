//! The files of the index, each with its mark, by which the index is known to be of one piece. A file whose mark is known from before is not made for it.

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use xxhash_rust::xxh3::{Xxh3, xxh3_64};

use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::page::{Coming, File, Take, hand_on};

/// The marks of files, by the name of what they are made from.
pub type Known = BTreeMap<Fingerprint, u64>;

/// Hands on files and notes their marks.
pub struct Marks<'a> {
    known: Known,
    take: Take<'a>,
    /// By path, with the name.
    noted: Mutex<BTreeMap<String, (Option<Fingerprint>, u64)>>,
}

impl<'a> Marks<'a> {
    /// Files that `take` takes, some marks of which are known.
    pub fn new(known: Known, take: Take<'a>) -> Marks<'a> {
        Marks { known, take, noted: Mutex::default() }
    }

    /// Hands on a file that is made.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn put(&self, file: File) -> Result<(), Error> {
        self.note(&file.path, None, xxh3_64(&file.bytes));
        (self.take)(Coming::Made(file))
    }

    /// Hands on a file by the name of what it is made from.
    ///
    /// # Errors
    /// Those of `take`.
    pub fn hand_on(&self, path: String, name: Option<Fingerprint>, make: &dyn Fn() -> Vec<u8>) -> Result<(), Error> {
        let (mark, made) = match name.and_then(|name| self.known.get(&name)) {
            Some(mark) => (*mark, None),
            None => {
                let bytes = make();
                (xxh3_64(&bytes), Some(bytes))
            }
        };
        let made = RefCell::new(made);
        self.note(&path, name, mark);
        hand_on(path, name, &|| Ok(made.take().unwrap_or_else(make)), self.take)
    }

    fn note(&self, path: &str, name: Option<Fingerprint>, mark: u64) {
        self.noted.lock().unwrap_or_else(PoisonError::into_inner).insert(path.to_owned(), (name, mark));
    }

    /// One mark of all files, and the marks of those that have a name.
    pub fn all(self) -> (u64, Known) {
        let noted = self.noted.into_inner().unwrap_or_else(PoisonError::into_inner);
        let mut hash = Xxh3::new();
        for (path, (_, mark)) in &noted {
            hash.update(path.as_bytes());
            hash.update(&mark.to_le_bytes());
        }
        (hash.digest(), noted.into_values().filter_map(|(name, mark)| Some((name?, mark))).collect())
    }
}
