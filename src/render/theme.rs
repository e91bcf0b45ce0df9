//! Templates and phrases → a page's text for a view. Templates are minified here, once, when they are loaded; nothing is minified a second time.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::{Arc, OnceLock};

use minify_html::{Cfg, minify};
use rayon::prelude::*;
use serde::Serialize;
use tera::{Context, ErrorKind, Kwargs, State, Tera, TeraResult};

use super::html::Html;
use super::strings::{self, Strings, Value};
use crate::diagnostic::{Code, Diagnostic, Place, suggestion};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::lang::Lang;
use crate::say;
use crate::text::digits::Digits;

/// The files of a theme, by name below `templates/`.
pub type Files = BTreeMap<String, String>;

/// The theme that the program carries.
pub const BUILT_IN: [(&str, &str); 34] = [
    ("404.html", include_str!("../../templates/404.html")),
    ("about.html", include_str!("../../templates/about.html")),
    ("admin.html", include_str!("../../templates/admin.html")),
    ("base.html", include_str!("../../templates/base.html")),
    ("card.html", include_str!("../../templates/card.html")),
    ("charts.html", include_str!("../../templates/charts.html")),
    ("communique.html", include_str!("../../templates/communique.html")),
    ("copies.html", include_str!("../../templates/copies.html")),
    ("communiques.html", include_str!("../../templates/communiques.html")),
    ("feed.xml", include_str!("../../templates/feed.xml")),
    ("figures.html", include_str!("../../templates/figures.html")),
    ("formula.html", include_str!("../../templates/formula.html")),
    ("formulas.html", include_str!("../../templates/formulas.html")),
    ("frame.html", include_str!("../../templates/frame.html")),
    ("home.html", include_str!("../../templates/home.html")),
    ("meeting.html", include_str!("../../templates/meeting.html")),
    ("name.html", include_str!("../../templates/name.html")),
    ("names.html", include_str!("../../templates/names.html")),
    ("overview.html", include_str!("../../templates/overview.html")),
    ("parts.html", include_str!("../../templates/parts.html")),
    ("redline.html", include_str!("../../templates/redline.html")),
    ("redlines.html", include_str!("../../templates/redlines.html")),
    ("redirect.html", include_str!("../../templates/redirect.html")),
    ("references.html", include_str!("../../templates/references.html")),
    ("resolution.html", include_str!("../../templates/resolution.html")),
    ("search.html", include_str!("../../templates/search.html")),
    ("sitemap.xml", include_str!("../../templates/sitemap.xml")),
    ("status.html", include_str!("../../templates/status.html")),
    ("strings/ar.toml", include_str!("../../templates/strings/ar.toml")),
    ("strings/en.toml", include_str!("../../templates/strings/en.toml")),
    ("tag.html", include_str!("../../templates/tag.html")),
    ("tags.html", include_str!("../../templates/tags.html")),
    ("timeline.html", include_str!("../../templates/timeline.html")),
    ("year.html", include_str!("../../templates/year.html")),
];

/// The theme that the program carries, as one that was read.
pub fn built_in() -> Files {
    BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect()
}

/// Bytes that most pages have room in.
const PAGE: usize = 32 * 1024;

/// Whether templates are minified when they are loaded.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub enum Minify {
    /// As published.
    Yes,
    /// For comparing what minifying changed.
    No,
}

/// Ready templates in both languages. A copy of it costs little.
#[derive(Clone, Debug)]
pub struct Theme {
    ar: Arc<Engine>,
    en: Arc<Engine>,
    /// What it was loaded from.
    files: Arc<Files>,
    /// The name of all of it.
    name: Option<Fingerprint>,
}

/// The templates of one language.
#[derive(Debug)]
struct Engine {
    tera: Tera,
    /// Templates that nothing was taken out of, so that an error in a page can be placed in the file: made when there is one.
    as_written: OnceLock<Option<Tera>>,
    strings: Arc<Strings>,
}

