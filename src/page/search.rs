//! The page where the archive is searched, which leads to the indexes where there is no script. Searching itself is `static/search`.

use serde::Serialize;

use super::PageContext;
use super::frame::Search;
use super::shell::Shell;
use crate::error::Error;
use crate::site::routes::Route;

/// The view of `search.html`.
#[derive(Serialize)]
pub struct SearchPage {
    shell: Shell,
    search: Option<Search>,
    communiques: String,
    timeline: String,
    tags: String,
}

pub(super) fn view(context: &PageContext<'_>) -> Result<SearchPage, Error> {
    let link = |route: Route<'_>| context.site.base.link(&route.address(context.lang));
    Ok(SearchPage {
        shell: context.titled("search-title", "search-description")?,
        search: Search::new(context.site, context.assets, context.lang),
        communiques: link(Route::Communiques(1)),
        timeline: link(Route::Timeline),
        tags: link(Route::Tags),
    })
}
