//! A document → its headline, its body and what was taken out, each with its line and reason. It loses nothing: every block of the document is in exactly one of the three.

mod headline;
mod line;
mod markers;
mod repeats;

use serde::Serialize;

use crate::config::Config;
use crate::ingest::Document;
use crate::ingest::block::{Block, Kind};
use crate::ingest::wrap::ends_sentence;
use crate::text::clean::CleanText;
use crate::text::fold::{FoldedText, covered_prefix};
use crate::text::phrases::Phrases;
use line::{Fate, Line, is_image_name};
use markers::{AGENCIES, Extent, LABEL_WORDS, MARKERS, Marker, NETWORKS};

/// Why something is not the communiqué.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Reason {
    /// Menus, buttons and labels of the site.
    SiteChrome,
    /// An advertisement or the place of one.
    Advertisement,
    /// Links to other articles.
    RelatedLinks,
    /// A form for comments, contact or a newsletter.
    CommentForm,
    /// The name of a picture's file, or a picture alone.
    ImageName,
    /// Who took a picture.
    PhotoCredit,
    /// Who wrote or published the report.
    Byline,
    /// Where and when it was written.
    Dateline,
    /// The title again.
    TitleRepeat,
    /// A part of the text again.
    Repeat,
}

impl Reason {
    /// The name in `archive.json` and in the keys of phrases.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::SiteChrome => "site-chrome",
            Reason::Advertisement => "advertisement",
            Reason::RelatedLinks => "related-links",
            Reason::CommentForm => "comment-form",
            Reason::ImageName => "image-name",
            Reason::PhotoCredit => "photo-credit",
            Reason::Byline => "byline",
            Reason::Dateline => "dateline",
            Reason::TitleRepeat => "title-repeat",
            Reason::Repeat => "repeat",
        }
    }
}

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Removal {
    /// The line in the file, 1-based.
    pub line: u32,
    /// Why.
    pub reason: Reason,
    /// What stood there.
    pub text: CleanText,
}

/// A document, parted.
#[derive(Clone, Debug)]
pub struct Cleaned {
    /// The line that the report itself puts above its text.
    pub headline: Option<Block>,
    /// The communiqué's text.
    pub body: Vec<Block>,
    /// What was taken out, by line.
    pub removed: Vec<Removal>,
    /// The index in `site.toml` of the outlet that gave itself away.
    pub outlet: Option<usize>,
}

/// A dateline or a label between headline and text has at most this many words.
const DATELINE_WORDS: usize = 8;

/// What cleaning knows of the site: made once, used for every report.
#[derive(Debug)]
pub struct Cleaner {
    markers: Vec<(FoldedText, Marker)>,
    agencies: Vec<FoldedText>,
    networks: Vec<FoldedText>,
    strips: Vec<(FoldedText, usize)>,
    names: Phrases<usize>,
}

impl Cleaner {
    /// Prepares the markers, and the outlets of `site.toml`.
    pub fn new(config: &Config) -> Cleaner {
        let outlets = || config.outlets.iter().enumerate();
        let mut strips: Vec<(FoldedText, usize)> = outlets()
            .flat_map(|(index, outlet)| outlet.strip.iter().map(move |line| (FoldedText::new(line), index)))
            .filter(|(folded, _)| !folded.is_empty())
            .collect();
        strips.sort_by_key(|(folded, index)| (std::cmp::Reverse(folded.as_str().len()), *index));
        Cleaner {
            markers: MARKERS.iter().map(|marker| (FoldedText::new(marker.phrase), *marker)).collect(),
            agencies: AGENCIES.iter().map(|name| FoldedText::new(name)).collect(),
            networks: {
                let mut networks: Vec<FoldedText> = NETWORKS.iter().map(|name| FoldedText::new(name)).collect();
                networks.sort_unstable();
                networks
            },
            strips,
            names: Phrases::new(
                outlets()
                    .flat_map(|(index, outlet)| [(outlet.name.ar.as_str(), index), (outlet.name.en.as_str(), index)]),
            ),
        }
    }

