//! What is said of the findings of commands that write into an archive.

use super::Explanation;

pub(super) const NOT_EDITABLE: Explanation = Explanation {
    en: "The value cannot be changed without touching something beside it, so nothing was changed. This happens where a \
         comment stands inside the value, where a key stands twice, where there are YAML anchors or tags, or where the front \
         matter cannot be read at all. Open the file and change the value by hand.",
    ar: "لا يمكن تغيير القيمة من غير المساس بما حولها، فلم يتغير شيء. يحدث هذا إذا كان في داخل القيمة تعليق، أو تكرر المفتاح، \
         أو كان في الترويسة مراسٍ أو وسوم من صيغة YAML، أو تعذّرت قراءة الترويسة كلها. افتح الملف وغيّر القيمة بيدك.",
};

pub(super) const NOT_IMPORTED: Explanation = Explanation {
    en: "The report was read, but its file could not be written into the folder of reports: the disk is full, a permission is \
         missing, or another program made a file of that name at the same moment. No file of yours was changed. Mend what is \
         in the way and import the report again.",
    ar: "قُرئ التقرير لكن تعذّرت كتابة ملفه في مجلد التقارير: امتلأ القرص، أو لا إذن بالكتابة، أو أنشأ برنامج آخر ملفًا بهذا الاسم \
         في اللحظة نفسها. لم يتغير أي ملف من ملفاتك. أزل العائق ثم استورد التقرير مرة أخرى.",
};
