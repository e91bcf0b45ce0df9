//! `bayan init`: an empty folder → an archive that builds. It writes over nothing.

use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::ExitCode;

use clap::Args;

use super::files::{self, NewFile};
use super::{report, sample};
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;
use crate::schema;

/// What `bayan init` takes.
#[derive(Clone, Debug, Args)]
pub struct InitArgs {
    /// The folder, which is made where there is none; it may hold .git and nothing else
    #[arg(value_name = "DIR")]
    dir: PathBuf,
}

/// Makes the archive, prints what to do next, and gives the exit code.
pub fn run(args: &InitArgs, lang: Lang) -> ExitCode {
    report::text(init(&args.dir, lang), lang)
}

fn init(dir: &Path, lang: Lang) -> Result<String, Error> {
    refuse_unless_empty(dir)?;
    let schema = format!("{:#}\n", schema::site());
    let texts: [(&str, &str); 5] = [
        ("site.toml", sample::SITE),
        (sample::REPORT_PATH, sample::REPORT),
        (".gitignore", sample::GITIGNORE),
        (".vscode/extensions.json", sample::EXTENSIONS),
        (sample::SCHEMA_PATH, &schema),
    ];
    let file = |(path, text): (&str, &str)| NewFile { path: path.to_owned(), bytes: text.as_bytes().to_vec() };
    files::create(dir, &texts.map(file))?;
    let root = dir.display();
    let report = sample::REPORT_PATH;
    let next = say!(
        "made an archive in {root}: site.toml, a sample report, and settings for editors\n\
         next:\n  \
         bayan serve --root {root}    shows the site while you work on it\n  \
         bayan build --root {root}    builds it into {root}/public\n  \
         open {root}/site.toml and write the title, the address and your meetings\n  \
         put your reports into {root}/seeds with `bayan import`, and delete {report}\n",
        "أُنشئ أرشيف في {root}: الملف site.toml وتقرير للتجربة وإعدادات للمحررين\n\
         وبعد ذلك:\n  \
         bayan serve --root {root}    يعرض الموقع وأنت تعمل فيه\n  \
         bayan build --root {root}    يبني الموقع في {root}/public\n  \
         افتح {root}/site.toml واكتب العنوان وعنوان الموقع والاجتماعات\n  \
         ضع تقاريرك في {root}/seeds بالأمر `bayan import`، واحذف {report}\n"
    );
    Ok(next.get(lang).to_owned())
}

fn refuse_unless_empty(dir: &Path) -> Result<(), Error> {
    let entries = match fs::read_dir(dir) {
        Ok(entries) => entries,
        Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(()),
        Err(error) => return Err(Error::environment(dir, "read the folder", "قراءة المجلد")(error)),
    };
    for entry in entries {
        let name = entry.map_err(Error::environment(dir, "read the folder", "قراءة المجلد"))?.file_name();
        if name != ".git" {
            let message = say!(
                "the folder is not empty: `{}` is in it",
                "المجلد ليس فارغًا: فيه `{}`",
                name.to_string_lossy().into_owned()
            );
            let found = Diagnostic::error(Code::NotEmpty, Place::start(&dir.display().to_string()), message);
            return Err(Error::setup(
                found.hint(say!("name a folder that is new or empty", "سمِّ مجلدًا جديدًا أو فارغًا")),
            ));
        }
    }
    Ok(())
}
