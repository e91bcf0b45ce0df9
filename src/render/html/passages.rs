//! Words out of a text → trusted HTML: an excerpt with what it is shown for, and the pieces of a redline.

use std::ops::Range;

use super::Html;
use super::inline::{escape, escape_attribute};
use crate::compare::redline::Piece;
use crate::lang::Lang;
use crate::text::sentence::placed;

/// A sentence of more bytes than this is cut around what it is shown for,
const LONG: usize = 420;
/// leaving about so many on either side.
const AROUND: usize = 160;

/// So many bytes on either side of a place are looked at for the sentence that it stands in: one that is longer is cut, so
/// that a paragraph without end costs no more for each of its places.
const WINDOW: usize = 4 * LONG;

/// The text around a place that is looked at, and the sentence of it in which the place stands, in bytes.
pub fn sentence_around(text: &str, place: usize) -> Range<usize> {
    let start = text.floor_char_boundary(place.saturating_sub(WINDOW));
    let end = text.ceil_char_boundary((place + WINDOW).min(text.len()));
    let found = placed(text.get(start..end).unwrap_or(""))
        .map(|(at, sentence)| start + at..start + at + sentence.len())
        .find(|sentence| sentence.contains(&place));
    found.unwrap_or(start..end)
}

/// The sentence in which the first of some ranges of bytes stands, with every range that it holds marked.
pub fn excerpt(text: &str, ranges: &[Range<usize>]) -> Html {
    let first = ranges.first().cloned().unwrap_or(0..0);
    let sentence = sentence_around(text, first.start);
    let (mut from, mut to) = (sentence.start, sentence.end.max(first.end));
    let mut html = String::new();
    if to - from > LONG {
        let start = text.floor_char_boundary(first.start.saturating_sub(AROUND)).max(from);
        let end = text.ceil_char_boundary((first.end + AROUND).min(to));
        // Whole words only.
        let word = |rest: &str| rest.find(char::is_whitespace).map_or(rest.len(), |at| at);
        if start > from {
            from = start + word(text.get(start..first.start).unwrap_or(""));
            html.push('…');
        }
        if end < to {
            to = end + word(text.get(end..to).unwrap_or(""));
        }
    }
    let mut at = from;
    for range in ranges.iter().filter(|range| from <= range.start && range.end <= to) {
        if range.start >= at {
            escape(text.get(at..range.start).unwrap_or(""), &mut html);
            html.push_str("<mark>");
            escape(text.get(range.clone()).unwrap_or(""), &mut html);
            html.push_str("</mark>");
            at = range.end;
        }
    }
    escape(text.get(at..to).unwrap_or(""), &mut html);
    if to < sentence.end {
        html.push('…');
    }
    Html(html)
}

/// Which text a cell of a redline shows.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Side {
    /// The older text: what was kept, dropped and moved away.
    Older,
    /// Both in one: what was kept as the newer text writes it, dropped and added. What only the older text has is in
    /// `del`.
    Newer,
}

/// The paragraph of the other text in which moved words stand, by its number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Moved {
    /// Of the newer text.
    To(usize),
    /// Of the older text.
    From(usize),
}

/// A link to the paragraph in which moved words stand.
#[derive(Clone, Debug)]
pub struct Place {
    /// What it says.
    pub label: String,
    /// In which language.
    pub lang: Lang,
    /// Where it leads.
    pub url: String,
}

/// A paragraph of a redline as one of the texts has it: its number as a link, and its pieces.
#[derive(Clone, Debug)]
pub struct Numbered<'a> {
    /// Its place on the page, if it has one.
    pub id: Option<String>,
    /// Its number in the page's digits.
    pub number: String,
    /// Where it stands in its communiqué.
    pub url: String,
    /// Its words.
    pub pieces: &'a [Piece<'a>],
}

