//! The texts of some documents → for each of their words the documents of these that it stands in, how much it counts there and where, as the files of the index write it. It knows no other documents, and so stays as it is while others change.

use std::ops::Range;

use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::interner::Interner;
use super::numbers::{Numbers, steps};
use crate::packed::Bytes;
use crate::text::words;

/// What is left between two texts of a document, so that no phrase runs from one into the next.
const GAP: u32 = 1;

/// A text of a document, and how much each of its words counts.
pub type Weighted<'a> = (u32, &'a str);

/// The words of some documents, as text: a list of an archive of thousands takes a byte or two for each of its numbers.
/// Documents have their numbers among these, 0-based.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(from = "Kept", into = "Kept")]
pub struct Counted {
    /// By rising hash.
    pub(super) words: Vec<Word>,
    /// For each word its documents, as differences but for the first, which is not there; then their impacts; then for each
    /// how many places and these, as differences.
    text: Vec<u8>,
    /// How words are written, each beginning with the first document of its word,
    spellings: Vec<Spelling>,
    /// one behind the other.
    spelled: String,
    /// Words of each document.
    pub(super) lengths: Vec<u32>,
}

/// A word of these documents.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) struct Word {
    pub(super) hash: u64,
    /// The first and the last document that have it, and how many do.
    pub(super) first: u32,
    pub(super) last: u32,
    pub(super) documents: u32,
    /// Where its documents, impacts and places begin in the text, and where they end.
    from: u32,
    impacts: u32,
    places: u32,
    to: u32,
    /// Its first spelling.
    spelling: u32,
}

/// How a word is written from one of its documents on.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
struct Spelling {
    /// So many of its documents come before.
    from: u32,
    /// Where it begins and ends.
    start: u32,
    end: u32,
}

impl Counted {
    /// The documents of a word behind the first, as differences.
    pub(super) fn documents(&self, word: &Word) -> &[u8] {
        self.part(word.from, word.impacts)
    }

    /// How much it counts in each of them.
    pub(super) fn impacts(&self, word: &Word) -> &[u8] {
        self.part(word.impacts, word.places)
    }

    /// For each of them how many places, and these, as differences.
    pub(super) fn places(&self, word: &Word) -> &[u8] {
        self.part(word.places, word.to)
    }

    /// How many bytes each of these has, and all of them.
    pub(super) fn all(&self, word: &Word) -> ([u32; 3], &[u8]) {
        (word.lengths(), self.part(word.from, word.to))
    }

    fn part(&self, from: u32, to: u32) -> &[u8] {
        self.text.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// How each of its documents writes a word, rising.
    pub(super) fn spelled(&self, word: &Word) -> impl Iterator<Item = &str> {
        let own = self.spellings.get(word.spelling as usize..).unwrap_or(&[]);
        let mut at = 0;
        (0..word.documents).filter_map(move |document| {
            if own.get(at + 1).is_some_and(|next| next.from == document && document > 0) {
                at += 1;
            }
            own.get(at).and_then(|spelling| spelling.of(&self.spelled))
        })
    }
}

impl Word {
    /// Bytes of its documents, impacts and places.
    fn lengths(&self) -> [u32; 3] {
        [self.impacts - self.from, self.places - self.impacts, self.to - self.places]
    }
}

impl Spelling {
    fn of(self, spelled: &str) -> Option<&str> {
        spelled.get(self.start as usize..self.end as usize)
    }
}

/// They as the cache has them: of what follows something only how long it is.
#[derive(Serialize, Deserialize)]
struct Kept {
    words: Vec<KeptWord>,
    /// How many documents of its word come before each spelling, and its bytes.
    spellings: Vec<(u32, u32)>,
    text: Bytes,
    spelled: String,
    lengths: Vec<u32>,
}

#[derive(Serialize, Deserialize)]
struct KeptWord {
    hash: [u8; 8],
    first: u32,
    /// From the first to the last document.
    width: u32,
    documents: u32,
    /// Bytes of its documents, impacts and places.
    bytes: [u32; 3],
    spellings: u32,
}

impl From<Counted> for Kept {
    fn from(counted: Counted) -> Kept {
        let Counted { words, text, spellings, spelled, lengths } = counted;
        let ends = words.iter().skip(1).map(|next| next.spelling).chain([number(spellings.len())]);
        let words = words.iter().zip(ends).map(|(word, end)| KeptWord {
            hash: word.hash.to_le_bytes(),
            first: word.first,
            width: word.last - word.first,
            documents: word.documents,
            bytes: word.lengths(),
            spellings: end - word.spelling,
        });
        let spellings = spellings.iter().map(|spelling| (spelling.from, spelling.end - spelling.start)).collect();
        Kept { words: words.collect(), spellings, text: Bytes(text), spelled, lengths }
    }
}

impl From<Kept> for Counted {
    fn from(kept: Kept) -> Counted {
        let Kept { words, spellings, text: Bytes(text), spelled, lengths } = kept;
        let (mut from, mut spelling, mut start) = (0, 0, 0_u32);
        let past = |sum: &mut u32, length: u32| std::mem::replace(sum, sum.saturating_add(length));
        let word = |word: KeptWord| {
            let [documents, impacts, places] = word.bytes;
            Word {
                hash: u64::from_le_bytes(word.hash),
                first: word.first,
                last: word.first.saturating_add(word.width),
                documents: word.documents,
                from: past(&mut from, documents),
                impacts: past(&mut from, impacts),
                places: past(&mut from, places),
                to: from,
                spelling: past(&mut spelling, word.spellings),
            }
        };
        let words = words.into_iter().map(word).collect();
        let spelling = |(from, bytes): (u32, u32)| {
            let begin = start;
            start = begin.saturating_add(bytes);
            Spelling { from, start: begin, end: start }
        };
        let spellings = spellings.into_iter().map(spelling).collect();
        Counted { words, text, spellings, spelled, lengths }
    }
}

/// A count or an index as the index has it.
pub(super) fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Room in which documents are counted, used again: what grows as it is filled costs more than the counting.
#[derive(Default)]
pub struct Room<'a> {
    /// The words of all texts,
    found: Vec<Found<'a>>,
    /// for each the number of its hash in `interner`,
    numbers: Vec<u32>,
    interner: Interner,
    /// and in the order of their hashes, and then as they are found.
    order: Vec<u32>,
    words: Vec<Word>,
    spellings: Vec<Spelling>,
    spelled: String,
    text: Numbers,
    impacts: Numbers,
    places: Numbers,
}

