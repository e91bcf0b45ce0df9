//! A number → a report, always the same one, of an archive that is like a real one to a program that reads it: 5.6 KB on average, a meeting, tags, some copies. Nobody could read it, and no archive is held: each report is made when it is asked for.
//!
//! Of sixteen reports ten have front matter with title, date, meeting, tags and an English summary; four are the text alone
//! with a page's lines around it, so that all this has to be found; one is a copy of the report before it, and one is that
//! with every third paragraph left out.

mod words;

use std::fmt::Write as _;

use words::{Random, Vocabulary, shuffle};

/// Which of sixteen reports are copies of the one before.
const COPY: usize = 15;
const ABRIDGED: usize = 7;
/// The years of the meetings.
const YEARS: std::ops::Range<usize> = 2012..2027;
/// Words that texts are made from.
const WORDS: usize = 9_000;

const PLACES: [(&str, &str, &str); 12] = [
    ("واشنطن", "Washington", "يناير"),
    ("روما", "Rome", "فبراير"),
    ("مراكش", "Marrakech", "مارس"),
    ("القاهرة", "Cairo", "أبريل"),
    ("جنيف", "Geneva", "مايو"),
    ("الدوحة", "Doha", "يونيو"),
    ("باريس", "Paris", "يوليو"),
    ("تونس", "Tunis", "أغسطس"),
    ("الرباط", "Rabat", "سبتمبر"),
    ("فيينا", "Vienna", "أكتوبر"),
    ("مدريد", "Madrid", "نوفمبر"),
    ("برلين", "Berlin", "ديسمبر"),
];

const OUTLETS: [&str; 5] = ["الأمانة العامة", "المكتب الصحفي", "رئاسة الاجتماع", "صحيفة النهر", "وكالة الميناء"];

/// Words that say nothing by themselves: most of what is written.
const JOINING: &str = "في من على إلى عن مع أن إن كان قد هذا هذه ذلك التي الذي الذين كما بعد قبل بين خلال عند حتى لا لم ما هو هي كل \
    بعض غير أو ثم حيث منذ نحو لدى ضمن وفق حول دون أيضا وقد ولا وأن أكد أشار دعا رحب أعرب شدد جدد ناقش بحث وافق قرر اتفق أعلن \
    يؤكد يدعو يرحب تضمن شملت جرى تم سوف ينبغي يجب يمكن وذلك وهو وهي";

const NOUNS: &str = "سلام أمن حدود ماء طاقة تجارة اقتصاد تعليم صحة ثقافة شباب مدينة ميناء سفينة سوق بنك قرض منحة مشروع خطة \
    برنامج اتفاق مؤتمر لجنة وفد حوار تعاون شراكة قانون عدالة محكمة حرية تراث مناخ بيئة زراعة قمح نفط غاز كهرباء نهر سد جفاف غذاء \
    دواء مستشفى لقاح مدرسة جامعة بحث تقنية بيانات إعلام لغة سفير حكومة برلمان انتخاب دستور إصلاح تنمية نمو استثمار شركة عمل أجر \
    هجرة مخيم إغاثة نزاع هدنة جيش سلاح لغم مراقب بعثة ميثاق عهد ضمان ثقة رؤية هدف تقرير توصية مبادرة زيارة لقاء قمة دورة مرحلة \
    جهد دعم تضامن موقف سؤال قضية طريق جسر قطار مطار بحر جبل صحراء نخيل زيت شمس ريح مطر مجلس وزير رئيس دولة شعب وطن تاريخ مستقبل";

/// What stands before a noun and behind it.
const BEFORE: [&str; 8] = ["", "ال", "و", "وال", "ب", "بال", "ل", "لل"];
const BEHIND: [&str; 10] = ["", "ات", "ي", "ية", "ين", "ون", "ها", "هم", "نا", "ه"];

