//! Access that no metamethod sees.

use crate::prelude::*;

/// `rawequal(a, b)`
pub(super) fn rawequal<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let (a, b) = (window.check_any(1)?, window.check_any(2)?);
    if let (Some(a), Some(b)) = (a.as_string(), b.as_string())
        && a.len() == b.len()
    {
        ctx.pay(cost::copy(a.len()));
    }
    window.answer(a.raw_equals(b).into());
    Ok(Action::Return)
}

/// `rawget(table, key)`
pub(super) fn rawget<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let key = window.check_any(2)?;
    window.answer(table.raw_get(ctx, key));
    Ok(Action::Return)
}

/// `rawset(table, key, value)`: answers the table.
pub(super) fn rawset<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let key = window.check_any(2)?;
    let value = window.check_any(3)?;
    // The machine's own errors for these have a position, this function's have none.
    if key.is_nil() {
        return Err(Thrown::plain("table index is nil"));
    }
    if key.as_number().is_some_and(f64::is_nan) {
        return Err(Thrown::plain("table index is NaN"));
    }
    if let Err(error) = table.raw_set_in_pieces(ctx, key, value) {
        return cost::ask_again(ctx, window, error, |ctx, window, _| rawset(ctx, window));
    }
    window.resize(1);
    Ok(Action::Return)
}
