//! Handles: Lua values held by the host, outside the arena.
//!
//! A handle is a counted reference to a slot of its `Lua`. The value stays alive until the last clone is dropped; that
//! only leaves a note, and the slot is freed when the `Lua` next looks. Handles may outlive their `Lua` and may be
//! dropped on any thread. One that is shown to another `Lua` is refused there ([`Error::Foreign`](crate::Error::Foreign)).

use std::{fmt, sync::Arc};

use super::convert::{ConversionError, FromValue, IntoValue};
use crate::heap::{
    context::Context,
    slots::Dropped,
    string::LuaString,
    table::Table,
    thread::Thread,
    userdata::UserData,
    value::{Function, Value},
};

/// What can be held by a handle.
pub trait Stash<'gc>: Into<Value<'gc>> {
    /// The handle's type.
    type Handle;

    /// Makes a handle.
    fn stash(self, ctx: Context<'gc>) -> Self::Handle;
}

/// A handle whose value can be looked at again inside its `Lua`.
pub trait Fetch<'gc> {
    /// What it holds.
    type Value;

    /// The value; an error if the handle belongs to another `Lua`.
    fn fetch(&self, ctx: Context<'gc>) -> Result<Self::Value, ConversionError>;
}

impl<'gc> Context<'gc> {
    /// Makes a handle that keeps a value alive outside the arena.
    pub fn stash<T: Stash<'gc>>(self, value: T) -> T::Handle {
        value.stash(self)
    }

    /// The value of a handle; an error if the handle belongs to another `Lua`.
    pub fn fetch<H: Fetch<'gc>>(self, handle: &H) -> Result<H::Value, ConversionError> {
        handle.fetch(self)
    }
}

/// One slot, shared by the clones of a handle.
struct Slot {
    index: u32,
    home: Dropped,
}

impl Drop for Slot {
    fn drop(&mut self) {
        let mut dropped = self
            .home
            .lock()
            .unwrap_or_else(|poison| poison.into_inner());
        dropped.push(self.index);
    }
}

macro_rules! handles {
    ($($(#[$doc:meta])* $handle:ident $value:ident $accessor:expr;)*) => { $(
        $(#[$doc])*
        #[derive(Clone)]
        pub struct $handle(Arc<Slot>);

        impl $handle {
            /// Whether the handle belongs to the `Lua` whose queue of dropped handles this is.
            #[allow(dead_code)]
            pub(crate) fn lives_in(&self, home: &Dropped) -> bool {
                Arc::ptr_eq(&self.0.home, home)
            }

            /// The number of the slot.
            #[allow(dead_code)]
            pub(crate) fn slot(&self) -> u32 {
                self.0.index
            }
        }

        impl fmt::Debug for $handle {
            fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
                write!(f, concat!(stringify!($handle), "({})"), self.0.index)
            }
        }

        impl<'gc> Stash<'gc> for $value<'gc> {
            type Handle = $handle;

            fn stash(self, ctx: Context<'gc>) -> $handle {
                let slots = &ctx.state().stash;
                let index = slots.insert(ctx, self.into());
                $handle(Arc::new(Slot { index, home: slots.dropped() }))
            }
        }

        impl<'gc> Fetch<'gc> for $handle {
            type Value = $value<'gc>;

            fn fetch(&self, ctx: Context<'gc>) -> Result<$value<'gc>, ConversionError> {
                let slots = &ctx.state().stash;
                if !slots.owns(&self.0.home) {
                    return Err(ConversionError::foreign());
                }
                let accessor: fn(Value<'gc>) -> Option<$value<'gc>> = $accessor;
                Ok(accessor(slots.get(self.0.index)).expect("a slot keeps its value"))
            }
        }

        impl<'gc> FromValue<'gc> for $handle {
            fn from_value(ctx: Context<'gc>, value: Value<'gc>) -> Result<Self, ConversionError> {
                Ok($value::from_value(ctx, value)?.stash(ctx))
            }
        }

        impl<'gc> IntoValue<'gc> for &$handle {
            fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
                self.fetch(ctx).map(Into::into)
            }
        }

        impl<'gc> IntoValue<'gc> for $handle {
            fn into_value(self, ctx: Context<'gc>) -> Result<Value<'gc>, ConversionError> {
                (&self).into_value(ctx)
            }
        }
    )* };
}
handles! {
    /// A handle to any value.
    StashedValue Value Some;
    /// A handle to a string.
    StashedString LuaString Value::as_string;
    /// A handle to a table.
    StashedTable Table Value::as_table;
    /// A handle to a function.
    StashedFunction Function Value::as_function;
    /// A handle to a userdata.
    StashedUserData UserData Value::as_userdata;
    /// A handle to a coroutine.
    StashedThread Thread Value::as_thread;
}

macro_rules! widening {
    ($($handle:ident)*) => { $(
        impl From<$handle> for StashedValue {
            fn from(handle: $handle) -> Self {
                Self(handle.0)
            }
        }
    )* };
}
widening! { StashedString StashedTable StashedFunction StashedUserData StashedThread }
