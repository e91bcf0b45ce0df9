//! Prepared reports → the archive.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::prepare::Prepared;
use super::slug::Slug;
use super::tags::Tags;
use super::{Archive, Communique, RelatedTo, Report, SetAside, Summary, TagName};
use super::{addresses, questions, recurring, verdicts};
use crate::config::Config;
use crate::dedup::{self, Cluster, Decided, Deduplicated, Standing, Text, Verdicts};
use crate::diagnostic::{Code, Diagnostic, Place, Warned};
use crate::infer::{Facts, Known};
use crate::ingest::block::Block;
use crate::ingest::front_matter::{FrontMatter, SummaryStatus};
use crate::say;

/// Compares the reports and makes communiqués of them.
pub fn assemble(prepared: Vec<Prepared>, set_aside: Vec<SetAside>, config: &Config) -> Warned<Archive> {
    assemble_with(prepared, set_aside, config, |_, texts, verdicts| dedup::deduplicate(texts, verdicts))
}

/// The same, of reports most of which are `known`.
pub fn assemble_again(
    prepared: Vec<Prepared>,
    set_aside: Vec<SetAside>,
    config: &Config,
    known: &mut dedup::Known,
) -> Warned<Archive> {
    assemble_with(prepared, set_aside, config, |prepared, texts, verdicts| {
        let names = prepared.iter().map(|report| report.body.name()).collect();
        dedup::again(texts, names, verdicts, known)
    })
}

fn assemble_with(
    prepared: Vec<Prepared>,
    set_aside: Vec<SetAside>,
    config: &Config,
    deduplicate: impl FnOnce(&[Prepared], &[Text<'_>], &Verdicts) -> Deduplicated,
) -> Warned<Archive> {
    let mut diagnostics = config.found.clone();
    let mut set_aside = set_aside;
    let mut prepared = addresses::own(prepared, &mut set_aside, &mut diagnostics);
    recurring::remove(&mut prepared);
    let verdicts = verdicts::read(&prepared, &set_aside, &mut diagnostics);
    let texts: Vec<Text> = prepared.par_iter().map(|report| text(report, config)).collect();
    let found = deduplicate(&prepared, &texts, &verdicts);
    drop(texts);
    let mut home = BTreeMap::new();
    for (index, cluster) in found.clusters.iter().enumerate() {
        home.extend(cluster.members.iter().map(|member| (member.text, index)));
    }
    let mut questions = questions::copies(&prepared, &found.related, &home, &verdicts, &mut diagnostics);
    let mut related: BTreeMap<usize, BTreeMap<usize, f64>> = BTreeMap::new();
    for relation in &found.related {
        if let (Some(a), Some(b)) = (home.get(&relation.pair.0), home.get(&relation.pair.1))
            && a != b
        {
            for (from, to) in [(*a, *b), (*b, *a)] {
                let strength = related.entry(from).or_default().entry(to).or_insert(0.0);
                *strength = strength.max(relation.similarity);
            }
        }
    }
    let slugs: Vec<Option<Slug>> = found
        .clusters
        .iter()
        .map(|cluster| {
            cluster.members.first().and_then(|member| prepared.get(member.text)).map(|report| report.slug.clone())
        })
        .collect();
    let mut tags = Tags::new(config, &prepared);
    let mut slots: Vec<Option<Prepared>> = prepared.into_iter().map(Some).collect();
    let mut communiques = Vec::with_capacity(found.clusters.len());
    for (index, cluster) in found.clusters.into_iter().enumerate() {
        let mut others: Vec<RelatedTo> = related
            .remove(&index)
            .unwrap_or_default()
            .into_iter()
            .filter_map(|(other, similarity)| Some(RelatedTo { slug: slugs.get(other)?.clone()?, similarity }))
            .collect();
        others.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then_with(|| a.slug.cmp(&b.slug)));
        communiques.extend(communique(cluster, &mut slots, others, &mut tags, &mut diagnostics));
    }
    communiques.par_sort_by(|a, b| {
        let dated = |communique: &Communique| communique.date.as_ref().map(|date| date.value);
        match (dated(a), dated(b)) {
            (Some(x), Some(y)) => y.chronological(x),
            (x, y) => y.is_some().cmp(&x.is_some()),
        }
        .then_with(|| a.slug.cmp(&b.slug))
    });
    set_aside.sort();
    questions.extend(questions::open(&communiques));
    Warned { value: Archive { communiques, set_aside, questions }, diagnostics }
}

fn text<'a>(report: &'a Prepared, config: &Config) -> Text<'a> {
    let front = &report.head.front;
    let meeting = report.facts.meeting.as_ref();
    let meeting = meeting.map(|known| Decided { value: known.value, by_editor: front.meeting.is_some() });
    // A day counted from the report's own date is no fact to compare: outlets keep the word "yesterday" for days.
    let date = report.facts.date.as_ref().filter(|known| matches!(known.basis.name(), "front-matter" | "text"));
    Text {
        paragraphs: report.body.iter().map(|block| block.text.as_str()).collect(),
        standing: Standing {
            edited: front.title.is_some()
                || front.date.is_some()
                || front.meeting.is_some()
                || front.summary_en.is_some()
                || front.slug.is_some(),
            official: report
                .facts
                .outlet
                .as_ref()
                .is_some_and(|outlet| config.outlets.iter().any(|known| known.official && known.name == outlet.value)),
            removed: report.removed.len(),
            published: front.source.published.map(|published| published.first()),
            meeting,
            date: date.map(|known| Decided { value: known.value, by_editor: front.date.is_some() }),
            day: report.facts.date.as_ref().map(|known| known.value),
            file: &report.head.file,
        },
        notes: Some(&report.notes.compared),
    }
}

