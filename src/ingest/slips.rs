//! What the YAML reader says of a text that is no YAML → the slip behind it, at the character to change. It reads no values.

use super::open::{At, up_to};
use crate::diagnostic::message::Message;
use crate::say;

/// Every field, to tell a field's line from a line of text; those of `source` stand behind.
const FIELDS: [&str; 18] = [
    "title",
    "title_en",
    "date",
    "meeting",
    "tags",
    "source",
    "summary_en",
    "summary_status",
    "summary_of",
    "slug",
    "aliases",
    "draft",
    "copy_of",
    "not_copy_of",
    "outlet",
    "url",
    "published",
    "retold",
];

/// A slip: where it is, what it is, and what to do.
#[derive(Debug)]
pub(super) struct Slip {
    pub at: At,
    pub message: Message,
    pub hint: Message,
}

/// What the reader stumbled over, and where.
#[derive(Clone, Copy)]
struct Stumble<'a> {
    yaml: &'a str,
    words: &'a str,
    at: At,
}

type Reading = fn(Stumble<'_>) -> Slip;

/// What is behind the reader's words, by their beginning.
const READINGS: [(&str, Reading); 30] = [
    ("mapping values are not allowed", colon),
    ("simple key expect", no_colon),
    ("illegal placement of ':'", bracket),
    ("while parsing a flow", bracket),
    ("unexpected EOF while parsing an implicit flow mapping", comma),
    ("unclosed bracket", unclosed_bracket),
    ("mismatched bracket", other_bracket),
    ("misplaced bracket", closing_bracket),
    ("unclosed quote", unclosed_quote),
    ("invalid indentation in multiline quoted", unclosed_quote),
    ("while scanning a quoted scalar", unclosed_quote),
    ("invalid trailing content", behind_quote),
    ("while parsing a quoted scalar", backslash),
    ("tabs disallowed", tab),
    ("while scanning a plain scalar, found a tab", tab),
    ("unexpected character", sign),
    ("block sequence entries are not allowed", sign),
    ("mapping keys are not allowed", sign),
    ("alias references", sign),
    ("while scanning an anchor or alias", sign),
    ("while scanning a tag", sign),
    ("while parsing a tag", sign),
    ("unsupported tag", sign),
    ("budget breached: Anchors", sign),
    ("unexpected EOF while parsing a block mapping", sign),
    ("comments must be separated", glued_note),
    ("while parsing a block mapping", out_of_line),
    ("did not find expected <document start>", document_start),
    ("missing explicit document end", percent),
    ("while scanning a block scalar", block),
];

/// The slip behind the reader's words at a place.
pub(super) fn find(yaml: &str, words: &str, at: At) -> Slip {
    let stumble = Stumble { yaml, words, at };
    match READINGS.iter().find(|(start, _)| words.starts_with(start)) {
        Some((_, reading)) => reading(stumble),
        None if words.starts_with("budget breached: Documents") => stumble.slip(
            at,
            say!("a line `---` begins a second part", "سطر `---` يبدأ قسمًا ثانيًا"),
            say!("keep one front matter, between one line `---` and the next", "أبقِ ترويسة واحدة بين سطري `---`"),
        ),
        None if words.starts_with("budget breached") => stumble.slip(
            at,
            say!(
                "the front matter is larger or deeper than that of a report",
                "الترويسة أكبر أو أعمق من أن تكون ترويسة تقرير"
            ),
            say!("keep the fields, and leave the rest out", "أبقِ الحقول واحذف ما سواها"),
        ),
        None => stumble.slip(
            at,
            say!("the front matter cannot be read: «{words}»", "لا تُقرأ الترويسة: «{words}»"),
            say!(
                "write one `key: value` a line; put a value that has a colon in double quotes",
                "اكتب في كل سطر `key: value` واحدًا؛ وضع القيمة التي فيها نقطتان بين علامتي تنصيص مزدوجتين"
            ),
        ),
    }
}

/// Whether a line is a field of front matter, however its sign is written.
pub(super) fn is_field(line: &str) -> bool {
    let end = line.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(line.len());
    let (field, rest) = line.split_at_checked(end).unwrap_or((line, ""));
    FIELDS.contains(&field) && rest.trim_start().starts_with([':', '='])
}

/// A line that stands where fields are expected and that nearly is one: no space behind the colon, or another sign for it.
pub(super) fn nearly_a_field(yaml: &str, at: At) -> Option<Slip> {
    let line = yaml.lines().nth(at.line.checked_sub(1)?)?;
    let text = line.trim_start();
    let end = text.find(|c: char| !(c.is_ascii_alphanumeric() || c == '_')).unwrap_or(text.len());
    let (field, rest) = text.split_at_checked(end)?;
    let sign = rest.trim_start().chars().next()?;
    if !FIELDS.contains(&field) {
        return None;
    }
    let place = At { line: at.line, column: line.chars().count() - text.chars().count() + 1 };
    let hint = say!("write it as `{field}: …`", "اكتبه هكذا: `{field}: …`");
    let message = match sign {
        ':' if rest.starts_with(':') && !rest.trim_start_matches(':').starts_with([' ', '\t']) => {
            say!("a space is missing behind `{field}:`", "تنقص مسافة بعد `{field}:`")
        }
        '=' | '：' | '؛' | ';' | '،' => {
            say!("`{sign}` stands behind `{field}` in place of a colon", "كُتبت `{sign}` بعد `{field}` موضع النقطتين")
        }
        _ => return None,
    };
    Some(Slip { at: place, message, hint })
}

impl<'a> Stumble<'a> {
    fn slip(self, at: At, message: Message, hint: Message) -> Slip {
        Slip { at, message, hint }
    }

    fn here(self, message: Message, hint: Message) -> Slip {
        self.slip(self.at, message, hint)
    }

    fn line(self, line: usize) -> &'a str {
        line.checked_sub(1).and_then(|line| self.yaml.lines().nth(line)).unwrap_or("")
    }

    /// The first character of a line that is no white space.
    fn start_of(self, line: usize) -> At {
        let text = self.line(line);
        At { line, column: text.chars().count() - text.trim_start().chars().count() + 1 }
    }

    /// The last of these signs on the line, up to the place.
    fn back_to(self, signs: &str) -> Option<(At, char)> {
        let text = (1..).zip(self.line(self.at.line).chars()).take_while(|(column, _)| *column <= self.at.column);
        let last = text.filter(|(_, c)| signs.contains(*c)).last()?;
        Some((At { column: last.0, ..self.at }, last.1))
    }
}

