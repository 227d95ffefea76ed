//! Constants, moves, upvalues, cells and globals.

use gc_arena::Gc;

use super::{
    Next, OBJECT_COST, VALUES_PER_FUEL, constant, into_a, never_slow, register, set_register,
    slow_bodies, table::patch,
};
use crate::{
    bytecode::{Instruction, Op},
    heap::{
        closure::{CellData, ClosureData},
        context::{Context, Event},
        table::Table,
        value::Value,
    },
    site::Site,
    vm::{
        call::Step,
        meta::{self, FINISH, Outcome},
    },
};

/// The running closure.
#[inline(always)]
pub(super) fn closure<'gc>(ctx: Context<'gc>) -> *const ClosureData<'gc> {
    // SAFETY: the running closure lies below the base.
    unsafe { (*ctx.state().base.get().sub(1)).closure_unchecked() }
}

/// The running closure's upvalue.
pub(super) fn upvalue<'gc>(ctx: Context<'gc>, index: usize) -> Value<'gc> {
    // SAFETY: verified code: the upvalue exists.
    unsafe { *ClosureData::upvalue(closure(ctx), index) }
}

/// The environment of the running closure.
fn environment<'gc>(ctx: Context<'gc>) -> Table<'gc> {
    // SAFETY: the running closure is live.
    unsafe { (*closure(ctx)).environment.get() }
}

/// Stores into a cell, with the barrier that takes.
fn store<'gc>(ctx: Context<'gc>, cell: Value<'gc>, value: Value<'gc>) {
    let cell = cell.as_cell().expect("verified code has a cell here");
    ctx.barrier(Site::CellStore, Gc::erase(cell));
    cell.value.set(value);
}

/// The cell that a fused addition works on.
fn addend_cell<'gc>(ctx: Context<'gc>, i: Instruction) -> Value<'gc> {
    match i.op() {
        Some(Op::UPADD | Op::UPADDK) => upvalue(ctx, i.a()),
        _ => register(ctx, i.a()),
    }
}

/// Stores the result of a fused addition.
pub(crate) fn store_cell<'gc>(ctx: Context<'gc>, i: Instruction, value: Value<'gc>) {
    store(ctx, addend_cell(ctx, i), value);
}

fn add_to_cell<'gc>(ctx: Context<'gc>, i: Instruction, addend: Value<'gc>) -> Next<'gc> {
    let cell = addend_cell(ctx, i)
        .as_cell()
        .expect("verified code has a cell here");
    match meta::arithmetic(ctx, Event::Add, cell.value.get(), addend)? {
        Outcome::Value(sum) => cell.value.set(sum),
        Outcome::Call(handler, operands) => {
            return meta::call_handler(ctx, handler, &operands, FINISH);
        }
    }
    Ok(Step::Run)
}

never_slow!(MOVE LOADK LOADBOOL GETUPVAL GETUPCELL GETCELL);

slow_bodies! {
    LOADNIL(ctx, i) {
        ctx.pay(i.b() as u64 / VALUES_PER_FUEL);
        for index in 0..i.b() {
            set_register(ctx, i.a() + index, Value::NIL);
        }
        Ok(Step::Run)
    }
    SETUPCELL(ctx, i) {
        store(ctx, upvalue(ctx, i.a()), register(ctx, i.b()));
        Ok(Step::Run)
    }
    NEWCELL(ctx, i) {
        ctx.pay(OBJECT_COST);
        set_register(ctx, i.a(), Value::cell(CellData::new(ctx, register(ctx, i.a()))));
        Ok(Step::Run)
    }
    SETCELL(ctx, i) {
        store(ctx, register(ctx, i.a()), register(ctx, i.b()));
        Ok(Step::Run)
    }
    CELLADD(ctx, i) { add_to_cell(ctx, i, register(ctx, i.b())) }
    CELLADDK(ctx, i) { add_to_cell(ctx, i, constant(ctx, i.c())) }
    UPADD(ctx, i) { add_to_cell(ctx, i, register(ctx, i.b())) }
    UPADDK(ctx, i) { add_to_cell(ctx, i, constant(ctx, i.c())) }
    GETGLOBAL(ctx, i) {
        let (globals, key) = (environment(ctx), constant(ctx, i.c()));
        if let Some(value) = globals.0.found_string(key, |slot| patch(ctx, slot, 16)) {
            set_register(ctx, i.a(), value);
            return Ok(Step::Run);
        }
        into_a(ctx, i, meta::index(ctx, globals.into(), key)?)
    }
    SETGLOBAL(ctx, i) {
        let (globals, key, value) = (environment(ctx), constant(ctx, i.c()), register(ctx, i.a()));
        super::table::assign(ctx, globals.into(), key, value, Some(16))
    }
}
