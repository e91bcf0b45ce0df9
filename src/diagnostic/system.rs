//! What the operating system says when it refuses → a sentence in both languages. It decides nothing and asks nothing.

use std::io::{self, ErrorKind};

use super::message::Message;
use crate::say;

/// Why it refused. The English sentence is the system's own.
pub fn reason(error: &io::Error) -> Message {
    let ar = match error.kind() {
        ErrorKind::NotFound => "لا يوجد ملف أو مجلد بهذا الاسم",
        ErrorKind::PermissionDenied => "لا يملك المستخدم إذنًا بذلك",
        ErrorKind::StorageFull => "القرص ممتلئ",
        ErrorKind::QuotaExceeded => "استُنفدت الحصة المتاحة من القرص",
        ErrorKind::ReadOnlyFilesystem => "القرص للقراءة فقط",
        ErrorKind::InvalidFilename => "الاسم طويل أو لا يقبله القرص",
        ErrorKind::IsADirectory => "يوجد مجلد في موضع الملف",
        ErrorKind::NotADirectory => "في المسار ملف موضعه موضع مجلد",
        ErrorKind::AlreadyExists => "يوجد شيء بهذا الاسم من قبل",
        _ => return say!("{error}", "«{error}»"),
    };
    Message::new(error.to_string(), ar)
}

/// What to do about it, where that is known.
pub fn remedy(error: &io::Error) -> Option<Message> {
    match error.kind() {
        ErrorKind::PermissionDenied => Some(say!(
            "give the user that runs bayan leave to read and write there",
            "امنح المستخدم الذي يشغّل bayan إذن القراءة والكتابة هناك"
        )),
        ErrorKind::StorageFull | ErrorKind::QuotaExceeded => {
            Some(say!("free some space, then run it again", "أفرغ بعض المساحة ثم أعد التشغيل"))
        }
        ErrorKind::ReadOnlyFilesystem => {
            Some(say!("name a folder on a disk that can be written", "اذكر مجلدًا على قرص تمكن الكتابة فيه"))
        }
        ErrorKind::InvalidFilename => Some(say!(
            "choose a shorter name, or a folder nearer to the root",
            "اختر اسمًا أقصر، أو مجلدًا أقرب إلى الجذر"
        )),
        ErrorKind::NotADirectory | ErrorKind::AlreadyExists | ErrorKind::IsADirectory => {
            Some(say!("move away what stands there, or name another place", "انقل ما في هذا الموضع أو اذكر موضعًا آخر"))
        }
        ErrorKind::NotFound => Some(say!("look whether the path is right", "تحقق من صحة المسار")),
        _ => None,
    }
}
