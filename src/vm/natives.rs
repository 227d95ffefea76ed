//! Natives: how they are called, and what becomes of what they answer.
//!
//! A native runs inline on a window of the value stack. If it simply returns, that was all. If it asks for anything else it
//! gets a frame, which says how it goes on ([`Next`]); what natives usually want then (`pcall`'s status in front of the
//! results, or just the results) the machine does by itself, without calling them again.
//!
//! Where natives call natives there is no instruction at which the machine could leave. So it leaves before a native that
//! is called when the fuel is spent, and before one goes on with results.

use super::{
    call::{
        CALL_COST, Step, call, deliver, ensure_slots, pay_for_moving, place, push_frame, put_frame,
        return_values,
    },
    frame::{After, Return},
    hooks::{self, watch},
    room::{ensure_native_frame, is_beyond_limit},
    slice::Exit,
    switch,
};
use crate::{
    heap::{
        context::{Context, Leave},
        native::{Action, Outcome, SuspendedData, Thrown},
        thread::Thread,
        value::Value,
        window::{NATIVE_SLOTS, Next, Window},
    },
    meter::memory::system_has,
};

/// Calls a native for the instruction whose registers are in the state, and stays there if it simply returns.
#[inline]
pub(crate) fn call_native_here<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    wanted: u32,
) -> Result<Step, Thrown<'gc>> {
    run_native(ctx, callee, count, |outcome, window| match outcome {
        Ok(Action::Return) => {
            let base = window.base();
            // SAFETY: the results lie above the callee's slot, and the caller's frame has room for what it wants.
            unsafe { place(ctx, base.wrapping_sub(1), base, window.len(), wanted) };
            Ok(Step::Run)
        }
        outcome => native_outcome(ctx, outcome, window, Return::plain(wanted)),
    })
}

/// Calls a native in tail position of the function whose registers are in the state: that ends with its results.
pub(crate) fn call_native_last<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    run_native(ctx, callee, count, |outcome, window| match outcome {
        Ok(Action::Return) => return_values(ctx, window.base(), window.len()),
        outcome => native_outcome(ctx, outcome, window, Return::to(After::Return)),
    })
}

/// Calls a native inline: it gets a frame only if it does not simply return.
pub(crate) fn call_native<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    if ctx.state().watch.get() & watch::CALLS != 0 {
        return call_watched(ctx, callee, count, ret);
    }
    if ctx.state().fuel.get() < 0 && is_put_off(ctx, callee, count, ret) {
        return Ok(Step::leave(ctx, Exit::Left));
    }
    run_native(ctx, callee, count, |outcome, window| {
        native_outcome(ctx, outcome, window, ret)
    })
}

/// Gives a native that is to be called its frame, with which it begins in the next slice; also where no other function would
/// get one. False: there is no memory for it.
#[cold]
fn is_put_off<'gc>(ctx: Context<'gc>, callee: *mut Value<'gc>, count: usize, ret: Return) -> bool {
    let state = ctx.state();
    let Ok(last) = ensure_native_frame(ctx) else {
        state.memory.take_refused();
        return false;
    };
    let base = callee.wrapping_add(1);
    state.top.set(base.wrapping_add(count));
    put_frame(ctx, last, base, ret, count as u32);
    state.fuel.set(state.fuel.get() - CALL_COST);
    state.native_base.set(base);
    // SAFETY: the frame was just put there.
    unsafe { (*state.frame.get()).next = Next::Begin };
    true
}

/// Calls a native that hooks are to see: it has a frame from the beginning.
#[cold]
fn call_watched<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    let callee = ensure_slots(ctx, callee, 1 + count + NATIVE_SLOTS)?;
    ctx.state().top.set(callee.wrapping_add(1 + count));
    push_native(ctx, callee.wrapping_add(1), ret, count as u32, Next::Begin)?;
    hooks::enter_native(ctx, count)
}

