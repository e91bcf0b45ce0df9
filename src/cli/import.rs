//! `bayan import`: raw text and saved pages → reports in `seeds/`, filled in.

use std::fs;
use std::io::{self, Read};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::input::Root;
use super::{Format, input, report};
use crate::diagnostic::Warned;
use crate::edit::file;
use crate::error::Error;
use crate::import::{self, Draft};
use crate::lang::Lang;
use crate::source::{self, LARGEST, Source, too_large};

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
    let mut found = Vec::new();
    let seeds = args.root.seeds();
    let mut new = Vec::new();
    for from in &args.from {
        let read = sources(from)?;
        new.extend(read.value);
        found.extend(read.diagnostics);
    }
    let taken = |name: &str| fs::symlink_metadata(seeds.join(name)).is_ok();
    let mut drafts = import::drafts(existing, new, &config, taken, lang);
    drafts.diagnostics.splice(..0, found);
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
fn sources(from: &Path) -> Result<Warned<Vec<Source>>, Error> {
    let alone = |source| Warned { value: vec![source], diagnostics: Vec::new() };
    if from == Path::new("-") {
        let path = Path::new("standard input");
        let mut bytes = Vec::new();
        let read = io::stdin().lock().take(LARGEST + 1).read_to_end(&mut bytes);
        read.map_err(Error::environment(path, "read the report", "قراءة التقرير"))?;
        return Ok(alone(source(path, bytes)));
    }
    if from.is_dir() {
        return source::read(from);
    }
    // A pipe or a device that somebody names is read, but not without end.
    let open = fs::File::open(from).map_err(Error::environment(from, "read the report", "قراءة التقرير"))?;
    let mut bytes = Vec::new();
    open.take(LARGEST + 1).read_to_end(&mut bytes).map_err(Error::environment(
        from,
        "read the report",
        "قراءة التقرير",
    ))?;
    if bytes.len() as u64 > LARGEST {
        let size = fs::metadata(from).map_or(0, |meta| meta.len()).max(bytes.len() as u64);
        return Err(Error::setup(too_large(from, size)));
    }
    Ok(alone(source(from, bytes)))
}

fn source(path: &Path, bytes: Vec<u8>) -> Source {
    let format = import::format(path, &bytes);
    Source { file: String::new(), path: path.display().to_string(), format, bytes: Ok(bytes.into()) }
}
