//! What is to be said of the codes of the output folder and the system, in both languages. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const BAD_OUTPUT: Explanation = Explanation {
    en: "The output folder holds what the site is made from, or lies in a folder that is read. A build replaces what \
          it wrote, so your reports could be in its way. Name a folder of its own: `--out public`.",
    ar: "في مجلد الإخراج ما يُبنى منه الموقع، أو هو داخل مجلد يُقرأ. والبناء يستبدل ما كتبه، فقد تكون تقاريرك في \
          طريقه. اذكر مجلدًا مستقلًا: `--out public`.",
};

pub(super) const BAD_PATH: Explanation = Explanation {
    en: "A file in `static` has a name that no site can have, such as one with a backslash, a line break, or bayan's \
          own list of files. It could be written to another place than its name says. Rename it with letters, \
          digits, `-`, `_` and `.`.",
    ar: "لملف في `static` اسم لا يكون في موقع، كاسم فيه شرطة مائلة عكسية أو نهاية سطر، أو هو اسم قائمة الملفات التي \
          يكتبها bayan. فقد يُكتب في غير موضعه. سمِّه بحروف وأرقام و`-` و`_` و`.`.",
};

pub(super) const ENVIRONMENT: Explanation = Explanation {
    en: "The disk, a permission or another program is in the way, so the command could not finish: a folder cannot \
          be written, the disk is full, another build is at work. The old site is as it was. The message says what \
          was tried and what the system answered; mend that and run the command again.",
    ar: "القرص أو إذن أو برنامج آخر يحول دون إتمام الأمر: مجلد لا يُكتب فيه، أو قرص ممتلئ، أو بناء آخر يعمل الآن. \
          والموقع القديم على حاله. تذكر الرسالة ما جرت محاولته وبمَ أجاب النظام؛ أصلح ذلك وأعد التشغيل.",
};

pub(super) const NOT_A_FOLDER: Explanation = Explanation {
    en: "The place named for the output is a file. The site is a folder of pages. Name another place with `--out`, \
          or move the file away.",
    ar: "الموضع المذكور للإخراج ملف، والموقع مجلد صفحات. اذكر موضعًا آخر بالخيار `--out`، أو انقل الملف من هناك.",
};

pub(super) const NOT_OURS: Explanation = Explanation {
    en: "The output folder holds files that no build wrote, or such a file stands where a page is to be. bayan never \
          overwrites or deletes what is not its own. Name an empty folder with `--out`, or move the files away; what \
          is to be published beside the pages belongs into `static`.",
    ar: "في مجلد الإخراج ملفات لم يكتبها بناء، أو ملف كهذا في موضع صفحة. ولا يستبدل bayan ما ليس له ولا يحذفه. اذكر \
          مجلدًا فارغًا بالخيار `--out`، أو انقل الملفات؛ وما يُنشر بجانب الصفحات فموضعه المجلد `static`.",
};

pub(super) const PATH_TAKEN: Explanation = Explanation {
    en: "Two files want the same place in the site: a file in `static` has the name of a page, or two names differ \
          in capitals only, which many disks take for one. The page stays, and nothing is published until the file \
          has another name.",
    ar: "ملفان يطلبان موضعًا واحدًا في الموقع: لملف في `static` اسم صفحة، أو اسمان لا يفرق بينهما إلا الحرف الكبير \
          والصغير، وكثير من الأقراص تعدّهما واحدًا. تبقى الصفحة ولا يُنشر شيء حتى يُسمى الملف باسم آخر.",
};
