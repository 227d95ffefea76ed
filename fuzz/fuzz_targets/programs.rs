//! Programs that bytes have written, run under limits: see `ferrous_fuzz::program` and `ferrous_fuzz::run`.

#![no_main]

use ferrous_fuzz::{plan::Plan, program::Program, run};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: (Plan, Program)| {
    let (plan, program) = input;
    run::check(program.0.as_bytes(), &plan);
});
