//! Communiqués, the reports behind them, and every rule about both: each report is named exactly once, and every address leads to one thing. It knows nothing of pages.

mod addresses;
mod assemble;
mod notes;
mod prepare;
pub mod progress;
pub mod questions;
mod recurring;
mod shelf;
pub mod slug;
mod tags;
mod verdicts;

use std::borrow::Cow;
use std::collections::BTreeMap;
use std::sync::Arc;

use serde::{Deserialize, Serialize, Serializer};
use xxhash_rust::xxh3::Xxh3;

use crate::boilerplate::Removal;
use crate::dedup::Why;
use crate::diagnostic::message::Message;
use crate::edtf::Edtf;
use crate::fingerprint::Fingerprint;
use crate::infer::{Evidence, Known, Looks, Named, Reference, Target};
use crate::ingest::block::{Block, Body};
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::{Bilingual, Lang};
use crate::text::characters::CharacterSet;
use crate::text::clean::CleanText;
use questions::Question;
use slug::Slug;

pub use assemble::{assemble, assemble_again};
pub use notes::Notes;
pub use prepare::{Examined, Outcome, Prepared, Preparer, examine, gather, prepare};
pub use shelf::{Part, Shelf};

/// Everything the site is made from.
#[derive(Debug)]
pub struct Archive {
    /// Newest first; what has no date is last; then by slug.
    pub communiques: Vec<Communique>,
    /// Reports that are not shown, by file.
    pub set_aside: Vec<SetAside>,
    /// What only an editor can decide.
    pub questions: Vec<Question>,
}

/// A report that is not shown.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct SetAside {
    /// The path relative to the folder of reports.
    pub file: String,
    /// The code of what was wrong, or `draft`.
    pub reason: Cow<'static, str>,
    /// What was wrong.
    pub message: Message,
}

/// One text that the site shows, and the reports that carry it.
#[derive(Debug, Serialize)]
pub struct Communique {
    /// Its address.
    pub slug: Slug,
    /// Its title.
    pub title: Known<CleanText>,
    /// Its title in English, which only an editor can give.
    pub title_en: Option<CleanText>,
    /// The date of its meeting.
    pub date: Option<Known<Edtf>>,
    /// Its meeting: an index in `site.toml`'s meetings.
    pub meeting: Option<Known<usize>>,
    /// Where the meeting was held.
    pub place: Option<Known<Bilingual>>,
    /// Its tags, by id.
    pub tags: Vec<Known<Arc<TagName>>>,
    /// The English summary.
    pub summary: Summary,
    /// The canonical report first, then its copies.
    pub reports: Vec<Report>,
    /// Meetings, statements and resolutions that the text refers to, by place.
    pub references: Vec<Reference>,
    /// Names of `site.toml` in the text, by place.
    pub names: Vec<Named>,
    /// Communiqués that share language with it: slugs, most alike first.
    pub related: Vec<RelatedTo>,
}

/// A subject in the archive.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct TagName {
    /// The part of its address.
    pub id: Slug,
    /// Its label.
    pub label: Bilingual,
}

/// An English summary and how far it is.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Summary {
    /// The text; none where the status is `Missing`.
    pub text: Option<CleanText>,
    /// How far it is.
    pub status: SummaryStatus,
}

/// A file that carries a communiqué.
#[derive(Debug, Serialize)]
pub struct Report {
    /// The path relative to the folder of reports.
    pub file: String,
    /// Its own address; a copy's leads to the communiqué.
    pub slug: Slug,
    /// Further addresses.
    pub aliases: Vec<Slug>,
    /// Its own title.
    pub title: CleanText,
    /// Who published it.
    pub outlet: Option<Known<Bilingual>>,
    /// Where.
    pub url: Option<String>,
    /// When.
    pub published: Option<Edtf>,
    /// The text was written anew from facts that the outlet reported.
    pub retold: bool,
    /// The share of the smaller text's shingles that stand in the canonical one, from 0 to 1.
    pub similarity: f64,
    /// Why it is in this communiqué.
    pub why: Why,
    /// It is shown only where drafts are.
    pub draft: bool,
    /// Its text.
    #[serde(serialize_with = "by_name")]
    pub body: Arc<Body>,
    /// What was taken out of it.
    pub removed: Arc<Vec<Removal>>,
    /// The characters in it, in its title and its path, and in what was taken out, each once.
    #[serde(skip)]
    pub characters: Arc<CharacterSet>,
}

/// Where a report is part of what something is made from, the name of its text is enough.
fn by_name<S: Serializer>(body: &Body, serializer: S) -> Result<S::Ok, S::Error> {
    body.name().serialize(serializer)
}

/// Shared language.
#[derive(Clone, Debug, PartialEq, Serialize)]
pub struct RelatedTo {
    /// The other communiqué.
    pub slug: Slug,
    /// The share of the smaller text's shingles that stand in the other, from 0 to 1.
    pub similarity: f64,
}

/// The mark of a text: 16 hexadecimal digits of XXH3 over its paragraphs, which change when a word does. An accepted
/// summary keeps it as `summary_of`, so that it is known to be outdated when the text has changed.
pub fn mark(body: &[Block]) -> String {
    let mut hash = Xxh3::new();
    for block in body {
        hash.update(block.text.as_str().as_bytes());
        hash.update(b"\n\n");
    }
    format!("{:016x}", hash.digest())
}

impl Communique {
    /// The mark of the text that is shown.
    pub fn mark(&self) -> String {
        mark(self.body())
    }

    /// The report whose text is shown.
    pub fn canonical(&self) -> Option<&Report> {
        self.reports.first()
    }

    /// The text that is shown.
    pub fn body(&self) -> &[Block] {
        self.canonical().map_or(&[], |report| &report.body)
    }

    /// The name of the text that is shown.
    pub fn text_name(&self) -> Fingerprint {
        self.canonical().map_or_else(|| Fingerprint::of_bytes(&[]), |report| report.body.name())
    }

    /// The language of the text that is shown.
    pub fn lang(&self) -> Lang {
        self.canonical().map_or(Lang::Ar, |report| report.body.lang())
    }

    /// The reports beside the canonical one.
    pub fn copies(&self) -> &[Report] {
        self.reports.get(1..).unwrap_or(&[])
    }

    /// The meetings that the text refers to, each once, by index, with which way it looks.
    pub fn mentions(&self) -> BTreeMap<usize, Looks> {
        let mut mentions = BTreeMap::new();
        for reference in &self.references {
            if let Target::Meeting(meeting) = reference.to {
                mentions.entry(meeting).or_insert(reference.looks);
            }
        }
        mentions
    }

    /// The evidence of every value that nobody wrote, with the name of its field.
    pub fn evidence(&self) -> Vec<(&'static str, &Evidence)> {
        let outlet = self.canonical().and_then(|report| report.outlet.as_ref());
        let single = [
            ("title", Some(&self.title.basis)),
            ("date", self.date.as_ref().map(|known| &known.basis)),
            ("meeting", self.meeting.as_ref().map(|known| &known.basis)),
            ("place", self.place.as_ref().map(|known| &known.basis)),
            ("outlet", outlet.map(|known| &known.basis)),
        ];
        let tags = self.tags.iter().map(|tag| ("tags", Some(&tag.basis)));
        let all = single.into_iter().chain(tags);
        all.filter_map(|(field, basis)| Some((field, basis?.evidence()?))).collect()
    }
}
