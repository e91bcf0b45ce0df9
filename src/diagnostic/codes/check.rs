//! What is to be said of the codes that `bayan check` has beside those of a build, in both languages. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const ARABIC_IN_ENGLISH: Explanation = Explanation {
    en: "A field for readers of English has Arabic in it: a whole title or label, or four Arabic words in a row and \
          more. Mostly it was pasted from the text and not yet translated. Translate it. A name that is to stay in \
          Arabic goes into quotation marks or brackets, and is then passed over.",
    ar: "في حقل لقراء الإنجليزية نص عربي: عنوان كامل أو اسم، أو أربع كلمات عربية متتالية فأكثر. وأكثر ما يقع ذلك من \
          لصق نص لم يُترجم بعد. ترجمه. أما الاسم الذي يبقى بالعربية فضعه بين علامتي تنصيص أو قوسين، فلا يُذكر بعد ذلك.",
};

pub(super) const BROKEN_LINK: Explanation = Explanation {
    en: "A link leads to a page of this site, or to a place on one, that does not exist. It is reported where an editor \
          wrote it; a link that a template makes is reported at the first page that has it. Look the address up on the \
          site and correct it, or take the link out.",
    ar: "وصلة إلى صفحة من هذا الموقع، أو إلى موضع في صفحة، لا وجود له. تُذكر حيث كتبها المحرر؛ فإن كتبها قالب ذُكرت في \
          أول صفحة هي فيها. ابحث عن العنوان في الموقع وصحّحه، أو احذف الوصلة.",
};

pub(super) const DATE_TEXT: Explanation = Explanation {
    en: "The date in the front matter, or that of the meeting which it names, is not the day on which the text itself \
          says that the meeting was held. The front matter is followed, so a slip there puts the communiqué in the \
          wrong place on the timeline. Look at the line that is named and correct the date.",
    ar: "التاريخ المكتوب في الترويسة، أو تاريخ الاجتماع المذكور فيها، غير اليوم الذي يقول النص إن الاجتماع عُقد فيه. \
          ويُعمل بما في الترويسة، فالخطأ فيها يضع البيان في غير موضعه من الخط الزمني. انظر السطر المذكور وصحّح التاريخ.",
};

pub(super) const DEAD_LINK: Explanation = Explanation {
    en: "A page on another site is gone: its host answers 404 or 410. Readers who want to see the source find nothing. \
          Look for the page's new address, or link to a copy of it in a web archive. It is found with `--external` \
          only.",
    ar: "صفحة في موقع آخر لم تعد موجودة: يجيب مضيفها بالرمز 404 أو 410، فلا يجد القارئ المصدر. ابحث عن عنوانها الجديد، \
          أو ضع وصلة إلى نسخة منها في أرشيف للشبكة. ولا يُكشف ذلك إلا بالخيار `--external`.",
};

pub(super) const DROPPED_LINK: Explanation = Explanation {
    en: "A link in a report has an address that pages do not link to, so its words are shown without the link. Pages \
          link to whole addresses of http, https and mailto, and from a communiqué's page to others of the site, as \
          `../page/`. All else may run in a reader's browser, or lead to another host while it looks like a page of \
          this one, as `//host/`. Write the whole address.",
    ar: "في التقرير وصلة لا تضعها الصفحات، فتظهر كلماتها من غير وصلة. لا تصل الصفحات إلا إلى عناوين كاملة من http وhttps \
          وmailto، ومن صفحة البيان إلى صفحات أخرى من الموقع، مثل `../page/`. أما ما سواها فقد يشغّل شيئًا في متصفح القارئ، \
          أو يصل إلى مضيف آخر وهو يبدو صفحة من الموقع، مثل `//host/`. اكتب العنوان كاملًا.",
};

pub(super) const ENGLISH_IN_ARABIC: Explanation = Explanation {
    en: "A title or a label for Arabic pages has no Arabic letter. Arabic readers would find it among Arabic titles, and \
          in the index under a Latin letter. Write it in Arabic; the English title of a report is `title_en`. \
          Abbreviations, and the names of outlets and organisations, may be Latin.",
    ar: "عنوان أو اسم للصفحات العربية ليس فيه حرف عربي، فيظهر بين العناوين العربية ويُفهرس تحت حرف لاتيني. اكتبه \
          بالعربية؛ أما العنوان الإنجليزي للتقرير فموضعه `title_en`. ويجوز أن تكون الاختصارات وأسماء الناشرين والهيئات \
          لاتينية.",
};

