//! YAML front matter → checked fields, each error at its line and column. It decides nothing that needs another report.

use std::borrow::Cow;
use std::collections::BTreeMap;

use schemars::JsonSchema;
use serde::Deserialize;
use serde_yaml::Spanned;

use super::fences;
use super::fields::Fields;
use super::scalars;
use super::yaml::{explain, place};
use crate::budget;
use crate::config::Config;
use crate::diagnostic::{Code, Diagnostic, Place, Warned, suggestion};
use crate::edtf::Edtf;
use crate::say;
use crate::text::clean::CleanText;
use crate::text::hidden;

/// A value with the place it was written at.
#[derive(Clone, Debug, PartialEq, Eq, Deserialize, serde::Serialize)]
pub struct Written<T> {
    /// The value.
    pub value: T,
    /// Where it is written.
    pub place: Place,
}

/// How far an English summary is.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Deserialize, JsonSchema, serde::Serialize)]
#[serde(rename_all = "lowercase")]
pub enum SummaryStatus {
    /// Nobody has written it.
    Missing,
    /// It is being written.
    Draft,
    /// It fits the text.
    Current,
    /// The text has changed since.
    Outdated,
}

impl SummaryStatus {
    /// As front matter and data write it.
    pub fn as_str(self) -> &'static str {
        match self {
            SummaryStatus::Missing => "missing",
            SummaryStatus::Draft => "draft",
            SummaryStatus::Current => "current",
            SummaryStatus::Outdated => "outdated",
        }
    }
}

/// Where a report comes from.
#[derive(Clone, Debug, Default, PartialEq, Eq, Deserialize, serde::Serialize)]
pub struct Origin {
    /// The outlet's name as written.
    pub outlet: Option<CleanText>,
    /// The report's address on the web.
    pub url: Option<String>,
    /// When the outlet published it.
    pub published: Option<Edtf>,
    /// The text was written anew from the facts of the outlet's report.
    pub retold: bool,
}

/// What an editor wrote above a report.
#[derive(Clone, Debug, Default, Deserialize, serde::Serialize)]
pub struct FrontMatter {
    /// The title.
    pub title: Option<CleanText>,
    /// The title in English.
    pub title_en: Option<CleanText>,
    /// The date of the meeting.
    pub date: Option<Edtf>,
    /// The id of a meeting in `site.toml`.
    pub meeting: Option<String>,
    /// Tags as written; none where the key is missing.
    pub tags: Option<Vec<Written<String>>>,
    /// Where the report comes from.
    pub source: Origin,
    /// The English summary.
    pub summary_en: Option<CleanText>,
    /// How far the summary is, where it says so.
    pub summary_status: Option<SummaryStatus>,
    /// The mark of the text that the summary was accepted for; see `archive::Communique::mark`.
    pub summary_of: Option<String>,
    /// The address wanted for it.
    pub slug: Option<Written<String>>,
    /// Further addresses that lead to it.
    pub aliases: Vec<Written<String>>,
    /// Left out unless drafts are asked for.
    pub draft: bool,
    /// The slug of the report it copies.
    pub copy_of: Option<Written<String>>,
    /// The slugs of reports it does not copy.
    pub not_copy_of: Vec<Written<String>>,
    /// Where each value that has no place of its own is written, by key.
    pub places: BTreeMap<Cow<'static, str>, Place>,
}

/// A report's text, parted.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Parts<'a> {
    /// The YAML, without the lines of hyphens.
    pub yaml: Option<&'a str>,
    /// The line the YAML begins on, 1-based.
    pub yaml_line: u32,
    /// The byte of the text that the YAML begins at, 0-based.
    pub yaml_start: usize,
    /// What follows.
    pub body: &'a str,
    /// The line the body begins on, 1-based.
    pub body_line: u32,
}

/// Parts front matter from the body: it stands between a first line `---`, blank lines before it aside, and the next
/// line `---`.
///
/// # Errors
/// The first line opens front matter that nothing closes.
pub fn split(text: &str) -> Result<Parts<'_>, Unclosed> {
    let mut lines = (1u32..).zip(text.split_inclusive('\n'));
    let mut start = 0;
    let first = lines.by_ref().inspect(|(_, line)| start += line.len()).find(|(_, line)| !line.trim().is_empty());
    let Some((first, _)) = first.filter(|(_, line)| line.trim_end() == "---") else {
        return Ok(Parts { yaml: None, yaml_line: 1, yaml_start: 0, body: text, body_line: 1 });
    };
    let mut end = start;
    let mut nearly = None;
    for (number, line) in lines {
        if matches!(line.trim_end(), "---" | "...") {
            return Ok(Parts {
                yaml: text.get(start..end),
                yaml_line: first + 1,
                yaml_start: start,
                body: text.get(end + line.len()..).unwrap_or(""),
                body_line: number + 1,
            });
        }
        end += line.len();
        nearly = nearly.or_else(|| fences::nearly_closes(line).then_some(number));
    }
    Err(Unclosed { line: nearly.unwrap_or(first), is_nearly_closed: nearly.is_some() })
}

