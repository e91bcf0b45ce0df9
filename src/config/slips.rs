//! What the TOML parser says of a text that is no TOML → the slip behind it, at the character to change. It reads no values.

use crate::diagnostic::message::Message;
use crate::say;

/// A slip: the byte where it is, what it is, and what to do.
#[derive(Debug)]
pub(crate) struct Slip {
    /// 0-based, in the text.
    pub(crate) at: usize,
    /// What is wrong.
    pub(crate) message: Message,
    /// What to do.
    pub(crate) hint: Message,
}

/// The slip behind an error, or behind an earlier one of the same text: the parser reads on, and names the last first.
pub(crate) fn find(text: &str, error: &toml::de::Error) -> Slip {
    let (_, errors) = toml::de::DeTable::parse_recoverable(text);
    let first = errors.iter().min_by_key(|error| error.span().map_or(usize::MAX, |span| span.start)).unwrap_or(error);
    let start = first.span().map_or(0, |span| span.start);
    read(text, first.message(), start)
}

fn read(text: &str, words: &str, start: usize) -> Slip {
    let (before, rest) = text.split_at_checked(start).unwrap_or((text, ""));
    let line_start = before.rfind('\n').map_or(0, |end| end + 1);
    let line_before = before.get(line_start..).unwrap_or("");
    let slip = |at: usize, (message, hint): (Message, Message)| Slip { at, message, hint };
    if let Some(open) = left_open(text, start, words) {
        return slip(open, unclosed_list());
    }
    match words {
        words if words.starts_with("duplicate key") => slip(
            start,
            (
                say!("the same key or table stands twice", "المفتاح أو الجدول مكتوب مرتين"),
                say!("keep one of them", "أبقِ واحدًا منهما"),
            ),
        ),
        words if words.starts_with("cannot extend") || words.starts_with("dotted key") => slip(
            start,
            (
                say!("this table is already written above in another way", "هذا الجدول مكتوب فوق بطريقة أخرى"),
                say!("keep all its keys in one place", "اجمع مفاتيحه كلها في موضع واحد"),
            ),
        ),
        words if words.contains("multi-line") => {
            let open = ["\"\"\"", "'''"].iter().filter_map(|mark| before.rfind(mark)).max();
            slip(open.unwrap_or(start), unclosed_quote())
        }
        words if words.starts_with("invalid basic string") || words.starts_with("invalid literal string") => {
            match rest.chars().next().filter(|c| c.is_control() && !matches!(c, '\n' | '\r')) {
                Some(c) => slip(
                    start,
                    (
                        say!(
                            "an invisible control character stands here: U+{:04X}",
                            "هنا محرف تحكم خفي: U+{:04X}",
                            u32::from(c)
                        ),
                        say!("delete it", "احذفه"),
                    ),
                ),
                None => slip(start, unclosed_quote()),
            }
        }
        words if words.contains("escape") || words.contains("unicode") => slip(
            line_before.rfind('\\').map_or(start, |at| line_start + at),
            (
                say!(
                    "a backslash in double quotes begins a sign that is not known",
                    "شرطة مائلة `\\` بين علامتي تنصيص تبدأ رمزًا غير معروف"
                ),
                say!(
                    "write it twice, `\\\\`, or use single quotes",
                    "اكتبها مرتين `\\\\` أو استعمل علامتي تنصيص مفردتين"
                ),
            ),
        ),
        words
            if words.starts_with("key with no value")
                || (words.starts_with("invalid unquoted key") && !rest.starts_with('[')) =>
        {
            no_value(text, start, line_start, line_before).unwrap_or_else(|| slip(start, other(words, rest)))
        }
        _ => slip(start, other(words, rest)),
    }
}

/// A line on which no `=` stands behind the key: a colon in its place, a note, or no key at all.
fn no_value(text: &str, start: usize, line_start: usize, line_before: &str) -> Option<Slip> {
    let line = text.get(line_start..)?.lines().next().unwrap_or("");
    let indent = line.len() - line.trim_start().len();
    let hint = say!("write it as `key = \"value\"`", "اكتبه هكذا: `key = \"value\"`");
    if line.trim_start().starts_with("//") {
        return Some(Slip {
            at: line_start + indent,
            message: say!("a note begins with `#` here", "تبدأ الملاحظة هنا بـ `#`"),
            hint: say!("write `#` in place of `//`", "اكتب `#` مكان `//`"),
        });
    }
    let before = line_before.trim_end();
    let colon = match text.get(start..)?.starts_with(':') {
        true => Some(start),
        false => before.strip_suffix(':').map(|key| line_start + key.len()),
    };
    if let Some(at) = colon.filter(|_| !before.is_empty() && !line.contains('=')) {
        return Some(Slip {
            at, message: say!("a colon stands in place of `=`", "كُتبت نقطتان موضع `=`"), hint
        });
    }
    if line.contains('=') && text.get(start..)?.starts_with(|c: char| !c.is_ascii()) {
        return None;
    }
    let is_prose = !line.contains(['=', '"', '\'']);
    Some(Slip {
        at: if is_prose { line_start + indent } else { start },
        message: say!("`=` is missing between a key and its value", "تنقص `=` بين المفتاح وقيمته"),
        hint,
    })
}

fn unclosed_quote() -> (Message, Message) {
    (
        say!("a quotation mark is not closed", "علامة تنصيص لم تُغلق"),
        say!("put `\"` at the end of the text, on the same line", "ضع `\"` في آخر النص على السطر نفسه"),
    )
}

