//! The tokens of any bytes: see `ferrous_fuzz::source`.

#![no_main]

use ferrous_fuzz::source;
use libfuzzer_sys::fuzz_target;

fuzz_target!(|bytes: &[u8]| source::check_tokens(bytes));
