//! What somebody may do to the site that is kept beside the output, at random.

use std::fs;
use std::path::Path;

use super::files;
use crate::serve::edits::Dice;

/// One edit, and its name.
pub fn edit(root: &Path, dice: &mut Dice) -> &'static str {
    let staging = root.join(".public.bayan-staging");
    let spare = staging.join("site");
    if !spare.is_dir() {
        return "nothing";
    }
    let pages = files(&spare);
    let Some(page) = pages.keys().nth(dice.roll(pages.len().max(1))) else { return "nothing" };
    match dice.roll(8) {
        0 => fs::remove_dir_all(&staging).unwrap(),
        1 => fs::remove_dir_all(&spare).unwrap(),
        2 => fs::remove_file(page).unwrap(),
        3 => fs::write(page.with_file_name("added.html"), "added").unwrap(),
        // As a rule it is the same file as a page of the output.
        4 if !page.ends_with(".bayan-manifest") => fs::write(page, "edited").unwrap(),
        5 => fs::remove_dir_all(page.parent().unwrap()).unwrap(),
        6 => {
            fs::remove_dir_all(&spare).unwrap();
            fs::create_dir_all(spare.join("en/deep")).unwrap();
        }
        _ => {
            let new = page.with_extension("new");
            fs::write(&new, "replaced").unwrap();
            fs::rename(new, page).unwrap();
        }
    }
    "the spare"
}
