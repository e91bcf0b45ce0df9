//! The drawn timeline and the map as views: what `figure` measured, with names, addresses and shapes.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PageContext;
use super::view::Said;
use crate::config::{KINDS, Meeting};
use crate::edtf::{Edtf, Span};
use crate::figure::map::{self, Spot};
use crate::figure::timeline::{self, Event, Flow, Reference};
use crate::lang::Lang;
use crate::site::routes::Route;
use crate::text::calendar;

/// A timeline to draw.
#[derive(Serialize)]
pub struct TimelineFigure {
    width: i32,
    height: i32,
    axis: i32,
    years: Vec<YearTick>,
    marks: Vec<TimelineMark>,
    arcs: Vec<timeline::Arc>,
    /// The kinds that are drawn, each with its shape.
    kinds: Vec<Key>,
    has_in_person: bool,
    has_virtual: bool,
    has_back: bool,
    has_ahead: bool,
}

/// A year on the axis.
#[derive(Serialize)]
pub struct YearTick {
    x: i32,
    middle: i32,
    /// In the page's digits.
    text: String,
}

/// A meeting on the axis.
#[derive(Serialize)]
pub struct TimelineMark {
    x: i32,
    y: i32,
    label: Option<timeline::Label>,
    key: Key,
    is_virtual: bool,
    url: String,
    title: Said,
    /// The two lines of its label.
    place: String,
    date: String,
}

/// A kind of meeting and the shape that stands for it.
#[derive(Clone, Copy, Serialize)]
pub struct Key {
    /// One of `config::KINDS`.
    kind: &'static str,
    /// An SVG path around the origin.
    shape: &'static str,
}

impl Key {
    /// The key of a kind.
    pub(super) fn of(kind: &str) -> Key {
        let kind = KINDS.into_iter().find(|known| *known == kind).unwrap_or("other");
        let shape = match kind {
            "ministerial" => "M-8 0a8 8 0 1 0 16 0a8 8 0 1 0-16 0z",
            "small-group" => "M0-9.5L9.5 0 0 9.5-9.5 0z",
            "political-directors" => "M-7-7H7V7H-7z",
            "summit" => "M0-9.5L9.5 7.5H-9.5z",
            _ => "M-9 0L-4.5-7.5H4.5L9 0 4.5 7.5H-4.5z",
        };
        Key { kind, shape }
    }
}

/// A map to draw.
#[derive(Serialize)]
pub struct MapFigure {
    width: i32,
    height: i32,
    /// From one dot of land to the next, and a dot's width.
    step: i32,
    dot: i32,
    land: String,
    marks: Vec<MapMark>,
}

/// A place on the map.
#[derive(Serialize)]
pub struct MapMark {
    x: i32,
    y: i32,
    label: Option<map::Label>,
    name: Said,
    /// Its latest meeting.
    url: String,
    /// How many meetings were held there.
    count: usize,
}

