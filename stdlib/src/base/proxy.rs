//! `newproxy`: an empty userdata, the only one that a script can make.

use crate::prelude::*;

/// The value inside.
struct Proxy;

/// `newproxy([metatable])`: without one, with a fresh one (`true`), or with that of another proxy.
pub(super) fn newproxy<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let metatable = match window.arg(1).view() {
        View::Nil | View::Boolean(false) => None,
        View::Boolean(true) => Some(ctx.table()),
        View::UserData(other) if other.downcast::<Proxy>().is_some() => {
            Some(other.metatable().ok_or_else(not_a_proxy)?)
        }
        _ => return Err(not_a_proxy()),
    };
    let proxy = UserData::new(ctx, Proxy);
    proxy.set_metatable(ctx, metatable);
    window.answer(proxy.into());
    Ok(Action::Return)
}

fn not_a_proxy<'gc>() -> Thrown<'gc> {
    Thrown::argument(1, "boolean or proxy expected")
}
