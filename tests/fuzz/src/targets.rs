//! Bytes → one part of bayan, and what must hold of the result. The fuzzer calls these with what it makes up, and `tests/it/fuzz_corpus.rs` with the corpus; neither reads a file for them.

use std::cell::OnceCell;

use bayan::archive::slug::Slug;
use bayan::boilerplate::Cleaner;
use bayan::config::{self, Config};
use bayan::diagnostic::Diagnostic;
use bayan::edtf::Edtf;
use bayan::infer::Gazetteer;
use bayan::ingest::{self, Document, front_matter as front, scalars};
use bayan::lang::Lang;
use bayan::render::html;
use bayan::render::strings::Strings;
use bayan::source::{Format, Source};
use bayan::text::clean::CleanText;
use bayan::text::decode::{Raw, decode};
use bayan::text::digits::Digits;
use bayan::text::fold::{FoldedText, covered_prefix};
use bayan::text::{address, calendar, hijri, isolate, numerals, script, sentence, stem, words};

mod markup;
mod visitors;

pub use visitors::serve_http;

const SITE: &str = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n[[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\n\
    title = { ar = \"اجتماع روما الوزاري\", en = \"Rome\" }\nplace = { ar = \"روما\", en = \"Rome\" }\n\
    [tag.iraq]\nar = \"العراق\"\nen = \"Iraq\"\n[[outlet]]\nname = { ar = \"صحيفة النهر\", en = \"River\" }\n";

thread_local! {
    static CONFIG: &'static Config = Box::leak(Box::new(config::parse(SITE, "site.toml", None).expect("it is right")));
    static CLEANER: Cleaner = CONFIG.with(|config| Cleaner::new(config));
    static GAZETTEER: Gazetteer<'static> = CONFIG.with(|config| Gazetteer::new(config));
    static STRINGS: OnceCell<Strings> = const { OnceCell::new() };
}

fn source(format: Format, bytes: &[u8]) -> Source {
    Source { file: "a.txt".into(), path: "seeds/a.txt".into(), format, bytes: Ok(bytes.to_vec().into()) }
}

fn read(format: Format, bytes: &[u8]) -> Option<Document> {
    match CONFIG.with(|config| ingest::read(source(format, bytes), config)) {
        Ok(read) => Some(read.value),
        Err(found) => {
            assert!(!found.is_empty(), "refused without a reason");
            let lines = decode(bytes).map_or(0, |decoded| decoded.text.matches('\n').count()) + 2;
            placed(&found, lines);
            None
        }
    }
}

/// Each finding is of the file, on one of its lines, and said in both languages.
fn placed(found: &[Diagnostic], lines: usize) {
    for one in found {
        assert_eq!(one.place.path, "seeds/a.txt");
        assert!((1..=lines).contains(&(one.place.line as usize)) && one.place.column >= 1, "{one} of {lines} lines");
        assert!(Lang::ALL.iter().all(|lang| !one.message.get(*lang).is_empty()));
    }
}

/// Text that readers see: repaired, so that repairing it again changes nothing.
fn is_clean(text: &str) {
    assert_eq!(CleanText::new(text).as_str(), text);
    let odd = |c: char| (c.is_control() && c != '\n') || isolate::is_bidi_control(c);
    assert!(!text.contains(odd), "{text:?}");
}

/// Front matter: parted from the body to the byte, and read or refused with its place.
pub fn front_matter(bytes: &[u8]) {
    let Ok(text) = std::str::from_utf8(bytes) else { return };
    if let Ok(parts) = front::split(text) {
        assert!(text.ends_with(parts.body));
        let above = &text[..text.len() - parts.body.len()];
        // Behind a last line without an end there is nothing, on a line that is none.
        let is_open = parts.body.is_empty() && !text.ends_with('\n') && parts.yaml.is_some();
        let lines = above.matches('\n').count() + 1 + usize::from(is_open);
        assert_eq!(parts.body_line as usize, lines, "{text:?}");
        assert!(parts.yaml.is_none_or(|yaml| text[parts.yaml_start..].starts_with(yaml)));
    }
    for scalar in scalars::of(text) {
        assert!(text.get(scalar.range.clone()).is_some(), "{scalar:?}");
    }
    // As decoding leaves it: each line ends in one way.
    let text = text.replace("\r\n", "\n").replace('\r', "\n");
    let lines = text.matches('\n').count() + 2;
    match CONFIG.with(|config| front::parse(&text, 1, "seeds/a.txt", config)) {
        Err(found) => {
            assert!(!found.is_empty());
            placed(&found, lines);
        }
        Ok(read) => {
            placed(&read.diagnostics, lines);
            let read = read.value;
            let lines = [&read.title, &read.title_en, &read.source.outlet];
            for line in lines.into_iter().flatten() {
                is_clean(line);
                assert!(!line.contains('\n') && !line.is_empty());
            }
            read.summary_en.iter().for_each(|summary| is_clean(summary));
            let written = read.tags.iter().flatten().chain(&read.aliases).chain(&read.not_copy_of);
            written.for_each(|written| is_clean(&written.value));
            assert!(read.source.url.is_none_or(|url| url.starts_with("http")));
            for date in [read.date, read.source.published].into_iter().flatten() {
                assert_eq!(Edtf::parse(&date.to_string()).ok(), Some(date));
            }
        }
    }
}

/// Markdown: no markup but what bayan makes, every element closed, and not much longer than it was.
pub fn markdown_to_html(bytes: &[u8]) {
    let Some(document) = read(Format::Markdown, bytes) else { return };
    let blocks = &document.blocks;
    for block in blocks {
        is_clean(&block.text);
        for mark in &block.marks {
            assert!(block.text.get(mark.start..mark.end).is_some_and(|text| !text.is_empty()), "{block:?}");
        }
    }
    STRINGS.with(|strings| {
        let strings = strings.get_or_init(|| {
            Strings::parse("", "ar.toml", Lang::Ar, Digits::Arabic).expect("no phrases are right phrases")
        });
        let all = [html::body(blocks, Lang::Ar, 3, strings, &[]), html::unnumbered(blocks, Lang::En, 2)];
        for made in all {
            let text = markup::text(made.as_str());
            let own = blocks.iter().map(|block| block.text.as_str()).collect::<Vec<_>>().concat();
            let kept = |text: &str| text.chars().filter(|c| c.is_alphabetic()).collect::<String>();
            assert_eq!(kept(&text), kept(&own), "the words are those of the report");
            let most = bayan::budget::HTML_EACH * bytes.len() + bayan::budget::HTML_FREE;
            assert!(made.as_str().len() <= 2 * most, "{} bytes of {}", made.as_str().len(), bytes.len());
        }
    });
}

/// Plain text: blocks in the order of their lines, none empty, and cleaning neither loses nor invents a line.
pub fn plain_to_document(bytes: &[u8]) {
    let Some(document) = read(Format::Plain, bytes) else { return };
    let lines = document.text.matches('\n').count() + 1;
    let mut before = 0;
    for block in &document.blocks {
        is_clean(&block.text);
        assert!(!block.text.is_empty() && block.marks.is_empty());
        assert!(block.line >= before && block.line as usize <= lines, "{block:?}");
        before = block.line;
    }
    let cleaned = CLEANER.with(|cleaner| cleaner.clean(&document));
    let letters = |text: &str| text.chars().filter(|c| c.is_alphabetic()).count();
    let all: usize = document.blocks.iter().map(|block| letters(&block.text)).sum();
    let kept: usize = cleaned.body.iter().map(|block| letters(&block.text)).sum();
    let gone: usize = cleaned.removed.iter().map(|removal| letters(&removal.text)).sum();
    let above = cleaned.headline.as_ref().map_or(0, |block| letters(&block.text));
    assert_eq!(kept + gone + above, all, "{kept}, {gone} and {above}");
    let facts = GAZETTEER.with(|gazetteer| gazetteer.facts(&document, &cleaned));
    is_clean(&facts.title.value);
    for reference in &facts.references {
        let text = cleaned.body.get(reference.spot.block).map(|block| block.text.as_str());
        assert!(text.is_some_and(|text| text.get(reference.spot.start..reference.spot.end).is_some()));
    }
}

/// Bytes as text, repaired and folded: doing either twice is doing it once, and every place is on a character.
pub fn fold_and_clean(bytes: &[u8]) {
    if let Ok(raw) = Raw::read(bytes)
        && !raw.text.contains(char::REPLACEMENT_CHARACTER)
    {
        let again = raw.with(&raw.text);
        assert!(again.is_none_or(|again| Raw::read(&again).is_ok_and(|again| again.text == raw.text)));
    }
    let text = &*String::from_utf8_lossy(bytes);
    let clean = CleanText::new(text);
    is_clean(&clean);
    assert!(clean.len() <= 3 * text.len(), "NFC makes a character three times as long at most");
    let folded = FoldedText::new(text);
    assert_eq!(FoldedText::new(folded.as_str()), folded);
    let mut count = 0;
    words::each(text, |range, word| {
        assert!(text.get(range).is_some() && !word.is_empty());
        count += 1;
    });
    assert_eq!(count, folded.len(), "both part words alike: {text:?}");
    let mut end = 0;
    for (start, sentence) in sentence::placed(text) {
        assert!(start >= end && text.get(start..).is_some_and(|rest| rest.starts_with(sentence)));
        end = start + sentence.len();
    }
    for line in text.lines() {
        assert!(
            isolate::faults(line).iter().all(|(at, c, _)| line.get(*at..).is_some_and(|rest| rest.starts_with(*c)))
        );
    }
    let half = text.chars().take(text.chars().count() / 2).collect::<String>();
    assert!(covered_prefix(text, &FoldedText::new(&half)).is_none_or(|end| text.is_char_boundary(end)));
    for word in folded.words().take(64) {
        assert!(!stem::readings(word).is_empty());
    }
    assert!(numerals::numbers(text).iter().all(|number| !number.amount.is_nan() && number.words > 0));
    let _ = script::dominant(text);
}

/// Names: an address that is one part, stable, and the same for the same name.
pub fn slug_and_tag(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    for slug in [Slug::new(text), Slug::of_file(text)] {
        let made = slug.as_str();
        assert!((1..=121).contains(&made.len()), "{made}");
        let odd = |c: char| {
            c.is_control() || c.is_whitespace() || isolate::is_bidi_control(c) || "/\\.%?#<>\"'&:*|".contains(c)
        };
        assert!(!made.contains(odd), "{made:?}");
        assert!(!made.starts_with('-') && !made.ends_with('-'), "{made:?}");
        assert_eq!(Slug::new(made).as_str(), made);
        let device = made.trim_end_matches(|c: char| c.is_ascii_digit());
        assert!(
            !["con", "prn", "aux", "nul", "page"].contains(&made)
                && (device == made || !["com", "lpt"].contains(&device))
                || made.len() > 4
        );
    }
    // Whatever is typed, the texts that are compared are repaired ones, and repairing once is enough.
    let spaced: String = text.split_whitespace().collect::<Vec<_>>().join(" ");
    let repaired = CleanText::new(&spaced);
    let again = CleanText::new(repaired.as_str());
    assert_eq!(FoldedText::new(repaired.as_str()), FoldedText::new(again.as_str()), "{spaced:?}");
}

/// Dates: what is read is written so that it is read again, and a date in a text is none that no calendar has.
pub fn dates(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let read: Vec<Edtf> = text.split_whitespace().take(64).filter_map(|word| Edtf::parse(word).ok()).collect();
    for date in &read {
        assert_eq!(Edtf::parse(&date.to_string()).ok(), Some(*date));
        assert!(date.first() <= date.last() && (1000..3000).contains(&date.year()), "{date}");
        assert!(date.may_be(*date));
    }
    for pair in read.windows(2) {
        assert_eq!(pair[0].may_be(pair[1]), pair[1].may_be(pair[0]));
        assert_eq!(pair[0].chronological(pair[1]), pair[1].chronological(pair[0]).reverse());
    }
    if let [a, b, c, d, month, day, ..] = bytes {
        let year = i32::from_le_bytes([*a, *b, *c, *d]);
        let (month, day) = (u32::from(*month), u32::from(*day));
        let named = Lang::ALL.map(|lang| calendar::month_name(month, lang, calendar::Style::default()));
        assert!((1..=12).contains(&month) == named.iter().all(|name| !name.is_empty()), "{month}");
        let _ = hijri::to_gregorian(year, month, day);
    }
    if let Some(document) = read_plain(text) {
        let cleaned = CLEANER.with(|cleaner| cleaner.clean(&document));
        let facts = GAZETTEER.with(|gazetteer| gazetteer.facts(&document, &cleaned));
        for known in [facts.date, facts.in_text].into_iter().flatten() {
            assert_eq!(Edtf::parse(&known.value.to_string()).ok(), Some(known.value));
            if let Some([start, end]) = known.basis.evidence().and_then(|found| found.bytes) {
                assert!(document.text.get(start..end).is_some_and(|said| !said.is_empty()));
            }
        }
    }
}

fn read_plain(text: &str) -> Option<Document> {
    read(Format::Plain, text.as_bytes())
}

/// What guards each place where text goes: nothing comes out that the place would obey.
pub fn escapers(bytes: &[u8]) {
    let text = &*String::from_utf8_lossy(bytes);
    let made = html::paragraphs(text);
    let lines: Vec<&str> = text.lines().filter(|line| !line.is_empty()).collect();
    assert_eq!(markup::text(made.as_str()), lines.concat(), "no character is lost");
    let first = 0..text.chars().next().map_or(0, char::len_utf8);
    let excerpt = html::excerpt(text, std::slice::from_ref(&first));
    markup::text(excerpt.as_str());
    if let Some(address) = address::allowed(text) {
        let schemes = ["http://", "https://", "mailto:"];
        assert!(schemes.iter().any(|scheme| address.starts_with(scheme)), "{address}");
        let odd = |c: char| c.is_control() || c.is_whitespace() || "\"<>\\`{}|^".contains(c);
        assert!(!address.contains(odd), "{address:?}");
        assert_eq!(address::allowed(&address).as_ref(), Some(&address), "allowed once is allowed");
    }
    assert!(address::folder(text).is_none_or(|folder| folder.ends_with('/') && folder.is_ascii()));
    for shown in [isolate::shown(text), isolate::sentence(text, Lang::Ar), isolate::sentence(text, Lang::En)] {
        assert!(!shown.contains(|c: char| c.is_control() && c != '\n'), "{shown:?}");
        let open = shown.chars().filter(|c| matches!(c, '\u{2066}'..='\u{2068}')).count();
        let closed = shown.matches(isolate::PDI).count();
        assert_eq!(open, closed, "{shown:?}");
        assert!(!shown.contains(['\u{202A}', '\u{202B}', '\u{202D}', '\u{202E}', '\u{202C}']));
    }
}
