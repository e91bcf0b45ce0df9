//! What stands around the text: labels above the headline, and datelines between it and the text. It touches nothing within the text.

use super::Reason;
use super::line::{Fate, Line, is_furnished};
use crate::ingest::block::Kind;
use crate::ingest::wrap::ends_sentence;
use crate::text::calendar;
use crate::text::fold::FoldedText;
use crate::text::phrases::Phrases;

/// A dateline has at most this many words.
const DATELINE_WORDS: usize = 8;
/// A place and a name with a dash between them have at most this many, and the place at most `PLACE_WORDS`.
const PLACE_AND_NAME: usize = 5;
const PLACE_WORDS: usize = 2;

/// Words that open a letter or a speech, which are its own though they stand above its first sentence.
const SALUTATIONS: [&str; 9] = ["بسم الله", "السيد", "السيدة", "السيدات", "السادة", "أصحاب", "معالي", "سعادة", "فخامة"];

/// What edges are known by.
#[derive(Debug)]
pub struct Edges {
    months: Phrases<u32>,
    weekdays: Phrases<()>,
    salutations: Vec<FoldedText>,
}

impl Edges {
    /// Folds the words.
    pub fn new() -> Edges {
        Edges {
            months: calendar::month_phrases(),
            weekdays: Phrases::new(calendar::WEEKDAYS.iter().map(|(day, _)| (*day, ()))),
            salutations: SALUTATIONS.iter().map(|words| FoldedText::new(words)).collect(),
        }
    }

    /// Marks the lines above the headline, and datelines above the text.
    pub fn mark(&self, lines: &mut [Line], has_title: bool) {
        let headline = lines.iter().position(|line| line.fate == Fate::Headline);
        let text = lines.iter().position(|line| line.fate == Fate::Body && line.is_text());
        let furnished = is_furnished(lines);
        for (index, line) in lines.iter_mut().enumerate() {
            if line.fate != Fate::Body || line.block.kind != Kind::Paragraph || ends_sentence(&line.block.text) {
                continue;
            }
            let own = !line.is_item && !self.is_salutation(line);
            if headline.is_some_and(|headline| index < headline) && own {
                line.fate = Fate::Out(Reason::SiteChrome);
            } else if has_title && text.is_some_and(|text| index < text) && self.is_dateline(line) {
                line.fate = Fate::Out(Reason::Dateline);
            } else if has_title
                && own
                && furnished
                && headline.is_some_and(|headline| index > headline)
                && text.is_some_and(|text| index < text)
            {
                line.fate = Fate::Out(Reason::SiteChrome);
            }
        }
    }

    fn is_salutation(&self, line: &Line) -> bool {
        let begins = |words: &FoldedText| line.folded.as_str().strip_prefix(words.as_str());
        self.salutations.iter().filter_map(begins).any(|rest| rest.is_empty() || rest.starts_with(' '))
    }

    /// `روما - مراسلنا`, `الثلاثاء 30 آذار 2021`: a place and a name, or a weekday or a month with a figure.
    fn is_dateline(&self, line: &Line) -> bool {
        if line.words > DATELINE_WORDS || line.is_item {
            return false;
        }
        let words: Vec<&str> = line.folded.words().collect();
        let figure = words.iter().any(|word| word.bytes().all(|b| b.is_ascii_digit()));
        if figure && (!self.months.find(&words).is_empty() || !self.weekdays.find(&words).is_empty()) {
            return true;
        }
        let parts = [" - ", " – ", " — ", " | "].iter().find_map(|dash| line.block.text.split_once(dash));
        parts.is_some_and(|(place, name)| {
            let count = |text: &str| FoldedText::new(text).len();
            let plain = !line.block.text.contains(['"', '«', '“', '”']) && !figure;
            plain && (1..=PLACE_WORDS).contains(&count(place)) && count(name) >= 1 && line.words <= PLACE_AND_NAME
        })
    }
}
