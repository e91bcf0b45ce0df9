//! The archive → what pages look things up in: who belongs to a meeting or a tag, who mentions whom. Indexes only; no text is copied.

pub mod links;
pub mod routes;
pub mod series;

use std::collections::BTreeMap;

use icu_collator::options::{CollatorOptions, Strength};
use icu_collator::{Collator, CollatorBorrowed, CollatorPreferences};
use icu_locale_core::locale;
use rayon::prelude::*;

use crate::archive::progress::{self, Progress};
use crate::archive::slug::Slug;
use crate::archive::{Archive, Communique, TagName};
use crate::config::{Config, KINDS, Meeting};
use crate::formulas::{self, Formulas};
use crate::infer::Named;
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::Lang;
use crate::text::alphabet;
use links::Links;
use routes::{Base, Filter};
use series::Pair;

/// Communiqués on one page of a list.
pub const PER_PAGE: usize = 50;

/// Communiqués of one tag, earlier and later, among which those alike are looked for.
const NEIGHBOURS: usize = 6;

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
    /// All communiqués, as indexes, oldest first; those without a date are last.
    pub in_time: Vec<usize>,
    /// How far each communiqué is, oldest first.
    pub progress: Vec<Progress<'a>>,
    /// How many summaries are in each of `progress::STATES`.
    pub states: [usize; progress::STATES.len()],
    /// Who refers to whom.
    pub links: Links,
    /// For each name of `site.toml` the communiqués that speak of it, oldest first, with the places.
    pub names: Vec<Vec<(usize, Vec<Named>)>>,
    /// The agreed language.
    pub formulas: &'a Formulas,
    /// By index of a communiqué: its formulas, as indexes, those first that stand in most communiqués.
    pub formulas_of: Vec<Vec<usize>>,
    /// The communiqués that are set against each other, newest first.
    pub pairs: Vec<Pair>,
    /// By index of a communiqué: the pairs that it is in, as indexes.
    pub pairs_of: Vec<Vec<usize>>,
    /// The years in which there is a meeting or a communiqué.
    pub years: BTreeMap<i32, Year>,
    /// The tags in use, by id.
    pub tags: BTreeMap<&'a Slug, Tagged<'a>>,
    by_slug: BySlug<'a>,
}

/// The communiqués by their addresses, as indexes.
#[derive(Debug)]
struct BySlug<'a>(Vec<(&'a Slug, usize)>);

impl<'a> BySlug<'a> {
    fn new(archive: &'a Archive) -> BySlug<'a> {
        let mut slugs: Vec<(&Slug, usize)> = archive.communiques.iter().map(|one| &one.slug).zip(0..).collect();
        slugs.par_sort_unstable();
        BySlug(slugs)
    }

    fn get(&self, slug: &Slug) -> Option<usize> {
        let place = self.0.binary_search_by(|(other, _)| (*other).cmp(slug)).ok()?;
        self.0.get(place).map(|(_, index)| *index)
    }
}

/// What a year holds, as indexes in the order of the whole.
#[derive(Debug, Default)]
pub struct Year {
    /// Its meetings.
    pub meetings: Vec<usize>,
    /// Its communiqués.
    pub communiques: Vec<usize>,
}

/// A tag in use.
#[derive(Debug)]
pub struct Tagged<'a> {
    /// Its id and label.
    pub name: &'a TagName,
    /// Its communiqués, as indexes, in the archive's order.
    pub communiques: Vec<usize>,
}

/// Which communiqués a meeting, a year and a tag have.
struct Members<'a> {
    by_meeting: Vec<Vec<usize>>,
    years: BTreeMap<i32, Year>,
    tags: BTreeMap<&'a Slug, Tagged<'a>>,
}

