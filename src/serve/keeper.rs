//! Inputs and what is known of them from before → the next generation, or what is wrong. It serves nobody.

use std::collections::BTreeSet;
use std::sync::mpsc::{Receiver, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex};
use std::time::{Duration, Instant};

use xxhash_rust::xxh3::xxh3_64;

use super::front::{Front, Show};
use super::generation::{Fonts, Generation, Stock, When};
use super::kept::Kept;
use super::marks::Marks;
use super::state::{Finding, State};
use super::watch::Watch;
use super::{Inputs, News};
use crate::archive::{self, Prepared, Preparer, SetAside, Shelf};
use crate::assets::Minified;
use crate::config::{self, Config};
use crate::dedup;
use crate::diagnostic::{Diagnostic, Warned};
use crate::error::Error;
use crate::formulas;
use crate::render::theme::Theme;
use crate::site::routes::Base;
use crate::source::Look;

/// The system tells of one write several times, at once: it is read when nothing was told for so long.
const WRITTEN: Duration = Duration::from_millis(3);
/// Editors save in several steps, a few milliseconds apart: what was read counts if nothing happened for so long,
const QUIET: Duration = Duration::from_millis(15);
/// and what never gets quiet is looked at after so long.
const LONGEST: Duration = Duration::from_millis(250);
/// After so long it is looked at all files, however often the system tells of some.
const OLDEST: Duration = Duration::from_secs(2);
/// So often it is looked whether a folder came, went or was replaced: nothing tells of the root itself.
const TICK: Duration = Duration::from_millis(500);

/// What the keeper hears.
#[derive(Debug)]
pub enum Note {
    /// Something may have changed on disk.
    Changed(Look),
    /// A file of this generation could not be made.
    Fault(u64, Error),
}

/// What does not change while the program runs.
pub struct Fixed {
    /// The address instead of the one in `site.toml`.
    pub base_url: Option<String>,
    /// The port.
    pub port: u16,
}

/// Makes generations, and knows what the last one was made from.
pub struct Keeper<R, T> {
    read: R,
    tell: T,
    fixed: Fixed,
    notes: Sender<Note>,
    show: Show,
    front: Front,
    /// Where to look the next time.
    look: Look,
    /// Since when it was looked only where the system told of something, which may not be all.
    partial_since: Option<Instant>,
    /// The mark of each input of the last attempt, by name; none after one that could not even read them.
    marks: Option<Marks>,
    kept: Kept,
    /// Every report as it was prepared.
    reports: Shelf,
    /// Which reports are worth comparing.
    compared: dedup::Known,
    fonts: Fonts,
    formulas: Arc<Mutex<formulas::Known>>,
    /// The mark of what every page hangs on, as it was when all pages were made to see whether they can be.
    checked: Option<u64>,
    /// There was no time to make them all.
    is_cut_short: bool,
    /// Findings that were told.
    told: Vec<String>,
    failure: Option<String>,
}

/// Inputs that are not those of the generation before, as far as they can be made ready in the time in which it gets quiet.
struct Ready {
    marks: Marks,
    changed: Vec<String>,
    version: String,
    config: Config,
    /// Where the site is on its host.
    base: String,
    own_theme: bool,
    theme: Arc<Theme>,
    statics: Minified,
    /// The mark of what every page hangs on.
    whole: u64,
    prepared: Vec<Prepared>,
    set_aside: Vec<SetAside>,
    diagnostics: Vec<Diagnostic>,
}

/// What came of an attempt.
struct Made {
    front: Front,
    changed: Vec<String>,
    communiques: usize,
    diagnostics: Vec<Diagnostic>,
}

