//! What ends a build. A bad report never does: see `diagnostic`.

use std::io;
use std::path::{Path, PathBuf};

use crate::diagnostic::Diagnostic;

/// Why nothing was built.
#[derive(Debug, thiserror::Error)]
pub enum Error {
    /// The command line, `site.toml` or a template is wrong. Nothing was touched.
    #[error("{}", join(.0))]
    Setup(Vec<Diagnostic>),
    /// The disk, a permission or another program is in the way. The old site is as it was.
    #[error("{}: error[environment]: cannot {action}: {source}", .path.display())]
    Environment {
        /// The file or folder concerned.
        path: PathBuf,
        /// What was tried, as a verb phrase.
        action: &'static str,
        /// What the system said.
        source: io::Error,
    },
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

    /// For `map_err`: names the path and what was tried.
    pub fn environment(path: &Path, action: &'static str) -> impl FnOnce(io::Error) -> Error {
        let path = path.to_owned();
        move |source| Error::Environment { path, action, source }
    }

    /// The program's exit code for this end: 2 or 3.
    pub fn exit_code(&self) -> u8 {
        match self {
            Error::Setup(_) => 2,
            Error::Environment { .. } => 3,
        }
    }
}
