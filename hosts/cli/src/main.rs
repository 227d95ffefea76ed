//! The `ferrous` command: Lua 5.1 scripts under limits, with the options of `lua`.
//!
//! [`options`] reads the command line, [`run`] does what it says, [`prompt`] talks to whoever sits at the terminal,
//! [`interrupt`] hears Ctrl-C, [`report`] writes what went wrong.

#![forbid(unsafe_code)]

/// PERF: scripts allocate many small objects; see `Cargo.toml` for what this is worth.
#[global_allocator]
static ALLOCATOR: mimalloc::MiMalloc = mimalloc::MiMalloc;

mod interrupt;
mod options;
mod prompt;
mod report;
mod run;

use std::{env, process::ExitCode};

fn main() -> ExitCode {
    let mut arguments = env::args_os();
    let command = arguments.next();
    let options = options::Options::read(arguments.collect());
    run::run(command.unwrap_or_default(), options)
}
