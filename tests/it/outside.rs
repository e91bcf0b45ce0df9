//! A build of a hostile tree as the system sees it: every file that is opened to be read stands below a folder that was named, and every one that is written, renamed or removed below the output.

#![cfg(unix)]

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Component, Path, PathBuf};
use std::process::{Command, Stdio};

use crate::harness::{scratch, write};

/// What the system's own libraries read: no file of anybody.
const SYSTEM: [&str; 8] = ["/proc", "/sys", "/dev", "/usr", "/lib", "/lib64", "/etc/ld.so.cache", "/etc/ld.so.preload"];

/// A call with the paths in it, and whether it changes something.
struct Call {
    line: String,
    paths: Vec<PathBuf>,
    writes: bool,
}

/// A path as it is written, from a folder on.
fn whole(from: &Path, path: &str) -> PathBuf {
    let mut out = PathBuf::new();
    for part in from.join(path).components() {
        match part {
            Component::ParentDir => drop(out.pop()),
            Component::CurDir => {}
            part => out.push(part),
        }
    }
    out
}

/// The lines of a trace, each call whole: where another thread came between, strace parts it in two.
fn joined(trace: &str) -> Vec<String> {
    let mut begun: BTreeMap<&str, &str> = BTreeMap::new();
    let mut lines = Vec::new();
    for line in trace.lines() {
        let Some((thread, call)) = line.split_once(' ') else { continue };
        if let Some(start) = line.strip_suffix("<unfinished ...>") {
            begun.insert(thread, start);
        } else if let Some((_, end)) = call.trim_start().strip_prefix("<... ").and_then(|rest| rest.split_once('>')) {
            lines.push(begun.remove(thread).unwrap_or_default().to_owned() + end);
        } else {
            lines.push(line.to_owned());
        }
    }
    lines
}

/// The calls of a trace that worked. strace writes beside a descriptor what is open there: `openat(3</path>, "name"`.
fn calls(trace: &str, cwd: &Path) -> Vec<Call> {
    let mut calls = Vec::new();
    for line in &joined(trace) {
        let Some((name, arguments)) = line.split_once(' ').and_then(|(_, call)| call.trim_start().split_once('('))
        else {
            continue;
        };
        if arguments.contains(") = -1 ") || arguments.contains(") = ?") {
            continue;
        }
        let mut from = cwd.to_owned();
        let mut paths = Vec::new();
        let mut rest = arguments.rsplit_once(") = ").map_or(arguments, |(before, _)| before);
        while let Some(at) = rest.find(['<', '"']) {
            let opens = &rest[at..=at];
            let inner = &rest[at + 1..];
            let end = inner.find(if opens == "<" { '>' } else { '"' }).unwrap_or(inner.len());
            if opens == "<" {
                from = PathBuf::from(&inner[..end]);
            } else {
                paths.push(whole(&from, &inner[..end]));
                from = cwd.to_owned();
            }
            rest = inner.get(end + 1..).unwrap_or("");
        }
        let opens = ["open", "openat", "openat2", "creat"].contains(&name);
        let flags = ["O_WRONLY", "O_RDWR", "O_CREAT", "O_TRUNC"].iter().any(|flag| arguments.contains(flag));
        let changes = ["rename", "unlink", "rmdir", "mkdir", "link", "symlink", "truncate", "chmod", "chown", "mknod"];
        let writes = if opens { flags } else { changes.iter().any(|change| name.starts_with(change)) };
        let reads_only_names = !opens && !writes;
        if !reads_only_names && name != "readlink" && !paths.is_empty() {
            calls.push(Call { line: line.clone(), paths, writes });
        }
    }
    calls
}

/// A site full of ways out, in a folder beside what nobody named.
fn hostile(name: &str) -> PathBuf {
    let root = scratch(name).join("site");
    let text = "عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n";
    let report = format!(
        "---\nslug: ../../../etc/cron.d/x\naliases: [/etc/passwd, '..', 'C:\\x', \"a\\0b\", '%2e%2e%2fx', '~/.ssh/x']\ntags: [../../tag, '/abs']\n\
         copy_of: ../../elsewhere/secret.txt\nsource: {{ outlet: ../x, url: 'file:///etc/passwd' }}\n---\n{text}"
    );
    let good = report.replace("source: { outlet: ../x, url: 'file:///etc/passwd' }\n", "");
    write(
        root.parent().unwrap(),
        &[("elsewhere/secret.txt", text.as_bytes()), ("elsewhere/more/x.md", text.as_bytes())],
    );
    let page = "<!doctype html><html lang=ar><article><h1>بيان</h1><img src=../../elsewhere/x.png><p>قرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية في الخريف وناقش الميزانية.</p><object data=file:///etc/passwd></object></article>";
    write(
        &root,
        &[
            ("site.toml", "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n".as_bytes()),
            ("static/style.css", b"@import url(../../elsewhere/x.css);body{background:url(/etc/passwd)}"),
            ("static/favicon.svg", b"<svg/>"),
            ("seeds/bad.md", report.as_bytes()),
            ("seeds/good.md", good.as_bytes()),
            ("seeds/page.html", page.as_bytes()),
            ("seeds/x.svg", b"<svg/>"),
            ("seeds/.git/config", b"x"),
        ],
    );
    let elsewhere = root.parent().unwrap().join("elsewhere");
    symlink(elsewhere.join("secret.txt"), root.join("seeds/link.txt")).unwrap();
    symlink(elsewhere.join("more"), root.join("seeds/more")).unwrap();
    symlink("/etc/passwd", root.join("seeds/passwd.md")).unwrap();
    symlink("..", root.join("seeds/up")).unwrap();
    symlink("loop.txt", root.join("seeds/loop.txt")).unwrap();
    assert!(Command::new("mkfifo").arg(root.join("seeds/pipe.txt")).status().unwrap().success());
    root
}

