//! Forms → groups of forms that one query finds: each under the stem that the archive's own words speak for. It decides between the readings that `text::stem` allows.

use std::collections::BTreeMap;

use rayon::prelude::*;

use super::inverted::Inverted;
use crate::text::stem::{Sure, readings};

/// A particle read off a word that is nowhere without it must leave so many letters: three would join كيان and بيان.
const LEAST_UNSEEN: usize = 4;

/// The forms of each stem, as indexes, rising.
#[derive(Debug)]
pub struct Groups(pub BTreeMap<String, Vec<usize>>);

impl Groups {
    /// Files each form.
    pub fn new(inverted: &Inverted) -> Groups {
        let forms = &inverted.forms;
        let filed: Vec<Vec<String>> = forms.par_iter().map(|form| stems(&form.folded, inverted)).collect();
        let mut groups: BTreeMap<String, Vec<usize>> = BTreeMap::new();
        for (form, stems) in filed.into_iter().enumerate() {
            for stem in stems {
                groups.entry(stem).or_default().push(form);
            }
        }
        Groups(groups)
    }

    /// The group that a query for a folded word means: of the groups of its readings the first that has the word itself,
    /// else the first.
    pub fn find(&self, folded: &str, inverted: &Inverted) -> Option<&[usize]> {
        let form = inverted.find(folded);
        let groups: Vec<&Vec<usize>> =
            readings(folded).iter().filter_map(|reading| self.0.get(reading.stem.as_ref())).collect();
        let own = groups.iter().find(|group| form.is_some_and(|form| group.contains(&form)));
        own.or(groups.first()).map(|group| group.as_slice())
    }
}

/// The stems under which a word of the archive is filed: one, but for a word whose first letter may be a particle where no
/// other word of the archive tells.
fn stems(word: &str, inverted: &Inverted) -> Vec<String> {
    let attested = |rest: &str| inverted.find(rest).is_some() || inverted.find(&format!("ال{rest}")).is_some();
    let readings = readings(word);
    // A word that takes the article is a noun that begins with its own first letter.
    let is_whole = inverted.find(&format!("ال{word}")).is_some();
    let is_particle = |rest: &str| word.ends_with(rest);
    let mut stems = Vec::new();
    for reading in &readings {
        let known = match reading.sure {
            Sure::Plain => false,
            Sure::IfAttested => attested(reading.rest) && !(is_whole && is_particle(reading.rest)),
        };
        if known {
            return if inverted.find(reading.rest).is_some() && reading.rest != word {
                self::stems(reading.rest, inverted)
            } else {
                vec![reading.stem.clone().into_owned()]
            };
        }
        let unseen = !is_whole && is_particle(reading.rest) && reading.rest.chars().count() >= LEAST_UNSEEN;
        if reading.sure == Sure::Plain || unseen {
            stems.push(reading.stem.clone().into_owned());
        }
    }
    stems
}

#[cfg(test)]
mod tests {
    use super::super::inverted::{Chunks, invert};
    use super::*;

    /// The words of an archive that a query finds.
    fn found(archive: &'static str, query: &str) -> Vec<String> {
        let inverted = invert(&[&[vec![(1, archive)]]], Vec::clone, Chunks::default());
        let groups = Groups::new(&inverted);
        let group = groups.find(query, &inverted).unwrap_or(&[]);
        group.iter().map(|form| inverted.forms[*form].folded.clone()).collect()
    }

    #[test]
    fn the_archive_says_what_a_first_letter_is() {
        assert_eq!(found("بيان والبيان ببيانات كيان", "بيان"), ["ببيانات", "بيان", "والبيان"]);
        assert_eq!(found("واشنطن لواشنطن وواشنطن", "واشنطن"), ["لواشنطن", "واشنطن", "وواشنطن"]);
        assert_eq!(found("لواشنطن", "واشنطن"), ["لواشنطن"]);
        assert_eq!(found("اللجنة لجنة للجنة جنة", "لجنه"), ["اللجنه", "لجنه", "للجنه"]);
        assert_eq!(found("اللجنة لجنة جنة", "جنه"), ["جنه"]);
        assert_eq!(found("ولبلجيكا بلجيكا", "بلجيكا"), ["بلجيكا", "ولبلجيكا"]);
    }

    #[test]
    fn a_short_word_is_read_off_only_where_it_stands() {
        assert_eq!(found("البلدين بلد", "بلد"), ["البلدين", "بلد"]);
        assert_eq!(found("تأمين قانون", "تامين"), ["تامين"]);
        assert_eq!(found("بلد", "بلدين"), ["بلد"]);
    }

    #[test]
    fn a_query_that_is_in_no_text_finds_what_it_may_be() {
        assert_eq!(found("هزيمة داعش", "لهزيمه"), ["هزيمه"]);
        assert_eq!(found("هزيمة", "الهزائم"), Vec::<String>::new());
        assert_eq!(found("المغربية", "والمغرب"), ["المغربيه"]);
        assert_eq!(found("communities", "community"), ["communities"]);
    }
}
