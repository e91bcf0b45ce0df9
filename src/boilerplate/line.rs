//! A block as cleaning looks at it: how long it is, how it ends, and what becomes of it. The rules that decide are in `mod.rs`.

use super::Reason;
use crate::ingest::block::{Block, Kind};
use crate::ingest::wrap::ends_sentence;
use crate::text::fold::FoldedText;

/// A sentence of the text has at least this many words; labels and headlines of other articles seldom end in a full
/// stop and have fewer.
const BODY_WORDS: usize = 12;
/// A short sentence of the text, with a full stop, ends a block of links.
const SENTENCE_WORDS: usize = 5;
/// And so does a numbered heading, by its first folded word;
const ORDINALS: [&str; 10] = ["اولا", "ثانيا", "ثالثا", "رابعا", "خامسا", "سادسا", "سابعا", "ثامنا", "تاسعا", "عاشرا"];
/// and a line of this many words that announces a list.
const LEAD_WORDS: usize = 4;
/// A line of this many words is a paragraph, whatever it ends with.
const PARAGRAPH_WORDS: usize = 20;

/// What becomes of a line.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fate {
    /// It is the communiqué's.
    Body,
    /// It is the headline.
    Headline,
    /// It is taken out.
    Out(Reason),
}

/// A block with what cleaning looks at.
pub struct Line {
    /// The block itself.
    pub block: Block,
    /// Its folded text.
    pub folded: FoldedText,
    /// How many words it has.
    pub words: usize,
    /// It has Arabic letters.
    pub has_arabic: bool,
    /// Long and closed by punctuation: surely text.
    pub is_sentence: bool,
    /// A short sentence with a full stop: text goes on here after a block of links.
    pub closes_block: bool,
    /// An item of a list, in Markdown or as a person types one.
    pub is_item: bool,
    /// What becomes of it.
    pub fate: Fate,
}

impl Line {
    /// Looks at a block.
    pub fn new(block: Block) -> Line {
        let folded = FoldedText::new(&block.text);
        let words = folded.len();
        let text = block.text.as_str();
        let bare = text.trim_end_matches(['"', '”', '“', '»', ')', '\'']);
        let is_item = text.starts_with(['-', '•', '*', '–', '·']) || matches!(block.kind, Kind::Item { .. });
        let heading = matches!(block.kind, Kind::Heading(_));
        Line {
            is_sentence: words >= BODY_WORDS
                && !heading
                && (ends_sentence(text) || bare.ends_with(['،', '-', '–']) || text.ends_with(['"', '”', '»'])),
            closes_block: !is_item && ORDINALS.contains(&folded.words().next().unwrap_or(""))
                || !is_item
                    && (words >= SENTENCE_WORDS && bare.ends_with('.') || words >= LEAD_WORDS && text.ends_with(':')),
            is_item,
            has_arabic: text.chars().any(|c| matches!(c, '\u{0621}'..='\u{064A}')),
            folded,
            words,
            block,
            fate: Fate::Body,
        }
    }
}

impl Line {
    /// Whether the communiqué's text may begin or end here.
    pub fn is_text(&self) -> bool {
        self.is_sentence || self.closes_block || self.words >= PARAGRAPH_WORDS
    }
}

/// Whether a page has furniture at all: lines that are taken out for more than being a byline, a dateline or a repeat.
pub fn is_furnished(lines: &[Line]) -> bool {
    use Reason::{Byline, Dateline, Repeat, TitleRepeat};
    lines.iter().any(
        |line| matches!(line.fate, Fate::Out(reason) if !matches!(reason, Byline | Dateline | Repeat | TitleRepeat)),
    )
}

/// `marrakech_hall-02.jpg`, `austin_tice`, `IMG_2034`: one word of ASCII with a mark that names have and words have not.
pub fn is_image_name(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let extension =
        [".jpg", ".jpeg", ".png", ".gif", ".webp", ".svg", ".avif"].iter().any(|ending| lower.ends_with(ending));
    let one_word = text.is_ascii() && !text.contains(char::is_whitespace);
    let named = text.contains('_') && text.chars().any(|c| c.is_ascii_alphabetic());
    !text.contains("://") && ((extension && text.split_whitespace().count() <= 3) || (one_word && named))
}
