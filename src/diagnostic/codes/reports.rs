//! What is to be said of the codes of reports, each by itself, in both languages. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const ACTIVE_CONTENT: Explanation = Explanation {
    en: "Among the reports lies a file that a browser would run or that can hold a script: SVG, JavaScript, XHTML, an \
          archive of a web page. Such files came with somebody else's page, so they are refused and never published. \
          Delete it; a picture of your own belongs into `static`.",
    ar: "بين التقارير ملف يشغّله المتصفح أو قد يكون فيه برنامج: SVG أو JavaScript أو XHTML أو أرشيف صفحة ويب. جاءت \
          هذه الملفات مع صفحات غيرك، فهي مرفوضة ولا تُنشر أبدًا. احذف الملف؛ أما صورك أنت فموضعها المجلد `static`.",
};

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
          the meeting and not of publication, so one of the two is wrong. Or the report came out before its meeting. \
          Correct it; when the report came out is written so: `source: { published: 2021-06-29 }`.",
    ar: "لا يجتمع `date` في التقرير ويوم اجتماعه `meeting` في `site.toml`. الحقل `date` يوم الاجتماع لا يوم النشر، \
          فأحدهما خطأ. أو أن التقرير نُشر قبل اجتماعه. صححه؛ أما يوم النشر فيُكتب هكذا: `source: { published: 2021-06-29 }`.",
};

