//! A file that comes piece by piece → the same in the new site, unless the site before has it. It holds a buffer of it and never the whole.

use std::fs::{self, File};
use std::io::{self, BufRead, BufReader, Read, Write};
use std::path::Path;

use super::disk::finish;
use crate::fingerprint::{Fingerprint, Naming};
use crate::source::stands::Stands;

/// Bytes of the file before that are read at once.
const BUFFER: usize = 1 << 16;

/// What a file is written into: as long as it is the same as the one before nothing is written, and where they part, the new
/// one gets what was the same first.
pub(super) struct Piecewise<'a> {
    /// The file before, read as far as it is the same; none where there is none or they parted.
    before: Option<BufReader<File>>,
    /// How many bytes are the same.
    same: u64,
    new: Option<File>,
    naming: Naming,
    /// Makes the new file.
    create: &'a (dyn Fn() -> io::Result<File> + Sync),
}

/// What became of a file.
pub(super) enum Came {
    /// The one before is the same.
    Same,
    /// It was written, and stands so.
    Written(Option<Stands>),
}

impl<'a> Piecewise<'a> {
    /// Of the file `before`, if that is a regular one; `create` makes the new one, when the first byte is another.
    pub(super) fn new(before: Option<&Path>, create: &'a (dyn Fn() -> io::Result<File> + Sync)) -> Piecewise<'a> {
        let is_file = |path: &&Path| fs::symlink_metadata(path).is_ok_and(|meta| meta.is_file());
        let before = before.filter(is_file).and_then(|path| File::open(path).ok());
        let before = before.map(|file| BufReader::with_capacity(BUFFER, file));
        Piecewise { before, same: 0, new: None, naming: Naming::default(), create }
    }

    /// What became of it, with the name of its bytes, now that all of them came.
    ///
    /// # Errors
    /// The system says no.
    pub(super) fn end(mut self) -> io::Result<(Fingerprint, Came)> {
        let ends = |before: &mut BufReader<File>| before.fill_buf().is_ok_and(<[u8]>::is_empty);
        let is_same = self.before.as_mut().is_some_and(ends);
        let name = self.naming.name();
        if is_same {
            return Ok((name, Came::Same));
        }
        Ok((name, Came::Written(finish(self.parted()?)?)))
    }

    /// Whether the one before goes on so, which is read as far.
    fn goes_on(&mut self, mut bytes: &[u8]) -> bool {
        let Some(before) = &mut self.before else { return false };
        while !bytes.is_empty() {
            let Ok(next) = before.fill_buf() else { return false };
            let both = next.len().min(bytes.len());
            let (Some(next), Some((own, rest))) = (next.get(..both), bytes.split_at_checked(both)) else {
                return false;
            };
            if both == 0 || next != own {
                return false;
            }
            before.consume(both);
            bytes = rest;
        }
        true
    }

    /// The new file, with what was the same.
    fn parted(&mut self) -> io::Result<&mut File> {
        let new = match self.new.take() {
            Some(new) => new,
            None => {
                let mut new = (self.create)()?;
                if let Some(before) = self.before.take() {
                    let mut before = before.into_inner();
                    io::Seek::rewind(&mut before)?;
                    let copied = io::copy(&mut before.take(self.same), &mut new)?;
                    if copied != self.same {
                        return Err(io::ErrorKind::UnexpectedEof.into());
                    }
                }
                new
            }
        };
        Ok(self.new.insert(new))
    }
}

impl Write for Piecewise<'_> {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        if self.new.is_none() && self.goes_on(bytes) {
            self.same += bytes.len() as u64;
        } else {
            self.parted()?.write_all(bytes)?;
        }
        self.naming.add(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[cfg(test)]
mod tests {
    use super::super::disk::create;
    use super::*;
    use proptest::prelude::*;

    /// What a file says after pieces came, and whether it was written; `before` stood there.
    fn after(test: &str, before: Option<&[u8]>, pieces: &[Vec<u8>]) -> (Vec<u8>, bool) {
        let folder = std::env::temp_dir().join(format!("bayan-piecewise-{test}-{}", std::process::id()));
        fs::create_dir_all(&folder).unwrap();
        let (old, new) = (folder.join("old"), folder.join("new"));
        let _ = (fs::remove_file(&old), fs::remove_file(&new));
        if let Some(bytes) = before {
            fs::write(&old, bytes).unwrap();
        }
        let create = || create(&new);
        let mut file = Piecewise::new(Some(&old), &create);
        pieces.iter().for_each(|piece| file.write_all(piece).unwrap());
        let (name, came) = file.end().unwrap();
        let is_written = matches!(came, Came::Written(_));
        assert_eq!(is_written, new.exists());
        let bytes = fs::read(if is_written { &new } else { &old }).unwrap();
        assert_eq!(name, Fingerprint::of_bytes(&bytes));
        fs::remove_dir_all(&folder).unwrap();
        (bytes, is_written)
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(64))]
        #[test]
        fn it_is_what_came_and_is_written_where_that_is_new(
            before in prop::option::of(prop::collection::vec(0u8..2, 0..6)),
            pieces in prop::collection::vec(prop::collection::vec(0u8..2, 0..4), 0..4),
        ) {
            let whole = pieces.concat();
            let is_new = before.as_ref() != Some(&whole);
            prop_assert_eq!(after("pieces", before.as_deref(), &pieces), (whole, is_new));
        }
    }

    #[test]
    fn what_was_the_same_is_longer_than_a_buffer() {
        let before = vec![7; 3 * BUFFER];
        let pieces = [before.clone(), vec![8; BUFFER]];
        assert_eq!(after("buffer", Some(&before), &pieces), (pieces.concat(), true));
        assert_eq!(after("buffer", Some(&pieces.concat()), &pieces), (pieces.concat(), false));
        assert_eq!(after("buffer", Some(&pieces.concat()), std::slice::from_ref(&before)), (before, true));
    }
}
