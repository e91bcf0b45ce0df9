//! A folder of reports → their bytes, in a fixed order. It does not look inside them, and reads none twice that stands as it was read.

pub mod open;
mod others;
pub mod stands;
mod told;

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io;
use std::ops::Deref;
use std::path::{Path, PathBuf};
use std::sync::Arc;

use rayon::prelude::*;
use walkdir::{DirEntry, WalkDir};

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, Warned, system};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::lang::Lang;
use crate::say;
use crate::text::{hidden, isolate};
use open::{Folder, Refused};
use stands::Stands;

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
        const NAMES: [(&str, Format); 4] =
            [("md", Format::Markdown), ("txt", Format::Plain), ("html", Format::Html), ("htm", Format::Html)];
        let ending = path.extension()?;
        NAMES.into_iter().find(|(name, _)| ending.eq_ignore_ascii_case(name)).map(|(_, format)| format)
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
    pub bytes: Result<Content, Diagnostic>,
}

/// The bytes of a report, with their name. A copy costs nothing.
#[derive(Clone, Debug)]
pub struct Content(Arc<(Vec<u8>, Fingerprint)>);

impl Content {
    /// The name of the bytes.
    pub fn name(&self) -> Fingerprint {
        self.0.1
    }
}

impl Deref for Content {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0.0
    }
}

impl From<Vec<u8>> for Content {
    fn from(bytes: Vec<u8>) -> Content {
        let name = Fingerprint::of_bytes(&bytes);
        Content(Arc::new((bytes, name)))
    }
}

impl From<String> for Content {
    fn from(text: String) -> Content {
        text.into_bytes().into()
    }
}

impl From<&str> for Content {
    fn from(text: &str) -> Content {
        text.to_owned().into()
    }
}

/// Of more than so many paths each report is looked at, which takes no longer.
const MOST: usize = 32;

/// Where something may have changed since a folder was read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Look {
    /// Anywhere.
    All,
    /// At these paths, absolute as the system tells them, and nowhere else.
    At(BTreeSet<PathBuf>),
}

impl Look {
    /// Here and there.
    #[must_use]
    pub fn and(self, other: Look) -> Look {
        match (self, other) {
            (Look::At(mut all), Look::At(other)) if all.len() + other.len() <= MOST => {
                all.extend(other);
                Look::At(all)
            }
            _ => Look::All,
        }
    }
}

/// What was read of a folder, for whoever reads it again and again.
#[derive(Debug, Default)]
pub struct Known {
    /// How each file stood when it was read, and what it held, by its path below the folder.
    files: BTreeMap<String, (Stands, Content)>,
    /// All reports as they were read the last time, where nothing was to be said of the folder.
    last: Option<Vec<Source>>,
}

/// Reads every `.md`, `.txt` and `.html` below `folder`, sorted by path; hidden files and folders are passed over, other
/// files are told, and no link is followed but `folder` itself.
///
/// # Errors
/// The folder itself cannot be read.
pub fn read(folder: &Path) -> Result<Warned<Vec<Source>>, Error> {
    read_all(folder, None)
}

/// The same; what stands as it did when it became `known` is not read again, and it is looked at files elsewhere only where
/// that does not tell enough.
///
/// # Errors
/// Those of [`read`].
pub fn read_again(folder: &Path, known: &mut Known, look: &Look) -> Result<Warned<Vec<Source>>, Error> {
    if let (Look::At(paths), Some(last)) = (look, known.last.take())
        && let Some(now) = told::read(folder, last, paths)
    {
        known.last = Some(now.clone());
        return Ok(Warned { value: now, diagnostics: Vec::new() });
    }
    read_all(folder, Some(known))
}

fn read_all(folder: &Path, known: Option<&mut Known>) -> Result<Warned<Vec<Source>>, Error> {
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
    let before = known.as_deref();
    let read = entries.into_par_iter().map(|(entry, format)| read_one(folder, opened, &entry, format, before));
    let (sources, stands): (Vec<Source>, Vec<Option<Stands>>) = read.unzip();
    if let Some(known) = known {
        let settled = sources.iter().zip(stands).filter_map(|(source, stands)| {
            let stands = stands.filter(|stands| stands.is_settled())?;
            Some((source.file.clone(), (stands, source.bytes.as_ref().ok()?.clone())))
        });
        known.files = settled.collect();
        known.last = diagnostics.is_empty().then(|| sources.clone());
    }
    Ok(Warned { value: sources, diagnostics })
}

