//! Lines that give themselves away by their form, not by a phrase: menus, tickers, strips of figures, timestamps, captions, readers' comments.

use super::Reason;
use super::line::Line;
use crate::text::calendar;
use crate::text::fold::FoldedText;
use crate::text::phrases::{Phrases, listed};

/// Signs of buttons, tickers and weather, which stand in no communiqué.
const SYMBOLS: [char; 26] = [
    '◄', '►', '▲', '▼', '◀', '▶', '←', '→', '↑', '↓', '☰', '⊕', '⊖', '✓', '✔', '✕', '✖', '★', '☆', '⭐', '❤', '♥', '☎',
    '✉', '⏱', '⇐',
];
/// The first byte of each of them.
const SYMBOL: u8 = 0xE2;
/// Those of them with which a line of a list may begin.
const BULLETS: [char; 9] = ['◄', '►', '◀', '▶', '←', '→', '✓', '✔', '★'];
/// What stands between the parts of a menu or a strip.
const SEPARATORS: [&str; 14] = ["|", " / ", "/ ", " - ", " – ", " — ", " · ", "•", "▪", "›", "»", "::", "//", " . "];
/// Those of them that stand in sentences too.
const COMMON: [&str; 5] = [" / ", "/ ", " - ", " – ", " — "];
/// A line of more words has the form of a text.
const MOST_WORDS: usize = 120;
/// A menu has at least this many parts, of at most `PART_WORDS` words each.
const PARTS: usize = 3;
/// A caption has at most this many words.
const CAPTION_WORDS: usize = 30;
/// A strip of prayer or screening times has at least this many.
const TIMES: usize = 3;
const PART_WORDS: usize = 3;

/// Sections of a news site.
const SECTIONS: &str = "\
    الرئيسية، الواجهة، الصفحة، الأولى، سياسة، سياسية، اقتصاد، اقتصادية، رياضة، ثقافة، فن، فنون، منوعات، \
    محليات، محلية، وطنية، جهات، جهوية، عربي، عربية، عرب، ودولي، دولي، دولية، مغاربية، عالم، عالمية، الخليج، \
    العراق، مصر، الأردن، لبنان، المغرب، تونس، محافظات، حوادث، صحة، تكنولوجيا، تقنية، علوم، بيئة، مناخ، \
    طاقة، رأي، آراء، كتاب، مقالات، أعمدة، فيديو، صور، بالصور، بورصة، أسواق، أعمال، ملاعب، أخبار، خبر، \
    تقارير، تقرير، حوارات، حوار، بودكاست، الأرشيف، أرشيف، مجتمع، طقس، وظائف، سيارات، سفر، سياحة، مرأة، \
    المرأة، أسرة، توك، شو، ملفات، تحقيقات، تحليلات، وثائق، خرائط، إنفوغراف، كاريكاتير، البث، المباشر، \
    مباشر، البرامج، برامج، نشرات، ترددات، الترددات، راديو، تعليم، جامعات، دين، نجوم، سينما، تلفزيون، مال، \
    عقارات، زراعة، تراث، متاحف، مكتبة، الشبكة، عن، english، français، francais، tamazight، türkçe، kurdî، \
    كوردي، عاجل، المزيد، دراسات، ندوات، منتدى، قضايا، شباب، طلبة، مدارس";