    /// Parts a document. A title in its front matter is the headline; otherwise one is looked for.
    pub fn clean(&self, document: &Document) -> Cleaned {
        let mut lines = Vec::new();
        let mut removed = Vec::new();
        let mut outlet = None;
        for block in document.blocks.iter().cloned() {
            let (head, block) = self.split_byline(block, &mut outlet);
            removed.extend(head);
            if block.kind == Kind::Break || !block.text.is_empty() {
                lines.push(Line::new(block));
            }
        }
        demote_headlines(&mut lines);
        self.mark_labels(&mut lines, &mut outlet);
        let headline = mark_headline(&mut lines, document.front.title.as_deref());
        mark_surroundings(&mut lines, headline.is_some() || document.front.title.is_some());
        mark_repeats(&mut lines);
        let mut body = Vec::new();
        for line in lines {
            match line.fate {
                Fate::Body => body.push(line.block),
                Fate::Headline => {}
                Fate::Out(reason) => removed.push(Removal { line: line.block.line, reason, text: line.block.text }),
            }
        }
        trim_breaks(&mut body);
        removed.sort_by_key(|removal| removal.line);
        Cleaned { headline, body, removed, outlet }
    }

    /// Takes an outlet's own line or byline off the start of a block, glued to the text or not. A single word comes off
    /// only where it is the whole line: a sentence may begin with it.
    fn split_byline(&self, block: Block, outlet: &mut Option<usize>) -> (Option<Removal>, Block) {
        for (strip, index) in &self.strips {
            let Some(end) = covered_prefix(&block.text, strip) else {
                continue;
            };
            let line = block.line;
            let rest_is_marks = block.text.get(end..).is_none_or(|rest| FoldedText::new(rest).is_empty());
            if rest_is_marks {
                *outlet = outlet.or(Some(*index));
                return (Some(Removal { line, reason: Reason::Byline, text: block.text }), Block::paragraph(line, ""));
            }
            if strip.len() > 1 {
                *outlet = outlet.or(Some(*index));
                let (head, rest) = block.split_prefix(end);
                return (Some(Removal { line, reason: Reason::Byline, text: head }), rest);
            }
        }
        (None, block)
    }

    /// Marks lines that say what they are, and the blocks that they open.
    fn mark_labels(&self, lines: &mut [Line], outlet: &mut Option<usize>) {
        let arabic = lines.iter().filter(|line| line.has_arabic).count() * 2 > lines.len();
        // Above the text nothing opens a block: the headline is still to come.
        let mut text_began = false;
        let mut open: Option<Reason> = None;
        let first = lines.iter().position(Line::is_text);
        let last = lines.iter().rposition(Line::is_text);
        for (index, line) in lines.iter_mut().enumerate() {
            let within = first.is_some_and(|first| index > first) && last.is_some_and(|last| index < last);
            if line.block.kind == Kind::Break {
                continue;
            }
            text_began |= line.is_text();
            if line.is_sentence || (open.is_some() && line.closes_block) {
                open = None;
            }
            let label = if line.is_sentence { None } else { self.label(line, arabic, within) };
            if let Some((reason, opens)) = label {
                line.fate = Fate::Out(reason);
                if opens && text_began {
                    open = Some(reason);
                }
                if reason != Reason::RelatedLinks {
                    *outlet = outlet.or_else(|| self.named_outlet(line));
                }
            } else if let Some(reason) = open {
                line.fate = Fate::Out(reason);
            } else if let Some(index) = self.outlet_line(line).filter(|_| !within) {
                *outlet = outlet.or(Some(index));
                line.fate = Fate::Out(if line.words > 4 { Reason::Dateline } else { Reason::Byline });
            }
        }
    }

