//! Communiqués → what the index counts of each, what a result shows, and by what results are filtered.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::counted::Weighted;
use super::marks::Marks;
use super::numbers::{steps, written as numbers};
use crate::archive::Communique;
use crate::edtf::{Certainty, Edtf};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::ingest::block::Kind;
use crate::lang::{Bilingual, Lang};
use crate::render::strings::{Phrase, Strings};
use crate::site::Site;
use crate::text::calendar;
use crate::text::digits::Digits;
use crate::text::json;

/// What a word counts by where it stands, set on the queries in `tests/quality/search`: a title says what a text is about,
/// a label what an editor thinks it is about; another outlet's title says so less surely.
const TITLE: u32 = 8;
const LABEL: u32 = 4;
const SUMMARY: u32 = 3;
const OTHER_TITLE: u32 = 3;
const DATE: u32 = 3;
const HEADING: u32 = 2;
const BODY: u32 = 1;

/// A shard of texts ends with the document in which it passes so many bytes, which gzip makes about a third.
const SHARD: usize = 12_000;

/// For each communiqué its date in words of both languages, and in figures; empty where it has none.
pub fn dates(site: &Site<'_>) -> Vec<String> {
    let written = |communique: &Communique| {
        let date = communique.date.as_ref()?.value;
        let [ar, en] = Lang::ALL.map(|lang| written(date, lang, site));
        Some(format!("{ar} {en} {date}"))
    };
    site.archive.communiques.par_iter().map(|communique| written(communique).unwrap_or_default()).collect()
}

/// A date in short: of an interval both ends, and no word of how sure it is, which the communiqué's page says.
fn written(date: Edtf, lang: Lang, site: &Site<'_>) -> String {
    let span = |span| calendar::written(span, lang, site.config.style);
    match date {
        Edtf::At(day, Certainty::Certain) => span(day),
        Edtf::At(day, _) => format!("{} (?)", span(day)),
        Edtf::Between(from, to) => format!("{} – {}", span(from), span(to)),
    }
}

/// A communiqué, and its date as `dates` writes it.
pub type Document<'a> = (&'a Communique, &'a String);

/// So many bytes of texts are counted at a time, or one document that has more: what is noted of a word where it stands
/// takes more than the word.
const AT_ONCE: usize = 1 << 20;

/// One document in so many begins a chunk by its address, so that what is counted of others stays as it is when one changes.
const TOGETHER: u64 = 256;

/// Documents as they are counted.
pub fn chunks<'d, 'a>(documents: &'d [Document<'a>]) -> Vec<&'d [Document<'a>]> {
    let mut bytes = 0;
    let begins = |next: &Communique| xxh3_64(next.slug.as_str().as_bytes()).is_multiple_of(TOGETHER);
    let stays = |(communique, _): &Document<'_>, (next, _): &Document<'_>| {
        bytes += size(communique);
        let stays = bytes + size(next) <= AT_ONCE && !begins(next);
        bytes = if stays { bytes } else { 0 };
        stays
    };
    documents.chunk_by(stays).collect()
}

/// The bytes of a body.
fn size(communique: &Communique) -> usize {
    communique.body().iter().map(|block| block.text.len()).sum()
}

/// Every text of a communiqué that a word may be found in.
pub fn weighted<'a>(site: &Site<'a>, (communique, date): Document<'a>) -> Vec<Weighted<'a>> {
    let mut texts: Vec<Weighted<'a>> = vec![(TITLE, communique.title.value.as_str())];
    texts.extend(communique.title_en.iter().map(|title| (TITLE, title.as_str())));
    texts.extend(communique.body().iter().map(|block| match block.kind {
        Kind::Heading(_) => (HEADING, block.text.as_str()),
        _ => (BODY, block.text.as_str()),
    }));
    texts.extend(communique.summary.text.iter().map(|summary| (SUMMARY, summary.as_str())));
    texts.push((DATE, date));
    let meeting = site.meeting_of(communique);
    let outlet = communique.canonical().and_then(|report| report.outlet.as_ref());
    let labels = meeting
        .into_iter()
        .flat_map(|meeting| [&meeting.title].into_iter().chain(&meeting.place).chain(&meeting.hosts))
        .chain(communique.place.iter().map(|place| &place.value).filter(|_| meeting.is_none()))
        .chain(communique.tags.iter().map(|tag| &tag.value.label))
        .chain(outlet.map(|outlet| &outlet.value));
    texts.extend(labels.flat_map(|Bilingual { ar, en }| {
        let english = (ar != en).then_some((LABEL, en.as_str()));
        std::iter::once((LABEL, ar.as_str())).chain(english)
    }));
    texts.extend(communique.copies().iter().map(|copy| (OTHER_TITLE, copy.title.as_str())));
    texts
}

/// What a result shows of a communiqué.
#[derive(Serialize)]
struct Shown<'a> {
    slug: &'a str,
    title: Titles<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Bilingual>,
    /// An index in the labels' meetings.
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<usize>,
    text: Vec<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    summary: Option<&'a str>,
}

#[derive(Serialize)]
struct Titles<'a> {
    ar: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    en: Option<&'a str>,
}

