//! The language and its machine.
pub mod bytecode;
