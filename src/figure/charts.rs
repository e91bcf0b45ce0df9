//! Counts → the geometry of the archive's pictures: bars, a heat map, formulas along time. All lengths are user units; x runs with the language.

use serde::Serialize;

use super::half_width;
use super::timeline::Flow;

/// Mirrors an x where time and text run to the left.
fn along(x: i32, width: i32, flow: Flow) -> i32 {
    match flow {
        Flow::LeftToRight => x,
        Flow::RightToLeft => width - x,
    }
}

/// Bars side by side.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Bars {
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
    /// Where the bars stand.
    pub axis: i32,
    /// A bar for each count, in the order given.
    pub bars: Vec<Bar>,
}

/// A bar.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Bar {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// Its width.
    pub width: i32,
    /// Its height.
    pub height: i32,
    /// Its middle.
    pub middle: i32,
}

const TALLEST: i32 = 150;
const HEAD: i32 = 26;
const FOOT: i32 = 30;
const EDGE: i32 = 8;

/// Draws bars; none where there is nothing to count.
pub fn bars(counts: &[usize], flow: Flow) -> Option<Bars> {
    let most = counts.iter().copied().max().filter(|most| *most > 0)?;
    let each = (720 / i32::try_from(counts.len()).unwrap_or(i32::MAX).max(1)).clamp(58, 90);
    let width = each * i32::try_from(counts.len()).unwrap_or(0) + EDGE * 2;
    let axis = HEAD + TALLEST;
    let bars = (0i32..).zip(counts).map(|(place, count)| {
        let height = scaled(*count, most, TALLEST);
        let middle = along(EDGE + place * each + each / 2, width, flow);
        let wide = each * 3 / 5;
        Bar { x: middle - wide / 2, y: axis - height, width: wide, height, middle }
    });
    Some(Bars { width, height: axis + FOOT, axis, bars: bars.collect() })
}

/// A length for a count; something for anything but nothing.
fn scaled(count: usize, most: usize, length: i32) -> i32 {
    let scaled = i64::try_from(count).unwrap_or(i64::MAX).saturating_mul(i64::from(length));
    let scaled = scaled / i64::try_from(most.max(1)).unwrap_or(i64::MAX);
    i32::try_from(scaled).unwrap_or(length).max(i32::from(count > 0) * 2)
}

/// One bar in parts.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Stack {
    /// Width of the picture.
    pub width: i32,
    /// The left edge and the width of each part, in the order given.
    pub parts: Vec<(i32, i32)>,
}

const STACK: i32 = 720;

/// Draws a bar in parts; none where there is nothing to count.
pub fn stack(counts: &[usize], flow: Flow) -> Option<Stack> {
    let all: usize = counts.iter().sum();
    let (mut before, mut parts) = (0, Vec::with_capacity(counts.len()));
    for count in counts {
        let from = scaled(before, all, STACK);
        before += count;
        let to = if before == 0 { 0 } else { scaled(before, all, STACK) };
        let (a, b) = (along(from, STACK, flow), along(to, STACK, flow));
        parts.push((a.min(b), (b - a).abs()));
    }
    (all > 0).then_some(Stack { width: STACK, parts })
}

/// A heat map: rows and columns of cells.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Heat {
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
    /// Where the rows' labels begin: at the edge from which text runs.
    pub label: i32,
    /// How far a cell is from the next, along and down.
    pub cell: (i32, i32),
    /// The middle of each column.
    pub columns: Vec<i32>,
    /// The base line of each row's label.
    pub rows: Vec<i32>,
    /// The cells that are not empty.
    pub cells: Vec<HeatCell>,
}

/// A cell.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct HeatCell {
    /// Its left edge.
    pub x: i32,
    /// Its upper edge.
    pub y: i32,
    /// How much it has of the most, from 1 to 4.
    pub shade: u8,
    /// How many.
    pub count: usize,
    /// The middle of its number.
    pub middle: i32,
    /// The base line of its number.
    pub base: i32,
}

const CELL_HEIGHT: i32 = 30;
const FONT: f64 = 15.0;
const HEAT_HEAD: i32 = 44;

/// The characters of the longest label of a heat map.
#[derive(Clone, Copy, Debug)]
pub struct Longest {
    /// Of a row.
    pub row: usize,
    /// Of a line of a column's head.
    pub column: usize,
}

/// Draws counts by row and column, with room for their labels; none where there are none.
pub fn heat(counts: &[Vec<usize>], longest: Longest, flow: Flow) -> Option<Heat> {
    let most = counts.iter().flatten().copied().max().filter(|most| *most > 0)?;
    let columns = counts.iter().map(Vec::len).max().unwrap_or(0);
    let room = half_width(longest.row, FONT) * 5 / 2 + 16;
    let cell = (longest.column.max(1) * 10 + 12).min(92);
    let cell = (i32::try_from(cell).unwrap_or(92), CELL_HEIGHT);
    let width = room + cell.0 * i32::try_from(columns).unwrap_or(0) + EDGE;
    let middle = |column: i32| along(room + column * cell.0 + cell.0 / 2, width, flow);
    let row = |row: i32| HEAT_HEAD + row * cell.1;
    let mut cells = Vec::new();
    for (at, counts) in (0i32..).zip(counts) {
        for (column, count) in (0i32..).zip(counts).filter(|(_, count)| **count > 0) {
            let shade = u8::try_from((*count * 4).div_ceil(most)).unwrap_or(4).clamp(1, 4);
            let middle = middle(column);
            let (x, y) = (middle - cell.0 / 2, row(at));
            cells.push(HeatCell { x, y, shade, count: *count, middle, base: y + cell.1 * 2 / 3 });
        }
    }
    let count = i32::try_from(counts.len()).unwrap_or(0);
    Some(Heat {
        width,
        height: row(count) + EDGE,
        label: along(room - 12, width, flow),
        cell,
        columns: (0i32..).take(columns).map(middle).collect(),
        rows: (0..count).map(|at| row(at) + cell.1 * 2 / 3).collect(),
        cells,
    })
}

