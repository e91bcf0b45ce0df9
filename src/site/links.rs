//! Who refers to whom: meetings, communiqués and resolutions with those that speak of them; and where names stand. Indexes only.

use std::collections::{BTreeMap, BTreeSet};

use chrono::NaiveDate;

use crate::archive::Archive;
use crate::config::Config;
use crate::edtf::{Edtf, Span};
use crate::figure::timeline::Reference;
use crate::infer::{Looks, Named, Spot, Target};
use crate::text::council;

/// A communiqué that refers to something, as an index, with which way it looks.
pub type Citing = (usize, Looks);

/// Who refers to whom.
#[derive(Debug)]
pub struct Links {
    /// By index of a meeting: the communiqués that speak of it, oldest first.
    pub to_meeting: Vec<Vec<Citing>>,
    /// By index of a communiqué: those that speak of it by its meeting or its day, oldest first.
    pub to_communique: Vec<Vec<Citing>>,
    /// The resolutions, by number.
    pub resolutions: BTreeMap<u16, Cited>,
    /// The communiqués that refer to anything, as indexes, newest first.
    pub referring: Vec<usize>,
    /// How many references there are, one for each target of a communiqué.
    pub count: usize,
    /// Which meeting's communiqué speaks of which meeting.
    pub between_meetings: Vec<Reference>,
    /// The communiqués of a day.
    of_day: BTreeMap<NaiveDate, Vec<usize>>,
}

/// A resolution and where it is named.
#[derive(Debug, Default)]
pub struct Cited {
    /// The year in which it was adopted, or that a text gives it.
    pub year: Option<u16>,
    /// The communiqués that name it, oldest first, with the places.
    pub by: Vec<(usize, Vec<Spot>)>,
}

impl Links {
    /// Reads what every communiqué refers to. `order` has all communiqués, oldest first.
    pub fn new(config: &Config, archive: &Archive, order: &[usize], by_meeting: &[Vec<usize>]) -> Links {
        let mut links = Links {
            to_meeting: vec![Vec::new(); config.meetings.len()],
            to_communique: vec![Vec::new(); archive.communiques.len()],
            resolutions: BTreeMap::new(),
            referring: Vec::new(),
            count: 0,
            between_meetings: Vec::new(),
            of_day: BTreeMap::new(),
        };
        for (index, communique) in archive.communiques.iter().enumerate() {
            links.referring.extend(Some(index).filter(|_| !communique.references.is_empty()));
            let targets: BTreeSet<Target> =
                communique.references.iter().map(|reference| reference.to.alone()).collect();
            links.count += targets.len();
            if let Some(Edtf::At(Span::Day(day), _)) = communique.date.as_ref().map(|date| date.value) {
                links.of_day.entry(day).or_default().push(index);
            }
        }
        let mut between = BTreeSet::new();
        for (index, communique) in order.iter().filter_map(|index| Some((*index, archive.communiques.get(*index)?))) {
            let own = communique.meeting.as_ref().map(|meeting| meeting.value);
            let mut meetings: BTreeMap<usize, Looks> = BTreeMap::new();
            let mut communiques: BTreeMap<usize, Looks> = BTreeMap::new();
            for reference in &communique.references {
                match reference.to {
                    Target::Meeting(meeting) if Some(meeting) != own => {
                        meetings.entry(meeting).or_insert(reference.looks);
                    }
                    Target::Meeting(_) => {}
                    Target::Day(day) => {
                        let others = links.of_day.get(&day).into_iter().flatten().take(EACH);
                        communiques.extend(others.map(|other| (*other, reference.looks)));
                    }
                    Target::Resolution(resolution) => {
                        let cited = links.resolutions.entry(resolution.number).or_default();
                        cited.year = council::year(resolution.number).or(cited.year).or(resolution.year);
                        match cited.by.last_mut().filter(|(last, _)| *last == index) {
                            Some((_, spots)) => spots.push(reference.spot),
                            None => cited.by.push((index, vec![reference.spot])),
                        }
                    }
                }
            }
            let met = |other: &usize| archive.communiques.get(*other).and_then(|one| Some(one.meeting.as_ref()?.value));
            let of_others: Vec<(usize, Looks)> =
                communiques.iter().filter_map(|(other, looks)| Some((met(other)?, *looks))).collect();
            for (meeting, looks) in meetings.iter().map(|(meeting, looks)| (*meeting, *looks)).chain(of_others) {
                let reference = |from| Reference { from, to: meeting, ahead: looks == Looks::Ahead };
                between.extend(own.filter(|own| *own != meeting).map(reference));
            }
            for (meeting, looks) in meetings {
                if let Some(list) = links.to_meeting.get_mut(meeting) {
                    list.push((index, looks));
                }
                for other in by_meeting.get(meeting).into_iter().flatten().take(EACH) {
                    communiques.entry(*other).or_insert(looks);
                }
            }
            for (other, looks) in communiques.into_iter().filter(|(other, _)| *other != index) {
                if let Some(list) = links.to_communique.get_mut(other) {
                    list.push((index, looks));
                }
            }
        }
        links.between_meetings = between.into_iter().collect();
        links
    }

    /// The communiqués of a day, as indexes.
    pub fn of_day(&self, day: NaiveDate) -> &[usize] {
        self.of_day.get(&day).map_or(&[], Vec::as_slice)
    }
}

/// Of a meeting or a day with very many communiqués so many are told of those that speak of it; a meeting's own page tells
/// of all.
const EACH: usize = 20;

/// For each name of `site.toml` the communiqués that speak of it, oldest first, with the places.
pub fn names(config: &Config, archive: &Archive, order: &[usize]) -> Vec<Vec<(usize, Vec<Named>)>> {
    let mut names: Vec<Vec<(usize, Vec<Named>)>> = vec![Vec::new(); config.names.len()];
    for (index, communique) in order.iter().filter_map(|index| Some((*index, archive.communiques.get(*index)?))) {
        for named in &communique.names {
            if let Some(list) = names.get_mut(named.name) {
                match list.last_mut().filter(|(last, _)| *last == index) {
                    Some((_, places)) => places.push(*named),
                    None => list.push((index, vec![*named])),
                }
            }
        }
    }
    names
}
