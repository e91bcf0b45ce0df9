//! The archive's pictures as views: what `figure::charts` measured, with labels and numbers.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PageContext;
use super::view::{Said, shortened};
use crate::figure::charts::{self, HeatCell, Longest};
use crate::figure::timeline::Flow;
use crate::lang::Lang;

/// Characters of a label in a picture.
const LABEL: usize = 24;
const FORMULA: usize = 70;
/// With more communiqués than this, time has years instead.
const COLUMNS: usize = 48;

/// Room for a year's number, in units.
const YEAR: i32 = 60;

/// Which way pictures of a page run.
pub(super) fn flow(lang: Lang) -> Flow {
    match lang {
        Lang::Ar => Flow::RightToLeft,
        Lang::En => Flow::LeftToRight,
    }
}

/// Bars to draw.
#[derive(Serialize)]
pub struct BarFigure {
    width: i32,
    height: i32,
    axis: i32,
    bars: Vec<BarView>,
}

/// A bar with its label and number.
#[derive(Serialize)]
pub struct BarView {
    x: i32,
    y: i32,
    width: i32,
    height: i32,
    middle: i32,
    label: String,
    count: usize,
}

/// Bars for counts by year.
pub(super) fn years(context: &PageContext<'_>, counts: &[(i32, usize)]) -> Option<BarFigure> {
    let only: Vec<usize> = counts.iter().map(|(_, count)| *count).collect();
    let drawn = charts::bars(&only, flow(context.lang))?;
    let bars = drawn.bars.iter().zip(counts).map(|(bar, (year, count))| BarView {
        x: bar.x,
        y: bar.y,
        width: bar.width,
        height: bar.height,
        middle: bar.middle,
        label: context.year(*year),
        count: *count,
    });
    let bars = bars.collect();
    Some(BarFigure { width: drawn.width, height: drawn.height, axis: drawn.axis, bars })
}

/// A bar in parts to draw.
#[derive(Serialize)]
pub struct StackFigure {
    width: i32,
    parts: Vec<Part>,
}

/// A part of it.
#[derive(Serialize)]
pub struct Part {
    x: i32,
    width: i32,
    middle: i32,
    /// `current`, `draft`, `outdated` or `missing`.
    key: &'static str,
    count: usize,
}

/// A bar of parts, each with its key.
pub(super) fn stack(context: &PageContext<'_>, counts: &[(&'static str, usize)]) -> Option<StackFigure> {
    let only: Vec<usize> = counts.iter().map(|(_, count)| *count).collect();
    let drawn = charts::stack(&only, flow(context.lang))?;
    let parts = drawn.parts.iter().zip(counts).map(|((x, width), (key, count))| Part {
        x: *x,
        width: *width,
        middle: x + width / 2,
        key,
        count: *count,
    });
    let parts = parts.collect();
    Some(StackFigure { width: drawn.width, parts })
}

/// A heat map to draw.
#[derive(Serialize)]
pub struct HeatFigure {
    width: i32,
    height: i32,
    label: i32,
    /// A cell's width and height, without the gap to the next.
    cell_width: i32,
    cell_height: i32,
    columns: Vec<Head>,
    rows: Vec<RowLabel>,
    cells: Vec<HeatCell>,
}

/// A column's head: two lines, and the whole of it.
#[derive(Serialize)]
pub struct Head {
    x: i32,
    first: String,
    second: String,
    title: String,
}

/// A row's label.
#[derive(Serialize)]
pub struct RowLabel {
    y: i32,
    text: String,
}

/// How many the longest has.
fn characters(labels: &[String]) -> usize {
    labels.iter().map(|label| label.chars().count()).max().unwrap_or(0)
}

