//! A cleaned document → its title, date, meeting, place, tags and outlet, each from the editor or with its evidence. What the text does not decide stays open.

pub mod dates;
mod known;
mod meetings;
mod names;
mod references;
mod resolutions;
mod tags;
mod when;

use std::cell::OnceCell;
use std::collections::BTreeSet;
use std::ops::Range;

use serde::{Deserialize, Serialize};

use crate::boilerplate::Cleaned;
use crate::config::Config;
use crate::config::names::Kind;
use crate::edtf::Edtf;
use crate::ingest::Document;
use crate::ingest::block::Block;
use crate::lang::Bilingual;
use crate::text::clean::CleanText;
use crate::text::fold::FoldedText;
use crate::text::phrases::{Phrases, Words, listed};
use crate::text::places::PLACES;
use crate::text::sentence::placed;
use crate::text::words;

use dates::Names;
use known::evidence;
pub use known::{Basis, Evidence, Known, Trust};
pub use names::Named;
pub use references::{Looks, Reference, Target};
use when::Published;

/// Where words stand in a body.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Spot {
    /// The index of the block, 0-based.
    pub block: usize,
    /// The first byte in the block's text, 0-based.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
}

/// What is known about a report.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Facts {
    /// The title; a report always has one.
    pub title: Known<CleanText>,
    /// The date of the meeting.
    pub date: Option<Known<Edtf>>,
    /// The date that the text itself gives its meeting, whatever an editor wrote.
    pub in_text: Option<Known<Edtf>>,
    /// The meeting: an index in `site.toml`'s meetings.
    pub meeting: Option<Known<usize>>,
    /// Where the meeting was held.
    pub place: Option<Known<Bilingual>>,
    /// Tags: ids of `site.toml`, or words as the editor wrote them.
    pub tags: Vec<Known<String>>,
    /// The outlet.
    pub outlet: Option<Known<Bilingual>>,
    /// Meetings, statements and resolutions that the text refers to, by place.
    pub references: Vec<Reference>,
    /// Names of `site.toml` in the text, by place.
    pub names: Vec<Named>,
}

impl Facts {
    /// Follows blocks of the body to their new places; what stood in one that is gone goes with it.
    pub fn moved(&mut self, place: impl Fn(usize) -> Option<usize>) {
        let follow = |spot: &mut Spot| {
            let found = place(spot.block);
            spot.block = found.unwrap_or(spot.block);
            found.is_some()
        };
        self.references.retain_mut(|reference| follow(&mut reference.spot));
        self.names.retain_mut(|named| follow(&mut named.spot));
    }
}

/// What inference knows of the site: made once, used for every report.
#[derive(Debug)]
pub struct Gazetteer<'a> {
    config: &'a Config,
    meetings: Phrases<usize>,
    places: Phrases<usize>,
    tags: Phrases<&'a str>,
    dates: Names,
    outlets: Phrases<usize>,
    names: Phrases<usize>,
    resolutions: resolutions::Words,
    /// Folded names of countries and cities.
    place_names: BTreeSet<String>,
}

/// A sentence of the body as the rules read it.
struct Passage<'a> {
    line: u32,
    /// The index of its block in the body, 0-based.
    block: usize,
    /// Where it begins in the block's text, in bytes.
    start: usize,
    /// It as it is written.
    text: &'a str,
    folded: &'a FoldedText,
    words: Words<'a>,
    /// Where each word is written, once somebody asks.
    ranges: OnceCell<Vec<Range<usize>>>,
}

impl<'a> Passage<'a> {
    fn new(line: u32, block: usize, start: usize, text: &'a str, folded: &'a FoldedText) -> Passage<'a> {
        Passage {
            line,
            block,
            start,
            text,
            folded,
            words: Words::new(folded.words().collect()),
            ranges: OnceCell::new(),
        }
    }

    /// Where words of it are written, in bytes of its text.
    fn range(&self, word: usize, words: usize) -> Range<usize> {
        let ranges = self.ranges.get_or_init(|| {
            let mut ranges = Vec::with_capacity(self.words.len());
            words::each(self.text, |range, _| ranges.push(range));
            ranges
        });
        let (first, last) = (ranges.get(word), ranges.get((word + words).saturating_sub(1)));
        first.zip(last).map_or(0..0, |(first, last)| first.start..last.end)
    }

    /// Where words of it stand in the body.
    fn spot(&self, range: Range<usize>) -> Spot {
        Spot { block: self.block, start: self.start + range.start, end: self.start + range.end }
    }
}

