//! A value → the YAML that reads as it, in the manner of the one that it replaces. Whether it does is tried with the parser, not reasoned.

use granit_parser::ScalarStyle;

use super::tree::{self, Value};

/// Words that YAML 1.1 or 1.2 takes for something else than a text.
const WORDS: [&str; 9] = ["null", "~", "true", "false", "yes", "no", "on", "off", "nan"];

/// A text on one line: as it is where that is safe, else in quotes, those of `style` first.
pub(super) fn inline(text: &str, style: Option<ScalarStyle>, flow: bool) -> String {
    let quoted = match style {
        Some(ScalarStyle::SingleQuoted) => Some(format!("'{}'", text.replace('\'', "''"))),
        Some(ScalarStyle::DoubleQuoted) => Some(double(text)),
        _ => None,
    };
    let plain = Some(text.to_owned()).filter(|_| !is_special(text));
    let wanted = quoted.or(plain).filter(|candidate| !candidate.contains(['\n', '\r']));
    wanted.filter(|candidate| reads_as(candidate, text, flow)).unwrap_or_else(|| double(text))
}

/// A list on one line.
pub(super) fn list(items: &[String]) -> String {
    let items: Vec<String> = items.iter().map(|item| inline(item, None, true)).collect();
    format!("[{}]", items.join(", "))
}

/// A text as lines of its own, each indented by so many spaces; none where lines could not say it.
pub(super) fn lines(text: &str, indent: usize, eol: &str) -> Option<String> {
    let text = text.trim_end();
    if text.is_empty() || text.starts_with(char::is_whitespace) || text.chars().any(|c| is_control(c) && c != '\n') {
        return None;
    }
    let mut out = String::from("|");
    for line in text.split('\n') {
        out.push_str(eol);
        if !line.trim().is_empty() {
            out.extend(std::iter::repeat_n(' ', indent));
            out.push_str(line.trim_end());
        }
    }
    Some(out)
}

/// Whether a plain word would be read as a number, a truth value or nothing.
fn is_special(text: &str) -> bool {
    text.is_empty() || WORDS.iter().any(|word| text.eq_ignore_ascii_case(word)) || text.parse::<f64>().is_ok()
}

fn reads_as(written: &str, text: &str, flow: bool) -> bool {
    let yaml = if flow { format!("k: [{written}, {{ a: {written} }}]\n") } else { format!("k: {written}\n") };
    let Ok(read) = tree::read(&yaml) else { return false };
    let Some(node) = read.root.as_ref().and_then(|root| root.at(&["k"])) else { return false };
    let is = |value: &Value| matches!(value, Value::Scalar { text: read, .. } if read == text);
    match (&node.value, flow) {
        (Value::List { items, .. }, true) => match items.as_slice() {
            [one, map] => is(&one.value) && map.at(&["a"]).is_some_and(|inner| is(&inner.value)),
            _ => false,
        },
        (value, _) => read.comments.is_empty() && is(value),
    }
}

fn double(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        match c {
            '"' | '\\' => out.extend(['\\', c]),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            c if is_control(c) => out.push_str(&format!("\\u{:04x}", u32::from(c))),
            c => out.push(c),
        }
    }
    out.push('"');
    out
}

/// What cannot stand in a line as it is: controls, and what other programs take for a line's end or a file's beginning.
fn is_control(c: char) -> bool {
    c.is_control() || matches!(c, '\u{2028}' | '\u{2029}' | '\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;
    use proptest::prelude::*;

    #[test]
    fn quotes_come_only_where_they_are_needed() {
        assert_eq!(inline("بيان روما", None, false), "بيان روما");
        assert_eq!(inline("a: b", None, false), "\"a: b\"");
        assert_eq!(inline("a, b", None, false), "a, b");
        assert_eq!(inline("a, b", None, true), "\"a, b\"");
        assert_eq!(inline("it's", Some(ScalarStyle::SingleQuoted), false), "'it''s'");
        assert_eq!(inline("2019", None, false), "\"2019\"");
        assert_eq!(inline("yes", None, false), "\"yes\"");
        assert_eq!(inline("2019-02-06", None, false), "2019-02-06");
        assert_eq!(inline("a # b", None, false), "\"a # b\"");
        assert_eq!(list(&["iraq".into(), "a]".into()]), "[iraq, \"a]\"]");
        assert_eq!(lines("One.\n\nTwo.\n", 2, "\r\n").unwrap(), "|\r\n  One.\r\n\r\n  Two.");
    }

    proptest! {
        #[test]
        fn what_is_written_reads_as_it_was_meant(text in "[a-z:#\\-'\"\\[\\]{},&*!|>%@`\\\\ \\n\\t٠-٩ء-ي«»،؛\u{202e}]{0,20}", flow: bool) {
            for style in [None, Some(ScalarStyle::SingleQuoted), Some(ScalarStyle::DoubleQuoted)] {
                let written = inline(&text, style, flow);
                prop_assert!(reads_as(&written, &text, flow), "{written}");
            }
        }
    }
}
