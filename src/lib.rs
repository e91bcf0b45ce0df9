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
//! - [`search`] makes the index that readers search, [`feed`] and [`export`] write what machines read, and [`publish`] puts it all into the output folder.
//! - [`check`] looks at all of it and says what is wrong or unfinished.
//!
//! [`build`] is the pure middle of this: it reads no file, no clock and no environment. What is wrong with a report is
//! a [`diagnostic`] and the report is set aside; what is wrong with the set-up is an [`error`] and ends the build.

pub mod archive;
pub mod assets;
pub mod boilerplate;
pub mod check;
pub mod cli;
pub mod compare;
pub mod config;
pub mod dedup;
pub mod diagnostic;
pub mod edtf;
pub mod error;
pub mod export;
pub mod feed;
pub mod figure;
pub mod fonts;
pub mod formulas;
pub mod infer;
pub mod ingest;
pub mod lang;
pub mod names;
pub mod page;
pub mod publish;
pub mod render;
pub mod search;
pub mod site;
pub mod source;
pub mod text;

use archive::Archive;
use config::Config;
use diagnostic::Warned;
use error::Error;
use fonts::Characters;
use formulas::Formulas;
use page::File;
use publish::Output;
use render::theme::Theme;
use site::Site;
use source::Source;

/// What a build made.
#[derive(Debug)]
pub struct Built {
    /// The files of the site.
    pub output: Output,
    /// Communiqués.
    pub communiques: usize,
    /// Reports that they are made from.
    pub reports: usize,
    /// Reports that were set aside because something is wrong with them; drafts are not among them.
    pub set_aside: usize,
}

/// Makes a site of sources: pure, parallel, and the same for the same input.
///
/// # Errors
/// A template is wrong, or a static file has the name of a page.
pub fn build(
    sources: Vec<Source>,
    config: &Config,
    theme: &Theme,
    statics: Vec<File>,
    drafts: bool,
) -> Result<Warned<Built>, Error> {
    let Warned { value: (prepared, set_aside), mut diagnostics } = archive::prepare(sources, config, drafts);
    let assembled = archive::assemble(prepared, set_aside, config);
    diagnostics.extend(assembled.diagnostics);
    let archive = assembled.value;
    let output = output(&archive, config, theme, statics)?;
    diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
    Ok(Warned {
        value: Built {
            output,
            communiques: archive.communiques.len(),
            reports: archive.communiques.iter().map(|communique| communique.reports.len()).sum(),
            set_aside: archive.set_aside.iter().filter(|aside| aside.reason != "draft").count(),
        },
        diagnostics,
    })
}

/// Makes the files of a site of an archive: the second half of [`build`].
///
/// # Errors
/// A template is wrong, or a static file has the name of a page.
pub fn output(archive: &Archive, config: &Config, theme: &Theme, statics: Vec<File>) -> Result<Output, Error> {
    let formulas = Formulas::of(archive);
    let site = Site::new(config, archive, &formulas);
    let mut output = Output::default();
    let assets = assets::prepare(statics, &Characters::of(&site, theme))?;
    output.add(page::pages(&site, theme, &assets.addresses)?, "public")?;
    output.add(feed::files(&site, theme, &page::routes(&site))?, "public")?;
    output.add([export::archive_json(&site)], "public")?;
    output.add(export::tables(&site), "public")?;
    output.add(search::files(&site, theme), "public")?;
    output.add(assets.files, "static")?;
    Ok(output)
}
