//! The `ferrous` command: Lua 5.1 scripts under limits, with the options of `lua`.
//!
//! [`options`] reads the command line, [`run`] does what it says, [`report`] writes what went wrong.

#![forbid(unsafe_code)]

/// PERF: scripts allocate many small objects; see `Cargo.toml` for what this is worth.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod options;
mod report;
mod run;

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    let mut arguments = env::args_os();
    let command = arguments.next();
    match options::Options::read(arguments.collect()) {
        Ok(options) => run::run(command.unwrap_or_default(), options),
        Err(problem) => report::usage(&problem),
    }
}
