//! bayan turns messy copies of Arabic communiqués into a bilingual briefing site.
//!
//! One value after another, each made by one stage:
//!
//! ```text
//! Sources → Documents → Archive → Site → Pages → Output
//! ```
//!
//! - [`source`] reads the folder of reports into bytes;
//! - [`ingest`] makes a document of each: front matter and blocks;
//! - [`boilerplate`] parts what is not the communiqué from what is, and [`infer`] finds out title, date, meeting and
//!   tags, each with its evidence;
//! - [`dedup`] finds the reports that carry the same text, and [`archive`] makes communiqués of them;
//! - [`compare`] sets a copy against its canonical text and a communiqué against another, [`formulas`] finds the language
//!   that they agree on, and [`names`] what an editor may want to name;
//! - [`site`] indexes the archive, [`figure`] measures its pictures, [`page`] makes a view of each page, and [`render`]
//!   turns views into HTML;
//! - [`assets`] makes style sheet, script and [`fonts`] ready for what the archive shows;
//! - [`search`] makes the index that readers search, [`feed`] and [`export`] write what machines read, and [`publish`] puts it all into the output folder;
//! - [`serve`] keeps a [`Finished`] archive for a browser on this machine, and makes a new one when a file changes;
//! - [`check`] looks at all of it and says what is wrong or unfinished.
//!
//! [`build`] is the pure middle of this: it reads no file, no clock and no environment. What is wrong with a report is
//! a [`diagnostic`] and the report is set aside; what is wrong with the set-up is an [`error`] and ends the build.

pub mod admin;
pub mod archive;
pub mod assets;
pub mod boilerplate;
pub mod budget;
pub mod cache;
pub mod check;
pub mod cli;
pub mod compare;
pub mod config;
pub mod dedup;
pub mod diagnostic;
pub mod edit;
pub mod edtf;
pub mod error;
pub mod export;
pub mod feed;
pub mod figure;
pub mod fingerprint;
pub mod fonts;
pub mod formulas;
pub mod import;
pub mod infer;
pub mod ingest;
pub mod lang;
pub mod memo;
pub mod names;
pub mod packed;
pub mod page;
pub mod publish;
pub mod render;
pub mod schema;
pub mod search;
pub mod serve;
pub mod sieve;
pub mod site;
pub mod source;
pub mod suggest;
pub mod text;

use std::io::Write;
use std::path::Path;
use std::sync::{Mutex, PoisonError};

use archive::{Archive, Preparer, Shelf};
use assets::Minified;
use config::Config;
use diagnostic::{Diagnostic, Warned};
use error::Error;
use fingerprint::Fingerprint;
use fonts::Characters;
use formulas::Formulas;
use lang::Lang;
use page::{Coming, File, Press, Sheet, Take};
use publish::{Files, Paths};
use rayon::prelude::*;
use render::theme::Theme;
use serde::{Deserialize, Serialize};
use site::Site;
use source::{Content, Source};

/// What a build made.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct Built<T> {
    /// What became of the files of the site.
    pub output: T,
    /// Communiqués.
    pub communiques: usize,
    /// Reports that they are made from.
    pub reports: usize,
    /// Reports that were set aside because something is wrong with them; drafts are not among them.
    pub set_aside: usize,
    /// Reports, of all that there are, that were worked out and not known from before.
    pub anew: usize,
}

impl<T> Built<T> {
    /// The same with something else that became of the files.
    pub fn with<U>(&self, output: U) -> Built<U> {
        let Built { communiques, reports, set_aside, anew, .. } = *self;
        Built { output, communiques, reports, set_aside, anew }
    }
}

/// What a build is at, for those who wait for it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Stage {
    /// Reports are read and cleaned.
    Reading {
        /// How many.
        reports: usize,
    },
    /// They are compared with each other.
    Comparing {
        /// How many can be used.
        reports: usize,
    },
    /// Pages are made, and all that goes with them, and written.
    Pages {
        /// Communiqués on them.
        communiques: usize,
    },
}

/// What a site is made from.
pub struct Inputs<'a> {
    /// The reports.
    pub sources: Vec<Source>,
    /// What `site.toml` says.
    pub config: &'a Config,
    /// The templates.
    pub theme: &'a Theme,
    /// The static files.
    pub statics: Vec<File>,
    /// Whether drafts are shown.
    pub drafts: bool,
}

impl Inputs<'_> {
    /// The name of all of them; none where a part has none.
    pub fn name(&self) -> Option<Fingerprint> {
        let source = |source: &Source| {
            let bytes = source.bytes.as_ref().map(Content::name);
            Fingerprint::of(&(&source.file, &source.path, source.format, bytes))
        };
        let sources = self.sources.par_iter().map(source).collect::<Option<Vec<Fingerprint>>>()?;
        let statics: Vec<(&str, Fingerprint)> =
            self.statics.iter().map(|file| (file.path.as_str(), Fingerprint::of_bytes(&file.bytes))).collect();
        Fingerprint::of(&(sources, statics, self.config.name(), self.theme.name()?, self.drafts))
    }
}

