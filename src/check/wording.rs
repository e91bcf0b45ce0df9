//! Faulty characters → findings, the first of each kind on a line and a few lines of each kind. It finds none itself.

use std::collections::{BTreeMap, BTreeSet};

use super::letters::{Fault, Kind, Repair, Why};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::say;
use crate::text::isolate::{self, quoted};

/// So many lines of a file are named for each kind; who has seen five has seen the pattern, and `--fix` mends them all.
const MOST_LINES: usize = 5;

/// What is said of the faults of one file.
pub fn told(text: &str, path: &str, faults: &[Fault]) -> Vec<Diagnostic> {
    let mut lines: BTreeMap<Code, BTreeMap<u32, (Place, &Fault)>> = BTreeMap::new();
    let mut line = (0usize, 1u32);
    for fault in faults {
        let between = text.get(line.0..fault.at).unwrap_or("").matches('\n').count();
        line = (fault.at, line.1.saturating_add(u32::try_from(between).unwrap_or(u32::MAX)));
        let here = lines.entry(code(fault.kind)).or_default();
        if !here.contains_key(&line.1) {
            let place =
                if here.len() < MOST_LINES { Place::byte(path, text, fault.at) } else { Place::line(path, line.1) };
            here.insert(line.1, (place, fault));
        }
    }
    let mut found = Vec::new();
    for (code, here) in lines {
        let more = here.len().saturating_sub(MOST_LINES);
        let left: BTreeSet<u32> = here.keys().skip(MOST_LINES).copied().collect();
        for (index, (_, (place, fault))) in here.into_iter().take(MOST_LINES).enumerate() {
            let last = (index + 1 == MOST_LINES && more > 0).then_some((more, left.last().copied().unwrap_or(0)));
            found.push(one(code, text, place, fault, last));
        }
    }
    found
}

/// The code of a kind of fault.
pub(super) fn code(kind: Kind) -> Code {
    match kind {
        Kind::Bidi(_) => Code::BidiControl,
        Kind::Presentation => Code::PresentationForm,
        Kind::Persian => Code::PersianLetter,
        Kind::ZeroWidth => Code::ZeroWidth,
        Kind::Hidden => Code::HiddenCharacter,
    }
}

fn one(code: Code, text: &str, place: Place, fault: &Fault, more: Option<(usize, u32)>) -> Diagnostic {
    let c = format!("U+{:04X}", u32::from(fault.c));
    let name = name(fault.c);
    let word = quoted(text.get(fault.word.clone()).unwrap_or(""));
    let shown = fault.c;
    let (en, ar) = match fault.kind {
        Kind::Bidi(isolate::Fault::Override) => (
            format!("{c} {name} forces the order of the characters around it"),
            format!("المحرف {c} يفرض ترتيبًا على ما حوله من محارف"),
        ),
        Kind::Bidi(isolate::Fault::Unpaired) => (
            format!("{c} {name} changes the direction of the text and has no partner on this line"),
            format!("المحرف {c} يغيّر اتجاه النص، ولا قرين له في هذا السطر"),
        ),
        Kind::Presentation => (
            format!("`{shown}` {c} is the shape of a letter, not the letter"),
            format!("المحرف `{shown}` {c} شكل حرف لا الحرف نفسه"),
        ),
        Kind::Persian => (
            format!("`{shown}` {c} {name} is no Arabic letter, but stands in the Arabic word {word}"),
            format!("الحرف `{shown}` {c} ليس من حروف العربية، وهو في الكلمة العربية {word}"),
        ),
        Kind::Hidden => (
            format!("{c} is a character that nobody sees; no page shows it"),
            format!("المحرف {c} لا يراه أحد، ولا تعرضه صفحة"),
        ),
        Kind::ZeroWidth => (format!("{c} {name} stands here, which nobody sees"), format!("هنا محرف لا يراه أحد: {c}")),
    };
    let said = match more {
        Some((lines, last)) => {
            say!(
                "{en}; such characters stand on {lines} more lines, up to line {last}",
                "{ar}؛ ومثله في أسطر أخرى عددها {lines}، آخرها السطر {last}"
            )
        }
        None => say!("{en}", "{ar}"),
    };
    let hint = match &fault.repair {
        Repair::Put(letters) if letters.is_empty() => {
            say!("delete it, or let `bayan check --fix` do it", "احذفه، أو شغّل `bayan check --fix` ليحذفه")
        }
        Repair::Put(letters) => say!(
            "write `{letters}` for it, or let `bayan check --fix` do it",
            "اكتب `{letters}` مكانه، أو شغّل `bayan check --fix` ليكتبه"
        ),
        Repair::Leave(Why::Ambiguous) => say!(
            "type the word anew with an Arabic keyboard: two letters may be meant, so `--fix` leaves it",
            "أعد كتابة الكلمة بلوحة مفاتيح عربية: قد يُقصد به أحد حرفين، فلا يمسه `--fix`"
        ),
        Repair::Leave(Why::VisualOrder) => say!(
            "type the line anew, or copy it from another source: its letters stand in the order in which they are drawn",
            "أعد كتابة السطر أو انسخه من مصدر آخر: حروفه مرتبة كما تُرسم لا كما تُقرأ"
        ),
        Repair::Leave(Why::NoLetters) => say!("type the word anew", "أعد كتابة الكلمة"),
        Repair::Leave(Why::Address) => say!(
            "copy the address or the name anew: `--fix` leaves what is no text",
            "انسخ العنوان أو الاسم من جديد: لا يمس `--fix` ما ليس نصًا"
        ),
    };
    Diagnostic::warning(code, place, said).hint(hint)
}

/// The name of a character in the Unicode Standard.
fn name(c: char) -> &'static str {
    match c {
        '\u{00AD}' => "SOFT HYPHEN",
        '\u{06A9}' => "ARABIC LETTER KEHEH",
        '\u{06BE}' => "ARABIC LETTER HEH DOACHASHMEE",
        '\u{06C0}' => "ARABIC LETTER HEH WITH YEH ABOVE",
        '\u{06C1}' => "ARABIC LETTER HEH GOAL",
        '\u{06CC}' => "ARABIC LETTER FARSI YEH",
        '\u{06D2}' => "ARABIC LETTER YEH BARREE",
        '\u{200B}' => "ZERO WIDTH SPACE",
        '\u{200C}' => "ZERO WIDTH NON-JOINER",
        '\u{200D}' => "ZERO WIDTH JOINER",
        '\u{202A}' => "LEFT-TO-RIGHT EMBEDDING",
        '\u{202B}' => "RIGHT-TO-LEFT EMBEDDING",
        '\u{202C}' => "POP DIRECTIONAL FORMATTING",
        '\u{202D}' => "LEFT-TO-RIGHT OVERRIDE",
        '\u{202E}' => "RIGHT-TO-LEFT OVERRIDE",
        '\u{2060}' => "WORD JOINER",
        '\u{2066}' => "LEFT-TO-RIGHT ISOLATE",
        '\u{2067}' => "RIGHT-TO-LEFT ISOLATE",
        '\u{2068}' => "FIRST STRONG ISOLATE",
        '\u{2069}' => "POP DIRECTIONAL ISOLATE",
        '\u{FEFF}' => "ZERO WIDTH NO-BREAK SPACE",
        _ => "PRESENTATION FORM",
    }
}
