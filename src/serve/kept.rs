//! Templates and static files → the same made ready, again only where they are others than the last time. It reads no file.

use std::sync::Arc;

use xxhash_rust::xxh3::xxh3_64;

use super::marks;
use crate::assets::{self, Minified};
use crate::error::Error;
use crate::page::File;
use crate::render::theme::{Files, Minify, Theme};
use crate::text::digits::Digits;

/// What was made ready the last time, each under the mark of what it was made from.
#[derive(Default)]
pub struct Kept {
    theme: Option<(u64, Arc<Theme>)>,
    statics: Option<(u64, Minified)>,
}

impl Kept {
    /// The theme of templates and phrases, with its mark.
    ///
    /// # Errors
    /// A template or a file of phrases is wrong.
    pub fn theme(&mut self, templates: &Files, digits: Digits) -> Result<(u64, Arc<Theme>), Error> {
        let mark = xxh3_64(format!("{digits:?}{templates:?}").as_bytes());
        let known = self.theme.take().filter(|(known, _)| *known == mark);
        let theme = match known {
            Some((_, theme)) => theme,
            None => Arc::new(Theme::load(templates, digits, Minify::Yes)?),
        };
        Ok(self.theme.insert((mark, theme)).clone())
    }

    /// The static files made ready, with their mark.
    ///
    /// # Errors
    /// A style sheet is wrong.
    pub fn statics(&mut self, files: Vec<File>) -> Result<(u64, Minified), Error> {
        let mark = marks::of_files(&files);
        let known = self.statics.take().filter(|(known, _)| *known == mark);
        let statics = match known {
            Some((_, statics)) => statics,
            None => assets::minify(files)?,
        };
        Ok(self.statics.insert((mark, statics)).clone())
    }
}