/// Front matter without an end.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Unclosed {
    /// The line that nearly closes it, or that opens it; 1-based.
    pub line: u32,
    /// Whether it is the former.
    pub is_nearly_closed: bool,
}

/// Reads front matter that begins on the line `first`, 1-based, of `path`.
///
/// # Errors
/// Everything that keeps the report from being used.
pub fn parse(yaml: &str, first: u32, path: &str, config: &Config) -> Result<Warned<FrontMatter>, Vec<Diagnostic>> {
    if yaml.len() > budget::YAML_BYTES {
        let message = say!(
            "the front matter has {} bytes, more than {}",
            "في الترويسة {} بايت، وأقصاها {}",
            yaml.len(),
            budget::YAML_BYTES
        );
        return Err(vec![Diagnostic::error(Code::FrontMatterTooLarge, Place::line(path, first), message).hint(say!(
            "close the front matter with a line `---` before the text",
            "أغلق الترويسة بسطر فيه `---` قبل النص"
        ))]);
    }
    if let Some(at) = scalars::tagged(yaml) {
        return Err(vec![super::yaml::tagged(yaml, at, first, path)]);
    }
    let options = serde_yaml::options! {
        with_snippet: false,
        reject_unsupported_tags: true,
        // `<<` is a key like others here, and none that is known.
        merge_keys: serde_yaml::options::MergeKeyPolicy::AsOrdinary,
        budget: serde_yaml::budget! {
            max_depth: budget::YAML_DEPTH,
            max_nodes: budget::YAML_NODES,
            max_aliases: budget::YAML_ALIASES,
            max_anchors: 0,
            max_documents: 1,
        },
    };
    let raw: Fields =
        serde_yaml::from_str_with_options(yaml, options).map_err(|error| vec![explain(&error, yaml, first, path)])?;
    let mut check = Check { path, first, found: Vec::new(), warnings: Vec::new() };
    let read = check.fields(raw, config);
    if check.found.is_empty() {
        Ok(Warned { value: read, diagnostics: check.warnings })
    } else {
        check.found.extend(check.warnings);
        Err(check.found)
    }
}

struct Check<'a> {
    path: &'a str,
    first: u32,
    found: Vec<Diagnostic>,
    warnings: Vec<Diagnostic>,
}

