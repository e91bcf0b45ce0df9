//! A source's bytes → a document: front matter and blocks. It takes nothing out; that is `boilerplate`'s work.

pub mod block;
mod bounds;
mod disguise;
mod fences;
pub mod fields;
pub mod front_matter;
mod hidden;
mod html;
pub mod markdown;
mod open;
mod plain;
pub mod scalars;
mod slips;
pub mod wrap;
mod yaml;

use std::ops::Deref;

use serde::{Deserialize, Serialize};

use crate::config::Config;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, Warned};
use crate::lang::Lang;
use crate::say;
use crate::source::{Format, Source};
use crate::text::clean::CleanText;
use crate::text::decode::{self, NotText};
use block::Block;
pub use bounds::Beyond;
use chrono::NaiveDate;
use front_matter::{FrontMatter, Parts, Unclosed};

/// Which report it is, and what its editor says of it.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Head {
    /// The path relative to the folder of reports.
    pub file: String,
    /// The path as the user would type it.
    pub path: String,
    /// What the editor wrote above it.
    pub front: FrontMatter,
}

/// A report as it was written, before anything is taken out of it.
#[derive(Clone, Debug)]
pub struct Document {
    /// Which it is.
    pub head: Head,
    /// What its name says it is.
    pub format: Format,
    /// What the page that it was saved as says of itself.
    pub page: PageSays,
    /// Its parts in order.
    pub blocks: Vec<Block>,
    /// The whole file as text, front matter too, without a byte order mark.
    pub text: String,
}

impl Deref for Document {
    type Target = Head;

    fn deref(&self) -> &Head {
        &self.head
    }
}

/// What a saved page says of itself, in words for machines.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct PageSays {
    /// The site's name.
    pub site: Option<CleanText>,
    /// The day it was published.
    pub published: Option<NaiveDate>,
}

/// Reads one report.
///
/// # Errors
/// Everything that keeps it from being used, worst first.
pub fn read(source: Source, config: &Config) -> Result<Warned<Document>, Vec<Diagnostic>> {
    let path = source.path;
    let bytes = source.bytes.map_err(|found| vec![found])?;
    let decoded = decode::decode(&bytes).map_err(|why| vec![not_text(why, &path)])?;
    let mut diagnostics = Vec::new();
    if let Some(encoding) = decoded.assumed {
        diagnostics.push(
            Diagnostic::warning(
                Code::AssumedEncoding,
                Place::start(&path),
                say!("the text is not UTF-8; {encoding} was assumed", "النص ليس بترميز UTF-8، فافتُرض أنه `{encoding}`"),
            )
            .hint(say!("save it as UTF-8 to be sure", "احفظه بترميز UTF-8 لتتأكد")),
        );
    }
    let text = decoded.text.as_str();
    if let Some(offset) = decoded.broken {
        diagnostics.push(
            Diagnostic::warning(
                Code::NotUtf8,
                Place::byte(&path, text, offset),
                say!("a character is broken: its bytes are not UTF-8", "محرف تالف: بايتاته ليست من ترميز UTF-8"),
            )
            .hint(say!(
                "write the word anew; it is shown with `\u{FFFD}`",
                "اكتب الكلمة من جديد؛ وهي تُعرض وفيها `\u{FFFD}`"
            )),
        );
    }
    if let Some(offset) = decode::garbled(text) {
        let message = say!(
            "the letters are garbled: the text was read once in a wrong encoding and saved so",
            "الحروف مختلطة: قُرئ النص مرة بترميز خاطئ وحُفظ كذلك"
        );
        return Err(vec![Diagnostic::error(Code::GarbledText, Place::byte(&path, text, offset), message).hint(say!(
            "copy the report from its page again and save it as UTF-8",
            "انسخ التقرير من صفحته مرة أخرى واحفظه بترميز UTF-8"
        ))]);
    }
    let parts = front_matter::split(text).map_err(|open| vec![not_closed(open, &path)])?;
    let body_start = text.len() - parts.body.len();
    if source.format != Format::Html {
        bounds::text(text, body_start, &path).map_err(|found| vec![found])?;
    }
    if let Some(found) = disguise::seen(parts.body, parts.body_line, source.format, &path) {
        let json = found.code == Code::WrongEnding && parts.yaml.is_none();
        return Err(vec![json.then(|| unread(&parts, source.format, &path)).flatten().unwrap_or(found)]);
    }
    if let Some(found) = unread(&parts, source.format, &path) {
        return Err(vec![found]);
    }
    diagnostics.extend(hidden::findings(text, &parts, source.format, &path));
    let front = match parts.yaml {
        Some(yaml) => {
            let read = front_matter::parse(yaml, parts.yaml_line, &path, config)?;
            diagnostics.extend(read.diagnostics);
            read.value
        }
        None => FrontMatter::default(),
    };
    let (blocks, page) = match source.format {
        Format::Markdown => {
            let blocks = markdown::bounded(parts.body, parts.body_line, text.len());
            (blocks.map_err(|beyond| vec![beyond.found(&path)])?, PageSays::default())
        }
        Format::Plain => (plain::blocks(parts.body, parts.body_line), PageSays::default()),
        Format::Html => {
            html::read(parts.body, parts.body_line).map_err(|why| vec![no_article(why, text, body_start, &path)])?
        }
    };
    bounds::blocks(&blocks, text.len()).map_err(|beyond| vec![beyond.found(&path)])?;
    if blocks.iter().all(|block| block.text.is_empty()) {
        return Err(vec![
            Diagnostic::error(
                Code::EmptyReport,
                Place::line(&path, parts.body_line),
                say!("the report has no text", "ليس في التقرير نص"),
            )
            .hint(say!("paste the report's text below the front matter", "الصق نص التقرير تحت الترويسة")),
        ]);
    }
    let head = Head { file: source.file, path, front };
    let document = Document { head, format: source.format, page, blocks, text: decoded.text };
    Ok(Warned { value: document, diagnostics })
}

