//! `site.toml` and a change of one tag in it → the same file with that tag renamed, or made part of another. Reports are not its business.

use std::collections::BTreeSet;
use std::ops::Range;

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::Edit;
use crate::diagnostic::message::Message;
use crate::say;

type Pair<'a, 'i> = (&'a Spanned<std::borrow::Cow<'i, str>>, &'a Spanned<DeValue<'i>>);

/// Gives a tag another id.
///
/// # Errors
/// The file is written in a way that this cannot keep.
pub fn rename_tag(text: &str, from: &str, to: &str) -> Result<Vec<Edit>, Message> {
    let table = DeTable::parse(text).map_err(|_| unreadable())?;
    let (key, _) = tag(table.get_ref(), from).ok_or_else(|| absent(from))?;
    checked(text, vec![Edit { range: key.span(), new: to.to_owned() }])
}

/// Takes a tag out and adds its id's labels and words to the words of another.
///
/// # Errors
/// The file is written in a way that this cannot keep; one of the tags is missing.
pub fn merge_tag(text: &str, from: &str, into: &str) -> Result<Vec<Edit>, Message> {
    let parsed = DeTable::parse(text).map_err(|_| unreadable())?;
    let table = parsed.get_ref();
    let (gone_key, gone) = tag(table, from).ok_or_else(|| absent(from))?;
    let (kept_key, kept) = tag(table, into).ok_or_else(|| absent(into))?;
    let header = |key: &Spanned<std::borrow::Cow<'_, str>>| {
        let line = line_of(text, key.span().start);
        text.get(line.clone()).is_some_and(|line| line.trim_start().starts_with('[')).then_some(line)
    };
    let (Some(first), Some(kept_header)) = (header(gone_key), header(kept_key)) else { return Err(by_hand(from)) };
    let last = values(gone).map(|(_, value)| line_of(text, value.span().end).end).max().unwrap_or(first.end);
    let own = first.start..last;
    if text.get(own.clone()).is_some_and(has_comment) {
        return Err(say!(
            "the table of `{from}` has comments that would be lost; take it out by hand",
            "في جدول `{from}` تعليقات ستضيع؛ احذفه بيدك"
        ));
    }
    // The blank line that parts it from the next table goes along.
    let blank = text.get(own.end..).is_some_and(|rest| rest.starts_with('\n') || rest.starts_with("\r\n"));
    let end = if blank { line_of(text, own.end).end } else { own.end };
    let mut known: BTreeSet<String> = texts(kept).collect();
    let new: Vec<String> = texts(gone).filter(|word| known.insert(word.clone())).collect();
    let mut edits = vec![Edit { range: own.start..end, new: String::new() }];
    if !new.is_empty() {
        edits.push(words(text, kept, &kept_header, &new).ok_or_else(|| by_hand(into))?);
    }
    edits.sort_by_key(|edit| edit.range.start);
    checked(text, edits)
}

/// Applies edits that rise and are apart.
pub fn apply(text: &str, edits: &[Edit]) -> String {
    edits.iter().rev().fold(text.to_owned(), |text, edit| edit.apply(&text))
}

/// Adds words to a tag.
fn words(text: &str, tag: &Spanned<DeValue<'_>>, header: &Range<usize>, new: &[String]) -> Option<Edit> {
    let quoted: Vec<String> = new.iter().map(|word| serde_json::Value::from(word.as_str()).to_string()).collect();
    let quoted = quoted.join(", ");
    let found = values(tag).find(|(key, _)| key.get_ref() == "words");
    let Some((_, value)) = found else {
        let last = values(tag).map(|(_, value)| line_of(text, value.span().end).end).max().unwrap_or(header.end);
        let eol = if text.get(header.clone())?.ends_with("\r\n") { "\r\n" } else { "\n" };
        return Some(Edit { range: last..last, new: format!("words = [{quoted}]{eol}") });
    };
    let DeValue::Array(items) = value.get_ref() else { return None };
    match items.iter().last() {
        Some(last) => Some(Edit { range: last.span().end..last.span().end, new: format!(", {quoted}") }),
        None => Some(Edit { range: value.span(), new: format!("[{quoted}]") }),
    }
}

