//! What was counted of all documents → for each folded word of the archive the documents that it stands in, how much it counts there and where. It knows nothing of stems.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::counted::{Counted, Room, Weighted, Word, number};
use super::numbers::{Numbers, Reader};
use crate::fingerprint::Fingerprint;
use crate::text::words;

/// A word is shown as most documents write it, of at most so many.
const WITNESSES: usize = 32;

/// What was counted, by the name of the texts.
#[derive(Debug, Default)]
pub struct Chunks(BTreeMap<Fingerprint, Known>);

#[derive(Debug)]
struct Known {
    counted: Counted,
    is_new: bool,
}

impl Chunks {
    /// What was counted before.
    pub fn known(counted: impl IntoIterator<Item = (Fingerprint, Counted)>) -> Chunks {
        Chunks(counted.into_iter().map(|(name, counted)| (name, Known { counted, is_new: false })).collect())
    }

    /// All of it.
    pub fn names(&self) -> impl Iterator<Item = Fingerprint> {
        self.0.keys().copied()
    }

    /// What was not known before.
    pub fn anew(&self) -> impl Iterator<Item = (Fingerprint, &Counted)> {
        self.0.iter().filter(|(_, known)| known.is_new).map(|(name, known)| (*name, &known.counted))
    }
}

/// Every folded word of the archive.
#[derive(Debug)]
pub struct Inverted {
    /// In the order of their folds.
    pub forms: Vec<Form>,
    /// Words of each document.
    pub lengths: Vec<u32>,
    chunks: Vec<Chunk>,
}

/// Documents that follow one another.
#[derive(Debug)]
struct Chunk {
    /// The number of the first.
    first: u32,
    counted: Counted,
    /// It was not known before.
    is_new: bool,
    /// The name of their texts.
    name: Option<Fingerprint>,
}

/// A folded word.
#[derive(Debug)]
pub struct Form {
    /// Its fold.
    pub folded: String,
    /// As texts write it.
    pub written: String,
    /// In how many documents it stands.
    pub documents: usize,
    /// The chunks that have it, rising, and which of their words it is.
    parts: Vec<(u32, u32)>,
}

/// A word in a document.
#[derive(Clone, Copy, Debug)]
pub struct Posting<'a> {
    /// The document's index, 0-based.
    pub document: u32,
    /// The sum of the weights of its places.
    pub impact: u32,
    places: &'a [u8],
}

impl<'a> Posting<'a> {
    /// Where it stands: its place among the document's words, rising.
    pub fn places(&self) -> impl Iterator<Item = u32> + use<'a> {
        Reader::new(self.places).scan(0, |place, step| {
            *place += step;
            Some(*place)
        })
    }
}

/// Counts the words of each document in the `texts` that it has, a chunk of documents at a time, but for what is `known`.
pub fn invert<'a, D: Sync>(chunks: &[&[D]], texts: impl Fn(&D) -> Vec<Weighted<'a>> + Sync, known: Chunks) -> Inverted {
    let first = chunks.iter().scan(0, |next, chunk| Some(std::mem::replace(next, *next + chunk.len())));
    let numbered: Vec<(usize, &[D])> = first.zip(chunks.iter().copied()).collect();
    let known = Mutex::new(known);
    let counted = |room: &mut Room<'a>, (first, chunk): (usize, &[D])| {
        let texts: Vec<Vec<Weighted<'a>>> = chunk.iter().map(&texts).collect();
        let name = Fingerprint::of(&texts);
        let before = name.and_then(|name| known.lock().unwrap_or_else(PoisonError::into_inner).0.remove(&name));
        let is_new = before.is_none();
        Chunk {
            first: number(first),
            counted: before.map_or_else(|| room.count(texts), |known| known.counted),
            is_new,
            name,
        }
    };
    let chunks: Vec<Chunk> = numbered.into_par_iter().map_init(Room::default, counted).collect();
    let parts = (0..PARTS).into_par_iter();
    let mut forms: Vec<Form> = parts.flat_map_iter(|part| in_part(&chunks, part)).collect();
    forms.par_sort_unstable_by(|one, other| one.folded.cmp(&other.folded));
    let lengths = chunks.iter().flat_map(|chunk| &chunk.counted.lengths).copied().collect();
    Inverted { forms, lengths, chunks }
}

