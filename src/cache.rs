//! What a build worked out → the folder `.bayan`, and back for the next build. It is never needed: what is missing, broken, or of another program is worked out anew.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use rayon::prelude::*;
use serde::de::DeserializeOwned;
use serde::{Deserialize, Serialize};

use crate::archive::Shelf;
use crate::diagnostic::Warned;
use crate::fingerprint::Fingerprint;
use crate::publish::Receipts;
use crate::search::{Chunks, Counted, Counts};
use crate::source::open;
use crate::{Built, Keep, Known};

/// The folder, in the root.
const FOLDER: &str = ".bayan";
/// Reports as they were prepared: a folder of files, so that what has not changed need not be written again.
const PREPARED: &str = "prepared";
/// What comparing found out,
const COMPARED: &str = "compared";
/// the agreed language,
const FORMULAS: &str = "formulas";
/// and the words of texts, as the search counts them: a folder of files, by the name of the texts.
const COUNTS: &str = "counts";
/// In it, the marks of the files of the index.
const MARKS: &str = "marks";
/// What each page was made from, by output folder.
const PAGES: &str = "pages";

/// What builds of one root know of the builds before.
#[derive(Debug)]
pub struct Cache {
    root: PathBuf,
    program: Fingerprint,
    /// What is known of each output folder.
    pub sites: BTreeMap<PathBuf, Left>,
}

/// What a build left in an output folder.
#[derive(Debug, Default, Serialize, Deserialize)]
pub struct Left {
    /// What its files were made from.
    pub receipts: Receipts,
    /// The name of all that went into the build, and what it said.
    pub last: Option<(Fingerprint, Warned<Built<()>>)>,
}

impl Cache {
    /// What the builds before know of output folders. `program` names the program: another one knows nothing of it.
    pub fn open(root: &Path, program: Fingerprint) -> Cache {
        let mut sites: BTreeMap<PathBuf, Left> = read(&root.join(FOLDER).join(PAGES), program).unwrap_or_default();
        sites.retain(|folder, _| folder.is_dir());
        Cache { root: root.to_owned(), program, sites }
    }

    /// What the builds before found out, the greater part, which a build of nothing new has no use for.
    pub fn known(&self) -> Known {
        let folder = self.root.join(FOLDER);
        let ((compared, formulas), (reports, counts)) = rayon::join(
            || {
                rayon::join(
                    || read(&folder.join(COMPARED), self.program).unwrap_or_default(),
                    || read(&folder.join(FORMULAS), self.program).unwrap_or_default(),
                )
            },
            || rayon::join(|| self.reports(&folder.join(PREPARED)), || self.counts(&folder.join(COUNTS))),
        );
        Known { reports, compared, formulas, counts }
    }

    fn counts(&self, folder: &Path) -> Counts {
        let known = |name: String| {
            let name = Fingerprint::named(&name)?;
            Some((name, read(&folder.join(name.to_string()), self.counted(name))?))
        };
        let known: Vec<_> = names(folder).unwrap_or_default().into_par_iter().filter_map(known).collect();
        Counts { chunks: Chunks::known(known), marks: read(&folder.join(MARKS), self.program).unwrap_or_default() }
    }

    fn reports(&self, folder: &Path) -> Shelf {
        Shelf::of(|number| read(&folder.join(part(number)), self.program).unwrap_or_default())
    }

    /// Leaves something for the next build.
    ///
    /// # Errors
    /// The system says no; of each file what was there before stays, or nothing.
    pub fn leave(&self, found: &Keep) -> io::Result<()> {
        match found {
            Keep::Reports(reports) => self.leave_reports(reports),
            Keep::Compared(known) => write(&self.folder()?.join(COMPARED), self.program, known),
            Keep::Formulas(known) => write(&self.folder()?.join(FORMULAS), self.program, known),
            Keep::Counts(counts) => self.leave_counts(counts),
        }
    }

