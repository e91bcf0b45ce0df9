//! What comparing found out of pairs and groups of texts → the same again, under the names of all that it hangs on. It compares nothing itself.

use std::collections::BTreeMap;
use std::sync::{Mutex, PoisonError};

use serde::{Deserialize, Serialize};

use super::verify::Found;
use super::{Lexicon, Member, Reading, Verdicts};
use crate::fingerprint::Fingerprint;

/// What is known of texts, by their names: of each its paragraphs and its standing.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Judged {
    /// What two texts are to each other.
    edges: BTreeMap<(Fingerprint, Fingerprint), Option<Found>>,
    /// The order of a group.
    orders: BTreeMap<Fingerprint, Vec<Member>>,
}

/// Who tells of pairs and groups.
pub struct Judge<'a> {
    /// The words that decide.
    pub lexicon: Lexicon,
    /// What is known from before, if anything is kept, and what was asked for this time.
    known: Option<(&'a Judged, Mutex<Judged>)>,
}

impl<'a> Judge<'a> {
    /// One who keeps nothing, or who knows something and keeps what is asked for.
    pub fn new(known: Option<&'a Judged>) -> Judge<'a> {
        Judge { lexicon: Lexicon::new(), known: known.map(|known| (known, Mutex::default())) }
    }

    /// What was asked for.
    pub fn found(self) -> Judged {
        self.known.map(|(_, found)| found.into_inner().unwrap_or_else(PoisonError::into_inner)).unwrap_or_default()
    }

    /// What a text is to another: as it is known, or as `make` finds out.
    pub fn edge(&self, one: &Reading<'_>, other: &Reading<'_>, make: impl FnOnce() -> Option<Found>) -> Option<Found> {
        let (Some((known, found)), Some(one), Some(other)) = (&self.known, one.name, other.name) else {
            return make();
        };
        let edge = known.edges.get(&(one, other)).cloned().unwrap_or_else(make);
        found.lock().unwrap_or_else(PoisonError::into_inner).edges.insert((one, other), edge.clone());
        edge
    }

    /// The members of a group in their order: as it is known, or as `make` finds out.
    pub fn order(
        &self,
        group: &[usize],
        readings: &[Reading<'_>],
        verdicts: &Verdicts,
        make: impl FnOnce() -> Vec<Member>,
    ) -> Vec<Member> {
        let Some((known, found)) = &self.known else { return make() };
        let name = |index: &usize| {
            let copy = verdicts.copies.iter().any(|(copy, _)| copy == index);
            let original = verdicts.copies.iter().any(|(_, original)| original == index);
            Some((readings.get(*index)?.name?, copy, original))
        };
        let names = group.iter().map(name).collect::<Option<Vec<_>>>();
        let Some(name) = names.and_then(|names| Fingerprint::of(&names)) else { return make() };
        // Kept by the places in the group, which stay when numbers of texts do not.
        let order = known.orders.get(&name).cloned().unwrap_or_else(|| {
            let place =
                |member: Member| Some(Member { text: group.iter().position(|one| *one == member.text)?, ..member });
            make().into_iter().filter_map(place).collect()
        });
        let here = |member: &Member| Some(Member { text: *group.get(member.text)?, ..member.clone() });
        let members = order.iter().filter_map(here).collect();
        found.lock().unwrap_or_else(PoisonError::into_inner).orders.insert(name, order);
        members
    }
}
