//! Two communiqués → a redline: their paragraphs aligned, and in each pair the words that were kept, dropped, added and moved, with the verbs that were made stronger or weaker.

use std::collections::BTreeSet;
use std::ops::Range;

use serde::Serialize;

use super::align::{self, Pair};
use super::paragraphs;
use super::strength::{Lexicon, Scale};
use super::words::{self, Step, Words};
use crate::ingest::block::Block;
use crate::text::joining::Joining;

/// So many words in a row that were dropped in one place and added in another were moved.
const MOVED: usize = 5;
/// A verb takes the place of another where no more words than these were changed there, on either side.
const NEAR: usize = 8;

/// What became of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It has the same words in the same place.
    Kept,
    /// It has other words.
    Reworded,
    /// It stands elsewhere, with the same words or others.
    Moved,
    /// Only the newer text has it.
    Added,
    /// Only the older text has it.
    Dropped,
}

/// A run of words as they are written, with what stands behind them.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Piece<'a> {
    /// Both texts have the words, each as it writes them.
    Kept {
        /// In the older text.
        old: &'a str,
        /// In the newer text.
        new: &'a str,
    },
    /// Only the older text has them.
    Dropped(&'a str),
    /// Only the newer text has them.
    Added(&'a str),
    /// The older text has them here, the newer one in its paragraph `to`, from 1.
    Away {
        /// The words.
        text: &'a str,
        /// The paragraph.
        to: usize,
    },
    /// The newer text has them here, the older one in its paragraph `from`, from 1.
    Here {
        /// The words.
        text: &'a str,
        /// The paragraph.
        from: usize,
    },
}

/// A verb in the place of another on the same scale.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Shift {
    /// What both do.
    pub scale: Scale,
    /// The older text's words.
    pub old: String,
    /// The newer text's words.
    pub new: String,
    /// The newer is the stronger.
    pub raised: bool,
}

/// A paragraph of either text, or of both.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Row<'a> {
    /// What became of it.
    pub change: Change,
    /// Its number in the older text's body, from 1.
    pub old: Option<usize>,
    /// Its number in the newer text's body, from 1.
    pub new: Option<usize>,
    /// Its words.
    pub pieces: Vec<Piece<'a>>,
    /// The verbs that were changed.
    pub shifts: Vec<Shift>,
}

/// Words of both texts.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Counts {
    /// All words of the older text.
    pub old: usize,
    /// All words of the newer text.
    pub new: usize,
    /// Words that stand in both in the same place.
    pub kept: usize,
    /// Words that stand in both in another place.
    pub moved: usize,
}

/// The newer text against the older: rows in the newer's order, what was dropped where it stood.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Redline<'a> {
    /// The paragraphs that have words.
    pub rows: Vec<Row<'a>>,
    /// How many words.
    pub counts: Counts,
}

/// A paragraph as it is compared.
struct Paragraph<'a> {
    number: usize,
    words: Words<'a>,
    /// For each word the paragraph of the other text to which it moved, as an index.
    moved: Vec<Option<usize>>,
}

fn read(body: &[Block]) -> Vec<Paragraph<'_>> {
    let all = paragraphs(body).map(|(number, block)| (number, Words::new(&block.text)));
    all.map(|(number, words)| Paragraph { number, moved: vec![None; words.len()], words }).collect()
}

/// What sets texts against each other: made once, used for every pair.
#[derive(Debug, Default)]
pub struct Reader {
    verbs: Lexicon,
    joining: Joining,
}

