//! Dispatch: from one instruction to the next.
//!
//! Every operation has a fast body ([`fast`]) and a slow one ([`slow`]), each written once. Two backends are made from the
//! list of operations: [`tail`], where each operation is a function that ends in a tail call of the next one (the
//! interpreter's registers stay in machine registers), and [`looped`], one `match` in a loop. Tail calls are no promise of
//! the language, so [`selfcheck`] proves them once per process, the slow stubs look again, and on any drift the loop serves.
//!
//! PERF: on twelve programs of `benches/lua` the tail backend takes 0.90 of the loop's time in geometric mean (`Builder::tail_calls`
//! chooses). `cargo bench --bench versus` measures whichever is in use.

pub(crate) mod fast;
pub(crate) mod hooked;
pub(crate) mod looped;
#[cfg_attr(not(ferrous_tail), allow(dead_code))]
pub(crate) mod selfcheck;
pub(crate) mod slow;
#[cfg(ferrous_tail)]
pub(crate) mod tail;

use super::{
    call::{Flow, Step, perform},
    hooks,
    slice::Exit,
};
use crate::{
    bytecode::Instruction,
    heap::{
        context::{Context, Leave, State},
        native::Thrown,
        value::Value,
    },
};

/// The interpreter's registers.
pub(crate) struct Regs<'gc> {
    /// The next instruction.
    pub pc: *const Instruction,
    /// Register 0.
    pub base: *mut Value<'gc>,
    /// Constant 0.
    pub k: *const Value<'gc>,
}

/// How a fast body ends.
pub(crate) enum Ctl {
    /// Done: the next instruction.
    Next,
    /// Not for the fast path; nothing was done.
    Slow,
    /// Done, and the fuel is spent.
    Leave,
}

/// A slow body.
pub(crate) type SlowBody = for<'gc> fn(Context<'gc>, Instruction) -> Result<Step, Thrown<'gc>>;

/// Executes instructions until there is a reason to leave. The registers are in the state.
pub(crate) fn run(ctx: Context<'_>) {
    loop {
        run_once(ctx);
        if !ctx.state().diverted.take() {
            return;
        }
    }
}

/// The same until the other kind of dispatch takes over: with hooks or without.
fn run_once(ctx: Context<'_>) {
    let state: *const State<'_> = ctx.state();
    if ctx.state().watch.get() != 0 {
        // SAFETY: the state holds the registers of a Lua function that was entered.
        return unsafe { hooked::run(state) };
    }
    #[cfg(ferrous_tail)]
    if ctx.state().tail_calls.get() {
        // SAFETY: as above.
        unsafe { tail::run(state) };
        if ctx.state().tail_calls.get() {
            return;
        }
    }
    // SAFETY: as above.
    unsafe { looped::run::<false>(state) }
}

/// Lets the running dispatch hand over to the one that looks for hooks, or to the usual one.
pub(crate) fn select(state: &State<'_>, hooked: bool) {
    #[cfg(ferrous_tail)]
    if state.tail_calls.get() {
        tail::install(state, hooked);
    }
    // The loop looks for itself.
    let _ = (state, hooked);
}

/// Goes on after a slow body that has failed. If it was refused memory, it has done nothing yet: the machine leaves, the
/// driver collects everything, and the instruction runs again; or the driver finds that this does not help, and raises the
/// error there. If it was refused nothing, it only takes long, and runs again with new fuel.
#[cold]
fn failed<'gc>(ctx: Context<'gc>, error: Thrown<'gc>) -> Flow {
    let state = ctx.state();
    let Some(bytes) = error.refused(ctx) else {
        return perform(ctx, Step::raise(ctx, error));
    };
    hooks::again(ctx);
    // SAFETY: the top frame is the running function's, whose instruction is the one before.
    unsafe { state.pc.set((*state.frame.get()).pc.sub(1)) };
    if bytes > 0 {
        state.request_leave(Leave::Limit(bytes));
    }
    state.exit.set(Some(Exit::Left));
    Flow::Leave
}

/// Runs a slow body and whatever follows from it. The registers are in the state, before and after.
///
/// # Safety
/// `st` must be the root object of the running mutation.
#[inline(always)]
unsafe fn slow_path<'gc>(instruction: Instruction, st: *const State<'gc>, body: SlowBody) -> Flow {
    // SAFETY: the caller's promise.
    let ctx = unsafe { State::context(st) };
    // Whatever looks at the frames from here on finds where this function is.
    // SAFETY: the top frame is the running function's.
    unsafe { (*ctx.state().frame.get()).pc = ctx.state().pc.get() };
    let flow = match body(ctx, instruction) {
        Ok(Step::Run) => Flow::Continue,
        Ok(step) => perform(ctx, step),
        Err(error) => failed(ctx, error),
    };
    if flow == Flow::Continue && ctx.state().fuel.get() < 0 {
        ctx.state().exit.set(Some(Exit::Left));
        return Flow::Leave;
    }
    flow
}
