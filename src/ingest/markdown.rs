//! Markdown → blocks. Raw HTML becomes text, links keep allowed schemes only, and nothing is switched on that makes attributes.

use std::ops::Range;

use pulldown_cmark::{CodeBlockKind, Event, LinkType, Options, Parser, Tag, TagEnd};

use super::block::{Block, Kind, Mark, Style};
use super::bounds::Beyond;
use super::wrap::is_hard_wrapped;
use crate::budget;
use crate::text::address;
use crate::text::clean::CleanText;

/// Reads blocks from Markdown whose first line has the number `first_line`, 1-based.
///
/// CommonMark with strikethrough. A picture becomes its description. Lines of a paragraph that are no broken
/// sentence are paragraphs of their own, since reports are pasted with one line a paragraph.
pub fn blocks(text: &str, first_line: u32) -> Vec<Block> {
    read(text, first_line, |_, _| Ok(())).unwrap_or_default()
}

/// The same of a report, of which `bytes` is the size: nothing in it goes beyond its budget.
///
/// # Errors
/// What goes beyond it first.
pub fn bounded(text: &str, first_line: u32, bytes: usize) -> Result<Vec<Block>, Beyond> {
    let most = budget::HTML_EACH * bytes + budget::HTML_FREE;
    read(text, first_line, |reader, line| {
        let deep = reader.open.len().max(reader.quotes + reader.lists.len());
        match reader {
            _ if deep > budget::DEPTH => Err(Beyond::deep(line)),
            _ if reader.addresses > most => Err(Beyond::html(line)),
            _ if reader.marked > budget::MARKS => Err(Beyond::marks(line)),
            _ if reader.blocks.len() > budget::BLOCKS => Err(Beyond::blocks(line)),
            _ => Ok(()),
        }
    })
}

fn read(text: &str, first_line: u32, check: impl Fn(&Reader, u32) -> Result<(), Beyond>) -> Result<Vec<Block>, Beyond> {
    let lines = LineNumbers::new(text, first_line);
    let mut reader = Reader::default();
    for (event, range) in Parser::new_ext(text, Options::ENABLE_STRIKETHROUGH).into_offset_iter() {
        reader.event(event, &range, &lines);
        check(&reader, lines.of(range.start))?;
    }
    reader.flush();
    Ok(reader.blocks)
}

/// Turns a byte offset, 0-based, into a line number, 1-based.
struct LineNumbers {
    starts: Vec<usize>,
    first: u32,
}

impl LineNumbers {
    fn new(text: &str, first: u32) -> LineNumbers {
        let starts = std::iter::once(0).chain(text.match_indices('\n').map(|(end, _)| end + 1));
        LineNumbers { starts: starts.collect(), first }
    }

    fn of(&self, offset: usize) -> u32 {
        let before = self.starts.partition_point(|start| *start <= offset);
        self.first + u32::try_from(before.saturating_sub(1)).unwrap_or(u32::MAX)
    }
}

/// Marks where a soft break was, until it is known whether it joins or parts: U+001E RECORD SEPARATOR.
const SOFT_BREAK: char = '\u{1E}';

#[derive(Default)]
struct Reader {
    blocks: Vec<Block>,
    /// The text that is being read, with `SOFT_BREAK` and `\n` for hard breaks.
    text: String,
    marks: Vec<Mark>,
    open: Vec<(usize, Option<Style>)>,
    /// The line of each soft-broken part of `text`.
    lines: Vec<u32>,
    heading: Option<u8>,
    quotes: usize,
    lists: Vec<Option<u64>>,
    item: Option<Kind>,
    in_code: bool,
    /// Inside text whose line ends are the file's own: raw HTML, and lines that are merely indented.
    in_lines: bool,
    /// Marks that were opened, and the bytes of their addresses.
    marked: usize,
    addresses: usize,
    /// The last such line is whole.
    has_ended: bool,
}

