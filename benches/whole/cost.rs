//! A command → what it cost: time, processor, memory, each as the system counted it for that process alone. It does not look at what the command made.

use std::process::{Command, Stdio};
use std::time::Instant;

use wait4::Wait4 as _;

/// What a run cost.
#[derive(Clone, Copy, Debug, Default)]
pub struct Cost {
    /// Seconds that went by.
    pub wall: f64,
    /// Seconds on a processor, in the program and in the system for it.
    pub cpu: f64,
    /// The most memory that was in use at once, in bytes.
    pub memory: u64,
}

/// Runs a command to its end.
///
/// The peak of a process begins with that of the one that starts it, so that this program itself has to stay small: it makes
/// one report at a time and keeps no list of files.
pub fn run(command: &mut Command) -> Cost {
    command.stdin(Stdio::null()).stdout(Stdio::null());
    let clock = Instant::now();
    let mut child = command.spawn().expect("the program starts");
    let used = child.wait4().expect("the system counts");
    let wall = clock.elapsed().as_secs_f64();
    assert!(used.status.success(), "{command:?} ended with {}", used.status);
    Cost { wall, cpu: (used.rusage.utime + used.rusage.stime).as_secs_f64(), memory: used.rusage.maxrss }
}

/// The median of several runs, of each figure by itself.
pub fn median(runs: &[Cost]) -> Cost {
    let middle = |figure: fn(&Cost) -> f64| {
        let mut all: Vec<f64> = runs.iter().map(figure).collect();
        all.sort_by(f64::total_cmp);
        all.get(all.len() / 2).copied().unwrap_or(f64::NAN)
    };
    #[expect(
        clippy::cast_precision_loss,
        clippy::cast_possible_truncation,
        clippy::cast_sign_loss,
        reason = "bytes of memory"
    )]
    let memory = middle(|cost| cost.memory as f64) as u64;
    Cost { wall: middle(|cost| cost.wall), cpu: middle(|cost| cost.cpu), memory }
}
