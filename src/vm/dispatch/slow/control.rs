//! Calls, returns, extra arguments and closures.

use super::{
    Next, OBJECT_COST, VALUES_PER_FUEL, again, data::closure, never_slow, register, set_register,
    slow_bodies, table::open_count,
};
use crate::{
    bytecode::{CaptureSource, Instruction, instruction::OPEN},
    heap::{
        closure::ClosureData,
        context::{Context, Event},
        native::Intrinsic,
        table::Table,
        value::Value,
    },
    vm::{
        call::{Step, callee_slot, ensure_slots, enter, pay_for_moving, return_values, shift},
        frame::Return,
        meta,
        natives::{call_native_here, call_native_last, pcall_here},
        switch, traceback,
    },
};

/// Extra arguments that are put into their table between two looks at the fuel; they cost a whole number of units.
const PIECE: usize = 64 << 10;
/// So many extra arguments are reserved for together with their table.
const SMALL_HINT: usize = 16;

fn call<'gc>(ctx: Context<'gc>, a: usize, count: usize, results: usize) -> Next<'gc> {
    let callee = ctx.state().base.get().wrapping_add(a);
    let ret = Return::plain(results as u32);
    // SAFETY: verified code: the register exists.
    let function = unsafe { *callee };
    if let Some(closure) = function.closure_data() {
        return enter(ctx, closure, callee, count, ret);
    }
    if let Some(native) = function.native_data() {
        match native.intrinsic {
            Intrinsic::Yield if switch::can_yield(ctx) => {
                return switch::yield_here(ctx, callee, count, ret);
            }
            Intrinsic::Resume => {
                if let Some(thread) = switch::to_resume(callee, count) {
                    return switch::resume_here(ctx, thread, callee, count, ret);
                }
            }
            Intrinsic::Wrapped => {
                if let Some(thread) = switch::wrapped(native) {
                    return switch::resume_wrapped(ctx, thread, callee, count, ret);
                }
            }
            Intrinsic::Pcall if count > 0 => return pcall_here(ctx, callee, count, ret),
            _ => {}
        }
        return call_native_here(ctx, callee, count, results as u32);
    }
    Ok(Step::call(ctx, callee, count, ret))
}

/// Calls in place of the running function: its frame is given up, and the function and its arguments move down to where it
/// was called.
fn tail_call<'gc>(ctx: Context<'gc>, a: usize, count: usize) -> Next<'gc> {
    let state = ctx.state();
    let source = state.base.get().wrapping_add(a);
    // SAFETY: verified code: the registers exist; the top frame is the running function's.
    unsafe {
        if (*source).native_data().is_some() {
            // A native is called at once: the function is still there for it to see, and ends with its results.
            return call_native_last(ctx, source, count);
        }
        let handler = match (*source).as_function() {
            Some(_) => None,
            None => match meta::handler(ctx, *source, Event::Call) {
                handler if handler.as_function().is_some() => Some(handler),
                _ => return Err(traceback::call_error(ctx, source)),
            },
        };
        pay_for_moving(ctx, count);
        let frame = *state.frame.get();
        let target = callee_slot(&frame);
        // The handler's slot is free: the function is called above where the running one was.
        let (target, count) = match handler {
            Some(handler) => {
                std::ptr::copy(source, target.add(1), count + 1);
                *target = handler;
                (target, count + 1)
            }
            None => {
                shift(target, source, count + 1);
                (target, count)
            }
        };
        state.frame.set(state.frame.get().sub(1));
        let ret = match (*target).closure_data() {
            Some(_) => frame.ret.after_tail_call(),
            None => frame.ret,
        };
        Ok(Step::call(ctx, target, count, ret.with_extra(false)))
    }
}

