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
    let words: Vec<Vec<Posting<'_>>> = phrase.words().map(|word| by_document(word, inverted, groups)).collect();
    let Some((first, rest)) = words.split_first() else {
        return Vec::new();
    };
    let mut rest: Vec<&[Posting<'_>]> = rest.iter().map(Vec::as_slice).collect();
    let same = |one: &Posting<'_>, next: &Posting<'_>| one.document == next.document;
    let in_all = first.chunk_by(same).filter_map(|own| {
        let document = own.first()?.document;
        let others = rest.iter_mut().map(|list| of_document(list, document)).collect::<Option<Vec<_>>>()?;
        // Where words stand is asked only where all of them do.
        let mut ends = if others.is_empty() { Vec::new() } else { ends(own) };
        for postings in &others {
            let mut next = self::ends(postings);
            next.retain(|end| end.checked_sub(1).is_some_and(|start| ends.binary_search(&start).is_ok()));
            ends = next;
        }
        let impact = |postings: &[Posting<'_>]| postings.iter().map(|posting| posting.impact).sum::<u32>();
        let least = others.iter().map(|postings| impact(postings)).fold(impact(own), u32::min);
        (others.is_empty() || !ends.is_empty()).then_some((document, least))
    });
    in_all.collect()
}

/// The forms of a word, by document.
fn by_document<'a>(word: &str, inverted: &'a Inverted, groups: &Groups) -> Vec<Posting<'a>> {
    let forms = groups.find(word, inverted).into_iter().flatten().filter_map(|form| inverted.forms.get(*form));
    let mut postings: Vec<Posting<'_>> = forms.flat_map(|form| inverted.postings(form)).collect();
    postings.sort_by_key(|posting| posting.document);
    postings
}

/// What a list has of a document, if anything; what it has of those before goes.
fn of_document<'p, 'a>(list: &mut &'p [Posting<'a>], document: u32) -> Option<&'p [Posting<'a>]> {
    let (_, from) = list.split_at(list.partition_point(|posting| posting.document < document));
    let (own, behind) = from.split_at(from.iter().take_while(|posting| posting.document == document).count());
    *list = behind;
    Some(own).filter(|own| !own.is_empty())
}

/// Where the words of a document stand, rising.
fn ends(postings: &[Posting<'_>]) -> Vec<u32> {
    let mut ends: Vec<u32> = postings.iter().flat_map(Posting::places).collect();
    ends.sort_unstable();
    ends
}

#[cfg(test)]
mod tests {
    use super::super::inverted::{Chunks, invert};
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
        let inverted = invert(&[&documents], Vec::clone, Chunks::default());
        let groups = Groups::new(&inverted);
        let list = ["الولايات المتحدة", "أميركا"].map(str::to_owned).to_vec();
        assert_eq!(postings(&[list], &inverted, &groups), [[(0, 2), (2, 2), (3, 2)]]);
    }
}
