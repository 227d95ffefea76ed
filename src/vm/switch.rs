//! Coroutine switches: resume, yield, and the end of a thread's body.
//!
//! A switch only exchanges what the state holds of the running thread: it never leaves the run loop. The thread that
//! becomes the running one is barriered, because stores into its registers are free of barriers from then on; so are the
//! values written into it before.

use gc_arena::Gc;

use super::{
    call::{Step, ensure_slots, set_frame_limit},
    frame::{After, Return},
    natives::{native_goes_on, push_native},
    slice::Exit,
};
use crate::heap::{
    context::Context,
    native::Thrown,
    thread::{Status, Thread},
    value::Value,
    window::Next,
};

/// Call depth that one nested resume counts for.
const RESUME_DEPTH: usize = 50;

/// Takes the running thread's registers out of the state.
pub(crate) fn save(ctx: Context<'_>, status: Status) {
    let state = ctx.state();
    let thread = state.thread.get().0;
    // SAFETY: the top frame is live.
    unsafe { (*state.frame.get()).pc = state.pc.get() };
    thread.frame.set(state.frame.get());
    thread.top.set(state.top.get());
    thread.last_frame.set(state.frame_limit.get());
    thread.status.set(status);
}

/// Makes a thread the running one: puts its registers into the state and barriers it.
pub(crate) fn make_current<'gc>(ctx: Context<'gc>, thread: Thread<'gc>) {
    let state = ctx.state();
    ctx.mutation().backward_barrier(Gc::erase(thread.0), None);
    ctx.barrier_state();
    state.thread.set(thread);
    thread.0.status.set(Status::Running);
    state.frame.set(thread.0.frame.get());
    state.frame_limit.set(thread.0.last_frame.get());
    state.stack_limit.set(thread.0.stack_limit());
    state.top.set(thread.0.top.get());
    // SAFETY: the top frame is live.
    unsafe {
        state.base.set((*state.frame.get()).base);
        state.pc.set((*state.frame.get()).pc);
    }
}

/// Resumes a coroutine with values of the running thread, whose top frame is the native that asks for it.
pub(crate) fn resume<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    values: *mut Value<'gc>,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    match thread.status() {
        Status::Suspended => {}
        Status::Dead => return Err(Thrown::plain("cannot resume dead coroutine")),
        _ => return Err(Thrown::plain("cannot resume non-suspended coroutine")),
    }
    let resumer = state.thread.get();
    let depth = resumer.0.depth_below.get() + resumer.0.depth_of(state.frame.get()) + RESUME_DEPTH;
    if depth > state.depth_limit.get() {
        return Err(Thread::overflow());
    }
    state.top.set(values);
    save(ctx, Status::Normal);
    thread.0.resumer.set(Some(resumer));
    let is_as_deep = thread.0.depth_below.replace(depth) == depth;
    make_current(ctx, thread);
    if !is_as_deep {
        set_frame_limit(ctx);
    }
    let from = resumer.0.offset_of(values);
    let step = match thread.0.started.replace(true) {
        false => {
            let body = thread.0.slot(0);
            move_values(ctx, resumer, from, body.wrapping_add(1), count).map(|first| {
                Step::call(ctx, first.wrapping_sub(1), count, Return::to(After::Thread))
            })
        }
        true => receive(ctx, resumer, from, count).map(|()| native_goes_on(ctx)),
    };
    // A coroutine that cannot take its values fails with the error.
    Ok(step.unwrap_or_else(|error| Step::raise(ctx, error)))
}

/// Copies values of another thread to `to` in the running one; answers where `to` is now and sets the open end.
fn move_values<'gc>(
    ctx: Context<'gc>,
    source: Thread<'gc>,
    from: usize,
    to: *mut Value<'gc>,
    count: usize,
) -> Result<*mut Value<'gc>, Thrown<'gc>> {
    let to = ensure_slots(ctx, to, count)?;
    // SAFETY: the source's values are live, there is room for them, and the two stacks are different blocks.
    unsafe { copy(source.0.slot(from), to, count) };
    ctx.state().top.set(to.wrapping_add(count));
    Ok(to)
}

/// `coroutine.yield` called by the instruction whose registers are in the state, without the detour through a window.
/// Nothing: there is nobody to yield to.
pub(crate) fn yield_here<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Option<Result<Step, Thrown<'gc>>> {
    ctx.thread().0.resumer.get()?;
    let values = callee.wrapping_add(1);
    Some(push_native(ctx, values, ret, 0, Next::Unset).map(|()| yield_values(ctx, values, count)))
}

