//! The site's own `templates/` and `static/`, or the ones that the program carries → files to publish: fonts cut down to what the archive needs, the style sheet minified, and an address for each that changes with it.

mod folder;

use std::path::Path;

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use rayon::prelude::*;
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::fingerprint::Fingerprint;
use crate::fonts::{self, Characters};
use crate::page::File;
use crate::page::shell::Assets;
use crate::render::theme::{self, Files};
use crate::say;

/// The static files that the program carries.
pub const BUILT_IN_STATIC: [(&str, &[u8]); 15] = [
    ("favicon.svg", include_bytes!("../static/favicon.svg")),
    ("fonts/IBMPlexSansArabic-OFL.txt", include_bytes!("../static/fonts/IBMPlexSansArabic-OFL.txt")),
    ("fonts/IBMPlexSansArabic-SemiBold.woff2", include_bytes!("../static/fonts/IBMPlexSansArabic-SemiBold.woff2")),
    ("fonts/NotoNaskhArabic-OFL.txt", include_bytes!("../static/fonts/NotoNaskhArabic-OFL.txt")),
    ("fonts/NotoNaskhArabic-Regular.ttf", include_bytes!("../static/fonts/NotoNaskhArabic-Regular.ttf")),
    ("reading.css", include_bytes!("../static/reading.css")),
    ("search/analysis.js", include_bytes!("../static/search/analysis.js")),
    ("search/english.js", include_bytes!("../static/search/english.js")),
    ("search/index.js", include_bytes!("../static/search/index.js")),
    ("search/near.js", include_bytes!("../static/search/near.js")),
    ("search/page.js", include_bytes!("../static/search/page.js")),
    ("search/snippet.js", include_bytes!("../static/search/snippet.js")),
    ("search/search.css", include_bytes!("../static/search/search.css")),
    ("site.js", include_bytes!("../static/site.js")),
    ("style.css", include_bytes!("../static/style.css")),
];

/// The module of the search that pages name; it names the others.
const PAGE: &str = "search/page.js";

/// The templates in `folder`, or the program's own where there is no such folder.
///
/// # Errors
/// The folder cannot be read, or a file in it is not UTF-8.
pub fn templates(folder: &Path) -> Result<Files, Error> {
    if !folder::is_there(folder)? {
        return Ok(theme::built_in());
    }
    let mut files = Files::new();
    for (name, bytes) in folder::files(folder)? {
        if !name.ends_with(".html") && !name.ends_with(".xml") && !name.ends_with(".toml") {
            continue;
        }
        let text = String::from_utf8(bytes).map_err(|_| {
            let path = folder.join(&name).display().to_string();
            Error::setup(
                Diagnostic::error(
                    Code::NotUtf8,
                    Place::start(&path),
                    say!("the template is not UTF-8", "القالب ليس بترميز UTF-8"),
                )
                .hint(say!("save it as UTF-8", "احفظه بترميز UTF-8")),
            )
        })?;
        files.insert(name, text);
    }
    Ok(files)
}

/// The files in `folder`, or the program's own where there is no such folder.
///
/// # Errors
/// The folder cannot be read, or holds a link, what is no file, or a file with a name that a site cannot have.
pub fn statics(folder: &Path) -> Result<Vec<File>, Error> {
    let mut files = if folder::is_there(folder)? {
        folder::published(folder)?
    } else {
        BUILT_IN_STATIC.iter().map(|(name, text)| ((*name).to_owned(), text.to_vec())).collect()
    };
    // A mark may be of several files: their order is that of their paths, wherever they are from.
    files.sort();
    Ok(files.into_iter().map(|(path, bytes)| File { path, bytes }).collect())
}

/// Static files as they are published. Fonts take longest to pack, and can wait: how pages name them is known before.
#[derive(Debug)]
pub struct Prepared {
    /// The files, but for fonts.
    pub files: Vec<File>,
    /// The fonts.
    pub fonts: Vec<Font>,
    /// How pages name them.
    pub addresses: Assets,
}

/// A font that is not packed yet.
#[derive(Debug)]
pub struct Font {
    /// Its path when it is.
    pub path: String,
    /// It as it stands in `static/`.
    source: File,
}