impl Reader {
    /// Sets the newer text against the older. Paragraphs are aligned first, then their words.
    pub fn redline<'a>(&self, old: &'a [Block], new: &'a [Block]) -> Redline<'a> {
        let (mut old, mut new) = (read(old), read(new));
        let pairs = {
            let olds: Vec<&[u64]> = old.iter().map(|one| one.words.hashes.as_slice()).collect();
            let news: Vec<&[u64]> = new.iter().map(|one| one.words.hashes.as_slice()).collect();
            align::pairs(&olds, &news, &self.joining)
        };
        let places = order(&pairs, old.len(), new.len());
        let scripts: Vec<Vec<Step>> = places.iter().map(|(a, b, _)| self.script(&old, &new, *a, *b)).collect();
        moves(&mut old, &mut new, &places, &scripts);
        let counts = Counts {
            old: old.iter().map(|one| one.words.len()).sum(),
            new: new.iter().map(|one| one.words.len()).sum(),
            kept: scripts.iter().flatten().filter(|step| step.kept).map(|step| step.new.len()).sum(),
            moved: new.iter().flat_map(|one| &one.moved).flatten().count(),
        };
        let rows = places.iter().zip(&scripts).map(|((a, b, moved), script)| {
            let (from, to) = (a.and_then(|a| old.get(a)), b.and_then(|b| new.get(b)));
            Row {
                change: change(from, to, *moved, script),
                old: from.map(|one| one.number),
                new: to.map(|one| one.number),
                pieces: pieces(script, from, to, &old, &new),
                shifts: from.zip(to).map(|(from, to)| shifts(from, to, script, &self.verbs)).unwrap_or_default(),
            }
        });
        let rows = rows.collect();
        Redline { rows, counts }
    }

    /// The steps from one paragraph to the other; one step where there is only one.
    fn script(&self, old: &[Paragraph<'_>], new: &[Paragraph<'_>], a: Option<usize>, b: Option<usize>) -> Vec<Step> {
        let (a, b) = (a.and_then(|a| old.get(a)), b.and_then(|b| new.get(b)));
        match (a, b) {
            (Some(a), Some(b)) => words::steps(&a.words, &b.words, &self.joining),
            _ => {
                let whole = |one: Option<&Paragraph<'_>>| 0..one.map_or(0, |one| one.words.len());
                vec![Step { kept: false, old: whole(a), new: whole(b) }]
            }
        }
    }
}

/// The rows in the order of the newer text. Between two pairs that keep the order stands first what only the older text
/// has there.
fn order(pairs: &[Pair], olds: usize, news: usize) -> Vec<Place> {
    let paired: BTreeSet<usize> = pairs.iter().map(|pair| pair.old).collect();
    let mut lone = (0..olds).filter(|old| !paired.contains(old)).peekable();
    let mut stops = pairs.iter().filter(|pair| !pair.moved).map(|pair| pair.old).chain([olds]);
    let mut of_new = pairs.iter().peekable();
    let mut rows: Vec<Place> = Vec::with_capacity(olds + news);
    let mut gap = |rows: &mut Vec<Place>| {
        let stop = stops.next().unwrap_or(olds);
        while let Some(old) = lone.next_if(|old| *old < stop) {
            rows.push((Some(old), None, false));
        }
    };
    gap(&mut rows);
    for new in 0..news {
        match of_new.next_if(|pair| pair.new == new) {
            Some(pair) => {
                rows.push((Some(pair.old), Some(new), pair.moved));
                if !pair.moved {
                    gap(&mut rows);
                }
            }
            None => rows.push((None, Some(new), false)),
        }
    }
    rows
}

/// A row before its words are known: a paragraph of the older text, one of the newer, and whether it moved.
type Place = (Option<usize>, Option<usize>, bool);

