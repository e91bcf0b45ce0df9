//! `.report` files → sources as bayan reads them, and what is known to be right about each.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use bayan::config::{self, Config};
use bayan::source::{Format, Source};
use xxhash_rust::xxh3::xxh3_64;

/// The separator between what is glued to a line and the line.
const GLUE: char = '¦';

/// A folder of labelled reports.
pub struct Set {
    pub name: String,
    /// Of every byte of the set.
    pub hash: String,
    pub config: Config,
    pub reports: Vec<Labelled>,
}

/// A report and what is right about it.
pub struct Labelled {
    pub file: String,
    pub communique: String,
    pub meeting: Option<String>,
    pub date: Option<String>,
    /// By line of the file that bayan reads, 1-based.
    pub lines: BTreeMap<u32, Line>,
    text: String,
}

/// A labelled line.
pub struct Line {
    pub label: char,
    /// What is glued before it and is to go.
    pub glued: String,
    pub text: String,
}

impl Set {
    /// Every set below a folder, by name.
    pub fn all(folder: &Path) -> Vec<Set> {
        let entries = fs::read_dir(folder).expect("the folder of sets");
        let folders = entries.map(|entry| entry.expect("an entry").path()).filter(|path| path.is_dir());
        let sorted: BTreeSet<_> = folders.collect();
        // `search` has queries on these sets, and no reports of its own.
        sorted.iter().filter(|folder| !folder.ends_with("search")).map(|folder| Set::read(folder)).collect()
    }

    fn read(folder: &Path) -> Set {
        let entries = fs::read_dir(folder).expect("a set").map(|entry| entry.expect("an entry").path());
        let paths: BTreeSet<_> = entries.collect();
        let mut bytes = Vec::new();
        let mut reports = Vec::new();
        for path in &paths {
            let text = fs::read_to_string(path).expect("a file in UTF-8");
            bytes.extend_from_slice(text.as_bytes());
            if path.extension().is_some_and(|extension| extension == "report") {
                let stem = path.file_stem().expect("a name").to_string_lossy();
                reports.push(Labelled::read(&text, format!("{stem}.txt")));
            }
        }
        let site = fs::read_to_string(folder.join("site.toml")).expect("a site.toml in each set");
        Set {
            name: folder.file_name().expect("a name").to_string_lossy().into_owned(),
            hash: format!("{:016x}", xxh3_64(&bytes)),
            config: config::parse(&site, "site.toml", None).expect("a right site.toml"),
            reports,
        }
    }

    pub fn communiques(&self) -> usize {
        self.reports.iter().map(|report| &report.communique).collect::<BTreeSet<_>>().len()
    }
}

impl Labelled {
    fn read(text: &str, file: String) -> Labelled {
        let (head, body) = text.split_once("\n---\n").unwrap_or_else(|| panic!("{file} has no head"));
        let mut fields: BTreeMap<&str, &str> = BTreeMap::new();
        let mut front = Vec::new();
        for line in head.lines() {
            let (key, value) = line.split_once(':').unwrap_or_else(|| panic!("{file}: {line}"));
            match key {
                "front" => front.push(value.trim()),
                _ => {
                    fields.insert(key, value.trim());
                }
            }
        }
        let field = |key: &str| {
            fields.get(key).filter(|value| !matches!(**value, "none" | "open")).map(|value| (*value).to_owned())
        };
        let mut raw = if front.is_empty() { String::new() } else { format!("---\n{}\n---\n", front.join("\n")) };
        let first = u32::try_from(raw.lines().count()).expect("few lines") + 1;
        let mut lines = BTreeMap::new();
        for (number, line) in (first..).zip(body.lines()) {
            let mut chars = line.chars();
            let label = chars.next();
            let line = chars.as_str().strip_prefix(' ').unwrap_or(chars.as_str());
            if let Some(label) = label {
                assert!("TBCR".contains(label), "{file}: a line begins with `{label}`");
                let (glued, text) = line.split_once(GLUE).unwrap_or(("", line));
                raw.push_str(glued);
                raw.push_str(text);
                lines.insert(number, Line { label, glued: glued.to_owned(), text: text.to_owned() });
            }
            raw.push('\n');
        }
        Labelled {
            communique: field("communique").unwrap_or_else(|| panic!("{file} is of no communiqué")),
            meeting: field("meeting"),
            date: field("date"),
            lines,
            text: raw,
            file,
        }
    }

    /// The report as bayan reads it from disk.
    pub fn source(&self) -> Source {
        self.of(self.text.clone())
    }

    /// The report without anything that is not the communiqué's: its title and its text.
    pub fn bare(&self) -> Source {
        let title = self.lines.values().find(|line| line.label == 'T').map(|line| line.text.as_str());
        let body = self.lines.values().filter(|line| line.label == 'B').map(|line| line.text.as_str());
        let lines: Vec<&str> = title.into_iter().chain(body).collect();
        self.of(lines.join("\n"))
    }

    fn of(&self, text: String) -> Source {
        Source {
            file: self.file.clone(),
            path: format!("seeds/{}", self.file),
            format: Format::Plain,
            bytes: Ok(text.into()),
        }
    }
}