impl Check<'_> {
    fn fields(&mut self, raw: Fields, config: &Config) -> FrontMatter {
        let mut places = BTreeMap::new();
        let mut at = |key: &'static str, value: Option<Spanned<String>>| {
            let value = value?;
            places.insert(key.into(), place(self.path, self.first, value.referenced));
            Some(value.value)
        };
        let [title, title_en] = [at("title", raw.title), at("title_en", raw.title_en)];
        let [summary_en, summary_of] = [at("summary_en", raw.summary_en), at("summary_of", raw.summary_of)];
        let (outlet, url, published, retold) = match raw.source.map(|source| source.value) {
            Some(source) => (at("source.outlet", source.outlet), source.url, source.published, source.retold),
            None => (None, None, None, None),
        };
        if let Some(status) = &raw.summary_status {
            places.insert("summary_status".into(), place(self.path, self.first, status.referenced));
        }
        for (key, value) in [("date", &raw.date), ("meeting", &raw.meeting), ("source.url", &url)] {
            places.extend(value.as_ref().map(|value| (key.into(), place(self.path, self.first, value.referenced))));
        }
        let text =
            |value: Option<String>| value.map(|value| CleanText::new(&value)).filter(|value| hidden::is_seen(value));
        let line = |value: Option<String>| text(value.map(|value| value.replace('\n', " ")));
        let summary_en = text(summary_en);
        let summary_status = raw.summary_status.map(|status| status.value);
        if summary_en.is_none() && matches!(summary_status, Some(SummaryStatus::Current | SummaryStatus::Outdated)) {
            self.warnings.push(
                Diagnostic::warning(
                    Code::SummaryMissing,
                    places.get("summary_status").cloned().unwrap_or_else(|| Place::line(self.path, self.first)),
                    say!(
                        "`summary_status` speaks of a summary that is not there",
                        "يذكر `summary_status` ملخصًا غير موجود"
                    ),
                )
                .hint(say!(
                    "write `summary_en`, or take `summary_status` out",
                    "اكتب `summary_en` أو احذف `summary_status`"
                )),
            );
        }
        let date = raw.date.as_ref().and_then(|date| self.date(date));
        let meeting = raw.meeting.and_then(|meeting| self.meeting(&meeting, config));
        if let (Some(date), Some(typed), Some(meeting)) = (date, &raw.date, &meeting) {
            self.fits(date, typed, meeting, config);
        }
        let day_published = published.as_ref().and_then(|typed| Some((self.date(typed)?, typed)));
        if let Some((day, typed)) = day_published {
            self.follows(day, typed, date.or_else(|| checks::meeting_date(meeting.as_deref(), config)));
        }
        for (key, slug) in raw
            .slug
            .iter()
            .map(|slug| ("slug", slug))
            .chain(raw.aliases.iter().flatten().map(|alias| ("aliases", alias)))
        {
            self.says_something(key, slug);
        }
        FrontMatter {
            title: line(title),
            title_en: line(title_en),
            date,
            meeting,
            tags: raw.tags.map(|tags| self.all(tags)),
            source: Origin {
                outlet: line(outlet),
                url: url.and_then(|url| self.url(&url)),
                published: day_published.map(|(day, _)| day),
                retold: retold.unwrap_or(false),
            },
            summary_status,
            summary_of: line(summary_of).map(|mark| mark.as_str().to_owned()),
            summary_en,
            slug: raw.slug.map(|slug| self.written(slug)),
            aliases: self.all(raw.aliases.unwrap_or_default()),
            draft: raw.draft.unwrap_or(false),
            copy_of: raw.copy_of.map(|slug| self.written(slug)),
            not_copy_of: self.all(raw.not_copy_of.unwrap_or_default()),
            places,
        }
    }

    fn all(&mut self, values: Vec<Spanned<String>>) -> Vec<Written<String>> {
        if let Some(beyond) = values.get(budget::LISTED) {
            self.found.push(
                Diagnostic::error(
                    Code::TooMany,
                    place(self.path, self.first, beyond.referenced),
                    say!("the list has more than {} values", "في القائمة أكثر من {} قيمة", budget::LISTED),
                )
                .hint(say!("keep those that say something of this report", "أبقِ ما يخص هذا التقرير منها")),
            );
        }
        values.into_iter().map(|value| self.written(value)).collect()
    }

    fn written(&self, value: Spanned<String>) -> Written<String> {
        let place = place(self.path, self.first, value.referenced);
        Written { value: CleanText::new(&value.value).as_str().to_owned(), place }
    }

    fn date(&mut self, date: &Spanned<String>) -> Option<Edtf> {
        Edtf::parse(date.value.trim())
            .map_err(|message| {
                self.found.push(
                    Diagnostic::error(Code::BadDate, place(self.path, self.first, date.referenced), message).hint(
                        say!(
                            "write it as 2021-06-28, 2021-06, 2021, 2021-06-28~ or 2021-06/2021-09",
                            "اكتبه هكذا: `2021-06-28` أو `2021-06` أو `2021` أو `2021-06-28~` أو `2021-06/2021-09`"
                        ),
                    ),
                );
            })
            .ok()
    }

    fn meeting(&mut self, meeting: &Spanned<String>, config: &Config) -> Option<String> {
        let id = meeting.value.trim();
        let known: Vec<&str> = config.meetings.iter().map(|meeting| meeting.id.as_str()).collect();
        if known.contains(&id) {
            return Some(id.to_owned());
        }
        self.found.push(
            Diagnostic::error(
                Code::UnknownMeeting,
                place(self.path, self.first, meeting.referenced),
                say!("site.toml has no meeting `{id}`", "ليس في `site.toml` اجتماع `{id}`"),
            )
            .hint(suggestion(id, &known)),
        );
        None
    }

    /// The date is the meeting's, so that the two must be able to be one day.
    fn fits(&mut self, date: Edtf, typed: &Spanned<String>, id: &str, config: &Config) {
        let Some(meeting) = config.meetings.iter().find(|meeting| meeting.id == id) else {
            return;
        };
        if !date.may_be(meeting.date) {
            let message = say!(
                "the date is {date}, but the meeting `{id}` is on {} in site.toml",
                "التاريخ هو `{date}`، والاجتماع `{id}` تاريخه في `site.toml` هو `{}`",
                meeting.date
            );
            self.warnings.push(
                Diagnostic::warning(Code::DateMeeting, place(self.path, self.first, typed.referenced), message).hint(
                    say!(
                        "`date` is the day of the meeting; when the report came out stands in `source: published`",
                        "الحقل `date` يوم الاجتماع؛ أما يوم النشر فيُكتب في `source: published`"
                    ),
                ),
            );
        }
    }
}

mod checks;

#[cfg(test)]
mod tests;