/// What builds before found out; at first nothing.
#[derive(Debug, Default)]
pub struct Known {
    /// The reports as they were prepared.
    pub reports: Shelf,
    /// Of their texts, against each other.
    pub compared: dedup::Known,
    /// The agreed language.
    pub formulas: formulas::Known,
    /// The words of texts, as the search counts them.
    pub counts: search::Counts,
}

/// A part of what the next build may know, when it is there: the site has no use for it any more.
#[derive(Debug)]
pub enum Keep {
    /// See [`Known::reports`].
    Reports(Shelf),
    /// See [`Known::compared`].
    Compared(dedup::Known),
    /// See [`Known::formulas`].
    Formulas(formulas::Known),
    /// See [`Known::counts`].
    Counts(search::Counts),
}

/// Makes a site: pure, parallel, and the same for the same input. What is `known` from before is not worked out again, and
/// `keep` is given what this build found out. `observe` is told what it is at, and is told nothing else; `then` is given the
/// files, each of which is made when it is asked for.
///
/// # Errors
/// A template or a style sheet is wrong, or a static file has the name of a page, and those of `then`.
pub fn build<T>(
    inputs: Inputs<'_>,
    known: Known,
    keep: &(dyn Fn(Keep) + Sync),
    observe: &dyn Fn(Stage),
    then: impl FnOnce(&Finished<'_>) -> Result<T, Error>,
) -> Result<Warned<Built<T>>, Error> {
    let Inputs { sources, config, theme, statics, drafts } = inputs;
    let Known { mut reports, mut compared, mut formulas, counts } = known;
    observe(Stage::Reading { reports: sources.len() });
    let (statics, outcomes) =
        rayon::join(|| assets::minify(statics), || reports.prepare(sources, &Preparer::new(config, drafts, false)));
    let anew = reports.anew();
    keep(Keep::Reports(reports));
    let statics = statics?;
    let Warned { value: (prepared, set_aside), mut diagnostics } = archive::gather(outcomes);
    observe(Stage::Comparing { reports: prepared.len() });
    let assembled = archive::assemble_again(prepared, set_aside, config, &mut compared);
    diagnostics.extend(assembled.diagnostics);
    let archive = assembled.value;
    observe(Stage::Pages { communiques: archive.communiques.len() });
    let ((), agreed) = rayon::join(|| keep(Keep::Compared(compared)), || Formulas::again(&archive, &mut formulas));
    let counted = |counts| keep(Keep::Counts(counts));
    let made = |finished: Finished<'_>| {
        let finished = Finished { counting: Some(search::Counting::new(counts, &counted)), ..finished };
        (then(&finished), finished.found)
    };
    let (output, found) = rayon::in_place_scope(|beside| {
        beside.spawn(|_| keep(Keep::Formulas(formulas)));
        finish(&archive, &agreed, config, theme, statics, made)
    })?;
    let output = output?;
    diagnostics.extend(found);
    diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(Warned {
        value: Built {
            output,
            communiques: archive.communiques.len(),
            reports: archive.communiques.iter().map(|communique| communique.reports.len()).sum(),
            set_aside: archive.set_aside.iter().filter(|aside| aside.reason != "draft").count(),
            anew,
        },
        diagnostics,
    })
}

/// Makes the indexes and static files of an archive ready, for as long as `then` needs them: the second half of [`build`].
///
/// # Errors
/// A template is wrong.
pub fn finish<T>(
    archive: &Archive,
    formulas: &Formulas,
    config: &Config,
    theme: &Theme,
    statics: Minified,
    then: impl FnOnce(Finished<'_>) -> T,
) -> Result<T, Error> {
    let site = &Site::new(config, archive, formulas);
    let characters = Characters::of(site, theme);
    let Warned { value: admin, diagnostics: found } = admin::files(site, theme, statics.files())?;
    let assets = assets::prepare(statics, &characters);
    let press = Press::new(site, theme, &assets.addresses)?;
    Ok(then(Finished { site, theme, characters, assets: &assets, admin, found, press, counting: None }))
}

/// An archive with everything that its files are made from. Each file can be made by itself.
pub struct Finished<'a> {
    site: &'a Site<'a>,
    theme: &'a Theme,
    characters: Characters,
    /// The static files.
    pub assets: &'a assets::Prepared,
    /// What was noticed on the way.
    pub found: Vec<Diagnostic>,
    admin: Vec<File>,
    press: Press<'a>,
    counting: Option<search::Counting<'a>>,
}

/// Files that are made together.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Batch {
    /// Feeds, the sitemap, robots.txt.
    Feeds,
    /// `archive.json` and the tables.
    Data,
    /// The index of the search.
    Search,
    /// The page on which editors work in the browser.
    Admin,
}

impl Batch {
    /// Every batch, those that take longest first.
    pub const ALL: [Batch; 4] = [Batch::Search, Batch::Data, Batch::Feeds, Batch::Admin];

