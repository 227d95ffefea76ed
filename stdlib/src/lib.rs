//! # Ferrous: Lua 5.1 that a host can always stop, bound and resume
//!
//! This is the crate to add to a program: the machine (`ferrous-core`, all of it re-exported here) together with Lua's
//! standard library. Scripts run under a budget of fuel; when it is spent they stop wherever they are, in a loop, in the
//! middle of a pattern match or of a sort's comparator, and go on from there when there is more.
//!
//! ## The tour
//!
//! Run a script and take its results as Rust values:
//!
//! ```
//! let mut lua = ferrous::lua();
//! let words: Vec<String> = lua.eval(
//!     r#"
//!     local words = {}
//!     for word in ("the quick brown fox"):gmatch("%a+") do
//!         table.insert(words, word:upper())
//!     end
//!     table.sort(words)
//!     return words
//!     "#,
//! )?;
//! assert_eq!(words, ["BROWN", "FOX", "QUICK", "THE"]);
//! # Ok::<(), ferrous::Error>(())
//! ```
//!
//! Give it functions of your own:
//!
//! ```
//! let mut lua = ferrous::lua();
//! lua.try_enter(|ctx| {
//!     let hypot = ctx.function(|_, (a, b): (f64, f64)| Ok(a.hypot(b)));
//!     ctx.set_global("hypot", hypot)
//! })?;
//! assert_eq!(lua.eval::<f64>("return hypot(3, 4)")?, 5.0);
//! # Ok::<(), ferrous::Error>(())
//! ```
//!
//! Run what strangers wrote, slice by slice:
//!
//! ```
//! use ferrous::{Fuel, Step};
//!
//! let mut lua = ferrous::lua();
//! let main = lua.load("return (('a'):rep(30)):find(('a-'):rep(30) .. 'b')")?;
//! let run = lua.start(&main, ())?;
//! // This match would take ages. It is stopped in the middle of the very call.
//! assert!(matches!(lua.step(&run, &mut Fuel::new(10_000))?, Step::OutOfFuel));
//! lua.cancel(&run);
//! # Ok::<(), ferrous::Error>(())
//! ```
//!
//! ## Which libraries
//!
//! [`lua`] and [`builder`] open the libraries that a script of a stranger may have ([`open::safe`]). To choose others,
//! begin with [`Builder`] and name them:
//!
//! ```
//! let mut lua = ferrous::Builder::new()
//!     .library(ferrous::open::base)
//!     .library(ferrous::open::string)
//!     .build()?;
//! assert!(lua.eval::<bool>("return math == nil and string ~= nil")?);
//! # Ok::<(), ferrous::Error>(())
//! ```
//!
//! The libraries are written with the core's public interface alone, like any library of yours. [`args`] has their way of
//! checking arguments; [`output`] and [`input`] say where `print` and `io.write` write and where `io.read` reads.
//!
//! ## The code map
//!
//! | file | what it is |
//! |---|---|
//! | [`open`] | opening libraries, one by one or in sets |
//! | `base/` `coroutine` `debug/` `io/` `math` `os/` `package/` `string/` `table/` | the libraries: natives that check, pay and call |
//! | `pattern/` `sort` `format/` | the algorithms behind them, which know nothing of Lua |
//! | [`args`] | arguments checked as PUC-Lua's library checks them |
//! | [`output`] [`input`] | the standard streams, the process's or the host's |
//! | `buffer` | where strings are built |
//! | `os_text` | texts of the operating system |
//! | `cost` | what work costs, and how a native stops in the middle of it |

#![forbid(unsafe_code)]

pub use ferrous_core::*;

pub use os::Exit;

pub mod args;
pub mod input;
pub mod open;
pub mod output;

mod base;
mod buffer;
mod coroutine;
mod cost;
mod debug;
mod format;
mod io;
mod math;
mod message;
mod os;
mod os_text;
mod package;
mod pattern;
mod prelude;
mod sort;
mod string;
mod table;

/// What `_VERSION` says.
pub const VERSION: &str = "Lua 5.1";

/// An interpreter with the libraries of [`open::safe`] and the default settings.
pub fn lua() -> Lua {
    builder()
        .build()
        .expect("the libraries open in fresh globals")
}

/// A [`Builder`] that opens the libraries of [`open::safe`].
pub fn builder() -> Builder {
    Builder::new().library(open::safe)
}
