//! Dates of a text → the day of its meeting, certain or likely. What belongs to an attack, a law, a deadline or another meeting dates nothing, and two answers are none.

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::dates::{self, Dated, Names, Written};
use super::meetings::{self, OPENING};
use super::{Passage, Trust, said};
use crate::boilerplate::{Cleaned, Reason};
use crate::edtf::{Certainty, Edtf, Span};
use crate::ingest::Document;
use crate::text::fold::FoldedText;

/// Words between a meeting's noun or verb and the date that belongs to it, at most; in the first sentence of a text any
/// number.
const NEAR: usize = 14;
/// A sentence has at least this many words; a heading above it has fewer.
const SENTENCE: usize = 8;
/// How many words before a date say what it is the date of, and how many behind it.
const BEFORE: usize = 6;
const BEHIND: usize = 1;
/// How far before a day without a year the report may have come out, in days.
const YEAR: u64 = 300;

/// Folded words that give a date near them to something else.
pub(super) const OTHERWISE: &str = "\
    بحلول، سريان، وقع، موقع، الموقع، الموقعه، المبرم، المبرمه، ابرم، ابرمت، المعتمد، منذ، حتي، ابتدا، \
    اعتبارا، بدا، بدءا، قبل، هجوم، الهجوم، بالهجوم، انفجار، الانفجار، اعتدا، الاعتدا، مقتل، اغتيال، غاره، \
    قصف، زلزال، فيضانات، قانون، القانون، القرار، اتفاقيه، الاتفاقيه، الاتفاق، بروتوكول، البروتوكول، معاهده، \
    المعاهده، مهله، موعد، اجل، نهايه، مطلع، اوت، التالي";
/// Folded words that set a date in the time to come.
pub(super) const AHEAD: &str = "\
    بحلول، قبل، حتي، ابتدا، اعتبارا، بدءا، نهايه، موعد، اقصاه، مهله، المقبل، المقبله، القادم، القادمه، غره، \
    مطلع، خلال";

/// The day of a meeting, and what says so.
pub(super) struct Found {
    pub date: Edtf,
    pub trust: Trust,
    pub rule: &'static str,
    pub line: u32,
    pub text: String,
}

/// The day the report came out: an editor's word, or the one day of the datelines around its headline.
pub(super) struct Published {
    day: NaiveDate,
    by_editor: bool,
}

impl Published {
    pub(super) fn new(document: &Document, cleaned: &Cleaned, names: &Names) -> Option<Published> {
        let front = document.front.source.published;
        if let Some(date) = front {
            return match date {
                Edtf::At(Span::Day(day), Certainty::Certain) => Some(Published { day, by_editor: true }),
                _ => None,
            };
        }
        if let Some(day) = document.page.published {
            return Some(Published { day, by_editor: false });
        }
        let first = cleaned.body.first().map_or(0, |block| block.line);
        let above =
            cleaned.removed.iter().filter(|removal| removal.reason == Reason::Dateline && removal.line <= first);
        let folded: Vec<FoldedText> = above.map(|removal| FoldedText::new(&removal.text)).collect();
        let passages: Vec<Passage<'_>> = folded.iter().map(|folded| Passage::new(1, 0, 0, "", folded)).collect();
        let days = || names.all(&passages).into_iter().filter(|dated| !dated.about).filter_map(|dated| dated.day());
        // A page that was brought up to date says the first day too.
        let (first, last) = (days().min()?, days().max()?);
        (last.signed_duration_since(first).num_days() <= 2).then_some(Published { day: first, by_editor: false })
    }
}

