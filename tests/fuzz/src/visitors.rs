//! The bytes of requests → the bytes of answers of a small site. Only who asks this machine for a file of the site gets one.

use std::cell::OnceCell;

use bayan::diagnostic::Warned;
use bayan::page::File;
use bayan::render::theme;
use bayan::serve::Inputs;
use bayan::serve::rehearsal::Rehearsal;
use bayan::source::{Format, Source};

const PORT: u16 = 4000;
/// Words that stand in a draft's front matter alone, which no page shows.
const HIDDEN: &str = "words-that-no-page-shows";

thread_local! {
    static SITE: OnceCell<Rehearsal> = const { OnceCell::new() };
}

fn site() -> Rehearsal {
    let site = "base_url = \"https://example.org/b/\"\n[title]\nar = \"أرشيف\"\nen = \"Archive\"\n";
    let text = format!(
        "---\nslug: بيان\n# {HIDDEN}\n---\nعقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n"
    );
    let source = |file: &str, bytes: String| Source {
        file: file.into(),
        path: file.into(),
        format: Format::Markdown,
        bytes: Ok(bytes.into()),
    };
    let inputs = Inputs {
        site_toml: (site.to_owned(), "site.toml".to_owned()),
        templates: theme::built_in(),
        own_templates: false,
        statics: vec![File { path: "style.css".into(), bytes: b"p{color:red}".to_vec() }],
        reports: Warned { value: vec![source("a.md", text)], diagnostics: Vec::new() },
    };
    Rehearsal::new(inputs, PORT).expect("the site is right")
}

/// The way of `serve` from the bytes of requests to those of answers.
pub fn serve_http(bytes: &[u8]) {
    let answer = SITE.with(|known| known.get_or_init(site).answer(bytes));
    if answer.is_empty() {
        return;
    }
    assert!(answer.starts_with(b"HTTP/1."), "{:?}", String::from_utf8_lossy(&answer));
    let said = String::from_utf8_lossy(&answer);
    assert!(!said.contains(HIDDEN) && !said.contains("[package]") && !said.contains("root:x:0:0"));
    let asked = String::from_utf8_lossy(bytes);
    let (head, _) = said.split_once("\r\n\r\n").expect("an answer has a head");
    let status = head.get(9..12).unwrap_or("");
    assert!(
        ["200", "307", "400", "403", "404", "405", "408", "413", "414", "421", "431", "503", "505", "501"]
            .contains(&status),
        "{head}"
    );
    let names = ["127.0.0.1:4000", "localhost:4000", "[::1]:4000"];
    if status == "200" || status == "404" {
        assert!(names.iter().any(|name| asked.contains(name)), "another name was answered: {asked:?}");
        let wanted = [
            "x-content-type-options: nosniff",
            "cache-control: no-store",
            "content-security-policy: ",
            "cross-origin-resource-policy: same-origin",
            "referrer-policy: no-referrer",
        ];
        let lower = head.to_ascii_lowercase();
        assert!(wanted.iter().all(|header| lower.contains(header)), "{head}");
        assert!(!lower.contains("access-control-"), "{head}");
    }
    // One request: whose page asks, and how, can be read off it.
    if asked.matches("HTTP/1.").count() == 1 && status == "200" {
        assert!(asked.trim_start().starts_with("GET ") || asked.trim_start().starts_with("HEAD "), "{asked:?}");
        // What stands behind the empty line is no header.
        let headers = asked.trim_start().lines().take_while(|line| !line.is_empty());
        let mut origins = headers.filter_map(|line| {
            let (name, value) = line.split_once(':')?;
            name.eq_ignore_ascii_case("origin").then(|| value.trim().to_owned())
        });
        assert!(origins.all(|origin| names.iter().any(|name| origin == format!("http://{name}"))), "{asked:?}");
    }
}
