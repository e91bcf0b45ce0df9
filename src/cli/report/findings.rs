//! What a check found → lines for people, data, commands of GitHub Actions, or SARIF. It decides nothing about a finding.

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::io::{self, Write};

use serde_json::{Value, json};

use super::super::check::CheckFormat;
use super::super::counts::Counts;
use super::{data, findings, object, shown};
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Severity, Warned};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;
use crate::text::isolate;

/// What a check did.
#[derive(Debug)]
pub struct Checked {
    /// Communiqués that were looked at.
    pub communiques: usize,
    /// Reports behind them.
    pub reports: usize,
    /// Drafts that were not looked at.
    pub drafts: usize,
    /// Reports that have something to mend.
    pub mended: Vec<Mended>,
    /// Nothing was written.
    pub dry: bool,
}

/// A report that has something to mend.
#[derive(Debug)]
pub struct Mended {
    /// The path as the user would type it.
    pub path: String,
    /// How many characters of each kind.
    pub counts: BTreeMap<Code, usize>,
    /// How many are left, since the text alone does not say what is meant.
    pub left: usize,
    /// Why the report stays as it is.
    pub why: Option<Message>,
    /// The new file.
    pub bytes: Option<Vec<u8>>,
}

/// Prints a check's end: findings on standard error and a line of numbers on standard output for people, all else on
/// standard output.
pub fn print(checked: &Result<Warned<Checked>, Error>, code: u8, format: CheckFormat, quiet: bool, lang: Lang) {
    let all: Vec<&Diagnostic> = match checked {
        Ok(found) => shown(&found.diagnostics, quiet).collect(),
        Err(error) => error.findings().iter().collect(),
    };
    let done = checked.as_ref().ok().map(|found| &found.value);
    let written = match format {
        CheckFormat::Human => human(&all, checked, quiet, lang),
        CheckFormat::Json => {
            let found = data(all.iter().copied(), lang);
            object(&json!({ "exit": code, "checked": done.map(|done| numbers(done, lang)), "diagnostics": found }))
        }
        CheckFormat::Github => write!(io::stdout().lock(), "{}", github(&all, lang)),
        CheckFormat::Sarif => object(&sarif(&all, lang)),
    };
    // A reader that has closed its end wants no more.
    let _ = written;
}

/// Prints what a code means.
pub fn explain(code: Code, lang: Lang) {
    let said = isolate::sentence(code.explanation(lang), lang);
    // A reader that has closed its end wants no more.
    let _ = writeln!(io::stdout().lock(), "{code}: {said}");
}

fn numbers(done: &Checked, lang: Lang) -> Value {
    let Checked { communiques, reports, drafts, mended, dry } = done;
    let mended: Vec<Value> = mended
        .iter()
        .map(|Mended { path, counts, left, why, .. }| {
            let counts: BTreeMap<&str, usize> = counts.iter().map(|(code, count)| (code.as_str(), *count)).collect();
            json!({ "path": path, "mended": why.is_none(), "characters": counts, "left": left, "why": why.as_ref().map(|why| why.get(lang)) })
        })
        .collect();
    json!({ "communiques": communiques, "reports": reports, "drafts_left_out": drafts, "dry_run": dry, "fixed": mended })
}

fn human(all: &[&Diagnostic], checked: &Result<Warned<Checked>, Error>, quiet: bool, lang: Lang) -> io::Result<()> {
    let Ok(Warned { value: done, diagnostics }) = checked else {
        return findings(all.iter().copied(), lang);
    };
    let counts = Counts::new(lang);
    let mut out = io::stdout().lock();
    for Mended { path, counts: kinds, left, why, .. } in &done.mended {
        let characters = counts.of("characters", kinds.values().sum());
        let (path, stay) = (isolate::shown(path), counts.of("characters", *left));
        let said = match why {
            Some(why) => say!("left as it is: {path}: {}", "بقي على حاله: `{path}`: {}", why.get(lang)),
            None if done.dry => say!("to fix: {path}: {characters}", "للإصلاح: `{path}`: {characters}"),
            None => say!("fixed: {path}: {characters}", "أُصلح: `{path}`: {characters}"),
        };
        let mut line = said.get(lang).to_owned();
        if *left > 0 {
            line.push_str(say!("; {stay} left for an editor", "؛ ويبقى للمحرر {stay}").get(lang));
        }
        writeln!(out, "{}", isolate::sentence(&line, lang))?;
    }
    findings(all.iter().copied(), lang)?;
    if quiet {
        return Ok(());
    }
    let many = |severity| diagnostics.iter().filter(|found| found.severity == severity).count();
    let [communiques, reports, errors, warnings, drafts] = [
        ("communiques", done.communiques),
        ("from-reports", done.reports),
        ("errors", many(Severity::Error)),
        ("warnings", many(Severity::Warning)),
        ("drafts-left", done.drafts),
    ]
    .map(|(key, count)| counts.of(key, count));
    let line = say!(
        "checked {communiques} {reports}: {errors}, {warnings}",
        "فُحصت المواد: {communiques} {reports}؛ {errors}، و{warnings}"
    );
    let mut line = line.get(lang).to_owned();
    if done.drafts > 0 {
        line.push_str(say!("; {drafts}", "؛ {drafts}").get(lang));
    }
    writeln!(out, "{}", isolate::sentence(&line, lang))
}