impl Theme {
    /// Loads a theme.
    ///
    /// # Errors
    /// A file is missing, a template or a phrase is wrong, or a template uses a phrase that is not there.
    pub fn load(files: &Files, digits: Digits, minify: Minify) -> Result<Theme, Error> {
        let lost: Vec<Diagnostic> = BUILT_IN
            .iter()
            .filter(|(name, _)| !files.contains_key(*name))
            .map(|(name, _)| {
                missing(name).hint(say!(
                    "put it back, or remove the folder `templates` to use the program's own",
                    "أعده، أو احذف المجلد `templates` ليستعمل البرنامج قوالبه"
                ))
            })
            .collect();
        if lost.len() > BUILT_IN.len() / 2 {
            let (lacking, all) = (lost.len(), BUILT_IN.len());
            let message = say!("{lacking} of {all} templates are missing", "ينقص {lacking} من {all} قالبًا");
            let found = Diagnostic::error(Code::MissingTemplate, Place::start("templates"), message);
            return Err(Error::setup(found.hint(say!(
                "run `bayan theme eject templates`, or remove the folder to use the program's own",
                "شغّل `bayan theme eject templates`، أو احذف المجلد ليستعمل البرنامج قوالبه"
            ))));
        }
        if !lost.is_empty() {
            return Err(Error::Setup(lost));
        }
        let load = |lang: Lang| {
            let name = format!("strings/{}.toml", lang.code());
            Strings::parse(files.get(&name).map_or("", String::as_str), &path(&name), lang, digits)
                .map_err(Error::Setup)
        };
        let (ar, en) = (load(Lang::Ar)?, load(Lang::En)?);
        let mut found = strings::unpaired(&ar, &en);
        // A phrase that one language lacks is no unknown one.
        found.extend(unknown_phrases(files, [&ar, &en]));
        if !found.is_empty() {
            return Err(Error::Setup(found));
        }
        let name = Fingerprint::of(&(files, digits, minify));
        let ready: Files = match minify {
            Minify::No => files.clone(),
            Minify::Yes => files.par_iter().map(|(name, text)| (name.clone(), minified(name, text))).collect(),
        };
        let engine = |strings| Engine::new(files, &ready, Arc::new(strings));
        let (ar, en) = rayon::join(|| engine(ar), || engine(en));
        Ok(Theme { ar: Arc::new(ar?), en: Arc::new(en?), files: Arc::new(files.clone()), name })
    }

    /// The phrases of a language.
    pub fn strings(&self, lang: Lang) -> &Strings {
        &self.engine(lang).strings
    }

    /// Renders a view with a template: UTF-8.
    ///
    /// # Errors
    /// The template asks for what the view has not, or for a phrase that is not there.
    pub fn render<V: Serialize>(&self, lang: Lang, template: &str, view: &V) -> Result<Vec<u8>, Error> {
        let engine = self.engine(lang);
        let context = Context::from_serialize(view).map_err(|error| Error::setup(explain(&error, template)))?;
        let mut page = Vec::with_capacity(PAGE);
        match engine.tera.render_to(template, &context, &mut page) {
            Ok(()) => Ok(page),
            Err(error) => {
                let placed = engine.as_written(&self.files).and_then(|tera| tera.render(template, &context).err());
                Err(Error::setup(explain(placed.as_ref().unwrap_or(&error), template)))
            }
        }
    }

    /// Renders a part of pages, which their templates pass on as it is.
    ///
    /// # Errors
    /// Those of rendering.
    pub fn part<V: Serialize>(&self, lang: Lang, template: &str, view: &V) -> Result<Html, Error> {
        let mut markup = self.render(lang, template, view)?;
        // It is kept, and pages have much more room.
        markup.shrink_to_fit();
        // What the engine writes is what it was given: text.
        Ok(Html::rendered(String::from_utf8(markup).unwrap_or_default()))
    }

    /// The name of what it was loaded from.
    pub fn name(&self) -> Option<Fingerprint> {
        self.name
    }

    fn engine(&self, lang: Lang) -> &Engine {
        match lang {
            Lang::Ar => &self.ar,
            Lang::En => &self.en,
        }
    }
}

