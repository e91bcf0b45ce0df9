//! The archive → names that `site.toml` does not have, offered to an editor. Arabic has no capitals: a name is known by the word that announces it (وزير, مدينة, منظمة), and by seldom standing anywhere else.

use std::collections::{BTreeMap, BTreeSet};
use std::ops::Range;

use serde::Serialize;

use crate::archive::{Archive, Communique};
use crate::config::names::Kind;
use crate::text::calendar::month_phrases;
use crate::text::fold::FoldedText;
use crate::text::numerals;
use crate::text::phrases::{Phrases, forms, listed};
use crate::text::places::PLACES;
use crate::text::sentence::placed;
use crate::text::stem;
use crate::text::words;

/// Folded words that announce a person,
const PERSON: &str = "\
    وزير، وزيره، الوزير، الوزيره، رييس، رييسه، الرييس، الرييسه، السيد، السيده، المبعوث، المبعوثه، السفير، السفيره، \
    سفير، الملك، الامير، الشيخ، الجنرال، اللوا، العميد، الدكتور، الدكتوره، مفوض، مفوضه، المفوض، مدير، المدير، مديره، \
    قايد، القايد، المتحدث، المتحدثه، نظيره، الامين، المنسق، المنسقه، المستشار";
/// a place,
const PLACE: &str = "\
    مدينه، محافظه، بلده، قريه، العاصمه، مطار، سجن، معبر، مخيم، اقليم، ولايه، جزيره، خليج، مضيق";
/// or an organisation, of whose name they are part.
const ORGANISATION: &str = "\
    منظمه، تنظيم، حركه، جماعه، هييه، وكاله، موسسه، شركه، حزب، ميليشيا، اتحاد، جبهه، برنامج، صندوق، مفوضيه، محكمه";

/// Folded words with which a name ends: verbs with which sentences go on, and what follows a person's office.
const NO_NAME: &str = "\
    تم، يتم، جري، كان، كانت، قال، قالت، اكد، اكدت، اعلن، اعلنت، شدد، شددت، دعا، دعت، اشار، اشارت، رحب، رحبت، قدم، قدمت، \
    عقد، عقدت، جدد، جددت، اعرب، اعربت، اوضح، اوضحت، اضاف، اضافت، ذكر، ذكرت، عبر، عبرت، تراس، ترات، بحث، بحثت، ناقش، \
    ناقشت، التي، الذي، الذين، خلال، بعد، قبل، امس، اليوم، غدا، عضو، دوله، دول، حكومه، وزاره، بلاده، هناك، ايضا، كما، حيث، \
    خارجيه، دفاع، داخليه، ماليه، وزرا، عام، خاص، جديد، جديده، عده، مهام، نيابه";
/// Folded words of time and measure, which are no figures that an archive follows.
const UNITS: &str = "\
    يوم، يوما، ايام، شهر، شهرا، اشهر، شهور، سنه، سنوات، عام، عاما، اعوام، ساعه، ساعات، دقيقه، دقايق، اسبوع، اسابيع، مره، \
    مرات، من، في، الي، علي، عن، و، او، ان، لا، ما، هذا، هذه";

/// Words that may stand between a person's office and the name: وزير الخارجية الأمريكي.
const OFFICE: usize = 7;
/// A person's name has at most so many words.
const NAME: usize = 3;
/// A word is part of a name if so many of its places, of a hundred, are in names.
const SHARE: usize = 50;

/// A name that `site.toml` might have.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Unknown {
    /// What it seems to be the name of.
    pub kind: Kind,
    /// The words as they first stand; of a figure what is counted.
    pub text: String,
    /// In how many communiqués.
    pub communiques: usize,
    /// How often.
    pub times: usize,
    /// The file of the first, and the line in it, 1-based.
    pub file: String,
    /// See `file`.
    pub line: u32,
}

/// A word as it stands in a sentence.
struct Word {
    range: Range<usize>,
    folded: String,
    /// A mark stands between it and the word before.
    parted: bool,
}