fn quotes() -> Message {
    say!("put the whole value in double quotes", "ضع القيمة كلها بين علامتي تنصيص مزدوجتين")
}

fn colon(stumble: Stumble<'_>) -> Slip {
    let start = stumble.start_of(stumble.at.line);
    let before: String = stumble.line(start.line).chars().take(stumble.at.column - 1).collect();
    let field = before.trim();
    if start.column > 1 && FIELDS.contains(&field) {
        return stumble.slip(
            start,
            say!("`{field}` is indented further than the field above it", "سطر `{field}` مُزاح أكثر من الحقل الذي فوقه"),
            say!(
                "begin every field in the first column, and those of `source` two spaces in",
                "ابدأ كل حقل من أول السطر، وحقول `source` بعد مسافتين"
            ),
        );
    }
    if let Some(slip) = (1..stumble.at.line).rev().take(1).find_map(|line| {
        let above = At { line, column: 1 };
        nearly_a_field(stumble.yaml, above)
    }) {
        return slip;
    }
    stumble.here(say!("a value has a colon and no quotes", "في القيمة نقطتان وليست بين علامتي تنصيص"), quotes())
}

fn no_colon(stumble: Stumble<'_>) -> Slip {
    nearly_a_field(stumble.yaml, stumble.at).unwrap_or_else(|| {
        stumble.here(
            say!("a line has no colon between a field and its value", "سطر بلا نقطتين بين الحقل وقيمته"),
            say!(
                "write it as `key: value`; a text of several lines is indented below `key: |`; the report's text stands below the second line `---`",
                "اكتبه هكذا: `key: value`؛ والنص المتعدد الأسطر يُزاح تحت `key: |`؛ ونص التقرير موضعه تحت سطر `---` الثاني"
            ),
        )
    })
}

