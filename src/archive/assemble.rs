//! Prepared reports → the archive.

use std::cmp::Reverse;
use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::prepare::Prepared;
use super::slug::Slug;
use super::tags::Tags;
use super::{Archive, Communique, RelatedTo, Report, SetAside, Summary, TagName};
use super::{addresses, questions, recurring, verdicts};
use crate::config::Config;
use crate::dedup::{self, Cluster, Decided, Deduplicated, Member, Standing, Text, Verdicts};
use crate::diagnostic::{Code, Diagnostic, Place, Warned};
use crate::infer::{Facts, Known};
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
    let mut tags = Tags::new(config, &prepared);
    let clusters = found.clusters.into_par_iter().filter_map(|cluster| Reports::new(cluster, &prepared));
    let clusters: Vec<Reports<'_>> = clusters.collect();
    let settled: Vec<Option<Named>> = clusters.par_iter().map(|reports| settled(reports, &tags)).collect();
    let nothing_said = |value| Warned { value, diagnostics: Vec::new() };
    let named: Vec<Warned<Named>> = settled
        .into_iter()
        .zip(&clusters)
        .map(|(settled, reports)| settled.map_or_else(|| named(reports, &mut tags), nothing_said))
        .collect();
    let mut named: Vec<Option<Warned<Named>>> = named.into_iter().map(Some).collect();
    let ordered: Vec<_> = newest_first(&clusters)
        .into_iter()
        .filter_map(|index| Some((index, clusters.get(index)?, named.get_mut(index)?.take()?)))
        .collect();
    let made = ordered.into_par_iter().map(|(index, reports, Warned { value, diagnostics })| {
        let others = related.get(&index).into_iter().flatten();
        let mut others: Vec<RelatedTo> = others
            .filter_map(|(other, similarity)| Some((clusters.get(*other)?.canonical.slug.clone(), *similarity)))
            .map(|(slug, similarity)| RelatedTo { slug, similarity })
            .collect();
        others.sort_by(|a, b| b.similarity.total_cmp(&a.similarity).then_with(|| a.slug.cmp(&b.slug)));
        let mut found = overruled(reports);
        found.extend(diagnostics);
        (communique(reports, value, others), found)
    });
    let (communiques, found): (Vec<Communique>, Vec<Vec<Diagnostic>>) = made.unzip();
    diagnostics.extend(found.into_iter().flatten());
    set_aside.sort();
    questions.extend(questions::open(&communiques));
    Warned { value: Archive { communiques, set_aside, questions }, diagnostics }
}

/// The order of communiqués: the newest first, those without a date last, and those of one date by their addresses.
fn newest_first<'a>(communiques: &[Reports<'a>]) -> Vec<usize> {
    let key = |(index, reports): (usize, &Reports<'a>)| {
        let date = reports.pick(|facts| facts.date.as_ref()).map(|date| (date.value.first(), date.value.last()));
        (Reverse(date), &reports.canonical.slug, index)
    };
    let mut order: Vec<_> = communiques.iter().enumerate().map(key).collect();
    order.par_sort_unstable();
    order.into_iter().map(|(.., index)| index).collect()
}

fn text<'a>(report: &'a Prepared, config: &Config) -> Text<'a> {
    let front = &report.head.front;
    let meeting = report.facts.meeting.as_ref();
    let meeting = meeting.map(|known| Decided { value: known.value, by_editor: front.meeting.is_some() });
    // A day counted from the report's own date is no fact to compare: outlets keep the word "yesterday" for days.
    let date = report.facts.date.as_ref().filter(|known| matches!(known.basis.name(), "front-matter" | "text"));
    Text {
        body: &report.body,
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

/// The reports of a communiqué.
struct Reports<'a> {
    canonical: &'a Prepared,
    /// All of them, the canonical one first, with their place in the cluster.
    all: Vec<(&'a Prepared, Member)>,
}

impl<'a> Reports<'a> {
    fn new(cluster: Cluster, prepared: &'a [Prepared]) -> Option<Reports<'a>> {
        let members = cluster.members.into_iter();
        let all: Vec<(&Prepared, Member)> =
            members.filter_map(|member| Some((prepared.get(member.text)?, member))).collect();
        Some(Reports { canonical: all.first()?.0, all })
    }

    fn iter(&self) -> impl Iterator<Item = &'a Prepared> + Clone {
        self.all.iter().map(|(report, _)| *report)
    }

    /// The one whose tags they have: an editor wrote them, or it is the canonical one.
    fn tagged(&self) -> &'a Prepared {
        self.iter().find(|report| report.head.front.tags.is_some()).unwrap_or(self.canonical)
    }

    /// The first value an editor wrote, the canonical report's before its copies'; else the first that was inferred.
    fn pick<T: 'a>(&self, field: impl Fn(&'a Facts) -> Option<&'a Known<T>>) -> Option<&'a Known<T>> {
        let values = || self.iter().filter_map(|report| field(&report.facts));
        values().find(|known| known.basis.evidence().is_none()).or_else(|| values().next())
    }
}

