//! A communiqué's page: the text, what is known about it and how, its summary, what is near to it, its copies, and what was taken out.

use serde::Serialize;

use super::PageContext;
use super::formulas::{self, FormulaLink};
use super::names;
use super::redlines;
use super::references::{self, CitingView, ReferenceView};
use super::shell::{Shell, report_edit_url};
use super::view::{self, DateView, Link, Said};
use crate::archive::{Communique, Report};
use crate::error::Error;
use crate::fingerprint::Deferred;
use crate::infer::{Basis, Trust};
use crate::ingest::block::{Block, Body};
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::Lang;
use crate::render::html::{self, Html};
use crate::site::routes::Route;
use crate::site::series::Pair;
use crate::text::clean::CleanText;

/// The view of `communique.html`.
#[derive(Serialize)]
pub struct CommuniquePage<'a> {
    shell: Shell,
    title: Said,
    /// The title in the other language.
    other_title: Option<Said>,
    date: Option<Marked<DateView>>,
    meeting: Option<Marked<Link>>,
    place: Option<Marked<Said>>,
    is_virtual: bool,
    hosts: Vec<Said>,
    tags: Vec<Marked<Link>>,
    outlet: Option<Marked<Said>>,
    source_url: Option<String>,
    published: Option<DateView>,
    retold: bool,
    body: Deferred<'a, Option<TextView>>,
    summary: SummaryView,
    inferred: Vec<InferredView<'a>>,
    copies: Vec<CopyView>,
    removed: Deferred<'a, Vec<RemovedFrom>>,
    removed_count: usize,
    /// Where the copies are compared, if there are any.
    compared: Option<String>,
    references: Vec<ReferenceView>,
    /// Communiqués that refer to this one, and how many.
    citing: Vec<CitingView>,
    citing_count: usize,
    /// The page of its meeting, which names all of them.
    cited_meeting: Option<String>,
    /// Names in the text.
    names: Vec<names::Entry>,
    /// Formulas in the text.
    formulas: Vec<FormulaLink>,
    related: Vec<RelatedView>,
    newer: Option<Link>,
    older: Option<Link>,
}

/// A report's text with its language.
#[derive(Serialize)]
pub struct TextView {
    html: Html,
    words: usize,
    lang: &'static str,
    dir: &'static str,
}

impl TextView {
    pub(super) fn new(body: &Body, render: impl Fn(&[Block], Lang, u8) -> Html) -> TextView {
        let lang = body.lang();
        TextView {
            html: render(body, lang, 3),
            words: body.iter().map(|block| block.text.words()).sum(),
            lang: lang.code(),
            dir: lang.dir(),
        }
    }
}

/// The English summary, or where to write it.
#[derive(Serialize)]
pub struct SummaryView {
    html: Option<Html>,
    status: SummaryStatus,
    edit_url: Option<String>,
}

/// A value, and whether bayan inferred it.
#[derive(Serialize)]
pub struct Marked<T> {
    value: T,
    inferred: bool,
}

/// An inferred value's evidence.
#[derive(Serialize)]
pub struct InferredView<'a> {
    /// `title`, `date`, `meeting`, `place`, `tags` or `outlet`.
    field: &'static str,
    rule: &'a str,
    trust: Trust,
    text: Said,
    file: String,
    line: u32,
}

/// A copy; its text is on the page that compares the copies.
#[derive(Serialize)]
pub struct CopyView {
    file: String,
    title: Said,
    outlet: Option<Said>,
    published: Option<DateView>,
    url: Option<String>,
    /// In hundredths.
    similarity: u32,
}

/// What was taken out of one report.
#[derive(Serialize)]
pub struct RemovedFrom {
    file: String,
    lines: Vec<RemovedLine>,
}

/// A line that was taken out.
#[derive(Serialize)]
pub struct RemovedLine {
    line: u32,
    reason: &'static str,
    text: Said,
}

/// A communiqué that is near to this one, and what they have in common.
#[derive(Serialize)]
pub struct RelatedView {
    link: Link,
    date: Option<DateView>,
    same_meeting: bool,
    /// Shared language in hundredths, if it is enough to speak of.
    similarity: Option<u32>,
    /// Tags that both have, where that brought it here.
    tags: usize,
    /// It is the one before or behind in the series.
    series: Option<&'static str>,
    /// Where both are set against each other.
    compare: Option<String>,
}

/// Names and formulas that a communiqué's page has of its text.
const NAMES: usize = 24;
const FORMULAS: usize = 8;

