//! The keys of front matter and the ids of `site.toml` → a page in which editors write, and its configuration for Sveltia CMS. It carries no script: that is the site's own, in `static/`.

use serde::Serialize;
use serde_json::Value;

use crate::config::Config;
use crate::config::admin::Admin;
use crate::config::raw::Backend;
use crate::diagnostic::{Code, Diagnostic, Warned};
use crate::error::Error;
use crate::lang::{Bilingual, Lang};
use crate::page::File;
use crate::render::theme::Theme;
use crate::say;
use crate::schema;
use crate::site::Site;
use crate::text::isolate::isolated;

/// The fields of the form that come first, in this order; the text of the report follows the summary, so that the two
/// stand beside each other. All others come after them.
const ORDER: [&str; 9] =
    ["title", "title_en", "date", "meeting", "tags", "source", "summary_en", "summary_status", "body"];
/// What the text's toolbar offers: what a report may hold.
const BUTTONS: [&str; 8] =
    ["bold", "italic", "link", "heading-two", "heading-three", "quote", "bulleted-list", "numbered-list"];

/// `config.yml`, with no key that Sveltia CMS does not know.
#[derive(Serialize)]
struct Cms<'a> {
    backend: Forge<'a>,
    /// Sveltia CMS requires one. It is not below `static/`, which would then stand in for the program's own files.
    media_folder: &'static str,
    app_title: String,
    site_url: &'a str,
    output: Output,
    collections: [Collection<'a>; 1],
}

#[derive(Serialize)]
struct Forge<'a> {
    name: Backend,
    #[serde(skip_serializing_if = "str::is_empty")]
    repo: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    branch: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    base_url: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_type: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    app_id: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    api_root: Option<&'a str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    auth_methods: Option<[&'static str; 1]>,
}

#[derive(Serialize)]
struct Output {
    omit_empty_optional_fields: bool,
}

#[derive(Serialize)]
struct Collection<'a> {
    name: &'static str,
    label: &'static str,
    label_singular: &'static str,
    folder: &'a str,
    extension: &'static str,
    format: &'static str,
    /// Older addresses are an editor's to write.
    aliases_field: bool,
    fields: Vec<Field>,
}

#[derive(Serialize)]
struct Field {
    name: String,
    label: String,
    widget: &'static str,
    required: bool,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    readonly: bool,
    #[serde(skip_serializing_if = "Option::is_none")]
    hint: Option<String>,
    #[serde(skip_serializing_if = "Option::is_none")]
    pattern: Option<[String; 2]>,
    #[serde(skip_serializing_if = "std::ops::Not::not")]
    multiple: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    options: Vec<Choice>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    fields: Vec<Field>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    buttons: Vec<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    editor_components: Option<[&'static str; 0]>,
}

#[derive(Serialize)]
struct Choice {
    label: String,
    value: String,
}

#[derive(Serialize)]
struct Page<'a> {
    title: &'a str,
    script: String,
    home: String,
    /// What the page may ask for beside the site's own files.
    connect: String,
}

/// The page and its configuration, if `site.toml` asks for them; with a warning where the script is missing.
///
/// # Errors
/// The template is wrong.
pub fn files(site: &Site<'_>, theme: &Theme, statics: &[File]) -> Result<Warned<Vec<File>>, Error> {
    let Some(admin) = &site.config.admin else {
        return Ok(Warned { value: Vec::new(), diagnostics: Vec::new() });
    };
    let mut diagnostics = Vec::new();
    if !statics.iter().any(|file| file.path == admin.script) {
        diagnostics.push(missing(admin));
    }
    let view = Page {
        title: site.config.title.get(Lang::Ar),
        script: site.base.link(&admin.script),
        home: site.base.link(""),
        connect: asked(admin).join(" "),
    };
    let index = theme.render(Lang::Ar, "admin.html", &view)?;
    let value = vec![
        File { path: "admin/index.html".to_owned(), bytes: index },
        File { path: "admin/config.yml".to_owned(), bytes: configuration(site.config, admin).into_bytes() },
    ];
    Ok(Warned { value, diagnostics })
}

fn missing(admin: &Admin) -> Diagnostic {
    let script = &admin.script;
    let name = script.rsplit('/').next().unwrap_or(script);
    Diagnostic::warning(
        Code::MissingScript,
        admin.place.clone(),
        say!(
            "the page admin/ has no script: there is no static/{script}",
            "صفحة admin/ بلا برنامج: لا يوجد الملف static/{script}"
        ),
    )
    .hint(say!(
        "run `bayan theme eject static` if there is no folder static/, then `npm pack @sveltia/cms`, unpack it, and copy its dist/sveltia-cms.js to static/{script}",
        "نفّذ `bayan theme eject static` إن لم يكن المجلد static/ موجودًا، ثم `npm pack @sveltia/cms`، وفك الحزمة، وانسخ منها dist/{name} إلى static/{script}"
    ))
}

/// The origins that the page asks: the forge, and where Sveltia CMS keeps its own words.
fn asked(admin: &Admin) -> Vec<String> {
    let known: &[&str] = match admin.backend {
        Backend::Github => &["https://api.github.com", "https://github.com"],
        Backend::Gitlab => &["https://gitlab.com"],
        Backend::Gitea => &["https://gitea.com"],
        Backend::TestRepo => &[],
    };
    // Its words in other languages than English, which are part of no script.
    let words = "https://unpkg.com";
    let origin = |url: &String| url.splitn(4, '/').take(3).collect::<Vec<_>>().join("/");
    let own = [&admin.api_root, &admin.base_url].into_iter().flatten().map(origin);
    let mut all: Vec<String> = known.iter().copied().chain([words]).map(str::to_owned).chain(own).collect();
    all.sort();
    all.dedup();
    all
}

