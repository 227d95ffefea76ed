//! Calls and returns: how activations begin, end and hand their values on.
//!
//! The run loop never leaves for a call. Whatever is not on the fast path of an instruction becomes a [`Step`], and
//! [`perform`] takes step after step until the loop can go on in a Lua function or has to be left. Nothing here recurses:
//! a native that calls a native that returns to a native is three turns of one loop.

use std::cell::Cell;

pub(crate) use super::room::{ensure_slots, pay_for_moving, set_frame_limit};

use super::{
    dispatch::fast::settle,
    finalize,
    frame::{After, Frame, Return},
    hooks::{self, watch},
    meta,
    natives::{call_native, native_goes_on, resume},
    room::ensure_frame,
    slice::Exit,
    switch, traceback, unwind,
};
use crate::{
    bytecode::{Vararg, instruction::OPEN},
    heap::{
        closure::ClosureData,
        context::{Context, Event},
        native::Thrown,
        value::Value,
    },
};

/// What a call costs beyond the instructions it runs.
pub(crate) const CALL_COST: i64 = 2;

/// Whether the run loop goes on or is left.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Flow {
    /// Go on in the Lua function whose registers are in the state.
    Continue,
    /// Leave; the reason is in the state.
    Leave,
}

/// The next thing to do. What it is done with is in the state's [`Operands`].
///
/// PERF: a step with its operands inside is copied in 16-byte pieces that were just written in 8-byte ones, and every copy
/// waits for the stores (coroutine switches took 1.6 times as long).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Step {
    /// Go on in the Lua function whose registers are in the state.
    Run,
    /// Call what is in `callee` with the `count` values above it.
    Call,
    /// A function that was called in `callee` has returned `count` values at `from`; its frame is gone.
    Results,
    /// The native in the top frame goes on.
    Resume,
    /// The native in the top frame goes on with the error.
    ResumeWith,
    /// The error is in flight.
    Raise,
    /// Leave the run loop; the exit is in the state.
    Leave,
}

/// What the next [`Step`] is done with.
pub(crate) struct Operands<'gc> {
    callee: Cell<*mut Value<'gc>>,
    from: Cell<*mut Value<'gc>>,
    count: Cell<usize>,
    ret: Cell<Return>,
    error: Cell<Option<Thrown<'gc>>>,
}

impl Default for Operands<'_> {
    fn default() -> Self {
        Self {
            callee: Cell::new(std::ptr::null_mut()),
            from: Cell::new(std::ptr::null_mut()),
            count: Cell::new(0),
            ret: Cell::new(Return::plain(0)),
            error: Cell::new(None),
        }
    }
}

impl Step {
    /// Call what is in `callee` with the `count` values above it.
    #[inline(always)]
    pub fn call<'gc>(
        ctx: Context<'gc>,
        callee: *mut Value<'gc>,
        count: usize,
        ret: Return,
    ) -> Self {
        let operands = &ctx.state().operands;
        operands.callee.set(callee);
        operands.count.set(count);
        operands.ret.set(ret);
        Step::Call
    }

    /// A function that was called in `callee` has returned `count` values at `from`; its frame is gone.
    #[inline(always)]
    pub fn results<'gc>(
        ctx: Context<'gc>,
        callee: *mut Value<'gc>,
        from: *mut Value<'gc>,
        count: usize,
        ret: Return,
    ) -> Self {
        let operands = &ctx.state().operands;
        operands.callee.set(callee);
        operands.from.set(from);
        operands.count.set(count);
        operands.ret.set(ret);
        Step::Results
    }

    /// The native in the top frame goes on with an error.
    pub fn resume_with<'gc>(ctx: Context<'gc>, error: Thrown<'gc>) -> Self {
        ctx.state().operands.error.set(Some(error));
        Step::ResumeWith
    }

    /// An error is in flight.
    #[cold]
    pub fn raise<'gc>(ctx: Context<'gc>, error: Thrown<'gc>) -> Self {
        // If it was refused memory, it is too late to try that again.
        ctx.state().memory.take_refused();
        ctx.state().operands.error.set(Some(error));
        Step::Raise
    }

    /// Leave the run loop.
    pub fn leave<'gc>(ctx: Context<'gc>, exit: Exit<'gc>) -> Self {
        ctx.state().exit.set(Some(exit));
        Step::Leave
    }
}

