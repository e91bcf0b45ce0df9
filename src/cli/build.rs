//! `bayan build`: reads what the build needs, runs it, publishes it.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::Format;
use super::report::{self, Done};
use crate::assets;
use crate::config;
use crate::diagnostic::{Diagnostic, Place, Severity, Warned};
use crate::error::Error;
use crate::publish;
use crate::render::theme::{Minify, Theme};
use crate::source;

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
pub fn run(args: &BuildArgs) -> ExitCode {
    let built = match threads(args.jobs) {
        Ok(pool) => pool.install(|| build(args)),
        Err(error) => Err(error),
    };
    let code = match &built {
        Ok(found) if found.value.set_aside > 0 || (args.strict && !found.diagnostics.is_empty()) => 1,
        Ok(found) if found.diagnostics.iter().any(|found| found.severity == Severity::Error) => 1,
        Ok(_) => 0,
        Err(error) => error.exit_code(),
    };
    report::print(&built, code, args.format, args.quiet);
    ExitCode::from(code)
}

fn threads(jobs: Option<u16>) -> Result<rayon::ThreadPool, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from));
    pool.build().map_err(|error| Error::environment(Path::new("."), "start threads")(io::Error::other(error)))
}

fn build(args: &BuildArgs) -> Result<Warned<Done>, Error> {
    let seeds = args.seeds.clone().unwrap_or_else(|| under(&args.root, "seeds"));
    let out = args.out.clone().unwrap_or_else(|| under(&args.root, "public"));
    let (templates, statics) = (under(&args.root, "templates"), under(&args.root, "static"));
    let path = under(&args.root, "site.toml");
    let config = config::parse(&site_toml(&path)?, &path.display().to_string(), args.base_url.as_deref())?;
    let theme = Theme::load(&assets::templates(&templates)?, config.style.digits, Minify::Yes)?;
    let files = assets::statics(&statics)?;
    let read = source::read(&seeds)?;
    keep_apart(&out, &[(&args.root, false), (&seeds, true), (&templates, true), (&statics, true)])?;
    let mut diagnostics = read.diagnostics;
    if read.value.is_empty() {
        let place = Place::start(&seeds.display().to_string());
        diagnostics.push(
            Diagnostic::warning("no-reports", place, "there is no .txt, .md or .html file")
                .hint("paste a report into a file here"),
        );
    }
    let built = crate::build(read.value, &config, &theme, files, args.drafts)?;
    diagnostics.extend(built.diagnostics);
    let built = built.value;
    let published = publish::publish(&built.output, &out)?;
    Ok(Warned {
        value: Done {
            communiques: built.communiques,
            reports: built.reports,
            set_aside: built.set_aside,
            files: published,
            out: out.display().to_string(),
        },
        diagnostics,
    })
}

/// A path in the root, as short as it can be typed.
fn under(root: &Path, name: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) }
}

fn site_toml(path: &Path) -> Result<String, Error> {
    let place = || Place::start(&path.display().to_string());
    match fs::read(path) {
        Ok(bytes) => String::from_utf8(bytes)
            .map(|text| text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
            .map_err(|_| {
                Error::setup(Diagnostic::error("not-utf8", place(), "site.toml is not UTF-8").hint("save it as UTF-8"))
            }),
        Err(error) if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) => {
            Err(Error::setup(
                Diagnostic::error("missing-config", place(), "there is no site.toml")
                    .hint("write one with the site's title, or name its folder with `--root`"),
            ))
        }
        Err(error) => Err(Error::environment(path, "read site.toml")(error)),
    }
}

/// Refuses an output folder that holds what the site is made from, or lies in a folder that is read.
fn keep_apart(out: &Path, inputs: &[(&Path, bool)]) -> Result<(), Error> {
    let out_path = resolved(out);
    for (input, is_read) in inputs {
        let Ok(input_path) = fs::canonicalize(input) else {
            continue;
        };
        if input_path.starts_with(&out_path) || (*is_read && out_path.starts_with(&input_path)) {
            let message = format!("the output folder and `{}` are in each other's way", input.display());
            let found = Diagnostic::error("bad-output", Place::start(&out.display().to_string()), message);
            return Err(Error::setup(found.hint("name a folder of its own with `--out`")));
        }
    }
    Ok(())
}

/// The real path of a folder that may not be there yet.
fn resolved(path: &Path) -> PathBuf {
    let absolute = std::path::absolute(path).unwrap_or_else(|_| path.to_owned());
    for ancestor in absolute.ancestors() {
        if let Ok(real) = fs::canonicalize(ancestor) {
            let rest = absolute.strip_prefix(ancestor).unwrap_or(Path::new(""));
            return real.join(rest);
        }
    }
    absolute
}
