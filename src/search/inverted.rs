//! Texts → for each folded word the documents that it stands in, how much it counts there and where. It knows nothing of stems.

use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

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
    /// For so many documents at a time the places of their words, those of one word of a document together.
    pub positions: Vec<Vec<u32>>,
}

/// A folded word.
#[derive(Debug)]
pub struct Form<'a> {
    /// Its fold.
    pub folded: String,
    /// As texts write it.
    pub written: &'a str,
    /// In the order of the documents.
    pub postings: Vec<Posting>,
}

/// A word in a document.
#[derive(Clone, Copy, Debug)]
pub struct Posting {
    /// The document's index, 0-based.
    pub document: u32,
    /// The sum of the weights of its places.
    pub impact: u32,
    first: u32,
    count: u32,
}

/// Documents are counted so many at a time,
const AT_ONCE: usize = 64;
/// and the hashes of their words fall into so many parts, each of which is then worked on by itself.
const PARTS: usize = 64;

/// The words of some documents.
#[derive(Debug)]
struct Counted<'a> {
    /// By part; where each part ends.
    words: Vec<Counts<'a>>,
    ends: Vec<usize>,
    positions: Vec<u32>,
    lengths: Vec<u32>,
}

/// A word in a document, as it is written there first.
#[derive(Clone, Copy, Debug)]
struct Counts<'a> {
    hash: u64,
    written: &'a str,
    posting: Posting,
}

impl<'a> Counted<'a> {
    fn part(&self, part: usize) -> &[Counts<'a>] {
        let from = part.checked_sub(1).and_then(|before| self.ends.get(before)).copied().unwrap_or(0);
        self.ends.get(part).and_then(|end| self.words.get(from..*end)).unwrap_or(&[])
    }
}

/// Counts the words of each document.
pub fn invert<'a>(documents: &[Vec<Weighted<'a>>]) -> Inverted<'a> {
    let some = documents.par_chunks(AT_ONCE).enumerate();
    let mut counted: Vec<Counted<'a>> =
        some.map_init(Room::default, |room, (chunk, some)| room.counted(chunk * AT_ONCE, some)).collect();
    let parts = (0..PARTS).into_par_iter();
    let mut forms: Vec<Form<'a>> = parts.flat_map_iter(|part| in_part(&counted, part)).collect();
    forms.par_sort_unstable_by(|one, other| one.folded.cmp(&other.folded));
    let lengths = counted.iter().flat_map(|some| &some.lengths).copied().collect();
    let positions = counted.iter_mut().map(|some| std::mem::take(&mut some.positions)).collect();
    Inverted { forms, lengths, positions }
}

impl Inverted<'_> {
    /// Where a word stands in a document: its place among the document's words, rising.
    pub fn positions(&self, posting: &Posting) -> &[u32] {
        let (first, count) = (posting.first as usize, posting.count as usize);
        let some = self.positions.get(posting.document as usize / AT_ONCE);
        some.and_then(|positions| positions.get(first..first + count)).unwrap_or(&[])
    }

    /// The index of the form with this fold.
    pub fn find(&self, folded: &str) -> Option<usize> {
        self.forms.binary_search_by(|form| form.folded.as_str().cmp(folded)).ok()
    }
}

fn number(index: usize) -> u32 {
    u32::try_from(index).unwrap_or(u32::MAX)
}

/// Room in which documents are counted, used again: what grows as it is filled costs more than the counting.
#[derive(Default)]
struct Room<'a> {
    /// The words of one document: where each stands, what it counts, and how it is written; and their order by hash.
    words: Vec<(u32, u32, &'a str)>,
    order: Vec<(u64, u32)>,
    counts: Vec<Counts<'a>>,
    positions: Vec<u32>,
}

