//! After each of a hundred edits what is served is what a clean build makes: every path, every byte.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use std::time::Duration;

use bayan::publish::Output;
use bayan::render::theme::{Files, Minify, Theme};
use bayan::{Inputs, Known};

use super::server::{Server, Visitor, eventually};
use crate::harness::{copy, project, scratch, write};

/// Numbers that look random and are the same in every run (Knuth's MMIX generator).
pub struct Dice(pub u64);

impl Dice {
    pub fn roll(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_mul(6_364_136_223_846_793_005).wrapping_add(1_442_695_040_888_963_407);
        usize::try_from(self.0 >> 33).unwrap() % below
    }
}

pub const SENTENCES: [&str; 8] = [
    "عقد وزراء الخارجية اجتماعهم السنوي في روما يوم 28 يونيو 2021 وبحثوا سبل دعم الاستقرار في العراق وسوريا.",
    "وأكد المجتمعون التزامهم المشترك بمواصلة العمل معا حتى الهزيمة الدائمة للتنظيم في كل مكان.",
    "ورحب الوزراء بانضمام ثلاثة أعضاء جدد إلى التحالف وشكروا الدولة المضيفة على حسن الاستقبال.",
    "وشددوا على أهمية قرار مجلس الأمن رقم 2396 في شأن عودة المقاتلين الأجانب إلى بلدانهم.",
    "وأشار البيان إلى اجتماع واشنطن في السادس من فبراير 2019 وما اتفق عليه المشاركون فيه.",
    "وتعهد المشاركون بتقديم 400 مليون دولار لإعادة الخدمات الأساسية إلى المناطق المحررة.",
    "ودعا الوزراء إلى معالجة أوضاع المخيمات والسجون معالجة تحفظ الأمن والكرامة.",
    "واتفقوا على عقد الاجتماع التالي في المغرب في النصف الأول من العام المقبل.",
];

const SITE: &str = "base_url = \"https://example.org/b/\"\n[title]\nar = \"أرشيف\"\nen = \"Archive\"\n\
    [[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\nplace = { ar = \"روما\", en = \"Rome\" }\n\
    title = { ar = \"اجتماع روما\", en = \"Rome meeting\" }\n[tag.iraq]\nar = \"العراق\"\nen = \"Iraq\"\nwords = [\"العراق\"]\n\
    [place.syria]\nar = \"سوريا\"\nen = \"Syria\"\n";

/// A report of some sentences.
fn report(dice: &mut Dice) -> String {
    let mut text = String::new();
    if dice.roll(2) == 0 {
        let day = 1 + dice.roll(28);
        text.push_str(&format!("---\ntitle: بيان {day}\ndate: 2021-0{}-{day:02}\ntags: [iraq]\n", 1 + dice.roll(9)));
        match dice.roll(4) {
            0 => text.push_str("draft: true\n"),
            1 => text.push_str("summary_en: |\n  The ministers met.\n"),
            2 => text.push_str("aliases: [older, first]\n"),
            _ => text.push_str("meeting: rome-2021\n"),
        }
        text.push_str("---\n");
    }
    for _ in 0..2 + dice.roll(3) {
        text.push_str(SENTENCES[dice.roll(SENTENCES.len())]);
        text.push_str("\n\n");
    }
    text
}

/// One edit as an editor may make it.
fn edit(root: &Path, dice: &mut Dice, number: usize) -> String {
    let seeds = root.join("seeds");
    let mut files: Vec<_> = fs::read_dir(&seeds).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    let one = files[dice.roll(files.len())].clone();
    let text = fs::read_to_string(&one).unwrap();
    let site = root.join("site.toml");
    match dice.roll(14) {
        0 | 1 => fs::write(&one, format!("{text}{}\n", SENTENCES[dice.roll(SENTENCES.len())])).unwrap(),
        2 => fs::write(&one, report(dice)).unwrap(),
        3 if files.len() > 3 => fs::remove_file(&one).unwrap(),
        4 => fs::rename(&one, seeds.join(format!("renamed-{number}.md"))).unwrap(),
        3 | 5 if files.len() < 7 => fs::write(seeds.join(format!("new-{number}.md")), report(dice)).unwrap(),
        6 => fs::write(&one, format!("---\ndate: 2021-13-4{number}\n---\n{text}")).unwrap(),
        7 => {
            // Beside the file, then into its place.
            fs::write(seeds.join(".saved"), report(dice)).unwrap();
            fs::rename(seeds.join(".saved"), &one).unwrap();
        }
        8 => fs::write(&site, SITE.replace("Archive", &format!("Archive {number}"))).unwrap(),
        9 if fs::read_to_string(&site).unwrap().contains("meetings") => fs::write(&site, SITE).unwrap(),
        9 => fs::write(&site, SITE.replace("[[meeting]]", "[[meetings]]")).unwrap(),
        5 => fs::remove_file(&one).unwrap(),
        10 => fs::write(root.join("static/style.css"), format!("body {{ margin: {number}px }}")).unwrap(),
        11 => {
            let path = root.join("templates/strings/en.toml");
            let phrases = fs::read_to_string(project().join("templates/strings/en.toml")).unwrap();
            fs::write(path, phrases.replace("English", &format!("English {number}"))).unwrap();
        }
        // A touch changes nothing.
        _ => fs::write(&one, text).unwrap(),
    }
    format!("edit {number} at {}", one.display())
}

