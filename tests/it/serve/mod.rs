//! `bayan serve` as a browser, an editor and a stranger meet it.

pub mod edits;
mod server;

use std::fs;
use std::io::Write;
use std::path::{Path, PathBuf};
use std::time::Duration;

use serde_json::Value;

use crate::harness::{build_in, scratch, write};
use server::{Server, eventually};

const SITE: &str = "base_url = \"https://example.org/bayan/\"\n[title]\nar = \"أرشيف\"\nen = \"Archive\"\n";
const REPORT: &str = "عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n";
const OTHER: &str = "قرر مجلس الإدارة تأجيل النظر في طلبات الترخيص إلى الدورة التالية في الخريف.\n";

fn site(name: &str) -> PathBuf {
    let root = scratch(name);
    let draft = format!("---\ntitle: بيان قيد الإعداد\ndraft: true\n---\n{OTHER}");
    write(
        &root,
        &[
            ("site.toml", SITE.as_bytes()),
            ("seeds/first.txt", REPORT.as_bytes()),
            ("seeds/draft.md", draft.as_bytes()),
            ("secret.txt", b"secret"),
        ],
    );
    root
}

fn no_findings(state: &Value) -> bool {
    state["findings"].as_array().is_some_and(Vec::is_empty)
}

#[test]
fn a_request_is_from_this_machine_for_something_to_read() {
    let root = site("serve-requests");
    let server = Server::start(&root, &[]);
    let port = server.port;
    assert_eq!(server.address, format!("http://localhost:{port}/bayan/"));
    let home = server.get("/bayan/");
    assert_eq!((home.status, home.header("content-type")), (200, Some("text/html; charset=utf-8")));
    for (name, value) in [
        ("x-content-type-options", "nosniff"),
        ("cache-control", "no-store"),
        ("cross-origin-resource-policy", "same-origin"),
    ] {
        assert_eq!(home.header(name), Some(value), "{}", home.head);
    }
    assert!(home.header("content-security-policy").unwrap().ends_with("; frame-ancestors 'none'"));
    let head = server.ask("HEAD", "/bayan/", "");
    assert_eq!((head.status, head.body.len(), head.header("content-length")), (200, 0, home.header("content-length")));
    for method in ["POST", "PUT", "DELETE", "OPTIONS", "PATCH", "TRACE", "BREW"] {
        let reply = server.ask(method, "/bayan/", "");
        assert_eq!((reply.status, reply.header("allow")), (405, Some("GET, HEAD")), "{method}");
        assert_eq!(server.ask(method, "/.bayan/events", "").status, 405, "{method}");
    }
    for host in [format!("127.0.0.1:{port}"), format!("localhost:{port}"), format!("[::1]:{port}")] {
        let own = format!("Host: {host}\r\nOrigin: http://{host}\r\n");
        assert_eq!(server.ask("GET", "/bayan/", &own).status, 200, "{host}");
    }
    let mut hosts = vec!["localhost".to_owned(), "localhost:1".to_owned(), "example.org".to_owned(), String::new()];
    hosts.extend([format!("localhost.example.org:{port}"), format!("127.0.0.1:{port}.example.org")]);
    hosts.extend([format!("user@localhost:{port}"), format!("LOCALHOST:{port}"), format!("0.0.0.0:{port}")]);
    for host in hosts {
        let reply = server.ask("GET", "/bayan/", &format!("Host: {host}\r\n"));
        assert!([400, 421].contains(&reply.status) && !reply.text().contains("أرشيف"), "{host}: {}", reply.status);
    }
    let twice = format!("Host: localhost:{port}\r\nHost: example.org\r\n");
    assert!([400, 421].contains(&server.ask("GET", "/bayan/", &twice).status));
    assert_eq!(server.ask("GET", "http://example.org/bayan/", "").status, 421);
    let origins = ["null", "https://example.org", "http://localhost", &format!("http://127.0.0.1:{port}"), ""];
    for origin in origins {
        assert_eq!(server.ask("GET", "/bayan/", &format!("Origin: {origin}\r\n")).status, 403, "{origin}");
    }
    for from in ["cross-site", "same-site", "none"] {
        let reply = server.ask("GET", "/.bayan/events", &format!("Sec-Fetch-Site: {from}\r\n"));
        assert_eq!(reply.status, 403, "{from}");
    }
}

