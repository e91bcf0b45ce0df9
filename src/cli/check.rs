//! `bayan check`: reads what a build reads, builds it without publishing, and says what is wrong or unfinished.

use std::path::Path;
use std::process::ExitCode;

use clap::{Args, ValueEnum};
use rayon::prelude::*;

use super::input::{self, Root, threads, under};
use super::report::findings::{self, Checked, Mended};
use super::web::{Reach, Web};
use crate::Finished;
use crate::archive::{self, Examined};
use crate::assets;
use crate::check::fix::{self, Fixed};
use crate::check::{self, SiteToml, Subject, external};
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, Warned};
use crate::edit::file::replace;
use crate::error::Error;
use crate::formulas::Formulas;
use crate::lang::Lang;
use crate::publish::Output;
use crate::render::theme::{Minify, Theme};
use crate::source::Source;

/// What `bayan check` takes.
#[derive(Clone, Debug, Args)]
pub struct CheckArgs {
    #[command(flatten)]
    root: Root,
    /// Check reports that are marked as drafts too; without it the site is checked that `build` makes
    #[arg(long)]
    drafts: bool,
    /// End with 1 if there are warnings
    #[arg(long)]
    strict: bool,
    /// Print errors only
    #[arg(long)]
    quiet: bool,
    /// How findings are printed
    #[arg(long, value_enum, default_value_t)]
    format: CheckFormat,
    /// Take characters that nobody sees and stray direction controls out of reports, and write letters for shapes and for
    /// Persian letters in Arabic words; nothing else in a file changes
    #[arg(long)]
    fix: bool,
    /// With --fix: say what it would do, and write nothing
    #[arg(long, requires = "fix")]
    dry_run: bool,
    /// Ask other sites whether the pages that reports link to are there
    #[arg(long)]
    external: bool,
    /// Ask machines of private networks too: for those who test this program
    #[arg(long, requires = "external", hide = true)]
    private: bool,
    /// Explain a code, as `unknown-tag`, and check nothing
    #[arg(long, value_name = "CODE", conflicts_with_all = ["fix", "external"])]
    explain: Option<String>,
}

/// How the findings of a check are printed.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub enum CheckFormat {
    /// A line each, for people
    #[default]
    Human,
    /// One JSON object on standard output
    Json,
    /// Commands that GitHub Actions shows beside the lines of a change
    Github,
    /// SARIF 2.1.0, which code scanning reads
    Sarif,
}

/// Checks, prints, and gives the exit code.
pub fn run(args: &CheckArgs, lang: Lang) -> ExitCode {
    if let Some(name) = &args.explain {
        return explain(name, args.format, lang);
    }
    let checked = threads(None).and_then(|pool| pool.install(|| check(args)));
    let code = match &checked {
        Ok(found) if found.diagnostics.iter().any(|found| found.severity == Severity::Error) => 1,
        Ok(found) if args.strict && !found.diagnostics.is_empty() => 1,
        Ok(_) => 0,
        Err(error) => error.exit_code(),
    };
    findings::print(&checked, code, args.format, args.quiet, lang);
    ExitCode::from(code)
}

fn explain(name: &str, format: CheckFormat, lang: Lang) -> ExitCode {
    match Code::parse(name) {
        Ok(code) => {
            findings::explain(code, lang);
            ExitCode::SUCCESS
        }
        Err(message) => {
            let found = Diagnostic::error(Code::BadValue, Place::start("--explain"), message);
            findings::print(&Err(Error::setup(found)), 2, format, false, lang);
            ExitCode::from(2)
        }
    }
}

fn check(args: &CheckArgs) -> Result<Warned<Checked>, Error> {
    let root = &args.root.root;
    let (config, path, text) = input::site(root, None)?;
    let theme = Theme::load(&assets::templates(&under(root, "templates"))?, config.style.digits, Minify::Yes)?;
    let statics = assets::minify(assets::statics(&under(root, "static"))?)?;
    let read = args.root.reports()?;
    let (mut sources, mut built) = (read.value, read.diagnostics);
    let mended = if args.fix { fix(&mut sources, &config, args.drafts, args.dry_run) } else { Vec::new() };
    let Warned { value: (prepared, set_aside), diagnostics } = archive::examine(sources, &config, args.drafts);
    built.extend(diagnostics);
    let notes = check::notes(&prepared, &config);
    let prepared = prepared.into_iter().map(Examined::into_report).collect();
    let assembled = archive::assemble(prepared, set_aside, &config);
    built.extend(assembled.diagnostics);
    let archive = assembled.value;
    let made = |finished: Finished<'_>| (Output::of(&finished), finished.found);
    let (output, found) = crate::finish(&archive, &Formulas::of(&archive), &config, &theme, statics, made)?;
    let output = output?;
    built.extend(found);
    let site = SiteToml { path: &path, text: &text };
    let subject = Subject { config: &config, site, notes: &notes, archive: &archive, output: &output };
    let mut found = check::findings(subject, built);
    if args.external {
        found.extend(external::findings(
            &notes,
            &config,
            &Web::reaching(if args.private { Reach::Everywhere } else { Reach::Public }),
        ));
        found.sort_by(|a, b| a.place.cmp(&b.place));
    }
    Ok(Warned {
        value: Checked {
            communiques: archive.communiques.len(),
            reports: archive.communiques.iter().map(|communique| communique.reports.len()).sum(),
            drafts: archive.set_aside.iter().filter(|aside| aside.reason == "draft").count(),
            mended,
            dry: args.dry_run,
        },
        diagnostics: found,
    })
}

/// Mends the reports, and puts what was written in the place of what was read.
fn fix(sources: &mut [Source], config: &Config, drafts: bool, dry: bool) -> Vec<Mended> {
    let (prepared, _) = archive::examine(sources.to_vec(), config, drafts).value;
    let fixed = fix::fix(sources, &prepared, config);
    drop(prepared);
    let mut mended: Vec<Mended> = fixed.into_par_iter().map(|fixed| written(fixed, sources, dry)).collect();
    for done in &mut mended {
        let bytes = done.bytes.take().filter(|_| !dry);
        if let Some((bytes, source)) = bytes.zip(sources.iter_mut().find(|source| source.path == done.path)) {
            source.bytes = Ok(bytes.into());
        }
    }
    mended
}

fn written(fixed: Fixed, sources: &[Source], dry: bool) -> Mended {
    let Fixed { path, counts, left, bytes } = fixed;
    let old = sources.iter().find(|source| source.path == path).and_then(|source| source.bytes.as_deref().ok());
    let result = bytes.and_then(|new| match old {
        Some(old) if !dry => replace(Path::new(&path), old, &new).map(|()| new),
        _ => Ok(new),
    });
    let (bytes, why) = match result {
        Ok(bytes) => (Some(bytes), None),
        Err(why) => (None, Some(why)),
    };
    Mended { path, counts, left, why, bytes }
}