/// The day that the text gives its meeting.
///
/// - `text`: the one date of the first sentence that is no other thing's, or of the opening near a meeting's verb;
/// - `published`: `أمس`, `اليوم`, a weekday, or a day without a year, counted from the day the report came out.
pub(super) fn of_the_meeting(
    passages: &[Passage<'_>],
    dated: &[Dated],
    published: Option<&Published>,
    names: &Names,
) -> Option<Found> {
    let opening = || passages.iter().enumerate().filter(|(_, passage)| passage.block < OPENING);
    let sentence = opening().find(|(_, passage)| passage.words.len() >= SENTENCE).map(|(index, _)| index);
    for (index, passage) in opening() {
        let first = Some(index) == sentence;
        if !first && meetings::points_elsewhere(passage.folded.as_str()) {
            continue;
        }
        let here = dates::of_passage(dated, index);
        // In the first sentence all are anchored, or none.
        let anchored = here.iter().take(if first { 1 } else { usize::MAX });
        let anchored = anchored.into_iter().any(|found| is_anchored(passage, found.word, first));
        let own: Vec<&Dated> = here
            .iter()
            .filter(|found| anchored && is_no_other_things(passage, found.word, found.words, names))
            .collect();
        let whole: Vec<(&Dated, Edtf)> = own
            .iter()
            .filter_map(|found| match found.date {
                Written::Whole(date) if date.first() == date.last() || matches!(date, Edtf::Between(..)) => {
                    Some((*found, date))
                }
                _ => None,
            })
            .collect();
        if let Some((found, date)) = whole.first() {
            let one = whole.iter().all(|(_, other)| other == date);
            let trust = if found.about { Trust::Likely } else { Trust::Certain };
            let text = said(passage, found.word, found.words);
            return one.then_some(Found { date: *date, trust, rule: "text", line: passage.line, text });
        }
        if let Some(published) = published {
            if let Some((month, day, found)) = own.iter().find_map(|found| match found.date {
                Written::Yearless(month, day) => Some((month, day, *found)),
                Written::Whole(_) => None,
            }) && let Some(day) = last_before(published.day, month, day)
            {
                let text = said(passage, found.word, found.words);
                return Some(Found {
                    date: Edtf::day(day),
                    trust: Trust::Likely,
                    rule: "published",
                    line: passage.line,
                    text,
                });
            }
            if let Some(found) = relative(passage, first, published, names) {
                return found;
            }
        }
    }
    None
}

/// `أمس الخميس`, `اليوم`, `يوم الخميس`. Nothing where the passage says none of them; an answer that is none where it
/// contradicts itself.
fn relative(passage: &Passage<'_>, first: bool, published: &Published, names: &Names) -> Option<Option<Found>> {
    let words = &passage.words;
    if first && !is_anchored(passage, 0, first) {
        return None;
    }
    let (place, back) = words.iter().enumerate().find_map(|(place, word)| {
        let next = words.get(place + 1).copied().unwrap_or("");
        let before = place.checked_sub(1).and_then(|before| words.get(before)).copied().unwrap_or("");
        let back = match word.strip_prefix('و').unwrap_or(word) {
            "امس" if next == "الاول" || matches!(before, "اول" | "اولا") => Some(2),
            "امس" => Some(1),
            "اليوم" if before != "يوم" && before != "حتي" => Some(0),
            word if names.weekday(word).is_some() && !matches!(before, "امس" | "اليوم" | "كل" | "الاول") => {
                None
            }
            _ => return None,
        };
        let span = if back.is_none() && next == "الماضي" { 2 } else { 1 };
        let own = (first || is_anchored(passage, place, first)) && is_no_other_things(passage, place, span, names);
        own.then_some((place, back))
    })?;
    let near = words.get(place..words.len().min(place + 3)).unwrap_or(&[]);
    let weekday = near.iter().find_map(|word| names.weekday(word));
    let found = |day: NaiveDate| {
        let trust =
            if published.by_editor && (back.is_none() || weekday.is_some()) || back.is_some() && weekday.is_some() {
                Trust::Certain
            } else {
                Trust::Likely
            };
        let text = said(passage, place, near.len());
        Found { date: Edtf::day(day), trust, rule: "published", line: passage.line, text }
    };
    let day = match back {
        Some(back) => published
            .day
            .checked_sub_days(Days::new(back))
            .filter(|day| weekday.is_none_or(|said| day.weekday() == said)),
        // `الثلاثاء الماضي` is not today, whatever day it is.
        None => {
            let last = words.get(place + 1) == Some(&"الماضي");
            let from = if last { published.day.pred_opt() } else { Some(published.day) };
            weekday.zip(from).and_then(|(said, from)| weekday_before(from, said))
        }
    };
    Some(day.map(found))
}

/// The last such weekday up to a day, that day included.
fn weekday_before(day: NaiveDate, weekday: Weekday) -> Option<NaiveDate> {
    (0..7).filter_map(|back| day.checked_sub_days(Days::new(back))).find(|day| day.weekday() == weekday)
}

/// The last such day of a month up to a day, if it is no longer ago than the greater part of a year.
fn last_before(published: NaiveDate, month: u32, day: u32) -> Option<NaiveDate> {
    let years = [published.year(), published.year() - 1];
    let found =
        years.into_iter().filter_map(|year| NaiveDate::from_ymd_opt(year, month, day)).find(|day| *day <= published)?;
    (published.signed_duration_since(found).num_days().unsigned_abs() <= YEAR).then_some(found)
}

/// Whether a meeting's noun or verb stands in the first sentence, or its verb near before a word.
fn is_anchored(passage: &Passage<'_>, word: usize, first: bool) -> bool {
    let words = &passage.words;
    let near = words.get(word.saturating_sub(NEAR)..word).unwrap_or(&[]);
    if first {
        words.iter().any(|word| meetings::is_anchor(word))
    } else {
        near.iter().any(|word| meetings::is_held(word))
    }
}

/// Whether nothing beside a date gives it to something else.
fn is_no_other_things(passage: &Passage<'_>, word: usize, words: usize, names: &Names) -> bool {
    let all = &passage.words;
    let before = all.get(word.saturating_sub(BEFORE)..word).unwrap_or(&[]);
    // What stands before the last verb of holding belongs to another clause.
    let verb = before.iter().rposition(|word| meetings::is_held(word));
    let clause = verb.map_or(before, |verb| before.get(verb..).unwrap_or(&[]));
    let behind = all.get(word + words..all.len().min(word + words + BEHIND)).unwrap_or(&[]);
    let elsewhere = before.iter().chain(behind).any(|word| meetings::points_elsewhere(word));
    !elsewhere && !clause.iter().any(|word| is_otherwise(word, names))
}

fn is_otherwise(word: &str, names: &Names) -> bool {
    let says = |word: &str| names.otherwise.contains(word) || meetings::points_elsewhere(word);
    says(word) || word.strip_prefix(['و', 'ف', 'ب', 'ل']).is_some_and(says)
}

/// The latest day that the text speaks of as past: its meeting was not before it.
pub(super) fn latest_past(passages: &[Passage<'_>], dated: &[Dated], names: &Names) -> Option<NaiveDate> {
    let past = dated.iter().filter(|found| {
        let words = passages.get(found.passage).map_or(&[][..], |passage| &*passage.words);
        let near = words
            .get(found.word.saturating_sub(BEFORE)..words.len().min(found.word + found.words + BEHIND))
            .unwrap_or(&[]);
        !near.iter().any(|word| is_ahead(word, names))
    });
    past.filter(|found| !found.about).filter_map(Dated::day).max()
}

fn is_ahead(word: &str, names: &Names) -> bool {
    let bare = word.strip_prefix(['و', 'ف']).unwrap_or(word);
    let future = ["سي", "ست", "سن"].iter().any(|start| bare.starts_with(start)) && bare.chars().count() >= 5;
    names.ahead.contains(bare)
        || names.ahead.contains(word)
        || future
        || word.strip_prefix(['ب', 'ل']).is_some_and(|bare| names.ahead.contains(bare))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn meeting(texts: &[&str], published: Option<&str>) -> Option<(String, Trust)> {
        let folded: Vec<FoldedText> = texts.iter().map(|text| FoldedText::new(text)).collect();
        let passages: Vec<Passage<'_>> =
            folded.iter().enumerate().map(|(block, folded)| Passage::new(1, block, 0, "", folded)).collect();
        let names = Names::new();
        let day = published.map(|text| Published { day: Edtf::parse(text).unwrap().first(), by_editor: true });
        let found = of_the_meeting(&passages, &names.all(&passages), day.as_ref(), &names)?;
        Some((found.date.to_string(), found.trust))
    }

    fn day(texts: &[&str], published: Option<&str>) -> Option<String> {
        meeting(texts, published).map(|(date, _)| date)
    }

    #[test]
    fn only_a_date_beside_a_meeting_dates_the_meeting() {
        let held = ["عقد الوزراء اجتماعهم في 28 حزيران/يونيو 2021 في المدينة."];
        assert_eq!(meeting(&held, None), Some(("2021-06-28".into(), Trust::Certain)));
        assert_eq!(
            day(&["اجتمع الوزراء يومي 13 و14 آذار 2019 في المدينة."], None).as_deref(),
            Some("2019-03-13/2019-03-14")
        );
        let after = ["أقر الوزراء، في ختام اجتماعهم يوم الخميس 8 جويلية 2021، خطة تستمر حتى 31 كانون الأول 2030."];
        assert_eq!(day(&after, None).as_deref(), Some("2021-07-08"));
        assert_eq!(day(&["وقع الهجوم في 26 آب 2021 في العاصمة."], None), None);
        assert_eq!(day(&["استذكر الوزراء بيانهم الصادر في 4 حزيران 2020."], None), None);
    }

    #[test]
    fn other_days_near_a_meeting_leave_it_open() {
        assert_eq!(day(&["دعا المؤتمر الوطني إلى تنفيذ الاتفاق الموقع في 3 تشرين الأول 2020."], None), None);
        assert_eq!(day(&["عقد الوزراء اجتماعا ناقش خفض الانبعاثات بحلول 31 كانون الأول 2030."], None), None);
        assert_eq!(day(&["أكد الوزراء التزامهم.", "وكانت قمة سابقة عقدت في 24 أكتوبر 2022 قد أخفقت."], None), None);
        assert_eq!(day(&["رحب الوزراء اليوم بنتائج المؤتمر الذي عقد الأسبوع الماضي."], Some("2022-05-12")), None);
        assert_eq!(day(&["أدان الاجتماع الهجوم الذي وقع أمس الأول."], Some("2022-05-12")), None);
    }

    #[test]
    fn yesterday_and_weekdays_count_only_from_a_known_day() {
        let text = ["عقد المديرون أمس الخميس اجتماعا افتراضيا."];
        assert_eq!(meeting(&text, Some("2020-04-17")), Some(("2020-04-16".into(), Trust::Certain)));
        assert_eq!(day(&text, None), None);
        assert_eq!(day(&text, Some("2020-04-20")), None, "the day before is no Thursday");
        assert_eq!(
            day(&["اختتم الوزراء اجتماعهم يوم الخميس في المدينة."], Some("2020-04-18")).as_deref(),
            Some("2020-04-16")
        );
        assert_eq!(
            day(&["اختتم الوزراء اجتماعهم في 16 نيسان في المدينة."], Some("2020-04-18")).as_deref(),
            Some("2020-04-16")
        );
    }

    #[test]
    fn a_hijri_day_alone_is_likely() {
        let text = ["عقد الوزراء اجتماعهم في 1 رمضان 1445هـ في المدينة."];
        assert_eq!(meeting(&text, None), Some(("2024-03-11".into(), Trust::Likely)));
    }
}