fn unclosed_list() -> (Message, Message) {
    (
        say!("a bracket is not closed", "قوس لم يُغلق"),
        say!("add `]` or `}}` at the end of the value", "أضف `]` أو `}}` في آخر القيمة"),
    )
}

fn other(words: &str, rest: &str) -> (Message, Message) {
    let quoted = say!(
        "write it as `key = \"value\"`, with straight quotes",
        "اكتبه هكذا: `key = \"value\"` بعلامتي تنصيص مستقيمتين"
    );
    let number = say!(
        "write numbers in Latin digits, as `41.9`, and dates in quotes",
        "اكتب الأعداد بأرقام لاتينية مثل `41.9`، والتواريخ بين علامتي تنصيص"
    );
    let key = say!(
        "a key has Latin letters, digits, `-` and `_`, and no spaces",
        "المفتاح بحروف لاتينية وأرقام و`-` و`_` بلا مسافات"
    );
    let sign = rest.chars().next().unwrap_or('\n');
    let known: [(&str, Message, Message); 13] = [
        (
            "string values must be quoted",
            if matches!(sign, '“' | '”' | '„' | '«' | '‘' | '’') {
                say!("a quotation mark of another form stands here", "علامة التنصيص هنا بشكل آخر")
            } else if matches!(sign, '\n' | '\r' | '#') {
                say!("the value behind `=` is missing", "تنقص القيمة بعد `=`")
            } else if sign.is_numeric() {
                say!("a number is not in Latin digits", "عدد ليس بالأرقام اللاتينية")
            } else {
                say!("a text stands without quotes", "نص بلا علامتي تنصيص")
            },
            quoted.clone(),
        ),
        ("missing value", say!("the value behind `=` is missing", "تنقص القيمة بعد `=`"), quoted.clone()),
        (
            "missing comma",
            if sign == '،' {
                say!("an Arabic comma `،` stands in place of a Latin one", "كُتبت فاصلة عربية `،` موضع الفاصلة اللاتينية")
            } else {
                say!("a comma is missing between two items", "تنقص فاصلة بين عنصرين")
            },
            say!("write `,` between one item and the next", "اكتب `,` بين كل عنصر والذي يليه"),
        ),
        (
            "unexpected key or value",
            say!("something stands on the line behind the value", "في السطر زيادة بعد القيمة"),
            say!(
                "begin a new line, or take it out; a note begins with `#`",
                "ابدأ سطرًا جديدًا أو احذفه؛ وتبدأ الملاحظة بـ `#`"
            ),
        ),
        (
            "unclosed",
            say!("a bracket is not closed", "قوس لم يُغلق"),
            say!("close the table's name as it is opened", "أغلق اسم الجدول كما فُتح"),
        ),
        ("invalid unquoted key", say!("a key has a letter that is not allowed", "في المفتاح حرف لا يُقبل"), key.clone()),
        ("unquoted keys cannot be empty", say!("a key is missing", "مفتاح ناقص"), key.clone()),
        ("invalid key-value pair", say!("a key is expected here", "المنتظر هنا مفتاح"), key),
        ("invalid date", say!("there is no such date", "لا يوجد تاريخ كهذا"), number.clone()),
        (
            "invalid boolean",
            say!("`true` and `false` are written in small letters", "تُكتب `true` و`false` بحروف صغيرة"),
            say!("write `true` or `false`", "اكتب `true` أو `false`"),
        ),
        ("invalid", say!("this is not a number", "ليس هذا عددًا"), number.clone()),
        ("unexpected leading zero", say!("a number begins with a zero too many", "في أول العدد صفر زائد"), number),
        (
            "carriage return",
            say!("the file's lines end in a way that is not known", "تنتهي أسطر الملف بعلامة غير معروفة"),
            say!("save it with line ends of Unix or Windows", "احفظه بنهايات أسطر يونكس أو ويندوز"),
        ),
    ];
    let found = known.into_iter().find(|(start, ..)| words.starts_with(start));
    found.map_or_else(
        || {
            let flat: Vec<&str> = words.lines().collect();
            let flat = flat.join("; ");
            (say!("the file cannot be read here: «{flat}»", "لا يُقرأ الملف من هنا: «{flat}»"), quoted)
        },
        |(_, message, hint)| (message, hint),
    )
}

/// The bracket that a value of an earlier line left open, where the error stands at a line that begins something new.
fn left_open(text: &str, error: usize, words: &str) -> Option<usize> {
    if !words.starts_with("missing comma") && !words.starts_with("unclosed") && !words.starts_with("invalid") {
        return None;
    }
    let mut open: Vec<usize> = Vec::new();
    let (mut quote, mut escaped, mut note, mut value) = (None, false, false, false);
    for (at, c) in text.char_indices().take_while(|(at, _)| *at < error) {
        match (quote, c) {
            (_, '\n') => {
                (quote, note) = (None, false);
                value = !open.is_empty();
            }
            _ if note => {}
            (Some(_), _) if escaped => escaped = false,
            (Some('"'), '\\') => escaped = true,
            (Some(mark), c) if c == mark => quote = None,
            (Some(_), _) => {}
            (None, '#') => note = true,
            (None, '"' | '\'') => quote = Some(c),
            (None, '=') => value = true,
            (None, '[' | '{') if value => open.push(at),
            (None, ']' | '}') if value => drop(open.pop()),
            _ => {}
        }
    }
    let bracket = *open.last()?;
    let between = text.get(bracket..error)?;
    (between.contains('\n') && between.rsplit('\n').next()?.trim().is_empty()).then_some(bracket)
}
