//! Any source, run under limits: see `ferrous_fuzz::run`.

#![no_main]

use ferrous_fuzz::{plan::Plan, run};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| {
    if let Some((plan, source)) = bytes.split_first_chunk() {
        run::check(source, &Plan::new(*plan));
    }
});
