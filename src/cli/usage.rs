//! What was typed and cannot be understood → a finding in the language asked for. Help and the version are clap's own.

use std::env;
use std::process::ExitCode;

use clap::Parser;
use clap::error::{ContextKind, ContextValue, ErrorKind};

use super::{Args, report};
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;

/// Reads the command line.
///
/// # Errors
/// It asks for help, or is wrong; what there is to say has been printed, and this is the exit code.
pub fn parse() -> Result<Args, ExitCode> {
    Args::try_parse().map_err(|error| match explain(&error) {
        Some(found) => report::text(Err(Error::setup(found)), lang()),
        None => {
            // A reader that has closed its end wants no more.
            let _ = error.print();
            ExitCode::from(u8::try_from(error.exit_code()).unwrap_or(2))
        }
    })
}

/// The language that was asked for on a command line that cannot be read otherwise.
fn lang() -> Lang {
    let typed: Vec<String> = env::args_os().map(|word| word.to_string_lossy().into_owned()).collect();
    let pairs = typed.iter().zip(typed.iter().skip(1));
    let is_arabic = typed.iter().any(|word| word == "--lang=ar")
        || pairs.into_iter().any(|(option, value)| option == "--lang" && value == "ar");
    if is_arabic { Lang::Ar } else { Lang::En }
}

fn explain(error: &clap::Error) -> Option<Diagnostic> {
    let text = |kind: ContextKind| match error.get(kind)? {
        ContextValue::String(text) => Some(text.clone()),
        ContextValue::Strings(texts) => texts.first().cloned(),
        _ => None,
    };
    let all = |kind: ContextKind| match error.get(kind) {
        Some(ContextValue::Strings(texts)) => texts.clone(),
        Some(ContextValue::String(text)) => vec![text.clone()],
        _ => Vec::new(),
    };
    // clap adds what an option takes: `--jobs <N>`.
    let argument = text(ContextKind::InvalidArg).unwrap_or_default();
    let name = argument.split(' ').next().unwrap_or_default();
    let help = || say!("add `--help` to see what can be typed", "أضف `--help` لترى ما يمكن كتابته");
    let near =
        |kind: ContextKind| text(kind).map_or_else(help, |near| say!("did you mean `{near}`?", "أتقصد `{near}`؟"));
    let at = |place: &str, message: Message, hint: Message| {
        Some(Diagnostic::error(Code::BadArgument, Place::start(place), message).hint(hint))
    };
    match error.kind() {
        ErrorKind::InvalidSubcommand => {
            let typed = text(ContextKind::InvalidSubcommand)?;
            let message = say!("there is no command `{typed}`", "لا أمر باسم `{typed}`");
            let found = Diagnostic::error(Code::UnknownCommand, Place::start("bayan"), message);
            Some(found.hint(near(ContextKind::SuggestedSubcommand)))
        }
        ErrorKind::UnknownArgument => {
            let message = if name.starts_with('-') {
                say!("there is no option `{name}` here", "لا خيار هنا باسم `{name}`")
            } else {
                say!("`{argument}` is one word too many here", "`{argument}` كلمة زائدة هنا")
            };
            at(name, message, near(ContextKind::SuggestedArg))
        }
        ErrorKind::InvalidValue | ErrorKind::ValueValidation => {
            let typed = text(ContextKind::InvalidValue).unwrap_or_default();
            let known = all(ContextKind::ValidValue);
            let known: Vec<&str> = known.iter().map(String::as_str).collect();
            let hint = if known.is_empty() { range(error).unwrap_or_else(help) } else { suggestion(&typed, &known) };
            if !name.starts_with('-') {
                return at(
                    &typed,
                    say!("`{typed}` is not one of the values", "`{typed}` ليست من القيم المقبولة"),
                    hint,
                );
            }
            let message = if typed.is_empty() {
                say!("`{name}` lacks its value", "تنقص قيمة `{name}`")
            } else {
                say!("`{typed}` is not a value of `{name}`", "`{typed}` ليست من قيم `{name}`")
            };
            at(name, message, hint)
        }
        ErrorKind::TooManyValues => {
            let message = say!("`{name}` takes no value", "لا يأخذ `{name}` قيمة");
            at(name, message, say!("write it alone", "اكتبه وحده"))
        }
        ErrorKind::MissingSubcommand => {
            let known = all(ContextKind::ValidSubcommand);
            let known: Vec<&str> = known.iter().map(String::as_str).filter(|name| *name != "help").collect();
            let before = text(ContextKind::InvalidSubcommand)?;
            let message = say!("a command is missing behind `{before}`", "ينقص أمر بعد `{before}`");
            Some(Diagnostic::error(Code::UnknownCommand, Place::start("bayan"), message).hint(suggestion("", &known)))
        }
        ErrorKind::MissingRequiredArgument => {
            let missing = all(ContextKind::InvalidArg).join(" ");
            at("bayan", say!("`{missing}` is missing", "ينقص `{missing}`"), help())
        }
        ErrorKind::ArgumentConflict => {
            let prior = text(ContextKind::PriorArg).unwrap_or_default();
            let prior = prior.split(' ').next().unwrap_or_default();
            let message = if prior == name {
                say!("`{name}` stands twice", "`{name}` مكتوب مرتين")
            } else {
                say!("`{name}` cannot stand beside `{prior}`", "لا يجتمع `{name}` و`{prior}`")
            };
            at(name, message, say!("keep one of them", "أبقِ واحدًا منهما"))
        }
        _ => None,
    }
}

/// The numbers that an option takes: clap says `0 is not in 1..=512`.
fn range(error: &clap::Error) -> Option<Message> {
    let said = std::error::Error::source(error)?.to_string();
    let (from, to) = said.split_once(" is not in ")?.1.split_once("..=")?;
    Some(say!("write a number from {from} to {to}", "اكتب عددًا من {from} إلى {to}"))
}
