//! Dates that may be vague: the part of EDTF (ISO 8601-2:2019, level 1) that an archive needs. It never guesses a missing part.

use std::borrow::Cow;
use std::cmp::Ordering;
use std::fmt;

use chrono::{Datelike, Days, NaiveDate};
use schemars::{JsonSchema, Schema, SchemaGenerator, json_schema};
use serde::de::Error as _;
use serde::{Deserialize, Deserializer};

/// The form of a date as a regular expression. It passes days that a month does not have, and intervals that end before
/// they begin; `Edtf::parse` does not.
pub const PATTERN: &str = "^(1[5-9]|2[0-9])[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?([~?%]|/(1[5-9]|2[0-9])[0-9]{2}(-(0[1-9]|1[0-2])(-(0[1-9]|[12][0-9]|3[01]))?)?)?$";

use crate::diagnostic::message::Message;
use crate::say;

/// A day, a month or a year.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Span {
    /// `2019-02-06`
    Day(NaiveDate),
    /// `2019-02`: the year, and the month from 1 to 12.
    Month(i32, u32),
    /// `2019`
    Year(i32),
}

impl Span {
    /// The first day it covers.
    pub fn first(self) -> NaiveDate {
        match self {
            Span::Day(day) => day,
            Span::Month(year, month) => ymd(year, month, 1),
            Span::Year(year) => ymd(year, 1, 1),
        }
    }

    /// The last day it covers.
    pub fn last(self) -> NaiveDate {
        match self {
            Span::Day(day) => day,
            Span::Month(year, 12) => ymd(year, 12, 31),
            Span::Month(year, month) => ymd(year, month + 1, 1).pred_opt().unwrap_or_default(),
            Span::Year(year) => ymd(year, 12, 31),
        }
    }

    /// The year.
    pub fn year(self) -> i32 {
        match self {
            Span::Day(day) => day.year(),
            Span::Month(year, _) | Span::Year(year) => year,
        }
    }
}

fn ymd(year: i32, month: u32, day: u32) -> NaiveDate {
    NaiveDate::from_ymd_opt(year, month, day).unwrap_or_default()
}

impl fmt::Display for Span {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Span::Day(day) => write!(f, "{:04}-{:02}-{:02}", day.year(), day.month(), day.day()),
            Span::Month(year, month) => write!(f, "{year:04}-{month:02}"),
            Span::Year(year) => write!(f, "{year:04}"),
        }
    }
}

/// How sure a date is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Certainty {
    /// Nothing is added.
    Certain,
    /// `~`
    Approximate,
    /// `?`
    Uncertain,
    /// `%`
    Both,
}

/// A date in the archive.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Edtf {
    /// One span of time, with its qualifier.
    At(Span, Certainty),
    /// From one span to another, both included.
    Between(Span, Span),
}

impl JsonSchema for Edtf {
    fn inline_schema() -> bool {
        true
    }

    fn schema_name() -> Cow<'static, str> {
        "Edtf".into()
    }

    fn json_schema(_: &mut SchemaGenerator) -> Schema {
        json_schema!({ "type": "string", "pattern": PATTERN })
    }
}

impl Edtf {
    /// A certain day.
    pub fn day(day: NaiveDate) -> Edtf {
        Edtf::At(Span::Day(day), Certainty::Certain)
    }

    /// Reads a date; the years are 1500 to 2999, so that neither a slip of the keyboard nor a Hijri year is a date.
    ///
    /// # Errors
    /// A message that says what is wrong with the text.
    pub fn parse(text: &str) -> Result<Edtf, Message> {
        match text.split_once('/') {
            Some((_, to)) if to.contains('/') => Err(no_date(text)),
            Some((from, to)) => {
                let (from, to) = (span(from, text)?, span(to, text)?);
                if from.first() > to.last() {
                    return Err(say!(
                        "the interval `{text}` ends before it begins",
                        "تنتهي المدة `{text}` قبل أن تبدأ"
                    ));
                }
                Ok(Edtf::Between(from, to))
            }
            None => {
                let (body, certainty) = match text.chars().last() {
                    Some('~') => (text.strip_suffix('~'), Certainty::Approximate),
                    Some('?') => (text.strip_suffix('?'), Certainty::Uncertain),
                    Some('%') => (text.strip_suffix('%'), Certainty::Both),
                    _ => (Some(text), Certainty::Certain),
                };
                Ok(Edtf::At(span(body.unwrap_or(text), text)?, certainty))
            }
        }
    }

