//! What every command reads: the root's folders and `site.toml`.

use std::io;
use std::path::{Path, PathBuf};

use clap::Args;

use crate::config::{self, Config};
use crate::diagnostic::{Code, Diagnostic, Place, Warned};
use crate::error::Error;
use crate::say;
use crate::source::open::{self, Refused};
use crate::source::{self, Known, Look, Source};

/// A path in the root, as short as it can be typed.
pub fn under(root: &Path, name: &str) -> PathBuf {
    if root == Path::new(".") { PathBuf::from(name) } else { root.join(name) }
}

/// Reads and checks `site.toml`.
///
/// # Errors
/// It is missing, cannot be read, or is wrong.
pub fn config(root: &Path, base_url: Option<&str>) -> Result<Config, Error> {
    site(root, base_url).map(|(config, ..)| config)
}

/// Reads and checks `site.toml`, and gives its path and its text too.
///
/// # Errors
/// It is missing, cannot be read, or is wrong.
pub fn site(root: &Path, base_url: Option<&str>) -> Result<(Config, String, String), Error> {
    let path = under(root, "site.toml");
    let text = site_toml(&path)?;
    let shown = path.display().to_string();
    Ok((config::parse(&text, &shown, base_url)?, shown, text))
}

/// Reads the reports, those that are not `known`; a folder without any is a warning. Only a folder that was named may be a link.
///
/// # Errors
/// The folder cannot be read.
pub fn reports(seeds: &Path, is_named: bool, known: Option<(&mut Known, &Look)>) -> Result<Warned<Vec<Source>>, Error> {
    if !is_named {
        source::not_a_link(seeds)?;
    }
    let mut read = match known {
        Some((known, look)) => source::read_again(seeds, known, look)?,
        None => source::read(seeds)?,
    };
    if read.value.is_empty() && read.diagnostics.is_empty() {
        let place = Place::start(&seeds.display().to_string());
        read.diagnostics.push(
            Diagnostic::warning(
                Code::NoReports,
                place,
                say!("there is no .txt, .md or .html file", "لا ملف هنا ينتهي اسمه بـ `.txt` أو `.md` أو `.html`"),
            )
            .hint(say!("paste a report into a file here", "الصق تقريرًا في ملف هنا")),
        );
    }
    Ok(read)
}

/// The threads that a command uses: so many, or one a core.
///
/// # Errors
/// The system gives none.
pub fn threads(jobs: Option<u16>) -> Result<rayon::ThreadPool, Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from));
    pool.build().map_err(|error| {
        Error::environment(Path::new("."), "start threads", "بدء العمل")(io::Error::other(error))
    })
}

/// The same for all threads of the program.
///
/// # Errors
/// The system gives none.
pub fn all_threads(jobs: Option<u16>) -> Result<(), Error> {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(jobs.map_or(0, usize::from));
    pool.build_global().map_err(|error| {
        Error::environment(Path::new("."), "start threads", "بدء خيوط التنفيذ")(io::Error::other(error))
    })
}

/// Reads the text of `site.toml`.
///
/// # Errors
/// It is missing or cannot be read, or is not UTF-8.
pub fn site_toml(path: &Path) -> Result<String, Error> {
    let place = || Place::start(&path.display().to_string());
    match open::file(path, u64::MAX) {
        Ok(bytes) => String::from_utf8(bytes)
            .ok()
            // UTF-16 without a mark is valid UTF-8 where all is ASCII.
            .filter(|text| text.matches('\0').count() * 3 < text.len().max(1))
            .map(|text| text.strip_prefix('\u{FEFF}').map(str::to_owned).unwrap_or(text))
            .ok_or_else(|| {
                let message = say!("site.toml is not UTF-8", "الملف `site.toml` ليس بترميز UTF-8");
                let found = Diagnostic::error(Code::NotUtf8, place(), message);
                Error::setup(found.hint(say!("save it as UTF-8", "احفظه بترميز UTF-8")))
            }),
        Err(Refused::Link) => Err(Error::setup(open::link(path))),
        Err(Refused::NotAFile | Refused::TooLarge(_)) => Err(Error::setup(open::not_a_file(path))),
        Err(Refused::System(error))
            if matches!(error.kind(), io::ErrorKind::NotFound | io::ErrorKind::NotADirectory) =>
        {
            Err(Error::setup(
                Diagnostic::error(
                    Code::MissingConfig,
                    place(),
                    say!("there is no site.toml", "لا يوجد ملف `site.toml`"),
                )
                .hint(say!(
                    "write one with the site's title, or name its folder with `--root`",
                    "اكتب ملفًا فيه عنوان الموقع، أو اذكر مجلده بالخيار `--root`"
                )),
            ))
        }
        Err(Refused::System(error)) => Err(Error::environment(path, "read site.toml", "قراءة `site.toml`")(error)),
    }
}

/// Where an archive is, for commands that take no other folder.
#[derive(Clone, Debug, Args)]
pub struct Root {
    /// The folder with site.toml and seeds/
    #[arg(long, value_name = "DIR", default_value = ".")]
    pub root: PathBuf,
    /// The folder of reports [default: seeds in the root]
    #[arg(long, value_name = "DIR")]
    pub seeds: Option<PathBuf>,
}

impl Root {
    /// The folder of reports.
    pub fn seeds(&self) -> PathBuf {
        self.seeds.clone().unwrap_or_else(|| under(&self.root, "seeds"))
    }

    /// The reports as they lie there, with what is to be said of the folder.
    ///
    /// # Errors
    /// The folder cannot be read.
    pub fn reports(&self) -> Result<Warned<Vec<Source>>, Error> {
        reports(&self.seeds(), self.seeds.is_some(), None)
    }

    /// The configuration and the reports as they lie there.
    ///
    /// # Errors
    /// `site.toml` is wrong, or the folder cannot be read.
    pub fn read(&self) -> Result<(Config, Vec<Source>), Error> {
        let config = config(&self.root, None)?;
        Ok((config, self.reports()?.value))
    }
}
