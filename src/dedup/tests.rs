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

pub fn text<'a>(file: &'a str, paragraphs: &[&'a str]) -> Text<'a> {
    let standing = Standing {
        edited: false,
        official: false,
        removed: 0,
        published: None,
        meeting: None,
        date: None,
        day: None,
        file,
    };
    let body: Vec<Block> = paragraphs.iter().map(|text| Block::paragraph(1, text)).collect();
    Text { body: body.leak(), standing, notes: None }
}

fn files(texts: &[Text<'_>], verdicts: &Verdicts) -> Vec<Vec<String>> {
    let found = deduplicate(texts, verdicts);
    let name = |member: &Member| texts[member.text].standing.file.to_owned();
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
    for by_editor in [true, false] {
        texts[0].standing.meeting = Some(Decided { value: 0, by_editor });
        texts[1].standing.meeting = Some(Decided { value: 1, by_editor });
        let found = deduplicate(&texts, &Verdicts::default());
        assert_eq!(found.clusters.len(), 2);
        assert_eq!(found.related[0].conflict.is_none(), by_editor, "only what the machine decided is asked");
    }
}

#[test]
fn many_copies_of_one_text_are_one_cluster() {
    let names: Vec<String> = (0..200).map(|number| format!("{number:03}")).collect();
    let texts: Vec<Text> = names.iter().map(|name| text(name, &[OPENING, PORTS, RAIL, CLOSING])).collect();
    assert_eq!(files(&texts, &Verdicts::default()).len(), 1);
}

proptest! {
    #[test]
    fn the_order_of_input_does_not_matter_and_nothing_is_lost(order in Just((0..8).collect::<Vec<usize>>()).prop_shuffle(), picks in proptest::collection::vec(proptest::sample::subsequence(vec![OPENING, PORTS, RAIL, CLOSING, NEWS, GRANT, SAFETY], 1..6), 8)) {
        let names: Vec<String> = (0..8).map(|index| format!("file-{index}")).collect();
        let make = |index: usize| text(&names[index], &picks[index]);
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
    let dated = |file: &'static str, date: &str| {
        let mut text = text(file, &[OPENING, PORTS, RAIL, CLOSING]);
        text.standing.date = Some(Decided { value: Edtf::parse(date).unwrap(), by_editor: true });
        text
    };
    let clusters = |a, b| files(&[dated("a", a), dated("b", b)], &Verdicts::default()).len();
    assert_eq!((clusters("2021-06-28", "2022-05-11"), clusters("2021-06-28", "2021-06")), (2, 1));
}

/// A text long enough for its facts to be compared, and its first paragraph.
const SUMMIT: [&str; 5] = [OPENING, PORTS, RAIL, CLOSING, "عقد الاجتماع في الرباط في 12 أيار 2021 وحضره 34 وفدا"];

fn conflict(other: [&str; 5]) -> Option<Kind> {
    let texts = [text("a", &SUMMIT), text("b", &other)];
    let found = deduplicate(&texts, &Verdicts::default());
    assert_eq!(found.clusters.len(), if found.related.is_empty() { 1 } else { 2 });
    found.related.first().map(|related| related.conflict.clone().unwrap().kind)
}

#[test]
fn a_fact_that_differs_is_asked_and_not_merged() {
    let with = |last: &'static str| [OPENING, PORTS, RAIL, CLOSING, last];
    assert_eq!(conflict(with("عقد الاجتماع في الرباط في 12 أيار 2021 وحضره 34 وفدا")), None);
    assert_eq!(conflict(with("عقد الاجتماع في الرباط في 12 أيار 2021 وحضره 57 وفدا")), Some(Kind::Figure));
    assert_eq!(conflict(with("عقد الاجتماع في الرباط في 12 مايو 2021 وحضره 34 وفدا")), None);
    assert_eq!(conflict(with("عقد الاجتماع في الرباط في 12 حزيران 2021 وحضره 34 وفدا")), Some(Kind::Date));
    assert_eq!(conflict(with("عقد الاجتماع بالدوحة في 12 أيار 2021 وحضره 34 وفدا")), Some(Kind::Place));
    let rejected = "رفض الوزراء توحيد رسوم الموانئ وتبادل بيانات السفن قبل وصولها بيومين على الأقل";
    let adopted = "اعتمد الوزراء توحيد رسوم الموانئ وتبادل بيانات السفن قبل وصولها بيومين على الأقل";
    let texts =
        [text("a", &[OPENING, adopted, RAIL, CLOSING, GRANT]), text("b", &[OPENING, rejected, RAIL, CLOSING, GRANT])];
    let found = deduplicate(&texts, &Verdicts::default());
    assert_eq!(found.related[0].conflict.as_ref().unwrap().kind, Kind::Negation);
    let merged = Verdicts { copies: vec![(1, 0)], ..Verdicts::default() };
    assert_eq!(deduplicate(&texts, &merged).clusters.len(), 1, "an editor's word wins");
}

#[test]
fn the_issuing_bodys_text_is_canonical_unless_an_editor_says_otherwise() {
    let mut texts = [text("a", &[OPENING, PORTS, RAIL, CLOSING, GRANT]), text("b", &[OPENING, PORTS, RAIL, CLOSING])];
    texts[1].standing.official = true;
    let first = |texts: &[Text<'_>], verdicts: &Verdicts| {
        let found = deduplicate(texts, verdicts);
        (found.clusters[0].members[0].text, found.clusters[0].members[0].why)
    };
    assert_eq!(first(&texts, &Verdicts::default()), (1, Why::Official));
    let said = Verdicts { copies: vec![(1, 0)], ..Verdicts::default() };
    assert_eq!(first(&texts, &said), (0, Why::Editor));
}
