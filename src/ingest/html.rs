//! A page saved from a browser → its article's lines, with what the page says of itself. It keeps text only; what of it is the communiqué is for `boilerplate`.

use chrono::NaiveDate;
use dom_smoothie::{Config, Readability, ReadabilityError, TextMode};

use super::PageSays;
use super::block::{Block, Kind};
use crate::budget;
use crate::diagnostic::Code;
use crate::diagnostic::message::Message;
use crate::edtf::Edtf;
use crate::say;
use crate::text::clean::CleanText;

/// An article of fewer letters is a page's menu, its question about cookies, or where one signs in.
const FEWEST_LETTERS: usize = 80;
/// By so many characters a line of the article is found in the file.
const PROBE: usize = 24;
/// A line whose words stand nowhere is looked for this far behind the one before, in bytes, once so many bytes were looked
/// through in vain: a page writes its text as entities, or not in its order.
const NEAR: usize = 64 * 1024;
const IN_VAIN: usize = 64 * 1024 * 1024;

/// Why no article is read, and the byte of the page that says so, 0-based.
#[derive(Debug)]
pub(super) struct Unread {
    pub code: Code,
    pub at: usize,
    pub message: Message,
}

/// The article's blocks and what the page says of itself.
///
/// # Errors
/// Why there is no article.
pub(super) fn read(html: &str, first_line: u32) -> Result<(Vec<Block>, PageSays), Unread> {
    bounded(html)?;
    let config = Config {
        text_mode: TextMode::Formatted,
        max_elements_to_parse: budget::ELEMENTS,
        char_threshold: 120,
        ..Config::default()
    };
    let mut reader = Readability::new(html, None, Some(config)).map_err(|error| why(&error))?;
    let article = reader.parse().map_err(|error| why(&error))?;
    if article.text_content.chars().filter(|c| c.is_alphabetic()).count() < FEWEST_LETTERS {
        return Err(why(&ReadabilityError::GrabFailed));
    }
    let mut blocks = Vec::new();
    let mut at = (0, first_line);
    let mut in_vain = 0;
    let site = article.site_name.map(|site| CleanText::new(&site)).filter(|site| !site.is_empty());
    let bare = site.as_deref().and_then(|site| article.title.trim().strip_suffix(site)).unwrap_or(&article.title);
    let title = CleanText::new(bare.trim_end_matches([' ', '|', '-', '–', '—', ':', '»', '/']));
    if !title.is_empty() {
        blocks.push(Block { kind: Kind::Heading(1), ..Block::paragraph(first_line, &title) });
    }
    for line in article.text_content.lines().filter(|line| !line.trim().is_empty()) {
        let text = CleanText::new(line);
        at = found(html, &text, at, &mut in_vain);
        blocks.push(Block { line: at.1, ..Block::paragraph(at.1, &text) });
    }
    let published = article.published_time.as_deref().and_then(day);
    Ok((blocks, PageSays { site, published }))
}

fn why(error: &ReadabilityError) -> Unread {
    let message = match error {
        ReadabilityError::GrabFailed => say!("it has no run of text as an article has", "ليس فيها نص متصل كنص مقال"),
        ReadabilityError::TooManyElements(..) => {
            say!("it has more elements than can be read", "عناصرها أكثر من أن تُقرأ")
        }
        other @ ReadabilityError::BadDocumentURL => say!("{other}", "«{other}»"),
    };
    Unread { code: Code::NoArticle, at: 0, message }
}

/// Where the first words of a line stand in the file, behind a byte and its line; that place where they stand nowhere.
fn found(html: &str, text: &str, (at, line): (usize, u32), in_vain: &mut usize) -> (usize, u32) {
    let probe: String = text.chars().take(PROBE).collect();
    let behind = html.get(at..).unwrap_or("");
    let far = if *in_vain > IN_VAIN { behind.floor_char_boundary(NEAR) } else { behind.len() };
    let behind = behind.get(..far).unwrap_or("");
    match behind.find(probe.trim_end()) {
        Some(offset) => {
            let lines = behind.get(..offset).unwrap_or("").matches('\n').count();
            (at + offset, line.saturating_add(u32::try_from(lines).unwrap_or(u32::MAX)))
        }
        None => {
            *in_vain += behind.len();
            (at, line)
        }
    }
}

