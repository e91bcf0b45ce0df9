//! Input that repeats one thing n, 2n and 4n times → how much longer a build takes with each doubling. It fails where one costs more than 2.6 times as much.
//!
//! `cargo bench --bench superlinear` runs every pattern of `patterns`; words behind `--` choose those whose names have one
//! of them. It counts the time on the processor of one thread, so that what else the machine does changes little, and
//! takes off that of an all but empty archive. n is as large as the budgets of a report let 4n be, unless that takes long.
//! The least of several runs counts, and a doubling that costs too much is measured again before it counts.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a measurement reads the clock and ends where it cannot"
)]

mod patterns;

use std::fs;
use std::process::ExitCode;
use std::sync::OnceLock;
use std::time::Instant;

use bayan::config;
use bayan::publish::Output;
use bayan::render::theme::{self, Minify, Theme};
use bayan::source::LARGEST;
use bayan::text::digits::Digits;
use bayan::{Inputs, Known};
use patterns::{Area, Input, Pattern};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// A doubling may cost so many times as much.
const MOST: f64 = 2.6;
/// Seconds that n takes, if it can, so that noise is small beside it,
const LONG: f64 = 0.15;
/// and what is too short to tell.
const SHORT: f64 = 0.01;
/// Runs of which the fastest counts, at first and when it is doubtful.
const RUNS: usize = 3;
const MORE_RUNS: usize = 7;

/// What a build made of an input.
struct Verdict {
    seconds: f64,
    /// Reports set aside, or `site.toml` refused: with the code of the first finding that is an error.
    refused: Option<String>,
}

/// Seconds that this program's threads have been on a processor; where the system does not say, those that went by.
fn spent() -> f64 {
    static START: OnceLock<Instant> = OnceLock::new();
    let start = START.get_or_init(Instant::now);
    let nanoseconds = |task: fs::DirEntry| -> Option<u64> {
        fs::read_to_string(task.path().join("schedstat")).ok()?.split(' ').next()?.parse().ok()
    };
    let tasks = fs::read_dir("/proc/self/task").into_iter().flatten().flatten();
    #[expect(clippy::cast_precision_loss, reason = "a time")]
    match tasks.filter_map(nanoseconds).sum::<u64>() {
        0 => start.elapsed().as_secs_f64(),
        spent => spent as f64 / 1e9,
    }
}

fn build(input: &Input, theme: &Theme) -> Verdict {
    let clock = spent();
    let refused = match config::parse(&input.site, "site.toml", None) {
        Err(error) => Some(error.to_string().lines().next().unwrap_or("").chars().take(60).collect()),
        Ok(config) => {
            let sources = input.reports.iter().map(|(name, bytes)| patterns::source(name, bytes.clone()));
            let inputs =
                Inputs { sources: sources.collect(), config: &config, theme, statics: Vec::new(), drafts: true };
            let built =
                bayan::build(inputs, Known::default(), &drop, &|_| {}, |site| Output::of(site)).expect("builds");
            let first = built.diagnostics.iter().find(|found| found.severity == bayan::diagnostic::Severity::Error);
            first.filter(|_| built.value.set_aside > 0).map(|found| found.code.to_string())
        }
    };
    Verdict { seconds: spent() - clock, refused }
}

/// The fastest of several builds.
fn fastest(input: &Input, theme: &Theme, runs: usize) -> Verdict {
    let mut best = build(input, theme);
    for _ in 1..runs {
        let next = build(input, theme);
        if next.seconds < best.seconds {
            best = next;
        }
        if best.seconds > 8.0 * LONG {
            break;
        }
    }
    best
}

/// The smallest count, a power of two, that takes long; or the largest of which four times as much is not refused.
fn calibrated(pattern: &Pattern, theme: &Theme, base: f64) -> usize {
    let mut n = 16;
    while n < 1 << 22 {
        let found = build(&pattern.times(n), theme);
        if found.seconds - base >= LONG {
            return n;
        }
        let next = pattern.times(8 * n);
        let too_large = next.reports.iter().any(|(_, bytes)| bytes.len() as u64 > LARGEST);
        if too_large || (found.refused.is_none() && build(&next, theme).refused.is_some()) {
            return n;
        }
        n *= 2;
    }
    n
}

fn main() -> ExitCode {
    let pool = rayon::ThreadPoolBuilder::new().num_threads(1).build().expect("there is a thread");
    pool.install(hunt)
}

fn hunt() -> ExitCode {
    let wanted: Vec<String> = std::env::args().skip(1).filter(|argument| !argument.starts_with("--")).collect();
    let theme = Theme::load(&theme::built_in(), Digits::Arabic, Minify::Yes).expect("the theme loads");
    let plain = Pattern::new(Area::Plain, "", |_| Input {
        site: patterns::SITE.to_owned(),
        reports: vec![("a.txt".to_owned(), patterns::GOOD.repeat(5).into_bytes())],
    });
    let least = fastest(&plain.times(1), &theme, 20);
    assert_eq!(least.refused, None, "the least archive builds");
    let base = least.seconds;
    println!("a build of one short report takes {:.1} ms", base * 1000.0);
    println!("{:<14} {:<52} {:>8} {:>8} {:>8} {:>6} {:>6}  refused", "area", "pattern", "n", "KB", "ms", "2n", "4n");
    let (mut looked, mut failed) = (0, Vec::new());
    for pattern in patterns::all() {
        if !wanted.is_empty() && !wanted.iter().any(|word| pattern.name.contains(word.as_str())) {
            continue;
        }
        looked += 1;
        let n = calibrated(&pattern, &theme, base);
        let measure = |runs: usize| {
            let times = [n, 2 * n, 4 * n].map(|n| fastest(&pattern.times(n), &theme, runs));
            let above = |at: usize| (times.get(at).map_or(0.0, |one| one.seconds) - base).max(SHORT);
            let (first, ratios) = (above(0), [above(1) / above(0), above(2) / above(1)]);
            (first, ratios, times.into_iter().find_map(|one| one.refused))
        };
        let (mut first, mut ratios, mut refused) = measure(RUNS);
        if ratios.iter().any(|ratio| *ratio > MOST) && first < 4.0 * LONG {
            (first, ratios, refused) = measure(MORE_RUNS);
        }
        let slow = ratios.iter().any(|ratio| *ratio > MOST);
        println!(
            "{:<14} {:<52} {n:>8} {:>8} {:>8.1} {:>6.2} {:>6.2}  {}{}",
            format!("{:?}", pattern.area),
            pattern.name,
            pattern.times(n).bytes() / 1000,
            first * 1000.0,
            ratios[0],
            ratios[1],
            refused.unwrap_or_default(),
            if slow { " SUPERLINEAR" } else { "" }
        );
        if slow {
            failed.push(pattern.name);
        }
    }
    println!("{looked} patterns, {} with a doubling that costs over {MOST} times as much", failed.len());
    if failed.is_empty() { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
