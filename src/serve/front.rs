//! What visitors get at one moment: the newest generation, the last one without a fault, and what is wrong. It is replaced as a whole.

use std::sync::Arc;

use tokio::sync::watch;

use super::generation::Generation;
use super::state::State;

/// What is served at one moment.
#[derive(Clone, Default)]
pub struct Front {
    /// The newest generation; none before the first that could be made.
    pub newest: Option<Generation>,
    /// The number of the newest one.
    pub number: u64,
    /// The last one before it without a fault.
    pub good: Option<Generation>,
    /// What pages are told.
    pub state: State,
    /// The path below which the site is, with a slash at both ends.
    pub base: String,
    /// The site has templates of its own, which may allow more than the program's.
    pub own_theme: bool,
    /// The port.
    pub port: u16,
}

/// The end by which a front is shown.
pub type Show = watch::Sender<Arc<Front>>;
/// The end from which visitors are served.
pub type Shown = watch::Receiver<Arc<Front>>;

/// A front with nothing to show yet.
pub fn channel(port: u16) -> (Show, Shown) {
    watch::channel(Arc::new(Front { base: "/".to_owned(), port, ..Front::default() }))
}
