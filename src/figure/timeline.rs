//! Meetings and who recalls whom → a drawn timeline: a mark for each, labels in lanes above the axis, arcs below it. A label that finds no room is left out; the list on the page has all.

use chrono::{Datelike, NaiveDate};
use serde::Serialize;

use super::half_width;
use crate::edtf::Edtf;

/// An event to draw; events come oldest first.
#[derive(Clone, Copy, Debug)]
pub struct Event {
    /// When it was held.
    pub date: Edtf,
    /// Characters of the longer line of its label.
    pub characters: usize,
}

/// That one event recalls another or looks ahead to it, both as indexes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Reference {
    /// The event whose text refers.
    pub from: usize,
    /// The event that is referred to.
    pub to: usize,
    /// It is still to come.
    pub ahead: bool,
}

/// Which way time runs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Flow {
    /// The oldest is at the right edge.
    RightToLeft,
    /// The oldest is at the left edge.
    LeftToRight,
}

/// The geometry. All lengths are user units; y grows downwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
    /// Where the axis lies.
    pub axis: i32,
    /// A line for each year, at its first day.
    pub years: Vec<Tick>,
    /// A mark for each event, in the order given.
    pub marks: Vec<Mark>,
    /// An arc for each reference.
    pub arcs: Vec<Arc>,
}

/// A year on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Tick {
    /// The year.
    pub year: i32,
    /// Its first day.
    pub x: i32,
    /// The middle of the year, where its number stands.
    pub middle: i32,
}

/// An event on the axis.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Its middle.
    pub x: i32,
    /// Its middle; the axis, or above it where events crowd.
    pub y: i32,
    /// Where its label stands.
    pub label: Option<Label>,
}

/// Where a label stands, and the line that leads to it.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The middle of its lines.
    pub x: i32,
    /// The base line of its first line; the second is `LINE` lower.
    pub y: i32,
    /// The base line of its second line.
    pub second: i32,
    /// Where the line from the mark ends.
    pub foot: i32,
}

/// A reference.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Arc {
    /// An SVG path.
    pub path: String,
    /// It looks ahead.
    pub ahead: bool,
}

/// As wide as a page's column, so that most timelines are seen whole.
const LEAST_WIDTH: i32 = 1152;
/// Room for an event up to the limit, and for a year.
const PER_EVENT: i32 = 56;
const PER_YEAR: i32 = 64;
const MOST_WIDTH: i32 = 6000;
const EDGE: i32 = 28;
const LANES: usize = 4;
const LANE: i32 = 48;
const FONT: f64 = 15.0;
const LINE: i32 = 19;
/// Marks nearer than this are put above one another: the largest shape with its outline.
const MARK: i32 = 24;
const DEEPEST_ARC: i32 = 110;
/// Labels before this many can no longer touch a new one.
const NEAR: usize = 24;
/// Between two labels, and from a label to a line that passes it.
const GAP: i32 = 5;

struct Placed {
    mark: i32,
    from: i32,
    to: i32,
    lane: usize,
}

