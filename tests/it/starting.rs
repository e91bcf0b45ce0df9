//! A new archive, the theme that is taken out, completions and manual pages: what they make, and what they refuse.

use std::fs;
use std::path::Path;
use std::process::Command;

use crate::harness::{bayan, build, built, case, files, finished, scratch, write};

/// The commands as `--help` lists them, with those below them.
const COMMANDS: [&[&str]; 20] = [
    &["build"],
    &["check"],
    &["completions"],
    &["import"],
    &["init"],
    &["man"],
    &["new"],
    &["schema"],
    &["serve"],
    &["set"],
    &["status"],
    &["summary"],
    &["summary", "accept"],
    &["tag"],
    &["tag", "merge"],
    &["tag", "rename"],
    &["tag", "suggest"],
    &["theme"],
    &["theme", "eject"],
    &[],
];

/// The long options that a command's help names.
fn options(command: &[&str]) -> Vec<String> {
    let help = bayan(&[command, &["--help"]].concat()).stdout;
    let words = help.split(|c: char| !(c.is_ascii_alphanumeric() || c == '-'));
    let mut options: Vec<String> =
        words.filter(|word| word.starts_with("--") && word.len() > 2).map(str::to_owned).collect();
    options.sort();
    options.dedup();
    options
}

fn init(folder: &Path) -> crate::harness::Run {
    bayan(&["init", folder.to_str().unwrap()])
}

#[test]
fn a_new_archive_builds_without_a_warning() {
    let root = scratch("init").join("a/my-archive");
    let run = init(&root);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.contains("bayan build --root"), "{}", run.stdout);
    let made: Vec<String> = files(&root).into_keys().collect();
    assert_eq!(
        made,
        [".gitignore", ".vscode/extensions.json", ".vscode/site.schema.json", "seeds/sample.md", "site.toml"]
    );
    let run = build(&["--strict", "--root", root.to_str().unwrap()]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("built 1 communiqué from 1 report"), "{}", run.stdout);
    let page = fs::read_to_string(root.join("public/en/communiques/sample/index.html")).unwrap();
    assert!(page.contains("This is a sample to delete") && page.contains("Sample meeting of the Forum"), "{page}");
    assert!(bayan(&["status", "--open", "--root", root.to_str().unwrap()]).stdout.contains("1 current"));
}

#[test]
fn an_archive_is_started_only_where_nothing_is() {
    let root = scratch("init-refused");
    write(&root, &[("notes.txt", b"mine")]);
    let run = init(&root);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains(":1:1: error[not-empty]: the folder is not empty: `notes.txt`"), "{}", run.stderr);
    assert_eq!(files(&root).len(), 1);
    fs::remove_file(root.join("notes.txt")).unwrap();
    write(&root, &[(".git/HEAD", b"ref")]);
    assert_eq!(init(&root).code, 0);
    assert_eq!(fs::read(root.join(".git/HEAD")).unwrap(), b"ref");
    assert_eq!(init(&root).code, 2, "it is no longer empty");
    write(&root, &[("file", b"")]);
    let run = init(&root.join("file"));
    assert_eq!(run.code, 3, "{}", run.stderr);
}

