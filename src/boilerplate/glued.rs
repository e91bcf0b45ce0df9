//! A byline or dateline glued to the first sentence → where the sentence begins. It looks at the first sentence of a text only: a list has labels of the same form.

use crate::config::Config;
use crate::text::calendar;
use crate::text::fold::FoldedText;
use crate::text::phrases::{Phrases, listed};
use crate::text::places::PLACES;

/// A byline or dateline has at most this many words, and leaves at least `REST` behind.
const MOST_WORDS: usize = 14;
const REST: usize = 6;
/// Its parts have at most this many words each, dates aside, and the first at most `FIRST`.
const PART_WORDS: usize = 5;
const FIRST: usize = 3;

/// Words that begin a byline, or stand in one.
const BYLINES: &str = "\
    كتب، كتبت، كتبه، كتبها، محرر، محررة، تحرير، إعداد، متابعة، تقرير، بقلم، مراسل، مراسلة، مراسلنا، \
    مراسلتنا، موفدنا، موفدتنا، ترجمة، خاص، وكالات، مكتب، نشرة، القسم، وكالة، صحيفة، جريدة، إذاعة، شبكة، \
    موقع، بوابة، قناة، رويترز، الأناضول، كونا، واس، وام، قنا، بترا، واع";

/// Words that stand in sentences and in no byline.
const SENTENCES: &str = "\
    في، إلى، على، أن، إن، التي، الذي، الذين، عن، مع، بين، كما، قد، بعد، خلال، هذا، هذه، كل، حول، لا، لم، \
    ما، أكد، قال، أعلن، دعا، شدد، أقر، قرر، اتفق، أولا، ثانيا، ثالثا، المحور، البند، المادة، الفقرة";

/// Verbs and turns with which a report of a meeting opens.
const VERBS: &str = "\
    اختتم، اختتمت، اجتمع، عقد، عقدت، التقى، التأم، التأمت، أقر، أقرت، اعتمد، اعتمدت، أعلن، أعلنت، أكد، أكدت، دعا، دعت، بحث، ناقش، \
    اتفق، اتفقت، شدد، أصدر، أصدرت، أسدل، انطلق، انطلقت، افتتح، استضاف، استضافت، احتضن، احتضنت، قرر، طالب، حذر، رحب، جدد، وقع، أطلق، بدعوة، \
    برئاسة، برعاية";

/// What bylines and datelines are known by.
#[derive(Debug)]
pub struct Glued {
    bylines: Phrases<()>,
    sentences: Vec<FoldedText>,
    /// As they are written, the longest first.
    verbs: Vec<&'static str>,
    places: Phrases<()>,
    outlets: Phrases<()>,
    months: Phrases<u32>,
    hijri: Phrases<u32>,
}

/// What stands between two marks of a prefix.
struct Parts {
    /// Words of each part, dates aside.
    words: Vec<usize>,
    dated: bool,
    named: bool,
    placed: bool,
}

impl Glued {
    /// Folds the words, and those of `site.toml`.
    pub fn new(config: &Config) -> Glued {
        let places = config.meetings.iter().filter_map(|meeting| meeting.place.as_ref()).map(|place| place.ar.as_str());
        let mut verbs: Vec<&'static str> = listed(VERBS).collect();
        verbs.sort_by_key(|verb| std::cmp::Reverse(verb.len()));
        Glued {
            verbs,
            bylines: Phrases::new(listed(BYLINES).map(|word| (word, ()))),
            sentences: listed(SENTENCES).map(FoldedText::new).collect(),
            places: Phrases::new(listed(PLACES).chain(places).map(|place| (place, ()))),
            outlets: Phrases::new(config.outlets.iter().map(|outlet| (outlet.name.ar.as_str(), ()))),
            months: calendar::month_phrases(),
            hijri: calendar::hijri_phrases(),
        }
    }

    /// The byte at which the sentence begins behind a byline or dateline, if the text has one.
    pub fn end(&self, text: &str) -> Option<usize> {
        let mut ends = Vec::new();
        let mut at = 0;
        let mut count = 0;
        for token in text.split_inclusive(char::is_whitespace) {
            at += token.len();
            let word = token.trim();
            count += usize::from(!FoldedText::new(word).is_empty());
            if count > MOST_WORDS {
                break;
            }
            let told = ["متابعة", "متابعات", "خاص", "وكالات"].contains(&word);
            if word.ends_with([':', '-', '–', '—', '/', 'ـ']) && !word.is_empty() || told || is_time(word) {
                ends.push(at);
            }
        }
        let marked = ends.into_iter().rev().find(|end| {
            let rest = text.get(*end..).unwrap_or("");
            rest.split_whitespace().nth(REST).is_some() && text.get(..*end).is_some_and(|prefix| self.is_prefix(prefix))
        });
        self.before_a_verb(text).or(marked)
    }

    /// `طنجة - ليلى حداد عقد …`: a place, a mark and a name run into the verb of the sentence, with a space or without.
    fn before_a_verb(&self, text: &str) -> Option<usize> {
        let mut at = 0;
        for token in text.split_inclusive(char::is_whitespace).take(MOST_WORDS) {
            let word = token.trim();
            if let Some(verb) = self.verbs.iter().find(|verb| word.ends_with(**verb)) {
                let end = at + token.len() - token.trim_start().len() + word.len() - verb.len();
                let prefix = text.get(..end)?;
                let parted = prefix.contains([':', '-', '–', '—', 'ـ', '/', '|']);
                let parts = self.parts(prefix);
                let most = if parts.placed { PART_WORDS } else { FIRST };
                let name = parts.words.len() >= 2 && parts.words.iter().all(|count| *count <= most);
                return (parted && name && !self.has_words_of_a_sentence(prefix)).then_some(end);
            }
            at += token.len();
        }
        None
    }