/// Runs the native in the top frame, which keeps its arguments, for the first time.
pub(crate) fn begin(ctx: Context<'_>) -> Result<Step, Thrown<'_>> {
    let state = ctx.state();
    // SAFETY: the top frame is that of a native, whose callee lies below its base.
    let (base, count) = unsafe {
        let frame = &mut *state.frame.get();
        frame.next = Next::Unset;
        (frame.base, std::mem::take(&mut frame.info) as usize)
    };
    let base = ensure_slots(ctx, base, count + NATIVE_SLOTS)?;
    // SAFETY: as above; the window holds `count` live values and has the room it is promised.
    let (native, mut window) = unsafe {
        let native = (*base.sub(1)).native_data().expect("a native's frame");
        (native, Window::new(ctx, base, count, 0))
    };
    state.native_base.set(base);
    let outcome = (native.call)(ctx, &mut window);
    act(ctx, &window, outcome)
}

/// Runs a native on the values above its slot, and `go_on` with what it answers. (The window is handed on by reference: it
/// was just written word by word, and a copy would wait for that.)
#[inline(always)]
fn run_native<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    go_on: impl FnOnce(Outcome<'gc>, &Window<'gc, '_>) -> Result<Step, Thrown<'gc>>,
) -> Result<Step, Thrown<'gc>> {
    let callee = ensure_slots(ctx, callee, 1 + count + NATIVE_SLOTS)?;
    let state = ctx.state();
    state.fuel.set(state.fuel.get() - CALL_COST);
    // SAFETY: the caller found a native in this slot; the window has the room it is promised.
    unsafe {
        let native = (*callee).native_data().expect("the caller found a native");
        let mut window = Window::new(ctx, callee.add(1), count, 0);
        state.native_base.set(window.base());
        let outcome = (native.call)(ctx, &mut window);
        go_on(outcome, &window)
    }
}

/// Does what a native without a frame has answered.
fn native_outcome<'gc>(
    ctx: Context<'gc>,
    outcome: Outcome<'gc>,
    window: &Window<'gc, '_>,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    let base = window.base();
    if let Ok(Action::Return) = outcome {
        return deliver(ctx, base.wrapping_sub(1), base, window.len(), ret);
    }
    if let Ok(Action::TailCall(function)) = outcome {
        // SAFETY: the callee's slot lies below the window.
        unsafe { *base.sub(1) = function };
        return Ok(Step::call(ctx, base.wrapping_sub(1), window.len(), ret));
    }
    state.top.set(base.wrapping_add(window.len()));
    let last = ensure_native_frame(ctx).inspect_err(|_| {
        // Too late to do it again: the native has run.
        state.memory.take_refused();
    })?;
    put_frame(ctx, last, base, ret, 0);
    // SAFETY: the frame was just put there.
    unsafe { (*state.frame.get()).next = Next::Unset };
    act(ctx, window, outcome)
}

/// Gives a native a frame from the start, as if it had run and asked to go on so.
#[inline(always)]
pub(crate) fn push_native<'gc>(
    ctx: Context<'gc>,
    base: *mut Value<'gc>,
    ret: Return,
    kept: u32,
    next: Next<'gc>,
) -> Result<(), Thrown<'gc>> {
    let state = ctx.state();
    push_frame(ctx, base, ret, kept)?;
    state.fuel.set(state.fuel.get() - CALL_COST);
    state.native_base.set(base);
    // SAFETY: the frame was just pushed.
    unsafe { (*state.frame.get()).next = next };
    Ok(())
}

/// `pcall` called by the instruction whose registers are in the state, without the detour through a window: the function
/// stays where it is and is called there, and the status will take the slot below. `count` includes the function.
pub(crate) fn pcall_here<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    let function = callee.wrapping_add(1);
    push_native(ctx, function, ret, 0, Next::Protect)?;
    call(ctx, function, count - 1, Return::to(After::Native)).inspect_err(|_| {
        // Too late to do it again: this very `pcall` catches it.
        ctx.state().memory.take_refused();
    })
}