    fn leave_counts(&self, counts: &Counts) -> io::Result<()> {
        let folder = self.folder()?.join(COUNTS);
        make(&folder)?;
        write(&folder.join(MARKS), self.program, &counts.marks)?;
        let new: Vec<(Fingerprint, &Counted)> = counts.chunks.anew().collect();
        new.par_iter().try_for_each(|(name, own)| write(&folder.join(name.to_string()), self.counted(*name), own))?;
        let all = counts.chunks.names().map(|name| name.to_string());
        let wanted: BTreeSet<String> = all.chain([MARKS.to_owned()]).collect();
        // What cannot be removed is nothing that is known.
        let gone = names(&folder)?.into_iter().filter(|name| !wanted.contains(name));
        gone.for_each(|name| drop(fs::remove_file(folder.join(name))));
        Ok(())
    }

    /// What names the program for counted texts: another text's file, under this one's name, is as good as none.
    fn counted(&self, name: Fingerprint) -> Fingerprint {
        self.program.with(name.to_string().as_bytes())
    }

    fn leave_reports(&self, reports: &Shelf) -> io::Result<()> {
        let prepared = self.folder()?.join(PREPARED);
        make(&prepared)?;
        let parts = reports.parts().par_iter().enumerate().filter(|(_, part)| part.is_changed());
        parts.try_for_each(|(number, value)| write(&prepared.join(part(number)), self.program, value))
    }

    /// Leaves what is known of output folders for the next build.
    ///
    /// # Errors
    /// The system says no; what was there before stays, or nothing.
    pub fn leave_sites(&self) -> io::Result<()> {
        write(&self.folder()?.join(PAGES), self.program, &self.sites)
    }

    /// The folder of the cache, made if it is not there.
    fn folder(&self) -> io::Result<PathBuf> {
        let folder = self.root.join(FOLDER);
        if make(&folder)? {
            fs::write(folder.join(".gitignore"), "*\n")?;
        }
        Ok(folder)
    }
}

/// The file of a part of the reports.
fn part(number: usize) -> String {
    format!("{number:02}")
}

/// The names of what is in a folder.
fn names(folder: &Path) -> io::Result<Vec<String>> {
    let names = fs::read_dir(folder)?.map(|entry| entry.map(|entry| entry.file_name().to_string_lossy().into_owned()));
    names.collect()
}

/// Makes a folder; says whether it was not there.
fn make(folder: &Path) -> io::Result<bool> {
    match fs::create_dir(folder) {
        // A link would lead elsewhere.
        Err(error) if error.kind() == io::ErrorKind::AlreadyExists && fs::symlink_metadata(folder)?.is_dir() => {
            Ok(false)
        }
        made => made.map(|()| true),
    }
}

/// Reads a value back. It stands behind the name of itself and the program's; what has another name was not written whole.
fn read<T: DeserializeOwned>(path: &Path, program: Fingerprint) -> Option<T> {
    let bytes = open::file(path, u64::MAX).ok()?;
    let (name, value) = postcard::take_from_bytes::<Fingerprint>(&bytes).ok()?;
    if name != program.with(value) {
        return None;
    }
    postcard::from_bytes(value).ok()
}

/// Writes a value, if it is not there already.
fn write(path: &Path, program: Fingerprint, value: &impl Serialize) -> io::Result<()> {
    let value = postcard::to_stdvec(value).map_err(io::Error::other)?;
    let name = postcard::to_stdvec(&program.with(&value)).map_err(io::Error::other)?;
    if open::begins_with(path, &name) {
        return Ok(());
    }
    let new = path.with_extension("new");
    match fs::remove_file(&new) {
        Err(error) if error.kind() != io::ErrorKind::NotFound => return Err(error),
        _ => {}
    }
    let mut file = fs::File::create_new(&new)?;
    file.write_all(&name)?;
    file.write_all(&value)?;
    fs::rename(&new, path)
}

