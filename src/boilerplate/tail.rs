//! What stands behind the text: from a line that only ever stands there, or behind the last sentence. It needs a sign that the page has furniture at all.

use super::Reason;
use super::line::{Fate, Line, is_furnished};
use crate::ingest::block::Kind;
use crate::text::fold::FoldedText;
use crate::text::phrases::listed;

/// Lines behind which no text goes on: comments, subjects, copyright, the author, the end.
const ENDS: &str = "\
    التعليقات، تعليقات، تعليقات القراء، تعليقات الزوار، تعليقاتكم، آراء القراء، آراء وتعليقات، أضف تعليقا، \
    أضف تعليقك، أضف تعليق، اترك تعليقا، اترك تعليقك، اترك ردا، اكتب تعليقا، كن أول من يعلق، \
    ليست هناك تعليقات، لا توجد تعليقات، الوسوم، وسوم، كلمات دلالية، الكلمات الدلالية، كلمات مفتاحية، \
    الكلمات المفتاحية، مواضيع المقال، مواضيع، موضوعات، العلامات، علامات، هاشتاغ، تصنيفات، التصنيفات، tags، \
    جميع الحقوق محفوظة، كل الحقوق محفوظة، حقوق النشر محفوظة، عن الكاتب، رد مع اقتباس، توقيع العضو، توقيع العضوة، جميع الأوقات بتوقيت، عن الكاتبة، عن المحرر، عن المحررة، \
    انتهى، رابط مختصر";
/// Lines that close a text, though they are no sentences.
const CLOSINGS: &str = "\
    صدر في، صدر عن، حرر في، حرر ب، والله ولي، والله الموفق، والسلام، انتهى البيان، التوقيع، الموقعون، \
    عن الوزراء، الأمانة العامة";
/// What stands behind such a line is not the text if it has at most this share of the sentences' words, in tenths.
const BEHIND: usize = 4;

/// The lists, folded.
#[derive(Debug)]
pub struct Tail {
    ends: Vec<FoldedText>,
    closings: Vec<FoldedText>,
}

impl Tail {
    /// Folds the lists.
    pub fn new() -> Tail {
        let folded = |list: &'static str| listed(list).map(FoldedText::new).collect();
        Tail { ends: folded(ENDS), closings: folded(CLOSINGS) }
    }

    /// Marks what stands behind the text.
    pub fn mark(&self, lines: &mut [Line]) {
        behind_an_end(lines, &self.ends);
        if is_furnished(lines) {
            behind_the_last_sentence(lines, &self.closings);
        }
    }
}

/// Takes out what stands behind a line behind which no text goes on.
fn behind_an_end(lines: &mut [Line], ends: &[FoldedText]) {
    let words = |lines: &[Line]| -> usize {
        lines.iter().filter(|line| line.fate == Fate::Body && line.is_text()).map(|line| line.words).sum()
    };
    let all = words(lines);
    let end = (0..lines.len()).find(|index| {
        let (before, behind) = lines.split_at_checked(*index).unwrap_or((&[], &[]));
        let line = behind.first();
        line.is_some_and(|line| is_end(line, ends))
            && words(behind) * 10 <= all * BEHIND
            && before.iter().any(|line| line.fate == Fate::Body && line.is_text())
    });
    let comments = end.and_then(|end| lines.get(end)).is_some_and(|line| line.folded.as_str().contains("علي"));
    for line in lines.iter_mut().skip(end.unwrap_or(usize::MAX)).filter(|line| line.fate == Fate::Body) {
        if line.block.kind != Kind::Break {
            line.fate = Fate::Out(if comments { Reason::ReaderComment } else { Reason::SiteChrome });
        }
    }
}

/// Takes out short lines behind the last sentence, but for a list that it announces and a closing.
fn behind_the_last_sentence(lines: &mut [Line], closings: &[FoldedText]) {
    let Some(last) = lines.iter().rposition(|line| line.fate == Fate::Body && (line.is_text() || line.is_item)) else {
        return;
    };
    let mut listed = lines.get(last).is_some_and(|line| line.block.text.ends_with(':'));
    for line in lines.iter_mut().skip(last + 1) {
        listed &= line.fate == Fate::Body;
        let closes = closings.iter().any(|words| line.folded.as_str().starts_with(words.as_str()));
        let text = listed || closes || matches!(line.block.kind, Kind::Heading(_) | Kind::Break);
        if line.fate == Fate::Body && !text {
            line.fate = Fate::Out(Reason::SiteChrome);
        }
    }
}

/// Whether a line is one behind which no text goes on: it is short, and begins with the words that say so.
fn is_end(line: &Line, ends: &[FoldedText]) -> bool {
    let begins = |words: &FoldedText| {
        let rest = line.folded.as_str().strip_prefix(words.as_str());
        rest.is_some_and(|rest| {
            rest.is_empty()
                || rest.starts_with(' ')
                    && (words.len() > 1 && line.words <= words.len() + 2 || line.block.text.contains([':', '(']))
        })
    };
    line.fate == Fate::Out(Reason::ReaderComment)
        || !line.is_sentence && (line.block.text.starts_with('©') || ends.iter().any(begins))
}
