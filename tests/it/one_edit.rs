//! After one edit a build does what the edit asks for and no more, counted: reports that are worked out, pages and fonts that are made, files that are written. It asserts no time.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::{Path, PathBuf};

use serde_json::Value;

use crate::harness::{build_in, copy, files, project, scratch, write};
use crate::serve::edits::Dice;

const REPORTS: usize = 40;
/// Those that the program has.
const FONTS: usize = 2;
/// Of another template than pages.
const SITEMAP: &str = "sitemap.xml";
/// Pages that lead from a copy's address to the communiqué, and show nothing of the site.
const REDIRECTS: usize = 2;

const SITE: &str = "base_url = \"https://example.org/b/\"\n[title]\nar = \"أرشيف\"\nen = \"Archive\"\n\
    [[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\nplace = { ar = \"روما\", en = \"Rome\" }\n\
    title = { ar = \"اجتماع روما\", en = \"Rome meeting\" }\nat = [41.9, 12.5]\n\
    [[meeting]]\nid = \"oslo-2022\"\ndate = \"2022-03-14\"\nplace = { ar = \"أوسلو\", en = \"Oslo\" }\n\
    title = { ar = \"اجتماع أوسلو\", en = \"Oslo meeting\" }\nat = [59.9, 10.7]\n\
    [tag.ports]\nar = \"الموانئ\"\nen = \"Ports\"\n[tag.rail]\nar = \"السكك\"\nen = \"Rail\"\n\
    [tag.water]\nar = \"المياه\"\nen = \"Water\"\n[place.delta]\nar = \"الدلتا\"\nen = \"Delta\"\n";

/// What texts are made of.
const WORDS: &str = "المشاركون الخطة التمويل الشبكة المرافئ القطارات السدود الحدود الأسواق الطرق بحثوا أقروا راجعوا \
    أعدوا درسوا عرضوا قدموا اختاروا نشروا حددوا سريعا بدقة معا تدريجيا لاحقا مبكرا سنويا رسميا عمليا محليا الجديدة \
    الكبيرة البعيدة المشتركة الأولى القديمة الواسعة الدائمة المؤقتة التالية";

/// Paragraphs that say nothing that others say, but for what some of them have in the middle of one.
fn text(number: usize) -> String {
    let mut dice = Dice(number as u64 * 977);
    let all: Vec<&str> = WORDS.split(' ').collect();
    let mut words = || (0..7).map(|_| all[dice.roll(all.len())]).collect::<Vec<_>>().join(" ");
    let mut paragraphs: Vec<String> = (0..5).map(|_| format!("{} {}.", words(), words())).collect();
    if number % 20 == 6 {
        paragraphs[2] = format!("{} والتزامهم المشترك بمواصلة العمل حتى تكتمل الممرات {}.", words(), words());
    }
    if number.is_multiple_of(8) {
        paragraphs[3] = format!("{} ثم إلى الدلتا {}.", words(), words());
    }
    paragraphs.join("\n\n") + "\n"
}

fn report(number: usize) -> String {
    let tag = ["ports", "rail", "water"][number % 3];
    let meeting = ["rome-2021", "oslo-2022"][number / (REPORTS / 2)];
    let (year, month, day) = (2021 + number / (REPORTS / 2), 1 + number % 12, 1 + number % 28);
    let front =
        format!("title: بيان رقم {number}\ndate: {year}-{month:02}-{day:02}\ntags: [{tag}]\nmeeting: {meeting}");
    format!("---\n{front}\n---\n{}", text(number))
}

/// An archive that was built once.
struct Archive {
    root: PathBuf,
}

/// What an edit cost.
#[derive(Debug)]
struct Cost {
    /// Reports that were worked out.
    reports: usize,
    /// Pages, fonts and other files with a name that were made.
    made: usize,
    /// Files that are new or not as they were.
    written: usize,
    /// Pages and fonts that are.
    differ: BTreeSet<String>,
    /// Other files with a name that are.
    others: usize,
}

/// Whether a file that is no page is named by what it is made from, and made only where that is new.
fn is_other(path: &str) -> bool {
    path == SITEMAP || ["search/terms/", "search/positions/", "search/texts/"].iter().any(|part| path.starts_with(part))
}

