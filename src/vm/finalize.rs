//! Finalizers as calls: `__gc` handlers run on top of whatever a slice finds.
//!
//! When a slice begins and finalizers are due, the first one is called on the running thread, above everything that is live
//! there; its frame says [`After::Finalizer`]. When it returns the next one is called in its place, and after the last one
//! that was due then the machine goes on with what it would have done. So a finalizer may fail, run out of fuel or call anything:
//!
//! * An error in it is raised in what runs below it, as in Lua 5.1: `collectgarbage` fails, or any other place where the
//!   slice happened to begin. The finalizers behind it wait for the next slice.
//! * It cannot yield: whoever is below did not ask for it.
//! * They run one at a time: none begins while another one is on its way in the same run.
//! * One that burns too much fuel is stopped where it stands ([`stop`]), past every `pcall` of its own.
//!
//! ```text
//! values:  ... | live end of what runs | saved open end | handler | userdata ...
//! ```

use super::{
    call::{Step, callee_slot, ensure_slots, load_registers},
    frame::{After, Frame, Return},
    hooks,
    slice::{self, Exit},
    unwind,
};
use crate::heap::{
    context::{Context, Event},
    native::{Action, Outcome, Thrown},
    thread::{Status, Thread},
    userdata::UserData,
    value::Value,
    window::Window,
};

/// What each call of a finalizer costs besides what it does.
///
/// PERF: what is finalized was not touched for long: half a microsecond for an empty one.
const CALL_COST: u64 = 8;

/// At the start of a slice: calls the first finalizer that is due, or goes on with what the thread was doing.
pub(crate) fn begin<'gc>(ctx: Context<'gc>) -> Step {
    let state = ctx.state();
    let thread = ctx.thread();
    let is_busy = state.finalizers.is_running() || thread.0.finalizing.get() > 0;
    if is_busy {
        return go_on_below(ctx);
    }
    if !state.finalizers.begin_round() {
        return go_on_after(ctx);
    }
    let top = state.top.get();
    let end = thread.0.live_end(state.frame.get(), top);
    let saved = Value::position(thread.0.offset_of(top) as u32);
    // If the stack cannot grow they wait: what runs there will fail or return.
    let Ok(place) = ensure_slots(ctx, end, 3) else {
        state.finalizers.join();
        return go_on_below(ctx);
    };
    // SAFETY: there is room for three values.
    unsafe { *place = saved };
    set_finalizing(ctx, thread, thread.0.depth_of(state.frame.get()) + 1);
    next(ctx, place)
}

/// A finalizer that was called in `callee` has returned.
pub(crate) fn finished<'gc>(ctx: Context<'gc>, callee: *mut Value<'gc>) -> Step {
    ctx.state().finalizers.end(ctx.state());
    next(ctx, callee.wrapping_sub(1))
}

/// Calls the next finalizer above `place`, where the open end is saved; without one, goes on below.
fn next<'gc>(ctx: Context<'gc>, place: *mut Value<'gc>) -> Step {
    let state = ctx.state();
    while state.fuel.get() >= 0
        && let Some(userdata) = state.finalizers.take_of_round()
    {
        state.finalizers.begin(state);
        ctx.pay(CALL_COST);
        let handler = handler(ctx, userdata);
        if handler.is_nil() {
            state.finalizers.end(state);
            continue;
        }
        // SAFETY: `begin` made room for both.
        unsafe {
            *place.add(1) = handler;
            *place.add(2) = userdata.into();
        }
        return Step::call(
            ctx,
            place.wrapping_add(1),
            1,
            Return::with(After::Finalizer, 0),
        );
    }
    let thread = ctx.thread();
    set_finalizing(ctx, thread, 0);
    state.top.set(saved_top(thread, place));
    unwind::clear_leftovers(ctx, place);
    go_on_after(ctx)
}

/// Goes on below if the round is over. What runs there may wait for what finalizers hold.
fn go_on_after(ctx: Context<'_>) -> Step {
    let finalizers = &ctx.state().finalizers;
    if !finalizers.is_in_round() && !finalizers.is_alone() {
        return go_on_below(ctx);
    }
    if !slice::is_native(ctx) {
        load_registers(ctx);
    }
    Step::leave(ctx, Exit::Left)
}

