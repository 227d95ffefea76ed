//! Metatables and environments of any value, without the protection that the base functions respect; and the registry.

use crate::prelude::*;

/// `debug.getregistry()`
pub(super) fn getregistry<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    window.answer(ctx.registry().into());
    Ok(Action::Return)
}

/// `debug.getmetatable(value)`
pub(super) fn getmetatable<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let metatable = ctx.metatable(window.check_any(1)?);
    window.answer(metatable.map_or(Value::NIL, Value::from));
    Ok(Action::Return)
}

/// `debug.setmetatable(value, metatable)`: for all values of a type, unless it is a table or userdata.
pub(super) fn setmetatable<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let metatable = match window.try_get(1).map(Value::view) {
        Some(View::Nil) => None,
        Some(View::Table(metatable)) => Some(metatable),
        _ => return Err(Thrown::argument(2, "nil or table expected")),
    };
    match window.arg(1).view() {
        View::Table(table) => table.set_metatable(ctx, metatable),
        View::UserData(userdata) => userdata.set_metatable(ctx, metatable),
        _ => ctx.set_type_metatable(window.arg(1).kind(), metatable),
    }
    window.answer(Value::TRUE);
    Ok(Action::Return)
}

/// `debug.getfenv(value)`: the environment of a function, userdata or thread; nil for anything else.
pub(super) fn getfenv<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let environment = match window.check_any(1)?.view() {
        View::Function(function) => Some(function.environment()),
        View::UserData(userdata) => Some(userdata.environment()),
        View::Thread(thread) => Some(thread.globals()),
        _ => None,
    };
    window.answer(environment.map_or(Value::NIL, Value::from));
    Ok(Action::Return)
}

/// `debug.setfenv(value, table)`: answers the value.
pub(super) fn setfenv<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let environment = window.check_table(2)?;
    match window.arg(1).view() {
        View::Function(function) => function.set_environment(ctx, environment),
        View::UserData(userdata) => userdata.set_environment(ctx, environment),
        View::Thread(thread) => thread.set_globals(ctx, environment),
        _ => {
            return Err(Thrown::msg(
                "'setfenv' cannot change environment of given object",
            ));
        }
    }
    window.resize(1);
    Ok(Action::Return)
}