impl Engine {
    /// Of templates as they were written, the same made ready.
    fn new(files: &Files, ready: &Files, strings: Arc<Strings>) -> Result<Engine, Error> {
        let ready = templates(ready).map(|(name, text)| (name.clone(), spelled_out(name, text, &strings)));
        let tera = tera(ready, &strings).or_else(|error| {
            // What is wrong is placed in the file as it was written.
            as_written(files, &strings)?;
            Err(error)
        })?;
        Ok(Engine { tera, as_written: OnceLock::new(), strings })
    }

    fn as_written(&self, files: &Files) -> Option<&Tera> {
        self.as_written.get_or_init(|| as_written(files, &self.strings).ok()).as_ref()
    }
}

/// The templates among the files of a theme.
fn templates(files: &Files) -> impl Iterator<Item = (&String, &String)> {
    files.iter().filter(|(name, _)| !name.ends_with(".toml"))
}

fn as_written(files: &Files, strings: &Arc<Strings>) -> Result<Tera, Error> {
    tera(templates(files).map(|(name, text)| (name.clone(), text.clone())), strings)
}

fn tera(templates: impl Iterator<Item = (String, String)>, strings: &Arc<Strings>) -> Result<Tera, Error> {
    let mut tera = Tera::new();
    let phrases = Arc::clone(strings);
    tera.register_function("t", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        translate(&phrases, &kwargs)
    });
    let numbers = Arc::clone(strings);
    tera.register_function("number", move |kwargs: Kwargs, _: &State<'_>| -> TeraResult<String> {
        Ok(numbers.number(kwargs.must_get::<u64>("n")?))
    });
    tera.add_raw_templates(templates).map_err(|error| Error::setup(explain(&error, "")))?;
    Ok(tera)
}

/// `t(key="…", name=value, …)`: a phrase with its values.
fn translate(strings: &Strings, kwargs: &Kwargs) -> TeraResult<String> {
    let key = kwargs.must_get::<&str>("key")?;
    let mut values = Vec::new();
    for (name, value) in kwargs.iter() {
        let Some(name) = name.as_str().filter(|name| *name != "key") else {
            continue;
        };
        let number = value.as_i128().and_then(|number| u64::try_from(number).ok());
        values.push((name, number.map_or_else(|| Value::Text(value.to_string()), Value::Number)));
    }
    strings.phrase(key, &values).map_err(|message| tera::Error::message(message.get(Lang::En)))
}

/// Minifies a template and leaves Tera's syntax alone. Rules that keep the visible text: end tags stay, and no inline
/// element stands directly in a `div`, `nav`, `header`, `section` or `article` beside another, where the space between
/// them would go. `{% %}` stands between tags or within a quoted attribute value, never among a tag's attributes.
fn minified(name: &str, text: &str) -> String {
    if !name.ends_with(".html") {
        return text.to_owned();
    }
    let mut cfg = Cfg::new();
    cfg.preserve_brace_template_syntax = true;
    cfg.keep_closing_tags = true;
    cfg.keep_html_and_head_opening_tags = true;
    String::from_utf8(minify(text.as_bytes(), &cfg)).unwrap_or_else(|_| text.to_owned())
}

/// Puts the phrases that are the same on every page into a template, escaped as the engine would: it calls a function for
/// each of the others.
fn spelled_out(name: &str, text: &str, strings: &Strings) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some((before, behind)) = rest.split_once("{{").filter(|_| name.ends_with(".html")) {
        out.push_str(before);
        let phrase = behind.split_once("}}").and_then(|(call, after)| Some((phrase_of(call, strings)?, after)));
        rest = match phrase {
            Some((phrase, after)) => {
                out.push_str(&phrase);
                after
            }
            None => {
                out.push_str("{{");
                behind
            }
        };
    }
    out.push_str(rest);
    out
}

/// The phrase that an expression stands for, escaped, if it is `t(key="…")` and nothing else.
fn phrase_of(call: &str, strings: &Strings) -> Option<String> {
    let quoted = call.trim().strip_prefix("t(key=")?.strip_suffix(')')?;
    let quote = quoted.chars().next().filter(|c| matches!(c, '"' | '\''))?;
    let key = quoted.strip_prefix(quote)?.strip_suffix(quote).filter(|key| !key.contains(quote))?;
    // What reads as the engine's own syntax stays a value.
    let phrase = strings.phrase(key, &[]).ok().filter(|phrase| !phrase.contains('{'))?;
    let mut escaped = Vec::with_capacity(phrase.len());
    tera::escape_html(&phrase, &mut escaped).ok()?;
    String::from_utf8(escaped).ok()
}

