//! `site.toml` → a checked configuration. Every name in it is known to be good afterwards; it reads nothing but that text.

pub mod admin;
mod check;
mod explain;
mod hidden;
pub mod names;
pub mod raw;
pub(crate) mod slips;

use std::collections::{BTreeMap, BTreeSet};

use schemars::JsonSchema;
use serde::Deserialize;

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::edtf::Edtf;
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::lang::Bilingual;
use crate::say;
use crate::text::address;
use crate::text::calendar::{Months, Style};
use crate::text::digits::Digits;
use crate::text::portable;
use admin::Admin;
use names::Name;
use raw::{RawConfig, RawTag};

/// The kinds of meeting. Their labels are in `templates/strings`, as `kind-<name>`.
pub const KINDS: [&str; 5] = ["ministerial", "small-group", "political-directors", "summit", "other"];

const MONTHS: [(&str, Months); 4] =
    [("levant", Months::Levant), ("egypt", Months::Egypt), ("maghreb", Months::Maghreb), ("both", Months::Both)];
const DIGITS: [(&str, Digits); 2] = [("latin", Digits::Latin), ("arabic", Digits::Arabic)];

/// Everything `site.toml` says.
#[derive(Clone, Debug)]
pub struct Config {
    /// The address of the site, with a slash at its end.
    pub base_url: String,
    /// Where a report is edited in a browser; a report's path is put behind it.
    pub edit_url: Option<String>,
    /// Where `site.toml` is edited in a browser.
    pub edit_site_url: Option<String>,
    /// How dates are written.
    pub style: Style,
    /// The site's title.
    pub title: Bilingual,
    /// One sentence on what the site is.
    pub description: Bilingual,
    /// The meetings, oldest first.
    pub meetings: Vec<Meeting>,
    /// The tags, by id.
    pub tags: BTreeMap<String, Tag>,
    /// The outlets, as listed.
    pub outlets: Vec<Outlet>,
    /// Lists of words and phrases that a search takes for the same.
    pub synonyms: Vec<Vec<String>>,
    /// People, places, organisations and figures, by kind and id.
    pub names: Vec<Name>,
    /// What resolutions of the Security Council are about, by number.
    pub resolutions: BTreeMap<u16, Bilingual>,
    /// Where editors write in the browser.
    pub admin: Option<Admin>,
    /// What is to be said of it that does not keep the site from being built.
    pub found: Vec<Diagnostic>,
}

/// An event on the timeline.
#[derive(Clone, Debug)]
pub struct Meeting {
    /// Its stable id, part of its address.
    pub id: String,
    /// When it was held.
    pub date: Edtf,
    /// One of `KINDS`.
    pub kind: String,
    /// Held without a place.
    pub is_virtual: bool,
    /// Where it was held.
    pub place: Option<Bilingual>,
    /// What it is called.
    pub title: Bilingual,
    /// Who held it.
    pub hosts: Vec<Bilingual>,
    /// Latitude and longitude in degrees.
    pub at: Option<[f64; 2]>,
    /// What names it in a text.
    pub words: Vec<String>,
}

/// A subject.
#[derive(Clone, Debug, Deserialize, JsonSchema)]
#[serde(from = "RawTag")]
pub struct Tag {
    /// Its label.
    pub label: Bilingual,
    /// What suggests it in a text.
    pub words: Vec<String>,
}

impl From<RawTag> for Tag {
    fn from(raw: RawTag) -> Tag {
        Tag { label: Bilingual::new(&raw.ar.0, &raw.en.0), words: raw.words }
    }
}

/// Who publishes reports.
#[derive(Clone, Debug)]
pub struct Outlet {
    /// Its name.
    pub name: Bilingual,
    /// Lines and bylines of its own that are no part of a report.
    pub strip: Vec<String>,
    /// It is the body that issues the communiqués: of copies its text is the canonical one.
    pub official: bool,
}

/// What `base_url` is where nothing gives one: a name that RFC 2606 sets aside for examples.
const DEFAULT_BASE_URL: &str = "https://example.org/";

