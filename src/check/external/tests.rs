//! Answers that hosts give, and what is made of them.

use super::*;

/// Hosts that answer by heart, and what they were asked.
struct Told {
    answers: BTreeMap<&'static str, (u16, &'static str)>,
    asked: Mutex<Vec<(Method, String)>>,
}

impl Transport for Told {
    fn ask(&self, method: Method, url: &str) -> Result<Answer, NoAnswer> {
        self.asked.lock().unwrap().push((method, url.to_owned()));
        match self.answers.get(url) {
            Some((405, _)) if method == Method::Get => Ok(Answer { status: 200, location: None }),
            Some((0, _)) => Err(NoAnswer::Private),
            Some((status, location)) => {
                Ok(Answer { status: *status, location: (!location.is_empty()).then(|| (*location).to_owned()) })
            }
            None => Err(NoAnswer::Failed("no such host".to_owned())),
        }
    }
}

fn told(answers: &[(&'static str, u16, &'static str)]) -> Told {
    let answers = answers.iter().map(|(url, status, location)| (*url, (*status, *location))).collect();
    Told { answers, asked: Mutex::default() }
}

#[test]
fn an_answer_decides_what_became_of_a_link() {
    let hosts = told(&[
        ("https://a.org/", 200, ""),
        ("https://a.org/gone", 404, ""),
        ("https://a.org/gone-for-good", 410, ""),
        ("https://a.org/old", 301, "/new"),
        ("https://a.org/new", 200, ""),
        ("https://a.org/old-gone", 308, "https://a.org/gone"),
        ("https://a.org/now", 302, "new"),
        ("https://a.org/mixed", 302, "/old"),
        ("https://a.org/head", 405, ""),
        ("https://a.org/members", 403, ""),
        ("https://a.org/in", 301, "http://10.0.0.1/"),
        ("http://10.0.0.1/", 0, ""),
        ("https://a.org/file", 301, "file:///etc/passwd"),
        ("https://a.org/circle", 301, "/circle"),
        ("https://a.org/ill", 500, ""),
    ]);
    let of = |path: &str| fate(&format!("https://a.org/{path}"), &hosts);
    assert_eq!(
        (of(""), of("head"), of("members"), of("now"), of("mixed")),
        (Fate::Good, Fate::Good, Fate::Good, Fate::Good, Fate::Good)
    );
    assert_eq!((of("gone"), of("gone-for-good"), of("old-gone")), (Fate::Dead(404), Fate::Dead(410), Fate::Dead(404)));
    assert_eq!(of("old"), Fate::Moved("https://a.org/new".to_owned()));
    assert_eq!(of("in"), Fate::Unreachable(NoAnswer::Private));
    for path in ["file", "circle", "ill", "unknown"] {
        assert!(matches!(of(path), Fate::Unreachable(NoAnswer::Failed(_))), "{path}");
    }
    let asked = hosts.asked.lock().unwrap();
    assert!(asked.iter().all(|(_, url)| url.starts_with("http")), "{asked:?}");
}

/// Counts how many questions each host has before it at once.
#[derive(Default)]
struct Busy {
    now: Mutex<BTreeMap<String, usize>>,
    most: Mutex<usize>,
    count: Mutex<usize>,
}

impl Transport for Busy {
    fn ask(&self, _: Method, url: &str) -> Result<Answer, NoAnswer> {
        let own = host(url).to_owned();
        let now = {
            let mut all = self.now.lock().unwrap();
            let now = all.entry(own.clone()).or_default();
            *now += 1;
            *now
        };
        let mut most = self.most.lock().unwrap();
        *most = (*most).max(now);
        drop(most);
        thread::sleep(std::time::Duration::from_millis(3));
        *self.count.lock().unwrap() += 1;
        *self.now.lock().unwrap().get_mut(&own).unwrap() -= 1;
        Ok(Answer { status: 200, location: None })
    }
}