/// Buttons and labels of a page.
const BUTTONS: &str = "\
    الخصوصية، شروط، الاستخدام، خريطة، اقتباس، مع، الحقوق، محفوظة، شارك، مشاركة، المشاركة، نشر، إرسال، أرسل، طباعة، اطبع، حفظ، احفظ، نسخ، الرابط، رابط، مختصر، تكبير، \
    تصغير، الخط، النص، حجم، استمع، اسمع، تحميل، تنزيل، قائمة، القائمة، بحث، ابحث، دخول، تسجيل، اشترك، \
    اشتراك، تابع، تابعنا، أعجبني، يعجبني، لم، لا، نعم، إعجاب، رد، الرد، تعليق، تعليقات، التعليقات، مشاهدة، \
    مشاهدات، المشاهدات، قراءة، قراءات، القراءات، زيارة، الزيارات، عدد، الخبر، المقال، خبر، فيسبوك، فايسبوك، \
    فيس، بوك، تويتر، إكس، اكس، واتساب، واتس، تلغرام، تيليجرام، تليجرام، تيليغرام، تلجرام، لينكدإن، لينكد، \
    يوتيوب، إنستغرام، انستغرام، إنستجرام، ماستودون، ثريدز، سناب، شات، ريديت، بريد، البريد، إلكتروني، \
    الإلكتروني، موافق، قبول، رفض، الكل، إدارة، الخيارات، التفضيلات، إغلاق، أغلق، الأعلى، أعلى، على، عبر، \
    إلى، المحتوى، تخط، تخطي، الانتقال، الموقع، الاسم، نسخة، للطباعة، مطلوب، مفيد، facebook، twitter، x، \
    whatsapp، telegram، linkedin، share، email، print، copy، link، rss، pdf، a، أ";

/// Words of timestamps and counters.
const CLOCK: &str = "\
    التحميلات، تحميل، مرات، مرة، ص، م، ه، صباحا، مساء، ظهرا، هـ، ت، غ، غرينتش، gmt، utc، الموافق، نشر، نشرت، النشر، تاريخ، بتاريخ، آخر، \
    تحديث، التحديث، حدث، الساعة، منذ، قبل، يوم، أيام، ساعة، ساعات، دقيقة، دقائق، دقيقتان، ثانية، وقت، مدة، \
    القراءة، قراءة، للقراءة، مشاهدة، مشاهدات، المشاهدات، القراءات، الزيارات، التعليقات، تعليق، تعليقات، \
    عدد، رقم، الخبر، الإضافة، أضيف، بتوقيت، محلي، بهمن، am، pm، في، من، و";

/// What a button tells the reader to do; a short line that begins so is one.
const COMMANDS: &str = "\
    جرب، جربوا، ساهم، ساهموا، أرسل، أرسلوا، احجز، احجزوا، تعرف، تعرفوا، اكتشف، اكتشفوا، شاهد، شاهدوا، \
    استمع، استمعوا، اقرأ، اقرأوا، اقرؤوا، حمل، حملوا، حملي، اشترك، اشتركوا، تبرع، تبرعوا، اسأل، اسألوا، \
    اختبر، صوت، صوتوا، أجب، قيم، احسب، اطلب، انضم، انضموا، سجل، سجلوا، اضغط، انقر، راسلنا، راسلونا، تابع، \
    تابعوا، تابعنا، تابعونا، شاركونا، شاركنا، ادعم، ادعموا، ادعمونا، لا تفوت، تصفح، تصفحوا، استطلاع، أضف، \
    اكتب، احصل، ابدأ، وافق، أوافق، أغلق، إخفاء، إظهار، عرض";
const COMMAND_WORDS: usize = 9;

/// Words with which a caption or its credit begins, or that stand in it.
const CAPTIONS: &str = "\
    اللوحة، بريشة، زيت على قماش، صورة، الصورة، عدسة، تصوير، أرشيفية، كاريكاتير، رسم توضيحي، إنفوغراف";

/// What forms are known by, folded.
#[derive(Debug)]
pub struct Signs {
    sections: Vec<FoldedText>,
    buttons: Vec<FoldedText>,
    clock: Vec<FoldedText>,
    commands: Vec<FoldedText>,
    captions: Phrases<()>,
    months: Phrases<u32>,
    hijri: Phrases<u32>,
    weekdays: Phrases<()>,
}

impl Signs {
    /// Folds the words.
    pub fn new() -> Signs {
        let folded = |words: &str| {
            let mut folded: Vec<FoldedText> = listed(words).map(FoldedText::new).collect();
            folded.sort_unstable();
            folded.dedup();
            folded
        };
        let both = format!("{SECTIONS}، {BUTTONS}");
        Signs {
            sections: folded(&both),
            buttons: folded(BUTTONS),
            clock: folded(CLOCK),
            commands: folded(COMMANDS),
            captions: Phrases::new(listed(CAPTIONS).map(|word| (word, ()))),
            months: calendar::month_phrases(),
            hijri: calendar::hijri_phrases(),
            weekdays: Phrases::new(calendar::WEEKDAYS.iter().map(|(day, _)| (*day, ()))),
        }
    }