/// The tags of a communiqué.
type Named = Vec<Known<Arc<TagName>>>;

/// Its tags, where there is nothing to say of any of them.
fn settled(reports: &Reports<'_>, tags: &Tags) -> Option<Named> {
    let written = &reports.tagged().facts.tags;
    let mut named: Named = Vec::with_capacity(written.len());
    for known in written {
        let tag = tags.settled(&known.value)?;
        if named.iter().any(|other| other.value.id == tag.id) {
            return None;
        }
        named.push(Known { value: Arc::clone(tag), basis: known.basis.clone() });
    }
    Some(named)
}

/// The tags of a communiqué, each once.
fn named(reports: &Reports<'_>, tags: &mut Tags) -> Warned<Named> {
    let mut diagnostics = Vec::new();
    let written = reports.tagged();
    let place = Place::start(&reports.canonical.head.path);
    let mut named: Named = Vec::with_capacity(written.facts.tags.len());
    for (index, known) in written.facts.tags.iter().enumerate() {
        let place = written.head.front.tags.as_ref().and_then(|tags| tags.get(index)).map_or(&place, |tag| &tag.place);
        let Some(tag) = tags.name(&known.value, place, &mut diagnostics) else {
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
    Warned { value: named, diagnostics }
}

/// Makes one communiqué. The date follows the meeting that was picked.
fn communique(reports: &Reports<'_>, tags: Named, related: Vec<RelatedTo>) -> Communique {
    let canonical = reports.canonical;
    let by_editor = |facts: &'_ Facts| facts.title.basis.evidence().is_none();
    let title = reports.iter().map(|report| &*report.facts).find(|facts| by_editor(facts)).unwrap_or(&canonical.facts);
    Communique {
        slug: canonical.slug.clone(),
        title: title.title.clone(),
        title_en: reports.iter().find_map(|report| report.head.front.title_en.clone()),
        date: reports.pick(|facts| facts.date.as_ref()).cloned(),
        meeting: reports.pick(|facts| facts.meeting.as_ref()).cloned(),
        place: reports.pick(|facts| facts.place.as_ref()).cloned(),
        tags,
        summary: summary(reports),
        references: canonical.facts.references.clone(),
        names: canonical.facts.names.clone(),
        related,
        reports: reports.all.iter().map(|(report, member)| self::report(report, member)).collect(),
    }
}

/// The summary that an editor wrote, and whether it is of the text that is shown.
fn summary(reports: &Reports<'_>) -> Summary {
    let written = reports.iter().map(|report| &report.head.front).find(|front| front.summary_en.is_some());
    let Some(front) = written else { return Summary { text: None, status: SummaryStatus::Missing } };
    let status = match front.summary_status {
        None | Some(SummaryStatus::Missing | SummaryStatus::Current) => match &front.summary_of {
            Some(mark) if *mark != super::mark(&reports.canonical.body) => SummaryStatus::Outdated,
            _ => SummaryStatus::Current,
        },
        Some(status) => status,
    };
    Summary { text: front.summary_en.clone(), status }
}

/// Says which words of editors are not shown, because another report of the communiqué has others.
fn overruled(reports: &Reports<'_>) -> Vec<Diagnostic> {
    let mut diagnostics = Vec::new();
    if reports.all.len() < 2 {
        return diagnostics;
    }
    type Field = fn(&FrontMatter) -> Option<String>;
    let fields: [(&str, Field); 4] = [
        ("summary_en", |front| front.summary_en.as_deref().map(str::to_owned)),
        ("title_en", |front| front.title_en.as_deref().map(str::to_owned)),
        ("date", |front| front.date.map(|date| date.to_string())),
        ("meeting", |front| front.meeting.clone()),
    ];
    for (name, field) in fields {
        let mut written = reports.iter().filter_map(|report| Some((field(&report.head.front)?, &report.head)));
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
    diagnostics
}

fn report(prepared: &Prepared, member: &Member) -> Report {
    let Prepared { head, body, removed, facts, slug, characters, lines: _, notes: _ } = prepared;
    Report {
        file: head.file.clone(),
        aliases: head.front.aliases.iter().map(|alias| Slug::new(&alias.value)).collect(),
        slug: slug.clone(),
        title: facts.title.value.clone(),
        outlet: facts.outlet.clone(),
        url: head.front.source.url.clone(),
        published: head.front.source.published,
        retold: head.front.source.retold,
        draft: head.front.draft,
        similarity: member.similarity,
        why: member.why,
        body: Arc::clone(body),
        removed: Arc::clone(removed),
        characters: Arc::clone(characters),
    }
}
