//! `bayan status`: what is left for an editor to do. It writes nothing.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::Args;

use super::Format;
use super::input::{self, threads, under};
use super::report::{self, Aside, Status, Unfinished};
use crate::archive::{self, SetAside};
use crate::error::Error;
use crate::formulas;
use crate::ingest::front_matter::SummaryStatus;
use crate::lang::Lang;
use crate::names;

/// What `bayan status` takes.
#[derive(Clone, Debug, Args)]
pub struct StatusArgs {
    /// The folder with site.toml and seeds/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The folder of reports [default: seeds in the root]
    #[arg(long, value_name = "DIR")]
    seeds: Option<PathBuf>,
    /// Count reports that are marked as drafts
    #[arg(long)]
    drafts: bool,
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
    let seeds = args.seeds.clone().unwrap_or_else(|| under(&args.root, "seeds"));
    let config = input::config(&args.root, None)?;
    let read = input::reports(&seeds)?;
    let (prepared, set_aside) = archive::prepare(read.value, &config, args.drafts).value;
    let archive = archive::assemble(prepared, set_aside, &config).value;
    let in_time = formulas::in_time(&archive);
    let all = in_time.iter().filter_map(|index| archive.communiques.get(*index));
    let unfinished = all.filter(|communique| communique.summary.status != SummaryStatus::Current);
    Ok(Status {
        seeds: seeds.display().to_string(),
        communiques: archive.communiques.len(),
        unfinished: unfinished
            .filter_map(|communique| {
                Some(Unfinished {
                    slug: communique.slug.clone(),
                    date: communique.date.as_ref().map(|date| date.value),
                    summary: communique.summary.status,
                    file: communique.canonical()?.file.clone(),
                })
            })
            .collect(),
        names: names::unknown(&archive),
        questions: archive.questions,
        set_aside: archive
            .set_aside
            .into_iter()
            .map(|SetAside { file, reason, message }| Aside { file, reason, message: message.get(lang).to_owned() })
            .collect(),
    })
}
