//! A value that is worked out from another → the same value, kept for the next time where that was asked for. It never asks whether it is stale: it lies beside what it was made of, and goes with it.

use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::{Mutex, OnceLock, PoisonError};

/// A place for a value. A build has no use for it twice and keeps nothing; `serve` keeps it from one save to the next.
#[derive(Debug)]
pub struct Memo<T>(Option<OnceLock<T>>);

/// A value that is kept, or was made for this once.
#[derive(Debug)]
pub enum Held<'a, T> {
    /// It is kept.
    Kept(&'a T),
    /// It goes when it has been used.
    Made(T),
}

impl<T> Memo<T> {
    /// A place that keeps its value, or one that does not.
    pub fn new(keep: bool) -> Memo<T> {
        Memo(keep.then(OnceLock::new))
    }

    /// The value.
    pub fn get(&self, make: impl FnOnce() -> T) -> Held<'_, T> {
        match &self.0 {
            Some(place) => Held::Kept(place.get_or_init(make)),
            None => Held::Made(make()),
        }
    }
}

/// Places for what is worked out of a thing and one of many others, by the other's name. It keeps nothing unless asked to.
#[derive(Debug)]
pub struct Pairs<T>(Option<Mutex<BTreeMap<u64, T>>>);

impl<T: Clone> Pairs<T> {
    /// Places that keep their values, or do not.
    pub fn new(keep: bool) -> Pairs<T> {
        Pairs(keep.then(Mutex::default))
    }

    /// The value for the thing of this name, which never changes for a name.
    pub fn get(&self, name: u64, make: impl FnOnce() -> T) -> T {
        let Some(places) = &self.0 else { return make() };
        let lock = || places.lock().unwrap_or_else(PoisonError::into_inner);
        let known = lock().get(&name).cloned();
        known.unwrap_or_else(|| {
            let made = make();
            lock().insert(name, made.clone());
            made
        })
    }
}

impl<T> Default for Pairs<T> {
    fn default() -> Pairs<T> {
        Pairs(None)
    }
}

impl<T> Default for Memo<T> {
    fn default() -> Memo<T> {
        Memo::new(false)
    }
}

impl<T> Deref for Held<'_, T> {
    type Target = T;

    fn deref(&self) -> &T {
        match self {
            Held::Kept(value) => value,
            Held::Made(value) => value,
        }
    }
}

#[cfg(test)]
mod tests {
    use std::cell::Cell;

    use super::*;

    #[test]
    fn a_value_is_made_once_where_it_is_kept() {
        let made = Cell::new(0);
        let make = || {
            made.set(made.get() + 1);
            made.get()
        };
        let (kept, none) = (Memo::new(true), Memo::default());
        assert_eq!((*kept.get(make), *kept.get(make)), (1, 1));
        assert_eq!((*none.get(make), *none.get(make)), (2, 3));
        let (kept, none) = (Pairs::new(true), Pairs::default());
        assert_eq!((kept.get(1, make), kept.get(2, make), kept.get(1, make)), (4, 5, 4));
        assert_eq!((none.get(1, make), none.get(1, make)), (6, 7));
    }
}