/// Paragraphs of a redline as one of the texts has them. `place` names the paragraph in which moved words stand, and says
/// where a link to it leads.
pub fn numbered(paragraphs: &[Numbered<'_>], side: Side, place: &impl Fn(Moved) -> Place) -> Html {
    let mut html = String::new();
    for Numbered { id, number, url, pieces } in paragraphs {
        html.push_str("<p");
        if let Some(id) = id {
            html.push_str(" id=\"");
            escape_attribute(id, &mut html);
            html.push('"');
        }
        html.push_str("><a class=n href=\"");
        escape_attribute(url, &mut html);
        html.push_str("\">");
        escape(number, &mut html);
        html.push_str("</a> ");
        words(pieces, side, place, &mut html);
        html.push_str("</p>");
    }
    Html(html)
}

fn words(pieces: &[Piece<'_>], side: Side, place: &impl Fn(Moved) -> Place, html: &mut String) {
    for piece in pieces {
        match (*piece, side) {
            (Piece::Kept { old, .. }, Side::Older) => escape(old, html),
            (Piece::Kept { new, .. }, Side::Newer) => escape(new, html),
            (Piece::Dropped(text), _) => tagged("del", text, html),
            (Piece::Added(text), Side::Newer) => tagged("ins", text, html),
            (Piece::Away { text, to }, _) => {
                html.push_str("<del class=moved>");
                moved(text, "</del>", place(Moved::To(to)), html);
            }
            (Piece::Here { text, from }, Side::Newer) => {
                html.push_str("<ins class=moved>");
                moved(text, "</ins>", place(Moved::From(from)), html);
            }
            (Piece::Added(_) | Piece::Here { .. }, Side::Older) => {}
        }
    }
}

/// The words in a tag, the space behind them outside it.
fn tagged(tag: &str, text: &str, html: &mut String) {
    let words = text.trim_end();
    html.push('<');
    html.push_str(tag);
    html.push('>');
    escape(words, html);
    html.push_str("</");
    html.push_str(tag);
    html.push('>');
    escape(text.get(words.len()..).unwrap_or(""), html);
}

/// Words that stand in another paragraph of the other text, and behind their tag where, in the page's language.
fn moved(text: &str, close: &str, place: Place, html: &mut String) {
    escape(text.trim_end(), html);
    html.push_str(close);
    html.push_str(&format!(" <a class=went lang={} dir={} href=\"", place.lang.code(), place.lang.dir()));
    escape_attribute(&place.url, html);
    html.push_str("\">");
    escape(&place.label, html);
    html.push_str("</a> ");
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_excerpt_is_the_sentence_with_its_marks() {
        let text = "جملة أولى. صدر <بيان> روما اليوم. جملة ثالثة.";
        let start = text.find("روما").unwrap();
        let html = excerpt(text, std::slice::from_ref(&(start..start + "روما".len())));
        assert_eq!(html.as_str(), "صدر &lt;بيان&gt; <mark>روما</mark> اليوم.");
    }

    #[test]
    fn a_long_sentence_is_cut_at_words() {
        let text = format!("{} روما {}", "كلمة".repeat(3).repeat(20) + &" كلمة".repeat(60), "كلمة ".repeat(80).trim());
        let start = text.find("روما").unwrap();
        let html = excerpt(&text, std::slice::from_ref(&(start..start + "روما".len())));
        let words: Vec<&str> = html.as_str().trim_matches('…').split_whitespace().collect();
        assert!(html.as_str().starts_with("… كلمة") && html.as_str().ends_with("كلمة…"), "{}", html.as_str());
        assert!(words.iter().all(|word| ["كلمة", "<mark>روما</mark>"].contains(word)) && words.len() > 30);
    }

    #[test]
    fn pieces_show_each_side() {
        let place = |moved: Moved| match moved {
            Moved::To(number) | Moved::From(number) => {
                Place { label: format!("({number})"), lang: Lang::En, url: format!("#n{number}") }
            }
        };
        let all = [
            Piece::Kept { old: "أكّد ", new: "أكد " },
            Piece::Dropped("الوزراء "),
            Piece::Added("<القادة> "),
            Piece::Here { text: "في روما ", from: 2 },
            Piece::Kept { old: "ذلك.", new: "ذلك." },
        ];
        let one = |id: Option<&str>| {
            [Numbered { id: id.map(str::to_owned), number: "٣".into(), url: "/x/#p3".into(), pieces: &all }]
        };
        assert_eq!(
            numbered(&one(None), Side::Older, &place).as_str(),
            "<p><a class=n href=\"/x/#p3\">٣</a> أكّد <del>الوزراء</del> ذلك.</p>"
        );
        assert_eq!(
            numbered(&one(Some("n3")), Side::Newer, &place).as_str(),
            "<p id=\"n3\"><a class=n href=\"/x/#p3\">٣</a> أكد <del>الوزراء</del> <ins>&lt;القادة&gt;</ins> <ins class=moved>في روما</ins> <a class=went lang=en dir=ltr href=\"#n2\">(2)</a> ذلك.</p>"
        );
    }
}
