//! A place in front matter → the quotation mark or bracket that is still open there. It checks nothing: the YAML reader does.

/// A place in the YAML: line and column in characters, both from 1.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub(super) struct At {
    pub line: usize,
    pub column: usize,
}

/// What a reader of the YAML has seen up to a place.
#[derive(Debug, Default, PartialEq, Eq)]
pub(super) struct Seen {
    /// The brackets that are open, outer before inner.
    pub brackets: Vec<At>,
    /// The quotation mark that is open.
    pub quote: Option<At>,
    /// Where the last text in quotation marks began that is closed.
    pub closed: Option<At>,
}

/// Reads up to a place, which is not read itself. A bracket or a quotation mark counts only where a value begins.
pub(super) fn up_to(yaml: &str, end: At) -> Seen {
    let mut seen = Seen::default();
    let mut mark = '"';
    for (line, text) in (1..).zip(yaml.lines()) {
        let (mut begins, mut before) = (true, ' ');
        let mut chars = (1..).zip(text.chars()).peekable();
        while let Some((column, c)) = chars.next() {
            let at = At { line, column };
            if at >= end {
                return seen;
            }
            if seen.quote.is_some() {
                let doubled = c == '\'' && chars.peek().is_some_and(|(_, next)| *next == mark);
                if c == mark && !doubled {
                    (seen.closed, seen.quote, begins) = (seen.quote, None, false);
                } else if (c == mark && doubled) || (mark == '"' && c == '\\') {
                    chars.next();
                }
                continue;
            }
            let blank = chars.peek().is_none_or(|(_, next)| next.is_whitespace());
            let flow = !seen.brackets.is_empty();
            match c {
                '#' if before.is_whitespace() => break,
                '"' | '\'' if begins => (seen.quote, mark) = (Some(at), c),
                '[' | '{' if begins => seen.brackets.push(at),
                ']' | '}' if flow => {
                    seen.brackets.pop();
                    begins = false;
                }
                ',' if flow => begins = true,
                ':' | '-' if blank => begins = true,
                _ => begins = begins && c.is_whitespace(),
            }
            before = c;
        }
    }
    seen
}

#[cfg(test)]
mod tests {
    use super::*;

    fn at(line: usize, column: usize) -> At {
        At { line, column }
    }

    #[test]
    fn what_is_open_is_found_and_signs_inside_a_text_are_no_brackets() {
        let yaml = "title: بيان [1] \"x\ntags: [a, 'it''s', \"]\"\ndate: 2021\n";
        assert_eq!(up_to(yaml, at(2, 1)), Seen::default());
        assert_eq!(up_to(yaml, at(3, 1)).brackets, [at(2, 7)]);
        assert_eq!(up_to(yaml, at(3, 1)).closed, Some(at(2, 20)));
        assert_eq!(up_to("title: \"a\nslug: b\n", at(2, 7)).quote, Some(at(1, 8)));
        assert_eq!(up_to("a: [b] # [c\nd: e\n", at(2, 1)).brackets, []);
    }
}
