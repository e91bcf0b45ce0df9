//! What is left for an editor to do → a table on standard output, or one JSON object.

use std::borrow::Cow;
use std::io::{self, Write};

use serde_json::json;

use super::{data, findings, object};
use crate::archive::progress::STATES;
use crate::archive::questions::Question;
use crate::archive::slug::Slug;
use crate::cli::Format;
use crate::cli::counts::Counts;
use crate::config::names::Kind;
use crate::diagnostic::message::Message;
use crate::edtf::Edtf;
use crate::error::Error;
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::Lang;
use crate::names::Unknown;
use crate::say;
use crate::text::isolate::{self, quoted};

/// What is left for an editor to do.
#[derive(Debug, serde::Serialize)]
pub struct Status {
    /// The folder of reports as typed.
    #[serde(skip)]
    pub seeds: String,
    /// Communiqués in the archive.
    pub communiques: usize,
    /// A row for each, oldest first.
    pub table: Vec<Row>,
    /// What only an editor can decide.
    pub questions: Vec<Question>,
    /// Reports that are not shown.
    pub set_aside: Vec<Aside>,
    /// Names that `site.toml` does not have.
    pub names: Vec<Unknown>,
    /// Whether the rows are shown with which nothing is left to do.
    #[serde(skip)]
    pub all: bool,
}

/// A report that is not shown, with the reason in the language asked for.
#[derive(Debug, serde::Serialize)]
pub struct Aside {
    /// The path relative to the folder of reports.
    pub file: String,
    /// The code of what was wrong, or `draft`.
    pub reason: Cow<'static, str>,
    /// What was wrong.
    pub message: String,
}

/// A communiqué in the table.
#[derive(Debug, serde::Serialize)]
pub struct Row {
    /// Its address.
    pub slug: Slug,
    /// Its date.
    pub date: Option<Edtf>,
    /// How far its summary is.
    pub summary: SummaryStatus,
    /// Its canonical report.
    pub file: String,
    /// What is open about it.
    pub questions: Vec<Question>,
    /// Whether nothing is left to do.
    pub done: bool,
}

/// Names of each kind that people are shown; the JSON has all.
const NAMES: usize = 12;

/// Prints what is left to do.
pub fn status(found: &Result<Status, Error>, code: u8, format: Format, lang: Lang) {
    let written = match (found, format) {
        (Ok(status), Format::Human) => human(status, lang),
        (Ok(status), Format::Json) => object(&json!({ "exit": code, "status": status })),
        (Err(error), Format::Human) => findings(error.findings().iter(), lang),
        (Err(error), Format::Json) => {
            let found = data(error.findings().iter(), lang);
            object(&json!({ "exit": code, "diagnostics": found }))
        }
    };
    // A reader that has closed its end wants no more.
    let _ = written;
}

fn human(status: &Status, lang: Lang) -> io::Result<()> {
    let mut out = io::stdout().lock();
    let counts = Counts::new(lang);
    let said = |message: Message| isolate::sentence(message.get(lang), lang);
    let Status { seeds, communiques, table, questions, set_aside, names, all } = status;
    let states = STATES.map(|state| {
        let count = table.iter().filter(|row| row.summary == state).count();
        match lang {
            Lang::Ar => format!("{}: {count}", status_word(state).get(lang)),
            Lang::En => format!("{count} {}", state.as_str()),
        }
    });
    let (en, ar, open) = (states.join(", "), states.join("، "), questions.len());
    let head = say!(
        "communiqués: {communiques}; summaries: {en}; open questions: {open}",
        "البيانات: {communiques}؛ الملخصات: {ar}؛ الأسئلة المفتوحة: {open}"
    );
    writeln!(out, "{}", said(head))?;
    let rows = || table.iter().filter(|row| *all || !row.done);
    if rows().next().is_some() {
        let [date, summary, asked, report] = [
            say!("DATE", "التاريخ"),
            say!("SUMMARY", "الملخص"),
            say!("QUESTIONS", "الأسئلة"),
            say!("REPORT", "التقرير"),
        ]
        .map(|head| head.get(lang).to_owned());
        writeln!(out)?;
        writeln!(out, "{}", line(&date, &summary, &asked, &report))?;
    }
    for Row { date, summary, file, questions, .. } in rows() {
        let none = || say!("open", "مفتوح").get(lang).to_owned();
        let date = date.map_or_else(none, |date| date.to_string());
        let open = if questions.is_empty() { "-".to_owned() } else { questions.len().to_string() };
        writeln!(out, "{}", line(&date, status_word(*summary).get(lang), &open, &path(seeds, file)))?;
        for question in questions {
            writeln!(out, "{}{}", line("", "", "", ""), said(asked(question, seeds, file)))?;
        }
    }
    for Aside { file, message, .. } in set_aside.iter().filter(|aside| aside.reason != "draft") {
        let file = path(seeds, file);
        writeln!(out, "{}", said(say!("set aside: {file}: {message}", "استُبعد `{file}`: {message}")))?;
    }
    for kind in Kind::ALL {
        let own: Vec<&Unknown> = names.iter().filter(|name| name.kind == kind).collect();
        unknown(&mut out, kind, &own, seeds, &counts, lang)?;
    }
    Ok(())
}