/// The first value an editor wrote, the canonical report's before its copies'; else the first that was inferred.
fn pick<T: Clone>(all: &[&Prepared], field: impl Fn(&Facts) -> Option<&Known<T>>) -> Option<Known<T>> {
    let values = || all.iter().filter_map(|report| field(&report.facts));
    values().find(|known| known.basis.evidence().is_none()).or_else(|| values().next()).cloned()
}

/// Makes one communiqué of a cluster. The date follows the meeting that was picked.
fn communique(
    cluster: Cluster,
    slots: &mut [Option<Prepared>],
    related: Vec<RelatedTo>,
    tags: &mut Tags,
    diagnostics: &mut Vec<Diagnostic>,
) -> Option<Communique> {
    let members: Vec<(dedup::Member, Prepared)> = cluster
        .members
        .into_iter()
        .filter_map(|member| Some((slots.get_mut(member.text)?.take()?, member)))
        .map(|(report, member)| (member, report))
        .collect();
    let all: Vec<&Prepared> = members.iter().map(|(_, report)| report).collect();
    let canonical = *all.first()?;
    overruled(&all, diagnostics);
    let front = |field: fn(&FrontMatter) -> Option<_>| all.iter().find_map(|report| field(&report.head.front));
    let summary = summary(&all, &canonical.body);
    let written = all.iter().find(|report| report.head.front.tags.is_some()).copied().unwrap_or(canonical);
    let place = Place::start(&canonical.head.path);
    let mut named: Vec<Known<TagName>> = Vec::new();
    for (index, known) in written.facts.tags.iter().enumerate() {
        let place = written.head.front.tags.as_ref().and_then(|tags| tags.get(index)).map_or(&place, |tag| &tag.place);
        let Some(tag) = tags.name(&known.value, place, diagnostics) else {
            continue;
        };
        if named.iter().all(|other| other.value.id != tag.id) {
            named.push(Known { value: tag, basis: known.basis.clone() });
        } else if known.basis.evidence().is_none() {
            let message = say!("the tag `{}` stands twice", "الموضوع `{}` مكتوب مرتين", tag.id);
            diagnostics.push(
                Diagnostic::warning(Code::DuplicateTag, place.clone(), message)
                    .hint(say!("take one of them out", "احذف واحدًا منهما")),
            );
        }
    }
    Some(Communique {
        slug: canonical.slug.clone(),
        title: pick(&all, |facts| Some(&facts.title).filter(|known| known.basis.evidence().is_none()))
            .unwrap_or_else(|| canonical.facts.title.clone()),
        title_en: front(|front| front.title_en.clone()),
        date: pick(&all, |facts| facts.date.as_ref()),
        meeting: pick(&all, |facts| facts.meeting.as_ref()),
        place: pick(&all, |facts| facts.place.as_ref()),
        tags: named,
        summary,
        references: canonical.facts.references.clone(),
        names: canonical.facts.names.clone(),
        related,
        reports: members.into_iter().map(|(member, report)| self::report(member, report)).collect(),
    })
}

/// The summary that an editor wrote, and whether it is of the text that is shown.
fn summary(all: &[&Prepared], body: &[Block]) -> Summary {
    let written = all.iter().map(|report| &report.head.front).find(|front| front.summary_en.is_some());
    let Some(front) = written else { return Summary { text: None, status: SummaryStatus::Missing } };
    let status = match front.summary_status {
        None | Some(SummaryStatus::Missing | SummaryStatus::Current) => match &front.summary_of {
            Some(mark) if *mark != super::mark(body) => SummaryStatus::Outdated,
            _ => SummaryStatus::Current,
        },
        Some(status) => status,
    };
    Summary { text: front.summary_en.clone(), status }
}

/// Says which words of editors are not shown, because another report of the communiqué has others.
fn overruled(all: &[&Prepared], diagnostics: &mut Vec<Diagnostic>) {
    type Field = fn(&FrontMatter) -> Option<String>;
    let fields: [(&str, Field); 4] = [
        ("summary_en", |front| front.summary_en.as_deref().map(str::to_owned)),
        ("title_en", |front| front.title_en.as_deref().map(str::to_owned)),
        ("date", |front| front.date.map(|date| date.to_string())),
        ("meeting", |front| front.meeting.clone()),
    ];
    for (name, field) in fields {
        let mut written = all.iter().filter_map(|report| Some((field(&report.head.front)?, &report.head)));
        let Some((shown, owner)) = written.next() else {
            continue;
        };
        for (_, head) in written.filter(|(value, _)| *value != shown) {
            let message = say!(
                "`{name}` is not shown: the communiqué has that of {}",
                "لا يُعرض `{name}`: أُخذ للبيان ما في `{}`",
                owner.file
            );
            let place = head.front.places.get(name).cloned().unwrap_or_else(|| Place::start(&head.path));
            diagnostics.push(Diagnostic::warning(Code::Overruled, place, message).hint(say!(
                "make the two the same, or take one out; `not_copy_of` parts the reports",
                "وحّدهما أو احذف أحدهما؛ ويفصل `not_copy_of` بين التقريرين"
            )));
        }
    }
}

fn report(member: dedup::Member, prepared: Prepared) -> Report {
    let Prepared { head, body, removed, facts, slug, notes } = prepared;
    Report {
        file: head.file.clone(),
        aliases: head.front.aliases.iter().map(|alias| Slug::new(&alias.value)).collect(),
        slug,
        title: facts.title.value.clone(),
        outlet: facts.outlet.clone(),
        url: head.front.source.url.clone(),
        published: head.front.source.published,
        retold: head.front.source.retold,
        draft: head.front.draft,
        similarity: member.similarity,
        why: member.why,
        body,
        removed,
        notes,
    }
}
