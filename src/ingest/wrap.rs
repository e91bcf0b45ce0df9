//! Which lines of a file belong to one paragraph: joins lines that were broken to fit a width, and no others.

/// A line of text with its number, 1-based.
pub type Line<'a> = (u32, &'a str);

/// The widest line that counts as broken to a width, in characters: mail and editors break at 72 to 80, wide windows at 100.
const WIDEST: usize = 120;
/// A line shorter than this, in characters, is a heading or a label, not the first half of a sentence.
const NARROWEST: usize = 40;

/// A label has at most this many words before its colon.
const LABEL: usize = 4;

/// Whether lines that follow one another without a blank line are one paragraph broken to a width: all but the last
/// fill most of it, and most of them end in the middle of a sentence. Two lines alone say too little, unless
/// `pairs_too`, where the second must close the sentence.
pub fn is_hard_wrapped(lines: &[Line<'_>], pairs_too: bool) -> bool {
    let Some(((_, last), filled)) = lines.split_last() else {
        return false;
    };
    if lines.windows(2).any(|pair| matches!(pair, [(_, before), (_, line)] if begins_anew(line, before))) {
        return false;
    }
    let lengths: Vec<usize> = filled.iter().map(|(_, line)| line.chars().count()).collect();
    let Some(&widest) = lengths.iter().max() else {
        return false;
    };
    let open = filled.iter().filter(|(_, line)| !ends_sentence(line)).count();
    let even = lengths.iter().all(|length| length * 10 >= widest * 7);
    let enough = filled.len() >= 2 || (pairs_too && ends_sentence(last));
    enough
        && (NARROWEST..=WIDEST).contains(&widest)
        && even
        && open * 3 >= filled.len() * 2
        && last.chars().count() <= WIDEST
}

/// Whether a line cannot go on with the sentence before it: it has the mark of a list's item, or it follows a whole
/// sentence and begins with a label of a few words and a colon.
fn begins_anew(line: &str, before: &str) -> bool {
    let line = line.trim_start();
    let bullet = line.starts_with(['•', '▪', '●', '■', '◆', '►', '✓'])
        || ["- ", "* ", "– ", "— "].iter().any(|mark| line.starts_with(mark));
    let rest = line.trim_start_matches(|c: char| c.is_numeric());
    let numbered = rest.len() < line.len() && [". ", ") ", "- ", "ـ "].iter().any(|mark| rest.starts_with(mark));
    let label = line.split_once(':').is_some_and(|(label, _)| label.split_whitespace().count() <= LABEL);
    bullet || numbered || (label && ends_sentence(before))
}

/// Whether a line ends as a sentence does, quotes and brackets behind the full stop aside.
pub fn ends_sentence(line: &str) -> bool {
    let bare = line
        .trim_end_matches(|c: char| c.is_whitespace() || matches!(c, '"' | '”' | '“' | '»' | ')' | ']' | '\'' | '’'));
    bare.ends_with(['.', '؟', '!', '?', ':', '…', '۔', '؛'])
}

#[cfg(test)]
mod tests {
    use super::*;

    fn wrapped(lines: &[&str], pairs_too: bool) -> bool {
        let numbered: Vec<Line> = (1..).zip(lines.iter().copied()).collect();
        is_hard_wrapped(&numbered, pairs_too)
    }

    #[test]
    fn broken_lines_are_one_paragraph_and_whole_lines_are_not() {
        let broken = [
            "أكد المشاركون في ختام أعمالهم أن الجهود ستتواصل في",
            "المرحلة المقبلة وأن الدعم المقدم إلى المناطق التي",
            "استعادت أمنها سيزداد.",
        ];
        assert!(wrapped(&broken, false));
        assert!(!wrapped(&["الرئيسية", "أخبار", "رياضة", "اتصل بنا"], true));
        assert!(!wrapped(
            &[
                "أكد المشاركون أن الجهود ستتواصل في المرحلة المقبلة.",
                "وشدد البيان على أهمية الدعم المقدم إلى المناطق.",
                "وختم البيان بالشكر."
            ],
            true
        ));
    }

    #[test]
    fn items_and_labels_begin_anew() {
        let first = "أكد المشاركون في ختام أعمالهم أن الجهود ستتواصل في المناطق كلها";
        for second in [
            "• دعم المناطق التي استعادت أمنها بما تحتاج إليه من خدمات",
            "2. دعم المناطق التي استعادت أمنها بما تحتاج إليه من خدمات",
        ] {
            assert!(!wrapped(&[first, second, "وفي ما يتصل بها من قطاعات أخرى."], true), "{second}");
        }
        let whole = "أكد المشاركون في ختام أعمالهم أن الجهود ستتواصل في المناطق.";
        assert!(!wrapped(&[first, whole, "اقرأ أيضا: وزراء النقل يبحثون ربط الموانئ بالسكك الحديدية"], true));
    }

    #[test]
    fn two_lines_are_joined_only_where_that_is_the_format() {
        let pair = ["أكد المشاركون في ختام أعمالهم أن الجهود ستتواصل في", "المرحلة المقبلة."];
        assert!(!wrapped(&pair, false));
        assert!(wrapped(&pair, true));
        assert!(!wrapped(&[pair[0], "واشنطن - الموجز"], true));
    }
}
