//! Edits as editors, owners of a site and accidents make them, at random: of reports, `site.toml`, the theme, options, the output and the cache.

use std::fs::{self, File};
use std::path::{Path, PathBuf};

use bayan::fingerprint::Fingerprint;

use super::{files, spare};
use crate::harness::{copy, project};
use crate::serve::edits::{Dice, SENTENCES};

pub const SITE: &str = "base_url = \"https://example.org/b/\"\nedit_url = \"https://example.org/edit/seeds/\"\n\
    [title]\nar = \"أرشيف\"\nen = \"Archive\"\n\
    [[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\nplace = { ar = \"روما\", en = \"Rome\" }\n\
    title = { ar = \"اجتماع روما\", en = \"Rome meeting\" }\nat = [41.9, 12.5]\n\
    [tag.iraq]\nar = \"العراق\"\nen = \"Iraq\"\nwords = [\"العراق\"]\n\
    [place.syria]\nar = \"سوريا\"\nen = \"Syria\"\n";

/// A report of some sentences, with front matter or without.
pub fn report(dice: &mut Dice) -> String {
    let mut text = String::new();
    if dice.roll(3) > 0 {
        let day = 1 + dice.roll(28);
        text.push_str(&format!("---\ntitle: بيان {day}\ndate: 2021-0{}-{day:02}\n---\n", 1 + dice.roll(9)));
    }
    for _ in 0..3 + dice.roll(3) {
        text.push_str(SENTENCES[dice.roll(SENTENCES.len())]);
        text.push_str("\n\n");
    }
    text
}

/// A report with a value of its front matter set; `None` takes it out.
pub fn with_field(text: &str, key: &str, value: Option<&str>) -> String {
    let (front, body) = text
        .strip_prefix("---\n")
        .and_then(|rest| rest.split_once("\n---\n"))
        .map_or((String::new(), text), |(front, body)| (format!("{front}\n"), body));
    let mut lines: String =
        front.lines().filter(|line| !line.starts_with(key)).map(|line| format!("{line}\n")).collect();
    lines.extend(value.map(|value| format!("{key}: {value}\n")));
    if lines.is_empty() { body.to_owned() } else { format!("---\n{lines}---\n{body}") }
}

/// A text with a word written otherwise, or as it was if it is.
fn turned(text: &str, one: &str, other: &str) -> String {
    if text.contains(other) { text.replacen(other, one, 1) } else { text.replacen(one, other, 1) }
}

/// Bytes with some of them replaced by as many others, everywhere.
fn with_bytes(bytes: &[u8], from: &str, to: &str) -> Vec<u8> {
    assert_eq!(from.len(), to.len());
    let mut bytes = bytes.to_vec();
    let found: Vec<usize> = (0..bytes.len()).filter(|at| bytes[*at..].starts_with(from.as_bytes())).collect();
    found.into_iter().for_each(|at| bytes[at..at + to.len()].copy_from_slice(to.as_bytes()));
    bytes
}

/// A root in which edits are made.
pub struct Editor<'a> {
    pub root: &'a Path,
    pub dice: Dice,
    /// What is typed behind `bayan build`.
    pub options: Vec<&'static str>,
    pub number: usize,
}

