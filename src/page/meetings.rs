//! The timeline of all meetings, and a meeting's own page.

use serde::Serialize;

use super::PageContext;
use super::lists::{Pager, cards, links};
use super::shell::Shell;
use super::view::{Card, DateView, Link, Said};
use crate::config::Meeting;
use crate::error::Error;
use crate::infer::Looks;
use crate::site::routes::Route;

/// Communiqués and mentions that the timeline shows of one meeting; its own page shows all.
const SHOWN: usize = 5;

/// All meetings, by year.
#[derive(Serialize)]
pub struct Timeline {
    shell: Shell,
    years: Vec<Year>,
    total: usize,
    undated: Vec<Link>,
}

/// The meetings of a year.
#[derive(Serialize)]
pub struct Year {
    /// In the page's digits.
    year: String,
    /// For the anchor.
    anchor: i32,
    meetings: Vec<Entry>,
}

/// A meeting in a list.
#[derive(Serialize)]
pub struct Entry {
    url: String,
    title: Said,
    date: DateView,
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
    timeline: String,
}

/// A meeting as lists show it.
pub(super) fn entry(context: &PageContext<'_>, index: usize, meeting: &Meeting) -> Entry {
    entry_with(context, index, meeting, SHOWN)
}

fn entry_with(context: &PageContext<'_>, index: usize, meeting: &Meeting, most: usize) -> Entry {
    let PageContext { site, lang, .. } = *context;
    let own = site.by_meeting.get(index).map_or(&[][..], Vec::as_slice);
    let mentioned = site.mentioned_by.get(index).map_or(&[][..], Vec::as_slice);
    let mentions = mentioned.iter().take(most).filter_map(|(index, looks)| {
        let communique = site.communique(*index)?;
        Some(MentionView { link: super::view::link(site, communique, lang), looks: *looks })
    });
    Entry {
        url: site.base.link(&Route::Meeting(&meeting.id, 1).address(lang)),
        title: Said::label(&meeting.title, lang),
        date: DateView::new(meeting.date, lang, site.config.style),
        kind: format!("kind-{}", meeting.kind),
        place: meeting.place.as_ref().map(|place| Said::label(place, lang)),
        is_virtual: meeting.is_virtual,
        hosts: meeting.hosts.iter().map(|host| Said::label(host, lang)).collect(),
        communiques: links(context, own, most),
        communique_count: own.len(),
        mentions: mentions.collect(),
        mention_count: mentioned.len(),
    }
}

pub(super) fn timeline(context: &PageContext<'_>) -> Result<Timeline, Error> {
    let PageContext { site, lang, theme, .. } = *context;
    let mut years: Vec<Year> = Vec::new();
    for (index, meeting) in site.config.meetings.iter().enumerate() {
        let entry = entry(context, index, meeting);
        let anchor = meeting.date.year();
        match years.last_mut() {
            Some(year) if year.anchor == anchor => year.meetings.push(entry),
            _ => years.push(Year {
                year: theme.strings(lang).number(u64::try_from(anchor).unwrap_or(0)),
                anchor,
                meetings: vec![entry],
            }),
        }
    }
    let apart: Vec<usize> = site
        .archive
        .communiques
        .iter()
        .enumerate()
        .filter(|(_, communique)| communique.meeting.is_none())
        .map(|(index, _)| index)
        .collect();
    Ok(Timeline {
        shell: context.titled("timeline-title", "timeline-description")?,
        total: site.config.meetings.len(),
        undated: links(context, &apart, crate::site::PER_PAGE),
        years,
    })
}

pub(super) fn meeting(
    context: &PageContext<'_>,
    index: usize,
    meeting: &Meeting,
    page: usize,
) -> Result<MeetingPage, Error> {
    let PageContext { site, lang, .. } = *context;
    let entry = entry_with(context, index, meeting, usize::MAX);
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
        timeline: site.base.link(&Route::Timeline.address(lang)),
        meeting: entry,
    })
}