/// A name for the program that runs: its file, which nobody can change and leave as it is. None where the system does not
/// say enough.
pub fn program() -> Option<Fingerprint> {
    #[cfg(unix)]
    {
        use std::os::unix::fs::MetadataExt;
        let path = std::env::current_exe().ok()?;
        let meta = fs::metadata(&path).ok()?;
        let times = [meta.mtime(), meta.mtime_nsec(), meta.ctime(), meta.ctime_nsec()];
        Fingerprint::of(&(path.to_str()?, [meta.dev(), meta.ino(), meta.size()], times))
    }
    #[cfg(not(unix))]
    None
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::archive::{Part, Preparer};
    use crate::config;
    use crate::source::{Format, Source};

    const SITE: &str = "[title]\nar = \"أ\"\nen = \"A\"\n[[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\n\
        place = { ar = \"روما\", en = \"Rome\" }\ntitle = { ar = \"اجتماع روما\", en = \"Rome meeting\" }\n";

    fn sources() -> Vec<Source> {
        let front = "---\ntitle: بيان\ndate: 2021-06-28~\ntags: [iraq]\nsummary_en: They met.\nsummary_status: draft\n\
            slug: a\naliases: [b]\nsource: { outlet: وكالة, published: 2021-07 }\n---\n";
        let text = "عقد وزراء الخارجية اجتماعهم في روما يوم 28 يونيو 2021 وبحثوا قرار مجلس الأمن رقم 2396 وبيان 6 فبراير 2019.\n";
        let texts =
            [format!("{front}{text}"), text.to_owned(), format!("---\ndate: 2021-13-41\n---\n{text}"), "\n".to_owned()];
        let named = (0..).zip(texts).map(|(index, text)| (format!("{index}.md"), text));
        named
            .map(|(file, text)| Source {
                path: format!("seeds/{file}"),
                file,
                format: Format::Markdown,
                bytes: Ok(text.into()),
            })
            .collect()
    }

    #[test]
    fn what_is_known_of_reports_is_read_back_and_not_worked_out_again() {
        let config = config::parse(SITE, "site.toml", None).unwrap();
        let preparer = Preparer::new(&config, false, false);
        let folder = std::env::temp_dir().join(format!("bayan-cache-reports-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let program = Fingerprint::of_bytes(b"one");
        let cache = Cache::open(&folder, program);
        let mut first = cache.known().reports;
        let made = first.prepare(sources(), &preparer);
        assert_eq!(first.anew(), sources().len());
        cache.leave_reports(&first).unwrap();
        let mut read = cache.known().reports;
        let again = read.prepare(sources(), &preparer);
        assert!(read.anew() == 0 && !read.parts().iter().any(Part::is_changed));
        // One report less: only the file that it was in is another.
        read.prepare(sources().split_off(1), &preparer);
        assert_eq!(read.parts().iter().filter(|part| part.is_changed()).count(), 1);
        let _ = fs::remove_dir_all(&folder);
        assert_eq!(format!("{again:?}"), format!("{made:?}"));
    }

    #[test]
    fn what_was_counted_of_other_texts_is_not_read() {
        let folder = std::env::temp_dir().join(format!("bayan-cache-counts-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join(FOLDER).join(COUNTS)).unwrap();
        let cache = Cache::open(&folder, Fingerprint::of_bytes(b"one"));
        let [one, other] = [b"a", b"b"].map(|text| Fingerprint::of_bytes(text));
        let path = |name: Fingerprint| folder.join(FOLDER).join(COUNTS).join(name.to_string());
        write(&path(one), cache.counted(one), &Counted::default()).unwrap();
        assert!(cache.known().counts.chunks.names().eq([one]));
        fs::rename(path(one), path(other)).unwrap();
        assert_eq!(cache.known().counts.chunks.names().count(), 0);
        // Neither is known any more.
        cache.leave(&Keep::Counts(Counts::default())).unwrap();
        assert!(!path(other).exists());
        let _ = fs::remove_dir_all(&folder);
    }

    #[test]
    fn another_program_and_a_broken_file_know_nothing() {
        let folder = std::env::temp_dir().join(format!("bayan-cache-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        let (own, other) = (Fingerprint::of_bytes(b"one"), Fingerprint::of_bytes(b"two"));
        let path = folder.join("file");
        write(&path, own, &[1_u8, 2, 3]).unwrap();
        assert_eq!((read(&path, own), read::<[u8; 3]>(&path, other)), (Some([1_u8, 2, 3]), None));
        let whole = fs::read(&path).unwrap();
        for at in 0..whole.len() {
            let mut bytes = whole.clone();
            bytes[at] ^= 1;
            fs::write(&path, bytes).unwrap();
            assert_eq!(read::<[u8; 3]>(&path, own), None, "byte {at}");
            fs::write(&path, &whole[..at]).unwrap();
            assert_eq!(read::<[u8; 3]>(&path, own), None, "{at} bytes");
        }
        let _ = fs::remove_dir_all(&folder);
    }
}
