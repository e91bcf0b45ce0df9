//! The archive → what pages look things up in: who belongs to a meeting or a tag, who mentions whom. Indexes only; no text is copied.

pub mod routes;

use std::collections::BTreeMap;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;

use crate::archive::slug::Slug;
use crate::archive::{Archive, Communique, TagName};
use crate::config::{Config, Meeting};
use crate::infer::Looks;
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::Lang;
use routes::Base;

/// Communiqués on one page of a list.
pub const PER_PAGE: usize = 50;

/// The archive with its indexes.
#[derive(Debug)]
pub struct Site<'a> {
    /// What `site.toml` says.
    pub config: &'a Config,
    /// The communiqués.
    pub archive: &'a Archive,
    /// The site's address.
    pub base: Base,
    /// By index of a meeting: its communiqués, as indexes, in the archive's order.
    pub by_meeting: Vec<Vec<usize>>,
    /// By index of a meeting: the communiqués that speak of it, as indexes, oldest first.
    pub mentioned_by: Vec<Vec<(usize, Looks)>>,
    /// The tags in use, by id.
    pub tags: BTreeMap<&'a Slug, Tagged<'a>>,
    by_slug: BTreeMap<&'a Slug, usize>,
}

/// A tag in use.
#[derive(Debug)]
pub struct Tagged<'a> {
    /// Its id and label.
    pub name: &'a TagName,
    /// Its communiqués, as indexes, in the archive's order.
    pub communiques: Vec<usize>,
}

impl<'a> Site<'a> {
    /// Makes the indexes.
    pub fn new(config: &'a Config, archive: &'a Archive) -> Site<'a> {
        let mut by_meeting = vec![Vec::new(); config.meetings.len()];
        let mut mentioned_by = vec![Vec::new(); config.meetings.len()];
        let mut tags: BTreeMap<&Slug, Tagged<'_>> = BTreeMap::new();
        for (index, communique) in archive.communiques.iter().enumerate() {
            let own = communique.meeting.as_ref().map(|meeting| meeting.value);
            if let Some(list) = own.and_then(|own| by_meeting.get_mut(own)) {
                list.push(index);
            }
            for mention in communique.mentions.iter().filter(|mention| Some(mention.meeting) != own) {
                if let Some(list) = mentioned_by.get_mut(mention.meeting) {
                    list.push((index, mention.looks));
                }
            }
            for tag in &communique.tags {
                let tagged =
                    tags.entry(&tag.value.id).or_insert_with(|| Tagged { name: &tag.value, communiques: Vec::new() });
                tagged.communiques.push(index);
            }
        }
        for list in &mut mentioned_by {
            list.reverse();
        }
        Site {
            base: Base::new(&config.base_url),
            by_slug: archive
                .communiques
                .iter()
                .enumerate()
                .map(|(index, communique)| (&communique.slug, index))
                .collect(),
            config,
            archive,
            by_meeting,
            mentioned_by,
            tags,
        }
    }

    /// The communiqué at an index.
    pub fn communique(&self, index: usize) -> Option<&'a Communique> {
        self.archive.communiques.get(index)
    }

    /// The communiqué at an address.
    pub fn find(&self, slug: &Slug) -> Option<&'a Communique> {
        self.communique(*self.by_slug.get(slug)?)
    }

    /// A communiqué's meeting.
    pub fn meeting_of(&self, communique: &Communique) -> Option<&'a Meeting> {
        self.config.meetings.get(communique.meeting.as_ref()?.value)
    }

    /// How many communiqués have a summary, in whatever state.
    pub fn summarised(&self) -> usize {
        self.archive.communiques.iter().filter(|communique| communique.summary.status != SummaryStatus::Missing).count()
    }

    /// The tags in the order of a language's alphabet.
    pub fn tags_in_order(&self, lang: Lang) -> Vec<&Tagged<'a>> {
        let mut tags: Vec<&Tagged<'a>> = self.tags.values().collect();
        match collator(lang) {
            Some(collator) => tags.sort_by(|a, b| {
                collator.compare(a.name.label.get(lang), b.name.label.get(lang)).then_with(|| a.name.id.cmp(&b.name.id))
            }),
            None => tags.sort_by(|a, b| a.name.label.get(lang).cmp(b.name.label.get(lang))),
        }
        tags
    }
}

/// Collation by the Unicode algorithm with CLDR's tailoring; none where its data is missing from the program.
fn collator(lang: Lang) -> Option<CollatorBorrowed<'static>> {
    let locale = match lang {
        Lang::Ar => locale!("ar"),
        Lang::En => locale!("en"),
    };
    let mut options = CollatorOptions::default();
    options.strength = Some(Strength::Tertiary);
    Collator::try_new(CollatorPreferences::from(locale), options).ok()
}