    /// What a line says of itself, and whether it opens a block. Within the text there are no bylines and no credits, and
    /// an item of a list is a label only where the label is all of it.
    fn label(&self, line: &Line, arabic: bool, within: bool) -> Option<(Reason, bool)> {
        for (phrase, marker) in &self.markers {
            if within && matches!(marker.reason, Reason::Byline | Reason::PhotoCredit) {
                continue;
            }
            let matches = match marker.extent {
                Extent::Whole => line.folded == *phrase,
                Extent::Start => {
                    let rest = line.folded.as_str().strip_prefix(phrase.as_str());
                    let short =
                        line.words <= phrase.len() + LABEL_WORDS && !line.block.text.ends_with('.') && !line.is_item;
                    rest.is_some_and(|rest| rest.is_empty() || rest.starts_with(' '))
                        && (short || marker.reason == Reason::RelatedLinks)
                }
            };
            if matches {
                return Some((marker.reason, marker.opens));
            }
        }
        if self.agencies.contains(&line.folded) {
            return Some((Reason::PhotoCredit, false));
        }
        let networks = line
            .folded
            .words()
            .filter(|word| self.networks.binary_search_by(|known| known.as_str().cmp(word)).is_ok())
            .count();
        if networks >= 2 && networks * 2 >= line.words {
            return Some((Reason::SiteChrome, false));
        }
        (arabic && is_image_name(&line.block.text)).then_some((Reason::ImageName, false))
    }

    /// The outlet whose name is most of a short line.
    fn outlet_line(&self, line: &Line) -> Option<usize> {
        if line.words > DATELINE_WORDS || line.block.text.ends_with('.') {
            return None;
        }
        let words: Vec<&str> = line.folded.words().collect();
        let found = self.names.find(&words);
        let named = found.iter().max_by_key(|found| found.words)?;
        (named.words * 2 >= words.len()).then_some(*named.value)
    }

    /// The first outlet that a line names at all.
    fn named_outlet(&self, line: &Line) -> Option<usize> {
        let words: Vec<&str> = line.folded.words().collect();
        self.names.find(&words).first().map(|found| *found.value)
    }
}

/// How far down a page its headline may stand, in lines.
const HEADLINES: usize = 40;

/// A long line at the top that is another line there with a slogan behind it is a headline, not a sentence.
fn demote_headlines(lines: &mut [Line]) {
    let top: Vec<FoldedText> = lines.iter().take(HEADLINES).map(|line| line.folded.clone()).collect();
    for (index, line) in lines.iter_mut().take(HEADLINES).enumerate().filter(|(_, line)| line.is_sentence) {
        let others = top.iter().enumerate().filter(|(other, short)| {
            *other != index && short.len() >= headline::FEWEST_WORDS && **short != line.folded
        });
        if others.into_iter().any(|(_, short)| headline::repeats(&line.folded, short)) {
            line.is_sentence = false;
            line.closes_block = false;
        }
    }
}

/// Finds the headline, marks it and its repeats, and gives it back.
fn mark_headline(lines: &mut [Line], given: Option<&str>) -> Option<Block> {
    let first_sentence = lines.iter().position(|line| line.fate == Fate::Body && line.is_text());
    let chosen = match given {
        Some(_) => None,
        None => choose_headline(lines, first_sentence),
    };
    let headline = match (given, chosen.and_then(|index| lines.get(index))) {
        (Some(title), _) => FoldedText::new(title),
        (None, Some(line)) => line.folded.clone(),
        (None, None) => return None,
    };
    for (index, line) in lines.iter_mut().enumerate() {
        if Some(index) == chosen {
            line.fate = Fate::Headline;
        } else if line.fate == Fate::Body && headline::repeats(&line.folded, &headline) {
            line.fate = Fate::Out(Reason::TitleRepeat);
        }
    }
    chosen.and_then(|index| lines.get(index)).map(|line| line.block.clone())
}