impl<'a> Members<'a> {
    fn new(config: &Config, archive: &'a Archive) -> Members<'a> {
        let mut by_meeting = vec![Vec::new(); config.meetings.len()];
        let mut tags: BTreeMap<&Slug, Tagged<'_>> = BTreeMap::new();
        let mut years: BTreeMap<i32, Year> = BTreeMap::new();
        for (index, meeting) in config.meetings.iter().enumerate() {
            years.entry(meeting.date.year()).or_default().meetings.push(index);
        }
        for (index, communique) in archive.communiques.iter().enumerate() {
            let own = communique.meeting.as_ref().map(|meeting| meeting.value);
            if let Some(list) = own.and_then(|own| by_meeting.get_mut(own)) {
                list.push(index);
            }
            if let Some(date) = &communique.date {
                years.entry(date.value.year()).or_default().communiques.push(index);
            }
            for tag in &communique.tags {
                let tagged =
                    tags.entry(&tag.value.id).or_insert_with(|| Tagged { name: &tag.value, communiques: Vec::new() });
                tagged.communiques.push(index);
            }
        }
        Members { by_meeting, years, tags }
    }
}

impl<'a> Site<'a> {
    /// Makes the indexes.
    pub fn new(config: &'a Config, archive: &'a Archive, formulas: &'a Formulas) -> Site<'a> {
        let in_time = formulas::in_time(archive);
        let (Members { by_meeting, years, tags }, (by_slug, pairs)) = rayon::join(
            || Members::new(config, archive),
            || {
                let by_slug = BySlug::new(archive);
                let pairs = series::pairs(config, archive, formulas, &in_time, &|slug| by_slug.get(slug));
                (by_slug, pairs)
            },
        );
        let mut formulas_of = vec![Vec::new(); archive.communiques.len()];
        for (index, formula) in formulas.all.iter().enumerate() {
            let mut communiques: Vec<usize> = formula.places.iter().map(|place| place.communique).collect();
            communiques.dedup();
            for communique in communiques {
                formulas_of.get_mut(communique).into_iter().for_each(|list: &mut Vec<usize>| list.push(index));
            }
        }
        let mut pairs_of = vec![Vec::new(); archive.communiques.len()];
        for (index, pair) in pairs.iter().enumerate() {
            for communique in [pair.older, pair.newer] {
                pairs_of.get_mut(communique).into_iter().for_each(|list: &mut Vec<usize>| list.push(index));
            }
        }
        let progress = progress::of(archive, &in_time);
        Site {
            base: Base::new(&config.base_url),
            links: Links::new(config, archive, &in_time, &by_meeting),
            names: links::names(config, archive, &in_time),
            states: progress::STATES.map(|state| progress.iter().filter(|one| one.summary() == state).count()),
            progress,
            in_time,
            formulas,
            formulas_of,
            pairs,
            pairs_of,
            by_slug,
            config,
            archive,
            by_meeting,
            years,
            tags,
        }
    }

    /// The meetings that a filter shows, as indexes, oldest first.
    pub fn filtered(&self, filter: Filter<'_>) -> Vec<usize> {
        let shown = |meeting: &Meeting| match filter {
            Filter::Kind(kind) => meeting.kind == kind,
            Filter::InPerson => !meeting.is_virtual,
            Filter::Virtual => meeting.is_virtual,
        };
        let meetings = self.config.meetings.iter().enumerate();
        meetings.filter(|(_, meeting)| shown(meeting)).map(|(index, _)| index).collect()
    }

    /// The filters that show some meetings and not all.
    pub fn filters(&self) -> Vec<(Filter<'static>, usize)> {
        let all = KINDS.into_iter().map(Filter::Kind).chain([Filter::InPerson, Filter::Virtual]);
        let counted = all.map(|filter| (filter, self.filtered(filter).len()));
        counted.filter(|(_, count)| (1..self.config.meetings.len()).contains(count)).collect()
    }

    /// The communiqué at an index.
    pub fn communique(&self, index: usize) -> Option<&'a Communique> {
        self.archive.communiques.get(index)
    }

