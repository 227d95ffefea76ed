//! Raising and catching errors.

use crate::prelude::*;

/// Messages up to this length are made without a look at the memory.
const SHORT: usize = 64 << 10;

/// How often a message is held while it becomes the value of an error.
const COPIES: usize = 3;

/// `assert(v [, message])`: all its arguments, if the first one is true.
pub(super) fn assert<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    if !window.check_any(1)?.is_falsy() {
        return Ok(Action::Return);
    }
    Err(match window.opt_string(ctx, 2)? {
        // As where C formats it: what stands behind a zero byte is lost.
        Some(message) if !fits(ctx, message) => ctx.out_of_memory(),
        Some(message) => Thrown::msg(until_zero(message.as_bytes())),
        None => Thrown::msg("assertion failed!"),
    })
}

/// Whether there is memory to make an error of a message.
fn fits(ctx: Context<'_>, message: LuaString<'_>) -> bool {
    message.len() <= SHORT || ctx.fits(message.len() * COPIES)
}

fn until_zero(text: &[u8]) -> &[u8] {
    let end = text.iter().position(|&byte| byte == 0);
    &text[..end.unwrap_or(text.len())]
}

/// `error(message [, level])`: a text gets the position of the function at that level in front.
pub(super) fn error<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let level = window.opt_int(2, 1)?;
    let value = window.arg(1);
    if level <= 0 || !(value.is_string() || value.is_number()) {
        return Err(Thrown::value(value));
    }
    let message = window.check_string(ctx, 1)?;
    if !fits(ctx, message) {
        return Err(ctx.out_of_memory());
    }
    ctx.pay(cost::copy(message.len()));
    if level == 1 {
        return Err(Thrown::msg(message.as_bytes()));
    }
    ctx.pay(cost::levels(level as usize));
    let position = ctx.position(level as usize);
    Err(Thrown::plain(
        [position.as_bytes(), message.as_bytes()].concat(),
    ))
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
