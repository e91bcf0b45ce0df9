//! A site's folder → the site in a browser on this machine, made anew whenever a file changes. It publishes nothing, writes nothing, and prints nothing: what happened is told to `cli`.
//!
//! A save costs what it changes. The keeper (`keeper`) has every report as it was prepared, prepares anew only what has
//! another content, assembles the archive from all of them, and starts a generation (`generation`): a thread that owns an
//! archive and makes a page when somebody asks for it, with the functions that `build` makes all of them with. The front
//! (`front`) is what visitors get at one moment: the newest generation, the last one without a fault, and what is wrong.

mod front;
mod generation;
mod http;
mod inject;
mod keeper;
mod kept;
mod marks;
mod net;
pub mod rehearsal;
mod state;
mod watch;

use std::path::PathBuf;
use std::sync::mpsc;
use std::time::Duration;

use crate::diagnostic::{Diagnostic, Warned};
use crate::error::Error;
use crate::page::File;
use crate::render::theme::Files;
use crate::source::{Look, Source};
use keeper::Keeper;
use watch::Watch;

/// Everything that a site is made from, as it lies on disk.
#[derive(Debug)]
pub struct Inputs {
    /// The text of `site.toml`, and its path for messages.
    pub site_toml: (String, String),
    /// The templates.
    pub templates: Files,
    /// The templates are the site's own: its pages then have the policy that they themselves name and no other.
    pub own_templates: bool,
    /// The static files.
    pub statics: Vec<File>,
    /// The reports.
    pub reports: Warned<Vec<Source>>,
}

/// What is served, and how.
pub struct Settings<R, T> {
    /// Reads the inputs. It is called again whenever something may have changed, with where that may be.
    pub read: R,
    /// What is watched: each folder, and whether what is below it is watched too.
    pub watched: Vec<(PathBuf, bool)>,
    /// The address instead of the one in `site.toml`; only its path counts.
    pub base_url: Option<String>,
    /// The port; without one the first that is free from 4000 on. 0 is any.
    pub port: Option<u16>,
    /// Hears what happens.
    pub tell: T,
}

/// Something that happened.
#[derive(Debug)]
pub enum News<'a> {
    /// The site is there.
    Serving {
        /// Where.
        address: &'a str,
    },
    /// The site was made anew.
    Built {
        /// What changed; nothing at the first time.
        changed: &'a [String],
        /// How long it took from the first notice on.
        took: Duration,
        /// Communiqués on the site.
        communiques: usize,
        /// Findings that were not there before.
        fresh: &'a [Diagnostic],
        /// All findings that are errors.
        errors: usize,
    },
    /// The site could not be made; visitors see the last one that could.
    Failed(&'a Error),
}

/// Serves until the program is ended.
///
/// # Errors
/// No port can be had. What is wrong with the site does not end it.
pub fn serve<R, T>(settings: Settings<R, T>) -> Result<(), Error>
where
    R: FnMut(&Look) -> Result<Inputs, Error> + Send + 'static,
    T: Fn(&News<'_>) + Send + 'static,
{
    let doors = net::open(settings.port)?;
    let (notes, heard) = mpsc::channel();
    let watch = Watch::new(settings.watched, notes.clone());
    let (show, shown) = front::channel(doors.port);
    let Settings { read, base_url, tell, .. } = settings;
    let mut keeper = Keeper::new(read, tell, keeper::Fixed { base_url, port: doors.port }, notes.clone(), show);
    keeper.start();
    let thread = std::thread::Builder::new().name("keeper".to_owned()).spawn(move || keeper.keep(&heard, watch));
    thread.map_err(Error::environment(&PathBuf::from("."), "start a thread", "بدء خيط تنفيذ"))?;
    doors.serve(shown, notes)
}
