//! # Ferrous: Lua 5.1 for hosts
//!
//! A complete Lua 5.1 virtual machine for programs that run scripts they did not write. Every Lua object is a `Gc` in an
//! arena and is collected incrementally; execution is metered by fuel and driven from outside, so a host can slice, stop,
//! resume and cancel a script anywhere, also inside a sort comparator or a metamethod.
//!
//! This crate is the language and its machine, without a library. Most programs want `ferrous-lua` (its lib is called
//! `ferrous`), which re-exports everything here and adds Lua's standard libraries, written against this very API.
//!
//! ## The tour
//!
//! Compile, start, and hand out fuel until it is done:
//!
//! ```
//! use ferrous_core::{Chunk, Fuel, Lua, Step};
//!
//! let mut lua = Lua::bare();
//! let main = lua.load(Chunk::new("local n = 0 for i = 1, 1000 do n = n + i end return n"))?;
//! let run = lua.start(&main, ())?;
//! let mut slices = 0;
//! while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(100))? {
//!     slices += 1;
//! }
//! assert!(slices > 1);
//! assert_eq!(lua.take::<f64>(&run)?, 500_500.0);
//! # Ok::<(), ferrous_core::Error>(())
//! ```
//!
//! ## The code map
//!
//! Each room uses only rooms above it in this list.
//!
//! | room | what it is |
//! |---|---|
//! | [`meter`] | fuel and bytes, counted; what else stops a run |
//! | [`bytecode`] | THE instruction table, and prototypes: plain data |
//! | [`compiler`] | source to prototype; never sees the heap |
//! | [`heap`] | what exists: values, strings, tables, closures, natives, threads, and the context to reach them |
//! | `vm` | inside one `mutate`: slices, frames, calls, metamethods, coroutines, errors, dispatch |
//! | `driver` | between two `mutate`s, the only owner of the arena: the loop of slices, the collector's pace |
//! | [`api`] | the embedder's surface: `Lua`, chunks, conversions, stashed handles, errors |
//!
//! To understand the machine, read `vm/mod.rs`, `vm/slice.rs`, `vm/frame.rs`, `vm/call.rs` and `driver/drive.rs`, in this
//! order. The honest knots: a value can hold a thread, whose frames are the machine's ([`heap::thread`] knows
//! `vm::frame`), and a native names the context it is called with.
//!
//! Three questions tell a new line its room. Does it need source text (compiler), the heap (heap), a running frame (vm)?
//! Does it happen between two mutations (driver)? Does an embedder write it (api), a script name it (the library), a
//! terminal show it (a host)?
//!
//! ## The invariants
//!
//! 1. Nothing is freed while a `mutate` runs, and no collection happens inside one.
//! 2. A store of an object into anything that may already be marked goes through a barrier. The running thread's registers
//!    are the exception: whichever thread becomes the running one is barriered then.
//! 3. Nothing recurses in Rust on what a script controls, except the parser, as deep as its named limit.
//! 4. Bytecode comes from this crate's compiler only, and the verifier accepts it.
//! 5. Whatever loops over a script's data pays fuel; whatever allocates charges bytes first.
//! 6. A panic that a script can reach is a bug; one in a host's native reaches the host and poisons that `Lua`.
//!
//! `unsafe` lives in two rooms, each with its invariants on top: `heap` (values and thin objects) and `vm` (registers and
//! dispatch). Everything else denies it.

#![deny(unsafe_code)]

#[cfg(not(target_pointer_width = "64"))]
compile_error!("values are boxed in 64-bit words; 32-bit targets are not supported yet");

pub mod bytecode;
pub mod compiler;
#[allow(unsafe_code)] // values, thin objects, tracing
pub mod heap;
pub mod meter;
#[cfg(feature = "mutations")]
pub mod site;
#[cfg(not(feature = "mutations"))]
mod site;
#[allow(unsafe_code)] // registers, frames, dispatch
mod vm;

pub mod api;
mod driver;

pub use api::{
    Builder, Bytes, Chunk, ConversionError, Error, Executor, Fetch, FromMulti, FromValue,
    InterruptHandle, IntoMulti, IntoValue, Lua, Prototype, Sink, Stash, StashedFunction,
    StashedString, StashedTable, StashedThread, StashedUserData, StashedValue, Step, Truncated,
    Values, Variadic, compile,
};
pub use driver::stress::{Stress, UnknownStress};
pub use gc_arena;
pub use heap::{
    context::Context,
    family::Family,
    native::{Action, Body, Outcome, Request, Resume, Thrown},
    string::LuaString,
    table::Table,
    thread::Thread,
    userdata::UserData,
    value::{Function, Type, Value, View},
    window::Window,
};
pub use meter::{Fuel, MemoryUse};
