//! Dates that a text writes out, in folded words, in every spelling that it knows. What a date is the date of is decided in `when`.

use std::collections::BTreeSet;

use chrono::{Datelike, Days, NaiveDate, Weekday};

use super::{Passage, when};
use crate::edtf::{Certainty, Edtf, Span};
use crate::text::calendar::{self, WEEKDAYS};
use crate::text::fold::FoldedText;
use crate::text::hijri;
use crate::text::phrases::{Phrases, Words, listed};

/// A date that a text writes out.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Dated {
    /// The day, days, month, or, without a year, the day and month.
    pub date: Written,
    /// It is told by the Hijri calendar, and no weekday settles the day.
    pub about: bool,
    /// The index of its passage, 0-based.
    pub passage: usize,
    /// The index of its first word in the passage, 0-based.
    pub word: usize,
    /// How many words it has.
    pub words: usize,
}

/// A date as written.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Written {
    /// With its year.
    Whole(Edtf),
    /// A day of a month, both from 1, of a year that the text does not say.
    Yearless(u32, u32),
}

impl Dated {
    /// The day, where it is one day of a known year.
    pub fn day(&self) -> Option<NaiveDate> {
        match self.date {
            Written::Whole(Edtf::At(Span::Day(day), _)) => Some(day),
            _ => None,
        }
    }
}

/// The dates of one passage, of all that come by passage.
pub(super) fn of_passage(dated: &[Dated], passage: usize) -> &[Dated] {
    let from = dated.partition_point(|found| found.passage < passage);
    let to = dated.partition_point(|found| found.passage <= passage);
    dated.get(from..to).unwrap_or(&[])
}

/// Words between a month and its year.
const FILLERS: [&str; 7] = ["من", "عام", "العام", "سنه", "لعام", "للعام", "السنه"];
/// How far from a Gregorian date the same day may stand by the other calendar, in words.
const BESIDE: usize = 6;
/// How far before a day its weekday stands, in words.
const WEEKDAY: usize = 3;

/// The names that dates are read by.
#[derive(Debug)]
pub(super) struct Names {
    months: Phrases<u32>,
    hijri: Phrases<u32>,
    weekdays: Vec<(FoldedText, Weekday)>,
    /// Words that give a date to something else, and words that set it in the time to come.
    pub(super) otherwise: BTreeSet<&'static str>,
    pub(super) ahead: BTreeSet<&'static str>,
}

impl Names {
    /// Folds the names.
    pub(super) fn new() -> Names {
        Names {
            months: calendar::month_phrases(),
            hijri: calendar::hijri_phrases(),
            weekdays: WEEKDAYS.iter().map(|(name, day)| (FoldedText::new(name), *day)).collect(),
            otherwise: listed(when::OTHERWISE).collect(),
            ahead: listed(when::AHEAD).collect(),
        }
    }

    /// The day of the week that a folded word names.
    pub fn weekday(&self, word: &str) -> Option<Weekday> {
        let bare = word.strip_prefix('و').unwrap_or(word);
        self.weekdays.iter().find(|(name, _)| name.as_str() == bare).map(|(_, day)| *day)
    }

