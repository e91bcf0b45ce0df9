//! `bayan tag`: a tag gets another id, or is made part of another, in `site.toml` and in every report.

use std::process::ExitCode;

use clap::{Args, Subcommand};

use super::edits::{self, Changed, Found, Planned};
use super::input::Root;
use super::input::{self, under};
use super::{Format, report};
use crate::archive;
use crate::archive::slug::Slug;
use crate::config::{self, Config};
use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::edit::field::TAGS;
use crate::edit::{self, Change, site};
use crate::error::Error;
use crate::lang::Lang;
use crate::say;
use crate::source::open;
use crate::suggest::{self, Suggested};
use crate::text::fold::FoldedText;

/// What `bayan tag` does.
#[derive(Clone, Debug, Subcommand)]
pub enum TagCommand {
    /// Give a tag another id, in site.toml and in every report
    ///
    /// Reports that name it by its label stay as they are. Its page moves to the new address.
    Rename(TagArgs),
    /// Make a tag part of another, in site.toml and in every report
    ///
    /// Its labels and words become words of the other.
    Merge(TagArgs),
    /// Offer tags, each with its reason; nothing is applied
    ///
    /// Tags of site.toml whose words stand in a text that does not have them, and words that set a text apart from all
    /// others.
    Suggest(SuggestArgs),
}

