//! What a text refers to: other meetings, statements of another day, resolutions of the Security Council; each with the words that say so and where they stand.

use std::ops::Range;

use chrono::{Datelike, NaiveDate};
use serde::{Deserialize, Serialize};

use super::dates::{self, Dated};
use super::known::Finder;
use super::meetings::is_meeting_or_statement;
use super::resolutions::{self, Resolution};
use super::{Evidence, Gazetteer, Passage, Spot, Trust};
use crate::budget;
use crate::config::Meeting;
use crate::edtf::{Edtf, Span};
use crate::ingest::Document;
use crate::text::phrases::listed;

/// Words between a statement's noun and the day it is of, at most.
const NEAR: usize = 7;

/// A meeting's noun or verb stands so near to the name or the day that belongs to it,
const BESIDE: usize = 9;
/// and a year that tells its name from another's so many words behind it.
const BEHIND: usize = 4;
/// Folded words that begin like one of a meeting and are none: his role, two decades, a contract.
const OTHER: [&str; 8] = ["دوره", "دورها", "دورهم", "عقدين", "عقود", "عقدا", "بيانيه", "جولات"];

/// Folded words that may stand between a statement's or a meeting's noun and its day.
const BETWEEN: &str = "\
    الصادر، الصادره، صدر، صدرت، المنعقد، المنعقده، المعقود، انعقد، انعقدت، عقد، عقدت، الذي، التي، المورخ، \
    المورخه، بتاريخ، يوم، في، من، مسا، صباح، السابق، السابقه، الاخير، الاخيره، الماضي، الماضيه، المشترك، \
    المشتركه، الختامي، الختاميه، الوزاري، الوزاريه، الاول، الثاني، الثالث، الرابع، مدينه، العاصمه، عن، ختام، \
    المجموعه، المصغره، للمجموعه، التحالف، للتحالف، الدولي، المجلس، لمجلس، الاجتماع، اجتماع، اجتماعهم، القمه، قمه، الموتمر";

/// Something that a text refers to.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Reference {
    /// What it is.
    pub to: Target,
    /// Which way the text looks.
    pub looks: Looks,
    /// Where it says so.
    pub spot: Spot,
    /// What made bayan think so.
    pub evidence: Evidence,
}

/// What may be referred to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub enum Target {
    /// A meeting: an index in `site.toml`'s meetings.
    Meeting(usize),
    /// A statement or meeting of a day on which `site.toml` has none.
    Day(NaiveDate),
    /// A resolution of the Security Council.
    Resolution(Resolution),
}

impl Target {
    /// The same without what texts may leave out: the year of a resolution.
    pub fn alone(self) -> Target {
        match self {
            Target::Resolution(Resolution { number, .. }) => Target::Resolution(Resolution { number, year: None }),
            other => other,
        }
    }
}

/// Which way a text looks when it speaks of something else.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Looks {
    /// To what was.
    Back,
    /// To what was to come.
    Ahead,
    /// The text's own date is not known.
    Open,
}

/// A reference whose place in the file is not yet looked for.
struct Found<'a> {
    to: Target,
    looks: Looks,
    rule: &'static str,
    trust: Trust,
    passage: &'a Passage<'a>,
    /// The bytes of its words in the passage.
    range: Range<usize>,
}

impl Found<'_> {
    fn spot(&self) -> Spot {
        self.passage.spot(self.range.clone())
    }

    fn reference(self, finder: &mut Finder) -> Reference {
        let spot = self.spot();
        let written = self.passage.text.get(self.range).unwrap_or("");
        let evidence = finder.evidence(self.rule, self.trust, (self.passage.line, spot.start), written);
        Reference { to: self.to, looks: self.looks, spot, evidence }
    }
}

