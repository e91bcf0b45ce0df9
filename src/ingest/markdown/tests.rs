//! Markdown as people write and paste it.

use super::*;
use proptest::prelude::*;

fn one(text: &str) -> Block {
    let mut read = blocks(text, 1);
    assert_eq!(read.len(), 1, "{read:?}");
    read.remove(0)
}

#[test]
fn marks_cover_their_words() {
    let block = one("أكد **بيان  ختامي** و[رابط](https://example.org/a).");
    let covered: Vec<&str> = block.marks.iter().map(|mark| block.text.get(mark.start..mark.end).unwrap()).collect();
    assert_eq!(covered, ["بيان ختامي", "رابط"]);
    assert_eq!(block.marks[1].style, Style::Link("https://example.org/a".into()));
}

#[test]
fn of_marks_over_the_same_words_the_outer_comes_first() {
    let styles = |text: &str| one(text).marks.into_iter().map(|mark| mark.style).collect::<Vec<_>>();
    assert_eq!(styles("***نص***"), [Style::Emphasis, Style::Strong]);
    assert_eq!(styles("[*نص*](/a)"), [Style::Link("/a".into()), Style::Emphasis]);
    assert_eq!(styles("*[نص](/a)*"), [Style::Emphasis, Style::Link("/a".into())]);
}

#[test]
fn raw_html_is_text_and_bad_links_are_words() {
    let block = one("نص <script>alert(1)</script> [هنا](javascript:alert(1)) [ب](java\tscript:x)");
    assert!(block.text.contains("<script>alert(1)</script>"));
    assert!(block.marks.is_empty());
    assert_eq!(&*one("<div onclick=x>نص</div>").text, "<div onclick=x>نص</div>");
    assert_eq!(&*one("![وصف](x.jpg)").text, "وصف");
}

#[test]
fn lists_and_headings_keep_their_place() {
    let read = blocks("# عنوان\n\n1. أول\n2. ثان\n   - فرع\n\n> قول\n\n---\n", 10);
    let kinds: Vec<(u32, Kind)> = read.iter().map(|block| (block.line, block.kind)).collect();
    assert_eq!(
        kinds,
        [
            (10, Kind::Heading(1)),
            (12, Kind::Item { depth: 0, number: Some(1) }),
            (13, Kind::Item { depth: 0, number: Some(2) }),
            (14, Kind::Item { depth: 1, number: None }),
            (16, Kind::Quote),
            (18, Kind::Break),
        ]
    );
}

#[test]
fn a_line_that_comes_in_parts_is_one() {
    let texts =
        |text: &str| blocks(text, 1).iter().map(|block| (block.line, block.text.to_string())).collect::<Vec<_>>();
    assert_eq!(texts("- أ\n\n\t\tب\n"), [(1, "أ".to_owned()), (3, "ب".to_owned())]);
    assert_eq!(texts("    أ\n\n\n    ب\n"), [(1, "أ".to_owned()), (4, "ب".to_owned())]);
    assert_eq!(texts("<div>\n أ\n</div>\n"), [(1, "<div>".into()), (2, "أ".into()), (3, "</div>".into())]);
}

#[test]
fn pasted_lines_are_paragraphs_and_broken_lines_are_not() {
    assert_eq!(blocks("الرئيسية\nأخبار\n**مهم** جدا", 1).len(), 3);
    let broken = "أكد المشاركون في ختام أعمالهم أن الجهود ستتواصل في\nالمرحلة المقبلة وأن الدعم سيزداد.";
    assert_eq!(blocks(broken, 1).len(), 1);
}

#[test]
fn a_line_pasted_behind_a_list_is_no_part_of_it() {
    let read = blocks("- اقرأ أيضا: خبر\n- خبر آخر\nعقد الوزراء اجتماعهم في روما.\nوأصدروا بيانا.", 1);
    let texts: Vec<(u32, bool, &str)> =
        read.iter().map(|block| (block.line, matches!(block.kind, Kind::Item { .. }), block.text.as_str())).collect();
    assert_eq!(
        texts,
        [
            (1, true, "اقرأ أيضا: خبر"),
            (2, true, "خبر آخر"),
            (3, false, "عقد الوزراء اجتماعهم في روما."),
            (4, false, "وأصدروا بيانا.")
        ]
    );
    let wrapped = "- أكد المشاركون في ختام أعمالهم أن الجهود ستتواصل في\n  المرحلة المقبلة وأن الدعم سيزداد.";
    assert_eq!(blocks(wrapped, 1).len(), 1);
}

proptest! {
    #[test]
    fn marks_lie_on_characters_and_nest(text in "[أ-ي a*_`~\\[\\]()<>\n]{0,80}") {
        for block in blocks(&text, 1) {
            for mark in &block.marks {
                prop_assert!(block.text.get(mark.start..mark.end).is_some());
            }
            for pair in block.marks.windows(2) {
                prop_assert!(pair[1].start >= pair[0].end || pair[1].end <= pair[0].end);
            }
        }
    }
}