fn unreadable_folder(error: &walkdir::Error) -> Message {
    let why = error.io_error().map_or_else(|| format!("«{error}»"), |io| system::reason(io).get(Lang::Ar).to_owned());
    Message::new(format!("cannot look into it: {error}"), format!("تعذّر فتحه: {why}"))
}

/// Reads a report, and says how it stood then; or takes what is known of it.
fn read_one(
    folder: &Path,
    opened: &Folder,
    entry: &DirEntry,
    format: Format,
    known: Option<&Known>,
) -> (Source, Option<Stands>) {
    let path = entry.path().display().to_string();
    let relative = entry.path().strip_prefix(folder).unwrap_or(entry.path());
    let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
    let file = parts.join("/");
    match bad_name(relative) {
        // What is wrong with the name is written out in it, since pages and data name what is set aside.
        Some(message) => {
            let found = Diagnostic::error(Code::BadPath, Place::start(&path), message);
            let found = found.hint(say!("rename the file", "غيّر اسم الملف"));
            (Source { file: isolate::shown(&file).replace('\n', "\\n"), path, format, bytes: Err(found) }, None)
        }
        None => {
            let same = known
                .and_then(|known| known.files.get(&file))
                .filter(|(stands, _)| entry.metadata().is_ok_and(|meta| Stands::of(&meta).as_ref() == Some(stands)));
            let read = match same {
                Some((stands, content)) => Ok((content.clone(), Some(*stands))),
                None => content(folder, opened, relative, entry),
            };
            let (bytes, stands) = read.map_or_else(|found| (Err(found), None), |(bytes, stands)| (Ok(bytes), stands));
            (Source { file, path, format, bytes }, stands)
        }
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

fn content(
    folder: &Path,
    opened: &Folder,
    relative: &Path,
    entry: &DirEntry,
) -> Result<(Content, Option<Stands>), Diagnostic> {
    let path = entry.path();
    if entry.path_is_symlink() {
        return Err(open::link(path));
    }
    if !entry.file_type().is_file() {
        return Err(open::not_a_file(path));
    }
    let read = opened.read_as_it_stands(relative, LARGEST);
    read.map(|(bytes, stands)| (bytes.into(), stands)).map_err(|refused| match refused {
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

#[cfg(test)]
mod tests {
    use std::thread::sleep;
    use std::time::Duration;

    use super::*;

    #[test]
    fn what_stands_as_it_was_is_not_read_again() {
        let folder = std::env::temp_dir().join(format!("bayan-read-again-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        for name in ["a.md", "b.md", "c.md"] {
            fs::write(folder.join(name), "one").unwrap();
        }
        let mut known = Known::default();
        let mut read = || -> (Vec<String>, usize) {
            let sources = read_again(&folder, &mut known, &Look::All).unwrap().value;
            let text = |source: &Source| String::from_utf8(source.bytes.as_ref().unwrap().to_vec()).unwrap();
            let texts = sources.iter().map(text).collect();
            // What is known is said from now on, whatever stands on disk.
            let number = known.files.len();
            known.files.values_mut().for_each(|(_, content)| *content = "known".into());
            (texts, number)
        };
        let texts = |texts: [&str; 3]| texts.map(str::to_owned).to_vec();
        assert_eq!(read(), (texts(["one"; 3]), 0), "the next change may have the time of the last");
        sleep(stands::STEP + Duration::from_secs(1));
        assert_eq!(read().0, texts(["one"; 3]));
        let (path, old) = (folder.join("b.md"), fs::metadata(folder.join("b.md")).unwrap().modified().unwrap());
        fs::write(&path, "two").unwrap();
        fs::File::options().write(true).open(&path).unwrap().set_modified(old).unwrap();
        let expected =
            if cfg!(unix) { (texts(["known", "two", "known"]), 2) } else { (texts(["one", "two", "one"]), 0) };
        assert_eq!(read(), expected, "of the same size and with the same time");
        fs::remove_dir_all(&folder).unwrap();
    }
}
