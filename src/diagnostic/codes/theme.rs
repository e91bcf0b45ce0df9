//! What is to be said of the codes of templates, phrases and static files, in both languages. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const BAD_CSS: Explanation = Explanation {
    en: "A style sheet in your `static` folder cannot be read, or is not UTF-8. It is refused, since a rule left \
          open can take the whole sheet with it. Look at the place named: mostly a brace, a quotation mark or a \
          comment is not closed. Nothing was published.",
    ar: "ورقة أنماط في المجلد `static` لا تُقرأ، أو ليست بترميز UTF-8. تُرفض لأن قاعدة لم تُغلق قد تفسد الورقة كلها. \
          انظر الموضع المذكور: أكثر ما يقع أن قوسًا أو علامة تنصيص أو تعليقًا لم يُغلق. ولم يُنشر شيء.",
};

pub(super) const BAD_FONT: Explanation = Explanation {
    en: "A file in `static/fonts` ends in .ttf or .woff2 and is not such a font, or is one with outlines of another \
          kind. Fonts are cut to the characters of the archive, so they must be read. Put a TrueType font there, or \
          the WOFF2 of one.",
    ar: "ملف في `static/fonts` ينتهي بـ `.ttf` أو `.woff2` وليس خطًا كذلك، أو رسوم حروفه من نوع آخر. تُقتطع من \
          الخطوط محارف الأرشيف وحدها فلا بد أن تُقرأ. ضع هناك خط TrueType أو صيغة WOFF2 منه.",
};

pub(super) const BAD_STRINGS: Explanation = Explanation {
    en: "A file of phrases in `templates/strings` cannot be read: it is not TOML, or a phrase is neither a text nor \
          a table of plural forms. Write `key = \"text\"`, or `[key]` with the forms below it. Compare it with the \
          program's own file.",
    ar: "ملف عبارات في `templates/strings` لا يُقرأ: ليس على صيغة TOML، أو فيه عبارة ليست نصًا ولا جدولًا بصيغ \
          العدد. اكتب `key = \"text\"`، أو `[key]` وتحته الصيغ. وقارنه بملف البرنامج نفسه.",
};

pub(super) const BAD_TEMPLATE: Explanation = Explanation {
    en: "A template in your `templates` folder has a mistake in its syntax, or asks for a value that the page does \
          not have. No page is published until it is mended. The place is in your file; see how the program's own \
          template uses the same name.",
    ar: "في قالب من مجلدك `templates` خطأ في الصياغة، أو يطلب قيمة ليست للصفحة. لا تُنشر صفحة حتى يُصلح. والموضع \
          المذكور في ملفك؛ انظر كيف يستعمل قالب البرنامج الاسم نفسه.",
};

pub(super) const MISSING_PHRASE: Explanation = Explanation {
    en: "A phrase stands in one language's file in `templates/strings` and not in the other's. Every page exists in \
          both languages, so every phrase is needed in both. Add it to the file that is named.",
    ar: "عبارة في ملف لغة من `templates/strings` وليست في ملف اللغة الأخرى. لكل صفحة صورة بكل لغة، فكل عبارة لازمة \
          باللغتين. أضفها إلى الملف المذكور.",
};

pub(super) const MISSING_PLURAL: Explanation = Explanation {
    en: "A counted phrase lacks a form that its language has: Arabic has zero, one, two, few, many and other, \
          English one and other. Without it some number would be shown with the wrong noun. Add the form: `two = \
          \"بيانان\"`.",
    ar: "تنقص عبارة معدودة صيغة من صيغ لغتها: للعربية `zero` و`one` و`two` و`few` و`many` و`other`، وللإنجليزية \
          `one` و`other`. ومن دونها يظهر عدد مع لفظ غير صحيح. أضف الصيغة: `two = \"بيانان\"`.",
};

pub(super) const MISSING_TEMPLATE: Explanation = Explanation {
    en: "A folder `templates` stands in for the program's own as a whole, and a template is missing from it, or one \
          extends another that is not there. A lost file is an error and not a page of another design. Put the file \
          back, or remove the folder to use the program's own.",
    ar: "يقوم المجلد `templates` مقام قوالب البرنامج كلها، وقد نقص منه قالب، أو امتد قالب من آخر غير موجود. والملف \
          المفقود خطأ كي لا تظهر صفحة بتصميم آخر. أعد الملف، أو احذف المجلد لتُستعمل قوالب البرنامج.",
};

pub(super) const UNKNOWN_PHRASE: Explanation = Explanation {
    en: "A template or the program asks for a phrase that no file in `templates/strings` has. Either its key is \
          misspelt in the template or it was deleted from the files. The hint has the nearest key; put the phrase \
          back in both languages.",
    ar: "يطلب قالب أو يطلب البرنامج عبارة ليست في ملف من `templates/strings`. فإما أن مفتاحها مكتوب خطأ في القالب أو \
          أنها حُذفت من الملفات. يذكر التلميح أقرب مفتاح؛ أعد العبارة باللغتين.",
};
