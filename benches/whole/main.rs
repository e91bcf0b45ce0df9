//! Archives of several sizes → what `bayan build` costs as a whole, beside Hugo with the equivalent site and a plain copy of the output. It is a measurement: it fails nothing.
//!
//! `cargo bench --bench whole -- 1000 10000 100000` builds archives of these sizes (1,000 and 10,000 if none is named) and
//! prints a table in Markdown; `--hugo PROGRAM` names a Hugo instead of the Python package that is installed. Programs take
//! turns, so that what else the machine does meets all of them, and the median of several runs counts.
#![expect(
    clippy::disallowed_methods,
    clippy::expect_used,
    reason = "a measurement reads the clock and ends where it cannot"
)]

#[path = "../corpus/mod.rs"]
mod corpus;
mod cost;
mod hugo;
mod scratch;
mod table;

use std::collections::BTreeMap;
use std::fs;
use std::io;
use std::path::{Path, PathBuf};
use std::process::Command;

use corpus::Corpus;
use cost::{Cost, median, run};
use scratch::{Files, Scratch};
use table::{Row, thousands};

const BAYAN: &str = "bayan";
const AGAIN: &str = "bayan, nothing changed";
const ONE: &str = "bayan, one report changed";
const NEXT: &str = "bayan, changed again";
const HUGO: &str = "Hugo";
const COPY: &str = "copy";
const COPY_ALONE: &str = "copy, one thread";

/// Bytes that a report takes, more or less: on the disk, and in the memory of a program.
const ROOM: u64 = 170_000;

/// Nobody changes a report and builds again in less: what stands in the output has its times for sure by then.
const PAUSE: std::time::Duration = std::time::Duration::from_secs(5);

/// How often an archive of so many reports is built.
fn runs(reports: usize) -> usize {
    match reports {
        0..5_000 => 5,
        5_000..50_000 => 3,
        _ => 1,
    }
}

fn bayan(scratch: &Scratch) -> Command {
    let mut command = Command::new(env!("CARGO_BIN_EXE_bayan"));
    command.args(["build", "--quiet", "--root"]).arg(scratch.path("archive")).arg("--out").arg(scratch.path("out"));
    command
}

/// This program, which copies what a list names.
fn copy(list: &Path, scratch: &Scratch) -> Command {
    let mut command = Command::new(std::env::current_exe().expect("this program is a file"));
    command.arg("--copy").arg(list).arg(scratch.path("out")).arg(scratch.path("copy"));
    command
}

/// Copies the output, in as many parts as there is room for; each part is taken away before the next.
fn copied(scratch: &Scratch, files: Files, threads: Option<&str>) -> io::Result<Cost> {
    let room = scratch.room().unwrap_or(u64::MAX);
    let parts = usize::try_from(files.bytes / (room / 2).max(1)).unwrap_or(0) + 1;
    let mut sum = Cost::default();
    for list in scratch.lists("out", parts)? {
        let mut command = copy(&list, scratch);
        command.envs(threads.map(|count| ("RAYON_NUM_THREADS", count)));
        let cost = run(&mut command);
        sum = Cost { wall: sum.wall + cost.wall, cpu: sum.cpu + cost.cpu, memory: sum.memory.max(cost.memory) };
        scratch.clear("copy");
    }
    Ok(sum)
}

