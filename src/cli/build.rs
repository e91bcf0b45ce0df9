//! `bayan build`: reads what the build needs, runs it, publishes it.

use std::path::{self, Path, PathBuf};
use std::process::ExitCode;
use std::thread;

use clap::Args;

use super::Format;
use super::input::{self, threads, under};
use super::out;
use super::report::progress::Progress;
use super::report::{self, Done};
use crate::assets;
use crate::cache::{self, Cache};
use crate::diagnostic::{Severity, Warned};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::lang::Lang;
use crate::publish::{self, Published, Receipts};
use crate::render::theme::{Minify, Theme};
use crate::{Built, Inputs, Keep, Known, Stage};

/// What `bayan build` takes.
#[derive(Clone, Debug, Args)]
pub struct BuildArgs {
    /// The folder with site.toml, seeds/, templates/ and static/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The folder of reports [default: seeds in the root]
    #[arg(long, value_name = "DIR")]
    seeds: Option<PathBuf>,
    /// Where the site goes [default: public in the root]
    #[arg(long, value_name = "DIR")]
    out: Option<PathBuf>,
    /// The site's address, instead of the one in site.toml
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// Show reports that are marked as drafts
    #[arg(long)]
    drafts: bool,
    /// Work everything out anew, and leave nothing in `.bayan`
    #[arg(long)]
    no_cache: bool,
    /// How many threads to use [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
    /// End with 1 if there are warnings
    #[arg(long)]
    strict: bool,
    /// Print errors only
    #[arg(long)]
    quiet: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Builds, prints, and gives the exit code.
pub fn run(args: &BuildArgs, lang: Lang) -> ExitCode {
    let progress = Progress::new(args.format, args.quiet, lang);
    let built = match threads(args.jobs) {
        Ok(pool) => pool.install(|| build(args, &|stage| progress.stage(stage))),
        Err(error) => Err(error),
    };
    drop(progress);
    let code = match &built {
        Ok(found) if found.value.set_aside > 0 || (args.strict && !found.diagnostics.is_empty()) => 1,
        Ok(found) if found.diagnostics.iter().any(|found| found.severity == Severity::Error) => 1,
        Ok(_) => 0,
        Err(error) => error.exit_code(),
    };
    report::print(&built, code, args.format, args.quiet, lang);
    ExitCode::from(code)
}

/// Reads, builds and publishes.
///
/// # Errors
/// The command line, `site.toml`, a template, a static file or the disk is in the way.
pub fn build(args: &BuildArgs, observe: &dyn Fn(Stage)) -> Result<Warned<Done>, Error> {
    let seeds = args.seeds.clone().unwrap_or_else(|| under(&args.root, "seeds"));
    let out = args.out.clone().unwrap_or_else(|| under(&args.root, "public"));
    let (templates, statics) = (under(&args.root, "templates"), under(&args.root, "static"));
    let config = input::config(&args.root, args.base_url.as_deref())?;
    let own = assets::templates(&templates)?;
    let (theme, read) = rayon::join(
        || Theme::load(&own, config.style.digits, Minify::Yes),
        || input::reports(&seeds, args.seeds.is_some(), None),
    );
    let theme = theme?;
    let (files, read) = (assets::statics(&statics)?, read?);
    out::refuse(
        &out,
        args.out.is_some(),
        &[(&args.root, false), (&seeds, true), (&templates, true), (&statics, true)],
    )?;
    let mut diagnostics = read.diagnostics;
    let program = cache::program().filter(|_| !args.no_cache);
    let inputs = Inputs { sources: read.value, config: &config, theme: &theme, statics: files, drafts: args.drafts };
    let built = match program {
        Some(program) => remembering(inputs, args, &out, program, observe)?,
        None => crate::build(inputs, Known::default(), &drop, observe, |finished| {
            publish::publish(finished, &out, &mut Receipts::default())
        })?,
    };
    // To take templates apart takes longer than to end the program, which need not wait for it.
    let _ = thread::Builder::new().spawn(move || drop(theme));
    diagnostics.extend(built.diagnostics);
    let built = built.value;
    Ok(Warned {
        value: Done {
            communiques: built.communiques,
            reports: built.reports,
            set_aside: built.set_aside,
            anew: built.anew,
            files: built.output,
            out: out.display().to_string(),
        },
        diagnostics,
    })
}

/// Builds with what the builds before know, and leaves what this one knows to the next.
fn remembering(
    inputs: Inputs<'_>,
    args: &BuildArgs,
    out: &Path,
    program: Fingerprint,
    observe: &dyn Fn(Stage),
) -> Result<Warned<Built<Published>>, Error> {
    let mut cache = Cache::open(&args.root, program);
    let name = inputs.name();
    let place = path::absolute(out).unwrap_or_else(|_| out.to_owned());
    let mut left = cache.sites.remove(&place).unwrap_or_default();
    let same = left.last.as_ref().filter(|(same, _)| Some(*same) == name);
    if let Some((_, Warned { value, diagnostics })) = same
        && let Some(unchanged) = publish::standing(out, &left.receipts)
    {
        let value = value.with(Published { unchanged, ..Published::default() });
        return Ok(Warned { value, diagnostics: diagnostics.clone() });
    }
    publish::refuse(out)?;
    // Where nothing can be written, the next build works it all out again.
    let keep = |found: Keep| drop(cache.leave(&found));
    let receipts = &mut left.receipts;
    let built =
        crate::build(inputs, cache.known(), &keep, observe, |finished| publish::publish(finished, out, receipts))?;
    let last = Warned { value: Built { anew: 0, ..built.value.with(()) }, diagnostics: built.diagnostics.clone() };
    left.last = name.map(|name| (name, last));
    cache.sites.insert(place, left);
    let _ = cache.leave_sites();
    Ok(built)
}
