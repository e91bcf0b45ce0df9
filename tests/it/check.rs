//! `bayan check` from outside: what it says, in every form, and that it touches nothing but what it is told to mend.

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::time::SystemTime;

use bayan::diagnostic::codes::Code;
use bayan::lang::Lang;
use serde_json::Value;

use crate::harness::{Run, files, project, run_in, scratch, write};

const SITE: &str = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n\n[[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\ntitle = { ar = \"روما\", en = \"Rome\" }\n";
const FRONT: &str = "---\ntitle: بيان روما الختامي\ndate: 2021-06-28\nsource: { outlet: وكالة, url: https://example.net/1 }\nsummary_en: |\n  Ministers of transport met in Rome on 28 June 2021 to discuss how ports and railways of the region\n  can be joined. They agreed on common fees and on meeting again within a year.\n---\n";
const BODY: &str =
    "عقد وزراء النقل اجتماعهم السنوي في المدينة، وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n";

fn site(name: &str, reports: &[(&str, &str)]) -> std::path::PathBuf {
    let root = scratch(&format!("check-{name}"));
    write(&root, &[("site.toml", SITE.as_bytes())]);
    for (path, text) in reports {
        write(&root, &[(&format!("seeds/{path}"), text.as_bytes())]);
    }
    root
}

fn check(root: &Path, args: &[&str]) -> Run {
    let all: Vec<&str> = ["check"].into_iter().chain(args.iter().copied()).collect();
    run_in(root, &all, &[])
}

fn mixed(name: &str) -> std::path::PathBuf {
    let body = format!("{FRONT}{BODY}\nوأشار الوز\u{200b}راء إلى ذلك، وإلى [ما سبق](../x,y:z/).\n");
    site(name, &[("a.md", &body), ("b.md", "---\ntitel: x\n---\nنص\n"), ("بيان 2.txt", BODY)])
}

/// When each file and folder was last changed.
fn times(root: &Path) -> BTreeMap<String, SystemTime> {
    let mut times = BTreeMap::new();
    let mut open = vec![root.to_owned()];
    while let Some(next) = open.pop() {
        let meta = fs::symlink_metadata(&next).unwrap();
        times.insert(next.display().to_string(), meta.modified().unwrap());
        if meta.is_dir() {
            open.extend(fs::read_dir(&next).unwrap().map(|entry| entry.unwrap().path()));
        }
    }
    times
}

#[test]
fn a_check_changes_nothing() {
    let root = mixed("reads");
    let before = (times(&root), files(&root));
    for args in [
        &[][..],
        &["--strict", "--drafts", "--format", "json"],
        &["--format", "sarif"],
        &["--format", "github"],
        &["--fix", "--dry-run"],
        &["--explain", "zero-width"],
    ] {
        check(&root, args);
        assert!((times(&root), files(&root)) == before, "{args:?}");
    }
}

#[test]
fn all_that_a_build_says_is_said_once() {
    let root = mixed("builds");
    let heads = |text: &str| -> Vec<String> {
        let heads = text.lines().filter(|line| !line.starts_with("  hint"));
        heads.map(|line| line.split("]:").next().unwrap().to_owned()).collect()
    };
    let built = heads(&run_in(&root, &["build"], &[]).stderr);
    let checked = heads(&check(&root, &[]).stderr);
    assert!(!built.is_empty());
    for head in &built {
        assert_eq!(checked.iter().filter(|other| *other == head).count(), 1, "{head}\n{checked:#?}");
    }
    let mut once = checked.clone();
    once.sort();
    once.dedup();
    assert_eq!(once.len(), checked.len());
}

#[test]
fn the_exit_code_tells_errors_from_warnings() {
    let root = mixed("exit");
    assert_eq!(check(&root, &[]).code, 1);
    fs::remove_file(root.join("seeds/b.md")).unwrap();
    assert_eq!((check(&root, &[]).code, check(&root, &["--strict"]).code), (0, 1));
    let quiet = check(&root, &["--quiet"]);
    assert_eq!((quiet.code, quiet.stdout.as_str(), quiet.stderr.as_str()), (0, "", ""));
    let good = site("good", &[("a.md", &format!("{FRONT}{BODY}"))]);
    let run = check(&good, &["--strict"]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert_eq!(check(&good, &["--root", "nowhere"]).code, 2);
    write(&good, &[("site.toml", b"[title\n")]);
    assert_eq!(check(&good, &[]).code, 2);
}

#[test]
fn drafts_are_counted_and_looked_at_when_asked() {
    let draft = FRONT.replace("title: ", "draft: true\ntitle: \u{200b}");
    let root = site("drafts", &[("a.md", &format!("{FRONT}{BODY}")), ("b.md", &format!("{draft}{BODY}"))]);
    let run = check(&root, &[]);
    assert!(run.stderr.is_empty() && run.stdout.contains("1 draft left out"), "{}{}", run.stderr, run.stdout);
    let run = check(&root, &["--drafts"]);
    assert!(run.stderr.starts_with("seeds/b.md:3:8: warning[zero-width]"), "{}", run.stderr);
}

#[test]
fn each_form_has_the_same_findings() {
    let root = mixed("forms");
    let json: Value = serde_json::from_str(&check(&root, &["--format", "json"]).stdout).unwrap();
    let found = json["diagnostics"].as_array().unwrap();
    assert_eq!((&json["exit"], &json["checked"]["communiques"]), (&1.into(), &1.into()));
    let github = check(&root, &["--format", "github"]).stdout;
    let sarif: Value = serde_json::from_str(&check(&root, &["--format", "sarif"]).stdout).unwrap();
    let results = sarif["runs"][0]["results"].as_array().unwrap();
    assert!(found.len() >= 3 && found.len() == github.lines().count() && found.len() == results.len());
    for ((one, line), result) in found.iter().zip(github.lines()).zip(results) {
        let [severity, code] = ["severity", "code"].map(|key| one[key].as_str().unwrap());
        assert!(line.starts_with(&format!("::{severity} file=")), "{line}");
        let head = format!("line={},col={},title={code}::", one["line"], one["column"]);
        assert!(line.contains(&head), "{line}: {head}");
        let region = &result["locations"][0]["physicalLocation"]["region"];
        assert_eq!((&result["ruleId"], &result["level"]), (&one["code"], &one["severity"]));
        assert_eq!((&region["startLine"], &region["startColumn"]), (&one["line"], &one["column"]));
        assert!(result["message"]["text"].as_str().unwrap().starts_with(one["message"].as_str().unwrap()));
    }
    let broken = site("forms-broken", &[]);
    write(&broken, &[("site.toml", b"x = 1\n")]);
    let sarif: Value = serde_json::from_str(&check(&broken, &["--format", "sarif"]).stdout).unwrap();
    assert_eq!(
        sarif["runs"][0]["results"][0]["locations"][0]["physicalLocation"]["artifactLocation"]["uri"],
        "site.toml"
    );
    assert!(check(&broken, &["--format", "github"]).stdout.starts_with("::error file=site.toml,line=1,col=1,title="));
}

#[test]
fn a_code_is_explained_when_asked_for() {
    let run = check(project(), &["--explain", "zero-width"]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(run.stdout.trim_end(), format!("zero-width: {}", Code::ZeroWidth.explanation(Lang::En)));
    let arabic = check(project(), &["--explain", "zero-width", "--lang", "ar"]).stdout;
    assert!(arabic.contains("الكلمات الفارسية") || arabic.contains("للكلمات الفارسية"), "{arabic}");
    let run = check(project(), &["--explain", "zero-wdth"]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("did you mean `zero-width`?"), "{}", run.stderr);
}

#[test]
fn a_link_of_a_template_is_reported_at_the_first_page_that_has_it() {
    let root = site("template", &[("a.md", &format!("{FRONT}{BODY}"))]);
    for (name, text) in bayan::render::theme::BUILT_IN {
        let text = match name {
            "tags.html" => text.replacen("{% block main %}", "{% block main %}<p><a href=\"/nowhere/\">x</a></p>", 1),
            _ => text.to_owned(),
        };
        write(&root, &[(&format!("templates/{name}"), text.as_bytes())]);
    }
    let run = check(&root, &[]);
    let heads: Vec<&str> = run.stderr.lines().filter(|line| line.contains("broken-link")).collect();
    assert_eq!(heads.len(), 1, "{}", run.stderr);
    assert!(heads[0].starts_with("public/en/tags/index.html:1:"), "{heads:?}");
    assert!(heads[0].contains("`/nowhere/` leads nowhere, here and on other pages, 2 in all"), "{heads:?}");
}

#[test]
fn many_lines_of_one_kind_are_told_in_a_few() {
    let lines: String =
        (0..30).map(|n| format!("وأشار الوز\u{200b}راء إلى البند {n} من جدول الأعمال في المدينة.\n\n")).collect();
    let run = check(&site("many", &[("a.md", &format!("{FRONT}{BODY}\n{lines}"))]), &[]);
    let heads: Vec<&str> = run.stderr.lines().filter(|line| line.contains("zero-width")).collect();
    assert_eq!(heads.len(), 5, "{}", run.stderr);
    assert!(
        heads[0].starts_with("seeds/a.md:11:11:") && heads[4].contains("on 25 more lines, up to line 69"),
        "{heads:?}"
    );
}

#[cfg(unix)]
#[test]
fn mending_touches_the_faulty_characters_and_nothing_else() {
    use std::os::unix::fs::PermissionsExt;
    let faulty =
        format!("\u{feff}{FRONT}{BODY}\nوأشار الوز\u{200b}راء\u{202e} إلى ﺑﻴﺎﻥ مشارکتهم.   \n").replace('\n', "\r\n");
    let right = faulty.replace(['\u{200b}', '\u{202e}'], "").replace("ﺑﻴﺎﻥ", "بيان").replace('ک', "ك");
    let root = site("fix", &[("a.md", &faulty), ("b.txt", &format!("{BODY}\nبيا\u{200b}ن.\n")), ("good.md", BODY)]);
    let path = root.join("seeds/a.md");
    fs::set_permissions(&path, fs::Permissions::from_mode(0o640)).unwrap();
    fs::set_permissions(root.join("seeds/b.txt"), fs::Permissions::from_mode(0o444)).unwrap();
    write(&root, &[("elsewhere.md", faulty.as_bytes())]);
    std::os::unix::fs::symlink(root.join("elsewhere.md"), root.join("seeds/link.md")).unwrap();
    let before = times(&root);
    let run = check(&root, &["--fix"]);
    assert!(run.stdout.contains("fixed: seeds/a.md: 7 characters"), "{}", run.stdout);
    assert!(run.stdout.contains("left as it is: seeds/b.txt: it may only be read"), "{}", run.stdout);
    assert_eq!(fs::read_to_string(&path).unwrap(), right);
    assert_eq!(fs::metadata(&path).unwrap().permissions().mode() & 0o777, 0o640);
    assert_eq!(fs::read_to_string(root.join("elsewhere.md")).unwrap(), faulty);
    let after = times(&root);
    let changed: Vec<&String> =
        after.iter().filter(|(path, time)| before.get(*path) != Some(*time)).map(|(path, _)| path).collect();
    assert_eq!(changed.len(), 2, "the folder and the file in it: {changed:?}");
    for code in ["zero-width", "bidi-control", "persian-letter", "presentation-form"] {
        assert!(!run.stderr.contains(&format!("seeds/a.md:14:1: warning[{code}]")), "{}", run.stderr);
    }
    assert!(!run.stderr.contains("seeds/a.md"), "{}", run.stderr);
    assert!(run.stderr.contains("seeds/b.txt:3:4: warning[zero-width]"), "{}", run.stderr);
    let again = check(&root, &["--fix"]);
    assert!(!again.stdout.contains("fixed:"), "{}", again.stdout);
}

#[test]
fn other_sites_are_asked_only_when_told_to() {
    let front = FRONT.replace("https://example.net/1", "http://127.0.0.1:9/1");
    let root = site("external", &[("a.md", &format!("{front}{BODY}"))]);
    assert_eq!(check(&root, &[]).stderr, "");
    let run = check(&root, &["--external"]);
    assert!(run.stderr.starts_with("seeds/a.md:4:31: warning[unreachable-link]"), "{}", run.stderr);
}
