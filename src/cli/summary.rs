//! `bayan summary accept`: an editor says that a summary is of the text that is shown now.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::edits::{self, Changed, Planned};
use super::input::Root;
use super::{Format, input, report};
use crate::archive;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edit::Change;
use crate::edit::field::{New, SUMMARY_OF, SUMMARY_STATUS};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;

/// What `bayan summary` does.
#[derive(Clone, Debug, Subcommand)]
pub enum SummaryCommand {
    /// Record that the summary belongs to the text as it is now
    ///
    /// Writes `summary_of`, the mark of the text; with another text the summary counts as outdated. A `summary_status` that
    /// says draft or outdated becomes current.
    Accept(AcceptArgs),
}

/// What `bayan summary accept` takes.
#[derive(Clone, Debug, Args)]
pub struct AcceptArgs {
    #[command(flatten)]
    root: Root,
    /// The communiqué: the slug or file's name of a report of it
    slug: String,
    /// Show the change and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How the change is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Changes, prints, and gives the exit code.
pub fn run(command: &SummaryCommand, lang: Lang) -> ExitCode {
    let SummaryCommand::Accept(args) = command;
    let accepted = input::threads(None).and_then(|pool| pool.install(|| accept(args)));
    report::editing::changes(&accepted, args.dry_run, args.format, lang)
}

fn accept(args: &AcceptArgs) -> Result<Vec<Changed>, Error> {
    let (config, sources) = args.root.read()?;
    let found = edits::documents(sources.clone(), &config);
    let named = edits::report(&found, &args.slug)?;
    let (prepared, set_aside) = archive::prepare(sources, &config, true).value;
    let archive = archive::assemble(prepared, set_aside, &config).value;
    let holds = |file: &str| {
        archive.communiques.iter().find(|communique| communique.reports.iter().any(|report| report.file == file))
    };
    let missing = |path: &str| {
        let message = say!("there is no English summary to accept", "لا ملخص بالإنجليزية ليُعتمد");
        let hint = say!("write `summary_en` first", "اكتب `summary_en` أولًا");
        Error::setup(Diagnostic::error(Code::SummaryMissing, Place::start(path), message).hint(hint))
    };
    let communique = holds(&named.source.file).ok_or_else(|| missing(&named.source.path))?;
    // The summary may stand above a copy: it is accepted where it stands.
    let own = communique.reports.iter().find_map(|report| {
        let found = found.iter().find(|found| found.source.file == report.file)?;
        found.document.as_ref()?.front.summary_en.as_ref().map(|_| found)
    });
    let own = own.ok_or_else(|| missing(&named.source.path))?;
    let mut planned = Planned::report(&own.source)?;
    planned.change(SUMMARY_OF, &Change::Set(New::Text(communique.mark())))?;
    if own.document.as_ref().is_some_and(|document| document.front.summary_status.is_some()) {
        planned.change(SUMMARY_STATUS, &Change::Set(New::Text("current".to_owned())))?;
    }
    planned.check(own, &config)?;
    let planned = [planned];
    if !args.dry_run {
        edits::write(&planned)?;
    }
    Ok(planned.into_iter().flat_map(|planned| planned.changes).collect())
}