/// Makes the table of the extra arguments, which no other instruction of the function needs: from the end, and each piece
/// that is in the table is marked as used up. So the instruction knows how far it is if it runs again.
fn arg_table<'gc>(ctx: Context<'gc>, i: Instruction) -> Next<'gc> {
    let state = ctx.state();
    // SAFETY: the top frame is the running function's; the extra arguments lie below the callee's copy.
    let arguments = unsafe {
        let extra = (*state.frame.get()).info as usize;
        std::slice::from_raw_parts_mut(state.base.get().sub(1 + extra), extra)
    };
    let begun = arguments.last().is_some_and(|last| last.is_dead());
    if !begun {
        // The only claim: whoever is refused it may be run again.
        let table = Table::with_capacity(ctx, arguments.len().min(SMALL_HINT), 1);
        table.reserve_array(ctx, arguments.len())?;
        table.raw_set(ctx, ctx.string("n"), arguments.len() as f64)?;
        set_register(ctx, i.a(), table.into());
    }
    let Some(table) = register(ctx, i.a()).as_table() else {
        // A debugger has put something else in its place.
        return Ok(Step::Run);
    };
    let mut left = match begun {
        true => arguments.partition_point(|argument| !argument.is_dead()),
        false => arguments.len(),
    };
    while left > 0 {
        let size = left.min(PIECE);
        ctx.pay(size as u64 / VALUES_PER_FUEL);
        let first = left - size;
        for (index, value) in (first..).zip(&arguments[first..left]) {
            table.raw_set_index(ctx, index as i64 + 1, *value)?;
        }
        left = first;
        if left > 0 && ctx.state().fuel.get() < 0 {
            arguments[left..].fill(Value::DEAD);
            return Ok(again(ctx));
        }
    }
    Ok(Step::Run)
}

never_slow!(CHARGE);

slow_bodies! {
    CALL(ctx, i) { call(ctx, i.a(), i.b(), i.c()) }
    CALLO(ctx, i) { call(ctx, i.a(), open_count(ctx, i.a() + 1), i.c()) }
    TAILCALL(ctx, i) { tail_call(ctx, i.a(), i.b()) }
    TAILCALLO(ctx, i) { tail_call(ctx, i.a(), open_count(ctx, i.a() + 1)) }
    RETURN0(ctx, i) { return_values(ctx, ctx.state().base.get().wrapping_add(i.a()), 0) }
    RETURN1(ctx, i) { return_values(ctx, ctx.state().base.get().wrapping_add(i.a()), 1) }
    RETURN(ctx, i) { return_values(ctx, ctx.state().base.get().wrapping_add(i.a()), i.b()) }
    RETURNO(ctx, i) {
        let count = open_count(ctx, i.a());
        return_values(ctx, ctx.state().base.get().wrapping_add(i.a()), count)
    }
    VARARG(ctx, i) {
        let state = ctx.state();
        // SAFETY: the top frame is the running function's.
        let extra = unsafe { (*state.frame.get()).info } as usize;
        let wanted = if i.b() == OPEN as usize { extra } else { i.b() };
        let target = ensure_slots(ctx, state.base.get().wrapping_add(i.a()), wanted)?;
        ctx.pay(wanted as u64 / VALUES_PER_FUEL);
        let source = state.base.get().wrapping_sub(1 + extra);
        for index in 0..wanted {
            // SAFETY: the extra arguments lie below the callee's copy, and there is room for what is wanted.
            unsafe { *target.add(index) = if index < extra { *source.add(index) } else { Value::NIL } }
        }
        if i.b() == OPEN as usize {
            state.top.set(target.wrapping_add(wanted));
        }
        Ok(Step::Run)
    }
    ARGTABLE(ctx, i) { arg_table(ctx, i) }
    CLOSURE(ctx, i) {
        ctx.pay(OBJECT_COST);
        let maker = closure(ctx);
        // SAFETY: the running closure is live, and verified code names a prototype that exists.
        let (proto, environment) = unsafe { ((&(*maker).proto.as_ref().prototypes)[i.c()], (*maker).environment.get()) };
        let made = Value::closure(ClosureData::new(ctx, proto, environment));
        set_register(ctx, i.a(), made);
        for (index, source) in ClosureData::sources(&proto).enumerate() {
            // SAFETY: both closures have these upvalues; the new one is not yet marked, so it needs no barrier.
            unsafe {
                *ClosureData::upvalue(made.closure_unchecked(), index) = match source {
                    CaptureSource::Register(source) => register(ctx, source.into()),
                    CaptureSource::Upvalue(source) => *ClosureData::upvalue(maker, source.into()),
                };
            }
        }
        Ok(Step::Run)
    }
}
