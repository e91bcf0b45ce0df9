//! An archive → how far each communiqué is: its summary, and what is still to be decided about it. It decides nothing.

use std::collections::{BTreeMap, BTreeSet};

use super::questions::Question;
use super::{Archive, Communique};
use crate::ingest::front_matter::SummaryStatus;

/// A communiqué with what is open about it.
#[derive(Clone, Debug)]
pub struct Progress<'a> {
    /// The communiqué.
    pub communique: &'a Communique,
    /// What only an editor can decide; a question about two communiqués is asked of both.
    pub questions: Vec<Asked<'a>>,
}

/// A question as it is asked of one communiqué.
#[derive(Clone, Copy, Debug)]
pub struct Asked<'a> {
    /// The question.
    pub question: &'a Question,
    /// The other communiqué that it is about, with its report.
    pub other: Option<(&'a Communique, &'a str)>,
}

impl Progress<'_> {
    /// How far its summary is.
    pub fn summary(&self) -> SummaryStatus {
        self.communique.summary.status
    }

    /// Whether nothing is left to do.
    pub fn is_done(&self) -> bool {
        self.summary() == SummaryStatus::Current && self.questions.is_empty()
    }
}

/// The states of a summary, the finished one first.
pub const STATES: [SummaryStatus; 4] =
    [SummaryStatus::Current, SummaryStatus::Draft, SummaryStatus::Outdated, SummaryStatus::Missing];

/// Every communiqué with what is open about it, in the order given by indexes: `formulas::in_time` is oldest first.
pub fn of<'a>(archive: &'a Archive, order: &[usize]) -> Vec<Progress<'a>> {
    let asked_of: BTreeSet<&str> = archive.questions.iter().flat_map(Question::files).map(String::as_str).collect();
    let homes: BTreeMap<&str, usize> = (0..)
        .zip(archive.communiques.iter().filter(|_| !asked_of.is_empty()))
        .flat_map(|(index, communique)| communique.reports.iter().map(move |report| (report.file.as_str(), index)))
        .filter(|(file, _)| asked_of.contains(file))
        .collect();
    let mut asked: BTreeMap<usize, Vec<Asked<'_>>> = BTreeMap::new();
    for question in &archive.questions {
        let about: Vec<(usize, &str)> =
            question.files().iter().filter_map(|file| Some((*homes.get(file.as_str())?, file.as_str()))).collect();
        for (home, _) in &about {
            let other = about.iter().find(|(other, _)| other != home);
            let other = other.and_then(|(other, file)| Some((archive.communiques.get(*other)?, *file)));
            asked.entry(*home).or_default().push(Asked { question, other });
        }
    }
    let progress = |index: &usize| {
        let communique = archive.communiques.get(*index)?;
        Some(Progress { communique, questions: asked.remove(index).unwrap_or_default() })
    };
    order.iter().filter_map(progress).collect()
}