/// What `bayan tag suggest` takes.
#[derive(Clone, Debug, Args)]
pub struct SuggestArgs {
    #[command(flatten)]
    root: Root,
    /// The communiqué: the slug or file's name of a report of it [default: all]
    slug: Option<String>,
    /// How they are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// What `bayan tag rename` and `bayan tag merge` take.
#[derive(Clone, Debug, Args)]
pub struct TagArgs {
    #[command(flatten)]
    root: Root,
    /// The tag as it is written now
    from: String,
    /// Its new id, or the tag that it becomes part of
    to: String,
    /// Show the changes and write nothing
    #[arg(long)]
    dry_run: bool,
    /// How the changes are printed
    #[arg(long, value_enum, default_value_t)]
    format: Format,
}

/// Changes, prints, and gives the exit code.
pub fn run(command: &TagCommand, lang: Lang) -> ExitCode {
    let (args, merge) = match command {
        TagCommand::Rename(args) => (args, false),
        TagCommand::Merge(args) => (args, true),
        TagCommand::Suggest(args) => {
            let found = input::threads(None).and_then(|pool| pool.install(|| suggested(args)));
            return report::editing::suggested(&found, &args.root.seeds(), args.format, lang);
        }
    };
    let changed = input::threads(None).and_then(|pool| pool.install(|| change(args, merge)));
    report::editing::changes(&changed, args.dry_run, args.format, lang)
}

fn change(args: &TagArgs, merge: bool) -> Result<Vec<Changed>, Error> {
    let (config, sources) = args.root.read()?;
    let found = edits::documents(sources, &config);
    let written = |tag: &str| {
        let tags = found.iter().filter_map(|found| found.document.as_ref()?.front.tags.as_ref());
        tags.flatten().any(|written| FoldedText::new(&written.value) == FoldedText::new(tag))
    };
    let is_known = |tag: &str| config.tags.contains_key(tag) || written(tag);
    checked(args, merge, &config, is_known)?;
    readable(&found, &args.from)?;
    let mut planned = Vec::new();
    if let Some(site) = site_toml(args, merge, &config)? {
        planned.push(site);
    }
    let from = forms(&args.from, &config, merge);
    let to = FoldedText::new(&args.to);
    let into = forms(&args.to, &config, true);
    for report in &found {
        let Some(tags) = report.document.as_ref().and_then(|document| document.front.tags.as_ref()) else { continue };
        if !tags.iter().any(|tag| from.contains(&FoldedText::new(&tag.value))) {
            continue;
        }
        let mut plan = Planned::report(&report.source)?;
        // From behind, so that the places of those before stay.
        let items = edit::items(&plan.after, TAGS).map_err(|why| plan.refused(why))?;
        let mut has_it = items.iter().any(|tag| {
            let folded = FoldedText::new(tag);
            !from.contains(&folded) && (folded == to || into.contains(&folded))
        });
        let stay = items.iter().position(|tag| from.contains(&FoldedText::new(tag)));
        for (index, _) in items.iter().enumerate().rev().filter(|(_, tag)| from.contains(&FoldedText::new(tag))) {
            let new = (!has_it && Some(index) == stay).then(|| args.to.clone());
            has_it |= new.is_some();
            plan.change(TAGS, &Change::Item(index, new))?;
        }
        plan.check(report, &config)?;
        planned.push(plan);
    }
    if !args.dry_run {
        edits::write(&planned)?;
    }
    Ok(planned.into_iter().flat_map(|planned| planned.changes).collect())
}

/// A report that cannot be used would keep the old tag, and come back with it once it is mended.
fn readable(found: &[Found], tag: &str) -> Result<(), Error> {
    let holds = |found: &&Found| {
        found.document.is_none()
            && found.source.bytes.as_ref().is_ok_and(|bytes| String::from_utf8_lossy(bytes).contains(tag))
    };
    let Some(broken) = found.iter().find(holds) else { return Ok(()) };
    let message = say!(
        "the report cannot be read, and `{tag}` stands in it; nothing was changed",
        "تعذّرت قراءة التقرير وفيه `{tag}`؛ لم يتغير شيء"
    );
    let hint = say!("mend it first: `bayan build` says what is wrong", "أصلحه أولًا: الأمر `bayan build` يذكر الخلل");
    Err(Error::setup(Diagnostic::error(Code::NotEditable, Place::start(&broken.source.path), message).hint(hint)))
}

fn suggested(args: &SuggestArgs) -> Result<Vec<Suggested>, Error> {
    let (config, sources) = args.root.read()?;
    let named = match &args.slug {
        Some(slug) => Some(edits::report(&edits::documents(sources.clone(), &config), slug)?.source.file.clone()),
        None => None,
    };
    let (prepared, set_aside) = archive::prepare(sources, &config, true).value;
    let archive = archive::assemble(prepared, set_aside, &config).value;
    let holds = |slug: &Slug, file: &str| {
        let communique = archive.communiques.iter().find(|communique| communique.slug == *slug);
        communique.is_some_and(|communique| communique.reports.iter().any(|report| report.file == file))
    };
    let mut found = suggest::tags(&archive, &config);
    found.retain(|suggested| named.as_ref().is_none_or(|file| holds(&suggested.slug, file)));
    Ok(found)
}

/// Every folded word that stands for a tag in a report: its id, and where its labels are to go too, those.
fn forms(tag: &str, config: &Config, with_labels: bool) -> Vec<FoldedText> {
    let known = config.tags.get(tag).filter(|_| with_labels);
    let labels = known.into_iter().flat_map(|known| [known.label.ar.as_str(), known.label.en.as_str()]);
    std::iter::once(tag).chain(labels).map(FoldedText::new).collect()
}

fn checked(args: &TagArgs, merge: bool, config: &Config, is_known: impl Fn(&str) -> bool) -> Result<(), Error> {
    let TagArgs { from, to, .. } = args;
    let wrong = |code, name: &str, message: Message, hint: Message| {
        Err(Error::setup(Diagnostic::error(code, Place::start(name), message).hint(hint)))
    };
    let ids: Vec<&str> = config.tags.keys().map(String::as_str).collect();
    if !is_known(from) {
        let message = say!(
            "neither site.toml nor a report has the tag `{from}`",
            "لا `site.toml` ولا أي تقرير فيه الموضوع `{from}`"
        );
        return wrong(Code::UnknownTag, from, message, suggestion(from, &ids));
    }
    if FoldedText::new(from) == FoldedText::new(to) && (merge || from == to) {
        let message = say!("the two are one tag", "الاثنان موضوع واحد");
        return wrong(Code::BadValue, to, message, say!("name another tag", "اذكر موضوعًا آخر"));
    }
    match (merge, is_known(to)) {
        (true, false) => {
            let message = say!("there is no tag `{to}` to become part of", "لا موضوع باسم `{to}` ليُضم إليه");
            wrong(Code::UnknownTag, to, message, suggestion(to, &ids))
        }
        (false, true) if FoldedText::new(from) != FoldedText::new(to) => {
            let message = say!("there is a tag `{to}` already", "يوجد موضوع باسم `{to}`");
            wrong(
                Code::DuplicateTag,
                to,
                message,
                say!("`bayan tag merge` makes one of two", "الأمر `bayan tag merge` يضم أحدهما إلى الآخر"),
            )
        }
        (false, _) if config.tags.contains_key(from) && !config::is_id(to) => {
            let message = say!("`{to}` cannot be an id", "لا يصلح `{to}` معرّفًا");
            wrong(
                Code::BadId,
                to,
                message,
                say!("use lower-case letters a–z, digits and hyphens", "استعمل حروفًا لاتينية صغيرة وأرقامًا وشرطات"),
            )
        }
        _ => Ok(()),
    }
}

/// `site.toml` with the change, where it knows the tag.
fn site_toml(args: &TagArgs, merge: bool, config: &Config) -> Result<Option<Planned>, Error> {
    let TagArgs { from, to, .. } = args;
    if !config.tags.contains_key(from) {
        return Ok(None);
    }
    let path = under(&args.root.root, "site.toml");
    let bytes = open::file(&path, u64::MAX)
        .map_err(|refused| Error::environment(&path, "read site.toml", "قراءة site.toml")(refused.into_error()))?;
    let mut planned = Planned::file(&path, bytes)?;
    let edits = match (merge, config.tags.contains_key(to)) {
        (true, true) => site::merge_tag(&planned.after, from, to),
        // A tag that only reports know gets the table.
        (true, false) | (false, _) => site::rename_tag(&planned.after, from, to),
    };
    let edits = edits.map_err(|why| planned.refused(why))?;
    for edit in edits.iter().rev() {
        planned.apply(edit, format!("tag.{from}"));
    }
    config::parse(&planned.after, &path.display().to_string(), None)?;
    Ok(Some(planned))
}
