//! Slow bodies: what an operation does when it is not as usual, all of its meaning included.
//!
//! A slow body works on the registers in the state and answers with the next [`Step`]. The names are those of the table.

mod arithmetic;
mod concat;
mod control;
mod data;
mod loops;
mod table;

pub(crate) use arithmetic::*;
pub(crate) use concat::*;
pub(crate) use control::*;
pub(crate) use data::*;
pub(crate) use loops::*;
pub(crate) use table::*;

use crate::{
    bytecode::Instruction,
    heap::{context::Context, native::Thrown, value::Value},
    vm::{
        call::Step,
        hooks,
        meta::{self, FINISH, Outcome},
        slice::Exit,
    },
};

/// What an object costs beyond the instruction that makes it: the collector will have to mark another one for it, and to free it.
///
/// PERF: beside 33,000,000 objects, of which the caches hold none, tables that are made and dropped took 160 ms for 1,000,000
/// fuel when a table cost one unit.
const OBJECT_COST: u64 = 4;
/// Values that an instruction writes for one unit of fuel, if it writes many.
const VALUES_PER_FUEL: u64 = 16;

/// What a slow body answers.
type Next<'gc> = Result<Step, Thrown<'gc>>;

/// Declares slow bodies.
macro_rules! slow_bodies {
    ($($(#[$meta:meta])* $name:ident($ctx:ident, $i:ident) $body:block)*) => { $(
        $(#[$meta])*
        #[allow(non_snake_case)]
        pub(crate) fn $name<'gc>(
            $ctx: crate::heap::context::Context<'gc>,
            $i: crate::bytecode::Instruction,
        ) -> super::Next<'gc> $body
    )* };
}

/// Operations whose fast body does everything.
macro_rules! never_slow {
    ($($name:ident)*) => { $(
        #[allow(non_snake_case)]
        pub(crate) fn $name<'gc>(
            _: crate::heap::context::Context<'gc>,
            _: crate::bytecode::Instruction,
        ) -> super::Next<'gc> {
            unreachable!(concat!(stringify!($name), " is never slow"))
        }
    )* };
}

pub(crate) use {never_slow, slow_bodies};

/// A register of the running function.
#[inline(always)]
fn register<'gc>(ctx: Context<'gc>, index: usize) -> Value<'gc> {
    // SAFETY: verified code: the register lies below the frame's size.
    unsafe { *ctx.state().base.get().add(index) }
}

/// Sets a register of the running function.
#[inline(always)]
fn set_register<'gc>(ctx: Context<'gc>, index: usize, value: Value<'gc>) {
    // SAFETY: verified code: the register lies below the frame's size.
    unsafe { *ctx.state().base.get().add(index) = value }
}

/// A constant of the running function.
#[inline(always)]
fn constant<'gc>(ctx: Context<'gc>, index: usize) -> Value<'gc> {
    // SAFETY: verified code: the constant exists.
    unsafe { *ctx.state().constants.get().add(index) }
}

/// Leaves in the middle of the running instruction, which finds in its registers what it has done: it runs again when the
/// thread goes on.
#[cold]
fn again(ctx: Context<'_>) -> Step {
    hooks::again(ctx);
    // SAFETY: the running instruction is the one before `pc`.
    ctx.state().pc.update(|pc| unsafe { pc.sub(1) });
    Step::leave(ctx, Exit::Left)
}

/// Puts the outcome of an operation into register A, now or when its handler has returned.
fn into_a<'gc>(ctx: Context<'gc>, i: Instruction, outcome: Outcome<'gc>) -> Next<'gc> {
    match outcome {
        Outcome::Value(value) => {
            set_register(ctx, i.a(), value);
            Ok(Step::Run)
        }
        Outcome::Call(handler, operands) => meta::call_handler(ctx, handler, &operands, FINISH),
    }
}
