//! Finished files → the output folder, in one step. It touches nothing that an earlier build of this site did not write, and a failure before the last step leaves the old site as it was.

mod disk;
mod look;
mod output;
mod staging;

use std::collections::BTreeSet;
use std::fs;
use std::io;
use std::path::Path;

use rayon::prelude::*;

use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::say;
use disk::{exchange, is_there, keep, link, make_folders, on_disk, on_disk_as, open_all, put, same, write};
use look::{Others, foreign, links, others, owned, seen};
use staging::Staging;

pub use output::Output;

/// The list of what a build wrote, in the output folder: this line, then a path a line.
const MANIFEST: &str = ".bayan-manifest";
const HEADER: &str = "# written by bayan; the next build replaces these files and no others";

/// What publishing did, in files.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, serde::Serialize)]
pub struct Published {
    /// Written, since they are new or have changed.
    pub written: usize,
    /// Left as they were.
    pub unchanged: usize,
    /// Taken away, since the site has them no more.
    pub removed: usize,
}

/// Puts a site into a folder.
///
/// The new site is made beside the old one; files that did not change, and files of others, are the same files, linked.
/// Then the two folders change places. Where that cannot be, because the folder holds folders of others, is a mount, or
/// lies on a file system that cannot exchange folders, each changed file replaces its old one and then the stale ones go.
///
/// # Errors
/// The folder is not bayan's or has a file of others in the place of a page (nothing was touched), or the disk or a permission is in the way (the old site stays).
pub fn publish(output: &Output, folder: &Path) -> Result<Published, Error> {
    let typed = folder;
    let folder = &fs::canonicalize(folder).unwrap_or_else(|_| folder.to_owned());
    let look = || Plan::new(output, folder, typed);
    let before = seen(folder);
    let first = look();
    let is_steady = || before.is_some() && before == seen(folder);
    match &first {
        Ok(plan) if plan.is_done(folder) && is_steady() => {
            Staging::clear(folder);
            open_all(folder, paths(output))?;
            return Ok(plan.published(output));
        }
        Err(_) if is_steady() => return first.map(|plan| plan.published(output)),
        _ => {}
    }
    let staging = Staging::new(folder)?;
    // Another build may have ended between the look and the lock.
    let plan = if is_steady() { first } else { look() };
    let result = plan.and_then(|plan| {
        let published = plan.published(output);
        if plan.is_done(folder) {
            open_all(folder, paths(output)).map(|()| published)
        } else {
            replace(output, folder, &plan, &staging.folder).map(|()| published)
        }
    });
    staging.remove();
    result
}

/// What is to be done, from one look at the folder.
struct Plan<'a> {
    /// What an earlier build wrote.
    old: BTreeSet<String>,
    /// What is new or has changed.
    changed: BTreeSet<&'a str>,
    /// What the site has no more.
    stale: Vec<String>,
}