    /// The first day it may be.
    pub fn first(self) -> NaiveDate {
        match self {
            Edtf::At(span, _) | Edtf::Between(span, _) => span.first(),
        }
    }

    /// The last day it may be.
    pub fn last(self) -> NaiveDate {
        match self {
            Edtf::At(span, _) | Edtf::Between(_, span) => span.last(),
        }
    }

    /// The year under which a list files it: that of its first day.
    pub fn year(self) -> i32 {
        self.first().year()
    }

    /// Whether both may be one day; an approximate date may be 15 days off.
    pub fn may_be(self, other: Edtf) -> bool {
        let ([first, last], [other_first, other_last]) = (self.bounds(), other.bounds());
        first <= other_last && other_first <= last
    }

    /// Whether it is over before the other can have begun; a day lies between two places on the globe.
    pub fn is_before(self, other: Edtf) -> bool {
        let ([_, last], [first, _]) = (self.bounds(), other.bounds());
        last.checked_add_days(Days::new(1)).is_some_and(|last| last < first)
    }

    /// The first and the last day it may be, with 15 days around an approximate date.
    fn bounds(self) -> [NaiveDate; 2] {
        let slack = match self {
            Edtf::At(_, Certainty::Approximate | Certainty::Both) => Days::new(15),
            _ => Days::new(0),
        };
        let (first, last) = (self.first(), self.last());
        [first.checked_sub_days(slack).unwrap_or(first), last.checked_add_days(slack).unwrap_or(last)]
    }

    /// Oldest first: by first day, then by last.
    pub fn chronological(self, other: Edtf) -> Ordering {
        (self.first(), self.last()).cmp(&(other.first(), other.last()))
    }
}

impl fmt::Display for Edtf {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Edtf::At(span, certainty) => {
                let mark = match certainty {
                    Certainty::Certain => "",
                    Certainty::Approximate => "~",
                    Certainty::Uncertain => "?",
                    Certainty::Both => "%",
                };
                write!(f, "{span}{mark}")
            }
            Edtf::Between(from, to) => write!(f, "{from}/{to}"),
        }
    }
}

impl serde::Serialize for Edtf {
    fn serialize<S: serde::Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        serializer.collect_str(self)
    }
}

impl<'de> Deserialize<'de> for Edtf {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Edtf, D::Error> {
        let text = <&str>::deserialize(deserializer)?;
        Edtf::parse(text).map_err(|message| D::Error::custom(message.get(crate::lang::Lang::En)))
    }
}

/// What is wrong with a text that has not the form of a date.
fn no_date(text: &str) -> Message {
    let invisible = |c: char| matches!(c, '\u{200B}'..='\u{200F}' | '\u{61C}' | '\u{2060}' | '\u{FEFF}' | '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}');
    let has_time = || {
        let (day, rest) = text.split_at_checked(10).unwrap_or((text, ""));
        rest.starts_with(['T', 't', ' ']) && span(day, day).is_ok()
    };
    if text.trim().is_empty() {
        say!("the date is empty", "التاريخ فارغ")
    } else if text.contains(invisible) {
        say!("an invisible character stands in the date `{text}`", "في التاريخ `{text}` محرف خفي")
    } else if text.contains(|c: char| !c.is_ascii() && c.is_numeric()) {
        say!("the date `{text}` is not in Latin digits", "التاريخ `{text}` ليس بالأرقام اللاتينية")
    } else if has_time() {
        say!("the date `{text}` has a time of day", "في التاريخ `{text}` ساعة من اليوم")
    } else {
        say!("`{text}` is not a date", "`{text}` ليس تاريخًا")
    }
}