/// The day of a timestamp: `2023-06-15T09:00:00+03:00`, in the page's own zone.
fn day(timestamp: &str) -> Option<NaiveDate> {
    match Edtf::parse(timestamp.trim().get(..10)?).ok()? {
        date if date.first() == date.last() => Some(date.first()),
        _ => None,
    }
}

/// Elements that need no end tag.
const OPEN_ENDED: [&str; 26] = [
    "area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr", "p", "li",
    "dt", "dd", "td", "th", "tr", "tbody", "thead", "tfoot", "option", "optgroup", "param",
];

/// Whether a page may be parsed at all, by what stands between its angle brackets: tags, how deep they are in one another,
/// and attributes. What reads it keeps a node for each, and compares each attribute of a tag with the others.
fn bounded(html: &str) -> Result<(), Unread> {
    let (mut open, mut tags): (Vec<&str>, usize) = (Vec::new(), 0);
    let mut at = 0;
    while let Some(start) = html.get(at..).and_then(|rest| rest.find('<')) {
        let tag = at + start;
        let between = html.get(at..tag).unwrap_or("");
        references(between).map_err(|offset| too_many_references(at + offset))?;
        let rest = html.get(tag + 1..).unwrap_or("");
        at = tag + 1;
        tags += 1;
        match rest.bytes().next() {
            // An end tag closes what it names and what is open in it, and nothing where that is not open.
            Some(b'/') => {
                let name = name(rest.get(1..).unwrap_or(""));
                if let Some(place) = open.iter().rposition(|one| one.eq_ignore_ascii_case(name)) {
                    open.truncate(place);
                }
            }
            Some(first) if first.is_ascii_alphabetic() => {
                let end = rest.find('>').unwrap_or(rest.len());
                let inside = rest.get(..end).unwrap_or("");
                if inside.split_ascii_whitespace().nth(budget::ATTRIBUTES).is_some()
                    && attributes(inside) > budget::ATTRIBUTES
                {
                    return Err(many(
                        tag,
                        say!("a tag has more than {} attributes", "في وسم واحد أكثر من {} خاصية", budget::ATTRIBUTES),
                    ));
                }
                let name = name(rest);
                if !OPEN_ENDED.iter().any(|known| known.eq_ignore_ascii_case(name)) {
                    open.push(name);
                }
            }
            _ => {}
        }
        if open.len() > budget::ELEMENTS_DEEP {
            let message = say!(
                "the page has more than {} elements in one another",
                "في الصفحة أكثر من {} عنصر بعضها داخل بعض",
                budget::ELEMENTS_DEEP
            );
            return Err(Unread { code: Code::TooDeep, at: tag, message });
        }
        if tags > budget::TAGS {
            return Err(many(tag, say!("the page has more than {} tags", "في الصفحة أكثر من {} وسم", budget::TAGS)));
        }
    }
    references(html.get(at..).unwrap_or("")).map_err(|offset| too_many_references(at + offset))
}

/// Whether a run of text has no more character references than may be; otherwise the byte of the first too many.
fn references(text: &str) -> Result<(), usize> {
    text.match_indices('&').nth(budget::ENTITIES).map_or(Ok(()), |(offset, _)| Err(offset))
}

fn too_many_references(at: usize) -> Unread {
    let most = budget::ENTITIES;
    many(
        at,
        say!(
            "a run of text has more than {most} characters written as references, such as `&nbsp;`",
            "في نص متصل أكثر من {most} محرف مكتوب برمزه، مثل `&nbsp;`"
        ),
    )
}

/// The name that a tag begins with.
fn name(tag: &str) -> &str {
    tag.get(..tag.find(|c: char| !c.is_ascii_alphanumeric()).unwrap_or(tag.len())).unwrap_or("")
}

fn many(at: usize, message: Message) -> Unread {
    Unread { code: Code::TooMany, at, message }
}

/// The attributes in a tag: its words outside quotation marks.
fn attributes(tag: &str) -> usize {
    let mut quote = None;
    let (mut count, mut inside) = (0, false);
    for c in tag.chars() {
        match quote {
            Some(mark) if c == mark => quote = None,
            Some(_) => {}
            None if matches!(c, '"' | '\'') => quote = Some(c),
            None => {
                count += usize::from(!c.is_whitespace() && !inside);
                inside = !c.is_whitespace();
            }
        }
    }
    count
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
