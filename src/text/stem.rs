//! A folded word → the stems under which a search may find it, likeliest first. It strips what Arabic writes onto a word, and knows no roots: a broken plural stays apart from its singular.
//!
//! After light10 (Larkey, Ballesteros and Connell 2007, "Light stemming for Arabic information retrieval"): the article with
//! the particles before it, and suffixes. Beyond light10 a conjunction or a preposition that stands on a word without an
//! article is a further reading, and no more than that, since و ف ب ك ل begin so many words and names: واشنطن, لبنان, بيان.
//! An archive knows which reading is right, by the words that stand in it. English is Snowball's stemmer.
//! `static/search/analysis.js` does the same in the browser; a test compares them.

use std::borrow::Cow;
use std::collections::BTreeSet;
use std::sync::LazyLock;

use frostem::{Algorithm, Stemmer};

/// The letters that the article must leave, and all else.
const LEAST: usize = 3;
const LEAST_BEHIND_ARTICLE: usize = 2;

/// Suffixes with the letters that they must leave: more where many words end so by themselves (قانون, تفاهم, لبنان).
/// The first that fits is taken off, again and again.
const SUFFIXES: [(&str, usize); 17] = [
    ("هما", 3),
    ("ته", 4),
    ("ها", 3),
    ("نا", 3),
    ("هم", 4),
    ("هن", 4),
    ("كم", 4),
    ("ات", 3),
    ("ون", 4),
    ("ين", 4),
    ("ان", 4),
    ("وا", 3),
    ("يه", 3),
    ("يا", 3),
    ("ه", 3),
    ("ي", 3),
    ("ا", 3),
];

/// Suffixes before which a final ة is written ت.
const OPENING: [&str; 9] = ["هما", "ها", "نا", "هم", "هن", "كم", "ين", "ان", "ته"];

/// Suffixes that may also leave just three letters, if the archive has the word that they leave.
const SHORT: [&str; 6] = ["ون", "ين", "ان", "هم", "هن", "كم"];

/// What begins with alif and lam and has no article, without its suffixes.
const NO_ARTICLE: [&str; 30] = [
    "الل",
    "الت",
    "الذ",
    "الذين",
    "الان",
    "الي",
    "الات",
    "الاف",
    "الف",
    "الفين",
    "المان",
    "البان",
    "الكتر",
    "الغام",
    "الغ",
    "العاب",
    "الزام",
    "الق",
    "الياف",
    "التزام",
    "التحاق",
    "التهاب",
    "التق",
    "التفاف",
    "التباس",
    "التج",
    "التيام",
    "التقاط",
    "التصاق",
    "الا",
];

/// Words that only join others, folded: they have no other forms, and a stem that would be one of them is marked, so that
/// آلية is not found under إلى.
const FUNCTION_WORDS: &str = "\
    و ف ب ك ل في من علي الي عن مع ان كان كانت قد هذا هذه ذلك تلك التي الذي الذين كما بعد قبل بين خلال عند حتي لا لم ما ماذا هو هي هم \
    ثم او ام حيث منذ كل بعض غير اي وما ولا وفي ومن وعلي والي عما مما فيما عليها عليه عليهم اليها اليهم منها منه منهم فيها \
    فيه فيهم لها له لهم بها به بهم عنها عنه هل كيف متي اين لماذا بان وان لان لدي نحو حول بشان لقد وقد هنا هناك ايضا اذا الا \
    the a an of and or in on at to for from by with as is are was were be been it its this that these those what which \
    who whom when where why how did do does has have had not about into over than their there";

/// Words that only join others, folded.
pub fn function_words() -> impl Iterator<Item = &'static str> {
    FUNCTION_WORDS.split_ascii_whitespace()
}

/// Whether a folded word is one of them.
fn is_function_word(word: &str) -> bool {
    static SORTED: LazyLock<BTreeSet<&str>> = LazyLock::new(|| function_words().collect());
    SORTED.contains(word)
}

