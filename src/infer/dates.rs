//! Explicit dates in folded text, and which of them is the meeting's. A date beside no meeting's verb dates nothing.

use chrono::{Days, NaiveDate};

use super::{Passage, meetings, said};
use crate::edtf::{Certainty, Edtf, Span};
use crate::text::phrases::Phrases;

/// A date that a text writes out, with its year.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day or month.
    pub span: Span,
    /// The index of its passage, 0-based.
    pub passage: usize,
    /// The index of its first word in the passage, 0-based.
    pub word: usize,
    /// How many words it has.
    pub words: usize,
}

/// Words between a month and its year.
const FILLERS: [&str; 7] = ["من", "عام", "العام", "سنه", "لعام", "للعام", "السنه"];

/// Every date with a year: `4 حزيران / يونيو 2020`, `آذار 2019`, `2019-02-06`, in the order of the text.
pub(super) fn explicit(passages: &[Passage<'_>], months: &Phrases<u32>) -> Vec<Dated> {
    let mut dated = Vec::new();
    for (index, passage) in passages.iter().enumerate() {
        let words = passage.words.as_slice();
        let mut after = 0;
        for found in months.find(words) {
            if found.word < after {
                continue;
            }
            let mut end = found.word + found.words;
            // Both names of a double form are one month.
            while let Some(again) = months
                .find(words.get(end..words.len().min(end + 2)).unwrap_or(&[]))
                .first()
                .filter(|again| again.word == 0)
            {
                if again.value != found.value {
                    break;
                }
                end += again.words;
            }
            let filled =
                words.get(end..).unwrap_or(&[]).iter().take(2).take_while(|word| FILLERS.contains(word)).count();
            let Some(year) = words.get(end + filled).and_then(|word| year(word)) else {
                continue;
            };
            let day = found.word.checked_sub(1).and_then(|before| words.get(before)).and_then(|word| number(word, 2));
            let whole = day.and_then(|day| NaiveDate::from_ymd_opt(year, *found.value, day));
            let start = if whole.is_some() { found.word - 1 } else { found.word };
            after = end + filled + 1;
            dated.push(Dated {
                span: whole.map_or(Span::Month(year, *found.value), Span::Day),
                passage: index,
                word: start,
                words: after - start,
            });
        }
        for (start, window) in words.windows(3).enumerate() {
            if let [first, second, third] = window
                && second.len() == 2
                && third.len() == 2
                && let (Some(year), Some(month), Some(day)) = (year(first), number(second, 2), number(third, 2))
                && let Some(day) = NaiveDate::from_ymd_opt(year, month, day)
            {
                dated.push(Dated { span: Span::Day(day), passage: index, word: start, words: 3 });
            }
        }
    }
    dated
}

fn number(word: &str, most_digits: usize) -> Option<u32> {
    (word.len() <= most_digits && word.bytes().all(|b| b.is_ascii_digit())).then(|| word.parse().ok())?
}

fn year(word: &str) -> Option<i32> {
    let year = number(word, 4).filter(|year| (1900..2100).contains(year))?;
    i32::try_from(year).ok()
}

/// Words between the verb of holding and its date, at most.
const NEAR: usize = 10;
/// Words that give a date another meaning when they stand before it.
const OTHERWISE: [&str; 9] = ["بحلول", "سريان", "وقع", "موقع", "منذ", "حتي", "ابتدا", "اعتبارا", "قبل"];

/// The date that the text gives its meeting, with the rule, the line and the words.
///
/// - `text`: the one full date of the opening's passages in which a date follows a verb of holding;
/// - `published`: `أمس` or `اليوم` near such a verb, counted from the day the outlet published the report.
///
/// A passage that recalls or looks ahead dates nothing, and two different dates leave it open.
pub(super) fn of_the_meeting(
    passages: &[Passage<'_>],
    dated: &[Dated],
    published: Option<Edtf>,
) -> Option<(Edtf, &'static str, u32, String)> {
    let opening = || passages.iter().enumerate().take(meetings::OPENING);
    let own = |passage: &Passage<'_>| !meetings::points_elsewhere(passage.folded.as_str());
    let mut found: Vec<(&Dated, &Passage<'_>)> = Vec::new();
    for (index, passage) in opening().filter(|(_, passage)| own(passage)) {
        let days = || dated.iter().filter(|dated| dated.passage == index && matches!(dated.span, Span::Day(_)));
        if days().any(|dated| is_held_before(&passage.words, dated.word)) {
            found.extend(days().map(|dated| (dated, passage)));
        }
    }
    if let Some((first, passage)) = found.first() {
        let same = found.iter().all(|(other, _)| other.span == first.span);
        let date = Edtf::At(first.span, Certainty::Certain);
        return same.then(|| (date, "text", passage.line, said(passage, first.word, first.words)));
    }
    let Some(Edtf::At(Span::Day(published), Certainty::Certain)) = published else {
        return None;
    };
    for (_, passage) in opening().filter(|(_, passage)| own(passage)) {
        let words = passage.words.as_slice();
        let relative = words.iter().enumerate().find_map(|(place, word)| match *word {
            "امس" if words.get(place + 1) != Some(&"الاول") => Some((place, 1)),
            "اليوم" => Some((place, 0)),
            _ => None,
        });
        if let Some((place, days)) = relative
            && is_held_before(words, place)
            && let Some(day) = published.checked_sub_days(Days::new(days))
        {
            return Some((Edtf::day(day), "published", passage.line, said(passage, place, 1)));
        }
    }
    None
}

/// Whether a verb of holding stands before a word, near, with nothing between that gives a date another meaning.
fn is_held_before(words: &[&str], place: usize) -> bool {
    let before = words.get(place.saturating_sub(NEAR)..place).unwrap_or(&[]);
    let verb = before.iter().rposition(|word| meetings::is_held(word));
    let between = verb.and_then(|verb| before.get(verb + 1..)).unwrap_or(&[]);
    verb.is_some()
        && !between.iter().any(|word| {
            OTHERWISE.contains(word) || word.strip_prefix('و').is_some_and(|bare| OTHERWISE.contains(&bare))
        })
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::calendar::month_phrases;
    use crate::text::fold::FoldedText;

    fn with<T>(texts: &[&str], run: impl Fn(&[Passage<'_>]) -> T) -> T {
        let folded: Vec<FoldedText> = texts.iter().map(|text| FoldedText::new(text)).collect();
        let passages: Vec<Passage<'_>> =
            folded.iter().map(|folded| Passage { line: 1, folded, words: folded.words().collect() }).collect();
        run(&passages)
    }

    fn read(text: &str) -> Vec<String> {
        with(&[text], |passages| {
            explicit(passages, &month_phrases()).iter().map(|found| found.span.to_string()).collect()
        })
    }

    fn meeting(texts: &[&str], published: Option<&str>) -> Option<String> {
        let published = published.map(|text| Edtf::parse(text).unwrap());
        with(texts, |passages| {
            let dated = explicit(passages, &month_phrases());
            of_the_meeting(passages, &dated, published).map(|(date, ..)| date.to_string())
        })
    }

    #[test]
    fn dates_are_read_in_every_spelling() {
        assert_eq!(read("بيانهم الصادر في 4 حزيران / يونيو 2020"), ["2020-06-04"]);
        assert_eq!(read("في ٢١ كانون الثاني من العام ٢٠٢١"), ["2021-01-21"]);
        assert_eq!(read("في كانون أول 2017 ثم في آذار 2019"), ["2017-12", "2019-03"]);
        assert_eq!(read("نشر في 2019-02-06"), ["2019-02-06"]);
        assert_eq!(read("يوم 12 غشت سنة 2022"), ["2022-08-12"]);
        assert!(read("في 26 آب/أغسطس في العاصمة").is_empty());
        assert!(read("القرار 2254 و670 مليون").is_empty());
    }

    #[test]
    fn only_a_date_beside_a_meeting_dates_the_meeting() {
        assert_eq!(
            meeting(&["عقد الوزراء اجتماعهم في 28 حزيران/يونيو 2021 في المدينة."], None).as_deref(),
            Some("2021-06-28")
        );
        assert_eq!(meeting(&["وقع الهجوم في 26 آب 2021 في العاصمة."], None), None);
        assert_eq!(meeting(&["استذكر الوزراء بيانهم الصادر في 4 حزيران 2020."], None), None);
    }

    #[test]
    fn other_days_near_a_meeting_leave_it_open() {
        assert_eq!(meeting(&["دعا المؤتمر الوطني إلى تنفيذ الاتفاق الموقع في 3 تشرين الأول 2020."], None), None);
        assert_eq!(meeting(&["عقد الوزراء اجتماعا ناقش خفض الانبعاثات بحلول 31 كانون الأول 2030."], None), None);
        let two = ["عقد الوزراء اجتماعهم في 6 شباط 2019.", "وعقدوا اجتماعا آخر في 28 حزيران 2021."];
        assert_eq!(meeting(&two, None), None);
        assert_eq!(meeting(&["رحب الوزراء اليوم بنتائج المؤتمر الذي عقد الأسبوع الماضي."], Some("2022-05-12")), None);
        assert_eq!(meeting(&["أدان الاجتماع الهجوم الذي وقع أمس الأول."], Some("2022-05-12")), None);
        assert_eq!(meeting(&["يعقد المجلس اجتماعه غدا، وكان رئيسه قد استقبل أمس وفدا."], Some("2022-05-12")), None);
    }

    #[test]
    fn yesterday_counts_only_from_a_known_day() {
        let text = ["عقد المديرون أمس الخميس اجتماعا افتراضيا."];
        assert_eq!(meeting(&text, Some("2020-04-17")).as_deref(), Some("2020-04-16"));
        assert_eq!(meeting(&text, None), None);
        assert_eq!(meeting(&text, Some("2020-04")), None);
    }
}