    /// Why a line is no part of the text, where its form says so. A sentence has few such forms.
    pub fn reason(&self, line: &Line) -> Option<Reason> {
        self.of_any_line(line).or_else(|| {
            let label = !line.is_sentence && !line.is_item && line.words <= MOST_WORDS;
            if label { self.of_a_label(line) } else { None }
        })
    }

    fn of_any_line(&self, line: &Line) -> Option<Reason> {
        let text = line.block.text.as_str();
        let ends =
            line.folded.as_str().strip_prefix("انتهي").is_some_and(|rest| rest.is_empty() || rest.starts_with(' '));
        // Bytes are looked at first: hardly a line has what is counted here.
        let has = |byte: u8| text.as_bytes().contains(&byte);
        let degrees = if has(0xC2) { text.matches('°').count() } else { 0 };
        let weather = degrees >= 2 || degrees == 1 && text.contains('|');
        let times = if has(b':') { text.split_whitespace().filter(|word| is_time(word)).count() } else { 0 };
        let strip = times >= TIMES && times * 6 >= line.words;
        let ticker = text.starts_with("عاجل ") && has_two(text, "عاجل");
        let buttons = has(SYMBOL) && text.contains(SYMBOLS) && !text.starts_with(BULLETS);
        if text.starts_with(['©', '®']) || line.folded.is_empty() || (ends && line.words <= 6) {
            Some(Reason::SiteChrome)
        } else if line.words <= CAPTION_WORDS && has_credit(text) {
            Some(Reason::PhotoCredit)
        } else if self.is_comment(text) {
            Some(Reason::ReaderComment)
        } else {
            (weather || strip || ticker || buttons).then_some(Reason::SiteChrome)
        }
    }

    fn of_a_label(&self, line: &Line) -> Option<Reason> {
        let text = line.block.text.as_str();
        let words: Vec<&str> = line.folded.words().collect();
        if is_pictured(text) {
            // A list may have such marks for its bullets.
            let bullet = text.starts_with(['✓', '✔', '★', '►', '▶']) && line.words > PART_WORDS;
            return (!bullet).then_some(Reason::RelatedLinks);
        }
        let lower = text.to_ascii_lowercase();
        let file = [".pdf", ".doc", ".docx", ".xlsx", ".zip"].iter().any(|ending| lower.ends_with(ending));
        let command = line.words <= COMMAND_WORDS && words.first().is_some_and(|word| is_in(&self.commands, word));
        let bracketed = text.starts_with('[') && text.ends_with(']') || lower == "pdf";
        if self.is_timestamp(&words) {
            Some(Reason::Dateline)
        } else if !file && (self.is_caption(text, &words) || text.starts_with("خريطة:")) {
            Some(Reason::PhotoCredit)
        } else {
            let chrome = file || command || bracketed || self.is_menu(line) || self.is_glued_menu(&words);
            (chrome || is_initials(text)).then_some(Reason::SiteChrome)
        }
    }

    /// `الخميس 15/06/2023 11:07 ص`, `1,284 مشاهدة`, `وقت القراءة: 3 دقائق`: figures with words of clocks and counters.
    fn is_timestamp(&self, words: &[&str]) -> bool {
        let figure = |word: &str| word.bytes().any(|b| b.is_ascii_digit());
        let figures = words.iter().filter(|word| figure(word)).count();
        let dated = covered(words, &self.months) + covered(words, &self.hijri) + covered(words, &self.weekdays);
        let clock = words.iter().filter(|word| !figure(word) && is_in(&self.clock, word)).count();
        let named = figures + dated + clock;
        (figures > 0 && words.len() <= 16 && named * 4 >= words.len() * 3)
            || (dated > 0
                && figures > 0
                && words.len() <= 10
                && words.first().is_some_and(|word| is_in(&self.clock, word))
                && named * 2 >= words.len())
    }

