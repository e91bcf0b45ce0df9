//! Names that lead elsewhere: where a site may be written, what may be read, and what becomes of names that one disk has and another has not. What a repository can hold stands in `tests/cases/bad`.

#![cfg(unix)]

use std::fs;
use std::os::unix::fs::symlink;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::harness::{Run, build_in, files, run_in, scratch, write};

pub const SITE: &[u8] = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n".as_bytes();
pub const REPORT: &[u8] =
    "عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n".as_bytes();
pub const OTHER: &[u8] = "قرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية في الخريف.\n".as_bytes();
const SECRET: &[u8] = "سر لا ينبغي أن يصل إلى أي صفحة من صفحات الموقع بأي حال من الأحوال.\n".as_bytes();

/// A site in a folder of its own, in a folder that nobody names.
pub fn site(name: &str) -> PathBuf {
    let root = scratch(name).join("site");
    write(
        &root,
        &[("site.toml", SITE), ("static/style.css", b""), ("static/favicon.svg", b"<svg/>"), ("seeds/a.txt", REPORT)],
    );
    write(root.parent().unwrap(), &[("elsewhere/secret.txt", SECRET)]);
    root
}

fn elsewhere(root: &Path) -> PathBuf {
    root.parent().unwrap().join("elsewhere")
}

fn pipe(path: &Path) {
    assert!(Command::new("mkfifo").arg(path).status().unwrap().success());
}

/// One finding of a run begins so, each has a hint, and the run ends so.
pub fn assert_found(run: &Run, finding: &str, code: i32, what: &str) {
    assert!(run.stderr.lines().any(|line| line.starts_with(finding)), "{what}: {}", run.stderr);
    assert_eq!(run.code, code, "{what}: {}", run.stderr);
    let said: Vec<&str> = run.stderr.lines().collect();
    assert!(said.chunks(2).all(|pair| pair.len() == 2 && pair[1].starts_with("  hint: ")), "{what}: {}", run.stderr);
}

#[test]
fn no_site_goes_where_it_may_not() {
    let root = site("paths-out");
    let before = files(root.parent().unwrap());
    symlink("nowhere", root.join("dangling")).unwrap();
    pipe(&root.join("pipe"));
    fs::create_dir_all(root.join("home/deep")).unwrap();
    fs::create_dir_all(root.join("project/.git")).unwrap();
    write(&root, &[("project/main.c", b"x")]);
    let cases = [
        ("/", "/:1:1: error[bad-output]"),
        (".", ".:1:1: error[bad-output]"),
        ("..", "..:1:1: error[bad-output]"),
        ("home", "home:1:1: error[bad-output]"),
        ("nothing/../seeds", "nothing/../seeds:1:1: error[bad-output]"),
        ("nothing/../static/x", "nothing/../static/x:1:1: error[bad-output]"),
        ("templates/x", "templates/x:1:1: error[bad-output]"),
        ("dangling", "dangling:1:1: error[bad-output]"),
        ("pipe", "pipe:1:1: error[not-a-folder]"),
        ("project", "project:1:1: error[not-ours]"),
    ];
    for (out, finding) in cases {
        // The home folder is one below which the user is.
        let home = root.join("home/deep");
        let run = build_in(&root, &["--out", out], &[("HOME", home.to_str().unwrap())]);
        assert_found(&run, finding, 2, out);
    }
    fs::remove_file(root.join("pipe")).unwrap();
    fs::remove_file(root.join("dangling")).unwrap();
    fs::remove_dir_all(root.join("project")).unwrap();
    assert_eq!(files(root.parent().unwrap()), before, "nothing was written");
}

#[test]
fn an_output_that_is_a_link_must_be_named() {
    let root = site("paths-out-link");
    let real = root.parent().unwrap().join("real");
    fs::create_dir(&real).unwrap();
    symlink(&real, root.join("public")).unwrap();
    assert_found(&build_in(&root, &[], &[]), "public:1:1: error[symbolic-link]", 2, "not named");
    assert_eq!(fs::read_dir(&real).unwrap().count(), 0);
    assert_eq!(build_in(&root, &["--out", "public"], &[]).code, 0);
    assert!(real.join("index.html").is_file() && root.join("public").is_symlink());
}

