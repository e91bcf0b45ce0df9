//! Bidirectional isolation: a value put into a line keeps its own order, and the line keeps its order around it. Markup isolates with `<bdi>`; this is for plain text.
//!
//! Source: Unicode Standard Annex 9 (UAX #9), section 2.4, explicit directional isolates.

use super::hidden::is_hidden;
use crate::lang::Lang;

/// U+2068 FIRST STRONG ISOLATE
pub const FSI: char = '\u{2068}';
/// U+2067 RIGHT-TO-LEFT ISOLATE
const RLI: char = '\u{2067}';
/// U+2069 POP DIRECTIONAL ISOLATE
pub const PDI: char = '\u{2069}';

/// The value between FIRST STRONG ISOLATE and POP DIRECTIONAL ISOLATE.
pub fn isolated(value: &str) -> String {
    format!("{FSI}{value}{PDI}")
}

/// The value in backquotes for a message, on one line, isolated where it holds right-to-left letters, and cut after 60
/// characters. What a terminal obeys is written out, so that nothing in the value ends its isolation.
pub fn quoted(value: &str) -> String {
    let mut short = String::new();
    value.chars().take(60).for_each(|c| put(c, &mut short));
    if value.chars().nth(60).is_some() {
        short.push('…');
    }
    if short.chars().any(is_right_to_left) { format!("`{FSI}{short}{PDI}`") } else { format!("`{short}`") }
}

/// The text with every character written out that a terminal obeys or that nobody sees, so that it is shown. Line feeds pass;
/// so do the isolates of `quoted`, where on each line each that opens is closed.
pub fn shown(text: &str) -> String {
    let paired = text.lines().all(are_paired);
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        match c {
            '\n' => out.push(c),
            FSI | PDI if paired => out.push(c),
            c => put(c, &mut out),
        }
    }
    out
}

/// Whether each isolate of a line that opens is closed, and none is closed that was not opened.
fn are_paired(line: &str) -> bool {
    let depth = line.chars().try_fold(0usize, |depth, c| match c {
        FSI => Some(depth + 1),
        PDI => depth.checked_sub(1),
        _ => Some(depth),
    });
    depth == Some(0)
}

fn put(c: char, out: &mut String) {
    match c {
        '\n' => out.push_str("\\n"),
        c if is_obeyed(c) => out.extend(c.escape_unicode()),
        c => out.push(c),
    }
}

/// Whether a terminal does something else with a character than show it: what nobody sees, and what ends a line elsewhere.
pub fn is_obeyed(c: char) -> bool {
    is_hidden(c) || matches!(c, '\u{2028}' | '\u{2029}')
}

/// A sentence for a terminal whose lines run from left to right. Each value in it between backquotes or between « and »
/// is isolated: in an English one where it has letters that run the other way, in an Arabic one always, since values are of
/// either direction. An Arabic one is isolated as a whole.
pub fn sentence(text: &str, lang: Lang) -> String {
    // A line of its own would look like another message.
    let shown = shown(text).replace('\n', "\\n");
    if lang == Lang::En && !shown.chars().any(is_right_to_left) {
        return shown;
    }
    let even = shown.matches('`').count().is_multiple_of(2) && shown.matches('«').count() == shown.matches('»').count();
    let is_isolated = lang == Lang::En && shown.contains(FSI);
    let (mut out, mut inside) = (String::new(), false);
    for c in shown.chars() {
        let closes = even && !is_isolated && ((c == '`' && inside) || c == '»');
        let opens = even && !is_isolated && ((c == '`' && !inside) || c == '«');
        inside = if c == '`' { !inside } else { inside };
        out.extend(closes.then_some(PDI));
        out.push(c);
        out.extend(opens.then_some(FSI));
    }
    if lang == Lang::Ar { format!("{RLI}{out}{PDI}") } else { out }
}

/// Whether a character changes the direction of what follows: the embeddings, overrides and isolates.
/// U+200E, U+200F and U+061C are marks: they affect nothing beyond their own place.
pub fn is_bidi_control(c: char) -> bool {
    matches!(c, '\u{202A}'..='\u{202E}' | '\u{2066}'..='\u{2069}')
}

/// What is wrong with a bidi control.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Nothing opens what it closes, or nothing closes what it opens.
    Unpaired,
    /// It forces the order of characters, or ends what does.
    Override,
}

