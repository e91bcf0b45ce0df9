//! A cleaned document → its title, date, meeting, place, tags and outlet, each from the editor or with its evidence. What the text does not decide stays open.

pub mod dates;
mod meetings;
mod tags;
mod when;

use serde::Serialize;

use crate::boilerplate::Cleaned;
use crate::config::Config;
use crate::edtf::Edtf;
use crate::ingest::Document;
use crate::ingest::block::Block;
use crate::lang::Bilingual;
use crate::text::clean::CleanText;
use crate::text::fold::{FoldedText, covered_prefix};
use crate::text::phrases::Phrases;
use crate::text::sentence::sentences;

use dates::Names;
pub use meetings::{Looks, Mention};
use when::Published;

/// Where a value comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Basis {
    /// An editor wrote it.
    FrontMatter,
    /// A rule found it.
    Inferred(Evidence),
}

impl Basis {
    /// `front-matter`, or the rule's name.
    pub fn name(&self) -> &'static str {
        match self {
            Basis::FrontMatter => "front-matter",
            Basis::Inferred(evidence) => evidence.rule,
        }
    }

    /// The evidence of an inferred value.
    pub fn evidence(&self) -> Option<&Evidence> {
        match self {
            Basis::FrontMatter => None,
            Basis::Inferred(evidence) => Some(evidence),
        }
    }
}

/// How far an inferred value can be trusted. What is less than likely is left open.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "lowercase")]
pub enum Trust {
    /// The text says so in so many words.
    Certain,
    /// It follows from what the text says.
    Likely,
}

/// What made a rule speak.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Evidence {
    /// The rule: `headline`, `lead`, `meeting`, `words`, `date`, `text`, `published`, `page`.
    pub rule: &'static str,
    /// How far it can be trusted.
    pub trust: Trust,
    /// The report's file.
    pub file: String,
    /// The line in it, 1-based.
    pub line: u32,
    /// The words that decided, as folded for matching where they were matched.
    pub text: String,
    /// Where these words stand in the file: bytes of its text in UTF-8 without a byte order mark, 0-based, end excluded.
    /// None where the rule speaks of more than words.
    pub bytes: Option<[usize; 2]>,
}

/// A value and where it comes from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Known<T> {
    /// The value.
    pub value: T,
    /// Where it comes from.
    pub basis: Basis,
}

impl<T> Known<T> {
    fn written(value: T) -> Known<T> {
        Known { value, basis: Basis::FrontMatter }
    }

    fn inferred(value: T, evidence: Evidence) -> Known<T> {
        Known { value, basis: Basis::Inferred(evidence) }
    }
}

/// What is known about a report.
#[derive(Clone, Debug)]
pub struct Facts {
    /// The title; a report always has one.
    pub title: Known<CleanText>,
    /// The date of the meeting.
    pub date: Option<Known<Edtf>>,
    /// The meeting: an index in `site.toml`'s meetings.
    pub meeting: Option<Known<usize>>,
    /// Where the meeting was held.
    pub place: Option<Known<Bilingual>>,
    /// Tags: ids of `site.toml`, or words as the editor wrote them.
    pub tags: Vec<Known<String>>,
    /// The outlet.
    pub outlet: Option<Known<Bilingual>>,
    /// Other meetings that the text speaks of.
    pub mentions: Vec<Mention>,
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
}

/// A sentence of the body as the rules read it.
struct Passage<'a> {
    line: u32,
    /// The index of its block in the body, 0-based.
    block: usize,
    folded: &'a FoldedText,
    words: Vec<&'a str>,
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
            config,
        }
    }

    /// Finds out what is known about a report.
    pub fn facts(&self, document: &Document, cleaned: &Cleaned) -> Facts {
        let folded: Vec<(usize, u32, FoldedText)> = cleaned
            .body
            .iter()
            .enumerate()
            .flat_map(|(index, block)| {
                sentences(&block.text).map(move |text| (index, block.line, FoldedText::new(text)))
            })
            .collect();
        let passages: Vec<Passage<'_>> = folded
            .iter()
            .map(|(block, line, folded)| Passage {
                line: *line,
                block: *block,
                folded,
                words: folded.words().collect(),
            })
            .collect();
        let title = title(document, cleaned);
        let title_folded = FoldedText::new(&title.value);
        let title_line = cleaned.headline.as_ref().map_or(1, |headline| headline.line);
        let title_passage =
            Passage { line: title_line, block: 0, folded: &title_folded, words: title_folded.words().collect() };
        let dated = self.dates.all(&passages);
        let published = Published::new(document, cleaned, &self.dates);
        let own = match document.front.date {
            Some(_) => None,
            None => when::of_the_meeting(&passages, &dated, published.as_ref(), &self.dates),
        };
        let meeting = self.meeting(document, &title_passage, &passages, &dated, own.as_ref());
        let date = self.date(document, meeting.as_ref(), own);
        let mentions = self.mentions(
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
            meeting,
            mentions,
        }
    }

    /// The editor's date; else the meeting's, unless the text itself has another that is certain; else the text's.
    fn date(
        &self,
        document: &Document,
        meeting: Option<&Known<usize>>,
        own: Option<when::Found>,
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
        let own = own?;
        Some(Known::inferred(own.date, evidence(document, own.rule, own.trust, own.line, &own.text)))
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
                Basis::Inferred(found) => Basis::Inferred(Evidence { rule: "meeting", ..found.clone() }),
            };
            return meeting.place.clone().map(|value| Known { value, basis });
        }
        let opening = passages.iter().filter(|passage| passage.block < meetings::OPENING);
        for passage in opening.filter(|passage| !meetings::points_elsewhere(passage.folded.as_str())) {
            let found = self.places.find(&passage.words);
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

fn evidence(document: &Document, rule: &'static str, trust: Trust, line: u32, text: &str) -> Evidence {
    let bytes = located(&document.text, line, text);
    Evidence { rule, trust, file: document.file.clone(), line, text: text.to_owned(), bytes }
}

/// How far behind the start of a line its words are looked for, in bytes: lines may have been joined.
const FAR: usize = 20_000;

/// Where words stand, from the start of a line on, spelled as they may be.
fn located(text: &str, line: u32, words: &str) -> Option<[usize; 2]> {
    let wanted = FoldedText::new(words);
    let line = usize::try_from(line).ok()?;
    let start = match line {
        0 | 1 => 0,
        _ => text.match_indices('\n').nth(line - 2)?.0 + 1,
    };
    let end = text.len().min(start + FAR);
    let near = text.get(start..text.floor_char_boundary(end))?;
    let mut inside = false;
    for (at, c) in near.char_indices() {
        let begins = c.is_alphanumeric() && !inside;
        inside = c.is_alphanumeric();
        if begins && let Some(covered) = covered_prefix(near.get(at..)?, &wanted) {
            let found = near.get(at..at + covered)?.trim_end_matches(|c: char| !c.is_alphanumeric());
            return Some([start + at, start + at + found.len()]);
        }
    }
    None
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