impl Inverted {
    /// What was counted, for the next time.
    pub fn into_chunks(self) -> Chunks {
        let known = |Chunk { name, counted, is_new, .. }| Some((name?, Known { counted, is_new }));
        Chunks(self.chunks.into_iter().filter_map(known).collect())
    }

    /// The index of the form with this fold.
    pub fn find(&self, folded: &str) -> Option<usize> {
        self.forms.binary_search_by(|form| form.folded.as_str().cmp(folded)).ok()
    }

    fn parts(&self, form: &Form) -> impl Iterator<Item = (&Chunk, &Word)> {
        form.parts.iter().filter_map(|(chunk, word)| {
            let chunk = self.chunks.get(*chunk as usize)?;
            Some((chunk, chunk.counted.words.get(*word as usize)?))
        })
    }

    /// The documents that have a form, rising.
    pub fn postings(&self, form: &Form) -> impl Iterator<Item = Posting<'_>> {
        self.parts(form).flat_map(|(chunk, word)| {
            let counted = &chunk.counted;
            let mut documents = Reader::new(counted.documents(word));
            let mut places = Reader::new(counted.places(word));
            let mut document = chunk.first + word.first;
            Reader::new(counted.impacts(word)).enumerate().map(move |(index, impact)| {
                document += if index == 0 { 0 } else { documents.next().unwrap_or(0) };
                let count = places.next().unwrap_or(0);
                Posting { document, impact, places: places.taken(count) }
            })
        })
    }

    /// The documents that have a form, as differences, and its impacts there, as numbers are written.
    pub fn listed(&self, form: &Form) -> [String; 2] {
        let (mut documents, mut impacts, mut before) = (Numbers::default(), Numbers::default(), 0);
        for (chunk, word) in self.parts(form) {
            documents.push(chunk.first + word.first - before);
            documents.append(chunk.counted.documents(word));
            impacts.append(chunk.counted.impacts(word));
            before = chunk.first + word.last;
        }
        [documents.text(), impacts.text()]
    }

    /// Adds to a name what `listed` and `places` say of a form.
    pub fn name(&self, form: &Form, name: &mut Vec<u8>) {
        for (chunk, word) in self.parts(form) {
            let ([documents, impacts, places], bytes) = chunk.counted.all(word);
            let numbers = [chunk.first + word.first, chunk.first + word.last, documents, impacts, places];
            name.extend_from_slice(numbers.map(u32::to_le_bytes).as_flattened());
            name.extend_from_slice(bytes);
        }
    }

    /// For each document that has a form how many places, and these, as differences, as numbers are written.
    pub fn places(&self, form: &Form) -> String {
        let mut places = Numbers::default();
        self.parts(form).for_each(|(chunk, word)| places.append(chunk.counted.places(word)));
        places.text()
    }
}

/// The hashes of words fall into so many parts, each of which is worked on by itself.
const PARTS: u64 = 64;

/// The forms of words whose hashes are in one part.
fn in_part(chunks: &[Chunk], part: u64) -> Vec<Form> {
    let first = |part: u64| (u64::MAX / PARTS + 1).checked_mul(part);
    let (from, to) = (first(part).unwrap_or(0), first(part + 1).unwrap_or(u64::MAX));
    let mut all: Vec<(u64, (u32, u32))> = Vec::new();
    for (chunk, words) in chunks.iter().map(|chunk| &chunk.counted.words).enumerate() {
        let begin = words.partition_point(|word| word.hash < from);
        let own = words.get(begin..).unwrap_or(&[]).iter().take_while(|word| part + 1 == PARTS || word.hash < to);
        all.extend((begin..).zip(own).map(|(word, own)| (own.hash, (number(chunk), number(word)))));
    }
    all.sort_unstable();
    all.chunk_by(|one, next| one.0 == next.0).filter_map(|run| form(chunks, run)).collect()
}

