//! Addresses as people paste them → addresses that a page may link to. It checks their form; it never asks whether anything is there.

use std::fmt::Write;

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
        return rest.contains('@').then_some(out);
    }
    let rest = rest.strip_prefix("//")?;
    let end = rest.find(['/', '?', '#', '\\']).unwrap_or(rest.len());
    let (host, path) = rest.split_at_checked(end)?;
    let plain = |c: char| c.is_alphanumeric() || matches!(c, '.' | '-' | '_' | ':' | '[' | ']');
    if host.is_empty() || !host.chars().all(plain) {
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
            "mailto:x",
            "vbscript:x",
            "",
        ] {
            assert_eq!(allowed(raw), None, "{raw}");
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
        fn what_is_allowed_is_allowed_again_unchanged(raw in "(https?://[a-z.]{1,9}|mailto:a@)?\\PC{0,40}") {
            if let Some(once) = allowed(&raw) {
                prop_assert_eq!(allowed(&once), Some(once));
            }
        }
    }
}