/// Reads `site.toml`, whose path is for messages. `base_url` from the command line wins over the file's.
///
/// # Errors
/// Everything that is wrong with it.
pub fn parse(text: &str, path: &str, base_url: Option<&str>) -> Result<Config, Error> {
    let raw: RawConfig = toml::from_str(text).map_err(|error| Error::setup(explain::explain(&error, text, path)))?;
    let starts = [0].into_iter().chain(text.match_indices('\n').map(|(end, _)| end + 1)).collect();
    let mut check = Check { text, path, starts, found: Vec::new() };
    let mut ids = BTreeSet::new();
    let mut meetings: Vec<Meeting> =
        raw.meeting.into_iter().filter_map(|meeting| check.meeting(meeting, &mut ids)).collect();
    meetings.sort_by(|a, b| a.date.chronological(b.date).then_with(|| a.id.cmp(&b.id)));
    let tags = check.tags(raw.tag);
    let style = Style {
        months: check.one_of(raw.months.as_ref(), &MONTHS),
        digits: check.one_of(raw.digits.as_ref(), &DIGITS),
    };
    let names = check.names([raw.person, raw.place, raw.organisation, raw.figure]);
    let resolutions = check.resolutions(raw.resolution);
    let outlets = check.outlets(raw.outlet);
    let synonyms = raw.synonyms.into_iter().map(|list| check.synonyms(list)).collect();
    let base_url = match (base_url, raw.base_url) {
        (Some(typed), _) => check_url(typed, "base-url").map_err(|message| {
            Diagnostic::error(Code::BadUrl, Place::start("--base-url"), message)
                .hint(say!("write it as `https://example.org/bayan/`", "اكتبه هكذا: `https://example.org/bayan/`"))
        }),
        (None, Some(url)) => check_url(url.get_ref(), "base_url").map_err(|message| {
            check
                .at(Code::BadUrl, &url.span(), message)
                .hint(say!("write it as `https://example.org/bayan/`", "اكتبه هكذا: `https://example.org/bayan/`"))
        }),
        (None, None) => Ok(DEFAULT_BASE_URL.to_owned()),
    };
    let edit_url = raw.edit_url.map(|url| {
        check_url(url.get_ref(), "edit_url").map_err(|message| {
            check.at(Code::BadUrl, &url.span(), message).hint(say!(
                "write where the folder of reports is edited, as `https://example.org/edit/main/seeds/`",
                "اكتب عنوان تحرير مجلد التقارير، مثل `https://example.org/edit/main/seeds/`"
            ))
        })
    });
    let base_url = base_url.unwrap_or_else(|found| {
        check.found.push(found);
        String::new()
    });
    let edit_url = edit_url.transpose().unwrap_or_else(|found| {
        check.found.push(found);
        None
    });
    let edit_site_url = raw.edit_site_url.and_then(|url| check.edit_site_url(&url));
    let admin = raw.admin.and_then(|admin| check.admin(admin));
    if !check.found.is_empty() {
        check.found.sort_by(|a, b| a.place.cmp(&b.place));
        return Err(Error::Setup(check.found));
    }
    Ok(Config {
        found: hidden::findings(text, path),
        edit_site_url: edit_site_url.or_else(|| beside_seeds(edit_url.as_deref()?)),
        admin,
        base_url,
        edit_url,
        style,
        description: raw.description.unwrap_or_else(|| raw.title.clone()),
        title: raw.title,
        meetings,
        tags,
        outlets,
        synonyms,
        names,
        resolutions,
    })
}

impl Config {
    /// The name of all that it says.
    pub fn name(&self) -> Fingerprint {
        Fingerprint::of_bytes(format!("{self:?}").as_bytes())
    }
}

/// Where `site.toml` is edited, if the folder of reports that is edited at this address lies beside it under its own name.
fn beside_seeds(edit_url: &str) -> Option<String> {
    Some(format!("{}/site.toml", edit_url.strip_suffix("/seeds/")?))
}