/// Draws events, oldest first; none where there are no events.
pub fn draw(events: &[Event], references: &[Reference], flow: Flow) -> Option<Drawing> {
    let first = events.iter().map(|event| event.date.year()).min()?;
    let last = events.iter().map(|event| event.date.last().year()).max()?;
    let years = last.saturating_sub(first).saturating_add(1);
    let count = i32::try_from(events.len()).unwrap_or(i32::MAX);
    let width = LEAST_WIDTH
        .max(count.saturating_mul(PER_EVENT).saturating_add(EDGE * 2))
        .max(years.saturating_mul(PER_YEAR).saturating_add(EDGE * 2))
        .min(MOST_WIDTH);
    let scale = Scale { first: day(first), days: (day(last + 1) - day(first)).num_days(), width, flow };
    let xs: Vec<i32> = events.iter().map(|event| scale.middle(event.date)).collect();
    let levels = levels(&xs);
    let placed = lanes(events, &xs, width);
    let lanes_used = placed.iter().flatten().map(|label| label.lane + 1).max().unwrap_or(0);
    let stack = i32::try_from(levels.iter().copied().max().unwrap_or(0)).unwrap_or(0) * MARK;
    let axis = i32::try_from(lanes_used).unwrap_or(0) * LANE + stack + MARK + 8;
    let marks = xs.iter().zip(&levels).zip(&placed).map(|((x, level), label)| Mark {
        x: *x,
        y: axis - i32::try_from(*level).unwrap_or(0) * MARK,
        label: label.as_ref().map(|label| {
            let foot = axis - stack - MARK - i32::try_from(label.lane).unwrap_or(0) * LANE;
            Label { x: i32::midpoint(label.from, label.to), y: foot - 8 - LINE, second: foot - 8, foot }
        }),
    });
    let mut depth = 0;
    let arcs: Vec<Arc> = references
        .iter()
        .filter_map(|reference| {
            let (from, to) = (*xs.get(reference.from)?, *xs.get(reference.to)?);
            let reach = (from - to).abs();
            let drop = (reach / 4).clamp(16, DEEPEST_ARC);
            depth = depth.max(drop);
            // Downwards: against the clock towards the right, with it towards the left.
            let sweep = i32::from(to < from);
            let y = axis + MARK / 2 + 2;
            let path = format!("M{from} {y}A{} {drop} 0 0 {sweep} {to} {y}", (reach / 2).max(1));
            (reach > 0).then_some(Arc { path, ahead: reference.ahead })
        })
        .collect();
    Some(Drawing {
        width,
        height: axis + MARK / 2 + depth + 40,
        axis,
        years: (first..=last)
            .map(|year| Tick {
                year,
                x: scale.x(day(year)),
                middle: i32::midpoint(scale.x(day(year)), scale.x(day(year + 1))),
            })
            .collect(),
        marks: marks.collect(),
        arcs,
    })
}

fn day(year: i32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, 1, 1).unwrap_or_default()
}

struct Scale {
    first: NaiveDate,
    days: i64,
    width: i32,
    flow: Flow,
}

impl Scale {
    fn x(&self, at: NaiveDate) -> i32 {
        self.offset((at - self.first).num_days() * 2)
    }

    /// The middle of a date.
    fn middle(&self, date: Edtf) -> i32 {
        self.offset((date.first() - self.first).num_days() + (date.last() - self.first).num_days())
    }

    fn offset(&self, half_days: i64) -> i32 {
        let room = i64::from(self.width - EDGE * 2);
        let along = i32::try_from(half_days * room / (self.days * 2).max(1)).unwrap_or(0) + EDGE;
        match self.flow {
            Flow::LeftToRight => along,
            Flow::RightToLeft => self.width - along,
        }
    }
}

/// How high above the axis each mark is, in steps, so that no two lie on one another.
fn levels(xs: &[i32]) -> Vec<usize> {
    let mut last: Vec<i32> = Vec::new();
    xs.iter()
        .map(|x| {
            let free = last.iter().position(|before| (x - before).abs() >= MARK).unwrap_or(last.len());
            match last.get_mut(free) {
                Some(slot) => *slot = *x,
                None => last.push(*x),
            }
            free
        })
        .collect()
}

