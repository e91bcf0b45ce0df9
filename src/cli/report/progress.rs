//! What a build is at → one line on a terminal, which goes when the build ends. Nothing is shown where nobody watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Stage;
use crate::cli::Format;

/// How often the line is drawn anew.
const TICK: Duration = Duration::from_millis(100);

/// The line.
pub struct Progress {
    bar: ProgressBar,
}

impl Progress {
    /// A line on standard error, if that is a terminal that can move its cursor and somebody wants to see it.
    pub fn new(format: Format, quiet: bool) -> Progress {
        if quiet || format == Format::Json || is_dumb() {
            return Progress { bar: ProgressBar::hidden() };
        }
        // It knows by itself whether this is a terminal, and has no colours.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        if !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        Progress { bar }
    }

    /// Says what the build is at.
    pub fn stage(&self, stage: Stage) {
        if self.bar.is_hidden() {
            return;
        }
        self.bar.set_message(match stage {
            Stage::Reading { reports } => format!("reading {reports} reports"),
            Stage::Comparing { reports } => format!("comparing {reports} reports"),
            Stage::Pages { communiques } => format!("making the pages of {communiques} communiqués"),
            Stage::Writing { files } => format!("writing {files} files"),
        });
    }
}

impl Drop for Progress {
    fn drop(&mut self) {
        self.bar.finish_and_clear();
    }
}

fn is_dumb() -> bool {
    #[expect(clippy::disallowed_methods, reason = "what a terminal can do is said there, and never reaches a page")]
    let term = std::env::var_os("TERM");
    term.is_none_or(|term| term == "dumb")
}
