//! Phrases by which outlets' pages give themselves away. Data only: what is done with a match is decided in `mod.rs`.
//!
//! Source: the page furniture of Arabic news sites and blogs on common publishing systems, as it appears in pasted
//! copies. Phrases are compared folded, so one spelling stands for all.

use super::Reason;

/// How much of a line a phrase must be.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Extent {
    /// The whole line.
    Whole,
    /// The line begins with it, and has at most `LABEL_WORDS` words more.
    Start,
}

/// A label has no more words than this behind its phrase.
pub const LABEL_WORDS: usize = 6;

/// What a phrase says of its line, and of those below it.
#[derive(Clone, Copy, Debug)]
pub struct Marker {
    /// As a person would write it.
    pub phrase: &'static str,
    /// How much of the line it must be.
    pub extent: Extent,
    /// Why the line is taken out.
    pub reason: Reason,
    /// It opens a block: what follows goes too, until the text goes on.
    pub opens: bool,
}

const fn line(reason: Reason, extent: Extent, phrase: &'static str) -> Marker {
    Marker { phrase, extent, reason, opens: false }
}

const fn opens(reason: Reason, phrase: &'static str) -> Marker {
    Marker { phrase, extent: Extent::Start, reason, opens: true }
}

use Extent::{Start, Whole};
use Reason::{Advertisement, Byline, CommentForm, PhotoCredit, RelatedLinks, SiteChrome};