/// A bracket that an earlier line left open, or what is wrong between two brackets.
fn bracket(stumble: Stumble<'_>) -> Slip {
    match up_to(stumble.yaml, stumble.at).brackets.last() {
        Some(open) if open.line < stumble.at.line => unclosed_bracket(Stumble { at: *open, ..stumble }),
        _ => comma(stumble),
    }
}

fn comma(stumble: Stumble<'_>) -> Slip {
    stumble.here(
        say!("a comma is missing or too many between brackets", "فاصلة ناقصة أو زائدة بين القوسين"),
        say!(
            "put one comma `,` between one item and the next, as in `[iraq, syria]`",
            "ضع فاصلة واحدة `,` بين كل عنصر والذي يليه، مثل `[iraq, syria]`"
        ),
    )
}

fn unclosed_bracket(stumble: Stumble<'_>) -> Slip {
    stumble.here(
        say!("a bracket is not closed", "قوس لم يُغلق"),
        say!("add `]` or `}}` at the end of the value", "أضف `]` أو `}}` في آخر القيمة"),
    )
}

fn other_bracket(stumble: Stumble<'_>) -> Slip {
    stumble.here(
        say!("a bracket is closed by one of another kind", "قوس أُغلق بقوس من نوع آخر"),
        say!("close `[` with `]`, and `{{` with `}}`", "أغلق `[` بـ `]` و`{{` بـ `}}`"),
    )
}

fn closing_bracket(stumble: Stumble<'_>) -> Slip {
    stumble.here(
        say!("a bracket is closed that was not opened", "قوس أُغلق ولم يُفتح"),
        say!(
            "take it out, or put the whole value in double quotes",
            "احذفه، أو ضع القيمة كلها بين علامتي تنصيص مزدوجتين"
        ),
    )
}

fn unclosed_quote(stumble: Stumble<'_>) -> Slip {
    stumble.here(
        say!("a quotation mark is not closed", "علامة تنصيص لم تُغلق"),
        say!("put the same mark at the end of the value", "ضع العلامة نفسها في آخر القيمة"),
    )
}

/// Text behind a closing mark; if the mark closed what an earlier line opened, that line lacks its own.
fn behind_quote(stumble: Stumble<'_>) -> Slip {
    match up_to(stumble.yaml, stumble.at).closed {
        Some(open) if open.line < stumble.at.line => unclosed_quote(Stumble { at: open, ..stumble }),
        _ => stumble.here(
            say!("text stands behind the closing quotation mark", "بعد علامة التنصيص الأخيرة نص زائد"),
            say!(
                "put the whole value in double quotes; for quotation marks inside it write « and »",
                "ضع القيمة كلها بين علامتي تنصيص مزدوجتين؛ واكتب للتنصيص داخلها « و»"
            ),
        ),
    }
}

/// The first backslash from the place on that begins nothing YAML knows.
fn backslash(stumble: Stumble<'_>) -> Slip {
    let mut at = stumble.at;
    'lines: for (line, text) in (1..).zip(stumble.yaml.lines()).skip(stumble.at.line - 1) {
        let from = if line == stumble.at.line { stumble.at.column - 1 } else { 0 };
        let mut chars = (1..).zip(text.chars()).skip(from);
        while let Some((column, c)) = chars.next() {
            if c != '\\' {
                continue;
            }
            let digits = match chars.next().map_or('\n', |(_, next)| next) {
                'x' => 2,
                'u' => 4,
                'U' => 8,
                next if "0abtnvfre \t\n\"/\\N_LP".contains(next) => 0,
                _ => {
                    at = At { line, column };
                    break 'lines;
                }
            };
            let code: String = chars.by_ref().take(digits).map(|(_, digit)| digit).collect();
            let known = u32::from_str_radix(&code, 16).ok().and_then(char::from_u32).is_some();
            if digits > 0 && (code.len() != digits || !known) {
                at = At { line, column };
                break 'lines;
            }
        }
    }
    stumble.slip(
        at,
        say!(
            "a backslash in double quotes begins a sign that is not known",
            "شرطة مائلة `\\` بين علامتي تنصيص مزدوجتين تبدأ رمزًا غير معروف"
        ),
        say!("write it twice, `\\\\`, or use single quotes", "اكتبها مرتين `\\\\` أو استعمل علامتي تنصيص مفردتين"),
    )
}

