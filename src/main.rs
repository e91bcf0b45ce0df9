//! The program: parses the command line, runs the command, ends with its code. Everything else is in the library.

use std::process::ExitCode;

use clap::Parser;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    bayan::cli::run(&bayan::cli::Args::parse())
}
