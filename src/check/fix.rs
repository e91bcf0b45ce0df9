//! A report with faulty characters → the same report without them, to the byte. It writes nothing, and gives back nothing unless the report reads the same.

use std::collections::{BTreeMap, BTreeSet};

use super::letters::{Fault, Repair, is_for_machines, is_zero_width};
use super::reports::{faults, known_words, removed_lines};
use super::{shapes, wording};
use crate::archive::Examined;
use crate::config::Config;
use crate::diagnostic::Code;
use crate::diagnostic::message::Message;
use crate::ingest::front_matter::{FrontMatter, Written};
use crate::ingest::{self, Document};
use crate::say;
use crate::source::Source;
use crate::text::decode::Raw;
use crate::text::isolate::is_bidi_control;

/// What becomes of a report.
#[derive(Clone, Debug)]
pub struct Fixed {
    /// The path as the user would type it.
    pub path: String,
    /// How many characters of each kind are mended.
    pub counts: BTreeMap<Code, usize>,
    /// How many stay, since the text alone does not say what is meant.
    pub left: usize,
    /// The new file, or why it stays as it is.
    pub bytes: Result<Vec<u8>, Message>,
}

/// Mends what can be mended in each of these sources; those in which nothing is are left out.
pub fn fix(sources: &[Source], prepared: &[Examined], config: &Config) -> Vec<Fixed> {
    let known = known_words(config);
    let by_file: BTreeMap<&str, &Source> = sources.iter().map(|source| (source.file.as_str(), source)).collect();
    let pairs = prepared.iter().filter_map(|report| Some((report, *by_file.get(report.document().file.as_str())?)));
    pairs.filter_map(|(report, source)| one(source, report, config, &known)).collect()
}

fn one(source: &Source, report: &Examined, config: &Config, known: &BTreeSet<String>) -> Option<Fixed> {
    let document = report.document();
    let faults = faults(document, &removed_lines(report), known);
    let mut counts = BTreeMap::new();
    for fault in faults.iter().filter(|fault| matches!(fault.repair, Repair::Put(_))) {
        *counts.entry(wording::code(fault.kind)).or_default() += 1;
    }
    if counts.is_empty() {
        return None;
    }
    let left = faults.len() - counts.values().sum::<usize>();
    Some(Fixed { path: source.path.clone(), counts, left, bytes: mended(source, document, &faults, config) })
}

fn mended(source: &Source, document: &Document, faults: &[Fault], config: &Config) -> Result<Vec<u8>, Message> {
    let otherwise = || say!("the file would not read the same in all else", "لن تبقى قراءة الملف على حالها في سائره");
    let encoding = || say!("the file cannot be written in its own encoding", "لا يمكن كتابة الملف بترميزه نفسه");
    let bytes = source.bytes.as_ref().map_err(|_| otherwise())?;
    let raw = Raw::read(bytes).map_err(|_| encoding())?;
    if raw.with(&raw.text).as_deref() != Some(&**bytes) || raw.text.starts_with('\u{FEFF}') {
        return Err(encoding());
    }
    let text = applied(&raw.text, faults).ok_or_else(otherwise)?;
    let new = raw.with(&text).ok_or_else(encoding)?;
    let again = Source { bytes: Ok(new.clone().into()), ..source.clone() };
    match ingest::read(again, config) {
        Ok(read) if is_same(document, &read.value) => Ok(new),
        _ => Err(otherwise()),
    }
}

/// The text on disk with each fault mended. Faults count bytes with a line end as one, however it lies on disk.
fn applied(raw: &str, faults: &[Fault]) -> Option<String> {
    let mut out = String::with_capacity(raw.len());
    let mut faults = faults.iter().peekable();
    let mut at = 0;
    let mut chars = raw.chars().peekable();
    while let Some(c) = chars.next() {
        let own = faults.next_if(|fault| fault.at == at);
        match own {
            Some(fault) if fault.c != c => return None,
            Some(Fault { repair: Repair::Put(text), .. }) => out.push_str(text),
            _ => out.push(c),
        }
        at += match c {
            '\r' if chars.peek() == Some(&'\n') => 0,
            '\r' => 1,
            _ => c.len_utf8(),
        };
    }
    faults.peek().is_none().then_some(out)
}

