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

    proptest! {
        #[test]
        fn what_is_allowed_is_allowed_again_unchanged(raw in "(https?://[a-z.]{1,9}|mailto:a@)?\\PC{0,40}") {
            if let Some(once) = allowed(&raw) {
                prop_assert_eq!(allowed(&once), Some(once));
            }
        }
    }
}
