//! An output folder as it was named → why no site may go there, if it may not. Whose files are in it is `publish`'s to see.

use std::fs;
use std::path::{Component, Path, PathBuf};

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::say;
use crate::source::open;

/// Refuses the root of the disk, the user's home and what is above it, a folder that holds what the site is made from or
/// lies in a folder that is read, a link that leads nowhere, and a link that nobody named. Of the inputs `true` marks those
/// in which nothing may be written.
///
/// # Errors
/// It is one of these.
pub fn refuse(out: &Path, is_named: bool, inputs: &[(&Path, bool)]) -> Result<(), Error> {
    if out.is_symlink() {
        if !is_named {
            let hint = say!("name the folder itself with `--out`", "اذكر المجلد نفسه بالخيار `--out`");
            return Err(Error::setup(open::link(out).hint(hint)));
        }
        if fs::canonicalize(out).is_err() {
            let target = fs::read_link(out).unwrap_or_default();
            let target = target.display();
            return Err(bad(
                out,
                say!(
                    "the output folder is a symbolic link to `{target}`, which is not there",
                    "مجلد الإخراج وصلة رمزية إلى `{target}` ولا شيء هناك"
                ),
            ));
        }
    }
    let out_path = resolved(out);
    // The home folder keeps a site from being written there, and reaches no page.
    let home = std::env::home_dir().and_then(|home| fs::canonicalize(home).ok());
    if out_path.parent().is_none() {
        return Err(bad(out, say!("the root of the disk cannot be the output folder", "لا يكون جذر القرص مجلد الإخراج")));
    }
    if home.is_some_and(|home| home.starts_with(&out_path)) {
        return Err(bad(
            out,
            say!(
                "your home folder, or one above it, cannot be the output folder",
                "لا يكون مجلد المستخدم الرئيسي، ولا مجلد فوقه، مجلد الإخراج"
            ),
        ));
    }
    for (input, is_read) in inputs {
        let input_path = resolved(input);
        if input_path.starts_with(&out_path) || (*is_read && out_path.starts_with(&input_path)) {
            return Err(bad(
                out,
                say!(
                    "the output folder and `{}` are in each other's way",
                    "لا يجتمع مجلد الإخراج والمجلد `{}` في موضع واحد",
                    input.display()
                ),
            ));
        }
    }
    Ok(())
}

fn bad(out: &Path, message: Message) -> Error {
    let found = Diagnostic::error(Code::BadOutput, Place::start(&out.display().to_string()), message);
    Error::setup(found.hint(say!("name a folder of its own with `--out`", "اذكر مجلدًا مستقلًا بالخيار `--out`")))
}

/// The real path of a folder that may not be there yet: of what is there as the system says, of the rest as it is written.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in absolute.ancestors() {
        if let Ok(mut real) = fs::canonicalize(ancestor) {
            for part in absolute.strip_prefix(ancestor).unwrap_or(Path::new("")).components() {
                match part {
                    Component::ParentDir => {
                        real.pop();
                    }
                    Component::Normal(name) => real.push(name),
                    _ => {}
                }
            }
            return real;
        }
    }
    absolute
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_way_over_folders_that_are_not_there_is_followed_as_written() {
        let root = fs::canonicalize(std::env::temp_dir()).unwrap();
        assert_eq!(resolved(&root.join("no-such/../seeds")), root.join("seeds"));
        assert_eq!(resolved(&root.join("no-such/a/../../..")), root.parent().unwrap());
    }
}
