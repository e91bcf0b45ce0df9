//! One hostile report beside a thousand good ones → what it costs a build: time and memory above the same build without it, and what becomes of it. It fails where one costs over 2 s or 300 MiB.
//!
//! `cargo bench --bench hostile` tries every pattern of `patterns` that is about reports, in the largest size that is taken
//! and in one that fills 8 MiB; words behind `--` choose those whose names have one of them. Each build is a process of its own,
//! so that its peak of memory is its own.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a measurement reads the clock and ends where it cannot"
)]

mod patterns;

use std::process::{Command, ExitCode};
use std::time::Instant;

use bayan::budget;
use bayan::config;
use bayan::diagnostic::{Diagnostic, Severity};
use bayan::ingest;
use bayan::publish::Output;
use bayan::render::theme::{self, Minify, Theme};
use bayan::source::Source;
use bayan::text::digits::Digits;
use bayan::{Inputs, Known};
use patterns::{Area, Input, Pattern, source};

#[global_allocator]
static GLOBAL: mimalloc::MiMalloc = mimalloc::MiMalloc;

/// What a hostile report may cost.
const SECONDS: f64 = 2.0;
const MIB: usize = 300;
/// Good reports beside it.
const GOOD: usize = 1000;

/// What a build took, and what became of reports with something wrong.
#[derive(Clone, Debug)]
struct Cost {
    seconds: f64,
    mib: usize,
    verdict: String,
}

/// Reports of a few paragraphs, each with words of its own and some that all have.
fn good() -> Vec<Source> {
    let text = |report: usize| {
        let own: String = (0..8).map(|at| patterns::sentence(report * 8 + at, 15) + "\n").collect();
        format!("{own}وأكد الوزراء التزامهم بدعم الموانئ في {} يونيو 2021.\n", report % 28 + 1)
    };
    (0..GOOD).map(|report| source(&format!("good/{report:04}.txt"), text(report).into_bytes())).collect()
}

/// A line of `/proc/self/status` in MiB; nothing where there is no such file.
fn memory(key: &str) -> usize {
    let status = std::fs::read_to_string("/proc/self/status").unwrap_or_default();
    let line = status.lines().find(|line| line.starts_with(key)).unwrap_or("");
    line.split_whitespace().nth(1).and_then(|kib| kib.parse::<usize>().ok()).unwrap_or(0) / 1024
}

/// Builds the good reports and those of an input, and prints what it took.
fn build(hostile: Vec<(String, Vec<u8>)>) {
    let theme = Theme::load(&theme::built_in(), Digits::Arabic, Minify::Yes).expect("the theme loads");
    let config = config::parse(patterns::SITE, "site.toml", None).expect("site.toml is right");
    let mut sources = good();
    sources.extend(hostile.into_iter().map(|(name, bytes)| source(&format!("hostile/{name}"), bytes)));
    let inputs = Inputs { sources, config: &config, theme: &theme, statics: Vec::new(), drafts: true };
    let clock = Instant::now();
    let built = bayan::build(inputs, Known::default(), &drop, &|_| {}, |site| Output::of(site)).expect("builds");
    let seconds = clock.elapsed().as_secs_f64();
    let refused = |found: &&Diagnostic| found.severity == Severity::Error && found.place.path.starts_with("hostile/");
    assert!(built.diagnostics.iter().all(|found| found.severity != Severity::Error || refused(&found)), "good is good");
    let verdict = match built.diagnostics.iter().find(refused) {
        Some(found) => format!("set aside: {} {}:{}", found.code, found.place.line, found.place.column),
        None => "shown".to_owned(),
    };
    println!("{seconds} {} {verdict}", memory("VmHWM"));
}

/// The same in a process of its own: the pattern by its name, and how often.
fn cost(pattern: &str, n: usize) -> Cost {
    let itself = std::env::current_exe().expect("this program is a file");
    let output = Command::new(itself).args(["--one", pattern, &n.to_string()]).output().expect("it runs");
    let text = String::from_utf8_lossy(&output.stdout);
    let mut parts = text.trim().splitn(3, ' ');
    let mut next = || parts.next().unwrap_or("");
    match (next().parse(), next().parse(), next()) {
        (Ok(seconds), Ok(mib), verdict) => Cost { seconds, mib, verdict: verdict.to_owned() },
        _ => Cost { seconds: f64::INFINITY, mib: usize::MAX, verdict: String::from_utf8_lossy(&output.stderr).into() },
    }
}