impl Gazetteer<'_> {
    /// What the body refers to, by place: meetings that are named near a meeting's noun, or dated to the day; days that
    /// are a statement's; and resolutions.
    pub(super) fn references(
        &self,
        document: &Document,
        own: Option<usize>,
        date: Option<Edtf>,
        passages: &[Passage<'_>],
        dated: &[Dated],
    ) -> Vec<Reference> {
        let mut found = Vec::new();
        for (index, passage) in passages.iter().enumerate() {
            let mut add = |to, looks, rule, word, words| {
                // A report with so many is set aside.
                if found.len() <= budget::REFERENCES {
                    found.push(Found {
                        to,
                        looks,
                        rule,
                        trust: Trust::Likely,
                        passage,
                        range: passage.range(word, words),
                    });
                }
            };
            for (meeting, word, words) in self.named(passage) {
                if Some(meeting) != own
                    && is_beside_a_meeting(&passage.words, word)
                    && self.fits(meeting, passage, word + words)
                {
                    add(Target::Meeting(meeting), self.looks(meeting, date), "words", word, words);
                }
            }
            for found in dates::of_passage(dated, index) {
                let Some(day) = found.day() else { continue };
                let held_then = |meeting: &&Meeting| matches!(meeting.date, Edtf::At(Span::Day(own), _) if own == day);
                let mut meetings = self.config.meetings.iter().enumerate().filter(|(_, one)| held_then(one)).peekable();
                if meetings.peek().is_none() && self.is_of_a_statement(passage, found) {
                    if !date.is_some_and(|own| own.may_be(Edtf::day(day))) {
                        add(Target::Day(day), looks(Edtf::day(day), date), "date", found.word, found.words);
                    }
                } else if is_beside_a_meeting(&passage.words, found.word) {
                    for (meeting, _) in meetings.filter(|(meeting, _)| Some(*meeting) != own) {
                        add(Target::Meeting(meeting), self.looks(meeting, date), "date", found.word, found.words);
                    }
                }
            }
            if found.len() > budget::REFERENCES {
                break;
            }
        }
        let resolutions = resolutions::find(passages, &self.resolutions).into_iter().take(budget::REFERENCES + 1);
        found.extend(resolutions.map(|found| Found {
            to: Target::Resolution(found.resolution),
            looks: Looks::Back,
            rule: "number",
            trust: Trust::Certain,
            passage: found.passage,
            range: closed(found.passage.text, found.passage.range(found.word, found.words)),
        }));
        found.sort_by_key(|found| (found.spot(), found.to));
        found.dedup_by_key(|found| (found.spot(), found.to));
        let mut finder = Finder::new(document);
        found.into_iter().map(|found| found.reference(&mut finder)).collect()
    }

    /// Whether a day is that of a statement or a meeting, whose noun stands before it with few words between.
    fn is_of_a_statement(&self, passage: &Passage<'_>, found: &Dated) -> bool {
        let before = passage.words.get(found.word.saturating_sub(NEAR)..found.word).unwrap_or(&[]);
        let Some(noun) = before.iter().rposition(|word| is_meeting_or_statement(word) && !is_between(word)) else {
            return false;
        };
        let place = |word: &str| {
            let named = !self.places.find(&[word]).is_empty() || self.place_names.contains(word);
            named || self.dates.weekday(word).is_some()
        };
        before.get(noun + 1..).unwrap_or(&[]).iter().all(|word| is_between(word) || place(word))
    }

    /// Whether no year behind a meeting's name is another than the meeting's.
    fn fits(&self, meeting: usize, passage: &Passage<'_>, behind: usize) -> bool {
        let Some(date) = self.config.meetings.get(meeting).map(|meeting| meeting.date) else { return false };
        let years = passage.words.iter().skip(behind).take(BEHIND).filter_map(|word| word.parse::<i32>().ok());
        let mut years = years.filter(|year| (1900..2100).contains(year));
        years.all(|year| (date.first().year()..=date.last().year()).contains(&year))
    }

    fn looks(&self, meeting: usize, date: Option<Edtf>) -> Looks {
        self.config.meetings.get(meeting).map_or(Looks::Open, |meeting| looks(meeting.date, date))
    }
}

/// Whether a meeting's noun or verb, or a statement's, stands beside a word. Words that only begin like one do not count.
fn is_beside_a_meeting(words: &[&str], place: usize) -> bool {
    let near = words.get(place.saturating_sub(BESIDE)..words.len().min(place + BESIDE + 1)).unwrap_or(&[]);
    near.iter().any(|word| is_meeting_or_statement(word) && !is_other(word))
}

/// A range with the mark behind it, where that closes what the range opens: `2254 (2015)`.
fn closed(text: &str, range: Range<usize>) -> Range<usize> {
    let (written, rest) = (text.get(range.clone()).unwrap_or(""), text.get(range.end..).unwrap_or(""));
    let opened = match rest.chars().next() {
        Some(')') => written.matches('(').count() > written.matches(')').count(),
        Some('"') => written.matches('"').count() % 2 == 1,
        _ => false,
    };
    range.start..range.end + usize::from(opened)
}

fn is_other(word: &str) -> bool {
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    bare.starts_with("بيانات") || bare.starts_with("البيانات") || OTHER.contains(&bare)
}

fn is_between(word: &str) -> bool {
    listed(BETWEEN).any(|known| known == word)
}

/// Which way a text of a date looks at another date.
fn looks(other: Edtf, own: Option<Edtf>) -> Looks {
    match own {
        Some(own) if other.first() > own.last() => Looks::Ahead,
        Some(_) => Looks::Back,
        None => Looks::Open,
    }
}
