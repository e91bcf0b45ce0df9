//! Two bodies → what the one makes of the other. `copies` sets a copy against its canonical text, `redline` a communiqué against another; both compare words folded and show them as they are written.

mod align;
pub mod copies;
pub mod redline;
pub mod strength;
mod words;

use crate::ingest::block::Block;

/// The paragraphs of a body that have words, each with its place in the body, from 1.
pub fn paragraphs(body: &[Block]) -> impl Iterator<Item = (usize, &Block)> {
    (1..).zip(body).filter(|(_, block)| !block.text.trim().is_empty())
}