/// `coroutine.resume` likewise. Nothing: it cannot be resumed, and the native says why.
pub(crate) fn resume_here<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Option<Result<Step, Thrown<'gc>>> {
    let values = callee.wrapping_add(1);
    // SAFETY: `count` values are live there.
    let thread = unsafe {
        if count > 0 {
            (*values).as_thread()
        } else {
            None
        }
    }?;
    if thread.status() != Status::Suspended {
        return None;
    }
    let pushed = push_native(ctx, values, ret, 1, Next::Protect);
    Some(pushed.and_then(|()| resume(ctx, thread, values.wrapping_add(1), count - 1)))
}

/// A function that `coroutine.wrap` has made, likewise.
pub(crate) fn resume_wrapped<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Option<Result<Step, Thrown<'gc>>> {
    // SAFETY: the caller found a native in this slot.
    let thread = unsafe { (*callee).native_data()?.thread? };
    if thread.status() != Status::Suspended {
        return None;
    }
    let values = callee.wrapping_add(1);
    let pushed = push_native(ctx, values, ret, 0, Next::Positioned);
    Some(pushed.and_then(|()| resume(ctx, thread, values, count)))
}

/// Values up to this many are copied one by one.
const FEW: usize = 4;

/// Copies values between two stacks.
///
/// # Safety
/// Both stretches are inside their stacks, which are different blocks.
#[inline]
unsafe fn copy<'gc>(from: *const Value<'gc>, to: *mut Value<'gc>, count: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if count > FEW {
            return std::ptr::copy_nonoverlapping(from, to, count);
        }
        for index in 0..count {
            *to.add(index) = *from.add(index);
        }
    }
}

/// Puts values of another thread above what the native in the running thread's top frame keeps.
fn receive<'gc>(
    ctx: Context<'gc>,
    source: Thread<'gc>,
    from: usize,
    count: usize,
) -> Result<(), Thrown<'gc>> {
    // SAFETY: the top frame is live.
    let frame = unsafe { &*ctx.state().frame.get() };
    move_values(
        ctx,
        source,
        from,
        frame.base.wrapping_add(frame.info as usize),
        count,
    )
    .map(drop)
}

/// Yields values of the running thread, whose top frame is the native that yields, to its resumer or the host.
pub(crate) fn yield_values<'gc>(ctx: Context<'gc>, values: *mut Value<'gc>, count: usize) -> Step {
    let state = ctx.state();
    let thread = state.thread.get();
    let Some(resumer) = thread.0.resumer.get() else {
        state.top.set(values.wrapping_add(count));
        return Step::leave(ctx, Exit::Yielded);
    };
    let from = thread.0.offset_of(values);
    state.top.set(values);
    save(ctx, Status::Suspended);
    thread.0.resumer.set(None);
    make_current(ctx, resumer);
    hand_over(ctx, thread, from, count)
}

/// Ends the running thread with the results of its body.
pub(crate) fn finish<'gc>(ctx: Context<'gc>, from: *mut Value<'gc>, count: usize) -> Step {
    let state = ctx.state();
    let thread = state.thread.get();
    let Some(resumer) = thread.0.resumer.get() else {
        let results = thread.0.slot(1);
        // SAFETY: results only move down, to above the body in slot 0.
        unsafe { std::ptr::copy(from, results, count) };
        state.top.set(results.wrapping_add(count));
        return Step::leave(ctx, Exit::Done);
    };
    let from = thread.0.offset_of(from);
    save(ctx, Status::Dead);
    thread.0.resumer.set(None);
    make_current(ctx, resumer);
    hand_over(ctx, thread, from, count)
}

fn hand_over<'gc>(ctx: Context<'gc>, source: Thread<'gc>, from: usize, count: usize) -> Step {
    match receive(ctx, source, from, count) {
        Ok(()) => native_goes_on(ctx),
        Err(error) => Step::raise(ctx, error),
    }
}

/// Ends the running thread with an error; it goes on in the resumer, if there is one.
pub(crate) fn fail<'gc>(ctx: Context<'gc>, error: Value<'gc>) -> Step {
    let thread = ctx.thread();
    let Some(resumer) = thread.0.resumer.get() else {
        return Step::leave(ctx, Exit::Failed(error));
    };
    save(ctx, Status::Dead);
    thread.0.resumer.set(None);
    make_current(ctx, resumer);
    Step::raise(ctx, Thrown::value(error))
}