/// Takes steps until the run loop can go on or has to be left.
pub(crate) fn perform(ctx: Context<'_>, first: Step) -> Flow {
    let operands = &ctx.state().operands;
    let error = || {
        operands
            .error
            .take()
            .expect("a step that needs an error brings one")
    };
    let mut step = first;
    loop {
        let next = match step {
            Step::Run => return Flow::Continue,
            Step::Leave => return Flow::Leave,
            Step::Call => call(
                ctx,
                operands.callee.get(),
                operands.count.get(),
                operands.ret.get(),
            ),
            Step::Results => deliver(
                ctx,
                operands.callee.get(),
                operands.from.get(),
                operands.count.get(),
                operands.ret.get(),
            ),
            Step::Resume => resume(ctx, Ok(())),
            Step::ResumeWith => resume(ctx, Err(error())),
            Step::Raise => Ok(unwind::raise(ctx, error())),
        };
        step = match next {
            Ok(step) => step,
            Err(error) => Step::raise(ctx, error),
        };
    }
}

/// Puts a frame on top. If the one below is a Lua function's, its instruction pointer was saved on the way here.
#[inline]
pub(crate) fn push_frame<'gc>(
    ctx: Context<'gc>,
    base: *mut Value<'gc>,
    ret: Return,
    info: u32,
) -> Result<(), Thrown<'gc>> {
    let last = ensure_frame(ctx)?;
    put_frame(ctx, last, base, ret, info);
    Ok(())
}

/// Puts a frame above the last one, where room was made for it.
#[inline(always)]
pub(crate) fn put_frame<'gc>(
    ctx: Context<'gc>,
    last: *mut Frame<'gc>,
    base: *mut Value<'gc>,
    ret: Return,
    info: u32,
) {
    // SAFETY: there is room for one more frame above `last`.
    unsafe {
        let frame = last.add(1);
        (*frame).base = base;
        (*frame).ret = ret;
        (*frame).info = info;
        ctx.state().frame.set(frame);
    }
}

/// Calls any value.
pub(crate) fn call<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    // SAFETY: the callee's slot is live.
    let function = unsafe { *callee };
    if let Some(closure) = function.closure_data() {
        return enter(ctx, closure, callee, count, ret);
    }
    if function.native_data().is_some() {
        return call_native(ctx, callee, count, ret);
    }
    let handler = meta::handler(ctx, function, Event::Call);
    if handler.as_function().is_none() {
        return Err(traceback::call_error(ctx, callee));
    }
    let callee = ensure_slots(ctx, callee, count + 2)?;
    pay_for_moving(ctx, count);
    // SAFETY: there is room for one more value; the slots up to `count` are live.
    unsafe {
        std::ptr::copy(callee, callee.add(1), count + 1);
        *callee = handler;
    }
    Ok(Step::call(ctx, callee, count + 1, ret))
}

/// Begins an activation of a Lua function.
pub(crate) fn enter<'gc>(
    ctx: Context<'gc>,
    closure: *const ClosureData<'gc>,
    callee: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    // SAFETY: a closure in a live slot is live, and so is its prototype.
    let proto = unsafe { (*closure).proto };
    let parameters = proto.parameters as usize;
    let state = ctx.state();
    let base = if proto.vararg == Vararg::No {
        let callee = ensure_slots(ctx, callee, 1 + count.max(proto.frame_size as usize))?;
        // SAFETY: the frame fits.
        unsafe { fill(callee.add(1 + count), parameters.saturating_sub(count)) };
        let base = callee.wrapping_add(1);
        push_frame(ctx, base, ret.with_extra(false), 0)?;
        base
    } else {
        let up = count.max(parameters) + 1;
        let callee = ensure_slots(ctx, callee, 1 + up + proto.frame_size as usize)?;
        ensure_frame(ctx)?;
        let base = callee.wrapping_add(1 + up);
        // SAFETY: arguments, the second copy of the callee and the frame fit. The fixed arguments move up; what they leave
        // behind is cleared, so that it keeps nothing alive.
        unsafe {
            fill(callee.add(1 + count), parameters.saturating_sub(count));
            *base.sub(1) = *callee;
            shift(base, callee.add(1), parameters);
            fill(callee.add(1), parameters);
        }
        push_frame(
            ctx,
            base,
            ret.with_extra(true),
            (up - 1 - parameters) as u32,
        )?;
        base
    };
    // Only now: whoever is refused memory above may do it again.
    state.fuel.set(state.fuel.get() - CALL_COST);
    state.base.set(base);
    state.pc.set(proto.code);
    state.constants.set(proto.constants);
    if state.watch.get() & watch::CALL != 0 {
        hooks::entering(ctx);
    }
    Ok(Step::Run)
}

/// Sets `count` slots to nil.
///
/// # Safety
/// The slots must be inside the stack.
#[inline]
pub(crate) unsafe fn fill<'gc>(from: *mut Value<'gc>, count: usize) {
    for index in 0..count {
        // PERF: a plain loop becomes a call of `memset`, for one value or two.
        // SAFETY: the caller's promise.
        unsafe { *settle(from.add(index)) = Value::NIL }
    }
}

