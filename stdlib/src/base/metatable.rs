//! `getmetatable` and `setmetatable`, and the protection that a `__metatable` field gives.

use crate::prelude::*;

/// `getmetatable(value)`: the metatable, or what stands in its `__metatable` field.
pub(super) fn getmetatable<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let value = window.check_any(1)?;
    let answer = match ctx.metatable(value) {
        None => Value::NIL,
        Some(metatable) => {
            let instead = field(ctx, metatable, Event::Metatable);
            if instead.is_nil() {
                metatable.into()
            } else {
                instead
            }
        }
    };
    window.answer(answer);
    Ok(Action::Return)
}

/// `setmetatable(table, metatable)`: answers the table.
pub(super) fn setmetatable<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let metatable = match window.try_get(1).map(Value::view) {
        Some(View::Nil) => None,
        Some(View::Table(metatable)) => Some(metatable),
        _ => return Err(Thrown::argument(2, "nil or table expected")),
    };
    if let Some(old) = table.metatable()
        && !field(ctx, old, Event::Metatable).is_nil()
    {
        return Err(Thrown::msg("cannot change a protected metatable"));
    }
    table.set_metatable(ctx, metatable);
    window.resize(1);
    Ok(Action::Return)
}

/// The handler of an event that the library looks for itself.
pub(crate) fn field<'gc>(ctx: Context<'gc>, metatable: Table<'gc>, event: Event) -> Value<'gc> {
    metatable.raw_get(ctx, ctx.event_name(event))
}
