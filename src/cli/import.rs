//! `bayan import`: raw text and saved pages → reports in `seeds/`, filled in.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::input::Root;
use super::{Format, input, report};
use crate::diagnostic::{Code, Diagnostic, Place, Warned};
use crate::edit::file;
use crate::error::Error;
use crate::import::{self, Draft};
use crate::lang::Lang;
use crate::say;
use crate::source::{self, LARGEST, Source};

/// What `bayan import` takes.
#[derive(Clone, Debug, Args)]
pub struct ImportArgs {
    #[command(flatten)]
    root: Root,
    /// Files, folders, or `-` for standard input
    #[arg(required = true, value_name = "FILE|DIR|-")]
    from: Vec<PathBuf>,
    /// Show what would be written and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How it is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Imports, prints, and gives the exit code.
pub fn run(args: &ImportArgs, lang: Lang) -> ExitCode {
    let imported = input::threads(None).and_then(|pool| pool.install(|| import(args, lang)));
    report::editing::imported(&imported, &args.root.seeds(), args.dry_run, args.format, lang)
}

fn import(args: &ImportArgs, lang: Lang) -> Result<Warned<Vec<Option<Draft>>>, Error> {
    let (config, existing) = args.root.read()?;
    let seeds = args.root.seeds();
    let mut new = Vec::new();
    for from in &args.from {
        new.extend(sources(from)?);
    }
    let taken = |name: &str| fs::symlink_metadata(seeds.join(name)).is_ok();
    let mut drafts = import::drafts(existing, new, &config, taken, lang);
    if !args.dry_run {
        for draft in &mut drafts.value {
            // One that cannot be written is said and does not keep the others back.
            if let Some(made) = draft
                && let Err(error) = write(&seeds, made)
            {
                drafts.diagnostics.extend_from_slice(error.findings());
                *draft = None;
            }
        }
    }
    Ok(drafts)
}

fn write(seeds: &Path, draft: &Draft) -> Result<(), Error> {
    let path = seeds.join(&draft.file);
    file::create(&path, draft.text.as_bytes()).map_err(Error::environment(&path, "write the report", "كتابة التقرير"))
}

/// The reports that one argument names.
fn sources(from: &Path) -> Result<Vec<Source>, Error> {
    if from == Path::new("-") {
        let path = Path::new("standard input");
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(Error::environment(path, "read the report", "قراءة التقرير"))?;
        return Ok(vec![source(path, bytes)]);
    }
    if from.is_dir() {
        return Ok(source::read(from)?.value);
    }
    let size = fs::metadata(from).map_err(Error::environment(from, "read the report", "قراءة التقرير"))?.len();
    if size > LARGEST {
        let place = Place::start(&from.display().to_string());
        let message =
            say!("the report has {size} bytes, more than {LARGEST}", "في التقرير {size} بايت، أكثر من {LARGEST}");
        let hint = say!("keep the communiqué, and leave the rest of the page out", "أبقِ البيان واترك بقية الصفحة");
        return Err(Error::setup(Diagnostic::error(Code::TooLarge, place, message).hint(hint)));
    }
    let bytes = fs::read(from).map_err(Error::environment(from, "read the report", "قراءة التقرير"))?;
    Ok(vec![source(from, bytes)])
}

fn source(path: &Path, bytes: Vec<u8>) -> Source {
    let format = import::format(path, &bytes);
    Source { file: String::new(), path: path.display().to_string(), format, bytes: Ok(bytes) }
}