/// Lets the native in the top frame go on.
pub(crate) fn resume<'gc>(
    ctx: Context<'gc>,
    result: Result<(), Thrown<'gc>>,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    // SAFETY: the top frame is that of a native that suspended itself.
    let frame = unsafe { &*state.frame.get() };
    if matches!(frame.next, Next::Begin) && result.is_ok() {
        return begin(ctx);
    }
    let count = (state.top.get().addr() - frame.base.addr()) / size_of::<Value<'_>>();
    let base = ensure_slots(ctx, frame.base, count + NATIVE_SLOTS)?;
    // SAFETY: the window holds `count` live values and has the room it is promised.
    let mut window = unsafe { Window::new(ctx, base, count, frame.info as usize) };
    state.native_base.set(base);
    let outcome = match frame.next {
        Next::Unset | Next::Begin | Next::Return { .. } | Next::Instruction(_) => {
            result.map(|()| Action::Return)
        }
        Next::Then(go_on) | Next::ThenCatch(go_on) => go_on(ctx, &mut window, result),
        Next::OnError(go_on) => match result {
            Ok(()) => Ok(Action::Return),
            Err(error) => go_on(ctx, &mut window, Err(error)),
        },
        Next::Positioned => match result {
            Ok(()) => Ok(Action::Return),
            Err(error) => Err(error.with_position(ctx)),
        },
        Next::Protect | Next::ProtectWithHandler | Next::Handling => match result {
            Ok(()) => return native_goes_on(ctx),
            Err(error) => {
                window.answer(Value::FALSE);
                window.push(error.into_value(ctx));
                Ok(Action::Return)
            }
        },
        Next::State(suspended) => SuspendedData::run(suspended, ctx, |suspended| match result {
            Ok(()) => suspended.resume(ctx, &mut window),
            Err(error) => suspended.caught(ctx, error, &mut window),
        }),
    };
    act(ctx, &window, outcome)
}

/// Does what a native with a frame asks for.
fn act<'gc>(
    ctx: Context<'gc>,
    window: &Window<'gc, '_>,
    outcome: Outcome<'gc>,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    let frame = state.frame.get();
    let (base, count, kept) = (window.base(), window.len(), window.kept.min(window.len()));
    // SAFETY: the native's frame is the top one.
    unsafe {
        if !matches!(window.next, Next::Unset) {
            (*frame).next = window.next;
        }
        (*frame).info = kept as u32;
    }
    let arguments = base.wrapping_add(kept);
    state.top.set(base.wrapping_add(count));
    let action = outcome.inspect_err(|_| {
        // A native that throws is over: it does not catch its own error. Nor is it run again.
        state.memory.take_refused();
        // SAFETY: as above.
        unsafe { (*frame).next = Next::Unset }
    })?;
    match action {
        Action::Return if state.watch.get() & watch::RETURN != 0 => {
            hooks::returns(ctx, base, count)
        }
        Action::Return => {
            state.frame.set(frame.wrapping_sub(1));
            // SAFETY: the frame's memory is still there.
            let ret = unsafe { (*frame).ret };
            Ok(Step::results(ctx, base.wrapping_sub(1), base, count, ret))
        }
        Action::TailCall(function) if state.watch.get() & watch::CALLS != 0 => {
            // What was called shall be seen to return, and then this native.
            // SAFETY: as above; every window has room for one more value.
            unsafe {
                (*frame).next = Next::Unset;
                (*frame).info = 0;
                std::ptr::copy(base, base.add(1), count);
                *base = function;
            }
            Ok(Step::call(ctx, base, count, Return::to(After::Native)))
        }
        Action::TailCall(function) => {
            state.frame.set(frame.wrapping_sub(1));
            // SAFETY: the frame's memory is still there; the callee's slot lies below the window.
            let ret = unsafe {
                *base.sub(1) = function;
                (*frame).ret
            };
            Ok(Step::call(ctx, base.wrapping_sub(1), count, ret))
        }
        Action::Call(_) if is_beyond_limit(ctx) => Err(Thread::overflow()),
        Action::Call(function) => {
            pay_for_moving(ctx, count - kept);
            // SAFETY: every window has room for one more value.
            unsafe {
                std::ptr::copy(arguments, arguments.add(1), count - kept);
                *arguments = function;
            }
            Ok(Step::call(
                ctx,
                arguments,
                count - kept,
                Return::to(After::Native),
            ))
        }
        Action::Resume(thread) => switch::resume(ctx, thread, arguments, count - kept),
        Action::Yield => switch::yield_values(ctx, arguments, count - kept),
        Action::Pause | Action::Reserve(0) => Ok(Step::leave(ctx, Exit::Left)),
        Action::Reserve(bytes) => {
            let memory = &ctx.state().memory;
            let is_over = memory.is_over_with(bytes);
            if memory.fails_to_reserve() || !is_over && !system_has(bytes) {
                // SAFETY: as above.
                unsafe { (*frame).next = Next::Unset }
                return Err(ctx.out_of_memory());
            }
            let why = if is_over {
                Leave::Limit(bytes)
            } else if memory.is_due_with(bytes) {
                Leave::Collect
            } else {
                return Ok(Step::Resume);
            };
            ctx.state().request_leave(why);
            Ok(Step::leave(ctx, Exit::Left))
        }
        Action::Wait(request) => {
            state.top.set(arguments);
            Ok(Step::leave(ctx, Exit::Waiting(request)))
        }
    }
}

