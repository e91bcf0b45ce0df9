//! Dates and places → the geometry of pictures, in whole units of an SVG's user space. It makes no markup: templates draw what it measured.

pub mod charts;
mod land;
pub mod map;
pub mod timeline;

/// Units that a character of a label takes at a font size of one unit: what the widest lines of both scripts need.
const CHARACTER: f64 = 0.56;

/// Half the room of a label of so many characters at a font size.
fn half_width(characters: usize, size: f64) -> i32 {
    #[expect(clippy::cast_possible_truncation, clippy::cast_precision_loss, reason = "labels are short")]
    let half = (characters as f64 * size * CHARACTER / 2.0).ceil() as i32;
    half.max(8)
}
