//! `collectgarbage` and `gcinfo`.
//!
//! The collector works outside of the machine's run loop, so whoever asks it for something pauses and goes on afterwards.

use crate::{message::long_option, prelude::*};

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

/// The words for them, in the same order as [`REQUESTS`].
const OPTIONS: &[&str] = &[
    "stop",
    "restart",
    "collect",
    "count",
    "step",
    "setpause",
    "setstepmul",
];

const REQUESTS: &[Request] = &[
    Request::Stop,
    Request::Restart,
    Request::Collect,
    Request::Count,
    Request::Step,
    Request::SetPause,
    Request::SetStepMultiplier,
];

/// `collectgarbage([option [, argument]])`
pub(super) fn collectgarbage<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    if let Some(message) = long_option(ctx, window, 1) {
        return begin(ctx, window, message);
    }
    let request = REQUESTS[window.check_option(ctx, 1, Some("collect"), OPTIONS)?];
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
            ctx.pay(RESTART + cost::collection(ctx));
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
    ctx.pay(cost::collection(ctx));
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
