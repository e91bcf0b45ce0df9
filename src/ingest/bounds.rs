//! A report's text and blocks → whether they keep within the budgets, or the first place at which they do not. It changes nothing: a report is taken whole or set aside.

use super::block::{Block, Kind, Style};
use crate::budget;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::say;

/// Markup around a block, and around a mark, in bytes: `<p id=p123><a class=n href=#p123>١٢٣</a> </p>`.
const AROUND_BLOCK: usize = 64;
const AROUND_MARK: usize = 24;

/// What goes beyond a budget, and on which line, 1-based.
#[derive(Debug)]
pub struct Beyond {
    code: Code,
    line: u32,
    message: Message,
}

impl Beyond {
    /// Something is nested deeper than `DEPTH`.
    pub fn deep(line: u32) -> Beyond {
        let message = say!(
            "lists, quotations or marks stand more than {} deep in one another",
            "القوائم أو الاقتباسات أو علامات التنسيق متداخلة أكثر من {} مستوى",
            budget::DEPTH
        );
        Beyond { code: Code::TooDeep, line, message }
    }

    /// There are more than `MARKS` marks.
    pub fn marks(line: u32) -> Beyond {
        many(
            line,
            say!(
                "the text has more than {} links and other marks",
                "في النص أكثر من {} رابط وعلامة تنسيق",
                budget::MARKS
            ),
        )
    }

    /// There are more than `BLOCKS` blocks.
    pub fn blocks(line: u32) -> Beyond {
        many(
            line,
            say!("the text has more than {} paragraphs and items", "في النص أكثر من {} فقرة وبند", budget::BLOCKS),
        )
    }

    /// The page that the report would make is out of all proportion.
    pub fn html(line: u32) -> Beyond {
        many(
            line,
            say!(
                "its page would have more than {} times the bytes of the report",
                "ستكون صفحته أكبر من التقرير بأكثر من {} ضعفًا",
                budget::HTML_EACH
            ),
        )
    }

    /// There are more than `REFERENCES` references.
    pub fn references(line: u32) -> Beyond {
        many(
            line,
            say!(
                "the text refers to more than {} meetings, days and resolutions",
                "يشير النص إلى أكثر من {} اجتماع ويوم وقرار",
                budget::REFERENCES
            ),
        )
    }

    /// The finding.
    pub fn found(self, path: &str) -> Diagnostic {
        let hint = match self.code {
            Code::TooDeep => say!(
                "take the rows of `>`, `-`, `*` or `[` out, or paste the text into a `.txt` file",
                "احذف تتابع `>` أو `-` أو `*` أو `[`، أو الصق النص في ملف `.txt`"
            ),
            _ => whole_text(),
        };
        Diagnostic::error(self.code, Place::line(path, self.line), self.message).hint(hint)
    }
}

fn many(line: u32, message: Message) -> Beyond {
    Beyond { code: Code::TooMany, line, message }
}

fn whole_text() -> Message {
    say!("keep the communiqué's own text, and leave out what repeats", "أبقِ نص البيان نفسه واحذف ما يتكرر")
}

/// Whether a text may be parted into blocks at all: so many bytes, lines, and bytes of one line. The body begins at
/// `start`, in bytes of the text.
pub fn text(text: &str, start: usize, path: &str) -> Result<(), Diagnostic> {
    let long = |at: usize, message: Message| {
        Err(Diagnostic::error(Code::TooLong, Place::byte(path, text, at), message).hint(whole_text()))
    };
    let body = text.get(start..).unwrap_or("");
    let mut at = start;
    for (number, line) in (1usize..).zip(body.split_inclusive('\n')) {
        if number > budget::LINES {
            return long(at, say!("the text has more than {} lines", "في النص أكثر من {} سطر", budget::LINES));
        }
        if line.len() > budget::BLOCK {
            return long(
                at,
                say!("the line has {} bytes, more than {}", "في السطر {} بايت، وأقصاه {}", line.len(), budget::BLOCK),
            );
        }
        if at + line.len() > start + budget::TEXT {
            return long(
                at,
                say!("the text has {} bytes, more than {}", "في النص {} بايت، وأقصاه {}", body.len(), budget::TEXT),
            );
        }
        at += line.len();
    }
    Ok(())
}

/// Whether blocks may go on through the pipeline. `bytes` are those of the file.
pub fn blocks(blocks: &[Block], bytes: usize) -> Result<(), Beyond> {
    let most = budget::HTML_EACH * bytes + budget::HTML_FREE;
    let (mut text, mut html, mut marks) = (0, 0, 0);
    for (count, block) in blocks.iter().enumerate() {
        text += block.text.len();
        marks += block.marks.len();
        html += weight(block);
        if text > budget::TEXT || block.text.len() > budget::BLOCK {
            let message = say!(
                "the text has more than {} bytes, or {} in one paragraph",
                "في النص أكثر من {} بايت، أو {} في فقرة واحدة",
                budget::TEXT,
                budget::BLOCK
            );
            return Err(Beyond { code: Code::TooLong, line: block.line, message });
        }
        if count >= budget::BLOCKS {
            return Err(Beyond::blocks(block.line));
        }
        if marks > budget::MARKS {
            return Err(Beyond::marks(block.line));
        }
        if html > most {
            return Err(Beyond::html(block.line));
        }
    }
    Ok(())
}

/// The bytes of HTML that a block becomes, at least.
fn weight(block: &Block) -> usize {
    let escaped = |byte| match byte {
        b'&' => 5,
        b'<' | b'>' | b'\n' => 4,
        _ => 1,
    };
    let text: usize = block.text.bytes().map(escaped).sum();
    let marks = block.marks.iter().map(|mark| match &mark.style {
        Style::Link(url) => AROUND_MARK * 2 + url.len(),
        _ => AROUND_MARK,
    });
    let around = if block.kind == Kind::Break { 4 } else { AROUND_BLOCK };
    around + text + marks.sum::<usize>()
}
