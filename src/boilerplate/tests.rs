//! What cleaning takes out of small pages, and what it must leave.

use super::*;
use crate::ingest;
use crate::source::{Format, Source};

const SITE: &str = "[title]\nar = \"أ\"\nen = \"A\"\n[[outlet]]\nname = { ar = \"صحيفة المرفأ\", en = \"Harbour\" }\nstrip = [\"محرر الشؤون صحيفة المرفأ\", \"المرفأ\"]\n";
const FIRST: &str = "عقد المجلس الوزاري دورته السنوية في مقره الدائم وبحث سبل دعم الموانئ في المنطقة.";
const SECOND: &str = "وأكد المجلس في ختام دورته أهمية العمل المشترك لحماية خطوط الملاحة بين الدول الأعضاء.";
const THIRD: &str = "وقرر المجلس أن يعقد دورته المقبلة في الربع الأول من العام القادم بمشاركة الدول كلها.";

fn clean(text: &str) -> Cleaned {
    let config = crate::config::parse(SITE, "site.toml", None).unwrap();
    let source = Source { file: "a.txt".into(), path: "a.txt".into(), format: Format::Plain, bytes: Ok(text.into()) };
    let document = ingest::read(source, &config).unwrap().value;
    Cleaner::new(&config).clean(&document)
}

fn body(cleaned: &Cleaned) -> Vec<&str> {
    cleaned.body.iter().map(|block| &*block.text).collect()
}

fn reasons(cleaned: &Cleaned) -> Vec<(u32, Reason)> {
    cleaned.removed.iter().map(|removal| (removal.line, removal.reason)).collect()
}

#[test]
fn a_page_is_parted_from_its_furniture() {
    let page = format!(
        "الرئيسية\nاقتصادموانئ\nالمجلس يبحث دعم الموانئ - موقعكم الأول\nport_hall-02.jpg\nالمجلس يبحث دعم الموانئ\nالدوحة - صحيفة المرفأ\n{FIRST}\n\
         إعلان\n{SECOND}\nاقرأ أيضًا\n- افتتاح معرض الكتاب\n- حركة السفن هذا الأسبوع\n{THIRD}\nشارك الخبر على\nليست هناك تعليقات:\nالاسم\nبريد إلكتروني *"
    );
    let cleaned = clean(&page);
    assert_eq!(&*cleaned.headline.as_ref().unwrap().text, "المجلس يبحث دعم الموانئ");
    assert_eq!(body(&cleaned), [FIRST, SECOND, THIRD]);
    use Reason::*;
    assert_eq!(
        reasons(&cleaned),
        [
            (1, SiteChrome),
            (2, SiteChrome),
            (3, TitleRepeat),
            (4, ImageName),
            (6, Byline),
            (8, Advertisement),
            (10, RelatedLinks),
            (11, RelatedLinks),
            (12, RelatedLinks),
            (14, SiteChrome),
            (15, CommentForm),
            (16, CommentForm),
            (17, CommentForm),
        ]
    );
    assert_eq!(cleaned.outlet, Some(0));
}

#[test]
fn a_byline_glued_to_the_text_leaves_the_text() {
    let cleaned = clean(&format!("المجلس يبحث دعم الموانئ\nمحرر الشؤون صحيفة المرفأ{FIRST}\n{SECOND}"));
    assert_eq!(body(&cleaned), [FIRST, SECOND]);
    assert_eq!(&*cleaned.removed[0].text, "محرر الشؤون صحيفة المرفأ");
}

#[test]
fn a_text_that_stands_twice_is_shown_once() {
    let half = format!("المجلس يبحث دعم الموانئ\n{FIRST}\n{SECOND}\n");
    let cleaned = clean(&format!("{half}{half}"));
    assert_eq!(body(&cleaned), [FIRST, SECOND]);
    assert_eq!(reasons(&cleaned), [(4, Reason::TitleRepeat), (5, Reason::Repeat), (6, Reason::Repeat)]);
}

#[test]
fn short_lines_of_the_text_stay() {
    let page = format!(
        "المجلس يبحث دعم الموانئ\nبسم الله الرحمن الرحيم\n{FIRST}\nأولا: الملاحة\n- رفع كفاءة الأرصفة\n- إعداد تقرير سنوي\nكتب الوزير إلى نظرائه\n{SECOND}\nوالله ولي التوفيق\nصدر في الدوحة"
    );
    let cleaned = clean(&page);
    assert_eq!(
        body(&cleaned),
        [
            "بسم الله الرحمن الرحيم",
            FIRST,
            "أولا: الملاحة",
            "- رفع كفاءة الأرصفة",
            "- إعداد تقرير سنوي",
            "كتب الوزير إلى نظرائه",
            SECOND,
            "والله ولي التوفيق",
            "صدر في الدوحة"
        ]
    );
    assert!(cleaned.removed.is_empty());
}

#[test]
fn a_sentence_that_begins_like_a_label_stays() {
    let sentence = "إعلان في أعلى مستوى صدر عن الدول الأعضاء التي رحبت بما تحقق في العام الماضي.";
    let cleaned = clean(&format!("المجلس يبحث دعم الموانئ\n{FIRST}\n{sentence}"));
    assert_eq!(body(&cleaned), [FIRST, sentence]);
}

#[test]
fn short_sentences_after_a_block_of_links_stay() {
    let cleaned = clean(&format!(
        "المجلس يبحث دعم الموانئ\n{FIRST}\nاقرأ أيضا: معرض الكتاب\nورحب المجلس بتقرير الأمين العام.\n{SECOND}"
    ));
    assert_eq!(body(&cleaned), [FIRST, "ورحب المجلس بتقرير الأمين العام.", SECOND]);
}