/// The timeline of some meetings, given as indexes, oldest first; none where there are none.
pub(super) fn timeline(context: &PageContext<'_>, meetings: &[usize]) -> Option<TimelineFigure> {
    let PageContext { site, lang, theme, .. } = *context;
    let shown: Vec<&Meeting> = meetings.iter().filter_map(|index| site.config.meetings.get(*index)).collect();
    let labels: Vec<[String; 2]> = shown
        .iter()
        .map(|meeting| {
            let place = meeting.place.as_ref().map(|place| place.get(lang).to_owned());
            let place = place.or_else(|| meeting.is_virtual.then(|| context.phrase("virtual").ok()).flatten());
            [place.unwrap_or_default(), month(meeting.date, context)]
        })
        .collect();
    let events: Vec<Event> = shown
        .iter()
        .zip(&labels)
        .map(|(meeting, label)| Event {
            date: meeting.date,
            characters: label.iter().map(|line| line.chars().count()).max().unwrap_or(0),
        })
        .collect();
    let here: BTreeMap<usize, usize> = meetings.iter().enumerate().map(|(at, index)| (*index, at)).collect();
    let references: Vec<Reference> = site
        .links
        .between_meetings
        .iter()
        .filter_map(|reference| {
            let (from, to) = (*here.get(&reference.from)?, *here.get(&reference.to)?);
            Some(Reference { from, to, ahead: reference.ahead })
        })
        .collect();
    let flow = match lang {
        Lang::Ar => Flow::RightToLeft,
        Lang::En => Flow::LeftToRight,
    };
    let drawing = timeline::draw(&events, &references, flow)?;
    let kinds = KINDS.into_iter().filter(|kind| shown.iter().any(|meeting| meeting.kind == *kind));
    let marks = drawing.marks.iter().zip(&shown).zip(labels);
    Some(TimelineFigure {
        width: drawing.width,
        height: drawing.height,
        axis: drawing.axis,
        years: drawing
            .years
            .iter()
            .map(|tick| YearTick {
                x: tick.x,
                middle: tick.middle,
                text: theme.strings(lang).number(u64::try_from(tick.year).unwrap_or(0)),
            })
            .collect(),
        marks: marks
            .map(|((mark, meeting), [place, date])| TimelineMark {
                x: mark.x,
                y: mark.y,
                label: mark.label,
                key: Key::of(&meeting.kind),
                is_virtual: meeting.is_virtual,
                url: site.base.link(&Route::Meeting(&meeting.id, 1).address(lang)),
                title: Said::label(&meeting.title, lang),
                place,
                date,
            })
            .collect(),
        kinds: kinds.map(Key::of).collect(),
        has_in_person: shown.iter().any(|meeting| !meeting.is_virtual),
        has_virtual: shown.iter().any(|meeting| meeting.is_virtual),
        has_back: drawing.arcs.iter().any(|arc| !arc.ahead),
        has_ahead: drawing.arcs.iter().any(|arc| arc.ahead),
        arcs: drawing.arcs,
    })
}

/// The month in which a date begins, or the year where that is all that is known.
fn month(date: Edtf, context: &PageContext<'_>) -> String {
    let (Edtf::At(span, _) | Edtf::Between(span, _)) = date;
    let span = match span {
        Span::Day(day) => Span::Month(chrono::Datelike::year(&day), chrono::Datelike::month(&day)),
        other => other,
    };
    calendar::written(span, context.lang, context.site.config.style)
}

/// The map of the places of some meetings, given as indexes, oldest first; none where no place is known.
pub(super) fn map(context: &PageContext<'_>, meetings: &[usize]) -> Option<MapFigure> {
    let PageContext { site, lang, .. } = *context;
    let mut places: Vec<(&Meeting, [f64; 2], usize)> = Vec::new();
    for meeting in meetings.iter().filter_map(|index| site.config.meetings.get(*index)) {
        if let Some(at) = meeting.at {
            // Nearer than a degree is one place.
            let near = |known: &[f64; 2]| (known[0] - at[0]).abs() < 1.0 && (known[1] - at[1]).abs() < 1.0;
            match places.iter_mut().find(|(_, known, _)| near(known)) {
                Some((latest, _, count)) => (*latest, *count) = (meeting, *count + 1),
                None => places.push((meeting, at, 1)),
            }
        }
    }
    let name = |meeting: &Meeting| Said::label(meeting.place.as_ref().unwrap_or(&meeting.title), lang);
    let spots: Vec<Spot> = places
        .iter()
        .map(|(meeting, at, _)| Spot { at: *at, characters: name(meeting).text.chars().count() })
        .collect();
    let drawing = map::draw(&spots)?;
    let marks = drawing.marks.iter().zip(&places).map(|(mark, (meeting, _, count))| MapMark {
        x: mark.x,
        y: mark.y,
        label: mark.label,
        name: name(meeting),
        url: site.base.link(&Route::Meeting(&meeting.id, 1).address(lang)),
        count: *count,
    });
    let marks = marks.collect();
    let map::Drawing { width, height, step, land, .. } = drawing;
    Some(MapFigure { width, height, step, dot: step * 5 / 8, land, marks })
}
