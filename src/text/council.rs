//! Resolutions of the United Nations Security Council: the year of each, and where its text is. It reads no text.
//!
//! The Council numbers its resolutions through, so that the first of each year dates all of that year. Source: the Council's
//! yearly lists of resolutions.

use crate::lang::Lang;

/// The first number of each year from 1967 on, without a gap.
const FIRST: [u16; 59] = [
    233, 245, 263, 276, 292, 308, 325, 345, 367, 385, 403, 423, 444, 462, 485, 500, 529, 546, 560, 581, 594, 607, 627,
    647, 684, 726, 800, 893, 970, 1036, 1093, 1147, 1220, 1285, 1335, 1387, 1455, 1522, 1581, 1652, 1739, 1795, 1860,
    1908, 1967, 2033, 2086, 2133, 2196, 2260, 2337, 2398, 2452, 2504, 2561, 2618, 2672, 2722, 2768,
];
/// The year of the first of them, and the last number that is known to be of the last year.
const FROM: u16 = 1967;
const KNOWN: u16 = 2803;

/// The year in which a resolution was adopted, where the table knows it.
pub fn year(number: u16) -> Option<u16> {
    let years = FIRST.partition_point(|first| *first <= number);
    let year = u16::try_from(years).ok()?.checked_sub(1)?;
    (number <= KNOWN).then_some(FROM + year)
}

/// The address of a resolution's official text; without its year, that of the Council's lists.
pub fn address(number: u16, year: Option<u16>, lang: Lang) -> String {
    match year {
        Some(year) => format!("https://docs.un.org/{}/S/RES/{number}({year})", lang.code()),
        None => "https://www.un.org/securitycouncil/content/resolutions-0".to_owned(),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_number_tells_its_year() {
        let known = [(242, 1967), (678, 1990), (687, 1991), (1267, 1999), (1325, 2000), (1373, 2001), (1540, 2004)];
        for (number, adopted) in known.into_iter().chain([
            (1701, 2006),
            (2170, 2014),
            (2254, 2015),
            (2396, 2017),
            (2401, 2018),
            (2735, 2024),
        ]) {
            assert_eq!(year(number), Some(adopted), "{number}");
        }
        assert_eq!((year(1), year(3000)), (None, None));
        assert!(FIRST.is_sorted());
        assert_eq!(address(2254, Some(2015), Lang::Ar), "https://docs.un.org/ar/S/RES/2254(2015)");
    }
}
