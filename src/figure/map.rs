//! Places → a small map: land as rows of dots, a mark for each place, and its name where there is room. It is cut to what it shows and never mirrored.

use std::fmt::Write;
use std::ops::Range;

use serde::Serialize;

use super::half_width;
use super::land::{COLUMNS, NORTH, ROWS, SIDE, is_land};

/// A place to mark.
#[derive(Clone, Copy, Debug)]
pub struct Spot {
    /// Latitude and longitude in degrees.
    pub at: [f64; 2],
    /// Characters of its name.
    pub characters: usize,
}

/// The geometry. All lengths are user units, ten to a pixel where the map has the width that it is drawn for; y grows
/// downwards.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Drawing {
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
    /// From one dot of land to the next.
    pub step: i32,
    /// The land: a path of lines, to be dotted with a dash every `step`.
    pub land: String,
    /// A mark for each place, in the order given.
    pub marks: Vec<Mark>,
}

/// A place on the map.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Mark {
    /// Its middle.
    pub x: i32,
    /// Its middle.
    pub y: i32,
    /// Where its name stands.
    pub label: Option<Label>,
}

/// The name of a place: the middle of its base line.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Label {
    /// The middle.
    pub x: i32,
    /// The base line.
    pub y: i32,
}

/// The width that the map is drawn for, that of a phone's column and of the one beside a list: names have one size
/// however much of the globe is shown.
const WIDTH: i32 = 3520;
/// Squares around the outermost places, and the least that is shown.
const MARGIN: i32 = 4;
const LEAST_COLUMNS: i32 = 42;
const LEAST_ROWS: i32 = 20;
/// The size of the names.
const FONT: f64 = 150.0;
const HEIGHT: i32 = 160;
const RADIUS: i32 = 65;
const GAP: i32 = 20;
/// How often marks are moved apart, and the most marks of which each is held against all others.
const PASSES: usize = 4;
const CROWD: usize = 200;

#[derive(Clone, Copy)]
struct Area {
    from: [i32; 2],
    to: [i32; 2],
}

impl Area {
    fn meets(self, other: Area) -> bool {
        let along = |axis: fn([i32; 2]) -> i32| axis(self.from) < axis(other.to) && axis(other.from) < axis(self.to);
        along(|[x, _]| x) && along(|[_, y]| y)
    }
}

/// Draws places; none where there are none.
pub fn draw(spots: &[Spot]) -> Option<Drawing> {
    let columns: Vec<f64> = spots.iter().map(|spot| (spot.at[1] + 180.0) / SIDE).collect();
    let rows: Vec<f64> = spots.iter().map(|spot| (NORTH - spot.at[0]) / SIDE).collect();
    let (west, east) = window(&columns, LEAST_COLUMNS, COLUMNS)?;
    let (north, south) = window(&rows, LEAST_ROWS.max((east - west) * 2 / 5), ROWS)?;
    let step = WIDTH / (east - west);
    let (width, height) = ((east - west) * step, (south - north) * step);
    let unit = |square: f64, edge: i32| {
        #[expect(clippy::cast_possible_truncation, reason = "at most 120 squares")]
        let at = ((square - f64::from(edge)) * f64::from(step)).round() as i32;
        at
    };
    let mut points: Vec<[i32; 2]> =
        columns.iter().zip(&rows).map(|(column, row)| [unit(*column, west), unit(*row, north)]).collect();
    if points.len() <= CROWD {
        (0..PASSES).for_each(|_| part(&mut points));
    }
    let mut taken: Vec<Area> =
        points.iter().map(|[x, y]| Area { from: [x - RADIUS, y - RADIUS], to: [x + RADIUS, y + RADIUS] }).collect();
    let marks = points.iter().zip(spots).map(|([x, y], spot)| {
        let half = half_width(spot.characters, FONT);
        // Beside the mark, above it, below it: the first where the name is on the map and covers nothing.
        let tries = [
            [x + RADIUS + half + GAP, y + HEIGHT / 3],
            [x - RADIUS - half - GAP, y + HEIGHT / 3],
            [*x, y - RADIUS - GAP],
            [*x, y + RADIUS + HEIGHT],
        ];
        let area = |[x, y]: [i32; 2]| Area { from: [x - half, y - HEIGHT], to: [x + half, y + HEIGHT / 3] };
        let label = tries.into_iter().find(|at| {
            let area = area(*at);
            area.from[0] >= 0
                && area.to[0] <= width
                && area.from[1] >= 0
                && area.to[1] <= height
                && !taken.iter().any(|other| other.meets(area))
        });
        taken.extend(label.map(area));
        Mark { x: *x, y: *y, label: label.map(|[x, y]| Label { x, y }) }
    });
    let marks = marks.collect();
    Some(Drawing { width, height, step, land: land(west..east, north..south, step), marks })
}

