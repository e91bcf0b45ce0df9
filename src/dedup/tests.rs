//! Copies, successors, mosaics and what editors say of them.

use super::*;
use proptest::prelude::*;

const OPENING: &str = "عقد وزراء النقل في الدول الأعضاء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية";
const PORTS: &str = "اتفق الوزراء على توحيد رسوم الموانئ وعلى تبادل بيانات السفن قبل وصولها بيومين على الأقل";
const RAIL: &str = "قرر الوزراء إنشاء صندوق لتمويل خطوط السكك الحديدية العابرة للحدود وتحديد مساهمة كل دولة";
const CLOSING: &str = "شكر الوزراء الدولة المضيفة على حسن الاستقبال واتفقوا على اللقاء في العام المقبل";
const NEWS: &str = "أعلنت الأمانة العامة استقالة مديرها التنفيذي وفتح باب الترشح للمنصب حتى نهاية الشهر الجاري";
const GRANT: &str = "خصص البنك منحة جديدة لتدريب المهندسين الشباب في معاهد متخصصة داخل المنطقة وخارجها";
const SAFETY: &str = "شددت اللجنة على معايير السلامة البحرية وطالبت بتقارير نصف سنوية عن حوادث السفن";

fn text(file: &str, paragraphs: &[&str]) -> Text {
    Text {
        paragraphs: paragraphs.iter().map(|part| FoldedText::new(part)).collect(),
        standing: Standing {
            edited: false,
            removed: 0,
            published: None,
            meeting: None,
            date: None,
            blocks: paragraphs.len(),
            file: file.into(),
        },
    }
}

fn files(texts: &[Text], verdicts: &Verdicts) -> Vec<Vec<String>> {
    let found = deduplicate(texts, verdicts);
    let name = |member: &Member| texts[member.text].standing.file.clone();
    found.clusters.iter().map(|cluster| cluster.members.iter().map(name).collect()).collect()
}

#[test]
fn an_abridged_and_a_padded_copy_are_copies() {
    let texts = [
        text("a", &[OPENING, PORTS, RAIL, CLOSING]),
        text("b", &[OPENING, RAIL]),
        text("c", &[OPENING, PORTS, RAIL, CLOSING, NEWS]),
    ];
    let found = deduplicate(&texts, &Verdicts::default());
    assert_eq!(found.clusters.len(), 1);
    assert_eq!(found.clusters[0].members[0], Member { text: 0, similarity: 1.0, why: Why::MostComplete });
}

#[test]
fn a_successor_with_agreed_language_is_related_and_not_a_copy() {
    let texts = [text("a", &[OPENING, PORTS, RAIL]), text("b", &[OPENING, PORTS, NEWS, GRANT])];
    let found = deduplicate(&texts, &Verdicts::default());
    assert_eq!(found.clusters.len(), 2);
    assert_eq!(found.related.len(), 1);
    assert!(found.related[0].similarity > 0.3);
}

#[test]
fn an_article_that_quotes_two_does_not_chain_them() {
    let texts = [
        text("one", &[OPENING, PORTS, RAIL, CLOSING]),
        text("two", &[NEWS, GRANT, SAFETY]),
        text("round-up", &[OPENING, PORTS, RAIL, CLOSING, NEWS, GRANT, SAFETY]),
    ];
    let clusters = files(&texts, &Verdicts::default());
    assert!(
        clusters.iter().all(|cluster| !(cluster.contains(&"one".into()) && cluster.contains(&"two".into()))),
        "{clusters:?}"
    );
}

#[test]
fn the_editor_wins() {
    let texts =
        [text("a", &[OPENING, PORTS, RAIL]), text("b", &[OPENING, PORTS, RAIL]), text("c", &[NEWS, GRANT, SAFETY])];
    let apart = Verdicts { apart: BTreeSet::from([(0, 1)]), copies: vec![(0, 2)] };
    assert_eq!(files(&texts, &apart), [vec!["b".to_owned()], vec!["c".to_owned(), "a".to_owned()]]);
}

#[test]
fn different_meetings_are_never_merged() {
    let mut texts = [text("a", &[OPENING, PORTS, RAIL]), text("b", &[OPENING, PORTS, RAIL])];
    texts[0].standing.meeting = Some(0);
    texts[1].standing.meeting = Some(1);
    assert_eq!(files(&texts, &Verdicts::default()).len(), 2);
}

#[test]
fn many_copies_of_one_text_are_one_cluster() {
    let texts: Vec<Text> =
        (0..200).map(|number| text(&format!("{number:03}"), &[OPENING, PORTS, RAIL, CLOSING])).collect();
    assert_eq!(files(&texts, &Verdicts::default()).len(), 1);
}

proptest! {
    #[test]
    fn the_order_of_input_does_not_matter_and_nothing_is_lost(order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(), picks in proptest::collection::vec(proptest::sample::subsequence(vec![OPENING, PORTS, RAIL, CLOSING, NEWS, GRANT, SAFETY], 1..6), 8)) {
        let make = |index: usize| text(&format!("file-{index}"), &picks[index]);
        let straight: Vec<Text> = (0..8).map(make).collect();
        let shuffled: Vec<Text> = order.iter().map(|index| make(*index)).collect();
        let a = files(&straight, &Verdicts::default());
        let b = files(&shuffled, &Verdicts::default());
        prop_assert_eq!(&a, &b);
        prop_assert_eq!(a.iter().map(Vec::len).sum::<usize>(), 8);
    }
}

#[test]
fn two_notices_of_one_line_that_differ_in_a_name_are_two() {
    let one = "تعقد لجنة النقل اجتماعها الأسبوعي في قاعة المؤتمرات بمبنى الأمانة وتبحث موازنة ميناء الشمال";
    let two = "تعقد لجنة النقل اجتماعها الأسبوعي في قاعة المؤتمرات بمبنى الأمانة وتبحث موازنة ميناء الجنوب";
    let clusters = files(&[text("a", &[one, "ويحضر الأمين"]), text("b", &[two, "ويغيب الأمين"])], &Verdicts::default());
    assert_eq!(clusters.len(), 2);
}

#[test]
fn reports_with_dates_of_editors_that_cannot_be_one_day_stay_two() {
    let dated = |file: &str, date: &str| {
        let mut text = text(file, &[OPENING, PORTS, RAIL, CLOSING]);
        text.standing.date = Some(Edtf::parse(date).unwrap());
        text
    };
    let clusters = |a, b| files(&[dated("a", a), dated("b", b)], &Verdicts::default()).len();
    assert_eq!((clusters("2021-06-28", "2022-05-11"), clusters("2021-06-28", "2021-06")), (2, 1));
}
