//! Tags as editors spell them → those that differ from others in spelling alone. Unknown tags are `archive`'s to report.

use std::collections::BTreeMap;

use super::reports::Notes;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::say;
use crate::text::fold::FoldedText;
use crate::text::isolate::quoted;

/// The spellings of one tag.
struct Spelled<'a> {
    /// Those that are right: all that `site.toml` writes, or the first that a report does.
    right: Vec<&'a str>,
    /// Who writes the first of them.
    whose: &'a str,
}

/// Each tag that another report, or `site.toml`, spells otherwise though it is read as the same.
pub(super) fn findings(notes: &BTreeMap<String, Notes>, config: &Config) -> Vec<Diagnostic> {
    let mut known: BTreeMap<FoldedText, Spelled<'_>> = BTreeMap::new();
    for (id, tag) in &config.tags {
        for form in [id, &tag.label.ar, &tag.label.en] {
            let spelled =
                known.entry(FoldedText::new(form)).or_insert(Spelled { right: Vec::new(), whose: "site.toml" });
            spelled.right.push(form);
        }
    }
    let mut found = Vec::new();
    for (file, report) in notes {
        for tag in report.front.tags.iter().flatten() {
            let folded = FoldedText::new(&tag.value);
            if folded.is_empty() {
                continue;
            }
            let first = || Spelled { right: vec![tag.value.as_str()], whose: file };
            let spelled = known.entry(folded).or_insert_with(first);
            let Some(right) = spelled.right.first().filter(|_| !spelled.right.contains(&tag.value.as_str())) else {
                continue;
            };
            let (typed, right, whose) = (quoted(&tag.value), quoted(right), spelled.whose);
            let message =
                say!("the tag {typed} is spelled {right} in {whose}", "الموضوع {typed} مكتوب {right} في {whose}");
            found.push(
                Diagnostic::warning(Code::TagSpelling, tag.place.clone(), message)
                    .hint(say!("the two are one tag: spell it as {right}", "هما موضوع واحد: اكتبه {right}")),
            );
        }
    }
    found
}
