//! `bayan man`: manual pages in roff, one for the program and one for each command. It installs nothing.

use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::{Args, Command, CommandFactory};
use clap_mangen::Man;

use super::files::{self, NewFile};
use super::report;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;

/// What `bayan man` takes.
#[derive(Clone, Debug, Args)]
pub struct ManArgs {
    /// The command, such as `build`, or `theme eject` [default: the program]
    #[arg(value_name = "COMMAND")]
    of: Vec<String>,
    /// Write all pages into this folder instead
    #[arg(long, value_name = "DIR", conflicts_with = "of")]
    out: Option<PathBuf>,
}

/// Prints or writes, and gives the exit code.
pub fn run(args: &ManArgs, lang: Lang) -> ExitCode {
    match &args.out {
        Some(out) => report::text(write(out, lang), lang),
        None => report::text(page(&args.of), lang),
    }
}

/// The program with its commands as the manual names them: `bayan-theme-eject`.
fn program() -> Command {
    let mut program = super::Args::command().disable_help_subcommand(true);
    program.build();
    program
}

fn page(of: &[String]) -> Result<String, Error> {
    let program = program();
    let mut command = &program;
    for name in of {
        let Some(found) = command.find_subcommand(name) else {
            let known: Vec<&str> = command.get_subcommands().map(Command::get_name).collect();
            let message = say!("there is no command `{name}`", "لا يوجد أمر `{name}`");
            let place = Place::start("bayan man");
            return Err(Error::setup(
                Diagnostic::error(Code::UnknownCommand, place, message).hint(suggestion(name, &known)),
            ));
        };
        command = found;
    }
    rendered(command)
}

/// Writes a page for each command; those of an earlier version are replaced, since they are made and not written.
fn write(out: &Path, lang: Lang) -> Result<String, Error> {
    let mut pages = Vec::new();
    collect(&program(), &mut pages)?;
    let count = pages.len();
    files::replace(out, &pages)?;
    let out = out.display();
    let said = say!("manual pages written into {out}: {count}", "صفحات الدليل التي كُتبت في {out}: {count}");
    Ok(format!("{}\n", said.get(lang)))
}

fn collect(command: &Command, pages: &mut Vec<NewFile>) -> Result<(), Error> {
    let name = command.get_display_name().unwrap_or(command.get_name());
    pages.push(NewFile { path: format!("{name}.1"), bytes: rendered(command)?.into_bytes() });
    command.get_subcommands().try_for_each(|below| collect(below, pages))
}

fn rendered(command: &Command) -> Result<String, Error> {
    let mut roff = Vec::new();
    Man::new(command.clone()).render(&mut roff).map_err(Error::environment(
        Path::new("bayan.1"),
        "write the manual page",
        "كتابة صفحة الدليل",
    ))?;
    Ok(String::from_utf8_lossy(&roff).into_owned())
}