/// Whether two documents differ in nothing but characters that are mended.
fn is_same(old: &Document, new: &Document) -> bool {
    let blocks = old.blocks.len() == new.blocks.len()
        && old.blocks.iter().zip(&new.blocks).all(|(one, other)| {
            one.line == other.line
                && one.kind == other.kind
                && plain(&one.text) == plain(&other.text)
                && one.marks.iter().map(|mark| &mark.style).eq(other.marks.iter().map(|mark| &mark.style))
        });
    blocks && is_same_front(&old.front, &new.front)
}

fn is_same_front(old: &FrontMatter, new: &FrontMatter) -> bool {
    let text = |front: &FrontMatter| {
        [&front.title, &front.title_en, &front.summary_en, &front.source.outlet]
            .map(|value| value.as_deref().map(plain))
    };
    let tags = |front: &FrontMatter| -> Option<Vec<String>> {
        front.tags.as_ref().map(|tags| tags.iter().map(|tag| plain(&tag.value)).collect())
    };
    let values = |written: &[Written<String>]| -> Vec<String> { written.iter().map(|one| one.value.clone()).collect() };
    let exact = |front: &FrontMatter| {
        let one = |value: &Option<Written<String>>| value.as_ref().map(|value| value.value.clone());
        (
            [
                front.meeting.clone(),
                front.source.url.clone(),
                front.summary_of.clone(),
                one(&front.slug),
                one(&front.copy_of),
            ],
            [values(&front.aliases), values(&front.not_copy_of)],
            [front.date, front.source.published],
            (front.draft, front.source.retold, front.summary_status),
        )
    };
    text(old) == text(new) && tags(old) == tags(new) && exact(old) == exact(new)
}

