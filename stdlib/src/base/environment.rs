//! `getfenv` and `setfenv`: where functions and threads find their globals.

use crate::prelude::*;

/// Whom the first argument names.
enum Subject<'gc> {
    /// A function, given or found at a level of the call stack.
    Function(Function<'gc>),
    /// The running thread: level 0, which only `setfenv` takes for that.
    Thread,
}

/// `getfenv([f])`: the environment of a function, or of the one at level `f` (1 is the caller). Natives have that of the
/// running thread.
pub(super) fn getfenv<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let environment = match subject(ctx, window, Some(1))? {
        Subject::Function(function) if function.is_lua() => function.environment(),
        _ => ctx.globals(),
    };
    window.answer(environment.into());
    Ok(Action::Return)
}

/// `setfenv(f, table)`: answers the function, or nothing for the thread.
pub(super) fn setfenv<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let environment = window.check_table(2)?;
    match subject(ctx, window, None)? {
        Subject::Thread => {
            ctx.set_globals(environment);
            window.clear();
        }
        Subject::Function(function) if function.is_lua() => {
            function.set_environment(ctx, environment);
            window.answer(function.into());
        }
        Subject::Function(_) => {
            return Err(Thrown::msg(
                "'setfenv' cannot change environment of given object",
            ));
        }
    }
    Ok(Action::Return)
}

fn subject<'gc>(
    ctx: Context<'gc>,
    window: &Window<'gc, '_>,
    default: Option<i32>,
) -> Result<'gc, Subject<'gc>> {
    if let Some(function) = window.arg(1).as_function() {
        return Ok(Subject::Function(function));
    }
    let level = match default {
        Some(level) => window.opt_int(1, level)?,
        None => window.check_int(1)?,
    };
    let Ok(level) = usize::try_from(level) else {
        return Err(Thrown::argument(1, "level must be non-negative"));
    };
    if level == 0 {
        return Ok(Subject::Thread);
    }
    ctx.pay(cost::levels(level));
    match ctx.function_at_level(level) {
        Some(Some(function)) => Ok(Subject::Function(function)),
        Some(None) => Err(Thrown::msg(format!(
            "no function environment for tail call at level {level}"
        ))),
        None => Err(Thrown::argument(1, "invalid level")),
    }
}
