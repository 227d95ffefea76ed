//! `collectgarbage` and `gcinfo`.
//!
//! The collector works outside of the machine's run loop, so whoever asks it for something pauses and goes on afterwards.

use crate::prelude::*;

/// `collectgarbage([option [, argument]])`
pub(super) fn collectgarbage<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let option = window.opt_string(ctx, 1)?;
    let option = option.map_or(&b"collect"[..], LuaString::as_bytes);
    let argument = window.opt_int(2, 0);
    let answer = match option {
        b"collect" => {
            argument?;
            ctx.request_collection();
            window.then(collected);
            return Ok(Action::Pause);
        }
        b"step" => {
            ctx.request_collector_step(argument?.max(0) as usize * 1024);
            window.then(stepped);
            return Ok(Action::Pause);
        }
        b"count" => ctx.memory_used() as f64 / 1024.0,
        b"stop" => {
            ctx.stop_collector();
            0.0
        }
        b"restart" => {
            ctx.restart_collector();
            0.0
        }
        b"setpause" => ctx.collector().set_pause(argument?) as f64,
        b"setstepmul" => ctx.collector().set_step_multiplier(argument?) as f64,
        other => {
            let other = String::from_utf8_lossy(other);
            return Err(Thrown::argument(1, format!("invalid option '{other}'")));
        }
    };
    window.answer(Value::number(answer));
    Ok(Action::Return)
}

fn collected<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    _: Result<'gc, ()>,
) -> Outcome<'gc> {
    // What lives now has been marked and swept; a loop of full collections is not free.
    ctx.pay(cost::collection(ctx.object_count()));
    window.answer(Value::number(0.0));
    Ok(Action::Return)
}

fn stepped<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    _: Result<'gc, ()>,
) -> Outcome<'gc> {
    window.answer(ctx.collector().step_ended_cycle().into());
    Ok(Action::Return)
}

/// `gcinfo()`: kilobytes in use.
pub(super) fn gcinfo<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    window.answer(Value::number((ctx.memory_used() / 1024) as f64));
    Ok(Action::Return)
}