/// The most communiqués that are named for each reason; a meeting's and a tag's own pages have all.
const RELATED: usize = 6;

/// Characters of a text that stand for it in search engines.
const DESCRIPTION: usize = 150;

pub(super) fn view<'a>(
    context: &'a PageContext<'_>,
    index: usize,
    communique: &'a Communique,
) -> Result<CommuniquePage<'a>, Error> {
    let PageContext { site, lang, .. } = *context;
    let title = view::title(communique, lang);
    let canonical = communique.canonical();
    let described = match (lang, &communique.summary.text) {
        (Lang::En, Some(summary)) => summary.as_str(),
        _ => view::lead(communique.body()),
    };
    let neighbour = |index: Option<usize>| Some(view::link(site, site.communique(index?)?, lang));
    let (citing, citing_count) = references::citing(context, index);
    let links = references::links(context, communique);
    Ok(CommuniquePage {
        shell: context.shell(Some(title.clone()), view::shortened(described, DESCRIPTION)),
        other_title: communique.title_en.as_ref().map(|english| match lang {
            Lang::Ar => Said::new(english, lang),
            Lang::En => Said::new(&communique.title.value, lang),
        }),
        title,
        date: communique
            .date
            .as_ref()
            .map(|date| marked(DateView::new(date.value, lang, site.config.style), &date.basis)),
        meeting: communique.meeting.as_ref().and_then(|known| {
            let meeting = site.config.meetings.get(known.value)?;
            let url = site.base.link(&Route::Meeting(&meeting.id, 1).address(lang));
            Some(marked(Link { url, text: Said::label(&meeting.title, lang) }, &known.basis))
        }),
        place: communique.place.as_ref().map(|place| marked(Said::label(&place.value, lang), &place.basis)),
        is_virtual: site.meeting_of(communique).is_some_and(|meeting| meeting.is_virtual),
        hosts: site
            .meeting_of(communique)
            .map(|meeting| meeting.hosts.iter().map(|host| Said::label(host, lang)).collect())
            .unwrap_or_default(),
        tags: communique
            .tags
            .iter()
            .map(|tag| {
                let url = site.base.link(&Route::Tag(&tag.value.id, 1).address(lang));
                marked(Link { url, text: Said::label(&tag.value.label, lang) }, &tag.basis)
            })
            .collect(),
        outlet: canonical
            .and_then(|report| report.outlet.as_ref())
            .map(|outlet| marked(Said::label(&outlet.value, lang), &outlet.basis)),
        source_url: canonical.and_then(|report| report.url.clone()),
        published: canonical
            .and_then(|report| report.published)
            .map(|date| DateView::new(date, lang, site.config.style)),
        retold: canonical.is_some_and(|report| report.retold),
        body: Deferred::new(&(canonical.map(|report| report.body.name()), links.clone()), move || {
            canonical.map(|report| {
                TextView::new(&report.body, |blocks, own, top| {
                    html::body(blocks, own, top, context.theme.strings(lang), &links)
                })
            })
        }),
        summary: SummaryView {
            html: communique.summary.text.as_ref().map(|text| html::paragraphs(text)),
            status: communique.summary.status,
            edit_url: canonical.and_then(|report| report_edit_url(site, &report.file)),
        },
        inferred: inferred(communique, lang),
        copies: communique.copies().iter().map(|report| copy(report, context)).collect(),
        removed_count: communique.reports.iter().map(|report| report.removed.len()).sum(),
        removed: removed(communique, lang),
        references: references::of(context, communique)?,
        cited_meeting: site
            .meeting_of(communique)
            .filter(|_| citing_count > citing.len())
            .map(|meeting| site.base.link(&Route::Meeting(&meeting.id, 1).address(lang))),
        citing,
        citing_count,
        names: names::of(context, index, NAMES),
        formulas: formulas::of(context, index, FORMULAS),
        related: related(context, index, communique),
        compared: (!communique.copies().is_empty())
            .then(|| site.base.link(&Route::Copies(&communique.slug).address(lang))),
        newer: neighbour(index.checked_sub(1)),
        older: neighbour(index.checked_add(1)),
    })
}

