//! Addresses as people paste them → addresses that a page may link to. It checks their form; it never asks whether anything is there.

use std::fmt::Write;

use percent_encoding::percent_decode_str;

/// Schemes that a reader may be sent to.
const SCHEMES: [&str; 3] = ["http", "https", "mailto"];

/// The address with what RFC 3986 does not allow percent-encoded, if its scheme is http, https or mailto; control
/// characters and white space are taken out first, since browsers pass over them in `java script:`.
///
/// A host may hold letters of any script; after it everything is ASCII.
pub fn allowed(raw: &str) -> Option<String> {
    let bare: String = raw.chars().filter(|c| !c.is_control() && !c.is_whitespace()).collect();
    let (scheme, rest) = bare.split_once(':')?;
    let scheme = SCHEMES.iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    let mut out = format!("{scheme}:");
    if *scheme == "mailto" {
        encode(rest, &mut out);
        // A line break in it would begin another header of the letter.
        let is_line = !percent_decode_str(rest).any(|byte| byte.is_ascii_control());
        return (rest.contains('@') && is_line).then_some(out);
    }
    let rest = rest.strip_prefix("//")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    if !is_host(host) {
        return None;
    }
    out.push_str("//");
    out.push_str(host);
    // Browsers read a backslash behind the host as a slash.
    match path.strip_prefix('\\') {
        Some(rest) => encode(&format!("/{rest}"), &mut out),
        None => encode(path, &mut out),
    }
    Some(out)
}

/// Whether it is a host, perhaps with a port: labels of any script with dots between, or an IPv6 address in brackets.
fn is_host(host: &str) -> bool {
    let (name, port) = match host.rsplit_once(':') {
        Some((name, port)) if !port.ends_with(']') => (name, Some(port)),
        _ => (host, None),
    };
    let is_port = |port: &str| port.bytes().all(|b| b.is_ascii_digit()) && port.parse::<u16>().is_ok();
    let label = |label: &str| !label.is_empty() && label.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
    let is_name = match name.strip_prefix('[').and_then(|rest| rest.strip_suffix(']')) {
        Some(v6) => v6.contains(':') && v6.chars().all(|c| c.is_ascii_hexdigit() || matches!(c, ':' | '.')),
        None => name.strip_suffix('.').unwrap_or(name).split('.').all(label),
    };
    is_name && port.is_none_or(is_port)
}

/// An address that a page may link to from a report's text: as `allowed` has it, or one within the site.
pub fn linked(raw: &str) -> Option<String> {
    allowed(raw).or_else(|| relative(raw))
}

/// Whether an address that `linked` gave leads on from the page that it stands on.
pub fn is_relative(address: &str) -> bool {
    !SCHEMES.iter().any(|scheme| address.strip_prefix(scheme).is_some_and(|rest| rest.starts_with(':')))
}

/// A relative reference of RFC 3986, section 4.2, without control characters and with all else percent-encoded. None is
/// one that browsers, or whoever decodes it once more, would take for another host's or for a scheme's: two slashes of
/// either kind in front, or a colon before the first slash.
fn relative(raw: &str) -> Option<String> {
    let bare: String = raw.chars().filter(|c| !c.is_control()).collect();
    let bare = bare.trim();
    let decoded = percent_decode_str(bare).decode_utf8_lossy();
    for form in [bare, &*decoded] {
        let mut slashes = form.chars().filter(|c| !c.is_control() && !c.is_whitespace());
        let opens = [slashes.next(), slashes.next()].map(|c| matches!(c, Some('/' | '\\')));
        let first = form.split(['/', '?', '#']).next().unwrap_or(form);
        if opens == [true, true] || first.contains(':') || form.chars().any(char::is_control) {
            return None;
        }
    }
    let mut out = String::new();
    encode(bare, &mut out);
    (!out.is_empty()).then_some(out)
}

/// The address of a folder on the web with a slash at its end, where it is one: http or https, a host, perhaps a port,
/// and a path that no browser rewrites. It has no query, fragment, user or password.
pub fn folder(raw: &str) -> Option<String> {
    let (scheme, rest) = raw.split_once("://")?;
    let scheme = ["http", "https"].into_iter().find(|known| scheme.eq_ignore_ascii_case(known))?;
    let (authority, path) = rest.split_once('/').unwrap_or((rest, ""));
    let (host, port) = authority.split_once(':').unwrap_or((authority, "80"));
    let label =
        |label: &str| !label.is_empty() && label.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '-' | '_'));
    if !host.split('.').all(label) || !port.bytes().all(|b| b.is_ascii_digit()) || port.parse::<u16>().is_err() {
        return None;
    }
    let path = path.strip_suffix('/').unwrap_or(path);
    let part = |part: &str| {
        let mut encoded = String::new();
        encode(part, &mut encoded);
        encoded == part && !matches!(part, "" | "." | "..") && !part.contains(['?', '#'])
    };
    if !path.is_empty() && !path.split('/').all(part) {
        return None;
    }
    let host = host.to_lowercase();
    let port = if authority.contains(':') { format!(":{port}") } else { String::new() };
    Some(if path.is_empty() { format!("{scheme}://{host}{port}/") } else { format!("{scheme}://{host}{port}/{path}/") })
}