    /// The batch in which a file would be, by its path; of a page or a static file none or another.
    pub fn of(path: &str) -> Option<Batch> {
        let name = path.strip_prefix("en/").unwrap_or(path);
        match path.split_once('/').map_or("", |(folder, _)| folder) {
            "search" => Some(Batch::Search),
            "data" => Some(Batch::Data),
            "admin" => Some(Batch::Admin),
            _ if path == "archive.json" => Some(Batch::Data),
            _ if name.contains('/') || name.ends_with(".html") => None,
            _ => Some(Batch::Feeds),
        }
    }
}

impl<'a> Finished<'a> {
    /// The pages.
    pub fn sheets(&self) -> Vec<Sheet<'a>> {
        page::sheets(self.site)
    }

    /// One page.
    ///
    /// # Errors
    /// A template is wrong.
    pub fn page(&self, sheet: Sheet<'_>, lang: Lang) -> Result<File, Error> {
        self.press.page(sheet, lang)
    }

    /// Hands on the files of one batch.
    ///
    /// # Errors
    /// A template is wrong, or those of `take`.
    pub fn batch(&self, batch: Batch, take: Take<'_>) -> Result<(), Error> {
        let all = |files: Vec<File>| files.into_par_iter().try_for_each(|file| take(Coming::Made(file)));
        match batch {
            Batch::Feeds => feed::files(self.site, self.theme, &page::routes(self.site), take),
            Batch::Data => {
                let write = |out: &mut (dyn Write + Send)| export::archive_json(self.site, out);
                let archive = || take(Coming::Streamed { path: "archive.json".into(), write: &write });
                let (archive, tables) = rayon::join(archive, || all(export::tables(self.site)));
                archive.and(tables)
            }
            Batch::Admin => all(self.admin.clone()),
            Batch::Search => search::files(self.site, self.theme, self.counting.as_ref(), take),
        }
    }

    /// One font.
    ///
    /// # Errors
    /// It cannot be read.
    pub fn font(&self, font: &assets::Font) -> Result<File, Error> {
        font.packed(&self.characters)
    }

    /// Hands on all fonts and pages.
    fn pages(&self, sheets: &[Sheet<'_>], take: Take<'_>) -> Result<(), Error> {
        let characters = self.characters.text();
        let fonts = || {
            self.assets.fonts.par_iter().try_for_each(|font| {
                let make = || self.font(font).map(|file| file.bytes);
                take(Coming::Named { path: font.path.clone(), name: font.name(&characters), make: &make })
            })
        };
        let (fonts, pages) = rayon::join(fonts, || self.press.pages(sheets, take));
        fonts.and(pages)
    }

    /// Makes every file, pages first, and keeps none, for as long as somebody wants to know. It gives whether all were made.
    ///
    /// # Errors
    /// A file cannot be made.
    pub fn check(&self, is_wanted: &(dyn Fn() -> bool + Sync)) -> Result<bool, Error> {
        let file = |coming: Coming<'_>| match is_wanted() {
            true => coming.file().map(drop),
            // Nobody hears of it: it only ends the way through the files.
            false => Err(Error::blocked(Path::new("."), say!("nobody waits for it", "لا أحد ينتظره"))),
        };
        let batches = || Batch::ALL.into_iter().try_for_each(|batch| self.batch(batch, &file));
        match self.pages(&self.sheets(), &file).and_then(|()| batches()) {
            Err(_) if !is_wanted() => Ok(false),
            made => made.map(|()| true),
        }
    }
}

impl Files for Finished<'_> {
    fn each(&self, take: Take<'_>) -> Result<Paths, Error> {
        let sheets = self.sheets();
        let mut paths = Paths::default();
        paths.claim_all(sheets.iter().flat_map(|sheet| Lang::ALL.map(|lang| sheet.path(lang))).collect(), "public")?;
        // Nothing else is in their folder.
        self.assets.fonts.iter().try_for_each(|font| paths.claim(font.path.clone(), "static"))?;
        let claimed = Mutex::new(paths);
        let take_new = |coming: Coming<'_>| {
            claimed.lock().unwrap_or_else(PoisonError::into_inner).claim(coming.path().to_owned(), "public")?;
            take(coming)
        };
        // They need most room, and what is noted of pages needs some too.
        let batch = |batch| self.batch(batch, &take_new);
        let [longest, long, rest @ ..] = Batch::ALL;
        batch(longest)?;
        let (long, rest) = rayon::join(|| batch(long), || rest.into_iter().try_for_each(batch));
        long.and(rest)?;
        self.pages(&sheets, take)?;
        let mut paths = claimed.into_inner().unwrap_or_else(PoisonError::into_inner);
        self.assets.files.iter().try_for_each(|file| paths.claim(file.path.clone(), "static"))?;
        self.assets.files.iter().cloned().try_for_each(|file| take(Coming::Made(file)))?;
        Ok(paths)
    }
}
