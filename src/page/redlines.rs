//! Two communiqués against each other, word by word, and the list of all that are.

use std::collections::BTreeMap;

use serde::Serialize;

use super::PageContext;
use super::communique::hundredths;
use super::formulas::{self, FormulaLink};
use super::lists::Pager;
use super::shell::Shell;
use super::view::{self, DateView, Link, Said};
use crate::archive::Communique;
use crate::compare::redline::{Change, Redline, Row};
use crate::compare::strength::Scale;
use crate::error::Error;
use crate::fingerprint::Deferred;
use crate::render::html::{self, Html, Moved, Numbered, Place, Side};
use crate::render::strings::Value;
use crate::site::PER_PAGE;
use crate::site::routes::Route;
use crate::site::series::Pair;

/// Formulas that the page of a pair names.
const FORMULAS: usize = 12;

/// The view of `redline.html`.
#[derive(Serialize)]
pub struct RedlinePage<'a> {
    shell: Shell,
    older: Text,
    newer: Text,
    redline: Deferred<'a, RedlineView>,
    /// Formulas that both have.
    formulas: Vec<FormulaLink>,
}

/// What changed from the one text to the other.
#[derive(Serialize)]
pub struct RedlineView {
    /// How much of the older text is kept, in hundredths.
    kept: u32,
    /// Words.
    added: usize,
    dropped: usize,
    moved: usize,
    /// Paragraphs that only the newer text has, and only the older, as places on this page.
    new_paragraphs: Vec<Jump>,
    dropped_paragraphs: Vec<Jump>,
    /// How many verbs were made stronger, and how many weaker.
    raised: usize,
    lowered: usize,
    rows: Vec<RowView>,
}

/// One of the two texts.
#[derive(Serialize)]
pub struct Text {
    link: Link,
    date: Option<DateView>,
    lang: &'static str,
    dir: &'static str,
}

/// Paragraphs on the page that follow one another.
#[derive(Serialize)]
pub struct Jump {
    /// Where the first stands.
    anchor: String,
    from: usize,
    to: usize,
}

/// A paragraph of both texts; or those in a row that only one of them has.
#[derive(Serialize)]
pub struct RowView {
    change: Change,
    older: Option<Html>,
    newer: Option<Html>,
    shifts: Vec<ShiftView>,
}

/// A verb that was made stronger or weaker.
#[derive(Serialize)]
pub struct ShiftView {
    scale: Scale,
    old: String,
    new: String,
    raised: bool,
}

/// The view of `redlines.html`.
#[derive(Serialize)]
pub struct RedlineList {
    shell: Shell,
    total: usize,
    entries: Vec<Entry>,
    pager: Pager,
}

/// A pair in the list.
#[derive(Serialize)]
pub struct Entry {
    url: String,
    older: Text,
    newer: Text,
    predecessor: bool,
    /// Words of agreed language.
    shared: usize,
}

fn text(context: &PageContext<'_>, communique: &Communique) -> Text {
    let PageContext { site, lang, .. } = *context;
    let own = communique.lang();
    Text {
        link: view::link(site, communique, lang),
        date: view::date(site, communique, lang),
        lang: own.code(),
        dir: own.dir(),
    }
}

/// The address of a pair's page.
pub(super) fn url(context: &PageContext<'_>, pair: &Pair) -> Option<String> {
    let PageContext { site, lang, .. } = *context;
    let (older, newer) = (site.communique(pair.older)?, site.communique(pair.newer)?);
    Some(site.base.link(&Route::Redline(&older.slug, &newer.slug).address(lang)))
}

pub(super) fn view<'a, 'b: 'a>(
    context: &'a PageContext<'_>,
    (older_index, older): (usize, &'b Communique),
    (newer_index, newer): (usize, &'b Communique),
    redline: &'a (dyn Fn() -> &'a Redline<'b> + Sync),
) -> Result<RedlinePage<'a>, Error> {
    let PageContext { site, lang, .. } = *context;
    let [first, second] = [older, newer].map(|one| Value::Text(view::title(one, lang).text));
    let title = context.phrase_with("redline-of", &[("older", first), ("newer", second)])?;
    let went = context.phrase("redline-went")?;
    let urls = [older, newer].map(|one| site.base.link(&Route::Communique(&one.slug).address(lang)));
    let bodies = [older, newer].map(|one| one.canonical().map(|report| report.body.name()));
    Ok(RedlinePage {
        shell: context.shell(Some(Said::new(&title, lang)), context.phrase("redline-description")?),
        older: text(context, older),
        newer: text(context, newer),
        redline: Deferred::new(&(bodies, &urls), {
            let urls = urls.clone();
            move || rows(context, redline(), &urls, &went)
        }),
        formulas: formulas::shared(context, older_index, newer_index, FORMULAS),
    })
}