    fn is_prefix(&self, prefix: &str) -> bool {
        let trimmed = prefix.trim_end();
        let folded = FoldedText::new(prefix);
        let words: Vec<&str> = folded.words().collect();
        if words.is_empty() || self.has_words_of_a_sentence(prefix) {
            return false;
        }
        let parts = self.parts(prefix);
        let begins = self.bylines.find(&words).iter().any(|found| found.word == 0);
        let short = parts.words.iter().all(|count| *count <= PART_WORDS);
        let colon = trimmed.ends_with(':');
        let strong = colon || trimmed.ends_with("--") || prefix.contains('(') || parts.dated || parts.named;
        let dateline = parts.words.len() >= 2 && parts.words.first().is_some_and(|count| *count <= FIRST) && strong;
        let place = parts.words.len() == 1 && parts.placed && words.len() <= FIRST && !colon;
        short
            && ((begins && colon && (2..=8).contains(&words.len()))
                || dateline && (parts.placed || parts.named || parts.dated)
                || place)
    }

    /// Whether a prefix has words that stand in sentences and in no byline.
    fn has_words_of_a_sentence(&self, prefix: &str) -> bool {
        let folded = FoldedText::new(prefix);
        let words: Vec<&str> = folded.words().collect();
        // `مسقط في 17 نوفمبر`, `مراسلنا في الرباط`
        let words_of_sentences = words.iter().enumerate().filter(|(place, word)| {
            let next = words.get(place + 1).is_some_and(|next| next.bytes().all(|b| b.is_ascii_digit()));
            let after_a_byline = place
                .checked_sub(1)
                .and_then(|before| words.get(before))
                .is_some_and(|before| ["مراسل", "موفد", "مبعوث"].iter().any(|who| before.starts_with(who)));
            **word != "في" || !(next || after_a_byline)
        });
        let words_of_sentences: Vec<&str> = words_of_sentences.map(|(_, word)| *word).collect();
        let of_a_sentence = |word: &&str| self.sentences.iter().any(|known| known.as_str() == *word);
        let bare = words_of_sentences.iter().map(|word| word.strip_prefix('و').unwrap_or(word));
        words_of_sentences.iter().any(of_a_sentence) || bare.into_iter().any(|word| of_a_sentence(&word))
    }

    fn parts(&self, prefix: &str) -> Parts {
        let mut parts = Parts { words: Vec::new(), dated: false, named: false, placed: false };
        for part in prefix.split(['-', '–', '—', '/', '|', '(', ')', ':', '،', 'ـ']) {
            let folded = FoldedText::new(part);
            let words: Vec<&str> = folded.words().collect();
            let figures = words.iter().filter(|word| word.bytes().any(|b| b.is_ascii_digit())).count();
            let months: usize = self
                .months
                .find(&words)
                .iter()
                .map(|found| found.words)
                .chain(self.hijri.find(&words).iter().map(|found| found.words))
                .sum();
            parts.dated |= figures > 0;
            parts.named |= !self.bylines.find(&words).is_empty() || !self.outlets.find(&words).is_empty();
            parts.placed |= self.places.find(&words).iter().any(|found| found.word == 0);
            let plain = words.len().saturating_sub(figures + months);
            if plain > 0 {
                parts.words.push(plain);
            }
        }
        parts
    }
}

fn is_time(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hours, minutes)| {
        let number = |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_numeric);
        number(hours) && number(minutes)
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    fn rest(text: &str) -> &str {
        let site = "[title]\nar = \"أ\"\nen = \"A\"\n";
        let glued = Glued::new(&crate::config::parse(site, "site.toml", None).unwrap());
        text.get(glued.end(text).unwrap_or(0)..).unwrap()
    }

    #[test]
    fn a_byline_or_dateline_ends_where_the_sentence_begins() {
        let sentence = "عقد مجلس الموانئ دورته السنوية في مقره الدائم وبحث سبل التعاون";
        for head in [
            "كتب سالم المرسي: ",
            "تونس - بريد المرفأ: ",
            "كتبت ليلى - الدوحة: ",
            "القاهرة – ",
            "صنعاء/ شبكة المرفأ/ خاص - ",
            "بيروت 3 رجب 1444 هـ (المرفأ) -- ",
            "الرباط - بريد المرفأ 27 غشت 2024 - 18:05 ",
        ] {
            assert_eq!(rest(&format!("{head}{sentence}")), sentence, "{head}");
        }
    }

    #[test]
    fn a_sentence_with_dashes_and_colons_is_left_whole() {
        for text in [
            "أكد الوزراء - في ختام دورتهم - أن التعاون بين الموانئ سيستمر في الأعوام المقبلة",
            "قال الوزير: إن التعاون بين الموانئ سيستمر في الأعوام المقبلة مع الدول كلها",
            "أولا - الموانئ: يلتزم الأعضاء بتوحيد الرسوم وبتبادل البيانات قبل وصول السفن",
            "وجاء في البيان ما يأتي: يلتزم الأعضاء بتوحيد الرسوم وبتبادل البيانات كلها",
        ] {
            assert_eq!(rest(text), text);
        }
    }
}
