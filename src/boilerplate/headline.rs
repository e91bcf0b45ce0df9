//! Short lines above the text → which of them is the headline. It never makes one up.

use std::collections::BTreeSet;

use crate::text::fold::FoldedText;

/// A repeat of the headline has at most this many words more: a slogan or a picture credit.
const EXTRA_WORDS: usize = 6;
/// A headline has at least this many words; a section label has fewer.
pub const FEWEST_WORDS: usize = 3;

/// Whether a line says the headline again: all of the headline in order, with little added.
pub fn repeats(line: &FoldedText, headline: &FoldedText) -> bool {
    if headline.is_empty() || line.len() > headline.len() + EXTRA_WORDS {
        return false;
    }
    line == headline
        || line.as_str().strip_prefix(headline.as_str()).is_some_and(|rest| rest.starts_with(' '))
        || line.as_str().strip_suffix(headline.as_str()).is_some_and(|rest| rest.ends_with(' '))
}

/// The index of the headline among the lines above the text, in the order of the page.
///
/// A line that is contained in another is a headline without a slogan; otherwise the line that has the most words in
/// common with the text wins, and among equals the one nearest to it.
pub fn choose(lines: &[&FoldedText], text: &FoldedText) -> Option<usize> {
    let said: BTreeSet<&str> = text.words().collect();
    let score = |index: usize, line: &FoldedText| {
        let twice = lines.iter().enumerate().any(|(other, longer)| other != index && repeats(longer, line));
        let common: BTreeSet<&str> =
            line.words().filter(|word| word.chars().count() > 2 && said.contains(word)).collect();
        (twice, common.len())
    };
    let eligible = lines.iter().enumerate().filter(|(_, line)| line.len() >= FEWEST_WORDS);
    let best = eligible.max_by_key(|(index, line)| (score(*index, line), *index))?;
    // Of two equal lines the first is the headline and the second its repeat.
    lines.iter().position(|line| line == best.1)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn chosen(lines: &[&str], text: &str) -> Option<usize> {
        let folded: Vec<FoldedText> = lines.iter().map(|line| FoldedText::new(line)).collect();
        choose(&folded.iter().collect::<Vec<_>>(), &FoldedText::new(text))
    }

    #[test]
    fn the_headline_is_found_among_labels_and_slogans() {
        let text = "جدد المجلس في ختام دورته التزامه بدعم الموانئ في المنطقة";
        assert_eq!(
            chosen(&["المجلس يجدد التزامه بدعم الموانئ - موقعكم الأول", "المجلس يجدد التزامه بدعم الموانئ"], text),
            Some(1)
        );
        assert_eq!(chosen(&["اقتصاد وأعمال محلية", "المجلس يجدد التزامه بدعم الموانئ"], text), Some(1));
        assert_eq!(chosen(&["المجلس يجدد التزامه", "صحيفة المرفأ اليومية الشاملة"], text), Some(0));
        assert_eq!(chosen(&["أخبار", "دولي"], text), None);
    }
}