/// Reads a part of a date, and names the whole of it where that is wrong.
fn span(text: &str, whole: &str) -> Result<Span, Message> {
    let wrong = || no_date(whole);
    let part = |part: &str, length: usize| -> Result<u32, Message> {
        if part.len() != length || !part.bytes().all(|b| b.is_ascii_digit()) {
            return Err(wrong());
        }
        part.parse().map_err(|_| wrong())
    };
    let mut parts = text.split('-');
    let year = part(parts.next().unwrap_or(""), 4)?;
    let month = parts.next().map(|month| part(month, 2)).transpose()?;
    let day = parts.next().map(|day| part(day, 2)).transpose()?;
    if parts.next().is_some() {
        return Err(wrong());
    }
    if !(1500..3000).contains(&year) {
        return Err(say!(
            "the year in `{whole}` is not between 1500 and 2999; a Hijri day is written as the Gregorian one",
            "السنة في `{whole}` ليست بين 1500 و2999؛ واليوم الهجري يُكتب بمقابله الميلادي"
        ));
    }
    let year = i32::try_from(year).map_err(|_| wrong())?;
    match (month, day) {
        (None, _) => Ok(Span::Year(year)),
        (Some(month @ 1..=12), None) => Ok(Span::Month(year, month)),
        (Some(month @ 1..=12), Some(day)) => NaiveDate::from_ymd_opt(year, month, day)
            .map(Span::Day)
            .ok_or_else(|| say!("there is no day `{text}`", "لا يوجد يوم `{text}`")),
        (Some(_), _) => Err(say!("there is no such month in `{text}`", "لا يوجد شهر كالذي في `{text}`")),
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn what_the_design_names_is_read_and_written_back() {
        for text in ["2019-02-06", "2019-02", "2019", "2021-09-09~", "2021?", "2021-08-26/2021-12"] {
            assert_eq!(Edtf::parse(text).unwrap().to_string(), text);
        }
    }

    #[test]
    fn what_is_not_a_date_is_refused() {
        for text in [
            "",
            "6/2/2019",
            "2019-2-6",
            "2019-02-30",
            "2019-13",
            "0219-02-06",
            "2019-02-06-01",
            "2021/2020",
            "٢٠١٩",
            "1442-11-18",
            "2021~?",
        ] {
            assert!(Edtf::parse(text).is_err(), "{text}");
        }
    }

    #[test]
    fn a_date_with_slashes_is_named_as_a_whole() {
        assert_eq!(Edtf::parse("28/6/2021").unwrap_err().get(crate::lang::Lang::En), "`28/6/2021` is not a date");
    }

    #[test]
    fn bounds_cover_the_span() {
        let interval = Edtf::parse("2020-02/2020-12").unwrap();
        assert_eq!(interval.first().to_string(), "2020-02-01");
        assert_eq!(interval.last().to_string(), "2020-12-31");
        assert_eq!(Edtf::parse("2020-02").unwrap().last().to_string(), "2020-02-29");
    }

    #[test]
    fn dates_that_may_be_one_day_overlap() {
        let may = |a: &str, b: &str| Edtf::parse(a).unwrap().may_be(Edtf::parse(b).unwrap());
        assert!(may("2021-06-28", "2021-06") && may("2021-09-09~", "2021-09-13") && may("2021-08/2021-12", "2021-09"));
        assert!(!may("2021-06-28", "2021-06-29") && !may("2021-09-09~", "2021-10") && !may("2019", "2020-01-01"));
    }

    proptest! {
        #[test]
        fn parsing_never_panics(text in "\\PC{0,24}") {
            let _ = Edtf::parse(&text);
        }

        #[test]
        fn every_day_round_trips(days in 0i32..547_000) {
            let day = NaiveDate::from_num_days_from_ce_opt(547_865 + days).unwrap();
            prop_assert_eq!(Edtf::parse(&Edtf::day(day).to_string()), Ok(Edtf::day(day)));
        }
    }
}
