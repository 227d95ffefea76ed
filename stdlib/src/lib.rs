//! The crate people add.
#![forbid(unsafe_code)]
pub use ferrous_core::*;

pub mod args;
pub mod open;
pub mod output;

mod base;
mod buffer;
mod coroutine;
mod cost;
#[allow(dead_code, unused_imports, reason = "`string.format` will use it")]
mod format;
mod math;
mod pattern;
mod prelude;
mod sort;
mod string;
mod table;
