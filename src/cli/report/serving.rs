//! What happens while a site is served → findings on standard error, a line each for all else on standard output.

use std::io::{self, Write};

use super::{findings, shown};
use crate::cli::counts::Counts;
use crate::error::Error;
use crate::lang::Lang;
use crate::say;
use crate::serve::News;
use crate::text::isolate;

/// Names of changed files in a line.
const CHANGED: usize = 3;

/// Prints what happened.
pub fn news(news: &News<'_>, quiet: bool, lang: Lang) {
    // A reader that has closed its end wants no more.
    let _ = told(news, quiet, lang);
}

/// Prints why the command could not begin.
pub fn ended(result: &Result<(), Error>, lang: Lang) {
    if let Err(error) = result {
        // A reader that has closed its end wants no more.
        let _ = findings(error.findings().iter(), lang);
    }
}

fn told(news: &News<'_>, quiet: bool, lang: Lang) -> io::Result<()> {
    match news {
        // Without it nobody would know where to look.
        News::Serving { address } => {
            let line = say!("serving {address} (end with Ctrl-C)", "الموقع على {address} (للإنهاء Ctrl-C)");
            writeln!(io::stdout().lock(), "{}", line.get(lang))
        }
        News::Failed(error) => findings(error.findings().iter(), lang),
        News::Built { changed, took, communiques, fresh, errors } => {
            findings(shown(fresh, quiet), lang)?;
            if quiet {
                return Ok(());
            }
            let took = took.as_millis();
            let counts = Counts::new(lang);
            let communiques = counts.of("communiques", *communiques);
            let built = say!("built {communiques} in {took} ms", "{communiques} في {took} م‌ث");
            let mut line = built.get(lang).to_owned();
            let names: Vec<String> = changed.iter().take(CHANGED).map(|name| isolate::shown(name)).collect();
            if !names.is_empty() {
                line.push_str(&format!(": {}", names.join(", ")));
            }
            if changed.len() > CHANGED {
                let more = changed.len() - CHANGED;
                line.push_str(say!(" and {more} more", " وغيرها: {more}").get(lang));
            }
            if *errors > 0 {
                line.push_str(&format!("{}{}", say!("; ", "؛ ").get(lang), counts.of("errors", *errors)));
            }
            writeln!(io::stdout().lock(), "{line}")
        }
    }
}
