//! The payloads of `tests/payloads.json` → a site whose reports carry each of them in every field. Whether the site is safe is for others to see.

use std::collections::BTreeMap;
use std::fmt::Write;
use std::fs;
use std::iter;
use std::path::Path;

use crate::harness::{project, write};

/// A text that is made to do harm where it is not escaped.
pub struct Payload {
    /// Its place in the list, from 1.
    pub number: usize,
    pub text: String,
}

/// All of them, those that are one text counted once.
pub fn payloads() -> Vec<Payload> {
    let list = fs::read_to_string(project().join("tests/payloads.json")).unwrap();
    let groups: BTreeMap<String, Vec<String>> = serde_json::from_str(&list).unwrap();
    (1..).zip(groups.into_values().flatten()).map(|(number, text)| Payload { number, text }).collect()
}

/// What a site carries in the place of a payload.
pub type Carried<'a> = &'a dyn Fn(&Payload) -> String;

/// The text itself.
pub fn hostile(payload: &Payload) -> String {
    payload.text.clone()
}

/// A text of letters and digits, where the payload is one.
pub fn harmless(payload: &Payload) -> String {
    format!("harmless{}", payload.number)
}

/// A string of YAML and of TOML: everything but ASCII letters and digits is written by its number.
fn quoted(text: &str) -> String {
    let mut out = String::from("\"");
    for c in text.chars() {
        if c.is_ascii_alphanumeric() || c == ' ' {
            out.push(c);
        } else {
            // Writing to a string does not fail.
            let _ = write!(out, "\\U{:08X}", u32::from(c));
        }
    }
    out + "\""
}

/// A paragraph of made-up words that no other has, so that no communiqué is a copy of another or shares language with it.
fn prose(seed: usize) -> String {
    let letters: Vec<char> = "بتجحخدرزسشصطعغفقكلمنه".chars().collect();
    // A generator of Knuth's.
    let mut state = seed as u64 + 1;
    let mut next = || {
        state = state.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        letters[(state >> 33) as usize % letters.len()]
    };
    let words: Vec<String> = (0..14).map(|_| (0..5).map(|_| next()).collect()).collect();
    format!("{} {seed}.", words.join(" "))
}

/// Words on either side of a payload in the text of its report.
pub fn around(number: usize) -> [String; 2] {
    [70_000, 80_000].map(|far| prose(number + far).chars().take(17).collect())
}

/// Writes the site below `root`, with the reports of every `step`th payload.
pub fn make(root: &Path, carried: Carried<'_>, step: usize) {
    let all = payloads();
    write(root, &[("site.toml", settings(&all, carried).as_bytes())]);
    for pair in all.chunks(2).step_by(step) {
        let number = pair[0].number;
        write(root, &[(&format!("seeds/n-{number:03}.md"), marked(pair, carried).as_bytes())]);
    }
    for payload in all.iter().step_by(step) {
        let (number, text) = (payload.number, carried(payload));
        let file = |kind: &str, ending: &str| format!("seeds/{kind}-{number:03}.{ending}");
        if number % 4 == 0 && payload.text.contains('<') {
            write(root, &[(&file("h", "html"), saved(number, &text).as_bytes())]);
        }
        if payload.text.contains(':') {
            let front = format!("---\nsource: {{ url: {} }}\n---\n", quoted(&text));
            write(root, &[(&file("u", "md"), format!("{front}{}\n", prose(number + 30_000)).as_bytes())]);
        }
        let name: String = text.chars().filter(|c| !matches!(c, '/' | '\0')).take(50).collect();
        if (number % 6 == 0 || text.contains('\u{1b}')) && !name.trim_matches(['.', ' ']).is_empty() {
            let slug = format!("---\nslug: {}\n---\n", quoted(&text));
            let body = format!("{slug}{}\n\n{}\n", prose(number + 40_000), prose(number + 50_000));
            write(root, &[(&format!("seeds/f{number}/{name}.md"), body.as_bytes())]);
        }
    }
    for chunk in all.chunks(10).step_by(step) {
        let number = chunk[0].number;
        let line = |payload: &Payload| format!("{} {}", flat(&carried(payload)), prose(payload.number + 20_000));
        // First a line of text: what begins as JSON or XML is refused whole.
        let lines: Vec<String> = iter::once(prose(number + 90_000)).chain(chunk.iter().map(line)).collect();
        write(root, &[(&format!("seeds/p-{number:03}.txt"), lines.join("\n").as_bytes())]);
    }
}

/// On one line, and without U+0000: a file with that is no text.
fn flat(text: &str) -> String {
    text.replace(['\n', '\r'], " ").replace('\0', "\u{FFFD}")
}