    /// A line with a word of captions before a colon, behind a bracket, or at its start with a name behind it.
    fn is_caption(&self, text: &str, words: &[&str]) -> bool {
        let found = self.captions.find(words);
        let marked = text.contains(['(', '[', ':', 'ـ']) || text.contains(" / ") || text.contains(" - ");
        text.contains("، أرشيف ")
            || found.iter().any(|found| found.word == 0 || marked) && words.len() <= CAPTION_WORDS
            || words.len() <= CAPTION_WORDS
                && text.ends_with(')')
                && text.rsplit_once('(').is_some_and(|(_, credit)| {
                    is_initials(credit.trim_end_matches(')'))
                        || credit.contains("أرشيف")
                        || credit.contains("ارشيف")
                        || credit.contains(" / ")
                })
    }

    /// Short parts with separators between them, or sections of a site in a row.
    fn is_menu(&self, line: &Line) -> bool {
        let text = line.block.text.as_str();
        let bars = text.matches('|').count();
        let by_bars = bars >= 2 || bars == 1 && text.split('|').all(|part| FoldedText::new(part).len() <= 2);
        let menu = SEPARATORS.iter().filter(|separator| text.contains(**separator)).any(|separator| {
            let parts: Vec<FoldedText> =
                text.split(separator).map(FoldedText::new).filter(|part| !part.is_empty()).collect();
            let known = parts.iter().filter(|part| part.words().all(|word| self.is_section(word))).count();
            parts.len() >= PARTS
                && parts.iter().all(|part| part.len() <= PART_WORDS)
                && (known * 3 >= parts.len() || !COMMON.contains(separator) || parts.len() > 4)
                || parts.len() == 2 && known == 2
        });
        let folded = &line.folded;
        let count = folded.len();
        let known = folded.words().filter(|word| self.is_section(word)).count();
        let row = count >= PARTS && known * 3 >= count * 2 && known >= PARTS;
        let buttons = folded
            .words()
            .filter(|word| is_in(&self.buttons, word) || word.bytes().all(|b| b.is_ascii_digit()))
            .count();
        by_bars || menu || row || (count >= 2 && buttons == count)
    }

    /// Whether a word is a section or a button, with the article or without.
    fn is_section(&self, word: &str) -> bool {
        is_in(&self.sections, word) || word.strip_prefix("ال").is_some_and(|bare| is_in(&self.sections, bare))
    }

    /// `طباعةإرسالحفظ`: one long word made of buttons and sections.
    fn is_glued_menu(&self, words: &[&str]) -> bool {
        let parts = |word: &str| -> Option<usize> {
            // The fewest rest first: at each place the longest known word is taken.
            let (mut rest, mut parts) = (word, 0);
            while !rest.is_empty() {
                let known = self.sections.iter().filter(|known| rest.starts_with(known.as_str()));
                let longest = known.map(|known| known.as_str().len()).max()?;
                (rest, parts) = (rest.get(longest..)?, parts + 1);
            }
            Some(parts)
        };
        let number = |word: &str| word.bytes().all(|b| b.is_ascii_digit());
        // The first word that is none of these ends it.
        let all: Option<Vec<usize>> =
            words.iter().map(|word| if number(word) { Some(1) } else { parts(word) }).collect();
        let glued = |all: Vec<usize>| {
            all.iter().any(|parts| *parts >= PARTS) || (all.contains(&2) && all.iter().sum::<usize>() > PARTS)
        };
        all.is_some_and(glued) || words.iter().any(|word| word.chars().count() >= 22 && !word.is_ascii())
    }

    /// `أبو فيصل - 15 صفر 1444: …`: a short name, a date and a colon.
    /// `سالم من المرفأ - 15 جويلية 2022`: a short name, a mark and a date, and nothing else.
    pub fn is_author_of_a_comment(&self, line: &Line) -> bool {
        let text = line.block.text.as_str();
        let parted = [" | ", " - ", " – ", " — ", "، "].iter().find_map(|mark| text.split_once(mark));
        parted.is_some_and(|(name, date)| {
            let (name, date) = (FoldedText::new(name), FoldedText::new(date));
            let words: Vec<&str> = date.words().collect();
            let plain = !name.words().any(|word| word.bytes().any(|b| b.is_ascii_digit()));
            (1..=5).contains(&name.len()) && plain && self.is_timestamp(&words) && line.words <= 12
        })
    }