/// The first tab in the white space of the line, or of the next where the reader stopped at a line's end.
fn tab(stumble: Stumble<'_>) -> Slip {
    let tab = (stumble.at.line..=stumble.at.line + 1).find_map(|line| {
        let indent = stumble.line(line).chars().take_while(|c| c.is_whitespace());
        (1..).zip(indent).find(|(_, c)| *c == '\t').map(|(column, _)| At { line, column })
    });
    stumble.slip(
        tab.unwrap_or(stumble.at),
        say!("a line begins with a tab", "في أول السطر علامة جدولة"),
        say!("put spaces in its place", "ضع مسافات مكانها"),
    )
}

/// A value that begins with a sign of YAML's own, or a control character in it.
fn sign(stumble: Stumble<'_>) -> Slip {
    let rest = (1..).zip(stumble.line(stumble.at.line).chars()).skip(stumble.at.column - 1);
    if let Some((column, c)) = rest.clone().find(|(_, c)| c.is_control() && *c != '\t') {
        return stumble.slip(
            At { column, ..stumble.at },
            say!("an invisible control character stands here: U+{:04X}", "هنا محرف تحكم خفي: U+{:04X}", u32::from(c)),
            say!("delete it", "احذفه"),
        );
    }
    let signs = match stumble.words {
        words if words.contains("Anchors") || words.contains("anchor or alias") => "&*",
        words if words.contains("tag") => "!",
        _ => "",
    };
    let back = stumble.back_to(signs).map(|(mut at, c)| {
        // A tag of YAML's own begins with two.
        let before = at.column.checked_sub(2).and_then(|index| stumble.line(at.line).chars().nth(index));
        at.column -= usize::from(c == '!' && before == Some('!'));
        (at, c)
    });
    let (at, c) = back.unwrap_or_else(|| (stumble.at, rest.clone().next().map_or(' ', |(_, c)| c)));
    stumble.slip(
        at,
        say!("a value begins with `{c}`, which is a sign of YAML", "تبدأ القيمة بـ `{c}`، وهي علامة من علامات YAML"),
        quotes(),
    )
}

fn glued_note(stumble: Stumble<'_>) -> Slip {
    stumble.here(
        say!("`#` begins a note, and no space stands before it", "تبدأ `#` ملاحظة وليست قبلها مسافة"),
        say!("put a space before it", "ضع قبلها مسافة"),
    )
}

/// Text behind a closing bracket, or a line whose indentation is neither that of the fields above nor of what is in them.
fn out_of_line(stumble: Stumble<'_>) -> Slip {
    let before: String = stumble.line(stumble.at.line).chars().take(stumble.at.column - 1).collect();
    if before.trim_end().ends_with([']', '}']) {
        return stumble.here(
            say!("text stands behind the closing bracket", "بعد القوس الأخير نص زائد"),
            say!(
                "take it into the brackets, or put the whole value in double quotes",
                "أدخله بين القوسين، أو ضع القيمة كلها بين علامتي تنصيص مزدوجتين"
            ),
        );
    }
    stumble.here(
        say!("a line is not in line with those above it", "سطر لا يحاذي ما فوقه"),
        say!(
            "begin every field in the first column, and indent what belongs to a field by two spaces",
            "ابدأ كل حقل من أول السطر، وأزح ما يتبع الحقل بمسافتين"
        ),
    )
}

fn document_start(stumble: Stumble<'_>) -> Slip {
    let first = stumble.yaml.lines().position(|line| !line.trim().is_empty() && !line.trim_start().starts_with('#'));
    match first.map(|index| index + 1) {
        Some(line) if stumble.line(line).starts_with('%') => percent(Stumble { at: At { line, column: 1 }, ..stumble }),
        _ => out_of_line(stumble),
    }
}

fn percent(stumble: Stumble<'_>) -> Slip {
    stumble.here(
        say!("a line begins with `%`, which is a sign of YAML", "يبدأ السطر بـ `%`، وهي علامة من علامات YAML"),
        say!("take the line out", "احذف السطر"),
    )
}

fn block(stumble: Stumble<'_>) -> Slip {
    stumble.here(
        say!("text stands on the line of `|` or `>`", "على سطر `|` أو `>` نص زائد"),
        say!("begin the text on the next line, indented by two spaces", "ابدأ النص في السطر التالي بعد مسافتين"),
    )
}
