//! Groups of forms → one word for each, as texts write it: what a reader's word may have been meant for.

use super::groups::Groups;
use super::inverted::{Form, Inverted};
use crate::text::stem::readings;

/// The words that are kept, the commonest: some 30 KB, gzipped.
const MOST: usize = 8000;
/// A word without an article stands for its group if the group's commonest form is not so many times as common.
const BARE: usize = 5;

/// The words, sorted, with a space between them; behind each a digit, the binary logarithm of how many documents have it.
pub fn words(inverted: &Inverted, groups: &Groups) -> String {
    let mut words: Vec<(usize, &str, &str)> = groups
        .0
        .values()
        .filter_map(|forms| {
            let forms: Vec<&Form> = forms.iter().filter_map(|form| inverted.forms.get(*form)).collect();
            let common = |form: &&&Form| form.documents;
            let first = forms.iter().max_by_key(common)?;
            let is_bare = |form: &&&Form| readings(&form.folded).first().is_some_and(|own| own.rest == form.folded);
            let bare = forms.iter().filter(is_bare).max_by_key(common);
            let shown = bare.filter(|bare| common(bare) * BARE >= common(&first)).unwrap_or(first);
            let documents = forms.iter().map(|form| form.documents).sum();
            Some((documents, shown.folded.as_str(), shown.written.as_str()))
        })
        .filter(|(_, folded, _)| folded.chars().nth(1).is_some() && !folded.bytes().all(|byte| byte.is_ascii_digit()))
        .collect();
    words.sort_unstable_by(|one, other| other.0.cmp(&one.0).then_with(|| one.1.cmp(other.1)));
    words.truncate(MOST);
    words.sort_unstable_by(|one, other| one.1.cmp(other.1));
    words.dedup_by_key(|(_, folded, _)| *folded);
    let shown: Vec<String> =
        words.into_iter().map(|(documents, _, written)| format!("{written}{}", documents.ilog2().min(9))).collect();
    shown.join(" ")
}

#[cfg(test)]
mod tests {
    use super::super::inverted::{Chunks, invert};
    use super::*;

    #[test]
    fn a_group_is_shown_as_texts_write_it() {
        let texts = ["بيانٌ 2019 وأُعلن", "البيان في روما", "والبيان"];
        let documents: Vec<_> = texts.iter().map(|text| vec![(1, *text)]).collect();
        let inverted = invert(&[&documents], Vec::clone, Chunks::default());
        assert_eq!(words(&inverted, &Groups::new(&inverted)), "بيانٌ1 روما0 في0 وأُعلن0");
    }
}