/// A report in Markdown with two payloads in its fields, one in each language's title, and both in each kind of block.
fn marked(pair: &[Payload], carried: Carried<'_>) -> String {
    let number = pair[0].number;
    let texts: Vec<String> = pair.iter().map(carried).collect();
    let (ar, en) = (&texts[0], texts.last().unwrap_or(&texts[0]));
    let both = format!("{ar}\n\nMinisters met. {en}");
    let mut body = prose(number);
    for (payload, text) in pair.iter().zip(&texts) {
        let (flat, [before, after]) = (flat(text), around(payload.number));
        // Writing to a string does not fail.
        let _ = write!(
            body,
            "\n\n{before} {flat} {after} اسم{}\n\n{}\n\n# {flat}\n\n- {flat}\n- [{flat}](https://example.org/{number})\n\n[كلمة]({flat}) و[كلمة](<{flat}>) و![صورة]({flat})\n\n> {flat}\n",
            payload.number % 40,
            text.replace('\0', "\u{FFFD}"),
        );
    }
    format!(
        "---\ntitle: {}\ntitle_en: {}\ndate: {}-{:02}-{:02}\nmeeting: m-{}\ntags: [{}, {}, t-{}]\n\
         source: {{ outlet: {}, url: {} }}\nsummary_en: {}\naliases: [{}]\n---\n\n{body}\n{}\n",
        quoted(&format!("{ar} {number}")),
        quoted(&format!("{en} {number}")),
        2018 + number % 5,
        1 + number % 12,
        1 + number % 28,
        1 + number % MEETINGS,
        quoted(ar),
        quoted(en),
        number - number % 10,
        quoted(if number % 4 == 1 { ar } else { en }),
        // An address with a space in it is refused; payloads alone in that field are in reports of their own.
        quoted(&format!("https://example.org/{ar}/{en}").replace(char::is_whitespace, "%20")),
        quoted(&both),
        quoted(&format!("{ar} {number}")),
        prose(number + 10_000)
    )
}

/// A page as a browser saves it, with the payload as text and as what it would be if nothing had escaped it.
fn saved(number: usize, text: &str) -> String {
    let escaped = text.replace('&', "&amp;").replace('<', "&lt;");
    let paragraph = |seed: usize| format!("<p>{} {}</p>\n", prose(seed), prose(seed + 500));
    format!(
        "<!DOCTYPE html><html lang=ar><head><meta charset=utf-8><title>{escaped} {number}</title><meta property=\"og:site_name\" content=\"{}\"></head><body><article>\n{}<p>{escaped} {}</p>\n{}{}<p>{text}</p></article></body></html>",
        escaped.replace('"', "&quot;"),
        paragraph(number + 60_000),
        prose(number + 63_000),
        paragraph(number + 61_000),
        paragraph(number + 62_000),
    )
}

const MEETINGS: usize = 60;

/// `site.toml` with payloads in the labels of all that it may name.
fn settings(all: &[Payload], carried: Carried<'_>) -> String {
    let text = |number: usize| carried(&all[number % all.len()]);
    let label = |number: usize| {
        let [ar, en] = [number, number + 1].map(|number| quoted(&format!("{} {number}", text(number))));
        format!("{{ ar = {ar}, en = {en} }}")
    };
    let mut out = format!(
        "base_url = \"https://example.org/\"\nedit_url = \"https://example.org/edit/seeds/\"\ntitle = {}\ndescription = {}\n",
        label(5),
        label(65)
    );
    let kinds = ["ministerial", "summit", "small-group", "other"];
    for number in 1..=MEETINGS {
        let at = number * 8;
        // Writing to a string does not fail.
        let _ = write!(
            out,
            "[[meeting]]\nid = \"m-{number}\"\ndate = \"{}-{:02}-11\"\nkind = \"{}\"\ntitle = {}\nplace = {}\nhosts = [{}]\nwords = []\nat = [{}.0, {}.0]\n",
            2018 + number % 5,
            1 + number % 12,
            kinds[number % kinds.len()],
            label(at),
            label(at + 2),
            label(at + 4),
            number % 60,
            number,
        );
    }
    for payload in all.iter().filter(|payload| payload.number % 10 == 0) {
        let number = payload.number;
        let _ =
            write!(out, "[tag.t-{number}]\nar = {0}\nen = {0}\n", quoted(&format!("{} {number}", carried(payload))));
    }
    let _ = write!(out, "[tag.t-0]\nar = \"صفر\"\nen = \"zero\"\n");
    for number in 0..40 {
        let kind = ["person", "place", "organisation"][number % 3];
        let label = quoted(&format!("{} {number}", text(number * 12 + 7)));
        let _ = write!(out, "[{kind}.n-{number}]\nar = {label}\nen = {label}\nwords = [\"اسم{number}\"]\n");
    }
    for number in 0..20 {
        let _ = write!(out, "[[outlet]]\nname = {}\n", label(number * 20 + 3));
    }
    out
}
