//! What bayan makes of a set, against its labels → figures, and what is wrong in words.

use std::collections::{BTreeMap, BTreeSet};
use std::fmt;

use bayan::archive::questions::Question;
use bayan::archive::{self, Communique, Report};
use bayan::infer::Trust;
use bayan::text::fold::FoldedText;

use crate::labels::{Labelled, Set};

/// Counts, from which the figures come.
#[derive(Default)]
pub struct Figures {
    /// Pairs of reports in one communiqué: right, made, wanted.
    pairs: [usize; 3],
    /// Lines of bodies: right, kept, wanted.
    lines: [usize; 3],
    /// Lines of texts that have no chrome: kept, all.
    bare: [usize; 2],
    /// Titles: right, all.
    titles: [usize; 2],
    /// Dates: right, decided, to be decided.
    dates: [usize; 3],
    /// Meetings: right, decided, to be decided.
    meetings: [usize; 3],
    /// Values that are wrong and yet certain.
    wrong: usize,
}

fn share(part: usize, whole: usize) -> f64 {
    #[expect(clippy::cast_precision_loss, reason = "counts of lines")]
    let share = part as f64 / whole.max(1) as f64;
    if whole == 0 { 1.0 } else { share }
}

impl Figures {
    pub const HEAD: &str = "copies: precision recall   lines: precision recall   bare text   titles   dates: right decided   meetings: right decided";

    pub fn named(&self) -> Vec<(&'static str, f64)> {
        vec![
            ("copies-precision", share(self.pairs[0], self.pairs[1])),
            ("copies-recall", share(self.pairs[0], self.pairs[2])),
            ("lines-precision", share(self.lines[0], self.lines[1])),
            ("lines-recall", share(self.lines[0], self.lines[2])),
            ("bare-text-kept", share(self.bare[0], self.bare[1])),
            ("titles", share(self.titles[0], self.titles[1])),
            ("dates-right", share(self.dates[0], self.dates[1])),
            ("dates-decided", share(self.dates[0], self.dates[2])),
            ("meetings-right", share(self.meetings[0], self.meetings[1])),
            ("meetings-decided", share(self.meetings[0], self.meetings[2])),
        ]
    }

    pub fn add(&mut self, other: &Figures) {
        let add = |mine: &mut [usize], theirs: &[usize]| mine.iter_mut().zip(theirs).for_each(|(a, b)| *a += b);
        add(&mut self.pairs, &other.pairs);
        add(&mut self.lines, &other.lines);
        add(&mut self.bare, &other.bare);
        add(&mut self.titles, &other.titles);
        add(&mut self.dates, &other.dates);
        add(&mut self.meetings, &other.meetings);
        self.wrong += other.wrong;
    }
}

impl Figures {
    /// What must never be, whatever the floors.
    pub fn never(&self) -> Option<String> {
        (self.wrong > 0).then(|| format!("{} dates are wrong and certain", self.wrong))
    }
}

impl fmt::Display for Figures {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        let named = self.named();
        let widths = [17, 7, 19, 7, 12, 9, 14, 8, 18, 8];
        named.iter().zip(widths).try_for_each(|((_, value), width)| write!(f, "{value:>width$.3}"))
    }
}

/// Builds a set and compares.
pub fn score(set: &Set) -> (Figures, Vec<String>) {
    let sources = set.reports.iter().map(Labelled::source).collect();
    let (prepared, set_aside) = archive::prepare(sources, &set.config, true).value;
    let archive = archive::assemble(prepared, set_aside, &set.config).value;
    let mut figures = Figures::default();
    let mut errors: Vec<String> = archive
        .set_aside
        .iter()
        .map(|aside| format!("{}: set aside: {}", aside.file, aside.message.get(bayan::lang::Lang::En)))
        .collect();
    errors.extend(archive.questions.iter().filter_map(|question| match question {
        Question::Copy { files, differ, values, .. } => Some(format!("asked of {files:?}: {differ:?} {values:?}")),
        Question::Date { .. } => None,
    }));
    pairs(set, &archive.communiques, &mut figures, &mut errors);
    let reports: BTreeMap<&str, &Report> = archive
        .communiques
        .iter()
        .flat_map(|communique| &communique.reports)
        .map(|report| (report.file.as_str(), report))
        .collect();
    for labelled in &set.reports {
        if let Some(report) = reports.get(labelled.file.as_str()) {
            lines(labelled, report, &mut figures, &mut errors);
        }
    }
    facts(set, &mut figures, &mut errors);
    bare(set, &mut figures, &mut errors);
    (figures, errors)
}

