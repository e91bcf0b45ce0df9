//! The site's own `templates/` and `static/` → their files, or the ones that the program carries. It does not look inside them.

use std::fs;
use std::path::Path;

use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::{Diagnostic, Place};
use crate::error::Error;
use crate::page::File;
use crate::page::shell::Assets;
use crate::render::theme::{BUILT_IN, Files};

/// The static files that the program carries.
const STATIC: [(&str, &str); 2] =
    [("favicon.svg", include_str!("../static/favicon.svg")), ("style.css", include_str!("../static/style.css"))];

/// The templates in `folder`, or the program's own where there is no such folder.
///
/// # Errors
/// The folder cannot be read, or a file in it is not UTF-8.
pub fn templates(folder: &Path) -> Result<Files, Error> {
    if !folder.is_dir() {
        return Ok(BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect());
    }
    let mut files = Files::new();
    for (name, bytes) in read_all(folder)? {
        if !name.ends_with(".html") && !name.ends_with(".xml") && !name.ends_with(".toml") {
            continue;
        }
        let text = String::from_utf8(bytes).map_err(|_| {
            let path = folder.join(&name).display().to_string();
            Error::setup(
                Diagnostic::error("not-utf8", Place::start(&path), "the template is not UTF-8")
                    .hint("save it as UTF-8"),
            )
        })?;
        files.insert(name, text);
    }
    Ok(files)
}

/// The files in `folder`, or the program's own where there is no such folder.
///
/// # Errors
/// The folder cannot be read, or holds a symbolic link.
pub fn statics(folder: &Path) -> Result<Vec<File>, Error> {
    let files = if folder.is_dir() {
        read_all(folder)?
    } else {
        STATIC.iter().map(|(name, text)| ((*name).to_owned(), text.as_bytes().to_vec())).collect()
    };
    Ok(files.into_iter().map(|(path, bytes)| File { path, bytes }).collect())
}

/// The addresses by which pages name static files: a mark in the address changes when the file does, so that no reader
/// keeps an old one.
pub fn addresses(statics: &[File]) -> Assets {
    let style = statics.iter().find(|file| file.path == "style.css");
    let mark = style.map_or(0, |file| xxh3_64(&file.bytes) & 0xFFFF_FFFF);
    Assets { style: format!("style.css?v={mark:08x}") }
}

fn read_all(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::environment(&path, "read the folder")(error.into())
        })?;
        let path = entry.path();
        if entry.path_is_symlink() {
            let found = Diagnostic::error(
                "symbolic-link",
                Place::start(&path.display().to_string()),
                "a symbolic link is not followed",
            );
            return Err(Error::setup(found.hint("put the file itself here")));
        }
        if entry.file_type().is_file() {
            let relative = path.strip_prefix(folder).unwrap_or(path);
            let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.push((parts.join("/"), fs::read(path).map_err(Error::environment(path, "read the file"))?));
        }
    }
    Ok(files)
}
