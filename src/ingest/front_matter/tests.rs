//! Front matter as editors write it, right and wrong.

use super::*;

fn config() -> Config {
    let text = "[title]\nar = \"أ\"\nen = \"A\"\n[[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\ntitle = { ar = \"روما\", en = \"Rome\" }\n";
    crate::config::parse(text, "site.toml", None).unwrap()
}

fn errors(yaml: &str) -> Vec<String> {
    let found = parse(yaml, 2, "seeds/a.md", &config()).unwrap_err();
    found.iter().map(ToString::to_string).collect()
}

#[test]
fn every_field_is_read() {
    let yaml = "title: \"بيان: ختامي\"\ntitle_en: Final\ndate: 2021-09-09~\nmeeting: rome-2021\ntags: [iraq, syria]\n\
        source: { outlet: صحيفة, url: https://example.org/a, published: 2021-06-29, retold: true }\n\
        summary_en: |\n  One.\n\n  Two.\nslug: x\naliases: [y]\ndraft: true\ncopy_of: z\nnot_copy_of: [w]\n";
    let read = parse(yaml, 2, "a.md", &config()).unwrap().value;
    assert_eq!(read.title.as_deref(), Some("بيان: ختامي"));
    assert_eq!(read.date.unwrap().to_string(), "2021-09-09~");
    assert_eq!(read.tags.unwrap()[1].place, Place { path: "a.md".into(), line: 6, column: 14 });
    assert!(read.source.retold && read.draft);
    assert_eq!(read.summary_en.as_deref(), Some("One.\nTwo."));
    assert_eq!(read.copy_of.unwrap().value, "z");
}

#[test]
fn blank_fields_are_fields_that_are_missing() {
    let read = parse("title:\ntags:\nsummary_en:\nsource:\naliases:\n", 2, "a.md", &config()).unwrap().value;
    assert!(read.title.is_none() && read.tags.is_none() && read.summary_en.is_none());
    assert!(parse("", 2, "a.md", &config()).is_ok());
}

#[test]
fn each_mistake_is_placed_in_the_file() {
    assert_eq!(
        errors("title: x\ntitel_en: y\n"),
        ["seeds/a.md:3:1: error[unknown-key]: unknown key `titel_en`\n  hint: did you mean `title_en`?"]
    );
    let several = errors("date: 6/2/2019\nmeeting: rome-2012\nsource: { url: \"javascript:x\" }\n");
    assert_eq!(several.len(), 3);
    assert!(several[0].starts_with("seeds/a.md:2:7: error[bad-date]"), "{several:?}");
    assert!(several[1].ends_with("did you mean `rome-2021`?"), "{several:?}");
    assert!(errors("title: \"open\ndate: 2019\n")[0].contains("error[bad-yaml]"));
    assert!(errors("summary_status: curent\nsummary_en: x\n")[0].contains("did you mean `current`?"));
    assert!(errors("title: a\ntitle: b\n")[0].contains("3:1: error[duplicate-key]: the key `title` stands twice"));
    assert!(errors("tags: iraq\n")[0].contains("2:7: error[bad-value]: a list is expected here"));
    assert!(errors("source: x\n")[0].contains("2:9: error[bad-value]: fields are expected here"));
    assert!(errors("title: [x]\n")[0].contains("2:8: error[bad-value]: one text is expected here"));
    assert!(errors("draft: maybe\n")[0].contains("2:8: error[bad-value]: `true` or `false`"));
    assert!(errors("title: &a x\ntitle_en: *a\n")[0].contains("error[bad-yaml]"));
    assert!(errors("title: !!python/object x\n")[0].contains("error[bad-yaml]"));
}

#[test]
fn a_date_that_is_not_the_meetings_is_said() {
    let warned = |yaml: &str| parse(yaml, 2, "a.md", &config()).unwrap().diagnostics;
    let found = warned("meeting: rome-2021\ndate: 2021-06-29\n");
    assert!(found[0].to_string().starts_with("a.md:3:7: warning[date-meeting]"), "{found:?}");
    assert!(warned("meeting: rome-2021\ndate: 2021-06\n").is_empty());
}

#[test]
fn the_body_begins_on_its_own_line() {
    let parts = split("---\ntitle: x\n---\nنص\n").unwrap();
    assert_eq!((parts.yaml, parts.body, parts.body_line), (Some("title: x\n"), "نص\n", 4));
    assert_eq!(split("نص\n---\n").unwrap().yaml, None);
    assert!(split("---\ntitle: x\n").is_err());
    let parts = split("\n \n---\ntitle: x\n---\nنص\n").unwrap();
    assert_eq!((parts.yaml, parts.yaml_line, parts.body_line), (Some("title: x\n"), 4, 6));
    assert_eq!((split("\n").unwrap().yaml, split("").unwrap().body), (None, ""));
}