/// What may be a name, before it is counted.
struct Find {
    kind: Kind,
    folded: String,
    text: String,
    communique: usize,
    line: u32,
    /// The folded words that must be names' words.
    words: Vec<String>,
}

/// The names that the archive's texts have and `site.toml` has not, by kind, those first that stand in most communiqués.
pub fn unknown(archive: &Archive) -> Vec<Unknown> {
    let cues = Cues::new();
    let mut finds = Vec::new();
    let mut times: BTreeMap<String, usize> = BTreeMap::new();
    for (index, communique) in archive.communiques.iter().enumerate() {
        for (block, text) in communique.body().iter().enumerate() {
            for (start, sentence) in placed(&text.text) {
                let words = read(sentence);
                for word in &words {
                    *times.entry(word.folded.clone()).or_default() += 1;
                }
                let known = |range: &Range<usize>| is_known(communique, block, start, range);
                cues.find(sentence, &words, &known, |kind, range, own| {
                    finds.push(Find {
                        kind,
                        folded: words
                            .get(own.clone())
                            .unwrap_or(&[])
                            .iter()
                            .map(|word| word.folded.as_str())
                            .collect::<Vec<_>>()
                            .join(" "),
                        text: sentence.get(range).unwrap_or("").to_owned(),
                        communique: index,
                        line: text.line,
                        words: words.get(own).unwrap_or(&[]).iter().map(|word| word.folded.clone()).collect(),
                    });
                });
            }
        }
    }
    counted(archive, finds, &times)
}

/// Whether a name of `site.toml` stands at a place.
fn is_known(communique: &Communique, block: usize, start: usize, range: &Range<usize>) -> bool {
    communique.names.iter().any(|named| {
        let spot = named.spot;
        spot.block == block && spot.start < start + range.end && start + range.start < spot.end
    })
}

fn read(sentence: &str) -> Vec<Word> {
    let mut words: Vec<Word> = Vec::new();
    let mut end = 0;
    words::each(sentence, |range, folded| {
        let between = sentence.get(end..range.start).unwrap_or("");
        let parted = between.chars().any(|c| !c.is_whitespace());
        end = range.end;
        words.push(Word { range, folded: folded.to_owned(), parted });
    });
    words
}

/// The words that announce names.
struct Cues {
    announcing: BTreeMap<&'static str, Kind>,
    no_name: Vec<&'static str>,
    units: Vec<&'static str>,
    months: Phrases<u32>,
    places: BTreeSet<String>,
}

impl Cues {
    fn new() -> Cues {
        let of = |list: &'static str, kind: Kind| listed(list).map(move |word| (word, kind));
        let all = of(PERSON, Kind::Person).chain(of(PLACE, Kind::Place)).chain(of(ORGANISATION, Kind::Organisation));
        Cues {
            announcing: all.collect(),
            no_name: listed(NO_NAME).chain(stem::function_words()).collect(),
            units: listed(UNITS).collect(),
            months: month_phrases(),
            places: listed(PLACES).map(|place| FoldedText::new(place).as_str().to_owned()).collect(),
        }
    }

