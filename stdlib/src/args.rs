//! A native's arguments, checked as Lua's own library checks them.
//!
//! The functions are those of PUC-Lua's `lauxlib.c` (`luaL_checknumber` and its kin), with the same coercions, the same
//! truncation of numbers to C integers and word for word the same errors: "bad argument #1 to 'f' (number expected, got
//! no value)". Indexes count from 1, as the messages do.
//!
//! ```
//! use ferrous::{Action, Context, Outcome, Value, Window, args::Args};
//!
//! /// `gap(a [, b])`
//! fn gap<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
//!     let (a, b) = (window.check_number(1)?, window.opt_number(2, 0.0)?);
//!     window.answer(Value::number((a - b).abs()));
//!     Ok(Action::Return)
//! }
//!
//! let mut lua = ferrous::lua();
//! lua.try_enter(|ctx| ctx.set_global("gap", ctx.native("gap", gap)))?;
//! assert_eq!(lua.eval::<f64>("return gap('3', 5)")?, 2.0);
//! let error = lua.exec("gap({})").unwrap_err().to_string();
//! assert!(error.ends_with("bad argument #1 to 'gap' (number expected, got table)"));
//! # Ok::<(), ferrous::Error>(())
//! ```
//!
//! Who writes natives for programs of their own need not use them: typed functions (`ctx.function(|_, (a, b): (f64, f64)|
//! ..)`) convert arguments by their Rust types and refuse what does not fit exactly. These here are for functions that have
//! to behave as if they had always been part of Lua.

use ferrous_core::{
    compiler::number::parse,
    heap::{
        context::Context,
        native::Thrown,
        number::NumberText,
        string::LuaString,
        table::Table,
        value::{Function, Value, View},
        window::Window,
    },
};

use crate::cost;

type Result<'gc, T> = std::result::Result<T, Thrown<'gc>>;

/// Checked access to arguments.
pub trait Args<'gc> {
    /// Argument `index`, nil if there are fewer.
    fn arg(&self, index: usize) -> Value<'gc>;

    /// Whether there are fewer arguments than `index`, or this one is nil.
    fn is_none_or_nil(&self, index: usize) -> bool;

    /// Any value, even nil, but a value: "value expected".
    fn check_any(&self, index: usize) -> Result<'gc, Value<'gc>>;

    /// A number, or a string that spells one.
    fn check_number(&self, index: usize) -> Result<'gc, f64>;

    /// Like [`Args::check_number`], cut to 64 bits as C's cast does it.
    fn check_integer(&self, index: usize) -> Result<'gc, i64>;

    /// Like [`Args::check_integer`], of which C keeps the low 32 bits.
    fn check_int(&self, index: usize) -> Result<'gc, i32>;

    /// A string, or a number as text.
    fn check_string(&self, ctx: Context<'gc>, index: usize) -> Result<'gc, LuaString<'gc>>;

    /// A table.
    fn check_table(&self, index: usize) -> Result<'gc, Table<'gc>>;

    /// A function.
    fn check_function(&self, index: usize) -> Result<'gc, Function<'gc>>;

    /// [`Args::check_number`], or `default` for none and nil.
    fn opt_number(&self, index: usize, default: f64) -> Result<'gc, f64>;

    /// [`Args::check_integer`], or `default` for none and nil.
    fn opt_integer(&self, index: usize, default: i64) -> Result<'gc, i64>;

    /// [`Args::check_int`], or `default` for none and nil.
    fn opt_int(&self, index: usize, default: i32) -> Result<'gc, i32>;

    /// [`Args::check_string`], or nothing for none and nil.
    fn opt_string(&self, ctx: Context<'gc>, index: usize) -> Result<'gc, Option<LuaString<'gc>>>;

    /// Where a string stands in a list of options: "invalid option 'x'". None and nil are `default`, if there is one.
    fn check_option(
        &self,
        ctx: Context<'gc>,
        index: usize,
        default: Option<&str>,
        options: &[&str],
    ) -> Result<'gc, usize>;

    /// The error for an argument of another type than `expected`.
    fn type_error(&self, index: usize, expected: &str) -> Thrown<'gc>;
}

impl<'gc> Args<'gc> for Window<'gc, '_> {
    #[inline(always)]
    fn arg(&self, index: usize) -> Value<'gc> {
        self.get(index - 1)
    }

    #[inline]
    fn is_none_or_nil(&self, index: usize) -> bool {
        self.arg(index).is_nil()
    }

    #[inline]
    fn check_any(&self, index: usize) -> Result<'gc, Value<'gc>> {
        match self.try_get(index - 1) {
            Some(value) => Ok(value),
            None => Err(Thrown::argument(index, "value expected")),
        }
    }

    #[inline]
    fn check_number(&self, index: usize) -> Result<'gc, f64> {
        match self.arg(index).as_number() {
            Some(number) => Ok(number),
            None => number_in_string(self, index),
        }
    }

    #[inline]
    fn check_integer(&self, index: usize) -> Result<'gc, i64> {
        Ok(truncate(self.check_number(index)?))
    }

    #[inline]
    fn check_int(&self, index: usize) -> Result<'gc, i32> {
        Ok(self.check_integer(index)? as i32)
    }

    #[inline]
    fn check_string(&self, ctx: Context<'gc>, index: usize) -> Result<'gc, LuaString<'gc>> {
        match self.arg(index).as_string() {
            Some(string) => Ok(string),
            None => string_of_number(self, ctx, index),
        }
    }

    #[inline]
    fn check_table(&self, index: usize) -> Result<'gc, Table<'gc>> {
        match self.arg(index).as_table() {
            Some(table) => Ok(table),
            None => Err(self.type_error(index, "table")),
        }
    }

    #[inline]
    fn check_function(&self, index: usize) -> Result<'gc, Function<'gc>> {
        match self.arg(index).as_function() {
            Some(function) => Ok(function),
            None => Err(self.type_error(index, "function")),
        }
    }

    #[inline]
    fn opt_number(&self, index: usize, default: f64) -> Result<'gc, f64> {
        if self.is_none_or_nil(index) {
            return Ok(default);
        }
        self.check_number(index)
    }

    #[inline]
    fn opt_integer(&self, index: usize, default: i64) -> Result<'gc, i64> {
        if self.is_none_or_nil(index) {
            return Ok(default);
        }
        self.check_integer(index)
    }

    #[inline]
    fn opt_int(&self, index: usize, default: i32) -> Result<'gc, i32> {
        if self.is_none_or_nil(index) {
            return Ok(default);
        }
        self.check_int(index)
    }

    #[inline]
    fn opt_string(&self, ctx: Context<'gc>, index: usize) -> Result<'gc, Option<LuaString<'gc>>> {
        if self.is_none_or_nil(index) {
            return Ok(None);
        }
        self.check_string(ctx, index).map(Some)
    }

    fn check_option(
        &self,
        ctx: Context<'gc>,
        index: usize,
        default: Option<&str>,
        options: &[&str],
    ) -> Result<'gc, usize> {
        let word = match default {
            Some(default) if self.is_none_or_nil(index) => default.as_bytes(),
            _ => self.check_string(ctx, index)?.as_bytes(),
        };
        // It is C's string that is compared and shown.
        let word = word.split(|byte| *byte == 0).next().unwrap_or(word);
        let known = options.iter().position(|option| option.as_bytes() == word);
        known.ok_or_else(|| {
            let word = String::from_utf8_lossy(word);
            Thrown::argument(index, format!("invalid option '{word}'"))
        })
    }

    #[cold]
    fn type_error(&self, index: usize, expected: &str) -> Thrown<'gc> {
        let found = self
            .try_get(index - 1)
            .map_or("no value", |value| value.type_name());
        Thrown::argument(index, format!("{expected} expected, got {found}"))
    }
}

