//! `bayan schema`: a JSON Schema for editors' programs. It checks nothing itself.

use std::path::PathBuf;
use std::process::ExitCode;

use clap::{Args, ValueEnum};

use super::{input, report};
use crate::error::Error;
use crate::lang::Lang;
use crate::schema;

/// What `bayan schema` takes.
#[derive(Clone, Debug, Args)]
pub struct SchemaArgs {
    /// What the schema is of
    #[arg(value_enum)]
    of: Of,
    /// The folder with a site.toml, whose meetings and tags the schema of front matter then names
    #[arg(long, value_name = "DIR")]
    root: Option<PathBuf>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
enum Of {
    /// What stands above a report
    FrontMatter,
    /// site.toml
    Site,
}

/// Prints the schema, and gives the exit code.
pub fn run(args: &SchemaArgs, lang: Lang) -> ExitCode {
    report::text(schema(args), lang)
}

fn schema(args: &SchemaArgs) -> Result<String, Error> {
    let schema = match (args.of, &args.root) {
        (Of::Site, _) => schema::site(),
        (Of::FrontMatter, None) => schema::front_matter(None),
        (Of::FrontMatter, Some(root)) => schema::front_matter(Some(&input::config(root, None)?)),
    };
    Ok(format!("{schema:#}\n"))
}
