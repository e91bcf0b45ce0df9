//! What is to be said of the codes of reports, each by itself, in both languages. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const ASSUMED_ENCODING: Explanation = Explanation {
    en: "A report is not UTF-8, and bayan worked out its encoding from the bytes: UTF-16, or the Arabic \
          Windows-1256. It is shown, but a letter could be wrong where the guess is. Look at the page, then save the \
          file as UTF-8 to end the doubt.",
    ar: "التقرير ليس بترميز UTF-8، فاستدل bayan على ترميزه من محتواه: UTF-16 أو ترميز ويندوز العربي. يُعرض التقرير، \
          غير أن حرفًا قد يكون خطأ إن لم يصح الاستدلال. راجع صفحته ثم احفظ الملف بترميز UTF-8 ليزول الشك.",
};

pub(super) const BAD_YAML: Explanation = Explanation {
    en: "The front matter is not YAML, so none of its fields can be read and the report is set aside. Mostly a value \
          has a colon in it and no quotes, a quotation mark is not closed, or a line begins with a tab. Put such a \
          value in double quotes: `title: \"بيان: ختامي\"`. Write one field a line, from the first column.",
    ar: "الترويسة ليست على صيغة YAML، فلا يُقرأ منها حقل ويُستبعد التقرير. وأكثر ما يقع ذلك من قيمة فيها نقطتان بلا \
          علامتي تنصيص، أو علامة تنصيص لم تُغلق، أو سطر يبدأ بعلامة جدولة. ضع القيمة بين علامتين: `title: \"بيان: \
          ختامي\"`. واكتب كل حقل في سطر من أوله.",
};

pub(super) const BIDI_CONTROL: Explanation = Explanation {
    en: "The text has invisible characters that turn the direction of what follows (U+202A to U+202E, U+2066 to \
          U+2069) and that are not closed as they should be. They make a line read other than it is written, so they \
          were taken out of what is shown. Delete them from the report; pages set directions themselves.",
    ar: "في النص محارف خفية تقلب اتجاه ما بعدها (من U+202A إلى U+202E ومن U+2066 إلى U+2069) ولم تُغلق كما ينبغي. \
          تجعل السطر يُقرأ على غير ما كُتب، فحُذفت مما يُعرض. احذفها من التقرير؛ فالصفحات تضبط الاتجاه بنفسها.",
};

pub(super) const BINARY_FILE: Explanation = Explanation {
    en: "A file with the ending of a report is not text: a picture, a PDF or a word processor's document under \
          another name. Nothing can be read from it. Open it in the program that made it, copy the text and save it \
          as `.txt` in UTF-8.",
    ar: "ملف له لاحقة تقرير لكنه ليس نصًا، بل صورة أو PDF أو مستند سُمّي باسم آخر. لا يُقرأ منه شيء. افتحه بالبرنامج \
          الذي كُتب به وانسخ النص واحفظه في ملف `.txt` بترميز UTF-8.",
};

pub(super) const DATE_MEETING: Explanation = Explanation {
    en: "The `date` of a report and the day of its `meeting` in site.toml cannot be the same. `date` is the day of \
          the meeting and not of publication, so one of the two is wrong. Correct it; when the report came out is \
          written so: `source: { published: 2021-06-29 }`.",
    ar: "لا يجتمع `date` في التقرير ويوم اجتماعه `meeting` في `site.toml`. الحقل `date` يوم الاجتماع لا يوم النشر، \
          فأحدهما خطأ. صححه؛ أما يوم النشر فيُكتب هكذا: `source: { published: 2021-06-29 }`.",
};

pub(super) const DUPLICATE_KEY: Explanation = Explanation {
    en: "A field stands twice in the front matter, and it is not for bayan to say which of the two is meant. The \
          report is set aside. Keep one; several tags go into one list: `tags: [iraq, syria]`.",
    ar: "حقل مكتوب مرتين في الترويسة، وليس لـ bayan أن يقرر أيهما المقصود. فاستُبعد التقرير. أبقِ واحدًا منهما؛ وإن \
          كانت موضوعات عدة فاجمعها في قائمة واحدة: `tags: [iraq, syria]`.",
};

