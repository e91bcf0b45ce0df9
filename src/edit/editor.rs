//! A change of a field → the bytes of the YAML that it takes. Whether these say what was meant is tried by the caller.

use std::ops::Range;

use granit_parser::ScalarStyle;

use super::field::{Field, New};
use super::tree::{Entry, Node, Tree, Value};
use super::{Change, Edit, write};
use crate::diagnostic::message::Message;
use crate::say;

/// A field as a line of its own, or several, ended.
pub(super) fn top(field: Field, new: &New, indent: usize, eol: &str) -> String {
    let pad = " ".repeat(indent);
    match field.path {
        [parent, key] => format!("{pad}{parent}: {{ {key}: {} }}{eol}", value(new, None, true)),
        _ => format!("{pad}{}: {}{eol}", field.name(), own_line(field, new, indent, eol)),
    }
}

/// A value that has the rest of its line, and lines below it.
fn own_line(field: Field, new: &New, indent: usize, eol: &str) -> String {
    match new {
        New::Text(text) if field.is_prose || text.trim_end().contains('\n') => {
            write::lines(text, indent + 2, eol).unwrap_or_else(|| value(new, None, false))
        }
        _ => value(new, None, false),
    }
}

/// A value on one line.
fn value(new: &New, style: Option<ScalarStyle>, flow: bool) -> String {
    match new {
        New::Text(text) => write::inline(text.trim_end(), style, flow),
        New::Flag(flag) => flag.to_string(),
        New::List(items) => write::list(items),
    }
}

/// YAML, its values, and the field that is changed.
pub(super) struct Editor<'a> {
    pub(super) yaml: &'a str,
    pub(super) tree: &'a Tree,
    pub(super) eol: &'a str,
    pub(super) field: Field,
}

