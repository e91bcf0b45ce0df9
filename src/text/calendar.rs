//! Month names as Arabic and English write them, for reading dates in a text and for writing them on a page. It knows the names of both calendars; `hijri` reckons.
//!
//! Source of the names: Unicode CLDR, locales ar-SY, ar-EG, ar-MA, ar-DZ and ar-TN; the double form of two names with a
//! slash is that of the United Nations' Arabic documents.

use chrono::{Datelike, Weekday};
use schemars::JsonSchema;
use serde::Deserialize;

use super::digits::{self, Digits};
use super::phrases::Phrases;
use crate::edtf::Span;
use crate::lang::Lang;

/// Which month names Arabic pages write.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Deserialize, JsonSchema)]
#[serde(rename_all = "lowercase")]
pub enum Months {
    /// شباط
    Levant,
    /// فبراير
    Egypt,
    /// يوليوز, غشت
    Maghreb,
    /// شباط/فبراير
    #[default]
    Both,
}

struct Names {
    levant: &'static str,
    egypt: &'static str,
    maghreb: &'static str,
    english: &'static str,
    others: &'static [&'static str],
}

const fn names(
    levant: &'static str,
    egypt: &'static str,
    maghreb: &'static str,
    english: &'static str,
    others: &'static [&'static str],
) -> Names {
    Names { levant, egypt, maghreb, english, others }
}

/// January first. `others` are further spellings that texts use.
const MONTHS: [Names; 12] = [
    names("كانون الثاني", "يناير", "يناير", "January", &["كانون ثاني", "جانفي"]),
    names("شباط", "فبراير", "فبراير", "February", &["فيفري"]),
    names("آذار", "مارس", "مارس", "March", &[]),
    names("نيسان", "أبريل", "أبريل", "April", &["إبريل", "أفريل"]),
    names("أيار", "مايو", "ماي", "May", &["مايس"]),
    names("حزيران", "يونيو", "يونيو", "June", &["جوان", "يونية", "يونيه"]),
    names("تموز", "يوليو", "يوليوز", "July", &["جويلية", "يولية", "يوليه"]),
    names("آب", "أغسطس", "غشت", "August", &["أوت"]),
    names("أيلول", "سبتمبر", "شتنبر", "September", &[]),
    names("تشرين الأول", "أكتوبر", "أكتوبر", "October", &["تشرين أول"]),
    names("تشرين الثاني", "نوفمبر", "نونبر", "November", &["تشرين ثاني"]),
    names("كانون الأول", "ديسمبر", "دجنبر", "December", &["كانون أول"]),
];

/// The days of the week as a text writes them, without يوم.
pub const WEEKDAYS: [(&str, Weekday); 9] = [
    ("السبت", Weekday::Sat),
    ("الأحد", Weekday::Sun),
    ("الاثنين", Weekday::Mon),
    ("الإثنين", Weekday::Mon),
    ("الثلاثاء", Weekday::Tue),
    ("الثلثاء", Weekday::Tue),
    ("الأربعاء", Weekday::Wed),
    ("الخميس", Weekday::Thu),
    ("الجمعة", Weekday::Fri),
];

/// The months of the Hijri year, Muharram first, each with its spellings.
pub const HIJRI_MONTHS: [&[&str]; 12] = [
    &["محرم", "المحرم"],
    &["صفر"],
    &["ربيع الأول", "ربيع أول"],
    &["ربيع الآخر", "ربيع الثاني", "ربيع آخر", "ربيع ثاني"],
    &["جمادى الأولى", "جمادى الأول", "جمادى أولى"],
    &["جمادى الآخرة", "جمادى الثانية", "جمادى الآخر", "جمادى ثانية"],
    &["رجب"],
    &["شعبان"],
    &["رمضان"],
    &["شوال"],
    &["ذو القعدة", "ذي القعدة", "ذوالقعدة"],
    &["ذو الحجة", "ذي الحجة", "ذوالحجة"],
];

