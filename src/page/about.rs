//! The page about the archive: how reports become communiqués, how many of each, what cleaning took out, and what is missing.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PageContext;
use super::shell::Shell;
use super::view::{Link, Said};
use crate::archive::Communique;
use crate::archive::questions::Question;
use crate::boilerplate::Reason;
use crate::error::Error;
use crate::ingest::front_matter::SummaryStatus;
use crate::site::routes::Route;

/// The view of `about.html`.
#[derive(Serialize)]
pub struct About<'a> {
    shell: Shell,
    description: Said,
    communiques: usize,
    reports: usize,
    copies: usize,
    outlets: usize,
    /// Lines that cleaning took out, by reason, most first.
    removed: Vec<Counted<'a>>,
    removed_total: usize,
    /// Values that were inferred, by field, most first.
    inferred: Vec<Counted<'a>>,
    /// Reports that are not shown, by reason, most first.
    set_aside: Vec<Counted<'a>>,
    /// Communiqués that lack something and what an editor is asked, by the keys of phrases.
    missing: Vec<Counted<'a>>,
    /// Meetings of which the archive has no communiqué.
    silent: Vec<Link>,
    communique_list: String,
    tag_index: String,
    timeline: String,
    /// The whole archive as data.
    data: String,
}

/// How often something is there.
#[derive(Serialize)]
pub struct Counted<'a> {
    key: &'a str,
    count: usize,
}

pub(super) fn view<'a>(context: &PageContext<'a>) -> Result<About<'a>, Error> {
    let PageContext { site, lang, .. } = *context;
    let archive = site.archive;
    let all = || archive.communiques.iter();
    let mut removed: BTreeMap<Reason, usize> = BTreeMap::new();
    let mut inferred: BTreeMap<&'static str, usize> = BTreeMap::new();
    let mut outlets = std::collections::BTreeSet::new();
    for report in all().flat_map(|communique| &communique.reports) {
        for removal in report.removed.iter() {
            *removed.entry(removal.reason).or_default() += 1;
        }
        outlets.extend(report.outlet.as_ref().map(|outlet| outlet.value.ar.as_str()));
    }
    for (field, _) in all().flat_map(|communique| communique.evidence()) {
        *inferred.entry(field).or_default() += 1;
    }
    let mut set_aside: BTreeMap<&str, usize> = BTreeMap::new();
    for aside in &archive.set_aside {
        *set_aside.entry(&*aside.reason).or_default() += 1;
    }
    let reports: usize = all().map(|communique| communique.reports.len()).sum();
    let silent = site.config.meetings.iter().zip(&site.by_meeting).filter(|(_, own)| own.is_empty());
    Ok(About {
        shell: context.titled("about-title", "about-description")?,
        description: Said::label(&site.config.description, lang),
        communiques: archive.communiques.len(),
        reports,
        copies: reports - archive.communiques.len(),
        outlets: outlets.len(),
        removed_total: removed.values().sum(),
        removed: counted(removed.into_iter().map(|(reason, count)| (reason.as_str(), count))),
        inferred: counted(inferred.into_iter()),
        set_aside: counted(set_aside.into_iter()),
        missing: missing(context).into_iter().filter(|lack| lack.count > 0).collect(),
        silent: silent
            .map(|(meeting, _)| Link {
                url: site.base.link(&Route::Meeting(&meeting.id, 1).address(lang)),
                text: Said::label(&meeting.title, lang),
            })
            .collect(),
        communique_list: site.base.link(&Route::Communiques(1).address(lang)),
        tag_index: site.base.link(&Route::Tags.address(lang)),
        timeline: site.base.link(&Route::Timeline.address(lang)),
        data: site.base.link("archive.json"),
    })
}

fn missing(context: &PageContext<'_>) -> [Counted<'static>; 6] {
    let archive = context.site.archive;
    let lacks = |key, lacks: &dyn Fn(&Communique) -> bool| Counted {
        key,
        count: archive.communiques.iter().filter(|communique| lacks(communique)).count(),
    };
    let copies = archive.questions.iter().filter(|question| matches!(question, Question::Copy { .. }));
    [
        lacks("missing-summary", &|one| one.summary.status == SummaryStatus::Missing),
        lacks("missing-review", &|one| matches!(one.summary.status, SummaryStatus::Draft | SummaryStatus::Outdated)),
        lacks("missing-date", &|one| one.date.is_none()),
        lacks("missing-meeting", &|one| one.meeting.is_none()),
        lacks("missing-tags", &|one| one.tags.is_empty()),
        Counted { key: "missing-questions", count: copies.count() },
    ]
}

/// Most first; equals by name.
fn counted<'a>(all: impl Iterator<Item = (&'a str, usize)>) -> Vec<Counted<'a>> {
    let mut all: Vec<Counted<'a>> = all.map(|(key, count)| Counted { key, count }).collect();
    all.sort_by(|a, b| b.count.cmp(&a.count).then_with(|| a.key.cmp(b.key)));
    all
}
