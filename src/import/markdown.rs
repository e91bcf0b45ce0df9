//! Blocks → Markdown that reads as the same blocks. Whether it does is tried with the reader; what marks cannot say is written without them.

use crate::ingest::block::{Block, Kind, Mark, Style};
use crate::ingest::markdown::blocks;

/// Writes blocks as Markdown, a blank line between them. A block whose marks or kind Markdown cannot keep beside its
/// words is written as a paragraph of those words.
pub fn write(body: &[Block]) -> String {
    let mut out = String::new();
    let mut lists: Vec<usize> = Vec::new();
    for block in body {
        let depth = match block.kind {
            Kind::Item { depth, .. } => usize::from(depth),
            _ => 0,
        };
        lists.truncate(depth);
        let indent = if depth == lists.len() { lists.iter().sum() } else { 0 };
        let (text, width) = safe(block);
        if !out.is_empty() {
            out.push('\n');
        }
        for line in text.lines() {
            if !line.is_empty() {
                out.extend(std::iter::repeat_n(' ', indent));
            }
            out.push_str(line);
            out.push('\n');
        }
        match block.kind {
            Kind::Item { .. } if indent > 0 || depth == 0 => lists.push(width),
            _ => lists.clear(),
        }
    }
    out
}

/// A block alone, in the richest of the forms that read as it; and how far what belongs to it is indented.
fn safe(block: &Block) -> (String, usize) {
    let bare = Block { marks: Vec::new(), ..block.clone() };
    let plain = Block { kind: Kind::Paragraph, ..bare.clone() };
    let forms = [block, &bare, &plain];
    let same = |block: &Block, text: &str| match (block.kind, blocks(text, 1).as_slice()) {
        // Of a list alone, an inner item is an outer one.
        (Kind::Item { number, .. }, [read]) => {
            let kind = Kind::Item { depth: 0, number };
            read.kind == kind && read.text == block.text && read.marks == block.marks
        }
        (kind, [read]) => read.kind == kind && read.text == block.text && read.marks == block.marks,
        _ => false,
    };
    let written = forms.into_iter().map(|block| (block, one(block)));
    let found = written.into_iter().find(|(block, (text, _))| same(block, text));
    found.map_or_else(|| one(&plain), |(_, written)| written)
}

/// A block as Markdown, and the width of the sign before an item.
fn one(block: &Block) -> (String, usize) {
    let text = inline(&block.text, &block.marks);
    let prefixed = |first: &str, rest: &str| {
        let lines: Vec<String> = text
            .split('\n')
            .enumerate()
            .map(|(index, line)| format!("{}{}", if index == 0 { first } else { rest }, at_start(line)))
            .collect();
        lines.join("\n")
    };
    match block.kind {
        Kind::Paragraph => (prefixed("", ""), 0),
        Kind::Heading(level) => (format!("{} {text}", "#".repeat(usize::from(level.clamp(1, 6)))), 0),
        Kind::Item { number, .. } => {
            let sign = number.map_or_else(|| "- ".to_owned(), |number| format!("{number}. "));
            (prefixed(&sign, &" ".repeat(sign.len())), sign.len())
        }
        Kind::Quote => (prefixed("> ", "> "), 0),
        Kind::Code => {
            let longest = block.text.split(|c| c != '`').map(str::len).max().unwrap_or(0);
            let fence = "`".repeat(longest.max(2) + 1);
            (format!("{fence}\n{}\n{fence}", block.text.as_str()), 0)
        }
        Kind::Break => ("***".to_owned(), 0),
    }
}

/// A text with its marks; a line break is a hard one.
fn inline(text: &str, marks: &[Mark]) -> String {
    let mut out = String::new();
    let mut open: Vec<&Mark> = Vec::new();
    let mut marks = marks.iter().peekable();
    for (at, c) in text.char_indices() {
        while open.last().is_some_and(|mark| mark.end <= at) {
            out.extend(open.pop().map(|mark| sign(&mark.style, true)));
        }
        while let Some(mark) = marks.next_if(|mark| mark.start <= at) {
            out.push_str(&sign(&mark.style, false));
            open.push(mark);
        }
        let next = text.get(at + c.len_utf8()..).and_then(|rest| rest.chars().next());
        let before = text.get(..at).and_then(|before| before.chars().next_back());
        let is_code = open.iter().any(|mark| mark.style == Style::Code);
        match c {
            '\n' => out.push_str("\\\n"),
            c if !is_code && is_sign(before, c, next) => out.extend(['\\', c]),
            c => out.push(c),
        }
    }
    while let Some(mark) = open.pop() {
        out.push_str(&sign(&mark.style, true));
    }
    out
}

fn sign(style: &Style, closes: bool) -> String {
    match style {
        Style::Strong => "**".to_owned(),
        Style::Emphasis => "*".to_owned(),
        Style::Struck => "~~".to_owned(),
        Style::Code => "`".to_owned(),
        Style::Link(address) if closes => format!("](<{address}>)"),
        Style::Link(_) => "[".to_owned(),
    }
}

/// Whether a character would be read as a sign of Markdown where it stands.
fn is_sign(before: Option<char>, c: char, next: Option<char>) -> bool {
    let letter = |c: Option<char>| c.is_some_and(char::is_alphanumeric);
    match c {
        '\\' | '`' | '*' | '[' | ']' | '<' | '~' => true,
        '_' => !(letter(before) && letter(next)),
        '&' => letter(next) || next == Some('#'),
        _ => false,
    }
}

/// The first characters of a line, kept from opening a heading, a list, a quotation or a rule.
fn at_start(line: &str) -> String {
    let digits = line.chars().take_while(char::is_ascii_digit).count();
    let after = line.chars().nth(digits);
    if (1..=9).contains(&digits) && matches!(after, Some('.' | ')')) {
        let (number, rest) = line.split_at_checked(digits).unwrap_or((line, ""));
        return format!("{number}\\{rest}");
    }
    let opens = line.starts_with(['#', '-', '+', '=', '>', '|']);
    if opens { format!("\\{line}") } else { line.to_owned() }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn again(text: &str) {
        let once = blocks(text, 1);
        let twice = blocks(&write(&once), 1);
        let without_line =
            |blocks: Vec<Block>| -> Vec<Block> { blocks.into_iter().map(|block| Block { line: 0, ..block }).collect() };
        assert_eq!(without_line(twice), without_line(once), "{}", write(&blocks(text, 1)));
    }

    #[test]
    fn every_kind_is_written_as_it_is_read() {
        again(
            "# عنوان\n\n1. أول\n2. ثان\n   - فرع\n   - فرع **مهم**\n3. ثالث\n\n> قول\n> وقول\n\n***\n\n```\nرمز `x`\n```\n\nنص *مائل* و[رابط](https://example.org/a_b) و`رمز`\\\nسطر\n",
        );
        again("\\# لا عنوان\n\n1\\. لا قائمة\n\n\\- لا\n\n\\<b> و&amp;amp; و a_b_c و\\_d\\_\n");
    }

    proptest! {
        #[test]
        fn words_are_never_lost(lines in prop::collection::vec("[ء-ي a1.)#>*_`~\\[\\]()<&!|=+:\\\\-]{1,24}", 1..6)) {
            let body: Vec<Block> =
                lines.iter().map(|line| Block::paragraph(1, line)).filter(|block| !block.text.is_empty()).collect();
            let read = blocks(&write(&body), 1);
            let texts = |blocks: &[Block]| -> Vec<String> { blocks.iter().map(|block| block.text.as_str().to_owned()).collect() };
            prop_assert_eq!(texts(&read), texts(&body), "{}", write(&body));
        }
    }
}
