//! Dispatch while the running thread has a hook: the loop, which looks at every instruction before it runs.
//!
//! Calls and returns that hooks are to see take their slow paths, and some have slow bodies of their own here, because the
//! usual ones spare natives their frames or do without calling them.

use super::{SlowBody, looped, slow};
use crate::{
    bytecode::{Instruction, Op},
    heap::{
        context::{Context, State},
        native::Thrown,
    },
    vm::{
        call::{Flow, Step, perform},
        frame::{After, Return},
        hooks::{self, watch},
        slice::Exit,
    },
};

type Next<'gc> = Result<Step, Thrown<'gc>>;

/// Executes instructions until there is a reason to leave, or nothing is watched any more.
///
/// # Safety
/// The state must hold the registers of a Lua function that was entered.
pub(crate) unsafe fn run<'gc>(st: *const State<'gc>) {
    // SAFETY: the caller's promise.
    unsafe { looped::run::<true>(st) }
}

/// What is to be done before the instruction before `pc`, whose registers are in the state.
pub(super) enum Before {
    /// Nothing: it runs.
    Nothing,
    /// The registers are others now.
    Interrupted,
    /// The loop is left.
    Left,
}

/// Calls the hook, if there is anything to tell.
///
/// # Safety
/// `st` must be the root object of the running mutation.
#[inline(always)]
pub(super) unsafe fn before(st: *const State<'_>) -> Before {
    // SAFETY: the caller's promise.
    let ctx = unsafe { State::context(st) };
    match hooks::before(ctx) {
        None => Before::Nothing,
        Some(step) => call(ctx, step),
    }
}

#[cold]
fn call<'gc>(ctx: Context<'gc>, step: Next<'gc>) -> Before {
    let state = ctx.state();
    let step = step.unwrap_or_else(|error| Step::raise(ctx, error));
    if perform(ctx, step) == Flow::Leave {
        return Before::Left;
    }
    if state.fuel.get() < 0 {
        state.exit.set(Some(Exit::Left));
        return Before::Left;
    }
    Before::Interrupted
}

/// The slow body that an operation takes in any case while calls and returns are watched.
#[inline(always)]
pub(super) fn forced(st: *const State<'_>, op: Op, usual: SlowBody) -> Option<SlowBody> {
    // SAFETY: the state outlives the loop.
    if unsafe { (*st).watch.get() } & watch::CALLS == 0 {
        return None;
    }
    match op {
        Op::CALL => Some(call_closed),
        Op::CALLO => Some(call_open),
        Op::TAILCALL => Some(tail_call_closed),
        Op::TAILCALLO => Some(tail_call_open),
        Op::TFOR => Some(traverse),
        Op::RETURN0 | Op::RETURN1 | Op::RETURN | Op::RETURNO => Some(usual),
        _ => None,
    }
}

fn call_closed<'gc>(ctx: Context<'gc>, i: Instruction) -> Next<'gc> {
    let callee = ctx.state().base.get().wrapping_add(i.a());
    Ok(Step::call(ctx, callee, i.b(), Return::plain(i.c() as u32)))
}

fn call_open<'gc>(ctx: Context<'gc>, i: Instruction) -> Next<'gc> {
    let callee = ctx.state().base.get().wrapping_add(i.a());
    let count = slow::open_count(ctx, i.a() + 1);
    Ok(Step::call(ctx, callee, count, Return::plain(i.c() as u32)))
}

fn tail_call_closed<'gc>(ctx: Context<'gc>, i: Instruction) -> Next<'gc> {
    tail_call(ctx, i, i.b(), slow::TAILCALL)
}

fn tail_call_open<'gc>(ctx: Context<'gc>, i: Instruction) -> Next<'gc> {
    tail_call(ctx, i, slow::open_count(ctx, i.a() + 1), slow::TAILCALLO)
}

/// A native is called, and then the function returns what it has returned.
fn tail_call<'gc>(ctx: Context<'gc>, i: Instruction, count: usize, usual: SlowBody) -> Next<'gc> {
    let callee = ctx.state().base.get().wrapping_add(i.a());
    // SAFETY: verified code: the register exists.
    match unsafe { (*callee).native_data() } {
        Some(_) => Ok(Step::call(ctx, callee, count, Return::to(After::Return))),
        None => usual(ctx, i),
    }
}

/// Iterators are called, all of them.
fn traverse<'gc>(ctx: Context<'gc>, i: Instruction) -> Next<'gc> {
    crate::vm::inspect::show_key(ctx.state().base.get().wrapping_add(i.a() + 2));
    slow::call_iterator(ctx, i)
}