/// Moves marks that lie on an earlier one away from it, as far as it takes to see both.
fn part(points: &mut [[i32; 2]]) {
    for index in 1..points.len() {
        let (before, after) = points.split_at_mut(index);
        let Some(own) = after.first_mut() else { continue };
        for other in before {
            let (x, y) = (f64::from(own[0] - other[0]), f64::from(own[1] - other[1]));
            let distance = x.hypot(y);
            if distance < f64::from(RADIUS * 2) {
                let (x, y) = if distance < 1.0 { (1.0, 0.0) } else { (x / distance, y / distance) };
                #[expect(clippy::cast_possible_truncation, reason = "a few squares")]
                let moved = |from: i32, along: f64| from + (along * f64::from(RADIUS * 2)).ceil() as i32;
                *own = [moved(other[0], x), moved(other[1], y)];
            }
        }
    }
}

/// The squares to show along one side: all places with a margin, at least `least`, within the globe's `most`.
fn window(at: &[f64], least: i32, most: i32) -> Option<(i32, i32)> {
    let low = at.iter().copied().min_by(f64::total_cmp)?;
    let high = at.iter().copied().max_by(f64::total_cmp)?;
    #[expect(clippy::cast_possible_truncation, reason = "at most 120 squares")]
    let (mut from, mut to) = (low.floor() as i32 - MARGIN, high.ceil() as i32 + MARGIN);
    let lacking = (least - (to - from)).max(0);
    from -= lacking / 2;
    to += lacking - lacking / 2;
    let shift = (-from).max(0) - (to - most).max(0);
    Some(((from + shift).max(0), (to + shift).min(most)))
}

/// Every run of land as a line through the middles of its squares.
fn land(columns: Range<i32>, rows: Range<i32>, step: i32) -> String {
    let mut path = String::new();
    for row in rows.clone() {
        let mut column = columns.start;
        while column < columns.end {
            let run = (column..columns.end).take_while(|column| is_land(*column, row)).count();
            let run = i32::try_from(run).unwrap_or(0);
            if run > 0 {
                let (x, y) = ((column - columns.start) * step + step / 2, (row - rows.start) * step + step / 2);
                // Writing to a string does not fail. The line is a little longer, so that its last dot is drawn.
                let _ = write!(path, "M{x} {y}h{}", (run - 1) * step + 1);
            }
            column += run + 1;
        }
    }
    path
}

#[cfg(test)]
mod tests {
    use super::*;

    fn spot(latitude: f64, longitude: f64) -> Spot {
        Spot { at: [latitude, longitude], characters: 7 }
    }

    #[test]
    fn west_is_at_the_left_and_names_do_not_meet() {
        let drawn = draw(&[spot(38.9, -77.0), spot(41.9, 12.5), spot(31.6, -8.0)]).unwrap();
        let [washington, rome, marrakech] = drawn.marks[..] else { unreachable!() };
        assert!(
            washington.x < marrakech.x && marrakech.x < rome.x && rome.y < washington.y && washington.y < marrakech.y
        );
        assert!(drawn.marks.iter().all(|mark| mark.label.is_some()));
        assert!(drawn.land.len() < 4000 && drawn.land.starts_with('M'), "{}", drawn.land.len());
    }

    #[test]
    fn the_edges_of_the_globe_are_within_it() {
        for corner in [spot(90.0, -180.0), spot(-90.0, 180.0), spot(0.0, 0.0)] {
            let drawn = draw(&[corner]).unwrap();
            assert!((WIDTH * 9 / 10..=WIDTH).contains(&drawn.width) && drawn.height > 0);
        }
        assert_eq!(draw(&[]), None);
    }

    #[test]
    fn places_that_are_near_are_both_seen() {
        let drawn = draw(&[spot(32.0, 35.9), spot(30.0, 31.2), spot(-41.3, 174.8), spot(45.4, -75.7)]).unwrap();
        let (amman, cairo) = (drawn.marks[0], drawn.marks[1]);
        assert!(f64::from(amman.x - cairo.x).hypot(f64::from(amman.y - cairo.y)) >= f64::from(RADIUS * 2));
        assert!(cairo.x < amman.x && cairo.y >= amman.y);
    }

    #[test]
    fn a_name_without_room_is_left_out() {
        let crowd: Vec<Spot> = (0..30).map(|step| spot(40.0, 10.0 + f64::from(step) / 10.0)).collect();
        let drawn = draw(&crowd).unwrap();
        let named = drawn.marks.iter().filter(|mark| mark.label.is_some()).count();
        assert!(named > 0 && named < 30, "{named}");
    }
}
