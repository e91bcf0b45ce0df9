//! Tags as `site.toml` and editors write them → the tags of the archive, each once. Tags that readers take for one are one, whichever report is read first.

use std::collections::BTreeMap;

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
    name: TagName,
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
    /// Every word that was read, as it is compared: reports use few words again and again.
    read: BTreeMap<String, (Key, FoldedText)>,
}

impl Tags {
    /// Those of `site.toml`, and those that editors made up. Of several spellings of one the listed is right, else that of
    /// most reports, else the first by code point.
    pub(super) fn new(config: &Config, prepared: &[Prepared]) -> Tags {
        let mut by_key: BTreeMap<Key, Known> = BTreeMap::new();
        for (id, tag) in &config.tags {
            let name = TagName { id: Slug::new(id), label: tag.label.clone() };
            for form in [id.as_str(), tag.label.ar.as_str(), tag.label.en.as_str()] {
                let known = by_key.entry(Key::of_tag(form)).or_insert_with(|| Known {
                    name: name.clone(),
                    folds: Vec::new(),
                    spelling: form.to_owned(),
                    is_told: true,
                });
                known.folds.push(FoldedText::new(form));
            }
        }
        let mut words: BTreeMap<&str, usize> = BTreeMap::new();
        for word in prepared.iter().flat_map(|report| report.head.front.tags.iter().flatten()) {
            *words.entry(word.value.as_str()).or_default() += 1;
        }
        let mut made: BTreeMap<Key, BTreeMap<&str, usize>> = BTreeMap::new();
        for (word, count) in words {
            let key = Key::of_tag(word);
            if !key.is_empty() && !by_key.contains_key(&key) {
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
            let name = TagName { id, label: Bilingual::same(word) };
            let known = Known { name, folds: vec![FoldedText::new(word)], spelling: word.to_owned(), is_told: false };
            by_key.insert(key, known);
        }
        Tags { by_key, ids: config.tags.keys().cloned().collect(), read: BTreeMap::new() }
    }

    /// The tag that a word stands for; a word that `site.toml` does not know is its own label, with a warning.
    pub(super) fn name(&mut self, word: &str, place: &Place, diagnostics: &mut Vec<Diagnostic>) -> Option<TagName> {
        if !self.read.contains_key(word) {
            self.read.insert(word.to_owned(), (Key::of_tag(word), FoldedText::new(word)));
        }
        let (key, folded) = self.read.get(word)?;
        let known = self.by_key.get_mut(key).filter(|_| !folded.is_empty());
        let Some(known) = known else {
            let word = quoted(word);
            let message = say!("{word} has no letters, so it is no tag", "ليس في {word} حروف، فليس موضوعًا");
            diagnostics.push(
                Diagnostic::warning(Code::EmptyTag, place.clone(), message)
                    .hint(say!("take it out of the list of tags", "احذفه من قائمة الموضوعات")),
            );
            return None;
        };
        if !known.folds.contains(folded) {
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
        }
        Some(known.name.clone())
    }
}