pub(super) const LABELS_SWAPPED: Explanation = Explanation {
    en: "Of the two labels of a thing in `site.toml`, the Arabic one is written in English and the English one in Arabic. \
          Each page would show the wrong one. Let them change places.",
    ar: "اسما شيء في `site.toml` معكوسان: العربي مكتوب بالإنجليزية والإنجليزي بالعربية، فتعرض كل صفحة غير اسمها. بدّل \
          بينهما.",
};

pub(super) const MISSING_SOURCE: Explanation = Explanation {
    en: "The report whose text is shown does not say who published it, or at what address. Readers cannot judge a text \
          without its source. Write it in the front matter: `source: { outlet: رووداو, url: https://example.org/1 }`.",
    ar: "التقرير الذي يُعرض نصه لا يذكر ناشره، أو لا يذكر عنوانه على الشبكة. ولا يقدر القارئ نصًا لا يعرف مصدره. اكتبه في \
          الترويسة: `source: { outlet: رووداو, url: https://example.org/1 }`.",
};

pub(super) const MOVED_LINK: Explanation = Explanation {
    en: "A page on another site has moved, and its host says that it is for good (301 or 308). The old address works as \
          long as the host remembers it. Open the new one, see that it is the same page, and write it instead. It is \
          found with `--external` only.",
    ar: "انتقلت صفحة في موقع آخر، ويقول مضيفها إنها انتقلت نهائيًا (301 أو 308). ولا يعمل العنوان القديم إلا ما دام \
          المضيف يذكره. افتح الجديد، فإن كانت الصفحة نفسها فاكتبه مكانه. ولا يُكشف ذلك إلا بالخيار `--external`.",
};

pub(super) const OPEN_DATE: Explanation = Explanation {
    en: "Nothing says when the meeting of a communiqué was: the front matter has no date, and the text none that is \
          surely the meeting's. bayan does not guess, so the communiqué stands last in every list and in no year. Write \
          `date:` in the front matter, as exactly as you know it: `2021-06-28`, `2021-06`, `2021-06-28~`.",
    ar: "لا شيء يذكر متى كان اجتماع البيان: ليس في الترويسة تاريخ، وليس في النص تاريخ هو للاجتماع بيقين. ولا يخمّن bayan، \
          فيقع البيان آخر كل قائمة ولا يكون في سنة. اكتب `date:` في الترويسة بقدر ما تعرف: `2021-06-28` أو `2021-06` أو \
          `2021-06-28~`.",
};

pub(super) const PERSIAN_LETTER: Explanation = Explanation {
    en: "An Arabic word has a letter of Persian or Urdu that looks like one of its own: ی for ي or ى, ک for ك, ہ or ھ \
          for ه. Such letters come from other keyboards and from old pages. A reader's search on other sites does not \
          find the word. `--fix` writes the Arabic letter where only one can be meant. Words of Persian are left alone, \
          and so are spellings that `site.toml` has.",
    ar: "في كلمة عربية حرف فارسي أو أردي يشبه حرفًا عربيًا: ی مكان ي أو ى، وک مكان ك، وہ أو ھ مكان ه. تأتي هذه الحروف من \
          لوحات مفاتيح أخرى ومن صفحات قديمة، فلا يجد البحث الكلمة في مواقع أخرى. يكتب `--fix` الحرف العربي حيث لا يُقصد \
          إلا حرف واحد. ولا تُمس الكلمات الفارسية ولا ما كُتب كذلك في `site.toml`.",
};

pub(super) const PRESENTATION_FORM: Explanation = Explanation {
    en: "The text has the shapes that letters take in a word (U+FB50 to U+FDFF, U+FE70 to U+FEFF) in place of the \
          letters, as text copied from a PDF has. Fonts and searches often know only letters. `--fix` writes the \
          letters; where a line stands in the order in which it is drawn, so that its letters would be read backwards, \
          it must be typed anew. Signs such as ﷺ are left alone.",
    ar: "في النص أشكال الحروف كما ترد في الكلمة (من U+FB50 إلى U+FDFF ومن U+FE70 إلى U+FEFF) مكان الحروف، كما في نص نُسخ \
          من ملف PDF. وكثير من الخطوط ومحركات البحث لا يعرف إلا الحروف. يكتب `--fix` الحروف؛ فإن كان السطر مرتبًا كما يُرسم \
          لا كما يُقرأ فلا بد من كتابته من جديد. ولا تُمس علامات مثل ﷺ.",
};

pub(super) const SUMMARY_DRAFT: Explanation = Explanation {
    en: "The English summary has `summary_status: draft`: somebody wrote it and nobody has reviewed it. The page says so. \
          When it has been reviewed, take the line out.",
    ar: "للملخص الإنجليزي `summary_status: draft`: كتبه أحد ولم يراجعه أحد، والصفحة تقول ذلك. احذف السطر بعد المراجعة.",
};

