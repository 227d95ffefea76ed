//! Lua's own types, booleans, and what may be absent.

use super::{ConversionError, FromValue, IntoValue};
use crate::heap::{
    context::Context,
    string::LuaString,
    table::Table,
    thread::Thread,
    userdata::UserData,
    value::{Function, Value},
};

impl<'gc> FromValue<'gc> for Value<'gc> {
    #[inline]
    fn from_value(_: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        Ok(value)
    }
}

macro_rules! handles {
    ($($handle:ident $accessor:ident $name:literal;)*) => { $(
        impl<'gc> FromValue<'gc> for $handle<'gc> {
            #[inline]
            fn from_value(_: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
                value.$accessor().ok_or_else(|| ConversionError::expected($name, value))
            }
        }
    )* };
}
handles! {
    Table as_table "table";
    Function as_function "function";
    UserData as_userdata "userdata";
    Thread as_thread "coroutine";
}

macro_rules! values {
    ($($handle:ident)*) => { $(
        impl<'gc> IntoValue<'gc> for $handle<'gc> {
            #[inline]
            fn into_value(self, _: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
                Ok(self.into())
            }
        }
    )* };
}
values! { Value LuaString Table Function UserData Thread }

/// `true` and `false` only. For what a condition takes for true, ask [`Value::is_falsy`].
impl<'gc> FromValue<'gc> for bool {
    #[inline]
    fn from_value(_: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        value
            .as_boolean()
            .ok_or_else(|| ConversionError::expected("boolean", value))
    }
}

impl<'gc> IntoValue<'gc> for bool {
    #[inline]
    fn into_value(self, _: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        Ok(Value::boolean(self))
    }
}

/// Nil, or nothing at all, is `None`.
impl<'gc, T: FromValue<'gc>> FromValue<'gc> for Option<T> {
    #[inline]
    fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
        if value.is_nil() {
            return Ok(None);
        }
        T::from_value(ctx, value).map(Some)
    }
}

impl<'gc, T: IntoValue<'gc>> IntoValue<'gc> for Option<T> {
    #[inline]
    fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
        self.map_or(Ok(Value::NIL), |value| value.into_value(ctx))
    }
}
