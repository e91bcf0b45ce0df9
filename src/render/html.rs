//! Blocks → trusted HTML, the only place that makes it. Text is escaped here, so that templates may pass the result on as it is; nothing comes from a report but text and checked addresses.

mod inline;
mod passages;

use std::collections::BTreeMap;

use super::strings::Strings;
use crate::infer::Spot;
use crate::ingest::block::{Block, Kind};
use crate::lang::Lang;
use crate::text::script;

use inline::{escape, inline, over};
pub use passages::{Moved, Numbered, Place, Side, excerpt, numbered, sentence_around};

/// HTML that needs no escaping any more. Only this module makes one, and the engine of templates, which escapes.
#[derive(Clone, Debug, Default, PartialEq, Eq, serde::Serialize)]
#[serde(transparent)]
pub struct Html(String);

impl Html {
    /// What templates made.
    pub(super) fn rendered(markup: String) -> Html {
        Html(markup)
    }

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

/// The blocks of a further text on a page, or away from the site: as `body`, without ids, and without links that lead on
/// from the communiqué's page.
pub fn unnumbered(blocks: &[Block], lang: Lang, top: u8) -> Html {
    Writer::new(lang, None, &[]).all(blocks, top)
}

/// A link within the site from words of a body.
#[derive(Clone, Debug, PartialEq, Eq, serde::Serialize)]
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
        let over = over(&block.marks, own, self.numbers.is_some());
        inline(&block.text, &over, &mut self.html);
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
}
