//! Resolutions of the Security Council that a text names by number. A resolution of another body, a law and a year are none.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use super::Passage;
use crate::text::phrases::{Phrases, listed};

/// A resolution of the Security Council.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
pub struct Resolution {
    /// Its number.
    pub number: u16,
    /// The year that the text gives it.
    pub year: Option<u16>,
}

/// A resolution that a passage names.
pub(super) struct Found<'a, 'b> {
    pub(super) resolution: Resolution,
    pub(super) passage: &'a Passage<'b>,
    /// The index of its first word, and how many words name it.
    pub(super) word: usize,
    pub(super) words: usize,
}

/// What stands between a noun and its number, made once.
#[derive(Debug)]
pub(super) struct Words {
    nouns: Phrases<()>,
    between: BTreeSet<&'static str>,
    council: BTreeSet<&'static str>,
    united_nations: BTreeSet<&'static str>,
}

impl Default for Words {
    fn default() -> Words {
        let nouns: Vec<String> = NOUNS.iter().flat_map(|noun| [(*noun).to_owned(), format!("ال{noun}")]).collect();
        Words {
            nouns: Phrases::new(nouns.iter().map(|noun| (noun.as_str(), ()))),
            between: listed(BETWEEN).collect(),
            council: listed(COUNCIL).collect(),
            united_nations: listed(UNITED_NATIONS).collect(),
        }
    }
}

/// Folded nouns, without the article,
const NOUNS: [&str; 8] = ["قرار", "قراره", "قراري", "قرارين", "قراران", "قرارات", "resolution", "resolutions"];
/// and words that may stand between one and its number.
const BETWEEN: &str = "\
    مجلس، الامن، الدولي، الدوليه، الدوليين، التابع، للامم، المتحده، الامم، الاممي، الامميه، الامميين، رقم، الرقم، \
    برقم، المرقم، رقمي، الرقمين، ارقام، ذي، ذو، الصادر، الصادره، عن، الشهير، الشرعيه، security، council، of، the، united، \
    nations، un، unsc، no، number، s، res";
/// Words between, of which one says that it is the Council's,
const COUNCIL: &str = "الامن، council، unsc، res";
/// and words that say it of the United Nations, whose Assembly has resolutions too; the Council's are numbered higher.
const UNITED_NATIONS: &str = "الدولي، الدوليه، الدوليين، الاممي، الامميه، الامميين، المتحده، الشرعيه، un، nations";
const HIGHER: u16 = 1000;
/// Words behind a number that give it to the Assembly, so near.
const ASSEMBLY: [&str; 3] = ["الجمعيه", "للجمعيه", "assembly"];
const BEHIND: usize = 7;
/// Words between a number and its year.
const OF_YEAR: [&str; 6] = ["لعام", "لسنه", "للعام", "عام", "سنه", "of"];
/// Words between a noun and its number, at most.
const NEAR: usize = 9;
/// The first year of the Council's resolutions, and the last that is taken for a year and not for a number.
const YEARS: std::ops::RangeInclusive<u16> = 1946..=2050;
/// No number is as high; the Council reached 2,500 in its seventy-fourth year.
const MOST: u16 = 3999;

/// The resolutions in a text, by place. Where a passage does not say whose resolution it is, the text must speak of the
/// Council elsewhere, and the number must be one that a state's own decisions seldom have.
pub(super) fn find<'a, 'b>(passages: &'a [Passage<'b>], known: &Words) -> Vec<Found<'a, 'b>> {
    let speaks_of_it = passages.iter().any(|passage| passage.words.windows(2).any(is_council));
    let mut found: Vec<Found<'a, 'b>> = Vec::new();
    for passage in passages {
        let mut after = 0;
        for noun in known.nouns.find_in(&passage.words) {
            if noun.word >= after {
                after = named(passage, noun.word, known, speaks_of_it, &mut found);
            }
        }
    }
    found
}

fn is_council(pair: &[&str]) -> bool {
    matches!(pair, ["security", "council"]) || matches!(pair, [first, "الامن"] if first.ends_with("مجلس"))
}

/// Reads the numbers behind a noun; gives the place of the first word that does not belong to them.
fn named<'a, 'b>(
    passage: &'a Passage<'b>,
    noun: usize,
    known: &Words,
    speaks_of_it: bool,
    found: &mut Vec<Found<'a, 'b>>,
) -> usize {
    let words = &passage.words;
    let rest = words.get(noun + 1..).unwrap_or(&[]);
    let filled = rest.iter().take(NEAR).take_while(|word| known.between.contains(*word)).count();
    let gap = rest.get(..filled).unwrap_or(&[]);
    let before_noun = words.get(noun.saturating_sub(2)..noun).unwrap_or(&[]);
    let says_whose = gap.iter().any(|word| known.council.contains(word)) || is_council(before_noun);
    let of_the_un = gap.iter().any(|word| known.united_nations.contains(word));
    let mut at = noun + 1 + filled;
    let first = at;
    // `الصادر عن 120 دولة` counts, and names nothing.
    if gap.last() == Some(&"عن") {
        return at;
    }
    loop {
        // The conjunction may stand apart from its number.
        at += usize::from(at > first && words.get(at) == Some(&"و"));
        let Some(number) = words.get(at).and_then(|word| number(word, at > first)) else { return at };
        let place = passage.range(at, 1);
        let behind = passage.text.get(place.end..).unwrap_or("").trim_start_matches(['"', '”', '»', '\'']);
        let before = passage.text.get(..place.start).unwrap_or("").trim_end_matches(['"', '“', '«', '\'', ' ']);
        // `60/288` is the General Assembly's, `1.5` is no number of a resolution.
        let is_part = behind.starts_with(['/', '\\', '.', ',', '٫', '-', '–', '%', '٪'])
            && behind.chars().nth(1).is_some_and(char::is_numeric);
        let numbered = before.ends_with("رقم") || gap.contains(&"رقم") || gap.contains(&"res");
        let mut next = at + 1;
        let year = year_behind(passage, &mut next);
        let is_part = is_part && year.is_none();
        let of_the_assembly = words.iter().skip(next).take(BEHIND).any(|word| ASSEMBLY.contains(word));
        // A state writes `لسنة 2019` behind the number of a decision, the Council `(2019)`.
        let domestic = next > at + 2;
        let is_year = YEARS.contains(&number) && year.is_none() && !numbered && number > 2000;
        let is_one = says_whose
            || (of_the_un && !of_the_assembly && (number >= HIGHER || speaks_of_it))
            || (speaks_of_it && number >= 100 && !domestic && !of_the_assembly);
        if !is_part && is_one && !is_year && (1..=MOST).contains(&number) {
            // The first number takes its noun along.
            let word = if at == first { noun } else { at };
            found.push(Found { resolution: Resolution { number, year }, passage, word, words: next - word });
        }
        if is_part {
            return next;
        }
        at = next;
    }
}

