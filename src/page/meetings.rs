//! The timeline of all meetings, of one sort or of one year, and a meeting's own page.

use serde::Serialize;

use super::PageContext;
use super::figures::{self, Key, MapFigure, TimelineFigure};
use super::lists::{Card, Pager, cards, links};
use super::shell::Shell;
use super::view::{DateView, Link, Said};
use crate::config::Meeting;
use crate::error::Error;
use crate::infer::Looks;
use crate::site::routes::{Filter, Route};

/// Communiqués and mentions that the timeline shows of one meeting; its own page shows all.
const SHOWN: usize = 5;

/// Meetings by year: all, or those of one sort.
#[derive(Serialize)]
pub struct Timeline {
    shell: Shell,
    /// The key of the filter's phrase; none where all are shown.
    filter: Option<String>,
    filters: Vec<FilterLink>,
    /// The whole timeline.
    all: String,
    total: usize,
    figure: Option<TimelineFigure>,
    map: Option<MapFigure>,
    years: Vec<Year>,
    /// Communiqués whose meeting is not known.
    apart: Vec<Link>,
}

/// A page with the meetings of one sort.
#[derive(Serialize)]
pub struct FilterLink {
    url: String,
    /// The key of its phrase.
    key: String,
    count: usize,
    current: bool,
}

/// The meetings of a year.
#[derive(Serialize)]
pub struct Year {
    /// In the page's digits.
    year: String,
    /// For the anchor.
    anchor: i32,
    url: String,
    meetings: Vec<Entry>,
}

/// A year's own page.
#[derive(Serialize)]
pub struct YearPage {
    shell: Shell,
    year: Said,
    figure: Option<TimelineFigure>,
    meetings: Vec<Entry>,
    total: usize,
    entries: Vec<Card>,
    pager: Pager,
    earlier: Option<Link>,
    later: Option<Link>,
}

/// A meeting in a list.
#[derive(Serialize)]
pub struct Entry {
    url: String,
    title: Said,
    date: DateView,
    key: Key,
    /// The key of its kind's phrase.
    kind: String,
    place: Option<Said>,
    is_virtual: bool,
    hosts: Vec<Said>,
    communiques: Vec<Link>,
    communique_count: usize,
    mentions: Vec<MentionView>,
    mention_count: usize,
}

/// A communiqué that speaks of a meeting.
#[derive(Serialize)]
pub struct MentionView {
    link: Link,
    /// `back`, `ahead` or `open`.
    looks: Looks,
}

/// A meeting's own page.
#[derive(Serialize)]
pub struct MeetingPage {
    shell: Shell,
    meeting: Entry,
    entries: Vec<Card>,
    pager: Pager,
    earlier: Option<Link>,
    later: Option<Link>,
}

/// A meeting with so many of its communiqués, and of those that mention it.
fn entry(context: &PageContext<'_>, index: usize, meeting: &Meeting, [own_most, others_most]: [usize; 2]) -> Entry {
    let PageContext { site, lang, .. } = *context;
    let own = site.by_meeting.get(index).map_or(&[][..], Vec::as_slice);
    let mentioned = site.links.to_meeting.get(index).map_or(&[][..], Vec::as_slice);
    let mentions = mentioned.iter().take(others_most).filter_map(|(index, looks)| {
        let communique = site.communique(*index)?;
        Some(MentionView { link: super::view::link(site, communique, lang), looks: *looks })
    });
    Entry {
        url: site.base.link(&Route::Meeting(&meeting.id, 1).address(lang)),
        title: Said::label(&meeting.title, lang),
        date: DateView::new(meeting.date, lang, site.config.style),
        key: Key::of(&meeting.kind),
        kind: format!("kind-{}", meeting.kind),
        place: meeting.place.as_ref().map(|place| Said::label(place, lang)),
        is_virtual: meeting.is_virtual,
        hosts: meeting.hosts.iter().map(|host| Said::label(host, lang)).collect(),
        communiques: links(context, own, own_most),
        communique_count: own.len(),
        mentions: mentions.collect(),
        mention_count: mentioned.len(),
    }
}

fn entries<'a>(context: &'a PageContext<'_>, meetings: &'a [usize]) -> impl Iterator<Item = (i32, Entry)> + 'a {
    let known = meetings.iter().filter_map(|index| Some((*index, context.site.config.meetings.get(*index)?)));
    known.map(|(index, meeting)| (meeting.date.year(), entry(context, index, meeting, [SHOWN; 2])))
}

