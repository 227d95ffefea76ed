//! The `ferrous` command: Lua 5.1 scripts under limits, with the options of `lua`.
//!
//! [`options`] reads the command line, [`run`] does what it says, [`prompt`] talks to whoever sits at the terminal,
//! [`interrupt`] hears Ctrl-C, [`allocator`] is where memory comes from, [`report`] writes what went wrong.

// Only the allocator has unsafe lines.
#![deny(unsafe_code)]

#[allow(unsafe_code)]
mod allocator;
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
