//! Tables used as lists.
//!
//! As in 5.1, all access is raw and the length is `#`'s border, without metamethods. What moves many elements or calls
//! functions is a state that can stop between any two of them.

mod concat;
mod each;
mod shift;
mod sort;

use crate::prelude::*;

/// The functions of the library.
pub(crate) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("table.concat", concat::concat),
    ("table.foreach", each::foreach),
    ("table.foreachi", each::foreachi),
    ("table.getn", getn),
    ("table.insert", shift::insert),
    ("table.maxn", each::maxn),
    ("table.remove", shift::remove),
    ("table.setn", setn),
    ("table.sort", sort::sort),
];

/// `table.getn(t)`
fn getn<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let length = window.check_table(1)?.raw_len();
    window.answer(Value::number(length as f64));
    Ok(Action::Return)
}

/// `table.setn(t, n)`: an error since Lua 5.1.
fn setn<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    window.check_table(1)?;
    Err(Thrown::msg("'setn' is obsolete"))
}

/// The element at an index.
#[inline(always)]
fn element<'gc>(ctx: Context<'gc>, table: Table<'gc>, index: i64) -> Value<'gc> {
    table.raw_get_index(ctx, index)
}
