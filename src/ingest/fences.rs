//! A report's lines → front matter that would go unread: another fence, none at all, or in the wrong place. It reads no fields.

use super::slips::is_field;
use crate::diagnostic::message::Message;
use crate::say;

/// Front matter that nobody would read: its line in the text given, from 1, why, and what to do.
#[derive(Debug)]
pub(super) struct Unread {
    pub line: u32,
    pub message: Message,
    pub hint: Message,
}

/// Looks at what follows the front matter, or at the whole text where `first` says that there was none.
pub(super) fn unread(body: &str, first: bool) -> Option<Unread> {
    head(body, first).or_else(|| further(body, first))
}

/// A line that is meant to close front matter and does not.
pub(super) fn nearly_closes(line: &str) -> bool {
    let text = line.trim();
    let count = text.chars().filter(|c| !c.is_whitespace()).count();
    (2..=80).contains(&count) && text.chars().all(|c| matches!(c, '-' | '–' | '—' | '−' | '=' | '+' | '_' | ' '))
}

/// What the hint says of a fence.
pub(super) fn how_to_fence() -> Message {
    say!(
        "write the line as three hyphens from the first column, `---`, and nothing else",
        "اكتب السطر ثلاث شرطات من أوله `---` لا غير"
    )
}

/// Fields at the very start that stand between other lines than `---`.
fn head(body: &str, first: bool) -> Option<Unread> {
    let mut lines = (1u32..).zip(body.lines()).filter(|(_, line)| !line.trim().is_empty());
    let (line, one) = lines.next()?;
    let two = lines.next().map_or("", |(_, two)| two);
    let unread = |message: Message| Some(Unread { line, message, hint: how_to_fence() });
    if first {
        if let Some(rest) = one.strip_prefix("---")
            && is_field(rest.trim_start())
        {
            return unread(say!("a field stands on the line `---`", "على سطر `---` حقل"));
        }
        let is_fence = nearly_closes(one)
            || matches!(one.trim(), ";;;" | "..." | "***" | "~~~" | "```yaml" | "---yaml" | "---toml");
        if is_fence && (is_field(two) || (one.trim() == "+++" && two.contains('='))) {
            return unread(say!(
                "`{}` does not open front matter, so the fields below it are not read",
                "السطر `{}` لا يفتح ترويسة، فلا تُقرأ الحقول التي تحته",
                one.trim()
            ));
        }
        if one.trim_start().starts_with('{') && [one, two].iter().any(|line| is_json_field(line)) {
            return Some(Unread {
                line,
                message: say!(
                    "the front matter is JSON, so its fields are not read",
                    "الترويسة مكتوبة بصيغة JSON، فلا تُقرأ حقولها"
                ),
                hint: say!(
                    "write one `key: value` a line, between two lines `---`",
                    "اكتب في كل سطر `key: value` واحدًا، بين سطري `---`"
                ),
            });
        }
    }
    if is_field(one) && (is_field(two) || nearly_closes(two)) {
        return Some(Unread {
            line,
            message: if first {
                say!("fields stand here without a line `---` above them", "هنا حقول ليس فوقها سطر `---`")
            } else {
                say!("fields stand below the line that closes the front matter", "حقول تحت السطر الذي يغلق الترويسة")
            },
            hint: say!("put them between two lines `---` at the start of the file", "ضعها بين سطري `---` في أول الملف"),
        });
    }
    None
}

/// Front matter further down: two lines `---` with nothing but fields between them.
fn further(body: &str, first: bool) -> Option<Unread> {
    let mut open: Option<(u32, bool)> = None;
    for (line, text) in (1u32..).zip(body.lines()) {
        if text.trim_end() == "---" {
            if let Some((start, true)) = open {
                return Some(Unread {
                    line: start,
                    message: if first {
                        say!("front matter stands below other text", "الترويسة تحت نص آخر")
                    } else {
                        say!("a second front matter stands here", "هنا ترويسة ثانية")
                    },
                    hint: say!(
                        "front matter opens the file, and each report has a file of its own",
                        "الترويسة أول الملف، ولكل تقرير ملف خاص به"
                    ),
                });
            }
            open = Some((line, false));
        } else if let Some((_, fields)) = &mut open {
            let goes_on = *fields && (text.starts_with([' ', '\t', '#']) || text.trim().is_empty());
            if is_field(text) {
                *fields = true;
            } else if !goes_on {
                open = None;
            }
        }
    }
    None
}

fn is_json_field(line: &str) -> bool {
    line.split('"').nth(1).is_some_and(|key| is_field(&format!("{key}:")))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn other_fences_and_other_places_are_seen() {
        let line = |text: &str| unread(text, true).map(|found| found.line);
        assert_eq!(line("+++\ntitle = \"a\"\n+++\nنص\n"), Some(1));
        assert_eq!(line("\n----\ntitle: a\n---\nنص\n"), Some(2));
        assert_eq!(line("{\n  \"title\": \"a\"\n}\n"), Some(1));
        assert_eq!(line("title: a\ndate: 2021\n\nنص\n"), Some(1));
        assert_eq!(line("نص\n---\ntitle: a\n\ntags:\n  - b\n---\n"), Some(2));
        assert_eq!(unread("نص\n\n---\ndate: 2021\n---\n", false).map(|found| found.line), Some(3));
        assert_eq!(unread("date: 2021\n---\nنص\n", false).map(|found| found.line), Some(1));
    }

    #[test]
    fn rules_and_colons_in_a_text_are_none() {
        for text in
            ["نص\n---\nنص: آخر\n---\n", "----\nنص\n", "المكان: روما\nالتاريخ: اليوم\n", "title: a\nنص\n", "---\n"]
        {
            assert!(unread(text, true).is_none(), "{text}");
        }
    }
}
