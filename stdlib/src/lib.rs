//! The crate people add.
#![forbid(unsafe_code)]
pub use ferrous_core::*;
