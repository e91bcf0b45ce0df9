//! Which meeting of `site.toml` a report is of. A tie decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::dates::Dated;
use super::when::{self, Found};
use super::{Gazetteer, Known, Passage, Trust, evidence, said};
use crate::config::Meeting;
use crate::ingest::Document;
use crate::text::fold::FoldedText;

/// A report says what it is about in its first paragraphs: this many.
pub(super) const OPENING: usize = 4;
/// Words between a meeting's noun or verb and the place or date that belongs to it, at most.
const NEAR: usize = 18;
/// Words beside a meeting's name that may set it in another time, on either side.
const BESIDE: usize = 5;
/// Words of a meeting in the title count this much,
const IN_TITLE: u32 = 4;
/// in the opening this much,
const IN_OPENING: u32 = 3;
/// and elsewhere this much. A meeting is decided from `DECIDED` on.
const ELSEWHERE: u32 = 1;
const DECIDED: u32 = 3;

/// Beginnings of folded words that speak of a meeting,
const MEETINGS: &[&str] = &[
    "باجتماع",
    "ملتقي",
    "الملتقي",
    "جوله",
    "الجوله",
    "الموتمر",
    "منتدي",
    "المنتدي",
    "اجتماع",
    "الاجتماع",
    "لاجتماع",
    "للاجتماع",
    "موتمر",
    "الموتمر",
    "قمه",
    "القمه",
    "الدوره",
    "دوره",
    "الوزاري",
    "انعقد",
    "اختتم",
    "استضاف",
];
/// or of what it published or that it was held,
const STATEMENTS: &[&str] = &["بيان", "البيان", "عقد"];
/// and of its being held, which is what a date belongs to.
const HELD: &[&str] =
    &["عقد", "انعقد", "اجتمع", "التقي", "استضاف", "اختتم", "احتضن", "اسدل", "جري", "التام", "افتتح", "المنعقد"];

/// Beginnings of folded verbs with which a report of a meeting opens.
const DECIDED_BY: &[&str] =
    &["اقر", "اعتمد", "اتفق", "اعلن", "اطلق", "صدر", "وقع", "تبني", "قرر", "بحث", "ناقش", "المجتمع"];

/// Folded words of a passage that speaks of a meeting before or after its own.
const ELSEWHEN: &[&str] = &[
    "القادم",
    "القادمه",
    "المقبل",
    "المقبله",
    "التطلع",
    "يتطلع",
    "يتطلعون",
    "تطلع",
    "تطلعهم",
    "سيعقد",
    "ستعقد",
    "ستستضيف",
    "غدا",
    "استذكر",
    "استذكار",
    "استذكروا",
    "الصادر",
    "السابق",
    "السابقه",
    "سابقه",
    "السابقين",
    "الماضي",
    "الماضيه",
    "ذكري",
    "نتايج",
    "مخرجات",
    "بدات",
    "بداوها",
    "استانفوا",
    "سبق",
    "سابق",
];

/// Whether a meeting's noun or verb, or its statement, stands near a word.
pub(super) fn is_about_a_meeting(words: &[&str], place: usize) -> bool {
    let near = words.get(place.saturating_sub(NEAR)..words.len().min(place + NEAR + 1)).unwrap_or(&[]);
    near.iter().any(|word| is_meeting_or_statement(word))
}

/// Whether a word speaks of a meeting, of its being held, or of what it decided.
pub(super) fn is_anchor(word: &str) -> bool {
    is_meeting_or_statement(word) || begins(word, HELD) || begins(word, DECIDED_BY)
}

/// Whether a word names a meeting or what one published.
pub(super) fn is_meeting_or_statement(word: &str) -> bool {
    begins(word, MEETINGS) || begins(word, STATEMENTS)
}

/// Whether a word says that a meeting was held.
pub(super) fn is_held(word: &str) -> bool {
    begins(word, HELD)
}

fn begins(word: &str, beginnings: &[&str]) -> bool {
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    beginnings.iter().any(|beginning| word.starts_with(beginning) || bare.starts_with(beginning))
}

/// Whether a folded passage speaks of what was before or is to come.
pub(super) fn points_elsewhere(passage: &str) -> bool {
    let says = |word: &str| ELSEWHEN.contains(&word);
    passage.split(' ').any(|word| says(word) || word.strip_prefix(['و', 'ب', 'ل']).is_some_and(says))
}

