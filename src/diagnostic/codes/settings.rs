//! What is to be said of the codes of site.toml and the command line, in both languages. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const BAD_DATE: Explanation = Explanation {
    en: "A date is not in a form that can be read, or there is no such day. Dates decide the order of the timeline \
          and the page of a year, so a guess would be worse than a question. Write year, month and day with hyphens: \
          `2021-06-28`; a month or a year alone where no more is known; `2021-06-28~` for about that day; \
          `2021-06/2021-09` from one to another.",
    ar: "تاريخ مكتوب بصيغة لا تُقرأ، أو لا وجود لذلك اليوم. بالتاريخ يُرتّب الخط الزمني وصفحات السنين، فالسؤال خير \
          من التخمين. اكتب السنة ثم الشهر ثم اليوم وبينها شرطات: `2021-06-28`؛ أو الشهر أو السنة وحدها إن لم يُعرف \
          غيرها؛ و`2021-06-28~` لما يقارب ذلك اليوم؛ و`2021-06/2021-09` للمدة من شهر إلى آخر.",
};

pub(super) const BAD_ID: Explanation = Explanation {
    en: "An id in site.toml becomes part of a page's address, so it is made of lower-case letters a–z, digits, and \
          single hyphens between them, at most 60 characters. Capitals, spaces and Arabic letters are refused, since \
          one address would then have several spellings. Example: `[tag.foreign-fighters]`; what readers see is the \
          label, which may be anything.",
    ar: "المعرّف في `site.toml` جزء من عنوان الصفحة، فيتألف من حروف لاتينية صغيرة وأرقام تفصل بينها شرطات مفردة، ولا \
          يزيد على 60 محرفًا. لا تُقبل فيه الحروف الكبيرة ولا المسافات ولا الحروف العربية كي لا يُكتب العنوان الواحد \
          بأكثر من صورة. مثاله `[tag.foreign-fighters]`؛ أما ما يراه القارئ فهو الاسم، ويُكتب كما تشاء.",
};

pub(super) const BAD_PLACE: Explanation = Explanation {
    en: "The `at` of a meeting is not a point on the globe. It takes two numbers, degrees: latitude from -90 to 90 first, then \
          longitude from -180 to 180. The two are often the wrong way round. Example: `at = [38.9, -77.0]` is \
          Washington.",
    ar: "قيمة `at` لاجتماع ليست نقطة على وجه الأرض. هي عددان بالدرجات: خط العرض أولًا من -90 إلى 90، ثم خط الطول من \
          -180 إلى 180، وكثيرًا ما يُكتبان معكوسين. مثاله `at = [38.9, -77.0]` لواشنطن.",
};

pub(super) const BAD_RESOLUTION: Explanation = Explanation {
    en: "The name of a `[resolution.…]` table is not a number. Texts refer to resolutions of the Security Council by \
          number, so the table is found by it. Write the number alone, without the year: `[resolution.2254]`.",
    ar: "اسم الجدول `[resolution.…]` ليس رقمًا. تذكر النصوص قرارات مجلس الأمن بأرقامها، وبالرقم يُعرف الجدول. اكتب \
          الرقم وحده من غير السنة: `[resolution.2254]`.",
};

pub(super) const BAD_SYNONYMS: Explanation = Explanation {
    en: "A list in `synonyms` has fewer than two words, or a word in it has no letters. Each list says which words a \
          search takes for the same, so one word alone says nothing. Example: `synonyms = [[\"أمريكا\", \"أميركا\", \
          \"United States\"]]`.",
    ar: "في `synonyms` قائمة فيها أقل من كلمتين، أو كلمة بلا حروف. تذكر كل قائمة الكلمات التي يعدّها البحث سواء، فلا \
          معنى لكلمة وحدها. مثاله `synonyms = [[\"أمريكا\", \"أميركا\", \"United States\"]]`.",
};

pub(super) const BAD_TOML: Explanation = Explanation {
    en: "site.toml is not written as TOML wants it, so nothing can be read from it. Mostly a quotation mark is missing \
          or is a curly one, a bracket is not closed, or an Arabic comma stands between two items. Every text stands \
          in straight double quotes: `ar = \"أرشيف البيانات\"`. The place of the finding is where it is to be mended.",
    ar: "الملف `site.toml` ليس على صيغة TOML، فلا يُقرأ منه شيء. وأكثر ما يقع ذلك من علامة تنصيص ناقصة أو مائلة، أو \
          قوس لم يُغلق، أو فاصلة عربية بين عنصرين. كل نص يُكتب بين علامتين مستقيمتين: `ar = \"أرشيف البيانات\"`. \
          والموضع المذكور هو موضع الإصلاح.",
};

