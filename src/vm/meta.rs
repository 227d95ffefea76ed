//! Metamethods: one mechanism for all operators.
//!
//! An instruction that needs a handler puts the handler and its operands above its own frame and calls it like any
//! function; the callee's frame says [`After::Finish`], and when it returns, [`finish`] looks at the instruction that the
//! caller is in the middle of and does what that instruction would have done with the result. So a handler may be Lua or
//! native, may yield, fail or run out of fuel, and the machine needs no other provision for it.

use super::{
    call::{Step, ensure_slots},
    frame::{After, Return},
    traceback,
};
use crate::{
    bytecode::{Instruction, Op},
    compiler::number,
    heap::{
        context::{Context, Event},
        native::{Answer, Thrown},
        table::{Pace, Table},
        value::{Type, Value},
    },
};

/// How far a chain of `__index` or `__newindex` handlers is followed.
pub(crate) const CHAIN_LIMIT: usize = 100;
/// Fuel for going on to the next one.
pub(crate) const LINK_COST: u64 = 2;

/// Bytes of numerals that are read for one unit of fuel.
const READ_PER_FUEL: u64 = 8;
/// Bytes of strings that are compared for one unit of fuel.
const COMPARED_PER_FUEL: u64 = 64;

/// The outcome of an operation that may have metamethods.
pub(crate) enum Outcome<'gc> {
    /// The result.
    Value(Value<'gc>),
    /// Call this handler with these operands; its result is the result.
    Call(Value<'gc>, [Value<'gc>; 2]),
}

/// The handler of an event for a value; nil if it has none.
#[inline]
pub(crate) fn handler<'gc>(ctx: Context<'gc>, value: Value<'gc>, event: Event) -> Value<'gc> {
    ctx.metatable(value)
        .map_or(Value::NIL, |metatable| metatable.handler(ctx, event))
}

/// Calls a handler with operands above the running Lua function's frame; `ret` says what becomes of the result.
pub(crate) fn call_handler<'gc>(
    ctx: Context<'gc>,
    function: Value<'gc>,
    operands: &[Value<'gc>],
    ret: Return,
) -> Result<Step, Thrown<'gc>> {
    // SAFETY: the top frame is that of the Lua function whose instruction runs.
    let size = unsafe { (*(*ctx.state().base.get().sub(1)).closure_unchecked()).proto }.frame_size
        as usize;
    let scratch = ctx.state().base.get().wrapping_add(size);
    let callee = ensure_slots(ctx, scratch, 1 + operands.len())?;
    // SAFETY: there is room for the handler and its operands.
    unsafe {
        *callee = function;
        for (index, operand) in operands.iter().enumerate() {
            *callee.add(1 + index) = *operand;
        }
    }
    Ok(Step::call(ctx, callee, operands.len(), ret))
}

/// `object[key]`.
pub(crate) fn index<'gc>(
    ctx: Context<'gc>,
    mut object: Value<'gc>,
    key: Value<'gc>,
) -> Result<Outcome<'gc>, Thrown<'gc>> {
    for _ in 0..CHAIN_LIMIT {
        let handler = match object.as_table() {
            Some(table) => {
                let value = table.raw_get(ctx, key);
                if !value.is_nil() {
                    return Ok(Outcome::Value(value));
                }
                match table.metatable() {
                    None => return Ok(Outcome::Value(Value::NIL)),
                    Some(metatable) => match metatable.0.index_handler(ctx) {
                        handler if handler.is_nil() => return Ok(Outcome::Value(Value::NIL)),
                        handler => handler,
                    },
                }
            }
            None => match handler(ctx, object, Event::Index) {
                handler if handler.is_nil() => return Err(traceback::index_error(ctx, object)),
                handler => handler,
            },
        };
        if handler.as_function().is_some() {
            return Ok(Outcome::Call(handler, [object, key]));
        }
        object = handler;
        ctx.pay(LINK_COST);
    }
    Err(Thrown::msg("loop in gettable"))
}

/// `object[key] = value`. If a handler has to be called, it and the object are the answer.
pub(crate) fn set_index<'gc>(
    ctx: Context<'gc>,
    mut object: Value<'gc>,
    key: Value<'gc>,
    value: Value<'gc>,
    pace: Pace,
) -> Result<Option<(Value<'gc>, Value<'gc>)>, Thrown<'gc>> {
    for links in 0..CHAIN_LIMIT as u64 {
        let handler = match object.as_table() {
            Some(table) => {
                let handler = new_index_handler(ctx, table, key);
                if handler.is_nil() {
                    table.store(ctx, key, value, pace)?;
                    // Only now: a store that has to be tried again has cost nothing.
                    ctx.pay(links * LINK_COST);
                    return Ok(None);
                }
                handler
            }
            None => match handler(ctx, object, Event::NewIndex) {
                handler if handler.is_nil() => return Err(traceback::index_error(ctx, object)),
                handler => handler,
            },
        };
        if handler.as_function().is_some() {
            ctx.pay(links * LINK_COST);
            return Ok(Some((handler, object)));
        }
        object = handler;
    }
    Err(Thrown::msg("loop in settable"))
}

