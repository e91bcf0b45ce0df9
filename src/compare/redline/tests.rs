//! Redlines of small texts, and that no word is ever lost.

use super::*;
use proptest::prelude::*;

fn body<T: AsRef<str>>(texts: &[T]) -> Vec<Block> {
    (1..).zip(texts).map(|(line, text)| Block::paragraph(line, text.as_ref())).collect()
}

const OPENING: &str = "عقد وزراء النقل اجتماعهم السنوي في المدينة وبحثوا ربط الموانئ بالسكك الحديدية.";
const FUND: &str = "وقرروا إنشاء صندوق لتمويل خطوط السكك الحديدية العابرة للحدود.";
const SAFETY: &str = "ودعا الوزراء إلى تطبيق معايير السلامة البحرية على السفن كلها.";
const THANKS: &str = "وشكروا الدولة المضيفة على حسن الاستقبال.";

/// Rows as `change old new`.
fn rows(old: &[&str], new: &[&str]) -> Vec<String> {
    let (old, new) = (body(old), body(new));
    let number = |number: Option<usize>| number.map_or("-".to_owned(), |number| number.to_string());
    let found = Reader::default().redline(&old, &new);
    found.rows.iter().map(|row| format!("{:?} {} {}", row.change, number(row.old), number(row.new))).collect()
}

#[test]
fn paragraphs_are_kept_reworded_moved_added_and_dropped() {
    let reworded = FUND.replace("إنشاء", "تأسيس");
    assert_eq!(
        rows(&[OPENING, FUND, SAFETY, THANKS], &[OPENING, &reworded, "وأعلنت شركة افتتاح مكتب لها.", SAFETY]),
        ["Kept 1 1", "Reworded 2 2", "Added - 3", "Kept 3 4", "Dropped 4 -"]
    );
    assert_eq!(rows(&[OPENING, FUND, SAFETY], &[FUND, SAFETY, OPENING]), ["Kept 2 1", "Kept 3 2", "Moved 1 3"]);
    assert_eq!(rows(&[], &[OPENING]), ["Added - 1"]);
    assert_eq!(rows(&["***"], &["***"]), ["Kept 1 1"]);
}

#[test]
fn words_that_went_to_another_paragraph_are_known() {
    let joined = format!("{OPENING} {FUND}");
    let (old, new) = (body(&[OPENING, FUND, THANKS]), body(&[joined.as_str(), THANKS]));
    let found = Reader::default().redline(&old, &new);
    let told: Vec<(Change, Vec<Piece<'_>>)> = found.rows.iter().map(|row| (row.change, row.pieces.clone())).collect();
    assert_eq!(told[0].1[1], Piece::Here { text: FUND, from: 2 });
    assert_eq!(told[1], (Change::Moved, vec![Piece::Away { text: FUND, to: 1 }]));
    assert_eq!(found.counts.moved, FUND.split(' ').count());
    assert_eq!(found.counts.kept + found.counts.moved, found.counts.new);
}

#[test]
fn a_verb_that_was_raised_or_lowered_is_told() {
    let shifts = |old: &str, new: &str| {
        let (old, new) = (body(&[old]), body(&[new]));
        let found = Reader::default().redline(&old, &new);
        let told = found.rows.iter().flat_map(|row| &row.shifts);
        told.map(|shift| format!("{} {} {}", shift.old, if shift.raised { "<" } else { ">" }, shift.new))
            .collect::<Vec<_>>()
    };
    let worried = "وأعرب الوزراء عن قلقهم إزاء الوضع في الموانئ.";
    assert_eq!(shifts(worried, &worried.replace("عن قلقهم", "عن بالغ قلقهم")), ["عن قلقهم < عن بالغ قلقهم"]);
    assert_eq!(shifts(SAFETY, &SAFETY.replace("ودعا", "وحث")), ["ودعا < وحث"]);
    let quoted = SAFETY.replace("ودعا الوزراء", "ودعا «الوزراء»");
    assert_eq!(shifts(&quoted, &quoted.replace("ودعا", "وطالب")), ["ودعا < وطالب"]);
    assert_eq!(shifts(&SAFETY.replace("ودعا", "وطالب"), SAFETY), ["وطالب > ودعا"]);
    let condemned = "وأدان المجتمعون الهجوم على الميناء بكل أشكاله.";
    assert_eq!(
        shifts(condemned, "وأدان بأشد العبارات المجتمعون الهجوم على الميناء بكل أشكاله."),
        ["وأدان < وأدان بأشد العبارات"]
    );
    assert!(shifts(SAFETY, &SAFETY.replace("السلامة", "الأمن")).is_empty(), "a verb that stays is no shift");
}

#[test]
fn a_long_hostile_paragraph_is_compared_at_once() {
    let long = |word: &str| format!("{word} كلمة ").repeat(20_000);
    let (old, new) = (body(&[long("أ"), long("ب")]), body(&[long("ب"), long("ج")]));
    let found = Reader::default().redline(&old, &new);
    assert_eq!(found.counts.new, 80_000);
}

/// The older text of a paragraph, put together from a redline's pieces.
fn older(piece: &Piece<'_>) -> String {
    match piece {
        Piece::Kept { old, .. } => (*old).to_owned(),
        Piece::Dropped(text) | Piece::Away { text, .. } => (*text).to_owned(),
        Piece::Added(_) | Piece::Here { .. } => String::new(),
    }
}

fn newer(piece: &Piece<'_>) -> String {
    match piece {
        Piece::Kept { new, .. } => (*new).to_owned(),
        Piece::Added(text) | Piece::Here { text, .. } => (*text).to_owned(),
        Piece::Dropped(_) | Piece::Away { .. } => String::new(),
    }
}

proptest! {
    #[test]
    fn kept_and_added_words_are_the_newer_text_and_kept_and_dropped_the_older(
        old in prop::collection::vec("[أ-ث]{1,2}( [أ-ث،.]{1,2}){0,14}", 0..8),
        new in prop::collection::vec("[أ-ث]{1,2}( [أ-ث،.]{1,2}){0,14}", 0..8),
        shared in prop::collection::vec("[أ-ث]{2}( [أ-ث]{2}){4,9}", 0..4),
        turn in 0usize..4,
    ) {
        let mut moved = shared.clone();
        moved.rotate_left(turn.min(shared.len()));
        let (old, new) = (body(&[old, shared].concat()), body(&[moved, new].concat()));
        let found = Reader::default().redline(&old, &new);
        let mut olds: Vec<(usize, String)> = found.rows.iter()
            .filter_map(|row| Some((row.old?, row.pieces.iter().map(older).collect()))).collect();
        olds.sort();
        let news: Vec<String> = found.rows.iter()
            .filter(|row| row.new.is_some())
            .map(|row| row.pieces.iter().map(newer).collect()).collect();
        let texts = |body: &[Block]| paragraphs(body).map(|(_, block)| block.text.as_str().to_owned()).collect::<Vec<_>>();
        prop_assert_eq!(olds.into_iter().map(|(_, text)| text).collect::<Vec<_>>(), texts(&old));
        prop_assert_eq!(news, texts(&new));
        let count = |pick: fn(&Piece<'_>) -> bool| found.rows.iter().flat_map(|row| &row.pieces).filter(|piece| pick(piece)).count();
        prop_assert_eq!(count(|piece| matches!(piece, Piece::Here { .. })) > 0, found.counts.moved > 0);
        prop_assert!(found.counts.kept + found.counts.moved <= found.counts.new.min(found.counts.old));
    }
}
