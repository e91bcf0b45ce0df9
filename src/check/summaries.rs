//! The English summary of each communiqué → what is left to do about it. It judges length and standing, not words.

use std::collections::{BTreeMap, BTreeSet};

use super::reports::Notes;
use crate::archive::{Archive, Communique};
use crate::diagnostic::{Code, Diagnostic};
use crate::ingest::front_matter::SummaryStatus;
use crate::say;

/// The shortest summary, in words. Who met, when, where and for what takes 25; titles in English have 9 to 14, and the
/// summaries that come with the project 90 to 98.
const SHORTEST: usize = 25;
/// The longest summary, in words: twice those of the project. The texts themselves have 140 to 430 in Arabic, and a summary
/// as long as they are is none.
const LONGEST: usize = 200;

/// What is to be said of the summaries. `told` has the paths of reports whose missing summary is reported already.
pub(super) fn findings(archive: &Archive, notes: &BTreeMap<String, Notes>, told: &BTreeSet<&str>) -> Vec<Diagnostic> {
    archive.communiques.iter().filter_map(|communique| one(communique, notes, told)).collect()
}

fn one(communique: &Communique, notes: &BTreeMap<String, Notes>, told: &BTreeSet<&str>) -> Option<Diagnostic> {
    let mut reports = communique.reports.iter().filter_map(|report| notes.get(&report.file));
    let Some(text) = &communique.summary.text else {
        let canonical = reports.next().filter(|canonical| !told.contains(canonical.top.path.as_str()))?;
        let missing = say!("the communiqué has no English summary", "ليس للبيان ملخص بالإنجليزية");
        return Some(Diagnostic::warning(Code::SummaryMissing, canonical.place("summary_en"), missing).hint(say!(
            "write `summary_en: |` in its front matter, and below it a paragraph that is indented by two spaces",
            "اكتب `summary_en: |` في ترويسته، وتحته فقرة تبدأ أسطرها بمسافتين"
        )));
    };
    let owner = reports.find(|report| report.front.summary_en.is_some())?;
    let words = text.split_whitespace().filter(|word| word.chars().any(char::is_alphanumeric)).count();
    let place = owner.place("summary_en");
    match communique.summary.status {
        SummaryStatus::Draft => {
            let place = owner.front.places.get("summary_status").cloned().unwrap_or(place);
            let message = say!("the English summary is a draft", "الملخص الإنجليزي مسودة");
            Some(Diagnostic::warning(Code::SummaryDraft, place, message).hint(say!(
                "when somebody has reviewed it, take `summary_status` out",
                "احذف `summary_status` بعد أن يراجعه أحد"
            )))
        }
        SummaryStatus::Outdated => {
            let key = if owner.front.summary_status.is_some() { "summary_status" } else { "summary_of" };
            let message = say!(
                "the English summary is outdated: the text has changed since it was written",
                "الملخص الإنجليزي قديم: تغيّر النص بعد كتابته"
            );
            let slug = &communique.slug;
            Some(Diagnostic::warning(Code::SummaryOutdated, owner.place(key), message).hint(say!(
                "compare it with the text, and then run `bayan summary accept {slug}`",
                "قارنه بالنص، ثم شغّل `bayan summary accept {slug}`"
            )))
        }
        _ if words < SHORTEST => {
            let message = say!(
                "the English summary is short: {words} of at least {SHORTEST} words",
                "الملخص الإنجليزي قصير: عدد كلماته {words}، وأقله {SHORTEST}"
            );
            Some(Diagnostic::warning(Code::SummaryShort, place, message).hint(say!(
                "say who met, when and where, and what they agreed on",
                "اذكر من اجتمع ومتى وأين، وعلى ماذا اتفقوا"
            )))
        }
        _ if words > LONGEST => {
            let message = say!(
                "the English summary is long: {words} of at most {LONGEST} words",
                "الملخص الإنجليزي طويل: عدد كلماته {words}، وأكثره {LONGEST}"
            );
            Some(Diagnostic::warning(Code::SummaryLong, place, message).hint(say!(
                "keep what a reader who has one minute must know",
                "أبق ما لا بد أن يعرفه قارئ لديه دقيقة واحدة"
            )))
        }
        _ => None,
    }
}
