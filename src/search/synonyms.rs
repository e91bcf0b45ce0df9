//! What counts as equal: the editors' synonyms, labels and names in both languages and the names of months → lists of phrases, and the documents that have one of a list.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;

use super::groups::Groups;
use super::inverted::{Inverted, Posting};
use crate::config::names::Kind;
use crate::lang::Bilingual;
use crate::site::Site;
use crate::text::calendar;
use crate::text::fold::FoldedText;

/// The lists, as written; two that have a phrase in common are one.
pub fn lists(site: &Site<'_>) -> Vec<Vec<String>> {
    let config = site.config;
    let mut all: Vec<Vec<&str>> =
        config.synonyms.iter().map(|list| list.iter().map(String::as_str).collect()).collect();
    let places = config.meetings.iter().flat_map(|meeting| meeting.place.iter().chain(&meeting.hosts));
    let outlets = config.outlets.iter().map(|outlet| &outlet.name);
    let tags = config.tags.values().map(|tag| &tag.label).chain(site.tags.values().map(|tagged| &tagged.name.label));
    all.extend(places.chain(outlets).chain(tags).map(|Bilingual { ar, en }| vec![ar.as_str(), en.as_str()]));
    let names = config.names.iter().filter(|name| name.kind != Kind::Figure);
    all.extend(names.map(|name| {
        [&name.label.ar, &name.label.en].into_iter().chain(&name.words).map(String::as_str).collect::<Vec<_>>()
    }));
    let months: Vec<Vec<&'static str>> = calendar::months().collect();
    all.extend(months);
    merged(&all)
}

fn merged(all: &[Vec<&str>]) -> Vec<Vec<String>> {
    let mut lists: Vec<BTreeMap<FoldedText, String>> = Vec::new();
    let mut places: BTreeMap<FoldedText, usize> = BTreeMap::new();
    for phrases in all {
        let folded: BTreeMap<FoldedText, String> =
            phrases.iter().map(|phrase| (FoldedText::new(phrase), (*phrase).to_owned())).collect();
        let known: BTreeSet<usize> = folded.keys().filter_map(|phrase| places.get(phrase).copied()).collect();
        let mut list = folded;
        for other in known {
            if let Some(other) = lists.get_mut(other) {
                let moved = std::mem::take(other);
                list.extend(moved);
            }
        }
        list.retain(|folded, _| !folded.is_empty());
        for phrase in list.keys() {
            places.insert(phrase.clone(), lists.len());
        }
        lists.push(list);
    }
    let whole = lists.into_iter().filter(|list| list.len() > 1);
    whole.map(|list| list.into_values().collect()).collect()
}

/// For each list the documents with one of its phrases, and what the phrase counts there.
pub fn postings(lists: &[Vec<String>], inverted: &Inverted, groups: &Groups) -> Vec<Vec<(u32, u32)>> {
    let of_list = |list: &Vec<String>| {
        let phrases = list.par_iter().map(|phrase| of_phrase(&FoldedText::new(phrase), inverted, groups));
        let mut documents: Vec<(u32, u32)> = phrases.flatten_iter().collect();
        documents.sort_unstable();
        let same = documents.chunk_by(|one, next| one.0 == next.0);
        same.filter_map(|same| Some((same.first()?.0, same.iter().map(|(_, impact)| impact).sum()))).collect()
    };
    lists.par_iter().map(of_list).collect()
}

/// The documents in which the words of a phrase follow one another.
fn of_phrase(phrase: &FoldedText, inverted: &Inverted, groups: &Groups) -> Vec<(u32, u32)> {
    let mut words = phrase.words();
    let Some(first) = words.next() else {
        return Vec::new();
    };
    let mut found: Vec<Ends> = Vec::new();
    let is_one_word = phrase.len() == 1;
    by_document(first, inverted, groups, |document, postings| {
        let ends = if is_one_word { Vec::new() } else { ends(postings) };
        found.push((document, postings.iter().map(|posting| posting.impact).sum(), ends));
    });
    for word in words {
        let mut here: Vec<Ends> = Vec::new();
        by_document(word, inverted, groups, |document, postings| {
            let before = found.binary_search_by_key(&document, |(document, ..)| *document);
            if let Some((_, before, starts)) = before.ok().and_then(|before| found.get(before)) {
                let mut ends = ends(postings);
                ends.retain(|end| end.checked_sub(1).is_some_and(|start| starts.binary_search(&start).is_ok()));
                if !ends.is_empty() {
                    here.push((
                        document,
                        postings.iter().map(|posting| posting.impact).sum::<u32>().min(*before),
                        ends,
                    ));
                }
            }
        });
        found = here;
    }
    found.into_iter().map(|(document, impact, _)| (document, impact)).collect()
}

/// A document, what the words so far count there, and where they end.
type Ends = (u32, u32, Vec<u32>);

/// Calls `see` with each document that has a form of a word, rising, and with all that it has of these forms.
fn by_document(word: &str, inverted: &Inverted, groups: &Groups, mut see: impl FnMut(u32, &[Posting<'_>])) {
    let forms = groups.find(word, inverted).into_iter().flatten().filter_map(|form| inverted.forms.get(*form));
    let mut postings: Vec<Posting<'_>> = forms.flat_map(|form| inverted.postings(form)).collect();
    postings.sort_by_key(|posting| posting.document);
    for own in postings.chunk_by(|one, next| one.document == next.document) {
        see(own.first().map_or(0, |posting| posting.document), own);
    }
}

/// Where the words of a document stand, rising.
fn ends(postings: &[Posting<'_>]) -> Vec<u32> {
    let mut ends: Vec<u32> = postings.iter().flat_map(Posting::places).collect();
    ends.sort_unstable();
    ends
}

#[cfg(test)]
mod tests {
    use super::super::inverted::{Counts, invert};
    use super::*;

    #[test]
    fn lists_with_a_phrase_in_common_are_one() {
        let all = [vec!["أمريكا", "أميركا"], vec!["روما", "Rome"], vec!["امريكا", "USA"], vec!["قطر", "قطر"]];
        assert_eq!(merged(&all), [vec!["Rome", "روما"], vec!["USA", "أمريكا", "أميركا"]]);
    }

    #[test]
    fn a_phrase_counts_where_its_words_follow_one_another() {
        let texts = ["ترحب الولايات المتحدة", "الأمم المتحدة في الولايات", "أميركا", "وللولايات المتحدة", "قالت المتحدة"];
        let documents: Vec<_> = texts.iter().map(|text| vec![(2, *text)]).collect();
        let inverted = invert(&[&documents], Vec::clone, Counts::default());
        let groups = Groups::new(&inverted);
        let list = ["الولايات المتحدة", "أميركا"].map(str::to_owned).to_vec();
        assert_eq!(postings(&[list], &inverted, &groups), [[(0, 2), (2, 2), (3, 2)]]);
    }
}