/// Goes on with the native in the top frame, to which results were handed: above what it keeps, up to the open end. What
/// natives usually do then, the machine does by itself.
pub(crate) fn native_goes_on(ctx: Context<'_>) -> Result<Step, Thrown<'_>> {
    let state = ctx.state();
    // SAFETY: the top frame is that of a native; its callee and what it keeps lie where the frame says.
    unsafe {
        let frame = state.frame.get();
        let (base, kept) = ((*frame).base, (*frame).info as usize);
        let from = match (*frame).next {
            Next::Protect if kept == 0 && state.watch.get() & watch::RETURN != 0 => {
                status_above(ctx, base)?
            }
            Next::Protect | Next::ProtectWithHandler | Next::Handling => {
                let status = base.add(kept).sub(1);
                *status = Value::TRUE;
                status
            }
            Next::Unset | Next::OnError(_) | Next::Positioned => base,
            Next::Then(_) | Next::ThenCatch(_) | Next::State(_) => return Ok(Step::Resume),
            Next::Begin | Next::Return { .. } | Next::Instruction(_) => base,
        };
        let count = (state.top.get().addr() - from.addr()) / size_of::<Value<'_>>();
        if state.watch.get() & watch::RETURN != 0 {
            return hooks::returns(ctx, from, count);
        }
        state.frame.set(frame.sub(1));
        Ok(Step::results(ctx, base.sub(1), from, count, (*frame).ret))
    }
}

/// Puts the status of a `pcall` in front of its results where the only slot below them is the callee's, which the hook of its
/// return has to find there.
#[cold]
fn status_above<'gc>(
    ctx: Context<'gc>,
    base: *mut Value<'gc>,
) -> Result<*mut Value<'gc>, Thrown<'gc>> {
    let count = (ctx.state().top.get().addr() - base.addr()) / size_of::<Value<'_>>();
    let base = ensure_slots(ctx, base, count + 1)?;
    // SAFETY: there is room for one value more than the `count` live ones.
    unsafe {
        std::ptr::copy(base, base.add(1), count);
        *base = Value::TRUE;
        ctx.state().top.set(base.add(count + 1));
    }
    Ok(base)
}