/// The slot in which the function of a frame was called.
pub(crate) fn callee_slot<'gc>(frame: &Frame<'gc>) -> *mut Value<'gc> {
    let below = frame.base.wrapping_sub(1);
    if !frame.ret.has_extra() {
        return below;
    }
    // SAFETY: frames with extra arguments belong to Lua functions, whose closure lies below the base.
    let parameters = unsafe { (*(*below).closure_unchecked()).proto }.parameters;
    below.wrapping_sub((parameters + frame.info) as usize + 1)
}

/// Ends the running Lua function with `count` values at `from`.
pub(crate) fn return_values<'gc>(
    ctx: Context<'gc>,
    from: *mut Value<'gc>,
    count: usize,
) -> Result<Step, Thrown<'gc>> {
    if ctx.state().watch.get() & watch::RETURN != 0 {
        return hooks::returns(ctx, from, count);
    }
    // SAFETY: the top frame is live.
    let frame = unsafe { *ctx.state().frame.get() };
    ctx.state().frame.update(|frame| frame.wrapping_sub(1));
    Ok(Step::results(
        ctx,
        callee_slot(&frame),
        from,
        count,
        frame.ret,
    ))
}

/// Loads the registers of the Lua function in the top frame.
pub(crate) fn load_registers(ctx: Context<'_>) {
    let state = ctx.state();
    // SAFETY: the top frame is that of a Lua function, whose closure lies below its base.
    unsafe {
        let frame = state.frame.get();
        let proto = (*(*(*frame).base.sub(1)).closure_unchecked()).proto;
        state.base.set((*frame).base);
        state.pc.set((*frame).pc);
        state.constants.set(proto.constants);
    }
}

/// Hands the results of a call on, as its caller expects them.
pub(crate) fn deliver<'gc>(
    ctx: Context<'gc>,
    callee: *mut Value<'gc>,
    from: *mut Value<'gc>,
    count: usize,
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    match ret.after() {
        After::Plain => {
            let wanted = ret.wanted();
            // SAFETY: `from` is at or above `callee`, and the caller's frame has room for what it wants.
            unsafe { place(ctx, callee, from, count, wanted) };
            load_registers(ctx);
            Ok(Step::Run)
        }
        After::Finish | After::FinishNot => {
            // SAFETY: as above; the values lie in the scratch space above the caller's frame.
            unsafe { place(ctx, callee, from, count, ret.wanted()) };
            load_registers(ctx);
            meta::finish(ctx, callee, ret.after() == After::FinishNot)
        }
        After::Native => {
            // SAFETY: as above; the native's window takes all results.
            unsafe { place(ctx, callee, from, count, OPEN) };
            match ctx.state().fuel.get() < 0 {
                true => Ok(Step::leave(ctx, Exit::Left)),
                false => native_goes_on(ctx),
            }
        }
        After::Return => return_values(ctx, from, count),
        After::Thread => switch::finish(ctx, from, count),
        After::Hook => hooks::go_on(ctx),
        After::Handler => {
            // SAFETY: `count` values are live at `from`.
            let value = unsafe { if count > 0 { *from } else { Value::NIL } };
            Ok(unwind::unwind(ctx, value))
        }
        After::Finalizer => Ok(finalize::finished(ctx, callee)),
    }
}

/// Moves results down to `to`: exactly `wanted` of them, or all, setting the open end.
///
/// # Safety
/// `count` values at `from` are live, `from` is not below `to`, and `wanted` slots at `to` are inside the stack.
#[inline]
pub(crate) unsafe fn place<'gc>(
    ctx: Context<'gc>,
    to: *mut Value<'gc>,
    from: *mut Value<'gc>,
    count: usize,
    wanted: u32,
) {
    // SAFETY: the caller's promise.
    unsafe {
        match wanted {
            0 => {}
            1 => *to = if count > 0 { *from } else { Value::NIL },
            OPEN => {
                pay_for_moving(ctx, count);
                shift(to, from, count);
                ctx.state().top.set(to.add(count));
            }
            _ => {
                let wanted = wanted as usize;
                shift(to, from, count.min(wanted));
                if count < wanted {
                    fill(to.add(count), wanted - count);
                }
            }
        }
    }
}

/// Values up to this many are moved one by one.
const FEW: usize = 8;

/// Moves values, down if the stretches overlap.
///
/// # Safety
/// Both stretches are inside the stack; if they overlap, `to` is not above `from`.
#[inline]
pub(crate) unsafe fn shift<'gc>(to: *mut Value<'gc>, from: *const Value<'gc>, count: usize) {
    // SAFETY: the caller's promise.
    unsafe {
        if count > FEW {
            return std::ptr::copy(from, to, count);
        }
        for index in 0..count {
            *settle(to.add(index)) = *from.add(index);
        }
    }
}
