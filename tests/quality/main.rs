//! Labelled sets of reports → how well reports are cleaned, compared and dated, held to floors that only rise.
//!
//! `cargo test --test quality` prints the figures and fails where one is below its floor in `baseline.toml`, or where a
//! set is not the one that the floors are of. `cargo test --test quality -- --errors` lists what is wrong, line by line;
//! `-- --update` raises the floors. FORMAT.md says how a report is labelled.

#![expect(clippy::expect_used, clippy::panic, reason = "a test without the harness of libtest")]

mod labels;
mod score;

use std::collections::BTreeMap;
use std::path::Path;
use std::process::ExitCode;

use labels::Set;
use score::{Figures, score};

fn main() -> ExitCode {
    let has = |name: &str| std::env::args().any(|argument| argument == name);
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/quality");
    let sets = Set::all(&folder);
    let path = folder.join("baseline.toml");
    let known = std::fs::read_to_string(&path).unwrap_or_default();
    let mut baseline: BTreeMap<String, Floors> = toml::from_str(&known).expect("baseline.toml");
    let mut failed = false;
    let mut all = Figures::default();
    println!("\n{:<12} {}", "set", Figures::HEAD);
    for set in &sets {
        let (figures, errors) = score(set);
        println!("{:<12} {figures}", set.name);
        if has("--errors") {
            errors.iter().for_each(|error| println!("    {error}"));
        }
        all.add(&figures);
        let floors = baseline.entry(set.name.clone()).or_default();
        if has("--update") {
            floors.raise(&set.hash, &figures);
        }
        for wrong in floors.check(&set.hash, &figures).into_iter().chain(figures.never()) {
            println!("    FAILED: {wrong}");
            failed = true;
        }
    }
    println!("{:<12} {all}", "all");
    let reports: usize = sets.iter().map(|set| set.reports.len()).sum();
    let communiques: usize = sets.iter().map(Set::communiques).sum();
    println!("{reports} reports of {communiques} communiqués in {} sets", sets.len());
    if has("--update") {
        let text: String = baseline.iter().map(|(name, floors)| floors.written(name)).collect();
        std::fs::write(&path, text).expect("baseline.toml can be written");
    }
    if failed { ExitCode::FAILURE } else { ExitCode::SUCCESS }
}

/// The least that a set has reached, and the set that it was.
#[derive(Default, serde::Deserialize)]
struct Floors {
    hash: String,
    #[serde(flatten)]
    least: BTreeMap<String, f64>,
}

impl Floors {
    /// A floor rises and never falls; those of another set count no more.
    fn raise(&mut self, hash: &str, figures: &Figures) {
        if self.hash != hash {
            *self = Floors { hash: hash.to_owned(), least: BTreeMap::new() };
        }
        for (name, value) in figures.named() {
            let floor = self.least.entry(name.to_owned()).or_insert(0.0);
            *floor = floor.max((value * 1000.0).floor() / 1000.0);
        }
    }

    fn written(&self, name: &str) -> String {
        let least: String = self.least.iter().map(|(key, value)| format!("{key} = {value:.3}\n")).collect();
        format!("[{name}]\nhash = \"{}\"\n{least}\n", self.hash)
    }

    fn check(&self, hash: &str, figures: &Figures) -> Vec<String> {
        if self.hash != hash {
            return vec![
                "the set has changed since its floors were set; look at the figures, then run with `--update`".into(),
            ];
        }
        let below = |(name, value): (&'static str, f64)| {
            let floor = *self.least.get(name)?;
            (value < floor).then(|| format!("{name} is {value:.3}, below its floor {floor:.3}"))
        };
        figures.named().into_iter().filter_map(below).collect()
    }
}
