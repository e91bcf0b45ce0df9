//! YAML → its values with the bytes that each is written in. It knows no fields, and refuses what an edit could not keep: anchors, aliases and tags.

use std::ops::Range;

use granit_parser::{Event, Parser, ScalarStyle, Span, StructureStyle};

/// How deep values may be nested; front matter is read 8 deep.
const DEEPEST: usize = 16;

/// A value and where it is written: bytes of the YAML, 0-based, end excluded.
#[derive(Clone, Debug)]
pub(super) struct Node {
    pub(super) span: Range<usize>,
    pub(super) value: Value,
}

/// A value as YAML has it, before it is a date, a number or nothing.
#[derive(Clone, Debug)]
pub(super) enum Value {
    Scalar { style: ScalarStyle, text: String },
    List { flow: bool, items: Vec<Node> },
    Map { flow: bool, entries: Vec<Entry> },
}

/// A key with its value.
#[derive(Clone, Debug)]
pub(super) struct Entry {
    pub(super) key: String,
    pub(super) key_span: Range<usize>,
    pub(super) node: Node,
}

/// YAML as a tree, and where its comments are.
#[derive(Clone, Debug)]
pub(super) struct Tree {
    /// None where there is no document.
    pub(super) root: Option<Node>,
    pub(super) comments: Vec<Range<usize>>,
}

/// Why YAML cannot be edited.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum NotATree {
    /// It is no YAML; what the parser says.
    Broken(String),
    /// It has anchors, aliases, tags, keys that are no text, or several documents.
    Beyond,
}

/// Reads YAML.
pub(super) fn read(yaml: &str) -> Result<Tree, NotATree> {
    let mut reader = Reader { yaml, parser: Parser::new_from_str(yaml), comments: Vec::new() };
    let mut root = None;
    while let Some((event, span)) = reader.next()? {
        match event {
            Event::StreamStart | Event::StreamEnd | Event::DocumentStart(..) | Event::DocumentEnd => {}
            _ if root.is_some() => return Err(NotATree::Beyond),
            event => root = Some(reader.node(event, &span, 0)?),
        }
    }
    Ok(Tree { root, comments: reader.comments })
}

struct Reader<'a> {
    yaml: &'a str,
    parser: Parser<'a, granit_parser::StrInput<'a>>,
    comments: Vec<Range<usize>>,
}

impl<'a> Reader<'a> {
    /// The next event that is no comment.
    fn next(&mut self) -> Result<Option<(Event<'a>, Span)>, NotATree> {
        for event in self.parser.by_ref() {
            let (event, span) = event.map_err(|error| NotATree::Broken(error.to_string()))?;
            if !matches!(event, Event::Comment(..)) {
                return Ok(Some((event, span)));
            }
            self.comments.extend(span.byte_range());
        }
        Ok(None)
    }

    fn node(&mut self, event: Event<'a>, span: &Span, depth: usize) -> Result<Node, NotATree> {
        let range = span.byte_range().ok_or(NotATree::Beyond)?;
        let start = range.start;
        match event {
            _ if depth > DEEPEST => Err(NotATree::Beyond),
            Event::Scalar(text, style, 0, None) => {
                // Nothing written is nothing, whatever name the parser has for it.
                let text = if range.is_empty() { String::new() } else { text.into_owned() };
                Ok(Node { span: range, value: Value::Scalar { style, text } })
            }
            Event::SequenceStart(style, 0, None) => {
                let (mut items, mut end) = (Vec::new(), range.end);
                loop {
                    match self.next()?.ok_or(NotATree::Beyond)? {
                        (Event::SequenceEnd, span) => {
                            end = end.max(closed(style, &span, items.last().map(|item: &Node| item.span.end)));
                            break;
                        }
                        (event, span) => items.push(self.node(event, &span, depth + 1)?),
                    }
                }
                let flow = style == StructureStyle::Flow;
                Ok(Node { span: start..end, value: Value::List { flow, items } })
            }
            Event::MappingStart(style, 0, None) => {
                let (mut entries, mut end): (Vec<Entry>, usize) = (Vec::new(), range.end);
                loop {
                    let (event, span) = self.next()?.ok_or(NotATree::Beyond)?;
                    if matches!(event, Event::MappingEnd) {
                        end = end.max(closed(style, &span, entries.last().map(|entry| entry.node.span.end)));
                        break;
                    }
                    let key_span = span.byte_range().ok_or(NotATree::Beyond)?;
                    let Event::Scalar(key, _, 0, None) = event else { return Err(NotATree::Beyond) };
                    let (event, span) = self.next()?.ok_or(NotATree::Beyond)?;
                    let mut node = self.node(event, &span, depth + 1)?;
                    if let Value::Scalar { style: ScalarStyle::Literal | ScalarStyle::Folded, .. } = node.value {
                        node.span = self.block(&key_span, &node.span).ok_or(NotATree::Beyond)?;
                    }
                    entries.push(Entry { key: key.into_owned(), key_span, node });
                }
                let flow = style == StructureStyle::Flow;
                Ok(Node { span: start..end, value: Value::Map { flow, entries } })
            }
            _ => Err(NotATree::Beyond),
        }
    }
}