/// What `__newindex` says of a store under this key; nil if it goes into the table itself.
#[inline]
fn new_index_handler<'gc>(ctx: Context<'gc>, table: Table<'gc>, key: Value<'gc>) -> Value<'gc> {
    let Some(metatable) = table.metatable() else {
        return Value::NIL;
    };
    let handler = metatable.handler(ctx, Event::NewIndex);
    // `nil` and NaN are errors before any handler is asked.
    let is_no_key = key.is_nil() || key.is_number() && key.float().is_nan();
    if handler.is_nil() || is_no_key || !table.raw_get(ctx, key).is_nil() {
        return Value::NIL;
    }
    handler
}

/// A number, or a string that reads as one.
#[inline]
pub(crate) fn to_number<'gc>(ctx: Context<'gc>, value: Value<'gc>) -> Option<f64> {
    if let Some(number) = value.as_number() {
        return Some(number);
    }
    let text = value.as_string()?;
    ctx.pay(text.len() as u64 / READ_PER_FUEL);
    number::parse(text.as_bytes())
}

/// Arithmetic as the machine's fast paths do it.
#[inline(always)]
pub(crate) fn compute(event: Event, a: f64, b: f64) -> f64 {
    match event {
        Event::Add => a + b,
        Event::Sub => a - b,
        Event::Mul => a * b,
        Event::Div => a / b,
        Event::Mod => a - (a / b).floor() * b,
        Event::Pow => a.powf(b),
        _ => -a,
    }
}

/// Arithmetic on any values. `Unm` gets its operand twice.
pub(crate) fn arithmetic<'gc>(
    ctx: Context<'gc>,
    event: Event,
    a: Value<'gc>,
    b: Value<'gc>,
) -> Result<Outcome<'gc>, Thrown<'gc>> {
    let x = to_number(ctx, a);
    // Nothing is read twice: it may be long.
    let y = match a.bits() == b.bits() {
        true => x,
        false => to_number(ctx, b),
    };
    if let (Some(x), Some(y)) = (x, y) {
        return Ok(Outcome::Value(Value::number(compute(event, x, y))));
    }
    match binary_handler(ctx, event, a, b) {
        Some(handler) => Ok(Outcome::Call(handler, [a, b])),
        None => {
            let wrong = if x.is_none() { a } else { b };
            Err(traceback::arithmetic_error(ctx, wrong))
        }
    }
}

/// The handler of a binary event: the first operand's, else the second's.
pub(crate) fn binary_handler<'gc>(
    ctx: Context<'gc>,
    event: Event,
    a: Value<'gc>,
    b: Value<'gc>,
) -> Option<Value<'gc>> {
    let first = handler(ctx, a, event);
    let chosen = if first.is_nil() {
        handler(ctx, b, event)
    } else {
        first
    };
    (!chosen.is_nil()).then_some(chosen)
}

/// The handler that both operands share for an event, as `__eq` and `__lt` require.
fn shared_handler<'gc>(
    ctx: Context<'gc>,
    event: Event,
    a: Value<'gc>,
    b: Value<'gc>,
) -> Option<Value<'gc>> {
    let first = handler(ctx, a, event);
    if first.is_nil() {
        return None;
    }
    let (left, right) = (ctx.metatable(a), ctx.metatable(b));
    if left == right {
        return Some(first);
    }
    first.raw_equals(handler(ctx, b, event)).then_some(first)
}

/// What a comparison came to.
pub(crate) enum Comparison<'gc> {
    /// The answer.
    Known(bool),
    /// Ask this handler; `negated` if its answer is to be turned around, with its operands swapped.
    Ask {
        handler: Value<'gc>,
        operands: [Value<'gc>; 2],
        negated: bool,
    },
}

/// `a == b`.
pub(crate) fn equals<'gc>(ctx: Context<'gc>, a: Value<'gc>, b: Value<'gc>) -> Comparison<'gc> {
    if let (Some(left), Some(right)) = (a.as_string(), b.as_string())
        && left.len() == right.len()
    {
        ctx.pay(left.len() as u64 / COMPARED_PER_FUEL);
    }
    if a.raw_equals(b) {
        return Comparison::Known(true);
    }
    let kind = a.kind();
    if kind != b.kind() || !matches!(kind, Type::Table | Type::UserData) {
        return Comparison::Known(false);
    }
    match shared_handler(ctx, Event::Eq, a, b) {
        Some(handler) => Comparison::Ask {
            handler,
            operands: [a, b],
            negated: false,
        },
        None => Comparison::Known(false),
    }
}