/// What is near: of the same meeting, with shared language, with the same tags; each once, with every reason.
fn related(context: &PageContext<'_>, index: usize, communique: &Communique) -> Vec<RelatedView> {
    let PageContext { site, lang, .. } = *context;
    let mut found: Vec<(usize, Nearness)> = Vec::new();
    let mut near = |other: usize, mark: &dyn Fn(&mut Nearness)| match found.iter_mut().find(|(at, _)| *at == other) {
        Some((_, nearness)) => mark(nearness),
        None => {
            let mut nearness = Nearness::default();
            mark(&mut nearness);
            found.push((other, nearness));
        }
    };
    let pairs = || site.pairs_of.get(index).into_iter().flatten().filter_map(|pair| site.pairs.get(*pair));
    let earlier = pairs().filter(|pair| pair.newer == index);
    let later = pairs().filter(|pair| pair.older == index).take(RELATED);
    for pair in earlier.chain(later) {
        let (other, series) = if pair.newer == index { (pair.older, "before") } else { (pair.newer, "after") };
        near(other, &|nearness| {
            nearness.series = pair.predecessor.then_some(series);
            nearness.pair = Some(*pair);
        });
    }
    let meeting = communique.meeting.as_ref().and_then(|known| site.by_meeting.get(known.value));
    for other in meeting.into_iter().flatten().filter(|other| **other != index).take(RELATED) {
        near(*other, &|nearness| nearness.same_meeting = true);
    }
    for related in communique.related.iter().take(RELATED) {
        if let Some(other) = site.index_of(&related.slug) {
            near(other, &|nearness| nearness.similarity = Some(hundredths(related.similarity)));
        }
    }
    for (other, count) in site.alike_by_tags(index, communique).into_iter().take(RELATED) {
        near(other, &|nearness| nearness.tags = count);
    }
    let shown = found.into_iter().filter_map(|(other, nearness)| {
        let other = site.communique(other)?;
        let date = view::date(site, other, lang);
        let Nearness { same_meeting, similarity, tags, series, pair } = nearness;
        let compare = pair.and_then(|pair| redlines::url(context, &pair));
        let link = view::link(site, other, lang);
        Some(RelatedView { link, date, same_meeting, similarity, tags, series, compare })
    });
    shown.collect()
}

#[derive(Default)]
struct Nearness {
    same_meeting: bool,
    similarity: Option<u32>,
    tags: usize,
    series: Option<&'static str>,
    pair: Option<Pair>,
}

fn marked<T>(value: T, basis: &Basis) -> Marked<T> {
    Marked { value, inferred: basis.evidence().is_some() }
}

/// A share from 0 to 1 in hundredths; only what is whole is shown as whole.
pub(super) fn hundredths(share: f64) -> u32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_sign_loss, reason = "between 0 and 100")]
    let rounded = (share.clamp(0.0, 1.0) * 100.0).round() as u32;
    if share < 1.0 { rounded.min(99) } else { rounded }
}

/// A path as a page can show it: without control characters.
pub(super) fn shown(file: &str) -> String {
    CleanText::new(file).as_str().to_owned()
}

/// What was taken out of the reports of a communiqué.
pub(super) fn removed(communique: &Communique, lang: Lang) -> Deferred<'_, Vec<RemovedFrom>> {
    let from = || communique.reports.iter().filter(|report| !report.removed.is_empty());
    let names: Vec<_> = from().map(|report| (&report.file, &report.removed)).collect();
    Deferred::new(&names, move || from().map(|report| removed_from(report, lang)).collect())
}

fn removed_from(report: &Report, lang: Lang) -> RemovedFrom {
    let lines = report.removed.iter().map(|removal| RemovedLine {
        line: removal.line,
        reason: removal.reason.as_str(),
        text: Said::new(&removal.text, lang),
    });
    RemovedFrom { file: shown(&report.file), lines: lines.collect() }
}

fn copy(report: &Report, context: &PageContext<'_>) -> CopyView {
    let lang = context.lang;
    CopyView {
        file: shown(&report.file),
        title: Said::new(&report.title, lang),
        outlet: report.outlet.as_ref().map(|outlet| Said::label(&outlet.value, lang)),
        published: report.published.map(|date| DateView::new(date, lang, context.site.config.style)),
        url: report.url.clone(),
        similarity: hundredths(report.similarity),
    }
}

/// The evidence of every value that nobody wrote.
fn inferred(communique: &Communique, lang: Lang) -> Vec<InferredView<'_>> {
    communique
        .evidence()
        .into_iter()
        .map(|(field, evidence)| InferredView {
            field,
            rule: &evidence.rule,
            trust: evidence.trust,
            text: Said::new(&evidence.text, lang),
            file: shown(&evidence.file),
            line: evidence.line,
        })
        .collect()
}
