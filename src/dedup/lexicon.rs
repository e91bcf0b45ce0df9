//! Words on which two texts that are otherwise alike may differ in what they say. Data only; `facts` decides with it.
//!
//! Source: the negators of Arabic grammar (Ryding, A Reference Grammar of Modern Standard Arabic, 2005, chapter 37); pairs
//! of opposite verbs as communiqués use them.

/// Words that turn a sentence into its opposite.
pub const NEGATORS: &str = "\
    لا، لم، لن، ليس، ليست، ليسوا، عدم، غير، دون، بدون، رفض، رفضوا، رفضت، يرفض، يرفضون، ترفض، نفى، نفت، \
    ينفي";

/// Parts of words that say opposite things: one side of a pair in one text and the other in the other.
pub const OPPOSITES: &[(&[&str], &[&str])] = &[
    (&["رفض"], &["عتمد", "اعتماد", "قبول", "قبلو", "وافق", "موافق", "ايد", "تاييد", "اقرار", "اقرو", "اقرت", "يقر"]),
    (&["تعليق", "علقو", "يعلق", "وقف"], &["استينا", "استانف"]),
    (&["الغا", "الغو", "يلغي", "انها", "انهو"], &["تمديد", "مددو", "يمدد", "ابقا", "تثبيت", "اطلاق"]),
    (&["زياده", "رفع", "يرفع", "توسيع", "مضاعف"], &["خفض", "تقليص", "قلص", "تخفيض", "انقاص"]),
    (&["اغلاق", "اغلق"], &["فتح", "فتحو"]),
    (&["ارجا", "تاجيل", "اجلو", "ارجو"], &["تعجيل", "عجلو", "تنفيذ", "تقديم"]),
    (&["ادان", "ندد", "تنديد", "انتقد"], &["رحب", "ترحيب", "اشاد", "ثمن"]),
    (&["عارض", "معارض"], &["دعم", "يدعم", "مسانده", "ايد"]),
    (&["اختلف", "خلاف"], &["اتفق", "اتفاق", "توافق"]),
    (&["تسحب", "سحب", "انسحا"], &["نشر", "ارسال"]),
];