impl Reader<'_> {
    /// A block of lines with the sign that opens it, and without the blank lines behind it.
    fn block(&self, key: &Range<usize>, lines: &Range<usize>) -> Option<Range<usize>> {
        let opener = self.yaml.get(key.end..)?.find(['|', '>'])? + key.end;
        if self.yaml.get(key.end..opener)?.trim() != ":" {
            return None;
        }
        let written = self.yaml.get(opener..lines.end.max(opener + 1))?;
        Some(opener..opener + written.trim_end().len())
    }
}

/// Where a collection ends: a bracket ends it, or its last value.
fn closed(style: StructureStyle, span: &Span, last: Option<usize>) -> usize {
    match style {
        StructureStyle::Flow => span.byte_range().map_or(0, |range| range.end),
        StructureStyle::Block => last.unwrap_or(0),
    }
}

impl Value {
    /// The text of one value; nothing of several.
    pub(super) fn text(&self) -> &str {
        match self {
            Value::Scalar { text, .. } => text,
            Value::List { .. } | Value::Map { .. } => "",
        }
    }
}

impl Node {
    /// The value at a path of keys.
    pub(super) fn at(&self, path: &[&str]) -> Option<&Node> {
        match path.split_first() {
            None => Some(self),
            Some((first, rest)) => self.entry(first)?.node.at(rest),
        }
    }

    /// The entry of a key, where this is a map that has it.
    pub(super) fn entry(&self, key: &str) -> Option<&Entry> {
        match &self.value {
            Value::Map { entries, .. } => entries.iter().find(|entry| entry.key == key),
            _ => None,
        }
    }

    /// Whether nothing is written here: `key:` alone.
    pub(super) fn is_blank(&self) -> bool {
        self.span.is_empty()
    }
}

/// Two values that read the same, however they are written. White space at a text's ends is not counted: a block of
/// lines ends in a line break, a quoted text does not.
impl PartialEq for Node {
    fn eq(&self, other: &Node) -> bool {
        match (&self.value, &other.value) {
            (Value::Scalar { text, .. }, Value::Scalar { text: other, .. }) => text.trim() == other.trim(),
            (Value::List { items, .. }, Value::List { items: others, .. }) => items == others,
            (Value::Map { entries, .. }, Value::Map { entries: others, .. }) => {
                entries.len() == others.len()
                    && entries.iter().zip(others).all(|(one, other)| one.key == other.key && one.node == other.node)
            }
            _ => false,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn every_value_is_found_where_it_is_written() {
        let yaml = "# first\ntitle: \"أ: ب\"   # why\nblank:\ndate: 2019-02-06\ntags: [a, 'b']\nmore:\n  - x\n  - y # z\nsource: { outlet: رووداو, url: }\nsummary_en: |\n  One.\n\n  Two.\n\nlast: q\n";
        let tree = read(yaml).unwrap();
        let root = tree.root.unwrap();
        let at = |path: &[&str]| root.at(path).and_then(|node| yaml.get(node.span.clone()));
        assert_eq!(at(&["title"]), Some("\"أ: ب\""));
        assert_eq!(at(&["blank"]), Some(""));
        assert_eq!(at(&["date"]), Some("2019-02-06"));
        assert_eq!(at(&["tags"]), Some("[a, 'b']"));
        assert_eq!(at(&["more"]), Some("- x\n  - y"));
        assert_eq!(at(&["source", "outlet"]), Some("رووداو"));
        assert_eq!(at(&["source"]), Some("{ outlet: رووداو, url: }"));
        assert_eq!(at(&["summary_en"]), Some("|\n  One.\n\n  Two."));
        assert_eq!(at(&["last"]), Some("q"));
        assert_eq!(tree.comments.len(), 3);
    }

    #[test]
    fn what_an_edit_could_not_keep_is_refused() {
        for yaml in ["a: &x 1\nb: *x\n", "a: !!str 1\n", "? [a]\n: b\n", "a: 1\n---\nb: 2\n"] {
            assert_eq!(read(yaml).unwrap_err(), NotATree::Beyond, "{yaml}");
        }
        assert!(matches!(read("a: [1\n"), Err(NotATree::Broken(_))));
    }
}
