//! The site → `archive.json`, the whole archive as data, and tables of it. The form is documented in README.md; a field is added, never changed.

mod reading;
mod tables;

use std::io::{self, Write};

use rayon::prelude::*;
use serde::Serialize;

use crate::archive::questions::Question;
use crate::archive::{Communique, RelatedTo, SetAside};
use crate::boilerplate::Reason;
use crate::dedup::Why;
use crate::edtf::Edtf;
use crate::infer::{Evidence, Looks};
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::{Bilingual, Lang};
use crate::site::Site;
use crate::site::routes::Route;
use crate::text::json;

pub use tables::tables;

/// The version of the form. It rises when a field goes or changes its meaning.
const VERSION: u32 = 1;

/// What `archive.json` has before its communiqués,
#[derive(Serialize)]
struct Head<'a> {
    version: u32,
    site: SiteData<'a>,
    counts: Counts,
    communiques: [CommuniqueData<'a>; 0],
}

/// and behind them.
#[derive(Serialize)]
struct Tail<'a> {
    meetings: Vec<MeetingData<'a>>,
    tags: Vec<TagData<'a>>,
    formulas: Vec<reading::Formula<'a>>,
    comparisons: Vec<reading::Comparison<'a>>,
    set_aside: &'a [SetAside],
    questions: &'a [Question],
}

#[derive(Serialize)]
struct SiteData<'a> {
    title: &'a Bilingual,
    description: &'a Bilingual,
    url: Pair,
}

#[derive(Serialize)]
struct Counts {
    communiques: usize,
    reports: usize,
    set_aside: usize,
    summaries: usize,
}

/// An address in each language.
#[derive(Serialize)]
struct Pair {
    ar: String,
    en: String,
}

#[derive(Serialize)]
struct Title<'a> {
    ar: &'a str,
    en: Option<&'a str>,
}

#[derive(Serialize)]
struct CommuniqueData<'a> {
    slug: &'a str,
    url: Pair,
    title: Title<'a>,
    title_basis: &'a str,
    date: Option<Edtf>,
    date_basis: &'a str,
    meeting: Option<&'a str>,
    meeting_basis: &'a str,
    place: Option<&'a Bilingual>,
    place_basis: &'a str,
    tags: Vec<&'a str>,
    tags_basis: &'a str,
    inferred: Vec<Inferred<'a>>,
    mentions: Vec<MentionData<'a>>,
    references: Vec<reading::Reference<'a>>,
    names: Vec<reading::Name<'a>>,
    formulas: Vec<&'a str>,
    summary_en: Option<&'a str>,
    summary_status: SummaryStatus,
    text: String,
    paragraphs: usize,
    reports: Vec<ReportData<'a>>,
    removed: Vec<RemovedData<'a>>,
    related: &'a [RelatedTo],
}

#[derive(Serialize)]
struct Inferred<'a> {
    field: &'static str,
    #[serde(flatten)]
    evidence: &'a Evidence,
}

#[derive(Serialize)]
struct MentionData<'a> {
    meeting: &'a str,
    looks: Looks,
}

#[derive(Serialize)]
struct ReportData<'a> {
    file: &'a str,
    role: &'static str,
    slug: &'a str,
    title: &'a str,
    outlet: Option<&'a str>,
    url: Option<&'a str>,
    published: Option<Edtf>,
    retold: bool,
    similarity: f64,
    reason: Why,
}

#[derive(Serialize)]
struct RemovedData<'a> {
    file: &'a str,
    line: u32,
    reason: Reason,
    text: &'a str,
}

#[derive(Serialize)]
struct MeetingData<'a> {
    id: &'a str,
    url: Pair,
    date: Edtf,
    kind: &'a str,
    #[serde(rename = "virtual")]
    is_virtual: bool,
    place: Option<&'a Bilingual>,
    title: &'a Bilingual,
    hosts: &'a [Bilingual],
    at: Option<[f64; 2]>,
    communiques: Vec<&'a str>,
    mentioned_by: Vec<&'a str>,
}