    /// Calls `add` with what may be a name: its kind, its bytes in the sentence, and its words.
    fn find(
        &self,
        sentence: &str,
        words: &[Word],
        known: &dyn Fn(&Range<usize>) -> bool,
        mut add: impl FnMut(Kind, Range<usize>, Range<usize>),
    ) {
        let bytes = |own: &Range<usize>| {
            let (first, last) = (words.get(own.start)?, words.get(own.end.checked_sub(1)?)?);
            Some(first.range.start..last.range.end)
        };
        for (place, word) in words.iter().enumerate() {
            let bare =
                word.folded.strip_prefix('و').filter(|rest| self.announcing.contains_key(rest)).unwrap_or(&word.folded);
            let Some(kind) = self.announcing.get(bare) else { continue };
            let own = match kind {
                Kind::Person => self.person(words, place + 1),
                Kind::Place => self.place(words, place + 1),
                _ => self.organisation(words, place),
            };
            if let Some(range) = own.as_ref().and_then(bytes).filter(|range| !known(range)) {
                add(*kind, range, own.unwrap_or_default());
            }
        }
        for number in numerals::numbers(sentence) {
            let at = number.word + number.words;
            let Some(word) = words.get(at).filter(|word| !word.parted) else { continue };
            let behind: Vec<&str> = words.iter().skip(at).take(2).map(|word| word.folded.as_str()).collect();
            let date = self.months.find(&behind).iter().any(|found| found.word == 0);
            let year = number.words == 1 && (1900.0..2100.0).contains(&number.amount);
            let is_unit = self.units.contains(&word.folded.as_str()) || word.folded.bytes().any(|byte| byte.is_ascii());
            let goes_on = word.folded.starts_with('و');
            if number.amount >= 10.0 && !date && !year && !is_unit && !goes_on && !known(&word.range) {
                add(Kind::Figure, word.range.clone(), at..at + 1);
            }
        }
    }

    fn is_cue(&self, folded: &str) -> bool {
        self.announcing.contains_key(folded.strip_prefix('و').unwrap_or(folded))
    }

    /// The words behind an office that are no part of it: those without the article and without a particle.
    fn person(&self, words: &[Word], from: usize) -> Option<Range<usize>> {
        let is_office = |word: &Word| {
            let folded = word.folded.as_str();
            let is_attribute = ["ال", "لل", "بال", "وال"].iter().any(|start| folded.starts_with(start));
            let is_place = forms(folded).any(|form| self.places.contains(form.as_ref()));
            is_attribute || is_place || self.is_cue(folded) || self.no_name.contains(&folded)
        };
        let skipped = words.iter().skip(from).take(OFFICE).take_while(|word| is_office(word) && !word.parted).count();
        let start = from + skipped;
        let is_name = |(index, word): &(usize, &Word)| {
            let folded = word.folded.as_str();
            let parted = word.parted && *index > 0;
            let article = folded.starts_with("ال") && *index == 0;
            let is_word = folded.chars().count() > 1 && !folded.bytes().any(|byte| byte.is_ascii_digit());
            !parted && !article && is_word && !self.is_cue(folded) && !self.no_name.contains(&folded)
        };
        let taken = words.iter().skip(start).take(NAME).enumerate().take_while(is_name).count();
        (taken > 0 && words.get(start).is_some_and(|word| !word.parted)).then_some(start..start + taken)
    }

    fn place(&self, words: &[Word], from: usize) -> Option<Range<usize>> {
        let first = words.get(from).filter(|word| !word.parted && !self.no_name.contains(&word.folded.as_str()))?;
        let compound =
            ["ابو", "ام", "بيت", "دير", "تل", "راس", "عين", "بني", "ابن", "سان"].contains(&first.folded.as_str());
        (first.folded.chars().count() > 2).then_some(from..from + 1 + usize::from(compound))
    }

    /// An organisation's name begins with what it is: منظمة الصحة العالمية, حركة طالبان.
    fn organisation(&self, words: &[Word], from: usize) -> Option<Range<usize>> {
        let behind = words.iter().skip(from + 1).take(NAME);
        let articles = behind.clone().take_while(|word| word.folded.starts_with("ال") && !word.parted).count();
        let single =
            behind.take(1).filter(|word| !word.parted && !self.no_name.contains(&word.folded.as_str())).count();
        let taken = articles.max(single);
        (taken > 0).then_some(from..from + 1 + taken)
    }
}

