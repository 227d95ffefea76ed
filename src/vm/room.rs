//! Room for what is called: slots on the value stack, frames on the frame stack.
//!
//! Both stacks grow when they have to, up to the depth that a host allows and as long as that fits under the memory limit.
//! An instruction makes room before it does anything else: if it is refused memory it can be run again.

use super::frame::Frame;
use crate::heap::{
    context::Context,
    native::Thrown,
    thread::{MOST_SLOTS, Thread},
    value::Value,
};

/// Frames that a chain of threads may have. Natives that wait for what they called have one too, so that 200,000 nested
/// `pcall`s take 400,000.
pub(crate) const DEPTH_LIMIT: usize = 450_000;
/// Frames beyond the limit that error handlers may use.
pub(crate) const HANDLER_DEPTH: usize = 1_000;

/// Makes room for `slots` values from `base` on; answers where `base` is now.
#[inline]
pub(crate) fn ensure_slots<'gc>(
    ctx: Context<'gc>,
    base: *mut Value<'gc>,
    slots: usize,
) -> Result<*mut Value<'gc>, Thrown<'gc>> {
    let limit = ctx.state().stack_limit.get().addr();
    if base.addr() + slots * size_of::<Value<'_>>() <= limit {
        return Ok(base);
    }
    let thread = ctx.thread().0;
    let offset = thread.offset_of(base);
    if offset + slots > MOST_SLOTS {
        return Err(Thread::overflow());
    }
    thread.grow_stack(ctx, offset + slots)?;
    Ok(thread.slot(offset))
}

/// Values up to this many are moved for nothing: the fast paths move them, too, which pay only for the instruction.
const MOVED_FREELY: usize = 256;
/// Values that are moved for one unit of fuel.
const MOVED_PER_FUEL: usize = 16;

/// Pays for moving values within a stack or between two, which may be millions.
#[inline(always)]
pub(crate) fn pay_for_moving(ctx: Context<'_>, count: usize) {
    if count > MOVED_FREELY {
        ctx.pay((count / MOVED_PER_FUEL) as u64);
    }
}

/// Makes room for one more frame; answers where the top one is now.
#[inline]
pub(super) fn ensure_frame<'gc>(ctx: Context<'gc>) -> Result<*mut Frame<'gc>, Thrown<'gc>> {
    let state = ctx.state();
    let last = state.frame.get();
    match last.addr() >= state.frame_limit.get().addr() {
        true => more_frames(ctx, last, most_frames(ctx)),
        false => Ok(last),
    }
}

/// The same for a native that has run without a frame and now needs one, to wait or to fail: it gets it also where the limit
/// is reached. Whether it has to wait for fuel depends on the slice, and what a script can do must not.
pub(super) fn ensure_native_frame<'gc>(ctx: Context<'gc>) -> Result<*mut Frame<'gc>, Thrown<'gc>> {
    let state = ctx.state();
    let last = state.frame.get();
    match last.addr() >= state.frame_limit.get().addr() {
        true => more_frames(ctx, last, most_frames(ctx) + 1),
        false => Ok(last),
    }
}

/// Whether the top frame is one that only a native can have there. It calls nothing.
pub(super) fn is_beyond_limit(ctx: Context<'_>) -> bool {
    let state = ctx.state();
    state.frame.get().addr() > state.frame_limit.get().addr()
}

#[cold]
fn more_frames<'gc>(
    ctx: Context<'gc>,
    last: *mut Frame<'gc>,
    most: usize,
) -> Result<*mut Frame<'gc>, Thrown<'gc>> {
    let (thread, state) = (ctx.thread().0, ctx.state());
    if thread.depth_of(last) + 1 >= most {
        return Err(Thread::overflow());
    }
    let last = thread.grow_frames(ctx, last, most)?;
    state.frame.set(last);
    set_frame_limit(ctx);
    Ok(last)
}

/// How many frames the running thread may have now, with the one at the bottom, which is no call.
fn most_frames(ctx: Context<'_>) -> usize {
    let thread = ctx.thread().0;
    let handling = usize::from(thread.handlers.get() > 0) * HANDLER_DEPTH;
    let limit = ctx.state().depth_limit.get().saturating_add(1 + handling);
    limit.saturating_sub(thread.depth_below.get())
}

/// Says where the running thread's frames end: by memory or by the limit, whichever is nearer.
pub(crate) fn set_frame_limit(ctx: Context<'_>) {
    let limit = ctx.thread().0.frame_limit(most_frames(ctx));
    ctx.state().frame_limit.set(limit);
}
