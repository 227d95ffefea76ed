//! Patterns and subjects of any bytes, and what `find`, `match`, `gmatch` and `gsub` make of them: see `ferrous_fuzz::patterns`.

#![no_main]

use ferrous_fuzz::patterns::{self, Question};
use libfuzzer_sys::fuzz_target;

fuzz_target!(|question: Question| patterns::check(&question));
