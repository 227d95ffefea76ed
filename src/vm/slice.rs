//! A slice: the run loop entered once, from the outside, and left again.
//!
//! The driver hands a thread in and learns why the loop was left ([`Exit`]). Everything a thread needs to go on later is in
//! the thread, so between two slices the collector may run and other threads may be run.

use std::mem;

use super::{
    call::{Flow, Step, ensure_slots, perform, set_frame_limit},
    dispatch, finalize,
    frame::{After, Return},
    switch,
};
use crate::{
    heap::{
        context::Context,
        native::{Request, Thrown},
        thread::{Status, Thread},
        value::Value,
    },
    site::Site,
};

/// Why the run loop was left.
#[derive(Debug)]
pub(crate) enum Exit<'gc> {
    /// The bottom thread's body returned; see [`values`].
    Done,
    /// Nothing caught this error; the bottom thread is dead.
    Failed(Value<'gc>),
    /// Out of fuel, or asked to leave.
    Left,
    /// The bottom thread yielded to the host; see [`values`].
    Yielded,
    /// A native asks the host.
    Waiting(Request),
}

/// Runs a thread (the innermost one of its chain) until there is a reason to leave; answers the reason and the thread that
/// is the innermost one now. An error that was in flight, or is handed in, is raised where the thread was left.
pub(crate) fn run<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    error: Option<Thrown<'gc>>,
) -> (Exit<'gc>, Thread<'gc>) {
    let state = ctx.state();
    switch::make_current(ctx, thread, Site::SwitchSlice);
    let first = match thread.0.in_flight.take().map(Thrown::value).or(error) {
        Some(error) => Step::raise(ctx, error),
        None if !thread.0.started.replace(true) => {
            let callee = thread.0.slot(0);
            let count = thread.0.offset_of(state.top.get()) - 1;
            set_frame_limit(ctx);
            Step::call(ctx, callee, count, Return::to(After::Thread))
        }
        None => finalize::begin(ctx),
    };
    if perform(ctx, first) == Flow::Continue {
        dispatch::run(ctx);
    }
    let exit = state.exit.take().unwrap_or(Exit::Left);
    // A thread that only pauses still counts as running: no script that runs meanwhile may resume it.
    let status = match exit {
        Exit::Done | Exit::Failed(_) => Status::Dead,
        Exit::Left | Exit::Yielded | Exit::Waiting(_) => Status::Running,
    };
    let innermost = ctx.thread();
    state.native_base.set(std::ptr::null_mut());
    switch::save(ctx, status);
    switch::leave(ctx);
    (exit, innermost)
}

/// Whether the running thread's top frame is that of a native.
pub(crate) fn is_native(ctx: Context<'_>) -> bool {
    // SAFETY: the top frame is live and its callee lies below its base.
    unsafe {
        (*(*ctx.state().frame.get()).base.sub(1))
            .native_data()
            .is_some()
    }
}

/// Puts the arguments for the first slice onto a fresh thread.
pub(crate) fn push_arguments<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    values: &[Value<'gc>],
) -> Result<(), Thrown<'gc>> {
    put_values(ctx, thread, 1, values)
}

/// Answers a thread that waits or has yielded to the host.
pub(crate) fn answer<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    values: &[Value<'gc>],
) -> Result<(), Thrown<'gc>> {
    // SAFETY: the thread's top frame is that of the native that suspended itself.
    let frame = unsafe { *thread.0.frame.get() };
    put_values(
        ctx,
        thread,
        thread.0.offset_of(frame.base) + frame.info as usize,
        values,
    )
}

fn put_values<'gc>(
    ctx: Context<'gc>,
    thread: Thread<'gc>,
    offset: usize,
    values: &[Value<'gc>],
) -> Result<(), Thrown<'gc>> {
    let status = thread.status();
    switch::make_current(ctx, thread, Site::SwitchAnswer);
    let result = ensure_slots(ctx, thread.0.slot(offset), values.len()).map(|to| {
        for (index, value) in values.iter().enumerate() {
            // SAFETY: there is room for all of them.
            unsafe { *to.add(index) = *value };
        }
        ctx.state().top.set(to.wrapping_add(values.len()));
    });
    switch::save(ctx, status);
    switch::leave(ctx);
    result
}

/// The results of a thread that is done, or what it yielded to the host.
pub(crate) fn values<'gc>(thread: Thread<'gc>) -> Vec<Value<'gc>> {
    let from = match thread.status() {
        Status::Dead => thread.0.slot(1),
        // SAFETY: the top frame is that of the native that yielded.
        _ => unsafe {
            let frame = *thread.0.frame.get();
            frame.base.add(frame.info as usize)
        },
    };
    let count = (thread.0.top.get().addr() - from.addr()) / mem::size_of::<Value<'_>>();
    // SAFETY: the values up to the live end are live.
    (0..count)
        .map(|index| unsafe { *from.add(index) })
        .collect()
}

/// Ends a chain of threads, innermost first, without running anything of it.
pub(crate) fn discard<'gc>(ctx: Context<'gc>, innermost: Thread<'gc>) {
    ctx.state().growing.give_up();
    let mut next = Some(innermost);
    while let Some(thread) = next {
        next = bury(thread);
    }
}

/// Ends one thread without running anything of it; answers its resumer. What only lets go needs no barrier.
pub(crate) fn bury<'gc>(thread: Thread<'gc>) -> Option<Thread<'gc>> {
    thread.0.status.set(Status::Dead);
    thread.0.in_flight.set(None);
    thread.0.resumer.take()
}