/// How a site writes dates.
#[derive(Clone, Copy, Debug, Default)]
pub struct Style {
    /// Month names on Arabic pages.
    pub months: Months,
    /// Digits on Arabic pages.
    pub digits: Digits,
}

/// The month's name; months count from 1, and a number that is no month has no name.
pub fn month_name(month: u32, lang: Lang, style: Style) -> String {
    let Some(names) = month.checked_sub(1).and_then(|index| MONTHS.get(index as usize)) else {
        return String::new();
    };
    match (lang, style.months) {
        (Lang::En, _) => names.english.to_owned(),
        (Lang::Ar, Months::Levant) => names.levant.to_owned(),
        (Lang::Ar, Months::Egypt) => names.egypt.to_owned(),
        (Lang::Ar, Months::Maghreb) => names.maghreb.to_owned(),
        (Lang::Ar, Months::Both) => format!("{}/{}", names.levant, names.egypt),
    }
}

/// A day, month or year in words: `6 شباط/فبراير 2019`, `6 February 2019`.
pub fn written(span: Span, lang: Lang, style: Style) -> String {
    let text = match span {
        Span::Day(day) => format!("{} {} {}", day.day(), month_name(day.month(), lang, style), day.year()),
        Span::Month(year, month) => format!("{} {year}", month_name(month, lang, style)),
        Span::Year(year) => year.to_string(),
    };
    match lang {
        Lang::Ar => digits::styled(&text, style.digits),
        Lang::En => text,
    }
}

/// Every spelling of every month of the Hijri year, each standing for its number from 1.
pub fn hijri_phrases() -> Phrases<u32> {
    Phrases::new((1u32..).zip(HIJRI_MONTHS).flat_map(|(month, names)| names.iter().map(move |name| (*name, month))))
}

/// Every spelling of each month, January first.
pub fn months() -> impl Iterator<Item = Vec<&'static str>> {
    MONTHS.iter().map(|names| {
        let mut all = vec![names.levant, names.egypt, names.maghreb, names.english];
        all.extend(names.others);
        all.sort_unstable();
        all.dedup();
        all
    })
}

/// Every spelling of every month, each standing for its number from 1.
pub fn month_phrases() -> Phrases<u32> {
    Phrases::new((1u32..).zip(months()).flat_map(|(month, names)| names.into_iter().map(move |name| (name, month))))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::edtf::Edtf;
    use crate::text::fold::FoldedText;

    fn span(text: &str) -> Span {
        match Edtf::parse(text).unwrap() {
            Edtf::At(span, _) => span,
            Edtf::Between(..) => unreachable!(),
        }
    }

    #[test]
    fn dates_are_written_as_each_region_writes_them() {
        let style = |months, digits| Style { months, digits };
        let day = span("2019-02-06");
        assert_eq!(written(day, Lang::Ar, style(Months::Both, Digits::Latin)), "6 شباط/فبراير 2019");
        assert_eq!(written(day, Lang::Ar, style(Months::Levant, Digits::Arabic)), "٦ شباط ٢٠١٩");
        assert_eq!(written(span("2019-08"), Lang::Ar, style(Months::Maghreb, Digits::Latin)), "غشت 2019");
        assert_eq!(written(day, Lang::En, Style::default()), "6 February 2019");
        assert_eq!(written(span("2019"), Lang::En, Style::default()), "2019");
    }

    #[test]
    fn a_month_is_read_in_every_spelling() {
        let months = month_phrases();
        let read = |text: &str| -> Vec<u32> {
            let folded = FoldedText::new(text);
            let words: Vec<&str> = folded.words().collect();
            months.find(&words).iter().map(|found| *found.value).collect()
        };
        assert_eq!(read("4 حزيران / يونيو 2020"), [6, 6]);
        assert_eq!(read("كانون الثاني/يناير"), [1, 1]);
        assert_eq!(read("في كانون أول 2017"), [12]);
        assert_eq!(read("جويلية وآب ومارس"), [7, 8, 3]);
        assert_eq!(read("June 2020"), [6]);
        assert!(read("كانون").is_empty());
    }
}