/// One way to read a word.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Reading<'a> {
    /// What of the word is left when it is read so, before its suffixes are taken off.
    pub rest: &'a str,
    /// The stem.
    pub stem: Cow<'a, str>,
    /// What must be known of the archive before this reading is taken.
    pub sure: Sure,
}

/// How sure a reading is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sure {
    /// It is what the word says by itself.
    Plain,
    /// It takes a letter for a particle, or an ending for a suffix: only where `rest` is a word of the archive.
    IfAttested,
}

/// The readings of a folded word, likeliest first; each stem once. There is at least one.
pub fn readings(word: &str) -> Vec<Reading<'_>> {
    if is_function_word(word) {
        return vec![Reading { rest: word, stem: word.into(), sure: Sure::Plain }];
    }
    if !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_lowercase()) {
        let stem = Stemmer::new(Algorithm::English).stem(word);
        return vec![Reading { rest: word, stem, sure: Sure::Plain }];
    }
    if !word.chars().all(|c| matches!(c, '\u{0621}'..='\u{064A}')) {
        return vec![Reading { rest: word, stem: word.into(), sure: Sure::Plain }];
    }
    let bases: Vec<(&str, Sure)> = match article(word) {
        Some(article) => {
            let doubled = article.doubled.map(|rest| (rest, Sure::IfAttested));
            std::iter::once((article.rest, Sure::Plain)).chain(doubled).collect()
        }
        None => {
            let conjunction = strip(word, &['و', 'ف']);
            let preposition = strip(conjunction.unwrap_or(word), &['ب', 'ك', 'ل']);
            let particles = [conjunction, preposition].into_iter().flatten().map(|rest| (rest, Sure::IfAttested));
            std::iter::once((word, Sure::Plain)).chain(particles).collect()
        }
    };
    let mut readings: Vec<Reading<'_>> = Vec::with_capacity(bases.len());
    for (rest, sure) in &bases {
        let own = match sure {
            Sure::Plain => rest,
            Sure::IfAttested => article(rest).map_or(*rest, |article| article.rest),
        };
        push(&mut readings, Reading { rest, stem: stem(own), sure: *sure });
    }
    for (rest, _) in &bases {
        if let Some(short) = short(rest) {
            push(&mut readings, Reading { rest: short, stem: stem(short), sure: Sure::IfAttested });
        }
    }
    readings
}

fn push<'a>(readings: &mut Vec<Reading<'a>>, reading: Reading<'a>) {
    if readings.iter().all(|other| other.stem != reading.stem) {
        readings.push(reading);
    }
}

/// A word without its article.
struct Article<'a> {
    rest: &'a str,
    /// لل read as ل before a word that begins with ل.
    doubled: Option<&'a str>,
}

fn article(word: &str) -> Option<Article<'_>> {
    let behind = |rest: &'_ str, least: usize| rest.chars().count() >= least;
    let conjoined = word.strip_prefix(['و', 'ف']);
    for tail in std::iter::once(word).chain(conjoined) {
        if let Some(rest) = tail.strip_prefix("لل").filter(|rest| behind(rest, LEAST_BEHIND_ARTICLE)) {
            let doubled = tail.strip_prefix('ل').filter(|rest| behind(rest, LEAST));
            return Some(Article { rest, doubled });
        }
        let least = if tail.len() == word.len() { LEAST_BEHIND_ARTICLE } else { LEAST };
        let bare = [(tail, least)].into_iter().chain(tail.strip_prefix(['ب', 'ك']).map(|tail| (tail, LEAST)));
        for (tail, least) in bare {
            let rest = tail.strip_prefix("ال").filter(|rest| behind(rest, least));
            if let Some(rest) = rest.filter(|_| !NO_ARTICLE.contains(&stripped(tail))) {
                return Some(Article { rest, doubled: None });
            }
        }
    }
    None
}

