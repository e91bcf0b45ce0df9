//! Two texts that are alike → a fact on which they differ, if there is one: a figure, a month, a place, a negation. It compares sentences that say the same otherwise, so that what one text leaves out is no difference.

use std::collections::BTreeSet;

use super::Reading;
use super::lexicon::{NEGATORS, OPPOSITES};
use super::shingle::Passage;
use super::verify::ratio;
use crate::budget;
use crate::text::calendar::{hijri_phrases, month_phrases};
use crate::text::fold::FoldedText;
use crate::text::phrases::{Phrases, forms, listed};
use crate::text::places::PLACES;

/// Passages of fewer words are not compared.
const PASSAGE_WORDS: usize = 6;
/// Two passages say the same otherwise if this share of their 2-grams is common (Dice's coefficient).
const ALIKE: f64 = 0.5;
/// A negation counts if the two passages differ in at most this many words.
const FEW: usize = 4;

/// On what two texts differ.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, serde::Serialize, serde::Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Kind {
    /// The meeting that the texts are of.
    Meeting,
    /// The date of the meeting, or a month.
    Date,
    /// A figure.
    Figure,
    /// A country or a city.
    Place,
    /// One says what the other denies.
    Negation,
}

/// A fact on which two texts that are otherwise alike differ, in folded words.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize, serde::Deserialize)]
pub struct Conflict {
    /// What kind of fact.
    pub kind: Kind,
    /// What the one says.
    pub one: String,
    /// What the other says; empty where it lacks a negation.
    pub other: String,
}

/// The words that decide, folded once.
#[derive(Debug)]
pub(super) struct Lexicon {
    negators: BTreeSet<FoldedText>,
    opposites: Vec<(Vec<FoldedText>, Vec<FoldedText>)>,
    places: BTreeSet<FoldedText>,
    months: Phrases<u32>,
    hijri: Phrases<u32>,
}

impl Lexicon {
    /// Folds the words.
    pub(super) fn new() -> Lexicon {
        let folded = |words: &[&str]| words.iter().map(|word| FoldedText::new(word)).collect::<Vec<_>>();
        Lexicon {
            negators: listed(NEGATORS).map(FoldedText::new).collect(),
            opposites: OPPOSITES.iter().map(|(one, other)| (folded(one), folded(other))).collect(),
            places: listed(PLACES).map(FoldedText::new).collect(),
            months: month_phrases(),
            hijri: hijri_phrases(),
        }
    }

    /// The first fact on which two texts differ.
    pub(super) fn conflict<'a>(&self, one: &Reading<'a>, other: &Reading<'a>) -> Option<Conflict> {
        let swap = one.passages.len() > other.passages.len();
        let (short, long) = if swap { (other, one) } else { (one, other) };
        let where_grams = long.places.get_or_init(|| places(&long.print.passages));
        let found = short.print.passages.iter().zip(&short.passages).find_map(|(passage, text)| {
            if passage.words < PASSAGE_WORDS {
                return None;
            }
            let index = counterpart(&passage.grams, where_grams, long)?;
            self.differ(text, long.passages.get(index)?, short, long)
        })?;
        Some(if swap { Conflict { one: found.other, other: found.one, ..found } } else { found })
    }

    /// A figure, month or place of one passage that the other text has nowhere, against one of the other passage; or a
    /// negation that only one of them has.
    fn differ(&self, a: &FoldedText, b: &FoldedText, one: &Reading<'_>, other: &Reading<'_>) -> Option<Conflict> {
        let (only_a, only_b) = (without(a, b), without(b, a));
        // `ولا سيما` and `ولاسيما` are the same words.
        if only_a.concat() == only_b.concat() {
            return None;
        }
        let pick = |words: &[&str], foreign: &Reading<'_>, is: &dyn Fn(&str) -> bool| {
            words.iter().find(|word| is(word) && !says(foreign, word)).map(|word| (*word).to_owned())
        };
        let both = |kind, is: &dyn Fn(&str) -> bool| {
            let (one, other) = (pick(&only_a, other, is)?, pick(&only_b, one, is)?);
            Some(Conflict { kind, one, other })
        };
        // A day of the one calendar is another number in the other.
        let hijri = [a, b].iter().any(|text| !self.hijri.find(&text.words().collect::<Vec<_>>()).is_empty());
        let figure = |word: &str| {
            let number = word.bytes().all(|b| b.is_ascii_digit());
            let of_a_date = word.len() <= 2 || is_year(word);
            word.len() > 1 && number && !(hijri && of_a_date)
        };
        let same_digits = digits(a) == digits(b);
        both(Kind::Figure, &figure)
            .filter(|_| !same_digits)
            .or_else(|| self.months(a, b))
            .or_else(|| both(Kind::Place, &|word| self.is_place(word)))
            .or_else(|| self.negation(&only_a, &only_b))
    }

    /// Months of the one passage, where the other has others only.
    fn months(&self, a: &FoldedText, b: &FoldedText) -> Option<Conflict> {
        let months = |text: &FoldedText| -> BTreeSet<u32> {
            self.months.find(&text.words().collect::<Vec<_>>()).into_iter().map(|found| *found.value).collect()
        };
        let (one, other) = (months(a), months(b));
        let name = |months: &BTreeSet<u32>| months.iter().map(u32::to_string).collect::<Vec<_>>().join(" ");
        (!one.is_empty() && !other.is_empty() && one.is_disjoint(&other)).then(|| Conflict {
            kind: Kind::Date,
            one: name(&one),
            other: name(&other),
        })
    }

    fn is_place(&self, word: &str) -> bool {
        forms(word).any(|form| self.places.contains(&FoldedText::new(&form)))
    }

    fn negation(&self, only_a: &[&str], only_b: &[&str]) -> Option<Conflict> {
        let conflict = |one: &str, other: &str| Conflict { kind: Kind::Negation, one: one.into(), other: other.into() };
        let has = |words: &[&str], parts: &[FoldedText]| -> Option<String> {
            let found = words.iter().find(|word| parts.iter().any(|part| word.contains(part.as_str())))?;
            Some((*found).to_owned())
        };
        for (left, right) in &self.opposites {
            for (left, right) in [(left, right), (right, left)] {
                if let (Some(one), Some(other)) = (has(only_a, left), has(only_b, right)) {
                    return Some(conflict(&one, &other));
                }
            }
        }
        let negator = |words: &[&str]| {
            let negates = |word: &&&str| forms(word).any(|form| self.negators.contains(&FoldedText::new(&form)));
            words.iter().find(negates).map(|word| (*word).to_owned())
        };
        if only_a.len() + only_b.len() > FEW {
            return None;
        }
        match (negator(only_a), negator(only_b)) {
            (Some(one), None) => Some(conflict(&one, "")),
            (None, Some(other)) => Some(conflict("", &other)),
            _ => None,
        }
    }
}

