//! The archive in pictures, each with its table and its data; and the ways to read across communiqués.

use serde::Serialize;

use super::PageContext;
use super::charts::{self, BarFigure, HeatFigure, PersistenceFigure, StackFigure};
use super::shell::Shell;
use super::tags;
use crate::archive::Communique;
use crate::config::Meeting;
use crate::error::Error;
use crate::ingest::front_matter::SummaryStatus;
use crate::render::strings::Value;
use crate::site::routes::Route;

/// Tags in the heat map, and meetings; with more meetings its columns are years.
const TAGS: usize = 20;
const MEETINGS: usize = 16;
/// Formulas in the picture.
const FORMULAS: usize = 8;

/// The view of `overview.html`.
#[derive(Serialize)]
pub struct Overview {
    shell: Shell,
    ways: Vec<Way>,
    years: Option<Picture<BarFigure>>,
    tags: Option<Picture<HeatFigure>>,
    /// The key of its heading: its columns are meetings, or years.
    tags_key: &'static str,
    summaries: Option<Picture<StackFigure>>,
    formulas: Option<Picture<PersistenceFigure>>,
    /// How far the archive is, for those who work on it.
    status: String,
}

/// A way to read across communiqués.
#[derive(Serialize)]
pub struct Way {
    url: String,
    /// The key of its phrase, and of the one that says what is there.
    key: &'static str,
    count: usize,
}

/// A picture with what it says in words, its numbers, and where they are as data.
#[derive(Serialize)]
pub struct Picture<F> {
    figure: F,
    /// One sentence on what is to be seen.
    alt: String,
    head: Vec<String>,
    rows: Vec<Vec<String>>,
    csv: String,
}

pub(super) fn view(context: &PageContext<'_>) -> Result<Overview, Error> {
    let PageContext { site, lang, .. } = *context;
    let link = |route: Route<'_>| site.base.link(&route.address(lang));
    let named = site.names.iter().filter(|places| !places.is_empty()).count();
    let ways = [
        (Route::Redlines(1), "redlines", site.pairs.len()),
        (Route::Formulas(1), "formulas", site.formulas.all.len()),
        (Route::References(1), "references", site.links.count),
        (Route::Names, "names", named),
    ];
    let by_year = site.config.meetings.len() > MEETINGS;
    Ok(Overview {
        shell: context.titled("overview-title", "overview-description")?,
        ways: ways.into_iter().map(|(route, key, count)| Way { url: link(route), key, count }).collect(),
        years: years(context)?,
        tags: heat(context, by_year)?,
        tags_key: if by_year { "overview-tags-year" } else { "overview-tags" },
        summaries: summaries(context)?,
        formulas: formulas(context)?,
        status: link(Route::Status(1)),
    })
}

fn number(context: &PageContext<'_>, count: usize) -> String {
    context.theme.strings(context.lang).number(u64::try_from(count).unwrap_or(u64::MAX))
}

fn counted(context: &PageContext<'_>, key: &str, count: usize) -> Result<String, Error> {
    context.phrase_with(key, &[("n", Value::Number(u64::try_from(count).unwrap_or(u64::MAX)))])
}

fn csv(context: &PageContext<'_>, name: &str) -> String {
    context.site.base.link(&format!("data/{name}.csv"))
}

fn years(context: &PageContext<'_>) -> Result<Option<Picture<BarFigure>>, Error> {
    let counts: Vec<(i32, usize)> =
        context.site.years.iter().map(|(year, held)| (*year, held.communiques.len())).collect();
    let Some(figure) = charts::years(context, &counts) else { return Ok(None) };
    let (year, count) = counts.iter().copied().rev().max_by_key(|(_, count)| *count).unwrap_or_default();
    let communiques = counted(context, "communiques", count)?;
    let alt = [("year", Value::Text(context.year(year))), ("communiques", Value::Text(communiques))];
    Ok(Some(Picture {
        figure,
        alt: context.phrase_with("overview-years-alt", &alt)?,
        head: vec![context.phrase("year-title")?, context.phrase("communiques-title")?],
        rows: counts.iter().map(|(year, count)| vec![context.year(*year), number(context, *count)]).collect(),
        csv: csv(context, "years"),
    }))
}