#[cold]
fn number_in_string<'gc>(window: &Window<'gc, '_>, index: usize) -> Result<'gc, f64> {
    match to_number(window.context(), window.arg(index)) {
        Some(number) => Ok(number),
        None => Err(window.type_error(index, "number")),
    }
}

#[cold]
fn string_of_number<'gc>(
    window: &Window<'gc, '_>,
    ctx: Context<'gc>,
    index: usize,
) -> Result<'gc, LuaString<'gc>> {
    match window.arg(index).as_number() {
        Some(number) => Ok(ctx.string(NumberText::new(number).as_bytes())),
        None => Err(window.type_error(index, "string")),
    }
}

/// The number that a value is or spells, as arithmetic takes it. Reading a text is paid.
pub fn to_number<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Option<f64> {
    match value.view() {
        View::Number(number) => Some(number),
        View::String(string) => {
            ctx.pay(cost::visit(string.len()));
            parse(string.as_bytes())
        }
        _ => None,
    }
}

/// A number cut to 64 bits as x86 does it for C: what does not fit, and NaN, is the least integer.
#[inline(always)]
pub fn truncate(number: f64) -> i64 {
    const END: f64 = 9_223_372_036_854_775_808.0;
    if (-END..END).contains(&number) {
        number as i64
    } else {
        i64::MIN
    }
}

#[cfg(test)]
mod tests {
    use super::truncate;

    #[test]
    fn numbers_are_cut_as_c_cuts_them() {
        assert_eq!(truncate(2.9), 2);
        assert_eq!(truncate(-2.9), -2);
        assert_eq!(truncate(1e10), 10_000_000_000);
        assert_eq!(truncate(1e10) as i32, 1_410_065_408);
        assert_eq!(truncate(1e19), i64::MIN);
        assert_eq!(truncate(f64::NAN), i64::MIN);
        assert_eq!(truncate(f64::NEG_INFINITY), i64::MIN);
        assert_eq!(truncate(9_223_372_036_854_774_784.0), i64::MAX - 1023);
    }
}