#[test]
fn a_host_is_asked_two_questions_at_once_at_most() {
    let urls: Vec<String> = (0..60).map(|n| format!("https://h{}.org/{n}", n % 3)).collect();
    let urls: Vec<&str> = urls.iter().map(String::as_str).collect();
    let busy = Busy::default();
    let fates = ask_all(&urls, &busy);
    assert!(fates.len() == 60 && fates.values().all(|fate| *fate == Fate::Good));
    assert_eq!((*busy.most.lock().unwrap(), *busy.count.lock().unwrap()), (2, 60));
}

#[test]
fn only_what_everybody_reaches_is_public() {
    let public = |text: &str| is_public(text.parse().unwrap());
    for address in ["8.8.8.8", "2606:4700::1111", "::ffff:8.8.8.8", "64:ff9b::808:808", "2002:808:808::1"] {
        assert!(public(address), "{address}");
    }
    for address in [
        "127.0.0.1",
        "127.9.9.9",
        "0.0.0.0",
        "10.1.2.3",
        "172.16.0.1",
        "172.31.255.255",
        "192.168.1.1",
        "169.254.169.254",
        "100.64.0.1",
        "192.0.0.8",
        "192.0.2.1",
        "198.18.0.1",
        "224.0.0.1",
        "255.255.255.255",
        "::",
        "::1",
        "fe80::1",
        "fc00::1",
        "fd12::1",
        "ff02::1",
        "fec0::1",
        "::ffff:127.0.0.1",
        "::ffff:10.0.0.1",
        "::7f00:1",
        "64:ff9b::a00:1",
        "2002:7f00:1::",
        "2001:db8::1",
        "2001::1",
        "100::1",
    ] {
        assert!(!public(address), "{address}");
    }
}

#[test]
fn redirects_are_joined_to_their_address() {
    let to = |location: &str| joined("https://a.org/x/y?z", location);
    assert_eq!(to("../w").as_deref(), Some("https://a.org/x/../w"));
    assert_eq!(to("//b.org/").as_deref(), Some("https://b.org/"));
    assert_eq!(to("HTTP://b.org/#f").as_deref(), Some("HTTP://b.org/"));
    assert_eq!((to("ftp://b.org/"), to("javascript:x")), (None, Some("https://a.org/x/javascript:x".to_owned())));
}

#[test]
fn what_became_of_a_link_is_said_where_it_is_written() {
    let hosts = told(&[
        ("https://a.org/gone", 404, ""),
        ("https://a.org/old", 301, "/new"),
        ("https://a.org/new", 200, ""),
        ("https://a.org/ill", 500, ""),
    ]);
    let config = crate::config::parse("[title]\nar = \"أ\"\nen = \"A\"\n", "site.toml", None).unwrap();
    let place = |line, column| Place { path: "seeds/a.md".to_owned(), line, column };
    let link =
        |url: &str, line, column| Link { url: url.to_owned(), place: place(line, column), page: "index.html".into() };
    let links = vec![
        link("https://a.org/gone#p", 4, 12),
        link("https://a.org/old", 9, 3),
        link("https://a.org/gone", 9, 40),
        link("https://a.org/ill", 10, 1),
        link("https://a.org/new", 11, 1),
        link("https://example.org/own/", 12, 1),
        link("mailto:a@a.org", 13, 1),
    ];
    let notes = Notes {
        file: "a.md".to_owned(),
        front: Default::default(),
        top: place(1, 1),
        keys: Default::default(),
        found: Vec::new(),
        links,
    };
    let found = findings(&[("a.md".to_owned(), notes)].into(), &config, &hosts);
    let said: Vec<(&str, u32, u32)> =
        found.iter().map(|found| (found.code.as_str(), found.place.line, found.place.column)).collect();
    assert_eq!(said, [("dead-link", 4, 12), ("moved-link", 9, 3), ("dead-link", 9, 40), ("unreachable-link", 10, 1)]);
    let asked = hosts.asked.lock().unwrap();
    assert_eq!(asked.iter().filter(|(method, url)| *method == Method::Head && url.ends_with("/gone")).count(), 1);
    assert!(!asked.iter().any(|(_, url)| url.contains("example.org") || url.starts_with("mailto")));
}