fn trace(root: &Path, args: &[&str]) -> Option<Vec<Call>> {
    let log = root.parent().unwrap().join("trace");
    let mut command = Command::new("strace");
    command.args(["-f", "-y", "-qq", "-s", "4096", "-e", "trace=file", "-o"]).arg(&log);
    command.arg(env!("CARGO_BIN_EXE_bayan")).args(args).current_dir(root).env("HOME", "/nonexistent");
    command.stdout(Stdio::null()).stderr(Stdio::null());
    command.status().ok()?;
    let trace = fs::read(&log).ok()?;
    Some(calls(&String::from_utf8_lossy(&trace), root))
}

fn has_strace() -> bool {
    let tried = Command::new("strace").args(["-qq", "-o", "/dev/null", "true"]).status();
    let has = tried.is_ok_and(|status| status.success());
    if !has {
        eprintln!("skipped: strace is not here, or may trace nothing");
    }
    has
}

#[test]
fn a_build_reads_what_was_named_and_writes_its_output() {
    if !has_strace() {
        return;
    }
    let root = hostile("outside-build");
    // The second build finds the site that the first one made; the third is of a site that changed, and so are the next, each
    // with links in the site before, which is kept beside it.
    let (mut read, mut written) = (BTreeSet::new(), BTreeSet::new());
    let spare = root.join(".public.bayan-staging/site");
    for round in 0..6 {
        if round == 2 {
            fs::remove_file(root.join("seeds/page.html")).unwrap();
        }
        if round > 2 {
            let text = "قرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية وناقش الميزانية مع الوفد رقم";
            fs::write(root.join("seeds/last.md"), format!("{text} {round}.\n")).unwrap();
            let elsewhere = root.parent().unwrap().join("elsewhere");
            fs::remove_file(spare.join("index.html")).unwrap();
            symlink(elsewhere.join("secret.txt"), spare.join("index.html")).unwrap();
            fs::remove_dir_all(spare.join("en")).unwrap();
            symlink(elsewhere.join("more"), spare.join("en")).unwrap();
            symlink(&elsewhere, spare.join("communiques/elsewhere")).unwrap();
            if round == 5 {
                fs::remove_dir_all(&spare).unwrap();
                symlink(elsewhere, &spare).unwrap();
            }
        }
        let calls = trace(&root, &["build"]).expect("a trace");
        let output = ["public", ".public.bayan-staging", ".bayan"].map(|name| root.join(name));
        let inputs = ["seeds", "static", "templates", "site.toml"].map(|name| root.join(name));
        for Call { line, paths, writes } in &calls {
            for path in paths {
                let below = |all: &[PathBuf]| all.iter().any(|folder| path.starts_with(folder));
                if *writes {
                    assert!(below(&output), "written elsewhere: {line}");
                    written.insert(path.clone());
                } else {
                    let is_system = SYSTEM.iter().any(|system| path.starts_with(system));
                    // The root is opened for the files in it, and the program asks when it was made.
                    let is_known = path == &root || path == Path::new(env!("CARGO_BIN_EXE_bayan"));
                    assert!(is_system || is_known || below(&inputs) || below(&output), "read elsewhere: {line}");
                    read.insert(path.clone());
                }
            }
        }
    }
    assert!(
        spare.is_dir()
            && !spare.is_symlink()
            && root.join("public/en/index.html").is_file()
            && !root.join("public/en").is_symlink()
    );
    // The trace is of the build and not of nothing.
    for name in ["seeds/good.md", "seeds/page.html", "site.toml", "static/style.css"] {
        assert!(read.contains(&root.join(name)), "{name} was not read: {read:?}");
    }
    for name in ["seeds/link.txt", "seeds/passwd.md", "seeds/pipe.txt", "seeds/x.svg", "seeds/.git/config"] {
        assert!(!read.contains(&root.join(name)), "{name} was read");
    }
    assert!(written.len() > 50, "{}", written.len());
    println!("paths: {} files and folders read, {} written, none elsewhere", read.len(), written.len());
}

#[test]
fn a_file_that_becomes_a_link_while_it_is_read_is_not_followed() {
    use bayan::source::open::{Folder, Refused};
    let root = scratch("outside-swap");
    write(&root, &[("in/deep/a.txt", b"good"), ("out/a.txt", b"secret")]);
    let swapper = {
        let root = root.clone();
        let done = std::sync::Arc::new(std::sync::atomic::AtomicBool::new(false));
        let stop = done.clone();
        let thread = std::thread::spawn(move || {
            while !stop.load(std::sync::atomic::Ordering::Relaxed) {
                fs::rename(root.join("in/deep"), root.join("aside")).unwrap();
                symlink(root.join("out"), root.join("in/deep")).unwrap();
                fs::remove_file(root.join("in/deep")).unwrap();
                fs::rename(root.join("aside"), root.join("in/deep")).unwrap();
            }
        });
        (thread, done)
    };
    let folder = Folder::open(&root.join("in"));
    let (mut good, mut refused) = (0, 0);
    for _ in 0..20_000 {
        match folder.read(Path::new("deep/a.txt"), 99) {
            Ok(bytes) => {
                assert_eq!(bytes, b"good");
                good += 1;
            }
            Err(Refused::Link) => refused += 1,
            Err(_) => {}
        }
    }
    swapper.1.store(true, std::sync::atomic::Ordering::Relaxed);
    swapper.0.join().unwrap();
    println!(
        "paths: of 20,000 readings of a file that changes places with a link {good} were good and {refused} refused"
    );
    // Elsewhere no more can be asked for than that the file itself is no link.
    if cfg!(target_os = "linux") {
        assert!(good > 0 && refused > 0, "{good} {refused}");
    }
}
