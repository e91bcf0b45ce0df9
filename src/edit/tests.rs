//! Changes of front matter, by example and by the hundred.

use std::collections::BTreeMap;

use proptest::prelude::*;

use crate::ingest::front_matter;

use super::field::{FIELDS, Field, New, TAGS};
use super::{Change, edit};

fn set(text: &str, field: &str, value: &str) -> Result<String, String> {
    let field = Field::parse(field).unwrap();
    let change = Change::Set(field.value(value).unwrap());
    match edit(text, field, &change) {
        Ok(edit) => Ok(edit.apply(text)),
        Err(why) => Err(why.get(crate::lang::Lang::En).to_owned()),
    }
}

const REPORT: &str = "---\n# by hand\ntitle: 'قديم'   # keep me\ntags: [iraq, syria]\nsource: { outlet: رووداو }\nsummary_en: |\n  Old words.\n  More.\n\ndraft: true\n---\nنص\n";

#[test]
fn a_value_changes_and_nothing_else() {
    assert_eq!(set(REPORT, "title", "جديد").unwrap(), REPORT.replace("'قديم'", "'جديد'"));
    assert_eq!(set(REPORT, "tags", "a، b").unwrap(), REPORT.replace("[iraq, syria]", "[a, b]"));
    assert_eq!(set(REPORT, "draft", "false").unwrap(), REPORT.replace("true", "false"));
    assert_eq!(set(REPORT, "source.outlet", "a, b").unwrap(), REPORT.replace("رووداو", "\"a, b\""));
    assert_eq!(
        set(REPORT, "source.url", "https://a.org/1").unwrap(),
        REPORT.replace("رووداو }", "رووداو, url: https://a.org/1 }")
    );
    let summary = set(REPORT, "summary_en", "New: words.\n\nTwo # here.").unwrap();
    assert_eq!(summary, REPORT.replace("Old words.\n  More.", "New: words.\n\n  Two # here."));
    assert_eq!(set(REPORT, "date", "2021-06-28").unwrap(), REPORT.replace("true\n", "true\ndate: 2021-06-28\n"));
}

#[test]
fn front_matter_is_made_where_there_is_none() {
    assert_eq!(set("\u{feff}نص\r\n", "date", "2021").unwrap(), "\u{feff}---\r\ndate: \"2021\"\r\n---\r\nنص\r\n");
    assert_eq!(set("---\n---\nنص", "source.url", "x").unwrap(), "---\nsource: { url: x }\n---\nنص");
    assert_eq!(set("---\n# only\n---\n", "title", "x").unwrap(), "---\n# only\ntitle: x\n---\n");
    assert_eq!(
        set("---\nsource:\n  url: a # b\nslug: c\n---\n", "source.outlet", "x").unwrap(),
        "---\nsource:\n  url: a # b\n  outlet: x\nslug: c\n---\n"
    );
    assert_eq!(set("---\ntitle:  # fill in\n---\n", "title", "x").unwrap(), "---\ntitle: x  # fill in\n---\n");
}

#[test]
fn what_cannot_be_kept_is_refused() {
    for (text, field) in [
        ("---\ntitle: &a x\nslug: *a\n---\n", "title"),
        ("---\ntitle: x\ntitle: y\n---\n", "title"),
        ("---\ntags:\n  - a # why\n  - b\n---\n", "tags"),
        ("---\ntitle: x\nنص", "title"),
        ("---\ntitle: [x\n---\n", "title"),
        ("---\n- a\n---\n", "title"),
        ("---\rtitle: x\r---\r", "title"),
        ("---\nsource: x\n---\n", "source.url"),
    ] {
        assert!(set(text, field, "z").is_err(), "{text}");
    }
}

#[test]
fn an_item_of_a_list_is_replaced_or_goes() {
    let change = |text: &str, index, new: Option<&str>| {
        edit(text, TAGS, &Change::Item(index, new.map(str::to_owned))).map(|edit| edit.apply(text)).ok()
    };
    let flow = "---\ntags: [ iraq,  'syria', x ] # c\n---\n";
    assert_eq!(change(flow, 1, Some("b")).unwrap(), flow.replace("'syria'", "'b'"));
    assert_eq!(change(flow, 1, None).unwrap(), flow.replace("'syria', ", ""));
    assert_eq!(change(flow, 0, None).unwrap(), flow.replace("iraq,  ", ""));
    let block = "---\ntags:\n  - iraq\n  - syria # c\n---\n";
    assert_eq!(change(block, 0, Some("a, b")).unwrap(), block.replace("iraq", "a, b"));
    assert_eq!(change(block, 1, None).unwrap(), "---\ntags:\n  - iraq # c\n---\n");
    assert_eq!(change("---\ntags: [a]\n---\n", 0, None).unwrap(), "---\ntags: []\n---\n");
}