impl Editor<'_> {
    /// The change as bytes of the YAML.
    pub(super) fn change(&self, change: &Change) -> Result<Edit, Message> {
        let Some(root) = &self.tree.root else {
            let Change::Set(new) = change else { return Err(absent(self.field)) };
            return Ok(self.insert(self.yaml.len(), top(self.field, new, 0, self.eol)));
        };
        let Value::Map { entries, flow } = &root.value else {
            return Err(say!("the front matter is no list of `key: value`", "ليست الترويسة في صيغة `مفتاح: قيمة`"));
        };
        if let Some(first) = self.field.path.first()
            && entries.iter().filter(|entry| entry.key == *first).count() > 1
        {
            return Err(say!("`{first}` stands twice; keep one of them", "المفتاح `{first}` مكرر؛ أبقِ واحدًا منهما"));
        }
        let (parent, key): (Option<&Entry>, &str) = match self.field.path {
            [parent, key] => (root.entry(parent), key),
            [key, ..] => (None, key),
            [] => return Err(absent(self.field)),
        };
        let (map, in_flow) = match parent {
            None => (root, *flow),
            Some(parent) => match &parent.node.value {
                Value::Map { flow: inner, .. } => (&parent.node, *inner || *flow),
                _ if parent.node.is_blank() => {
                    let Change::Set(new) = change else { return Err(absent(self.field)) };
                    return self.after_colon(parent, &format!(" {{ {key}: {} }}", value(new, None, true)));
                }
                _ => return Err(say!("`{}` is one value, not several", "`{}` قيمة واحدة لا عدة قيم", parent.key)),
            },
        };
        let is_whole = self.field.path.len() == 1 || parent.is_some();
        let found = map.entry(key).filter(|_| is_whole);
        match (found, change) {
            (Some(entry), Change::Set(new)) => self.replace(entry, new, in_flow),
            (Some(entry), Change::Remove) => self.remove(entry, in_flow),
            (Some(entry), Change::Item(index, new)) => self.item(entry, *index, new.as_deref(), in_flow),
            (None, Change::Set(new)) if parent.is_some() || (in_flow && is_whole) => {
                Ok(self.add(map, key, new, in_flow))
            }
            (None, Change::Set(new)) => {
                let indent = self.column(root.span.start);
                Ok(self.insert(self.yaml.len(), top(self.field, new, indent, self.eol)))
            }
            (None, _) => Err(absent(self.field)),
        }
    }

    fn insert(&self, at: usize, new: String) -> Edit {
        Edit { range: at..at, new }
    }

    /// How many characters stand before an offset on its line.
    fn column(&self, at: usize) -> usize {
        let before = self.yaml.get(..at).unwrap_or("");
        before.get(before.rfind('\n').map_or(0, |end| end + 1)..).unwrap_or("").chars().count()
    }

    fn has_comment(&self, range: &Range<usize>) -> bool {
        self.tree.comments.iter().any(|comment| comment.start < range.end && range.start < comment.end)
    }

    /// The end of the line that an offset is on, its line break not counted.
    fn line_end(&self, at: usize) -> usize {
        let rest = self.yaml.get(at..).unwrap_or("");
        let line = rest.split('\n').next().unwrap_or("");
        at + line.trim_end_matches('\r').len()
    }

    fn after_colon(&self, entry: &Entry, new: &str) -> Result<Edit, Message> {
        let behind = self.yaml.get(entry.key_span.end..).and_then(|rest| rest.find(':'));
        let at = behind.map(|colon| entry.key_span.end + colon + 1);
        at.map(|at| self.insert(at, new.to_owned())).ok_or_else(|| absent(self.field))
    }

    fn replace(&self, entry: &Entry, new: &New, flow: bool) -> Result<Edit, Message> {
        let node = &entry.node;
        if node.is_blank() {
            let indent = self.column(entry.key_span.start);
            let alone = self
                .yaml
                .get(entry.key_span.end..self.line_end(entry.key_span.end))
                .is_some_and(|rest| rest.trim() == ":");
            let written =
                if alone && !flow { own_line(self.field, new, indent, self.eol) } else { value(new, None, flow) };
            return self.after_colon(entry, &format!(" {written}"));
        }
        if self.has_comment(&node.span) {
            return Err(commented(self.field));
        }
        let alone =
            self.yaml.get(node.span.end..self.line_end(node.span.end)).is_some_and(|rest| rest.trim().is_empty());
        let written = match (&node.value, new) {
            (Value::Scalar { style: ScalarStyle::Literal | ScalarStyle::Folded, .. }, New::Text(text)) if alone => {
                let indent = self.column(entry.key_span.start) + 2;
                write::lines(text, indent, self.eol).unwrap_or_else(|| value(new, None, flow))
            }
            (Value::Scalar { style, .. }, New::Text(text)) if text.trim_end().contains('\n') && alone && !flow => {
                let indent = self.column(entry.key_span.start) + 2;
                write::lines(text, indent, self.eol).unwrap_or_else(|| value(new, Some(*style), flow))
            }
            (Value::Scalar { style, .. }, _) => value(new, Some(*style), flow),
            (Value::List { flow: false, .. }, New::List(items)) if !items.is_empty() => {
                let between = format!("{}{}", self.eol, " ".repeat(self.column(node.span.start)));
                let items: Vec<String> =
                    items.iter().map(|item| format!("- {}", write::inline(item, None, false))).collect();
                items.join(&between)
            }
            (Value::List { .. }, New::List(_)) => value(new, None, flow),
            _ => {
                let name = self.field.name();
                return Err(say!("`{name}` holds several values here", "في `{name}` هنا عدة قيم"));
            }
        };
        Ok(Edit { range: node.span.clone(), new: written })
    }

    fn remove(&self, entry: &Entry, flow: bool) -> Result<Edit, Message> {
        if flow {
            return Ok(Edit { range: entry.node.span.clone(), new: String::new() });
        }
        let start = entry.key_span.start
            - self
                .yaml
                .get(..entry.key_span.start)
                .map_or(0, |before| before.len() - before.rfind('\n').map_or(0, |end| end + 1));
        let end = self.line_end(entry.node.span.end.max(entry.key_span.end));
        let end = end + self.yaml.get(end..).map_or(0, |rest| rest.find('\n').map_or(rest.len(), |at| at + 1));
        if self.has_comment(&(start..end)) {
            return Err(commented(self.field));
        }
        Ok(Edit { range: start..end, new: String::new() })
    }

    fn item(&self, entry: &Entry, index: usize, new: Option<&str>, in_flow: bool) -> Result<Edit, Message> {
        let Value::List { flow, items } = &entry.node.value else { return Err(absent(self.field)) };
        let Some(item) = items.get(index) else { return Err(absent(self.field)) };
        let range = match (new, flow, index.checked_sub(1).and_then(|before| items.get(before)), items.get(index + 1)) {
            (Some(_), ..) => item.span.clone(),
            (None, _, None, None) => return self.replace(entry, &New::List(Vec::new()), in_flow),
            (None, true, _, Some(next)) => item.span.start..next.span.start,
            (None, false, None, Some(next)) => item.span.start..next.span.start,
            (None, _, Some(before), _) => before.span.end..item.span.end,
        };
        if self.has_comment(&range) {
            return Err(commented(self.field));
        }
        let style = match &item.value {
            Value::Scalar { style, .. } => Some(*style),
            _ => None,
        };
        Ok(Edit { range, new: new.map_or(String::new(), |new| write::inline(new, style, *flow || in_flow)) })
    }

    /// Adds a key to a map that has others, or none.
    fn add(&self, map: &Node, key: &str, new: &New, flow: bool) -> Edit {
        let Value::Map { entries, .. } = &map.value else { return self.insert(map.span.end, String::new()) };
        match entries.last() {
            Some(last) if flow => {
                let end = last.node.span.end.max(last.key_span.end);
                let end = if last.node.is_blank() { self.past_colon(last) } else { end };
                self.insert(end, format!(", {key}: {}", value(new, None, true)))
            }
            Some(last) => {
                let end = self.line_end(last.node.span.end.max(last.key_span.end));
                let pad = " ".repeat(self.column(last.key_span.start));
                self.insert(end, format!("{}{pad}{key}: {}", self.eol, value(new, None, false)))
            }
            None => self.insert(map.span.start + 1, format!(" {key}: {} ", value(new, None, true))),
        }
    }

    fn past_colon(&self, entry: &Entry) -> usize {
        let rest = self.yaml.get(entry.key_span.end..).unwrap_or("");
        entry.key_span.end + rest.find(':').map_or(0, |at| at + 1)
    }
}

fn commented(field: Field) -> Message {
    let name = field.name();
    say!("`{name}` has a comment inside that would be lost; change it by hand", "في `{name}` تعليق سيضيع؛ غيّره بيدك")
}

pub(super) fn absent(field: Field) -> Message {
    let name = field.name();
    say!("there is no `{name}` to take out", "لا يوجد `{name}` ليُحذف")
}
