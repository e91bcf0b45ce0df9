//! What a build is at → one line on a terminal, which goes when the build ends. Nothing is shown where nobody watches.

use std::time::Duration;

use indicatif::{ProgressBar, ProgressDrawTarget, ProgressStyle};

use crate::Stage;
use crate::cli::Format;
use crate::lang::Lang;
use crate::say;

/// How often the line is drawn anew.
const TICK: Duration = Duration::from_millis(100);

/// The line.
pub struct Progress {
    bar: ProgressBar,
    lang: Lang,
}

impl Progress {
    /// A line on standard error, if that is a terminal that can move its cursor and somebody wants to see it.
    pub fn new(format: Format, quiet: bool, lang: Lang) -> Progress {
        if quiet || format == Format::Json || is_dumb() {
            return Progress { bar: ProgressBar::hidden(), lang };
        }
        // It knows by itself whether this is a terminal, and has no colours.
        let bar = ProgressBar::with_draw_target(None, ProgressDrawTarget::stderr());
        if let Ok(style) = ProgressStyle::with_template("{spinner} {msg}") {
            bar.set_style(style);
        }
        if !bar.is_hidden() {
            bar.enable_steady_tick(TICK);
        }
        Progress { bar, lang }
    }

    /// Says what the build is at.
    pub fn stage(&self, stage: Stage) {
        if self.bar.is_hidden() {
            return;
        }
        let message = match stage {
            Stage::Reading { reports } => say!("reading reports: {reports}", "قراءة التقارير: {reports}"),
            Stage::Comparing { reports } => say!("comparing reports: {reports}", "مقارنة التقارير: {reports}"),
            Stage::Pages { communiques } => {
                say!("making the pages of communiqués: {communiques}", "صنع صفحات البيانات: {communiques}")
            }
        };
        self.bar.set_message(message.get(self.lang).to_owned());
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
