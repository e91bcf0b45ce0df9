//! A communiqué's copies side by side: what each keeps, changes, leaves out and adds, word by word, and what cleaning took out of it.

use serde::Serialize;

use super::PageContext;
use super::communique::{RemovedFrom, TextView, hundredths, removed, shown};
use super::shell::Shell;
use super::view::{self, DateView, Link, Said};
use crate::archive::{Communique, Report};
use crate::compare::copies::{self, Change, Comparison, Piece};
use crate::compare::paragraphs;
use crate::dedup::Why;
use crate::fingerprint::Deferred;
use crate::render::html;

/// Characters of a paragraph by which its row is known.
const EXCERPT: usize = 60;

/// The view of `copies.html`.
#[derive(Serialize)]
pub struct CopiesPage<'a> {
    shell: Shell,
    title: Said,
    communique: Link,
    compared: Deferred<'a, Compared>,
    removed: Deferred<'a, Vec<RemovedFrom>>,
}

/// The reports side by side.
#[derive(Serialize)]
pub struct Compared {
    /// The canonical report's name.
    canonical: Said,
    /// Its copies.
    copies: Vec<Column>,
    rows: Vec<Row>,
    /// What each copy changes and adds.
    differences: Vec<Differences>,
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

pub(super) fn view<'a>(context: &'a PageContext<'_>, communique: &'a Communique) -> Option<CopiesPage<'a>> {
    let PageContext { site, lang, .. } = *context;
    let canonical = communique.canonical()?;
    let title = view::title(communique, lang);
    let description = view::shortened(view::lead(communique.body()), 150);
    let link = view::link(site, communique, lang);
    Some(CopiesPage {
        shell: context.shell(Some(title.clone()), description),
        compared: Deferred::new(&(&link.url, &communique.reports), {
            let url = link.url.clone();
            move || compared(context, communique, canonical, &url)
        }),
        communique: link,
        title,
        removed: removed(communique, lang),
    })
}

/// Sets the copies beside the canonical report, which stands at `url`.
fn compared(context: &PageContext<'_>, communique: &Communique, canonical: &Report, url: &str) -> Compared {
    let lang = context.lang;
    let found: Vec<Comparison> =
        communique.copies().iter().map(|copy| copies::compare(&canonical.body, &copy.body)).collect();
    let own = canonical.body.lang();
    let numbers: Vec<usize> = paragraphs(&canonical.body).map(|(number, _)| number).collect();
    let rows = paragraphs(&canonical.body).enumerate().map(|(index, (number, block))| Row {
        number,
        excerpt: Said::new(&view::shortened(&block.text, EXCERPT), lang),
        anchor: url.to_owned(),
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
    Compared {
        canonical: name(canonical, context),
        copies: communique
            .copies()
            .iter()
            .zip(&found)
            .map(|(report, copy)| column(report, copy.added.len(), context))
            .collect(),
        rows: rows.collect(),
        differences: differences.collect(),
    }
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
