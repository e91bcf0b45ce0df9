//! The archive → its agreed language: formulas, runs of words that stand in several communiqués. It compares folded words, never across a sentence, and knows nothing of pages.

mod repeats;
mod wanted;

use std::collections::BTreeMap;
use std::ops::Range;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use crate::archive::{Archive, Communique};
use crate::fingerprint::Fingerprint;
use crate::infer::Spot;
use crate::text::joining::Joining;
use crate::text::sentence::placed;
use crate::text::words;
use repeats::{Least, Repeat, STOP};

/// A formula has at least so many words,
pub const LEAST: usize = 4;
/// and of these so many that do more than join others: a run of particles is no agreement.
const TELLING: usize = 2;
/// The runs that may be formulas.
const RUNS: Least = Least { words: LEAST, telling: TELLING };
/// Formulas that are kept: so many, or so many a communiqué if that is more,
const KEPT: usize = 400;
const KEPT_EACH: f64 = 0.1;
/// and places of them all together: so many, or so many a communiqué.
const PLACES: usize = 10_000;
const PLACES_EACH: usize = 10;

/// Words that stand in several communiqués.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Formula {
    /// A name that stays the same as long as the words do.
    pub id: String,
    /// The words as the earliest communiqué writes them.
    pub text: String,
    /// How many words.
    pub words: usize,
    /// In how many communiqués.
    pub communiques: usize,
    /// Where: in the order of time, then of the text; at least two.
    pub places: Vec<Place>,
}

/// Where a formula stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Place {
    /// The communiqué: an index in the archive.
    pub communique: usize,
    /// Where in its body.
    pub spot: Spot,
}

/// The agreed language of an archive.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Formulas {
    /// The formulas that stand in most communiqués first, then the longer ones.
    pub all: Vec<Formula>,
    /// How many there are; more than `all` has where an archive has very many.
    pub found: usize,
}

impl Formulas {
    /// Finds the formulas: maximal runs of words, which no further word on either side continues in as many communiqués.
    pub fn of(archive: &Archive) -> Formulas {
        Formulas::again(archive, &mut Known::default())
    }

    /// The same, of an archive of which most is `known`; that is this archive then.
    pub fn again(archive: &Archive, known: &mut Known) -> Formulas {
        let read = Reading::new(archive);
        let Known { texts: before, words, spots: old, repeats } = std::mem::take(known);
        let texts: Vec<Fingerprint> = read.bodies.iter().map(|communique| communique.text_name()).collect();
        let moved = moved(&before, &texts);
        let words = read.words(in_place(words, &moved, texts.len()));
        let new = texts.len() - moved.iter().flatten().count();
        let repeats = match new <= 1 + texts.len() / NEW {
            true => repeats::again(repeats, &moved, &words, RUNS),
            false => repeats::repeats(&words, RUNS),
        };
        let kept = chosen(&repeats, texts.len());
        let spots = spots(&read.bodies, &kept, in_place(old, &moved, texts.len()));
        let all = kept.iter().filter_map(|repeat| formula(repeat, &spots, &read.order, &read.bodies)).collect();
        let found = repeats.len();
        *known = Known { texts, words, spots, repeats };
        Formulas { all, found }
    }

    /// Pairs of communiqués with the words of formulas that they share, as indexes in the archive, the earlier first.
    /// A formula in very many communiqués ties each to the next only, so that the pairs stay as many as the places.
    pub fn pairs(&self) -> BTreeMap<(usize, usize), usize> {
        let mut pairs: BTreeMap<(usize, usize), usize> = BTreeMap::new();
        for formula in &self.all {
            let mut communiques: Vec<usize> = formula.places.iter().map(|place| place.communique).collect();
            communiques.dedup();
            let reach = if communiques.len() > COMMON { 1 } else { COMMON };
            for (at, earlier) in communiques.iter().enumerate() {
                for later in communiques.iter().skip(at + 1).take(reach) {
                    *pairs.entry((*earlier, *later)).or_default() += formula.words;
                }
            }
        }
        pairs
    }
}

