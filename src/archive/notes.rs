//! What stages work out of one text, kept beside it where it is asked for. It works nothing out itself.

use std::sync::{Arc, Mutex, PoisonError};

use crate::dedup;
use crate::infer::Spot;
use crate::memo::Memo;

/// What is worked out of a text and of nothing else.
#[derive(Debug)]
pub struct Notes {
    keep: bool,
    /// The hash of each paragraph that is long enough to be told again.
    pub(super) lines: Memo<Vec<Option<u64>>>,
    /// What comparing needs.
    pub(super) compared: dedup::Notes,
    /// Its words as numbers, for finding formulas.
    pub words: Memo<Vec<u32>>,
    /// Where each of these words stands.
    pub spots: Memo<Vec<Spot>>,
    /// The characters of the report, each once.
    pub characters: Memo<Vec<char>>,
    /// The notes of what was left when recurring lines were last taken out, and which blocks these were.
    rest: Mutex<Option<(Vec<Option<usize>>, Arc<Notes>)>>,
}

impl Notes {
    /// Notes that are kept, or none.
    pub fn new(keep: bool) -> Notes {
        Notes {
            keep,
            lines: Memo::new(keep),
            compared: dedup::Notes::new(keep),
            words: Memo::new(keep),
            spots: Memo::new(keep),
            characters: Memo::new(keep),
            rest: Mutex::default(),
        }
    }

    /// The notes of a part of the text: for each block its place in the part, or none. They are the same as the last time
    /// if the part is.
    pub(super) fn of_rest(&self, stays: &[Option<usize>]) -> Arc<Notes> {
        if !self.keep {
            return Arc::new(Notes::new(false));
        }
        let mut rest = self.rest.lock().unwrap_or_else(PoisonError::into_inner);
        match &*rest {
            Some((same, notes)) if same == stays => Arc::clone(notes),
            _ => {
                let notes = Arc::new(Notes::new(true));
                *rest = Some((stays.to_vec(), Arc::clone(&notes)));
                notes
            }
        }
    }
}
