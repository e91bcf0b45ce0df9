//! `bayan new`: a report to fill in.

use std::fs;
use std::process::ExitCode;

use clap::Args;

use super::input::Root;
use super::{Format, input, report};
use crate::archive::slug::Slug;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::edit::field::{Field, New};
use crate::edit::{self, file};
use crate::edtf::Edtf;
use crate::error::Error;
use crate::lang::Lang;
use crate::say;
use crate::source;
use crate::text::script;

/// What `bayan new` takes.
#[derive(Clone, Debug, Args)]
pub struct NewArgs {
    #[command(flatten)]
    root: Root,
    /// The title, in Arabic or in English
    title: String,
    /// The date of the meeting, as 2021-06-28
    #[arg(long)]
    date: Option<String>,
    /// The id of the meeting in site.toml
    #[arg(long)]
    meeting: Option<String>,
    /// Show what would be written and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How the result is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Makes the file, prints its name, and gives the exit code.
pub fn run(args: &NewArgs, lang: Lang) -> ExitCode {
    report::editing::made(&new(args, lang), args.dry_run, args.format, lang)
}

/// A report that was made, or would be.
pub struct Made {
    /// Where it is.
    pub path: String,
    /// All of it.
    pub text: String,
}

fn new(args: &NewArgs, lang: Lang) -> Result<Made, Error> {
    let config = input::config(&args.root.root, None)?;
    let date = args.date.as_deref().map(|typed| {
        Edtf::parse(typed.trim()).map_err(|message| {
            let hint = say!(
                "write it as 2021-06-28, 2021-06 or 2021-06-28~",
                "اكتبه هكذا: 2021-06-28 أو 2021-06 أو 2021-06-28~"
            );
            Error::setup(Diagnostic::error(Code::BadDate, Place::start("--date"), message).hint(hint))
        })
    });
    let date = date.transpose()?;
    let meeting = args.meeting.as_deref();
    let meeting = meeting.map(|id| {
        let known: Vec<&str> = config.meetings.iter().map(|meeting| meeting.id.as_str()).collect();
        config.meetings.iter().find(|meeting| meeting.id == id).ok_or_else(|| {
            let message = say!("site.toml has no meeting `{id}`", "لا اجتماع باسم `{id}` في `site.toml`");
            let found = Diagnostic::error(Code::UnknownMeeting, Place::start("--meeting"), message);
            Error::setup(found.hint(suggestion(id, &known)))
        })
    });
    let meeting = meeting.transpose()?;
    let date = date.or_else(|| meeting.map(|meeting| meeting.date));
    let title = args.title.trim();
    let text = form(title, date, meeting.map(|meeting| meeting.id.as_str()), lang);
    let seeds = args.root.seeds();
    if args.root.seeds.is_none() {
        source::not_a_link(&seeds)?;
    }
    let slug = meeting.map_or_else(|| crate::import::slug(title), |meeting| Slug::new(&meeting.id));
    let name = crate::import::file_name(date, &slug, |name| fs::symlink_metadata(seeds.join(name)).is_ok());
    let path = seeds.join(&name);
    if !args.dry_run {
        let made = fs::create_dir_all(&seeds);
        made.map_err(Error::environment(&seeds, "make the folder of reports", "إنشاء مجلد التقارير"))?;
        file::create(&path, text.as_bytes()).map_err(Error::environment(&path, "write the report", "كتابة التقرير"))?;
    }
    Ok(Made { path: path.display().to_string(), text })
}

/// Front matter with every field that an editor may want, each with what it is, above the place of the text.
fn form(title: &str, date: Option<Edtf>, meeting: Option<&str>, lang: Lang) -> String {
    let is_arabic = script::dominant(title) != Some(Lang::En);
    let own = |wanted| Some(title.to_owned()).filter(|_| is_arabic == wanted);
    let fields = [
        ("title", own(true), say!("the title in Arabic", "العنوان بالعربية")),
        ("title_en", own(false), say!("the title in English", "العنوان بالإنجليزية")),
        (
            "date",
            date.map(|date| date.to_string()),
            say!(
                "the day of the meeting, 2021-06-28; a month, 2021-06; about a day, 2021-06-28~",
                "يوم الاجتماع 2021-06-28، أو شهره 2021-06، أو يوم تقريبي 2021-06-28~"
            ),
        ),
        ("meeting", meeting.map(str::to_owned), say!("an id of a meeting in site.toml", "معرّف اجتماع في site.toml")),
        ("tags", None, say!("as [iraq, syria]", "هكذا: [iraq, syria]")),
        (
            "summary_en",
            None,
            say!(
                "one paragraph in English: begin with | and indent the text by two spaces",
                "فقرة واحدة بالإنجليزية: ابدأ بعلامة | ثم النص تحتها بعد مسافتين"
            ),
        ),
    ];
    let mut text = String::from("---\n");
    for (name, value, note) in fields {
        text.push_str(&format!("# {}\n", note.get(lang)));
        let line = Field::parse(name).zip(value).map(|(field, value)| edit::line(field, &New::Text(value)));
        text.push_str(&line.unwrap_or_else(|| format!("{name}:\n")));
    }
    let body = say!(
        "Paste the text of the communiqué here. The line `draft: true` keeps it off the site until you take it out.",
        "الصق نص البيان هنا. السطر `draft: true` يبقيه خارج الموقع إلى أن تحذفه."
    );
    text.push_str("source: { outlet: , url: , published: }\ndraft: true\n---\n\n");
    text.push_str(body.get(lang));
    text.push('\n');
    text
}