#[test]
fn a_site_with_the_theme_taken_out_is_the_same() {
    let root = scratch("eject").join("root");
    for (path, bytes) in files(&case("awkward")) {
        write(&root, &[(&path, &bytes)]);
    }
    let root_arg = root.to_str().unwrap();
    let site = |out: &str| {
        let out = root.with_file_name(out);
        let run = build(&["--drafts", "--root", root_arg, "--out", out.to_str().unwrap()]);
        assert_eq!(run.code, 0, "{}", run.stderr);
        files(&out)
    };
    let before = site("before");
    let run = bayan(&["theme", "eject", "--root", root_arg]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert!(root.join("templates/strings/ar.toml").is_file() && root.join("static/site.js").is_file());
    let after = site("after");
    let changed: Vec<&String> =
        before.iter().filter(|(path, bytes)| after.get(*path) != Some(*bytes)).map(|(path, _)| path).collect();
    assert_eq!((changed, after.len()), (Vec::new(), before.len()));
    let taken_out = files(&root);
    let run = bayan(&["theme", "eject", "static", "--root", root_arg]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("static/style.css:1:1: error[file-exists]"), "{}", run.stderr);
    assert!(!run.stderr.contains("templates/"), "{}", run.stderr);
    assert_eq!(files(&root), taken_out);
}

#[test]
fn one_file_in_the_way_keeps_all_from_being_written() {
    let root = scratch("eject-refused");
    write(&root, &[("templates/base.html", b"mine")]);
    let root_arg = root.to_str().unwrap();
    let run = bayan(&["theme", "eject", "--root", root_arg]);
    assert_eq!(run.code, 2);
    assert_eq!(run.stderr.matches("error[").count(), 1, "{}", run.stderr);
    assert_eq!(files(&root).len(), 1);
    let run = bayan(&["theme", "eject", "static", "--root", root_arg]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    assert_eq!(fs::read(root.join("templates/base.html")).unwrap(), b"mine");
    assert!(
        root.join("static/style.css").is_file()
            && files(&root).keys().filter(|path| path.starts_with("templates")).count() == 1
    );
}

/// A shell's completions have every command and every option, and bash reads its own.
#[test]
fn completions_know_every_command_and_option() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let script = bayan(&["completions", shell]).stdout;
        for command in COMMANDS {
            if let Some(name) = command.last() {
                assert!(script.contains(name), "{shell}: {name}");
            }
            for option in options(command) {
                let option = if shell == "fish" { option.trim_start_matches("--") } else { &option };
                assert!(script.contains(option), "{shell}: {option} of {command:?}");
            }
        }
    }
    let folder = scratch("completions");
    write(&folder, &[("bayan.bash", bayan(&["completions", "bash"]).stdout.as_bytes())]);
    match Command::new("bash").arg("-n").arg(folder.join("bayan.bash")).output() {
        Ok(read) => assert!(read.status.success(), "{}", String::from_utf8_lossy(&read.stderr)),
        Err(error) => eprintln!("bash is not here: {error}"),
    }
    assert_eq!(bayan(&["completions", "tcsh"]).code, 2);
}

#[test]
fn manual_pages_know_every_command_and_option() {
    let folder = scratch("man").join("man1");
    let run = bayan(&["man", "--out", folder.to_str().unwrap()]);
    assert_eq!(run.code, 0, "{}", run.stderr);
    let written = files(&folder);
    assert_eq!(written.len(), COMMANDS.len(), "{:?}", written.keys());
    for command in COMMANDS {
        let name = [&["bayan"], command].concat().join("-");
        let page = String::from_utf8(written[&format!("{name}.1")].clone()).unwrap();
        assert!(page.contains(".TH") && page.contains(".SH NAME"), "{name}");
        let plain = page.replace("\\-", "-");
        for option in options(command) {
            assert!(plain.contains(&option), "{name}: {option}");
        }
        assert_eq!(bayan(&[&["man"], command].concat()).stdout, page, "{name}");
    }
    let all = String::from_utf8(written["bayan.1"].clone()).unwrap();
    assert!(COMMANDS.iter().all(|command| command.first().is_none_or(|name| all.contains(name))), "{all}");
    let wrong = bayan(&["man", "biuld"]);
    assert_eq!(wrong.code, 2);
    assert!(wrong.stderr.contains("error[unknown-command]") && wrong.stderr.contains("did you mean `build`?"));
}

/// A terminal sees what a long build is at; a pipe, `--quiet`, JSON and a terminal that cannot move its cursor do not.
#[test]
fn progress_is_for_terminals_only() {
    let root = case("empty");
    let out = scratch("progress").join("public");
    let line = |options: &str| {
        let program = env!("CARGO_BIN_EXE_bayan");
        format!("'{program}' build --root '{}' --out '{}' {options}", root.display(), out.display())
    };
    let shown = |line: &str, term: &str| {
        let mut command = Command::new("script");
        let run =
            finished(command.args(["-qec", line, "/dev/null"]).env("TERM", term).stdin(std::process::Stdio::null()));
        assert_eq!(run.code, 0, "{}", run.stdout);
        run.stdout
    };
    if Command::new("script").arg("--version").output().is_err() {
        eprintln!("script is not here to make a terminal");
        return;
    }
    assert!(shown(&line(""), "xterm").contains("making the pages"));
    for (options, term) in [("--quiet", "xterm"), ("--format json", "xterm"), ("", "dumb"), ("2>/dev/null", "xterm")] {
        assert!(!shown(&line(options), term).contains("making the pages"), "{options} {term}");
    }
    let colour = "\u{1b}[33mwarning";
    assert!(shown(&line(""), "xterm").contains(colour));
    assert!(!shown(&format!("NO_COLOR=1 {}", line("")), "xterm").contains(colour));
    assert!(!built("empty", "progress-pipe", &[]).join("making").exists());
    assert_eq!(
        build(&["--root", root.to_str().unwrap(), "--out", out.to_str().unwrap()]).stderr.matches('\u{1b}').count(),
        0
    );
}
