//! Errors in flight.
//!
//! An error is made into a value where it happens, with the position that the frames tell. Then the frames are searched
//! for a native that catches. An `xpcall` handler is called on top of everything, before anything is unwound, so that it
//! sees the whole stack; what it returns is the error that is unwound with.
//!
//! An error may have a long way: through thousands of coroutines, each of which adds a position to its message. Where the
//! fuel is spent the machine leaves, and the thread keeps the error in flight until it goes on.

use super::{
    call::{Step, ensure_slots, set_frame_limit},
    finalize,
    frame::{After, Frame, Return},
    hooks,
    slice::Exit,
    switch, traceback,
};
use gc_arena::Collect;

use crate::heap::{
    context::Context,
    join::Join,
    native::{Action, Outcome, Resume, SuspendedData, Thrown},
    thread::Thread,
    value::Value,
    window::{Next, Window},
};

/// Raises an error in the running thread.
pub(crate) fn raise<'gc>(ctx: Context<'gc>, error: Thrown<'gc>) -> Step {
    let value = traceback::error_value(ctx, error);
    if let Some(message) = value.as_join() {
        return make_message(ctx, message);
    }
    if ctx.state().fuel.get() < 0 {
        ctx.thread().0.in_flight.set(Some(value));
        return Step::leave(ctx, Exit::Left);
    }
    let Some(catcher) = find_catcher(ctx) else {
        return uncaught(ctx, value);
    };
    // SAFETY: the catcher is a live frame of a native, and the handler is the last value it keeps.
    unsafe {
        match (*catcher).next {
            // As in PUC-Lua, no handler sees that there is no memory: it would need some. Nor is it an error of the handler.
            Next::ProtectWithHandler | Next::Handling if ctx.is_memory_error(value) => {
                unwind(ctx, value)
            }
            Next::ProtectWithHandler => {
                (*catcher).next = Next::Handling;
                ctx.thread().0.handlers.update(|n| n + 1);
                set_frame_limit(ctx);
                call_handler(
                    ctx,
                    *(*catcher).base.add((*catcher).info as usize - 1),
                    value,
                )
            }
            Next::Handling => unwind(ctx, ctx.string("error in error handling").into()),
            _ => unwind(ctx, value),
        }
    }
}

/// Lets the native in the top frame, which throws a long message, make it first.
fn make_message<'gc>(ctx: Context<'gc>, message: Join<'gc>) -> Step {
    let frame = ctx.state().frame.get();
    let state = SuspendedData::new(ctx, Message { text: message });
    // SAFETY: the top frame is live; only natives throw texts of scripts, and each has a frame by then.
    unsafe {
        (*frame).next = Next::State(state);
        (*frame).info = 0;
    }
    Step::Resume
}

/// A native that makes its message and throws it then.
#[derive(Collect)]
#[collect(no_drop)]
struct Message<'gc> {
    text: Join<'gc>,
}

impl<'gc> Resume<'gc> for Message<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, _: &mut Window<'gc, '_>) -> Outcome<'gc> {
        match self.text.go_on(ctx) {
            true => Err(Thrown::value(self.text.finish(ctx))),
            false => Ok(Action::Pause),
        }
    }
}

/// Calls an `xpcall` handler on top of everything.
fn call_handler<'gc>(ctx: Context<'gc>, handler: Value<'gc>, value: Value<'gc>) -> Step {
    let callee = match ensure_slots(ctx, free_slot(ctx), 2) {
        Ok(callee) => callee,
        Err(error) if error.is_out_of_memory(ctx) => {
            // Nobody tries it again.
            error.refused(ctx);
            return unwind(ctx, ctx.memory_error().into());
        }
        Err(_) => return unwind(ctx, ctx.string("error in error handling").into()),
    };
    // SAFETY: there is room for both.
    unsafe {
        *callee = handler;
        *callee.add(1) = value;
    }
    Step::call(ctx, callee, 1, Return::to(After::Handler))
}

/// The first slot above everything that the running thread's top frame uses.
fn free_slot<'gc>(ctx: Context<'gc>) -> *mut Value<'gc> {
    let state = ctx.state();
    // SAFETY: the top frame is live and its callee lies below its base.
    unsafe {
        let frame = *state.frame.get();
        match (*frame.base.sub(1)).closure_data() {
            Some(closure) => frame
                .base
                .add((*closure).proto.as_ref().frame_size as usize),
            None => state.top.get(),
        }
    }
}

