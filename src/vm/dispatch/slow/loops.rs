//! Loops: the checks of the numeric `for`, and iterators.
//!
//! A generic `for` over `next` keeps its position in the control register instead of the key, so that each step goes on
//! where the last one ended. No script can see that register.

use super::{Next, again, never_slow, register, set_register, slow_bodies};
use crate::{
    bytecode::Instruction,
    heap::{
        context::Context,
        native::{Intrinsic, Thrown},
        table::Table,
        value::Value,
    },
    vm::{
        call::{Step, ensure_slots},
        frame::{After, Return},
        meta, switch,
    },
};

/// Where a traversal of a whole table begins.
const FIRST_POSITION: u32 = 1;
/// Key and value: what the fast body of TFOR delivers.
const MOST_VARIABLES: usize = 2;

/// Ends or goes on with a loop whose iterator has put its results into A+3 and up.
pub(crate) fn tfor_finish<'gc>(ctx: Context<'gc>, i: Instruction) -> Step {
    let first = register(ctx, i.a() + 3);
    if !first.is_nil() {
        set_register(ctx, i.a() + 2, first);
        meta::jump(ctx, i);
    }
    Step::Run
}

/// One step of a traversal; the holes it skips are paid for.
fn traverse<'gc>(ctx: Context<'gc>, i: Instruction, table: Table<'gc>, position: u32) -> Next<'gc> {
    if let Some((next, key, value)) = table.entry_from(position) {
        ctx.pay(u64::from(next - position) / 16);
        set_register(ctx, i.a() + 2, Value::position(next));
        deliver(ctx, i, key, value);
        meta::jump(ctx, i);
    } else {
        ctx.pay(
            u64::from(table.0.array_size.get() + table.0.node_mask.get())
                .saturating_sub(u64::from(position))
                / 16,
        );
    }
    Ok(Step::Run)
}

/// Puts a key and a value into the loop's variables.
fn deliver<'gc>(ctx: Context<'gc>, i: Instruction, key: Value<'gc>, value: Value<'gc>) {
    set_register(ctx, i.a() + 3, key);
    for index in 1..i.b() {
        set_register(
            ctx,
            i.a() + 3 + index,
            if index == 1 { value } else { Value::NIL },
        );
    }
}

/// Calls the iterator above the loop's hidden variables.
pub(crate) fn call_iterator<'gc>(ctx: Context<'gc>, i: Instruction) -> Next<'gc> {
    let callee = ensure_slots(ctx, ctx.state().base.get().wrapping_add(i.a() + 3), 3)?;
    // SAFETY: there is room for the iterator and its arguments.
    unsafe {
        for index in 0..3 {
            *callee.add(index) = register(ctx, i.a() + index);
        }
    }
    Ok(Step::call(ctx, callee, 2, iterator_return(i)))
}

/// What becomes of an iterator's results.
fn iterator_return(i: Instruction) -> Return {
    Return::with(After::Finish, i.b() as u32)
}

never_slow!(FORLOOP FORLOOP1);

slow_bodies! {
    FORPREP(ctx, i) {
        for (index, what) in ["initial value", "limit", "step"].into_iter().enumerate() {
            let Some(number) = meta::to_number(ctx, register(ctx, i.a() + index)) else {
                return Err(Thrown::msg(format!("'for' {what} must be a number")));
            };
            // Read once: each may be a long text, or all of them the same one.
            let was_text = register(ctx, i.a() + index).is_string();
            set_register(ctx, i.a() + index, Value::number(number));
            if was_text && ctx.state().fuel.get() < 0 {
                return Ok(again(ctx));
            }
        }
        let (limit, step) = (register(ctx, i.a() + 1).float(), register(ctx, i.a() + 2).float());
        let start = (register(ctx, i.a()).float() - step) + step;
        set_register(ctx, i.a(), Value::number(start));
        if !(if step > 0.0 { start <= limit } else { limit <= start }) {
            meta::jump(ctx, i);
        }
        Ok(Step::Run)
    }
    TFORPREP(ctx, i) {
        let iterator = register(ctx, i.a());
        meta::jump(ctx, i);
        // SAFETY: verified code: the jump leads to the TFOR at the bottom of the loop.
        let variables = unsafe { (*ctx.state().pc.get()).b() };
        let is_next = iterator.native_data().is_some_and(|native| native.intrinsic == Intrinsic::Next);
        if is_next && variables <= MOST_VARIABLES && register(ctx, i.a() + 1).is_table() && register(ctx, i.a() + 2).is_nil() {
            set_register(ctx, i.a() + 2, Value::position(FIRST_POSITION));
        }
        Ok(Step::Run)
    }
    TFOR(ctx, i) {
        let (iterator, state, control) = (register(ctx, i.a()), register(ctx, i.a() + 1), register(ctx, i.a() + 2));
        if let (Some(position), Some(table)) = (control.as_position(), state.as_table()) {
            return traverse(ctx, i, table, position);
        }
        if let (Some(table), Some(index)) = (state.as_table(), control.as_number())
            && iterator.native_data().is_some_and(|native| native.intrinsic == Intrinsic::IpairsStep)
        {
            let value = table.0.get_integer(ctx, index as i64 + 1);
            if !value.is_nil() {
                let index = Value::number(index + 1.0);
                set_register(ctx, i.a() + 2, index);
                deliver(ctx, i, index, value);
                meta::jump(ctx, i);
            }
            return Ok(Step::Run);
        }
        let callee = ensure_slots(ctx, ctx.state().base.get().wrapping_add(i.a() + 3), 3)?;
        // SAFETY: there is room for the iterator and its arguments.
        unsafe {
            *callee = iterator;
            *callee.add(1) = state;
            *callee.add(2) = control;
        }
        let ret = iterator_return(i);
        if let Some(native) = iterator.native_data()
            && native.intrinsic == Intrinsic::Wrapped
            && let Some(thread) = switch::wrapped(native)
        {
            return switch::resume_wrapped(ctx, thread, callee, 2, ret);
        }
        Ok(Step::call(ctx, callee, 2, ret))
    }
}
