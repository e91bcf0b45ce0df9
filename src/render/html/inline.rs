//! Text with its marks and links → trusted HTML, and the escaping of both. It knows no blocks.

use super::Link;
use crate::ingest::block::{Mark, Style};
use crate::text::{address, bytes};

/// A block has so many links of bayan's at most.
const LINKS: usize = 64;

/// What stands over characters of a block.
#[derive(Clone, Copy)]
pub(super) struct Over<'a> {
    start: usize,
    end: usize,
    what: What<'a>,
}

#[derive(Clone, Copy)]
enum What<'a> {
    /// A mark of the report's own.
    Mark(&'a Style),
    /// A link that bayan adds.
    Link(&'a str),
}

/// The marks of a block with the links that fit between them: no link stands in another, and none crosses a mark.
/// Relative links are left out where the text is not `at_home`, on its communiqué's page.
pub(super) fn over<'a>(marks: &'a [Mark], links: &[&'a Link], at_home: bool) -> Vec<Over<'a>> {
    let leads = |mark: &&Mark| at_home || !matches!(&mark.style, Style::Link(url) if address::is_relative(url));
    let over = |mark: &'a Mark| Over { start: mark.start, end: mark.end, what: What::Mark(&mark.style) };
    let mut all: Vec<Over<'a>> = marks.iter().filter(leads).map(over).collect();
    let mut after = 0;
    for Link { spot, url } in links.iter().take(LINKS) {
        let fits = |mark: &Mark| {
            let apart = mark.end <= spot.start || spot.end <= mark.start;
            let within = mark.start <= spot.start && spot.end <= mark.end;
            let around = spot.start <= mark.start && mark.end <= spot.end;
            apart || (!matches!(mark.style, Style::Link(_)) && (within || around))
        };
        // Links come by place.
        if spot.start >= after && spot.end > spot.start && marks.iter().all(fits) {
            all.push(Over { start: spot.start, end: spot.end, what: What::Link(url) });
            after = spot.end;
        }
    }
    // Stable: of equal ranges the report's mark is the outer one.
    all.sort_by_key(|one| (one.start, std::cmp::Reverse(one.end)));
    all
}

/// Text with what stands over it; a line break in it is a break on the page.
pub(super) fn inline(text: &str, over: &[Over<'_>], out: &mut String) {
    let mut open: Vec<&Over<'_>> = Vec::new();
    let mut over = over.iter().peekable();
    let mut at = 0;
    loop {
        let next_start = over.peek().map_or(text.len(), |one| one.start);
        let next_end = open.last().map_or(text.len(), |one| one.end);
        let to = next_start.min(next_end).min(text.len());
        escape(text.get(at..to).unwrap_or(""), out);
        at = at.max(to);
        if let Some(one) = open.pop_if(|one| one.end <= at) {
            match one.what {
                What::Mark(style) => close(style, out),
                What::Link(_) => out.push_str("</a>"),
            }
        } else if let Some(one) = over.next_if(|one| one.start <= at) {
            match one.what {
                What::Mark(style) => self::open(style, out),
                What::Link(url) => {
                    out.push_str("<a class=ref href=\"");
                    escape_attribute(url, out);
                    out.push_str("\">");
                }
            }
            open.push(one);
        } else {
            break;
        }
    }
}

fn open(style: &Style, out: &mut String) {
    match style {
        Style::Strong => out.push_str("<strong>"),
        Style::Emphasis => out.push_str("<em>"),
        Style::Struck => out.push_str("<s>"),
        Style::Code => out.push_str("<code>"),
        Style::Link(address) => {
            out.push_str("<a rel=\"noopener nofollow\" href=\"");
            escape_attribute(address, out);
            out.push_str("\">");
        }
    }
}

fn close(style: &Style, out: &mut String) {
    out.push_str(match style {
        Style::Strong => "</strong>",
        Style::Emphasis => "</em>",
        Style::Struck => "</s>",
        Style::Code => "</code>",
        Style::Link(_) => "</a>",
    });
}

/// Escapes for text between tags; a line feed becomes a break.
pub(super) fn escape(text: &str, out: &mut String) {
    escape_as(text, out, |byte| is_markup(byte) | (byte == b'\n'));
}

/// Escapes for an attribute in double quotes.
pub(super) fn escape_attribute(text: &str, out: &mut String) {
    escape_as(text, out, |byte| is_markup(byte) | (byte == b'"'));
}

fn is_markup(byte: u8) -> bool {
    (byte == b'&') | (byte == b'<') | (byte == b'>')
}

/// Puts something in the place of those characters of ASCII that `is` names; what stands between them is copied at once.
fn escape_as(text: &str, out: &mut String, is: impl Fn(u8) -> bool) {
    let mut rest = text;
    while let Some(at) = bytes::first(rest.as_bytes(), &is)
        && let Some((plain, special)) = rest.split_at_checked(at)
    {
        let mut behind = special.chars();
        out.push_str(plain);
        out.push_str(match behind.next() {
            Some('&') => "&amp;",
            Some('<') => "&lt;",
            Some('>') => "&gt;",
            Some('"') => "&#34;",
            _ => "<br>",
        });
        rest = behind.as_str();
    }
    out.push_str(rest);
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::infer::Spot;

    #[test]
    fn a_link_of_bayan_stands_only_where_it_fits() {
        let text = "قرار مجلس الأمن 2254 اليوم";
        let at = |words: &str| {
            let start = text.find(words).unwrap();
            Spot { block: 0, start, end: start + words.len() }
        };
        let link = |words: &str| Link { spot: at(words), url: "/r/\"2254\"/".into() };
        let html = |marks: &[Mark], links: &[Link]| {
            let mut out = String::new();
            inline(text, &over(marks, &links.iter().collect::<Vec<_>>(), true), &mut out);
            out
        };
        let mark = |words: &str, style: Style| Mark { start: at(words).start, end: at(words).end, style };
        let linked = "<a class=ref href=\"/r/&#34;2254&#34;/\">2254</a>";
        assert_eq!(html(&[], &[link("2254")]), format!("قرار مجلس الأمن {linked} اليوم"));
        let strong = [mark("الأمن 2254", Style::Strong)];
        assert_eq!(html(&strong, &[link("2254")]), format!("قرار مجلس <strong>الأمن {linked}</strong> اليوم"));
        assert!(!html(&strong, &[link("2254 اليوم")]).contains("<a"), "it would cross the mark");
        let own = [mark("الأمن 2254", Style::Link("https://a.org/".into()))];
        assert_eq!(html(&own, &[link("2254")]).matches("<a ").count(), 1, "no link stands in another");
        assert_eq!(html(&[], &[link("2254"), link("الأمن 2254")]).matches("<a ").count(), 1);
        let near = [mark("الأمن", Style::Link("../a/".into())), mark("2254", Style::Link("https://a.org/".into()))];
        assert_eq!((over(&near, &[], true).len(), over(&near, &[], false).len()), (2, 1));
    }
}
