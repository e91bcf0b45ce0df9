//! What the editing commands share: the report that a name means, and changes to files, made all or none.

use std::path::{Path, PathBuf};

use rayon::prelude::*;

use crate::archive::slug::Slug;
use crate::config::Config;
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::edit::field::Field;
use crate::edit::{self, Change, file};
use crate::error::Error;
use crate::ingest::{self, Document};
use crate::say;
use crate::source::Source;

/// A report that can be read, with the file it is in.
pub struct Found {
    /// The file as it lies on disk.
    pub source: Source,
    /// What it says; none where it cannot be used.
    pub document: Option<Document>,
}

/// Reads reports one by one, those too that are set aside later.
pub fn documents(sources: Vec<Source>, config: &Config) -> Vec<Found> {
    let read = |source: Source| {
        let document = ingest::read(source.clone(), config).ok().map(|read| read.value);
        Found { source, document }
    };
    sources.into_par_iter().map(read).collect()
}

impl Found {
    /// The address wanted for it.
    fn slug(&self) -> Slug {
        let slug = self.document.as_ref().and_then(|document| document.front.slug.as_ref());
        slug.map_or_else(|| Slug::of_file(&self.source.file), |slug| Slug::new(&slug.value))
    }

    fn is_named(&self, name: &str) -> bool {
        let wanted = Slug::new(name);
        let aliases = self.document.iter().flat_map(|document| &document.front.aliases);
        self.source.file == name
            || self.source.path == name
            || self.slug() == wanted
            || Slug::of_file(&self.source.file) == Slug::of_file(name)
            || aliases.into_iter().any(|alias| Slug::new(&alias.value) == wanted)
    }
}

/// The report that a slug, an alias or a file's name means.
///
/// # Errors
/// None has it, or several have.
pub fn report<'a>(found: &'a [Found], name: &str) -> Result<&'a Found, Error> {
    let named: Vec<&Found> = found.iter().filter(|report| report.is_named(name)).collect();
    let place = || Place::start(name);
    match named.as_slice() {
        [one] => Ok(one),
        [] => {
            let slugs: Vec<Slug> = found.iter().map(Found::slug).collect();
            let known: Vec<&str> = slugs.iter().map(Slug::as_str).collect();
            let message = say!("no report has this name", "لا تقرير بهذا الاسم");
            Err(Error::setup(Diagnostic::error(Code::UnknownSlug, place(), message).hint(suggestion(name, &known))))
        }
        several => {
            let files: Vec<&str> = several.iter().map(|report| report.source.file.as_str()).collect();
            let files = files.join(", ");
            let message = say!("several reports have this name", "أكثر من تقرير بهذا الاسم");
            let hint = say!("name its file: {files}", "اذكر الملف: {files}");
            Err(Error::setup(Diagnostic::error(Code::UnknownSlug, place(), message).hint(hint)))
        }
    }
}

/// A file with what is to be written into it.
pub struct Planned {
    /// The file.
    pub path: PathBuf,
    /// Its bytes as they were read.
    pub before: Vec<u8>,
    /// Its text with all changes so far.
    pub after: String,
    /// What changes, for the editor: a place, and the words.
    pub changes: Vec<Changed>,
}

/// One change, as it is shown.
#[derive(Debug, serde::Serialize)]
pub struct Changed {
    /// Where it is.
    #[serde(flatten)]
    pub place: Place,
    /// The field, or the table.
    pub field: String,
    /// What stood there.
    pub from: String,
    /// What stands there now.
    pub to: String,
}

impl Planned {
    /// A report that nothing is changed in yet.
    ///
    /// # Errors
    /// It cannot be read, or is not UTF-8.
    pub fn report(source: &Source) -> Result<Planned, Error> {
        let bytes = source.bytes.clone().map_err(Error::setup)?;
        Planned::file(Path::new(&source.path), bytes.to_vec())
    }

    /// A file that nothing is changed in yet.
    ///
    /// # Errors
    /// It is not UTF-8.
    pub fn file(path: &Path, bytes: Vec<u8>) -> Result<Planned, Error> {
        let after = String::from_utf8(bytes.clone()).map_err(|_| {
            let message = say!("the file is not UTF-8, so it is not changed", "ليس الملف بترميز UTF-8، فلم يُغيَّر");
            let found = Diagnostic::error(Code::NotUtf8, Place::start(&path.display().to_string()), message);
            Error::setup(found.hint(say!("save it as UTF-8 first", "احفظه بترميز UTF-8 أولًا")))
        })?;
        Ok(Planned { path: path.to_owned(), before: bytes, after, changes: Vec::new() })
    }

    /// Changes one value of the front matter.
    ///
    /// # Errors
    /// It cannot be done without touching anything else.
    pub fn change(&mut self, field: Field, change: &Change) -> Result<(), Error> {
        let edit = edit::edit(&self.after, field, change).map_err(|why| self.refused(why))?;
        self.apply(&edit, field.name());
        Ok(())
    }

    /// Makes one edit of the file's text.
    pub fn apply(&mut self, edit: &edit::Edit, field: String) {
        let from = self.after.get(edit.range.clone()).unwrap_or("").trim().to_owned();
        let path = self.path.display().to_string();
        let unmarked = self.after.strip_prefix('\u{FEFF}').unwrap_or(&self.after);
        let start = edit.range.start.saturating_sub(self.after.len() - unmarked.len());
        let place = Place::byte(&path, unmarked, start);
        self.after = edit.apply(&self.after);
        if self.after.as_bytes() != self.before {
            // A line that is put in or taken out has its key before the value, and the key is said already.
            let key = field.rsplit('.').next().unwrap_or(&field);
            let value = |text: &str| {
                let value = text.strip_prefix(key).and_then(|rest| rest.strip_prefix(':'));
                value.map_or(text, str::trim).to_owned()
            };
            let (from, to) = (value(&from), value(edit.new.trim()));
            self.changes.push(Changed { place, field, from, to });
        }
    }

    /// Why a change is refused, as an error of the set-up.
    pub fn refused(&self, why: Message) -> Error {
        let found = Diagnostic::error(Code::NotEditable, Place::start(&self.path.display().to_string()), why);
        Error::setup(found.hint(say!("nothing was changed", "لم يتغير شيء")))
    }

    /// Reads the changed report as a build would.
    ///
    /// # Errors
    /// It cannot be used any more, and could be before.
    pub fn check(&self, found: &Found, config: &Config) -> Result<(), Error> {
        if found.document.is_none() {
            return Ok(());
        }
        let source = Source { bytes: Ok(self.after.clone().into()), ..found.source.clone() };
        ingest::read(source, config).map(drop).map_err(Error::Setup)
    }
}

/// Writes every file, or none: where one cannot be written, those before it get their old bytes back.
///
/// # Errors
/// The disk, a permission or another program is in the way.
pub fn write(planned: &[Planned]) -> Result<(), Error> {
    let changed: Vec<&Planned> = planned.iter().filter(|planned| planned.after.as_bytes() != planned.before).collect();
    for (index, Planned { path, before, after, .. }) in changed.iter().enumerate() {
        if let Err(why) = file::replace(path, before, after.as_bytes()) {
            for Planned { path, before, after, .. } in changed.iter().take(index) {
                // What was in the way of one file may be in the way of this too; the error says where it began.
                let _ = file::replace(path, after.as_bytes(), before);
            }
            return Err(Error::blocked(path, why));
        }
    }
    Ok(())
}