/// What a clean build makes of the folder; none where it ends with an error. Themes take long to load.
fn clean(root: &Path, address: &str, theme: &mut Option<(Files, Theme)>) -> Option<BTreeMap<String, Vec<u8>>> {
    let text = fs::read_to_string(root.join("site.toml")).unwrap();
    let config = bayan::config::parse(&text, "site.toml", Some(address)).ok()?;
    let files = bayan::assets::templates(&root.join("templates")).unwrap();
    if theme.as_ref().is_none_or(|(known, _)| *known != files) {
        let loaded = Theme::load(&files, config.style.digits, Minify::Yes).ok()?;
        *theme = Some((files, loaded));
    }
    let statics = bayan::assets::statics(&root.join("static")).unwrap();
    let sources = bayan::source::read(&root.join("seeds")).unwrap().value;
    let theme = &theme.as_ref()?.1;
    let inputs = Inputs { sources, config: &config, theme, statics, drafts: true };
    let built = bayan::build(inputs, Known::default(), &drop, &|_| (), |site| Output::of(site)).ok()?;
    Some(built.value.output.files().map(|(path, bytes)| (path.to_owned(), bytes.to_vec())).collect())
}

/// A page without what is put into it for this browser only.
fn bare(page: Vec<u8>) -> Vec<u8> {
    let Ok(mut text) = String::from_utf8(page.clone()) else { return page };
    for (start, end) in
        [("<link rel=\"stylesheet\" href=\"/.bayan/live.css\">", "</script>"), ("<p class=\"bayan-draft\"", "</p>")]
    {
        if let Some(from) = text.find(start) {
            let to = from + text[from..].find(end).unwrap() + end.len();
            text.replace_range(from..to, "");
        }
    }
    text.into_bytes()
}

fn encoded(path: &str) -> String {
    let byte = |byte: u8| match byte {
        b'/' | b'.' | b'-' | b'_' | b'0'..=b'9' | b'a'..=b'z' | b'A'..=b'Z' => char::from(byte).to_string(),
        _ => format!("%{byte:02X}"),
    };
    path.bytes().map(byte).collect()
}

/// The first path at which something else is served.
fn difference(
    server: &Server,
    expected: &BTreeMap<String, Vec<u8>>,
    gone: &BTreeSet<String>,
    has_errors: bool,
) -> Option<String> {
    let mut visitor = Visitor::new(server);
    let mut at = |path: &str| visitor.get(&format!("/b/{}", encoded(path)));
    for (path, bytes) in expected {
        let (status, served) = at(path);
        if status != 200 || bare(served) != *bytes {
            return Some(format!("{path} ({status})"));
        }
    }
    // With an error the last good page is shown where the build has none.
    let stays = |path: &&String| !has_errors && !expected.contains_key(*path) && at(path).0 != 404;
    gone.iter().find(stays).map(|path| format!("{path} is still there"))
}

#[test]
fn a_hundred_edits_give_what_a_clean_build_gives() {
    let root = scratch("serve-edits");
    let mut dice = Dice(7);
    write(&root, &[("site.toml", SITE.as_bytes()), ("static/style.css", b"body { margin: 0 }")]);
    copy(&project().join("templates"), &root.join("templates"));
    for number in 0..6 {
        write(&root, &[(&format!("seeds/start-{number}.md"), report(&mut dice).as_bytes())]);
    }
    let server = Server::start(&root, &[]);
    let mut theme = None;
    let mut seen: BTreeSet<String> = BTreeSet::new();
    for number in 0..100 {
        let what = edit(&root, &mut dice, number);
        // Some edits come while the one before is still being worked on.
        std::thread::sleep(Duration::from_millis(dice.roll(60) as u64));
        if number % 5 != 4 {
            continue;
        }
        let site = clean(&root, &server.address, &mut theme).unwrap_or_else(|| {
            server.until(|state| state["findings"][0]["path"] == "site.toml");
            fs::write(root.join("site.toml"), SITE).unwrap();
            clean(&root, &server.address, &mut theme).unwrap()
        });
        seen.extend(site.keys().cloned());
        let mut last = None;
        let same = eventually(|| {
            let findings = server.state()["findings"].as_array().unwrap().len();
            last = difference(&server, &site, &seen, findings > 0);
            last.is_none()
        });
        assert!(same.is_some(), "{what}: {last:?}");
    }
}

#[test]
fn the_bundled_site_is_served_as_it_is_built() {
    let root = scratch("serve-bundled");
    fs::copy(project().join("site.toml"), root.join("site.toml")).unwrap();
    copy(&project().join("seeds"), &root.join("seeds"));
    let server = Server::start(&root, &["--base-url", "https://example.org/b/"]);
    let expected = clean(&root, &server.address, &mut None).unwrap();
    assert!(expected.keys().any(|path| path.ends_with(".woff2")));
    assert_eq!(difference(&server, &expected, &BTreeSet::new(), false), None);
}
