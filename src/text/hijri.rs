//! Dates of the Hijri calendar → days of the Gregorian one, as Umm al-Qura reckons them. A sighting may have been a day earlier or later.

use chrono::{Days, NaiveDate};
use icu_calendar::cal::Hijri;
use icu_calendar::{Date, Iso};

/// The day, where there is such a day: the year from 1300 to 1600, the month and day from 1.
pub fn to_gregorian(year: i32, month: u32, day: u32) -> Option<NaiveDate> {
    if !(1300..=1600).contains(&year) {
        return None;
    }
    let (month, day) = (u8::try_from(month).ok()?, u8::try_from(day).ok()?);
    let date = Date::try_new(year.into(), month.into(), day, Hijri::new_umm_al_qura()).ok()?;
    let iso = date.to_calendar(Iso);
    let first = NaiveDate::from_ymd_opt(iso.year().extended_year(), 1, 1)?;
    first.checked_add_days(Days::new(u64::from(iso.day_of_year().0) - 1))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn days_are_those_of_umm_al_qura() {
        let day = |year, month, day| to_gregorian(year, month, day).map(|date| date.to_string());
        assert_eq!(day(1445, 9, 1).as_deref(), Some("2024-03-11"));
        assert_eq!(day(1444, 7, 1).as_deref(), Some("2023-01-23"));
        assert_eq!(day(1445, 13, 1), None);
        assert_eq!(day(1200, 1, 1), None);
    }
}