fn choose_headline(lines: &[Line], first_sentence: Option<usize>) -> Option<usize> {
    let before = lines.get(..first_sentence.unwrap_or(1).min(lines.len()))?;
    let heading = before.iter().position(|line| line.fate == Fate::Body && line.block.kind == Kind::Heading(1));
    if heading.is_some() {
        return heading;
    }
    let candidates: Vec<(usize, &Line)> = before
        .iter()
        .enumerate()
        .filter(|(_, line)| line.fate == Fate::Body && !line.block.text.is_empty() && line.has_arabic)
        .collect();
    let folded: Vec<&FoldedText> = candidates.iter().map(|(_, line)| &line.folded).collect();
    let said: Vec<&str> = lines.iter().skip(before.len()).take(6).map(|line| &*line.block.text).collect();
    let chosen = headline::choose(&folded, &FoldedText::new(&said.join(" ")))?;
    candidates.get(chosen).map(|(index, _)| *index)
}

/// Marks what stands around the text: labels above the headline, and datelines between it and the text.
fn mark_surroundings(lines: &mut [Line], has_title: bool) {
    let Some(first_sentence) = lines.iter().position(|line| line.fate == Fate::Body && line.is_text()) else {
        return;
    };
    let last_sentence =
        lines.iter().rposition(|line| line.fate == Fate::Body && line.is_text()).unwrap_or(first_sentence);
    let headline = lines.iter().position(|line| line.fate == Fate::Headline);
    for (index, line) in lines.iter_mut().enumerate() {
        if line.fate != Fate::Body || line.block.kind == Kind::Break {
            continue;
        }
        let plain = line.block.kind == Kind::Paragraph && !ends_sentence(&line.block.text);
        if headline.is_some_and(|headline| index < headline) {
            line.fate = Fate::Out(Reason::SiteChrome);
        } else if has_title && index < first_sentence && plain && is_dateline(line) {
            line.fate = Fate::Out(Reason::Dateline);
        } else if (index < first_sentence || index > last_sentence) && plain && !line.has_arabic && line.words <= 4 {
            line.fate = Fate::Out(Reason::SiteChrome);
        }
    }
}

/// `روما - صحيفة`, `الثلاثاء 30 آذار 2021`: short, and with a dash or a figure. An invocation or a subtitle has neither.
fn is_dateline(line: &Line) -> bool {
    let text = line.block.text.as_str();
    let dash = [" - ", " – ", " — ", " | ", " / "].iter().any(|dash| text.contains(dash));
    let figure = line.folded.as_str().chars().any(|c| c.is_ascii_digit());
    line.words <= DATELINE_WORDS && (dash || figure)
}

fn mark_repeats(lines: &mut [Line]) {
    let standing: Vec<usize> = lines
        .iter()
        .enumerate()
        .filter(|(_, line)| line.fate == Fate::Body && !line.folded.is_empty())
        .map(|(index, _)| index)
        .collect();
    let folded: Vec<&FoldedText> =
        standing.iter().filter_map(|index| lines.get(*index)).map(|line| &line.folded).collect();
    let repeats = repeats::repeated(&folded);
    let repeated: Vec<usize> = repeats.into_iter().filter_map(|place| standing.get(place).copied()).collect();
    for index in repeated {
        if let Some(line) = lines.get_mut(index) {
            line.fate = Fate::Out(Reason::Repeat);
        }
    }
}

/// A thematic break at either end parts the text from nothing, and so does the second of two.
fn trim_breaks(body: &mut Vec<Block>) {
    body.dedup_by(|a, b| a.kind == Kind::Break && b.kind == Kind::Break);
    if body.last().is_some_and(|block| block.kind == Kind::Break) {
        body.pop();
    }
    if body.first().is_some_and(|block| block.kind == Kind::Break) {
        body.remove(0);
    }
}

#[cfg(test)]
mod tests;
