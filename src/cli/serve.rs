//! `bayan serve`: reads what a build needs whenever it changes, and shows the site in a browser on this machine. It writes nothing.

use std::path::{Path, PathBuf};
use std::process::{Command, ExitCode, Stdio};

use clap::Args;

use super::input::{self, under};
use super::report::serving;
use crate::assets;
use crate::error::Error;
use crate::lang::Lang;
use crate::serve::{self, Inputs, News, Settings};
use crate::source::{Known, Look};

/// What `bayan serve` takes.
#[derive(Clone, Debug, Args)]
pub struct ServeArgs {
    /// The folder with site.toml, seeds/, templates/ and static/
    #[arg(long, value_name = "DIR", default_value = ".")]
    root: PathBuf,
    /// The folder of reports [default: seeds in the root]
    #[arg(long, value_name = "DIR")]
    seeds: Option<PathBuf>,
    /// The site's address, instead of the one in site.toml; its path is that of the site on this machine too
    #[arg(long, value_name = "URL")]
    base_url: Option<String>,
    /// The port on this machine; 0 takes any [default: the first that is free from 4000 on]
    #[arg(long, value_name = "N")]
    port: Option<u16>,
    /// Open the site in the browser
    #[arg(long)]
    open: bool,
    /// How many threads to use [default: one a core]
    #[arg(long, value_name = "N", value_parser = clap::value_parser!(u16).range(1..=512))]
    jobs: Option<u16>,
    /// Print errors only
    #[arg(long)]
    quiet: bool,
}

/// Serves until it is ended, and gives the exit code where it cannot begin.
pub fn run(args: &ServeArgs, lang: Lang) -> ExitCode {
    let served = input::all_threads(args.jobs).and_then(|()| serve(args, lang));
    let code = served.as_ref().map_or_else(Error::exit_code, |()| 0);
    serving::ended(&served, lang);
    ExitCode::from(code)
}

fn serve(args: &ServeArgs, lang: Lang) -> Result<(), Error> {
    let root = args.root.clone();
    let seeds = args.seeds.clone().unwrap_or_else(|| under(&root, "seeds"));
    let (templates, statics) = (under(&root, "templates"), under(&root, "static"));
    let watched =
        vec![(root.clone(), false), (seeds.clone(), true), (templates.clone(), true), (statics.clone(), true)];
    let (open, quiet) = (args.open, args.quiet);
    let tell = move |news: &News<'_>| {
        serving::news(news, quiet, lang);
        if let News::Serving { address } = news
            && open
        {
            browse(address);
        }
    };
    let is_named = args.seeds.is_some();
    let mut known = Known::default();
    let read = move |look: &Look| inputs(&root, (&seeds, is_named, &mut known, look), &templates, &statics);
    let (base_url, port) = (args.base_url.clone(), args.port);
    serve::serve(Settings { read, watched, base_url, port, tell })
}

fn inputs(
    root: &Path,
    (seeds, is_named, known, look): (&Path, bool, &mut Known, &Look),
    templates: &Path,
    statics: &Path,
) -> Result<Inputs, Error> {
    let path = under(root, "site.toml");
    Ok(Inputs {
        site_toml: (input::site_toml(&path)?, path.display().to_string()),
        templates: assets::templates(templates)?,
        own_templates: templates.is_dir(),
        statics: assets::statics(statics)?,
        reports: input::reports(seeds, is_named, Some((known, look)))?,
    })
}

/// Opens an address with the program that the system has for it. Where there is none the address is on the terminal.
fn browse(address: &str) {
    let program = if cfg!(target_os = "macos") {
        "open"
    } else if cfg!(windows) {
        "explorer"
    } else {
        "xdg-open"
    };
    let mut command = Command::new(program);
    command.arg(address).stdin(Stdio::null()).stdout(Stdio::null()).stderr(Stdio::null());
    if let Ok(mut child) = command.spawn() {
        std::thread::spawn(move || child.wait());
    }
}
