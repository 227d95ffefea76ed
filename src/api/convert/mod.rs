//! Conversions between Rust's types and Lua's values.
//!
//! Two pairs of traits. [`FromValue`] and [`IntoValue`] are about one value; [`FromMulti`] and [`IntoMulti`] are about the
//! list that goes into a call or comes out of one, and every single value is a list of one. A function's parameters are
//! a tuple whose last member may take all that remains:
//!
//! ```
//! use ferrous_core::{Lua, Variadic};
//!
//! let mut lua = Lua::bare();
//! lua.try_enter(|ctx| {
//!     let sum = ctx.function(|_, (first, rest): (f64, Variadic<f64>)| Ok(first + rest.iter().sum::<f64>()));
//!     ctx.set_global("sum", sum)
//! })?;
//! assert_eq!(lua.eval::<f64>("return sum(1, 2, '3')")?, 6.0);
//! # Ok::<(), ferrous_core::Error>(())
//! ```
//!
//! Conversions follow Lua where Lua converts: a string that spells a number is taken for a number, and a number for a
//! string. They never lose anything silently: 1.5 is no `i32`, 300 no `u8`, and bytes that are not UTF-8 no `String`.
//! [`Truncated`] and [`Bytes`] are there for those who want C's integers and raw bytes. What fails says where
//! ([`ConversionError`]).
//!
//! Tables are read and written raw, and whatever loops over one inside a script pays fuel for it.

mod error;
mod multi;
mod number;
mod table;
mod text;
mod value;

pub use error::ConversionError;
pub use multi::{Sink, Values, Variadic};
pub use number::Truncated;
pub use text::Bytes;

use crate::heap::{context::Context, value::Value};

/// Rust's side of one Lua value: how to make it.
pub trait FromValue<'gc>: Sized {
    /// Converts a value.
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError>;
}

/// What can become one Lua value.
pub trait IntoValue<'gc> {
    /// Converts into a value.
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError>;
}

/// What can be made of a list of values: parameters of a native, results of a call.
///
/// What the type does not ask for is left over, and what is missing is nil, as in Lua.
pub trait FromMulti<'gc>: Sized {
    /// Takes as many values as it needs.
    fn from_multi(ctx: Context<'gc>, values: &mut Values<'gc, '_>)
    -> Result<Self, ConversionError>;
}

/// What can become a list of values: results of a native, arguments of a call.
pub trait IntoMulti<'gc> {
    /// Puts its values at the end of `sink`.
    fn into_multi(
        self,
        ctx: Context<'gc>,
        sink: &mut impl Sink<'gc>,
    ) -> Result<(), ConversionError>;
}