/// The key of a filter's phrase.
fn phrase(filter: Filter<'_>) -> String {
    match filter {
        Filter::Kind(kind) => format!("kinds-{kind}"),
        Filter::InPerson | Filter::Virtual => format!("held-{}", filter.id()),
    }
}

/// The timeline, or what a filter leaves of it.
pub(super) fn timeline(context: &PageContext<'_>, filter: Option<Filter<'_>>) -> Result<Timeline, Error> {
    let PageContext { site, lang, .. } = *context;
    let shown = match filter {
        Some(filter) => site.filtered(filter),
        None => (0..site.config.meetings.len()).collect(),
    };
    let mut years: Vec<Year> = Vec::new();
    for (anchor, entry) in entries(context, &shown) {
        match years.last_mut() {
            Some(year) if year.anchor == anchor => year.meetings.push(entry),
            _ => years.push(Year {
                year: context.year(anchor),
                anchor,
                url: site.base.link(&Route::Year(anchor, 1).address(lang)),
                meetings: vec![entry],
            }),
        }
    }
    let lost = site.archive.communiques.iter().enumerate().filter(|(_, communique)| communique.meeting.is_none());
    let apart: Vec<usize> = lost.map(|(index, _)| index).take(crate::site::PER_PAGE).collect();
    let filters = site.filters().into_iter().map(|(known, count)| FilterLink {
        url: site.base.link(&Route::Filtered(known).address(lang)),
        key: phrase(known),
        count,
        current: Some(known) == filter,
    });
    let shell = match filter {
        None => context.titled("timeline-title", "timeline-description")?,
        Some(filter) => context.titled(&phrase(filter), "timeline-description")?,
    };
    Ok(Timeline {
        shell,
        filter: filter.map(phrase),
        filters: filters.collect(),
        all: site.base.link(&Route::Timeline.address(lang)),
        total: shown.len(),
        figure: figures::timeline(context, &shown),
        map: figures::map(context, &shown),
        years,
        apart: if filter.is_none() { links(context, &apart, crate::site::PER_PAGE) } else { Vec::new() },
    })
}

pub(super) fn year(
    context: &PageContext<'_>,
    year: i32,
    held: &crate::site::Year,
    page: usize,
) -> Result<YearPage, Error> {
    let PageContext { site, lang, .. } = *context;
    let link = |year: i32| Link {
        url: site.base.link(&Route::Year(year, 1).address(lang)),
        text: Said::new(&context.year(year), lang),
    };
    let title = Said::new(&context.year(year), lang);
    let description = context.phrase("year-description")?;
    let meetings = (page == 1).then_some(&held.meetings);
    Ok(YearPage {
        shell: context.shell(Some(title.clone()), format!("{description} {}", title.text)),
        year: title,
        figure: meetings
            .filter(|meetings| meetings.len() > 1)
            .and_then(|meetings| figures::timeline(context, meetings)),
        meetings: meetings
            .into_iter()
            .flat_map(|meetings| entries(context, meetings))
            .map(|(_, entry)| entry)
            .collect(),
        total: held.communiques.len(),
        entries: cards(context, held.communiques.iter().copied(), page),
        pager: Pager::new(context, page, held.communiques.len(), |page| Route::Year(year, page).address(lang)),
        earlier: site.years.range(..year).next_back().map(|(year, _)| link(*year)),
        later: site.years.range(year + 1..).next().map(|(year, _)| link(*year)),
    })
}

pub(super) fn meeting(
    context: &PageContext<'_>,
    index: usize,
    meeting: &Meeting,
    page: usize,
) -> Result<MeetingPage, Error> {
    let PageContext { site, lang, .. } = *context;
    // Its communiqués are in the list below.
    let entry = entry(context, index, meeting, [0, usize::MAX]);
    let own = site.by_meeting.get(index).map_or(&[][..], Vec::as_slice);
    let neighbour = |index: Option<usize>| {
        let meeting = site.config.meetings.get(index?)?;
        Some(Link {
            url: site.base.link(&Route::Meeting(&meeting.id, 1).address(lang)),
            text: Said::label(&meeting.title, lang),
        })
    };
    let description = context.phrase("meeting-description")?;
    Ok(MeetingPage {
        shell: context.shell(Some(entry.title.clone()), format!("{description} {}", entry.title.text)),
        entries: cards(context, own.iter().copied(), page),
        pager: Pager::new(context, page, own.len(), |page| Route::Meeting(&meeting.id, page).address(lang)),
        earlier: neighbour(index.checked_sub(1)),
        later: neighbour(index.checked_add(1)),
        meeting: entry,
    })
}