impl Archive {
    fn new(name: &str) -> Archive {
        let root = scratch(name);
        write(&root, &[("site.toml", SITE.as_bytes())]);
        copy(&project().join("templates"), &root.join("templates"));
        for number in 0..REPORTS {
            write(&root, &[(&format!("seeds/r{number:02}.md"), report(number).as_bytes())]);
        }
        let copied = format!("{}\nوكان مراسلنا هناك مع الوفود.\n", text(7));
        write(&root, &[("seeds/zz-copy.txt", copied.as_bytes())]);
        let archive = Archive { root };
        let first = archive.build();
        assert_eq!((count(&first["communiques"]), count(&first["anew"])), (REPORTS, REPORTS + 1));
        // Every kind of page is there, and was made.
        let pages = archive.pages();
        for part in ["communiques/r07/copies/", "communiques/zz-copy/", "compare/r06/r26/", "formulas/", "names/place/"]
        {
            assert!(pages.iter().any(|path| path.starts_with(part)), "{part} {pages:?}");
        }
        assert_eq!(count(&first["files"]["made"]), pages.len() + FONTS + archive.others().len());
        archive
    }

    fn build(&self) -> Value {
        let run = build_in(&self.root, &["--format", "json"], &[]);
        assert_eq!(run.code, 0, "{}", run.stdout);
        serde_json::from_str::<Value>(&run.stdout).unwrap()["built"].take()
    }

    /// The pages and other files of the site that are linked, unlinked, or given a mode: of each its number and the time at which
    /// anything about it changed.
    #[cfg(unix)]
    fn stands(&self) -> BTreeMap<String, [u64; 3]> {
        use std::os::unix::fs::MetadataExt;
        let public = self.root.join("public");
        let stands = |path: String| {
            let meta = fs::symlink_metadata(public.join(&path)).unwrap();
            (path, [meta.ino(), meta.ctime().cast_unsigned(), meta.ctime_nsec().cast_unsigned()])
        };
        files(&public).into_keys().map(stands).collect()
    }

    /// Makes an edit and builds. Each file that is not as it was is written, and no other.
    fn after(&self, edit: impl FnOnce(&Path)) -> Cost {
        let site = || files(&self.root.join("public"));
        edit(&self.root);
        let before = site();
        let done = self.build();
        let after = site();
        let mut differ: BTreeSet<String> =
            after.keys().filter(|path| before.get(*path) != after.get(*path)).cloned().collect();
        differ.remove(".bayan-manifest");
        let gone = before.keys().filter(|path| !after.contains_key(*path)).count();
        let counts = ["written", "removed", "made"].map(|name| count(&done["files"][name]));
        assert_eq!(counts[..2], [differ.len(), gone]);
        let others = differ.iter().filter(|path| is_other(path)).count();
        differ.retain(|path| path.ends_with(".html") || path.ends_with(".woff2"));
        Cost { reports: count(&done["anew"]), made: counts[2], written: counts[0], differ, others }
    }

    /// Makes an edit of one report and builds: these pages are made in both languages and those in Arabic, no others, and of
    /// no other report anything is worked out.
    fn makes(&self, edit: impl FnOnce(&Path), both: &[&str], arabic: &[&str]) {
        let cost = self.after(edit);
        let twins = both.iter().map(|path| format!("en/{path}index.html"));
        let expected: BTreeSet<String> =
            both.iter().chain(arabic).map(|path| format!("{path}index.html")).chain(twins).collect();
        assert_eq!(cost.differ, expected);
        assert_eq!((cost.reports, cost.made), (1, cost.differ.len() + cost.others));
    }

    /// Every page.
    fn pages(&self) -> BTreeSet<String> {
        files(&self.root.join("public")).into_keys().filter(|path| path.ends_with(".html")).collect()
    }

    /// Every other file with a name, but fonts.
    fn others(&self) -> BTreeSet<String> {
        files(&self.root.join("public")).into_keys().filter(|path| is_other(path)).collect()
    }
}

fn count(value: &Value) -> usize {
    usize::try_from(value.as_u64().unwrap()).unwrap()
}

/// Changes a file below a folder.
fn edited<'a>(file: &'a str, edit: impl Fn(&str) -> String + 'a) -> impl FnOnce(&Path) + 'a {
    move |root| {
        let path = root.join(file);
        let text = fs::read_to_string(&path).unwrap();
        let new = edit(&text);
        assert_ne!(text, new, "{file}");
        fs::write(path, new).unwrap();
    }
}

const ONE: &str = "seeds/r06.md";
/// What it says in the words of another.
const FORMULA: &str = "formulas/f1fc070c5f/";

#[test]
fn nothing_is_made_where_nothing_changed() {
    let archive = Archive::new("one-edit-none");
    let touched = |root: &Path| {
        for file in ["site.toml", ONE, "templates/base.html"] {
            fs::write(root.join(file), fs::read(root.join(file)).unwrap()).unwrap();
        }
    };
    for edit in [(|_: &Path| ()) as fn(&Path), touched] {
        let cost = archive.after(edit);
        assert_eq!((cost.reports, cost.made, cost.differ.len()), (0, 0, 0));
    }
    // What somebody else did to the output is made good, and nothing beside it.
    let cost = archive.after(|root| fs::remove_file(root.join("public/tags/index.html")).unwrap());
    assert_eq!((cost.reports, cost.made, cost.differ.len()), (0, 1, 1));
}

