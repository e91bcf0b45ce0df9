//! How far the archive is, for those who work on it: summaries, open questions, and where to edit. Readers are not led here by search engines.

use serde::Serialize;

use super::PageContext;
use super::lists::Pager;
use super::shell::{Shell, report_edit_url};
use super::view::{self, DateView, Link};
use crate::archive::progress::{Asked, Progress, STATES};
use crate::archive::questions::Question;
use crate::error::Error;
use crate::ingest::front_matter::SummaryStatus;
use crate::site::PER_PAGE;
use crate::site::routes::Route;

/// The view of `status.html`.
#[derive(Serialize)]
pub struct StatusPage {
    shell: Shell,
    total: usize,
    /// Open questions.
    questions: usize,
    bars: Vec<Bar>,
    entries: Vec<Entry>,
    pager: Pager,
}

/// How many of the communiqués are in one state.
#[derive(Serialize)]
pub struct Bar {
    key: &'static str,
    count: usize,
}

/// A communiqué.
#[derive(Serialize)]
pub struct Entry {
    link: Link,
    date: Option<DateView>,
    summary: SummaryStatus,
    file: String,
    edit: Option<String>,
    questions: Vec<Open>,
}

/// A question about a communiqué.
#[derive(Serialize)]
pub struct Open {
    /// The end of the key of its phrase.
    about: &'static str,
    /// The communiqué that it may be a copy of, its report, and how alike they are, in hundredths.
    other: Option<Link>,
    file: String,
    similarity: u32,
}

pub(super) fn view(context: &PageContext<'_>, page: usize) -> Result<StatusPage, Error> {
    let PageContext { site, lang, .. } = *context;
    let all = &site.progress;
    Ok(StatusPage {
        shell: context.titled("status-title", "status-description")?,
        total: all.len(),
        questions: site.archive.questions.len(),
        bars: STATES.iter().zip(site.states).map(|(state, count)| Bar { key: state.as_str(), count }).collect(),
        entries: all
            .iter()
            .skip((page - 1) * PER_PAGE)
            .take(PER_PAGE)
            .map(|progress| entry(context, progress))
            .collect(),
        pager: Pager::new(context, page, all.len(), |page| Route::Status(page).address(lang)),
    })
}

fn entry(context: &PageContext<'_>, progress: &Progress<'_>) -> Entry {
    let PageContext { site, lang, .. } = *context;
    let communique = progress.communique;
    let file = communique.canonical().map_or("", |report| report.file.as_str());
    Entry {
        link: view::link(site, communique, lang),
        date: view::date(site, communique, lang),
        summary: progress.summary(),
        edit: report_edit_url(site, file),
        file: super::communique::shown(file),
        questions: progress.questions.iter().map(|asked| open(context, asked)).collect(),
    }
}

fn open(context: &PageContext<'_>, asked: &Asked<'_>) -> Open {
    let (about, similarity) = match asked.question {
        Question::Copy { similarity, .. } => ("copy", *similarity),
        Question::Date { .. } => ("date", 0.0),
    };
    Open {
        about,
        other: asked.other.map(|(other, _)| view::link(context.site, other, context.lang)),
        file: asked.other.map_or_else(String::new, |(_, file)| super::communique::shown(file)),
        similarity: super::communique::hundredths(similarity),
    }
}
