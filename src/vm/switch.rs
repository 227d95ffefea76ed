//! Coroutine switches: resume, yield, and the end of a thread's body.
//!
//! A switch only exchanges what the state holds of the running thread: it never leaves the run loop. The thread that
//! becomes the running one is barriered, because stores into its registers are free of barriers from then on; so are the
//! values written into it before.

use gc_arena::Gc;

use super::{
    call::{Step, ensure_slots, load_registers, pay_for_moving, set_frame_limit, shift},
    dispatch::fast::settle,
    frame::{After, Return},
    hooks, meta,
    natives::{native_goes_on, push_native},
    slice::Exit,
};
use crate::{
    bytecode::instruction::OPEN,
    heap::{
        context::Context,
        native::{NativeData, Thrown},
        thread::{Status, Thread},
        value::Value,
        window::Next,
    },
    site::Site,
};

/// Call depth that one nested resume counts for.
const RESUME_DEPTH: usize = 50;

/// Takes the running thread's registers out of the state.
#[inline(always)]
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
#[inline(always)]
pub(crate) fn make_current<'gc>(ctx: Context<'gc>, thread: Thread<'gc>, site: Site) {
    if ctx.state().marking.get() {
        barrier(ctx, thread, site);
    }
    load(ctx, thread);
}

/// Makes the main thread the running one. Nobody stores into its registers, so it needs no barrier; nor does the state,
/// which holds it anyway and holds no other thread as the running one when a collection may happen.
pub(crate) fn leave(ctx: Context<'_>) {
    load(ctx, ctx.state().main.get());
}

#[inline(always)]
fn load<'gc>(ctx: Context<'gc>, thread: Thread<'gc>) {
    let state = ctx.state();
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
    if state.watch.get() != thread.0.watch.get() {
        hooks::follow(ctx);
    }
}

#[cold]
fn barrier<'gc>(ctx: Context<'gc>, thread: Thread<'gc>, site: Site) {
    ctx.barrier(site, Gc::erase(thread.0));
}

/// Resumes a coroutine with values of the running thread, whose top frame is the native that asks for it.
#[inline(always)]
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
    make_current(ctx, thread, Site::SwitchResume);
    if !is_as_deep {
        set_frame_limit(ctx);
    }
    if thread.0.started.replace(true) {
        return hand_over(ctx, values, count);
    }
    let body = thread.0.slot(0);
    // A coroutine that cannot take its values fails with the error.
    Ok(
        match move_values(ctx, values, body.wrapping_add(1), count) {
            Ok(first) => Step::call(ctx, first.wrapping_sub(1), count, Return::to(After::Thread)),
            Err(error) => Step::raise(ctx, error),
        },
    )
}

/// Copies values of another thread to `to` in the running one; answers where `to` is now and sets the open end.
fn move_values<'gc>(
    ctx: Context<'gc>,
    from: *const Value<'gc>,
    to: *mut Value<'gc>,
    count: usize,
) -> Result<*mut Value<'gc>, Thrown<'gc>> {
    let to = ensure_slots(ctx, to, count)?;
    pay_for_moving(ctx, count);
    // SAFETY: the other thread's values are live, there is room for them, and the two stacks are different blocks.
    unsafe { shift(to, from, count) };
    ctx.state().top.set(to.wrapping_add(count));
    Ok(to)
}

/// Whether `coroutine.yield` has somebody to yield to.
#[inline(always)]
pub(crate) fn can_yield(ctx: Context<'_>) -> bool {
    let thread = ctx.thread().0;
    thread.resumer.get().is_some() && thread.finalizing.get() == 0
}

/// `coroutine.yield` called by the instruction whose registers are in the state, without the detour through a window.
/// There must be somebody to yield to.
#[inline(always)]
pub(crate) fn yield_here<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    let values = callee.wrapping_add(1);
    push_native(ctx, values, ret, 0, Next::Unset)?;
    yield_values(ctx, values, count)
}

/// The coroutine that `coroutine.resume` called there is to resume, if it can be.
#[inline(always)]
pub(crate) fn to_resume<'gc>(callee: *mut Value<'gc>, count: usize) -> Option<Thread<'gc>> {
    // SAFETY: `count` values are live above the callee.
    let thread = unsafe {
        match count {
            0 => None,
            _ => (*callee.add(1)).as_thread(),
        }
    }?;
    (thread.status() == Status::Suspended).then_some(thread)
}

/// `coroutine.resume` likewise, of the coroutine that [`to_resume`] has found.
#[inline(always)]
pub(crate) fn resume_here<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    let values = callee.wrapping_add(1);
    push_native(ctx, values, ret, 1, Next::Protect)?;
    resume(ctx, thread, values.wrapping_add(1), count - 1)
}

/// The coroutine of a function that `coroutine.wrap` has made, if it can be resumed.
#[inline(always)]
pub(crate) fn wrapped<'gc>(native: &NativeData<'gc>) -> Option<Thread<'gc>> {
    native
        .thread
        .filter(|thread| thread.status() == Status::Suspended)
}

