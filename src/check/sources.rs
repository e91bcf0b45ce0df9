//! Canonical reports → those that do not say where they come from. It does not ask whether an address leads anywhere.

use std::collections::BTreeMap;

use super::reports::Notes;
use crate::archive::Archive;
use crate::diagnostic::{Code, Diagnostic};
use crate::say;

/// Each canonical report without an outlet or without an address.
pub(super) fn findings(archive: &Archive, notes: &BTreeMap<String, Notes>) -> Vec<Diagnostic> {
    let mut found = Vec::new();
    for report in archive.communiques.iter().filter_map(|communique| communique.canonical()) {
        let Some(own) = notes.get(&report.file) else {
            continue;
        };
        let message = match (report.outlet.is_some(), report.url.is_some()) {
            (true, true) => continue,
            (false, false) => say!("nothing says who published the report, or where", "لا يُعرف من نشر التقرير ولا أين"),
            (false, true) => say!("nothing says who published the report", "لا يُعرف من نشر التقرير"),
            (true, false) => {
                say!("nothing says where on the web the report was published", "لا يُعرف عنوان التقرير على الشبكة")
            }
        };
        found.push(Diagnostic::warning(Code::MissingSource, own.place("source.outlet"), message).hint(say!(
            "write `source: {{ outlet: …, url: https://… }}` in its front matter",
            "اكتب `source: {{ outlet: …, url: https://… }}` في ترويسته"
        )));
    }
    found
}