/// What was read of an archive, of which the next one has most.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Known {
    /// The name of each text, in the order of time.
    texts: Vec<Fingerprint>,
    /// Of each the spots of some words.
    spots: Vec<Spots>,
    repeats: Vec<Repeat>,
    /// The words of each text: by far the most, and so behind all else that is written.
    #[serde(with = "crate::packed::lists")]
    words: Vec<Vec<u32>>,
}

/// Words of a text, by their place among its words, rising, and where they stand.
type Spots = Vec<(u32, Spot)>;

/// Where more than one and this share of the texts are new, runs are looked for in all.
const NEW: usize = 16;

/// Which text each of those before is now, if it is one still.
fn moved(before: &[Fingerprint], texts: &[Fingerprint]) -> Vec<Option<u32>> {
    let mut now: Vec<(Fingerprint, u32)> = texts.iter().copied().zip(0..).collect();
    let mut old: Vec<(Fingerprint, usize)> = before.iter().copied().zip(0..).collect();
    now.sort_unstable();
    old.sort_unstable();
    let mut now = now.into_iter().peekable();
    let mut moved = vec![None; before.len()];
    // Of texts that are the same, each is another.
    for (name, index) in old {
        while now.next_if(|(other, _)| *other < name).is_some() {}
        let text = now.next_if(|(other, _)| *other == name).map(|(_, text)| text);
        moved.get_mut(index).into_iter().for_each(|moved| *moved = text);
    }
    moved
}

/// What was known of texts, where they are now.
fn in_place<T>(before: Vec<T>, moved: &[Option<u32>], texts: usize) -> Vec<Option<T>> {
    let mut now: Vec<Option<T>> = (0..texts).map(|_| None).collect();
    for (value, text) in before.into_iter().zip(moved) {
        if let Some(place) = text.and_then(|text| now.get_mut(text as usize)) {
            *place = Some(value);
        }
    }
    now
}

/// An archive in the order of time.
struct Reading<'a> {
    order: Vec<usize>,
    bodies: Vec<&'a Communique>,
}

