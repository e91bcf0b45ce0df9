//! Fields of one language → where they are written in the other. It reads letters, not words: a name in its own script is none of its business.

use super::site_toml::Label;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::ingest::Document;
use crate::lang::Lang;
use crate::say;
use crate::text::isolate::quoted;
use crate::text::script::dominant;

/// So many Arabic words in a row are no name: names of people and places have three at most, and longer ones of bodies
/// stand in quotation marks or brackets.
const RUN: usize = 4;

/// What is written in the wrong language in a report's front matter.
pub(super) fn of_report(document: &Document) -> Vec<Diagnostic> {
    let front = &document.front;
    let mut found = Vec::new();
    let place = |key: &str| front.places.get(key).cloned();
    for (key, text) in [("title_en", &front.title_en), ("summary_en", &front.summary_en)] {
        if let (Some(text), Some(place)) = (text, place(key))
            && let Some(run) = arabic_in_english(text)
        {
            let place = located(document, &place, run).unwrap_or(place);
            found.push(arabic(key, run, place));
        }
    }
    if let (Some(title), Some(place)) = (&front.title, place("title"))
        && is_english(title)
    {
        found.push(english("title", title, place).hint(say!(
            "write the Arabic title here, and this one as `title_en`",
            "اكتب العنوان العربي هنا، وهذا في `title_en`"
        )));
    }
    found
}

/// What is written in the wrong language in a label of `site.toml`. Outlets and bodies may have Latin names in Arabic.
pub(super) fn of_label(label: &Label<'_>) -> Vec<Diagnostic> {
    let [(ar, ar_place), (en, en_place)] = [&label.ar, &label.en];
    if is_english(ar) && dominant(en) == Some(Lang::Ar) {
        let message = say!(
            "the Arabic label is English and the English one is Arabic: {} and {}",
            "الاسم العربي مكتوب بالإنجليزية، والإنجليزي بالعربية: {} و{}",
            quoted(ar),
            quoted(en)
        );
        let found = Diagnostic::warning(Code::LabelsSwapped, ar_place.clone(), message);
        return vec![found.hint(say!("let the two change places", "بدّل بينهما"))];
    }
    let mut found = Vec::new();
    if is_english(ar) && !label.may_be_latin {
        found.push(english("ar", ar, ar_place.clone()).hint(say!("write the label in Arabic", "اكتب الاسم بالعربية")));
    }
    found.extend(arabic_in_english(en).map(|run| arabic("en", run, en_place.clone())));
    found
}

fn arabic(key: &str, run: &str, place: Place) -> Diagnostic {
    let message = say!("`{key}` is English, but has Arabic: {}", "`{key}` بالإنجليزية وفيه عربية: {}", quoted(run));
    Diagnostic::warning(Code::ArabicInEnglish, place, message).hint(say!(
        "translate it; a name that is to stay Arabic goes into quotation marks",
        "ترجمه؛ أما الاسم الذي يبقى بالعربية فضعه بين علامتي تنصيص"
    ))
}

fn english(key: &str, text: &str, place: Place) -> Diagnostic {
    let message =
        say!("`{key}` is Arabic, but is written in English: {}", "`{key}` بالعربية وكُتب بالإنجليزية: {}", quoted(text));
    Diagnostic::warning(Code::EnglishInArabic, place, message)
}

/// Whether a text has words in Latin letters and none in Arabic ones. An abbreviation alone, as ISIS, is none.
fn is_english(text: &str) -> bool {
    let is_word = |word: &str| word.chars().any(|c| c.is_lowercase() && c.is_alphabetic());
    dominant(text) == Some(Lang::En) && !text.split_whitespace().any(has_arabic) && text.split_whitespace().any(is_word)
}

/// The whole text where most of it is Arabic; else the first run of Arabic words outside quotation marks and brackets
/// that is too long for a name.
fn arabic_in_english(text: &str) -> Option<&str> {
    if dominant(text) == Some(Lang::Ar) {
        return Some(text);
    }
    let mut run: Option<(usize, usize)> = None;
    let mut words = 0;
    let mut closing: Option<char> = None;
    let mut at = 0;
    for word in text.split_inclusive(char::is_whitespace) {
        let start = at;
        at += word.len();
        let inside = closing.is_some() || word.starts_with(is_opening);
        for c in word.chars() {
            closing = match closing {
                Some(close) if c == close => None,
                None => closing_of(c),
                open => open,
            };
        }
        if has_arabic(word) && !inside {
            let begin = run.map_or(start, |(begin, _)| begin);
            run = Some((begin, start + word.trim_end().len()));
            words += 1;
        } else if words >= RUN {
            break;
        } else if word.chars().any(char::is_alphanumeric) {
            (run, words) = (None, 0);
        }
    }
    run.filter(|_| words >= RUN).and_then(|(start, end)| text.get(start..end))
}

fn has_arabic(word: &str) -> bool {
    word.chars().any(|c| matches!(c, '\u{0620}'..='\u{064A}' | '\u{0671}'..='\u{06D3}'))
}

fn is_opening(c: char) -> bool {
    closing_of(c).is_some()
}

fn closing_of(c: char) -> Option<char> {
    match c {
        '"' => Some('"'),
        '“' => Some('”'),
        '«' => Some('»'),
        '(' => Some(')'),
        '[' => Some(']'),
        '‘' => Some('’'),
        _ => None,
    }
}

/// Where the first word of a run stands behind a place of the file.
fn located(document: &Document, place: &Place, run: &str) -> Option<Place> {
    let line = usize::try_from(place.line).ok()?;
    let text = document.text.as_str();
    let start: usize = text.split_inclusive('\n').take(line - 1).map(str::len).sum();
    let word = run.split_whitespace().next()?;
    let behind = text.get(start..)?;
    let column = behind.char_indices().nth(usize::try_from(place.column).ok()? - 1)?.0;
    let at = behind.get(column..)?.find(word)?;
    Some(Place::byte(&document.path, text, start + column + at))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn an_arabic_run_is_found_and_a_name_is_not() {
        assert_eq!(
            arabic_in_english("Ministers of the group met in روما and said شدد الوزراء على هزيمة داعش again"),
            Some("شدد الوزراء على هزيمة داعش")
        );
        assert_eq!(arabic_in_english("Ministers of the group met, said محمد شياع السوداني of Iraq"), None);
        assert_eq!(arabic_in_english("The members of the body (التحالف الدولي لهزيمة داعش) met in a city"), None);
        assert_eq!(arabic_in_english("The statement quotes “شدد الوزراء على هزيمة داعش” and more of the kind"), None);
        assert_eq!(arabic_in_english("وزراء التحالف in Rome"), Some("وزراء التحالف in Rome"));
        assert_eq!(
            arabic_in_english("The sentence of the statement ends with شدد الوزراء على هزيمة داعش"),
            Some("شدد الوزراء على هزيمة داعش")
        );
    }

    #[test]
    fn abbreviations_are_no_english() {
        assert!(
            is_english("Final statement") && !is_english("ISIS") && !is_english("بيان Rome") && !is_english("2254")
        );
    }
}
