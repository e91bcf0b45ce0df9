//! The tag index, by letter, and a tag's own page.

use serde::Serialize;

use super::PageContext;
use super::lists::{Card, Pager, cards};
use super::shell::Shell;
use super::view::Said;
use crate::error::Error;
use crate::lang::Lang;
use crate::site::routes::Route;
use crate::site::{Site, Tagged};
use crate::text::alphabet;

/// Tags that a tag's page names as related.
const BESIDE: usize = 12;

/// All tags.
#[derive(Serialize)]
pub struct TagIndex {
    shell: Shell,
    /// The letters to jump to; of the page's own alphabet also those that no tag begins with.
    letters: Vec<Jump>,
    groups: Vec<Group>,
}

/// A letter of the index.
#[derive(Serialize)]
pub struct Jump {
    letter: char,
    /// The group's place, from 1, if there is one.
    group: Option<usize>,
}

/// The tags of a letter.
#[derive(Serialize)]
pub struct Group {
    letter: char,
    lang: &'static str,
    tags: Vec<TagEntry>,
}

/// A tag in an index.
#[derive(Serialize)]
pub struct TagEntry {
    url: String,
    label: Said,
    other_label: Option<Said>,
    count: usize,
}

/// A tag with one page of its communiqués.
#[derive(Serialize)]
pub struct TagPage {
    shell: Shell,
    label: Said,
    other_label: Option<Said>,
    total: usize,
    entries: Vec<Card>,
    pager: Pager,
    /// Tags that its communiqués have too, with how many.
    beside: Vec<TagEntry>,
}

fn entry(context: &PageContext<'_>, tagged: &Tagged<'_>, count: usize) -> TagEntry {
    let PageContext { site, lang, .. } = *context;
    TagEntry {
        url: site.base.link(&Route::Tag(&tagged.name.id, 1).address(lang)),
        label: Said::label(&tagged.name.label, lang),
        other_label: other_label(tagged, context),
        count,
    }
}

/// The label in the other language, where it differs.
fn other_label(tagged: &Tagged<'_>, context: &PageContext<'_>) -> Option<Said> {
    let label = &tagged.name.label;
    (label.ar != label.en).then(|| Said::new(label.get(context.lang.other()), context.lang))
}

/// The tags with the most communiqués, at most `most`.
pub(super) fn most<'a>(site: &'a Site<'_>, most: usize) -> Vec<&'a Tagged<'a>> {
    let mut tags: Vec<&Tagged<'_>> = site.tags.values().collect();
    tags.sort_by(|a, b| b.communiques.len().cmp(&a.communiques.len()).then_with(|| a.name.id.cmp(&b.name.id)));
    tags.truncate(most);
    tags
}

/// The same as entries.
pub(super) fn foremost(context: &PageContext<'_>, count: usize) -> Vec<TagEntry> {
    most(context.site, count).into_iter().map(|tagged| entry(context, tagged, tagged.communiques.len())).collect()
}

pub(super) fn index(context: &PageContext<'_>) -> Result<TagIndex, Error> {
    let mut groups: Vec<Group> = Vec::new();
    for (letter, tagged) in context.site.tags_in_order(context.lang) {
        let entry = entry(context, tagged, tagged.communiques.len());
        match groups.last_mut() {
            Some(group) if group.letter == letter => group.tags.push(entry),
            _ => {
                let lang = if alphabet::ARABIC.contains(letter) { Lang::Ar } else { Lang::En };
                groups.push(Group { letter, lang: lang.code(), tags: vec![entry] });
            }
        }
    }
    let own = match context.lang {
        Lang::Ar => alphabet::ARABIC,
        Lang::En => alphabet::LATIN,
    };
    let further = groups.iter().map(|group| group.letter).filter(|letter| !own.contains(*letter));
    let letters = own.chars().chain(further).map(|letter| Jump {
        letter,
        group: groups.iter().position(|group| group.letter == letter).map(|index| index + 1),
    });
    Ok(TagIndex { shell: context.titled("tags-title", "tags-description")?, letters: letters.collect(), groups })
}

pub(super) fn tag(context: &PageContext<'_>, tagged: &Tagged<'_>, page: usize) -> Result<TagPage, Error> {
    let PageContext { site, lang, .. } = *context;
    let label = Said::label(&tagged.name.label, lang);
    let description = context.phrase("tag-description")?;
    Ok(TagPage {
        shell: context.shell(Some(label.clone()), format!("{description} {}", label.text)),
        other_label: other_label(tagged, context),
        label,
        total: tagged.communiques.len(),
        entries: cards(context, tagged.communiques.iter().copied(), page),
        pager: Pager::new(context, page, tagged.communiques.len(), |page| {
            Route::Tag(&tagged.name.id, page).address(lang)
        }),
        beside: if page == 1 {
            let beside = site.tags_beside(tagged).into_iter().take(BESIDE);
            beside.map(|(other, count)| entry(context, other, count)).collect()
        } else {
            Vec::new()
        },
    })
}