/// Whether every report of an input keeps within the budgets of reading.
fn is_read(input: Input) -> bool {
    let config = config::parse(patterns::SITE, "site.toml", None).expect("site.toml is right");
    input.reports.into_iter().all(|(name, bytes)| ingest::read(source(&name, bytes), &config).is_ok())
}

/// How often a pattern fills its file, and how often it is just taken: the largest count by bisection.
fn sizes(pattern: &Pattern) -> Vec<usize> {
    let fits = |n: usize| pattern.times(n).reports.iter().all(|(_, bytes)| bytes.len() as u64 <= budget::BYTES);
    let largest = |is: &dyn Fn(usize) -> bool| {
        let mut low = 1;
        while low < 1 << 23 && is(low * 2) {
            low *= 2;
        }
        let mut step = low / 2;
        while step > low / 16 && step > 0 {
            if is(low + step) {
                low += step;
            }
            step /= 2;
        }
        low
    };
    // Several reports are no report: a hundred of them stand for what one outlet can send.
    if pattern.area == Area::Archive && pattern.times(64).reports.len() > 8 {
        return vec![100];
    }
    let full = largest(&fits);
    let taken = largest(&|n| fits(n) && is_read(pattern.times(n)));
    if taken == full { vec![full] } else { vec![taken, full] }
}

fn main() -> ExitCode {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let find =
        |name: &str| patterns::all().into_iter().find(|pattern| format!("{:?} {}", pattern.area, pattern.name) == name);
    if let [one, name, n] = arguments.as_slice()
        && one == "--one"
    {
        let n = n.parse().expect("a count");
        build(find(name).map_or_else(Vec::new, |pattern| pattern.times(n).reports));
        return ExitCode::SUCCESS;
    }
    let wanted: Vec<&String> = arguments.iter().filter(|argument| !argument.starts_with("--")).collect();
    let least = |runs: usize, cost: &dyn Fn() -> Cost| {
        (0..runs).map(|_| cost()).min_by(|a, b| a.seconds.total_cmp(&b.seconds)).expect("at least one run")
    };
    let plain = least(5, &|| cost("", 0));
    println!("a build of {GOOD} good reports takes {:.2} s and {} MiB", plain.seconds, plain.mib);
    println!("{:<66} {:>8} {:>7} {:>7} {:>5}  verdict", "pattern", "n", "KB", "s", "MiB");
    let (mut tried, mut failed, mut worst) = (0, 0, (0.0_f64, 0));
    for pattern in patterns::all() {
        let name = format!("{:?} {}", pattern.area, pattern.name);
        if pattern.area == Area::SiteToml || !(wanted.is_empty() || wanted.iter().any(|word| name.contains(*word))) {
            continue;
        }
        for n in sizes(&pattern) {
            let above = |cost: &Cost| (cost.seconds - plain.seconds, cost.mib.saturating_sub(plain.mib));
            let mut found = cost(&name, n);
            if above(&found).0 > SECONDS || above(&found).1 > MIB {
                found = least(3, &|| cost(&name, n));
            }
            let (seconds, mib) = above(&found);
            let is_over = seconds > SECONDS || mib > MIB;
            println!(
                "{name:<66} {n:>8} {:>7} {seconds:>7.2} {mib:>5}  {}{}",
                pattern.times(n).bytes() / 1000,
                found.verdict,
                if is_over { " OVER" } else { "" }
            );
            tried += 1;
            failed += usize::from(is_over);
            worst = (worst.0.max(seconds), worst.1.max(mib));
        }
    }
    println!(
        "{tried} files, {failed} over {SECONDS} s or {MIB} MiB; the worst take {:.2} s and {} MiB",
        worst.0, worst.1
    );
    if failed == 0 { ExitCode::SUCCESS } else { ExitCode::FAILURE }
}
