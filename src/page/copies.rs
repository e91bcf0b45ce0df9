//! A communiqué's copies side by side: what each keeps, changes, leaves out and adds, word by word, and what cleaning took out of it.

use serde::Serialize;

use super::PageContext;
use super::communique::{RemovedFrom, TextView, hundredths, removed_from, shown};
use super::shell::Shell;
use super::view::{self, DateView, Link, Said};
use crate::archive::{Communique, Report};
use crate::compare::copies::{self, Change, Comparison, Piece};
use crate::compare::paragraphs;
use crate::dedup::Why;
use crate::render::html;
use crate::site::routes::Route;

/// Characters of a paragraph by which its row is known.
const EXCERPT: usize = 60;

/// The view of `copies.html`.
#[derive(Serialize)]
pub struct CopiesPage {
    shell: Shell,
    title: Said,
    communique: Link,
    /// The canonical report's name.
    canonical: Said,
    /// Its copies.
    copies: Vec<Column>,
    rows: Vec<Row>,
    /// What each copy changes and adds.
    differences: Vec<Differences>,
    removed: Vec<RemovedFrom>,
}

/// A report as the head of a column.
#[derive(Serialize)]
pub struct Column {
    /// Its outlet, or its file where the outlet is not known.
    name: Said,
    file: String,
    published: Option<DateView>,
    url: Option<String>,
    /// In hundredths.
    similarity: u32,
    /// Sentences that it adds.
    added: usize,
    /// Why it is here.
    why: Why,
    /// Its own title and text.
    title: Said,
    body: TextView,
}

/// A paragraph of the canonical text.
#[derive(Serialize)]
pub struct Row {
    number: usize,
    /// Its first words.
    excerpt: Said,
    /// Where it stands on the communiqué's page.
    anchor: String,
    /// What each copy makes of it.
    cells: Vec<Change>,
}

/// A copy's own words.
#[derive(Serialize)]
pub struct Differences {
    name: Said,
    changed: Vec<Changed>,
    added: Vec<Said>,
}

/// A changed paragraph.
#[derive(Serialize)]
pub struct Changed {
    number: usize,
    pieces: Vec<Piece>,
    lang: &'static str,
    dir: &'static str,
}

pub(super) fn view(context: &PageContext<'_>, communique: &Communique) -> Option<CopiesPage> {
    let PageContext { site, lang, .. } = *context;
    let canonical = communique.canonical()?;
    let found: Vec<Comparison> =
        communique.copies().iter().map(|copy| copies::compare(&canonical.body, &copy.body)).collect();
    let address = Route::Communique(&communique.slug).address(lang);
    let own = view::language(&canonical.body);
    let numbers: Vec<usize> = paragraphs(&canonical.body).map(|(number, _)| number).collect();
    let rows = paragraphs(&canonical.body).enumerate().map(|(index, (number, block))| Row {
        number,
        excerpt: Said::new(&view::shortened(&block.text, EXCERPT), lang),
        anchor: site.base.link(&address),
        cells: found.iter().filter_map(|copy| copy.paragraphs.get(index)).map(|paragraph| paragraph.change).collect(),
    });
    let differences = communique.copies().iter().zip(&found).map(|(report, copy)| {
        let numbered = numbers.iter().copied().zip(&copy.paragraphs);
        let changed = numbered.filter(|(_, paragraph)| paragraph.change == Change::Changed);
        Differences {
            name: name(report, context),
            changed: changed
                .map(|(number, paragraph)| Changed {
                    number,
                    pieces: paragraph.pieces.clone(),
                    lang: own.code(),
                    dir: own.dir(),
                })
                .collect(),
            added: copy.added.iter().map(|text| Said::new(text, lang)).collect(),
        }
    });
    let title = view::title(communique, lang);
    let description = view::shortened(view::lead(communique.body()), 150);
    Some(CopiesPage {
        shell: context.shell(Some(title.clone()), description),
        communique: view::link(site, communique, lang),
        title,
        canonical: name(canonical, context),
        copies: communique
            .copies()
            .iter()
            .zip(&found)
            .map(|(report, copy)| column(report, copy.added.len(), context))
            .collect(),
        rows: rows.collect(),
        differences: differences.collect(),
        removed: communique
            .reports
            .iter()
            .filter(|report| !report.removed.is_empty())
            .map(|report| removed_from(report, lang))
            .collect(),
    })
}

fn name(report: &Report, context: &PageContext<'_>) -> Said {
    match &report.outlet {
        Some(outlet) => Said::label(&outlet.value, context.lang),
        None => Said::new(&shown(&report.file), context.lang),
    }
}

fn column(report: &Report, added: usize, context: &PageContext<'_>) -> Column {
    Column {
        name: name(report, context),
        file: shown(&report.file),
        published: report.published.map(|date| DateView::new(date, context.lang, context.site.config.style)),
        url: report.url.clone(),
        similarity: hundredths(report.similarity),
        added,
        why: report.why,
        title: Said::new(&report.title, context.lang),
        body: TextView::new(&report.body, html::unnumbered),
    }
}