fn strip<'a>(word: &'a str, particles: &[char]) -> Option<&'a str> {
    word.strip_prefix(particles).filter(|rest| rest.chars().count() >= LEAST)
}

/// The word without its suffixes, marked where that is a function word.
fn stem(word: &str) -> Cow<'_, str> {
    let stem = stripped(word);
    if is_function_word(stem) { format!("{stem}~").into() } else { stem.into() }
}

/// The word without its suffixes.
fn stripped(word: &str) -> &str {
    let mut stem = word;
    while let Some(shorter) = SUFFIXES.iter().find_map(|(suffix, least)| without(stem, suffix, *least)) {
        stem = shorter;
    }
    stem
}

fn without<'a>(word: &'a str, suffix: &str, least: usize) -> Option<&'a str> {
    let rest = word.strip_suffix(suffix)?;
    let letters = rest.chars().count();
    if letters < least {
        return None;
    }
    let opened = rest.strip_suffix('ت').filter(|_| OPENING.contains(&suffix) && letters > LEAST);
    Some(opened.unwrap_or(rest))
}

/// The three letters that a suffix leaves.
fn short(word: &str) -> Option<&str> {
    let rest = SHORT.iter().find_map(|suffix| word.strip_suffix(suffix))?;
    (rest.chars().count() == LEAST).then_some(rest)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::text::fold::FoldedText;

    fn stems(word: &str) -> Vec<String> {
        let folded = FoldedText::new(word);
        readings(folded.as_str()).into_iter().map(|reading| reading.stem.into_owned()).collect()
    }

    /// Whether one of two words may be found by the other.
    fn meet(one: &str, other: &str) -> bool {
        let other = stems(other);
        stems(one).iter().any(|stem| other.contains(stem))
    }

    #[test]
    fn what_is_written_onto_a_word_comes_off() {
        for (one, other) in [
            ("بيان", "البيان"),
            ("بيان", "ببيانات"),
            ("المغرب", "والمغرب"),
            ("مغربية", "للمغرب"),
            ("واشنطن", "لواشنطن"),
            ("واشنطن", "وواشنطن"),
            ("روما", "بروما"),
            ("فاليتا", "بفاليتا"),
            ("هزيمة", "لهزيمة"),
            ("السياسة", "سياستها"),
            ("سياسي", "والسياسيون"),
            ("حكومة", "حكوماتهم"),
            ("حكومته", "الحكومة"),
            ("لبنان", "اللبنانيين"),
            ("لبنان", "للبنان"),
            ("سوريا", "السورية"),
            ("إيطاليا", "الإيطاليين"),
            ("ألمانيا", "الألمانية"),
            ("التزام", "والالتزامات"),
            ("آلية", "الآليات"),
            ("بلد", "البلدين"),
            ("وفد", "والوفدين"),
            ("لجنة", "للجنة"),
        ] {
            assert!(meet(one, other), "{one} {:?}, {other} {:?}", stems(one), stems(other));
        }
        // A broken plural needs a dictionary.
        assert!(!meet("لجنة", "لجان"));
    }

    #[test]
    fn words_that_begin_or_end_like_others_stay_whole() {
        assert_eq!(stems("واشنطن")[0], "واشنطن");
        assert_eq!(stems("بيان")[0], "بيان");
        assert_eq!(stems("تفاهم")[0], "تفاهم");
        assert_eq!(stems("قانوني"), ["قانون"]);
        assert!(meet("آلية", "الآليات") && !meet("آلية", "إلى"));
        assert!(!meet("روما", "رومانيا"));
        assert!(!meet("بيان", "لبنان"));
    }

    #[test]
    fn english_is_stemmed_and_the_rest_is_left() {
        assert_eq!(stems("communities"), ["communiti"]);
        assert_eq!(stems("2254"), ["2254"]);
        assert_eq!(stems("covid19"), ["covid19"]);
    }
}
