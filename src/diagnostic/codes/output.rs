//! What is to be said of the codes of the output folder and the system, in both languages. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const BAD_OUTPUT: Explanation = Explanation {
    en: "The output folder is the root of the disk or your home folder, holds what the site is made from, lies in \
          a folder that is read, or is a link that leads nowhere. A build replaces what it wrote, so files of yours \
          could be in its way. Name a folder of its own: `--out public`.",
    ar: "مجلد الإخراج هو جذر القرص أو مجلدك الرئيسي، أو فيه ما يُبنى منه الموقع، أو هو داخل مجلد يُقرأ، أو وصلة لا \
          تقود إلى شيء. والبناء يستبدل ما كتبه، فقد تكون ملفاتك في طريقه. اذكر مجلدًا مستقلًا: `--out public`.",
};

pub(super) const BAD_PATH: Explanation = Explanation {
    en: "A file has a name that cannot be told or that not every disk and server has: a character that nobody \
          sees, a backslash, a line break, a full stop or a space at the end, the name of a Windows device such as \
          `aux`, more than 255 bytes, or bayan's own list of files. It could be written to another place than its \
          name says, or be read as another name. Rename it with letters, digits, `-`, `_` and `.`.",
    ar: "لملف اسم لا يمكن ذكره أو لا يقبله كل قرص وكل خادم: فيه محرف لا يراه أحد أو شرطة مائلة عكسية أو نهاية سطر، \
          أو في آخره نقطة أو مسافة، أو هو اسم جهاز في ويندوز مثل `aux`، أو أطول من 255 بايت، أو اسم قائمة الملفات \
          التي يكتبها bayan. فقد يُكتب في غير موضعه أو يُقرأ اسمًا آخر. سمِّه بحروف وأرقام و`-` و`_` و`.`.",
};

pub(super) const ENVIRONMENT: Explanation = Explanation {
    en: "The disk, a permission or another program is in the way, so the command could not finish: a folder cannot \
          be written, the disk is full, another build is at work. The old site is as it was. The message says what \
          was tried and what the system answered; mend that and run the command again.",
    ar: "القرص أو إذن أو برنامج آخر يحول دون إتمام الأمر: مجلد لا يُكتب فيه، أو قرص ممتلئ، أو بناء آخر يعمل الآن. \
          والموقع القديم على حاله. تذكر الرسالة ما جرت محاولته وبمَ أجاب النظام؛ أصلح ذلك وأعد التشغيل.",
};

pub(super) const NOT_A_FOLDER: Explanation = Explanation {
    en: "A file stands where a folder is expected: the place named for the output, or `static` or `templates` \
          beside site.toml. The site is a folder of pages, and so is what it is made from. Name another place with \
          `--out`, or move the file away.",
    ar: "في موضع مجلد ملف: الموضع المذكور للإخراج، أو `static` أو `templates` بجانب `site.toml`. والموقع مجلد \
          صفحات، وما يُبنى منه مجلدات. اذكر موضعًا آخر بالخيار `--out`، أو انقل الملف من هناك.",
};

pub(super) const NOT_OURS: Explanation = Explanation {
    en: "The output folder holds files that no build wrote, or such a file or a symbolic link stands where a page \
          or a folder of pages is to be. bayan never overwrites or deletes what is not its own, and writes nothing \
          through a link. Name an empty folder with `--out`, or move the files away; what is to be published beside \
          the pages belongs into `static`.",
    ar: "في مجلد الإخراج ملفات لم يكتبها بناء، أو ملف كهذا أو وصلة رمزية في موضع صفحة أو مجلد صفحات. ولا يستبدل \
          bayan ما ليس له ولا يحذفه، ولا يكتب عبر وصلة. اذكر مجلدًا فارغًا بالخيار `--out`، أو انقل الملفات؛ وما \
          يُنشر بجانب الصفحات فموضعه المجلد `static`.",
};

pub(super) const PATH_TAKEN: Explanation = Explanation {
    en: "Two files want the same place in the site: a file in `static` has the name of a page or of a folder of \
          pages, or two names differ only in capitals or in how a letter with a mark is written, which many disks \
          take for one. The page stays, and nothing is published until the file has another name.",
    ar: "ملفان يطلبان موضعًا واحدًا في الموقع: لملف في `static` اسم صفحة أو مجلد صفحات، أو اسمان لا يفرق بينهما \
          إلا الحرف الكبير والصغير أو طريقة كتابة حرف عليه علامة، وكثير من الأقراص تعدّهما واحدًا. تبقى الصفحة ولا \
          يُنشر شيء حتى يُسمى الملف باسم آخر.",
};
