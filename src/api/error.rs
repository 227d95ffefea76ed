//! What can go wrong, as the host sees it.

use super::{
    convert::ConversionError,
    stash::{Fetch, StashedValue},
};
use crate::{
    compiler::error::CompileError,
    heap::{context::Context, native::Thrown, number::NumberText, value::Value},
    meter::Signal,
};

/// Why a `Lua` did not do what the host asked for.
#[derive(Clone, Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// The script raised an error that nothing caught.
    #[error("{message}")]
    Runtime {
        /// The error as `lua` prints it: a string's or number's text, with the position that Lua put in front. Of a text that is
        /// longer than a megabyte this is the first one; the value has all of it.
        message: String,
        /// The calls that were active where it was raised.
        traceback: Option<String>,
        /// The value that was raised.
        value: StashedValue,
    },
    /// There was not enough memory, and the script did not catch that.
    #[error("not enough memory")]
    Memory {
        /// The limit of the `Lua`, or that of the run if it was reached first; none if the system had no more to give.
        limit: Option<usize>,
        /// The bytes in use when the error reached the host.
        used: usize,
    },
    /// The source is not a Lua program.
    #[error("{0}")]
    Syntax(#[source] CompileError),
    /// Another thread asked for a stop; see [`InterruptHandle`](crate::InterruptHandle).
    #[error("interrupted")]
    Interrupted,
    /// The time was up; see [`Lua::set_deadline`](crate::Lua::set_deadline).
    #[error("the deadline has passed")]
    Deadline,
    /// The run was cancelled.
    #[error("the run was cancelled")]
    Cancelled,
    /// The run is over: it has returned (and its results were taken) or failed.
    #[error("the run is over")]
    Dead,
    /// The run waits for the host: it yielded or asked for something, and wants to be resumed.
    #[error("the run waits to be resumed")]
    Suspended,
    /// There is nothing to resume or to take: the run has not stopped for the host.
    #[error("the run is in the middle of its work")]
    Running,
    /// A handle or a run belongs to another `Lua`.
    #[error("a handle of another Lua")]
    Foreign,
    /// One of the host's functions has panicked inside this `Lua`, which cannot be used any more.
    #[error("a host function has panicked in this Lua")]
    Poisoned,
    /// A value did not have the type that the host asked for, or could not become a Lua value.
    #[error("{0}")]
    Conversion(#[source] ConversionError),
}

impl From<ConversionError> for Error {
    fn from(error: ConversionError) -> Self {
        match error.is_foreign() {
            true => Error::Foreign,
            false => Error::Conversion(error),
        }
    }
}

impl From<Signal> for Error {
    fn from(signal: Signal) -> Self {
        match signal {
            Signal::Interrupt => Error::Interrupted,
            Signal::Deadline => Error::Deadline,
        }
    }
}

impl From<CompileError> for Error {
    fn from(error: CompileError) -> Self {
        Error::Syntax(error)
    }
}

impl Error {
    /// An error that nothing caught.
    pub(crate) fn uncaught<'gc>(
        ctx: Context<'gc>,
        value: Value<'gc>,
        traceback: Option<String>,
    ) -> Self {
        if ctx.is_memory_error(value) {
            let memory = &ctx.state().memory;
            return Error::Memory {
                limit: memory.tightest(),
                used: memory.used(),
            };
        }
        Error::Runtime {
            message: message(value),
            traceback,
            value: ctx.stash(value),
        }
    }

    /// An error thrown while no Lua function was running.
    pub(crate) fn thrown<'gc>(ctx: Context<'gc>, thrown: Thrown<'gc>) -> Self {
        Self::uncaught(ctx, thrown.into_value(ctx), None)
    }

    /// The error as a native throws it: what a script raised is raised again as the value that it was, anything else as a
    /// message.
    ///
    /// (`?` turns an `Error` into its message, like every other Rust error: it has no context to find the value with.)
    pub fn into_thrown<'gc>(self, ctx: Context<'gc>) -> Thrown<'gc> {
        match &self {
            Error::Runtime { message, value, .. } => match value.fetch(ctx) {
                Ok(value) => Thrown::value(value),
                Err(_) => Thrown::plain(message),
            },
            Error::Memory { .. } => ctx.out_of_memory(),
            other => Thrown::msg(other.to_string()),
        }
    }
}

/// Bytes of a script's text that a message shows. A host is not made to wait for more, nor to hold it twice.
const LONGEST_MESSAGE: usize = 1 << 20;

/// An error value as `lua` prints it.
fn message(value: Value<'_>) -> String {
    if let Some(string) = value.as_string() {
        let shown = &string.as_bytes()[..string.len().min(LONGEST_MESSAGE)];
        let mut message = String::from_utf8_lossy(shown).into_owned();
        if shown.len() < string.len() {
            message.push_str("...");
        }
        return message;
    }
    match value.as_number() {
        Some(number) => String::from_utf8_lossy(NumberText::new(number).as_bytes()).into_owned(),
        None => format!("(error object is a {} value)", value.type_name()),
    }
}
