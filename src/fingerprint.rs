//! A value → a name that it shares with equal values only, so that what was made from it need not be made again. It keeps nothing.

use std::fmt::{self, Display, Formatter};
use std::sync::LazyLock;

use serde::{Deserialize, Serialize, Serializer};
use xxhash_rust::xxh3::{Xxh3, xxh3_128};

/// The name of a value: 128 bits of XXH3 over its bytes. Nobody gains by two values with one name but who wrote both.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Fingerprint(u128);

/// Values that are written with so many bytes need no memory of their own.
const SMALL: usize = 256;

impl Fingerprint {
    /// The name of some bytes.
    pub fn of_bytes(bytes: &[u8]) -> Fingerprint {
        Fingerprint(xxh3_128(bytes))
    }

    /// The name of some bytes of this one: another's have another.
    pub fn with(self, bytes: &[u8]) -> Fingerprint {
        Fingerprint::of_bytes(&[self.0.to_le_bytes(), xxh3_128(bytes).to_le_bytes()].concat())
    }

    /// The name that was written so.
    pub fn named(written: &str) -> Option<Fingerprint> {
        let is_digit = |byte: u8| byte.is_ascii_digit() || (b'a'..=b'f').contains(&byte);
        let is_one = written.len() == 32 && written.bytes().all(is_digit);
        u128::from_str_radix(written, 16).ok().filter(|_| is_one).map(Fingerprint)
    }

    /// A shorter name, for a look at what changed.
    #[expect(clippy::cast_possible_truncation, reason = "the lower half of a hash is one")]
    pub fn mark(self) -> u64 {
        self.0 as u64
    }

    /// The name of a value among those of its type: every field counts. None where a part of it has no length before it is
    /// written (`flatten`).
    pub fn of(value: &(impl Serialize + ?Sized)) -> Option<Fingerprint> {
        match postcard::to_slice(value, &mut [0; SMALL]) {
            Ok(bytes) => Some(Fingerprint::of_bytes(bytes)),
            Err(postcard::Error::SerializeBufferFull) => {
                postcard::to_stdvec(value).ok().map(|bytes| Fingerprint::of_bytes(&bytes))
            }
            Err(_) => None,
        }
    }
}

/// Names bytes that come piece by piece as [`Fingerprint::of_bytes`] names the whole.
#[derive(Default)]
pub struct Naming(Xxh3);

impl Naming {
    /// Takes what comes next.
    pub fn add(&mut self, bytes: &[u8]) {
        self.0.update(bytes);
    }

    /// The name of all that came.
    pub fn name(&self) -> Fingerprint {
        Fingerprint(self.0.digest128())
    }
}

impl Display for Fingerprint {
    fn fmt(&self, f: &mut Formatter<'_>) -> fmt::Result {
        write!(f, "{:032x}", self.0)
    }
}

/// A costly part of a value, or of several: where the value is named, what the part is made from stands for it, and it is
/// made once, where the first is written out.
pub struct Deferred<'a, T> {
    from: Option<Fingerprint>,
    made: LazyLock<T, Box<dyn FnOnce() -> T + Send + 'a>>,
}

impl<'a, T> Deferred<'a, T> {
    /// A part that `make` makes, from `from` and from what never changes, and from nothing else.
    pub fn new(from: &(impl Serialize + ?Sized), make: impl FnOnce() -> T + Send + 'a) -> Deferred<'a, T> {
        Deferred { from: Fingerprint::of(from), made: LazyLock::new(Box::new(make)) }
    }

    /// A part that is made from a value which nobody else needs.
    pub fn of<V: Serialize + Send + 'a>(from: V, make: impl FnOnce(&V) -> T + Send + 'a) -> Deferred<'a, T> {
        Deferred { from: Fingerprint::of(&from), made: LazyLock::new(Box::new(move || make(&from))) }
    }
}

impl<T: Serialize> Serialize for Deferred<'_, T> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        if serializer.is_human_readable() {
            return self.made.serialize(serializer);
        }
        let nameless = || serde::ser::Error::custom("what it is made from has no name");
        self.from.ok_or_else(nameless)?.serialize(serializer)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_part_is_named_by_what_it_is_made_from_and_not_made_for_that() {
        let part = |from: &str| Deferred::new(from, || -> u8 { panic!("made") });
        assert_eq!(Fingerprint::of(&part("a")), Fingerprint::of(&part("a")));
        assert_ne!(Fingerprint::of(&part("a")), Fingerprint::of(&part("b")));
        let written = serde_json::to_string(&[Deferred::new("a", || "whole")]).unwrap();
        assert_eq!(written, "[\"whole\"]");
    }

    #[test]
    fn a_part_of_several_values_is_made_once() {
        let made = std::sync::atomic::AtomicUsize::new(0);
        let part = Deferred::new("a", || made.fetch_add(1, std::sync::atomic::Ordering::Relaxed));
        assert_eq!(serde_json::to_string(&[&part, &part]).unwrap(), "[0,0]");
        assert_eq!(made.load(std::sync::atomic::Ordering::Relaxed), 1);
    }

    #[test]
    fn a_name_is_read_as_it_is_written() {
        let name = Fingerprint(0xab);
        assert_eq!(Fingerprint::named(&name.to_string()), Some(name));
        assert_eq!(["", "+f", &format!("+{:031x}", 1), &format!("{:032X}", 0xab)].map(Fingerprint::named), [None; 4]);
    }

    #[test]
    fn what_is_parted_elsewhere_is_another_value() {
        let names = [["ab", "c"], ["a", "bc"], ["", "abc"]].map(|value| Fingerprint::of(&value));
        assert!(names.iter().all(Option::is_some) && names[0] != names[1] && names[1] != names[2]);
        assert_ne!(Fingerprint::of(&(Some(0_u8), None::<u8>)), Fingerprint::of(&(None::<u8>, Some(0_u8))));
    }
}