const ENGLISH: &str = "the of and to in a for on with by is was that at from it its are be this which has as were their an not \
    council minister state peace security border water energy trade economy education health culture youth city region port \
    market bank fund project plan programme agreement statement conference committee delegation session dialogue cooperation \
    partnership law justice court freedom people future climate environment agriculture wheat oil gas power river dam food \
    medicine hospital school university research technology data media language government parliament reform development \
    investment labour migration relief truce observer mission charter commitment guarantee goal report recommendation visit \
    meeting summit effort support welcomed stressed renewed discussed approved decided agreed announced joint regional";

/// A report, whatever is to become of it.
pub struct Report {
    /// The name of its file, without ending.
    pub name: String,
    pub title: String,
    pub title_en: String,
    /// The day of its meeting.
    pub date: String,
    /// The place of it, in both languages.
    pub place: (&'static str, &'static str),
    /// The meeting's id.
    pub meeting: String,
    pub tags: Vec<String>,
    pub outlet: &'static str,
    pub summary: String,
    /// Its text: one line each, without markup.
    pub paragraphs: Vec<String>,
    /// It comes as the text alone.
    pub is_bare: bool,
}

impl Report {
    /// The text with headings, lists, emphasis and links.
    pub fn markdown(&self) -> String {
        let mut text = String::with_capacity(8_000);
        for (at, paragraph) in self.paragraphs.iter().enumerate() {
            let words: Vec<&str> = paragraph.splitn(6, ' ').collect();
            let _ = match (at, words.as_slice()) {
                (3, [a, b, ..]) => write!(text, "## {a} {b}\n\n{paragraph}\n\n"),
                (2 | 5, [a, b, c, d, rest @ ..]) => write!(text, "{a} {b} **{c} {d}** {}\n\n", rest.join(" ")),
                (4, [a, b, rest @ ..]) => {
                    write!(text, "{a} [{b}](https://example.org/{}) {}\n\n", self.name, rest.join(" "))
                }
                (6, [a, b, c, ..]) => write!(text, "{paragraph}\n\n- {a} {b} {c}\n- {c} {b} {a}\n\n"),
                (8, _) => write!(text, "> {paragraph}\n\n"),
                _ => write!(text, "{paragraph}\n\n"),
            };
        }
        text
    }

    /// Its file in a folder of reports: the name and the text.
    pub fn file(&self) -> (String, String) {
        if self.is_bare {
            let text = self.paragraphs.join("\n");
            let page = format!(
                "الرئيسية | أخبار | اتصل بنا\n{}\n{text}\nاقرأ أيضا:\n{} في أسبوع\nحقوق النشر محفوظة\n",
                self.title, self.place.0
            );
            return (format!("{}.txt", self.name), page);
        }
        let Report { name, title, title_en, date, meeting, outlet, summary, .. } = self;
        let front = format!(
            "title: \"{title}\"\ntitle_en: \"{title_en}\"\ndate: {date}\nmeeting: {meeting}\ntags: [{}]\n\
             source: {{ outlet: {outlet} }}\nsummary_en: \"{summary}\"",
            self.tags.join(", ")
        );
        (format!("{name}.md"), format!("---\n{front}\n---\n{}", self.markdown()))
    }
}

/// What reports are made from.
pub struct Corpus {
    arabic: Vocabulary,
    english: Vocabulary,
    nouns: Vec<&'static str>,
    subjects: Vec<String>,
}

impl Corpus {
    pub fn new() -> Corpus {
        let nouns: Vec<&str> = NOUNS.split_whitespace().collect();
        let endings = || BEFORE.iter().flat_map(|before| BEHIND.iter().map(move |behind| (before, behind)));
        let mut derived: Vec<String> = endings()
            .skip(1)
            .flat_map(|(before, behind)| nouns.iter().map(move |noun| format!("{before}{noun}{behind}")))
            .collect();
        shuffle(&mut derived, &mut Random(7));
        let words = JOINING.split_whitespace().chain(nouns.iter().copied()).map(str::to_owned).chain(derived);
        let english: Vec<String> = ENGLISH.split_whitespace().map(str::to_owned).collect();
        let subjects = english.get(27..79).unwrap_or(&[]).to_vec();
        Corpus {
            arabic: Vocabulary::of(words.take(WORDS).collect()),
            english: Vocabulary::of(english),
            nouns,
            subjects,
        }
    }

