//! A value that is worked out from another → the same value, kept for the next time where that was asked for. It never asks whether it is stale: it lies beside what it was made of, and goes with it.

use std::ops::Deref;
use std::sync::OnceLock;

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
        match self.kept(make) {
            Ok(value) => Held::Kept(value),
            Err(make) => Held::Made(make()),
        }
    }

    /// The value, if it is kept here; else the way to make it.
    ///
    /// # Errors
    /// Nothing is kept here.
    pub fn kept<F: FnOnce() -> T>(&self, make: F) -> Result<&T, F> {
        match &self.0 {
            Some(place) => Ok(place.get_or_init(make)),
            None => Err(make),
        }
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

impl<T: AsRef<[u32]>> AsRef<[u32]> for Held<'_, T> {
    fn as_ref(&self) -> &[u32] {
        T::as_ref(self)
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
    }
}
