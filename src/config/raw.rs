//! The keys of `site.toml` as they are written, each with its meaning for schemas. It checks no values: `check` does.

use std::collections::BTreeMap;

use schemars::{JsonSchema, Schema};
use serde::Deserialize;
use serde_json::{Value, json};
use toml::Spanned;

use super::names::Table;
use super::{KINDS, Tag};
use crate::edtf::Edtf;
use crate::lang::{self, Bilingual, Label};
use crate::text::calendar::Months;
use crate::text::digits::Digits;

/// An address on the web, as far as an expression can tell one.
const ADDRESS: &str = "^[Hh][Tt][Tt][Pp][Ss]?://[^\\s?#]+$";
/// What `is_id` passes, but for the length.
const ID: &str = "^[a-z0-9]+(-[a-z0-9]+)*$";
/// A script below `static/`; `admin::is_script` passes no `..` either.
const SCRIPT: &str = "^[A-Za-z0-9_-][A-Za-z0-9._-]*(/[A-Za-z0-9_-][A-Za-z0-9._-]*)*\\.m?js$";
/// An owner and a name; on GitLab there may be groups between.
const REPO: &str = "^[A-Za-z0-9_.-]+(/[A-Za-z0-9_.-]+)+$";

/// What a file `site.toml` may hold. Only `title` is required.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
#[schemars(title = "bayan: site.toml")]
pub struct RawConfig {
    /// The site's address.
    #[schemars(with = "Option<String>", extend("pattern" = ADDRESS))]
    pub(super) base_url: Option<Spanned<String>>,
    /// Where the folder of reports is edited in a browser, such as `https://github.com/you/archive/edit/main/seeds/`.
    #[schemars(with = "Option<String>", extend("pattern" = ADDRESS))]
    pub(super) edit_url: Option<Spanned<String>>,
    /// Where site.toml is edited in a browser; needed only where edit_url does not end in seeds/.
    #[schemars(with = "Option<String>", extend("pattern" = ADDRESS))]
    pub(super) edit_site_url: Option<Spanned<String>>,
    /// Month names on Arabic pages.
    #[schemars(with = "Months", default)]
    pub(super) months: Option<Spanned<String>>,
    /// Digits on Arabic pages.
    #[schemars(with = "Digits", default)]
    pub(super) digits: Option<Spanned<String>>,
    /// The site's title.
    pub(super) title: Bilingual,
    /// One sentence on what the site is.
    pub(super) description: Option<Bilingual>,
    /// The meetings on the timeline.
    #[serde(default)]
    pub(super) meeting: Vec<RawMeeting>,
    /// Subjects, by id.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Tag>", transform = ids)]
    pub(super) tag: BTreeMap<Spanned<String>, Tag>,
    /// Who publishes reports.
    #[serde(default)]
    pub(super) outlet: Vec<RawOutlet>,
    /// Lists of words and phrases that a search takes for the same.
    #[serde(default)]
    #[schemars(with = "Vec<Vec<String>>", transform = synonyms)]
    pub(super) synonyms: Vec<Spanned<Vec<Spanned<String>>>>,
    /// People, by id; their words are other names and spellings in the texts.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Tag>", transform = ids)]
    pub(super) person: Table,
    /// Places, by id.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Tag>", transform = ids)]
    pub(super) place: Table,
    /// Organisations, by id.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Tag>", transform = ids)]
    pub(super) organisation: Table,
    /// What is counted, by id; its words stand behind the number in the texts.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Tag>", transform = figures)]
    pub(super) figure: Table,
    /// What resolutions of the Security Council are about, by number.
    #[serde(default)]
    #[schemars(with = "BTreeMap<String, Bilingual>", transform = numbers)]
    pub(super) resolution: BTreeMap<Spanned<String>, Bilingual>,
    /// Where editors write in the browser: the site then has a page admin/ with Sveltia CMS.
    #[schemars(with = "Option<RawAdmin>")]
    pub(super) admin: Option<Spanned<RawAdmin>>,
}