impl<'a> Plan<'a> {
    fn new(output: &'a Output, folder: &Path, typed: &Path) -> Result<Plan<'a>, Error> {
        let old = owned(folder, typed)?;
        links(folder, typed, old.iter().chain(output.files.keys()).map(String::as_str))?;
        let changed: BTreeSet<&str> = output
            .files
            .par_iter()
            .filter(|(path, bytes)| !same(&folder.join(path), bytes))
            .map(|(path, _)| path.as_str())
            .collect();
        if let Some(path) = foreign(folder, &changed, &old)? {
            let place = Place::start(&typed.join(path).display().to_string());
            return Err(Error::setup(
                Diagnostic::error(
                    Code::NotOurs,
                    place,
                    say!(
                        "a file that bayan did not write stands where the site's is to be",
                        "في موضع ملف من ملفات الموقع ملف لم يكتبه bayan"
                    ),
                )
                .hint(say!(
                    "move it away; what is to be published beside the pages belongs into `static`",
                    "انقله من هنا؛ وما تريد نشره بجانب الصفحات فموضعه المجلد `static`"
                )),
            ));
        }
        let stale = old.iter().filter(|path| !output.files.contains_key(*path)).cloned().collect();
        Ok(Plan { old, changed, stale })
    }

    /// Whether the folder has the site as it is to be.
    fn is_done(&self, folder: &Path) -> bool {
        self.changed.is_empty() && self.stale.is_empty() && folder.join(MANIFEST).is_file()
    }

    fn published(&self, output: &Output) -> Published {
        let (written, removed) = (self.changed.len(), self.stale.len());
        Published { written, unchanged: output.files.len() - written, removed }
    }
}

fn replace(output: &Output, folder: &Path, plan: &Plan<'_>, staging: &Path) -> Result<(), Error> {
    let Plan { old, changed, .. } = plan;
    let site = staging.join("site");
    make_folders(&site, paths(output))?;
    let others = if is_there(folder)? { others(folder, old)? } else { Others::Files(Vec::new()) };
    let in_place = match &others {
        Others::Files(files) => !files.iter().all(|file| link(&folder.join(file), &site.join(file)).is_ok()),
        Others::Folders => true,
    };
    output.files.par_iter().try_for_each(|(path, bytes)| {
        let to = site.join(path);
        if changed.contains(path.as_str()) {
            write(&to, bytes).map_err(Error::environment(&to, "write the page", "كتابة الصفحة"))
        } else if in_place {
            Ok(())
        } else {
            let from = folder.join(path);
            keep(&from, &to, bytes).map_err(Error::environment(&to, "write the page", "كتابة الصفحة"))
        }
    })?;
    let manifest = site.join(MANIFEST);
    write(&manifest, listed(output.files.keys()).as_bytes()).map_err(Error::environment(
        &manifest,
        "write the list of files",
        "كتابة قائمة الملفات",
    ))?;
    on_disk(&site)?;
    if !in_place && exchange(&site, folder).is_ok() {
        return Ok(());
    }
    merge(folder, &site, output, plan)
}

/// Replaces file by file. The list names old and new files alike until all are in place, so that a build which is cut
/// short leaves nothing that the next one does not know to be bayan's.
fn merge(folder: &Path, site: &Path, output: &Output, plan: &Plan<'_>) -> Result<(), Error> {
    let Plan { old, changed, stale } = plan;
    let manifest = folder.join(MANIFEST);
    let both: BTreeSet<&String> = old.iter().chain(output.files.keys()).collect();
    make_folders(folder, paths(output))?;
    let interim = site.join(format!("{MANIFEST}-both"));
    // Put in place whole: without its first line the folder would be taken for one of others.
    write(&interim, listed(both).as_bytes())
        .and_then(|()| on_disk_as(&interim))
        .and_then(|()| put(&interim, &manifest, folder))
        .map_err(Error::environment(&manifest, "write the list of files", "كتابة قائمة الملفات"))?;
    for path in changed {
        let to = folder.join(path);
        put(&site.join(path), &to, folder).map_err(Error::environment(
            &to,
            "put the page in its place",
            "وضع الصفحة في موضعها",
        ))?;
    }
    for path in stale {
        let gone = folder.join(path);
        match fs::remove_file(&gone) {
            Err(error) if error.kind() != io::ErrorKind::NotFound => {
                return Err(Error::environment(&gone, "remove the stale page", "حذف الصفحة القديمة")(
                    error,
                ));
            }
            _ => remove_empty_parents(folder, &gone),
        }
    }
    open_all(folder, paths(output))?;
    on_disk(folder)?;
    put(&site.join(MANIFEST), &manifest, folder).map_err(Error::environment(
        &manifest,
        "put the list of files in its place",
        "وضع قائمة الملفات في موضعها",
    ))
}

fn remove_empty_parents(folder: &Path, gone: &Path) {
    let parents = gone.ancestors().skip(1).take_while(|parent| *parent != folder);
    for parent in parents {
        if fs::remove_dir(parent).is_err() {
            return;
        }
    }
}

fn paths(output: &Output) -> impl Iterator<Item = &str> + Clone {
    output.files.keys().map(String::as_str)
}

fn listed<'a>(paths: impl IntoIterator<Item = &'a String>) -> String {
    let mut text = format!("{HEADER}\n");
    for path in paths {
        text.push_str(path);
        text.push('\n');
    }
    text
}

#[cfg(test)]
mod tests;