fn summaries(context: &PageContext<'_>) -> Result<Option<Picture<StackFigure>>, Error> {
    let site = context.site;
    let with = |status: SummaryStatus| {
        site.archive.communiques.iter().filter(|communique| communique.summary.status == status).count()
    };
    let counts = [
        ("current", with(SummaryStatus::Current)),
        ("draft", with(SummaryStatus::Draft)),
        ("outdated", with(SummaryStatus::Outdated)),
        ("missing", with(SummaryStatus::Missing)),
    ];
    let Some(figure) = charts::stack(context, &counts) else { return Ok(None) };
    let mut rows = Vec::new();
    for (key, count) in counts {
        rows.push(vec![context.phrase(&format!("status-{key}"))?, number(context, count)]);
    }
    let all = site.archive.communiques.len();
    let done = Value::Number(u64::try_from(site.summarised()).unwrap_or(u64::MAX));
    Ok(Some(Picture {
        figure,
        alt: context.phrase_with(
            "summaries-filled",
            &[("n", done), ("all", Value::Number(u64::try_from(all).unwrap_or(u64::MAX)))],
        )?,
        head: vec![context.phrase("overview-summary")?, context.phrase("communiques-title")?],
        rows,
        csv: csv(context, "summaries"),
    }))
}

fn formulas(context: &PageContext<'_>) -> Result<Option<Picture<PersistenceFigure>>, Error> {
    let all = &context.site.formulas.all;
    let Some((figure, first)) = charts::persistence(context, FORMULAS).zip(all.first()) else { return Ok(None) };
    let alt = [
        ("text", Value::Text(super::view::shortened(&first.text, 60))),
        ("communiques", Value::Text(counted(context, "communiques", first.communiques)?)),
    ];
    Ok(Some(Picture {
        figure,
        alt: context.phrase_with("overview-formulas-alt", &alt)?,
        head: vec![context.phrase("formula-text")?, context.phrase("communiques-title")?],
        rows: all
            .iter()
            .take(FORMULAS)
            .map(|formula| vec![formula.text.clone(), number(context, formula.communiques)])
            .collect(),
        csv: csv(context, "formulas"),
    }))
}

/// Tags by meeting, or by year.
fn heat(context: &PageContext<'_>, by_year: bool) -> Result<Option<Picture<HeatFigure>>, Error> {
    let PageContext { site, lang, .. } = *context;
    let shown = tags::most(site, TAGS);
    let years: Vec<i32> = site.years.keys().copied().collect();
    let mut columns: Vec<[String; 3]> = Vec::new();
    if by_year {
        columns.extend(years.iter().map(|year| [String::new(), context.year(*year), context.year(*year)]));
    } else {
        for meeting in &site.config.meetings {
            columns.push(head(context, meeting)?);
        }
    }
    let column = |communique: &Communique| {
        if by_year {
            let year = communique.date.as_ref()?.value.year();
            years.binary_search(&year).ok()
        } else {
            communique.meeting.as_ref().map(|meeting| meeting.value)
        }
    };
    let counts: Vec<Vec<usize>> = shown
        .iter()
        .map(|tagged| {
            let mut counts = vec![0; columns.len()];
            for communique in tagged.communiques.iter().filter_map(|index| site.communique(*index)) {
                if let Some(count) = column(communique).and_then(|column| counts.get_mut(column)) {
                    *count += 1;
                }
            }
            counts
        })
        .collect();
    let labels: Vec<String> = shown.iter().map(|tagged| tagged.name.label.get(lang).to_owned()).collect();
    let Some(figure) = charts::heat(context, &labels, &columns, &counts) else { return Ok(None) };
    let Some((first, most)) = labels.first().zip(shown.first()) else { return Ok(None) };
    let alt = [
        ("tag", Value::Text(first.clone())),
        ("communiques", Value::Text(counted(context, "communiques", most.communiques.len())?)),
    ];
    let head = std::iter::once(context.phrase("field-tags")?).chain(columns.iter().map(|[.., title]| title.clone()));
    Ok(Some(Picture {
        figure,
        alt: context.phrase_with("overview-tags-alt", &alt)?,
        head: head.collect(),
        rows: labels
            .into_iter()
            .zip(&counts)
            .map(|(label, counts)| {
                std::iter::once(label).chain(counts.iter().map(|count| number(context, *count))).collect()
            })
            .collect(),
        csv: csv(context, "tags"),
    }))
}

/// A meeting's place, its year, and its title.
fn head(context: &PageContext<'_>, meeting: &Meeting) -> Result<[String; 3], Error> {
    let place = match &meeting.place {
        Some(place) => place.get(context.lang).to_owned(),
        None if meeting.is_virtual => context.phrase("virtual")?,
        None => String::new(),
    };
    Ok([place, context.year(meeting.date.year()), meeting.title.get(context.lang).to_owned()])
}