    fn is_comment(&self, text: &str) -> bool {
        let Some((head, _)) = text.split_once(": ") else {
            return false;
        };
        let folded = FoldedText::new(head);
        let words: Vec<&str> = folded.words().collect();
        let figure = words.iter().any(|word| word.len() == 4 && word.bytes().all(|b| b.is_ascii_digit()));
        let month = self.months.find(&words).into_iter().chain(self.hijri.find(&words)).map(|found| found.word).min();
        let parted = head.contains(['—', '–', '-', '،']);
        figure && parted && words.len() <= 12 && month.is_some_and(|month| month >= 2)
    }
}

/// Whether a text holds a sign of buttons or a pictograph (the emoji blocks of Unicode).
fn is_pictured(text: &str) -> bool {
    text.contains(|c: char| SYMBOLS.contains(&c) || matches!(c, '\u{1F300}'..='\u{1FAFF}' | '\u{2600}'..='\u{26FF}'))
}

/// `… عقب الاجتماع. (شبكة المرفأ)`: a name in brackets behind the full stop.
fn has_credit(text: &str) -> bool {
    let credit = text.strip_suffix(')').and_then(|text| text.rsplit_once(". (")).map(|(_, credit)| credit);
    credit.is_some_and(|credit| FoldedText::new(credit).len() <= PART_WORDS)
}

fn is_time(word: &str) -> bool {
    word.split_once(':').is_some_and(|(hours, minutes)| {
        let number = |part: &str| (1..=2).contains(&part.chars().count()) && part.chars().all(char::is_numeric);
        number(hours) && number(minutes)
    })
}

fn has_two(text: &str, word: &str) -> bool {
    text.matches(word).count() >= 2 || text.contains('|') || text.contains("...")
}

fn is_in(known: &[FoldedText], word: &str) -> bool {
    known.binary_search_by(|known| known.as_str().cmp(word)).is_ok()
}

/// How many words the finds cover.
fn covered<T>(words: &[&str], phrases: &Phrases<T>) -> usize {
    let mut end = 0;
    let mut covered = 0;
    for found in phrases.find(words) {
        if found.word >= end {
            covered += found.words;
            end = found.word + found.words;
        }
    }
    covered
}

/// `(المرفأ) م.ط / ع.ع / 17`: two letters with stops, and little else.
fn is_initials(text: &str) -> bool {
    let initials = |part: &&str| {
        let letters = part.chars().filter(|c| c.is_alphabetic()).count();
        part.contains('.') && (1..=3).contains(&letters) && part.split('.').all(|letter| letter.chars().count() <= 1)
    };
    let joined = text.replace(". ", ".");
    let parts: Vec<&str> = joined.split_whitespace().collect();
    parts.len() <= 8
        && parts.iter().filter(|part| initials(part)).count() * 3 >= parts.len()
        && parts.iter().any(initials)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::ingest::block::Block;

    #[test]
    fn a_degree_or_a_time_in_a_sentence_is_no_strip() {
        let signs = Signs::new();
        let reason = |text: &str| signs.reason(&Line::new(Block::paragraph(1, text)));
        assert_eq!(reason("طنجة 24° صحو | فاس 31°"), Some(Reason::SiteChrome));
        assert_eq!(reason("وأكد الوزراء العزم على حصر الاحترار في 1.5° فوق مستويات ما قبل الثورة الصناعية."), None);
        assert_eq!(reason("الفجر 05:10 الظهر 12:30 العصر 15:45 المغرب 18:20"), Some(Reason::SiteChrome));
        assert_eq!(reason("واستأنف المجلس جلسته عند الساعة 15:30 بعد مشاورات دامت ساعتين بين الوفود."), None);
        assert_eq!(reason("أولا: تعزيز الرقابة على الموانئ"), None);
        assert_eq!(reason("سالم - 15 رجب 1444: كلام جميل"), Some(Reason::ReaderComment));
    }
}
