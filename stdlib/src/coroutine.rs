//! Coroutines.
//!
//! The machine switches threads by itself; what is here decides who may be resumed and what becomes of an error.

use ferrous_core::heap::native::Intrinsic;

use crate::prelude::*;

/// The functions of the library, but for those that [`open`] adds.
pub(crate) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("coroutine.create", create),
    ("coroutine.running", running),
    ("coroutine.status", status),
    ("coroutine.wrap", wrap),
];

/// Adds the two that switch: the machine runs them by itself.
pub(crate) fn open<'gc>(ctx: Context<'gc>, library: Table<'gc>) -> Result<'gc, ()> {
    let resume = ctx.intrinsic("coroutine.resume", resume, Intrinsic::Resume);
    let yield_ = ctx.intrinsic("coroutine.yield", yield_, Intrinsic::Yield);
    library.raw_set(ctx, ctx.string("resume"), resume)?;
    library.raw_set(ctx, ctx.string("yield"), yield_)
}

/// `coroutine.create(f)`
fn create<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let thread = make(ctx, window)?;
    window.answer(thread.into());
    Ok(Action::Return)
}

fn make<'gc>(ctx: Context<'gc>, window: &Window<'gc, '_>) -> Result<'gc, Thread<'gc>> {
    match window.arg(1).as_function() {
        Some(body) if body.is_lua() => Ok(Thread::new(ctx, body.into())),
        _ => Err(Thrown::argument(1, "Lua function expected")),
    }
}

/// `coroutine.resume(co, ...)`: true and what it yields or returns, or false and the error.
fn resume<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let thread = check_thread(window)?;
    if thread.status() != Status::Suspended {
        window.answer(Value::FALSE);
        window.push(ctx.string(refusal(thread)).into());
        return Ok(Action::Return);
    }
    // The thread's own slot is kept: it becomes the `true` in front of the results.
    window.keep(1);
    window.protect();
    Ok(Action::Resume(thread))
}

fn refusal(thread: Thread<'_>) -> String {
    format!("cannot resume {} coroutine", thread.status().name())
}

/// `coroutine.wrap(f)`: a function that resumes it and passes errors on.
fn wrap<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let thread = make(ctx, window)?;
    let function = ctx.wrapping("coroutine.wrap", wrapped, thread);
    window.answer(function.into());
    Ok(Action::Return)
}

/// What `wrap` answers. A text that the coroutine throws gets the position of whoever resumed it.
fn wrapped<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let thread = window.wrapped_thread().expect("made by `wrap`");
    if thread.status() != Status::Suspended {
        return Err(Thrown::msg(refusal(thread)));
    }
    window.positioned();
    Ok(Action::Resume(thread))
}

/// `coroutine.yield(...)`: answers what it is resumed with.
fn yield_<'gc>(_: Context<'gc>, _: &mut Window<'gc, '_>) -> Outcome<'gc> {
    Ok(Action::Yield)
}

/// `coroutine.running()`: the running coroutine, or nil in the main one.
fn running<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let running = if ctx.is_main_thread() {
        Value::NIL
    } else {
        ctx.thread().into()
    };
    window.answer(running);
    Ok(Action::Return)
}

/// `coroutine.status(co)`
fn status<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let name = check_thread(window)?.status().name();
    window.answer(ctx.string(name).into());
    Ok(Action::Return)
}

fn check_thread<'gc>(window: &Window<'gc, '_>) -> Result<'gc, Thread<'gc>> {
    match window.arg(1).as_thread() {
        Some(thread) => Ok(thread),
        None => Err(Thrown::argument(1, "coroutine expected")),
    }
}