pub(super) const EMPTY_REPORT: Explanation = Explanation {
    en: "A file is empty, or has front matter and nothing below it. There is no text to show, so it is set aside. \
          Paste the report's text below the second line `---`, or delete the file.",
    ar: "الملف فارغ، أو فيه ترويسة ليس تحتها شيء. لا نص يُعرض فاستُبعد. الصق نص التقرير تحت السطر `---` الثاني، أو \
          احذف الملف.",
};

pub(super) const EMPTY_TAG: Explanation = Explanation {
    en: "A tag in the front matter has no letters or digits, such as `\"!!!\"`, so it could have no page. It is left \
          out and the rest of the report stays. Take it out of the list.",
    ar: "في الترويسة موضوع ليس فيه حرف ولا رقم، مثل `\"!!!\"`، فلا تكون له صفحة. تُرك هذا الموضوع وبقي سائر التقرير. \
          احذفه من القائمة.",
};

pub(super) const FRONT_MATTER_OPEN: Explanation = Explanation {
    en: "The file begins with a line `---`, which opens front matter, and no second line `---` closes it. Where the \
          fields end and the text begins is then unknown, so the report is set aside. Put a line with `---` alone \
          between them.",
    ar: "يبدأ الملف بسطر `---` يفتح الترويسة، وليس بعده سطر `---` يغلقها. فلا يُعرف أين تنتهي الحقول وأين يبدأ النص، \
          فاستُبعد التقرير. ضع بينهما سطرًا ليس فيه إلا `---`.",
};

pub(super) const FRONT_MATTER_TOO_LARGE: Explanation = Explanation {
    en: "The front matter has more than 64 KB, where an editor's own has some two. Mostly the line `---` that should \
          close it is missing and the text counts as front matter. Close it before the text.",
    ar: "في الترويسة أكثر من 64 كيلوبايت، وترويسة المحرر نحو اثنين. وأكثر ما يقع ذلك حين ينقص السطر `---` الذي \
          يغلقها فيُحسب النص منها. أغلقها قبل النص.",
};

pub(super) const MISSING_FOLDER: Explanation = Explanation {
    en: "The folder of reports is not there. Without `--seeds` it is `seeds` beside site.toml. Make it, or name the \
          folder that holds your reports: `--seeds DIR`.",
    ar: "مجلد التقارير غير موجود. وهو المجلد `seeds` بجانب `site.toml` ما لم يُذكر غيره. أنشئه، أو اذكر المجلد الذي \
          فيه تقاريرك: `--seeds DIR`.",
};

pub(super) const NO_ARTICLE: Explanation = Explanation {
    en: "A saved page holds no run of text that could be an article, or is too deeply nested to be read. It is set \
          aside, since showing a page's menus as a communiqué would be worse. Copy the communiqué's text from the \
          browser into a `.txt` file.",
    ar: "صفحة محفوظة ليس فيها نص متصل يصلح أن يكون مقالًا، أو عناصرها متداخلة تداخلًا لا يُقرأ. استُبعدت، فعرض قوائم \
          الصفحة على أنها بيان أسوأ. انسخ نص البيان من المتصفح إلى ملف `.txt`.",
};

pub(super) const NO_BODY: Explanation = Explanation {
    en: "When menus, captions, bylines and the like had been taken out, nothing was left: the report seems to be \
          furniture of a web page alone. It is set aside. Paste the communiqué's own text; what was taken for \
          furniture is often a list of links or headlines.",
    ar: "لما حُذفت القوائم وشروح الصور وأسماء الكتّاب ونحوها لم يبقَ شيء، فالتقرير على ما يبدو من أثاث صفحة ويب لا \
          غير. استُبعد التقرير. الصق نص البيان نفسه؛ وأكثر ما يُظن أثاثًا قائمة روابط أو عناوين.",
};

pub(super) const NO_REPORTS: Explanation = Explanation {
    en: "The folder of reports holds no file that ends in .txt, .md or .html. The site is built and is empty. Paste \
          a report into a file there, such as `seeds/rome.txt`; the whole web page around it does no harm.",
    ar: "ليس في مجلد التقارير ملف ينتهي اسمه بـ `.txt` أو `.md` أو `.html`. بُني الموقع وهو خالٍ. الصق تقريرًا في \
          ملف هناك مثل `seeds/rome.txt`؛ ولا تضر صفحة الويب كلها من حوله.",
};

