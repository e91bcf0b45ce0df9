//! An archive → a thread that owns it and makes each file when it is asked for. It knows nothing of addresses: it is asked for files of the output.

use std::collections::BTreeMap;
use std::sync::atomic::{AtomicBool, Ordering};
use std::sync::mpsc::{self, RecvTimeoutError, Sender};
use std::sync::{Arc, Mutex, PoisonError};
use std::thread;
use std::time::Duration;

use axum::body::Bytes;
use rayon::prelude::*;
use tokio::sync::oneshot;
use xxhash_rust::xxh3::xxh3_64;

use crate::archive::Archive;
use crate::assets::Minified;
use crate::config::Config;
use crate::error::Error;
use crate::formulas::{self, Formulas};
use crate::lang::Lang;
use crate::page::{File, Sheet};
use crate::render::theme::Theme;
use crate::{Batch, Finished};

/// What a generation is made from.
pub struct Stock {
    /// What `site.toml` says.
    pub config: Arc<Config>,
    /// The templates.
    pub theme: Arc<Theme>,
    /// The static files.
    pub statics: Minified,
    /// The communiqués.
    pub archive: Archive,
    /// Fonts that generations before this one packed.
    pub fonts: Fonts,
    /// The archive of the generation before this one, as far as formulas need it.
    pub formulas: Arc<Mutex<formulas::Known>>,
}

/// Packed fonts, by address: it has the mark of the font and its characters.
pub type Fonts = Arc<Mutex<BTreeMap<String, Bytes>>>;

/// A site that answers. When the last copy of this goes, so does the thread.
#[derive(Clone)]
pub struct Generation {
    asks: Sender<Ask>,
    check: Arc<Check>,
    /// Whoever waits to begin a check waits no longer when this goes.
    _alive: Sender<()>,
}

/// When it is seen whether every file can be made.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum When {
    /// It was seen before.
    Never,
    /// At once.
    Now,
    /// When nobody has saved anything for a while: the last time it was cut short by that.
    Later,
}

/// How long nothing must be saved.
const QUIET: Duration = Duration::from_secs(3);

/// How far it is seen whether every file can be made.
#[derive(Debug, Default)]
struct Check {
    is_done: AtomicBool,
    is_unwanted: AtomicBool,
}

impl Check {
    fn is_wanted(&self) -> bool {
        !self.is_unwanted.load(Ordering::Relaxed)
    }

    /// Makes every file, and says what is wrong. One thread of its own does, so that nobody who saves waits behind it.
    fn run(&self, finished: &Finished<'_>, found: &(dyn Fn(Error) + Sync)) {
        let Ok(own) = rayon::ThreadPoolBuilder::new().num_threads(1).build() else { return };
        match own.install(|| finished.check(&|| self.is_wanted())) {
            Ok(is_done) => self.is_done.store(is_done, Ordering::Relaxed),
            Err(error) => {
                self.is_done.store(true, Ordering::Relaxed);
                found(error);
            }
        }
    }
}

struct Ask {
    path: String,
    reply: oneshot::Sender<Answer>,
}

/// What is at a path of the output.
#[derive(Debug)]
pub enum Answer {
    /// A file.
    Found {
        /// Its bytes.
        bytes: Bytes,
        /// It is a page that shows the text of a draft.
        draft: bool,
        /// It is a page that does nothing but lead to another.
        redirect: bool,
    },
    /// The output has no such file.
    Missing,
    /// It could not be made.
    Broken(Error),
}

impl Generation {
    /// Starts a generation, and gives it when it can answer. When it is time for a `check`, every file is made beside the
    /// answers, and `found` hears what is wrong with them, as `build` would say it.
    ///
    /// # Errors
    /// A style sheet is wrong, or the system gives no thread.
    pub fn start(
        stock: Stock,
        check: When,
        found: impl Fn(Error) + Send + Sync + 'static,
    ) -> Result<Generation, Error> {
        let (asks, asked) = mpsc::channel();
        let (ready, made) = mpsc::channel();
        let checking = Arc::new(Check { is_done: AtomicBool::new(check == When::Never), ..Check::default() });
        let own = Arc::clone(&checking);
        let (alive, ended) = mpsc::channel::<()>();
        let live = move || {
            let Stock { config, theme, statics, archive, fonts, formulas } = stock;
            let formulas = Formulas::again(&archive, &mut formulas.lock().unwrap_or_else(PoisonError::into_inner));
            let result = crate::finish(&archive, &formulas, &config, &theme, statics, |finished| {
                let finished = &finished;
                let mut shelf = Shelf::new(finished, &fonts);
                // Nobody waits where the program is about to end.
                let _ = ready.send(Ok(()));
                thread::scope(|scope| {
                    let (own, found) = (&own, &found);
                    if check != When::Never {
                        scope.spawn(move || {
                            let is_quiet =
                                check == When::Now || ended.recv_timeout(QUIET) == Err(RecvTimeoutError::Timeout);
                            if is_quiet && own.is_wanted() {
                                own.run(finished, found);
                            }
                        });
                    }
                    for Ask { path, reply } in asked {
                        // A visitor who went away needs no answer.
                        let _ = reply.send(shelf.get(&path));
                    }
                    own.is_unwanted.store(true, Ordering::Relaxed);
                });
            });
            if let Err(error) = result {
                let _ = ready.send(Err(error));
            }
        };
        let here = std::path::Path::new(".");
        thread::Builder::new().name("generation".to_owned()).spawn(live).map_err(Error::environment(
            here,
            "start a thread",
            "بدء خيط تنفيذ",
        ))?;
        let gone = |_| {
            Error::environment(here, "make the site", "صنع الموقع")(
                std::io::Error::other("it ended unexpectedly"),
            )
        };
        made.recv().map_err(gone)??;
        Ok(Generation { asks, check: checking, _alive: alive })
    }

