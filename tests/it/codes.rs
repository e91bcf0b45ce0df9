//! Every code is explained in both languages, and a folder in `tests/cases/bad` shows where it is found; in Arabic the places are the same.

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::sync::Mutex;
use std::thread;

use bayan::diagnostic::codes::Code;
use bayan::lang::Lang;

use crate::harness::{Run, files, project, run_in, scratch, write};

/// What a case has where it brings no `site.toml` of its own.
const SITE: &str = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n\n[[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\ntitle = { ar = \"روما\", en = \"Rome\" }\n";

const GOOD: &str = "عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n";

/// A way to make a site in a folder, and what is found there.
type Made = (Code, &'static str, fn(&Path), &'static str, i32);

/// Codes that no folder of files in a repository can hold: why, how such a folder is made, the finding and the exit code.
const MADE: [Made; 8] = [
    (
        Code::TooLong,
        "ten thousand lines of nothing",
        |root| write(root, &[("seeds/a.txt", format!("{GOOD}{}", "ا\n".repeat(10_000)).as_bytes())]),
        "seeds/a.txt:10001:1: error[too-long]",
        1,
    ),
    (
        Code::TooLarge,
        "8 MiB are too much for a repository",
        |root| write(root, &[("seeds/a.txt", GOOD.repeat(60_000).as_bytes())]),
        "seeds/a.txt:1:1: error[too-large]",
        1,
    ),
    (
        Code::FrontMatterTooLarge,
        "64 KB of nothing",
        |root| write(root, &[("seeds/a.md", format!("---\n{}---\n{GOOD}", "# x\n".repeat(20_000)).as_bytes())]),
        "seeds/a.md:2:1: error[front-matter-too-large]",
        1,
    ),
    (
        Code::SymbolicLink,
        "not every system makes links when it checks files out",
        |root| {
            write(root, &[("other.txt", GOOD.as_bytes()), ("seeds/a.txt", GOOD.as_bytes())]);
            std::os::unix::fs::symlink(root.join("other.txt"), root.join("seeds/link.txt")).unwrap();
        },
        "seeds/link.txt:1:1: error[symbolic-link]",
        1,
    ),
    (
        Code::NotAReport,
        "a pipe is no file, and this one no report",
        |root| {
            write(root, &[("seeds/a.txt", GOOD.as_bytes())]);
            assert!(std::process::Command::new("mkfifo").arg(root.join("seeds/pipe")).status().unwrap().success());
        },
        "seeds/pipe:1:1: warning[not-a-report]",
        0,
    ),
    (
        Code::NotAFile,
        "a pipe is no file",
        |root| {
            write(root, &[("seeds/a.txt", GOOD.as_bytes())]);
            let made = std::process::Command::new("mkfifo").arg(root.join("seeds/pipe.txt")).status().unwrap();
            assert!(made.success());
        },
        "seeds/pipe.txt:1:1: error[not-a-file]",
        1,
    ),
    (
        Code::Unreadable,
        "a path longer than the system takes, since who runs tests as root may read everything",
        |root| deep(root, "the-report-itself.txt"),
        "the-report-itself.txt:1:1: error[unreadable]",
        1,
    ),
    (
        Code::UnreadableFolder,
        "the same",
        |root| deep(root, "further-folder/report.txt"),
        "further-folder:1:1: warning[unreadable-folder]",
        0,
    ),
];

/// Puts a file into folders whose names together, from `seeds` on, are just shorter than Linux takes: 4,096 bytes. They
/// are made in two halves, since nothing can be made by the whole of the path either.
fn deep(root: &Path, file: &str) {
    let half = |parts: usize| vec!["x".repeat(200); parts].join("/");
    write(root, &[("seeds/a.txt", GOOD.as_bytes())]);
    write(&root.join("half").join(half(10)).join("y".repeat(58)), &[(file, GOOD.as_bytes())]);
    let upper = root.join("seeds").join(half(10));
    fs::create_dir_all(&upper).unwrap();
    fs::rename(root.join("half"), upper.join("half")).unwrap();
}

/// A case: the command as typed, the findings in the order in which they are printed, and the exit code.
struct Case {
    name: String,
    args: Vec<String>,
    findings: Vec<String>,
    code: i32,
}

fn cases() -> Vec<Case> {
    let mut folders: Vec<PathBuf> =
        fs::read_dir(project().join("tests/cases/bad")).unwrap().map(|entry| entry.unwrap().path()).collect();
    folders.sort();
    folders.iter().map(|folder| read(folder)).collect()
}

fn read(folder: &Path) -> Case {
    let name = folder.file_name().unwrap().to_str().unwrap().to_owned();
    let text = fs::read_to_string(folder.join("expected")).unwrap_or_else(|_| panic!("{name} has no `expected`"));
    let mut lines: Vec<&str> = text.lines().collect();
    let last = lines.pop().and_then(|line| line.strip_prefix("exit ")).expect(&name);
    let first = lines.remove(0).strip_prefix("$ ").expect(&name);
    Case {
        args: first.split(' ').map(str::to_owned).collect(),
        findings: lines.into_iter().map(str::to_owned).collect(),
        code: last.parse().unwrap(),
        name,
    }
}

/// A copy of a case's folder with what it does not bring: a `site.toml`, and static files without fonts to pack. Of its
/// `theme`, files take the place of the program's own templates, or stand before them where their name ends in `.before`.
fn copy(case: &str, lang: &str) -> PathBuf {
    let root = scratch(&format!("code-{case}-{lang}"));
    let from = project().join("tests/cases/bad").join(case);
    let own = files(&from);
    for (path, bytes) in &own {
        match path.strip_prefix("theme/") {
            None if path != "expected" => write(&root, &[(path, bytes)]),
            _ => {}
        }
    }
    if !root.join("site.toml").exists() {
        write(&root, &[("site.toml", SITE.as_bytes())]);
    }
    if !root.join("static").exists() {
        write(
            &root,
            &[("static/style.css", b""), ("static/favicon.svg", b"<svg xmlns=\"http://www.w3.org/2000/svg\"/>")],
        );
    }
    if from.join("theme").exists() {
        for (name, text) in bayan::render::theme::BUILT_IN {
            let whole = own.get(&format!("theme/{name}")).cloned().unwrap_or_else(|| text.as_bytes().to_vec());
            let before = own.get(&format!("theme/{name}.before")).cloned().unwrap_or_default();
            write(&root, &[(&format!("templates/{name}"), &[before, whole].concat())]);
        }
    }
    root
}

/// The findings that a run printed: `path:line:column: severity[code]`, and the message.
fn findings(run: &Run) -> Vec<(String, String)> {
    let lines = run.stderr.lines().chain(run.stdout.lines()).filter(|line| !line.starts_with("  "));
    lines
        .filter_map(|line| line.split_once("]: "))
        .filter(|(place, _)| place.contains(": error[") || place.contains(": warning["))
        .map(|(place, message)| (format!("{place}]"), message.to_owned()))
        .collect()
}

/// What a case prints in a language that is not as it should be, and the sentences in it.
fn run_case(case: &Case, lang: &str) -> (Vec<String>, Vec<String>) {
    let root = copy(&case.name, lang);
    let mut args: Vec<&str> = case.args.iter().map(String::as_str).collect();
    args.extend(["--lang", lang]);
    let run = run_in(&root, &args, &[]);
    fs::remove_dir_all(&root).unwrap();
    let mut wrong = Vec::new();
    let found = findings(&run);
    let places: Vec<&String> = found.iter().map(|(place, _)| place).collect();
    if run.code != case.code || places != case.findings.iter().collect::<Vec<_>>() {
        wrong.push(format!("{} ({lang}): exit {}\n{}\n{}", case.name, run.code, run.stderr, run.stdout));
    }
    let hints = run.stderr.lines().filter_map(|line| line.strip_prefix("  hint: "));
    let said: Vec<String> = found.iter().map(|(_, message)| message.as_str()).chain(hints).map(str::to_owned).collect();
    wrong.extend(
        said.iter().filter(|said| is_arabic(said) != (lang == "ar")).map(|said| format!("{}: {said}", case.name)),
    );
    (wrong, said)
}

/// A sentence without its values: what is quoted, and digits.
fn bare(said: &str) -> String {
    let parts = said.split('`').step_by(2).map(|part| part.replace(|c: char| c.is_ascii_digit(), ""));
    parts.collect::<Vec<_>>().join("`")
}

/// Whether the prose, apart from what is quoted in it, is Arabic with Arabic punctuation.
fn is_arabic(text: &str) -> bool {
    let mut prose = String::new();
    let (mut quoted, mut deep) = (false, 0usize);
    for c in text.chars() {
        match c {
            '`' => quoted = !quoted,
            '«' => deep += 1,
            '»' => deep = deep.saturating_sub(1),
            _ if !quoted && deep == 0 => prose.push(c),
            _ => {}
        }
    }
    prose.contains(|c| matches!(c, '\u{0621}'..='\u{064A}')) && !prose.contains(['?', ',', ';'])
}

/// Does something with each of many on a few threads.
fn each<T: Sync>(all: &[T], work: impl Fn(&T) -> Vec<String> + Sync) -> Vec<String> {
    let (next, wrong) = (Mutex::new(all.iter()), Mutex::new(Vec::new()));
    thread::scope(|scope| {
        for _ in 0..4 {
            scope.spawn(|| {
                loop {
                    let Some(one) = next.lock().unwrap().next() else { break };
                    let found = work(one);
                    wrong.lock().unwrap().extend(found);
                }
            });
        }
    });
    wrong.into_inner().unwrap()
}

#[test]
fn each_case_has_its_findings_in_both_languages() {
    let cases = cases();
    let said = Mutex::new(vec![Vec::new(); cases.len()]);
    let numbered: Vec<(usize, &Case)> = cases.iter().enumerate().collect();
    let mut wrong = each(&numbered, |(index, case)| {
        let (wrong, sentences) = run_case(case, "en");
        if let Some(slot) = said.lock().unwrap().get_mut(*index) {
            *slot = sentences;
        }
        wrong
    });
    // In Arabic one case of each sentence is enough: the places do not depend on the language.
    let mut seen = BTreeSet::new();
    let said = said.into_inner().unwrap();
    let further =
        cases.iter().zip(&said).filter(|(_, said)| said.iter().filter(|said| seen.insert(bare(said))).count() > 0);
    let further: Vec<&Case> = further.map(|(case, _)| case).collect();
    wrong.extend(each(&further, |case| run_case(case, "ar").0));
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn what_no_folder_of_files_can_hold_is_found_too() {
    let wrong = each(&MADE, |(code, _, make, finding, exit)| {
        let mut wrong = Vec::new();
        let root = scratch(&format!("code-made-{code}"));
        write(&root, &[("site.toml", SITE.as_bytes()), ("static/style.css", b"")]);
        make(&root);
        for lang in ["en", "ar"] {
            let run = run_in(&root, &["build", "--lang", lang], &[]);
            let found = findings(&run);
            let [(place, message)] = found.as_slice() else {
                wrong.push(format!("{code}: {}", run.stderr));
                continue;
            };
            if !place.ends_with(finding) || run.code != *exit || is_arabic(message) != (lang == "ar") {
                wrong.push(format!("{code}: exit {}: {}", run.code, run.stderr));
            }
        }
        fs::remove_dir_all(&root).unwrap();
        wrong
    });
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What a host says of the pages that a report links to, and where that is found.
const SERVED: [(&str, &str, &str); 2] = [
    ("/gone", "410 Gone", "seeds/a.md:2:16: warning[dead-link]"),
    ("/old", "308 Permanent Redirect\r\nlocation: /new", "seeds/a.md:6:7: warning[moved-link]"),
];

/// Answers `SERVED`, and all else with 200, as long as the test runs; gives its address.
fn serve() -> String {
    use std::io::{BufRead, BufReader, Write};
    let listener = std::net::TcpListener::bind("127.0.0.1:0").unwrap();
    let address = format!("http://{}", listener.local_addr().unwrap());
    thread::spawn(move || {
        for stream in listener.incoming() {
            let mut stream = stream.unwrap();
            let mut lines = BufReader::new(stream.try_clone().unwrap()).lines().map(Result::unwrap);
            let first = lines.next().unwrap_or_default();
            lines.take_while(|line| !line.is_empty()).for_each(drop);
            let known = SERVED.iter().find(|(path, ..)| first.split(' ').nth(1) == Some(*path));
            let answer = known.map_or("200 OK", |(_, answer, _)| answer);
            write!(stream, "HTTP/1.1 {answer}\r\ncontent-length: 0\r\nconnection: close\r\n\r\n").unwrap();
        }
    });
    address
}

#[test]
fn what_hosts_say_is_found_too() {
    let host = serve();
    let root = scratch("code-served");
    let report = format!("---\nsource: {{ url: {host}/gone }}\n---\n{GOOD}\n[هنا]({host}/old) و[هناك]({host}/good)\n");
    write(
        &root,
        &[
            ("site.toml", SITE.as_bytes()),
            ("static/style.css", b""),
            ("static/favicon.svg", b""),
            ("seeds/a.md", report.as_bytes()),
        ],
    );
    for lang in ["en", "ar"] {
        let run = run_in(&root, &["check", "--external", "--private", "--lang", lang], &[]);
        let found: Vec<(String, String)> =
            findings(&run).into_iter().filter(|(place, _)| place.contains("-link]")).collect();
        let places: Vec<&str> = found.iter().map(|(place, _)| place.as_str()).collect();
        assert_eq!(places, SERVED.map(|(.., finding)| finding), "{}", run.stderr);
        assert!(found.iter().all(|(_, message)| is_arabic(message) == (lang == "ar")), "{found:?}");
    }
}

#[test]
fn every_code_is_found_somewhere_and_as_bad_as_its_table_says() {
    let mut seen = BTreeSet::new();
    let expected: Vec<Case> = cases();
    let listed = expected.iter().flat_map(|case| case.findings.iter().map(String::as_str));
    let made = MADE.iter().map(|(_, _, _, finding, _)| *finding);
    for finding in listed.chain(made).chain(SERVED.map(|(.., finding)| finding)) {
        let (place, code) = finding.strip_suffix(']').and_then(|finding| finding.rsplit_once('[')).expect(finding);
        let code = Code::parse(code).unwrap_or_else(|_| panic!("{finding}"));
        let severity = place.rsplit_once(' ').unwrap().1;
        assert!(code.severities().iter().any(|known| known.as_str() == severity), "{finding}");
        seen.insert((code, severity.to_owned()));
    }
    for code in Code::ALL {
        for severity in code.severities() {
            assert!(seen.contains(&(*code, severity.as_str().to_owned())), "no case has {}[{code}]", severity.as_str());
        }
    }
}

#[test]
fn every_code_is_explained_in_both_languages() {
    for code in Code::ALL {
        let [ar, en] = Lang::ALL.map(|lang| code.explanation(lang));
        assert!(is_arabic(ar), "{code}: {ar}");
        for text in [ar, en] {
            let sentences = text.split(". ").count();
            assert!((2..=6).contains(&sentences) && text.ends_with('.'), "{code}: {sentences} sentences: {text}");
            assert_eq!(text.matches('`').count() % 2, 0, "{code}: {text}");
        }
        assert!(!is_arabic(en), "{code}: {en}");
        // Fields, options and values are the same words in both.
        assert_eq!(ar.contains("site.toml"), en.contains("site.toml"), "{code}");
    }
}

#[test]
fn data_and_results_speak_the_language_too() {
    let root = scratch("code-data");
    write(&root, &[("site.toml", SITE.as_bytes()), ("static/style.css", b""), ("seeds/a.txt", GOOD.as_bytes())]);
    write(&root, &[("seeds/b.md", b"---\ntitel: x\n---\nx\n")]);
    let data = |args: &[&str]| -> serde_json::Value { serde_json::from_str(&run_in(&root, args, &[]).stdout).unwrap() };
    let built = data(&["build", "--format", "json", "--lang", "ar"]);
    assert_eq!(built["diagnostics"][0]["message"], "الحقل `titel` غير معروف");
    assert_eq!(built["diagnostics"][0]["hint"], "أتقصد `title`؟");
    assert_eq!(
        data(&["--lang", "ar", "status", "--format", "json"])["status"]["set_aside"][0]["message"],
        "الحقل `titel` غير معروف"
    );
    // The archive is the same whoever builds it.
    let archive = fs::read_to_string(root.join("public/archive.json")).unwrap();
    assert!(archive.contains("unknown key `titel`"));
    let line = run_in(&root, &["build", "--lang", "ar"], &[]).stdout;
    assert!(line.contains("بيان واحد من تقرير واحد") && line.contains("استُبعد تقرير واحد"), "{line}");
    let listed = run_in(&root, &["status", "--lang", "ar"], &[]).stdout;
    assert!(
        listed.contains("البيانات: 1؛ الملخصات: تام: 0، مسودة: 0، قديم: 0، ناقص: 1؛ الأسئلة المفتوحة: 1"),
        "{listed}"
    );
    assert_eq!(run_in(&root, &["build", "--lang", "fr"], &[]).code, 2);
}

#[test]
fn colour_is_for_terminals_and_for_those_who_ask() {
    let root = scratch("code-colour");
    write(&root, &[("site.toml", b"[title]\n")]);
    let plain = run_in(&root, &["build"], &[]);
    assert!(!plain.stderr.contains('\u{1b}'), "{}", plain.stderr);
    let forced = run_in(&root, &["build"], &[("CLICOLOR_FORCE", "1")]);
    assert!(forced.stderr.contains("\u{1b}[1m\u{1b}[31merror[missing-key]\u{1b}[0m: "), "{:?}", forced.stderr);
    let refused = run_in(&root, &["build"], &[("CLICOLOR_FORCE", "1"), ("NO_COLOR", "1")]);
    assert!(!refused.stderr.contains('\u{1b}'), "{}", refused.stderr);
}
