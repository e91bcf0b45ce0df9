//! Front matter → where each of its values stands, to the byte. It checks nothing: `front_matter` does.

use std::ops::Range;

use granit_parser::{Event, Parser};

/// A value of front matter.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Scalar {
    /// Its key, as `title` or `source.outlet`; of an item of a list, the list's.
    pub key: String,
    /// Bytes of the YAML, 0-based, end excluded, quotes included; of a block, its lines.
    pub range: Range<usize>,
    /// The value as YAML reads it.
    pub value: String,
}

/// What an open collection is, and where it stands in the reading.
enum Open {
    /// The key whose value comes next; none where a key comes next.
    Mapping(Option<String>),
    Sequence,
}

/// Every value, in the order of the file; those before a mistake where there is one.
pub fn of(yaml: &str) -> Vec<Scalar> {
    let mut open: Vec<Open> = Vec::new();
    let starts: Vec<usize> = yaml.char_indices().map(|(at, _)| at).chain([yaml.len()]).collect();
    let byte = |index: usize| starts.get(index).copied().unwrap_or(yaml.len());
    let events = Parser::new_from_str(yaml).map_while(Result::ok);
    let found = events.filter_map(|(event, span)| {
        let (key, value) = follow(&mut open, event)?;
        Some(Scalar { key, range: byte(span.start.index())..byte(span.end.index()), value })
    });
    found.collect()
}

/// The key of the value that begins at this line and column, both from 1, of an item of a list the list's; none where no
/// value begins there.
pub(super) fn key_at(yaml: &str, place: (usize, usize)) -> Option<String> {
    begun(yaml, place)?.key
}

/// Where the innermost collection began that is the value of a field and whose first key or item stands here.
pub(super) fn collection_around(yaml: &str, place: (usize, usize)) -> Option<(usize, usize)> {
    begun(yaml, place)?.around
}

/// What begins at a place.
struct Begun {
    /// The key that it is a value of.
    key: Option<String>,
    /// Where the collection began that it opens.
    around: Option<(usize, usize)>,
}

fn begun(yaml: &str, place: (usize, usize)) -> Option<Begun> {
    let mut open: Vec<Open> = Vec::new();
    let mut opened = None;
    for event in Parser::new_from_str(yaml) {
        let (event, span) = event.ok()?;
        let here = (span.start.line(), span.start.col() + 1);
        if here == place && !matches!(event, Event::StreamStart | Event::DocumentStart(..)) {
            let is_key = matches!(open.last(), Some(Open::Mapping(None)));
            let key = Some(path(&open)).filter(|key| !is_key && !key.is_empty());
            return Some(Begun { key, around: opened.filter(|_| open.len() > 1) });
        }
        opened = matches!(event, Event::MappingStart(..)).then_some(here);
        follow(&mut open, event);
    }
    None
}

/// Goes on by an event. Where that is a value it gives its key and the value.
fn follow(open: &mut Vec<Open>, event: Event<'_>) -> Option<(String, String)> {
    match event {
        Event::Scalar(value, ..) => {
            if let Some(Open::Mapping(key @ None)) = open.last_mut() {
                *key = Some(value.into_owned());
                return None;
            }
            let key = path(open);
            value_ends(open);
            return Some((key, value.into_owned()));
        }
        Event::MappingStart(..) => open.push(Open::Mapping(None)),
        Event::SequenceStart(..) => open.push(Open::Sequence),
        Event::MappingEnd | Event::SequenceEnd => {
            open.pop();
            value_ends(open);
        }
        Event::Alias(_) => value_ends(open),
        _ => {}
    }
    None
}

/// The byte of the first value, 0-based, that a tag such as `!!binary` says how to read, if any does.
pub fn tagged(yaml: &str) -> Option<usize> {
    // A tag begins with `!`; hardly a report has one, and parsing takes its time.
    if !yaml.contains('!') {
        return None;
    }
    let tagged = Parser::new_from_str(yaml).map_while(Result::ok).find(|(event, _)| {
        matches!(
            event,
            Event::Scalar(.., Some(_)) | Event::SequenceStart(.., Some(_)) | Event::MappingStart(.., Some(_))
        )
    });
    let (_, span) = tagged?;
    Some(yaml.char_indices().nth(span.start.index()).map_or(yaml.len(), |(at, _)| at))
}

fn path(open: &[Open]) -> String {
    let keys: Vec<&str> = open
        .iter()
        .filter_map(|open| match open {
            Open::Mapping(key) => key.as_deref(),
            Open::Sequence => None,
        })
        .collect();
    keys.join(".")
}

fn value_ends(open: &mut [Open]) {
    if let Some(Open::Mapping(key)) = open.last_mut() {
        *key = None;
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_value_is_found_with_its_key() {
        let yaml = "title: بيان\n# a note\ntags: [أ, \"ب\"]\nsource: { outlet: صحيفة, url: x }\nsummary_en: |\n  One.\n  Two.\nslug: y\n";
        let found = of(yaml);
        let said: Vec<(&str, &str)> = found
            .iter()
            .map(|scalar| (scalar.key.as_str(), yaml.get(scalar.range.clone()).unwrap().trim_end()))
            .collect();
        let expected = [
            ("title", "بيان"),
            ("tags", "أ"),
            ("tags", "\"ب\""),
            ("source.outlet", "صحيفة"),
            ("source.url", "x"),
            ("summary_en", "One.\n  Two."),
            ("slug", "y"),
        ];
        assert_eq!(said, expected);
        assert_eq!(of("title: \"open").len(), 0);
    }
}
