//! What was typed → a command and its exit code. A file a command; `report.rs` prints what they found.

mod build;
mod completions;
mod files;
mod init;
mod input;
mod man;
mod report;
mod sample;
mod schema;
mod status;
mod theme;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

pub use build::BuildArgs;
pub use completions::CompletionsArgs;
pub use init::InitArgs;
pub use man::ManArgs;
pub use schema::SchemaArgs;
pub use status::StatusArgs;
pub use theme::ThemeArgs;

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
    /// List what is left to do: summaries, open questions, names that site.toml does not have
    ///
    /// Writes nothing. Exit codes: 0; 2 the command line or site.toml is wrong; 3 the disk or a permission is in the way.
    Status(StatusArgs),
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
    match &args.command {
        Command::Build(args) => build::run(args),
        Command::Completions(args) => completions::run(args),
        Command::Init(args) => init::run(args),
        Command::Man(args) => man::run(args),
        Command::Schema(args) => schema::run(args),
        Command::Status(args) => status::run(args),
        Command::Theme(args) => theme::run(args),
    }
}