/// Percent-encodes what may stand in no path, query or fragment, a percent sign that encodes nothing, and a second `#`.
fn encode(text: &str, out: &mut String) {
    let mut fragment = false;
    for (at, c) in text.char_indices() {
        let pair = || text.get(at + 1..at + 3).is_some_and(|pair| pair.bytes().all(|b| b.is_ascii_hexdigit()));
        let keep = match c {
            '%' => pair(),
            '#' => !std::mem::replace(&mut fragment, true),
            _ => c.is_ascii_alphanumeric() || "-._~:/?@!$&'()*+,;=".contains(c),
        };
        if keep {
            out.push(c);
        } else {
            for byte in c.encode_utf8(&mut [0; 4]).bytes() {
                // Writing to a string does not fail.
                let _ = write!(out, "%{byte:02X}");
            }
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pasted_addresses_are_made_whole() {
        let ok = |raw: &str| allowed(raw).unwrap();
        assert_eq!(ok("HTTPS://example.org/a?b=1&c=<2>#x"), "https://example.org/a?b=1&c=%3C2%3E#x");
        assert_eq!(ok("https://example.org/بيان"), "https://example.org/%D8%A8%D9%8A%D8%A7%D9%86");
        assert_eq!(ok("https://example.org/%D8%A8 100%\n"), "https://example.org/%D8%A8100%25");
        assert_eq!(ok("https://موقع.example/\"x"), "https://موقع.example/%22x");
        assert_eq!(ok("mailto:a@example.org"), "mailto:a@example.org");
    }

    #[test]
    fn other_schemes_and_odd_hosts_are_refused() {
        for raw in [
            "javascript:alert(1)",
            "java\tscript:alert(1)",
            "data:text/html,x",
            "//example.org",
            "/a",
            "https:example.org",
            "https://",
            "https://a b@c/",
            "https://user@example.org/",
            "https://<b>/",
            "https://a..b/",
            "https://./",
            "https://a:99999/",
            "https://[::1/",
            "mailto:x",
            "vbscript:x",
            "",
        ] {
            assert_eq!(allowed(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_relative_address_stays_on_the_site() {
        let ok = |raw: &str| linked(raw).unwrap();
        assert_eq!(ok("../rome-2020/#p3"), "../rome-2020/#p3");
        assert_eq!(ok(" /a b?c=\"d\"&e\n"), "/a%20b?c=%22d%22&e");
        assert_eq!(ok("#p1"), "#p1");
        assert_eq!(ok("a/b:c"), "a/b:c");
        assert_eq!(ok("بيان/"), "%D8%A8%D9%8A%D8%A7%D9%86/");
        assert_eq!(ok("javascript"), "javascript");
        assert_eq!(ok("a\\b"), "a%5Cb");
        assert!(is_relative("../a") && is_relative("httpsx") && !is_relative("mailto:a@b.example"));
        for raw in [
            "",
            " \t",
            "//example.org/",
            "/\\example.org/",
            "\\\\example.org/",
            "\\/example.org/",
            "/\t/example.org/",
            "/ /example.org/",
            "/%2Fexample.org/",
            "%2F%2Fexample.org/",
            "%5C%5Cexample.org/",
            "javascript:alert(1)",
            "java\u{1}script:alert(1)",
            "\u{1}javascript:alert(1)",
            "java\nscript:alert(1)",
            "javascript%3Aalert(1)",
            "data:text/html,x",
            "blob:x",
            "x:y",
            "a%0Ab",
            "mailto:a@b.example?subject=a%0D%0ABcc:c@d.example",
        ] {
            assert_eq!(linked(raw), None, "{raw}");
        }
    }

    #[test]
    fn a_folder_is_an_address_that_stays_as_it_is() {
        assert_eq!(folder("HTTPS://Example.org/bayan").as_deref(), Some("https://example.org/bayan/"));
        assert_eq!(folder("http://localhost:8080").as_deref(), Some("http://localhost:8080/"));
        assert_eq!(folder("https://a.org/x/%D8%A8/").as_deref(), Some("https://a.org/x/%D8%A8/"));
        for raw in [
            "ftp://a.org",
            "https://",
            "https:///x",
            "https://me@a.org/",
            "https://a.org:x/",
            "https://a.org:99999/",
            "https://a..org/",
            "https://a.org/../b",
            "https://a.org//b",
            "https://a.org/b//",
            "https://a.org/100%",
            "https://a.org/?q",
            "https://a.org/#f",
            "https://a.org/a b",
            "https://a.org\\b",
            "a.org",
        ] {
            assert_eq!(folder(raw), None, "{raw}");
        }
    }

    proptest! {
        #[test]
        fn what_is_allowed_is_allowed_again_unchanged(raw in "(https?://[a-z.]{1,9}|mailto:a@|[/.a-z%]{0,4})?(\\PC|[\t\n%:/\\\\]){0,40}") {
            if let Some(once) = linked(&raw) {
                prop_assert!(once.is_ascii() || once.starts_with("http"));
                prop_assert_eq!(linked(&once), Some(once));
            }
        }
    }
}
