//! What was typed → a command and its exit code. A file a command; `report.rs` prints what they found.

mod build;
mod edits;
mod input;
mod report;
mod set;
mod status;
mod summary;
mod tag;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

pub use build::BuildArgs;
pub use set::SetArgs;
pub use status::StatusArgs;
pub use summary::SummaryCommand;
pub use tag::TagCommand;

/// Turns messy copies of Arabic communiqués into a bilingual briefing site.
#[derive(Debug, Parser)]
#[command(name = "bayan", version, about)]
pub struct Args {
    /// What to do.
    #[command(subcommand)]
    command: Command,
}

#[derive(Debug, Subcommand)]
enum Command {
    /// Build the site from `seeds/` and `site.toml`
    ///
    /// Exit codes: 0 built; 1 built, but reports with errors were set aside (with --strict: or there are warnings);
    /// 2 the command line, site.toml or a template is wrong, and nothing was touched; 3 the disk or a permission is in
    /// the way, and the old site is as it was.
    Build(BuildArgs),
    /// List what is left to do: summaries, open questions, names that site.toml does not have
    ///
    /// Writes nothing. Exit codes: 0; 2 the command line or site.toml is wrong; 3 the disk or a permission is in the way.
    Status(StatusArgs),
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
    match &args.command {
        Command::Build(args) => build::run(args),
        Command::Status(args) => status::run(args),
        Command::Set(args) => set::run(args),
        Command::Tag(command) => tag::run(command),
        Command::Summary(command) => summary::run(command),
    }
}
