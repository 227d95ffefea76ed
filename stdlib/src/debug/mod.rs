//! `debug`: looking into running programs, and changing what they did not offer to be changed.
//!
//! What the functions show comes from the machine by way of the public API (`api::debug`); here is how Lua programs ask
//! for it. Most of them take a thread in front of their other arguments ([`Subject`]).

mod console;
mod hook;
mod info;
mod objects;
mod traceback;
mod variables;

use ferrous_core::api::debug::Activation;

use crate::{
    args::{to_number, truncate},
    prelude::*,
};

/// The functions of the library.
pub(crate) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("debug.debug", console::debug),
    ("debug.getfenv", objects::getfenv),
    ("debug.gethook", hook::gethook),
    ("debug.getinfo", info::getinfo),
    ("debug.getlocal", variables::getlocal),
    ("debug.getmetatable", objects::getmetatable),
    ("debug.getregistry", objects::getregistry),
    ("debug.getupvalue", variables::getupvalue),
    ("debug.setfenv", objects::setfenv),
    ("debug.sethook", hook::sethook),
    ("debug.setlocal", variables::setlocal),
    ("debug.setmetatable", objects::setmetatable),
    ("debug.setupvalue", variables::setupvalue),
    ("debug.traceback", traceback::traceback),
];

/// The function that only tells and changes nothing: what scripts of strangers may have.
pub(crate) const HARMLESS: &[(&str, NativeFn)] = &[("debug.traceback", traceback::traceback)];

/// The thread that a function is about: the first argument if that is one, else the running thread.
struct Subject<'gc> {
    thread: Thread<'gc>,
    /// How many arguments it takes up.
    shift: usize,
}

impl<'gc> Subject<'gc> {
    fn of(ctx: Context<'gc>, window: &Window<'gc, '_>) -> Self {
        match window.arg(1).as_thread() {
            Some(thread) => Self { thread, shift: 1 },
            None => Self {
                thread: ctx.thread(),
                shift: 0,
            },
        }
    }

    /// The activation at a level, which the walk to it is paid for.
    fn activation(&self, ctx: Context<'gc>, level: i32) -> Option<Activation<'gc>> {
        ctx.pay(cost::levels(usize::try_from(level).unwrap_or(0)));
        ctx.activation(self.thread, level)
    }
}
