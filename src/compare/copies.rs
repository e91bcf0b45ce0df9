//! Two bodies → what the one makes of each paragraph of the other: kept, changed with its words, left out, added. Words are compared folded and shown as they are written.

use std::collections::BTreeMap;

use serde::Serialize;
use xxhash_rust::xxh3::xxh3_64;

use super::paragraphs;
use super::words::{self, Words};
use crate::budget;
use crate::ingest::block::Block;
use crate::text::fold::FoldedText;
use crate::text::joining::Joining;
use crate::text::sentence::sentences;

/// A sentence belongs to the paragraph that has most of its 2-grams, from this share on.
const FAMILIAR: f64 = 0.2;

/// What a copy makes of a paragraph.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Change {
    /// It has the same words.
    Kept,
    /// It has other words.
    Changed,
    /// It has it not.
    Omitted,
}

/// A run of words.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Piece {
    /// `same`, `gone` or `new`.
    pub kind: &'static str,
    /// The words as they are written.
    pub text: String,
}

/// A paragraph of the canonical text in a copy.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Paragraph {
    /// What became of it.
    pub change: Change,
    /// Its words and the copy's, where it is changed.
    pub pieces: Vec<Piece>,
}

/// A copy against the canonical text.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Comparison {
    /// For each paragraph of the canonical text that has words, in order.
    pub paragraphs: Vec<Paragraph>,
    /// What stands in the copy only, in order.
    pub added: Vec<String>,
}

/// Compares a copy's body with the canonical one. Each sentence of the copy goes to the paragraph it is most like, so
/// that lost breaks and another order of paragraphs are no difference.
pub fn compare(canonical: &[Block], copy: &[Block]) -> Comparison {
    let mut owners: BTreeMap<u64, Vec<usize>> = BTreeMap::new();
    for (index, (_, block)) in paragraphs(canonical).enumerate() {
        for gram in grams(&block.text) {
            let known = owners.entry(gram).or_default();
            if known.last() != Some(&index) && known.len() < budget::HOLDERS {
                known.push(index);
            }
        }
    }
    let mut found: BTreeMap<usize, Vec<&str>> = BTreeMap::new();
    let mut added = Vec::new();
    for sentence in paragraphs(copy).flat_map(|(_, block)| sentences(&block.text)) {
        match owner(&grams(sentence), &owners) {
            Some(index) => found.entry(index).or_default().push(sentence),
            None => added.push(sentence.to_owned()),
        }
    }
    let joining = Joining::default();
    let paragraphs = paragraphs(canonical).enumerate().map(|(index, (_, block))| match found.get(&index) {
        None => Paragraph { change: Change::Omitted, pieces: Vec::new() },
        Some(parts) => against(&block.text, &parts.join(" "), &joining),
    });
    Comparison { paragraphs: paragraphs.collect(), added }
}

/// The paragraph that has most of the 2-grams, the first of equals, if it has enough.
fn owner(grams: &[u64], owners: &BTreeMap<u64, Vec<usize>>) -> Option<usize> {
    let mut hits: Vec<usize> = grams.iter().filter_map(|gram| owners.get(gram)).flatten().copied().collect();
    hits.sort_unstable();
    let best = hits.chunk_by(|a, b| a == b).max_by(|a, b| a.len().cmp(&b.len()).then(b.first().cmp(&a.first())))?;
    #[expect(clippy::cast_precision_loss, reason = "a sentence has far fewer than 2^52 words")]
    let share = best.len() as f64 / grams.len().max(1) as f64;
    (share >= FAMILIAR).then(|| best.first().copied())?
}

/// Hashes of the runs of two folded words; of the one word where there is one.
fn grams(text: &str) -> Vec<u64> {
    let folded = FoldedText::new(text);
    let words: Vec<&str> = folded.words().collect();
    match words.as_slice() {
        [] => Vec::new(),
        [word] => vec![xxh3_64(word.as_bytes())],
        _ => words.windows(2).map(|pair| xxh3_64(pair.join(" ").as_bytes())).collect(),
    }
}

fn against(canonical: &str, copy: &str, joining: &Joining) -> Paragraph {
    let (ours, theirs) = (Words::new(canonical), Words::new(copy));
    let steps = words::steps(&ours, &theirs, joining);
    if steps.iter().all(|step| step.kept) {
        return Paragraph { change: Change::Kept, pieces: Vec::new() };
    }
    let mut pieces = Vec::new();
    let mut push = |kind, text: &str| {
        if !text.trim().is_empty() {
            pieces.push(Piece { kind, text: text.trim().to_owned() });
        }
    };
    for step in steps {
        let (gone, new) = (ours.written(step.old), theirs.written(step.new));
        if step.kept {
            push("same", gone);
        } else {
            push("gone", gone);
            push("new", new);
        }
    }
    Paragraph { change: Change::Changed, pieces }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn body(texts: &[&str]) -> Vec<Block> {
        (1..).zip(texts).map(|(line, text)| Block::paragraph(line, text)).collect()
    }

    const FIRST: &str = "عقد الوزراء اجتماعهم السنوي في المدينة وبحثوا ربط الموانئ.";
    const SECOND: &str = "وقرروا إنشاء صندوق لتمويل خطوط السكك الحديدية.";
    const THIRD: &str = "وشكروا الدولة المضيفة على حسن الاستقبال.";

    fn changes(copy: &[&str]) -> (Vec<Change>, Vec<String>) {
        let found = compare(&body(&[FIRST, SECOND, THIRD]), &body(copy));
        (found.paragraphs.iter().map(|paragraph| paragraph.change).collect(), found.added)
    }

    #[test]
    fn order_breaks_and_spelling_are_no_difference() {
        use Change::Kept;
        assert_eq!(changes(&[THIRD, FIRST, SECOND]), (vec![Kept; 3], Vec::new()));
        assert_eq!(changes(&[&format!("{FIRST} {SECOND} {THIRD}")]), (vec![Kept; 3], Vec::new()));
        let spelled = FIRST.replace("الموانئ", "المـوانيء").replace("إ", "ا");
        assert_eq!(changes(&[&spelled, SECOND, THIRD]).0, [Kept; 3]);
    }

    #[test]
    fn what_is_left_out_changed_and_added_is_told() {
        let changed = SECOND.replace("إنشاء", "تأسيس");
        let new = "وأعلنت شركة جديدة افتتاح مكتبها.";
        let (seen, added) = changes(&[FIRST, &changed, new]);
        assert_eq!(seen, [Change::Kept, Change::Changed, Change::Omitted]);
        assert_eq!(added, [new]);
        let found = compare(&body(&[FIRST, SECOND, THIRD]), &body(&[&changed]));
        let pieces: Vec<(&str, &str)> =
            found.paragraphs[1].pieces.iter().map(|piece| (piece.kind, piece.text.as_str())).collect();
        let rest = "صندوق لتمويل خطوط السكك الحديدية.";
        assert_eq!(pieces, [("same", "وقرروا"), ("gone", "إنشاء"), ("new", "تأسيس"), ("same", rest)]);
    }
}