/// Finds with the same words are one; a person's or a place's words must stand in names more than elsewhere.
fn counted(archive: &Archive, finds: Vec<Find>, times: &BTreeMap<String, usize>) -> Vec<Unknown> {
    let mut in_names: BTreeMap<&str, usize> = BTreeMap::new();
    for word in finds.iter().flat_map(|find| &find.words) {
        *in_names.entry(word).or_default() += 1;
    }
    let is_name = |word: &String| {
        let (own, all) = (in_names.get(word.as_str()).copied().unwrap_or(0), times.get(word).copied().unwrap_or(1));
        own * 100 >= all * SHARE
    };
    let mut groups: BTreeMap<(Kind, &str), Vec<&Find>> = BTreeMap::new();
    for find in &finds {
        // An organisation's first word says what it is and stands everywhere; `منظمة الصحة العالمية` has the article.
        let own = find.words.iter().skip(usize::from(find.kind == Kind::Organisation));
        let sure = match find.kind {
            Kind::Figure => true,
            Kind::Organisation => own.clone().all(|word| word.starts_with("ال")) || own.clone().all(is_name),
            Kind::Person | Kind::Place => own.clone().all(is_name),
        };
        if sure {
            groups.entry((find.kind, &find.folded)).or_default().push(find);
        }
    }
    let mut unknown: Vec<Unknown> = groups
        .into_iter()
        .filter_map(|((kind, _), finds)| {
            let mut communiques: Vec<usize> = finds.iter().map(|find| find.communique).collect();
            communiques.dedup();
            let first = finds.first()?;
            // What is counted once is no figure that an archive follows, nor is a body that is named once.
            let often = match kind {
                Kind::Person | Kind::Place => true,
                Kind::Organisation | Kind::Figure => finds.len() > 1,
            };
            let file = archive.communiques.get(first.communique)?.canonical()?.file.clone();
            often.then(|| Unknown {
                kind,
                text: first.text.clone(),
                communiques: communiques.len(),
                times: finds.len(),
                file,
                line: first.line,
            })
        })
        .collect();
    unknown.sort_by(|a, b| {
        let rank = |one: &Unknown| (one.kind, std::cmp::Reverse(one.communiques), std::cmp::Reverse(one.times));
        rank(a).cmp(&rank(b)).then_with(|| a.text.cmp(&b.text))
    });
    unknown
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::{Format, Source};

    const SITE: &str = "[title]\nar = \"أ\"\nen = \"A\"\n[person.known]\nar = \"مايك بومبيو\"\nen = \"Mike Pompeo\"\n";

    fn offered(texts: &[&str]) -> Vec<(Kind, String, usize)> {
        let config = crate::config::parse(SITE, "site.toml", None).unwrap();
        let source = |(number, text): (usize, &&str)| Source {
            file: format!("{number}.txt"),
            path: format!("{number}.txt"),
            format: Format::Plain,
            bytes: Ok((*text).into()),
        };
        let sources = texts.iter().enumerate().map(source).collect();
        let (prepared, aside) = crate::archive::prepare(sources, &config, false).value;
        let archive = crate::archive::assemble(prepared, aside, &config).value;
        unknown(&archive).into_iter().map(|one| (one.kind, one.text, one.times)).collect()
    }

    #[test]
    fn what_is_announced_is_offered_and_what_is_known_is_not() {
        let one = "عنوان أول للتقرير عن اللقاء\nالتقى وزير الخارجية الأمريكي مايك بومبيو نظيره البلجيكي ديدييه ريندرز، \
                   وأكد وزير الخارجية البلجيكي ديدييه ريندرز في مدينة لييج أن منظمة الصحة العالمية ستدعم 40 مستشفى.";
        let two = "عنوان ثان عن زيارة أخرى تماما\nزار المبعوث الخاص جيمس جيفري مخيم الهول، وأعلنت منظمة الصحة العالمية بناء \
                   120 مستشفى في عام 2019 خلال 12 شهرا.";
        let found = offered(&[one, two]);
        let expected = [
            (Kind::Person, "ديدييه ريندرز", 2),
            (Kind::Person, "جيمس جيفري", 1),
            (Kind::Place, "الهول", 1),
            (Kind::Place, "لييج", 1),
            (Kind::Organisation, "منظمة الصحة العالمية", 2),
            (Kind::Figure, "مستشفى", 2),
        ];
        assert_eq!(found, expected.map(|(kind, text, times)| (kind, text.to_owned(), times)));
    }
}