fn form(chunks: &[Chunk], run: &[(u64, (u32, u32))]) -> Option<Form> {
    let hash = run.first()?.0;
    let parts: Vec<(u32, u32)> = run.iter().map(|(_, part)| *part).collect();
    let words = || {
        parts.iter().filter_map(|(chunk, word)| {
            let counted = &chunks.get(*chunk as usize)?.counted;
            Some((counted, counted.words.get(*word as usize)?))
        })
    };
    let mut witnesses: Vec<&str> = words().flat_map(|(counted, word)| counted.spelled(word)).take(WITNESSES).collect();
    witnesses.sort_unstable();
    let written = *witnesses.chunk_by(|one, next| one == next).max_by_key(|same| same.len())?.first()?;
    let mut fold = None;
    words::each(written, |_, folded| {
        if fold.is_none() && xxh3_64(folded.as_bytes()) == hash {
            fold = Some(folded.to_owned());
        }
    });
    let documents = words().map(|(_, word)| word.documents as usize).sum();
    Some(Form { folded: fold?, written: written.to_owned(), documents, parts })
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeSet;

    use proptest::prelude::*;

    use super::*;

    #[test]
    fn a_word_is_counted_where_it_stands() {
        let documents = [vec![(4, "بيان روما"), (1, "صدر البيان. بيانٌ آخر")], vec![(1, "بيان")]];
        let inverted = invert(&[&documents], Vec::clone, Chunks::default());
        let form = &inverted.forms[inverted.find("بيان").unwrap()];
        assert_eq!(form.written, "بيان");
        let found: Vec<(u32, u32, Vec<u32>)> = inverted
            .postings(form)
            .map(|posting| (posting.document, posting.impact, posting.places().collect()))
            .collect();
        assert_eq!(found, [(0, 5, vec![0, 5]), (1, 1, vec![0])]);
        assert_eq!(inverted.lengths, [6, 1]);
        assert!(inverted.find("غائب").is_none());
    }

    type Document<'a> = Vec<Weighted<'a>>;

    fn documents(texts: &[Vec<(u32, String)>]) -> Vec<Document<'_>> {
        texts.iter().map(|own| own.iter().map(|(weight, text)| (*weight, text.as_str())).collect()).collect()
    }

    /// What the index writes of each form.
    fn told(inverted: &Inverted) -> Vec<(&str, &str, [String; 2], String)> {
        let forms = inverted.forms.iter();
        forms
            .map(|form| (form.folded.as_str(), form.written.as_str(), inverted.listed(form), inverted.places(form)))
            .collect()
    }

    fn texts() -> impl Strategy<Value = Vec<Vec<(u32, String)>>> {
        prop::collection::vec(prop::collection::vec((1u32..3, "[اأبت ]{0,5}"), 1..3), 0..7)
    }

    proptest! {
        #[test]
        fn what_is_known_is_as_good_as_what_is_counted(
            (stays, before, behind) in (texts(), texts(), texts()),
            sizes in (1usize..4, 1usize..4),
        ) {
            let (old, new) = ([before, stays.clone()].concat(), [stays, behind].concat());
            let (old, new) = (documents(&old), documents(&new));
            let old: Vec<&[Document<'_>]> = old.chunks(sizes.0).collect();
            let chunks: Vec<&[Document<'_>]> = new.chunks(sizes.1).collect();
            let known = invert(&old, Vec::clone, Chunks::default()).into_chunks();
            let again = invert(&chunks, Vec::clone, known);
            let anew = invert(&[&new], Vec::clone, Chunks::default());
            prop_assert_eq!(told(&again), told(&anew));
            prop_assert_eq!(&again.lengths, &anew.lengths);
            let names: BTreeSet<Fingerprint> = again.chunks.iter().filter_map(|chunk| chunk.name).collect();
            prop_assert!(again.into_chunks().names().eq(names));
        }

        #[test]
        fn what_has_one_name_is_written_alike(one in texts(), other in texts(), sizes in (1usize..4, 1usize..4)) {
            let (one, other) = (documents(&one), documents(&other));
            let invert = |documents: &[Document<'_>], size: usize| {
                invert(&documents.chunks(size).collect::<Vec<_>>(), Vec::clone, Chunks::default())
            };
            let (one, other) = (invert(&one, sizes.0), invert(&other, sizes.1));
            let name = |inverted: &Inverted, form: &Form| {
                let mut name = Vec::new();
                inverted.name(form, &mut name);
                name
            };
            for form in &one.forms {
                for like in &other.forms {
                    if name(&one, form) == name(&other, like) {
                        prop_assert_eq!(one.listed(form), other.listed(like));
                        prop_assert_eq!(one.places(form), other.places(like));
                    }
                }
            }
        }
    }
}
