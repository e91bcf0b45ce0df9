//! Plain text → blocks. A line is a paragraph, unless the file is broken to a width; nothing in it is Markdown.

use super::block::Block;
use super::wrap::{Line, is_hard_wrapped};

/// Reads paragraphs from a text whose first line has the number `first_line`, 1-based.
pub fn blocks(text: &str, first_line: u32) -> Vec<Block> {
    let mut groups: Vec<Vec<Line<'_>>> = vec![Vec::new()];
    for (number, line) in (first_line..).zip(text.lines()) {
        if line.trim().is_empty() {
            groups.push(Vec::new());
        } else if let Some(group) = groups.last_mut() {
            group.push((number, line));
        }
    }
    let file_is_wrapped = groups.iter().any(|group| is_hard_wrapped(group, false));
    let mut blocks = Vec::new();
    for group in groups {
        if is_hard_wrapped(&group, file_is_wrapped) {
            let words: Vec<&str> = group.iter().map(|(_, line)| *line).collect();
            let line = group.first().map_or(first_line, |(number, _)| *number);
            blocks.push(Block::paragraph(line, &words.join(" ")));
        } else {
            blocks.extend(group.into_iter().map(|(number, line)| Block::paragraph(number, line)));
        }
    }
    blocks.retain(|block| !block.text.is_empty());
    blocks
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_line_is_a_paragraph_and_keeps_its_number() {
        let read = blocks("عنوان\n\n# ليس عنوانا\n* نص <b>\n", 5);
        let seen: Vec<(u32, &str)> = read.iter().map(|block| (block.line, &*block.text)).collect();
        assert_eq!(seen, [(5, "عنوان"), (7, "# ليس عنوانا"), (8, "* نص <b>")]);
    }
}
