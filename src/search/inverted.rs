//! Texts → for each folded word the documents that it stands in, how much it counts there and where, as the files of the index write it. It knows nothing of stems.

use std::ops::Range;

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use super::interner::Interner;
use super::numbers::{Numbers, Reader, steps};
use crate::text::words;

/// What is left between two texts of a document, so that no phrase runs from one into the next.
const GAP: u32 = 1;
/// A word is shown as most documents write it, of at most so many.
const WITNESSES: usize = 32;

/// A text of a document, and how much each of its words counts.
pub type Weighted<'a> = (u32, &'a str);

/// Every folded word of the archive.
#[derive(Debug)]
pub struct Inverted<'a> {
    /// In the order of their folds.
    pub forms: Vec<Form<'a>>,
    /// Words of each document.
    pub lengths: Vec<u32>,
    chunks: Vec<Chunk<'a>>,
}

/// A folded word.
#[derive(Debug)]
pub struct Form<'a> {
    /// Its fold.
    pub folded: String,
    /// As texts write it.
    pub written: &'a str,
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

/// The hashes of words fall into so many parts, each of which is worked on by itself.
const PARTS: u64 = 64;

/// The words of some documents, as text: a list of an archive of thousands takes a byte or two for each of its numbers.
#[derive(Debug, Default)]
struct Chunk<'a> {
    /// By rising hash.
    words: Vec<Word>,
    /// For each word its documents, as differences but for the first, which is not there; then their impacts; then for each
    /// how many places and these, as differences.
    text: Vec<u8>,
    /// How words are written, each beginning with the first document of its word.
    spellings: Vec<Spelling<'a>>,
    lengths: Vec<u32>,
}

/// A word of a chunk.
#[derive(Clone, Copy, Debug)]
struct Word {
    hash: u64,
    /// The first and the last document that have it, and how many do.
    first: u32,
    last: u32,
    documents: u32,
    /// Where its documents, impacts and places begin in the chunk's text, and where they end.
    from: u32,
    impacts: u32,
    places: u32,
    to: u32,
    /// Its first spelling.
    spelling: u32,
}

/// How a word is written from one of its documents on.
#[derive(Clone, Copy, Debug)]
struct Spelling<'a> {
    /// So many documents of the chunk have it before.
    from: u32,
    written: &'a str,
}

impl<'a> Chunk<'a> {
    fn part(&self, from: u32, to: u32) -> &[u8] {
        self.text.get(from as usize..to as usize).unwrap_or(&[])
    }

    /// How each of its documents writes a word, rising.
    fn spelled(&self, word: &Word) -> impl Iterator<Item = &'a str> {
        let own = self.spellings.get(word.spelling as usize..).unwrap_or(&[]);
        let mut at = 0;
        (0..word.documents).filter_map(move |document| {
            if own.get(at + 1).is_some_and(|next| next.from == document && document > 0) {
                at += 1;
            }
            own.get(at).map(|spelling| spelling.written)
        })
    }
}

/// Counts the words of each document in the `texts` that it has, a chunk of documents at a time.
pub fn invert<'a, D: Sync>(chunks: &[&[D]], texts: impl Fn(&D) -> Vec<Weighted<'a>> + Sync) -> Inverted<'a> {
    let first = chunks.iter().scan(0, |next, chunk| Some(std::mem::replace(next, *next + chunk.len())));
    let numbered: Vec<(usize, &[D])> = first.zip(chunks.iter().copied()).collect();
    let counted = |room: &mut Room<'a>, (first, chunk): (usize, &[D])| room.chunk(first, chunk.iter().map(&texts));
    let mut chunks: Vec<Chunk<'a>> = numbered.into_par_iter().map_init(Room::default, counted).collect();
    let parts = (0..PARTS).into_par_iter();
    let mut forms: Vec<Form<'a>> = parts.flat_map_iter(|part| in_part(&chunks, part)).collect();
    forms.par_sort_unstable_by(|one, other| one.folded.cmp(&other.folded));
    let lengths = chunks.iter_mut().flat_map(|chunk| std::mem::take(&mut chunk.lengths)).collect();
    Inverted { forms, lengths, chunks }
}

impl<'a> Inverted<'a> {
    /// The index of the form with this fold.
    pub fn find(&self, folded: &str) -> Option<usize> {
        self.forms.binary_search_by(|form| form.folded.as_str().cmp(folded)).ok()
    }

    fn parts(&self, form: &Form<'_>) -> impl Iterator<Item = (&Chunk<'a>, &Word)> {
        form.parts.iter().filter_map(|(chunk, word)| {
            let chunk = self.chunks.get(*chunk as usize)?;
            Some((chunk, chunk.words.get(*word as usize)?))
        })
    }

