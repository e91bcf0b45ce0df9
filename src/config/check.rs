//! Meetings, tags and synonyms as `site.toml` writes them → checked ones, with all that is wrong said at once.

use std::collections::{BTreeMap, BTreeSet};

use toml::Spanned;

use super::raw::{RawMeeting, RawOutlet};
use super::{Check, KINDS, Meeting, Outlet, Tag, bad_id, is_id};
use crate::diagnostic::{Code, suggestion};
use crate::edtf::Edtf;
use crate::say;
use crate::text::clean::CleanText;
use crate::text::confusable::Key;
use crate::text::fold::FoldedText;

impl Check<'_> {
    pub(super) fn meeting(&mut self, raw: RawMeeting, ids: &mut BTreeSet<String>) -> Option<Meeting> {
        let before = self.found.len();
        let id = raw.id.get_ref().clone();
        if !is_id(&id) {
            self.found.push(
                self.at(Code::BadId, &raw.id.span(), bad_id(&id))
                    .hint(say!("write it as `rome-2021`", "اكتبه مثل `rome-2021`")),
            );
        } else if !ids.insert(id.clone()) {
            let message = say!("two meetings have the id `{id}`", "لاجتماعين المعرّف `{id}` نفسه");
            self.found.push(
                self.at(Code::DuplicateId, &raw.id.span(), message)
                    .hint(say!("give one of them another", "أعطِ أحدهما معرّفًا آخر")),
            );
        }
        let date = Edtf::parse(raw.date.get_ref().trim());
        if let Err(message) = &date {
            let found = self.at(Code::BadDate, &raw.date.span(), message.clone());
            self.found.push(found.hint(say!(
                "write it as 2021-06-28, 2021-06, 2021, 2021-06-28~ or 2021-06/2021-09",
                "اكتبه هكذا: `2021-06-28` أو `2021-06` أو `2021` أو `2021-06-28~` أو `2021-06/2021-09`"
            )));
        }
        let kind = raw.kind.as_ref().map_or("ministerial", |kind| kind.get_ref().as_str());
        if let Some(typed) = &raw.kind
            && !KINDS.contains(&kind)
        {
            let found = self.at(
                Code::UnknownKind,
                &typed.span(),
                say!("`{kind}` is no kind of meeting", "`{kind}` ليس من أنواع الاجتماعات"),
            );
            self.found.push(found.hint(suggestion(kind, &KINDS)));
        }
        let at = raw.at.as_ref().and_then(|at| self.degrees(at));
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

    /// Latitude and longitude, if they are those of a place.
    fn degrees(&mut self, typed: &Spanned<Vec<f64>>) -> Option<[f64; 2]> {
        let message = match typed.get_ref().as_slice() {
            [latitude, longitude] if (-90.0..=90.0).contains(latitude) && (-180.0..=180.0).contains(longitude) => {
                return Some([*latitude, *longitude]);
            }
            [_, _] => say!("there is no such place on the globe", "لا يوجد موضع كهذا على وجه الأرض"),
            numbers => say!("two numbers are expected here, not {}", "المنتظر هنا عددان لا {}", numbers.len()),
        };
        let found = self.at(Code::BadPlace, &typed.span(), message);
        self.found.push(found.hint(say!(
            "write degrees, latitude before longitude, with points and no commas in them, as [38.9, -77.0]",
            "اكتب الدرجات، خط العرض قبل خط الطول، بنقطة عشرية لا بفاصلة، مثل `[38.9, -77.0]`"
        )));
        None
    }

    /// The value that a word stands for; the first choice that is the default where it is left out.
    pub(super) fn one_of<T: Copy + Default>(&mut self, typed: Option<&Spanned<String>>, all: &[(&str, T)]) -> T {
        let Some(typed) = typed else { return T::default() };
        let word = typed.get_ref();
        if let Some((_, value)) = all.iter().find(|(name, _)| name == word) {
            return *value;
        }
        let known: Vec<&str> = all.iter().map(|(name, _)| *name).collect();
        let message = say!("`{word}` is not one of the values", "`{word}` ليست من القيم المقبولة");
        let found = self.at(Code::BadValue, &typed.span(), message);
        self.found.push(found.hint(suggestion(word, &known)));
        T::default()
    }

    /// The outlets, each name once.
    pub(super) fn outlets(&mut self, raw: Vec<RawOutlet>) -> Vec<Outlet> {
        let mut seen: BTreeSet<FoldedText> = BTreeSet::new();
        let mut outlets = Vec::with_capacity(raw.len());
        for RawOutlet { name, strip, official } in raw {
            let place = name.span();
            let name = name.into_inner();
            if !seen.insert(FoldedText::new(&name.ar)) {
                let message = say!("two outlets are called `{}`", "جهتان ناشرتان باسم واحد: `{}`", name.ar);
                let found = self.at(Code::DuplicateName, &place, message);
                self.found.push(found.hint(say!("make them one", "اجعلهما واحدة")));
            }
            outlets.push(Outlet { name, strip, official });
        }
        outlets
    }

    pub(super) fn tags(&mut self, raw: BTreeMap<Spanned<String>, Tag>) -> BTreeMap<String, Tag> {
        let mut tags = BTreeMap::new();
        let mut labels: BTreeMap<Key, String> = BTreeMap::new();
        for (id, tag) in raw {
            let name = id.get_ref().clone();
            if !is_id(&name) {
                self.found.push(
                    self.at(Code::BadId, &id.span(), bad_id(&name))
                        .hint(say!("write it as `foreign-fighters`", "اكتبه مثل `foreign-fighters`")),
                );
            }
            for label in [&tag.label.ar, &tag.label.en] {
                let key = Key::of_tag(label);
                match labels.get(&key) {
                    Some(other) if *other != name => {
                        let message = say!(
                            "the tags `{other}` and `{name}` have the same label",
                            "للموضوعين `{other}` و`{name}` الاسم نفسه"
                        );
                        let found = self.at(Code::DuplicateTag, &id.span(), message);
                        self.found.push(
                            found.hint(say!(
                                "make them one, or tell them apart",
                                "اجعلهما موضوعًا واحدًا أو غيّر اسم أحدهما"
                            )),
                        );
                    }
                    _ => {
                        labels.insert(key, name.clone());
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
            let found = self.at(
                Code::BadSynonyms,
                &place,
                say!("a list of synonyms has fewer than two", "في قائمة المرادفات أقل من كلمتين"),
            );
            self.found.push(found.hint(say!(
                "write what is the same as [\"أمريكا\", \"أميركا\", \"United States\"]",
                "اكتب ما يعني الشيء نفسه، مثل `[\"أمريكا\", \"أميركا\", \"United States\"]`"
            )));
        }
        let mut seen = BTreeSet::new();
        for word in list.iter().filter(|word| !seen.insert(word.get_ref())) {
            let message = say!("`{}` stands twice in the list", "`{}` مكتوبة مرتين في القائمة", word.get_ref());
            let found = self.at(Code::BadSynonyms, &word.span(), message);
            self.found.push(found.hint(say!("keep one of them", "أبقِ واحدة منهما")));
        }
        for word in list.iter().filter(|word| FoldedText::new(word.get_ref()).is_empty()) {
            let found = self.at(Code::BadSynonyms, &word.span(), say!("a synonym has no letters", "مرادف بلا حروف"));
            self.found.push(found.hint(say!("write a word or a phrase", "اكتب كلمة أو عبارة")));
        }
        list.iter().map(|word| CleanText::new(word.get_ref()).as_str().to_owned()).collect()
    }
}
