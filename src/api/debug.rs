//! Debuggers: what is going on in a thread, and what functions are made of.
//!
//! ```
//! use ferrous_core::Lua;
//!
//! let mut lua = Lua::bare();
//! lua.try_enter(|ctx| {
//!     let line = ctx.function(|ctx, ()| {
//!         let caller = ctx.activation(ctx.thread(), 1).expect("a native is called by someone");
//!         let (name, value) = caller.local(ctx, 1).expect("it has a local variable");
//!         assert_eq!(name.as_bytes(), b"answer");
//!         assert_eq!(value.as_number(), Some(42.0));
//!         Ok(caller.line(ctx).map(f64::from))
//!     });
//!     ctx.set_global("line", line)
//! })?;
//! assert_eq!(lua.eval::<f64>("local answer = 42\nreturn (line())")?, 2.0);
//! # Ok::<(), ferrous_core::Error>(())
//! ```
//!
//! | a debugger wants | it asks |
//! |---|---|
//! | the call stack | [`Context::activation`], [`Context::traceback`] |
//! | variables of a call | [`Activation::local`], [`Activation::set_local`] |
//! | where a function was written | [`Function::prototype`] |
//! | to be told while a thread runs | [`Thread::set_hook`], [`Thread::hook`] |
//! | what a function has captured | [`Function::upvalue`], [`Function::set_upvalue`] |
//!
//! [`Context::activation`]: crate::Context::activation
//! [`Context::traceback`]: crate::Context::traceback
//! [`Thread::hook`]: crate::Thread::hook
//! [`Thread::set_hook`]: crate::Thread::set_hook
//! [`Function::prototype`]: crate::Function::prototype
//! [`Function::upvalue`]: crate::Function::upvalue
//! [`Function::set_upvalue`]: crate::Function::set_upvalue

pub use crate::vm::{hooks::Hook, inspect::Activation};