    /// The documents that have a form, rising.
    pub fn postings(&self, form: &Form<'_>) -> impl Iterator<Item = Posting<'_>> {
        self.parts(form).flat_map(|(chunk, word)| {
            let mut documents = Reader::new(chunk.part(word.from, word.impacts));
            let mut places = Reader::new(chunk.part(word.places, word.to));
            let mut document = word.first;
            Reader::new(chunk.part(word.impacts, word.places)).enumerate().map(move |(index, impact)| {
                document += if index == 0 { 0 } else { documents.next().unwrap_or(0) };
                let count = places.next().unwrap_or(0);
                Posting { document, impact, places: places.taken(count) }
            })
        })
    }

    /// The documents that have a form, as differences, and its impacts there, as numbers are written.
    pub fn listed(&self, form: &Form<'_>) -> [String; 2] {
        let (mut documents, mut impacts, mut before) = (Numbers::default(), Numbers::default(), 0);
        for (chunk, word) in self.parts(form) {
            documents.push(word.first - before);
            documents.append(chunk.part(word.from, word.impacts));
            impacts.append(chunk.part(word.impacts, word.places));
            before = word.last;
        }
        [documents.text(), impacts.text()]
    }

    /// For each document that has a form how many places, and these, as differences, as numbers are written.
    pub fn places(&self, form: &Form<'_>) -> String {
        let mut places = Numbers::default();
        self.parts(form).for_each(|(chunk, word)| places.append(chunk.part(word.places, word.to)));
        places.text()
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Room in which documents are counted, used again: what grows as it is filled costs more than the counting.
#[derive(Default)]
struct Room<'a> {
    /// The words of all texts,
    found: Vec<Found<'a>>,
    /// for each the number of its hash in `interner`,
    numbers: Vec<u32>,
    interner: Interner,
    /// and in the order of their hashes, and then as they are found.
    order: Vec<u32>,
    words: Vec<Word>,
    spellings: Vec<Spelling<'a>>,
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
    /// Counts documents, the first of which has the number `from`.
    fn chunk(&mut self, from: usize, documents: impl ExactSizeIterator<Item = Vec<Weighted<'a>>>) -> Chunk<'a> {
        let Room { found, numbers, interner, order, words, spellings, text, .. } = self;
        found.clear();
        numbers.clear();
        interner.clear();
        words.clear();
        spellings.clear();
        text.clear();
        let mut lengths = Vec::with_capacity(documents.len());
        for (document, texts) in (from..).zip(documents) {
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
        Chunk {
            words: self.words.clone(),
            text: self.text.bytes().to_vec(),
            spellings: self.spellings.clone(),
            lengths,
        }
    }

    /// Writes the word of a hash, which has these places in the order.
    fn word(&mut self, hash: u64, run: Range<usize>) {
        let Room { found, order, words, spellings, text, impacts, places, .. } = self;
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
            if spellings.get(spelling as usize..).and_then(<[_]>::last).is_none_or(|known| known.written != written) {
                spellings.push(Spelling { from: documents, written });
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

/// The forms of words whose hashes are in one part.
fn in_part<'a>(chunks: &[Chunk<'a>], part: u64) -> Vec<Form<'a>> {
    let first = |part: u64| (u64::MAX / PARTS + 1).checked_mul(part);
    let (from, to) = (first(part).unwrap_or(0), first(part + 1).unwrap_or(u64::MAX));
    let mut all: Vec<(u64, (u32, u32))> = Vec::new();
    for (chunk, words) in chunks.iter().map(|chunk| &chunk.words).enumerate() {
        let begin = words.partition_point(|word| word.hash < from);
        let own = words.get(begin..).unwrap_or(&[]).iter().take_while(|word| part + 1 == PARTS || word.hash < to);
        all.extend((begin..).zip(own).map(|(word, own)| (own.hash, (number(chunk), number(word)))));
    }
    all.sort_unstable();
    all.chunk_by(|one, next| one.0 == next.0).filter_map(|run| form(chunks, run)).collect()
}

fn form<'a>(chunks: &[Chunk<'a>], run: &[(u64, (u32, u32))]) -> Option<Form<'a>> {
    let hash = run.first()?.0;
    let parts: Vec<(u32, u32)> = run.iter().map(|(_, part)| *part).collect();
    let words = || {
        parts.iter().filter_map(|(chunk, word)| {
            let chunk = chunks.get(*chunk as usize)?;
            Some((chunk, chunk.words.get(*word as usize)?))
        })
    };
    let mut witnesses: Vec<&'a str> = words().flat_map(|(chunk, word)| chunk.spelled(word)).take(WITNESSES).collect();
    witnesses.sort_unstable();
    let written = *witnesses.chunk_by(|one, next| one == next).max_by_key(|same| same.len())?.first()?;
    let mut fold = None;
    words::each(written, |_, folded| {
        if fold.is_none() && xxh3_64(folded.as_bytes()) == hash {
            fold = Some(folded.to_owned());
        }
    });
    let documents = words().map(|(_, word)| word.documents as usize).sum();
    Some(Form { folded: fold?, written, documents, parts })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_counted_where_it_stands() {
        let documents = [vec![(4, "بيان روما"), (1, "صدر البيان. بيانٌ آخر")], vec![(1, "بيان")]];
        let inverted = invert(&[&documents], Vec::clone);
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
}
