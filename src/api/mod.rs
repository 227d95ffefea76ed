//! The embedder's surface.
//!
//! Two floors. The ground floor is [`Lua`] with owned types: source goes in, Rust values come out, and what stays inside
//! is held by handles ([`StashedTable`] and its kin). Most hosts never leave it. One floor down, inside [`Lua::enter`],
//! values are plain words with the lifetime `'gc`, cost nothing and cannot leave.
//!
//! | a host wants to | file |
//! |---|---|
//! | run source, keep and drive runs, read and write tables | [`lua`], [`executor`], [`chunk`] |
//! | choose limits and seeds | [`builder`] |
//! | give Rust functions to scripts | [`function`] |
//! | move values across | [`convert`], [`stash`] |
//! | stop a script from another thread | [`interrupt`] |
//! | know what went wrong | [`error`] |
//! | look into running scripts | [`debug`] |
//!
//! Nothing here is `unsafe`, and nothing a script or a host does with these types panics; a panic of the host's own
//! functions passes through and poisons that one `Lua`.

#![deny(unsafe_code)]

pub mod builder;
pub mod chunk;
pub mod convert;
pub mod debug;
pub mod error;
pub mod executor;
pub mod function;
pub mod interrupt;
pub mod lua;
pub mod stash;

pub use builder::Builder;
pub use chunk::{Chunk, Prototype, compile};
pub use convert::{
    Bytes, ConversionError, FromMulti, FromValue, IntoMulti, IntoValue, Sink, Truncated, Values,
    Variadic,
};
pub use error::Error;
pub use executor::{Executor, Step};
pub use interrupt::InterruptHandle;
pub use lua::Lua;
pub use stash::{
    Fetch, Stash, StashedFunction, StashedString, StashedTable, StashedThread, StashedUserData,
    StashedValue,
};
