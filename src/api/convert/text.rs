//! Text and bytes.

use std::ops::Deref;

use super::{ConversionError, FromValue, IntoValue};
use crate::heap::{
    context::Context,
    number::NumberText,
    string::{LONGEST, LuaString},
    value::Value,
};

/// Raw bytes: a Lua string that need not be UTF-8.
///
/// A `Vec<u8>` is a table of numbers; this is a string.
#[derive(Clone, Debug, Default, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub struct Bytes(pub Vec<u8>);

impl Deref for Bytes {
    type Target = [u8];

    fn deref(&self) -> &[u8] {
        &self.0
    }
}

impl AsRef<[u8]> for Bytes {
    fn as_ref(&self) -> &[u8] {
        &self.0
    }
}

impl From<Vec<u8>> for Bytes {
    fn from(bytes: Vec<u8>) -> Self {
        Self(bytes)
    }
}

impl From<&[u8]> for Bytes {
    fn from(bytes: &[u8]) -> Self {
        Self(bytes.into())
    }
}

impl From<&str> for Bytes {
    fn from(text: &str) -> Self {
        Self(text.into())
    }
}

/// The string that Lua takes `value` for: itself, or a number's text.
fn to_string<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Result<LuaString<'gc>, ConversionError> {
    value
        .as_string()
        .or_else(|| Some(ctx.string(NumberText::new(value.as_number()?).as_bytes())))
        .ok_or_else(|| ConversionError::expected("string", value))
}

fn from_slice<'gc>(ctx: Context<'gc>, bytes: &[u8]) -> Result<Value<'gc>, ConversionError> {
    check_length(bytes.len())?;
    Ok(ctx.string(bytes).into())
}

fn from_vec<'gc>(ctx: Context<'gc>, bytes: Vec<u8>) -> Result<Value<'gc>, ConversionError> {
    check_length(bytes.len())?;
    Ok(LuaString::from_buffer(ctx, bytes.into()).into())
}

fn check_length(length: usize) -> Result<(), ConversionError> {
    if length > LONGEST {
        return Err(ConversionError::new("string too long"));
    }
    Ok(())
}

impl<'gc> FromValue<'gc> for LuaString<'gc> {
    #[inline]
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        to_string(ctx, value)
    }
}

impl<'gc> FromValue<'gc> for &'gc str {
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        let string = to_string(ctx, value)?;
        ctx.pay(string.len() as u64 / 16);
        string
            .to_str()
            .ok_or_else(|| ConversionError::new("UTF-8 expected, got other bytes"))
    }
}

impl<'gc> FromValue<'gc> for String {
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        <&'gc str>::from_value(ctx, value).map(str::to_owned)
    }
}

impl<'gc> FromValue<'gc> for Bytes {
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        let string = to_string(ctx, value)?;
        ctx.pay(string.len() as u64 / 16);
        Ok(Self(string.as_bytes().to_vec()))
    }
}

impl<'gc> IntoValue<'gc> for &str {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        from_slice(ctx, self.as_bytes())
    }
}

impl<'gc> IntoValue<'gc> for &String {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        from_slice(ctx, self.as_bytes())
    }
}

impl<'gc> IntoValue<'gc> for String {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        from_vec(ctx, self.into_bytes())
    }
}

impl<'gc> IntoValue<'gc> for &Bytes {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        from_slice(ctx, self)
    }
}

impl<'gc> IntoValue<'gc> for Bytes {
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        from_vec(ctx, self.0)
    }
}
