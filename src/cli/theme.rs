//! `bayan theme eject`: the program's own templates and static files → the root, for those who change them. It never writes over a file.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, Subcommand, ValueEnum};

use super::files::{self, NewFile};
use super::input::under;
use super::report;
use crate::assets;
use crate::error::Error;
use crate::lang::Lang;
use crate::render::theme;
use crate::say;

/// What `bayan theme` takes.
#[derive(Clone, Debug, Args)]
pub struct ThemeArgs {
    #[command(subcommand)]
    command: ThemeCommand,
}

#[derive(Clone, Debug, Subcommand)]
enum ThemeCommand {
    /// Copy the program's own templates/ and static/ into the root, to be changed there
    ///
    /// A site built with the copies is the same, byte for byte, as without them. A folder that is there stands in for the
    /// program's own as a whole, so keep it complete. Files are never written over: those in the way are named, and
    /// nothing is written. Exit codes: 0 copied; 2 files are in the way; 3 the disk or a permission is.
    Eject(EjectArgs),
}

#[derive(Clone, Debug, Args)]
struct EjectArgs {
    /// What to copy [default: both]
    #[arg(value_enum)]
    parts: Vec<Part>,
    /// The folder with site.toml
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Part {
    /// The pages and their phrases
    Templates,
    /// The style sheets, scripts and fonts
    Static,
}

/// Copies, prints, and gives the exit code.
pub fn run(args: &ThemeArgs, lang: Lang) -> ExitCode {
    let ThemeCommand::Eject(args) = &args.command;
    report::text(eject(args, lang), lang)
}

fn eject(args: &EjectArgs, lang: Lang) -> Result<String, Error> {
    let wanted = |part: Part| args.parts.is_empty() || args.parts.contains(&part);
    let mut all = Vec::new();
    let mut add = |folder: &str, name: &str, bytes: &[u8]| {
        all.push(NewFile { path: format!("{folder}/{name}"), bytes: bytes.to_vec() });
    };
    if wanted(Part::Templates) {
        theme::BUILT_IN.iter().for_each(|(name, text)| add("templates", name, text.as_bytes()));
    }
    if wanted(Part::Static) {
        assets::BUILT_IN_STATIC.iter().for_each(|(name, bytes)| add("static", name, bytes));
    }
    files::create(&args.root, &all)?;
    let folders: Vec<String> = [(Part::Templates, "templates"), (Part::Static, "static")]
        .into_iter()
        .filter(|(part, _)| wanted(*part))
        .map(|(_, name)| under(&args.root, name).display().to_string())
        .collect();
    let (count, folders) = (all.len(), folders.join(", "));
    let said = say!("files copied into {folders}: {count}", "الملفات التي نُسخت إلى {folders}: {count}");
    Ok(format!("{}\n", said.get(lang)))
}