#[test]
fn a_headline_with_a_slogan_is_not_a_sentence() {
    let slogan = "المجلس يبحث دعم الموانئ في المنطقة كلها - صحيفتكم الأولى في كل صباح!";
    let cleaned = clean(&format!("{slogan}\nالمجلس يبحث دعم الموانئ في المنطقة كلها\n{FIRST}\n{SECOND}"));
    assert_eq!(&*cleaned.headline.as_ref().unwrap().text, "المجلس يبحث دعم الموانئ في المنطقة كلها");
    assert_eq!(body(&cleaned), [FIRST, SECOND]);
}

#[test]
fn a_ticker_above_the_headline_does_not_swallow_it() {
    let page = format!(
        "آخر الأخبار\nمعرض الكتاب يفتح أبوابه\nشارك: فيسبوك | إكس | واتساب\nالمجلس يبحث دعم الموانئ\n{FIRST}\n{SECOND}"
    );
    let cleaned = clean(&page);
    assert_eq!(&*cleaned.headline.as_ref().unwrap().text, "المجلس يبحث دعم الموانئ");
    assert_eq!(reasons(&cleaned).len(), 3);
}

#[test]
fn a_short_first_sentence_is_not_the_headline() {
    let short = "التقى ممثلو الهيئات وناقشوا خطة العمل المقبلة وآليات التنسيق.";
    let cleaned = clean(&format!("بيان عن خطة العمل\n{short}\n{FIRST}"));
    assert_eq!(&*cleaned.headline.as_ref().unwrap().text, "بيان عن خطة العمل");
    assert_eq!(body(&cleaned), [short, FIRST]);
}

#[test]
fn an_outlets_name_within_the_text_stays() {
    let sentence = "المرفأ الجديد سيخدم الدول الأعضاء كلها بحسب ما ورد في البيان الختامي للدورة.";
    let cleaned = clean(&format!("المجلس يبحث دعم الموانئ\nالمرفأ\n{FIRST}\nصحيفة المرفأ\n{sentence}"));
    assert_eq!(body(&cleaned), [FIRST, "صحيفة المرفأ", sentence]);
    assert_eq!(reasons(&cleaned), [(2, Reason::Byline)]);
}

const BARE: &str = "أكد المشاركون في ختام أعمالهم أن الجهود ستتواصل في المرحلة المقبلة وأن الدعم المقدم إلى الموانئ سيزداد خلال الأعوام القادمة كلها";

#[test]
fn a_text_without_full_stops_keeps_its_title_and_its_opening() {
    let page = format!("المجلس يبحث دعم الموانئ\n{BARE}\nورحب {BARE}\nوختم {BARE}");
    let cleaned = clean(&page);
    assert_eq!(&*cleaned.headline.as_ref().unwrap().text, "المجلس يبحث دعم الموانئ");
    assert_eq!((body(&cleaned).len(), cleaned.removed.len()), (3, 0));
}

#[test]
fn a_report_of_one_line_is_its_text() {
    let cleaned = clean("تدين وزارة الخارجية الهجوم الإرهابي");
    assert_eq!((body(&cleaned).len(), cleaned.headline.is_none()), (1, true));
}

#[test]
fn a_short_title_does_not_eat_sentences() {
    let source =
        format!("---\ntitle: السودان\n---\n{FIRST}\nندعم وحدة السودان\nالسودان بلد عربي أصيل.\nالسودان\n{SECOND}");
    assert_eq!(clean(&source).removed, []);
}

#[test]
fn words_of_labels_within_the_text_stay() {
    for line in [
        "قد يعجبك هذا الكلام أو لا يعجبك",
        "كن أول من يعلق الأمل على السلام",
        "التعليقات الواردة من الدول الأعضاء",
        "مواضيع ذات صلة بحقوق الإنسان",
        "أحدث الأخبار عن الأمن الغذائي",
        "آخر تحديث للقائمة الموحدة",
        "شارك على هامش الجلسة وفد أممي",
        "رسالة",
        "مشاركة",
        "- إعلان",
        "قرار رقم 840",
        "12/03/2023",
        "S/RES/2254 (2015)",
        "المرفأ الشرقي",
    ] {
        let cleaned = clean(&format!("المجلس يبحث دعم الموانئ\n{FIRST}\n{line}\nنقطة أولى\n{SECOND}\n{THIRD}"));
        assert_eq!(body(&cleaned), [FIRST, line, "نقطة أولى", SECOND, THIRD]);
    }
}

#[test]
fn what_stands_between_headline_and_text_stays_unless_it_is_a_dateline() {
    let page =
        format!("المجلس يبحث دعم الموانئ\nالدورة العادية 32\nقرار رقم 840\nالثلاثاء 12 أيار 2020\n{FIRST}\n{SECOND}");
    let cleaned = clean(&page);
    assert_eq!(body(&cleaned), ["الدورة العادية 32", "قرار رقم 840", FIRST, SECOND]);
    assert_eq!(reasons(&cleaned), [(4, Reason::Dateline)]);
}

#[test]
fn a_caption_is_not_the_headline() {
    let page = format!("المجلس يبحث دعم الموانئ في الدوحة والمنطقة\nمجلس الموانئ\nالمجلس يبحث دعم\n{FIRST}\n{SECOND}");
    assert_eq!(&*clean(&page).headline.unwrap().text, "المجلس يبحث دعم الموانئ في الدوحة والمنطقة");
}
