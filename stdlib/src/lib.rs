//! The crate people add.
#![forbid(unsafe_code)]
pub use ferrous_core::*;

#[allow(dead_code, unused_imports, reason = "`string.format` will use it")]
mod format;
#[allow(dead_code, unused_imports, reason = "the string natives will use it")]
mod pattern;
#[allow(dead_code, reason = "`table.sort` will use it")]
mod sort;