fn pairs(set: &Set, communiques: &[Communique], figures: &mut Figures, errors: &mut Vec<String>) {
    let mut made: BTreeMap<&str, usize> = BTreeMap::new();
    for (index, communique) in communiques.iter().enumerate() {
        made.extend(communique.reports.iter().map(|report| (report.file.as_str(), index)));
    }
    for (place, one) in set.reports.iter().enumerate() {
        for other in set.reports.iter().skip(place + 1) {
            let wanted = one.communique == other.communique;
            let found = made.get(one.file.as_str()).is_some_and(|index| made.get(other.file.as_str()) == Some(index));
            figures.pairs[0] += usize::from(wanted && found);
            figures.pairs[1] += usize::from(found);
            figures.pairs[2] += usize::from(wanted);
            if wanted != found {
                let what = if found { "merged and are two" } else { "are one and were not merged" };
                errors.push(format!("{} and {} {what}", one.file, other.file));
            }
        }
    }
}

fn lines(labelled: &Labelled, report: &Report, figures: &mut Figures, errors: &mut Vec<String>) {
    let kept: BTreeMap<u32, &str> = report.body.iter().map(|block| (block.line, block.text.as_str())).collect();
    for (number, line) in &labelled.lines {
        let body = kept.get(number).map(|text| FoldedText::new(text));
        let wanted = line.label == 'B';
        let whole = FoldedText::new(&format!("{}{}", line.glued, line.text));
        let right = body.as_ref().is_some_and(|body| *body == FoldedText::new(&line.text) || *body == whole);
        figures.lines[0] += usize::from(wanted && right);
        figures.lines[1] += usize::from(body.is_some());
        figures.lines[2] += usize::from(wanted);
        let glued = !line.glued.is_empty() && body == Some(whole);
        figures.lines[1] += usize::from(glued);
        let text: String = line.text.chars().take(90).collect();
        let mut say = |what: &str| errors.push(format!("{}:{number}: {what}: {text}", labelled.file));
        match (wanted, right, body.is_some()) {
            (true, false, _) => {
                let removal = report.removed.iter().find(|removal| removal.line == *number);
                say(&format!("lost as {}", removal.map_or("nothing", |removal| removal.reason.as_str())));
            }
            (false, _, true) => say(&format!("kept a {}", line.label)),
            _ if glued => say("kept what is glued to it"),
            _ => {}
        }
    }
    let titles: BTreeSet<FoldedText> =
        labelled.lines.values().filter(|line| line.label == 'T').map(|line| FoldedText::new(&line.text)).collect();
    let right = titles.contains(&FoldedText::new(&report.title));
    if !titles.is_empty() {
        figures.titles[0] += usize::from(right);
        figures.titles[1] += 1;
        if !right {
            errors.push(format!("{}: its title is: {}", labelled.file, report.title.as_str()));
        }
    }
}

/// A text that is nothing but text loses nothing.
fn bare(set: &Set, figures: &mut Figures, errors: &mut Vec<String>) {
    for labelled in &set.reports {
        let (prepared, aside) = archive::prepare(vec![labelled.bare()], &set.config, true).value;
        let archive = archive::assemble(prepared, aside, &set.config).value;
        let body = archive.communiques.first().map_or(&[][..], Communique::body);
        let kept: BTreeSet<FoldedText> = body.iter().map(|block| FoldedText::new(&block.text)).collect();
        for line in labelled.lines.values().filter(|line| line.label == 'B') {
            let right = kept.contains(&FoldedText::new(&line.text));
            figures.bare[0] += usize::from(right);
            figures.bare[1] += 1;
            if !right {
                let text: String = line.text.chars().take(90).collect();
                errors.push(format!("{}: bare text lost: {text}", labelled.file));
            }
        }
    }
}

/// Dates and meetings, each report by itself: a copy must not lend its own.
fn facts(set: &Set, figures: &mut Figures, errors: &mut Vec<String>) {
    for labelled in &set.reports {
        let (prepared, aside) = archive::prepare(vec![labelled.source()], &set.config, true).value;
        let archive = archive::assemble(prepared, aside, &set.config).value;
        let Some(communique) = archive.communiques.first() else {
            continue;
        };
        let known = communique.date.as_ref();
        let date = known.map(|known| known.value.to_string());
        let certain =
            known.is_some_and(|known| known.basis.evidence().is_none_or(|found| found.trust == Trust::Certain));
        if certain && date != labelled.date {
            figures.wrong += 1;
            errors.push(format!("{}: its date is wrong and certain", labelled.file));
        }
        let meeting = communique.meeting.as_ref().and_then(|known| set.config.meetings.get(known.value));
        let meeting = meeting.map(|meeting| meeting.id.clone());
        let mut count = |name: &str, found: Option<String>, wanted: &Option<String>, counts: &mut [usize; 3]| {
            counts[0] += usize::from(found.is_some() && found == *wanted);
            counts[1] += usize::from(found.is_some());
            counts[2] += usize::from(wanted.is_some());
            if found != *wanted {
                errors.push(format!("{}: its {name} is {found:?}, not {wanted:?}", labelled.file));
            }
        };
        count("date", date, &labelled.date, &mut figures.dates);
        count("meeting", meeting, &labelled.meeting, &mut figures.meetings);
    }
}
