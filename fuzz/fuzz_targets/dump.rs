//! What `load` makes of the dumps of `string.dump`, and of what is left of them: see `ferrous_fuzz::dump`.

#![no_main]

use ferrous_fuzz::dump::{self, Dump};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|input: Dump| dump::check(&input));
