//! What ends a build. A bad report never does: see `diagnostic`.

use std::io;
use std::path::Path;

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, system};
use crate::lang::Lang;

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line, `site.toml` or a template is wrong. Nothing was touched.
    #[error("{}", join(.0))]
    Setup(Vec<Diagnostic>),
    /// The disk, a permission or another program is in the way. The old site is as it was.
    #[error("{0}")]
    Environment(Box<Diagnostic>),
}

fn join(found: &[Diagnostic]) -> String {
    let lines: Vec<String> = found.iter().map(ToString::to_string).collect();
    lines.join("\n")
}

impl Error {
    /// A single finding that ends the build.
    pub fn setup(found: Diagnostic) -> Error {
        Error::Setup(vec![found])
    }

    /// For `map_err`: names the path and what was tried, in English as a verb ("read the file") and in Arabic as its noun
    /// ("قراءة الملف").
    pub fn environment(path: &Path, en: &'static str, ar: &'static str) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| {
            let why = system::reason(&source);
            let message = Message::new(
                format!("cannot {en}: {}", why.get(Lang::En)),
                format!("تعذّر {ar}: {}", why.get(Lang::Ar)),
            );
            let place = Place::start(&path.display().to_string());
            let found = Diagnostic::error(Code::Environment, place, message);
            Error::Environment(Box::new(Diagnostic { hint: system::remedy(&source), ..found }))
        }
    }

    /// Something is in the way of which the system knows nothing.
    pub fn blocked(path: &Path, message: Message) -> Error {
        let place = Place::start(&path.display().to_string());
        Error::Environment(Box::new(Diagnostic::error(Code::Environment, place, message)))
    }

    /// Why nothing was built, as findings.
    pub fn findings(&self) -> &[Diagnostic] {
        match self {
            Error::Setup(found) => found,
            Error::Environment(found) => std::slice::from_ref(found),
        }
    }

    /// The program's exit code for this end: 2 or 3.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Setup(_) => 2,
            Error::Environment { .. } => 3,
        }
    }
}
