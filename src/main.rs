//! The program: parses the command line, runs the command, ends with its code. Everything else is in the library.

use std::process::ExitCode;

#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

fn main() -> ExitCode {
    match bayan::cli::parse() {
        Ok(args) => bayan::cli::run(&args),
        Err(code) => code,
    }
}
