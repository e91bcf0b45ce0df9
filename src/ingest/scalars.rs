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
}

/// What an open collection is, and where it stands in the reading.
enum Open {
    /// The key whose value comes next; none where a key comes next.
    Mapping(Option<String>),
    Sequence,
}

/// Every value, in the order of the file; those before a mistake where there is one.
pub fn of(yaml: &str) -> Vec<Scalar> {
    let mut found = Vec::new();
    let mut open: Vec<Open> = Vec::new();
    let starts: Vec<usize> = yaml.char_indices().map(|(at, _)| at).chain([yaml.len()]).collect();
    let byte = |index: usize| starts.get(index).copied().unwrap_or(yaml.len());
    for event in Parser::new_from_str(yaml) {
        let Ok((event, span)) = event else {
            return found;
        };
        match event {
            Event::Scalar(value, ..) => {
                if let Some(Open::Mapping(key @ None)) = open.last_mut() {
                    *key = Some(value.into_owned());
                    continue;
                }
                let range = byte(span.start.index())..byte(span.end.index());
                found.push(Scalar { key: path(&open), range });
                value_ends(&mut open);
            }
            Event::MappingStart(..) => open.push(Open::Mapping(None)),
            Event::SequenceStart(..) => open.push(Open::Sequence),
            Event::MappingEnd | Event::SequenceEnd => {
                open.pop();
                value_ends(&mut open);
            }
            Event::Alias(_) => value_ends(&mut open),
            _ => {}
        }
    }
    found
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