#[derive(Serialize)]
struct TagData<'a> {
    id: &'a str,
    url: Pair,
    label: &'a Bilingual,
    communiques: Vec<&'a str>,
}

/// Writes `archive.json`, one part of it while the next is made.
///
/// # Errors
/// Those of `out`.
pub fn archive_json(site: &Site<'_>, out: &mut (dyn Write + Send)) -> io::Result<()> {
    let archive = site.archive;
    let head = Head {
        version: VERSION,
        site: SiteData {
            title: &site.config.title,
            description: &site.config.description,
            url: pair(site, Route::Home),
        },
        counts: Counts {
            communiques: archive.communiques.len(),
            reports: archive.communiques.iter().map(|communique| communique.reports.len()).sum(),
            set_aside: archive.set_aside.len(),
            summaries: site.summarised(),
        },
        communiques: [],
    };
    let tail = Tail {
        meetings: meetings(site),
        tags: site
            .tags
            .iter()
            .map(|(slug, tagged)| TagData {
                id: slug.as_str(),
                url: pair(site, Route::Tag(slug, 1)),
                label: &tagged.name.label,
                communiques: slugs(site, tagged.communiques.iter().copied()),
            })
            .collect(),
        formulas: site.formulas.all.iter().map(|formula| reading::formula(site, formula)).collect(),
        comparisons: site.pairs.iter().filter_map(|pair| reading::comparison(site, pair)).collect(),
        set_aside: &archive.set_aside,
        questions: &archive.questions,
    };
    let head = json::file(&head);
    // The list and the object go on.
    out.write_all(head.strip_suffix(b"]}").unwrap_or(&head))?;
    let all: Vec<(&Communique, &Vec<usize>)> = archive.communiques.iter().zip(&site.formulas_of).collect();
    let mut parts = all.chunks(AT_ONCE);
    let mut make = || -> Option<Vec<Vec<u8>>> {
        Some(parts.next()?.par_chunks(TOGETHER).map(|some| listed(site, some)).collect())
    };
    let mut made = make();
    let mut is_first = true;
    while let Some(part) = made {
        let put = || {
            part.iter().try_for_each(|some| {
                let from = usize::from(std::mem::take(&mut is_first));
                out.write_all(some.get(from..).unwrap_or(&[]))
            })
        };
        let (put, next) = rayon::join(put, &mut make);
        put?;
        made = next;
    }
    out.write_all(b"],")?;
    out.write_all(json::file(&tail).get(1..).unwrap_or(b"}"))?;
    out.write_all(b"\n")
}

/// So many communiqués are made at the same time, while those before them are written,
const AT_ONCE: usize = 512;
/// and so many of them by one thread.
const TOGETHER: usize = 16;

/// Communiqués as they stand in the file, with a comma before each.
fn listed(site: &Site<'_>, communiques: &[(&Communique, &Vec<usize>)]) -> Vec<u8> {
    let mut bytes = Vec::with_capacity(communiques.iter().map(|(communique, _)| room(communique)).sum());
    for (communique, formulas) in communiques {
        bytes.push(b',');
        json::append(&mut bytes, &data(site, communique, formulas));
    }
    bytes
}

/// About as many bytes as a communiqué takes in the file.
fn room(communique: &Communique) -> usize {
    let text: usize = communique.body().iter().map(|block| block.text.len() + 4).sum();
    let removed: usize =
        communique.reports.iter().flat_map(|report| &*report.removed).map(|removal| removal.text.len() + 100).sum();
    text + text / 8 + removed + 2000
}

fn pair(site: &Site<'_>, route: Route<'_>) -> Pair {
    let whole = |lang| site.base.whole(&route.address(lang));
    Pair { ar: whole(Lang::Ar), en: whole(Lang::En) }
}