/// Marks the words that were dropped in one place and added in another.
fn moves(old: &mut [Paragraph<'_>], new: &mut [Paragraph<'_>], places: &[Place], scripts: &[Vec<Step>]) {
    type Picked = (Option<usize>, Range<usize>);
    let changed = |pick: fn(&Place, &Step) -> Picked| {
        let all = places.iter().zip(scripts).flat_map(move |(place, script)| {
            script.iter().filter(|step| !step.kept).map(move |step| pick(place, step))
        });
        all.filter_map(|(paragraph, range)| Some((paragraph?, range))).collect::<Vec<_>>()
    };
    let mut dropped: Vec<(u64, (usize, usize, usize))> = Vec::new();
    for (paragraph, range) in changed(|place, step| (place.0, step.old.clone())) {
        for (key, word) in keys(old.get(paragraph), &range) {
            dropped.push((key, (paragraph, word, range.end)));
        }
    }
    // The first of equals stays the first.
    dropped.sort_by_key(|(key, _)| *key);
    dropped.dedup_by_key(|(key, _)| *key);
    let first = |key: u64| {
        let at = dropped.binary_search_by_key(&key, |(key, _)| *key).ok()?;
        dropped.get(at).map(|(_, place)| *place)
    };
    for (paragraph, range) in changed(|place, step| (place.1, step.new.clone())) {
        let mut after = range.start;
        for (key, word) in keys(new.get(paragraph), &range) {
            let Some((from, start, end)) = first(key).filter(|_| word >= after) else { continue };
            let run = run(old.get(from), new.get(paragraph), start..end, word..range.end);
            if run < MOVED {
                continue;
            }
            for step in 0..run {
                mark(old.get_mut(from), start + step, paragraph);
                mark(new.get_mut(paragraph), word + step, from);
            }
            after = word + run;
        }
    }
}

/// The hash of every run of `MOVED` words in a range, with its first word.
fn keys(paragraph: Option<&Paragraph<'_>>, range: &Range<usize>) -> Vec<(u64, usize)> {
    let hashes = paragraph.and_then(|one| one.words.hashes.get(range.clone())).unwrap_or(&[]);
    let key = |run: &[u64]| run.iter().fold(0, |all: u64, word| all.rotate_left(13) ^ *word);
    hashes.windows(MOVED).map(key).zip(range.start..).collect()
}

/// How many words are the same from both starts on, and not yet marked.
fn run(old: Option<&Paragraph<'_>>, new: Option<&Paragraph<'_>>, from: Range<usize>, to: Range<usize>) -> usize {
    let (Some(old), Some(new)) = (old, new) else {
        return 0;
    };
    let same = |(a, b): &(usize, usize)| {
        old.words.hashes.get(*a) == new.words.hashes.get(*b) && old.moved.get(*a) == Some(&None)
    };
    from.zip(to).take_while(same).count()
}

fn mark(paragraph: Option<&mut Paragraph<'_>>, word: usize, other: usize) {
    if let Some(moved) = paragraph.and_then(|one| one.moved.get_mut(word)) {
        *moved = Some(other);
    }
}

fn change(from: Option<&Paragraph<'_>>, to: Option<&Paragraph<'_>>, moved: bool, script: &[Step]) -> Change {
    let mostly_moved = |one: &Paragraph<'_>| one.moved.iter().flatten().count() * 2 > one.moved.len();
    match (from, to) {
        (Some(_), Some(_)) if moved => Change::Moved,
        (Some(_), Some(_)) if script.iter().all(|step| step.kept) => Change::Kept,
        (Some(_), Some(_)) => Change::Reworded,
        (Some(one), None) | (None, Some(one)) if mostly_moved(one) => Change::Moved,
        (Some(_), None) => Change::Dropped,
        _ => Change::Added,
    }
}