/// The edited text must be read as well as the old one was.
fn checked(text: &str, edits: Vec<Edit>) -> Result<Vec<Edit>, Message> {
    DeTable::parse(&apply(text, &edits)).map_err(|_| unreadable())?;
    Ok(edits)
}

fn tag<'a, 'i>(table: &'a DeTable<'i>, id: &str) -> Option<Pair<'a, 'i>> {
    let (_, tags) = table.iter().find(|(key, _)| key.get_ref() == "tag")?;
    values(tags).find(|(key, _)| key.get_ref() == id)
}

fn values<'a, 'i>(value: &'a Spanned<DeValue<'i>>) -> impl Iterator<Item = Pair<'a, 'i>> {
    match value.get_ref() {
        DeValue::Table(table) => Some(table.iter()),
        _ => None,
    }
    .into_iter()
    .flatten()
}

/// The labels and words of a tag.
fn texts(tag: &Spanned<DeValue<'_>>) -> impl Iterator<Item = String> {
    values(tag).flat_map(|(_, value)| match value.get_ref() {
        DeValue::String(text) => vec![text.clone().into_owned()],
        DeValue::Array(items) => items.iter().filter_map(|item| item.get_ref().as_str().map(str::to_owned)).collect(),
        _ => Vec::new(),
    })
}

/// The line that an offset is on, with its line break.
fn line_of(text: &str, at: usize) -> Range<usize> {
    let start = text.get(..at).and_then(|before| before.rfind('\n')).map_or(0, |end| end + 1);
    let end = text.get(at..).and_then(|rest| rest.find('\n')).map_or(text.len(), |end| at + end + 1);
    start..end
}

/// Whether there may be a comment: a `#` that is in no quoted text.
fn has_comment(text: &str) -> bool {
    text.lines().any(|line| {
        let mut quote = None;
        line.chars().any(|c| match (quote, c) {
            (None, '#') => true,
            (None, '"' | '\'') => {
                quote = Some(c);
                false
            }
            (Some(open), _) if open == c => {
                quote = None;
                false
            }
            _ => false,
        })
    })
}

fn unreadable() -> Message {
    say!(
        "site.toml cannot be changed here without breaking it; change it by hand",
        "لا يمكن تغيير `site.toml` هنا من غير أن يفسد؛ غيّره بيدك"
    )
}

fn absent(id: &str) -> Message {
    say!("site.toml has no tag `{id}`", "لا موضوع باسم `{id}` في `site.toml`")
}

fn by_hand(id: &str) -> Message {
    say!(
        "the tag `{id}` is not written as a table `[tag.{id}]`; change it by hand",
        "الموضوع `{id}` ليس مكتوبًا في جدول `[tag.{id}]`؛ غيّره بيدك"
    )
}

#[cfg(test)]
mod tests {
    use super::*;

    const SITE: &str = "# top\n[tag.a] # one\nar = \"ا\"\nen = \"A\"\nwords = [\"x\", \"y\"]\n\n# about b\n[tag.b]\nar = \"ب\"\nen = \"B\"\n\n[title]\nar = \"t\"\n";

    #[test]
    fn a_tag_is_renamed_where_its_name_stands() {
        let edits = rename_tag(SITE, "a", "new").unwrap();
        assert_eq!(apply(SITE, &edits), SITE.replace("[tag.a]", "[tag.new]"));
        assert!(rename_tag(SITE, "c", "d").is_err());
    }

    #[test]
    fn a_merged_tag_leaves_its_words() {
        let edits = merge_tag(SITE, "b", "a").unwrap();
        let expected =
            SITE.replace("\"y\"]", "\"y\", \"ب\", \"B\"]").replace("[tag.b]\nar = \"ب\"\nen = \"B\"\n\n", "");
        assert_eq!(apply(SITE, &edits), expected);
        // Its heading has a comment.
        assert!(merge_tag(SITE, "a", "b").is_err());
        let plain = SITE.replace(" # one", "");
        let merged = apply(&plain, &merge_tag(&plain, "a", "b").unwrap());
        assert!(merged.contains("en = \"B\"\nwords = [\"ا\", \"A\", \"x\", \"y\"]\n\n[title]"), "{merged}");
    }
}