    /// Every date of the passages, in the order of the text: `4 حزيران / يونيو 2020`, `يومي 13 و14 آذار 2019`,
    /// `آذار 2019`, `14/3/2019`, `2019-02-06`, `14 جمادى الآخرة 1445`, `20 تموز`.
    pub(super) fn all(&self, passages: &[Passage<'_>]) -> Vec<Dated> {
        let mut dated = Vec::new();
        for (index, passage) in passages.iter().enumerate() {
            let words = &passage.words;
            let mut here = named(words, &self.months, false);
            here.extend(numeric(words));
            let hijri = named(words, &self.hijri, true).into_iter().map(|mut found| {
                self.settle(&mut found, words);
                found
            });
            here.sort_by_key(|found| found.word);
            let widest = here.iter().map(|other| other.words).max().unwrap_or(0) + BESIDE;
            let apart = |found: &Dated| {
                let from = here.partition_point(|other| other.word + widest < found.word);
                let near = here.iter().skip(from).take_while(|other| other.word <= found.word + widest);
                !near.into_iter().any(|other| other.word.abs_diff(found.word) <= BESIDE + other.words)
            };
            let hijri: Vec<Dated> = hijri.filter(apart).collect();
            here.extend(hijri);
            here.sort_by_key(|found| found.word);
            dated.extend(here.into_iter().map(|found| Dated { passage: index, ..found }));
        }
        dated
    }

    /// Moves a day of the Hijri calendar to the weekday that stands before it, a day at most.
    fn settle(&self, found: &mut Dated, words: &[&str]) {
        let before = words.get(found.word.saturating_sub(WEEKDAY)..found.word).unwrap_or(&[]);
        let weekday = before.iter().rev().find_map(|word| self.weekday(word));
        let (Some(weekday), Some(day)) = (weekday, found.day()) else {
            return;
        };
        let near = [Some(day), day.checked_sub_days(Days::new(1)), day.checked_add_days(Days::new(1))];
        if let Some(day) = near.into_iter().flatten().find(|day| day.weekday() == weekday) {
            found.date = Written::Whole(Edtf::day(day));
            found.about = false;
        }
    }
}

/// Dates with the name of a month.
fn named(words: &Words<'_>, months: &Phrases<u32>, is_hijri: bool) -> Vec<Dated> {
    let mut dated = Vec::new();
    let mut after = 0;
    for found in months.find_in(words) {
        if found.word < after {
            continue;
        }
        let mut end = found.word + found.words;
        // Both names of a double form are one month.
        while let Some(again) =
            months.find(words.get(end..words.len().min(end + 2)).unwrap_or(&[])).first().filter(|again| again.word == 0)
        {
            if again.value != found.value {
                break;
            }
            end += again.words;
        }
        let filled = words.get(end..).unwrap_or(&[]).iter().take(2).take_while(|word| FILLERS.contains(word)).count();
        let year = words.get(end + filled).and_then(|word| year(word, is_hijri));
        let before = |back: usize| found.word.checked_sub(back).and_then(|place| words.get(place)).copied();
        let day = before(1).and_then(|word| number(word.strip_prefix('و').unwrap_or(word), 2));
        let first = before(1).filter(|word| word.starts_with('و')).and(before(2)).and_then(|word| number(word, 2));
        let whole = |day: u32| {
            let year = year?;
            if is_hijri {
                hijri::to_gregorian(year, *found.value, day)
            } else {
                NaiveDate::from_ymd_opt(year, *found.value, day)
            }
        };
        let at = |span| Written::Whole(Edtf::At(span, Certainty::Certain));
        let (date, start) = match (year, day.and_then(whole), first.and_then(whole)) {
            (_, Some(last), Some(first)) if first < last => {
                (Written::Whole(Edtf::Between(Span::Day(first), Span::Day(last))), found.word - 2)
            }
            (_, Some(day), _) => (at(Span::Day(day)), found.word - 1),
            (Some(year), None, _) if !is_hijri => (at(Span::Month(year, *found.value)), found.word),
            (None, None, _) if !is_hijri && day.is_some_and(|day| (1..=31).contains(&day)) => {
                (Written::Yearless(*found.value, day.unwrap_or(1)), found.word - 1)
            }
            // The same month again, as in a double form, has no more of a date than the first.
            _ => {
                after = end;
                continue;
            }
        };
        after = if year.is_some() { end + filled + 1 } else { end };
        dated.push(Dated { date, about: is_hijri, passage: 0, word: start, words: after - start });
    }
    dated
}

/// Dates of three numbers: year, month, day, or day, month, year.
fn numeric(words: &[&str]) -> Vec<Dated> {
    let mut dated = Vec::new();
    for (start, window) in words.windows(3).enumerate() {
        let [first, second, third] = window else {
            continue;
        };
        let read = |day: &str, month: &str, whole: &str| {
            NaiveDate::from_ymd_opt(year(whole, false)?, number(month, 2)?, number(day, 2)?)
        };
        let iso = (second.len() == 2 && third.len() == 2).then(|| read(third, second, first)).flatten();
        if let Some(day) = iso.or_else(|| read(first, second, third)) {
            let date = Written::Whole(Edtf::day(day));
            dated.push(Dated { date, about: false, passage: 0, word: start, words: 3 });
        }
    }
    dated
}

fn number(word: &str, most_digits: usize) -> Option<u32> {
    (word.len() <= most_digits && !word.is_empty() && word.bytes().all(|b| b.is_ascii_digit()))
        .then(|| word.parse().ok())?
}

/// A year, with the letter of its calendar glued behind it or not.
fn year(word: &str, is_hijri: bool) -> Option<i32> {
    let bare = word.strip_suffix(['م', 'ه']).unwrap_or(word);
    let year = number(bare, 4)
        .filter(|year| if is_hijri { (1300..1600).contains(year) } else { (1900..2100).contains(year) })?;
    i32::try_from(year).ok()
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(text: &str) -> Vec<String> {
        let folded = FoldedText::new(text);
        let passage = Passage::new(1, 0, 0, text, &folded);
        let written = |found: &Dated| match found.date {
            Written::Whole(date) => format!("{date}{}", if found.about { " about" } else { "" }),
            Written::Yearless(month, day) => format!("{month}-{day}"),
        };
        Names::new().all(&[passage]).iter().map(written).collect()
    }

    #[test]
    fn dates_are_read_in_every_spelling() {
        assert_eq!(read("بيانهم الصادر في 4 حزيران / يونيو 2020"), ["2020-06-04"]);
        assert_eq!(read("في ٢١ كانون الثاني من العام ٢٠٢١"), ["2021-01-21"]);
        assert_eq!(read("في كانون أول 2017 ثم في آذار 2019"), ["2017-12", "2019-03"]);
        assert_eq!(read("نشر في 2019-02-06 وعدل في 14/3/2019"), ["2019-02-06", "2019-03-14"]);
        assert_eq!(read("يوم 12 غشت سنة 2022 ثم ۲۴ أفريل ۲۰۲۴م"), ["2022-08-12", "2024-04-24"]);
        assert_eq!(read("يومي 13 و14 آذار/مارس 2019"), ["2019-03-13/2019-03-14"]);
        assert_eq!(read("في 26 آب/أغسطس في العاصمة"), ["8-26"]);
        assert!(read("القرار 2254 و670 مليون").is_empty());
    }

    #[test]
    fn the_hijri_calendar_is_read_and_a_weekday_settles_it() {
        assert_eq!(read("في 1 رمضان 1445هـ"), ["2024-03-11 about"]);
        assert_eq!(read("يوم الأحد 1 رمضان 1445 هـ"), ["2024-03-10"]);
        assert_eq!(read("يوم الاثنين 1 رجب 1444هـ الموافق 23 يناير 2023م"), ["2023-01-23"]);
    }
}
