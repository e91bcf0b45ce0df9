//! A source's bytes → a document: front matter and blocks. It takes nothing out; that is `boilerplate`'s work.

pub mod block;
pub mod front_matter;
mod html;
mod markdown;
mod plain;
pub mod scalars;
pub mod wrap;
mod yaml;

use crate::config::Config;
use crate::diagnostic::{Diagnostic, Place, Warned};
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
                "assumed-encoding",
                Place::start(&path),
                format!("the text is not UTF-8; {encoding} was assumed"),
            )
            .hint("save it as UTF-8 to be sure"),
        );
    }
    let text = decoded.text.as_str();
    let parts = front_matter::split(text).map_err(|message| {
        vec![
            Diagnostic::error("front-matter-open", Place::start(&path), message)
                .hint("put a line `---` between it and the text"),
        ]
    })?;
    // A page saved whole is its outlet's: nobody mends what stands around its article.
    let end = match source.format {
        Format::Html => text.len() - parts.body.len(),
        Format::Markdown | Format::Plain => text.len(),
    };
    if let Some(place) = first_bidi_fault(text.get(..end).unwrap_or(text), &path) {
        diagnostics.push(
            Diagnostic::warning("bidi-control", place, "characters that turn the direction of text were taken out")
                .hint("pages set the direction themselves; delete these characters from the report"),
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
            let found = Diagnostic::error(
                "no-article",
                Place::line(&path, parts.body_line),
                format!("no article is found on the page: {message}"),
            );
            vec![found.hint("copy the communiqué's text into a `.txt` file")]
        })?,
    };
    if blocks.iter().all(|block| block.text.is_empty()) {
        return Err(vec![
            Diagnostic::error("empty-report", Place::line(&path, parts.body_line), "the report has no text")
                .hint("paste the report's text below the front matter"),
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
    let (code, hint) = match why {
        NotText::Empty => ("empty-report", "paste the report's text into it, or delete the file"),
        NotText::Binary => ("binary-file", "save the report as text in UTF-8"),
    };
    Diagnostic::error(code, Place::start(path), why.to_string()).hint(hint)
}