/// The bidi controls of a line that reach beyond what they were meant for, each with its byte, 0-based, in order. What
/// opens and is closed again on the same line is none of them, since a line's end closes all (UAX #9, rules X1 to X8).
pub fn faults(line: &str) -> Vec<(usize, char, Fault)> {
    let mut open: Vec<(usize, char)> = Vec::new();
    let mut found = Vec::new();
    // Without an isolate there is nothing to look for among thousands of embeddings.
    let mut isolates = 0usize;
    let unpaired = |(at, c): (usize, char)| (at, c, Fault::Unpaired);
    for (at, c) in line.char_indices() {
        match c {
            '\u{202A}' | '\u{202B}' | '\u{202D}' | '\u{202E}' | '\u{2066}'..='\u{2068}' => {
                isolates += usize::from(is_isolate(c));
                open.push((at, c));
            }
            '\u{202C}' => match open.pop_if(|(_, opener)| !is_isolate(*opener)) {
                Some((from, '\u{202D}' | '\u{202E}')) => {
                    let opener = line.get(from..).and_then(|rest| rest.chars().next()).unwrap_or(c);
                    found.extend([(from, opener, Fault::Override), (at, c, Fault::Override)]);
                }
                Some(_) => {}
                None => found.push(unpaired((at, c))),
            },
            PDI if isolates == 0 => found.push(unpaired((at, c))),
            PDI => {
                isolates -= 1;
                let isolate = open.iter().rposition(|(_, opener)| is_isolate(*opener)).unwrap_or(0);
                found.extend(open.drain(isolate..).skip(1).map(unpaired));
            }
            _ => {}
        }
    }
    found.extend(open.into_iter().map(unpaired));
    found.sort_by_key(|(at, ..)| *at);
    found
}

fn is_isolate(c: char) -> bool {
    matches!(c, '\u{2066}'..='\u{2068}')
}

fn is_right_to_left(c: char) -> bool {
    matches!(c, '\u{0590}'..='\u{08FF}' | '\u{FB1D}'..='\u{FDFF}' | '\u{FE70}'..='\u{FEFF}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_sentence_keeps_its_values_apart() {
        assert_eq!(sentence("no `a`", Lang::En), "no `a`");
        assert_eq!(
            sentence("لا يوجد `a.md` «b»", Lang::Ar),
            "\u{2067}لا يوجد `\u{2068}a.md\u{2069}` «\u{2068}b\u{2069}»\u{2069}"
        );
        assert_eq!(sentence("لا ` يوجد", Lang::Ar), "\u{2067}لا ` يوجد\u{2069}");
    }

    #[test]
    fn a_terminal_is_shown_controls_and_not_sent_them() {
        assert_eq!(shown("a\u{1b}[31m"), "a\\u{1b}[31m");
        assert_eq!(shown("a\u{202e}b"), "a\\u{202e}b");
        assert_eq!(shown(&quoted("روما")), "`\u{2068}روما\u{2069}`");
        assert_eq!(shown("\u{2068}روما"), "\\u{2068}روما");
        assert_eq!(shown("\u{2069}x\u{2068}"), "\\u{2069}x\\u{2068}", "in the wrong order");
        assert_eq!(shown("a\u{2028}b\u{e0041}c\u{200b}\u{85}d"), "a\\u{2028}b\\u{e0041}c\\u{200b}\\u{85}d");
        assert_eq!(quoted("\u{2069}\u{202e}روما"), "`\u{2068}\\u{2069}\\u{202e}روما\u{2069}`");
        assert_eq!(shown("a\nb\tc"), "a\nb\\u{9}c");
        assert_eq!(sentence("no tag `عراق`; it", Lang::En), "no tag `\u{2068}عراق\u{2069}`; it");
        assert_eq!(shown("\u{2069}a\u{2068}"), "\\u{2069}a\\u{2068}");
        assert_eq!(quoted("\u{2069}روما\u{2068}\n"), "`\u{2068}\\u{2069}روما\\u{2068}\\n\u{2069}`");
        assert_eq!(shown("a\u{2028}b\u{feff}\u{e0041}\u{200d}"), "a\\u{2028}b\\u{feff}\\u{e0041}\u{200d}");
    }

    #[test]
    fn what_is_closed_on_its_line_is_no_fault() {
        assert_eq!(faults("أ \u{2067}a\u{2069} ب \u{202b}b\u{202c}"), []);
        let override_pair = [(0, '\u{202e}', Fault::Override), (4, '\u{202c}', Fault::Override)];
        assert_eq!(faults("\u{202e}a\u{202c}"), override_pair);
        assert_eq!(faults("a\u{202c}"), [(1, '\u{202c}', Fault::Unpaired)]);
        assert_eq!(faults("\u{2067}a\u{202b}b\u{2069}\u{2069}").len(), 2, "the embedding and the last isolate's end");
        assert_eq!(faults("a\u{2066}"), [(1, '\u{2066}', Fault::Unpaired)]);
    }
}