/// Front matter as editors write it: every key in some order, each in one of several manners.
fn front_matter() -> impl Strategy<Value = String> {
    let text = "[a-zء-ي][a-zء-ي0-9 :#'،«»-]{0,14}";
    let one = (0..FIELDS.len(), text, 0..6usize, prop::option::of(" # [a-zء-ي' ]{0,8}"), any::<bool>());
    (prop::collection::vec(one, 0..9), any::<bool>(), any::<bool>(), "[ء-ي \n]{0,20}").prop_map(
        |(keys, crlf, bom, body)| {
            let mut seen = std::collections::BTreeSet::new();
            let mut out = String::from("---\n");
            for (index, text, manner, comment, blank) in keys {
                let field = FIELDS[index];
                if !seen.insert(field.path[0]) {
                    continue;
                }
                // Each comment has a mark that no value has.
                let comment = comment.map(|comment| format!("{comment}§")).unwrap_or_default();
                let quoted = format!("'{}'", text.replace('\'', "''"));
                let text = match manner {
                    0 => text.replace([':', '#', '\''], "").trim().to_owned() + "x",
                    1 => quoted.clone(),
                    2 => String::new(),
                    3 => serde_json::to_string(&text).unwrap(),
                    _ => format!("|\n  {}\n\n  {text}", text.trim()),
                };
                let (text, comment) = if text.contains('\n') { (text, String::new()) } else { (text, comment) };
                let line = match (field.path, field.kind) {
                    ([parent, key], _) if manner < 3 => format!("{parent}: {{ {key}: {quoted} }}{comment}"),
                    ([parent, key], _) => format!("{parent}:\n    {key}: {quoted}{comment}"),
                    ([key, ..], super::field::Kind::List) if manner == 0 => format!("{key}: [{quoted}, b]{comment}"),
                    ([key, ..], super::field::Kind::List) => format!("{key}:\n- {quoted}{comment}\n- b"),
                    ([key, ..], _) => format!("{key}: {text}{comment}"),
                    _ => unreachable!(),
                };
                out.push_str(&line);
                out.push('\n');
                if blank {
                    out.push_str("\n# بين\n");
                }
            }
            out.push_str("---\n");
            out.push_str(&body);
            let out = if crlf { out.replace('\n', "\r\n") } else { out };
            if bom { format!("\u{feff}{out}") } else { out }
        },
    )
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(500))]

    #[test]
    fn bytes_beside_the_value_stay(text in front_matter(), value in "[a-zء-ي,،:#'\"\\[{}|>&*!%@`\n -]{0,20}") {
        for field in FIELDS {
            let new = match field.kind {
                super::field::Kind::Flag => New::Flag(true),
                _ => field.value(&value).unwrap(),
            };
            for change in [Change::Set(new), Change::Remove, Change::Item(0, Some(value.clone())), Change::Item(0, None)] {
                let Ok(made) = edit(&text, field, &change) else { continue };
                let after = made.apply(&text);
                prop_assert!(after.as_bytes().starts_with(&text.as_bytes()[..made.range.start]) && after.as_bytes().ends_with(&text.as_bytes()[made.range.end..]));
                // The body, and every comment, is there as it was.
                let body = |text: &str| text.rsplit("---").next().unwrap().to_owned();
                prop_assert_eq!(body(&after), body(&text));
                let comments = |text: &str| (text.matches("# بين").count(), text.matches('§').count());
                let (had, has) = (comments(&text), comments(&after));
                let takes_out = matches!(change, Change::Remove | Change::Item(_, None));
                prop_assert!(has == had || takes_out && has.0 == had.0 && has.1 + 1 == had.1, "{after}");
                // Every other key says what it said.
                let others = |text: &str| {
                    let parts = front_matter::split(text.trim_start_matches('\u{feff}')).unwrap();
                    let read: Option<BTreeMap<String, serde_json::Value>> = serde_yaml::from_str(parts.yaml.unwrap()).unwrap();
                    let mut read = read.unwrap_or_default();
                    read.remove(field.path[0]);
                    read
                };
                prop_assert_eq!(others(&after), others(&text));
                prop_assert_eq!(after.contains("\r\n") && after.replace("\r\n", "").contains('\n'), text.contains("\r\n") && text.replace("\r\n", "").contains('\n'));
            }
        }
    }
}
