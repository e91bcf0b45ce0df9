//! A folder of reports → their bytes, in a fixed order. It does not look inside them.

use std::fs;
use std::io;
use std::path::Path;

use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, Warned, system};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;

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
    let mut sources = Vec::new();
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
    let visible = |entry: &DirEntry| entry.depth() == 0 || !entry.file_name().as_encoded_bytes().starts_with(b".");
    for entry in WalkDir::new(folder).sort_by_file_name().into_iter().filter_entry(visible) {
        match entry {
            Ok(entry) => {
                if let Some(format) = format_of(entry.path())
                    && !entry.file_type().is_dir()
                {
                    sources.push(read_one(folder, &entry, format));
                }
            }
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
    Ok(Warned { value: sources, diagnostics })
}

fn unreadable_folder(error: &walkdir::Error) -> Message {
    let why = error.io_error().map_or_else(|| format!("«{error}»"), |io| system::reason(io).get(Lang::Ar).to_owned());
    Message::new(format!("cannot look into it: {error}"), format!("تعذّر فتحه: {why}"))
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
    let itself = || say!("put the report itself here", "ضع التقرير نفسه هنا");
    if entry.path_is_symlink() {
        return Err(Diagnostic::error(
            Code::SymbolicLink,
            start(),
            say!("a symbolic link is not read", "الوصلات الرمزية لا تُقرأ"),
        )
        .hint(itself()));
    }
    if !entry.file_type().is_file() {
        return Err(Diagnostic::error(
            Code::NotAFile,
            start(),
            say!("it is no regular file, so it is not read", "ليس ملفًا عاديًا، فلم يُقرأ"),
        )
        .hint(itself()));
    }
    let unreadable = |error: io::Error| {
        let why = system::reason(&error);
        let message = Message::new(
            format!("cannot read the report: {error}"),
            format!("تعذّرت قراءة التقرير: {}", why.get(Lang::Ar)),
        );
        Diagnostic::error(Code::Unreadable, start(), message)
            .hint(say!("check the file's permissions", "راجع أذون الملف"))
    };
    let size = entry.metadata().map_err(|error| unreadable(error.into()))?.len();
    if size > LARGEST {
        return Err(Diagnostic::error(
            Code::TooLarge,
            start(),
            say!("the report has {size} bytes, more than {LARGEST}", "في التقرير {size} بايت، وأقصاه {LARGEST}"),
        )
        .hint(say!("keep the communiqué, and leave the rest of the page out", "أبقِ البيان واترك ما سواه من الصفحة")));
    }
    fs::read(entry.path()).map_err(unreadable)
}
