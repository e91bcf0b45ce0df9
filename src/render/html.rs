//! Blocks → trusted HTML, the only place that makes it. Text is escaped here, so that templates may pass the result on as it is; nothing comes from a report but text and checked addresses.

mod passages;

use std::collections::BTreeMap;

use super::strings::Strings;
use crate::infer::Spot;
use crate::ingest::block::{Block, Kind, Mark, Style};
use crate::lang::Lang;
use crate::text::script;

pub use passages::{Moved, Numbered, Place, Side, excerpt, numbered};

/// HTML that needs no escaping any more. Only this module makes one.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// The markup.
    pub fn as_str(&self) -> &str {
        &self.0
    }
}

/// A body's blocks. A block has its number as its id, `p1`, `p2` …, so that it can be cited; paragraphs and items show it
/// in the digits of `strings` as a link to themselves. The highest heading is of level `top`, and no level is skipped on
/// the way down. A block that is not in the language of the body, `lang`, says its own. `links` are those that bayan adds
/// to the text; one that does not fit with what a report marked itself is left out.
pub fn body(blocks: &[Block], lang: Lang, top: u8, strings: &Strings, links: &[Link]) -> Html {
    Writer::new(lang, Some(strings), links).all(blocks, top)
}

/// The blocks of a further text on a page: as `body`, without ids.
pub fn unnumbered(blocks: &[Block], lang: Lang, top: u8) -> Html {
    Writer::new(lang, None, &[]).all(blocks, top)
}

/// A link within the site from words of a body.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Link {
    /// The words.
    pub spot: Spot,
    /// Where it leads.
    pub url: String,
}

/// Plain text in paragraphs, one a line.
pub fn paragraphs(text: &str) -> Html {
    let mut html = String::with_capacity(text.len() + 16);
    for line in text.lines().filter(|line| !line.is_empty()) {
        html.push_str("<p>");
        escape(line, &mut html);
        html.push_str("</p>");
    }
    Html(html)
}

struct Writer<'a> {
    html: String,
    lang: Lang,
    /// The end tags of the lists that are open, outer first; the last item of each is open too.
    lists: Vec<&'static str>,
    in_quote: bool,
    /// What writes the numbers of blocks, where they have any.
    numbers: Option<&'a Strings>,
    /// By block: the links that bayan adds.
    links: BTreeMap<usize, Vec<&'a Link>>,
    /// What is added to a heading's own level, and the level of the heading before.
    shift: i16,
    above: i16,
}

impl<'a> Writer<'a> {
    fn new(lang: Lang, numbers: Option<&'a Strings>, links: &'a [Link]) -> Writer<'a> {
        let mut of_block: BTreeMap<usize, Vec<&Link>> = BTreeMap::new();
        for link in links {
            of_block.entry(link.spot.block).or_default().push(link);
        }
        let links = of_block;
        Writer { html: String::new(), lang, lists: Vec::new(), in_quote: false, numbers, links, shift: 0, above: 0 }
    }

    fn all(mut self, blocks: &[Block], top: u8) -> Html {
        let levels = blocks.iter().filter_map(|block| match block.kind {
            Kind::Heading(level) => Some(i16::from(level)),
            _ => None,
        });
        self.shift = i16::from(top) - levels.min().unwrap_or(1);
        self.above = i16::from(top) - 1;
        for (number, block) in (1usize..).zip(blocks) {
            self.block(block, number);
        }
        self.close_groups(0, false);
        Html(self.html)
    }

    fn block(&mut self, block: &Block, number: usize) {
        match block.kind {
            Kind::Item { depth, number: item } => self.item(block, usize::from(depth), item, number),
            Kind::Quote => {
                self.close_groups(0, true);
                if !self.in_quote {
                    self.html.push_str("<blockquote>");
                    self.in_quote = true;
                }
                self.tagged("p", block, number);
            }
            kind => {
                self.close_groups(0, false);
                match kind {
                    Kind::Heading(level) => {
                        self.above = (i16::from(level) + self.shift).min(self.above + 1);
                        let tag = match self.above {
                            ..=2 => "h2",
                            3 => "h3",
                            4 => "h4",
                            5 => "h5",
                            _ => "h6",
                        };
                        self.tagged(tag, block, number);
                    }
                    Kind::Code => {
                        self.html.push_str("<pre");
                        self.anchor(number);
                        self.language(&block.text);
                        self.html.push('>');
                        escape(&block.text, &mut self.html);
                        self.html.push_str("</pre>");
                    }
                    Kind::Break => self.html.push_str("<hr>"),
                    _ => self.tagged("p", block, number),
                }
            }
        }
    }

    fn item(&mut self, block: &Block, depth: usize, number: Option<u64>, place: usize) {
        // An item can be at most one list deeper than what is open.
        let depth = depth.min(self.lists.len());
        self.close_groups(depth + 1, false);
        let (open, close) = match number {
            Some(_) => ("<ol>", "</ol>"),
            None => ("<ul>", "</ul>"),
        };
        if self.lists.len() == depth + 1 && self.lists.last() != Some(&close) {
            self.close_groups(depth, false);
        }
        if self.lists.len() == depth + 1 {
            self.html.push_str("</li>");
        } else {
            match number {
                Some(start) if start != 1 => self.html.push_str(&format!("<ol start={start}>")),
                _ => self.html.push_str(open),
            }
            self.lists.push(close);
        }
        self.html.push_str("<li");
        self.anchor(place);
        self.language(&block.text);
        self.html.push('>');
        self.permalink(place);
        self.inline(block, place);
    }

    /// Closes lists until `depth` are open, and the quotation unless it goes on.
    fn close_groups(&mut self, depth: usize, quote_goes_on: bool) {
        while self.lists.len() > depth {
            if let Some(close) = self.lists.pop() {
                self.html.push_str("</li>");
                self.html.push_str(close);
            }
        }
        if self.in_quote && !quote_goes_on {
            self.html.push_str("</blockquote>");
            self.in_quote = false;
        }
    }

    /// Says the language of a block that is not in the body's.
    fn language(&mut self, text: &str) {
        if let Some(own) = script::dominant(text).filter(|own| *own != self.lang) {
            self.html.push_str(&format!(" lang={} dir={}", own.code(), own.dir()));
        }
    }

    /// A block's number is its place in the body, from 1.
    fn anchor(&mut self, number: usize) {
        if self.numbers.is_some() {
            self.html.push_str(&format!(" id=p{number}"));
        }
    }

    /// The number of a block as a link to it.
    fn permalink(&mut self, number: usize) {
        if let Some(strings) = self.numbers {
            let shown = strings.number(u64::try_from(number).unwrap_or(u64::MAX));
            self.html.push_str(&format!("<a class=n href=#p{number}>{shown}</a> "));
        }
    }

    fn inline(&mut self, block: &Block, number: usize) {
        let own = number.checked_sub(1).and_then(|block| self.links.get(&block)).map_or(&[][..], Vec::as_slice);
        inline(&block.text, &over(&block.marks, own), &mut self.html);
    }

    fn tagged(&mut self, tag: &str, block: &Block, number: usize) {
        self.html.push('<');
        self.html.push_str(tag);
        self.anchor(number);
        self.language(&block.text);
        self.html.push('>');
        if tag == "p" {
            self.permalink(number);
        }
        self.inline(block, number);
        self.html.push_str("</");
        self.html.push_str(tag);
        self.html.push('>');
    }
}

