//! What the operating system refuses, in C's words: nil, a message and the number of the error.

use std::io::Error;

use super::system::c_text;
use crate::{
    buffer::Part,
    message::{Message, is_long},
    os_text,
    prelude::*,
};

/// Answers true, or why not. `about` is what the message begins with: the name of a file.
pub(crate) fn answer<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    result: std::io::Result<()>,
    about: Option<LuaString<'gc>>,
) -> Outcome<'gc> {
    match (result, about) {
        (Ok(()), _) => window.answer(Value::TRUE),
        (Err(error), None) => fail(ctx, window, &error, None),
        (Err(error), Some(name)) => return refuse(ctx, window, &error, name),
    }
    Ok(Action::Return)
}

/// Answers why something failed with a file, whose name may be long.
#[cold]
pub(crate) fn refuse<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    error: &Error,
    name: LuaString<'gc>,
) -> Outcome<'gc> {
    let shown = c_text(name.as_bytes());
    if is_long(name) {
        let text = Part::new(name, 0..shown.len());
        return begin(ctx, window, Message::refusal(text, error));
    }
    fail(ctx, window, error, Some(shown));
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
