//! Small programs run straight through the machine, without driver or library: also what miri runs.

use std::sync::Arc;

use gc_arena::{Arena, Gc, Rootable};

use super::slice::{self, Exit};
use crate::{
    compiler,
    heap::{
        closure::{ClosureData, ProtoData},
        context::{Context, State},
        thread::Thread,
        value::Value,
    },
};

type Machine = Arena<Rootable![Gc<'_, State<'_>>]>;

fn machine() -> Machine {
    let machine = Machine::new(|mc| State::new(mc, 42, usize::MAX));
    machine.mutate(|mc, state| {
        state.enter(mc);
        #[cfg(ferrous_tail)]
        super::dispatch::tail::install(state, false);
    });
    machine
}

/// Runs a program in both backends and gives its results as text.
fn run(source: &str) -> String {
    let prototype = Arc::new(compiler::compile(source.as_bytes(), b"=test").expect("compiles"));
    crate::bytecode::verify::verify(&prototype).expect("verifies");
    let backends: &[bool] = if cfg!(ferrous_tail) {
        &[false, true]
    } else {
        &[false]
    };
    let mut results = backends.iter().map(|tail| {
        machine().mutate(|mc, state| {
            state.enter(mc);
            state.tail_calls.set(*tail);
            state.fuel.set(i64::MAX / 2);
            let ctx = Context::new(mc, state.as_ref());
            run_in(ctx, &prototype)
        })
    });
    let first = results.next().expect("one backend");
    for other in results {
        assert_eq!(first, other, "backends differ");
    }
    first
}

fn run_in<'gc>(ctx: Context<'gc>, prototype: &Arc<crate::bytecode::Prototype>) -> String {
    if cfg!(miri) {
        // Deep stacks take miri minutes and show nothing more than these.
        ctx.state().depth_limit.set(500);
    }
    let proto = ProtoData::load(ctx, prototype).expect("there is no limit");
    let main = Value::closure(ClosureData::new(ctx, proto, ctx.globals()));
    let thread = Thread::new(ctx, main);
    let mut outcome = slice::run(ctx, thread, None);
    while let (Exit::Left, innermost) = outcome {
        ctx.state().take_leave();
        outcome = slice::run(ctx, innermost, None);
    }
    match outcome {
        (Exit::Done, thread) => {
            let texts: Vec<_> = slice::values(thread)
                .iter()
                .map(|value| format!("{value:?}"))
                .collect();
            texts.join(" ")
        }
        (Exit::Failed(error), _) => format!("error: {error:?}"),
        (other, _) => format!("{other:?}"),
    }
}

#[test]
fn arithmetic_and_locals() {
    assert_eq!(
        run("local a, b = 3, 4 return a + b * 2, a / b, a % b, -a, 7 % -3, '10' + 5"),
        "11 0.75 3 -3 -2 15"
    );
}

#[test]
fn loops() {
    assert_eq!(
        run("local s = 0 for i = 1, 10 do s = s + i end return s"),
        "55"
    );
    assert_eq!(
        run("local s = 0 for i = 10, 1, -3 do s = s + i end return s"),
        "22"
    );
    assert_eq!(
        run("local n = 0 while n < 10 do n = n + 1 if n == 7 then break end end return n"),
        "7"
    );
    assert_eq!(
        run("local n = 0 repeat local k = n n = n + 1 until k == 4 return n"),
        "5"
    );
}

#[test]
fn calls_and_closures() {
    assert_eq!(
        run(
            "local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end return fib(15)"
        ),
        "610"
    );
    assert_eq!(
        run(
            "local function c() local n = 0 return function() n = n + 1 return n end end local a = c() a() return a(), c()()"
        ),
        "2 1"
    );
    assert_eq!(
        run("local function f(...) return select, ... end return f(1, 2)"),
        "nil 1 2"
    );
    assert_eq!(
        run("local function f(a, ...) local x, y = ... return a, x, y end return f(1, 2)"),
        "1 2 nil"
    );
    assert_eq!(
        run(
            "local function g(n) if n == 0 then return 'done' end return g(n - 1) end return g(1000)"
        ),
        "\"done\""
    );
}

#[test]
fn tables_and_strings() {
    assert_eq!(
        run(
            "local t = {1, 2, 3, x = 'a'} t.y = t.x .. 'b' .. 1 t[4] = 9 return #t, t.y, t[4], t.z"
        ),
        "4 \"ab1\" 9 nil"
    );
    assert_eq!(
        run(
            "local t = {} for i = 1, 100 do t[i] = i end local s = 0 for i = 1, #t do s = s + t[i] end return s"
        ),
        "5050"
    );
    assert_eq!(run("x = 5 x = x + 1 return x, y"), "6 nil");
}

#[test]
fn errors_name_variables() {
    assert_eq!(
        run("local a\nlocal b = a.x"),
        "error: \"test:2: attempt to index local 'a' (a nil value)\""
    );
    assert_eq!(
        run("foo()"),
        "error: \"test:1: attempt to call global 'foo' (a nil value)\""
    );
    assert_eq!(
        run("local t = {} t.x.y = 1"),
        "error: \"test:1: attempt to index field 'x' (a nil value)\""
    );
    assert_eq!(
        run("return 1 + {}"),
        "error: \"test:1: attempt to perform arithmetic on a table value\""
    );
    assert_eq!(
        run("return 1 < 'x'"),
        "error: \"test:1: attempt to compare number with string\""
    );
    assert_eq!(
        run("local function f() return f() + 1 end return f()"),
        "error: \"test:1: stack overflow\""
    );
}
#[test]
#[cfg(ferrous_tail)]
fn tail_calls_are_jumps() {
    machine().mutate(|mc, state| {
        state.enter(mc);
        assert!(super::dispatch::selfcheck::holds(Context::new(
            mc,
            state.as_ref()
        )));
    });
}