/// A text with all that is ever mended made one, and runs of spaces too, which a character without width may part.
fn plain(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars().filter(|c| !is_zero_width(*c) && !is_bidi_control(*c) && !is_for_machines(*c)) {
        match c {
            'ی' | 'ى' => out.push('ي'),
            'ک' => out.push('ك'),
            'ھ' | 'ہ' => out.push('ه'),
            _ => match shapes::letters(c).filter(|_| shapes::is_shape(c)) {
                Some(letters) => out.extend(letters.chars().map(|c| if c == 'ى' { 'ي' } else { c })),
                None => out.push(c),
            },
        }
    }
    let words: Vec<&str> = out.split_whitespace().collect();
    words.join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive;
    use crate::source::Format;
    use encoding_rs::WINDOWS_1256;
    use proptest::prelude::*;

    const SITE: &str = "[title]\nar = \"أ\"\nen = \"A\"\n[[meeting]]\nid = \"washington-2019\"\ndate = \"2019-02-06\"\ntitle = { ar = \"ا\", en = \"a\" }\n";

    fn fixed(name: &str, bytes: &[u8]) -> Option<Fixed> {
        let config = crate::config::parse(SITE, "site.toml", None).unwrap();
        let format = if name.ends_with("txt") { Format::Plain } else { Format::Markdown };
        let source = Source { file: name.into(), path: name.into(), format, bytes: Ok(bytes.to_vec().into()) };
        let prepared = archive::examine(vec![source.clone()], &config, true).value.0;
        assert_eq!(prepared.len(), 1);
        fix(&[source], &prepared, &config).pop()
    }

    const BODY: &str = "عقد الوزراء اجتماعهم السنوي في المدينة وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.";

    #[test]
    fn what_is_for_machines_alone_goes() {
        let hostile = BODY.replace("سبل", "س\u{7}بل\u{e0065}\u{206a}");
        let done = fixed("a.txt", hostile.as_bytes()).unwrap();
        assert_eq!(done.bytes.unwrap(), BODY.as_bytes());
        assert_eq!(done.counts, BTreeMap::from([(Code::HiddenCharacter, 3)]));
    }

    #[test]
    fn only_the_characters_that_are_wrong_are_touched() {
        let report = format!(
            "\u{feff}---\r\n# a\u{200b} note\r\ntitle:   \"بيا\u{200b}ن الامریکي\"  # kept\r\nsource: {{ url: \"https://a.org/\u{200b}x\" }}\r\n---\r\n\r\n{BODY}\u{202e}\r\n\r\nﺑﻴﺎﻥ ختامی \r\n"
        );
        let done = fixed("a.md", report.as_bytes()).unwrap();
        let expected =
            report.replace("بيا\u{200b}ن الامریکي", "بيان الامريكي").replace('\u{202e}', "").replace("ﺑﻴﺎﻥ", "بيان");
        assert_eq!(String::from_utf8(done.bytes.unwrap()).unwrap(), expected);
        assert_eq!((done.left, done.counts[&Code::PersianLetter], done.counts[&Code::PresentationForm]), (2, 2, 4));
    }

    proptest! {
        #![proptest_config(ProptestConfig::with_cases(48))]
        #[test]
        fn what_was_put_in_is_taken_out(places in prop::collection::vec((0usize..3000, 0usize..6), 1..12), ends in 0usize..2) {
            let own = include_str!("../../seeds/washington-2019.md").replace('\n', ["\n", "\r\n"][ends]);
            let mut chars: Vec<String> = own.chars().map(String::from).collect();
            for (place, kind) in places {
                // Within the title, and in the text.
                let Some(at) = (place + 14..chars.len()).find(|at| *at > 1300 || *at < 60) else { continue };
                let next = chars.get(at + 1).is_some_and(|next| next.chars().all(char::is_alphabetic));
                match (kind, chars[at].as_str()) {
                    (0, "ك") => chars[at] = "ک".into(),
                    (1, "ي") if next => chars[at] = "ی".into(),
                    (2, "ه") if next => chars[at] = "ہ".into(),
                    (3, "لا") => chars[at] = "ﻻ".into(),
                    (4, _) if chars[at].chars().all(|c| c.is_alphabetic() && !c.is_ascii()) => chars[at].push('\u{200b}'),
                    (5, _) if chars[at].chars().all(|c| c.is_alphabetic() && !c.is_ascii()) => chars[at].push('\u{202e}'),
                    _ => {}
                }
            }
            let faulty = chars.concat();
            match fixed("a.md", faulty.as_bytes()) {
                None => prop_assert_eq!(faulty, own),
                Some(done) => {
                    prop_assert_eq!(done.left, 0);
                    prop_assert_eq!(String::from_utf8(done.bytes.unwrap()).unwrap(), own);
                }
            }
        }
    }

    #[test]
    fn an_old_encoding_is_kept() {
        let text = format!("{BODY}\r\nوقال الوزیر إن الاجتماع التالي يعقد في الخريف.\r\n");
        let old = text.replace('ی', "ي");
        let mut bytes = WINDOWS_1256.encode(&old).0.into_owned();
        assert!(fixed("a.txt", &bytes).is_none());
        // The encoding has U+06A9 KEHEH.
        let kaf = WINDOWS_1256.encode("ك").0[0];
        let place = bytes.iter().position(|byte| *byte == kaf).unwrap();
        let right = bytes.clone();
        bytes[place] = 0x98;
        assert_eq!(fixed("a.txt", &bytes).unwrap().bytes.unwrap(), right);
    }

    #[test]
    fn what_would_read_otherwise_is_left_alone() {
        // Without the invisible character the line is a heading.
        let report = format!("{BODY}\n\n\u{200b}# عنوان في النص\n");
        let done = fixed("a.md", report.as_bytes()).unwrap();
        assert!(done.bytes.is_err());
    }
}