#[test]
fn nothing_is_written_compared_or_removed_through_a_link() {
    let root = site("paths-through");
    let elsewhere = elsewhere(&root);
    assert_eq!(build_in(&root, &[], &[]).code, 0);
    // A folder of the site that became a link.
    fs::rename(root.join("public/en"), elsewhere.join("en")).unwrap();
    symlink(elsewhere.join("en"), root.join("public/en")).unwrap();
    write(&root, &[("seeds/b.txt", OTHER)]);
    let before = files(&elsewhere);
    assert_found(&build_in(&root, &[], &[]), "public/en:1:1: error[not-ours]", 2, "a folder");
    fs::remove_file(root.join("public/en")).unwrap();
    // The folder that the new site is made in, and the lock in it.
    let staging = root.join(".public.bayan-staging");
    write(&elsewhere, &[("site/mine", b"x"), ("lock", b"mine")]);
    symlink(&elsewhere, &staging).unwrap();
    let run = build_in(&root, &[], &[]);
    assert!(run.stderr.contains(".public.bayan-staging:1:1: error[symbolic-link]") && run.code == 2, "{}", run.stderr);
    fs::remove_file(&staging).unwrap();
    fs::create_dir(&staging).unwrap();
    symlink(elsewhere.join("lock"), staging.join("lock")).unwrap();
    let run = build_in(&root, &[], &[]);
    assert!(run.stderr.contains("/lock:1:1: error[symbolic-link]") && run.code == 2, "{}", run.stderr);
    fs::remove_file(staging.join("lock")).unwrap();
    // What a build that was cut short seems to have left in it.
    symlink(elsewhere.join("site"), staging.join("site")).unwrap();
    write(&root, &[("seeds/b.txt", OTHER)]);
    assert_eq!(build_in(&root, &[], &[]).code, 0);
    assert!(elsewhere.join("site/mine").is_file() && !staging.join("site").is_symlink());
    // The list of files.
    fs::rename(root.join("public/.bayan-manifest"), elsewhere.join("list")).unwrap();
    symlink(elsewhere.join("list"), root.join("public/.bayan-manifest")).unwrap();
    assert_found(&build_in(&root, &[], &[]), "public:1:1: error[not-ours]", 2, "the list");
    fs::remove_file(root.join("public/.bayan-manifest")).unwrap();
    fs::rename(elsewhere.join("list"), root.join("public/.bayan-manifest")).unwrap();
    // A page that became a link is replaced, and what it led to stays.
    fs::remove_file(root.join("public/index.html")).unwrap();
    symlink(elsewhere.join("lock"), root.join("public/index.html")).unwrap();
    assert_eq!(build_in(&root, &[], &[]).code, 0);
    assert!(!root.join("public/index.html").is_symlink());
    let mut after = files(&elsewhere);
    assert_eq!((after.remove("lock").unwrap(), after.remove("site/mine").unwrap()), (b"mine".to_vec(), b"x".to_vec()));
    assert_eq!(after, before);
}

#[test]
fn no_link_is_read_wherever_it_leads() {
    type Make = fn(&Path, &Path);
    let cases: [(&str, Make, &str, i32); 11] = [
        ("report", |root, to| symlink(to.join("secret.txt"), root.join("seeds/x.txt")).unwrap(), "seeds/x.txt", 1),
        ("report-inside", |root, _| symlink("a.txt", root.join("seeds/x.txt")).unwrap(), "seeds/x.txt", 1),
        ("report-loop", |root, _| symlink("x.txt", root.join("seeds/x.txt")).unwrap(), "seeds/x.txt", 1),
        ("report-folder", |root, to| symlink(to, root.join("seeds/more")).unwrap(), "seeds/more", 1),
        (
            "seeds",
            |root, to| {
                fs::remove_dir_all(root.join("seeds")).unwrap();
                symlink(to, root.join("seeds")).unwrap();
            },
            "seeds",
            2,
        ),
        ("static", |root, to| symlink(to.join("secret.txt"), root.join("static/x.txt")).unwrap(), "static/x.txt", 2),
        ("static-inside", |root, _| symlink("style.css", root.join("static/x.css")).unwrap(), "static/x.css", 2),
        ("static-folder", |root, to| symlink(to, root.join("static/more")).unwrap(), "static/more", 2),
        (
            "statics",
            |root, to| {
                fs::remove_dir_all(root.join("static")).unwrap();
                symlink(to, root.join("static")).unwrap();
            },
            "static",
            2,
        ),
        ("templates", |root, to| symlink(to, root.join("templates")).unwrap(), "templates", 2),
        (
            "site-toml",
            |root, to| {
                fs::rename(root.join("site.toml"), to.join("site.toml")).unwrap();
                symlink(to.join("site.toml"), root.join("site.toml")).unwrap();
            },
            "site.toml",
            2,
        ),
    ];
    for (name, make, place, code) in cases {
        let root = site(&format!("paths-link-{name}"));
        make(&root, &elsewhere(&root));
        let target = fs::read_link(root.join(place)).unwrap();
        for command in ["build", "check"] {
            let run = run_in(&root, &[command], &[]);
            let finding =
                format!("{place}:1:1: error[symbolic-link]: a symbolic link is not followed; this one leads to `");
            let found =
                if command == "build" { &run.stderr } else { &[run.stderr.as_str(), run.stdout.as_str()].concat() };
            assert!(found.contains(&finding), "{name} {command}: {found}");
            assert_eq!(run.code, code, "{name} {command}: {found}");
            let told: String = target.to_str().unwrap().chars().take(60).collect();
            assert!(found.contains(&told), "{name}: {found}");
        }
        if root.join("public").exists() {
            assert!(!fs::read_to_string(root.join("public/archive.json")).unwrap().contains("سر لا"), "{name}");
        }
    }
    // What somebody names may be a link.
    let root = site("paths-link-named");
    symlink(root.join("seeds"), root.join("../linked")).unwrap();
    symlink(&root, root.join("../root")).unwrap();
    assert_eq!(build_in(&root, &["--seeds", "../linked"], &[]).code, 0);
    assert_eq!(build_in(root.parent().unwrap(), &["--root", "root"], &[]).code, 0);
}