/// All of them.
pub const MARKERS: &[Marker] = &[
    opens(RelatedLinks, "اقرأ أيضا"),
    opens(RelatedLinks, "اقرأ المزيد"),
    opens(RelatedLinks, "اقرأ كذلك"),
    opens(RelatedLinks, "إقرأ في"),
    opens(RelatedLinks, "طالع أيضا"),
    opens(RelatedLinks, "شاهد أيضا"),
    opens(RelatedLinks, "مقالات ذات صلة"),
    opens(RelatedLinks, "مواضيع ذات صلة"),
    opens(RelatedLinks, "موضوعات ذات صلة"),
    opens(RelatedLinks, "أخبار ذات صلة"),
    opens(RelatedLinks, "مواد ذات صلة"),
    opens(RelatedLinks, "مقالات متعلقة"),
    opens(RelatedLinks, "أخبار متعلقة"),
    opens(RelatedLinks, "موضوعات متعلقة"),
    opens(RelatedLinks, "مواضيع متعلقة"),
    opens(RelatedLinks, "قد يعجبك"),
    opens(RelatedLinks, "قد يهمك"),
    opens(RelatedLinks, "الأكثر قراءة"),
    opens(RelatedLinks, "الأكثر مشاهدة"),
    opens(RelatedLinks, "آخر الأخبار"),
    opens(RelatedLinks, "أحدث الأخبار"),
    opens(RelatedLinks, "المزيد من الأخبار"),
    opens(RelatedLinks, "read also"),
    opens(RelatedLinks, "related articles"),
    opens(RelatedLinks, "you may also like"),
    opens(CommentForm, "ليست هناك تعليقات"),
    opens(CommentForm, "لا توجد تعليقات"),
    opens(CommentForm, "لا يوجد تعليقات"),
    opens(CommentForm, "لم يضف أي تعليق"),
    opens(CommentForm, "كن أول من يعلق"),
    opens(CommentForm, "إرسال تعليق"),
    opens(CommentForm, "أضف تعليق"),
    opens(CommentForm, "أضف تعليقا"),
    opens(CommentForm, "أضف تعليقك"),
    opens(CommentForm, "اكتب تعليقا"),
    opens(CommentForm, "اكتب تعليقك"),
    opens(CommentForm, "اترك تعليقا"),
    opens(CommentForm, "اترك ردا"),
    opens(CommentForm, "نموذج الاتصال"),
    opens(CommentForm, "لن يتم نشر عنوان بريدك"),
    opens(CommentForm, "النشرة البريدية"),
    opens(CommentForm, "اشترك في النشرة"),
    opens(CommentForm, "اشترك في نشرتنا"),
    opens(CommentForm, "leave a comment"),
    opens(CommentForm, "leave a reply"),
    opens(CommentForm, "التعليقات"),
    line(CommentForm, Whole, "تعليقات"),
    line(CommentForm, Whole, "الاسم"),
    line(CommentForm, Whole, "البريد الإلكتروني"),
    line(CommentForm, Whole, "بريد إلكتروني"),
    line(CommentForm, Whole, "الرسالة"),
    line(CommentForm, Whole, "رسالة"),
    line(CommentForm, Whole, "إرسال"),
    line(CommentForm, Whole, "إرسال التعليق"),
    line(CommentForm, Whole, "نشر التعليق"),
    line(Advertisement, Whole, "إعلان"),
    line(Advertisement, Whole, "إعلانات"),
    line(Advertisement, Whole, "الإعلانات"),
    line(Advertisement, Whole, "إعلان ممول"),
    line(Advertisement, Whole, "محتوى ممول"),
    line(Advertisement, Whole, "مساحة إعلانية"),
    line(Advertisement, Whole, "إعلان الرئيسية"),
    line(Advertisement, Start, "إعلان في أعلى"),
    line(Advertisement, Start, "إعلان في أعلي"),
    line(Advertisement, Start, "إعلان في أسفل"),
    line(Advertisement, Start, "إعلان في وسط"),
    line(Advertisement, Whole, "advertisement"),
    line(SiteChrome, Start, "جاري تحميل"),
    line(SiteChrome, Start, "جاري التحميل"),
    line(SiteChrome, Start, "جار التحميل"),
    line(SiteChrome, Start, "جميع الحقوق محفوظة"),
    line(SiteChrome, Start, "كل الحقوق محفوظة"),
    line(SiteChrome, Start, "حقوق النشر"),
    line(SiteChrome, Start, "تابعنا على"),
    line(SiteChrome, Start, "تابعونا على"),
    line(SiteChrome, Start, "شارك على"),
    line(SiteChrome, Start, "مشاركة على"),
    line(SiteChrome, Start, "مشاركة عبر"),
    line(SiteChrome, Start, "شارك هذا"),
    line(SiteChrome, Start, "شارك الخبر"),
    line(SiteChrome, Start, "شارك المقال"),
    line(SiteChrome, Start, "وقت القراءة"),
    line(SiteChrome, Start, "مدة القراءة"),
    line(SiteChrome, Start, "عدد المشاهدات"),
    line(SiteChrome, Start, "عدد القراءات"),
    line(SiteChrome, Start, "آخر تحديث"),
    line(SiteChrome, Start, "تاريخ النشر"),
    line(SiteChrome, Whole, "الرئيسية"),
    line(SiteChrome, Whole, "الصفحة الرئيسية"),
    line(SiteChrome, Whole, "القائمة"),
    line(SiteChrome, Whole, "القائمة الرئيسية"),
    line(SiteChrome, Whole, "بحث"),
    line(SiteChrome, Whole, "ابحث"),
    line(SiteChrome, Whole, "تسجيل الدخول"),
    line(SiteChrome, Whole, "اشتراك"),
    line(SiteChrome, Whole, "اشترك"),
    line(SiteChrome, Whole, "اشترك الآن"),
    line(SiteChrome, Whole, "أخبار"),
    line(SiteChrome, Whole, "الأخبار"),
    line(SiteChrome, Whole, "شارك"),
    line(SiteChrome, Whole, "مشاركة"),
    line(SiteChrome, Whole, "طباعة"),
    line(SiteChrome, Whole, "حفظ"),
    line(SiteChrome, Whole, "نسخ الرابط"),
    line(SiteChrome, Whole, "تم نسخ الرابط"),
    line(SiteChrome, Whole, "فيسبوك"),
    line(SiteChrome, Whole, "تويتر"),
    line(SiteChrome, Whole, "واتساب"),
    line(SiteChrome, Whole, "تلغرام"),
    line(SiteChrome, Whole, "تيليجرام"),
    line(SiteChrome, Whole, "يوتيوب"),
    line(SiteChrome, Whole, "انستغرام"),
    line(SiteChrome, Start, "حجم الخط"),
    line(SiteChrome, Start, "أنت هنا"),
    line(SiteChrome, Start, "ابحث في الموقع"),
    line(SiteChrome, Whole, "التالي"),
    line(SiteChrome, Whole, "السابق"),
    line(SiteChrome, Whole, "الخبر التالي"),
    line(SiteChrome, Whole, "الخبر السابق"),
    line(SiteChrome, Whole, "المقال التالي"),
    line(SiteChrome, Whole, "المقال السابق"),
    line(SiteChrome, Start, "العودة إلى أعلى"),
    line(SiteChrome, Whole, "من نحن"),
    line(SiteChrome, Whole, "اتصل بنا"),
    line(SiteChrome, Whole, "تواصل معنا"),
    line(SiteChrome, Whole, "سياسة الخصوصية"),
    line(SiteChrome, Whole, "شروط الاستخدام"),
    line(SiteChrome, Start, "الكلمات المفتاحية"),
    line(SiteChrome, Start, "كلمات دلالية"),
    line(SiteChrome, Start, "الوسوم"),
    line(SiteChrome, Start, "وسوم"),
    line(SiteChrome, Start, "all rights reserved"),
    line(SiteChrome, Start, "copyright"),
    line(PhotoCredit, Start, "مصدر الصورة"),
    line(PhotoCredit, Start, "الصورة من"),
    line(PhotoCredit, Start, "صورة أرشيفية"),
    line(PhotoCredit, Whole, "أرشيفية"),
    line(PhotoCredit, Start, "تصوير"),
    line(PhotoCredit, Start, "photo"),
    line(PhotoCredit, Start, "getty"),
    line(Byline, Start, "بقلم"),
    line(Byline, Start, "كتب"),
    line(Byline, Start, "كتبت"),
    line(Byline, Start, "كتبه"),
    line(Byline, Start, "محرر"),
    line(Byline, Start, "تحرير"),
    line(Byline, Start, "إعداد"),
    line(Byline, Start, "المصدر"),
];

/// News agencies, as credits name them.
pub const AGENCIES: &[&str] = &[
    "afp",
    "ap",
    "reuters",
    "epa",
    "dpa",
    "getty",
    "getty images",
    "أ ف ب",
    "رويترز",
    "أ ب",
    "د ب أ",
    "الأناضول",
    "وكالات",
];

/// Names on buttons that pass a page on.
pub const NETWORKS: &[&str] = &[
    "شارك",
    "مشاركة",
    "فيسبوك",
    "فيس",
    "تويتر",
    "إكس",
    "واتساب",
    "تلغرام",
    "تيليجرام",
    "تليجرام",
    "لينكدإن",
    "يوتيوب",
    "انستغرام",
    "نسخ",
    "الرابط",
    "طباعة",
    "إيميل",
    "facebook",
    "twitter",
    "x",
    "whatsapp",
    "telegram",
    "linkedin",
    "share",
    "email",
    "print",
    "copy",
];