struct Check<'a> {
    text: &'a str,
    path: &'a str,
    /// Where each line begins, in bytes: a file may have thousands of findings.
    starts: Vec<usize>,
    found: Vec<Diagnostic>,
}

impl Check<'_> {
    fn place_at(&self, offset: usize) -> Place {
        let line = self.starts.partition_point(|start| *start <= offset).max(1);
        let start = self.starts.get(line - 1).copied().unwrap_or(0);
        let within = Place::byte(self.path, self.text.get(start..).unwrap_or(""), offset - start);
        Place { line: u32::try_from(line).unwrap_or(u32::MAX), ..within }
    }

    fn at(&self, code: Code, span: &std::ops::Range<usize>, message: Message) -> Diagnostic {
        Diagnostic::error(code, self.place_at(span.start), message)
    }
}

/// Whether a name may stand in an address: lower-case ASCII letters and digits with single hyphens between, at most 60, and
/// no name that Windows takes for a device.
pub fn is_id(name: &str) -> bool {
    let allowed = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    (1..=60).contains(&name.len())
        && name.chars().all(allowed)
        && name.split('-').all(|part| !part.is_empty())
        && !portable::is_device(name)
}

fn bad_id(name: &str) -> Message {
    if portable::is_device(name) {
        return say!("Windows takes the id `{name}` for a device", "تعدّ ويندوز المعرّف `{name}` اسم جهاز");
    }
    let longest = 60;
    if name.len() > longest && name.is_ascii() {
        return say!(
            "the id `{name}` has {} characters, more than {longest}",
            "في المعرّف `{name}` {} محرفًا، وأقصاها {longest}",
            name.len()
        );
    }
    say!(
        "the id `{name}` is not made of lower-case letters a–z, digits and single hyphens between them",
        "لا يتألف المعرّف `{name}` من حروف لاتينية صغيرة وأرقام تفصل بينها شرطات مفردة"
    )
}