/// Front matter that would go unread, and stand in the text.
fn unread(parts: &Parts<'_>, format: Format, path: &str) -> Option<Diagnostic> {
    if format == Format::Html {
        return None;
    }
    let found = fences::unread(parts.body, parts.yaml.is_none())?;
    let line = parts.body_line.saturating_add(found.line - 1);
    Some(Diagnostic::error(Code::FrontMatterUnread, Place::line(path, line), found.message).hint(found.hint))
}

fn not_closed(open: Unclosed, path: &str) -> Diagnostic {
    let message = say!("the front matter is not closed", "الترويسة لم تُغلق");
    let found = Diagnostic::error(Code::FrontMatterOpen, Place::line(path, open.line), message);
    found.hint(match open.is_nearly_closed {
        true => fences::how_to_fence(),
        false => say!("put a line `---` between it and the text", "ضع سطرًا فيه `---` بينها وبين النص"),
    })
}

/// Why a page is not read, at the byte of its body where that is known.
fn no_article(why: html::Unread, text: &str, start: usize, path: &str) -> Diagnostic {
    let place = Place::byte(path, text, start + why.at);
    let (code, message) = (why.code, why.message);
    let message = match code {
        Code::NoArticle => Message::new(
            format!("no article is found on the page: {}", message.get(Lang::En)),
            format!("لم يُعثر في الصفحة على مقال: {}", message.get(Lang::Ar)),
        ),
        _ => message,
    };
    Diagnostic::error(code, place, message)
        .hint(say!("copy the communiqué's text into a `.txt` file", "انسخ نص البيان إلى ملف `.txt`"))
}

fn not_text(why: NotText, path: &str) -> Diagnostic {
    let (code, message, hint) = match why {
        NotText::Empty => (
            Code::EmptyReport,
            say!("the file is empty", "الملف فارغ"),
            say!("paste the report's text into it, or delete the file", "الصق فيه نص التقرير أو احذف الملف"),
        ),
        NotText::Binary => (
            Code::BinaryFile,
            say!("the file is binary, not text", "الملف ليس نصًا، بل صورة أو مستند أو غيرهما"),
            say!("save the report as text in UTF-8", "احفظ التقرير نصًا بترميز UTF-8"),
        ),
    };
    Diagnostic::error(code, Place::start(path), message).hint(hint)
}