/// The rows of a redline between the texts at two addresses. `went` is the phrase for where words went.
fn rows(context: &PageContext<'_>, redline: &Redline<'_>, urls: &[String; 2], went: &str) -> RedlineView {
    let lang = context.lang;
    let strings = context.theme.strings(lang);
    let [older_url, newer_url] = urls;
    // A paragraph of the older text that has a counterpart is shown with it.
    let anchors: BTreeMap<usize, String> =
        redline.rows.iter().filter_map(|row| Some((row.old?, anchor(row)))).collect();
    let place = |moved: Moved| {
        let (number, anchor) = match moved {
            Moved::To(number) => (number, format!("n{number}")),
            Moved::From(number) => (number, anchors.get(&number).cloned().unwrap_or_default()),
        };
        Place { label: went.replace('#', &strings.number(number as u64)), lang, url: format!("#{anchor}") }
    };
    let cell = |rows: &[Row<'_>], side: Side| {
        let paragraphs: Vec<Numbered<'_>> = rows
            .iter()
            .filter_map(|row| {
                let (number, url) = match side {
                    Side::Older => (row.old?, older_url),
                    Side::Newer => (row.new?, newer_url),
                };
                let id = (side == Side::Newer || row.new.is_none()).then(|| anchor(row));
                let url = format!("{url}#p{number}");
                Some(Numbered { id, number: strings.number(number as u64), url, pieces: &row.pieces })
            })
            .collect();
        (!paragraphs.is_empty()).then(|| html::numbered(&paragraphs, side, &place))
    };
    let lone = |row: &Row<'_>| matches!(row.change, Change::Added | Change::Dropped);
    let groups = redline.rows.chunk_by(|a, b| a.change == b.change && lone(a));
    let rows = groups.map(|rows| RowView {
        change: rows.first().map_or(Change::Kept, |row| row.change),
        older: cell(rows, Side::Older),
        newer: cell(rows, Side::Newer),
        shifts: rows
            .iter()
            .flat_map(|row| &row.shifts)
            .map(|shift| ShiftView {
                scale: shift.scale,
                old: shift.old.clone(),
                new: shift.new.clone(),
                raised: shift.raised,
            })
            .collect(),
    });
    let jumps = |change: Change, pick: fn(&Row<'_>) -> Option<usize>| {
        let mut jumps: Vec<Jump> = Vec::new();
        for row in redline.rows.iter().filter(|row| row.change == change) {
            match (pick(row), jumps.last_mut()) {
                (Some(number), Some(last)) if last.to + 1 == number => last.to = number,
                (Some(number), _) => jumps.push(Jump { anchor: anchor(row), from: number, to: number }),
                (None, _) => {}
            }
        }
        jumps
    };
    let counts = redline.counts;
    let stays = counts.kept + counts.moved;
    let raised = redline.rows.iter().flat_map(|row| &row.shifts).filter(|shift| shift.raised).count();
    let shifts: usize = redline.rows.iter().map(|row| row.shifts.len()).sum();
    RedlineView {
        #[expect(clippy::cast_precision_loss, reason = "counts of words")]
        kept: hundredths(stays.min(counts.old) as f64 / counts.old.max(1) as f64),
        added: counts.new - stays.min(counts.new),
        dropped: counts.old - stays.min(counts.old),
        moved: counts.moved,
        new_paragraphs: jumps(Change::Added, |row| row.new),
        dropped_paragraphs: jumps(Change::Dropped, |row| row.old),
        raised,
        lowered: shifts - raised,
        rows: rows.collect(),
    }
}

/// Where a row's paragraph stands on the page: that of the newer text, where it has one.
fn anchor(row: &Row<'_>) -> String {
    match (row.new, row.old) {
        (Some(number), _) => format!("n{number}"),
        (None, Some(number)) => format!("o{number}"),
        (None, None) => String::new(),
    }
}

pub(super) fn list(context: &PageContext<'_>, page: usize) -> Result<RedlineList, Error> {
    let site = context.site;
    let here = site.pairs.iter().skip((page - 1) * PER_PAGE).take(PER_PAGE);
    let entries = here.filter_map(|pair| {
        Some(Entry {
            url: url(context, pair)?,
            older: text(context, site.communique(pair.older)?),
            newer: text(context, site.communique(pair.newer)?),
            predecessor: pair.predecessor,
            shared: pair.shared,
        })
    });
    Ok(RedlineList {
        shell: context.titled("redlines-title", "redlines-description")?,
        total: site.pairs.len(),
        entries: entries.collect(),
        pager: Pager::new(context, page, site.pairs.len(), |page| Route::Redlines(page).address(context.lang)),
    })
}