#[test]
fn nothing_outside_the_site_is_served() {
    let root = site("serve-paths");
    let server = Server::start(&root, &[]);
    let home = server.get("/");
    assert_eq!((home.status, home.header("location")), (307, Some("/bayan/")));
    let folder = server.get("/bayan/communiques/first");
    assert_eq!((folder.status, folder.header("location")), (307, Some("/bayan/communiques/first/")));
    assert_eq!(server.get("/bayan/communiques/first/?a=b").status, 200);
    for path in [
        "/bayan/../secret.txt",
        "/bayan/%2e%2e/secret.txt",
        "/bayan/..%2fsecret.txt",
        "/bayan/..%5csecret.txt",
        "/bayan//../../secret.txt",
        "/bayan/seeds/first.txt",
        "/bayan/site.toml",
        "/site.toml",
        "/secret.txt",
        "/bayan/%00",
        "/bayan/%",
        "/bayan/%c3%28",
        "//example.org/%2f..",
        "/bayan/.bayan/live.js",
    ] {
        let reply = server.get(path);
        assert!([400, 404].contains(&reply.status), "{path}: {}", reply.status);
        assert!(!reply.text().contains("secret") && !reply.text().contains("base_url"), "{path}");
    }
    let english = server.get("/bayan/en/nothing/");
    assert!(english.status == 404 && english.text().contains("lang=\"en\""), "{}", english.text());
}

#[test]
fn slow_clients_and_garbage_stop_nobody() {
    let root = site("serve-slow");
    let server = Server::start(&root, &[]);
    // Each has begun a request and does not end it.
    let slow: Vec<_> = (0..200)
        .map(|_| {
            let mut stream = server.connect();
            stream.write_all(b"GET /bayan/ HTTP/1.1\r\nHost: loc").unwrap();
            stream
        })
        .collect();
    // Each asks for much, and reads nothing of it.
    let deaf: Vec<_> = (0..50)
        .map(|_| {
            let mut stream = server.connect();
            let ask = format!("GET /bayan/archive.json HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", server.port);
            for _ in 0..20 {
                stream.write_all(ask.as_bytes()).unwrap();
            }
            stream
        })
        .collect();
    let long = format!("GET /{} HTTP/1.1\r\nHost: localhost:{}\r\n\r\n", "a".repeat(100_000), server.port);
    let many = format!("GET / HTTP/1.1\r\n{}\r\n", "a: b\r\n".repeat(5000));
    let body = format!("GET /bayan/ HTTP/1.1\r\nHost: localhost:{}\r\nContent-Length: 99999999\r\n\r\nx", server.port);
    for garbage in [
        b"\x16\x03\x01\x02\x00\x01\x00".as_slice(),
        b"\0\0\0\0\r\n\r\n",
        b"GET\r\n\r\n",
        long.as_bytes(),
        many.as_bytes(),
    ] {
        let status = server.raw(garbage).status;
        assert!(status == 0 || (400..500).contains(&status), "{status}");
    }
    let mut pending = server.connect();
    pending.write_all(body.as_bytes()).unwrap();
    assert_eq!(server.get("/bayan/").status, 200);
    fs::write(root.join("seeds/first.txt"), format!("{REPORT}وأقروا خطة مشتركة.\n")).unwrap();
    let fresh = || server.get("/bayan/communiques/first/").text().contains("وأقروا خطة مشتركة");
    assert!(eventually(fresh).is_some());
    drop((slow, deaf, pending));
}

#[test]
fn an_error_is_told_with_its_place_over_the_last_good_page() {
    let root = site("serve-errors");
    let server = Server::start(&root, &[]);
    let before = server.until(no_findings);
    let page = server.get("/bayan/communiques/first/").text();
    assert!(page.contains(&format!("data-version=\"{}\"", before["version"].as_str().unwrap())));
    // A report that is set aside: its page stays as it was.
    fs::write(root.join("seeds/first.txt"), format!("---\ntitle: بيان\ndate: 28/6/2021\n---\n{REPORT}")).unwrap();
    let state = server.until(|state| !no_findings(state));
    let found = &state["findings"][0];
    assert_eq!((&found["path"], &found["line"], &found["column"]), (&"seeds/first.txt".into(), &3.into(), &7.into()));
    assert_eq!(found["code"], "bad-date");
    for said in [&found["message"], &found["hint"]] {
        assert!(["ar", "en"].iter().all(|lang| said[lang].as_str().is_some_and(|text| !text.is_empty())), "{found}");
    }
    assert_ne!(state["version"], before["version"]);
    assert!(server.get("/bayan/communiques/first/").text().contains("السكك الحديدية"));
    assert_eq!(server.get("/bayan/communiques/no-such/").status, 404);
    fs::write(root.join("seeds/first.txt"), REPORT).unwrap();
    assert_eq!(server.until(no_findings)["version"], before["version"]);
    // site.toml, a template, a style sheet: nothing is made anew until they are mended.
    fs::write(root.join("site.toml"), "[title]\nar = \"أرشيف\"\nen = 7\n").unwrap();
    let state = server.until(|state| !no_findings(state));
    assert_eq!((&state["findings"][0]["path"], &state["findings"][0]["line"]), (&"site.toml".into(), &3.into()));
    assert_eq!(state["version"], before["version"]);
    assert_eq!(server.get("/bayan/").status, 200);
    fs::write(root.join("site.toml"), SITE).unwrap();
    server.until(no_findings);
    let templates = Path::new(env!("CARGO_MANIFEST_DIR")).join("templates");
    crate::harness::copy(&templates, &root.join("templates"));
    let about = fs::read_to_string(templates.join("about.html")).unwrap();
    fs::write(root.join("templates/about.html"), about.replace("{% endblock", "{{ no_such_value }}\n{% endblock"))
        .unwrap();
    let state = server.until(|state| !no_findings(state));
    assert_eq!(state["findings"][0]["path"], "templates/about.html", "{state}");
    assert!(server.get("/bayan/about/").status == 200 && server.get("/bayan/").status == 200);
    fs::write(root.join("templates/about.html"), about).unwrap();
    server.until(no_findings);
}

