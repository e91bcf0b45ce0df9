//! A report's text → warnings where it has characters that nobody sees and that turn, hide or smuggle text. What is shown has none of them: `CleanText` leaves them out.

use super::front_matter::Parts;
use super::scalars;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lang::Lang;
use crate::say;
use crate::source::Format;
use crate::text::hidden::{self, Kind};

/// So many places of a report are named, one a line; who has seen five has seen the pattern.
const MOST: usize = 5;

/// Fields whose values are names: a character without width makes them look like another.
const NAMES: [&str; 6] = ["tags", "slug", "aliases", "copy_of", "not_copy_of", "meeting"];

/// What is found in the front matter and in the text. Of a page saved whole only what forces the order of characters
/// counts: nobody mends what else its outlet wrote around the article.
pub(super) fn findings(text: &str, parts: &Parts<'_>, format: Format, path: &str) -> Vec<Diagnostic> {
    // White space is hidden, and nothing to warn of; what is written otherwise is written with one of two signs.
    let is_suspect = |text: &str, sign: char| {
        text.contains(sign) || text.chars().any(|c| hidden::is_hidden(c) && !c.is_whitespace())
    };
    let mut found: Vec<(usize, char, Kind)> = Vec::new();
    let yaml = parts.yaml.unwrap_or("");
    if is_suspect(yaml, '\\') {
        let mut covered = Vec::new();
        for scalar in scalars::of(yaml) {
            let written = yaml.get(scalar.range.clone()).unwrap_or("");
            let strict = NAMES.contains(&scalar.key.as_str());
            if let Some((at, c, kind)) = hidden::first_written(written, &scalar.value, strict) {
                found.push((parts.yaml_start + scalar.range.start + at, c, kind));
            }
            covered.push(scalar.range);
        }
        // Keys and comments too: they turn what stands beside them in an editor.
        found.extend(lines(yaml).filter_map(|(start, line)| {
            let (at, c, kind) = hidden::first(line, false)?;
            let is_covered = covered.iter().any(|range| range.contains(&(start + at)));
            (!is_covered).then_some((parts.yaml_start + start + at, c, kind))
        }));
    }
    let body = text.len() - parts.body.len();
    if is_suspect(parts.body, '&') {
        let of_line = |(start, line): (usize, &str)| {
            let raw = hidden::first(line, false);
            let (at, c, kind) = raw.or_else(|| references(line, format))?;
            Some((body + start + at, c, kind))
        };
        let forces = |c: char| matches!(c, '\u{202D}' | '\u{202E}');
        found.extend(lines(parts.body).filter_map(of_line).filter(|(_, c, _)| format != Format::Html || forces(*c)));
    }
    found.sort_by_key(|(at, ..)| *at);
    // One a line; between one and the next the text is looked at once.
    found.dedup_by(|(at, ..), (before, ..)| !text.get(*before..*at).unwrap_or("").contains('\n'));
    let more = found.len().saturating_sub(MOST);
    let mut told: Vec<Diagnostic> =
        found.iter().take(MOST).map(|(at, c, kind)| told(Place::byte(path, text, *at), *c, *kind)).collect();
    if let Some(last) = told.last_mut().filter(|_| more > 0) {
        let said = last.message.clone();
        last.message = Message::of(|lang| match lang {
            Lang::En => format!("{}; more lines with such characters: {more}", said.get(lang)),
            Lang::Ar => format!("{}؛ ومثله في أسطر أخرى عددها {more}", said.get(lang)),
        });
    }
    told
}

/// The lines of a text, each with its first byte.
fn lines(text: &str) -> impl Iterator<Item = (usize, &str)> {
    let mut start = 0;
    text.split_inclusive('\n').map(move |line| {
        let here = start;
        start += line.len();
        (here, line)
    })
}

/// The first hidden character that a line of Markdown or HTML writes as a reference: `&#x202E;`, `&#8238;` or `&rlo;`.
fn references(line: &str, format: Format) -> Option<(usize, char, Kind)> {
    if format == Format::Plain {
        return None;
    }
    line.match_indices("&#").find_map(|(at, _)| {
        let rest = line.get(at + 2..)?;
        // Browsers do not wait for the semicolon.
        let (radix, digits) = rest.strip_prefix(['x', 'X']).map_or((10, rest), |hex| (16, hex));
        let end = digits.find(|c: char| !c.is_digit(radix)).unwrap_or(digits.len());
        let code = u32::from_str_radix(digits.get(..end)?, radix).ok()?;
        let c = char::from_u32(code)?;
        let (_, c, kind) = hidden::first(c.encode_utf8(&mut [0; 4]), false)?;
        Some((at, c, kind))
    })
}

fn told(place: Place, c: char, kind: Kind) -> Diagnostic {
    let c = format!("U+{:04X}", u32::from(c));
    match kind {
        Kind::Bidi(_) => Diagnostic::warning(
            Code::BidiControl,
            place,
            say!("{c} turns the direction of text; it was taken out", "حُذف المحرف الخفي {c} الذي يقلب اتجاه النص"),
        )
        .hint(say!(
            "pages set the direction themselves; delete it from the report",
            "تضبط الصفحات الاتجاه بنفسها؛ احذفه من التقرير"
        )),
        Kind::Control | Kind::ZeroWidth => Diagnostic::warning(
            Code::HiddenCharacter,
            place,
            say!("{c} is a character that nobody sees; it was taken out", "حُذف المحرف {c} الذي لا يراه أحد"),
        )
        .hint(say!(
            "delete it from the report, or let `bayan check --fix` do it",
            "احذفه من التقرير، أو شغّل `bayan check --fix` ليحذفه"
        )),
    }
}
