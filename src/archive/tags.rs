//! Tags as `site.toml` and editors write them → the tags of the archive, each once. Tags that readers take for one are one, whichever report is read first.

use std::collections::BTreeMap;
use std::sync::Arc;

use rayon::prelude::*;

use super::prepare::Prepared;
use super::slug::Slug;
use super::{TagName, addresses};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::lang::Bilingual;
use crate::say;
use crate::text::confusable::Key;
use crate::text::fold::FoldedText;
use crate::text::isolate::quoted;

/// A tag that the archive may have.
struct Known {
    name: Arc<TagName>,
    /// How it is read where it is spelled as it should be.
    folds: Vec<FoldedText>,
    /// What an editor should write for it.
    spelling: String,
    /// `site.toml` has it, or somebody was told that it has not: once is enough.
    is_told: bool,
}

/// The tags of the archive, by what those have in common that look alike.
pub(super) struct Tags {
    by_key: BTreeMap<Key, Known>,
    ids: Vec<String>,
    /// Words of which there is nothing to say any more, with their tags: reports use few words again and again.
    settled: BTreeMap<String, Arc<TagName>>,
}

impl Tags {
    /// Those of `site.toml`, and those that editors made up. Of several spellings of one the listed is right, else that of
    /// most reports, else the first by code point.
    pub(super) fn new(config: &Config, prepared: &[Prepared]) -> Tags {
        let mut by_key: BTreeMap<Key, Known> = BTreeMap::new();
        for (id, tag) in &config.tags {
            let name = Arc::new(TagName { id: Slug::new(id), label: tag.label.clone() });
            for form in [id.as_str(), tag.label.ar.as_str(), tag.label.en.as_str()] {
                let known = by_key.entry(Key::of_tag(form)).or_insert_with(|| Known {
                    name: Arc::clone(&name),
                    folds: Vec::new(),
                    spelling: form.to_owned(),
                    is_told: true,
                });
                known.folds.push(FoldedText::new(form));
            }
        }
        let words = counted(prepared);
        let mut known: Vec<(&str, Key)> = config.tags.keys().map(|id| (id.as_str(), Key::of_tag(id))).collect();
        let mut made: BTreeMap<Key, BTreeMap<&str, usize>> = BTreeMap::new();
        for (word, count) in words {
            let key = Key::of_tag(word);
            if by_key.contains_key(&key) {
                known.push((word, key));
            } else if !key.is_empty() {
                made.entry(key).or_default().insert(word, count);
            }
        }
        let mut taken = addresses::Taken::default();
        by_key.values().for_each(|known| taken.take(&known.name.id));
        for (key, spellings) in made {
            // The last of the greatest is taken: in the reverse of their order, the first by code point.
            let Some((word, _)) = spellings.into_iter().rev().max_by_key(|(_, count)| *count) else { continue };
            let slug = Slug::new(word);
            let id = if taken.is_like_another(&slug) { slug.marked() } else { slug };
            taken.take(&id);
            let name = Arc::new(TagName { id, label: Bilingual::same(word) });
            let known = Known { name, folds: vec![FoldedText::new(word)], spelling: word.to_owned(), is_told: false };
            by_key.insert(key, known);
        }
        let mut settled = BTreeMap::new();
        for (word, key) in known {
            let folded = FoldedText::new(word);
            let spelled = by_key.get(&key).filter(|known| !folded.is_empty() && known.folds.contains(&folded));
            settled.extend(spelled.map(|known| (word.to_owned(), Arc::clone(&known.name))));
        }
        Tags { by_key, ids: config.tags.keys().cloned().collect(), settled }
    }

    /// The tag of a word of which there is nothing to say.
    pub(super) fn settled(&self, word: &str) -> Option<&Arc<TagName>> {
        self.settled.get(word)
    }

    /// The tag that a word stands for; a word that `site.toml` does not know is its own label, with a warning.
    pub(super) fn name(
        &mut self,
        word: &str,
        place: &Place,
        diagnostics: &mut Vec<Diagnostic>,
    ) -> Option<Arc<TagName>> {
        if let Some(name) = self.settled(word) {
            return Some(Arc::clone(name));
        }
        let folded = FoldedText::new(word);
        let known = self.by_key.get_mut(&Key::of_tag(word)).filter(|_| !folded.is_empty());
        let Some(known) = known else {
            let word = quoted(word);
            let message = say!("{word} has no letters, so it is no tag", "ليس في {word} حروف، فليس موضوعًا");
            diagnostics.push(
                Diagnostic::warning(Code::EmptyTag, place.clone(), message)
                    .hint(say!("take it out of the list of tags", "احذفه من قائمة الموضوعات")),
            );
            return None;
        };
        if !known.folds.contains(&folded) {
            let (word, right) = (quoted(word), quoted(&known.spelling));
            let message = say!(
                "the tag {word} looks like {right}, so the two are one",
                "الموضوع {word} يشبه {right}، فعُدّا موضوعًا واحدًا"
            );
            diagnostics.push(
                Diagnostic::warning(Code::LookAlikeTag, place.clone(), message)
                    .hint(say!("write it as {right}", "اكتبه {right}")),
            );
        } else if !known.is_told {
            known.is_told = true;
            let ids: Vec<&str> = self.ids.iter().map(String::as_str).collect();
            let hint = match word.contains(['،', '؛', ',']) {
                true => say!(
                    "write each tag by itself, with a Latin comma between two: `[iraq, syria]`",
                    "اكتب كل موضوع وحده، وبين كل اثنين فاصلة لاتينية: `[iraq, syria]`"
                ),
                false => suggestion(word, &ids),
            };
            let word = quoted(word);
            let message = say!(
                "site.toml has no tag {word}; it is used as it is",
                "ليس في `site.toml` موضوع {word}؛ استُعمل كما هو"
            );
            diagnostics.push(Diagnostic::warning(Code::UnknownTag, place.clone(), message).hint(hint));
        } else {
            self.settled.insert(word.to_owned(), Arc::clone(&known.name));
        }
        Some(Arc::clone(&known.name))
    }
}

/// The words that editors wrote for tags, and how often.
fn counted(prepared: &[Prepared]) -> BTreeMap<&str, usize> {
    let add = |mut words: BTreeMap<_, _>, (word, count)| {
        *words.entry(word).or_default() += count;
        words
    };
    let written = prepared.par_iter().flat_map_iter(|report| report.head.front.tags.iter().flatten());
    let counted = written.map(|word| (word.value.as_str(), 1)).fold(BTreeMap::new, add);
    counted.reduce(BTreeMap::new, |one, other| other.into_iter().fold(one, add))
}