/// The topmost frame of the running thread whose native catches errors.
fn find_catcher<'gc>(ctx: Context<'gc>) -> Option<*mut Frame<'gc>> {
    let first = ctx.thread().0.first_frame();
    let mut frame = ctx.state().frame.get();
    while frame != first {
        // SAFETY: frames above the first one are live and have their callee below their base.
        let (is_native, next) = unsafe {
            (
                (*(*frame).base.sub(1)).native_data().is_some(),
                (*frame).next,
            )
        };
        let catches = is_native
            && match next {
                Next::ThenCatch(_) | Next::OnError(_) | Next::Positioned => true,
                Next::Protect | Next::ProtectWithHandler | Next::Handling => true,
                Next::State(state) => state.catches(),
                Next::Then(_) | Next::Unset => false,
                Next::Begin | Next::Return { .. } | Next::Instruction(_) => false,
            };
        if catches {
            return Some(frame);
        }
        frame = frame.wrapping_sub(1);
    }
    None
}

/// Drops all frames above the catching one, which goes on with the error.
pub(crate) fn unwind<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Step {
    let state = ctx.state();
    let Some(catcher) = find_catcher(ctx) else {
        return uncaught(ctx, value);
    };
    let mut frame = state.frame.get();
    while frame.addr() >= catcher.addr() {
        // SAFETY: frames from the catcher up are live.
        unsafe { drop_frame(ctx.thread(), frame) };
        frame = frame.wrapping_sub(1);
    }
    hooks::unwound(ctx, ctx.thread().0.depth_of(catcher) + 1);
    if finalize::is_below(ctx.thread(), catcher) {
        finalize::failed(ctx);
    }
    set_frame_limit(ctx);
    state.frame.set(catcher);
    // SAFETY: the catcher is live; what it keeps lies at its base.
    unsafe { state.top.set((*catcher).base.add((*catcher).info as usize)) };
    clear_leftovers(ctx, state.top.get());
    Step::resume_with(ctx, Thrown::value(value))
}

/// Forgets what a call above the running thread's top frame has left, from its place on, in the registers of the Lua function that is
/// next below. They are free there, but alive as long as the function: what has used up all memory would stay after the error was
/// caught, and so would what a finalizer has let go of.
pub(crate) fn clear_leftovers<'gc>(ctx: Context<'gc>, place: *mut Value<'gc>) {
    let first = ctx.thread().0.first_frame();
    let mut frame = ctx.state().frame.get();
    while frame != first {
        // SAFETY: frames above the first one are live and have their callee below their base; a closure is live with its frame, and
        // so are all its registers.
        unsafe {
            if let Some(closure) = (*(*frame).base.sub(1)).closure_data() {
                let size = (*closure).proto.as_ref().frame_size as usize;
                let end = (*frame).base.add(size);
                let mut slot = place;
                while slot < end {
                    *slot = Value::NIL;
                    slot = slot.add(1);
                }
                return;
            }
        }
        frame = frame.wrapping_sub(1);
    }
}

/// Notes that a frame of a thread will not go on: an `xpcall` handler that it waits for has ended.
///
/// # Safety
/// The frame must be live.
pub(crate) unsafe fn drop_frame<'gc>(thread: Thread<'gc>, frame: *mut Frame<'gc>) {
    // SAFETY: the caller's promise; a live frame has its callee below its base.
    let is_handling = unsafe {
        (*(*frame).base.sub(1)).native_data().is_some() && matches!((*frame).next, Next::Handling)
    };
    if is_handling {
        thread.0.handlers.update(|n| n.saturating_sub(1));
    }
}

/// Nothing in this thread catches.
fn uncaught<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Step {
    if ctx.thread().0.resumer.get().is_none() {
        ctx.state().native_base.set(std::ptr::null_mut());
        *ctx.state().traceback.borrow_mut() = traceback::text_of_uncaught(ctx, ctx.thread());
    }
    if ctx.thread().0.finalizing.get() > 0 {
        finalize::failed(ctx);
    }
    switch::fail(ctx, value)
}