/// Formulas along time.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Persistence {
    /// Width of the picture.
    pub width: i32,
    /// Height of the picture.
    pub height: i32,
    /// Where labels begin: at the edge from which text runs.
    pub label: i32,
    /// The middle of each column.
    pub columns: Vec<i32>,
    /// A line for each formula, in the order given.
    pub lines: Vec<Line>,
}

/// A formula's line.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Line {
    /// The base line of its label.
    pub label: i32,
    /// Where it lies.
    pub y: i32,
    /// From its first column to its last.
    pub from: i32,
    /// See `from`.
    pub to: i32,
    /// The middle of each column that has it.
    pub dots: Vec<i32>,
}

const ROW: i32 = 50;
const PERSISTENCE_HEAD: i32 = 34;
const LEAST_COLUMN: i32 = 16;
const MOST_COLUMN: i32 = 110;
const PERSISTENCE: i32 = 740;

/// Draws formulas, each given by the columns that have it, rising; none where there is none.
pub fn persistence(formulas: &[Vec<usize>], columns: usize, flow: Flow) -> Option<Persistence> {
    let count = i32::try_from(columns).unwrap_or(i32::MAX).max(1);
    let each = (PERSISTENCE / count).clamp(LEAST_COLUMN, MOST_COLUMN);
    let width = (each.saturating_mul(count) + EDGE * 2).max(PERSISTENCE);
    let middle = |column: usize| along(EDGE + i32::try_from(column).unwrap_or(0) * each + each / 2, width, flow);
    let line = |(at, columns): (i32, &Vec<usize>)| {
        let dots: Vec<i32> = columns.iter().map(|column| middle(*column)).collect();
        let y = PERSISTENCE_HEAD + at * ROW + ROW - 14;
        Some(Line { label: y - 16, y, from: *dots.first()?, to: *dots.last()?, dots })
    };
    let lines: Vec<Line> = (0i32..).zip(formulas).filter_map(line).collect();
    (!lines.is_empty()).then(|| Persistence {
        width,
        height: PERSISTENCE_HEAD + i32::try_from(formulas.len()).unwrap_or(0) * ROW + EDGE,
        label: along(EDGE, width, flow),
        columns: (0..columns).map(middle).collect(),
        lines,
    })
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn pictures_run_the_way_the_language_does() {
        let (ltr, rtl) = (bars(&[1, 3], Flow::LeftToRight).unwrap(), bars(&[1, 3], Flow::RightToLeft).unwrap());
        assert_eq!(ltr.bars[0].middle, rtl.width - rtl.bars[0].middle);
        assert!(ltr.bars[0].middle < ltr.bars[1].middle && ltr.bars[1].height == TALLEST);
        let longest = Longest { row: 12, column: 4 };
        let heat = heat(&[vec![1, 0], vec![0, 4]], longest, Flow::RightToLeft).unwrap();
        assert_eq!(heat.cells.iter().map(|cell| cell.shade).collect::<Vec<_>>(), [1, 4]);
        assert!(heat.columns[0] > heat.columns[1] && heat.label > heat.columns[0]);
        let lines = persistence(&[vec![0, 2]], 3, Flow::LeftToRight).unwrap();
        assert_eq!((lines.lines[0].from, lines.lines[0].to), (lines.columns[0], lines.columns[2]));
    }

    #[test]
    fn nothing_is_drawn_of_nothing() {
        assert_eq!(bars(&[0, 0], Flow::LeftToRight), None);
        assert_eq!(stack(&[0], Flow::LeftToRight), None);
        assert_eq!(heat(&[vec![0]], Longest { row: 4, column: 4 }, Flow::LeftToRight), None);
        assert_eq!(persistence(&[], 4, Flow::LeftToRight), None);
    }

    proptest! {
        #[test]
        fn all_stays_inside(counts in prop::collection::vec(0usize..1_000_000, 1..40)) {
            for flow in [Flow::LeftToRight, Flow::RightToLeft] {
                if let Some(drawn) = bars(&counts, flow) {
                    prop_assert!(drawn.bars.iter().all(|bar| bar.x >= 0 && bar.x + bar.width <= drawn.width && bar.y >= HEAD));
                    let stack = stack(&counts, flow).unwrap();
                    prop_assert_eq!(stack.parts.iter().map(|part| part.1).sum::<i32>(), STACK);
                    let columns: Vec<usize> = (0..counts.len()).collect();
                    let lines = persistence(&[columns], counts.len(), flow).unwrap();
                    prop_assert!(lines.columns.iter().all(|x| (0..=lines.width).contains(x)));
                }
            }
        }
    }
}
