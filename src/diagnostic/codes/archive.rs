//! What is to be said of the codes of reports beside one another, in both languages. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const CONTRADICTION: Explanation = Explanation {
    en: "Editors say of two reports both that they are copies and that they are not, or say that reports are copies \
          of one another in a circle. `copy_of` is followed, and of a circle one report is taken for the original. \
          Take out the field that is wrong.",
    ar: "قيل عن تقريرين إنهما نسختان وإنهما ليستا نسختين، أو قيل عن تقارير إن كلًا منها نسخة من الآخر. يُعمل بـ \
          `copy_of`، ويُعدّ واحد من الدائرة أصلًا. احذف الحقل الخاطئ.",
};

pub(super) const DUPLICATE_ALIAS: Explanation = Explanation {
    en: "An alias is already the address of another report, or the report's own. One address leads to one page, so this alias is dropped \
          and the other stays. Take it out of `aliases`.",
    ar: "اسم بديل هو عنوان تقرير آخر من قبل، أو عنوان التقرير نفسه. العنوان الواحد يقود إلى صفحة واحدة، فتُرك هذا وبقي ذاك. احذفه من \
          `aliases`.",
};

pub(super) const DUPLICATE_SLUG: Explanation = Explanation {
    en: "Two reports want the same address: they have the same file name in different folders, or one has the \
          other's name as its `slug`. The first by path keeps it, and the other is set aside. Give one of them \
          another: `slug: rome-2021-final`.",
    ar: "تقريران يطلبان عنوانًا واحدًا: لهما اسم ملف واحد في مجلدين، أو لأحدهما اسم الآخر في `slug`. يبقى العنوان \
          لأولهما في ترتيب المسارات ويُستبعد الآخر. أعطِ أحدهما اسمًا آخر: `slug: rome-2021-final`.",
};

pub(super) const LOOK_ALIKE_SLUG: Explanation = Explanation {
    en: "The addresses of two reports differ only in characters that look the same, such as a Cyrillic letter for a \
          Latin one, or that some disks take for one. A reader would take the one page for the other, so the report that \
          is later by path has a mark of eight characters behind its address, and an alias of this kind is dropped. \
          Give one of the two another `slug`.",
    ar: "عنوانا تقريرين لا يختلفان إلا بمحارف متشابهة الشكل، كحرف سيريلي مكان حرف لاتيني، أو بما تعدّه بعض الأقراص \
          واحدًا. قد يظن القارئ إحدى الصفحتين الأخرى، فأُلحقت بعنوان التقرير المتأخر في ترتيب المسارات علامة من ثمانية \
          محارف، ويُترك الاسم البديل إن كان كذلك. أعطِ أحدهما `slug` آخر.",
};

pub(super) const OVERRULED: Explanation = Explanation {
    en: "Two copies of one communiqué have different words for the same field, such as two English summaries, and a \
          page can show one. The canonical report's is shown. Make them the same, take one out, or write \
          `not_copy_of` where the reports are two communiqués after all.",
    ar: "في نسختين من بيان واحد قيمتان مختلفتان للحقل نفسه، كملخصين إنجليزيين، والصفحة لا تعرض إلا واحدة. تُعرض قيمة \
          التقرير المعتمد. وحّدهما، أو احذف إحداهما، أو اكتب `not_copy_of` إن كان التقريران بيانين.",
};

pub(super) const POSSIBLE_COPY: Explanation = Explanation {
    en: "Two reports are alike enough to be copies, but differ in a date, a figure, a place or a negation, as the \
          communiqués of two years may. Only an editor can tell. Write `copy_of: other-slug` in one of them if they \
          are one text, `not_copy_of: [other-slug]` if they are two; until then they are shown as two.",
    ar: "تقريران يتشابهان تشابه النسخ، لكنهما يختلفان في تاريخ أو رقم أو مكان أو نفي، كما يقع بين بياني سنتين. لا \
          يحسم ذلك إلا محرر. اكتب في أحدهما `copy_of: other-slug` إن كانا نصًا واحدًا، أو `not_copy_of: \
          [other-slug]` إن كانا نصين؛ ويُعرضان حتى ذلك الحين بيانين.",
};

pub(super) const UNKNOWN_SLUG: Explanation = Explanation {
    en: "`copy_of` or `not_copy_of` names a report that is not there, is a draft or set aside, or is the report \
          itself. The field has no effect. Name a report by its slug or its file name; the hint suggests the \
          nearest.",
    ar: "يسمي `copy_of` أو `not_copy_of` تقريرًا غير موجود، أو مسودة، أو مستبعدًا، أو يسمي التقرير نفسه. لا أثر \
          للحقل. سمِّ التقرير باسمه في العنوان أو باسم ملفه؛ والتلميح يقترح أقرب الأسماء.",
};
