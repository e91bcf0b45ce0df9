//! Dates that editors wrote → where the text says another. It finds no date itself: `infer` does.

use std::collections::BTreeMap;

use super::reports::Notes;
use crate::archive::{Archive, Examined};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic};
use crate::infer::Trust;
use crate::say;
use crate::text::isolate::quoted;

/// The editor's date, or that of the editor's meeting, against the one that the text gives its meeting in so many words.
pub(super) fn against_the_text(report: &Examined, config: &Config) -> Option<Diagnostic> {
    let document = report.document();
    let front = &document.front;
    let known = report.facts().in_text.as_ref()?;
    let evidence = known.basis.evidence().filter(|found| found.rule == "text" && found.trust == Trust::Certain)?;
    let (written, key) = match (front.date, &front.meeting) {
        (Some(date), _) => (date, "date"),
        (None, Some(id)) => (config.meetings.iter().find(|meeting| meeting.id == *id)?.date, "meeting"),
        (None, None) => return None,
    };
    if written.may_be(known.value) {
        return None;
    }
    let words = evidence.bytes.and_then(|[start, end]| document.text.get(start..end)).unwrap_or(&evidence.text);
    let words = quoted(&words.split_whitespace().collect::<Vec<_>>().join(" "));
    let (line, place) = (evidence.line, front.places.get(key)?.clone());
    let message = match key {
        "date" => say!(
            "the date is {written}, but line {line} dates the meeting {words}",
            "التاريخ هنا {written}، لكن السطر {line} يؤرخ الاجتماع في {words}"
        ),
        _ => say!(
            "this meeting is on {written} in site.toml, but line {line} dates it {words}",
            "تاريخ هذا الاجتماع في `site.toml` هو {written}، لكن السطر {line} يؤرخه في {words}"
        ),
    };
    Some(Diagnostic::warning(Code::DateText, place, message).hint(say!(
        "`date` is the day of the meeting: correct it, or leave it if the text speaks of another day",
        "`date` يوم الاجتماع: صحّحه، أو أبقه إن كان النص يتحدث عن يوم آخر"
    )))
}

/// Communiqués without a date.
pub(super) fn open(archive: &Archive, notes: &BTreeMap<String, Notes>) -> Vec<Diagnostic> {
    let undated = archive.communiques.iter().filter(|communique| communique.date.is_none());
    let canonical = undated.filter_map(|communique| notes.get(&communique.canonical()?.file));
    canonical
        .map(|report| {
            let message = say!(
                "neither the text nor the front matter says when the meeting was",
                "لا يذكر النص ولا الترويسة متى كان الاجتماع"
            );
            Diagnostic::warning(Code::OpenDate, report.place("date"), message).hint(say!(
                "write `date: 2021-06-28` in its front matter, or `date: 2021-06-28~` if it was about then",
                "اكتب `date: 2021-06-28` في ترويسته، أو `date: 2021-06-28~` إن كان ذلك تقريبًا"
            ))
        })
        .collect()
}
