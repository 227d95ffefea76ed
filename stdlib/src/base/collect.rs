//! `collectgarbage` and `gcinfo`.
//!
//! The collector works outside of the machine's run loop, so whoever asks it for something pauses and goes on afterwards.

use crate::{
    buffer::Part,
    message::{Message, is_long},
    prelude::*,
};

/// Fuel for the least collection.
const RESTART: u64 = 64;

/// What `collectgarbage` can be asked for.
#[derive(Copy, Clone)]
enum Request {
    Stop,
    Restart,
    Collect,
    Count,
    Step,
    SetPause,
    SetStepMultiplier,
}

impl Request {
    fn named(name: &[u8]) -> Option<Self> {
        Some(match name {
            b"stop" => Self::Stop,
            b"restart" => Self::Restart,
            b"collect" => Self::Collect,
            b"count" => Self::Count,
            b"step" => Self::Step,
            b"setpause" => Self::SetPause,
            b"setstepmul" => Self::SetStepMultiplier,
            _ => return None,
        })
    }
}

/// `collectgarbage([option [, argument]])`
pub(super) fn collectgarbage<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let option = window.opt_string(ctx, 1)?;
    let name = option.map_or(&b"collect"[..], LuaString::as_bytes);
    let Some(request) = Request::named(name) else {
        if let Some(long) = option.filter(|option| is_long(*option)) {
            let text = Part::all(long);
            let message = Message::argument(ctx, 1, "invalid option '", text, "'");
            return begin(ctx, window, message);
        }
        let name = String::from_utf8_lossy(name);
        return Err(Thrown::argument(1, format!("invalid option '{name}'")));
    };
    let argument = window.opt_int(2, 0)?;
    let answer = match request {
        Request::Collect => {
            ctx.request_collection();
            window.then(collected);
            return Ok(Action::Pause);
        }
        Request::Step => {
            // As a size in bytes a negative number is enormous: the whole cycle.
            let bytes = usize::try_from(argument).map_or(usize::MAX, |kilobytes| kilobytes << 10);
            ctx.request_collector_step(bytes);
            window.then(stepped);
            return Ok(Action::Pause);
        }
        Request::Count => ctx.memory_used() as f64 / 1024.0,
        Request::Stop => {
            ctx.stop_collector();
            0.0
        }
        Request::Restart => {
            // At the next safe point the collector works, at least for a step.
            ctx.pay(RESTART + cost::collection(ctx.object_count()));
            ctx.restart_collector();
            0.0
        }
        Request::SetPause => ctx.collector().set_pause(argument) as f64,
        Request::SetStepMultiplier => ctx.collector().set_step_multiplier(argument) as f64,
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
