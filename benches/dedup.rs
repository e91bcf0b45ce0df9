//! How long finding copies takes, and how much memory it needs above the texts, on archives that it makes itself. It is a measurement: it fails nothing.
//!
//! `cargo bench --bench dedup -- 10000 100000` prints a line for each size. Four reports in ten are copies: abridged,
//! reworded word by word, or padded.
#![expect(
    clippy::disallowed_methods,
    clippy::indexing_slicing,
    reason = "a benchmark reads the clock and its own memory"
)]

#[path = "corpus/words.rs"]
mod words;

use std::collections::BTreeMap;
use std::time::Instant;

use bayan::dedup::{Standing, Text, Verdicts, deduplicate};
use bayan::ingest::block::Block;
use words::{Random, Vocabulary, shuffle};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

const SENTENCES: usize = 20;
const SENTENCE_WORDS: usize = 17;

/// Words that are built as Arabic words are, shuffled.
fn vocabulary() -> Vocabulary {
    let roots = [
        "كتب", "حكم", "سلم", "علم", "نقل", "عقد", "صدر", "دعم", "جمع", "قرر", "شرك", "عمل", "حضر", "نظر", "وفق", "بحث",
    ];
    let before = ["", "ال", "و", "ب", "ل", "م", "ت", "ي", "است", "وال", "بال", "لل"];
    let inside = ["", "ا", "و", "ي"];
    let behind = ["", "ة", "ات", "ون", "ين", "ها", "هم", "نا", "ي", "ية", "ان", "وا"];
    let mut words = Vec::new();
    for root in roots {
        for infix in inside {
            let (first, rest) = root.split_at(root.chars().next().map_or(0, char::len_utf8));
            for prefix in before {
                words.extend(behind.iter().map(|suffix| format!("{prefix}{first}{infix}{rest}{suffix}")));
            }
        }
    }
    shuffle(&mut words, &mut Random(7));
    Vocabulary::of(words)
}

/// `count` reports: each with the number of its communiqué, and its paragraphs.
fn reports(count: usize) -> Vec<(usize, Vec<String>)> {
    let vocabulary = vocabulary();
    let sentence = |random: &mut Random| format!("{}.", vocabulary.words(SENTENCE_WORDS, random));
    let mut random = Random(20_240_101);
    let mut reports: Vec<(usize, Vec<String>)> = Vec::with_capacity(count);
    let mut communique = 0;
    while reports.len() < count {
        let original: Vec<String> = (0..SENTENCES).map(|_| sentence(&mut random)).collect();
        let copies = [0, 0, 0, 1, 1, 2][random.below(6)];
        for _ in 0..copies {
            let mut copy: Vec<String> = original.iter().filter(|_| random.below(10) >= 3).cloned().collect();
            for sentence in copy.iter_mut().filter(|_| true) {
                if random.below(3) == 0 {
                    let words: Vec<&str> = sentence.split(' ').collect();
                    let changed =
                        words.iter().map(|word| if random.below(4) == 0 { vocabulary.word(&mut random) } else { word });
                    *sentence = changed.collect::<Vec<_>>().join(" ");
                }
            }
            if random.below(3) == 0 {
                copy.push(sentence(&mut random));
            }
            reports.push((communique, copy));
        }
        reports.push((communique, original));
        communique += 1;
    }
    reports.truncate(count);
    reports
}

/// A line of `/proc/self/status` in MiB; nothing where there is no such file.
fn memory(key: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<usize>().ok()).unwrap_or(0) / 1024
}

fn main() {
    let sizes: Vec<usize> = std::env::args().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![10_000, 100_000] } else { sizes };
    println!("{:>9} {:>8} {:>8} {:>10} {:>9} {:>7}", "reports", "seconds", "n^", "MiB above", "precision", "recall");
    let mut before: Option<(f64, f64)> = None;
    for size in sizes {
        let block = |paragraph: String| Block::paragraph(1, &paragraph);
        let reports: Vec<(usize, Vec<Block>)> = reports(size)
            .into_iter()
            .map(|(communique, paragraphs)| (communique, paragraphs.into_iter().map(block).collect()))
            .collect();
        let names: Vec<String> = (0..size).map(|number| format!("{number:07}")).collect();
        let texts: Vec<Text<'_>> = reports
            .iter()
            .zip(&names)
            .map(|((_, body), file)| Text {
                body,
                standing: Standing {
                    edited: false,
                    official: false,
                    removed: 0,
                    published: None,
                    meeting: None,
                    date: None,
                    day: None,
                    file,
                },
                notes: None,
            })
            .collect();
        let start = memory("VmRSS");
        // Sets the peak back to what is in use now.
        let _ = std::fs::write("/proc/self/clear_refs", "5");
        let clock = Instant::now();
        let found = deduplicate(&texts, &Verdicts::default());
        let seconds = clock.elapsed().as_secs_f64();
        let above = memory("VmHWM").saturating_sub(start);
        let pairs = |sizes: &mut dyn Iterator<Item = usize>| sizes.map(|size| size * (size - 1) / 2).sum::<usize>();
        let mut wanted: BTreeMap<usize, usize> = BTreeMap::new();
        for (communique, _) in &reports {
            *wanted.entry(*communique).or_default() += 1;
        }
        let mut right = 0;
        for cluster in &found.clusters {
            let mut within: BTreeMap<usize, usize> = BTreeMap::new();
            for member in &cluster.members {
                *within.entry(reports[member.text].0).or_default() += 1;
            }
            right += pairs(&mut within.values().copied());
        }
        let merged = pairs(&mut found.clusters.iter().map(|cluster| cluster.members.len()));
        let all = pairs(&mut wanted.values().copied());
        #[expect(clippy::cast_precision_loss, reason = "counts of pairs")]
        let (share, size_now) = (|part: usize, whole: usize| part as f64 / whole.max(1) as f64, size as f64);
        let exponent = before.map_or(f64::NAN, |(size, time)| (seconds / time).ln() / (size_now / size).ln());
        println!(
            "{size:>9} {seconds:>8.2} {exponent:>8.2} {above:>10} {:>9.4} {:>7.4}",
            share(right, merged),
            share(right, all)
        );
        before = Some((size_now, seconds));
    }
}