pub(super) const NOT_A_FILE: Explanation = Explanation {
    en: "Something with the name of a report is no regular file: a pipe, a socket or a device. Reading it could wait \
          for ever, so it is not read. Put the report itself there.",
    ar: "شيء له اسم تقرير لكنه ليس ملفًا عاديًا، بل أنبوب أو مقبس أو جهاز. قد لا تنتهي قراءته أبدًا فلا يُقرأ. ضع \
          التقرير نفسه مكانه.",
};

pub(super) const SUMMARY_MISSING: Explanation = Explanation {
    en: "`summary_status` says that a summary is current or outdated, and there is no `summary_en`. Either the \
          summary was lost or the line was copied from another report. Write the summary, or take the line out.",
    ar: "يقول `summary_status` إن الملخص تام أو قديم وليس في الترويسة `summary_en`. فإما أن الملخص ضاع أو أن السطر \
          منقول من تقرير آخر. اكتب الملخص أو احذف السطر.",
};

pub(super) const SYMBOLIC_LINK: Explanation = Explanation {
    en: "A report, a template or a static file is a symbolic link. Links are not followed, because they can lead out \
          of the folder to files that nobody meant to publish. Put the file itself there.",
    ar: "تقرير أو قالب أو ملف من الملفات الثابتة ليس إلا وصلة رمزية. لا تُتبع الوصلات، فقد تقود إلى خارج المجلد إلى \
          ملفات لم يقصد أحد نشرها. ضع الملف نفسه هناك.",
};

pub(super) const TOO_LARGE: Explanation = Explanation {
    en: "A report has more than 8 MiB. A long communiqué has some 60 KB and a page saved whole 2 MB, so this is \
          something else, or a page with pictures inside. Keep the communiqué's text and leave the rest out.",
    ar: "في التقرير أكثر من 8 ميبيبايت. والبيان الطويل نحو 60 كيلوبايت، والصفحة المحفوظة كلها نحو 2 ميغابايت، فهذا \
          شيء آخر أو صفحة صورها داخلها. أبقِ نص البيان واترك ما سواه.",
};

pub(super) const UNKNOWN_MEETING: Explanation = Explanation {
    en: "`meeting` in the front matter is not the id of a meeting in site.toml. The report would stand on no \
          timeline, so it is set aside until that is settled. Take the id that the hint suggests, or add the meeting \
          to site.toml: `[[meeting]]` with `id`, `date` and `title`.",
    ar: "قيمة `meeting` في الترويسة ليست معرّف اجتماع في `site.toml`. لا يكون للتقرير موضع على الخط الزمني، فاستُبعد \
          حتى يُحسم ذلك. خذ المعرّف الذي يقترحه التلميح، أو أضف الاجتماع إلى `site.toml`: جدول `[[meeting]]` فيه \
          `id` و`date` و`title`.",
};

pub(super) const UNKNOWN_TAG: Explanation = Explanation {
    en: "A tag in the front matter is not in site.toml. It is used as it is, with its own page, but the label is the \
          same in both languages and a slip makes a second page for one subject. Use the tag that the hint suggests, \
          or add it: `[tag.iraq]` with `ar` and `en`.",
    ar: "في الترويسة موضوع ليس في `site.toml`. يُستعمل كما هو وتكون له صفحة، غير أن اسمه واحد في اللغتين، وخطأ في \
          كتابته يصنع صفحة ثانية للموضوع الواحد. استعمل الموضوع الذي يقترحه التلميح، أو أضفه: جدول `[tag.iraq]` فيه \
          `ar` و`en`.",
};

pub(super) const UNREADABLE: Explanation = Explanation {
    en: "The system did not let bayan read a report: a permission is missing, or the disk has an error. It is set \
          aside and the rest is built. Check who may read the file: on Linux and macOS, `ls -l`.",
    ar: "لم يسمح النظام لـ bayan بقراءة تقرير: ينقص إذن، أو في القرص خلل. استُبعد التقرير وبُني ما سواه. راجع من \
          يملك قراءة الملف: في لينكس وماك بالأمر `ls -l`.",
};

pub(super) const UNREADABLE_FOLDER: Explanation = Explanation {
    en: "The system did not let bayan look into a folder among the reports, so whatever is in it is missing from the \
          site. Give the user that runs the build leave to read it, or move the folder away.",
    ar: "لم يسمح النظام لـ bayan بفتح مجلد بين التقارير، فكل ما فيه غائب عن الموقع. امنح المستخدم الذي يبني الموقع \
          إذن قراءته، أو انقل المجلد من هنا.",
};
