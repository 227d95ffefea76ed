//! Numbers: floats as they are, integers exactly or, on demand, as C casts them.

use super::{ConversionError, FromValue, IntoValue};
use crate::{
    compiler::number,
    heap::{context::Context, number::NumberText, value::Value},
};

/// The number that Lua takes `value` for: itself, or what its text spells.
#[inline]
fn to_number<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Result<f64, ConversionError> {
    match value.as_number() {
        Some(number) => Ok(number),
        None => from_text(ctx, value),
    }
}

#[cold]
fn from_text<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Result<f64, ConversionError> {
    let text = value
        .as_string()
        .ok_or_else(|| ConversionError::expected("number", value))?;
    ctx.pay(text.len() as u64);
    number::parse(text.as_bytes()).ok_or_else(|| ConversionError::expected("number", value))
}

impl<'gc> FromValue<'gc> for f64 {
    #[inline]
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        to_number(ctx, value)
    }
}

impl<'gc> IntoValue<'gc> for f64 {
    #[inline]
    fn into_value(self, _: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        Ok(Value::number(self))
    }
}

/// Rounds to the nearest `f32`, as `as` does.
impl<'gc> FromValue<'gc> for f32 {
    #[inline]
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        Ok(to_number(ctx, value)? as f32)
    }
}

impl<'gc> IntoValue<'gc> for f32 {
    #[inline]
    fn into_value(self, _: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        Ok(Value::number(self.into()))
    }
}

/// The largest value of a 64-bit type is no `f64`: a cast only ever yields it by stopping there.
macro_rules! integers {
    ($($int:ident)*) => { $(
        impl<'gc> FromValue<'gc> for $int {
            #[inline]
            fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
                let number = to_number(ctx, value)?;
                let cast = number as $int;
                let exact = cast as f64 == number && ($int::BITS < 54 || cast != $int::MAX);
                exact.then_some(cast).ok_or_else(|| no_integer(number, $int::MIN as f64, $int::MAX as f64))
            }
        }

        impl<'gc> IntoValue<'gc> for $int {
            #[inline]
            fn into_value(self, _: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
                let number = self as f64;
                let exact = number as $int == self && ($int::BITS < 54 || self != $int::MAX);
                exact.then(|| Value::number(number)).ok_or_else(|| too_precise(self as i128))
            }
        }
    )* };
}
integers! { i8 i16 i32 i64 isize u8 u16 u32 u64 usize }

#[cold]
fn no_integer(number: f64, least: f64, most: f64) -> ConversionError {
    let show = |n| String::from_utf8_lossy(NumberText::new(n).as_bytes()).into_owned();
    let got = show(number);
    ConversionError::new(if number.fract() != 0.0 || number.is_nan() {
        format!("integer expected, got {got}")
    } else {
        format!(
            "integer from {} to {} expected, got {got}",
            show(least),
            show(most)
        )
    })
}

#[cold]
fn too_precise(integer: i128) -> ConversionError {
    ConversionError::new(format!(
        "the integer {integer} has no exact representation as a number"
    ))
}

/// An integer as C's `luaL_checkint` and `luaL_checkinteger` make it on x86-64: the fraction is cut off, what is out of
/// range (or NaN) becomes the least 64-bit integer, and an `i32` takes the lower half of that.
///
/// The functions of Lua's library convert this way; hosts usually want the exact types.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Truncated<T>(pub T);

impl Truncated<i64> {
    /// Converts a number.
    #[inline]
    pub fn new(number: f64) -> Self {
        const LIMIT: f64 = (1u64 << 63) as f64;
        let inside = (-LIMIT..LIMIT).contains(&number);
        Self(if inside { number as i64 } else { i64::MIN })
    }
}

impl Truncated<i32> {
    /// Converts a number.
    #[inline]
    pub fn new(number: f64) -> Self {
        Self(Truncated::<i64>::new(number).0 as i32)
    }
}

impl<'gc> FromValue<'gc> for Truncated<i64> {
    #[inline]
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        Ok(Self::new(to_number(ctx, value)?))
    }
}

impl<'gc> FromValue<'gc> for Truncated<i32> {
    #[inline]
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        Ok(Self::new(to_number(ctx, value)?))
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn c_cuts_off_and_gives_up_at_the_least_integer() {
        for (number, wide, narrow) in [
            (1.9, 1, 1),
            (-1.9, -1, -1),
            (4294967297.0, 4294967297, 1),
            (2147483648.0, 2147483648, i32::MIN),
            (1e300, i64::MIN, 0),
            (-1e300, i64::MIN, 0),
            (f64::NAN, i64::MIN, 0),
            (9223372036854775808.0, i64::MIN, 0),
            (-9223372036854775808.0, i64::MIN, 0),
        ] {
            assert_eq!(Truncated::<i64>::new(number).0, wide, "{number}");
            assert_eq!(Truncated::<i32>::new(number).0, narrow, "{number}");
        }
    }
}
