//! What editing commands did → lines on standard output, or one JSON object.

use std::io::{self, Write};
use std::path::Path;
use std::process::ExitCode;

use serde_json::json;

use super::{data, findings};
use crate::cli::Format;
use crate::cli::edits::Changed;
use crate::cli::new::Made;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Place, Severity, Warned};
use crate::error::Error;
use crate::import::{Draft, Filled, Standing};
use crate::lang::Lang;
use crate::say;
use crate::suggest::{self, Suggested};
use crate::text;
use crate::text::isolate::{self, quoted};

/// Prints what an editing command changed, a line each, and gives the exit code.
pub fn changes(changed: &Result<Vec<Changed>, Error>, dry_run: bool, format: Format, lang: Lang) -> ExitCode {
    let changes = changed.as_ref();
    ended(
        changes,
        0,
        format,
        lang,
        || json!({ "written": !dry_run, "changes": changes.ok() }),
        |changes, out| {
            for Changed { place: Place { path, line, column }, field, from, to } in changes {
                let said =
                    |value: &str| if value.is_empty() { "∅".to_owned() } else { quoted(&value.replace('\n', " ")) };
                let path = isolate::shown(path);
                writeln!(out, "{path}:{line}:{column}: {field}: {} → {}", said(from), said(to))?;
            }
            match (changes.is_empty(), dry_run) {
                (true, _) => writeln!(out, "{}", said(&say!("nothing to change", "لا شيء ليتغير"), lang)),
                (false, true) => writeln!(out, "{}", said(&say!("nothing was written", "لم يُكتب شيء"), lang)),
                (false, false) => Ok(()),
            }
        },
    )
}

/// Prints the name of a file that was made, or all that would stand in it, and gives the exit code.
pub fn made(made: &Result<Made, Error>, dry_run: bool, format: Format, lang: Lang) -> ExitCode {
    let made = made.as_ref();
    let whole = || {
        let text = made.ok().filter(|_| dry_run).map(|made| &made.text);
        json!({ "written": !dry_run, "made": made.ok().map(|made| &made.path), "text": text })
    };
    ended(made, 0, format, lang, whole, |made, out| {
        writeln!(out, "{}", isolate::shown(&made.path))?;
        if dry_run {
            writeln!(out, "\n{}", isolate::shown(&made.text))?;
            writeln!(out, "{}", said(&say!("nothing was written", "لم يُكتب شيء"), lang))?;
        }
        Ok(())
    })
}

/// Prints what was imported, and gives the exit code.
pub fn imported(
    found: &Result<Warned<Vec<Option<Draft>>>, Error>,
    seeds: &Path,
    dry_run: bool,
    format: Format,
    lang: Lang,
) -> ExitCode {
    let found = found.as_ref();
    let failed = found.is_ok_and(|found| found.diagnostics.iter().any(|found| found.severity == Severity::Error));
    let drafts = |found: &Warned<Vec<Option<Draft>>>| -> Vec<serde_json::Value> {
        found.value.iter().flatten().map(|draft| as_data(draft, dry_run, lang)).collect()
    };
    let whole = || {
        let diagnostics = found.map(|found| data(found.diagnostics.iter(), lang)).unwrap_or_default();
        json!({ "written": !dry_run, "imported": found.map(drafts).unwrap_or_default(), "diagnostics": diagnostics })
    };
    ended(found, u8::from(failed), format, lang, whole, |found, out| {
        findings(found.diagnostics.iter(), lang)?;
        for draft in found.value.iter().flatten() {
            human(draft, seeds, out, lang)?;
            if dry_run {
                writeln!(out, "\n{}", isolate::shown(&draft.text))?;
            }
        }
        if dry_run {
            writeln!(out, "{}", said(&say!("nothing was written", "لم يُكتب شيء"), lang))?;
        }
        Ok(())
    })
}