#[test]
fn what_is_no_file_is_not_waited_for() {
    let root = site("paths-pipes");
    pipe(&root.join("seeds/pipe"));
    pipe(&root.join("seeds/pipe.md"));
    let _socket = std::os::unix::net::UnixListener::bind(root.join("seeds/s.txt")).unwrap();
    fs::create_dir_all(root.join("seeds/folder.md")).unwrap();
    write(&root, &[("seeds/folder.md/b.txt", OTHER)]);
    let run = build_in(&root, &[], &[]);
    assert_found(&run, "seeds/pipe.md:1:1: error[not-a-file]", 1, "pipe");
    assert_found(&run, "seeds/s.txt:1:1: error[not-a-file]", 1, "socket");
    assert_found(&run, "seeds/pipe:1:1: warning[not-a-report]", 1, "pipe without an ending");
    assert!(root.join("public/communiques/b/index.html").is_file(), "a folder may have the name of a report");
    for place in ["static/pipe", "templates/pipe.html", "site.toml"] {
        let root = site("paths-pipe");
        fs::create_dir_all(root.join(place).parent().unwrap()).unwrap();
        let _ = fs::remove_file(root.join(place));
        pipe(&root.join(place));
        assert_found(&build_in(&root, &[], &[]), &format!("{place}:1:1: error[not-a-file]"), 2, place);
    }
}

#[test]
fn commands_that_write_do_not_follow_links() {
    let root = site("paths-writing");
    let elsewhere = elsewhere(&root);
    write(&elsewhere, &[("bayan.1", b"mine"), ("r.md", "---\ntitle: x\n---\nنص\n".as_bytes())]);
    let before = files(&elsewhere);
    symlink(elsewhere.join("r.md"), root.join("seeds/r.md")).unwrap();
    assert_ne!(run_in(&root, &["set", "seeds/r.md", "title", "y"], &[]).code, 0);
    assert_eq!(run_in(&root, &["check", "--fix"], &[]).code, 1);
    fs::create_dir(root.join("man")).unwrap();
    symlink(elsewhere.join("bayan.1"), root.join("man/bayan.1")).unwrap();
    assert_found(&run_in(&root, &["man", "--out", "man"], &[]), "man/bayan.1:1:1: error[symbolic-link]", 2, "man");
    symlink(&elsewhere, root.join("templates")).unwrap();
    assert_found(
        &run_in(&root, &["theme", "eject", "templates"], &[]),
        "templates:1:1: error[symbolic-link]",
        2,
        "theme",
    );
    fs::remove_file(root.join("templates")).unwrap();
    fs::rename(root.join("seeds"), root.join("reports")).unwrap();
    symlink(&elsewhere, root.join("seeds")).unwrap();
    let commands: [&[&str]; 4] =
        [&["new", "x"], &["import", "reports/a.txt"], &["set", "a", "title", "y"], &["tag", "suggest"]];
    for command in commands {
        assert_found(&run_in(&root, command, &[]), "seeds:1:1: error[symbolic-link]", 2, command[0]);
    }
    fs::remove_file(root.join("seeds")).unwrap();
    // A name that a report has brought is a name in the folder of reports and nowhere else.
    write(&root, &[("raw/x.md", "---\ntitle: ../../../etc/passwd\n---\n".as_bytes())]);
    fs::write(root.join("raw/x.md"), ["---\ntitle: ../../../etc/passwd\n---\n".as_bytes(), REPORT].concat()).unwrap();
    fs::create_dir(root.join("seeds")).unwrap();
    assert_eq!(run_in(&root, &["import", "raw/x.md"], &[]).code, 0);
    assert_eq!(run_in(&root, &["new", "../../con"], &[]).code, 0);
    let made: Vec<String> = files(&root.join("seeds")).into_keys().collect();
    assert!(made.len() == 2 && made.iter().all(|name| bayan::text::portable::fault(name).is_none()), "{made:?}");
    assert_eq!(files(&elsewhere), before);
}