/// A lane for each label in which it covers neither another label nor the line that leads to one: over its mark or, where
/// the next mark stands near, to the side of it that is free.
fn lanes(events: &[Event], xs: &[i32], width: i32) -> Vec<Option<Placed>> {
    let mut placed: Vec<Option<Placed>> = Vec::with_capacity(events.len());
    for (index, (event, mark)) in events.iter().zip(xs.iter().copied()).enumerate() {
        let half = half_width(event.characters, FONT) + 2;
        let fits = |&(from, to, lane): &(i32, i32, usize)| {
            let within = from >= 0 && to <= width;
            within
                && placed.iter().rev().take(NEAR).flatten().all(|other| {
                    let covers = |a: i32, b: i32, line: i32| (a - GAP..=b + GAP).contains(&line);
                    match lane.cmp(&other.lane) {
                        std::cmp::Ordering::Equal => to + GAP < other.from || other.to + GAP < from,
                        std::cmp::Ordering::Less => !covers(from, to, other.mark),
                        std::cmp::Ordering::Greater => !covers(other.from, other.to, mark),
                    }
                })
        };
        let next = |&(from, to, _): &(i32, i32, usize)| {
            let ahead = xs.iter().skip(index + 1).take(2);
            ahead.into_iter().all(|x| !(from - GAP..=to + GAP).contains(x) || *x == mark)
        };
        let places = || {
            let sides = [0, half - 2 * GAP, 2 * GAP - half];
            (0..LANES).flat_map(move |lane| sides.map(|side| (mark + side - half, mark + side + half, lane)))
        };
        let found = places().find(|place| fits(place) && next(place)).or_else(|| places().find(fits));
        placed.push(found.map(|(from, to, lane)| Placed { mark, from, to, lane }));
    }
    placed
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    fn event(date: &str, characters: usize) -> Event {
        Event { date: Edtf::parse(date).unwrap(), characters }
    }

    #[test]
    fn time_runs_the_way_the_language_does() {
        let events = [event("2019-02-06", 10), event("2021-06-28", 10)];
        let ltr = draw(&events, &[], Flow::LeftToRight).unwrap();
        let rtl = draw(&events, &[], Flow::RightToLeft).unwrap();
        assert!(ltr.marks[0].x < ltr.marks[1].x && rtl.marks[0].x > rtl.marks[1].x);
        assert_eq!(ltr.marks[0].x, rtl.width - rtl.marks[0].x);
        assert_eq!(ltr.years.iter().map(|tick| tick.year).collect::<Vec<_>>(), [2019, 2020, 2021]);
    }

    #[test]
    fn an_arc_hangs_below_the_axis_either_way() {
        let events = [event("2019", 4), event("2021", 4)];
        let back = [Reference { from: 1, to: 0, ahead: false }, Reference { from: 0, to: 1, ahead: true }];
        let drawn = draw(&events, &back, Flow::LeftToRight).unwrap();
        assert!(drawn.arcs[0].path.contains(" 0 0 1 ") && drawn.arcs[1].path.contains(" 0 0 0 "));
        assert!(drawn.height > drawn.axis + 100);
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(draw(&[], &[], Flow::LeftToRight), None);
    }

    proptest! {
        #[test]
        fn no_label_covers_another_and_all_stays_inside(days in prop::collection::vec((0u64..9000, 1usize..40), 1..60)) {
            let start = NaiveDate::from_ymd_opt(2000, 1, 1).unwrap();
            let mut days = days;
            days.sort_unstable();
            let events: Vec<Event> = days
                .iter()
                .map(|(day, characters)| Event { date: Edtf::day(start + chrono::Days::new(*day)), characters: *characters })
                .collect();
            for flow in [Flow::LeftToRight, Flow::RightToLeft] {
                let drawn = draw(&events, &[], flow).unwrap();
                let boxes: Vec<(i32, i32, i32)> = drawn.marks.iter().zip(&events).filter_map(|(mark, event)| {
                    let half = half_width(event.characters, FONT);
                    mark.label.map(|label| (label.x - half, label.x + half, label.second))
                }).collect();
                for (index, a) in boxes.iter().enumerate() {
                    prop_assert!(a.0 >= 0 && a.1 <= drawn.width && a.2 > LINE);
                    for b in boxes.iter().skip(index + 1) {
                        prop_assert!(a.2 != b.2 || a.1 < b.0 || b.1 < a.0);
                    }
                }
                for (index, mark) in drawn.marks.iter().enumerate() {
                    for other in drawn.marks.iter().skip(index + 1) {
                        prop_assert!((mark.x - other.x).abs() >= MARK || (mark.y - other.y).abs() >= MARK);
                    }
                    prop_assert!(mark.x >= 0 && mark.x <= drawn.width && mark.y > 0 && mark.y <= drawn.axis);
                }
            }
        }
    }
}
