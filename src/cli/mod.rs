//! What was typed → a command and its exit code. A file a command; `report.rs` prints what they found.

mod build;
mod check;
mod counts;
mod input;
mod replace;
mod report;
mod status;
mod web;

use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::lang::Lang;

pub use build::BuildArgs;
pub use check::CheckArgs;
pub use status::StatusArgs;

/// Turns messy copies of Arabic communiqués into a bilingual briefing site.
#[derive(Debug, Parser)]
#[command(name = "bayan", version, about)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    command: Command,
    /// The language of findings and results
    #[arg(long, global = true, value_name = "LANG", default_value = "en", value_parser = language())]
    lang: Lang,
}

fn language() -> impl TypedValueParser<Value = Lang> {
    PossibleValuesParser::new(["ar", "en"]).map(|code| if code == "ar" { Lang::Ar } else { Lang::En })
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site from `seeds/` and `site.toml`
    ///
    /// Exit codes: 0 built; 1 built, but reports with errors were set aside (with --strict: or there are warnings);
    /// 2 the command line, site.toml or a template is wrong, and nothing was touched; 3 the disk or a permission is in
    /// the way, and the old site is as it was.
    Build(BuildArgs),
    /// Say what is wrong or unfinished in the reports, in site.toml and on the pages, each at its line and column
    ///
    /// Everything that `build` reports is reported too. Writes nothing but what --fix mends, and asks other machines
    /// with --external only. Exit codes: 0 nothing is wrong, or warnings only; 1 there are errors (with --strict: or
    /// warnings); 2 the command line, site.toml or a template is wrong; 3 the disk or a permission is in the way.
    Check(CheckArgs),
    /// List what is left to do: summaries, open questions, names that site.toml does not have
    ///
    /// Writes nothing. Exit codes: 0; 2 the command line or site.toml is wrong; 3 the disk or a permission is in the way.
    Status(StatusArgs),
}

/// How findings are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum Format {
    /// A line each, for people
    #[default]
    Human,
    /// One JSON object on standard output
    Json,
}

/// Runs a command.
pub fn run(args: &Args) -> ExitCode {
    let lang = args.lang;
    match &args.command {
        Command::Build(args) => build::run(args, lang),
        Command::Check(args) => check::run(args, lang),
        Command::Status(args) => status::run(args, lang),
    }
}
