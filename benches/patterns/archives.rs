//! Patterns in several reports beside one another: copies, successors, and reports that share a little with many.

use super::Area::Archive;
use super::{GOOD, Input, Pattern, SITE, sentence, word};

fn archive(name: &str, make: fn(usize) -> Vec<String>) -> Pattern {
    Pattern::new(Archive, name, move |n| {
        let name = |number: usize| format!("r{number:06}.txt");
        let reports = make(n).into_iter().enumerate().map(|(number, text)| (name(number), text.into_bytes()));
        Input { site: SITE.to_owned(), reports: reports.collect() }
    })
}

/// Two reports of so many paragraphs.
fn two(n: usize, old: impl Fn(usize) -> String, new: impl Fn(usize) -> String) -> Vec<String> {
    let text = |make: &dyn Fn(usize) -> String| (0..n).map(|at| make(at) + "\n").collect::<String>();
    vec![format!("في 28 يونيو 2021 {GOOD}{}", text(&old)), format!("في 28 يونيو 2021 {GOOD}{}", text(&new))]
}

const AGREED: &str = "وأكد الوزراء التزامهم بدعم الموانئ وبما اتفقوا عليه في اجتماعهم السابق في المدينة.";

pub fn all() -> Vec<Pattern> {
    vec![
        archive("reports apart", |n| {
            (0..n).map(|report| (0..8).map(|at| sentence(report * 8 + at, 15) + "\n").collect()).collect()
        }),
        archive("copies of one text", |n| {
            let text: String = (0..8).map(|at| sentence(at, 15) + "\n").collect();
            (0..n).map(|report| format!("{text}{}\n", sentence(1000 + report, 6))).collect()
        }),
        archive("reports that share one sentence", |n| {
            let own = |report: usize| (0..8).map(|at| sentence(report * 8 + at, 15) + "\n").collect::<String>();
            (0..n).map(|report| format!("{}{AGREED}\n", own(report))).collect()
        }),
        archive("reports that share three words", |n| {
            let own = |report: usize| (0..8).map(|at| sentence(report * 8 + at, 15) + "\n").collect::<String>();
            (0..n).map(|report| format!("{}بدعم الموانئ وبما {}\n", own(report), word(report))).collect()
        }),
        archive("a chain of copies", |n| {
            let part = |at: usize| sentence(at, 15) + "\n";
            (0..n).map(|report| (report..report + 8).map(part).collect()).collect()
        }),
        archive("short notices that differ in a number", |n| {
            (0..n).map(|report| format!("بلغ سعر القمح اليوم في السوق {report} ريالا للطن الواحد.\n")).collect()
        }),
        archive("one report quotes all others", |n| {
            let own = |report: usize| (0..8).map(|at| sentence(report * 8 + at, 15) + "\n").collect::<String>();
            let mut all: Vec<String> = (0..n).map(own).collect();
            all.push(all.concat());
            all
        }),
        archive("a copy with paragraphs moved", |n| two(n, |at| sentence(at, 12), move |at| sentence(n - 1 - at, 12))),
        archive("a copy with short paragraphs moved", |n| {
            two(n, |at| sentence(at, 2), move |at| sentence(n - 1 - at, 2))
        }),
        archive("a copy with a word changed in each paragraph", |n| {
            two(n, |at| sentence(at, 12), |at| format!("{} {}", word(900_000 + at), sentence(at, 12)))
        }),
        archive("a copy with a figure changed in each paragraph", |n| {
            two(n, |at| format!("{at}9 {}", sentence(at, 12)), |at| format!("{at}7 {}", sentence(at, 12)))
        }),
        archive("two texts of one paragraph repeated", |n| two(n, |_| AGREED.into(), |_| AGREED.into())),
        archive("two texts of almost equal paragraphs", |n| {
            two(n, |at| format!("{AGREED} {}", word(at)), |at| format!("{AGREED} {}", word(at + 1)))
        }),
        archive("two texts of almost equal paragraphs, other ends", |n| {
            two(n, |at| format!("{} {AGREED}", word(at)), |at| format!("{} {AGREED}", word(at + 500_000)))
        }),
        archive("two lines of one word", |n| {
            let line = |word: &str| format!("{GOOD}{}\n", word.repeat(n));
            vec![line("كلمة "), line("كلمة أخرى ")]
        }),
        archive("two lines with every other word changed", |n| {
            let line = |from: usize| {
                let own: String = (0..n).map(|at| format!("{} {} ", word(at), word(from + at))).collect();
                format!("{GOOD}{own}\n")
            };
            vec![line(300_000), line(600_000)]
        }),
        archive("two lines of the same words in another order", |n| {
            let line = |step: usize| {
                let own: String = (0..n).map(|at| format!("{} ", word(at * step % n.max(1)))).collect();
                format!("{GOOD}{AGREED}\n{own}\n")
            };
            vec![line(1), line(7)]
        }),
        archive("two lines of two words mixed", |n| {
            let line = |seed: usize| {
                let pick = |at: usize| if (at * seed + at / 3) % 5 < 2 { "قمح " } else { "ماء " };
                format!("{GOOD}{AGREED}\n{}\n", (0..n).map(pick).collect::<String>())
            };
            vec![line(3), line(7)]
        }),
        archive("two texts of one-word paragraphs", |n| two(n, word, |at| word(at / 2))),
        archive("verbs of strength against each other", |n| {
            let line = |verb: &str| format!("{GOOD}{AGREED}\n{}\n", format!("{verb} الوزراء ").repeat(n));
            vec![line("دعا"), line("طالب")]
        }),
        archive("copies with lines of their site", |n| {
            let site = |report: usize| sentence(700_000 + report % 3, 12);
            let own = |report: usize| (0..8).map(|at| sentence(report * 8 + at, 15) + "\n").collect::<String>();
            (0..n).map(|report| format!("{}\n{}{}\n", site(report), own(report), site(report + 1))).collect()
        }),
        archive("one formula in many places of two texts", |n| {
            let text = |from: usize| -> String {
                (0..n).map(|at| format!("{} بدعم الموانئ وبما اتفقوا عليه. ", word(from + at))).collect()
            };
            vec![text(0), text(500_000)]
        }),
        archive("formulas that begin with each other", |n| {
            let text = |from: usize| -> String {
                let line = |at: usize| (0..at % 60 + 4).map(word).collect::<Vec<_>>().join(" ");
                (0..n).map(|at| format!("{} {}. ", line(at), word(from + at))).collect()
            };
            vec![text(400_000), text(500_000), text(600_000)]
        }),
        archive("one long report beside many", |n| {
            let own = |report: usize| (0..8).map(|at| sentence(report * 8 + at, 15) + "\n").collect::<String>();
            let mut all: Vec<String> = (0..50).map(own).collect();
            all.push((0..n).map(|at| sentence(at % 400, 15) + "\n").collect());
            all
        }),
    ]
}