/// An event on the timeline.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawMeeting {
    /// Its stable id, part of its address: lower-case letters a to z, digits and single hyphens.
    #[schemars(with = "String", extend("pattern" = ID))]
    pub(super) id: Spanned<String>,
    /// When it was held: 2021-06-28, 2021-06, 2021, 2021-06-28~ or 2021-06/2021-09.
    #[schemars(with = "Edtf")]
    pub(super) date: Spanned<String>,
    /// What kind of meeting it is; ministerial where this is left out.
    #[schemars(with = "Option<String>", extend("enum" = KINDS))]
    pub(super) kind: Option<Spanned<String>>,
    /// True if it was held without a place.
    #[serde(default, rename = "virtual")]
    pub(super) is_virtual: bool,
    /// Where it was held.
    pub(super) place: Option<Bilingual>,
    /// What it is called.
    pub(super) title: Bilingual,
    /// Who held it.
    #[serde(default)]
    pub(super) hosts: Vec<Bilingual>,
    /// Latitude and longitude in degrees, for the map.
    #[schemars(with = "Option<[f64; 2]>", transform = degrees)]
    pub(super) at: Option<Spanned<Vec<f64>>>,
    /// What names it in a text; its place where this is left out.
    #[serde(default, deserialize_with = "lang::some_words")]
    pub(super) words: Option<Vec<String>>,
}

/// A subject, or a name, with what suggests it in a text.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub(super) struct RawTag {
    /// Its label in Arabic.
    #[schemars(with = "String", pattern(r"\S"))]
    pub(super) ar: Label,
    /// Its label in English.
    #[schemars(with = "String", pattern(r"\S"))]
    pub(super) en: Label,
    /// Words and phrases that suggest it in a text.
    #[serde(default, deserialize_with = "lang::words")]
    pub(super) words: Vec<String>,
}

/// Who publishes reports.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawOutlet {
    /// Its name.
    #[schemars(with = "Bilingual")]
    pub(super) name: Spanned<Bilingual>,
    /// Lines and bylines of its own that are no part of a report.
    #[serde(default, deserialize_with = "lang::words")]
    pub(super) strip: Vec<String>,
    /// It is the body that issues the communiqués: of copies its text is the canonical one.
    #[serde(default)]
    pub(super) official: bool,
}

/// Where editors write in the browser.
#[derive(Deserialize, JsonSchema)]
#[serde(deny_unknown_fields)]
pub struct RawAdmin {
    /// The forge that keeps the archive.
    pub(super) backend: Backend,
    /// The archive on the forge, as you/archive.
    #[schemars(with = "Option<String>", extend("pattern" = REPO))]
    pub(super) repo: Option<Spanned<String>>,
    /// The branch that is edited; the forge's default branch where this is left out.
    pub(super) branch: Option<String>,
    /// The folder of reports in the archive on the forge; seeds where this is left out.
    #[schemars(with = "Option<String>")]
    pub(super) folder: Option<Spanned<String>>,
    /// The script of Sveltia CMS below static/; admin/sveltia-cms.js where this is left out.
    #[schemars(with = "Option<String>", extend("pattern" = SCRIPT))]
    pub(super) script: Option<Spanned<String>>,
    /// The address of the OAuth client through which editors sign in; without one they sign in with an access token.
    #[schemars(with = "Option<String>", extend("pattern" = ADDRESS))]
    pub(super) base_url: Option<Spanned<String>>,
    /// The id of the application at the OAuth client.
    pub(super) app_id: Option<String>,
    /// The address of the forge's API, where the forge is your own.
    #[schemars(with = "Option<String>", extend("pattern" = ADDRESS))]
    pub(super) api_root: Option<Spanned<String>>,
}

/// A forge that Sveltia CMS writes to.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Deserialize, JsonSchema, serde::Serialize)]
#[serde(rename_all = "kebab-case")]
pub enum Backend {
    /// GitHub
    Github,
    /// GitLab
    Gitlab,
    /// Gitea or Forgejo
    Gitea,
    /// Nothing is kept: for trying it out.
    TestRepo,
}

/// The keys of a table are ids.
fn ids(schema: &mut Schema) {
    schema.insert("propertyNames".to_owned(), json!({ "pattern": ID, "maxLength": 60 }));
}

/// A figure without words would count nothing.
fn figures(schema: &mut Schema) {
    ids(schema);
    if let Some(figure) = schema.get_mut("additionalProperties").and_then(Value::as_object_mut) {
        figure.insert("required".to_owned(), json!(["ar", "en", "words"]));
    }
}

/// The keys of a table are numbers of resolutions.
fn numbers(schema: &mut Schema) {
    schema.insert("propertyNames".to_owned(), json!({ "pattern": "^[0-9]{1,5}$" }));
}

fn synonyms(schema: &mut Schema) {
    if let Some(list) = schema.get_mut("items").and_then(Value::as_object_mut) {
        list.insert("minItems".to_owned(), json!(2));
    }
}

fn degrees(schema: &mut Schema) {
    if let Some(degree) = schema.get_mut("items").and_then(Value::as_object_mut) {
        degree.extend([("minimum".to_owned(), json!(-180)), ("maximum".to_owned(), json!(180))]);
    }
}