    /// The report of this number.
    pub fn report(&self, number: usize) -> Report {
        let kind = number % 16;
        let is_copy = matches!(kind, COPY | ABRIDGED);
        let mut report = self.original(number - usize::from(is_copy));
        if is_copy {
            let mut at = 0..;
            report.paragraphs.retain(|_| kind == COPY || at.next().is_some_and(|at: usize| at % 3 != 2));
            report.name = name(number);
            report.is_bare = true;
        }
        report
    }

    fn original(&self, number: usize) -> Report {
        let random = &mut Random(number as u64 * 7919 + 17);
        let at = random.below(PLACES.len());
        let (place, place_en, month) = PLACES.get(at).copied().unwrap_or_default();
        let year = YEARS.start + random.below(YEARS.len());
        let is_bare = number % 4 == 1;
        let mut words = |least: usize| {
            let count = least + random.below(least);
            self.arabic.words(count, random)
        };
        // Words between keep this from being a formula of a whole year's communiqués.
        let opening = |words: &mut dyn FnMut(usize) -> String| {
            format!("عقد الوزراء {} في {place} {} يوم 15 {month} {year}، {}.", words(2), words(2), words(10))
        };
        let mut paragraphs: Vec<String> = is_bare.then(|| opening(&mut words)).into_iter().collect();
        for _ in 0..9 + number % 3 {
            paragraphs.push(format!("{}، {}.", words(15), words(17)));
        }
        let mut tags: Vec<String> = Vec::new();
        for _ in 0..3 + random.below(4) {
            // The smaller of two numbers: the first subjects have more reports.
            let subject = random.below(self.subjects.len()).min(random.below(self.subjects.len()));
            tags.extend(self.subjects.get(subject).cloned().filter(|tag| !tags.contains(tag)));
        }
        Report {
            name: name(number),
            title: format!("بيان {place} بشأن {}", self.arabic.words(5, random)),
            title_en: format!("Communiqué of {place_en}: {}", self.english.words(4, random)),
            date: format!("{year}-{:02}-15", at + 1),
            place: (place, place_en),
            meeting: meeting(place_en, year),
            tags,
            outlet: OUTLETS.get(random.below(OUTLETS.len())).copied().unwrap_or_default(),
            summary: format!("{}. {}.", self.english.words(28, random), self.english.words(32, random)),
            paragraphs,
            is_bare,
        }
    }

    /// The archive's `site.toml`: a meeting for each place and year, and a label for each tag.
    pub fn site_toml(&self) -> String {
        let mut toml = String::from(
            "base_url = \"https://example.org/\"\n\n[title]\nar = \"أرشيف للقياس\"\nen = \"Archive for measuring\"\n\n\
             [description]\nar = \"نص مولد\"\nen = \"Generated text\"\n\n",
        );
        for (at, (place, place_en, _)) in (1..).zip(PLACES) {
            for year in YEARS {
                let _ = write!(
                    toml,
                    "[[meeting]]\nid = \"{}\"\ndate = \"{year}-{at:02}-15\"\nkind = \"ministerial\"\n\
                     place = {{ ar = \"{place}\", en = \"{place_en}\" }}\n\
                     title = {{ ar = \"اجتماع {place} {year}\", en = \"{place_en} {year}\" }}\n\n",
                    meeting(place_en, year)
                );
            }
        }
        for (tag, noun) in self.subjects.iter().zip(&self.nouns) {
            let _ = write!(toml, "[tag.{tag}]\nar = \"{noun}\"\nen = \"{tag}\"\n\n");
        }
        toml
    }
}

fn name(number: usize) -> String {
    format!("d{number:06}")
}

fn meeting(place: &str, year: usize) -> String {
    format!("{}-{year}", place.to_ascii_lowercase())
}