/// Names of one kind that `site.toml` does not have.
fn unknown(
    out: &mut dyn Write,
    kind: Kind,
    names: &[&Unknown],
    seeds: &str,
    counts: &Counts,
    lang: Lang,
) -> io::Result<()> {
    let said = |message: Message| isolate::sentence(message.get(lang), lang);
    if names.is_empty() {
        return Ok(());
    }
    let head = say!(
        "not in site.toml, as [{}.<id>] with ar, en and words:",
        "ليست في `site.toml`، وموضعها `[{}.<id>]` مع `ar` و`en` و`words`:",
        kind.as_str()
    );
    writeln!(out, "\n{}", said(head))?;
    for Unknown { text, communiques, times, file, line: at, .. } in names.iter().take(NAMES) {
        let (name, place) = (quoted(text), path(seeds, file));
        let (times, within) = (counts.of("times", *times), counts.of("in-communiques", *communiques));
        let found =
            say!("{name}  {times} {within}, first at {place}:{at}", "`{text}`  {times} {within}، وأوله `{place}:{at}`");
        writeln!(out, "  {}", said(found))?;
    }
    let more = names.len().saturating_sub(NAMES);
    if more > 0 {
        let more = counts.of("more", more);
        writeln!(out, "  {}", said(say!("{more}", "{more}")))?;
    }
    Ok(())
}

/// A line of the table. What may be Arabic stands last, where it cannot push a column out of its place; in Arabic each
/// column keeps its own order.
fn line(date: &str, summary: &str, questions: &str, report: &str) -> String {
    let [date, summary, questions] = [(date, 21), (summary, 8), (questions, 9)].map(|(text, width)| {
        let pad = " ".repeat(usize::saturating_sub(width, text.chars().count()));
        if text.is_ascii() { format!("{text}{pad}") } else { format!("{}{pad}", isolate::isolated(text)) }
    });
    format!("{date}  {summary}  {questions}  {report}")
}

fn status_word(status: SummaryStatus) -> Message {
    let ar = match status {
        SummaryStatus::Missing => "ناقص",
        SummaryStatus::Draft => "مسودة",
        SummaryStatus::Current => "تام",
        SummaryStatus::Outdated => "قديم",
    };
    Message::new(status.as_str(), ar)
}

/// A question about the communiqué of a report.
fn asked(question: &Question, seeds: &str, file: &str) -> Message {
    match question {
        Question::Copy { files: [one, other], similarity, .. } => {
            // The question may be about a copy of this communiqué, which then is named as well.
            let (own, other) = if other == file { (other, one) } else { (one, other) };
            let other = path(seeds, other);
            if own == file {
                return say!("is it a copy of {other}? ({similarity:.2})", "أهو نسخة من `{other}`؟ ({similarity:.2})");
            }
            let own = path(seeds, own);
            say!("is {own} a copy of {other}? ({similarity:.2})", "هل `{own}` نسخة من `{other}`؟ ({similarity:.2})")
        }
        Question::Date { .. } => say!("when was the meeting?", "متى عُقد الاجتماع؟"),
    }
}

/// A report's path as a terminal shows it, with the line's order kept around a name that may be Arabic.
fn path(seeds: &str, file: &str) -> String {
    let path = isolate::shown(&format!("{seeds}/{file}"));
    if path.is_ascii() { path } else { isolate::isolated(&path) }
}
