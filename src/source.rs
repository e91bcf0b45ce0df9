//! A folder of reports → their bytes, in a fixed order. It does not look inside them.

pub mod open;
mod others;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, Warned, system};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;
use crate::text::{hidden, isolate};
use open::{Folder, Refused};

/// The largest report that is read, in bytes.
pub const LARGEST: u64 = crate::budget::BYTES;

/// What the file's name says its text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, serde::Serialize)]
pub enum Format {
    /// `.md`
    Markdown,
    /// `.txt`
    Plain,
    /// `.html`, `.htm`: a page saved from a browser.
    Html,
}

impl Format {
    /// What a file's name says; nothing where it is not that of a report. Case does not count.
    pub fn of(path: &Path) -> Option<Format> {
        match path.extension()?.to_str()?.to_ascii_lowercase().as_str() {
            "md" => Some(Format::Markdown),
            "txt" => Some(Format::Plain),
            "html" | "htm" => Some(Format::Html),
            _ => None,
        }
    }
}

/// One report as it lies on disk.
#[derive(Clone, Debug)]
pub struct Source {
    /// The path relative to the folder of reports, with `/` between its parts.
    pub file: String,
    /// The path as the user would type it, for messages.
    pub path: String,
    /// What the name says it is.
    pub format: Format,
    /// The bytes, or why they could not be had.
    pub bytes: Result<Vec<u8>, Diagnostic>,
}

/// Reads every `.md`, `.txt` and `.html` below `folder`, sorted by path; hidden files and folders are passed over, other
/// files are told, and no link is followed but `folder` itself.
///
/// # Errors
/// The folder itself cannot be read.
pub fn read(folder: &Path) -> Result<Warned<Vec<Source>>, Error> {
    let mut entries = Vec::new();
    let mut diagnostics = Vec::new();
    match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            let found = Diagnostic::error(
                Code::MissingFolder,
                Place::start(&folder.display().to_string()),
                say!("there is no such folder of reports", "لا يوجد مجلد تقارير بهذا الاسم"),
            );
            return Err(Error::setup(found.hint(say!(
                "make the folder, or name another with `--seeds`",
                "أنشئ المجلد، أو اذكر غيره بالخيار `--seeds`"
            ))));
        }
        result => result.map_err(Error::environment(folder, "read the folder of reports", "قراءة مجلد التقارير"))?,
    };
    let mut others = Vec::new();
    let mut pages = BTreeSet::new();
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) if entry.depth() == 0 || entry.file_type().is_dir() => {}
            Ok(entry) => match Format::of(entry.path()) {
                Some(format) => {
                    pages.extend((format == Format::Html).then(|| entry.path().to_owned()));
                    entries.push((entry, format));
                }
                // It may be a folder of reports, so that it is missed.
                None if entry.path_is_symlink() => diagnostics.push(open::link(entry.path())),
                None => others.push(entry.into_path()),
            },
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                diagnostics.push(
                    Diagnostic::warning(Code::UnreadableFolder, Place::start(&path), unreadable_folder(&error)).hint(
                        say!(
                            "give the user that runs the build leave to read it",
                            "امنح المستخدم الذي يبني الموقع إذن قراءته"
                        ),
                    ),
                );
            }
        }
    }
    diagnostics.extend(others::findings(&others, &pages));
    let opened = &Folder::open(folder);
    let sources = entries.into_par_iter().map(|(entry, format)| read_one(folder, opened, &entry, format)).collect();
    Ok(Warned { value: sources, diagnostics })
}

fn unreadable_folder(error: &walkdir::Error) -> Message {
    let why = error.io_error().map_or_else(|| format!("«{error}»"), |io| system::reason(io).get(Lang::Ar).to_owned());
    Message::new(format!("cannot look into it: {error}"), format!("تعذّر فتحه: {why}"))
}

fn read_one(folder: &Path, opened: &Folder, entry: &DirEntry, format: Format) -> Source {
    let path = entry.path().display().to_string();
    let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let file = parts.join("/");
    match bad_name(relative) {
        // What is wrong with the name is written out in it, since pages and data name what is set aside.
        Some(message) => {
            let found = Diagnostic::error(Code::BadPath, Place::start(&path), message);
            let found = found.hint(say!("rename the file", "غيّر اسم الملف"));
            Source { file: isolate::shown(&file).replace('\n', "\\n"), path, format, bytes: Err(found) }
        }
        None => Source { file, bytes: bytes_of(folder, opened, relative, entry), path, format },
    }
}

/// Why a report's name cannot be told to anybody as it is.
fn bad_name(relative: &Path) -> Option<Message> {
    let Some(name) = relative.to_str() else {
        return Some(say!("the name is not UTF-8", "الاسم ليس بترميز UTF-8"));
    };
    let breaks = |c: char| c.is_control() || matches!(c, '\u{2028}' | '\u{2029}');
    let c = name.chars().find(|c| breaks(*c)).or_else(|| hidden::first(name, false).map(|(_, c, _)| c))?;
    let code = format!("U+{:04X}", u32::from(c));
    Some(say!("the name has the character {code}, which nobody sees", "في الاسم المحرف {code} الذي لا يراه أحد"))
}

fn bytes_of(folder: &Path, opened: &Folder, relative: &Path, entry: &DirEntry) -> Result<Vec<u8>, Diagnostic> {
    let path = entry.path();
    if entry.path_is_symlink() {
        return Err(open::link(path));
    }
    if !entry.file_type().is_file() {
        return Err(open::not_a_file(path));
    }
    opened.read(relative, LARGEST).map_err(|refused| match refused {
        Refused::Link => open::link(&open::first_link(folder, relative)),
        Refused::NotAFile => open::not_a_file(path),
        Refused::TooLarge(size) => too_large(path, size),
        Refused::System(error) => {
            let why = system::reason(&error);
            let message = Message::new(
                format!("cannot read the report: {}", why.get(Lang::En)),
                format!("تعذّرت قراءة التقرير: {}", why.get(Lang::Ar)),
            );
            Diagnostic::error(Code::Unreadable, Place::start(&path.display().to_string()), message)
                .hint(say!("check the file's permissions", "راجع أذون الملف"))
        }
    })
}

/// What is said of a report that is too large.
pub fn too_large(path: &Path, size: u64) -> Diagnostic {
    let message = say!("the report has {size} bytes, more than {LARGEST}", "في التقرير {size} بايت، وأقصاه {LARGEST}");
    Diagnostic::error(Code::TooLarge, Place::start(&path.display().to_string()), message)
        .hint(say!("keep the communiqué, and leave the rest of the page out", "أبقِ البيان واترك ما سواه من الصفحة"))
}

/// Refuses a folder that is a link and that nobody named: it may lead anywhere.
///
/// # Errors
/// It is a link.
pub fn not_a_link(folder: &Path) -> Result<(), Error> {
    if !folder.is_symlink() {
        return Ok(());
    }
    let found = open::link(folder);
    Err(Error::setup(found.hint(say!(
        "put the folder itself here; reports may lie elsewhere, if `--seeds` names their folder",
        "ضع المجلد نفسه هنا؛ ويجوز أن تكون التقارير في موضع آخر يُذكر بالخيار `--seeds`"
    ))))
}
