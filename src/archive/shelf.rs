//! Reports as they were prepared before: what has not changed since is not prepared again. It reads no file and writes none.

use std::collections::{BTreeMap, BTreeSet};

use rayon::prelude::*;
use serde::{Deserialize, Serialize};
use xxhash_rust::xxh3::xxh3_64;

use super::prepare::{self, Outcome, Preparer};
use crate::fingerprint::Fingerprint;
use crate::source::Source;

/// Reports as they were prepared, in parts that are read and left one by one.
#[derive(Debug)]
pub struct Shelf {
    parts: Vec<Part>,
    anew: usize,
}

/// A report that was not known as it is: its file, and the name of all that it was prepared from, if that has one.
type Anew = (String, Option<Fingerprint>);

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
        let parts = &self.parts;
        let known = |file: &str| parts.get(part(file)).and_then(|part| part.reports.get(file));
        let one = |source: Source| {
            let name = preparer.name(&source);
            match known(&source.file).filter(|(same, _)| Some(*same) == name) {
                Some((_, outcome)) => (outcome.clone(), None),
                None => {
                    let file = source.file.clone();
                    (preparer.one(source), Some((file, name)))
                }
            }
        };
        let (outcomes, anew): (Vec<Outcome>, Vec<Option<Anew>>) = sources.into_par_iter().map(one).unzip();
        self.anew = 0;
        for (outcome, (file, name)) in outcomes.iter().zip(anew).filter_map(|(outcome, anew)| Some((outcome, anew?))) {
            self.anew += 1;
            let Some(part) = self.parts.get_mut(part(&file)) else { continue };
            part.is_changed = true;
            match name {
                Some(name) => drop(part.reports.insert(file, (name, outcome.clone()))),
                None => drop(part.reports.remove(&file)),
            }
        }
        if self.parts.iter().map(|part| part.reports.len()).sum::<usize>() != outcomes.len() {
            let there: BTreeSet<&str> = outcomes.iter().map(prepare::file).collect();
            for part in &mut self.parts {
                let all = part.reports.len();
                part.reports.retain(|file, _| there.contains(file.as_str()));
                part.is_changed |= part.reports.len() != all;
            }
        }
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