impl Font {
    /// The name of what it is made from: itself, and characters as one text.
    pub fn name(&self, characters: &str) -> Fingerprint {
        Fingerprint::of_bytes(&[characters.as_bytes(), &[0xFF], &self.source.bytes].concat())
    }

    /// A WOFF2 of the characters that are needed.
    ///
    /// # Errors
    /// What is wrong with the font.
    pub fn packed(&self, needed: &Characters) -> Result<File, Error> {
        let bytes = fonts::subset(&self.source.bytes, needed).map_err(|message| {
            let place = Place::start(&format!("static/{}", self.source.path));
            Error::setup(
                Diagnostic::error(Code::BadFont, place, message)
                    .hint(say!("put a TrueType font here, or its WOFF2", "ضع هنا خط TrueType أو صيغة WOFF2 منه")),
            )
        })?;
        Ok(File { path: self.path.clone(), bytes })
    }
}

/// Static files whose style sheets are minified.
#[derive(Clone, Debug)]
pub struct Minified(Vec<File>);

/// Minifies the style sheets that pages name.
///
/// # Errors
/// One is wrong.
pub fn minify(mut statics: Vec<File>) -> Result<Minified, Error> {
    statics.par_iter_mut().filter(|file| is_named(file)).try_for_each(|file| {
        file.bytes = minified(file)?.into_bytes();
        Ok(())
    })?;
    Ok(Minified(statics))
}

fn is_named(file: &File) -> bool {
    matches!(file.path.as_str(), "style.css" | "reading.css")
        || (file.path.starts_with("search/") && file.path.ends_with(".css"))
}

impl Minified {
    /// The files.
    pub fn files(&self) -> &[File] {
        &self.0
    }
}

/// Makes static files ready. Every font in `fonts/` is to be a WOFF2 of the characters that are needed; `style.css` names
/// each font with its mark. A mark changes when the file does, so that no reader keeps an old one.
pub fn prepare(Minified(statics): Minified, needed: &Characters) -> Prepared {
    let characters = needed.text();
    let (fonts, mut files): (Vec<File>, Vec<File>) = statics.into_iter().partition(is_font);
    let named = |source: File| {
        let path = format!("{}.woff2", source.path.trim_end_matches(".ttf").trim_end_matches(".woff2"));
        let address = marked(&path, &[&source.bytes, characters.as_bytes()].concat());
        (Font { path, source }, address)
    };
    let fonts: Vec<(Font, String)> = fonts.into_iter().map(named).collect();
    for file in files.iter_mut().filter(|file| file.path == "style.css") {
        let mut css = String::from_utf8_lossy(&file.bytes).into_owned();
        for (font, address) in &fonts {
            css = css.replace(&font.path, address);
        }
        file.bytes = css.into_bytes();
    }
    // Pages that read across communiqués ask for one sheet, as all others do: it has both.
    let base: Vec<u8> =
        files.iter().filter(|file| file.path == "style.css").flat_map(|file| file.bytes.clone()).collect();
    for file in files.iter_mut().filter(|file| file.path == "reading.css") {
        file.bytes = [&base[..], &file.bytes].concat();
    }
    let search = modules(&mut files);
    let address = |name: &str| {
        let file = files.iter().find(|file| file.path == name)?;
        Some(marked(name, &file.bytes))
    };
    let addresses = Assets {
        style: address("style.css").unwrap_or_else(|| "style.css".to_owned()),
        script: address("site.js"),
        fonts: fonts.iter().map(|(_, address)| address.clone()).collect(),
        search,
        reading: address("reading.css"),
    };
    Prepared { files, fonts: fonts.into_iter().map(|(font, _)| font).collect(), addresses }
}