/// A finding a line, as GitHub Actions reads them from the output of a step.
fn github(all: &[&Diagnostic], lang: Lang) -> String {
    let mut out = String::new();
    for found in all {
        let (place, said) = (&found.place, with_hint(found, lang));
        // Writing to a string does not fail.
        let _ = writeln!(
            out,
            "::{} file={},line={},col={},title={}::{}",
            found.severity.as_str(),
            property(&place.path),
            place.line,
            place.column,
            property(found.code.as_str()),
            value(&said)
        );
    }
    out
}

/// Escapes the message of a command: what ends a line, and the sign that escapes.
fn value(text: &str) -> String {
    isolate::shown(text).replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

/// Escapes a property of a command, which a comma or a colon ends too.
fn property(text: &str) -> String {
    value(text).replace(':', "%3A").replace(',', "%2C")
}

fn with_hint(found: &Diagnostic, lang: Lang) -> String {
    let message = found.message.get(lang);
    match &found.hint {
        Some(hint) => format!("{message}\n{}", hint.get(lang)),
        None => message.to_owned(),
    }
}

/// One run of SARIF 2.1.0, with the rules that its results name.
fn sarif(all: &[&Diagnostic], lang: Lang) -> Value {
    let mut codes: Vec<Code> = all.iter().map(|found| found.code).collect();
    codes.sort_by_key(|code| code.as_str());
    codes.dedup();
    let rules: Vec<Value> = codes
        .iter()
        .map(|code| {
            let whole = code.explanation(lang);
            let level = code.severities().first().map_or("warning", |severity| severity.as_str());
            json!({
                "id": code.as_str(),
                "shortDescription": { "text": first_sentence(whole) },
                "fullDescription": { "text": whole },
                "help": { "text": whole },
                "defaultConfiguration": { "level": level },
            })
        })
        .collect();
    let results: Vec<Value> = all
        .iter()
        .map(|found| {
            let region = json!({ "startLine": found.place.line, "startColumn": found.place.column });
            let artifact = json!({ "uri": uri(&found.place.path) });
            json!({
                "ruleId": found.code.as_str(),
                "ruleIndex": codes.iter().position(|code| *code == found.code),
                "level": found.severity.as_str(),
                "message": { "text": with_hint(found, lang) },
                "locations": [{ "physicalLocation": { "artifactLocation": artifact, "region": region } }],
            })
        })
        .collect();
    json!({
        "$schema": "https://json.schemastore.org/sarif-2.1.0.json",
        "version": "2.1.0",
        "runs": [{
            "tool": { "driver": { "name": "bayan", "version": env!("CARGO_PKG_VERSION"), "rules": rules } },
            "columnKind": "unicodeCodePoints",
            "language": lang.code(),
            "results": results,
        }],
    })
}

fn first_sentence(text: &str) -> &str {
    text.split_inclusive(". ").next().unwrap_or(text).trim_end()
}

/// A path as a reference to a URI: a relative one stays relative, which readers take from the root of the repository.
fn uri(path: &str) -> String {
    let mut out = String::from(if path.starts_with('/') { "file://" } else { "" });
    for byte in path.replace('\\', "/").strip_prefix("./").unwrap_or(&path.replace('\\', "/")).bytes() {
        match byte {
            b'a'..=b'z' | b'A'..=b'Z' | b'0'..=b'9' | b'-' | b'.' | b'_' | b'~' | b'/' => out.push(char::from(byte)),
            // Writing to a string does not fail.
            _ => drop(write!(out, "%{byte:02X}")),
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::diagnostic::Place;

    fn found() -> Diagnostic {
        let place = Place { path: "seeds/بيان 1, a:b%.md".into(), line: 3, column: 7 };
        Diagnostic::warning(Code::UnknownTag, place, say!("100% of\nit", "كله")).hint(say!("a: b, c", "ما"))
    }

    #[test]
    fn a_command_of_github_ends_where_it_should() {
        assert_eq!(
            github(&[&found()], Lang::En),
            "::warning file=seeds/بيان 1%2C a%3Ab%25.md,line=3,col=7,title=unknown-tag::100%25 of%0Ait%0Aa: b, c\n"
        );
    }

    #[test]
    fn sarif_names_its_rules_and_places() {
        let (one, two) = (found(), Diagnostic::error(Code::BadDate, Place::start("/a b.md"), say!("x", "س")));
        let log = sarif(&[&one, &two, &one], Lang::En);
        let run = &log["runs"][0];
        assert_eq!((&log["version"], &run["columnKind"]), (&json!("2.1.0"), &json!("unicodeCodePoints")));
        let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
        let ids: Vec<&Value> = rules.iter().map(|rule| &rule["id"]).collect();
        assert_eq!(ids, ["bad-date", "unknown-tag"]);
        assert_eq!(rules[0]["defaultConfiguration"]["level"], "error");
        for rule in rules {
            for key in ["shortDescription", "fullDescription", "help"] {
                assert!(!rule[key]["text"].as_str().unwrap().is_empty());
            }
        }
        let results = run["results"].as_array().unwrap();
        for result in results {
            let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
            assert_eq!(result["ruleId"], rules[index]["id"]);
        }
        let at = |index: usize| &results[index]["locations"][0]["physicalLocation"];
        assert_eq!(at(0)["artifactLocation"]["uri"], "seeds/%D8%A8%D9%8A%D8%A7%D9%86%201%2C%20a%3Ab%25.md");
        assert_eq!(at(0)["region"], json!({ "startLine": 3, "startColumn": 7 }));
        assert_eq!(
            (&at(1)["artifactLocation"]["uri"], &results[1]["level"]),
            (&json!("file:///a%20b.md"), &json!("error"))
        );
    }
}