fn configuration(config: &Config, admin: &Admin) -> String {
    let oauth = admin.base_url.is_some() || admin.app_id.is_some();
    let cms = Cms {
        backend: Forge {
            name: admin.backend,
            repo: &admin.repo,
            branch: admin.branch.as_deref(),
            base_url: admin.base_url.as_deref(),
            auth_type: (admin.backend == Backend::Gitlab && admin.app_id.is_some()).then_some("pkce"),
            app_id: admin.app_id.as_deref(),
            api_root: admin.api_root.as_deref(),
            // Without an OAuth client of its own Sveltia CMS would ask a third party's.
            auth_methods: (admin.backend != Backend::TestRepo && !oauth).then_some(["token"]),
        },
        media_folder: "media",
        app_title: both(&config.title),
        site_url: &config.base_url,
        output: Output { omit_empty_optional_fields: true },
        collections: [Collection {
            name: "reports",
            label: "التقارير · Reports",
            label_singular: "تقرير · Report",
            folder: &admin.folder,
            extension: "md",
            format: "yaml-frontmatter",
            aliases_field: false,
            fields: form(config),
        }],
    };
    // Values of these types can all be written.
    let yaml = serde_yaml::to_string(&cms).unwrap_or_default();
    format!("# Made by `bayan build` from site.toml; changes here are lost.\n{yaml}")
}

/// The fields of a report: those of its front matter, and its text.
fn form(config: &Config) -> Vec<Field> {
    let schema = schema::front_matter(Some(config));
    let mut fields = fields_of(&schema, config);
    fields.push(Field {
        name: "body".to_owned(),
        label: "نص البيان · Text".to_owned(),
        widget: "markdown",
        required: true,
        readonly: false,
        hint: Some(isolated("The whole text as it was published, in its own language and direction.")),
        pattern: None,
        multiple: false,
        options: Vec::new(),
        fields: Vec::new(),
        buttons: BUTTONS.to_vec(),
        editor_components: Some([]),
    });
    let place = |field: &Field| ORDER.iter().position(|name| *name == field.name).unwrap_or(ORDER.len());
    fields.sort_by_key(place);
    fields
}

/// A field for each property of an object's schema.
fn fields_of(schema: &Value, config: &Config) -> Vec<Field> {
    let properties = schema.get("properties").and_then(Value::as_object);
    properties.into_iter().flatten().map(|(name, property)| field(name, property, config)).collect()
}

fn field(name: &str, schema: &Value, config: &Config) -> Field {
    let text = |key: &str| schema.get(key).and_then(Value::as_str);
    let is = |kind: &str| match schema.get("type") {
        Some(Value::Array(kinds)) => kinds.iter().any(|known| known == kind),
        Some(known) => known == kind,
        None => false,
    };
    let examples = schema.pointer("/items/examples").and_then(Value::as_array);
    let items: Vec<String> = examples.into_iter().flatten().filter_map(Value::as_str).map(str::to_owned).collect();
    let one = choices(schema);
    let widget = if is("array") && !items.is_empty() || !one.is_empty() {
        "select"
    } else if is("array") {
        "list"
    } else if is("object") {
        "object"
    } else if is("boolean") {
        "boolean"
    } else if schema.get("x-lines") == Some(&Value::Bool(true)) {
        "text"
    } else {
        "string"
    };
    Field {
        name: name.to_owned(),
        label: format!("{} · {}", text("x-ar").unwrap_or(name), text("title").unwrap_or(name)),
        widget,
        required: false,
        readonly: schema.get("readOnly") == Some(&Value::Bool(true)),
        // In an Arabic form the sentence keeps its own direction.
        hint: text("description").map(|hint| isolated(&hint.replace('\n', " "))),
        pattern: text("pattern").map(|pattern| [pattern.to_owned(), text("description").unwrap_or(name).to_owned()]),
        multiple: is("array") && !items.is_empty(),
        options: one.into_iter().chain(items).map(|id| choice(name, id, config)).collect(),
        fields: fields_of(schema, config),
        buttons: Vec::new(),
        editor_components: None,
    }
}

/// The values that are allowed, where they are listed: as an `enum`, or each with its description.
fn choices(schema: &Value) -> Vec<String> {
    let list = |key: &str| schema.get(key).and_then(Value::as_array).into_iter().flatten();
    let own = list("enum").chain(schema.get("const")).filter_map(Value::as_str).map(str::to_owned);
    own.chain(["anyOf", "oneOf"].into_iter().flat_map(list).flat_map(choices)).collect()
}

/// An id with what it is called.
fn choice(field: &str, id: String, config: &Config) -> Choice {
    let label = match field {
        "meeting" => config.meetings.iter().find(|meeting| meeting.id == id).map(|meeting| both(&meeting.title)),
        "tags" => config.tags.get(&id).map(|tag| both(&tag.label)),
        _ => None,
    };
    Choice { label: label.unwrap_or_else(|| id.clone()), value: id }
}

fn both(label: &Bilingual) -> String {
    format!("{} · {}", label.ar, label.en)
}
