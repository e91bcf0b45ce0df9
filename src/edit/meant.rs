//! Values and a change → the values that must be read afterwards. It writes no YAML.

use granit_parser::ScalarStyle;

use super::Change;
use super::field::{Field, New};
use super::tree::{Entry, Node, Value};

/// What the front matter must read as afterwards.
pub(super) fn expected(root: Option<Node>, field: Field, change: &Change) -> Option<Node> {
    let mut root = root.unwrap_or(Node { span: 0..0, value: Value::Map { flow: false, entries: Vec::new() } });
    apply(&mut root, field.path, change);
    match &root.value {
        Value::Map { entries, .. } if entries.is_empty() => None,
        _ => Some(root),
    }
}

fn apply(node: &mut Node, path: &[&str], change: &Change) {
    if !matches!(node.value, Value::Map { .. }) {
        node.value = Value::Map { flow: true, entries: Vec::new() };
    }
    let (Value::Map { entries, flow }, Some((key, rest))) = (&mut node.value, path.split_first()) else { return };
    let in_flow = *flow;
    if !rest.is_empty() {
        if entries.iter().all(|entry| entry.key != *key) {
            entries.push(made(key, Value::Map { flow: true, entries: Vec::new() }));
        }
        if let Some(entry) = entries.iter_mut().find(|entry| entry.key == *key) {
            apply(&mut entry.node, rest, change);
        }
        return;
    }
    let found = entries.iter().position(|entry| entry.key == *key);
    let blank = || scalar(String::new());
    match (change, found.and_then(|at| Some((at, entries.get_mut(at)?)))) {
        (Change::Set(new), Some((_, entry))) => entry.node.value = meant(new),
        (Change::Set(new), None) => entries.push(made(key, meant(new))),
        (Change::Remove, Some((_, entry))) if in_flow => entry.node.value = blank(),
        (Change::Remove, Some((at, _))) => drop(entries.remove(at)),
        (Change::Item(index, new), Some((_, entry))) => {
            if let Value::List { items, .. } = &mut entry.node.value
                && let Some(item) = items.get_mut(*index)
            {
                match new {
                    Some(new) => item.value = scalar(new.clone()),
                    None => drop(items.remove(*index)),
                }
            }
        }
        (_, None) => {}
    }
}

fn made(key: &str, value: Value) -> Entry {
    Entry { key: key.to_owned(), key_span: 0..0, node: Node { span: 0..0, value } }
}

fn scalar(text: String) -> Value {
    Value::Scalar { style: ScalarStyle::Plain, text }
}

fn meant(new: &New) -> Value {
    match new {
        New::Text(text) => scalar(text.clone()),
        New::Flag(flag) => scalar(flag.to_string()),
        New::List(items) => Value::List {
            flow: true,
            items: items.iter().map(|item| Node { span: 0..0, value: scalar(item.clone()) }).collect(),
        },
    }
}