fn human(draft: &Draft, seeds: &Path, out: &mut dyn Write, lang: Lang) -> io::Result<()> {
    let path = |name: &str| isolate::shown(&seeds.join(name).display().to_string());
    writeln!(out, "{} → {}", isolate::shown(&draft.from), path(&draft.file))?;
    for Filled { field, value, why } in &draft.filled {
        let why = why.as_ref().map_or_else(String::new, |why| format!("  {}", said(why, lang)));
        writeln!(out, "  {field}: {}{why}", quoted(&value.replace('\n', " ")))?;
    }
    let mut lines = Vec::new();
    if !draft.open.is_empty() {
        let open = draft.open.join(", ");
        lines.push(say!("for you to fill in: {open}", "بقي لك أن تملأ: {open}"));
    }
    match &draft.standing {
        Standing::New => {}
        Standing::Canonical(copies) => {
            let copies = copies.join(", ");
            lines.push(say!("copies of it: {copies}", "نسخ منه: {copies}"));
        }
        Standing::Copy { of, similarity } => {
            lines.push(say!("this is a copy of {of} ({similarity:.2})", "هذه نسخة من {of} ({similarity:.2})"));
        }
    }
    for other in &draft.perhaps {
        lines.push(say!(
            "this may be a copy of {other}; write copy_of or not_copy_of",
            "قد تكون هذه نسخة من {other}؛ اكتب copy_of أو not_copy_of"
        ));
    }
    let removed = draft.removed;
    if removed > 0 {
        lines.push(say!(
            "lines left out as not the communiqué's own: {removed}",
            "أسطر ليست من البيان ولم تُنقل: {removed}"
        ));
    }
    for line in &lines {
        writeln!(out, "  {}", said(line, lang))?;
    }
    Ok(())
}

fn as_data(draft: &Draft, dry_run: bool, lang: Lang) -> serde_json::Value {
    let Draft { from, file, text, standing, filled, open, removed, perhaps } = draft;
    let (copy_of, similarity) = match standing {
        Standing::Copy { of, similarity } => (Some(of), Some(similarity)),
        _ => (None, None),
    };
    let filled: Vec<serde_json::Value> = filled
        .iter()
        .map(|Filled { field, value, why }| {
            json!({ "field": field, "value": value, "why": why.as_ref().map(|why| why.get(lang)) })
        })
        .collect();
    json!({
        "from": from, "file": file, "copy_of": copy_of, "similarity": similarity, "may_be_copy_of": perhaps,
        "filled": filled, "open": open, "removed": removed, "text": dry_run.then_some(text),
    })
}

/// Prints suggested tags with their reasons, and gives the exit code.
pub fn suggested(found: &Result<Vec<Suggested>, Error>, seeds: &Path, format: Format, lang: Lang) -> ExitCode {
    let found = found.as_ref();
    ended(
        found,
        0,
        format,
        lang,
        || json!({ "suggested": found.ok() }),
        |found, out| {
            for Suggested { file, tags, words, .. } in found {
                writeln!(out, "{}", isolate::shown(&seeds.join(file).display().to_string()))?;
                for suggest::Known { tag, text, line, times } in tags {
                    let shown = quoted(text);
                    let why = say!(
                        "{tag}: {shown} stands here {times} ×, first in line {line}",
                        "{tag}: يرد `{text}` هنا {times} ×، وأوله في السطر {line}"
                    );
                    writeln!(out, "  {}", said(&why, lang))?;
                }
                for suggest::Apart { text, line, times, communiques } in words {
                    let shown = quoted(text);
                    let why = say!(
                        "perhaps a new tag: {shown} stands here {times} ×, first in line {line}; communiqués that have it: {communiques}",
                        "قد يصلح موضوعًا جديدًا: يرد `{text}` هنا {times} ×، وأوله في السطر {line}؛ والبيانات التي يرد فيها: {communiques}"
                    );
                    writeln!(out, "  {}", said(&why, lang))?;
                }
            }
            match found.is_empty() {
                true => writeln!(out, "{}", said(&say!("nothing to suggest", "لا شيء ليُقترح"), lang)),
                false => Ok(()),
            }
        },
    )
}

/// Prints a command's end in the format asked for, and gives its exit code.
fn ended<T>(
    found: Result<&T, &Error>,
    code: u8,
    format: Format,
    lang: Lang,
    whole: impl FnOnce() -> serde_json::Value,
    human: impl FnOnce(&T, &mut dyn Write) -> io::Result<()>,
) -> ExitCode {
    let code = found.map_or_else(Error::exit_code, |_| code);
    let mut out = io::stdout().lock();
    let written = match (found, format) {
        (Ok(found), Format::Human) => human(found, &mut out),
        (Err(error), Format::Human) => findings(error.findings().iter(), lang),
        (found, Format::Json) => {
            let mut value =
                found.map_or_else(|error| json!({ "diagnostics": data(error.findings().iter(), lang) }), |_| whole());
            if let Some(fields) = value.as_object_mut() {
                fields.insert("exit".to_owned(), code.into());
            }
            writeln!(out, "{}", text::json::line(&value))
        }
    };
    // A reader that has closed its end wants no more.
    let _ = written;
    ExitCode::from(code)
}

fn said(message: &Message, lang: Lang) -> String {
    isolate::sentence(message.get(lang), lang)
}
