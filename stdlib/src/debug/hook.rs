//! `debug.sethook` and `debug.gethook`

use ferrous_core::api::debug::Hook;

use super::Subject;
use crate::prelude::*;

/// `debug.sethook([thread,] hook, mask [, count])`: the mask has `c` for calls, `r` for returns and `l` for lines. Without a
/// hook the one that is there is taken away.
pub(super) fn sethook<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let Subject { thread, shift } = Subject::of(ctx, window);
    let hook = if window.is_none_or_nil(shift + 1) {
        Hook::default()
    } else {
        let mask = window.check_string(ctx, shift + 2)?;
        let function = window.check_function(shift + 1)?;
        let has = |letter: u8| mask.as_bytes().contains(&letter);
        Hook {
            function: Some(function),
            calls: has(b'c'),
            returns: has(b'r'),
            lines: has(b'l'),
            count: window.opt_int(shift + 3, 0)?,
        }
    };
    thread.set_hook(ctx, hook);
    window.clear();
    // The first return that the hook sees is that of this function.
    Ok(Action::Reserve(0))
}

/// `debug.gethook([thread])`: hook, mask and count.
pub(super) fn gethook<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let hook = Subject::of(ctx, window).thread.hook();
    let letters = [(hook.calls, 'c'), (hook.returns, 'r'), (hook.lines, 'l')];
    let mask: String = letters
        .into_iter()
        .filter_map(|(is_set, letter)| is_set.then_some(letter))
        .collect();
    window.answer(hook.function.map_or(Value::NIL, Value::from));
    window.push(ctx.string(mask).into());
    window.push(f64::from(hook.count).into());
    Ok(Action::Return)
}