impl Reader {
    fn event(&mut self, event: Event<'_>, range: &Range<usize>, lines: &LineNumbers) {
        match event {
            Event::Start(tag) => self.start(tag, range, lines),
            Event::End(tag) => self.end(tag),
            Event::Text(text) | Event::Html(text) | Event::InlineHtml(text) => self.push(&text, range, lines),
            Event::Code(text) => {
                let start = self.text.len();
                self.marked += 1;
                self.push(&text, range, lines);
                self.marks.push(Mark { start, end: self.text.len(), style: Style::Code });
            }
            Event::SoftBreak => {
                self.text.push(SOFT_BREAK);
                self.lines.push(lines.of(range.start) + 1);
            }
            Event::HardBreak => self.text.push('\n'),
            Event::Rule => {
                self.flush();
                self.blocks.push(Block { kind: Kind::Break, ..Block::paragraph(lines.of(range.start), "") });
            }
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag<'_>, range: &Range<usize>, lines: &LineNumbers) {
        match tag {
            Tag::Paragraph => self.flush(),
            // Pasted text is indented for its looks: only a fence makes code.
            Tag::HtmlBlock | Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.flush();
                self.in_lines = true;
            }
            Tag::Heading { level, .. } => {
                self.flush();
                self.heading = Some(level as u8);
            }
            Tag::BlockQuote(_) => {
                self.flush();
                self.quotes += 1;
            }
            Tag::CodeBlock(_) => {
                self.flush();
                self.in_code = true;
                self.lines.push(lines.of(range.start) + 1);
            }
            Tag::List(first) => {
                self.flush();
                self.lists.push(first);
            }
            Tag::Item => {
                self.flush();
                let depth = u8::try_from(self.lists.len().saturating_sub(1)).unwrap_or(u8::MAX);
                let number = self.lists.last_mut().and_then(Option::as_mut).map(|next| {
                    *next += 1;
                    *next - 1
                });
                self.item = Some(Kind::Item { depth, number });
            }
            Tag::Emphasis => self.mark(Some(Style::Emphasis)),
            Tag::Strong => self.mark(Some(Style::Strong)),
            Tag::Strikethrough => self.mark(Some(Style::Struck)),
            Tag::Link { dest_url, link_type, .. } => {
                let address = match link_type {
                    LinkType::Email => address::linked(&format!("mailto:{dest_url}")),
                    _ => address::linked(&dest_url),
                };
                self.addresses += address.as_ref().map_or(0, String::len);
                self.mark(address.map(Style::Link));
            }
            Tag::Image { .. } => self.mark(None),
            _ => {}
        }
    }

