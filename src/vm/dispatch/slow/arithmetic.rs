//! Arithmetic and comparison on anything that is not simply two numbers.

use super::{Next, constant, into_a, never_slow, register, slow_bodies};
use crate::{
    bytecode::Instruction,
    heap::{
        context::{Context, Event},
        value::Value,
    },
    vm::{
        call::Step,
        frame::{After, Return},
        meta::{self, Comparison, FINISH, Outcome},
        traceback,
    },
};

fn binary<'gc>(
    ctx: Context<'gc>,
    i: Instruction,
    event: Event,
    a: Value<'gc>,
    b: Value<'gc>,
) -> Next<'gc> {
    into_a(ctx, i, meta::arithmetic(ctx, event, a, b)?)
}

/// Goes on after a comparison: jumps if it came out as `when` says.
fn decide<'gc>(
    ctx: Context<'gc>,
    i: Instruction,
    comparison: Comparison<'gc>,
    when: bool,
) -> Next<'gc> {
    match comparison {
        Comparison::Known(holds) => {
            if holds == when {
                meta::jump(ctx, i);
            }
            Ok(Step::Run)
        }
        Comparison::Ask {
            handler,
            operands,
            negated,
        } => {
            let after = if negated {
                After::FinishNot
            } else {
                After::Finish
            };
            meta::call_handler(ctx, handler, &operands, Return::with(after, 1))
        }
    }
}

fn order<'gc>(
    ctx: Context<'gc>,
    i: Instruction,
    a: Value<'gc>,
    b: Value<'gc>,
    or_equal: bool,
    when: bool,
) -> Next<'gc> {
    decide(ctx, i, meta::less(ctx, a, b, or_equal)?, when)
}

macro_rules! arithmetic {
    ($($event:ident $rr:ident $rk:ident $kr:ident)*) => { slow_bodies! { $(
        $rr(ctx, i) { binary(ctx, i, Event::$event, register(ctx, i.b()), register(ctx, i.c())) }
        $rk(ctx, i) { binary(ctx, i, Event::$event, register(ctx, i.b()), constant(ctx, i.c())) }
        $kr(ctx, i) { binary(ctx, i, Event::$event, constant(ctx, i.c()), register(ctx, i.b())) }
    )* } };
}
arithmetic! {
    Add ADD ADDK KADD
    Sub SUB SUBK KSUB
    Mul MUL MULK KMUL
    Div DIV DIVK KDIV
    Mod MOD MODK KMOD
    Pow POW POWK KPOW
}

never_slow!(NOT JMP JT JF JEQN JNEN JEQP JNEP);

slow_bodies! {
    UNM(ctx, i) {
        let operand = register(ctx, i.b());
        binary(ctx, i, Event::Unm, operand, operand)
    }
    LEN(ctx, i) {
        let operand = register(ctx, i.b());
        let length = if let Some(table) = operand.table_data() {
            table.border()
        } else if let Some(string) = operand.as_string() {
            string.len()
        } else {
            let handler = meta::handler(ctx, operand, Event::Len);
            if handler.is_nil() {
                return Err(traceback::length_error(ctx, operand));
            }
            return meta::call_handler(ctx, handler, &[operand, Value::NIL], FINISH);
        };
        into_a(ctx, i, Outcome::Value(Value::number_unchecked(length as f64)))
    }
    JEQ(ctx, i) { decide(ctx, i, meta::equals(ctx, register(ctx, i.a()), register(ctx, i.b())), true) }
    JNE(ctx, i) { decide(ctx, i, meta::equals(ctx, register(ctx, i.a()), register(ctx, i.b())), false) }
    JEQS(ctx, i) { decide(ctx, i, meta::equals(ctx, register(ctx, i.a()), constant(ctx, i.b())), true) }
    JNES(ctx, i) { decide(ctx, i, meta::equals(ctx, register(ctx, i.a()), constant(ctx, i.b())), false) }
    JLT(ctx, i) { order(ctx, i, register(ctx, i.a()), register(ctx, i.b()), false, true) }
    JNLT(ctx, i) { order(ctx, i, register(ctx, i.a()), register(ctx, i.b()), false, false) }
    JLE(ctx, i) { order(ctx, i, register(ctx, i.a()), register(ctx, i.b()), true, true) }
    JNLE(ctx, i) { order(ctx, i, register(ctx, i.a()), register(ctx, i.b()), true, false) }
    JLTK(ctx, i) { order(ctx, i, register(ctx, i.a()), constant(ctx, i.b()), false, true) }
    JNLTK(ctx, i) { order(ctx, i, register(ctx, i.a()), constant(ctx, i.b()), false, false) }
    JLEK(ctx, i) { order(ctx, i, register(ctx, i.a()), constant(ctx, i.b()), true, true) }
    JNLEK(ctx, i) { order(ctx, i, register(ctx, i.a()), constant(ctx, i.b()), true, false) }
    JGTK(ctx, i) { order(ctx, i, constant(ctx, i.b()), register(ctx, i.a()), false, true) }
    JNGTK(ctx, i) { order(ctx, i, constant(ctx, i.b()), register(ctx, i.a()), false, false) }
    JGEK(ctx, i) { order(ctx, i, constant(ctx, i.b()), register(ctx, i.a()), true, true) }
    JNGEK(ctx, i) { order(ctx, i, constant(ctx, i.b()), register(ctx, i.a()), true, false) }
}
