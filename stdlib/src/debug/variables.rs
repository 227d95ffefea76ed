//! Variables: the local ones of a call that is going on, and those that a function has captured.

use super::{Activation, Subject};
use crate::prelude::*;

/// What the arguments of a native are called.
const TEMPORARY: &str = "(*temporary)";

/// `debug.getlocal([thread,] level, index)`: name and value of a local variable, or nil.
pub(super) fn getlocal<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let subject = Subject::of(ctx, window);
    let level = window.check_int(subject.shift + 1)?;
    let activation = activation(ctx, &subject, level)?;
    let index = window.check_int(subject.shift + 2)?;
    let found = match usize::try_from(index) {
        Ok(index) if is_own(ctx, &subject, level) && index > 0 => window
            .try_get(index - 1)
            .map(|value| (ctx.string(TEMPORARY), value)),
        _ => activation.local(ctx, index),
    };
    window.clear();
    match found {
        Some((name, value)) => {
            window.push(name.into());
            window.push(value);
        }
        None => window.push(Value::NIL),
    }
    Ok(Action::Return)
}

/// `debug.setlocal([thread,] level, index, value)`: answers the name, or nil.
pub(super) fn setlocal<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let subject = Subject::of(ctx, window);
    let level = window.check_int(subject.shift + 1)?;
    let activation = activation(ctx, &subject, level)?;
    let value = window.check_any(subject.shift + 3)?;
    let index = window.check_int(subject.shift + 2)?;
    let arguments = 1..=subject.shift as i32 + 3;
    let name = match is_own(ctx, &subject, level) && arguments.contains(&index) {
        // Nobody reads them again.
        true => Some(ctx.string(TEMPORARY)),
        false => activation.set_local(ctx, index, value),
    };
    window.answer(name.map_or(Value::NIL, Value::from));
    Ok(Action::Return)
}

/// Whether it is this very call, whose arguments the machine leaves to us.
fn is_own<'gc>(ctx: Context<'gc>, subject: &Subject<'gc>, level: i32) -> bool {
    level == 0 && subject.thread == ctx.thread()
}

fn activation<'gc>(
    ctx: Context<'gc>,
    subject: &Subject<'gc>,
    level: i32,
) -> Result<'gc, Activation<'gc>> {
    subject
        .activation(ctx, level)
        .ok_or_else(|| Thrown::argument(subject.shift + 1, "level out of range"))
}

/// `debug.getupvalue(f, index)`: name and value, or nothing.
pub(super) fn getupvalue<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let found = upvalue(window)?;
    window.clear();
    if let Some((function, index)) = found
        && let Some(value) = function.upvalue(index)
    {
        window.push(upvalue_name(ctx, function, index));
        window.push(value);
    }
    Ok(Action::Return)
}

/// `debug.setupvalue(f, index, value)`: answers the name, or nothing.
pub(super) fn setupvalue<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let value = window.check_any(3)?;
    let found = upvalue(window)?;
    window.clear();
    if let Some((function, index)) = found
        && function.set_upvalue(ctx, index, value)
    {
        window.push(upvalue_name(ctx, function, index));
    }
    Ok(Action::Return)
}

/// The function and the index from 0 that the arguments name, if there can be such an upvalue.
fn upvalue<'gc>(window: &Window<'gc, '_>) -> Result<'gc, Option<(Function<'gc>, usize)>> {
    let index = window.check_int(2)?;
    let function = window.check_function(1)?;
    let index = usize::try_from(index).ok().and_then(|n| n.checked_sub(1));
    Ok(index.map(|index| (function, index)))
}

fn upvalue_name<'gc>(ctx: Context<'gc>, function: Function<'gc>, index: usize) -> Value<'gc> {
    let captures = function
        .prototype()
        .map_or(&[][..], |known| &known.captures);
    captures
        .get(index)
        .map_or(Value::NIL, |capture| ctx.string(&capture.name).into())
}
