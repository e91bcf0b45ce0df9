//! What stages work out of one text, kept beside it where it is asked for. It works nothing out itself.

use std::sync::{Arc, Mutex, PoisonError};

use xxhash_rust::xxh3::xxh3_64_with_seed;

use crate::dedup;
use crate::memo::Pairs;

/// What is worked out of a text and of nothing else.
#[derive(Debug)]
pub struct Notes {
    /// A name that no other report has, nor this one with another text; none where nothing is kept.
    pub(super) name: Option<u64>,
    /// Whether it has nothing in common with another but lines that recur.
    pub(super) strangers: Pairs<bool>,
    /// What comparing needs.
    pub(super) compared: dedup::Notes,
    /// The notes of what was left when recurring lines were last taken out, and which blocks these were.
    rest: Mutex<Option<Rest>>,
}

/// For each block its place in what is left, or none; and the notes of that.
type Rest = (Vec<Option<usize>>, Arc<Notes>);

impl Default for Notes {
    fn default() -> Notes {
        Notes::new(None)
    }
}

impl Notes {
    /// Notes that are kept, under a name that only this report with this text has; or none.
    pub fn new(name: Option<u64>) -> Notes {
        let keep = name.is_some();
        Notes { name, strangers: Pairs::new(keep), compared: dedup::Notes::new(keep), rest: Mutex::default() }
    }

    /// The notes of a part of the text: for each block its place in the part, or none. They are the same as the last time
    /// if the part is.
    pub(super) fn of_rest(&self, stays: &[Option<usize>]) -> Arc<Notes> {
        let Some(name) = self.name else { return Arc::new(Notes::new(None)) };
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        match &*rest {
            Some((same, notes)) if same == stays => Arc::clone(notes),
            _ => {
                let left: Vec<u8> = stays.iter().map(|place| u8::from(place.is_some())).collect();
                let notes = Arc::new(Notes::new(Some(xxh3_64_with_seed(&left, name))));
                *rest = Some((stays.to_vec(), Arc::clone(&notes)));
                notes
            }
        }
    }
}