/// A word where it stands.
#[derive(Clone, Copy)]
struct Found<'a> {
    document: u32,
    place: u32,
    weight: u32,
    written: &'a str,
}

impl<'a> Room<'a> {
    /// Counts the words of each document in the texts that it has.
    pub fn count(&mut self, documents: Vec<Vec<Weighted<'a>>>) -> Counted {
        let Room { found, numbers, interner, order, words, spellings, spelled, text, .. } = self;
        found.clear();
        numbers.clear();
        interner.clear();
        words.clear();
        spellings.clear();
        spelled.clear();
        text.clear();
        let mut lengths = Vec::with_capacity(documents.len());
        for (document, texts) in documents.into_iter().enumerate() {
            let begin = found.len();
            for (weight, text) in texts {
                let before = found.get(begin..).and_then(<[_]>::last);
                let mut place = before.map_or(0, |before| before.place + 1 + GAP);
                words::each(text, |range, folded| {
                    numbers.push(interner.number(xxh3_64(folded.as_bytes())));
                    let written = text.get(range).unwrap_or("");
                    found.push(Found { document: number(document), place, weight, written });
                    place += 1;
                });
            }
            lengths.push(number(found.len() - begin));
        }
        let runs = interner.sort(numbers, order);
        let mut at = 0;
        for (hash, end) in runs {
            self.word(hash, at..end);
            at = end;
        }
        Counted {
            words: self.words.clone(),
            text: self.text.bytes().to_vec(),
            spellings: self.spellings.clone(),
            spelled: self.spelled.clone(),
            lengths,
        }
    }

    /// Writes the word of a hash, which has these places in the order.
    fn word(&mut self, hash: u64, run: Range<usize>) {
        let Room { found, order, words, spellings, spelled, text, impacts, places, .. } = self;
        impacts.clear();
        places.clear();
        let (from, spelling) = (number(text.bytes().len()), number(spellings.len()));
        let run = order.get(run).unwrap_or(&[]);
        let own = |run: &[u32]| run.first().and_then(|word| found.get(*word as usize)).copied();
        let document = |word: &u32| found.get(*word as usize).map(|found| found.document);
        let same = |one: &u32, next: &u32| document(one) == document(next);
        let (mut first, mut last, mut documents) = (0, 0, 0);
        for of_document in run.chunk_by(same) {
            let Some(Found { document, written, .. }) = own(of_document) else { continue };
            let all = || of_document.iter().filter_map(|word| found.get(*word as usize));
            if documents == 0 {
                first = document;
            } else {
                text.push(document - last);
            }
            let last_spelling = spellings.get(spelling as usize..).and_then(<[_]>::last);
            if last_spelling.and_then(|last| last.of(spelled)) != Some(written) {
                let start = number(spelled.len());
                spelled.push_str(written);
                spellings.push(Spelling { from: documents, start, end: number(spelled.len()) });
            }
            impacts.push(all().map(|found| found.weight).sum());
            places.push(number(of_document.len()));
            steps(all().map(|found| found.place)).for_each(|step| places.push(step));
            last = document;
            documents += 1;
        }
        let impacts_from = number(text.bytes().len());
        text.append(impacts.bytes());
        let places_from = number(text.bytes().len());
        text.append(places.bytes());
        let to = number(text.bytes().len());
        words.push(Word {
            hash,
            first,
            last,
            documents,
            from,
            impacts: impacts_from,
            places: places_from,
            to,
            spelling,
        });
    }
}

#[cfg(test)]
mod tests {
    use proptest::prelude::*;

    use super::*;

    proptest! {
        #[test]
        fn what_is_kept_is_what_was_counted(
            texts in prop::collection::vec(prop::collection::vec((1u32..9, "[اأبيان ]{0,12}"), 0..3), 0..6),
        ) {
            let texts = || texts.iter().map(|own| own.iter().map(|(weight, text)| (*weight, text.as_str())).collect()).collect();
            let mut room = Room::default();
            let counted = room.count(texts());
            // The room is as good as new.
            prop_assert_eq!(&room.count(texts()), &counted);
            let bytes = postcard::to_stdvec(&counted).unwrap();
            prop_assert_eq!(postcard::from_bytes::<Counted>(&bytes).unwrap(), counted);
        }
    }
}