pub(super) const BAD_URL: Explanation = Explanation {
    en: "An address is not one that a page may link to. `base_url` and `edit_url` are folders on the web: \
          `https://example.org/bayan/`, without a query. The `url` of a report's source begins with http or https. \
          Copy it from the browser's address bar; other schemes, such as `javascript:`, are never linked.",
    ar: "عنوان لا يصح أن تُحيل إليه صفحة. أما `base_url` و`edit_url` فعنوان مجلد على الشبكة مثل \
          `https://example.org/bayan/`، وأما `url` مصدر التقرير فيبدأ بـ http أو https. انسخه من شريط العنوان في \
          المتصفح؛ ولا يُربط أبدًا بعنوان من صنف آخر مثل `javascript:`.",
};

pub(super) const BAD_VALUE: Explanation = Explanation {
    en: "A key is right, but its value is of another kind: one word where a list is expected, a date without quotes \
          in site.toml, a word that is not one of those allowed. The hint says what goes there. Examples: `tags: \
          [iraq, syria]` in front matter; `months = \"both\"` in site.toml.",
    ar: "المفتاح صحيح، لكن قيمته من نوع آخر: كلمة حيث تُنتظر قائمة، أو تاريخ في `site.toml` بلا علامتي تنصيص، أو \
          كلمة ليست من الكلمات المقبولة. يبيّن التلميح ما يُكتب هناك. مثاله في الترويسة `tags: [iraq, syria]` وفي \
          `site.toml` قولك `months = \"both\"`.",
};

pub(super) const DUPLICATE_ID: Explanation = Explanation {
    en: "Two meetings in site.toml have the same `id`. The id is the address of the meeting's page and what reports \
          name it by, so it must be one meeting's alone. Give one of them another, for example with the month: \
          `small-group-2021-11`.",
    ar: "لاجتماعين في `site.toml` المعرّف `id` نفسه. المعرّف عنوان صفحة الاجتماع وبه تسميه التقارير، فلا يكون إلا \
          لاجتماع واحد. أعطِ أحدهما معرّفًا آخر، كأن تضيف الشهر: `small-group-2021-11`.",
};

pub(super) const DUPLICATE_NAME: Explanation = Explanation {
    en: "One word stands for two names of the same kind in site.toml. Spellings that differ only in hamza, \
          diacritics or the like count as one word. A passage with the word could then belong to either, and its \
          pages would be wrong. Leave the word to one of them, or make the two one entry.",
    ar: "كلمة واحدة تدل على اسمين من نوع واحد في `site.toml`. والكلمتان اللتان لا تختلفان إلا في همزة أو حركة أو \
          نحوهما تُعدان كلمة واحدة. فلا يُعرف لأي الاسمين فقرة فيها تلك الكلمة. اتركها لأحدهما، أو اجعلهما اسمًا \
          واحدًا.",
};

pub(super) const DUPLICATE_TAG: Explanation = Explanation {
    en: "Two tags in site.toml have the same label, apart from hamza, diacritics, case and the like, or a report names \
          one tag twice. Readers could \
          not tell their pages apart, and communiqués would be split between them. Make them one tag, or give one of \
          them another label.",
    ar: "لموضوعين في `site.toml` الاسم نفسه، لا يفرق بينهما إلا همزة أو حركة أو نحو ذلك، أو يذكر تقرير موضوعًا \
          مرتين. لا يميّز القارئ بين \
          صفحتيهما، وتتفرق البيانات بينهما. اجعلهما موضوعًا واحدًا، أو سمِّ أحدهما باسم آخر.",
};

pub(super) const EMPTY_LABEL: Explanation = Explanation {
    en: "A label in site.toml is empty in one of the two languages, or an item of a list of words is. Every page exists in Arabic and in English, so \
          every label is shown in both. Where there is no translation yet, repeat the name as it is: `title = { ar = \
          \"روما\", en = \"Rome\" }`.",
    ar: "اسم في `site.toml` فارغ في إحدى اللغتين، أو عنصر من قائمة كلمات فارغ. لكل صفحة صورة بالعربية وأخرى بالإنجليزية، فكل اسم يظهر باللغتين. \
          وإن لم تكن له ترجمة بعد فكرره كما هو: `title = { ar = \"روما\", en = \"Rome\" }`.",
};

pub(super) const MISSING_CONFIG: Explanation = Explanation {
    en: "There is no site.toml in the folder. It says at least what the site is called, and marks the folder as an \
          archive. Write one with a title in both languages, or name the right folder with `--root DIR`.",
    ar: "لا يوجد في المجلد ملف `site.toml`. فيه على الأقل اسم الموقع، وبه يُعرف أن المجلد أرشيف. اكتب ملفًا فيه \
          العنوان باللغتين، أو اذكر المجلد الصحيح بالخيار `--root DIR`.",
};

pub(super) const MISSING_KEY: Explanation = Explanation {
    en: "A table in site.toml lacks a key that has no sensible default, such as the title of the site or the date of \
          a meeting. Add it in that table: a meeting needs `id`, `date` and `title`; a label needs `ar` and `en`.",
    ar: "ينقص جدولًا في `site.toml` مفتاح لا تُغني عنه قيمة مفترضة، كعنوان الموقع أو تاريخ الاجتماع. أضفه في ذلك \
          الجدول: للاجتماع `id` و`date` و`title`، ولكل اسم `ar` و`en`.",
};

