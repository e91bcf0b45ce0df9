//! Reports as they were read, and the paths that the system tells of → the reports as they are now. It looks at no other file, and gives up where a path tells of more than the bytes of a report.

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::{self, Path, PathBuf};

use super::open::Folder;
use super::{Format, LARGEST, Source};

/// Reads anew what stands at the paths; none where a report came, went, or cannot be read as it was.
pub(super) fn read(folder: &Path, mut reports: Vec<Source>, paths: &BTreeSet<PathBuf>) -> Option<Vec<Source>> {
    let base = path::absolute(folder).ok()?;
    let opened = Folder::open(folder);
    // What is said of a report may hang on its name, or on what is beside it.
    if reports.iter().any(|report| report.bytes.is_err()) {
        return None;
    }
    for path in paths {
        let Ok(relative) = path.strip_prefix(&base) else {
            // What is elsewhere is no report, unless the folder is known by another path too.
            if Format::of(path).is_some() {
                return None;
            }
            continue;
        };
        let parts = relative.components().map(|part| part.as_os_str().to_str()).collect::<Option<Vec<&str>>>()?;
        if parts.iter().any(|part| part.starts_with('.')) {
            continue;
        }
        let file = parts.join("/");
        match reports.iter_mut().find(|report| report.file == file) {
            Some(report) => report.bytes = Ok(opened.read_as_it_stands(relative, LARGEST).ok()?.0.into()),
            // What programs leave beside a file while they write it.
            None => {
                let is_gone =
                    matches!(fs::symlink_metadata(path), Err(error) if error.kind() == io::ErrorKind::NotFound);
                let was_above = |report: &Source| Path::new(&report.file).starts_with(relative);
                if !is_gone || reports.iter().any(was_above) {
                    return None;
                }
            }
        }
    }
    Some(reports)
}

#[cfg(test)]
mod tests {
    use super::super::{Known, Look, read_again};
    use super::*;

    /// The reports of a folder after each change of it, as they are found with the paths that changed alone, and with a look
    /// at all; and whether the paths were enough.
    #[test]
    fn what_is_told_of_is_read_and_more_where_that_is_not_enough() {
        let folder = std::env::temp_dir().join(format!("bayan-told-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(folder.join("below")).unwrap();
        let write = |file: &str, text: &str| fs::write(folder.join(file), text).unwrap();
        ["a.md", "b.txt", "below/c.md"].into_iter().for_each(|file| write(file, file));
        let mut known = Known::default();
        let mut texts = |look: &Look| -> Vec<(String, Result<Vec<u8>, String>)> {
            let read = read_again(&folder, &mut known, look).unwrap().value;
            let bytes =
                |source: &Source| source.bytes.as_ref().map(|bytes| bytes.to_vec()).map_err(ToString::to_string);
            read.iter().map(|source| (source.file.clone(), bytes(source))).collect()
        };
        let mut is_as_it_stands = |told: &[&str]| {
            let told = told.iter().map(|file| folder.join(file)).collect();
            assert_eq!(texts(&Look::At(told)), texts(&Look::All));
        };
        is_as_it_stands(&[]);
        write("a.md", "two");
        is_as_it_stands(&["a.md", ".hidden", "gone.tmp"]);
        write("below/c.md", "two");
        write("b.txt", "two");
        is_as_it_stands(&["below/c.md", "b.txt"]);
        write("new.md", "new");
        is_as_it_stands(&["new.md"]);
        fs::rename(folder.join("new.md"), folder.join("a.md")).unwrap();
        is_as_it_stands(&["a.md", "new.md"]);
        fs::rename(folder.join("below"), folder.join("other")).unwrap();
        is_as_it_stands(&["below"]);
        fs::remove_file(folder.join("b.txt")).unwrap();
        fs::create_dir(folder.join("b.txt")).unwrap();
        is_as_it_stands(&["b.txt"]);
        fs::remove_dir_all(&folder).unwrap();
    }

    #[test]
    fn nothing_else_is_looked_at() {
        let folder = std::env::temp_dir().join(format!("bayan-told-only-{}", std::process::id()));
        let _ = fs::remove_dir_all(&folder);
        fs::create_dir_all(&folder).unwrap();
        ["a.md", "b.md"].into_iter().for_each(|file| fs::write(folder.join(file), "one").unwrap());
        let mut known = Known::default();
        let first = read_again(&folder, &mut known, &Look::All).unwrap().value;
        ["a.md", "b.md"].into_iter().for_each(|file| fs::write(folder.join(file), "two").unwrap());
        let told = BTreeSet::from([folder.join("b.md")]);
        let second = read_again(&folder, &mut known, &Look::At(told)).unwrap().value;
        let texts: Vec<&[u8]> = first.iter().chain(&second).map(|source| &**source.bytes.as_ref().unwrap()).collect();
        assert_eq!(texts, [&b"one"[..], b"one", b"one", b"two"]);
        fs::remove_dir_all(&folder).unwrap();
    }
}