    /// The communiqué at an address.
    pub fn find(&self, slug: &Slug) -> Option<&'a Communique> {
        self.communique(self.index_of(slug)?)
    }

    /// The index of the communiqué at an address.
    pub fn index_of(&self, slug: &Slug) -> Option<usize> {
        self.by_slug.get(slug)
    }

    /// A communiqué's meeting.
    pub fn meeting_of(&self, communique: &Communique) -> Option<&'a Meeting> {
        self.config.meetings.get(communique.meeting.as_ref()?.value)
    }

    /// How many communiqués have a summary, in whatever state.
    pub fn summarised(&self) -> usize {
        self.archive.communiques.iter().filter(|communique| communique.summary.status != SummaryStatus::Missing).count()
    }

    /// The tags in the order of a language's alphabet, articles aside, each with the letter that files it.
    pub fn tags_in_order(&self, lang: Lang) -> Vec<(char, &Tagged<'a>)> {
        let mut tags: Vec<&Tagged<'a>> = self.tags.values().collect();
        sort_by_label(&mut tags, lang, |tag| tag.name.label.get(lang));
        tags.into_iter().map(|tag| (alphabet::letter(tag.name.label.get(lang)), tag)).collect()
    }

    /// The tags that stand on a tag's communiqués too, with how many they share, most first.
    pub fn tags_beside(&self, tagged: &Tagged<'_>) -> Vec<(&Tagged<'a>, usize)> {
        let mut counts: BTreeMap<&Slug, usize> = BTreeMap::new();
        for communique in tagged.communiques.iter().filter_map(|index| self.communique(*index)) {
            for other in communique.tags.iter().filter(|tag| tag.value.id != tagged.name.id) {
                *counts.entry(&other.value.id).or_default() += 1;
            }
        }
        let mut beside: Vec<(&Tagged<'a>, usize)> =
            counts.into_iter().filter_map(|(id, count)| Some((self.tags.get(id)?, count))).collect();
        beside.sort_by(|a, b| b.1.cmp(&a.1).then_with(|| a.0.name.id.cmp(&b.0.name.id)));
        beside
    }

    /// The communiqués nearest in time to one that share two or more tags with it, with how many, most first. Of each
    /// tag only the neighbours are looked at, so that a tag on every communiqué costs no more than another.
    pub fn alike_by_tags(&self, index: usize, communique: &Communique) -> Vec<(usize, usize)> {
        let mut shared: BTreeMap<usize, usize> = BTreeMap::new();
        for tagged in communique.tags.iter().filter_map(|tag| self.tags.get(&tag.value.id)) {
            let at = tagged.communiques.partition_point(|other| *other < index);
            let from = at.saturating_sub(NEIGHBOURS);
            let near = tagged.communiques.iter().skip(from).take(at - from + NEIGHBOURS + 1);
            for other in near.filter(|other| **other != index) {
                *shared.entry(*other).or_default() += 1;
            }
        }
        let mut alike: Vec<(usize, usize)> = shared.into_iter().filter(|(_, count)| *count > 1).collect();
        alike.sort_by_key(|(other, count)| (std::cmp::Reverse(*count), other.abs_diff(index), *other));
        alike
    }
}

/// Sorts by labels as a language's index does: by the letter that files them, then by the Unicode algorithm.
pub fn sort_by_label<T>(items: &mut [T], lang: Lang, label: impl Fn(&T) -> &str) {
    let collator = collator(lang);
    items.sort_by(|a, b| {
        let (a, b) = (label(a), label(b));
        let rank = |label: &str| alphabet::rank(alphabet::letter(label), lang);
        let (first, second) = (alphabet::sort_form(a), alphabet::sort_form(b));
        rank(a).cmp(&rank(b)).then_with(|| match &collator {
            Some(collator) => collator.compare(first, second),
            None => first.cmp(second),
        })
    });
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