pub(super) const NO_WORDS: Explanation = Explanation {
    en: "A `[figure.…]` in site.toml does not say what is counted. A number in a text is recognised by the word \
          behind it, so without words nothing is ever found. Add them: `words = [\"دولار\"]`.",
    ar: "جدول `[figure.…]` في `site.toml` لا يذكر ما يُعدّ. يُعرف الرقم في النص بالكلمة التي بعده، فلا يُعثر على شيء \
          بغير كلمات. أضفها: `words = [\"دولار\"]`.",
};

pub(super) const NOT_EDITABLE: Explanation = Explanation {
    en: "The value cannot be changed without touching something beside it, so nothing was changed. This happens where a \
         comment stands inside the value, where a key stands twice, where there are YAML anchors or tags, or where the front \
         matter cannot be read at all. Open the file and change the value by hand.",
    ar: "لا يمكن تغيير القيمة من غير المساس بما حولها، فلم يتغير شيء. يحدث هذا إذا كان في داخل القيمة تعليق، أو تكرر المفتاح، \
         أو كان في الترويسة مراسٍ أو وسوم من صيغة YAML، أو تعذّرت قراءة الترويسة كلها. افتح الملف وغيّر القيمة بيدك.",
};

pub(super) const NOT_UTF8: Explanation = Explanation {
    en: "site.toml or a template is saved in an encoding other than UTF-8, so its letters cannot be read with \
          certainty. Open it in your editor and save it again as UTF-8; most editors offer that when saving. A report \
          may be in another encoding; but where single bytes of one in UTF-8 are broken, their place is named and the \
          sign U+FFFD is shown there.",
    ar: "الملف `site.toml` أو أحد القوالب محفوظ بترميز غير UTF-8، فلا تُقرأ حروفه يقينًا. افتحه في المحرر واحفظه من \
          جديد بترميز UTF-8؛ وأكثر المحررات تعرض ذلك عند الحفظ. يجوز للتقرير ترميز آخر؛ فإن كان بترميز UTF-8 وفيه \
          بايتات تالفة ذُكر موضعها وظهرت مكانها علامة U+FFFD.",
};

pub(super) const UNKNOWN_KEY: Explanation = Explanation {
    en: "A field of the front matter, or a key of site.toml, is not one that bayan knows. It is refused rather than \
          passed over, because a misspelt `summary_en` would lose a summary without a word. The hint names the \
          nearest known one. Write `title_en`, for example, not `titel_en`.",
    ar: "حقل في الترويسة أو مفتاح في `site.toml` لا يعرفه bayan. يُرفض ولا يُهمل، لأن خطأ في كتابة `summary_en` \
          يُضيع ملخصًا بلا تنبيه. يذكر التلميح أقرب ما هو معروف. فاكتب مثلًا `title_en` لا `titel_en`.",
};

pub(super) const UNKNOWN_KIND: Explanation = Explanation {
    en: "The `kind` of a meeting in site.toml is not one of those that pages have a name and a colour for: \
          `ministerial`, `small-group`, `political-directors`, `summit`, `other`. The hint has the nearest. Use \
          `other` where none fits.",
    ar: "نوع الاجتماع `kind` في `site.toml` ليس من الأنواع التي لها في الصفحات اسم ولون، وهي `ministerial` \
          و`small-group` و`political-directors` و`summit` و`other`. يذكر التلميح أقربها. اكتب `other` إن لم يناسب \
          شيء منها.",
};

pub(super) const BAD_REPO: Explanation = Explanation {
    en: "The table `[admin]` of site.toml must name the archive on the forge, owner before name, as `repo = \
          \"you/archive\"`; on GitLab there may be groups between. Only the backend `test-repo`, which keeps \
          nothing, does without it.",
    ar: "يجب أن يسمي الجدول `[admin]` في site.toml المستودع على المنصة، مالكه قبل اسمه، هكذا: `repo = \
          \"you/archive\"`؛ وقد تكون بينهما مجموعات في GitLab. ولا يستغني عنه إلا `test-repo` الذي لا يحفظ شيئًا.",
};

pub(super) const BAD_SCRIPT: Explanation = Explanation {
    en: "`script` in the table `[admin]` is the path below static/ of the script of Sveltia CMS: Latin letters, \
          digits, hyphens and dots, ending in .js or .mjs, and no part beginning with a dot. Where it is left out, \
          it is `admin/sveltia-cms.js`.",
    ar: "`script` في الجدول `[admin]` هو مسار برنامج Sveltia CMS داخل static/: حروف لاتينية وأرقام وواصلات ونقاط، \
          ينتهي بـ ‎.js أو ‎.mjs، ولا يبدأ جزء منه بنقطة. وإن لم يُكتب فهو `admin/sveltia-cms.js`.",
};
