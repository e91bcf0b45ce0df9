//! `bayan build`: reads what the build needs, runs it, publishes it.

use std::fs;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::Format;
use super::input::{self, threads, under};
use super::report::{self, Done};
use crate::assets;
use crate::diagnostic::{Code, Diagnostic, Place, Severity, Warned};
use crate::error::Error;
use crate::lang::Lang;
use crate::publish;
use crate::render::theme::{Minify, Theme};
use crate::say;

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
pub fn run(args: &BuildArgs, lang: Lang) -> ExitCode {
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
    report::print(&built, code, args.format, args.quiet, lang);
    ExitCode::from(code)
}

fn build(args: &BuildArgs) -> Result<Warned<Done>, Error> {
    let seeds = args.seeds.clone().unwrap_or_else(|| under(&args.root, "seeds"));
    let out = args.out.clone().unwrap_or_else(|| under(&args.root, "public"));
    let (templates, statics) = (under(&args.root, "templates"), under(&args.root, "static"));
    let config = input::config(&args.root, args.base_url.as_deref())?;
    let theme = Theme::load(&assets::templates(&templates)?, config.style.digits, Minify::Yes)?;
    let files = assets::statics(&statics)?;
    let read = input::reports(&seeds)?;
    keep_apart(&out, &[(&args.root, false), (&seeds, true), (&templates, true), (&statics, true)])?;
    let mut diagnostics = read.diagnostics;
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

/// Refuses an output folder that holds what the site is made from, or lies in a folder that is read.
fn keep_apart(out: &Path, inputs: &[(&Path, bool)]) -> Result<(), Error> {
    let out_path = resolved(out);
    for (input, is_read) in inputs {
        let Ok(input_path) = fs::canonicalize(input) else {
            continue;
        };
        if input_path.starts_with(&out_path) || (*is_read && out_path.starts_with(&input_path)) {
            let message = say!(
                "the output folder and `{}` are in each other's way",
                "لا يجتمع مجلد الإخراج والمجلد `{}` في موضع واحد",
                input.display()
            );
            let found = Diagnostic::error(Code::BadOutput, Place::start(&out.display().to_string()), message);
            return Err(Error::setup(
                found.hint(say!("name a folder of its own with `--out`", "اذكر مجلدًا مستقلًا بالخيار `--out`")),
            ));
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
