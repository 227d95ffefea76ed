//! What the operating system refuses, in C's words: nil, a message and the number of the error.

use std::io::Error;

use crate::{os_text, prelude::*};

/// Answers true, or why not. `about` is what the message begins with: the name of a file.
pub(crate) fn answer<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    result: std::io::Result<()>,
    about: Option<&[u8]>,
) -> Outcome<'gc> {
    match result {
        Ok(()) => window.answer(Value::TRUE),
        Err(error) => fail(ctx, window, &error, about),
    }
    Ok(Action::Return)
}

/// Answers why something failed.
#[cold]
pub(crate) fn fail<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    error: &Error,
    about: Option<&[u8]>,
) {
    let mut text = Vec::new();
    if let Some(about) = about {
        text.extend_from_slice(about);
        text.extend_from_slice(b": ");
    }
    text.extend_from_slice(os_text::reason(error).as_bytes());
    window.answer(Value::NIL);
    window.push(ctx.string(text).into());
    window.push(Value::number(error.raw_os_error().unwrap_or(0).into()));
}
