//! `debug.traceback`

use super::{Subject, to_number, truncate};
use crate::{
    buffer::Part,
    message::{Message, Purpose, is_long},
    prelude::*,
};

/// `debug.traceback([thread,] [message [, level]])`: the message and a traceback below it. A message that is no text comes
/// back as it is.
pub(super) fn traceback<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let Subject { thread, shift } = Subject::of(ctx, window);
    let level = match to_number(ctx, window.arg(shift + 2)) {
        Some(level) => {
            window.resize(window.len() - 1);
            truncate(level) as i32
        }
        // Level 0 of this thread is this function.
        None => i32::from(thread == ctx.thread()),
    };
    let mut text = Buffer::new();
    if window.len() > shift {
        let message = window.arg(shift + 1);
        if !(message.is_string() || message.is_number()) {
            let last = window.arg(window.len());
            window.answer(last);
            return Ok(Action::Return);
        }
        let message = window.check_string(ctx, shift + 1)?;
        if is_long(message) {
            let below = [b"\n", ctx.traceback(thread, level).as_bytes()].concat();
            let whole = Message::new(b"", Part::all(message), &below, Purpose::Answer);
            return begin(ctx, window, whole);
        }
        ctx.pay(cost::copy(message.len()));
        text.push_bytes(ctx, message.as_bytes())?;
        text.push_bytes(ctx, b"\n")?;
    }
    text.push_bytes(ctx, ctx.traceback(thread, level).as_bytes())?;
    window.answer(text.finish(ctx).into());
    Ok(Action::Return)
}
