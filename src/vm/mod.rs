//! The machine: what happens inside one `mutate`.
//!
//! The driver hands a thread to [`slice::run`] and learns why the loop was left. Inside, [`dispatch`] executes
//! instructions; everything an instruction cannot do on its fast path is a slow path that ends in a [`call::Step`], and
//! [`call::perform`] takes steps until the loop can go on. A frame knows what its caller expects ([`frame`]), so
//! metamethods, natives, `pcall`, iterators and coroutines are all calls and returns; nothing recurses in Rust.
//!
//! ```text
//! driver ── slice::run ── dispatch (fast paths)
//!                │            │ slow paths
//!                │            ▼
//!                └── call::perform ── enter, deliver   (call)
//!                         │── natives  what they ask for, and how they go on
//!                         │── meta     handlers and how they finish an instruction
//!                         │── room     slots and frames for what is called
//!                         │── switch   coroutines
//!                         │── hooks    what a debugger wants to be told of
//!                         │── finalize `__gc`, where a slice begins
//!                         └── unwind   errors, with words from traceback and names
//! ```
//!
//! # Invariants (this is one of the two rooms with `unsafe`)
//! * Code comes only from this crate's compiler, and `bytecode::verify` accepts it: registers lie below `frame_size`,
//!   constants and upvalues exist, jumps stay inside, the last instruction does not fall through.
//! * On entering a function, `base + frame_size` is checked against the stack's end once; inside, registers need no checks.
//! * Registers of the running function are in the handler's arguments, or, in slow paths, in the [`State`]; after anything
//!   that may grow the stack they are read from the state again.
//! * While the loop is left, `Frame::pc` and the thread hold everything; nothing else points into a stack.
//!
//! [`State`]: crate::heap::context::State

pub(crate) mod call;
pub(crate) mod dispatch;
pub(crate) mod finalize;
pub(crate) mod frame;
pub(crate) mod hooks;
pub(crate) mod inspect;
pub(crate) mod meta;
pub(crate) mod names;
pub(crate) mod natives;
pub(crate) mod room;
pub(crate) mod slice;
pub(crate) mod switch;
pub(crate) mod traceback;
pub(crate) mod unwind;

#[cfg(test)]
mod tests;
