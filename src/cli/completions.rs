//! `bayan completions`: what a shell needs to complete commands and options. It installs nothing.

use std::process::ExitCode;

use clap::{Args, CommandFactory};
use clap_complete::Shell;

use super::report;
use crate::lang::Lang;

/// What `bayan completions` takes.
#[derive(Clone, Debug, Args)]
pub struct CompletionsArgs {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

/// Prints the script, and gives the exit code.
pub fn run(args: &CompletionsArgs, lang: Lang) -> ExitCode {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut super::Args::command(), "bayan", &mut script);
    report::text(Ok(String::from_utf8_lossy(&script).into_owned()), lang)
}
