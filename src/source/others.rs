//! Files among the reports that are none → what is said of them, if anything. None of them is opened.

use std::collections::{BTreeMap, BTreeSet};
use std::path::{Path, PathBuf};

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::lang::Lang;
use crate::say;
use crate::text::isolate::quoted;

/// So many files of a folder are named that a browser would run; who has seen these knows the folder.
const MOST: usize = 10;

/// Endings of files that a browser, or the system, runs or that can hold a script.
const ACTIVE: [&str; 27] = [
    "bat",
    "cjs",
    "cmd",
    "exe",
    "hta",
    "htc",
    "jar",
    "js",
    "lnk",
    "mht",
    "mhtml",
    "mjs",
    "php",
    "ps1",
    "scr",
    "shtml",
    "svg",
    "svgz",
    "swf",
    "vbs",
    "wasm",
    "webarchive",
    "xht",
    "xhtml",
    "xml",
    "xsl",
    "xslt",
];

/// Endings of documents that somebody may take for reports.
const DOCUMENTS: [&str; 14] =
    ["doc", "docx", "eml", "markdown", "mdown", "mdx", "mkd", "odt", "org", "pdf", "rst", "rtf", "text", "zip"];

/// Endings of what programs leave beside a file that is worked on.
const LEFT: [&str; 7] = ["bak", "crdownload", "orig", "part", "swo", "swp", "tmp"];

/// Names of files that explain a folder or that systems put into every folder, without their endings.
const QUIET: [&str; 9] =
    ["changelog", "copying", "desktop", "icon\r", "licence", "license", "notice", "readme", "thumbs"];

/// What is to be said: of each file that is active or may be missed, and once of the others of a folder. `pages` are the saved pages.
pub(super) fn findings(others: &[PathBuf], pages: &BTreeSet<PathBuf>) -> Vec<Diagnostic> {
    let mut active: BTreeMap<&Path, Vec<&PathBuf>> = BTreeMap::new();
    let mut documents: BTreeMap<&Path, Vec<&PathBuf>> = BTreeMap::new();
    let mut passive: BTreeMap<&Path, Vec<&PathBuf>> = BTreeMap::new();
    for path in others.iter().filter(|path| !is_quiet(path)) {
        let folder = path.parent().unwrap_or(Path::new(""));
        match companion(path, pages) {
            Some(folder) => passive.entry(folder).or_default().push(path),
            None if ends_in(path, &ACTIVE) => active.entry(folder).or_default().push(path),
            None if ends_in(path, &DOCUMENTS) => documents.entry(folder).or_default().push(path),
            None => passive.entry(folder).or_default().push(path),
        }
    }
    let mut found = Vec::new();
    for (files, told) in [(active, refused as fn(&Path) -> Diagnostic), (documents, unread)] {
        for paths in files.values() {
            found.extend(paths.iter().take(MOST).map(|path| told(path)));
            let more = paths.len().saturating_sub(MOST);
            if let Some(last) = found.last_mut().filter(|_| more > 0) {
                last.message = with_more(&last.message, more);
            }
        }
    }
    for paths in passive.values() {
        let Some(first) = paths.first() else { continue };
        let name = quoted(&first.file_name().unwrap_or_default().to_string_lossy());
        let said = say!("{name} is no report, so it is passed over", "ليس {name} تقريرًا، فلم يُقرأ");
        let more = paths.len() - 1;
        let said = if more > 0 { with_more(&said, more) } else { said };
        found.push(Diagnostic::warning(Code::NotAReport, Place::start(&first.display().to_string()), said).hint(say!(
            "move it out of the folder of reports; what is to be published belongs into `static`",
            "انقله من مجلد التقارير؛ وما تريد نشره فموضعه المجلد `static`"
        )));
    }
    found
}

fn refused(path: &Path) -> Diagnostic {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let message = say!(
        "a `.{ending}` file that comes with a report is refused: a browser may run what is in it",
        "يُرفض ملف `.{ending}` يأتي مع تقرير، فقد يشغّل المتصفح ما فيه"
    );
    Diagnostic::error(Code::ActiveContent, Place::start(&path.display().to_string()), message).hint(say!(
        "delete it; a picture of your own belongs into `static`",
        "احذفه؛ أما صورك أنت فموضعها المجلد `static`"
    ))
}

fn unread(path: &Path) -> Diagnostic {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    let message = say!("a file that ends in `.{ending}` is not read", "لا يُقرأ ملف ينتهي اسمه بـ `.{ending}`");
    Diagnostic::warning(Code::NotAReport, Place::start(&path.display().to_string()), message).hint(say!(
        "save its text as `.txt`, or as `.md` or `.html` if it is that",
        "احفظ نصه في ملف `.txt`، أو `.md` أو `.html` إن كان كذلك"
    ))
}

fn with_more(message: &Message, more: usize) -> Message {
    Message::of(|lang| match lang {
        Lang::En => format!("{}; more such files in this folder: {more}", message.get(lang)),
        Lang::Ar => format!("{}؛ ومثله في هذا المجلد ملفات أخرى عددها {more}", message.get(lang)),
    })
}

fn ends_in(path: &Path, endings: &[&str]) -> bool {
    let ending = path.extension().and_then(|ending| ending.to_str()).unwrap_or("").to_lowercase();
    endings.contains(&ending.as_str())
}

fn is_quiet(path: &Path) -> bool {
    let name = path.file_name().unwrap_or_default().to_string_lossy().to_lowercase();
    let stem = name.split('.').next().unwrap_or(&name);
    name.ends_with('~') || QUIET.contains(&stem) || ends_in(path, &LEFT)
}

/// The folder that a browser made beside a saved page for what belongs to it, as `rome_files` beside `rome.html`.
fn companion<'a>(path: &'a Path, pages: &BTreeSet<PathBuf>) -> Option<&'a Path> {
    path.ancestors().skip(1).find(|folder| {
        let name = folder.file_name().unwrap_or_default().to_string_lossy();
        let stem = ["_files", "-files", ".files"].iter().find_map(|behind| name.strip_suffix(behind));
        stem.is_some_and(|stem| {
            ["html", "htm"].iter().any(|ending| pages.contains(&folder.with_file_name(format!("{stem}.{ending}"))))
        })
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn each_folder_is_told_once_and_what_may_run_by_name() {
        let paths = ["a.svg", "b.pdf", "c.JS", "d.jpg", "README", "e.txt~", "rome_files/x.js", "rome_files/y/z.css"];
        let others: Vec<PathBuf> = paths.iter().map(|path| Path::new("seeds").join(path)).collect();
        let found = findings(&others, &BTreeSet::from([PathBuf::from("seeds/rome.html")]));
        let said: Vec<(&str, Code)> = found.iter().map(|found| (found.place.path.as_str(), found.code)).collect();
        let expected = [
            ("seeds/a.svg", Code::ActiveContent),
            ("seeds/c.JS", Code::ActiveContent),
            ("seeds/b.pdf", Code::NotAReport),
            ("seeds/d.jpg", Code::NotAReport),
            ("seeds/rome_files/x.js", Code::NotAReport),
        ];
        assert_eq!(said, expected);
    }
}