/// Builds an archive of one size with everything, several times in turn.
fn measure(scratch: &Scratch, corpus: &Corpus, reports: usize, hugo: Option<&Path>) -> io::Result<Vec<Row>> {
    let archive = scratch.path("archive");
    fs::create_dir_all(archive.join("seeds"))?;
    fs::write(archive.join("site.toml"), corpus.site_toml())?;
    for number in 0..reports {
        let (name, text) = corpus.report(number).file();
        fs::write(archive.join("seeds").join(name), text)?;
    }
    // One with front matter, in the middle.
    let (name, text) = corpus.report(reports / 32 * 16).file();
    let changing = archive.join("seeds").join(name);

    let mut costs: BTreeMap<&str, (Vec<Cost>, Files)> = BTreeMap::new();
    let mut note = |program: &'static str, cost: Cost, files: Files| {
        eprintln!("{:>7} {program:<26} {:>8.2} s {:>8.2} s {:>6} MiB", reports, cost.wall, cost.cpu, cost.memory >> 20);
        let known = costs.entry(program).or_default();
        known.0.push(cost);
        known.1 = files;
    };
    for _ in 0..runs(reports) {
        if let Some(program) = hugo {
            hugo::write(&scratch.path("hugo"), corpus, reports)?;
            let cost = run(&mut hugo::build(program, &scratch.path("hugo"), &scratch.path("out")));
            note(HUGO, cost, scratch.count("out"));
            scratch.clear("out");
            scratch.clear("hugo");
        }
        // What an earlier run may have left for the next.
        scratch.clear("archive/.bayan");
        let cost = run(&mut bayan(scratch));
        note(BAYAN, cost, scratch.count("out"));
        let moment = scratch.moment()?;
        let cost = run(&mut bayan(scratch));
        note(AGAIN, cost, scratch.since("out", &moment));
        for (program, season) in [(ONE, "الربيع"), (NEXT, "الصيف")] {
            let more = format!("\nوأضاف الوزراء أنهم سيعودون إلى هذه المسألة في اجتماع يعقد في {season}.\n");
            fs::write(&changing, text.clone() + &more)?;
            let moment = scratch.moment()?;
            let cost = run(&mut bayan(scratch));
            note(program, cost, scratch.since("out", &moment));
            std::thread::sleep(PAUSE);
        }
        fs::write(&changing, &text)?;
        let all = scratch.count("out");
        note(COPY, copied(scratch, all, None)?, all);
        note(COPY_ALONE, copied(scratch, all, Some("1"))?, all);
        scratch.clear("out");
    }
    scratch.clear("archive");
    let row = |program: &'static str| {
        let (runs, files) = costs.get(program)?;
        Some(Row { reports, program, cost: median(runs), files: *files })
    };
    Ok([BAYAN, AGAIN, ONE, NEXT, HUGO, COPY, COPY_ALONE].into_iter().filter_map(row).collect())
}

fn main() -> io::Result<()> {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    if let [copy, list, from, to] = arguments.as_slice()
        && copy == "--copy"
    {
        return scratch::copy(list.as_ref(), from.as_ref(), to.as_ref());
    }
    let sizes: Vec<usize> = arguments.iter().filter_map(|argument| argument.parse().ok()).collect();
    let sizes = if sizes.is_empty() { vec![1_000, 10_000] } else { sizes };
    let named = arguments.iter().skip_while(|argument| *argument != "--hugo").nth(1).map(PathBuf::from);
    let hugo = named.or_else(hugo::installed);
    let version = hugo.as_deref().map_or_else(
        || "no Hugo: it could not be installed".to_owned(),
        |program| format!("Hugo {}", hugo::version(program)),
    );
    let scratch = Scratch::new()?;
    let corpus = Corpus::new();
    let mut rows = Vec::new();
    for reports in sizes {
        let room = scratch.room().unwrap_or(u64::MAX);
        if room < reports as u64 * ROOM {
            eprintln!(
                "skipped: {} reports need {} MB and there is room for {}",
                thousands(reports as u64),
                reports as u64 * ROOM / 1_000_000,
                room / 1_000_000
            );
            continue;
        }
        rows.extend(measure(&scratch, &corpus, reports, hugo.as_deref())?);
    }
    let threads = std::thread::available_parallelism().map_or(1, usize::from);
    println!("{version}; {threads} cores; files {}\n", if scratch.is_memory { "in memory" } else { "on the disk" });
    table::print(&rows);
    table::print_growth(&rows);
    Ok(())
}