    /// Ends a check of every file, since a newer generation is on its way and needs the threads. It gives whether there was
    /// something left to check.
    pub fn end_check(&self) -> bool {
        self.check.is_unwanted.store(true, Ordering::Relaxed);
        !self.check.is_done.load(Ordering::Relaxed)
    }

    /// Asks for a file of the output.
    pub async fn ask(&self, path: &str) -> Answer {
        let (reply, answer) = oneshot::channel();
        let _ = self.asks.send(Ask { path: path.to_owned(), reply });
        answer.await.unwrap_or(Answer::Missing)
    }
}

/// Where the files of a generation are, and those that are made in batches once they are made.
struct Shelf<'a> {
    finished: &'a Finished<'a>,
    pages: Vec<Sheet<'a>>,
    /// Each page in each language, by the hash of its path: most paths are never asked for.
    places: Vec<(u64, u32, Lang)>,
    statics: BTreeMap<&'a str, Static<'a>>,
    made: Vec<(Batch, BTreeMap<String, Bytes>)>,
    fonts: &'a Fonts,
}

enum Static<'a> {
    File(&'a File),
    /// A font, and its address.
    Font(&'a crate::assets::Font, &'a str),
}

impl<'a> Shelf<'a> {
    fn new(finished: &'a Finished<'a>, fonts: &'a Fonts) -> Shelf<'a> {
        let assets = finished.assets;
        let files = assets.files.iter().map(|file| (file.path.as_str(), Static::File(file)));
        let named = assets.fonts.iter().zip(&assets.addresses.fonts);
        let statics = files.chain(named.map(|(font, address)| (font.path.as_str(), Static::Font(font, address))));
        let pages = finished.sheets();
        let numbered = (0..).zip(&pages).collect::<Vec<(u32, &Sheet<'a>)>>().into_par_iter();
        let place = |number, sheet: &Sheet<'a>, lang| (xxh3_64(sheet.path(lang).as_bytes()), number, lang);
        let mut places: Vec<_> =
            numbered.flat_map_iter(|(number, sheet)| Lang::ALL.map(|lang| place(number, sheet, lang))).collect();
        places.par_sort_unstable_by_key(|(hash, number, _)| (*hash, *number));
        Shelf { finished, statics: statics.collect(), places, pages, made: Vec::new(), fonts }
    }

    /// The page at a path; of pages at one path the last.
    fn page(&self, path: &str) -> Option<(Sheet<'a>, Lang)> {
        let hash = xxh3_64(path.as_bytes());
        let end = self.places.partition_point(|(other, ..)| *other <= hash);
        let alike = self.places.get(..end)?.iter().rev().take_while(|(other, ..)| *other == hash);
        let mut pages = alike.filter_map(|(_, number, lang)| Some((*self.pages.get(*number as usize)?, *lang)));
        pages.find(|(sheet, lang)| sheet.path(*lang) == path)
    }

    fn get(&mut self, path: &str) -> Answer {
        let file = |bytes| Answer::Found { bytes, draft: false, redirect: false };
        let made = match (self.page(path), self.statics.get(path)) {
            (Some((sheet, lang)), _) => self.finished.page(sheet, lang).map(|page| Answer::Found {
                bytes: page.bytes.into(),
                draft: sheet.shows_a_draft(),
                redirect: sheet.is_redirect(),
            }),
            (None, Some(Static::File(of_owner))) => Ok(file(Bytes::copy_from_slice(&of_owner.bytes))),
            (None, Some(Static::Font(font, address))) => self.font(font, address).map(file),
            (None, None) => self.in_batch(path).map(|found| found.map_or(Answer::Missing, file)),
        };
        made.unwrap_or_else(Answer::Broken)
    }

    fn font(&self, font: &crate::assets::Font, address: &str) -> Result<Bytes, Error> {
        let known = self.fonts.lock().unwrap_or_else(PoisonError::into_inner).get(address).cloned();
        if let Some(bytes) = known {
            return Ok(bytes);
        }
        let bytes = Bytes::from(self.finished.font(font)?.bytes);
        let mut fonts = self.fonts.lock().unwrap_or_else(PoisonError::into_inner);
        // An archive that grows by new characters leaves old fonts behind.
        if fonts.len() >= FONTS {
            fonts.clear();
        }
        fonts.insert(address.to_owned(), bytes.clone());
        Ok(bytes)
    }

    fn in_batch(&mut self, path: &str) -> Result<Option<Bytes>, Error> {
        let Some(batch) = Batch::of(path) else { return Ok(None) };
        if let Some((_, files)) = self.made.iter().find(|(made, _)| *made == batch) {
            return Ok(files.get(path).cloned());
        }
        let files = Mutex::new(BTreeMap::new());
        self.finished.batch(batch, &|coming| {
            let file = coming.file()?;
            files.lock().unwrap_or_else(PoisonError::into_inner).insert(file.path, Bytes::from(file.bytes));
            Ok(())
        })?;
        let files = files.into_inner().unwrap_or_else(PoisonError::into_inner);
        let found = files.get(path).cloned();
        self.made.push((batch, files));
        Ok(found)
    }
}

/// So many packed fonts are kept, each some 20 KB.
const FONTS: usize = 32;