impl<R, T> Keeper<R, T>
where
    R: FnMut(&Look) -> Result<Inputs, Error>,
    T: Fn(&News<'_>),
{
    /// A keeper that has read nothing yet.
    pub fn new(read: R, tell: T, fixed: Fixed, notes: Sender<Note>, show: Show) -> Keeper<R, T> {
        let front = Front::clone(&show.borrow());
        Keeper {
            read,
            tell,
            fixed,
            notes,
            show,
            front,
            look: Look::All,
            partial_since: None,
            marks: None,
            kept: Kept::default(),
            reports: Shelf::default(),
            compared: dedup::Known::default(),
            fonts: Fonts::default(),
            formulas: Arc::default(),
            checked: None,
            is_cut_short: false,
            told: Vec::new(),
            failure: None,
        }
    }

    /// Makes the first generation, and tells where it is.
    pub fn start(&mut self) {
        let since = now();
        let ready = self.ready();
        self.update(since, ready);
        let address = local(self.fixed.port, &self.front.base);
        (self.tell)(&News::Serving { address: &address });
    }

    /// Makes a new generation whenever something changed.
    pub fn keep(&mut self, notes: &Receiver<Note>, mut watch: Watch) {
        loop {
            match notes.recv_timeout(TICK) {
                Ok(Note::Changed(look)) => {
                    self.hear(look);
                    self.settle_and_update(notes, &mut watch);
                }
                Ok(Note::Fault(number, error)) => self.fault(number, error),
                Err(RecvTimeoutError::Timeout) if watch.arm() || self.partial_since.is_some() => {
                    self.look = Look::All;
                    self.settle_and_update(notes, &mut watch);
                }
                Err(RecvTimeoutError::Timeout) => {}
                Err(RecvTimeoutError::Disconnected) => return,
            }
        }
    }

    fn settle_and_update(&mut self, notes: &Receiver<Note>, watch: &mut Watch) {
        let since = now();
        let mut faults = Vec::new();
        let ready = self.settled(notes, watch, since, &mut faults);
        self.update(since, ready);
        faults.into_iter().for_each(|(number, error)| self.fault(number, error));
    }

    fn hear(&mut self, look: Look) {
        let is_old = self.partial_since.is_some_and(|since| now().duration_since(since) >= OLDEST);
        let look = if is_old { Look::All } else { look };
        self.look = std::mem::replace(&mut self.look, Look::All).and(look);
    }

    /// Reads everything, and reports only where something may have changed.
    fn inputs(&mut self) -> Result<Inputs, Error> {
        self.partial_since = (self.look != Look::All).then(|| self.partial_since.unwrap_or_else(now));
        let inputs = (self.read)(&self.look)?;
        self.look = Look::At(BTreeSet::new());
        Ok(inputs)
    }

    /// Makes everything ready while it gets quiet: again, if something changes meanwhile. `faults` that are heard are told later.
    fn settled(
        &mut self,
        notes: &Receiver<Note>,
        watch: &mut Watch,
        since: Instant,
        faults: &mut Vec<(u64, Error)>,
    ) -> Result<Option<Ready>, Error> {
        let mut begun = now();
        let mut ready = None;
        loop {
            // What changes from now on is heard of.
            let end = begun + if ready.is_none() { WRITTEN } else { QUIET };
            match (notes.recv_timeout(end.saturating_duration_since(now())), ready.take()) {
                (Ok(Note::Fault(number, error)), before) => {
                    faults.push((number, error));
                    ready = before;
                    continue;
                }
                (Ok(Note::Changed(look)), _) => {
                    self.hear(look);
                    if now().duration_since(since) < LONGEST {
                        begun = now();
                        continue;
                    }
                }
                (Err(_), Some(ready)) => return ready,
                (Err(_), None) => {}
            }
            if watch.arm() {
                self.look = Look::All;
            }
            begun = now();
            let made = self.ready();
            if begun.duration_since(since) >= LONGEST {
                return made;
            }
            ready = Some(made);
        }
    }

    fn update(&mut self, since: Instant, ready: Result<Option<Ready>, Error>) {
        let made = match ready {
            Ok(None) => return,
            Ok(Some(ready)) => self.make(ready),
            Err(error) => Err(error),
        };
        match made {
            Ok(made) => {
                self.failure = None;
                self.front = made.front;
                self.show.send_replace(Arc::new(self.front.clone()));
                let lines: Vec<String> = made.diagnostics.iter().map(ToString::to_string).collect();
                let is_new = |line: &String| self.told.binary_search(line).is_err();
                let fresh: Vec<Diagnostic> = made
                    .diagnostics
                    .iter()
                    .zip(&lines)
                    .filter(|(_, line)| is_new(line))
                    .map(|(one, _)| one.clone())
                    .collect();
                self.told = lines;
                self.told.sort_unstable();
                (self.tell)(&News::Built {
                    changed: &made.changed,
                    took: now().duration_since(since),
                    communiques: made.communiques,
                    fresh: &fresh,
                    errors: self.front.state.findings.len(),
                });
            }
            Err(error) => {
                // Of what could not be read or made there are no marks: the next time counts.
                self.marks = None;
                self.front.state.findings = Finding::of(&error);
                self.failed(&error);
            }
        }
    }

    /// A page could not be made: what is wrong is shown over the last one that could.
    fn fault(&mut self, number: u64, error: Error) {
        let found = Finding::of(&error);
        if number != self.front.number || found.iter().all(|one| self.front.state.findings.contains(one)) {
            return;
        }
        self.front.state.findings.extend(found);
        // It is looked for again in the next generation, which may have it still.
        self.checked = None;
        self.failed(&error);
    }

    fn failed(&mut self, error: &Error) {
        self.show.send_replace(Arc::new(self.front.clone()));
        let text = error.to_string();
        if self.failure.as_ref() != Some(&text) {
            (self.tell)(&News::Failed(error));
        }
        self.failure = Some(text);
    }

    /// Reads, and prepares what is new; nothing if nothing changed.
    fn ready(&mut self) -> Result<Option<Ready>, Error> {
        let inputs = self.inputs()?;
        let marks = Marks::of(&inputs);
        if self.marks.as_ref() == Some(&marks) {
            return Ok(None);
        }
        let Inputs { site_toml: (text, path), templates, own_templates: own_theme, statics, reports } = inputs;
        let mut config = config::parse(&text, &path, self.fixed.base_url.as_deref())?;
        let base = Base::new(&config.base_url).link("");
        config.base_url = local(self.fixed.port, &base);
        let (theme_mark, theme) = self.kept.theme(&templates, config.style.digits)?;
        let (statics_mark, statics) = self.kept.statics(statics)?;
        let settings = xxh3_64(text.as_bytes());
        let whole = xxh3_64(format!("{settings} {theme_mark} {statics_mark}").as_bytes());
        let Warned { value: sources, mut diagnostics } = reports;
        let outcomes = self.reports.prepare(sources, &Preparer::new(&config, true, true));
        let gathered = archive::gather(outcomes);
        diagnostics.extend(gathered.diagnostics);
        let (prepared, set_aside) = gathered.value;
        let changed = self.marks.as_ref().map(|before| marks.changed_since(before)).unwrap_or_default();
        let version = marks.version();
        Ok(Some(Ready {
            marks,
            changed,
            version,
            config,
            base,
            own_theme,
            theme,
            statics,
            whole,
            prepared,
            set_aside,
            diagnostics,
        }))
    }

    /// Makes a generation.
    fn make(&mut self, ready: Ready) -> Result<Made, Error> {
        if self.front.newest.as_ref().is_some_and(Generation::end_check) {
            self.checked = None;
            self.is_cut_short = true;
        }
        let Ready { marks, changed, version, config, base, own_theme, theme, statics, whole, .. } = ready;
        let Ready { prepared, set_aside, mut diagnostics, .. } = ready;
        let assembled = archive::assemble_again(prepared, set_aside, &config, &mut self.compared);
        diagnostics.extend(assembled.diagnostics);
        diagnostics.sort_by(|a, b| a.place.cmp(&b.place));
        let communiques = assembled.value.communiques.len();
        let stock = Stock {
            config: Arc::new(config),
            theme,
            statics,
            archive: assembled.value,
            fonts: Arc::clone(&self.fonts),
            formulas: Arc::clone(&self.formulas),
        };
        let number = self.front.number + 1;
        let notes = self.notes.clone();
        let heard = move |error| drop(notes.send(Note::Fault(number, error)));
        let check = match self.checked {
            Some(checked) if checked == whole => When::Never,
            None if self.is_cut_short => When::Later,
            _ => When::Now,
        };
        let newest = Generation::start(stock, check, heard)?;
        (self.checked, self.is_cut_short) = (Some(whole), false);
        let state = State { version, findings: Finding::errors(&diagnostics) };
        // The one before is the last good page of those that this one has not, or cannot make.
        let was_good = self.front.state.findings.is_empty();
        let good = if was_good { self.front.newest.take() } else { self.front.good.take() };
        self.marks = Some(marks);
        let front = Front { newest: Some(newest), number, good, state, base, own_theme, port: self.fixed.port };
        Ok(Made { front, changed, communiques, diagnostics })
    }
}

/// The address on this machine.
fn local(port: u16, base: &str) -> String {
    format!("http://localhost:{port}{base}")
}

#[expect(clippy::disallowed_methods, reason = "how long it took is told on the terminal and reaches no page")]
fn now() -> Instant {
    Instant::now()
}
