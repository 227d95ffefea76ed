//! Bytecode: plain data between the compiler and the machine.
//!
//! Nothing here knows the heap or the lifetime `'gc`: a [`Prototype`] is `Send + Sync`, can be cached, shared between
//! interpreters and fuzzed without one. [`instruction`] is the one place where instructions are listed; the enum, the
//! encoder, the printer and the verifier are all derived from that table.

pub mod dump;
pub mod encode;
pub mod instruction;
pub mod prototype;
pub mod verify;

pub use encode::Instruction;
pub use instruction::{Op, Role};
pub use prototype::{
    Capture, CaptureSource, Constant, LocalName, LoopTest, Prototype, Text, Vararg,
};
