//! Fields of tables whose metatable may have its say, as C's `lua_getfield` and `lua_setfield` see them.
//!
//! Both either finish at once or answer with a call to make first. The state that uses them notes beforehand what it does
//! next, and finds the value of [`get`] on top of what it keeps, whichever of the two happened.

use ferrous_core::heap::native::Answer;

use crate::prelude::*;

/// `table[key]`.
pub(super) fn get<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    kept: usize,
    table: Table<'gc>,
    key: LuaString<'gc>,
) -> Result<'gc, Option<Action<'gc>>> {
    begin(window, kept);
    Ok(match ctx.index(table.into(), key.into())? {
        Answer::Known(value) => {
            window.push(value);
            None
        }
        Answer::Ask(handler, [object, key]) => {
            window.push(object);
            window.push(key);
            Some(Action::Call(handler))
        }
    })
}

/// `table[key] = value`.
pub(super) fn set<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    kept: usize,
    table: Table<'gc>,
    key: LuaString<'gc>,
    value: impl Into<Value<'gc>>,
) -> Result<'gc, Option<Action<'gc>>> {
    begin(window, kept);
    let value = value.into();
    let Some((handler, object)) = ctx.set_index(table.into(), key.into(), value)? else {
        return Ok(None);
    };
    window.push(object);
    window.push(key.into());
    window.push(value);
    Ok(Some(Action::Call(handler)))
}

fn begin(window: &mut Window<'_, '_>, kept: usize) {
    window.resize(kept);
    window.keep(kept);
}