/// Gives the modules of the search, which name one another, one mark; and the address of the one that pages name.
fn modules(files: &mut [File]) -> Option<String> {
    let mut modules: Vec<&mut File> = files.iter_mut().filter(|file| file.path.starts_with("search/")).collect();
    let all: Vec<u8> = modules.iter().flat_map(|file| [file.path.as_bytes(), &file.bytes].concat()).collect();
    let names: Vec<String> =
        modules.iter().filter_map(|file| file.path.strip_prefix("search/")).map(str::to_owned).collect();
    for module in modules.iter_mut().filter(|file| file.path.ends_with(".js")) {
        let mut script = String::from_utf8_lossy(&module.bytes).into_owned();
        for name in &names {
            script = script.replace(&format!("'./{name}'"), &format!("'./{}'", marked(name, &all)));
        }
        module.bytes = script.into_bytes();
    }
    let page = modules.iter().find(|file| file.path == PAGE);
    page.map(|page| marked(&page.path, &all))
}

fn is_font(file: &File) -> bool {
    file.path.starts_with("fonts/") && (file.path.ends_with(".ttf") || file.path.ends_with(".woff2"))
}

fn marked(path: &str, bytes: &[u8]) -> String {
    format!("{path}?v={:08x}", xxh3_64(bytes) & 0xFFFF_FFFF)
}

/// The first brace, note or text of a style sheet that is not closed, or the brace that closes none. CSS closes them all
/// at the end of the file and passes over the rules between without a word.
fn unbalanced(text: &str) -> Option<(usize, Message)> {
    let mut open: Vec<usize> = Vec::new();
    let mut chars = text.char_indices().peekable();
    while let Some((at, c)) = chars.next() {
        match c {
            '/' if chars.peek().is_some_and(|(_, next)| *next == '*') => {
                let end = text.get(at + 2..).and_then(|rest| rest.find("*/"));
                let Some(end) = end else {
                    return Some((at, say!("a note `/*` is not closed", "ملاحظة `/*` لم تُغلق")));
                };
                while chars.next_if(|(next, _)| *next < at + 2 + end + 2).is_some() {}
            }
            '"' | '\'' => loop {
                match chars.next() {
                    Some((_, '\\')) => drop(chars.next()),
                    Some((_, next)) if next == c => break,
                    Some((_, '\n')) | None => {
                        return Some((at, say!("a quotation mark is not closed", "علامة تنصيص لم تُغلق")));
                    }
                    Some(_) => {}
                }
            },
            '{' => open.push(at),
            '}' if open.pop().is_none() => {
                return Some((at, say!("`}}` closes nothing", "`}}` لا تغلق شيئًا")));
            }
            _ => {}
        }
    }
    open.last().map(|at| (*at, say!("`{{` is not closed", "`{{` لم تُغلق")))
}

fn minified(file: &File) -> Result<String, Error> {
    let path = &format!("static/{}", file.path);
    let bad = |place: Place, message: Message| {
        Error::setup(
            Diagnostic::error(Code::BadCss, place, message)
                .hint(say!("mend the style sheet; nothing was published", "أصلح ورقة الأنماط؛ لم يُنشر شيء")),
        )
    };
    let wrong = |said: String| say!("the style sheet is wrong here: «{said}»", "ورقة الأنماط غير صحيحة: «{said}»");
    let text = std::str::from_utf8(&file.bytes).map_err(|_| {
        let message = say!("the style sheet is not UTF-8", "ورقة الأنماط ليست بترميز UTF-8");
        let found = Diagnostic::error(Code::NotUtf8, Place::start(path), message);
        Error::setup(found.hint(say!("save it as UTF-8", "احفظها بترميز UTF-8")))
    })?;
    if let Some((at, message)) = unbalanced(text) {
        return Err(bad(Place::byte(path, text, at), message));
    }
    let mut sheet = StyleSheet::parse(text, ParserOptions::default()).map_err(|error| {
        let place = error.loc.map_or_else(
            || Place::start(path),
            |at| Place { path: path.clone(), line: at.line + 1, column: at.column },
        );
        bad(place, wrong(error.kind.to_string()))
    })?;
    // Without targets nothing is rewritten for older browsers, which would lose `dir` and the logical properties.
    sheet.minify(MinifyOptions::default()).map_err(|error| bad(Place::start(path), wrong(error.kind.to_string())))?;
    let options = PrinterOptions { minify: true, ..PrinterOptions::default() };
    sheet.to_css(options).map(|printed| printed.code).map_err(|error| bad(Place::start(path), wrong(error.to_string())))
}