/// Phrases that templates name outright and that no strings file has.
fn unknown_phrases(files: &Files, strings: [&Strings; 2]) -> Vec<Diagnostic> {
    let known: BTreeSet<&str> = strings.into_iter().flat_map(Strings::keys).collect();
    let known: Vec<&str> = known.into_iter().collect();
    let mut found = Vec::new();
    for (name, text) in templates(files) {
        for (at, start) in text.match_indices("t(key=") {
            let rest = text.get(at + start.len()..).unwrap_or("");
            let quote = rest.chars().next().filter(|c| matches!(c, '"' | '\''));
            let Some((key, behind)) = quote.and_then(|quote| rest.get(1..)?.split_once(quote)) else {
                continue;
            };
            let whole = behind.trim_start().starts_with([',', ')']);
            if whole && known.binary_search(&key).is_err() {
                let place = Place::byte(&path(name), text, at);
                found.push(
                    Diagnostic::error(
                        Code::UnknownPhrase,
                        place,
                        say!("no phrase `{key}` in templates/strings", "لا عبارة `{key}` في `templates/strings`"),
                    )
                    .hint(suggestion(key, &known)),
                );
            }
        }
    }
    found
}

fn missing(name: &str) -> Diagnostic {
    let message = say!("the template is missing", "القالب ناقص");
    Diagnostic::error(Code::MissingTemplate, Place::start(&path(name)), message)
}

fn path(name: &str) -> String {
    format!("templates/{name}")
}

/// The first of the errors that the engine found after reading all templates, which it gives as a text for people:
/// what it is on a line behind `error:`, and below it where, behind an arrow.
fn reported(whole: &str) -> Option<(Place, &str)> {
    let mut lines = whole.lines().map(str::trim);
    let said = lines.find_map(|line| line.strip_prefix("error: "))?;
    let mut at = lines.find_map(|line| line.strip_prefix("--> "))?.rsplitn(3, ':');
    let (column, line) = (at.next()?.parse().ok()?, at.next()?.parse().ok()?);
    Some((Place { path: path(at.next()?), line, column }, said))
}

/// Puts the engine's words into the project's form.
fn explain(error: &tera::Error, template: &str) -> Diagnostic {
    let wrong = |place: Place, said: String| {
        let said = said.trim_end_matches('.');
        let message = say!("the template is wrong here: «{said}»", "القالب غير صحيح هنا: «{said}»");
        Diagnostic::error(Code::BadTemplate, place, message).hint(say!(
            "see the template's other uses of the same name; views are in src/page",
            "انظر كيف يُستعمل الاسم نفسه في غير هذا الموضع من القوالب؛ ومصدر القيم في `src/page`"
        ))
    };
    let put_back = || say!("put it back", "أعده إلى موضعه");
    match error.kind() {
        ErrorKind::SyntaxError(report) | ErrorKind::RenderingError(report) => {
            let place = Place {
                path: path(report.filename()),
                line: u32::try_from(report.span().start_line).unwrap_or(1).max(1),
                column: u32::try_from(report.span().start_col).unwrap_or(0).saturating_add(1),
            };
            let flat: Vec<&str> = report.message().lines().map(str::trim).collect();
            wrong(place, flat.join("; "))
        }
        ErrorKind::MissingParent { current, parent } => Diagnostic::error(
            Code::MissingTemplate,
            Place::start(&path(current)),
            say!("it extends `{parent}`, which is missing", "يمتد القالب من `{parent}`، وهو ناقص"),
        )
        .hint(put_back()),
        ErrorKind::TemplateNotFound(name) => missing(name).hint(put_back()),
        _ => {
            let whole = error.to_string();
            if let Some((place, said)) = reported(&whole) {
                return wrong(place, said.to_owned());
            }
            let flat: Vec<&str> = whole.lines().map(str::trim).filter(|line| !line.is_empty()).collect();
            wrong(Place::start(&path(template)), flat.join("; "))
        }
    }
}
