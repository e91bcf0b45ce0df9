//! The site's own `templates/` and `static/`, or the ones that the program carries → files to publish: fonts cut down to what the archive needs, the style sheet minified, and an address for each that changes with it.

use std::fs;
use std::path::Path;

use lightningcss::stylesheet::{MinifyOptions, ParserOptions, PrinterOptions, StyleSheet};
use rayon::prelude::*;
use walkdir::WalkDir;
use xxhash_rust::xxh3::xxh3_64;

use crate::diagnostic::message::Message;
use crate::diagnostic::{Code, Diagnostic, Place};
use crate::error::Error;
use crate::fonts::{self, Characters};
use crate::page::File;
use crate::page::shell::Assets;
use crate::render::theme::{BUILT_IN, Files};
use crate::say;

/// The static files that the program carries.
const STATIC: [(&str, &[u8]); 15] = [
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
    if !folder.is_dir() {
        return Ok(BUILT_IN.iter().map(|(name, text)| ((*name).to_owned(), (*text).to_owned())).collect());
    }
    let mut files = Files::new();
    for (name, bytes) in read_all(folder)? {
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
/// The folder cannot be read, or holds a symbolic link.
pub fn statics(folder: &Path) -> Result<Vec<File>, Error> {
    let files = if folder.is_dir() {
        read_all(folder)?
    } else {
        STATIC.iter().map(|(name, text)| ((*name).to_owned(), text.to_vec())).collect()
    };
    Ok(files.into_iter().map(|(path, bytes)| File { path, bytes }).collect())
}

/// Static files as they are published.
#[derive(Debug)]
pub struct Prepared {
    /// The files.
    pub files: Vec<File>,
    /// How pages name them.
    pub addresses: Assets,
}

/// Makes static files ready. Every font in `fonts/` becomes a WOFF2 of the characters that are needed; `style.css` is
/// minified, and names each font with its mark. A mark changes when the file does, so that no reader keeps an old one.
///
/// # Errors
/// A font or the style sheet is wrong.
pub fn prepare(statics: Vec<File>, needed: &Characters) -> Result<Prepared, Error> {
    let characters = needed.text();
    let (fonts, mut files): (Vec<File>, Vec<File>) = statics.into_iter().partition(is_font);
    let fonts: Vec<(File, String)> = fonts
        .into_par_iter()
        .map(|font| {
            let small = fonts::subset(&font.bytes, needed).map_err(|message| {
                let place = Place::start(&format!("static/{}", font.path));
                Error::setup(
                    Diagnostic::error(Code::BadFont, place, message)
                        .hint(say!("put a TrueType font here, or its WOFF2", "ضع هنا خط TrueType أو صيغة WOFF2 منه")),
                )
            })?;
            let path = format!("{}.woff2", font.path.trim_end_matches(".ttf").trim_end_matches(".woff2"));
            let address = marked(&path, &[&font.bytes, characters.as_bytes()].concat());
            Ok((File { path, bytes: small }, address))
        })
        .collect::<Result<_, Error>>()?;
    for file in files.iter_mut().filter(|file| file.path == "style.css") {
        let mut css = minified(file)?;
        for (font, address) in &fonts {
            css = css.replace(&font.path, address);
        }
        file.bytes = css.into_bytes();
    }
    // Pages that read across communiqués ask for one sheet, as all others do: it has both.
    let base: Vec<u8> =
        files.iter().filter(|file| file.path == "style.css").flat_map(|file| file.bytes.clone()).collect();
    for file in files.iter_mut().filter(|file| file.path == "reading.css") {
        file.bytes = [base.clone(), minified(file)?.into_bytes()].concat();
    }
    let search = modules(&mut files)?;
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
    files.extend(fonts.into_iter().map(|(font, _)| font));
    Ok(Prepared { files, addresses })
}

/// Gives the modules of the search, which name one another, one mark; and the address of the one that pages name.
fn modules(files: &mut [File]) -> Result<Option<String>, Error> {
    let mut modules: Vec<&mut File> = files.iter_mut().filter(|file| file.path.starts_with("search/")).collect();
    for sheet in modules.iter_mut().filter(|file| file.path.ends_with(".css")) {
        sheet.bytes = minified(sheet)?.into_bytes();
    }
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
    Ok(page.map(|page| marked(&page.path, &all)))
}

fn is_font(file: &File) -> bool {
    file.path.starts_with("fonts/") && (file.path.ends_with(".ttf") || file.path.ends_with(".woff2"))
}

fn marked(path: &str, bytes: &[u8]) -> String {
    format!("{path}?v={:08x}", xxh3_64(bytes) & 0xFFFF_FFFF)
}

fn minified(file: &File) -> Result<String, Error> {
    let path = &format!("static/{}", file.path);
    let bad = |place: Place, message: Message| {
        Error::setup(
            Diagnostic::error(Code::BadCss, place, message)
                .hint(say!("mend the style sheet; nothing was published", "أصلح ورقة الأنماط؛ لم يُنشر شيء")),
        )
    };
    let wrong = |said: String| say!("{said}", "ورقة الأنماط غير صحيحة: «{said}»");
    let text = std::str::from_utf8(&file.bytes)
        .map_err(|_| bad(Place::start(path), say!("it is not UTF-8", "ليست بترميز UTF-8")))?;
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

fn read_all(folder: &Path) -> Result<Vec<(String, Vec<u8>)>, Error> {
    let mut files = Vec::new();
    for entry in WalkDir::new(folder).sort_by_file_name() {
        let entry = entry.map_err(|error| {
            let path = error.path().unwrap_or(folder).to_owned();
            Error::environment(&path, "read the folder", "قراءة المجلد")(error.into())
        })?;
        let path = entry.path();
        if entry.path_is_symlink() {
            let found = Diagnostic::error(
                Code::SymbolicLink,
                Place::start(&path.display().to_string()),
                say!("a symbolic link is not followed", "الوصلات الرمزية لا تُتبع"),
            );
            return Err(Error::setup(found.hint(say!("put the file itself here", "ضع الملف نفسه هنا"))));
        }
        if entry.file_type().is_file() {
            let relative = path.strip_prefix(folder).unwrap_or(path);
            let parts: Vec<_> = relative.components().map(|part| part.as_os_str().to_string_lossy()).collect();
            files.push((
                parts.join("/"),
                fs::read(path).map_err(Error::environment(path, "read the file", "قراءة الملف"))?,
            ));
        }
    }
    Ok(files)
}