fn slugs<'a>(site: &Site<'a>, indexes: impl Iterator<Item = usize>) -> Vec<&'a str> {
    indexes.filter_map(|index| site.communique(index)).map(|communique| communique.slug.as_str()).collect()
}

fn data<'a>(site: &Site<'a>, communique: &'a Communique, formulas: &[usize]) -> CommuniqueData<'a> {
    let texts: Vec<&str> =
        communique.body().iter().map(|block| block.text.as_str()).filter(|text| !text.is_empty()).collect();
    let basis = |basis: Option<&'a str>| basis.unwrap_or("open");
    let removed = communique.reports.iter().flat_map(|report| {
        report.removed.iter().map(|removal| RemovedData {
            file: &report.file,
            line: removal.line,
            reason: removal.reason,
            text: &removal.text,
        })
    });
    CommuniqueData {
        slug: communique.slug.as_str(),
        url: pair(site, Route::Communique(&communique.slug)),
        title: Title { ar: &communique.title.value, en: communique.title_en.as_deref() },
        title_basis: communique.title.basis.name(),
        date: communique.date.as_ref().map(|date| date.value),
        date_basis: basis(communique.date.as_ref().map(|date| date.basis.name())),
        meeting: site.meeting_of(communique).map(|meeting| meeting.id.as_str()),
        meeting_basis: basis(communique.meeting.as_ref().map(|meeting| meeting.basis.name())),
        place: communique.place.as_ref().map(|place| &place.value),
        place_basis: basis(communique.place.as_ref().map(|place| place.basis.name())),
        tags: communique.tags.iter().map(|tag| tag.value.id.as_str()).collect(),
        tags_basis: basis(communique.tags.first().map(|tag| tag.basis.name())),
        inferred: communique.evidence().into_iter().map(|(field, evidence)| Inferred { field, evidence }).collect(),
        mentions: communique
            .mentions()
            .into_iter()
            .filter_map(|(meeting, looks)| Some(MentionData { meeting: &site.config.meetings.get(meeting)?.id, looks }))
            .collect(),
        references: communique.references.iter().map(|one| reading::reference(site, one)).collect(),
        names: reading::names(site, communique),
        formulas: formulas
            .iter()
            .filter_map(|formula| site.formulas.all.get(*formula))
            .map(|formula| formula.id.as_str())
            .collect(),
        summary_en: communique.summary.text.as_deref(),
        summary_status: communique.summary.status,
        paragraphs: texts.len(),
        text: texts.join("\n\n"),
        reports: communique
            .reports
            .iter()
            .enumerate()
            .map(|(index, report)| ReportData {
                file: &report.file,
                role: if index == 0 { "canonical" } else { "copy" },
                slug: report.slug.as_str(),
                title: &report.title,
                outlet: report.outlet.as_ref().map(|outlet| outlet.value.ar.as_str()),
                url: report.url.as_deref(),
                published: report.published,
                retold: report.retold,
                similarity: (report.similarity * 1000.0).round() / 1000.0,
                reason: report.why,
            })
            .collect(),
        removed: removed.collect(),
        related: &communique.related,
    }
}

fn meetings<'a>(site: &Site<'a>) -> Vec<MeetingData<'a>> {
    let config = site.config;
    let lists = site.by_meeting.iter().zip(&site.links.to_meeting);
    config
        .meetings
        .iter()
        .zip(lists)
        .map(|(meeting, (own, mentioned))| MeetingData {
            id: &meeting.id,
            url: pair(site, Route::Meeting(&meeting.id, 1)),
            date: meeting.date,
            kind: &meeting.kind,
            is_virtual: meeting.is_virtual,
            place: meeting.place.as_ref(),
            title: &meeting.title,
            hosts: &meeting.hosts,
            at: meeting.at,
            communiques: slugs(site, own.iter().copied()),
            mentioned_by: slugs(site, mentioned.iter().map(|(index, _)| *index)),
        })
        .collect()
}