/// The figures of a text; years aside, since every report of a year has it.
pub(super) fn figures(passages: &[FoldedText]) -> BTreeSet<String> {
    let words = passages.iter().flat_map(FoldedText::words);
    let figure = |word: &&str| word.bytes().all(|b| b.is_ascii_digit());
    words.filter(figure).filter(|word| !is_year(word)).map(str::to_owned).collect()
}

/// Every 2-gram with the index of a passage that has it, sorted; of one that very many have the first of them.
fn places(passages: &[Passage]) -> Vec<(u64, usize)> {
    let all = passages.iter().enumerate();
    let mut places: Vec<(u64, usize)> =
        all.flat_map(|(index, passage)| passage.grams.iter().map(move |gram| (*gram, index))).collect();
    places.sort_unstable();
    let (mut last, mut count) = (None, 0);
    places.retain(|(gram, _)| {
        count = if last.replace(*gram) == Some(*gram) { count + 1 } else { 0 };
        count < budget::HOLDERS
    });
    places
}

/// The forms of every word of a text, by which it is known to say one.
fn sayings(passages: &[FoldedText]) -> BTreeSet<String> {
    let words = passages.iter().flat_map(FoldedText::words);
    // What is rebuilt and does not stand in the word is not said by it.
    words
        .flat_map(|word| forms(word).filter(move |form| word.ends_with(form.as_ref())))
        .map(std::borrow::Cow::into_owned)
        .collect()
}

fn is_year(word: &str) -> bool {
    word.len() == 4 && ["13", "14", "15", "19", "20"].iter().any(|century| word.starts_with(century))
}

/// The passage of a text that is most like the given 2-grams, if it is alike.
fn counterpart(grams: &[u64], where_grams: &[(u64, usize)], text: &Reading<'_>) -> Option<usize> {
    let mut hits: Vec<usize> = Vec::new();
    for gram in grams {
        let from = where_grams.partition_point(|(other, _)| other < gram);
        let same = where_grams.iter().skip(from).take_while(|(other, _)| other == gram);
        hits.extend(same.map(|(_, passage)| *passage));
    }
    hits.sort_unstable();
    let best = hits
        .chunk_by(|a, b| a == b)
        .filter_map(|same| {
            let passage = *same.first()?;
            let size = grams.len() + text.print.passages.get(passage)?.grams.len();
            Some((ratio(2 * same.len(), size), passage))
        })
        .max_by(|x, y| x.0.total_cmp(&y.0).then(y.1.cmp(&x.1)))?;
    (best.0 >= ALIKE).then_some(best.1)
}

/// The words of one passage that the other lacks.
fn without<'a>(a: &'a FoldedText, b: &FoldedText) -> Vec<&'a str> {
    let known: BTreeSet<&str> = b.words().collect();
    a.words().filter(|word| !known.contains(word)).collect()
}

fn digits(text: &FoldedText) -> String {
    text.as_str().chars().filter(char::is_ascii_digit).collect()
}

/// Whether a text has a word anywhere, with or without a particle.
fn says(text: &Reading<'_>, word: &str) -> bool {
    let said = text.said.get_or_init(|| sayings(&text.passages));
    forms(word).any(|form| said.contains(form.as_ref()))
}