fn check_url(typed: &str, key: &str) -> Result<String, Message> {
    address::folder(typed).ok_or_else(|| {
        say!(
            "`{key}` is not the http or https address of a folder: `{typed}`",
            "قيمة `{key}` ليست عنوان مجلد يبدأ بـ http أو https: `{typed}`"
        )
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    const LEAST: &str = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n";

    fn errors(text: &str) -> Vec<String> {
        match parse(text, "site.toml", None).unwrap_err() {
            Error::Setup(found) => found.iter().map(ToString::to_string).collect(),
            Error::Environment(_) => unreachable!(),
        }
    }

    #[test]
    fn a_title_is_enough() {
        let config = parse(LEAST, "site.toml", None).unwrap();
        assert_eq!(config.base_url, DEFAULT_BASE_URL);
        assert_eq!(config.description, config.title);
        assert_eq!(parse(LEAST, "site.toml", Some("https://a.org/b")).unwrap().base_url, "https://a.org/b/");
    }

    #[test]
    fn an_unknown_key_is_placed_and_the_nearest_is_suggested() {
        assert_eq!(
            errors(&format!("bse_url = \"x\"\n{LEAST}")),
            ["site.toml:1:1: error[unknown-key]: unknown key `bse_url`\n  hint: did you mean `base_url`?"]
        );
        let nested = errors(&format!("{LEAST}[[meeting]]\nid = \"a\"\ndat = \"2019\"\n"));
        assert!(nested[0].starts_with("site.toml:6:1: error[unknown-key]"), "{nested:?}");
        assert!(nested[0].ends_with("did you mean `date`?"), "{nested:?}");
        assert!(errors("base_url = \"https://a.org\"")[0].contains("error[missing-key]: the key `title` is missing"));
        assert!(errors(&format!("months = \"levent\"\n{LEAST}"))[0].ends_with("did you mean `levant`?"));
    }

    #[test]
    fn everything_that_is_wrong_is_said_at_once() {
        let meeting = "[[meeting]]\nid = \"Rome 1\"\ndate = \"28/6/2021\"\nkind = \"minsterial\"\nat = [99.0, 0.0]\ntitle = { ar = \"ا\", en = \"a\" }\n";
        let found = errors(&format!("base_url = \"ftp://x\"\n{LEAST}{meeting}"));
        assert_eq!(found.len(), 5, "{found:?}");
        assert!(found.iter().any(|line| line.starts_with("site.toml:7:8: error[bad-date]")), "{found:?}");
        assert!(found.iter().any(|line| line.ends_with("did you mean `ministerial`?")));
    }

    #[test]
    fn what_a_beginner_gets_wrong_is_named() {
        let meeting = |date: &str, title: &str| {
            errors(&format!("{LEAST}[[meeting]]\nid = \"a\"\ndate = {date}\ntitle = {title}\n"))
        };
        let unquoted = meeting("2021-06-28", "{ ar = \"ا\", en = \"a\" }");
        assert!(unquoted[0].starts_with("site.toml:6:8: error[bad-value]: text in quotes"), "{unquoted:?}");
        let empty = meeting("\"2021\"", "{ ar = \" \", en = \"a\" }");
        assert!(empty[0].starts_with("site.toml:7:16: error[empty-label]"), "{empty:?}");
        assert!(meeting("\"2021\"", "\"Rome\"")[0].contains("a label in both languages is expected here"));
        let id = LEAST.to_owned() + "[tag.a--b]\nar = \"ا\"\nen = \"a\"\n";
        assert!(errors(&id)[0].contains("error[bad-id]"));
    }

    #[test]
    fn a_list_of_synonyms_has_two_words_at_least() {
        assert_eq!(
            parse(&format!("synonyms = [[\"a\", \"b\"]]\n{LEAST}"), "site.toml", None).unwrap().synonyms.len(),
            1
        );
        let found = errors(&format!("synonyms = [[\"روما\"], [\"a\", \"؟\"]]\n{LEAST}"));
        assert!(found[0].starts_with("site.toml:1:13: error[bad-synonyms]: a list of synonyms has fewer"), "{found:?}");
        assert!(found[1].starts_with("site.toml:1:29: error[bad-synonyms]: a synonym has no letters"), "{found:?}");
    }

    #[test]
    fn names_are_of_four_kinds_and_each_word_is_of_one() {
        let names = "[person.a]\nar = \"أحمد\"\nen = \"Ahmad\"\n[figure.b]\nar = \"دولارات\"\nen = \"dollars\"\nwords = [\"دولار\"]\n";
        let config =
            parse(&format!("{LEAST}{names}[resolution.2254]\nar = \"سوريا\"\nen = \"Syria\"\n"), "site.toml", None);
        let config = config.unwrap();
        let kinds: Vec<(&str, &str)> = config.names.iter().map(|name| (name.kind.as_str(), name.id.as_str())).collect();
        assert_eq!(kinds, [("person", "a"), ("figure", "b")]);
        assert_eq!(config.resolutions[&2254].en, "Syria");
        let twice =
            "[person.a]\nar = \"أحمد\"\nen = \"A\"\n[person.b]\nar = \"باسم\"\nen = \"B\"\nwords = [\"احمد\"]\n";
        assert!(errors(&format!("{LEAST}{twice}"))[0].starts_with("site.toml:7:9: error[duplicate-name]"));
        let wrong = "[figure.c]\nar = \"ا\"\nen = \"c\"\n[resolution.x]\nar = \"ا\"\nen = \"x\"\n";
        let found = errors(&format!("{LEAST}{wrong}"));
        assert!(found[0].starts_with("site.toml:4:9: error[no-words]"), "{found:?}");
        assert!(found[1].starts_with("site.toml:7:13: error[bad-resolution]"), "{found:?}");
    }

    #[test]
    fn tags_that_fold_to_one_label_are_refused() {
        let tags = "[tag.a]\nar = \"إرهاب\"\nen = \"A\"\n[tag.b]\nar = \"ارهاب\"\nen = \"B\"\n";
        assert!(errors(&format!("{LEAST}{tags}"))[0].contains("error[duplicate-tag]"));
    }
}
