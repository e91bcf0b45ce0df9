//! The parts of a text: paragraphs, headings, list items, with marks over their characters. It carries no markup: `render::html` makes that.

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::fingerprint::Fingerprint;
use crate::lang::Lang;
use crate::text::clean::CleanText;
use crate::text::script;

/// What a block is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Kind {
    /// A paragraph.
    Paragraph,
    /// A heading, of level 1 to 6.
    Heading(u8),
    /// An item of a list: its depth from 0, and its number in an ordered list.
    Item {
        /// How many lists it is nested in, less one.
        depth: u8,
        /// The number that stands before it; none in a bulleted list.
        number: Option<u64>,
    },
    /// A paragraph of a quotation.
    Quote,
    /// Preformatted text; its line breaks count.
    Code,
    /// A thematic break; it has no text.
    Break,
}

/// What a mark says of the characters below it.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub enum Style {
    /// Strong importance.
    Strong,
    /// Stress.
    Emphasis,
    /// Text that was struck out.
    Struck,
    /// Computer text.
    Code,
    /// A link to an address on the web of an allowed scheme, or one on the site, relative to the communiqué's page.
    Link(String),
}

/// A style over a range of bytes of a block's text, 0-based, end excluded. Marks of one block nest or are apart.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Mark {
    /// The first byte.
    pub start: usize,
    /// One after the last byte.
    pub end: usize,
    /// What it says.
    pub style: Style,
}

/// One block of a text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
pub struct Block {
    /// The line it begins on in the file, 1-based.
    pub line: u32,
    /// What it is.
    pub kind: Kind,
    /// Its text; a line break in it is a hard break.
    pub text: CleanText,
    /// Its marks, outer before inner.
    pub marks: Vec<Mark>,
}

impl Block {
    /// A paragraph without marks.
    pub fn paragraph(line: u32, raw: &str) -> Block {
        Block { line, kind: Kind::Paragraph, text: CleanText::new(raw), marks: Vec::new() }
    }

    /// The block without its first `offset` bytes, and those bytes.
    pub fn split_prefix(self, offset: usize) -> (CleanText, Block) {
        let head = self.text.to_offset(offset);
        let text = self.text.from_offset(offset);
        let cut = self.text.len() - text.len();
        let marks = self.marks.into_iter().filter(|mark| mark.end > cut);
        let marks =
            marks.map(|mark| Mark { start: mark.start.saturating_sub(cut), end: mark.end - cut, style: mark.style });
        let rest = Block { line: self.line, kind: self.kind, text, marks: marks.collect() };
        (head, rest)
    }
}

/// The blocks of a text, with a name that they share with equal ones only, and their language.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Body {
    blocks: Vec<Block>,
    name: Fingerprint,
    lang: Lang,
}

/// What tells a text's language is read so far,
const START: usize = 600;
/// and so far in one block.
const ENOUGH: usize = 4 * START;

impl Body {
    /// Names the blocks, and tells their language.
    pub fn new(blocks: Vec<Block>) -> Body {
        // Blocks can always be written; should that change, this is as good.
        let name = Fingerprint::of(&blocks).unwrap_or_else(|| Fingerprint::of_bytes(format!("{blocks:?}").as_bytes()));
        Body { name, lang: language(&blocks), blocks }
    }

    /// The name.
    pub fn name(&self) -> Fingerprint {
        self.name
    }

    /// The language: that of most letters in the first blocks, up to the one that passes so many bytes; Arabic where there
    /// are no letters.
    pub fn lang(&self) -> Lang {
        self.lang
    }
}

fn language(blocks: &[Block]) -> Lang {
    let mut bytes = 0;
    let start: Vec<&str> = blocks
        .iter()
        .take(8)
        .map(|block| block.text.get(..block.text.floor_char_boundary(ENOUGH)).unwrap_or(&block.text))
        .take_while(|text| {
            let goes_on = bytes < START;
            bytes += text.len();
            goes_on
        })
        .collect();
    script::dominant(&start.join(" ")).unwrap_or(Lang::Ar)
}

impl Deref for Body {
    type Target = [Block];

    fn deref(&self) -> &[Block] {
        &self.blocks
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_prefix_is_cut_and_marks_move_with_their_words() {
        let mut block = Block::paragraph(3, "محرر أعلن التحالف");
        let start = block.text.find("التحالف").unwrap();
        block.marks.push(Mark { start, end: block.text.len(), style: Style::Strong });
        let (head, rest) = block.split_prefix("محرر".len());
        assert_eq!(&*head, "محرر");
        assert_eq!(&*rest.text, "أعلن التحالف");
        assert_eq!(rest.text.get(rest.marks[0].start..rest.marks[0].end), Some("التحالف"));
    }
}
