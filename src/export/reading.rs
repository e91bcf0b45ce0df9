//! What is read across communiqués, as `archive.json` has it: references, names, formulas, comparisons.

use serde::Serialize;

use super::{Pair as Addresses, pair as addresses};
use crate::archive::Communique;
use crate::config::names::Kind;
use crate::edtf::Edtf;
use crate::formulas;
use crate::infer::{self, Evidence, Looks, Target};
use crate::site::Site;
use crate::site::routes::Route;
use crate::site::series::Pair;

#[derive(Serialize)]
pub(super) struct Reference<'a> {
    kind: &'static str,
    #[serde(skip_serializing_if = "Option::is_none")]
    meeting: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    date: Option<Edtf>,
    #[serde(skip_serializing_if = "Option::is_none")]
    resolution: Option<u16>,
    looks: Looks,
    /// From 1.
    paragraph: usize,
    #[serde(flatten)]
    evidence: &'a Evidence,
}

#[derive(Serialize)]
pub(super) struct Name<'a> {
    kind: Kind,
    id: &'a str,
    /// From 1.
    paragraph: usize,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    amount: Option<f64>,
}

#[derive(Serialize)]
pub(super) struct Formula<'a> {
    id: &'a str,
    text: &'a str,
    words: usize,
    communiques: usize,
    places: Vec<Place<'a>>,
}

#[derive(Serialize)]
struct Place<'a> {
    communique: &'a str,
    /// From 1.
    paragraph: usize,
}

#[derive(Serialize)]
pub(super) struct Comparison<'a> {
    older: &'a str,
    newer: &'a str,
    series: bool,
    shared_words: usize,
    url: Addresses,
}

/// A formula with its places.
pub(super) fn formula<'a>(site: &Site<'a>, formula: &'a formulas::Formula) -> Formula<'a> {
    let place = |place: &formulas::Place| {
        let communique = site.communique(place.communique)?.slug.as_str();
        Some(Place { communique, paragraph: place.spot.block + 1 })
    };
    Formula {
        id: &formula.id,
        text: &formula.text,
        words: formula.words,
        communiques: formula.communiques,
        places: formula.places.iter().filter_map(place).collect(),
    }
}

/// A pair that has a page.
pub(super) fn comparison<'a>(site: &Site<'a>, pair: &Pair) -> Option<Comparison<'a>> {
    let (older, newer) = (&site.communique(pair.older)?.slug, &site.communique(pair.newer)?.slug);
    Some(Comparison {
        older: older.as_str(),
        newer: newer.as_str(),
        series: pair.predecessor,
        shared_words: pair.shared,
        url: addresses(site, Route::Redline(older, newer)),
    })
}

/// What a communiqué refers to.
pub(super) fn reference<'a>(site: &Site<'a>, reference: &'a infer::Reference) -> Reference<'a> {
    let mut data = Reference {
        kind: "",
        meeting: None,
        date: None,
        resolution: None,
        looks: reference.looks,
        paragraph: reference.spot.block + 1,
        evidence: &reference.evidence,
    };
    match reference.to {
        Target::Meeting(meeting) => {
            data.kind = "meeting";
            data.meeting = site.config.meetings.get(meeting).map(|one| one.id.as_str());
        }
        Target::Day(day) => {
            data.kind = "statement";
            data.date = Some(Edtf::day(day));
        }
        Target::Resolution(resolution) => {
            data.kind = "resolution";
            data.resolution = Some(resolution.number);
        }
    }
    data
}

/// The names in a communiqué.
pub(super) fn names<'a>(site: &Site<'a>, communique: &'a Communique) -> Vec<Name<'a>> {
    let named = communique.names.iter().filter_map(|named| {
        let name = site.config.names.get(named.name)?;
        let block = communique.body().get(named.spot.block)?;
        Some(Name {
            kind: name.kind,
            id: &name.id,
            paragraph: named.spot.block + 1,
            text: block.text.get(named.spot.start..named.spot.end)?,
            amount: named.amount,
        })
    });
    named.collect()
}
