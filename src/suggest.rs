//! The archive → tags that an editor may want, each with its reason. It applies none of them.

use std::collections::{BTreeMap, BTreeSet};

use serde::Serialize;

use crate::archive::slug::Slug;
use crate::archive::{Archive, Communique};
use crate::config::Config;
use crate::text::fold::FoldedText;
use crate::text::phrases::Phrases;
use crate::text::stem;
use crate::text::words;

/// Words that set a text apart are offered from this many times on: one said once or twice is no subject.
const TIMES: usize = 3;
/// They stand in no more than one communiqué of so many.
const SHARE: usize = 4;
/// So many of them are offered for a text.
const MOST: usize = 5;
/// A shorter word says little by itself.
const SHORTEST: usize = 4;

/// What is suggested for one communiqué.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Suggested {
    /// Its address.
    pub slug: Slug,
    /// Its canonical report's file.
    pub file: String,
    /// Tags of `site.toml` that it does not have, those with most words first.
    pub tags: Vec<Known>,
    /// Words that set it apart, strongest first.
    pub words: Vec<Apart>,
}

/// A tag of `site.toml` whose words stand in the text.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Known {
    /// Its id.
    pub tag: String,
    /// The word as it first stands.
    pub text: String,
    /// The line of that place, 1-based.
    pub line: u32,
    /// How often its words stand in the text.
    pub times: usize,
}

/// A word that stands often in this text and seldom in others.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct Apart {
    /// The word as it first stands.
    pub text: String,
    /// The line of that place, 1-based.
    pub line: u32,
    /// How often it stands in this text.
    pub times: usize,
    /// In how many communiqués it stands.
    pub communiques: usize,
}

/// A word of a text: how often, its shortest form, and where it stands first.
struct Counted {
    times: usize,
    text: String,
    line: u32,
}

/// Suggestions for every communiqué that has any, in the order of the archive.
pub fn tags(archive: &Archive, config: &Config) -> Vec<Suggested> {
    let known = Phrases::new(
        config.tags.iter().flat_map(|(id, tag)| tag.words.iter().map(move |word| (word.as_str(), id.as_str()))),
    );
    let mut common: BTreeSet<String> = stem::function_words().map(str::to_owned).collect();
    // What names a meeting, a tag or anything else in site.toml is no news.
    let labels = config.tags.values().flat_map(|tag| tag.words.iter().chain([&tag.label.ar, &tag.label.en]));
    let meetings = config.meetings.iter().flat_map(|meeting| &meeting.words);
    let names = config.names.iter().flat_map(|name| name.words.iter().chain([&name.label.ar]));
    for label in labels.chain(meetings).chain(names).chain(config.synonyms.iter().flatten()) {
        common.extend(FoldedText::new(label).words().map(key));
    }
    let counted: Vec<BTreeMap<String, Counted>> = archive.communiques.iter().map(count).collect();
    let mut spread: BTreeMap<&str, usize> = BTreeMap::new();
    for key in counted.iter().flat_map(BTreeMap::keys) {
        *spread.entry(key).or_default() += 1;
    }
    let all = archive.communiques.len();
    let suggested = archive.communiques.iter().zip(&counted).filter_map(|(communique, counted)| {
        let tags = missing(communique, &known);
        let words = apart(counted, &spread, &common, all);
        let file = communique.canonical()?.file.clone();
        (!tags.is_empty() || !words.is_empty()).then(|| Suggested { slug: communique.slug.clone(), file, tags, words })
    });
    suggested.collect()
}

/// Tags whose words stand in a text that does not have them.
fn missing(communique: &Communique, known: &Phrases<&str>) -> Vec<Known> {
    let mut found: BTreeMap<&str, Known> = BTreeMap::new();
    for block in communique.body() {
        let folded = FoldedText::new(&block.text);
        let words: Vec<&str> = folded.words().collect();
        let mut ranges = Vec::new();
        words::each(&block.text, |range, _| ranges.push(range));
        for place in known.find(&words) {
            let (first, last) = (ranges.get(place.word), ranges.get((place.word + place.words).saturating_sub(1)));
            let text = first.zip(last).and_then(|(first, last)| block.text.get(first.start..last.end)).unwrap_or("");
            let entry = found.entry(place.value).or_insert_with(|| Known {
                tag: (*place.value).to_owned(),
                text: text.to_owned(),
                line: block.line,
                times: 0,
            });
            entry.times += 1;
        }
    }
    let has = |id: &str| communique.tags.iter().any(|tag| tag.value.id.as_str() == id);
    let mut missing: Vec<Known> = found.into_values().filter(|known| !has(&known.tag)).collect();
    missing.sort_by(|a, b| b.times.cmp(&a.times).then_with(|| a.tag.cmp(&b.tag)));
    missing
}

/// The words that set a text apart: often here, seldom elsewhere.
fn apart(
    counted: &BTreeMap<String, Counted>,
    spread: &BTreeMap<&str, usize>,
    common: &BTreeSet<String>,
    all: usize,
) -> Vec<Apart> {
    let mut apart: Vec<(f64, Apart)> = counted
        .iter()
        .filter_map(|(key, Counted { times, text, line })| {
            let communiques = spread.get(key.as_str()).copied().unwrap_or(1);
            let is_apart = *times >= TIMES && communiques * SHARE <= all.max(SHARE) && !is_common(text, common);
            #[expect(clippy::cast_precision_loss, reason = "counts of words in a text are small")]
            let weight = || *times as f64 * (all as f64 / communiques as f64).ln_1p();
            is_apart.then(|| (weight(), Apart { text: text.clone(), line: *line, times: *times, communiques }))
        })
        .collect();
    apart.sort_by(|a, b| b.0.total_cmp(&a.0).then_with(|| a.1.text.cmp(&b.1.text)));
    apart.into_iter().take(MOST).map(|(_, word)| word).collect()
}

/// Whether a word may be read as one that says nothing new.
fn is_common(word: &str, common: &BTreeSet<String>) -> bool {
    let folded = FoldedText::new(word);
    stem::readings(folded.as_str())
        .iter()
        .any(|reading| common.contains(reading.stem.as_ref()) || common.contains(reading.rest))
}

/// The words of a text by what stands behind their forms.
fn count(communique: &Communique) -> BTreeMap<String, Counted> {
    let mut counted: BTreeMap<String, Counted> = BTreeMap::new();
    for block in communique.body() {
        words::each(&block.text, |range, folded| {
            let is_word = folded.chars().count() >= SHORTEST && !folded.chars().any(char::is_numeric);
            if is_word {
                let text = block.text.get(range).unwrap_or_default();
                let first = || Counted { times: 0, text: text.to_owned(), line: block.line };
                let word = counted.entry(key(folded)).or_insert_with(first);
                word.times += 1;
                // Without a particle written onto it, if it stands so anywhere.
                if text.len() < word.text.len() {
                    text.clone_into(&mut word.text);
                }
            }
        });
    }
    counted
}

/// What a word is counted by: its likeliest reading.
fn key(folded: &str) -> String {
    stem::readings(folded).first().map_or_else(|| folded.to_owned(), |reading| reading.stem.to_string())
}
