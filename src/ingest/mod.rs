//! A source's bytes → a document: front matter and blocks. It takes nothing out; that is `boilerplate`'s work.

pub mod block;
pub mod fields;
pub mod front_matter;
mod html;
pub mod markdown;
mod plain;
pub mod scalars;
pub mod wrap;
mod yaml;

use crate::config::Config;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, Warned};
use crate::lang::Lang;
use crate::say;
use crate::source::{Format, Source};
use crate::text::clean::CleanText;
use crate::text::decode::{self, NotText};
use crate::text::isolate;
use block::Block;
use chrono::NaiveDate;
use front_matter::FrontMatter;

/// A report as it was written, before anything is taken out of it.
#[derive(Clone, Debug)]
pub struct Document {
    /// The path relative to the folder of reports.
    pub file: String,
    /// The path as the user would type it.
    pub path: String,
    /// What its name says it is.
    pub format: Format,
    /// What the editor wrote above it.
    pub front: FrontMatter,
    /// What the page that it was saved as says of itself.
    pub page: PageSays,
    /// Its parts in order.
    pub blocks: Vec<Block>,
    /// The whole file as text, front matter too, without a byte order mark.
    pub text: String,
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
    let parts = front_matter::split(text).map_err(|message| {
        vec![
            Diagnostic::error(Code::FrontMatterOpen, Place::start(&path), message)
                .hint(say!("put a line `---` between it and the text", "ضع سطرًا فيه `---` بينها وبين النص")),
        ]
    })?;
    // A page saved whole is its outlet's: nobody mends what stands around its article.
    let end = match source.format {
        Format::Html => text.len() - parts.body.len(),
        Format::Markdown | Format::Plain => text.len(),
    };
    if let Some(place) = first_bidi_fault(text.get(..end).unwrap_or(text), &path) {
        diagnostics.push(
            Diagnostic::warning(
                Code::BidiControl,
                place,
                say!("characters that turn the direction of text were taken out", "حُذفت محارف خفية تقلب اتجاه النص"),
            )
            .hint(say!(
                "pages set the direction themselves; delete these characters from the report",
                "تضبط الصفحات الاتجاه بنفسها؛ احذف هذه المحارف من التقرير"
            )),
        );
    }
    let front = match parts.yaml {
        Some(yaml) => {
            let read = front_matter::parse(yaml, parts.yaml_line, &path, config)?;
            diagnostics.extend(read.diagnostics);
            read.value
        }
        None => FrontMatter::default(),
    };
    let (blocks, page) = match source.format {
        Format::Markdown => (markdown::blocks(parts.body, parts.body_line), PageSays::default()),
        Format::Plain => (plain::blocks(parts.body, parts.body_line), PageSays::default()),
        Format::Html => html::read(parts.body, parts.body_line).map_err(|message| {
            let message = Message::new(
                format!("no article is found on the page: {}", message.get(Lang::En)),
                format!("لم يُعثر في الصفحة على مقال: {}", message.get(Lang::Ar)),
            );
            let found = Diagnostic::error(Code::NoArticle, Place::line(&path, parts.body_line), message);
            vec![found.hint(say!("copy the communiqué's text into a `.txt` file", "انسخ نص البيان إلى ملف `.txt`"))]
        })?,
    };
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
    let document = Document { file: source.file, path, format: source.format, front, page, blocks, text: decoded.text };
    Ok(Warned { value: document, diagnostics })
}

/// Where the first bidi control stands that nothing closes on its line, or that forces the order of characters.
fn first_bidi_fault(text: &str, path: &str) -> Option<Place> {
    if !CleanText::loses_bidi_controls(text) {
        return None;
    }
    let mut start = 0;
    text.split_inclusive('\n').find_map(|line| {
        let found = isolate::faults(line).first().map(|(at, ..)| Place::byte(path, text, start + at));
        start += line.len();
        found
    })
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