impl<'a> Gazetteer<'a> {
    /// Prepares the words of `site.toml`.
    pub fn new(config: &'a Config) -> Gazetteer<'a> {
        let meetings = || config.meetings.iter().enumerate();
        Gazetteer {
            meetings: Phrases::new(
                meetings().flat_map(|(index, meeting)| meeting.words.iter().map(move |word| (word.as_str(), index))),
            ),
            places: Phrases::new(
                meetings().filter_map(|(index, meeting)| Some((meeting.place.as_ref()?.ar.as_str(), index))),
            ),
            tags: Phrases::new(
                config.tags.iter().flat_map(|(id, tag)| tag.words.iter().map(move |word| (word.as_str(), id.as_str()))),
            ),
            dates: Names::new(),
            outlets: Phrases::new(
                config
                    .outlets
                    .iter()
                    .enumerate()
                    .flat_map(|(index, outlet)| [(outlet.name.ar.as_str(), index), (outlet.name.en.as_str(), index)]),
            ),
            resolutions: resolutions::Words::default(),
            place_names: listed(PLACES).map(|place| FoldedText::new(place).as_str().to_owned()).collect(),
            names: Phrases::new(config.names.iter().enumerate().flat_map(|(index, name)| {
                std::iter::once(name.label.ar.as_str())
                    .filter(|_| name.kind != Kind::Figure)
                    .chain(name.words.iter().map(String::as_str))
                    .map(move |word| (word, index))
            })),
            config,
        }
    }

    /// Finds out what is known about a report.
    pub fn facts(&self, document: &Document, cleaned: &Cleaned) -> Facts {
        let folded: Vec<(usize, u32, usize, &str, FoldedText)> = cleaned
            .body
            .iter()
            .enumerate()
            .flat_map(|(index, block)| {
                placed(&block.text).map(move |(start, text)| (index, block.line, start, text, FoldedText::new(text)))
            })
            .collect();
        let passages: Vec<Passage<'_>> = folded
            .iter()
            .map(|(block, line, start, text, folded)| Passage::new(*line, *block, *start, text, folded))
            .collect();
        let title = title(document, cleaned);
        let title_folded = FoldedText::new(&title.value);
        let title_line = cleaned.headline.as_ref().map_or(1, |headline| headline.line);
        let title_passage = Passage::new(title_line, 0, 0, &title.value, &title_folded);
        let dated = self.dates.all(&passages);
        let published = Published::new(document, cleaned, &self.dates);
        let own = when::of_the_meeting(&passages, &dated, published.as_ref(), &self.dates);
        let in_text = own
            .as_ref()
            .map(|own| Known::inferred(own.date, evidence(document, own.rule, own.trust, own.line, &own.text)));
        let own = own.filter(|_| document.front.date.is_none());
        let meeting = self.meeting(document, &title_passage, &passages, &dated, own.as_ref());
        let date = self.date(document, meeting.as_ref(), own, in_text.as_ref());
        let references = self.references(
            document,
            meeting.as_ref().map(|known| known.value),
            date.as_ref().map(|known| known.value),
            &passages,
            &dated,
        );
        Facts {
            place: self.place(document, meeting.as_ref(), &passages),
            tags: self.tags(document, &title_passage, &passages),
            outlet: self.outlet(document, cleaned),
            title,
            date,
            in_text,
            meeting,
            references,
            names: self.names(&passages),
        }
    }

    /// The editor's date; else the meeting's, unless the text itself has another that is certain; else the text's.
    fn date(
        &self,
        document: &Document,
        meeting: Option<&Known<usize>>,
        own: Option<when::Found>,
        in_text: Option<&Known<Edtf>>,
    ) -> Option<Known<Edtf>> {
        if let Some(date) = document.front.date {
            return Some(Known::written(date));
        }
        if let Some(known) = meeting
            && let Some(meeting) = self.config.meetings.get(known.value)
            && !own.as_ref().is_some_and(|own| own.trust == Trust::Certain)
        {
            let (line, trust) = known.basis.evidence().map_or((1, Trust::Certain), |found| (found.line, found.trust));
            return Some(Known::inferred(meeting.date, evidence(document, "meeting", trust, line, &meeting.id)));
        }
        in_text.cloned()
    }

    /// The meeting's place; without a meeting, a place of `site.toml` that stands beside a meeting's verb at the start.
    fn place(
        &self,
        document: &Document,
        meeting: Option<&Known<usize>>,
        passages: &[Passage<'_>],
    ) -> Option<Known<Bilingual>> {
        if let Some(known) = meeting {
            let meeting = self.config.meetings.get(known.value)?;
            let basis = match &known.basis {
                Basis::FrontMatter => Basis::FrontMatter,
                Basis::Inferred(found) => Basis::Inferred(Evidence { rule: "meeting".into(), ..found.clone() }),
            };
            return meeting.place.clone().map(|value| Known { value, basis });
        }
        let opening = passages.iter().filter(|passage| passage.block < meetings::OPENING);
        for passage in opening.filter(|passage| !meetings::points_elsewhere(passage.folded.as_str())) {
            let found = self.places.find_in(&passage.words);
            let named = |index: &usize| self.config.meetings.get(*index).and_then(|meeting| meeting.place.as_ref());
            if found.windows(2).any(|pair| matches!(pair, [a, b] if named(a.value) != named(b.value))) {
                continue;
            }
            for found in found {
                if meetings::is_about_a_meeting(&passage.words, found.word)
                    && let Some(place) =
                        self.config.meetings.get(*found.value).and_then(|meeting| meeting.place.clone())
                {
                    return Some(Known::inferred(
                        place,
                        evidence(
                            document,
                            "words",
                            Trust::Likely,
                            passage.line,
                            &said(passage, found.word, found.words),
                        ),
                    ));
                }
            }
        }
        None
    }

    /// The outlet as `site.toml` names it, or as the editor wrote it.
    fn outlet(&self, document: &Document, cleaned: &Cleaned) -> Option<Known<Bilingual>> {
        if let Some(written) = &document.front.source.outlet {
            return Some(Known::written(self.named_outlet(written)));
        }
        if let Some(site) = document.page.site.as_deref().filter(|_| cleaned.outlet.is_none()) {
            return Some(Known::inferred(self.named_outlet(site), evidence(document, "page", Trust::Certain, 1, site)));
        }
        let outlet = self.config.outlets.get(cleaned.outlet?)?;
        let own = cleaned.removed.iter().find(|removal| {
            let folded = FoldedText::new(&removal.text);
            let words: Vec<&str> = folded.words().collect();
            !self.outlets.find(&words).is_empty()
        });
        let (line, text) =
            own.map_or((1, outlet.name.ar.clone()), |removal| (removal.line, removal.text.as_str().to_owned()));
        Some(Known::inferred(outlet.name.clone(), evidence(document, "words", Trust::Certain, line, &text)))
    }
}

impl Gazetteer<'_> {
    /// A name as `site.toml` writes it, where it knows it.
    fn named_outlet(&self, written: &str) -> Bilingual {
        let folded = FoldedText::new(written);
        let words: Vec<&str> = folded.words().collect();
        let found = self.outlets.find(&words).into_iter().find(|found| found.words == words.len());
        let named = found.and_then(|found| self.config.outlets.get(*found.value)).map(|outlet| outlet.name.clone());
        named.unwrap_or_else(|| Bilingual::same(written))
    }
}

/// The words of a find, folded.
fn said(passage: &Passage<'_>, word: usize, words: usize) -> String {
    passage.words.get(word..word + words).unwrap_or(&[]).join(" ")
}

/// A title that is made of the text's first words has this many at most.
const LEAD_WORDS: usize = 12;

fn title(document: &Document, cleaned: &Cleaned) -> Known<CleanText> {
    if let Some(title) = &document.front.title {
        return Known::written(title.clone());
    }
    if let Some(headline) = &cleaned.headline {
        let flat = CleanText::new(&headline.text.replace('\n', " "));
        return Known::inferred(flat, evidence(document, "headline", Trust::Certain, headline.line, &headline.text));
    }
    let first: Option<&Block> = cleaned.body.iter().find(|block| !block.text.is_empty());
    let text = first.map_or("", |block| block.text.as_str());
    let words: Vec<&str> = text.split_whitespace().collect();
    let lead = words.get(..LEAD_WORDS.min(words.len())).unwrap_or(&[]).join(" ");
    let more = if words.len() > LEAD_WORDS { "…" } else { "" };
    let title = CleanText::new(&format!("{}{more}", lead.trim_end_matches(['،', ',', '.', '؛', ':'])));
    Known::inferred(title, evidence(document, "lead", Trust::Likely, first.map_or(1, |block| block.line), &lead))
}