/// Goes on with what the running thread was doing when its slice began.
fn go_on_below(ctx: Context<'_>) -> Step {
    if slice::is_native(ctx) {
        return Step::Resume;
    }
    load_registers(ctx);
    Step::Run
}

fn handler<'gc>(ctx: Context<'gc>, userdata: UserData<'gc>) -> Value<'gc> {
    super::meta::handler(ctx, userdata.into(), Event::Gc)
}

fn saved_top<'gc>(thread: Thread<'gc>, place: *mut Value<'gc>) -> *mut Value<'gc> {
    // SAFETY: the slot is live as long as the finalizer's frame.
    let saved = unsafe { *place }.as_position();
    thread
        .0
        .slot(saved.expect("a finalizer is called above a saved open end") as usize)
}

/// Notes how many frames lie below the finalizer that runs on a thread; its hook sees nothing of it.
fn set_finalizing<'gc>(ctx: Context<'gc>, thread: Thread<'gc>, frames: usize) {
    thread.0.finalizing.set(frames);
    hooks::settle(ctx, thread);
}

/// Whether a finalizer runs on a thread, above this frame of it.
pub(crate) fn is_below<'gc>(thread: Thread<'gc>, frame: *mut Frame<'gc>) -> bool {
    thread.0.depth_of(frame) < thread.0.finalizing.get()
}

/// An error has ended the finalizer that the running thread was in.
#[cold]
pub(crate) fn failed(ctx: Context<'_>) {
    set_finalizing(ctx, ctx.thread(), 0);
    ctx.state().finalizers.end(ctx.state());
    ctx.state().finalizers.join();
}

/// Ends the finalizer in which a run stands that does not run now, whatever it has called; answers the thread that the
/// finalizer was running on, and the error that is to be raised below it. (It only lets go of things: no barrier.)
#[cold]
pub(crate) fn stop<'gc>(
    ctx: Context<'gc>,
    innermost: Thread<'gc>,
) -> (Thread<'gc>, Option<Thrown<'gc>>) {
    let mut thread = innermost;
    while thread.0.finalizing.get() == 0 {
        let Some(resumer) = thread.0.resumer.get() else {
            return (innermost, None);
        };
        slice::bury(thread);
        thread = resumer;
    }
    let data = thread.0;
    let mut frame = data.frame.get();
    // SAFETY: a run that is left inside a finalizer has its frame on that thread, and the frames above it are live.
    unsafe {
        while !is_below(thread, frame.sub(1)) {
            unwind::drop_frame(thread, frame);
            frame = frame.sub(1);
        }
        unwind::drop_frame(thread, frame);
        let place = callee_slot(&*frame).sub(1);
        data.top.set(saved_top(thread, place));
        data.frame.set(frame.sub(1));
    }
    set_finalizing(ctx, thread, 0);
    data.in_flight.set(None);
    data.status.set(Status::Running);
    ctx.state().finalizers.end(ctx.state());
    ctx.state().finalizers.join();
    (
        thread,
        Some(Thrown::plain("a finalizer has burned too much fuel")),
    )
}

/// The body of the run in which a `Lua` that is being closed finalizes everything: errors are dropped.
pub(crate) fn finalize_all<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    finalize_next(ctx, window, Ok(()))
}

fn finalize_next<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    _: Result<(), Thrown<'gc>>,
) -> Outcome<'gc> {
    window.clear();
    ctx.thread().0.finalizing.set(1);
    if ctx.fuel_left() == 0 {
        window.then_catch(finalize_next);
        return Ok(Action::Pause);
    }
    while let Some(userdata) = ctx.state().finalizers.take() {
        let handler = handler(ctx, userdata);
        if !handler.is_nil() {
            window.answer(userdata.into());
            window.keep(0);
            window.then_catch(finalize_next);
            return Ok(Action::Call(handler));
        }
    }
    Ok(Action::Return)
}
