//! The machine.
pub mod call;
pub mod frame;
