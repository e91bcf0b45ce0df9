//! Reports as they were prepared before: what has not changed since is not prepared again. It reads no file and writes none.

use std::collections::BTreeMap;

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::prepare::{Outcome, Preparer};
use crate::fingerprint::Fingerprint;
use crate::source::Source;

/// Reports as they were prepared, in parts that are read and left one by one.
#[derive(Debug)]
pub struct Shelf {
    parts: Vec<Part>,
    anew: usize,
}

/// How many parts there are: one changed report has so much less written again.
const PARTS: usize = 64;

/// Some of the reports, by file, each with the name of all that it was prepared from.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Part {
    reports: BTreeMap<String, (Fingerprint, Outcome)>,
    #[serde(skip)]
    is_changed: bool,
}

impl Part {
    /// Whether it is not as it was read.
    pub fn is_changed(&self) -> bool {
        self.is_changed
    }
}

impl Default for Shelf {
    fn default() -> Shelf {
        Shelf::of(|_| Part::default())
    }
}

impl Shelf {
    /// What each part holds, by its number, 0-based.
    pub fn of(part: impl Fn(usize) -> Part + Sync + Send) -> Shelf {
        Shelf { parts: (0..PARTS).into_par_iter().map(part).collect(), anew: 0 }
    }

    /// The parts.
    pub fn parts(&self) -> &[Part] {
        &self.parts
    }

    /// Prepares what is new or has changed, in parallel; the rest is as it was. What is gone is forgotten.
    pub fn prepare(&mut self, sources: Vec<Source>, preparer: &Preparer<'_>) -> Vec<Outcome> {
        let before = &self.parts;
        let known = |file: &str| before.get(part(file)).and_then(|part| part.reports.get(file));
        let reports: Vec<(String, Option<Fingerprint>, Outcome, bool)> = sources
            .into_par_iter()
            .map(|source| {
                let (file, name) = (source.file.clone(), preparer.name(&source));
                let same = known(&file).filter(|(same, _)| Some(*same) == name);
                let is_known = same.is_some();
                let outcome = same.map_or_else(|| preparer.one(source), |(_, outcome)| outcome.clone());
                (file, name, outcome, is_known)
            })
            .collect();
        let outcomes = reports.iter().map(|(_, _, outcome, _)| outcome.clone()).collect();
        self.anew = reports.iter().filter(|(.., is_known)| !is_known).count();
        let mut parts = Shelf::default().parts;
        for (file, name, outcome, is_known) in reports {
            let Some(part) = parts.get_mut(part(&file)) else { continue };
            part.is_changed |= !is_known;
            part.reports.extend(name.map(|name| (file, (name, outcome))));
        }
        for (part, before) in parts.iter_mut().zip(before) {
            part.is_changed |= before.is_changed || before.reports.len() != part.reports.len();
        }
        self.parts = parts;
        outcomes
    }

    /// How many reports were prepared the last time, and not taken from what is known.
    pub fn anew(&self) -> usize {
        self.anew
    }
}

/// The part in which a report is.
fn part(file: &str) -> usize {
    usize::try_from(xxh3_64(file.as_bytes()) % PARTS as u64).unwrap_or_default()
}
