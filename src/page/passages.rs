//! Places in communiqués → what pages show of them: the communiqué, its date, and each paragraph with its words marked.

use serde::Serialize;

use super::PageContext;
use super::view::{self, DateView, Link};
use crate::infer::Spot;
use crate::lang::Lang;
use crate::render::html::{self, Html};
use crate::site::routes::Route;
use crate::text::script;

/// A communiqué with some of its passages.
#[derive(Serialize)]
pub struct Passages {
    link: Link,
    date: Option<DateView>,
    passages: Vec<Passage>,
}

/// A passage.
#[derive(Serialize)]
pub struct Passage {
    /// Where it stands.
    url: String,
    /// The number of its paragraph.
    number: usize,
    html: Html,
    lang: &'static str,
    dir: &'static str,
}

/// The passages of a communiqué, given as an index, in which some words stand; two in one paragraph are one.
pub(super) fn of(context: &PageContext<'_>, communique: usize, spots: &[Spot]) -> Option<Passages> {
    let PageContext { site, lang, .. } = *context;
    let communique = site.communique(communique)?;
    let url = site.base.link(&Route::Communique(&communique.slug).address(lang));
    let own = communique.lang();
    let passages = spots.chunk_by(|a, b| a.block == b.block).filter_map(|spots| {
        let block = spots.first()?.block;
        let text = &communique.body().get(block)?.text;
        let ranges: Vec<_> = spots.iter().map(|spot| spot.start..spot.end).collect();
        let sentence = html::sentence_around(text, spots.first()?.start);
        let lang: Lang = script::dominant(text.get(sentence)?).unwrap_or(own);
        Some(Passage {
            url: format!("{url}#p{}", block + 1),
            number: block + 1,
            html: html::excerpt(text, &ranges),
            lang: lang.code(),
            dir: lang.dir(),
        })
    });
    Some(Passages {
        passages: passages.collect(),
        link: view::link(site, communique, lang),
        date: view::date(site, communique, lang),
    })
}
