//! The language and its machine.
pub mod bytecode;
pub mod compiler;
pub mod heap;
pub mod meter;
mod vm;
