//! The site → a search index of static files, which `static/search/index.js` reads. A query costs a few small files, however large the archive: terms and texts are parted into shards, and a reader fetches those that the query needs.
//!
//! Format, version 1; all files are JSON, below `search/`:
//!
//! | file | what |
//! | --- | --- |
//! | `index.json` | `version`; `mark`, which every other address carries as `?v=`; `documents`, how many; `average`, words of a document; `lengths`, for each document four times the binary logarithm of its words; `terms`, the first stem of each shard of terms; `texts`, how many documents each shard of texts has; `synonyms`, lists of phrases |
//! | `terms/N.json` | `[stem, [form, documents, impacts], …]` for each stem, sorted. The stem `=K` is the list K of synonyms |
//! | `positions/N.json` | `[stem, [form, places], …]` with, for each document of the form, how many places and which; read for phrases only |
//! | `texts/N.json` | what a result shows of each document: `slug`, `title`, `date`, `meeting`, `text` by paragraph, `summary` |
//! | `filters.json` | `years`, runs of `[year, documents]`; `meetings`, `tags` and `languages`, documents by id |
//! | `words.json` | the commonest words, sorted, each with a digit for how common: for what was mistyped or is not typed to its end |
//! | `ar.json`, `en.json` | phrases of the page, titles of meetings and labels of tags |
//!
//! Documents are communiqués in the archive's order, from 0. A form is a folded word; an impact is the sum of the weights of
//! the places where it stands. Lists of numbers are text, as `numbers` writes them; documents and places are differences to
//! the one before. What counts is BM25 with impacts as term frequencies, worked out by the reader.

mod counted;
mod documents;
mod groups;
mod interner;
mod inverted;
pub mod marks;
mod numbers;
mod shards;
mod synonyms;
mod vocabulary;

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::Serialize;

use crate::error::Error;
use crate::lang::Lang;
use crate::page::{Coming, File, Take};
use crate::render::theme::Theme;
use crate::site::Site;
use crate::text::json;
use documents::Document;
use groups::Groups;
use marks::Marks;

pub use counted::Counted;
pub use inverted::Chunks;

/// The version of the format.
const VERSION: u32 = 1;

/// `index.json`.
#[derive(Serialize)]
struct Index<'a> {
    version: u32,
    mark: String,
    documents: usize,
    average: f64,
    lengths: String,
    terms: Vec<String>,
    texts: String,
    synonyms: &'a [Vec<String>],
}

/// What a build knows of the index that the one before made.
#[derive(Debug, Default)]
pub struct Counts {
    /// The words of its texts.
    pub chunks: Chunks,
    /// The marks of its files.
    pub marks: marks::Known,
}

/// What was counted by the build before, until the index is made, and who keeps what this one counts.
pub struct Counting<'a> {
    known: Mutex<Counts>,
    keep: &'a (dyn Fn(Counts) + Sync),
}

impl<'a> Counting<'a> {
    /// What is known, and who keeps it.
    pub fn new(known: Counts, keep: &'a (dyn Fn(Counts) + Sync)) -> Counting<'a> {
        Counting { known: Mutex::new(known), keep }
    }

    fn known(&self) -> Counts {
        std::mem::take(&mut *self.known.lock().unwrap_or_else(PoisonError::into_inner))
    }
}

/// Hands on every file of the index. What is known of texts is not counted again.
///
/// # Errors
/// Those of `take`.
pub fn files(site: &Site<'_>, theme: &Theme, counting: Option<&Counting<'_>>, take: Take<'_>) -> Result<(), Error> {
    let known = counting.map(Counting::known).unwrap_or_default();
    let marks = Marks::new(known.marks, take);
    let dates = documents::dates(site);
    let documents: Vec<Document<'_>> = site.archive.communiques.iter().zip(&dates).collect();
    let inverted =
        inverted::invert(&documents::chunks(&documents), |document| documents::weighted(site, *document), known.chunks);
    let groups = Groups::new(&inverted);
    let synonyms = synonyms::lists(site);
    let equal = synonyms::postings(&synonyms, &inverted, &groups);
    let terms = shards::terms(&inverted, &groups, &equal, &marks)?;
    let common = vocabulary::words(&inverted, &groups);
    let texts = documents::texts(site, &documents, &marks)?;
    marks.put(file("filters.json", &documents::filters(site)))?;
    marks.put(file("words.json", &BTreeMap::from([("words", common)])))?;
    for lang in Lang::ALL {
        let name = format!("{}.json", lang.code());
        marks.put(file(&name, &documents::labels(site, lang, theme.strings(lang))))?;
    }
    let (mark, marks) = marks.all();
    let lengths = &inverted.lengths;
    let words: u64 = lengths.iter().map(|length| u64::from(*length)).sum();
    #[expect(clippy::cast_precision_loss, reason = "an average of counts far below 2^52")]
    let average = (words as f64 / lengths.len().max(1) as f64).round().max(1.0);
    take(Coming::Made(file(
        "index.json",
        &Index {
            version: VERSION,
            mark: format!("{:08x}", mark & 0xFFFF_FFFF),
            documents: lengths.len(),
            average,
            lengths: numbers::written(lengths.iter().map(|length| step(*length))),
            terms,
            texts,
            synonyms: &synonyms,
        },
    )))?;
    if let Some(counting) = counting {
        (counting.keep)(Counts { chunks: inverted.into_chunks(), marks });
    }
    Ok(())
}

/// A length in steps of a quarter of a doubling: 4 · log2(words).
fn step(length: u32) -> u32 {
    let steps = (f64::from(length.max(1)).log2() * 4.0).round();
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "at most 4 · 32")]
    let steps = steps as u32;
    steps
}

/// A file of the index. Its values are lists, maps with text keys and text, which always serialise.
fn file(name: &str, value: &impl Serialize) -> File {
    File { path: format!("search/{name}"), bytes: json::file(value) }
}
