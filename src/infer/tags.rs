//! Which tags of `site.toml` a report suggests. A word said once in passing suggests nothing.

use std::collections::BTreeMap;

use super::{Gazetteer, Known, Passage, Trust, evidence, said};
use crate::ingest::Document;

/// A tag is suggested by a word in the title, or by words in this many paragraphs.
const PARAGRAPHS: usize = 2;

impl Gazetteer<'_> {
    /// The editor's tags as written, or those that the text suggests.
    pub(super) fn tags(
        &self,
        document: &Document,
        title: &Passage<'_>,
        passages: &[Passage<'_>],
    ) -> Vec<Known<String>> {
        if let Some(tags) = &document.front.tags {
            return tags.iter().map(|tag| Known::written(tag.value.clone())).collect();
        }
        let mut seen: BTreeMap<&str, (usize, u32, String)> = BTreeMap::new();
        let weighted = std::iter::once((title, PARAGRAPHS)).chain(passages.iter().map(|passage| (passage, 1)));
        for (passage, weight) in weighted {
            let mut here: Vec<(&str, usize, usize)> =
                self.tags.find_in(&passage.words).iter().map(|found| (*found.value, found.word, found.words)).collect();
            here.sort_unstable();
            here.dedup_by_key(|(id, ..)| *id);
            for (id, word, words) in here {
                let entry = seen.entry(id).or_insert_with(|| (0, passage.line, said(passage, word, words)));
                entry.0 += weight;
            }
        }
        seen.into_iter()
            .filter(|(_, (count, ..))| *count >= PARAGRAPHS)
            .map(|(id, (_, line, text))| {
                Known::inferred(id.to_owned(), evidence(document, "words", Trust::Likely, line, &text))
            })
            .collect()
    }
}
