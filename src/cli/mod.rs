//! What was typed → a command and its exit code. A file a command; `report.rs` prints what they found.

mod build;
mod check;
mod completions;
mod counts;
mod edits;
mod files;
mod import;
mod init;
mod input;
mod man;
mod new;
mod out;
mod report;
mod sample;
mod schema;
mod serve;
mod set;
mod status;
mod summary;
mod tag;
mod theme;
mod usage;
mod web;

use std::process::ExitCode;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Parser, Subcommand, ValueEnum};

use crate::lang::Lang;

pub use build::{BuildArgs, build};
pub use check::CheckArgs;
pub use completions::CompletionsArgs;
pub use import::ImportArgs;
pub use init::InitArgs;
pub use man::ManArgs;
pub use new::NewArgs;
pub use report::Done;
pub use schema::SchemaArgs;
pub use serve::ServeArgs;
pub use set::SetArgs;
pub use status::StatusArgs;
pub use summary::SummaryCommand;
pub use tag::TagCommand;
pub use theme::ThemeArgs;
pub use usage::parse;

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
    /// Print a script that completes commands and options in a shell
    Completions(CompletionsArgs),
    /// Start an archive in a new or empty folder: site.toml, a sample report, settings for editors
    ///
    /// Writes over nothing. Exit codes: 0 made; 2 the folder is not empty; 3 the disk or a permission is in the way.
    Init(InitArgs),
    /// Print a manual page, or write them all
    Man(ManArgs),
    /// Print a JSON Schema of front matter or of site.toml
    Schema(SchemaArgs),
    /// Show the site in a browser on this machine, and anew after each save
    ///
    /// Drafts are shown and marked. Nobody but this machine can see it, and nothing is written. It runs until it is
    /// ended with Ctrl-C. Exit codes: 2 the command line is wrong; 3 no port can be had.
    Serve(ServeArgs),
    /// List what is left to do: summaries, open questions, names that site.toml does not have
    ///
    /// Writes nothing. Exit codes: 0; 2 the command line or site.toml is wrong; 3 the disk or a permission is in the way.
    Status(StatusArgs),
    /// Take raw text or saved pages into `seeds/`, cleaned and with their fields filled in
    ///
    /// Each inferred field has its evidence in a comment. Nothing is overwritten. Exit codes: 0 imported; 1 something could
    /// not be; 2 the command line or site.toml is wrong; 3 the disk or a permission is in the way.
    Import(ImportArgs),
    /// Make a report to fill in
    New(NewArgs),
    /// Change one field of a report, and no other byte of it
    ///
    /// Exit codes: 0 changed, or it was so already; 2 it cannot be done, and nothing was changed; 3 the disk or a permission
    /// is in the way.
    Set(SetArgs),
    /// Rename or merge tags, in site.toml and in every report
    #[command(subcommand)]
    Tag(TagCommand),
    /// Say that an English summary is of the text as it is now
    #[command(subcommand)]
    Summary(SummaryCommand),
    /// Take out the program's own templates and static files
    Theme(ThemeArgs),
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
        Command::Import(args) => import::run(args, lang),
        Command::New(args) => new::run(args, lang),
        Command::Set(args) => set::run(args, lang),
        Command::Tag(command) => tag::run(command, lang),
        Command::Summary(command) => summary::run(command, lang),
        Command::Completions(args) => completions::run(args, lang),
        Command::Init(args) => init::run(args, lang),
        Command::Man(args) => man::run(args, lang),
        Command::Schema(args) => schema::run(args, lang),
        Command::Theme(args) => theme::run(args, lang),
        Command::Serve(args) => serve::run(args, lang),
    }
}