impl Gazetteer<'_> {
    /// The report's meeting: the editor's, or the one whose words the title and the opening say most.
    ///
    /// It must be a text about a meeting at all, and a place counts only beside the meeting: capitals stand for their
    /// governments. A passage that recalls or looks ahead, or that names two meetings, says nothing, and a meeting that
    /// was over before a day that the text writes out is not the text's own.
    pub(super) fn meeting(
        &self,
        document: &Document,
        title: &Passage<'_>,
        passages: &[Passage<'_>],
        dated: &[Dated],
        own: Option<&Found>,
    ) -> Option<Known<usize>> {
        if let Some(id) = &document.front.meeting {
            let index = self.config.meetings.iter().position(|meeting| meeting.id == *id)?;
            return Some(Known { value: index, basis: super::Basis::FrontMatter });
        }
        let known_date = document.front.date.or(own.filter(|own| own.trust == Trust::Certain).map(|own| own.date));
        let latest = when::latest_past(passages, dated, &self.dates).filter(|_| known_date.is_none());
        let in_opening = |passage: &&Passage<'_>| passage.block < OPENING;
        let mut opening = std::iter::once(title).chain(passages.iter().filter(in_opening));
        if !opening.any(|passage| passage.words.iter().any(|word| begins(word, MEETINGS) || is_held(word))) {
            return None;
        }
        let mut scores: BTreeMap<usize, (u32, u32, String)> = BTreeMap::new();
        let places = std::iter::once((title, IN_TITLE))
            .chain(passages.iter().map(|passage| (passage, if in_opening(&passage) { IN_OPENING } else { ELSEWHERE })));
        for (place, (passage, weight)) in places.enumerate() {
            let of_the_meeting_itself = place <= 1;
            if !of_the_meeting_itself && points_elsewhere(passage.folded.as_str()) {
                continue;
            }
            let named = self.named(passage);
            if named.windows(2).any(|pair| matches!(pair, [(a, ..), (b, ..)] if a != b)) {
                continue;
            }
            let mut elsewhere: BTreeSet<usize> = BTreeSet::new();
            for (meeting, word, words) in named {
                let text = said(passage, word, words);
                // The title and the first sentence may look elsewhere with their other words.
                let near = word.saturating_sub(BESIDE)..passage.words.len().min(word + words + BESIDE);
                if points_elsewhere(&passage.words.get(near).unwrap_or(&[]).join(" ")) {
                    elsewhere.insert(meeting);
                }
                if elsewhere.contains(&meeting) {
                    continue;
                }
                if weight != IN_TITLE && self.is_place(meeting, &text) && !is_about_a_meeting(&passage.words, word) {
                    continue;
                }
                let score = scores.entry(meeting).or_insert((0, passage.line, text));
                score.0 += weight;
            }
        }
        let mut ranked: Vec<(usize, (u32, u32, String))> = scores
            .into_iter()
            .filter(|(meeting, _)| {
                self.config.meetings.get(*meeting).is_some_and(|meeting| {
                    latest.is_none_or(|latest| meeting.date.last() >= latest)
                        && known_date.is_none_or(|date| date.may_be(meeting.date))
                })
            })
            .collect();
        ranked.sort_by(|(a, x), (b, y)| y.0.cmp(&x.0).then(a.cmp(b)));
        let mut ranked = ranked.into_iter();
        let best = ranked.next();
        let tied =
            best.as_ref().zip(ranked.next()).is_some_and(|((_, (first, ..)), (_, (second, ..)))| *first == second);
        match best {
            Some((meeting, (score, line, text))) if score >= DECIDED && !tied => {
                Some(Known::inferred(meeting, evidence(document, "words", Trust::Likely, line, &text)))
            }
            _ => self.on_the_day(document, title, passages, own?),
        }
    }

    /// The one meeting of `site.toml` that was held on the day that the text gives its own, in a place that its opening
    /// names.
    fn on_the_day(
        &self,
        document: &Document,
        title: &Passage<'_>,
        passages: &[Passage<'_>],
        own: &Found,
    ) -> Option<Known<usize>> {
        let opening = || std::iter::once(title).chain(passages.iter().filter(|passage| passage.block < OPENING));
        let here = |index: usize, meeting: &Meeting| {
            let named =
                opening().any(|passage| self.places.find_in(&passage.words).iter().any(|found| *found.value == index));
            named || (meeting.place.is_none() && meeting.is_virtual)
        };
        let mut found = self.config.meetings.iter().enumerate().filter(|(index, meeting)| {
            meeting.date.first() <= own.date.first() && own.date.last() <= meeting.date.last() && here(*index, meeting)
        });
        let (meeting, _) = found.next()?;
        let text = format!("{} {}", own.date, own.text);
        found.next().is_none().then(|| Known::inferred(meeting, evidence(document, "date", own.trust, own.line, &text)))
    }

    /// Whether folded words are the place of a meeting, with or without a particle in front.
    fn is_place(&self, meeting: usize, words: &str) -> bool {
        let place = self.config.meetings.get(meeting).and_then(|meeting| meeting.place.as_ref());
        place.is_some_and(|place| words.ends_with(FoldedText::new(&place.ar).as_str()))
    }

    /// Meetings that a passage names, with the place and length in words. A word that names several names the one whose
    /// year stands in the passage, or none.
    pub(super) fn named(&self, passage: &Passage<'_>) -> Vec<(usize, usize, usize)> {
        let found = self.meetings.find_in(&passage.words);
        let mut named = Vec::new();
        let mut years: BTreeMap<usize, bool> = BTreeMap::new();
        // Finds come by place.
        for here in found.chunk_by(|a, b| a.word == b.word) {
            for one in here {
                let shared = here.iter().any(|other| other.value != one.value);
                let mut year_said = || {
                    *years.entry(*one.value).or_insert_with(|| {
                        let year = self.config.meetings.get(*one.value).map(|meeting| meeting.date.year().to_string());
                        year.is_some_and(|year| passage.words.contains(&year.as_str()))
                    })
                };
                if !shared || year_said() {
                    named.push((*one.value, one.word, one.words));
                }
            }
        }
        named
    }
}