/// A function that `coroutine.wrap` has made, likewise, of the coroutine that [`wrapped`] has found.
#[inline(always)]
pub(crate) fn resume_wrapped<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    let values = callee.wrapping_add(1);
    push_native(ctx, values, ret, 0, Next::Positioned)?;
    resume(ctx, thread, values, count)
}

/// Values up to this many are put into registers at once.
const FEW: usize = 4;

/// Yields values of the running thread, whose top frame is the native that yields, to its resumer or the host.
#[inline(always)]
pub(crate) fn yield_values<'gc>(
    ctx: Context<'gc>,
    values: *mut Value<'gc>,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    let thread = state.thread.get().0;
    if thread.finalizing.get() > 0 {
        return Err(Thrown::plain(
            "attempt to yield across metamethod/C-call boundary",
        ));
    }
    if thread.resumer.get().is_none() {
        state.top.set(values.wrapping_add(count));
        return Ok(Step::leave(ctx, Exit::Yielded));
    }
    state.top.set(values);
    leave_for_resumer(ctx, Status::Suspended);
    hand_over(ctx, values, count)
}

/// Ends the running thread with the results of its body.
pub(crate) fn finish<'gc>(
    ctx: Context<'gc>,
    from: *mut Value<'gc>,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    let thread = state.thread.get();
    if thread.0.resumer.get().is_none() {
        let results = thread.0.slot(1);
        // SAFETY: results only move down, to above the body in slot 0.
        unsafe { std::ptr::copy(from, results, count) };
        state.top.set(results.wrapping_add(count));
        return Ok(Step::leave(ctx, Exit::Done));
    }
    leave_for_resumer(ctx, Status::Dead);
    hand_over(ctx, from, count)
}

/// Makes the thread that resumed the running one, which there is, the running one again.
#[inline(always)]
fn leave_for_resumer(ctx: Context<'_>, status: Status) {
    let thread = ctx.thread();
    let resumer = thread.0.resumer.take().expect("the caller saw it");
    save(ctx, status);
    make_current(ctx, resumer, Site::SwitchBack);
}

/// Hands values of another thread to the native in the running thread's top frame.
///
/// PERF: nearly always that is a `resume`, `yield` or wrapped function that a Lua function has called. It does nothing more
/// than return them, so they are put where its caller wants them at once (loops of switches take 0.6 to 0.7 of the time).
#[inline(always)]
fn hand_over<'gc>(
    ctx: Context<'gc>,
    from: *const Value<'gc>,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    // SAFETY: the top frame is that of a native; its callee lies below its base. If a Lua function called it, its frame has
    // room for what it wants, and the other thread's stack is another block.
    unsafe {
        let frame = state.frame.get();
        let (base, ret) = ((*frame).base, (*frame).ret);
        let status = match ((*frame).next, (*frame).info) {
            (Next::Protect, 1) => 1,
            (Next::Unset | Next::Positioned, 0) => 0,
            _ => return hand_over_slowly(ctx, from, count),
        };
        let callee = base.sub(1);
        let open = ret.wanted() == OPEN;
        let wanted = if open {
            status + count
        } else {
            ret.wanted() as usize
        };
        let is_room = !open || callee.add(wanted).addr() <= state.stack_limit.get().addr();
        let is_watched = state.watch.get() != 0;
        if !ret.is_for_registers() || wanted > FEW + 1 || !is_room || is_watched {
            return hand_over_slowly(ctx, from, count);
        }
        if open {
            state.top.set(callee.add(wanted));
        }
        state.frame.set(frame.sub(1));
        if status == 1 {
            *callee = Value::TRUE;
        }
        let room = wanted.saturating_sub(status);
        let mut index = 0;
        while index < room {
            let value = if index < count {
                *from.add(index)
            } else {
                Value::NIL
            };
            *settle(callee.add(status + index)) = value;
            index += 1;
        }
        load_registers(ctx);
        match ret.after() {
            After::Plain => Ok(Step::Run),
            _ => meta::finish(ctx, callee, false),
        }
    }
}

/// The same for every native.
#[inline(never)]
fn hand_over_slowly<'gc>(
    ctx: Context<'gc>,
    from: *const Value<'gc>,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    // SAFETY: the top frame is live.
    let frame = unsafe { &*ctx.state().frame.get() };
    let kept = frame.base.wrapping_add(frame.info as usize);
    // A thread that cannot take the values fails with the error.
    Ok(match move_values(ctx, from, kept, count) {
        Ok(_) => return native_goes_on(ctx),
        Err(error) => Step::raise(ctx, error),
    })
}

/// Ends the running thread with an error; it goes on in the resumer, if there is one.
pub(crate) fn fail<'gc>(ctx: Context<'gc>, error: Value<'gc>) -> Step {
    let thread = ctx.thread();
    if thread.0.resumer.get().is_none() {
        return Step::leave(ctx, Exit::Failed(error));
    }
    leave_for_resumer(ctx, Status::Dead);
    Step::raise(ctx, Thrown::value(error))
}