#[test]
fn a_site_that_cannot_be_built_yet_comes_when_it_can() {
    let root = site("serve-later");
    fs::write(root.join("site.toml"), "title = 1\n").unwrap();
    let server = Server::start(&root, &[]);
    assert_eq!(server.state()["version"], "");
    let page = server.get("/");
    assert!(page.status == 503 && page.text().contains("/.bayan/live.js"), "{}", page.text());
    fs::write(root.join("site.toml"), SITE).unwrap();
    server.until(no_findings);
    assert_eq!(server.get("/bayan/").status, 200);
}

#[test]
fn a_folder_that_vanishes_may_come_back() {
    let root = site("serve-vanish");
    let server = Server::start(&root, &["--root", root.to_str().unwrap()]);
    let before = server.until(no_findings);
    let aside = root.with_file_name("serve-vanish-aside");
    let _ = fs::remove_dir_all(&aside);
    fs::rename(root.join("seeds"), root.join("aside")).unwrap();
    assert_eq!(server.until(|state| !no_findings(state))["findings"][0]["code"], "missing-folder");
    assert_eq!(server.get("/bayan/communiques/first/").status, 200);
    fs::rename(root.join("aside"), root.join("seeds")).unwrap();
    assert_eq!(server.until(no_findings)["version"], before["version"]);
    fs::rename(&root, &aside).unwrap();
    assert_eq!(server.until(|state| !no_findings(state))["findings"][0]["code"], "missing-config");
    fs::rename(&aside, &root).unwrap();
    server.until(no_findings);
    // What comes back is watched as before, and so is another folder in its place.
    fs::remove_dir_all(root.join("seeds")).unwrap();
    write(&root, &[("seeds/first.txt", OTHER.as_bytes()), ("seeds/below/second.txt", REPORT.as_bytes())]);
    assert!(eventually(|| server.get("/bayan/communiques/first/").text().contains("طلبات الترخيص")).is_some());
    fs::write(root.join("seeds/below/second.txt"), format!("{REPORT}وأقروا خطة مشتركة.\n")).unwrap();
    assert!(eventually(|| server.get("/bayan/communiques/second/").text().contains("خطة مشتركة")).is_some());
}

#[test]
fn nothing_is_made_anew_for_nothing() {
    let root = site("serve-touch");
    let server = Server::start(&root, &[]);
    let before = server.until(no_findings)["version"].clone();
    let text = fs::read(root.join("seeds/first.txt")).unwrap();
    fs::write(root.join("seeds/first.txt"), &text).unwrap();
    fs::write(root.join("seeds/.first.txt.swp"), "editor").unwrap();
    std::thread::sleep(Duration::from_millis(300));
    assert_eq!(server.state()["version"], before);
    // An editor that saves beside the file, and then puts the new one into its place.
    fs::write(root.join("seeds/.new"), format!("{REPORT}وأقروا خطة مشتركة.\n")).unwrap();
    fs::rename(root.join("seeds/.new"), root.join("seeds/first.txt")).unwrap();
    server.until(|state| state["version"] != before);
    assert!(server.get("/bayan/communiques/first/").text().contains("خطة مشتركة"));
}

#[test]
fn a_draft_is_shown_and_marked() {
    let root = site("serve-draft");
    let server = Server::start(&root, &[]);
    let page = |path| server.get(path).text();
    assert!(page("/bayan/communiques/draft/").contains("<p class=\"bayan-draft\" role=\"note\" data-mark=\"مسودة\">"));
    assert!(page("/bayan/en/communiques/draft/").contains("data-mark=\"Draft\">Draft: "));
    assert!(!page("/bayan/communiques/first/").contains("bayan-draft"));
    assert!(!page("/bayan/").contains("bayan-draft"));
}

#[test]
fn a_port_that_is_taken_is_said_so() {
    let root = site("serve-taken");
    let server = Server::start(&root, &[]);
    let port = server.port.to_string();
    let mut command = std::process::Command::new(env!("CARGO_BIN_EXE_bayan"));
    let run = command.current_dir(&root).args(["serve", "--port", &port]).output().unwrap();
    assert_eq!(run.status.code(), Some(3));
    assert!(String::from_utf8_lossy(&run.stderr).contains("error[environment]: cannot listen"));
    assert_eq!(build_in(&root, &[], &[]).code, 0);
    assert_eq!(server.get("/bayan/").status, 200);
}
