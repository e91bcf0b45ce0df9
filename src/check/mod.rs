//! A built site and what it was built from → everything in it that is wrong or unfinished, each at its place. It reads no file and asks no other machine.

mod dates;
pub mod external;
pub mod fix;

mod language;
mod letters;
pub mod links;
mod persian;
mod reports;
mod shapes;
mod site_toml;
mod sources;
mod summaries;
mod tags;
mod wording;

use std::collections::{BTreeMap, BTreeSet};

use crate::archive::Archive;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::publish::Output;

pub use reports::{Notes, notes};
pub use site_toml::SiteToml;

/// What is checked.
#[derive(Clone, Copy, Debug)]
pub struct Subject<'a> {
    /// The configuration.
    pub config: &'a Config,
    /// The text that it was read from.
    pub site: SiteToml<'a>,
    /// What was kept of each report, by file.
    pub notes: &'a BTreeMap<String, Notes>,
    /// The archive.
    pub archive: &'a Archive,
    /// The files of the site.
    pub output: &'a Output,
}

/// Everything that is wrong or unfinished, with what the build itself has found; by place, each once.
pub fn findings(subject: Subject<'_>, built: Vec<Diagnostic>) -> Vec<Diagnostic> {
    let Subject { config, site, notes, archive, output } = subject;
    let told: BTreeSet<&str> = built
        .iter()
        .filter(|found| found.code == Code::SummaryMissing)
        .map(|found| found.place.path.as_str())
        .collect();
    let mut found: Vec<Diagnostic> = notes.values().flat_map(|report| report.found.iter().cloned()).collect();
    found.extend(summaries::findings(archive, notes, &told));
    found.extend(dates::open(archive, notes));
    found.extend(sources::findings(archive, notes));
    found.extend(tags::findings(notes, config));
    found.extend(site_toml::findings(site, archive));
    found.extend(links::findings(output, config, notes));
    // What both see is said as it is said here, which is more exact: the sort is stable, and the first is kept.
    let widthless: BTreeSet<Place> =
        found.iter().filter(|found| found.code == Code::ZeroWidth).map(|found| found.place.clone()).collect();
    found.extend(
        built.into_iter().filter(|told| told.code != Code::HiddenCharacter || !widthless.contains(&told.place)),
    );
    found.sort_by(|a, b| (&a.place, a.severity, a.code).cmp(&(&b.place, b.severity, b.code)));
    found.dedup_by(|a, b| a.place == b.place && a.code == b.code);
    found
}
