//! `bayan status`: what is left for an editor to do. It writes nothing.

use std::process::ExitCode;

use clap::Args;

use super::Format;
use super::input::{Root, threads};
use super::report::{self, Aside, Row, Status};
use crate::archive::progress::{self, Progress};
use crate::archive::{self, SetAside};
use crate::error::Error;
use crate::formulas;
use crate::lang::Lang;
use crate::names;

/// What `bayan status` takes.
#[derive(Clone, Debug, Args)]
pub struct StatusArgs {
    #[command(flatten)]
    root: Root,
    /// Count reports that are marked as drafts
    #[arg(long)]
    drafts: bool,
    /// Show only communiqués with which something is left to do
    #[arg(long)]
    open: bool,
    /// How the list is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Reads, prints, and gives the exit code.
pub fn run(args: &StatusArgs, lang: Lang) -> ExitCode {
    let found = threads(None).and_then(|pool| pool.install(|| status(args, lang)));
    let code = found.as_ref().map_or_else(Error::exit_code, |_| 0);
    report::status(&found, code, args.format, lang);
    ExitCode::from(code)
}

fn status(args: &StatusArgs, lang: Lang) -> Result<Status, Error> {
    let seeds = args.root.seeds();
    let (config, sources) = args.root.read()?;
    let (prepared, set_aside) = archive::prepare(sources, &config, args.drafts).value;
    let archive = archive::assemble(prepared, set_aside, &config).value;
    let progress = progress::of(&archive, &formulas::in_time(&archive));
    let row = |progress: &Progress<'_>| {
        let communique = progress.communique;
        Some(Row {
            slug: communique.slug.clone(),
            date: communique.date.as_ref().map(|date| date.value),
            summary: progress.summary(),
            file: communique.canonical()?.file.clone(),
            questions: progress.questions.iter().map(|asked| asked.question.clone()).collect(),
            done: progress.is_done(),
        })
    };
    Ok(Status {
        seeds: seeds.display().to_string(),
        communiques: archive.communiques.len(),
        table: progress.iter().filter_map(row).collect(),
        names: names::unknown(&archive),
        questions: archive.questions,
        set_aside: archive
            .set_aside
            .into_iter()
            .map(|SetAside { file, reason, message }| Aside { file, reason, message: message.get(lang).to_owned() })
            .collect(),
        all: !args.open,
    })
}
