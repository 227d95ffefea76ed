//! Concatenation: right to left, as many operands at once as are strings or numbers.
//!
//! The operands are temporaries in consecutive registers. What has been joined is put into the lowest of the registers it
//! came from, and the ones above are marked as used up, so that a handler called in the middle finds the instruction in a
//! state from which it can go on. What is long is joined in pieces: then the register holds the string on its way, and the
//! instruction runs again in the next slice.

use super::{Next, again, register, set_register, slow_bodies};
use crate::{
    bytecode::Instruction,
    heap::{
        context::{Context, Event},
        join::{self, BYTES_PER_FUEL, JoinData, with_text},
        native::Thrown,
        string::{LONGEST, LuaString},
        value::Value,
    },
    vm::{
        call::Step,
        meta::{self, FINISH},
        traceback,
    },
};

/// Results up to this length are built without an allocation of their own.
const SHORT: usize = 256;
/// Fuel for writing a number out, twice: how long it is has to be known first.
const NUMBER_COST: u64 = 4;

fn is_text(value: Value<'_>) -> bool {
    value.is_string() || value.is_number()
}

/// Joins the texts in `count` registers from `first` on, or only begins to, if the result is long.
fn join<'gc>(ctx: Context<'gc>, first: usize, count: usize) -> Result<Value<'gc>, Thrown<'gc>> {
    let mut numbers = 0;
    let length: usize = (first..first + count)
        .map(|r| {
            numbers += u64::from(register(ctx, r).is_number());
            with_text(register(ctx, r), <[u8]>::len)
        })
        .sum();
    if length > LONGEST {
        return Err(Thrown::msg("string length overflow"));
    }
    let price = length as u64 / BYTES_PER_FUEL + NUMBER_COST * numbers;
    if length <= SHORT {
        ctx.pay(price);
        let mut buffer = [0; SHORT];
        let mut end = 0;
        for operand in first..first + count {
            with_text(register(ctx, operand), |text| {
                buffer[end..end + text.len()].copy_from_slice(text);
                end += text.len();
            });
        }
        return Ok(LuaString::new(ctx, &buffer[..end]).into());
    }
    // What was joined before is in its register: refused this, the instruction can be run again.
    if length > join::SHORT {
        let parts = (first..first + count).map(|r| register(ctx, r)).collect();
        let join = JoinData::begin(ctx, parts, length)?;
        ctx.pay(NUMBER_COST * numbers);
        return Ok(Value::join(join));
    }
    let bytes = LuaString::size(length);
    ctx.claim(bytes)?;
    let mut buffer = Vec::new();
    let reserved = buffer.try_reserve_exact(length);
    // The string charges it.
    ctx.release(bytes);
    if reserved.is_err() {
        return Err(ctx.out_of_memory());
    }
    ctx.pay(price);
    for operand in first..first + count {
        with_text(register(ctx, operand), |text| {
            buffer.extend_from_slice(text)
        });
    }
    Ok(LuaString::from_buffer(ctx, buffer.into_boxed_slice()).into())
}

fn concat<'gc>(ctx: Context<'gc>, i: Instruction) -> Next<'gc> {
    let first = i.b();
    let mut last = first + i.c() - 1;
    while last > first && register(ctx, last).is_dead() {
        last -= 1;
    }
    loop {
        if let Some(join) = register(ctx, last).as_join() {
            if !join.go_on(ctx) {
                return Ok(again(ctx));
            }
            set_register(ctx, last, join.finish(ctx).into());
        }
        if last == first {
            break;
        }
        let (left, right) = (register(ctx, last - 1), register(ctx, last));
        if is_text(left) && is_text(right) {
            let mut lowest = last - 1;
            while lowest > first && is_text(register(ctx, lowest - 1)) {
                lowest -= 1;
            }
            let joined = join(ctx, lowest, last + 1 - lowest)?;
            set_register(ctx, lowest, joined);
            for used in lowest + 1..=last {
                set_register(ctx, used, Value::DEAD);
            }
            last = lowest;
            continue;
        }
        let Some(handler) = meta::binary_handler(ctx, Event::Concat, left, right) else {
            let wrong = if is_text(left) { last } else { last - 1 };
            return Err(traceback::concat_error(ctx, register(ctx, wrong), wrong));
        };
        return meta::call_handler(ctx, handler, &[left, right], FINISH);
    }
    set_register(ctx, i.a(), register(ctx, first));
    Ok(Step::Run)
}

/// Goes on with what a `__concat` handler has made of the last two operands.
pub(crate) fn concat_go_on<'gc>(ctx: Context<'gc>, i: Instruction, value: Value<'gc>) -> Next<'gc> {
    let mut last = i.b() + i.c() - 1;
    while register(ctx, last).is_dead() {
        last -= 1;
    }
    set_register(ctx, last, Value::DEAD);
    set_register(ctx, last - 1, value);
    concat(ctx, i)
}

slow_bodies! {
    CONCAT(ctx, i) { concat(ctx, i) }
}