pub(super) const DUPLICATE_KEY: Explanation = Explanation {
    en: "A field stands twice in the front matter, or a key or table in site.toml, and it is not for bayan to say \
          which of the two is meant. A report is set aside; site.toml ends the build. Keep one; several tags go into \
          one list: `tags: [iraq, syria]`.",
    ar: "حقل مكتوب مرتين في الترويسة، أو مفتاح أو جدول في `site.toml`، وليس لـ bayan أن يقرر أيهما المقصود. فيُستبعد \
          التقرير، ويقف البناء إن كان في `site.toml`. أبقِ واحدًا منهما؛ وإن كانت موضوعات عدة فاجمعها في قائمة واحدة: \
          `tags: [iraq, syria]`.",
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

pub(super) const FRONT_MATTER_UNREAD: Explanation = Explanation {
    en: "A file has fields such as `title:` where no front matter is read: between other lines than `---`, without \
          such lines, below the text or a second time. They would stand in the communiqué's text, so the report is \
          set aside. Put the fields between two lines `---` at the very start of the file, and give each report a \
          file of its own.",
    ar: "في الملف حقول مثل `title:` حيث لا تُقرأ ترويسة: بين أسطر غير `---`، أو بلا هذه الأسطر، أو تحت النص، أو مرة \
          ثانية. ولو تُركت لظهرت في نص البيان، فاستُبعد التقرير. ضع الحقول بين سطري `---` في أول الملف، واجعل لكل \
          تقرير ملفًا خاصًا به.",
};

pub(super) const GARBLED_TEXT: Explanation = Explanation {
    en: "Arabic in UTF-8 was opened in another encoding and saved so: Ø and Ù, or ط and ظ, stand in place of every \
          other letter. Nobody can read it, so the report is set aside. Copy the text from its page again and save \
          it as UTF-8.",
    ar: "نص عربي بترميز UTF-8 فُتح بترميز آخر ثم حُفظ كذلك، فحلت حروف مثل Ø وÙ أو ط وظ محل أكثر حروفه. لا يُقرأ مثل \
          هذا، فاستُبعد التقرير. انسخ النص من صفحته مرة أخرى واحفظه بترميز UTF-8.",
};

pub(super) const HIDDEN_CHARACTER: Explanation = Explanation {
    en: "The text has a character that no reader sees and that no word needs: a control character, a tag or another \
          format character for machines, or, in a tag or an address, a character without width. Such characters hide \
          text or make one name look like another, so they were taken out of what is shown. Delete them from the file; \
          where one is written as an escape, such as `\\u202e`, delete the escape.",
    ar: "في النص محرف لا يراه القارئ ولا تحتاجه كلمة: محرف تحكم، أو علامة أو محرف تنسيق للآلات، أو محرف بلا عرض في اسم \
          موضوع أو عنوان. تخفي هذه المحارف نصًا أو تجعل اسمًا يشبه غيره، فحُذفت مما يُعرض. احذفها من الملف؛ وإن كان \
          المحرف مكتوبًا برمزه مثل `\\u202e` فاحذف الرمز.",
};

pub(super) const LOOK_ALIKE_TAG: Explanation = Explanation {
    en: "A tag looks like another and is written with other characters: a Cyrillic letter for a Latin one, a Persian \
          letter for an Arabic one. Readers cannot tell them apart, so the two are one tag. The spelling of site.toml \
          is used, else the one that most reports have. Write the tag as the hint says.",
    ar: "موضوع يشبه موضوعًا آخر وكُتب بمحارف غير محارفه: حرف سيريلي مكان حرف لاتيني، أو حرف فارسي مكان حرف عربي. لا \
          يميز القارئ بينهما، فعُدّا موضوعًا واحدًا. تُستعمل كتابة `site.toml`، وإلا فالكتابة التي في أكثر التقارير. \
          اكتب الموضوع كما يقول التلميح.",
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
    en: "Something that is to be read is no regular file: a report, a template or a static file is a pipe, a socket or a \
          device, or site.toml is a folder. Reading it could wait for ever, so it is not read. Put the file itself there.",
    ar: "شيء يُراد أن يُقرأ ليس ملفًا عاديًا: تقرير أو قالب أو ملف ثابت هو أنبوب أو مقبس أو جهاز، أو `site.toml` مجلد. قد \
          لا تنتهي قراءته أبدًا فلا يُقرأ. ضع الملف نفسه مكانه.",
};

pub(super) const NOT_A_REPORT: Explanation = Explanation {
    en: "Files lie among the reports that are none: pictures, PDFs, documents, what a browser saved beside a page. They \
          are passed over and not published. Move them away, or, if a communiqué is in one, save its text as `.txt`; \
          rename `rome.markdown` to `rome.md`. \
          Files that begin with a dot, and those named README, are passed over without a word.",
    ar: "بين التقارير ملفات ليست تقارير: صور أو ملفات PDF أو مستندات أو ما حفظه المتصفح بجانب صفحة. لا تُقرأ ولا \
          تُنشر. انقلها من هنا، وإن كان في أحدها بيان فاحفظ نصه في ملف `.txt`. أما ما يبدأ اسمه بنقطة وما اسمه README \
          فلا يُذكر.",
};

pub(super) const SUMMARY_MISSING: Explanation = Explanation {
    en: "`summary_status` says that a summary is current or outdated, and there is no `summary_en`. Either the \
          summary was lost or the line was copied from another report. Write the summary, or take the line out.",
    ar: "يقول `summary_status` إن الملخص تام أو قديم وليس في الترويسة `summary_en`. فإما أن الملخص ضاع أو أن السطر \
          منقول من تقرير آخر. اكتب الملخص أو احذف السطر.",
};

pub(super) const SYMBOLIC_LINK: Explanation = Explanation {
    en: "A report, a template, a static file, a folder of these or site.toml is a symbolic link. No link is followed, \
          wherever it leads, because it can lead out of the folders that you named to files that nobody meant to \
          publish, and can change while it is read. Put the file itself there. A folder that you name yourself may be a \
          link: `--root`, `--seeds`, `--out`.",
    ar: "تقرير أو قالب أو ملف ثابت أو مجلد منها أو `site.toml` نفسه وصلة رمزية. لا تُتبع وصلة أينما قادت، فقد تقود إلى \
          خارج المجلدات التي سميتها إلى ملفات لم يقصد أحد نشرها، وقد تتغير في أثناء القراءة. ضع الملف نفسه هناك. أما \
          المجلد الذي تسميه أنت فيجوز أن يكون وصلة: `--root` و`--seeds` و`--out`.",
};

pub(super) const TOO_DEEP: Explanation = Explanation {
    en: "Something in a report is nested deeper than any text is: 32 lists, quotations or marks in one another in \
          Markdown, or 400 elements in a saved page. What reads such a file can take very long, so the report is set \
          aside before that. Mostly it is a row of `>` or `*` that somebody drew, or a broken page: take it out, or paste \
          the text into a `.txt` file, where no character is markup.",
    ar: "في التقرير شيء متداخل أعمق مما يكون في نص: 32 قائمة أو اقتباسًا أو علامة تنسيق بعضها داخل بعض في Markdown، أو \
          400 عنصر في صفحة محفوظة. قد تطول قراءة مثل هذا الملف جدًا، فاستُبعد التقرير قبلها. وأكثر ما يقع ذلك من صف من `>` \
          أو `*` رسمه أحدهم، أو من صفحة معطوبة: احذفه، أو الصق النص في ملف `.txt` لا محرف فيه للتنسيق.",
};

pub(super) const TOO_LARGE: Explanation = Explanation {
    en: "A report has more than 8 MiB. A long communiqué has some 60 KB and a page saved whole 2 MB, so this is \
          something else, or a page with pictures inside. Keep the communiqué's text and leave the rest out.",
    ar: "في التقرير أكثر من 8 ميبيبايت. والبيان الطويل نحو 60 كيلوبايت، والصفحة المحفوظة كلها نحو 2 ميغابايت، فهذا \
          شيء آخر أو صفحة صورها داخلها. أبقِ نص البيان واترك ما سواه.",
};

pub(super) const TOO_LONG: Explanation = Explanation {
    en: "The text of a report has more than 384 KiB, more than 10,000 lines, or 288 KiB in one line or paragraph. That is \
          some 33,000 words; a long communiqué has some 5,000. Nothing is cut off, so the report is set aside as a whole. \
          Keep the communiqué's own text; a yearbook or a collection is several reports, each in its own file.",
    ar: "في نص التقرير أكثر من 384 كيبيبايت، أو أكثر من عشرة آلاف سطر، أو 288 كيبيبايت في سطر أو فقرة. وهذا نحو 33 ألف كلمة، \
          والبيان الطويل نحو خمسة آلاف. لا يُقتطع من النص شيء، فاستُبعد التقرير كله. أبقِ نص البيان نفسه؛ أما الكتاب السنوي أو \
          المجموعة فتقارير عدة، لكل منها ملف.",
};

pub(super) const TOO_MANY: Explanation = Explanation {
    en: "A report has more of one thing than any text needs: links and marks, paragraphs, references to meetings and \
          resolutions, tags or attributes of a saved page, values in a list of its front matter; or its page would be \
          many times as long as the report. A file that is made to do harm looks so, and so does a spreadsheet that was \
          pasted. It is set aside as a whole. Keep the communiqué's own text.",
    ar: "في التقرير من شيء واحد أكثر مما يحتاج إليه نص: روابط وعلامات تنسيق، أو فقرات، أو إشارات إلى اجتماعات وقرارات، أو \
          وسوم أو خصائص في صفحة محفوظة، أو قيم في قائمة من ترويسته؛ أو ستكون صفحته أطول من التقرير أضعافًا كثيرة. هكذا يكون \
          ملف صُنع ليضر، وهكذا يكون جدول بيانات لُصق. فاستُبعد كله. أبقِ نص البيان نفسه.",
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

pub(super) const WRONG_ENDING: Explanation = Explanation {
    en: "A file is named as text and is something else: a web page, a packed page, XML or JSON. Shown as text its \
          markup would be the communiqué, so it is set aside. Let the name of a web page end in `.html`; of anything \
          else, copy the text into a `.txt` file.",
    ar: "ملف سُمّي نصًا وهو غير ذلك: صفحة ويب أو صفحة محزومة أو XML أو JSON. ولو عُرض نصًا لكانت علاماته هي البيان، \
          فاستُبعد. اجعل اسم صفحة الويب ينتهي بـ `.html`؛ وانسخ نص ما سواها إلى ملف `.txt`.",
};
