//! A count → input that repeats one thing so often: text, markup, front matter, `site.toml`, or reports beside one another. It measures nothing; `superlinear` and `hostile` do, and `tests/it/budgets.rs` uses them too.

mod archives;
mod pages;
mod texts;

use std::path::Path;

use bayan::source::{Format, Source};

/// A `site.toml` for reports: a meeting, a tag, a figure and an outlet that texts can name.
pub const SITE: &str = "[title]\nar = \"أرشيف\"\nen = \"Archive\"\n\n[[meeting]]\nid = \"rome-2021\"\ndate = \"2021-06-28\"\n\
    title = { ar = \"اجتماع روما الوزاري\", en = \"Rome\" }\n\n[[meeting]]\nid = \"paris-2019\"\ndate = \"2019-02-06\"\n\
    title = { ar = \"اجتماع باريس الوزاري\", en = \"Paris\" }\n\n[tag.iraq]\nar = \"العراق\"\nen = \"Iraq\"\n\n\
    [[outlet]]\nname = { ar = \"صحيفة النهر\", en = \"River\" }\nstrip = [\"حقوق النشر محفوظة\"]\n";

/// A paragraph that no filter takes out.
pub const GOOD: &str = "عقد الوزراء اجتماعهم السنوي وبحثوا سبل ربط الموانئ بالسكك الحديدية في المنطقة كلها.\n";

/// Where a pattern stands, which says how large it may grow.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Area {
    Markdown,
    Plain,
    Html,
    FrontMatter,
    SiteToml,
    Archive,
}

/// What a pattern makes.
pub struct Input {
    /// `site.toml`.
    pub site: String,
    /// Reports: the name of each, and its bytes.
    pub reports: Vec<(String, Vec<u8>)>,
}

impl Input {
    pub fn bytes(&self) -> usize {
        self.site.len() + self.reports.iter().map(|(_, bytes)| bytes.len()).sum::<usize>()
    }

    fn one(name: &str, bytes: Vec<u8>) -> Input {
        Input { site: SITE.to_owned(), reports: vec![(name.to_owned(), bytes)] }
    }
}

/// One way to repeat something.
pub struct Pattern {
    pub name: String,
    pub area: Area,
    make: Box<dyn Fn(usize) -> Input>,
}

impl Pattern {
    pub fn new(area: Area, name: &str, make: impl Fn(usize) -> Input + 'static) -> Pattern {
        Pattern { name: name.to_owned(), area, make: Box::new(make) }
    }

    /// A report with something before, something repeated and something behind.
    fn repeat(area: Area, name: &str, parts: [&'static str; 3]) -> Pattern {
        let file = match area {
            Area::Plain => "a.txt",
            Area::Html => "a.html",
            _ => "a.md",
        };
        let [head, unit, tail] = parts;
        Pattern::new(area, name, move |n| Input::one(file, format!("{head}{}{tail}", unit.repeat(n)).into_bytes()))
    }

    /// A report whose text is made by number.
    fn numbered(area: Area, name: &str, file: &'static str, make: impl Fn(usize) -> String + 'static) -> Pattern {
        Pattern::new(area, name, move |n| {
            let text: String = (0..n).map(&make).collect();
            Input::one(file, format!("{GOOD}\n{text}").into_bytes())
        })
    }

    /// The input with so many repetitions.
    pub fn times(&self, n: usize) -> Input {
        (self.make)(n)
    }
}

/// A report that was read from nowhere; its name says its format.
pub fn source(name: &str, bytes: Vec<u8>) -> Source {
    let format = Format::of(Path::new(name)).unwrap_or(Format::Plain);
    Source { file: name.to_owned(), path: name.to_owned(), format, bytes: Ok(bytes.into()) }
}

/// Every pattern.
pub fn all() -> Vec<Pattern> {
    let mut all = texts::markdown();
    all.extend(texts::plain());
    all.extend(pages::html());
    all.extend(pages::front_matter());
    all.extend(pages::site_toml());
    all.extend(archives::all());
    all
}

/// A word of Arabic letters for a number, another for each; without those that garbled text is told by.
pub fn word(mut number: usize) -> String {
    const LETTERS: [char; 16] = ['ب', 'ت', 'ج', 'ح', 'د', 'ر', 'س', 'ش', 'ص', 'ز', 'ع', 'ف', 'ق', 'ك', 'ل', 'م'];
    let mut word = String::from("ن");
    for _ in 0..5 {
        word.extend(LETTERS.get(number % 16));
        number /= 16;
    }
    word
}

/// A sentence of so many words of its own.
pub fn sentence(number: usize, words: usize) -> String {
    let own: Vec<String> = (0..words).map(|at| word(number * words + at)).collect();
    format!("{}.", own.join(" "))
}
