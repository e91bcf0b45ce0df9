//! What is wrong is said at its place with a hint, the rest is built, and the exit code tells which it was.

use std::path::Path;

use crate::harness::{Run, archive, build, build_in, communique, scratch, write};

const SITE: &str = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n\n[[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\ntitle = { ar = \"روما\", en = \"Rome\" }\n";
const GOOD: &str =
    "---\ntitle: بيان سليم\n---\nعقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n";

fn site(name: &str, files: &[(&str, &[u8])]) -> std::path::PathBuf {
    let root = scratch(name);
    write(&root, &[("site.toml", SITE.as_bytes()), ("seeds/good.md", GOOD.as_bytes())]);
    write(&root, files);
    root
}

fn run(root: &Path, extra: &[&str]) -> Run {
    build_in(root, extra, &[])
}

/// Every finding is `path:line:column: severity[code]: message`, with a hint on the next line.
fn assert_form(stderr: &str) {
    let lines: Vec<&str> = stderr.lines().collect();
    assert!(!lines.is_empty());
    for pair in lines.chunks(2) {
        let mut parts = pair[0].splitn(4, ':');
        let path = parts.next().unwrap();
        assert!(!path.is_empty(), "{pair:?}");
        assert!(parts.next().unwrap().parse::<u32>().unwrap() >= 1, "{pair:?}");
        assert!(parts.next().unwrap().parse::<u32>().unwrap() >= 1, "{pair:?}");
        let rest = parts.next().unwrap();
        assert!(rest.starts_with(" error[") || rest.starts_with(" warning["), "{pair:?}");
        assert!(rest.contains("]: "), "{pair:?}");
        assert!(pair[1].starts_with("  hint: "), "{pair:?}");
    }
}

#[test]
fn a_bad_report_is_set_aside_with_its_place_and_the_rest_is_built() {
    let cases: [(&str, &[u8], &str, &str); 9] = [
        (
            "key.md",
            "---\ntitle: x\ntitel: y\n---\nنص\n".as_bytes(),
            "seeds/key.md:3:1: error[unknown-key]",
            "did you mean `title`?",
        ),
        (
            "date.md",
            "---\ndate: 6/2/2019\n---\nنص\n".as_bytes(),
            "seeds/date.md:2:7: error[bad-date]",
            "write it as 2021-06-28",
        ),
        (
            "meeting.md",
            "---\nmeeting: rome-2012\n---\nنص\n".as_bytes(),
            "seeds/meeting.md:2:10: error[unknown-meeting]",
            "did you mean `rome-2021`?",
        ),
        (
            "yaml.md",
            "---\ntitle: \"x\n---\nنص\n".as_bytes(),
            "seeds/yaml.md:2:8: error[bad-yaml]",
            "the same mark at the end",
        ),
        ("open.md", "---\ntitle: x\nنص\n".as_bytes(), "seeds/open.md:1:1: error[front-matter-open]", "---"),
        (
            "slug.md",
            "---\nslug: good\n---\nنص آخر تماما عن موضوع آخر لا صلة له بما سبق على الإطلاق.\n".as_bytes(),
            "seeds/slug.md:2:7: error[duplicate-slug]",
            "another `slug:`",
        ),
        ("empty.txt", b" \n\r\n", "seeds/empty.txt:1:1: error[empty-report]", "paste"),
        ("binary.txt", b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "seeds/binary.txt:1:1: error[binary-file]", "UTF-8"),
        ("tag.md", "---\ntitle: !!python/object x\n---\nنص\n".as_bytes(), "seeds/tag.md:2:", "YAML"),
    ];
    for (name, bytes, place, hint) in cases {
        let root = site(&format!("bad-{}", name.replace('.', "-")), &[(&format!("seeds/{name}"), bytes)]);
        let run = run(&root, &[]);
        assert_eq!(run.code, 1, "{name}: {}", run.stderr);
        assert_form(&run.stderr);
        assert!(run.stderr.starts_with(place), "{name}: {}", run.stderr);
        assert!(run.stderr.contains(hint), "{name}: {}", run.stderr);
        let archive = archive(&root.join("public"));
        communique(&archive, "good");
        let aside = archive["set_aside"].as_array().unwrap();
        assert_eq!((aside.len(), &aside[0]["file"]), (1, &name.into()));
        let code = place.split(['[', ']']).nth(1).unwrap_or("bad-yaml");
        assert_eq!(aside[0]["reason"], code, "{name}");
    }
}

#[test]
fn what_editors_say_of_pairs_is_followed_or_answered() {
    let text = |front: &str, body: &str| format!("---\n{front}---\n{body}\n");
    let one = "عقد وزراء النقل اجتماعهم السنوي في المدينة وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.";
    let two = "خصص البنك منحة جديدة لتدريب المهندسين الشباب في معاهد متخصصة داخل المنطقة وخارجها هذا العام.";
    let three = "شددت اللجنة على معايير السلامة البحرية وطالبت بتقارير نصف سنوية عن حوادث السفن في الممرات.";
    let root = site(
        "pairs",
        &[
            ("seeds/a.md", text("slug: first\naliases: [alpha]\n", one).as_bytes()),
            ("seeds/by-file.md", text("copy_of: a.md\n", two).as_bytes()),
            ("seeds/by-alias.md", text("copy_of: alpha\nnot_copy_of: [first]\n", three).as_bytes()),
            ("seeds/draft.md", text("draft: true\n", one).as_bytes()),
            ("seeds/of-a-draft.md", text("copy_of: draft\n", &format!("{two} {three}")).as_bytes()),
            ("seeds/self.md", text("copy_of: self\n", &format!("{three} {one} {two}")).as_bytes()),
            ("seeds/tags.md", text("tags: [\"!!!\"]\nnot_copy_of: [frist]\n", &format!("{two} {one}")).as_bytes()),
        ],
    );
    let run = run(&root, &[]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_form(&run.stderr);
    for said in [
        "seeds/by-alias.md:3:15: warning[contradiction]",
        "seeds/of-a-draft.md:2:10: warning[unknown-slug]: `copy_of` names draft.md, which is a draft",
        "seeds/self.md:2:10: warning[unknown-slug]: `copy_of` names the report itself",
        "seeds/tags.md:2:8: warning[empty-tag]",
        "seeds/tags.md:3:15: warning[unknown-slug]: `not_copy_of` names no other report: `frist`\n  hint: did you mean `first`?",
    ] {
        assert!(run.stderr.contains(said), "{said}\n{}", run.stderr);
    }
    let archive = archive(&root.join("public"));
    let reports = communique(&archive, "first")["reports"].as_array().unwrap();
    let has = |file: &str| reports.iter().any(|report| report["file"] == file && report["reason"] == "editor");
    assert!(has("by-file.md") && has("by-alias.md"), "{reports:?}");
}

#[cfg(unix)]
#[test]
fn what_is_no_regular_file_is_not_read() {
    let root = site("pipe", &[]);
    let made = std::process::Command::new("mkfifo").arg(root.join("seeds/pipe.txt")).status().unwrap();
    assert!(made.success());
    let run = run(&root, &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.starts_with("seeds/pipe.txt:1:1: error[not-a-file]"), "{}", run.stderr);
}

#[test]
fn a_wrong_set_up_touches_nothing() {
    let template = "{% extends \"base.html\" %}\n{% block main %}{{ no_such_thing }}{% endblock %}\n";
    let unknown = format!("{SITE}\nbse_url = \"x\"\n");
    let cases: [(&str, &[(&str, &[u8])], &[&str], &str); 6] = [
        ("key", &[("site.toml", unknown.as_bytes())], &[], "site.toml:10:1: error[unknown-key]"),
        ("toml", &[("site.toml", b"[title\n")], &[], "site.toml:1:"),
        ("url", &[], &["--base-url", "example"], "--base-url:1:1: error[bad-url]"),
        ("seeds", &[], &["--seeds", "nowhere"], "nowhere:1:1: error[missing-folder]"),
        ("out", &[], &["--out", "seeds"], "seeds:1:1: error[bad-output]"),
        ("templates", &[("templates/home.html", template.as_bytes())], &[], "templates:1:1: error[missing-template]"),
    ];
    for (name, files, extra, place) in cases {
        let root = site(&format!("setup-{name}"), &[]);
        assert_eq!(run(&root, &[]).code, 0);
        let before = crate::harness::files(&root.join("public"));
        write(&root, files);
        let run = run(&root, extra);
        assert_eq!(run.code, 2, "{name}: {}", run.stderr);
        assert_form(&run.stderr);
        assert!(run.stderr.starts_with(place), "{name}: {}", run.stderr);
        assert_eq!(crate::harness::files(&root.join("public")), before, "{name}");
    }
}

#[test]
fn a_wrong_template_is_named_with_its_line() {
    let root = site("template-line", &[]);
    for (name, text) in bayan::render::theme::BUILT_IN {
        write(&root, &[(&format!("templates/{name}"), text.as_bytes())]);
    }
    assert_eq!(run(&root, &[]).code, 0);
    let cases = [
        (
            "{% extends \"base.html\" %}\n{% block main %}\n  {{ no_such_thing }}\n{% endblock %}\n",
            "templates/tags.html:3:6: error[bad-template]",
        ),
        ("{% extends \"base.html\" %}\n{% block main %}\n{% if %}\n{% endblock %}\n", "templates/tags.html:3:"),
        (
            "{% extends \"base.html\" %}\n{% block main %}\n{{ t(key=\"skpi\") }}\n{% endblock %}\n",
            "templates/tags.html:3:4: error[unknown-phrase]",
        ),
        ("{% extends \"bse.html\" %}\n", "templates/tags.html:1:"),
    ];
    for (text, place) in cases {
        write(&root, &[("templates/tags.html", text.as_bytes())]);
        let run = run(&root, &[]);
        assert_eq!(run.code, 2, "{}", run.stderr);
        assert_form(&run.stderr);
        assert!(run.stderr.starts_with(place), "{text}: {}", run.stderr);
    }
    std::fs::remove_file(root.join("templates/tags.html")).unwrap();
    let run = run(&root, &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("templates/tags.html:1:1: error[missing-template]"), "{}", run.stderr);
}

#[test]
fn other_encodings_are_read_with_a_warning() {
    let text = "عنوان البيان الختامي للوزراء\n\nعقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n";
    let units: Vec<u8> = text.encode_utf16().flat_map(u16::to_le_bytes).collect();
    let windows = encoding_rs::WINDOWS_1256.encode(text).0.into_owned();
    let marked = [b"\xEF\xBB\xBF", text.replace('\n', "\r\n").as_bytes()].concat();
    for (name, bytes, warns) in [("utf16", units, true), ("cp1256", windows, true), ("bom-crlf", marked, false)] {
        let root = scratch(&format!("encoding-{name}"));
        write(&root, &[("site.toml", SITE.as_bytes()), ("seeds/a.txt", &bytes)]);
        let run = run(&root, &[]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        assert_eq!(run.stderr.contains("seeds/a.txt:1:1: warning[assumed-encoding]"), warns, "{name}: {}", run.stderr);
        let archive = archive(&root.join("public"));
        let found = communique(&archive, "a");
        assert_eq!(found["title"]["ar"], "عنوان البيان الختامي للوزراء");
        assert_eq!(found["text"].as_str().unwrap(), text.lines().last().unwrap());
    }
}

#[test]
fn warnings_end_with_one_only_when_asked_to() {
    let root = site("strict", &[("seeds/b.md", "---\ntitle: آخر\ntags: [new-subject]\n---\nقرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية في الخريف.\n".as_bytes())]);
    let plain = run(&root, &[]);
    assert_eq!(
        (plain.code, plain.stderr.starts_with("seeds/b.md:3:8: warning[unknown-tag]")),
        (0, true),
        "{}",
        plain.stderr
    );
    assert_eq!(run(&root, &["--strict"]).code, 1);
    let quiet = run(&root, &["--quiet"]);
    assert_eq!((quiet.code, quiet.stdout.as_str(), quiet.stderr.as_str()), (0, "", ""));
}

#[test]
fn findings_can_be_had_as_data() {
    let root = site("json", &[("seeds/key.md", "---\ntitel: y\n---\nنص\n".as_bytes())]);
    let run = run(&root, &["--format", "json"]);
    let found: serde_json::Value = serde_json::from_str(&run.stdout).unwrap();
    assert_eq!((run.code, found["exit"].as_i64(), run.stderr.as_str()), (1, Some(1), ""));
    assert_eq!(found["built"]["communiques"], 1);
    let first = &found["diagnostics"][0];
    assert_eq!(
        (&first["code"], &first["path"], &first["line"], &first["severity"]),
        (&"unknown-key".into(), &"seeds/key.md".into(), &2.into(), &"error".into())
    );
}

#[test]
fn the_command_line_is_checked() {
    for args in [&["--jobs", "0"][..], &["--format", "xml"], &["--no-such-flag"]] {
        assert_eq!(build(args).code, 2, "{args:?}");
    }
}

#[test]
fn the_editors_word_on_copies_wins() {
    let body = "عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n\nواتفق الوزراء على توحيد رسوم الموانئ وعلى تبادل بيانات السفن قبل وصولها بيومين.\n";
    let report = |front: &str, body: &str| format!("---\n{front}\n---\n{body}");
    let root = scratch("verdicts");
    write(
        &root,
        &[
            ("site.toml", SITE.as_bytes()),
            ("seeds/a.md", report("title: أ", body).as_bytes()),
            ("seeds/b.md", report("title: ب\nnot_copy_of: [a]", body).as_bytes()),
            (
                "seeds/c.md",
                report(
                    "title: ج\ncopy_of: b",
                    "قرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية في الخريف.\n",
                )
                .as_bytes(),
            ),
            (
                "seeds/d.md",
                report(
                    "title: د\ncopy_of: nowhere",
                    "نفذت الفرق الميدانية جولات تفتيش على المستودعات وسجلت ملاحظاتها في تقرير مفصل.\n",
                )
                .as_bytes(),
            ),
        ],
    );
    let run = run(&root, &[]);
    assert_eq!(run.code, 0);
    assert!(run.stderr.starts_with("seeds/d.md:3:10: warning[unknown-slug]"), "{}", run.stderr);
    let archive = archive(&root.join("public"));
    let files = |slug: &str| -> Vec<String> {
        communique(&archive, slug)["reports"]
            .as_array()
            .unwrap()
            .iter()
            .map(|report| report["file"].as_str().unwrap().to_owned())
            .collect()
    };
    assert_eq!(
        (files("a"), files("b"), files("d")),
        (vec!["a.md".into()], vec!["b.md".into(), "c.md".into()], vec!["d.md".into()])
    );
    assert_eq!(communique(&archive, "b")["reports"][1]["reason"], "editor");
}