/// A heat map of counts by row and column; a column's head is its two lines and its title.
pub(super) fn heat(
    context: &PageContext<'_>,
    rows: &[String],
    columns: &[[String; 3]],
    counts: &[Vec<usize>],
) -> Option<HeatFigure> {
    let labels: Vec<String> = rows.iter().map(|text| shortened(text, LABEL)).collect();
    let heads: Vec<[String; 2]> =
        columns.iter().map(|[first, second, _]| [shortened(first, 9), second.clone()]).collect();
    let longest = Longest { row: characters(&labels), column: characters(heads.as_flattened()) };
    let drawn = charts::heat(counts, longest, flow(context.lang))?;
    let heads = drawn.columns.iter().zip(heads).zip(columns).map(|((x, [first, second]), [.., title])| Head {
        x: *x,
        first,
        second,
        title: title.clone(),
    });
    let rows = drawn.rows.iter().zip(labels).map(|(y, text)| RowLabel { y: *y, text });
    Some(HeatFigure {
        columns: heads.collect(),
        rows: rows.collect(),
        width: drawn.width,
        height: drawn.height,
        label: drawn.label,
        cell_width: drawn.cell.0 - 2,
        cell_height: drawn.cell.1 - 2,
        cells: drawn.cells,
    })
}

/// Formulas along time to draw.
#[derive(Serialize)]
pub struct PersistenceFigure {
    width: i32,
    height: i32,
    label: i32,
    ticks: Vec<Tick>,
    lines: Vec<LineView>,
}

/// A year above the columns that are of it.
#[derive(Serialize)]
pub struct Tick {
    x: i32,
    text: String,
}

/// A formula's line.
#[derive(Serialize)]
pub struct LineView {
    label: i32,
    y: i32,
    from: i32,
    to: i32,
    dots: Vec<i32>,
    text: Said,
}

/// The first formulas along the communiqués, or along the years where there are many.
pub(super) fn persistence(context: &PageContext<'_>, most: usize) -> Option<PersistenceFigure> {
    let PageContext { site, lang, .. } = *context;
    let shown: Vec<_> = site.formulas.all.iter().take(most).collect();
    let year = |index: usize| site.communique(index).and_then(|one| Some(one.date.as_ref()?.value.year()));
    let mut heads: Vec<Option<i32>> = Vec::new();
    let mut column: BTreeMap<usize, usize> = BTreeMap::new();
    let by_year = site.in_time.len() > COLUMNS;
    for index in &site.in_time {
        if !by_year || heads.last() != Some(&year(*index)) {
            heads.push(year(*index));
        }
        column.insert(*index, heads.len().saturating_sub(1));
    }
    let columns: Vec<Vec<usize>> = shown
        .iter()
        .map(|formula| {
            let mut own: Vec<usize> =
                formula.places.iter().filter_map(|place| column.get(&place.communique).copied()).collect();
            own.dedup();
            own
        })
        .collect();
    let drawn = charts::persistence(&columns, heads.len(), flow(lang))?;
    let mut ticks: Vec<Tick> = Vec::new();
    let mut before = None;
    for (x, year) in drawn.columns.iter().zip(&heads) {
        if *year != before
            && let Some(year) = year
        {
            ticks.push(Tick { x: *x, text: context.year(*year) });
        }
        before = *year;
    }
    // Years of one or two columns each have no room for all their numbers.
    let apart = ticks.windows(2).filter_map(|pair| Some((pair.first()?.x - pair.last()?.x).abs())).min();
    let each = apart.map_or(1, |apart| usize::try_from(YEAR / apart.max(1) + 1).unwrap_or(1));
    let ticks = ticks.into_iter().step_by(if apart.is_some_and(|apart| apart < YEAR) { each } else { 1 });
    let lines = drawn.lines.into_iter().zip(shown).map(|(line, formula)| {
        let charts::Line { label, y, from, to, dots } = line;
        LineView { label, y, from, to, dots, text: Said::new(&shortened(&formula.text, FORMULA), lang) }
    });
    Some(PersistenceFigure {
        width: drawn.width,
        height: drawn.height,
        label: drawn.label,
        ticks: ticks.collect(),
        lines: lines.collect(),
    })
}
