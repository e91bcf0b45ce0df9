//! Meetings, tags and synonyms as `site.toml` writes them → checked ones, with all that is wrong said at once.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::raw::RawMeeting;
use super::{Check, KINDS, Meeting, Tag, bad_id, is_id};
use crate::diagnostic::suggestion;
use crate::edtf::Edtf;
use crate::text::fold::FoldedText;

impl Check<'_> {
    pub(super) fn meeting(&mut self, raw: RawMeeting, ids: &mut BTreeSet<String>) -> Option<Meeting> {
        let before = self.found.len();
        let id = raw.id.get_ref().clone();
        if !is_id(&id) {
            self.found.push(self.at("bad-id", &raw.id.span(), bad_id(&id)).hint("write it as `rome-2021`"));
        } else if !ids.insert(id.clone()) {
            let message = format!("two meetings have the id `{id}`");
            self.found.push(self.at("duplicate-id", &raw.id.span(), message).hint("give one of them another"));
        }
        let date = Edtf::parse(raw.date.get_ref());
        if let Err(message) = &date {
            let found = self.at("bad-date", &raw.date.span(), message.clone());
            self.found.push(found.hint("write it as 2021-06-28, 2021-06, 2021, 2021-06-28~ or 2021-06/2021-09"));
        }
        let kind = raw.kind.as_ref().map_or("ministerial", |kind| kind.get_ref().as_str());
        if let Some(typed) = &raw.kind
            && !KINDS.contains(&kind)
        {
            let found = self.at("unknown-kind", &typed.span(), format!("`{kind}` is no kind of meeting"));
            self.found.push(found.hint(suggestion(kind, &KINDS)));
        }
        let at = raw.at.as_ref().map(|at| *at.get_ref());
        if let (Some([latitude, longitude]), Some(typed)) = (at, &raw.at)
            && !((-90.0..=90.0).contains(&latitude) && (-180.0..=180.0).contains(&longitude))
        {
            let found = self.at("bad-place", &typed.span(), "there is no such place on the globe".to_owned());
            self.found.push(found.hint("write degrees, latitude before longitude, as [38.9, -77.0]"));
        }
        let place_words = || raw.place.iter().map(|place| place.ar.clone()).collect();
        (self.found.len() == before).then_some(Meeting {
            date: date.ok()?,
            kind: kind.to_owned(),
            is_virtual: raw.is_virtual,
            words: raw.words.clone().unwrap_or_else(place_words),
            place: raw.place,
            title: raw.title,
            hosts: raw.hosts,
            at,
            id,
        })
    }

    pub(super) fn tags(&mut self, raw: BTreeMap<Spanned<String>, Tag>) -> BTreeMap<String, Tag> {
        let mut tags = BTreeMap::new();
        let mut labels: BTreeMap<FoldedText, String> = BTreeMap::new();
        for (id, tag) in raw {
            let name = id.get_ref().clone();
            if !is_id(&name) {
                self.found.push(self.at("bad-id", &id.span(), bad_id(&name)).hint("write it as `foreign-fighters`"));
            }
            for label in [&tag.label.ar, &tag.label.en] {
                let folded = FoldedText::new(label);
                match labels.get(&folded) {
                    Some(other) if *other != name => {
                        let message = format!("the tags `{other}` and `{name}` have the same label");
                        let found = self.at("duplicate-tag", &id.span(), message);
                        self.found.push(found.hint("make them one, or tell them apart"));
                    }
                    _ => {
                        labels.insert(folded, name.clone());
                    }
                }
            }
            tags.insert(name, tag);
        }
        tags
    }

    pub(super) fn synonyms(&mut self, raw: Spanned<Vec<Spanned<String>>>) -> Vec<String> {
        let place = raw.span();
        let list = raw.into_inner();
        if list.len() < 2 {
            let found = self.at("bad-synonyms", &place, "a list of synonyms has fewer than two".to_owned());
            self.found.push(found.hint("write what is the same as [\"أمريكا\", \"أميركا\", \"United States\"]"));
        }
        for word in list.iter().filter(|word| FoldedText::new(word.get_ref()).is_empty()) {
            let found = self.at("bad-synonyms", &word.span(), "a synonym has no letters".to_owned());
            self.found.push(found.hint("write a word or a phrase"));
        }
        list.into_iter().map(Spanned::into_inner).collect()
    }
}
