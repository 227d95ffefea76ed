//! The heap: what exists while a script runs.
//!
//! Every object is a `Gc` in one arena, 8 bytes to point at and thin, with its identity or hash in its first word (so that
//! hashing any object is one load). Raw pointers to objects appear only in this room and in `vm/`.
//!
//! # Invariants (this is one of the two rooms with `unsafe`)
//! * The bits of a boxed [`Value`] come from `Gc::as_ptr` of the type that its tag names, in this arena.
//! * A number is never a NaN with a payload: [`Value::number`] canonicalises foreign NaNs and keeps their sign.
//! * Every heap type is `repr(C)` and begins with a `Cell<u32>`: a string's hash or another object's identity.
//! * Nothing is freed while a `mutate` runs; raw pointers into growable memory are read again after anything that may grow.
//! * A store of a `Gc` into an object that may already be marked goes through a barrier, unless the object is the running
//!   thread, which is barriered whenever it becomes the running one.

pub(crate) mod block;
pub mod closure;
pub(crate) mod colour;
pub mod context;
pub mod family;
pub mod finalizers;
mod held;
pub(crate) mod join;
pub mod loading;
pub mod native;
pub mod number;
pub mod slots;
pub mod string;
pub mod table;
pub mod thread;
pub mod userdata;
pub mod value;
pub mod window;