impl Editor<'_> {
    fn reports(&self) -> Vec<PathBuf> {
        let all = fs::read_dir(self.root.join("seeds")).unwrap().map(|entry| entry.unwrap().path());
        let mut all: Vec<PathBuf> = all.collect();
        all.sort();
        all
    }

    /// Writes a file; sometimes so that its time stays what it was.
    fn put(&mut self, path: &Path, text: &str) {
        let before = fs::metadata(path).and_then(|meta| meta.modified());
        fs::write(path, text).unwrap();
        if let Ok(before) = before
            && self.dice.roll(4) == 0
        {
            File::options().write(true).open(path).unwrap().set_modified(before).unwrap();
        }
    }

    fn field(&mut self, path: &Path, text: &str, key: &str, values: &[&str]) {
        let value = values.get(self.dice.roll(values.len() + 1)).copied();
        self.put(path, &with_field(text, key, value));
    }

    /// The day that one of the reports gives itself, if it does, in words.
    fn day_of_one(&mut self, reports: &[PathBuf]) -> String {
        const MONTHS: [&str; 9] = ["يناير", "فبراير", "مارس", "أبريل", "مايو", "يونيو", "يوليو", "أغسطس", "سبتمبر"];
        let text = fs::read_to_string(&reports[self.dice.roll(reports.len())]).unwrap();
        let date = text.lines().find_map(|line| line.strip_prefix("date: 2021-0"));
        let (month, day) = date.and_then(|date| date.split_once('-')).unwrap_or(("6", "28"));
        let month = month.parse().ok().and_then(|month: usize| MONTHS.get(month - 1));
        format!("{day} {} 2021", month.unwrap_or(&"يونيو"))
    }

    /// One edit, and its name.
    pub fn edit(&mut self) -> &'static str {
        self.number += 1;
        let number = self.number;
        let (reports, seeds) = (self.reports(), self.root.join("seeds"));
        let Some(one) = reports.get(self.dice.roll(reports.len().max(1))).cloned() else {
            let text = report(&mut self.dice);
            self.put(&seeds.join(format!("first-{number}.md")), &text);
            return "a first report";
        };
        let text = fs::read_to_string(&one).unwrap();
        let slugs: Vec<String> =
            reports.iter().filter_map(|path| Some(path.file_stem()?.to_str()?.to_lowercase())).collect();
        let other = slugs[self.dice.roll(slugs.len())].clone();
        let sentence = SENTENCES[self.dice.roll(SENTENCES.len())];
        match self.dice.roll(40) {
            0 | 1 => self.put(&one, &format!("{text}{sentence}\n")),
            2 => self.put(&one, &text.replacen("الوزراء", "وزراء الدول", 1)),
            3 => self.put(&one, &text.replacen(' ', "  ", 1)),
            4 => self.field(&one, &text, "title", &["بيان جديد", "\"عنوان: آخر\""]),
            5 => self.field(&one, &text, "summary_en", &["They met.", "They agreed."]),
            6 => self.field(&one, &text, "slug", &["a", "b", "new-place"]),
            7 => self.field(&one, &text, "date", &["2021-06-28", "2019-02", "2020", "2021-05-01/2021-06-01"]),
            8 => self.field(&one, &text, "tags", &["[iraq]", "[iraq, ports]", "[موانئ]"]),
            9 => self.field(&one, &text, "draft", &["true", "false"]),
            10 => self.field(&one, &text, "aliases", &["[older]", "[older, first]", "[a]"]),
            11 => self.field(&one, &text, "meeting", &["rome-2021", "nowhere"]),
            12 => self.field(&one, &text, "source", &["{ outlet: وكالة الأنباء }", "{ published: 2021-07-01 }"]),
            13 => self.field(&one, &text, "not_copy_of", &[&format!("[{other}]")]),
            14 => self.field(&one, &text, "copy_of", &[&other]),
            15 => fs::rename(&one, seeds.join(format!("renamed-{number}.md"))).unwrap(),
            16 => {
                let name = one.file_name().unwrap().to_str().unwrap();
                let turned =
                    if name.chars().any(char::is_uppercase) { name.to_lowercase() } else { name.to_uppercase() };
                fs::rename(&one, seeds.join(turned.replace(".MD", ".md"))).unwrap();
            }
            17 => fs::remove_file(&one).unwrap(),
            // A copy of another joins its cluster, and parts from it when it grows.
            18 | 19 if reports.len() < 9 => {
                self.put(&seeds.join(format!("copy-{number}.txt")), &with_field(&text, "slug", None))
            }
            18 => self.put(&one, &format!("{text}\n{}\n", SENTENCES.join("\n\n"))),
            19 | 20 => self.put(&one, &with_field(&text, "date", Some("2021-13-41"))),
            21 => {
                let text = report(&mut self.dice);
                self.put(&one, &text);
            }
            22 => self.put(&one, &turned(&text, "المشترك", "**المشترك**")),
            23 => self.put(&one, &turned(&text, "\n\n", "\n\n> ")),
            // Letters that a font has only where a text has them.
            24 | 25 => {
                let word = ["ڤيينا", "Łódź", "٪ ٫ €", "ﷺ"][self.dice.roll(4)];
                self.put(&one, &format!("{text}\nوزار الوفد {word} أيضا.\n"));
            }
            26 | 27 if self.root.join("static/fonts").is_dir() => {
                let fonts = ["NotoNaskhArabic-Regular.ttf", "IBMPlexSansArabic-SemiBold.woff2"]
                    .map(|name| self.root.join("static/fonts").join(name));
                let [own, other] = fonts.each_ref().map(|path| fs::read(path).unwrap());
                fs::write(&fonts[0], other).unwrap();
                fs::write(&fonts[1], own).unwrap();
                return "fonts under each other's names";
            }
            // The same words, which count more.
            34 | 35 => self.put(&one, &turned(&text, "\n\n", "\n\n## ")),
            // What pages of others show of it, or choose it by, and nothing else of theirs.
            28 => self.field(&one, &text, "title_en", &["A statement", "Another statement"]),
            29 | 30 => self.field(&one, &text, "tags", &["[iraq, ports]", "[iraq, ports, rail]"]),
            31 => self.put(&one, &format!("{text}\nوتحدث {number} عن سوريا طويلا {number}.\n")),
            32 | 33 => {
                let told = self.day_of_one(&reports);
                self.put(&one, &format!("{text}\nواستذكر {number} بيان {told} {number}.\n"));
            }
            _ => return self.edit_site(),
        }
        "a report"
    }

    /// An edit of something else than a report.
    fn edit_site(&mut self) -> &'static str {
        let (root, number) = (self.root, self.number);
        let templates = root.join("templates");
        match self.dice.roll(18) {
            0 => {
                if !templates.is_dir() {
                    copy(&project().join("templates"), &templates);
                }
                let name = ["communique.html", "base.html", "parts.html", "redirect.html"][self.dice.roll(4)];
                let text = fs::read_to_string(templates.join(name)).unwrap();
                self.put(&templates.join(name), &text.replacen("class=\"", &format!("class=\"e{number} "), 1));
                "a template"
            }
            1 => {
                if !templates.is_dir() {
                    copy(&project().join("templates"), &templates);
                }
                let path = templates.join(["strings/ar.toml", "strings/en.toml"][self.dice.roll(2)]);
                let text = fs::read_to_string(&path).unwrap();
                let key = ["\nskip = \"", "\nsummary-missing = \"", "\nredline-went = \""][self.dice.roll(3)];
                assert!(text.contains(key));
                self.put(&path, &text.replacen(key, &format!("{key}{number} "), 1));
                "a phrase"
            }
            2 => {
                let _ = fs::remove_dir_all(&templates);
                "the program's own templates"
            }
            3 => {
                let text = [
                    SITE.replace("Archive", &format!("Archive {number}")),
                    SITE.replace("\"Iraq\"", "\"The country\""),
                    SITE.replace("example.org/b/", "example.org/other/"),
                    SITE.replace("words = [\"العراق\"]", "words = [\"سوريا\"]"),
                    SITE.replace("[title]", "digits = \"arabic\"\n[title]"),
                    SITE.replace("2021-06-28", "2021-06-29"),
                    SITE.replace("[[meeting]]", "[[meetings]]"),
                    SITE.replace("[place.syria]", "[place.sham]"),
                ];
                let text = text[self.dice.roll(text.len())].clone();
                self.put(&root.join("site.toml"), &text);
                "site.toml"
            }
            4 => {
                self.put(&root.join("site.toml"), SITE);
                "site.toml as it was"
            }
            5 => {
                self.put(&root.join("static/style.css"), &format!("body {{ margin: {number}px }}"));
                "the style sheet"
            }
            6 => {
                self.put(&root.join("static/extra.txt"), &format!("{number}"));
                "a static file"
            }
            7 => {
                let options = [vec![], vec!["--drafts"], vec!["--drafts", "--base-url", "https://example.com/x/"]];
                self.options = options[self.dice.roll(3)].clone();
                "an option"
            }
            8 => {
                // Somebody changes the output by hand, and the time of it too.
                let pages = files(&root.join("public"));
                let (path, bytes) = pages.iter().nth(self.dice.roll(pages.len())).unwrap();
                let before = fs::metadata(path).unwrap().modified().unwrap();
                let mut bytes = bytes.clone();
                bytes.iter_mut().rev().take(5).for_each(|byte| *byte = b'x');
                if path.ends_with(".bayan-manifest") {
                    return "nothing";
                }
                fs::write(path, bytes).unwrap();
                File::options().write(true).open(path).unwrap().set_modified(before).unwrap();
                "a page of the output"
            }
            9 => {
                let pages = files(&root.join("public"));
                fs::remove_file(pages.keys().nth(self.dice.roll(pages.len() - 1) + 1).unwrap()).unwrap();
                "a page less"
            }
            10 => {
                let _ = fs::remove_dir_all(root.join(".bayan"));
                "no cache"
            }
            case @ (11 | 12) => {
                // What another program may have read in the same reports, under its own name, or whoever under ours.
                if !root.join(".bayan/prepared").is_dir() {
                    return "nothing";
                }
                for path in files(&root.join(".bayan/prepared")).into_keys() {
                    let bytes = fs::read(&path).unwrap();
                    let Ok((name, value)) = postcard::take_from_bytes::<Fingerprint>(&bytes) else { continue };
                    let value = with_bytes(value, "اجتماعهم", "احتفالهم");
                    let name = if case == 11 { Fingerprint::of_bytes(b"another").with(&value) } else { name };
                    fs::write(&path, [postcard::to_stdvec(&name).unwrap(), value].concat()).unwrap();
                }
                "a cache with other texts"
            }
            14..17 => spare::edit(root, &mut self.dice),
            13 => {
                let months = ["levant", "egypt", "maghreb"][number % 3];
                self.put(&root.join("site.toml"), &SITE.replace("[title]", &format!("months = \"{months}\"\n[title]")));
                "names of months"
            }
            _ => {
                if !root.join(".bayan").is_dir() {
                    return "nothing";
                }
                for path in files(&root.join(".bayan")).into_keys().filter(|path| !path.ends_with(".gitignore")) {
                    let mut bytes = fs::read(&path).unwrap();
                    let at = self.dice.roll(bytes.len());
                    bytes[at] ^= 0x10;
                    fs::write(path, bytes).unwrap();
                }
                "a cache with wrong bytes"
            }
        }
    }
}
