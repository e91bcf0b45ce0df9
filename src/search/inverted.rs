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
    documents: Vec<Counted<'a>>,
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

/// The words of one document.
#[derive(Debug)]
struct Counted<'a> {
    words: Vec<Counts<'a>>,
    positions: Vec<u32>,
    length: u32,
}

#[derive(Debug)]
struct Counts<'a> {
    hash: u64,
    written: &'a str,
    impact: u32,
    first: u32,
    count: u32,
}

/// Counts the words of each document.
pub fn invert<'a>(documents: &[Vec<Weighted<'a>>]) -> Inverted<'a> {
    let documents: Vec<Counted<'a>> = documents.par_iter().map(|texts| counted(texts)).collect();
    let mut all: Vec<(u64, u32, u32)> = Vec::with_capacity(documents.iter().map(|document| document.words.len()).sum());
    for (document, counted) in (0u32..).zip(&documents) {
        all.extend((0u32..).zip(&counted.words).map(|(index, word)| (word.hash, document, index)));
    }
    all.par_sort_unstable();
    let runs: Vec<&[(u64, u32, u32)]> = all.chunk_by(|one, next| one.0 == next.0).collect();
    let mut forms: Vec<Form<'a>> = runs.into_par_iter().filter_map(|run| form(run, &documents)).collect();
    forms.par_sort_unstable_by(|one, other| one.folded.cmp(&other.folded));
    Inverted { forms, lengths: documents.iter().map(|document| document.length).collect(), documents }
}

impl Inverted<'_> {
    /// Where a word stands in a document: its place among the document's words, rising.
    pub fn positions(&self, posting: &Posting) -> &[u32] {
        let (first, count) = (posting.first as usize, posting.count as usize);
        let document = self.documents.get(posting.document as usize);
        document.and_then(|document| document.positions.get(first..first + count)).unwrap_or(&[])
    }

    /// The index of the form with this fold.
    pub fn find(&self, folded: &str) -> Option<usize> {
        self.forms.binary_search_by(|form| form.folded.as_str().cmp(folded)).ok()
    }
}

fn counted<'a>(texts: &[Weighted<'a>]) -> Counted<'a> {
    let mut places: Vec<(u64, u32, u32, &'a str)> = Vec::new();
    for (weight, text) in texts {
        let mut position = places.last().map_or(0, |(_, position, ..)| position + 1 + GAP);
        words::each(text, |range, folded| {
            let written = text.get(range).unwrap_or("");
            places.push((xxh3_64(folded.as_bytes()), position, *weight, written));
            position += 1;
        });
    }
    let length = u32::try_from(places.len()).unwrap_or(u32::MAX);
    places.sort_unstable_by_key(|(hash, position, ..)| (*hash, *position));
    let mut words = Vec::new();
    let mut first = 0;
    for run in places.chunk_by(|one, next| one.0 == next.0) {
        let count = u32::try_from(run.len()).unwrap_or(u32::MAX);
        let impact = run.iter().map(|(_, _, weight, _)| weight).sum();
        if let Some((hash, _, _, written)) = run.first() {
            words.push(Counts { hash: *hash, written, impact, first, count });
        }
        first += count;
    }
    Counted { words, positions: places.into_iter().map(|(_, position, ..)| position).collect(), length }
}

fn form<'a>(run: &[(u64, u32, u32)], documents: &[Counted<'a>]) -> Option<Form<'a>> {
    let word = |document: u32, index: u32| documents.get(document as usize)?.words.get(index as usize);
    let postings: Vec<Posting> = run
        .iter()
        .filter_map(|(_, document, index)| {
            let Counts { impact, first, count, .. } = *word(*document, *index)?;
            Some(Posting { document: *document, impact, first, count })
        })
        .collect();
    let mut witnesses: Vec<&'a str> =
        run.iter().take(WITNESSES).filter_map(|(_, document, index)| Some(word(*document, *index)?.written)).collect();
    witnesses.sort_unstable();
    let written = *witnesses.chunk_by(|one, next| one == next).max_by_key(|same| same.len())?.first()?;
    let hash = run.first()?.0;
    let mut fold = None;
    words::each(written, |_, folded| {
        if fold.is_none() && xxh3_64(folded.as_bytes()) == hash {
            fold = Some(folded.to_owned());
        }
    });
    Some(Form { folded: fold?, written, postings })
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
