//! The output folder as an operator meets it.

use std::fs;

use crate::harness::{build_in, files, scratch, write};

const SITE: &[u8] = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n".as_bytes();
const REPORT: &[u8] =
    "عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n".as_bytes();

#[test]
fn a_new_user_needs_two_files() {
    let root = scratch("new-user");
    write(&root, &[("site.toml", SITE), ("seeds/first.txt", REPORT)]);
    let run = build_in(&root, &[], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(run.stdout.starts_with("built 1 communiqué from 1 report into public: "), "{}", run.stdout);
    assert!(root.join("public/style.css").is_file());
    // What builds know is no part of the archive.
    assert_eq!(fs::read_to_string(root.join(".bayan/.gitignore")).unwrap(), "*\n");
    assert_eq!(fs::read_dir(&root).unwrap().count(), 4);
}

#[test]
fn a_second_build_writes_nothing_and_a_third_only_what_changed() {
    let root = scratch("rebuild");
    write(
        &root,
        &[
            ("site.toml", SITE),
            ("seeds/first.txt", REPORT),
            (
                "seeds/second.txt",
                "قرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية في الخريف.\n".as_bytes(),
            ),
        ],
    );
    build_in(&root, &[], &[]);
    assert!(build_in(&root, &[], &[]).stdout.contains(": 0 files written, "));
    fs::remove_file(root.join("seeds/second.txt")).unwrap();
    let run = build_in(&root, &[], &[]);
    assert!(run.stdout.ends_with(" 2 removed\n"), "{}", run.stdout);
    assert!(!root.join("public/communiques/second").exists());
    assert!(root.join("public/communiques/first/index.html").is_file());
}

#[test]
fn a_folder_of_others_is_refused_and_stays() {
    let root = scratch("foreign");
    write(&root, &[("site.toml", SITE), ("seeds/first.txt", REPORT), ("public/thesis.txt", b"years of work")]);
    let run = build_in(&root, &[], &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.contains("error[not-ours]"), "{}", run.stderr);
    assert_eq!(files(&root.join("public")).len(), 1);
}

#[test]
fn a_static_file_cannot_take_the_place_of_a_page() {
    let root = scratch("static-taken");
    write(
        &root,
        &[("site.toml", SITE), ("seeds/first.txt", REPORT), ("static/index.html", b"mine"), ("static/style.css", b"")],
    );
    let run = build_in(&root, &[], &[]);
    assert_eq!(run.code, 2);
    assert!(run.stderr.starts_with("static/index.html:1:1: error[path-taken]"), "{}", run.stderr);
}

#[cfg(unix)]
#[test]
fn a_symbolic_link_is_not_read() {
    let root = scratch("symlink");
    write(
        &root,
        &[
            ("site.toml", SITE),
            ("seeds/first.txt", REPORT),
            ("secret.txt", "سر لا ينبغي أن يصل إلى أي صفحة من صفحات الموقع بأي حال من الأحوال.".as_bytes()),
        ],
    );
    std::os::unix::fs::symlink(root.join("secret.txt"), root.join("seeds/link.txt")).unwrap();
    let run = build_in(&root, &[], &[]);
    assert_eq!(run.code, 1);
    assert!(run.stderr.contains("seeds/link.txt:1:1: error[symbolic-link]"), "{}", run.stderr);
    assert!(!fs::read_to_string(root.join("public/archive.json")).unwrap().contains("سر لا"));
}