/// A block has so many links of bayan's at most.
const LINKS: usize = 64;

/// What stands over characters of a block.
#[derive(Clone, Copy)]
struct Over<'a> {
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
fn over<'a>(marks: &'a [Mark], links: &[&'a Link]) -> Vec<Over<'a>> {
    let mut all: Vec<Over<'a>> =
        marks.iter().map(|mark| Over { start: mark.start, end: mark.end, what: What::Mark(&mark.style) }).collect();
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
fn inline(text: &str, over: &[Over<'_>], out: &mut String) {
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
fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '\n' => out.push_str("<br>"),
            _ => out.push(c),
        }
    }
}

/// Escapes for an attribute in double quotes.
fn escape_attribute(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&#34;"),
            _ => out.push(c),
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest;
    use crate::source::{Format, Source};

    fn rendered(markdown: &str) -> String {
        let config = crate::config::parse("[title]\nar = \"أ\"\nen = \"A\"\n", "site.toml", None).unwrap();
        let source =
            Source { file: "a.md".into(), path: "a.md".into(), format: Format::Markdown, bytes: Ok(markdown.into()) };
        let strings = Strings::parse("", "ar.toml", Lang::Ar, crate::text::digits::Digits::Arabic).unwrap();
        body(&ingest::read(source, &config).unwrap().value.blocks, Lang::Ar, 3, &strings, &[]).as_str().to_owned()
    }

    #[test]
    fn blocks_are_grouped_and_numbered() {
        assert_eq!(
            rendered("## عنوان\n\nنص **مهم *جدا*** هنا.\n\n- أ\n- ب\n  1. ج\n- د\n\n> قول\n>\n> آخر\n"),
            "<h3 id=p1>عنوان</h3><p id=p2><a class=n href=#p2>٢</a> نص <strong>مهم <em>جدا</em></strong> هنا.</p>\
             <ul><li id=p3><a class=n href=#p3>٣</a> أ</li><li id=p4><a class=n href=#p4>٤</a> ب\
             <ol><li id=p5><a class=n href=#p5>٥</a> ج</li></ol></li><li id=p6><a class=n href=#p6>٦</a> د</li></ul>\
             <blockquote><p id=p7><a class=n href=#p7>٧</a> قول</p><p id=p8><a class=n href=#p8>٨</a> آخر</p></blockquote>"
        );
    }

    #[test]
    fn no_heading_level_is_skipped() {
        assert_eq!(rendered("### أ\n\n###### ب\n\n## ج\n"), "<h3 id=p1>أ</h3><h4 id=p2>ب</h4><h3 id=p3>ج</h3>");
    }

    #[test]
    fn a_block_of_another_language_says_so() {
        assert_eq!(
            rendered("نص بالعربية.\n\nThe same in English."),
            "<p id=p1><a class=n href=#p1>١</a> نص بالعربية.</p>\
             <p id=p2 lang=en dir=ltr><a class=n href=#p2>٢</a> The same in English.</p>"
        );
    }

    #[test]
    fn nothing_from_a_report_is_markup() {
        assert_eq!(
            rendered("<img src=x onerror=alert(1)> & \"q\""),
            "<p id=p1 lang=en dir=ltr><a class=n href=#p1>١</a> &lt;img src=x onerror=alert(1)&gt; &amp; \"q\"</p>"
        );
        assert_eq!(
            rendered("[x](https://a.org/\"onclick=)"),
            "<p id=p1 lang=en dir=ltr><a class=n href=#p1>١</a> <a rel=\"noopener nofollow\" href=\"https://a.org/%22onclick=\">x</a></p>"
        );
        assert_eq!(paragraphs("a\nb<").as_str(), "<p>a</p><p>b&lt;</p>");
    }

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
            inline(text, &over(marks, &links.iter().collect::<Vec<_>>()), &mut out);
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
    }
}
