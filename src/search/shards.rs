//! Groups of forms → files of about one size, each handed on when it is made, and the stem that each begins with.

use rayon::prelude::*;
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::groups::Groups;
use super::inverted::Inverted;
use super::marks::Marks;
use super::numbers::{steps, written};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::text::json;

/// A shard ends with the stem in which it passes so many postings: some 8 KB, which gzip makes 4.
const SHARD: usize = 4000;

/// One stem of a shard.
#[derive(Clone, Copy)]
enum Entry<'a> {
    Forms(&'a str, &'a [usize]),
    Equal(usize, &'a [(u32, u32)]),
}

/// Hands on the shards of terms and of positions, and gives the first stem of each shard of terms.
///
/// # Errors
/// Those of whoever takes them.
pub fn terms(
    inverted: &Inverted,
    groups: &Groups,
    equal: &[Vec<(u32, u32)>],
    marks: &Marks<'_>,
) -> Result<Vec<String>, Error> {
    let mut entries: Vec<(String, Entry<'_>, usize)> = Vec::with_capacity(groups.0.len() + equal.len());
    for (list, postings) in equal.iter().enumerate().filter(|(_, postings)| !postings.is_empty()) {
        entries.push((format!("={list}"), Entry::Equal(list, postings), postings.len()));
    }
    for (stem, forms) in &groups.0 {
        let postings = forms.iter().filter_map(|form| inverted.forms.get(*form)).map(|form| form.documents).sum();
        entries.push((stem.clone(), Entry::Forms(stem, forms), postings));
    }
    entries.sort_unstable_by(|one, other| one.0.cmp(&other.0));
    let mut room = 0;
    let shards: Vec<&[(String, Entry<'_>, usize)]> = entries
        .chunk_by(|(.., postings), (.., next)| {
            // A stem costs something even where it has one posting.
            room += postings + 2;
            let stays = room + next / 2 < SHARD;
            if !stays {
                room = 0;
            }
            stays
        })
        .collect();
    shards.par_iter().enumerate().try_for_each(|(number, shard)| {
        let name = name(shard, inverted);
        [("terms", false), ("positions", true)].into_iter().try_for_each(|(folder, positions)| {
            let shard = Shard { entries: shard, inverted, positions };
            let path = format!("search/{folder}/{number}.json");
            marks.hand_on(path, Fingerprint::of(&(name, positions)), &|| json::file(&shard))
        })
    })?;
    Ok(shards.iter().filter_map(|shard| shard.first()).map(|(stem, ..)| stem.clone()).collect())
}

/// A name has some bytes more than the two files together.
const NAME: usize = 1 << 15;

/// The name of all that is written of a shard, of its terms and of its positions. No byte of a text is `END`, and no number of a
/// document ends with it, of which there are fewer than 2^24.
fn name(entries: &[(String, Entry<'_>, usize)], inverted: &Inverted) -> Fingerprint {
    const END: u8 = 0xFF;
    let mut name = Vec::with_capacity(NAME);
    let text = |name: &mut Vec<u8>, text: &str| {
        name.extend_from_slice(text.as_bytes());
        name.push(END);
    };
    for (stem, entry, _) in entries {
        text(&mut name, stem);
        match entry {
            Entry::Equal(_, postings) => {
                let numbers = postings.iter().flat_map(|(document, impact)| [*document, *impact]);
                numbers.for_each(|number| name.extend_from_slice(&number.to_le_bytes()));
            }
            Entry::Forms(_, forms) => {
                for form in forms.iter().filter_map(|form| inverted.forms.get(*form)) {
                    text(&mut name, &form.folded);
                    inverted.name(form, &mut name);
                    name.push(END);
                }
            }
        }
        name.push(END);
    }
    Fingerprint::of_bytes(&name)
}

struct Shard<'a> {
    entries: &'a [(String, Entry<'a>, usize)],
    inverted: &'a Inverted,
    positions: bool,
}

impl Serialize for Shard<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let shown = self.entries.iter().filter(|(_, entry, _)| !self.positions || matches!(entry, Entry::Forms(..)));
        serializer.collect_seq(shown.map(|(_, entry, _)| Group {
            entry,
            inverted: self.inverted,
            positions: self.positions,
        }))
    }
}

/// `[stem, [form, postings], …]`
struct Group<'a> {
    entry: &'a Entry<'a>,
    inverted: &'a Inverted,
    positions: bool,
}

impl Serialize for Group<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut group = serializer.serialize_seq(None)?;
        match self.entry {
            Entry::Equal(list, postings) => {
                group.serialize_element(&format!("={list}"))?;
                let documents = written(steps(postings.iter().map(|(document, _)| *document)));
                let impacts = written(postings.iter().map(|(_, impact)| *impact));
                group.serialize_element(&("", documents, impacts))?;
            }
            Entry::Forms(stem, forms) => {
                group.serialize_element(stem)?;
                for form in forms.iter().filter_map(|form| self.inverted.forms.get(*form)) {
                    if self.positions {
                        group.serialize_element(&(&form.folded, self.inverted.places(form)))?;
                    } else {
                        let [documents, impacts] = self.inverted.listed(form);
                        group.serialize_element(&(&form.folded, documents, impacts))?;
                    }
                }
            }
        }
        group.end()
    }
}

#[cfg(test)]
mod tests {
    use std::collections::BTreeMap;
    use std::sync::Mutex;

    use super::super::inverted::{Chunks, invert};
    use super::*;
    use crate::page::Coming;

    #[test]
    fn a_shard_is_legible() {
        let inverted =
            invert(&[&[vec![(1, "روما")]], &[vec![(3, "بيان روما، البيان")]]], Vec::clone, Chunks::default());
        let files = Mutex::new(Vec::new());
        let take = |coming: Coming<'_>| {
            let file = coming.file()?;
            files.lock().unwrap().push((file.path, String::from_utf8(file.bytes).unwrap()));
            Ok(())
        };
        let marks = Marks::new(BTreeMap::new(), &take);
        let firsts = terms(&inverted, &Groups::new(&inverted), &[Vec::new(), vec![(1, 7)]], &marks).unwrap();
        let files = files.into_inner().unwrap();
        assert_eq!(firsts, ["=1"]);
        assert_eq!(files[0].0, "search/terms/0.json");
        assert_eq!(
            files[0].1,
            r#"[["=1",["","1","7"]],["بيان",["البيان","1","3"],["بيان","1","3"]],["روم",["روما","01","13"]]]"#
        );
        assert_eq!(files[1].1, r#"[["بيان",["البيان","12"],["بيان","10"]],["روم",["روما","1011"]]]"#);
    }
}
