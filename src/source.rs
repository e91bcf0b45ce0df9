//! A folder of reports → their bytes, in a fixed order. It does not look inside them.

use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::{Diagnostic, Place, Warned};
use crate::error::Error;

/// The largest report that is read, in bytes. A long communiqué has some 60 KB; a page saved whole, 2 MB.
pub const LARGEST: u64 = 8 * 1024 * 1024;

/// What the file's name says its text is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Format {
    /// `.md`
    Markdown,
    /// `.txt`
    Plain,
    /// `.html`, `.htm`: a page saved from a browser.
    Html,
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

/// Reads every `.md`, `.txt` and `.html` below `folder`, sorted by path; hidden files and folders are passed over.
///
/// # Errors
/// The folder itself cannot be read.
pub fn read(folder: &Path) -> Result<Warned<Vec<Source>>, Error> {
    let mut entries = Vec::new();
    let mut diagnostics = Vec::new();
    match fs::read_dir(folder) {
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            let found = Diagnostic::error(
                "missing-folder",
                Place::start(&folder.display().to_string()),
                "there is no such folder of reports",
            );
            return Err(Error::setup(found.hint("make the folder, or name another with `--seeds`")));
        }
        result => result.map_err(Error::environment(folder, "read the folder of reports"))?,
    };
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) => {
                if let Some(format) = format_of(entry.path())
                    && !entry.file_type().is_dir()
                {
                    entries.push((entry, format));
                }
            }
            Err(error) => {
                let path = error.path().unwrap_or(folder).display().to_string();
                diagnostics.push(
                    Diagnostic::warning(
                        "unreadable-folder",
                        Place::start(&path),
                        format!("cannot look into it: {error}"),
                    )
                    .hint("give the user that runs the build leave to read it"),
                );
            }
        }
    }
    let sources = entries.into_par_iter().map(|(entry, format)| read_one(folder, &entry, format)).collect();
    Ok(Warned { value: sources, diagnostics })
}

fn format_of(path: &Path) -> Option<Format> {
    let extension = path.extension()?.to_str()?;
    if extension.eq_ignore_ascii_case("md") {
        Some(Format::Markdown)
    } else if extension.eq_ignore_ascii_case("txt") {
        Some(Format::Plain)
    } else if extension.eq_ignore_ascii_case("html") || extension.eq_ignore_ascii_case("htm") {
        Some(Format::Html)
    } else {
        None
    }
}

fn read_one(folder: &Path, entry: &DirEntry, format: Format) -> Source {
    let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let path = entry.path().display().to_string();
    Source { file: parts.join("/"), bytes: bytes_of(entry, &path), path, format }
}

fn bytes_of(entry: &DirEntry, path: &str) -> Result<Vec<u8>, Diagnostic> {
    let start = || Place::start(path);
    if entry.path_is_symlink() {
        return Err(Diagnostic::error("symbolic-link", start(), "a symbolic link is not read")
            .hint("put the report itself here"));
    }
    if !entry.file_type().is_file() {
        return Err(Diagnostic::error("not-a-file", start(), "it is no regular file, so it is not read")
            .hint("put the report itself here"));
    }
    let unreadable = |error: io::Error| {
        Diagnostic::error("unreadable", start(), format!("cannot read the report: {error}"))
            .hint("check the file's permissions")
    };
    let size = entry.metadata().map_err(|error| unreadable(error.into()))?.len();
    if size > LARGEST {
        return Err(Diagnostic::error(
            "too-large",
            start(),
            format!("the report has {size} bytes, more than {LARGEST}"),
        )
        .hint("keep the communiqué, and leave the rest of the page out"));
    }
    fs::read(entry.path()).map_err(unreadable)
}
