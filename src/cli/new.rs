//! `bayan new`: a report to fill in.

use std::fs;
use std::process::ExitCode;

use clap::Args;

use super::edits::Root;
use super::{Format, input, report};
use crate::archive::slug::Slug;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::edit::field::{Field, New};
use crate::edit::{self, file};
use crate::edtf::Edtf;
use crate::error::Error;
use crate::lang::Lang;
use crate::say;
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
    /// How the result is printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Makes the file, prints its name, and gives the exit code.
pub fn run(args: &NewArgs, lang: Lang) -> ExitCode {
    report::made(new(args, lang), args.format, lang)
}

fn new(args: &NewArgs, lang: Lang) -> Result<String, Error> {
    let config = input::config(&args.root.root, None)?;
    let date = args.date.as_deref().map(|typed| {
        Edtf::parse(typed.trim()).map_err(|message| {
            let hint = say!("write it as 2021-06-28, 2021-06 or 2021-06-28~", "اكتبه هكذا: 2021-06-28 أو 2021-06 أو 2021-06-28~");
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
    let mut text = String::from("---\n");
    let mut field = |name: &str, value: Option<String>, note: Option<(&str, &str)>| {
        if let Some((en, ar)) = note {
            text.push_str(&format!("# {}\n", if lang == Lang::Ar { ar } else { en }));
        }
        match (value, Field::parse(name)) {
            (Some(value), Some(field)) => text.push_str(&edit::line(field, &New::Text(value))),
            _ => text.push_str(&format!("{name}:\n")),
        }
    };
    let is_arabic = script::is_mostly_arabic(title);
    field("title", Some(title.to_owned()).filter(|_| is_arabic), None);
    field("title_en", Some(title.to_owned()).filter(|_| !is_arabic), None);
    let when = "the day of the meeting: 2021-06-28, a month 2021-06, about a day 2021-06-28~";
    field("date", date.map(|date| date.to_string()), Some((when, "يوم الاجتماع: 2021-06-28، أو الشهر 2021-06، أو يومًا تقريبيًا 2021-06-28~")));
    field("meeting", meeting.map(|meeting| meeting.id.clone()), Some(("an id of site.toml", "معرّف اجتماع في site.toml")));
    field("tags", None, Some(("as [iraq, syria]", "هكذا: [iraq, syria]")));
    text.push_str("source: { outlet: , url: , published: }\n");
    let how = "one paragraph in English: begin with | and indent the text by two spaces";
    field("summary_en", None, Some((how, "فقرة واحدة بالإنجليزية: ابدأ بعلامة | ثم اكتب النص تحتها بعد مسافتين")));
    text.push_str("draft: true\n---\n\n");
    text.push_str(match lang {
        Lang::Ar => "الصق نص البيان هنا، ثم احذف السطر `draft: true` لينشر.\n",
        Lang::En => "Paste the communiqué's text here, then delete the line `draft: true` to publish it.\n",
    });
    let seeds = args.root.seeds();
    fs::create_dir_all(&seeds).map_err(Error::environment(&seeds, "make the folder of reports", "إنشاء مجلد التقارير"))?;
    let slug = meeting.map_or_else(|| Slug::new(title), |meeting| Slug::new(&meeting.id));
    let name = crate::import::file_name(date, &slug, |name| fs::symlink_metadata(seeds.join(name)).is_ok());
    let path = seeds.join(&name);
    file::create(&path, text.as_bytes()).map_err(Error::environment(&path, "write the report", "كتابة التقرير"))?;
    Ok(path.display().to_string())
}
