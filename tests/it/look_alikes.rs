//! Tags and addresses that readers take for one: they are one, or are told apart, and no order of files decides which wins.

use std::collections::{BTreeMap, BTreeSet};

use crate::harness::{archive, build_in, scratch, write};

const TEXTS: [&str; 3] = [
    "عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.",
    "قرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية في الخريف.",
    "نفذت الفرق الميدانية جولات تفتيش على المستودعات وسجلت ملاحظاتها في تقرير مفصل.",
];

/// What two reports write, what one writes for it, and whether only the shape tells the two apart, which is worth a word.
const SPELLINGS: [(&str, &str, bool); 14] = [
    ("iraq", "\u{456}raq", true),
    ("ports", "p\u{3bf}rts", true),
    ("paris", "\u{440}\u{430}ris", true),
    ("water", "wat\u{200B}er", false),
    ("light", "li\u{AD}ght", false),
    ("energy", "ｅｎｅｒｇｙ", false),
    ("maths", "\u{1D426}aths", true),
    ("الموانئ", "ﺍﻟﻤﻮﺍﻧﺊ", false),
    ("الطرق", "الطـرق", false),
    ("كركوك", "ﮐرکوک", false),
    ("الإغاثة", "الاغاثه", false),
    ("سياسي", "سیاسى", false),
    ("هجرة", "\u{6BE}جرة", true),
    ("straße", "strasse", true),
];

/// The tags of a site of three reports, by id with their labels, and what was said. `files` are their names in order.
fn tags(name: &str, files: [&str; 3]) -> (BTreeMap<String, String>, String) {
    let root = scratch(name);
    let site = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n[tag.paris]\nar = \"باريس\"\nen = \"Paris\"\n";
    write(&root, &[("site.toml", site.as_bytes()), ("static/style.css", b"")]);
    for ((index, file), text) in (0..).zip(files).zip(TEXTS) {
        let spelled =
            |(most, one, _): &(&str, &str, bool)| serde_json::to_string(if index == 0 { one } else { most }).unwrap();
        let tags: Vec<String> = SPELLINGS.iter().map(spelled).collect();
        let report = format!("---\nslug: r{index}\ntags: [{}]\n---\n{text}\n", tags.join(", "));
        write(&root, &[(&format!("seeds/{file}"), report.as_bytes())]);
    }
    let run = build_in(&root, &[], &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let archive = archive(&root.join("public"));
    let tags = archive["tags"].as_array().unwrap().iter();
    let text = |value: &serde_json::Value| value.as_str().unwrap().to_owned();
    (tags.map(|tag| (text(&tag["id"]), text(&tag["label"]["ar"]))).collect(), run.stderr)
}

#[test]
fn tags_that_look_alike_are_one_whichever_file_is_read_first() {
    let (first, said) = tags("look-alike-first", ["a.md", "b.md", "c.md"]);
    let (last, _) = tags("look-alike-last", ["c.md", "b.md", "a.md"]);
    assert_eq!(first, last);
    assert_eq!(first.len(), SPELLINGS.len(), "{first:?}");
    let labels: BTreeSet<&str> = first.values().map(String::as_str).collect();
    for (most, one, is_told) in SPELLINGS {
        assert!(labels.contains(most) || most == "paris", "{most}: {labels:?}");
        let told = said.lines().any(|line| line.contains("warning[look-alike-tag]") && line.contains(one));
        assert_eq!(told, is_told, "{one}: {said}");
    }
    // What has no width is told as such.
    assert_eq!(said.matches("warning[hidden-character]").count(), 1, "both on one line: {said}");
    assert_eq!(first["paris"], "باريس");
}

#[test]
fn of_a_tie_the_first_by_code_point_wins() {
    for (name, files) in [("tie-first", ["a.md", "b.md"]), ("tie-last", ["b.md", "a.md"])] {
        let root = scratch(&format!("look-alike-{name}"));
        write(&root, &[("site.toml", "[title]\nar = \"أ\"\nen = \"A\"\n".as_bytes()), ("static/style.css", b"")]);
        for ((tag, file), text) in ["p\u{43e}rts", "ports"].into_iter().zip(files).zip(TEXTS) {
            write(&root, &[(&format!("seeds/{file}"), format!("---\ntags: [{tag}]\n---\n{text}\n").as_bytes())]);
        }
        assert_eq!(build_in(&root, &[], &[]).code, 0);
        let tags = &archive(&root.join("public"))["tags"];
        assert_eq!((tags.as_array().unwrap().len(), tags[0]["id"].as_str()), (1, Some("ports")));
    }
}

#[test]
fn addresses_that_look_alike_are_told_apart_and_no_report_is_lost() {
    let root = scratch("look-alike-addresses");
    write(&root, &[("site.toml", "[title]\nar = \"أ\"\nen = \"A\"\n".as_bytes()), ("static/style.css", b"")]);
    let slugs = ["rome", "r\u{43e}me", "r\u{3bf}me"];
    for ((index, slug), text) in (0..).zip(slugs).zip(TEXTS) {
        write(&root, &[(&format!("seeds/{index}.md"), format!("---\nslug: {slug}\n---\n{text}\n").as_bytes())]);
    }
    let run = build_in(&root, &[], &[]);
    assert_eq!((run.code, run.stderr.matches("warning[look-alike-slug]").count()), (0, 2), "{}", run.stderr);
    let archive = archive(&root.join("public"));
    let mut made: Vec<&str> = archive["communiques"]
        .as_array()
        .unwrap()
        .iter()
        .map(|communique| communique["slug"].as_str().unwrap())
        .collect();
    made.sort_unstable();
    assert_eq!((made.len(), made[0]), (3, "rome"));
    assert!(made[1..].iter().all(|slug| slug.len() > "rome".len() + 8), "{made:?}");
    let folded: BTreeSet<_> = made.iter().map(|slug| bayan::text::confusable::Key::of_address(slug)).collect();
    assert_eq!(folded.len(), 3);
}
