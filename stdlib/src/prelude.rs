//! What every library of this crate uses of the core.

pub(crate) use ferrous_core::{
    heap::{
        context::{Context, Event},
        native::{Action, Body, NativeFn, Outcome, Resume, Thrown},
        string::LuaString,
        table::Table,
        thread::{Status, Thread},
        userdata::UserData,
        value::{Function, Type, Value, View},
        window::Window,
    },
    meter::memory::credit,
};
pub(crate) use gc_arena::Collect;

pub(crate) use crate::{
    args::Args,
    buffer::Buffer,
    cost::{self, begin},
};

/// What a library's helpers answer: a value, or an error to throw.
pub(crate) type Result<'gc, T> = std::result::Result<T, Thrown<'gc>>;
