//! Names of files, addresses and ids that one disk, host or reader has and another has not: refused, set aside or made safe. Where names lead is `paths`.

#![cfg(unix)]

use std::fs;
use std::os::unix::ffi::OsStrExt;

use crate::harness::{archive, build_in, files, run_in, write};
use crate::paths::{OTHER, SITE, assert_found, site};

#[test]
fn static_files_have_names_that_every_disk_has() {
    let long = "x".repeat(200);
    let deep = [long.as_str(); 5].join("/");
    let odd: [&[u8]; 14] = [
        b"con.txt",
        b"AUX",
        b"com1.css",
        "lpt\u{b9}".as_bytes(),
        b"conin$",
        b"a\\b",
        b"a\nb",
        b"a.",
        b"a ",
        b"a:b",
        b"a?b",
        "a\u{202e}b".as_bytes(),
        b"a\xff",
        deep.as_bytes(),
    ];
    for name in odd {
        let root = site("paths-static");
        let path = root.join("static").join(std::ffi::OsStr::from_bytes(name));
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, "x").unwrap();
        let run = build_in(&root, &[], &[]);
        let shown = String::from_utf8_lossy(name);
        assert!(run.stderr.contains(":1:1: error[bad-path]: ") && run.code == 2, "{shown}: {}", run.stderr);
        assert!(run.stderr.lines().count() == 2 && !root.join("public").exists(), "{shown}: {}", run.stderr);
    }
    // Two that are one where the disk does not tell them apart; git on such a disk could not hold both.
    for (one, other) in [("Map.svg", "map.svg"), ("caf\u{e9}.svg", "cafe\u{301}.svg"), ("straße.svg", "strasse.svg")] {
        let root = site("paths-static-twice");
        write(&root, &[(&format!("static/{one}"), b"x"), (&format!("static/{other}"), b"x")]);
        let run = build_in(&root, &[], &[]);
        assert!(run.stderr.contains("error[path-taken]") && run.code == 2, "{one}: {}", run.stderr);
    }
    // What hosts read, and what is the owner's own.
    let root = site("paths-static-owner");
    let own = ["CNAME", "sw.js", ".well-known/security.txt", "map.svg", "page.html", "en/extra.html", "بيان.pdf"];
    for name in own {
        write(&root, &[(&format!("static/{name}"), b"mine")]);
    }
    write(&root, &[("static/.DS_Store", b"x"), ("static/img/Thumbs.db", b"x"), ("static/.git/config", b"x")]);
    let run = build_in(&root, &[], &[]);
    assert_eq!((run.code, run.stderr.as_str()), (0, ""));
    assert!(own.iter().all(|name| fs::read(root.join("public").join(name)).unwrap() == b"mine"));
    assert!(!root.join("public/.DS_Store").exists() && !root.join("public/img").exists());
    assert!(!root.join("public/.git").exists());
}

#[test]
fn reports_with_names_that_cannot_be_told_are_set_aside() {
    let root = site("paths-names");
    let names: [(&[u8], &str); 4] = [
        (b"n\nl.txt", "seeds/n\\nl.txt:1:1: error[bad-path]"),
        (b"esc\x1b[2J.md", "seeds/esc\\u{1b}[2J.md:1:1: error[bad-path]"),
        ("r\u{202e}l.txt".as_bytes(), "seeds/r\\u{202e}l.txt:1:1: error[bad-path]"),
        (b"bad\xff.txt", "seeds/bad\u{fffd}.txt:1:1: error[bad-path]"),
    ];
    for (name, _) in names {
        fs::write(root.join("seeds").join(std::ffi::OsStr::from_bytes(name)), OTHER).unwrap();
    }
    let run = build_in(&root, &[], &[]);
    for (name, finding) in names {
        assert_found(&run, finding, 1, &String::from_utf8_lossy(name));
    }
    let archive = archive(&root.join("public"));
    assert_eq!(archive["set_aside"].as_array().unwrap().len(), names.len());
    let data = fs::read_to_string(root.join("public/archive.json")).unwrap();
    assert!(!data.contains('\u{202e}') && !data.contains("\\u001b"));
    for command in [
        &["build", "--format", "json"][..],
        &["check", "--format", "json"],
        &["check", "--format", "sarif"],
        &["status", "--format", "json"],
    ] {
        let said = run_in(&root, command, &[]).stdout;
        assert!(!said.contains(|c: char| c != '\n' && bayan::text::hidden::is_hidden(c)), "{command:?}: {said:?}");
        assert!(serde_json::from_str::<serde_json::Value>(&said).is_ok(), "{command:?}");
    }
}

#[test]
fn names_of_the_sites_own_folders_are_in_nobodys_way() {
    let reserved = [
        "page",
        "en",
        "tags",
        "index",
        "404",
        "feed",
        "search",
        "CNAME",
        "sw.js",
        "index.html",
        "copies",
        "compare",
        "aux",
        "com1",
        "con",
        "data",
        "admin",
        ".bayan-manifest",
        ".nojekyll",
        "..",
        "robots.txt",
        "archive.json",
        "meetings",
        "communiques",
    ];
    let text = |number: usize| {
        format!(
            "اتفق المجتمعون في الجلسة {number} على خطة رقمها {} لإصلاح ميناء من موانئ الساحل {}.",
            number * 7919,
            "غربًا ".repeat(number + 1)
        )
    };
    let root = site("paths-reserved");
    let tables: String = ["page", "en", "index", "404", "search"]
        .map(|id| {
            format!(
                "[[meeting]]\nid = \"{id}\"\ndate = \"2020\"\ntitle = {{ ar = \"اجتماع {id}\", en = \"{id}\" }}\n\
                 [tag.{id}]\nar = \"موضوع {id}\"\nen = \"T {id}\"\n[person.{id}]\nar = \"شخص {id}\"\nen = \"P {id}\"\n"
            )
        })
        .concat();
    write(&root, &[("site.toml", &[SITE, tables.as_bytes()].concat())]);
    let long = "طويل".repeat(3_000);
    for (number, name) in reserved.into_iter().chain([long.as_str(), "\u{1F468}\u{200D}\u{1F469}"]).enumerate() {
        let name = serde_json::to_string(name).unwrap();
        let report = format!(
            "---\nslug: {name}\naliases: [\"old {number}\"]\ntags: [{name}, \"T page\"]\nmeeting: page\nnot_copy_of: []\n---\n{}\n",
            text(number)
        );
        write(&root, &[(&format!("seeds/{number}.md"), report.as_bytes())]);
    }
    let run = build_in(&root, &[], &[]);
    assert!([0, 1].contains(&run.code), "{}", run.stderr);
    let errors: Vec<&str> = run.stderr.lines().filter(|line| line.contains(": error[")).collect();
    // Two that are one name, and two that have no letter.
    let expected = |line: &&str| line.contains("duplicate-slug") || line.contains("no letters or digits");
    assert!(errors.iter().all(expected), "{errors:?}");
    let published = files(&root.join("public"));
    for slug in ["page_", "en", "tags", "index", "404", "feed", "search", "cname", "sw-js", "aux_", "com1_"] {
        let is_there = published.contains_key(&format!("communiques/{slug}/index.html"));
        assert!(is_there, "{slug}: {}", run.stderr);
    }
    assert!(published.contains_key("meetings/page/index.html") && published.contains_key("tags/page_/index.html"));
    assert!(published.keys().flat_map(|path| path.split('/')).all(|part| bayan::text::portable::fault(part).is_none()));
}