#[test]
fn an_edit_of_a_report_makes_the_pages_that_show_it() {
    let archive = Archive::new("one-edit");
    let own = ["communiques/r06/", "compare/r06/r26/"];
    // A word of the last paragraph.
    let last = |text: &str| format!("{} اليوم.\n", text.trim_end().trim_end_matches('.'));
    archive.makes(edited(ONE, last), &own, &[]);
    // A word of the first, which stands for the text where texts are listed.
    let first = edited(ONE, |text| text.replacen("\n---\n", "\n---\nأمس ", 1));
    archive.makes(first, &own, &["communiques/", "meetings/rome-2021/", "tags/ports/", "timeline/2021/"]);
    // A second tag, which others have; then in place of the first one that none has.
    let counted = ["", "overview/", "tags/", "tags/ports/", "tags/water/", "communiques/r06/"];
    let tagged = edited(ONE, |text| text.replacen("tags: [ports]", "tags: [ports, water]", 1));
    archive.makes(tagged, &counted, &[]);
    let tagged = edited(ONE, |text| text.replacen("tags: [ports,", "tags: [cranes,", 1));
    archive.makes(tagged, &[&counted[..], &["tags/cranes/"]].concat(), &[]);
    // A title, which all have that name the communiqué: lists, the ones before and behind it, what shares its language.
    let near = ["communiques/r17/", "communiques/r18/", "communiques/r26/", "compare/", "formulas/", FORMULA];
    let lists = ["communiques/", "meetings/rome-2021/", "status/", "tags/cranes/", "tags/water/", "timeline/2021/"];
    let titled = edited(ONE, |text| text.replacen("بيان رقم 6", "بيان رقم ستة", 1));
    archive.makes(titled, &[&own[..], &near, &lists].concat(), &[]);
    // The text of a copy.
    archive.makes(edited("seeds/zz-copy.txt", last), &["communiques/r07/copies/"], &[]);
}

/// Publishing touches what differs and nothing else: what this edit changed, and what the one before did, which the site that is
/// kept beside the other has not yet.
#[cfg(unix)]
#[test]
fn what_does_not_differ_is_not_linked_again() {
    let archive = Archive::new("one-edit-links");
    let edit =
        |number: usize| edited(ONE, move |text| format!("{} {number}.\n", text.trim_end().trim_end_matches('.')));
    // The first edit links every file into a site beside the old one.
    let mut before = archive.after(edit(1));
    for number in 2..5 {
        let stood = archive.stands();
        let cost = archive.after(edit(number));
        let stands = archive.stands();
        let touched: Vec<_> = stands.iter().filter(|(path, now)| stood.get(*path) != Some(*now)).collect();
        let bound = cost.written + before.written + 1;
        assert!(
            touched.len() <= bound && bound < stands.len() / 4,
            "{} of {}: {touched:?}",
            touched.len(),
            stands.len()
        );
        before = cost;
    }
}

#[test]
fn what_every_page_has_makes_every_page_and_no_report() {
    let archive = Archive::new("one-edit-all");
    let pages = archive.pages();
    let phrase = edited("templates/strings/en.toml", |text| text.replacen("\"Communiqués\"", "\"All communiqués\"", 1));
    let cost = archive.after(phrase);
    // The sitemap is rendered by the theme too.
    assert_eq!((cost.reports, cost.made, cost.others), (0, pages.len() + 1, 0));
    let template = edited("templates/base.html", |text| text.replacen("<body", "<body data-edited=\"1\"", 1));
    let cost = archive.after(template);
    assert_eq!((cost.reports, cost.made, cost.others), (0, pages.len() + 1, 0));
    assert_eq!(cost.differ.len(), pages.len() - REDIRECTS);
    // A letter that no page had: the fonts have it now, and each page names the fonts.
    let cost = archive.after(edited(ONE, |text| format!("{}\nوزار الوفد ڤيينا أيضا.\n", text.trim_end())));
    assert_eq!((cost.reports, cost.made), (1, cost.differ.len() + cost.others));
    assert_eq!(cost.differ.len(), archive.pages().len() - REDIRECTS + FONTS);
    // A key of site.toml may say something of every report.
    let cost = archive.after(edited("site.toml", |text| text.replacen("Archive", "Our archive", 1)));
    assert_eq!((cost.reports, cost.made), (REPORTS + 1, archive.pages().len()));
}