/// The pieces of a row; of a replacement what was dropped stands first.
fn pieces<'a>(
    script: &[Step],
    from: Option<&Paragraph<'a>>,
    to: Option<&Paragraph<'a>>,
    old: &[Paragraph<'a>],
    new: &[Paragraph<'a>],
) -> Vec<Piece<'a>> {
    let mut pieces = Vec::new();
    let number = |all: &[Paragraph<'a>], index: usize| all.get(index).map_or(0, |one| one.number);
    for step in script {
        let written =
            |one: Option<&Paragraph<'a>>, range: &Range<usize>| one.map_or("", |one| one.words.written(range.clone()));
        if step.kept {
            pieces.push(Piece::Kept { old: written(from, &step.old), new: written(to, &step.new) });
            continue;
        }
        for (range, other) in runs(from, &step.old) {
            let text = written(from, &range);
            pieces.push(other.map_or(Piece::Dropped(text), |to| Piece::Away { text, to: number(new, to) }));
        }
        for (range, other) in runs(to, &step.new) {
            let text = written(to, &range);
            pieces.push(other.map_or(Piece::Added(text), |from| Piece::Here { text, from: number(old, from) }));
        }
    }
    pieces
}

/// A range of words parted where what became of them changes.
fn runs(paragraph: Option<&Paragraph<'_>>, range: &Range<usize>) -> Vec<(Range<usize>, Option<usize>)> {
    let moved = paragraph.and_then(|one| one.moved.get(range.clone())).unwrap_or(&[]);
    let mut start = range.start;
    let part = |same: &[Option<usize>]| {
        let part = start..start + same.len();
        start = part.end;
        (part, same.first().copied().flatten())
    };
    moved.chunk_by(|a, b| a == b).map(part).collect()
}

/// The verbs of one paragraph that stand where the other has a stronger or a weaker one.
fn shifts(from: &Paragraph<'_>, to: &Paragraph<'_>, script: &[Step], lexicon: &Lexicon) -> Vec<Shift> {
    if script.iter().all(|step| step.kept) {
        return Vec::new();
    }
    // Words that were kept have a place each; words that took the place of others share one.
    let (mut olds, mut news, mut next) = (Vec::new(), Vec::new(), 0_usize);
    for step in script {
        if step.kept {
            olds.extend(next..next + step.old.len());
            news.extend(next..next + step.new.len());
            next += step.old.len();
        } else {
            let far = step.old.len().max(step.new.len()) > NEAR;
            let place = |own: usize| if far { usize::MAX - own } else { next };
            olds.extend(step.old.clone().map(|_| place(0)));
            news.extend(step.new.clone().map(|_| place(1)));
            next += 1;
        }
    }
    let found = |one: &Paragraph<'_>, places: &[usize]| {
        let folded = one.words.folded();
        let words: Vec<&str> = folded.iter().map(String::as_str).collect();
        let verbs = lexicon.find(&words).into_iter().filter_map(|verb| {
            let range = verb.word..verb.word + verb.words;
            let (first, last) = (places.get(range.start)?, places.get(range.end - 1)?);
            // One that begins in a long change takes no other's place.
            if *first >= usize::MAX - 1 {
                return None;
            }
            // What stands behind the last word is no part of the verb; a vowel mark on it is.
            let written = one.words.written(range);
            let end = written.trim_end_matches(|c: char| !c.is_alphanumeric() && !is_vowel_mark(c));
            Some((*verb.value, *first..=*last, end.trim_start_matches(|c: char| !c.is_alphanumeric()).to_owned()))
        });
        verbs.collect::<Vec<_>>()
    };
    let mut stronger: Vec<_> = found(to, &news).into_iter().map(Some).collect();
    let (mut shifts, mut passed) = (Vec::new(), 0);
    for (strength, place, written) in found(from, &olds) {
        let meets =
            |other: &std::ops::RangeInclusive<usize>| place.start() <= other.end() && other.start() <= place.end();
        // Both rise: what ends before this verb meets none behind it either.
        while stronger.get(passed).is_some_and(|other| other.as_ref().is_none_or(|(_, at, _)| at.end() < place.start()))
        {
            passed += 1;
        }
        let counterpart = stronger
            .iter_mut()
            .skip(passed)
            .take_while(|other| other.as_ref().is_none_or(|(_, at, _)| at.start() <= place.end()))
            .find(|other| other.as_ref().is_some_and(|(own, at, _)| own.scale == strength.scale && meets(at)));
        if let Some((own, _, new)) = counterpart.and_then(Option::take)
            && own.step != strength.step
        {
            shifts.push(Shift { scale: own.scale, old: written, new, raised: own.step > strength.step });
        }
    }
    shifts
}

fn is_vowel_mark(c: char) -> bool {
    matches!(c, '\u{064B}'..='\u{0652}')
}

#[cfg(test)]
mod tests;