impl<'a> Room<'a> {
    /// Counts documents, the first of which has the number `from`.
    fn counted(&mut self, from: usize, documents: &[Vec<Weighted<'a>>]) -> Counted<'a> {
        let Room { words, order, counts, positions } = self;
        counts.clear();
        positions.clear();
        let mut lengths = Vec::with_capacity(documents.len());
        for (index, texts) in documents.iter().enumerate() {
            words.clear();
            order.clear();
            for (weight, text) in texts {
                let mut position = words.last().map_or(0, |(position, ..)| position + 1 + GAP);
                words::each(text, |range, folded| {
                    order.push((xxh3_64(folded.as_bytes()), number(words.len())));
                    words.push((position, *weight, text.get(range).unwrap_or("")));
                    position += 1;
                });
            }
            lengths.push(number(words.len()));
            order.sort_unstable();
            for run in order.chunk_by(|one, next| one.0 == next.0) {
                let first = number(positions.len());
                let (mut impact, mut written) = (0, None);
                for (position, weight, word) in run.iter().filter_map(|(_, word)| words.get(*word as usize)) {
                    positions.push(*position);
                    impact += weight;
                    written.get_or_insert(*word);
                }
                let hash = run.first().map_or(0, |(hash, _)| *hash);
                let posting = Posting { document: number(from + index), impact, first, count: number(run.len()) };
                counts.push(Counts { hash, written: written.unwrap_or(""), posting });
            }
        }
        let (words, ends) = parted(counts);
        Counted { words, ends, positions: positions.clone(), lengths }
    }
}

/// The words by part, those of one in the order that they had, and where each part ends (a counting sort).
fn parted<'a>(counts: &[Counts<'a>]) -> (Vec<Counts<'a>>, Vec<usize>) {
    let mut ends = vec![0_usize; PARTS];
    let count = |ends: &mut Vec<usize>, word: &Counts<'a>| {
        let end = ends.get_mut(part(word.hash))?;
        *end += 1;
        Some(*end - 1)
    };
    for word in counts {
        count(&mut ends, word);
    }
    // Each part begins where the one before ends; filling it moves that on to its own end.
    let mut before = 0;
    ends.iter_mut().for_each(|end| before += std::mem::replace(end, before));
    let mut words = counts.to_vec();
    for word in counts {
        if let Some(place) = count(&mut ends, word).and_then(|at| words.get_mut(at)) {
            *place = *word;
        }
    }
    (words, ends)
}

/// The part that a hash falls into, by its highest bits.
fn part(hash: u64) -> usize {
    usize::try_from(hash / (u64::MAX / PARTS as u64 + 1)).unwrap_or(0)
}

/// The forms of words whose hashes are in one part.
fn in_part<'a>(counted: &[Counted<'a>], part: usize) -> Vec<Form<'a>> {
    let own = || counted.iter().map(|some| some.part(part));
    let mut all: Vec<Counts<'a>> = Vec::with_capacity(own().map(<[_]>::len).sum());
    own().for_each(|words| all.extend(words));
    all.sort_unstable_by_key(|word| (word.hash, word.posting.document));
    all.chunk_by(|one, next| one.hash == next.hash).filter_map(form).collect()
}

fn form<'a>(run: &[Counts<'a>]) -> Option<Form<'a>> {
    let mut witnesses: Vec<&'a str> = run.iter().take(WITNESSES).map(|word| word.written).collect();
    witnesses.sort_unstable();
    let written = *witnesses.chunk_by(|one, next| one == next).max_by_key(|same| same.len())?.first()?;
    let hash = run.first()?.hash;
    let mut fold = None;
    words::each(written, |_, folded| {
        if fold.is_none() && xxh3_64(folded.as_bytes()) == hash {
            fold = Some(folded.to_owned());
        }
    });
    Some(Form { folded: fold?, written, postings: run.iter().map(|word| word.posting).collect() })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_word_is_counted_where_it_stands() {
        let documents = [vec![(4, "بيان روما"), (1, "صدر البيان. بيانٌ آخر")], vec![(1, "بيان")]];
        let inverted = invert(&documents);
        let form = &inverted.forms[inverted.find("بيان").unwrap()];
        assert_eq!(form.written, "بيان");
        let found: Vec<(u32, u32, &[u32])> = form
            .postings
            .iter()
            .map(|posting| (posting.document, posting.impact, inverted.positions(posting)))
            .collect();
        assert_eq!(found, [(0, 5, &[0, 5][..]), (1, 1, &[0][..])]);
        assert_eq!(inverted.lengths, [6, 1]);
        assert!(inverted.find("غائب").is_none());
    }
}
