//! `bayan set`: one field of one report, and no other byte of it.

use std::io::{self, Read};
use std::path::Path;
use std::process::ExitCode;

use clap::Args;

use super::edits::{self, Changed, Planned};
use super::input::Root;
use super::{Format, report};
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::edit::Change;
use crate::edit::field::{FIELDS, Field};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;

/// What `bayan set` takes.
#[derive(Clone, Debug, Args)]
pub struct SetArgs {
    #[command(flatten)]
    root: Root,
    /// The report: its slug, an alias, or its file's name
    slug: String,
    /// The field, such as title_en, date, tags or source.url
    field: String,
    /// Its value; the items of a list between commas; `-` reads it from standard input
    #[arg(required_unless_present = "remove", allow_hyphen_values = true)]
    value: Option<String>,
    /// Take the field out
    #[arg(long, conflicts_with = "value")]
    remove: bool,
    /// Show the change and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How the change is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Changes, prints, and gives the exit code.
pub fn run(args: &SetArgs, lang: Lang) -> ExitCode {
    report::editing::changes(&set(args), args.dry_run, args.format, lang)
}

fn set(args: &SetArgs) -> Result<Vec<Changed>, Error> {
    let (config, sources) = args.root.read()?;
    let field = field(&args.field)?;
    let change = match &args.value {
        None => Change::Remove,
        Some(typed) => {
            let typed = if typed == "-" { standard_input()? } else { typed.clone() };
            Change::Set(field.value(&typed).map_err(|why| {
                let found = Diagnostic::error(Code::BadValue, Place::start(&args.field), why);
                Error::setup(found.hint(say!("nothing was changed", "لم يتغير شيء")))
            })?)
        }
    };
    let found = edits::documents(sources, &config);
    let report = edits::report(&found, &args.slug)?;
    let mut planned = Planned::report(&report.source)?;
    planned.change(field, &change)?;
    planned.check(report, &config)?;
    let planned = [planned];
    if !args.dry_run {
        edits::write(&planned)?;
    }
    Ok(planned.into_iter().flat_map(|planned| planned.changes).collect())
}

fn field(name: &str) -> Result<Field, Error> {
    Field::parse(name).ok_or_else(|| {
        let names: Vec<String> = FIELDS.iter().map(|field| field.name()).collect();
        let known: Vec<&str> = names.iter().map(String::as_str).collect();
        let message = say!("there is no field `{name}`", "لا حقل باسم `{name}`");
        Error::setup(Diagnostic::error(Code::UnknownKey, Place::start(name), message).hint(suggestion(name, &known)))
    })
}

fn standard_input() -> Result<String, Error> {
    let mut text = String::new();
    let path = Path::new("standard input");
    io::stdin().lock().read_to_string(&mut text).map_err(Error::environment(path, "read the value", "قراءة القيمة"))?;
    Ok(text)
}