impl<'a> Reading<'a> {
    fn new(archive: &'a Archive) -> Reading<'a> {
        let order = in_time(archive);
        Reading { bodies: order.iter().filter_map(|index| archive.communiques.get(*index)).collect(), order }
    }

    /// The words of each body.
    fn words(&self, known: Vec<Option<Vec<u32>>>) -> Vec<Vec<u32>> {
        let joining = Joining::default();
        let bodies = self.bodies.par_iter().zip(known);
        bodies.map(|(communique, known)| known.unwrap_or_else(|| ids(communique, &joining))).collect()
    }
}

/// A formula in more communiqués than this is common.
const COMMON: usize = 12;

/// The communiqués from the earliest on, those without a date at the end.
pub fn in_time(archive: &Archive) -> Vec<usize> {
    let dated = archive.communiques.partition_point(|communique| communique.date.is_some());
    (0..dated).rev().chain(dated..archive.communiques.len()).collect()
}

/// A word has about so many bytes, with the space behind it.
const BYTES: usize = 10;

/// The words of a body as numbers, with `STOP` behind each sentence. The lowest bit says that a word tells something.
fn ids(communique: &Communique, joining: &Joining) -> Vec<u32> {
    let bytes: usize = communique.body().iter().map(|block| block.text.len()).sum();
    let mut ids = Vec::with_capacity(bytes / BYTES + 1);
    for (_, sentence) in communique.body().iter().flat_map(|block| placed(&block.text)) {
        words::each(sentence, |_, word| {
            let hash = xxh3_64(word.as_bytes());
            let telling = !word.bytes().all(|byte| byte.is_ascii_digit()) && joining.is_telling(hash);
            let [a, b, c, d, ..] = hash.to_le_bytes();
            ids.push((u32::from_le_bytes([a, b, c, d]) | 2) & !1 | u32::from(telling));
        });
        ids.push(STOP);
    }
    ids
}

/// The repeats that stand in most communiqués, as many as the archive can show.
fn chosen(repeats: &[Repeat], communiques: usize) -> Vec<&Repeat> {
    let mut repeats: Vec<&Repeat> = repeats.iter().collect();
    repeats.par_sort_by(|a, b| {
        let rank = |one: &Repeat| (std::cmp::Reverse(one.texts), std::cmp::Reverse(one.words));
        rank(a).cmp(&rank(b)).then_with(|| a.places.first().cmp(&b.places.first()))
    });
    #[expect(clippy::cast_precision_loss, clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "a count")]
    let most = KEPT.max((communiques as f64 * KEPT_EACH) as usize);
    let mut room = PLACES.max(communiques * PLACES_EACH);
    repeats.truncate(most);
    repeats.retain(|repeat| {
        let fits = repeat.places.len() <= room;
        room -= if fits { repeat.places.len() } else { 0 };
        fits
    });
    repeats
}

/// For each text the spots of the words with which a formula begins or ends; of a text whose are known it is not read.
fn spots(bodies: &[&Communique], kept: &[&Repeat], known: Vec<Option<Spots>>) -> Vec<Spots> {
    let mut wanted: Vec<Vec<u32>> = vec![Vec::new(); bodies.len()];
    for repeat in kept {
        let words = u32::try_from(repeat.words).unwrap_or(1);
        for (text, word) in &repeat.places {
            if let Some(wanted) = wanted.get_mut(*text as usize) {
                wanted.extend([*word, word + words - 1]);
            }
        }
    }
    let of = |((communique, mut wanted), known): ((&&Communique, Vec<u32>), Option<Spots>)| {
        wanted.sort_unstable();
        wanted.dedup();
        let whole = known.filter(|known| wanted.iter().all(|word| spot(known, *word).is_some()));
        if let Some(mut known) = whole {
            known.retain(|(word, _)| wanted.binary_search(word).is_ok());
            return known;
        }
        let mut spots = Spots::with_capacity(wanted.len());
        each_spot(communique, |word, spot| {
            if wanted.binary_search(&word).is_ok() {
                spots.push((word, spot));
            }
        });
        spots
    };
    bodies.par_iter().zip(wanted).zip(known).map(of).collect()
}

fn spot(spots: &Spots, word: u32) -> Option<Spot> {
    let place = spots.binary_search_by_key(&word, |(word, _)| *word).ok()?;
    spots.get(place).map(|(_, spot)| *spot)
}

/// Where each word of a body stands, by the word's place in `ids`.
fn each_spot(communique: &Communique, mut see: impl FnMut(u32, Spot)) {
    let mut next: u32 = 0;
    for (block, text) in communique.body().iter().enumerate() {
        for (start, sentence) in placed(&text.text) {
            words::each(sentence, |Range { start: from, end: to }, _| {
                see(next, Spot { block, start: start + from, end: start + to });
                next += 1;
            });
            next += 1;
        }
    }
}

fn formula(repeat: &Repeat, spots: &[Spots], order: &[usize], bodies: &[&Communique]) -> Option<Formula> {
    let words = u32::try_from(repeat.words).ok()?;
    let place = |(text, word): &repeats::Place| {
        let own = spots.get(*text as usize)?;
        let (first, last) = (spot(own, *word)?, spot(own, word + words - 1)?);
        let spot = Spot { block: first.block, start: first.start, end: last.end };
        Some(Place { communique: *order.get(*text as usize)?, spot })
    };
    let places: Vec<Place> = repeat.places.iter().filter_map(place).collect();
    let (first, (text, _)) = (places.first()?.spot, repeat.places.first()?);
    let block = bodies.get(*text as usize)?.body().get(first.block)?;
    Some(Formula {
        id: repeat.id.clone(),
        text: shown(block.text.get(first.start..first.end)?),
        words: repeat.words,
        communiques: repeat.texts,
        places,
    })
}

/// A formula as it is shown: on one line, and without quotation marks that it only opens or only closes.
fn shown(text: &str) -> String {
    let count = |mark: char| text.matches(mark).count();
    let paired = count('"') % 2 == 0 && count('”') == count('“') && count('«') == count('»');
    let kept = text.chars().filter(|c| paired || !matches!(c, '"' | '“' | '”' | '«' | '»'));
    kept.map(|c| if c == '\n' { ' ' } else { c }).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_formula_is_shown_with_whole_quotations() {
        assert_eq!(shown("داعش\" في العراق"), "داعش في العراق");
        assert_eq!(shown("ضد \"داعش\" في\nالعراق"), "ضد \"داعش\" في العراق");
    }
}
