//! Markup that bayan made → its text. It fails where an element, an attribute or an address is not one that bayan makes.

use bayan::text::address;

const ELEMENTS: [&str; 23] = [
    "p",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "ul",
    "ol",
    "li",
    "blockquote",
    "pre",
    "strong",
    "em",
    "s",
    "code",
    "a",
    "mark",
    "bdi",
    "span",
    "ins",
    "del",
    "br",
    "hr",
];
const ATTRIBUTES: [&str; 8] = ["id", "class", "href", "rel", "lang", "dir", "start", "title"];

/// The text between the tags, unescaped, without the numbers of paragraphs; a break is nothing.
pub fn text(html: &str) -> String {
    let mut out = String::new();
    let mut open: Vec<&str> = Vec::new();
    let mut number = false;
    let mut rest = html;
    while let Some(at) = rest.find('<') {
        if !number {
            out.push_str(&unescaped(&rest[..at]));
        }
        let end = at + tag_end(&rest[at..]);
        let tag = &rest[at + 1..end];
        rest = &rest[end + 1..];
        if let Some(name) = tag.strip_prefix('/') {
            assert_eq!(open.pop(), Some(name), "closed in its turn: {html:?}");
            if number && name == "a" {
                number = false;
                rest = rest.strip_prefix(' ').unwrap_or(rest);
            }
            continue;
        }
        let name = tag.split([' ', '>']).next().unwrap_or("");
        assert!(ELEMENTS.contains(&name), "<{tag}> in {html:?}");
        attributes(tag[name.len()..].trim_start());
        number |= tag.starts_with("a class=n ");
        if !matches!(name, "br" | "hr") {
            open.push(name);
        }
    }
    out.push_str(&unescaped(rest));
    assert!(open.is_empty(), "{open:?} are left open in {html:?}");
    out
}

/// Where a tag ends: at the first `>` outside quotes.
fn tag_end(tag: &str) -> usize {
    let mut quoted = false;
    let found = tag.char_indices().find(|(_, c)| {
        quoted ^= *c == '"';
        *c == '>' && !quoted
    });
    found.map(|(at, _)| at).expect("each tag ends")
}

fn attributes(mut rest: &str) {
    while !rest.is_empty() {
        let (name, value) = rest.split_once('=').expect("each attribute has a value");
        assert!(ATTRIBUTES.contains(&name), "{name} is no attribute of bayan's");
        let (value, behind) = match value.strip_prefix('"') {
            Some(quoted) => quoted.split_once('"').expect("each quotation ends"),
            None => value.split_at(value.find(' ').unwrap_or(value.len())),
        };
        assert!(!value.contains(['<', '>', '\n']), "{value:?}");
        if name == "href" {
            let known = ["http://", "https://", "mailto:", "#p"];
            let is_known = known.iter().any(|start| value.starts_with(start));
            assert!(is_known || address::linked(value).is_some_and(|same| address::is_relative(&same)), "{value:?}");
        }
        rest = behind.trim_start();
    }
}

fn unescaped(text: &str) -> String {
    assert!(!text.contains('>'), "a bare > in {text:?}");
    let mut out = String::new();
    let mut rest = text;
    while let Some(at) = rest.find('&') {
        out.push_str(&rest[..at]);
        let known = [("&amp;", '&'), ("&lt;", '<'), ("&gt;", '>'), ("&#34;", '"'), ("&quot;", '"')];
        let (entity, c) =
            known.iter().find(|(entity, _)| rest[at..].starts_with(entity)).expect("an entity of bayan's");
        out.push(*c);
        rest = &rest[at + entity.len()..];
    }
    out.push_str(rest);
    out
}