    fn mark(&mut self, style: Option<Style>) {
        self.marked += 1;
        self.open.push((self.text.len(), style));
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Emphasis | TagEnd::Strong | TagEnd::Strikethrough | TagEnd::Link | TagEnd::Image => {
                if let Some((start, Some(style))) = self.open.pop()
                    && start < self.text.len()
                {
                    self.marks.push(Mark { start, end: self.text.len(), style });
                }
            }
            TagEnd::Paragraph => self.flush(),
            TagEnd::Heading(_) => {
                self.flush();
                self.heading = None;
            }
            TagEnd::BlockQuote(_) => {
                self.flush();
                self.quotes = self.quotes.saturating_sub(1);
            }
            TagEnd::CodeBlock => {
                self.flush();
                self.in_code = false;
                self.in_lines = false;
            }
            TagEnd::HtmlBlock => {
                self.flush();
                self.in_lines = false;
            }
            TagEnd::List(_) => {
                self.flush();
                self.lists.pop();
            }
            TagEnd::Item => {
                self.flush();
                self.item = None;
            }
            _ => {}
        }
    }

    fn push(&mut self, text: &str, range: &Range<usize>, lines: &LineNumbers) {
        if self.lines.is_empty() {
            self.lines.push(lines.of(range.start));
        }
        if self.in_lines {
            for line in text.split_inclusive('\n') {
                if std::mem::replace(&mut self.has_ended, line.ends_with('\n')) {
                    let last = self.lines.last().copied().unwrap_or(1);
                    self.lines.push(last + 1);
                    self.text.push(SOFT_BREAK);
                }
                self.text.push_str(line.trim_end_matches('\n'));
            }
        } else {
            self.text.push_str(text);
        }
    }

    fn kind(&mut self) -> Kind {
        if self.in_code {
            Kind::Code
        } else if let Some(level) = self.heading {
            Kind::Heading(level)
        } else if let Some(item) = self.item.take() {
            item
        } else if self.quotes > 0 {
            Kind::Quote
        } else {
            Kind::Paragraph
        }
    }

    /// Ends the block that is being read, and makes one block of it or one of each line.
    fn flush(&mut self) {
        let raw = std::mem::take(&mut self.text);
        let marks = std::mem::take(&mut self.marks);
        let numbers = std::mem::take(&mut self.lines);
        self.has_ended = false;
        self.open.iter_mut().for_each(|(start, _)| *start = 0);
        if raw.trim().is_empty() {
            return;
        }
        let kind = self.kind();
        let line = numbers.first().copied().unwrap_or(1);
        let numbered: Vec<(u32, &str)> = numbers.iter().copied().zip(raw.split(SOFT_BREAK)).collect();
        let is_pasted = matches!(kind, Kind::Paragraph | Kind::Item { .. }) && numbered.len() > 1;
        if is_pasted && !is_hard_wrapped(&numbered, true) {
            let mut start = 0;
            for (index, (number, part)) in numbered.into_iter().enumerate() {
                let end = start + part.len();
                let from = std::mem::replace(&mut start, end + SOFT_BREAK.len_utf8());
                if part.trim().is_empty() {
                    continue;
                }
                // The line behind an item is none of it where nobody indented it: CommonMark takes it in, a reader does not.
                let kind = if index == 0 { kind } else { Kind::Paragraph };
                self.blocks.push(block(number, kind, part, &clip(&marks, from, end)));
            }
        } else {
            self.blocks.push(block(line, kind, &raw, &marks));
        }
    }
}

/// The part of each mark between two bytes, counted from the first of them.
fn clip(marks: &[Mark], start: usize, end: usize) -> Vec<Mark> {
    let inside = marks.iter().filter(|mark| mark.start < end && mark.end > start);
    inside
        .map(|mark| Mark {
            start: mark.start.max(start) - start,
            end: mark.end.min(end) - start,
            style: mark.style.clone(),
        })
        .collect()
}

/// Repairs the raw text and moves the marks along: a mark's ends are where the repaired text before them ends.
fn block(line: u32, kind: Kind, raw: &str, marks: &[Mark]) -> Block {
    let spaced = raw.replace(SOFT_BREAK, " ");
    if kind == Kind::Code {
        let lines: Vec<CleanText> = spaced.lines().map(CleanText::new).collect();
        let joined: Vec<&str> = lines.iter().map(CleanText::as_str).collect();
        return Block { line, kind, text: CleanText::new(&joined.join("\n")), marks: Vec::new() };
    }
    let mut offsets: Vec<usize> = marks.iter().flat_map(|mark| [mark.start, mark.end]).collect();
    offsets.sort_unstable();
    offsets.dedup();
    let mut moved = offsets.clone();
    let text = CleanText::tracked(&spaced, &mut moved);
    let place = |offset: usize| -> usize {
        let found = offsets.binary_search(&offset).ok().and_then(|index| moved.get(index));
        found.copied().unwrap_or(text.len())
    };
    // A mark that ends before a space would take the space in: its end is that of its last word.
    let word_end = |end: usize| text.as_str().get(..end).map_or(end, |before| before.trim_end().len());
    // Of two marks over the same words the one that ends later is the outer one.
    let mut marks: Vec<Mark> = marks
        .iter()
        .rev()
        .map(|mark| Mark { start: place(mark.start), end: word_end(place(mark.end)), style: mark.style.clone() })
        .filter(|mark| mark.start < mark.end)
        .collect();
    marks.sort_by_key(|mark| (mark.start, std::cmp::Reverse(mark.end)));
    Block { line, kind, text, marks }
}

#[cfg(test)]
mod tests;