/// The year in brackets behind a number, or behind the word for it; `next` is moved over it.
fn year_behind(passage: &Passage<'_>, next: &mut usize) -> Option<u16> {
    let words = &passage.words;
    let filled = usize::from(words.get(*next).is_some_and(|word| OF_YEAR.contains(word)));
    let at = *next + filled;
    let year = words.get(at).and_then(|word| number(word, false)).filter(|year| YEARS.contains(year))?;
    let place = passage.range(at, 1);
    let before = passage.text.get(..place.start).unwrap_or("");
    let bracketed = before.trim_end().ends_with(['(', '[', '（']);
    // `2254/2015`: the Assembly's `60/288` has no year.
    let slashed = before.ends_with('/') && !YEARS.contains(&number(words.get(*next - 1)?, true)?);
    if filled == 0 && !bracketed && !slashed {
        return None;
    }
    *next = at + 1;
    Some(year)
}

/// A whole number of up to four digits; with a conjunction in front where `joined`.
fn number(word: &str, joined: bool) -> Option<u16> {
    let bare = if joined { word.strip_prefix('و').unwrap_or(word) } else { word };
    (bare.len() <= 4 && !bare.is_empty() && bare.bytes().all(|byte| byte.is_ascii_digit()))
        .then(|| bare.parse().ok())?
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::FoldedText;

    fn read(text: &str) -> Vec<String> {
        let folded = FoldedText::new(text);
        let passages = [Passage::new(1, 0, 0, text, &folded)];
        let year = |found: &Found<'_, '_>| found.resolution.year.map_or(String::new(), |year| format!(" ({year})"));
        find(&passages, &Words::default())
            .iter()
            .map(|found| format!("{}{}", found.resolution.number, year(found)))
            .collect()
    }

    #[test]
    fn a_resolution_is_known_by_its_number() {
        assert_eq!(read("بموجب القرار الأممي رقم \"2254\"."), ["2254"]);
        assert_eq!(read("وفقًا لقرار مجلس الأمن الدولي رقم ٢٢٥٤"), ["2254"]);
        assert_eq!(read("قراري مجلس الأمن 2170 (2014) و2178 (2014)"), ["2170 (2014)", "2178 (2014)"]);
        assert_eq!(read("وقرارات مجلس الأمن 1373 و1540 و2396"), ["1373", "1540", "2396"]);
        assert_eq!(read("قرار مجلس الأمن 2254 لعام 2015"), ["2254 (2015)"]);
        assert_eq!(read("شدد مجلس الأمن على تنفيذ القرار 2254"), ["2254"]);
        assert_eq!(read("Security Council resolution 2254 (2015)"), ["2254 (2015)"]);
        assert_eq!(read("القرار S/RES/2254 (2015)"), ["2254 (2015)"]);
        assert_eq!(read("قرار مجلس الأمن رقم 2254/2015"), ["2254 (2015)"]);
        let apart = "قرارات مجلس الأمن 1267 (1999) و 1989 (2011) و2253 (2015)";
        assert_eq!(read(apart), ["1267 (1999)", "1989 (2011)", "2253 (2015)"]);
        assert_eq!(read("قرارات الشرعية الدولية ومجلس الأمن، ومنها القراران 242 و338"), ["242", "338"]);
    }

    #[test]
    fn what_is_another_bodys_or_a_year_is_none() {
        for text in [
            "وكذلك قرارات مجلس الأمن ذات الصلة",
            "قرار الجمعية العامة 60/288",
            "مجلس الأمن وقرار الجمعية العامة 60/288",
            "قرار مجلس الوزراء رقم 15",
            "القرار رقم 523 لسنة 2019",
            "قرار مجلس الأمن في 2015",
            "قرار مجلس الأمن 2015",
            "قرار الجامعة العربية رقم 8914",
            "قرر 120 عضوا",
            "القرار الأممي رقم 194 الصادر عن الجمعية العامة للأمم المتحدة",
            "رحب بالقرار الدولي الصادر عن 120 دولة مشاركة",
        ] {
            assert_eq!(read(text), Vec::<String>::new(), "{text}");
        }
    }
}
