//! A page saved from a browser → its article's lines, with what the page says of itself. It keeps text only; what of it is the communiqué is for `boilerplate`.

use chrono::NaiveDate;
use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};

use super::PageSays;
use super::block::{Block, Kind};
use crate::diagnostic::message::Message;
use crate::edtf::Edtf;
use crate::say;
use crate::text::clean::CleanText;

/// A page of more elements than this is no page of an article.
const MOST_ELEMENTS: usize = 20_000;
/// Elements that are open in one another at once, at most, before the page is parsed at all.
const DEEPEST: usize = 400;
/// By so many characters a line of the article is found in the file.
const PROBE: usize = 24;

/// The article's blocks and what the page says of itself.
///
/// # Errors
/// A message that says why there is no article.
pub(super) fn read(html: &str, first_line: u32) -> Result<(Vec<Block>, PageSays), Message> {
    if depth(html) > DEEPEST {
        return Err(say!(
            "the page has more than {DEEPEST} elements in one another",
            "في الصفحة أكثر من {DEEPEST} عنصر بعضها داخل بعض"
        ));
    }
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: MOST_ELEMENTS,
        char_threshold: 120,
        ..Config::default()
    };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|error| why(&error))?;
    let article = reader.parse().map_err(|error| why(&error))?;
    let mut blocks = Vec::new();
    let mut at = (0, first_line);
    let site = article.site_name.map(|site| CleanText::new(&site)).filter(|site| !site.is_empty());
    let bare = site.as_deref().and_then(|site| article.title.trim().strip_suffix(site)).unwrap_or(&article.title);
    let title = CleanText::new(bare.trim_end_matches([' ', '|', '-', '–', '—', ':', '»', '/']));
    if !title.is_empty() {
        blocks.push(Block { kind: Kind::Heading(1), ..Block::paragraph(first_line, &title) });
    }
    for line in article.text_content.lines().filter(|line| !line.trim().is_empty()) {
        let text = CleanText::new(line);
        at = found(html, &text, at);
        blocks.push(Block { line: at.1, ..Block::paragraph(at.1, &text) });
    }
    let published = article.published_time.as_deref().and_then(day);
    Ok((blocks, PageSays { site, published }))
}

fn why(error: &ReadabilityError) -> Message {
    let ar = match error {
        ReadabilityError::GrabFailed => "ليس فيها نص متصل كنص مقال",
        ReadabilityError::TooManyElements(..) => "عناصرها أكثر من أن تُقرأ",
        other @ ReadabilityError::BadDocumentURL => return say!("{other}", "«{other}»"),
    };
    Message::new(error.to_string(), ar)
}

/// Where the first words of a line stand in the file, behind a byte and its line; that place where they stand nowhere.
fn found(html: &str, text: &str, (at, line): (usize, u32)) -> (usize, u32) {
    let probe: String = text.chars().take(PROBE).collect();
    let behind = html.get(at..).unwrap_or("");
    match behind.find(probe.trim_end()) {
        Some(offset) => {
            let lines = behind.get(..offset).unwrap_or("").matches('\n').count();
            (at + offset, line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)))
        }
        None => (at, line),
    }
}

/// The day of a timestamp: `2023-06-15T09:00:00+03:00`, in the page's own zone.
fn day(timestamp: &str) -> Option<NaiveDate> {
    match Edtf::parse(timestamp.trim().get(..10)?).ok()? {
        date if date.first() == date.last() => Some(date.first()),
        _ => None,
    }
}

/// How many elements are open in one another at once, at most; an element that needs no end tag counts too.
fn depth(html: &str) -> usize {
    let (mut open, mut deepest) = (0usize, 0);
    let mut rest = html;
    while let Some(start) = rest.find('<') {
        rest = rest.get(start + 1..).unwrap_or("");
        match rest.bytes().next() {
            Some(b'/') => open = open.saturating_sub(1),
            Some(first) if first.is_ascii_alphabetic() => {
                let name: String = rest.chars().take_while(char::is_ascii_alphanumeric).collect();
                let closes_itself = [
                    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track",
                    "wbr", "p", "li", "dt", "dd", "td", "th", "tr", "option",
                ];
                if !closes_itself.contains(&name.to_ascii_lowercase().as_str()) {
                    open += 1;
                    deepest = deepest.max(open);
                }
            }
            _ => {}
        }
    }
    deepest
}

#[cfg(test)]
mod tests {
    use super::*;

    const PAGE: &str = "<!DOCTYPE html><html lang=ar><head><title>مجلس الموانئ يوحد الرسوم | بريد المرفأ</title>\n\
        <meta property=\"og:site_name\" content=\"بريد المرفأ\"><meta property=\"article:published_time\" content=\"2023-06-15T09:00:00+03:00\">\n\
        <script>var text = \"<p>نص</p>\";</script></head><body><nav><a href=/>الرئيسية</a></nav>\n<article><h1>مجلس الموانئ يوحد الرسوم</h1>\n\
        <p>عقد مجلس الموانئ دورته السنوية في مقره الدائم، واتفق أعضاؤه على توحيد الرسوم المفروضة على السفن التجارية.</p>\n\
        <p>وقرر المجلس إنشاء صندوق مشترك لصيانة الأرصفة، تسهم فيه الدول الأعضاء وفق حركة السفن في موانئها.</p>\n\
        <ul><li>تبادل بيانات السفن.</li><li>تدريب المفتشين.</li></ul></article>\n<footer>جميع الحقوق محفوظة</footer></body></html>";

    #[test]
    fn an_article_is_read_with_its_lines() {
        let (blocks, says) = read(PAGE, 1).unwrap();
        let seen: Vec<(u32, &str)> =
            blocks.iter().map(|block| (block.line, block.text.get(..20).unwrap_or(&block.text))).collect();
        assert_eq!(blocks[0].kind, Kind::Heading(1));
        assert_eq!(&*blocks[0].text, "مجلس الموانئ يوحد الرسوم");
        assert!(seen.iter().any(|(line, text)| *line == 5 && text.starts_with("عقد")), "{seen:?}");
        assert!(seen.iter().any(|(line, text)| *line == 7 && text.starts_with("تدريب")), "{seen:?}");
        assert_eq!(says.site.as_deref(), Some("بريد المرفأ"));
        assert_eq!(says.published.map(|day| day.to_string()).as_deref(), Some("2023-06-15"));
    }

    #[test]
    fn a_hostile_page_is_refused_before_it_is_parsed() {
        assert!(read(&"<div>".repeat(100_000), 1).is_err());
        assert!(read("<p>", 1).is_err());
    }
}
