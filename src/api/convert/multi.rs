//! Lists of values: what a call takes and what it gives.

use std::ops::{Deref, DerefMut};

use super::{ConversionError, FromMulti, FromValue, IntoMulti, IntoValue};
use crate::heap::{context::Context, value::Value, window::Window};

/// A list of values that is being taken apart from the front.
pub struct Values<'gc, 'a> {
    values: &'a [Value<'gc>],
    next: usize,
}

impl<'gc, 'a> Values<'gc, 'a> {
    /// The whole list.
    #[inline]
    pub fn new(values: &'a [Value<'gc>]) -> Self {
        Self { values, next: 0 }
    }

    /// Converts the next value; a missing one is nil.
    #[inline]
    pub fn take<T: FromValue<'gc>>(&mut self, ctx: Context<'gc>) -> Result<T, ConversionError> {
        let value = self.values.get(self.next);
        self.next += 1;
        match T::from_value(ctx, value.copied().unwrap_or_default()) {
            Ok(converted) => Ok(converted),
            Err(error) if value.is_none() => Err(error.missing().at_position(self.next)),
            Err(error) => Err(error.at_position(self.next)),
        }
    }

    /// How many values are left.
    pub fn left(&self) -> usize {
        self.values.len().saturating_sub(self.next)
    }

    /// Everything that is left, as it is.
    pub fn rest(&mut self) -> &'a [Value<'gc>] {
        let rest = self.values.get(self.next..).unwrap_or_default();
        self.next = self.values.len();
        rest
    }
}

/// Where the values of a list are put: a native's window or a plain vector.
pub trait Sink<'gc> {
    /// Puts a value at the end.
    fn put(&mut self, value: Value<'gc>);
}

impl<'gc> Sink<'gc> for Window<'gc, '_> {
    #[inline]
    fn put(&mut self, value: Value<'gc>) {
        self.push(value);
    }
}

impl<'gc> Sink<'gc> for Vec<Value<'gc>> {
    fn put(&mut self, value: Value<'gc>) {
        self.push(value);
    }
}

impl<'gc, T: FromValue<'gc>> FromMulti<'gc> for T {
    #[inline]
    fn from_multi(
        ctx: Context<'gc>,
        values: &mut Values<'gc, '_>,
    ) -> Result<Self, ConversionError> {
        values.take(ctx)
    }
}

impl<'gc, T: IntoValue<'gc>> IntoMulti<'gc> for T {
    #[inline]
    fn into_multi(
        self,
        ctx: Context<'gc>,
        sink: &mut impl Sink<'gc>,
    ) -> Result<(), ConversionError> {
        sink.put(self.into_value(ctx).map_err(|error| error.behind(0))?);
        Ok(())
    }
}

/// All the remaining values of a list.
///
/// ```
/// use ferrous_core::{Lua, Variadic};
///
/// let all: Variadic<String> = Lua::bare().eval("return 'a', 2, 'c'")?;
/// assert_eq!(*all, ["a", "2", "c"]);
/// # Ok::<(), ferrous_core::Error>(())
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Variadic<T>(pub Vec<T>);

impl<T> Deref for Variadic<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        &self.0
    }
}

impl<T> DerefMut for Variadic<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        &mut self.0
    }
}

impl<T> FromIterator<T> for Variadic<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Self(items.into_iter().collect())
    }
}

impl<T> IntoIterator for Variadic<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.into_iter()
    }
}

impl<'gc, T: FromValue<'gc>> FromMulti<'gc> for Variadic<T> {
    fn from_multi(
        ctx: Context<'gc>,
        values: &mut Values<'gc, '_>,
    ) -> Result<Self, ConversionError> {
        ctx.pay(values.left() as u64);
        (0..values.left()).map(|_| values.take(ctx)).collect()
    }
}

impl<'gc, T: IntoValue<'gc>> IntoMulti<'gc> for Variadic<T> {
    fn into_multi(
        self,
        ctx: Context<'gc>,
        sink: &mut impl Sink<'gc>,
    ) -> Result<(), ConversionError> {
        ctx.pay(self.0.len() as u64);
        for (index, item) in self.0.into_iter().enumerate() {
            item.into_multi(ctx, sink)
                .map_err(|error| error.behind(index))?;
        }
        Ok(())
    }
}

/// A tuple's members are single values, except that the last one may be a list.
macro_rules! tuples {
    ($(($($name:ident)*) $last:ident;)*) => { $(
        #[allow(non_snake_case)]
        impl<'gc, $($name: FromValue<'gc>,)* $last: FromMulti<'gc>> FromMulti<'gc> for ($($name,)* $last,) {
            #[inline]
            fn from_multi(ctx: Context<'gc>, values: &mut Values<'gc, '_>) -> Result<Self, ConversionError> {
                Ok(($(values.take::<$name>(ctx)?,)* $last::from_multi(ctx, values)?,))
            }
        }

        #[allow(non_snake_case)]
        impl<'gc, $($name: IntoValue<'gc>,)* $last: IntoMulti<'gc>> IntoMulti<'gc> for ($($name,)* $last,) {
            #[inline]
            fn into_multi(self, ctx: Context<'gc>, sink: &mut impl Sink<'gc>) -> Result<(), ConversionError> {
                let ($($name,)* $last,) = self;
                #[allow(unused_mut)]
                let mut before = 0;
                $(
                    sink.put($name.into_value(ctx).map_err(|error| error.behind(before))?);
                    before += 1;
                )*
                $last.into_multi(ctx, sink).map_err(|error| error.behind(before))
            }
        }
    )* };
}
tuples! {
    () A;
    (A) B;
    (A B) C;
    (A B C) D;
    (A B C D) E;
    (A B C D E) F;
    (A B C D E F) G;
    (A B C D E F G) H;
    (A B C D E F G H) I;
    (A B C D E F G H I) J;
    (A B C D E F G H I J) K;
    (A B C D E F G H I J K) L;
}

impl<'gc> FromMulti<'gc> for () {
    #[inline]
    fn from_multi(_: Context<'gc>, _: &mut Values<'gc, '_>) -> Result<Self, ConversionError> {
        Ok(())
    }
}

impl<'gc> IntoMulti<'gc> for () {
    #[inline]
    fn into_multi(self, _: Context<'gc>, _: &mut impl Sink<'gc>) -> Result<(), ConversionError> {
        Ok(())
    }
}
