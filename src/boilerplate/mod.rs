//! A document → its headline, its body and what was taken out, each with its line and reason. It loses nothing: every block of the document is in exactly one of the three.

mod edges;
mod glued;
mod headline;
mod labels;
mod line;
mod markers;
mod repeats;
mod signs;
mod tail;
mod voice;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::ingest::Document;
use crate::ingest::block::{Block, Kind};
use crate::text::clean::CleanText;
use crate::text::fold::{FoldedText, covered_prefix};
use edges::Edges;
use glued::Glued;
use labels::Labels;
use line::{Fate, Line};
use tail::Tail;

/// Why something is not the communiqué.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
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
    /// What a reader wrote below it.
    ReaderComment,
    /// A notice of the page to its reader: cookies, privacy, terms, a pitch, a disclaimer, about the author.
    Notice,
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
    /// It stands in reports that have nothing else in common.
    Recurring,
}

impl Reason {
    /// The name in `archive.json` and in the keys of phrases.
    pub fn as_str(self) -> &'static str {
        match self {
            Reason::SiteChrome => "site-chrome",
            Reason::Advertisement => "advertisement",
            Reason::RelatedLinks => "related-links",
            Reason::CommentForm => "comment-form",
            Reason::ReaderComment => "reader-comment",
            Reason::Notice => "notice",
            Reason::ImageName => "image-name",
            Reason::PhotoCredit => "photo-credit",
            Reason::Byline => "byline",
            Reason::Dateline => "dateline",
            Reason::TitleRepeat => "title-repeat",
            Reason::Repeat => "repeat",
            Reason::Recurring => "recurring",
        }
    }
}

/// Something that was taken out.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
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
    /// The communiqué's text,
    pub body: Vec<Block>,
    /// and each of its blocks folded.
    pub folded: Vec<FoldedText>,
    /// What was taken out, by line.
    pub removed: Vec<Removal>,
    /// The index in `site.toml` of the outlet that gave itself away.
    pub outlet: Option<usize>,
}

/// What cleaning knows of the site: made once, used for every report.
#[derive(Debug)]
pub struct Cleaner {
    strips: Vec<(FoldedText, usize)>,
    labels: Labels,
    edges: Edges,
    glued: Glued,
    tail: Tail,
}

impl Cleaner {
    /// Prepares the markers, and the outlets of `site.toml`.
    pub fn new(config: &Config) -> Cleaner {
        let mut strips: Vec<(FoldedText, usize)> = (config.outlets.iter().enumerate())
            .flat_map(|(index, outlet)| outlet.strip.iter().map(move |line| (FoldedText::new(line), index)))
            .filter(|(folded, _)| !folded.is_empty())
            .collect();
        strips.sort_by_key(|(folded, index)| (std::cmp::Reverse(folded.as_str().len()), *index));
        Cleaner {
            strips,
            labels: Labels::new(config),
            edges: Edges::new(),
            glued: Glued::new(config),
            tail: Tail::new(),
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
        headline::demote(&mut lines);
        self.labels.mark(&mut lines, &mut outlet);
        let headline = headline::mark(&mut lines, document.front.title.as_deref());
        self.edges.mark(&mut lines, headline.is_some() || document.front.title.is_some());
        self.tail.mark(&mut lines);
        removed.extend(self.unglue(&mut lines, &mut outlet));
        mark_repeats(&mut lines);
        let mut body = Vec::new();
        for line in lines {
            match line.fate {
                Fate::Body => body.push((line.block, line.folded)),
                Fate::Headline => {}
                Fate::Out(reason) => removed.push(Removal { line: line.block.line, reason, text: line.block.text }),
            }
        }
        trim_breaks(&mut body);
        removed.sort_by_key(|removal| removal.line);
        let (body, folded) = body.into_iter().unzip();
        Cleaned { headline, body, folded, removed, outlet }
    }

    /// Takes a byline or dateline off the first sentence, and off each that begins with the same words.
    fn unglue(&self, lines: &mut [Line], outlet: &mut Option<usize>) -> Vec<Removal> {
        let first = lines.iter().find(|line| line.fate == Fate::Body && line.is_text());
        let text = first.map(|line| line.block.text.clone());
        let head = text.as_ref().and_then(|text| Some(FoldedText::new(text.get(..self.glued.end(text)?)?)));
        let Some(head) = head.filter(|head| !head.is_empty()) else {
            return Vec::new();
        };
        let mut removed = Vec::new();
        for line in lines.iter_mut().filter(|line| line.fate == Fate::Body && line.is_text()) {
            let Some(end) = self.glued.end(&line.block.text) else {
                continue;
            };
            if line.block.text.get(..end).is_none_or(|prefix| FoldedText::new(prefix) != head) {
                continue;
            }
            let (prefix, rest) = line.block.clone().split_prefix(end);
            *outlet = outlet.or_else(|| self.labels.named(&prefix));
            removed.push(Removal { line: line.block.line, reason: Reason::Dateline, text: prefix });
            *line = Line::new(rest);
        }
        removed
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
}

/// Takes out what stands again in the same file.
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
fn trim_breaks(body: &mut Vec<(Block, FoldedText)>) {
    let is_break = |(block, _): &(Block, FoldedText)| block.kind == Kind::Break;
    body.dedup_by(|a, b| is_break(a) && is_break(b));
    if body.last().is_some_and(is_break) {
        body.pop();
    }
    if body.first().is_some_and(is_break) {
        body.remove(0);
    }
}

#[cfg(test)]
mod tests;
