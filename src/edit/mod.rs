//! A report and a change of one value above it → the report with that value changed and every other byte as it was, or the reason why not. It touches no disk but in `file`.

mod editor;
pub mod field;
pub mod file;
mod meant;
pub mod site;
#[cfg(test)]
mod tests;
mod tree;
mod write;

use std::ops::Range;

use crate::diagnostic::message::Message;
use crate::ingest::front_matter::{Parts, split};
use crate::say;
use editor::{Editor, absent, top};
use field::{Field, New};
use tree::{NotATree, Value};

/// One change of a text: bytes, 0-based and end excluded, and what stands there instead.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    /// What goes.
    pub range: Range<usize>,
    /// What comes.
    pub new: String,
}

impl Edit {
    /// The text with the change.
    pub fn apply(&self, text: &str) -> String {
        let before = text.get(..self.range.start).unwrap_or("");
        let after = text.get(self.range.end..).unwrap_or("");
        [before, &self.new, after].concat()
    }
}

/// What is to become of a value.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is this.
    Set(New),
    /// Its line goes.
    Remove,
    /// The item of a list at an index, from 0, is this; none: it goes.
    Item(usize, Option<String>),
}

/// Changes one value of a report's front matter, which is made where there is none.
///
/// The result is read again: it must say what was meant and nothing else must read otherwise.
///
/// # Errors
/// Why it cannot be done without touching anything else.
pub fn edit(text: &str, field: Field, change: &Change) -> Result<Edit, Message> {
    let bom = if text.starts_with('\u{FEFF}') { '\u{FEFF}'.len_utf8() } else { 0 };
    let body = text.get(bom..).unwrap_or("");
    if body.replace("\r\n", "\n").contains('\r') {
        return Err(say!(
            "its lines end in a lone carriage return; save it with the usual line ends",
            "تنتهي أسطره بمحرف الرجوع وحده؛ احفظه بنهايات الأسطر المعتادة"
        ));
    }
    let eol = if body.split('\n').next().is_some_and(|line| line.ends_with('\r')) { "\r\n" } else { "\n" };
    let parts = split(body)
        .map_err(|_| say!("the front matter is not closed by a line `---`", "لم تُغلق ترويسة التقرير بسطر `---`"))?;
    let Some(yaml) = parts.yaml else {
        let Change::Set(new) = change else { return Err(absent(field)) };
        let new = format!("---{eol}{}---{eol}", top(field, new, 0, eol));
        return Ok(Edit { range: bom..bom, new });
    };
    let start = bom + parts.yaml_start;
    let old = tree::read(yaml).map_err(refused)?;
    let editor = Editor { yaml, tree: &old, eol, field };
    let edit = editor.change(change)?;
    let new_yaml = edit.apply(yaml);
    let new = tree::read(&new_yaml).map_err(refused)?;
    let kept = new.comments.len() == old.comments.len();
    if !kept || new.root.as_ref() != meant::expected(old.root.clone(), field, change).as_ref() || holds_fence(&new_yaml)
    {
        return Err(say!(
            "it is written in a way that cannot be changed without touching what is beside it; change it by hand",
            "كُتب على نحو لا يمكن تغييره من غير المساس بما حوله؛ غيّره بيدك"
        ));
    }
    Ok(Edit { range: start + edit.range.start..start + edit.range.end, new: edit.new })
}

/// A field with its value as a line of front matter, or several lines, ended by a line feed.
pub fn line(field: Field, new: &New) -> String {
    top(field, new, 0, "\n")
}

/// A text as it may stand between the braces of `source: { … }`.
pub fn in_braces(text: &str) -> String {
    write::inline(text, None, true)
}

/// The items of a list as written; one that is no text is empty.
///
/// # Errors
/// The front matter cannot be read.
pub fn items(text: &str, field: Field) -> Result<Vec<String>, Message> {
    let unmarked = text.strip_prefix('\u{FEFF}').unwrap_or(text);
    let Ok(Parts { yaml: Some(yaml), .. }) = split(unmarked) else { return Ok(Vec::new()) };
    let tree = tree::read(yaml).map_err(refused)?;
    match tree.root.as_ref().and_then(|root| root.at(field.path)).map(|node| &node.value) {
        Some(Value::List { items, .. }) => Ok(items.iter().map(|item| item.value.text().to_owned()).collect()),
        _ => Ok(Vec::new()),
    }
}

fn refused(why: NotATree) -> Message {
    match why {
        NotATree::Broken(what) => say!(
            "the front matter is no YAML that can be read: {what}",
            "لا يمكن قراءة ترويسة التقرير بصيغة YAML: «{what}»"
        ),
        NotATree::Beyond => say!(
            "the front matter has anchors, tags or keys that are edited by hand only",
            "في ترويسة التقرير مراسٍ أو وسوم أو مفاتيح لا تُغيَّر إلا باليد"
        ),
    }
}

/// A line like that of the fence would end the front matter early.
fn holds_fence(yaml: &str) -> bool {
    yaml.lines().any(|line| matches!(line.trim_end(), "---" | "..."))
}