/// `a < b`, or `a <= b`.
pub(crate) fn less<'gc>(
    ctx: Context<'gc>,
    a: Value<'gc>,
    b: Value<'gc>,
    or_equal: bool,
) -> Result<Comparison<'gc>, Thrown<'gc>> {
    if let (Some(x), Some(y)) = (a.as_number(), b.as_number()) {
        return Ok(Comparison::Known(if or_equal { x <= y } else { x < y }));
    }
    if let (Some(x), Some(y)) = (a.as_string(), b.as_string()) {
        let (x, y) = (x.as_bytes(), y.as_bytes());
        ctx.pay(x.len().min(y.len()) as u64 / COMPARED_PER_FUEL);
        return Ok(Comparison::Known(if or_equal { x <= y } else { x < y }));
    }
    if a.kind() == b.kind() {
        let event = if or_equal { Event::Le } else { Event::Lt };
        if let Some(handler) = shared_handler(ctx, event, a, b) {
            return Ok(Comparison::Ask {
                handler,
                operands: [a, b],
                negated: false,
            });
        }
        if or_equal && let Some(handler) = shared_handler(ctx, Event::Lt, b, a) {
            return Ok(Comparison::Ask {
                handler,
                operands: [b, a],
                negated: true,
            });
        }
    }
    Err(traceback::compare_error(a, b))
}

impl<'gc> Context<'gc> {
    /// `object[key]`, for natives.
    pub fn index(self, object: Value<'gc>, key: Value<'gc>) -> Result<Answer<'gc>, Thrown<'gc>> {
        Ok(match index(self, object, key)? {
            Outcome::Value(value) => Answer::Known(value),
            Outcome::Call(handler, operands) => Answer::Ask(handler, operands),
        })
    }

    /// `object[key] = value`, for natives. If it takes a handler, that is the answer, and the object that it is called with
    /// in front of the key and the value.
    pub fn set_index(
        self,
        object: Value<'gc>,
        key: Value<'gc>,
        value: Value<'gc>,
    ) -> Result<Option<(Value<'gc>, Value<'gc>)>, Thrown<'gc>> {
        set_index(self, object, key, value, Pace::Whole)
    }

    /// `a < b`, for natives: the answer is true unless it is nil or false.
    #[inline]
    pub fn less(self, a: Value<'gc>, b: Value<'gc>) -> Result<Answer<'gc>, Thrown<'gc>> {
        Ok(match less(self, a, b, false)? {
            Comparison::Known(is_less) => Answer::Known(is_less.into()),
            Comparison::Ask {
                handler, operands, ..
            } => Answer::Ask(handler, operands),
        })
    }
}

/// Goes on with the instruction in whose middle a handler was called: `result` is the slot with its result.
pub(crate) fn finish<'gc>(
    ctx: Context<'gc>,
    result: *mut Value<'gc>,
    negated: bool,
) -> Result<Step, Thrown<'gc>> {
    let state = ctx.state();
    // SAFETY: the registers are those of the caller, whose instruction before `pc` called the handler; the result's slot is
    // live.
    let (instruction, value) = unsafe { (*state.pc.get().sub(1), *result) };
    let target = state.base.get().wrapping_add(instruction.a());
    use Op::*;
    match instruction.op().expect("only known instructions run") {
        SETGLOBAL | SETFIELD | SETINDEX | SETINDEXI => {}
        CELLADD | CELLADDK | UPADD | UPADDK => {
            super::dispatch::slow::store_cell(ctx, instruction, value)
        }
        JEQ | JLT | JLE | JLTK | JLEK | JGTK | JGEK => {
            return Ok(jump_if(ctx, instruction, value, !negated));
        }
        JNE | JNLT | JNLE | JNLTK | JNLEK | JNGTK | JNGEK => {
            return Ok(jump_if(ctx, instruction, value, negated));
        }
        CONCAT => return super::dispatch::slow::concat_go_on(ctx, instruction, value),
        TFOR => return Ok(super::dispatch::slow::tfor_finish(ctx, instruction)),
        // SAFETY: every other instruction that calls handlers writes register A.
        _ => unsafe { *target = value },
    }
    Ok(Step::Run)
}

fn jump_if<'gc>(
    ctx: Context<'gc>,
    instruction: Instruction,
    value: Value<'gc>,
    when: bool,
) -> Step {
    if value.is_falsy() != when {
        jump(ctx, instruction);
    }
    Step::Run
}

/// Takes the jump of an instruction; a backward one is charged.
pub(crate) fn jump(ctx: Context<'_>, instruction: Instruction) {
    let state = ctx.state();
    let distance = instruction.d();
    if state.watch.get() != 0 {
        super::hooks::jumping(ctx);
    }
    state.pc.set(state.pc.get().wrapping_offset(distance));
    if distance < 0 {
        state.fuel.set(state.fuel.get() + distance as i64);
    }
}

/// The word for a call that finishes the running instruction.
pub(crate) const FINISH: Return = Return::with(After::Finish, 1);
