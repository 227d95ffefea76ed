//! Raising and catching errors.

use crate::prelude::*;

/// `assert(v [, message])`: all its arguments, if the first one is true.
pub(super) fn assert<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    if !window.check_any(1)?.is_falsy() {
        return Ok(Action::Return);
    }
    Err(match window.opt_string(ctx, 2)? {
        // As where C formats it: what stands behind a zero byte is lost.
        Some(message) => {
            ctx.pay(cost::copy(message.len()));
            let zero = memchr::memchr(0, message.as_bytes());
            Thrown::text(None, message, zero.unwrap_or(message.len()))
        }
        None => Thrown::msg("assertion failed!"),
    })
}

/// `error(message [, level])`: a text gets the position of the function at that level in front.
pub(super) fn error<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let level = window.opt_int(2, 1)?;
    let value = window.arg(1);
    if level <= 0 || !(value.is_string() || value.is_number()) {
        return Err(Thrown::value(value));
    }
    let message = window.check_string(ctx, 1)?;
    let position = (level > 1).then(|| {
        ctx.pay(cost::levels(level as usize));
        ctx.position(level as usize)
    });
    Err(Thrown::text(position, message, message.len()))
}

/// `pcall(f, ...)`
pub(super) fn pcall<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let function = window.check_any(1)?;
    // The function's own slot is kept: it becomes the `true` in front of the results.
    window.keep(1);
    window.protect();
    Ok(Action::Call(function))
}

/// `xpcall(f, handler)`
pub(super) fn xpcall<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let handler = window.check_any(2)?;
    let function = window.arg(1);
    window.answer(handler);
    window.keep(1);
    window.protect_with_handler();
    Ok(Action::Call(function))
}