pub(super) const SUMMARY_LONG: Explanation = Explanation {
    en: "The English summary has more than 200 words. It stands beside the text for those who cannot read it or have one \
          minute. Keep who met, when and where, and what they agreed on; the rest is in the text.",
    ar: "في الملخص الإنجليزي أكثر من 200 كلمة. وهو بجانب النص لمن لا يقرؤه أو ليس لديه إلا دقيقة. أبقِ من اجتمع ومتى وأين \
          وعلى ماذا اتفقوا؛ والباقي في النص.",
};

pub(super) const SUMMARY_OUTDATED: Explanation = Explanation {
    en: "The text has changed since the English summary was written: another report became the canonical one, or an \
          editor changed it. The summary may say what the text no longer says. Compare the two, and then run `bayan \
          summary accept` with the slug.",
    ar: "تغيّر النص بعد كتابة الملخص الإنجليزي: صار تقرير آخر هو المعتمد، أو غيّره محرر. فقد يقول الملخص ما لم يعد في \
          النص. قارن بينهما ثم شغّل `bayan summary accept` مع اسم البيان في العنوان.",
};

pub(super) const SUMMARY_SHORT: Explanation = Explanation {
    en: "The English summary has fewer than 25 words, which is less than it takes to say who met, when, where and for \
          what. It may have been begun and not finished. Write a paragraph of 60 to 120 words, or mark it with \
          `summary_status: draft`.",
    ar: "في الملخص الإنجليزي أقل من 25 كلمة، ولا يكفي ذلك لذكر من اجتمع ومتى وأين ولماذا. وربما بدأه أحد ولم يتمه. اكتب \
          فقرة من 60 إلى 120 كلمة، أو اكتب معه `summary_status: draft`.",
};

pub(super) const TAG_SPELLING: Explanation = Explanation {
    en: "A tag is spelled in two ways that are read as one, such as الإرهاب and الارهاب, or iraq and Iraq. The pages show \
          the first, so nothing is wrong there, but who looks through the files for one spelling misses the other. \
          Spell it as `site.toml` does, or as the report that is named.",
    ar: "موضوع مكتوب بصورتين تُقرآن واحدة، مثل الإرهاب والارهاب، أو iraq وIraq. تعرض الصفحات الأولى فلا خطأ فيها، لكن من \
          يبحث في الملفات عن إحدى الصورتين تفوته الأخرى. اكتبه كما في `site.toml` أو كما في التقرير المذكور.",
};

pub(super) const UNREACHABLE_LINK: Explanation = Explanation {
    en: "Nobody could say whether a page on another site is there: its host does not exist or did not answer in time, it \
          answers with an error of its own, or the address is one of a private network, which is never asked. Open the \
          page in a browser. It may be there again later. It is found with `--external` only.",
    ar: "تعذر معرفة ما إذا كانت صفحة في موقع آخر موجودة: مضيفها غير موجود أو لم يجب في الوقت، أو أجاب بخطأ عنده، أو كان \
          العنوان من شبكة خاصة فلا يُطلب أبدًا. افتح الصفحة في متصفح؛ وقد تعود لاحقًا. ولا يُكشف ذلك إلا بالخيار \
          `--external`.",
};

pub(super) const UNUSED_TAG: Explanation = Explanation {
    en: "`site.toml` has a tag that no communiqué has: no report names it, and no text has its `words`. It has no page. \
          Add words by which texts speak of it, write it into the `tags` of a report, or take its table out.",
    ar: "في `site.toml` موضوع ليس لأي بيان: لا يسميه تقرير، ولا ترد كلماته `words` في نص، فلا صفحة له. أضف كلمات تدل عليه \
          في النصوص، أو اكتبه في `tags` أحد التقارير، أو احذف جدوله.",
};

pub(super) const ZERO_WIDTH: Explanation = Explanation {
    en: "The text has a character without width: U+200B, U+2060, U+FEFF or a soft hyphen, or a joiner (U+200C, U+200D) in \
          an Arabic word. Nobody sees it, but it parts words for a search, and the same word stands twice in a list. \
          `--fix` takes it out. Persian words keep their joiners.",
    ar: "في النص محرف لا عرض له: U+200B أو U+2060 أو U+FEFF أو واصلة خفية، أو واصل (U+200C وU+200D) في كلمة عربية. لا يراه \
          أحد، لكنه يقطع الكلمة عند البحث، فترد الكلمة الواحدة في القائمة مرتين. يحذفه `--fix`. وتبقى للكلمات الفارسية \
          واصلاتها.",
};
