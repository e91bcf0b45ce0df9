//! What is said of the findings of commands that start an archive. It is text alone; the codes stand in `codes.rs`.

use super::Explanation;

pub(super) const BAD_ARGUMENT: Explanation = Explanation {
    en: "A word on the command line is not understood: an option that does not exist, a value that it does not take, a \
          word too many or one that is missing. Nothing was done. Add `--help` behind the command to see what can be \
          typed.",
    ar: "كلمة في سطر الأوامر غير مفهومة: خيار غير موجود، أو قيمة لا يقبلها، أو كلمة زائدة أو ناقصة. لم يُفعل شيء. أضف \
          `--help` بعد الأمر لترى ما يمكن كتابته.",
};

pub(super) const FILE_EXISTS: Explanation = Explanation {
    en: "`bayan theme eject` and `bayan init` never write over a file. Each file that is in the way is named, and \
          nothing was written. If you want the program's own file, move yours away first; if you want the other \
          folder only, name it: `bayan theme eject static`.",
    ar: "لا يكتب `bayan theme eject` ولا `bayan init` فوق ملف موجود. كل ملف يعترض الطريق مذكور هنا، ولم يُكتب شيء. \
          إن أردت ملف البرنامج فانقل ملفك أولًا، وإن أردت المجلد الآخر وحده فسمِّه: `bayan theme eject static`.",
};

pub(super) const NOT_EMPTY: Explanation = Explanation {
    en: "`bayan init` starts an archive only in a folder that is new or empty, so that it can write over nothing; \
          only `.git` may be there already. Name another folder, or move away what is in this one.",
    ar: "لا يبدأ `bayan init` أرشيفًا إلا في مجلد جديد أو فارغ، كيلا يكتب فوق شيء؛ ولا يجوز أن يكون فيه من قبل إلا \
          `.git`. سمِّ مجلدًا آخر، أو انقل ما في هذا المجلد.",
};

pub(super) const UNKNOWN_COMMAND: Explanation = Explanation {
    en: "A command was typed, or its manual page asked for, that does not exist. `bayan --help` lists the commands; a command below another is named after it, as in `bayan man theme eject`.",
    ar: "كُتب أمر غير موجود، أو طُلبت صفحة دليله. يسرد `bayan --help` الأوامر، ويُكتب الأمر الفرعي بعد أمره، \
          مثل `bayan man theme eject`.",
};