/// Hands on the shards of texts, and gives how many documents each has.
///
/// # Errors
/// Those of whoever takes them.
pub fn texts(site: &Site<'_>, documents: &[Document<'_>], marks: &Marks<'_>) -> Result<String, Error> {
    let mut room = 0;
    let shards: Vec<&[Document<'_>]> = documents
        .chunk_by(|(communique, _), (next, _)| {
            let bytes = |communique: &Communique| -> usize {
                communique.body().iter().map(|block| block.text.len() + 4).sum::<usize>() + 200
            };
            room += bytes(communique);
            let stays = room + bytes(next) / 2 < SHARD;
            if !stays {
                room = 0;
            }
            stays
        })
        .collect();
    shards.par_iter().enumerate().try_for_each(|(number, shard)| {
        let names: Option<Vec<Fingerprint>> = shard.iter().map(|document| name(*document)).collect();
        let name = names.and_then(|names| Fingerprint::of(&names));
        marks.hand_on(format!("search/texts/{number}.json"), name, &|| {
            json::file(&shard.iter().map(|(communique, _)| shown(site, communique)).collect::<Vec<_>>())
        })
    })?;
    Ok(numbers(shards.iter().map(|shard| u32::try_from(shard.len()).unwrap_or(u32::MAX))))
}

/// The name of what a result shows of a communiqué.
fn name((communique, date): Document<'_>) -> Option<Fingerprint> {
    let Communique { slug, title, title_en, meeting, summary, .. } = communique;
    let meeting = meeting.as_ref().map(|meeting| meeting.value);
    Fingerprint::of(&(slug, &title.value, title_en, date, meeting, &summary.text, communique.text_name()))
}

fn shown<'a>(site: &Site<'_>, communique: &'a Communique) -> Shown<'a> {
    let date = communique.date.as_ref().map(|date| {
        let [ar, en] = Lang::ALL.map(|lang| written(date.value, lang, site));
        Bilingual { ar, en }
    });
    Shown {
        slug: communique.slug.as_str(),
        title: Titles { ar: &communique.title.value, en: communique.title_en.as_deref() },
        date,
        meeting: communique.meeting.as_ref().map(|meeting| meeting.value),
        text: communique.body().iter().map(|block| block.text.as_str()).filter(|text| !text.is_empty()).collect(),
        summary: communique.summary.text.as_deref(),
    }
}

/// `filters.json`.
#[derive(Serialize)]
pub struct Filters<'a> {
    years: Vec<(Option<i32>, usize)>,
    meetings: BTreeMap<&'a str, String>,
    tags: BTreeMap<&'a str, String>,
    languages: BTreeMap<&'static str, String>,
}

/// By what results are filtered.
pub fn filters<'a>(site: &Site<'a>) -> Filters<'a> {
    let communiques = &site.archive.communiques;
    let number = |index: usize| u32::try_from(index).unwrap_or(u32::MAX);
    let listed = |list: &[usize]| numbers(steps(list.iter().map(|index| number(*index))));
    let languages: Vec<Lang> = communiques.iter().map(Communique::lang).collect();
    let read_in = |lang: Lang| {
        let all =
            communiques.iter().zip(&languages).enumerate().filter(|(_, (communique, own))| {
                **own == lang || (lang == Lang::En && communique.summary.text.is_some())
            });
        (lang.code(), listed(&all.map(|(index, _)| index).collect::<Vec<usize>>()))
    };
    let meetings = site.config.meetings.iter().zip(&site.by_meeting).filter(|(_, list)| !list.is_empty());
    Filters {
        years: runs(communiques.iter().map(|communique| communique.date.as_ref().map(|date| date.value.year()))),
        meetings: meetings.map(|(meeting, list)| (meeting.id.as_str(), listed(list))).collect(),
        tags: site.tags.iter().map(|(id, tagged)| (id.as_str(), listed(&tagged.communiques))).collect(),
        languages: Lang::ALL.map(read_in).into_iter().collect(),
    }
}

/// Equal values that follow one another, with how many.
fn runs<T: PartialEq>(values: impl Iterator<Item = T>) -> Vec<(T, usize)> {
    let mut runs: Vec<(T, usize)> = Vec::new();
    for value in values {
        match runs.last_mut() {
            Some((last, count)) if *last == value => *count += 1,
            _ => runs.push((value, 1)),
        }
    }
    runs
}

/// `ar.json` and `en.json`.
#[derive(Serialize)]
pub struct Labels<'a> {
    digits: Digits,
    phrases: BTreeMap<&'a str, &'a Phrase>,
    meetings: Vec<MeetingLabel<'a>>,
    tags: BTreeMap<&'a str, &'a str>,
}

#[derive(Serialize)]
struct MeetingLabel<'a> {
    id: &'a str,
    title: &'a str,
}

/// What the search says in a language.
pub fn labels<'a>(site: &Site<'a>, lang: Lang, strings: &'a Strings) -> Labels<'a> {
    let meetings = site.config.meetings.iter();
    Labels {
        digits: if lang == Lang::Ar { site.config.style.digits } else { Digits::Latin },
        phrases: strings.below("search-").collect(),
        meetings: meetings.map(|meeting| MeetingLabel { id: &meeting.id, title: meeting.title.get(lang) }).collect(),
        tags: site.tags.iter().map(|(id, tagged)| (id.as_str(), tagged.name.label.get(lang))).collect(),
    }
}
