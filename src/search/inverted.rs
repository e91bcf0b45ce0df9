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
const PARTS: u64 = 64;

/// The words of some documents.
#[derive(Debug)]
struct Counted<'a> {
    /// By the highest bits of their hashes.
    parts: Vec<Vec<Counts<'a>>>,
    positions: Vec<u32>,
    lengths: Vec<u32>,
}

/// A word in a document, as it is written there first.
#[derive(Debug)]
struct Counts<'a> {
    hash: u64,
    written: &'a str,
    posting: Posting,
}

/// Counts the words of each document.
pub fn invert<'a>(documents: &[Vec<Weighted<'a>>]) -> Inverted<'a> {
    let some = documents.par_chunks(AT_ONCE).enumerate();
    let counted: Vec<Counted<'a>> = some.map(|(chunk, some)| counted(chunk * AT_ONCE, some)).collect();
    let mut parts: Vec<Vec<Vec<Counts<'a>>>> = (0..PARTS).map(|_| Vec::with_capacity(counted.len())).collect();
    let (mut positions, mut lengths) = (Vec::with_capacity(counted.len()), Vec::with_capacity(documents.len()));
    for some in counted {
        parts.iter_mut().zip(some.parts).for_each(|(part, words)| part.push(words));
        positions.push(some.positions);
        lengths.extend(some.lengths);
    }
    let mut forms: Vec<Form<'a>> = parts.into_par_iter().flat_map_iter(in_part).collect();
    forms.par_sort_unstable_by(|one, other| one.folded.cmp(&other.folded));
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

/// Counts documents, the first of which has the number `from`.
fn counted<'a>(from: usize, documents: &[Vec<Weighted<'a>>]) -> Counted<'a> {
    let mut parts: Vec<Vec<Counts<'a>>> = (0..PARTS).map(|_| Vec::new()).collect();
    let (mut positions, mut lengths) = (Vec::new(), Vec::with_capacity(documents.len()));
    // The words of one document: where each stands, what it counts, and how it is written; and their order by hash.
    let mut words: Vec<(u32, u32, &'a str)> = Vec::new();
    let mut order: Vec<(u64, u32)> = Vec::new();
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
            let part = parts.get_mut(usize::try_from(hash / (u64::MAX / PARTS + 1)).unwrap_or(0));
            part.into_iter().for_each(|part| part.push(Counts { hash, written: written.unwrap_or(""), posting }));
        }
    }
    positions.shrink_to_fit();
    parts.iter_mut().for_each(Vec::shrink_to_fit);
    Counted { parts, positions, lengths }
}

/// The forms of words whose hashes are in one part.
fn in_part(words: Vec<Vec<Counts<'_>>>) -> Vec<Form<'_>> {
    let mut all: Vec<Counts<'_>> = Vec::with_capacity(words.iter().map(Vec::len).sum());
    words.into_iter().for_each(|words| all.extend(words));
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
