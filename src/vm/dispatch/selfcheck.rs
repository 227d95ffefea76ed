//! The proof that sibling calls are jumps, once per process.
//!
//! Rust promises no tail calls; the backend relies on LLVM making jumps of calls in tail position. So before the first
//! script runs, a program that passes every operation, through its fast and its slow exit, is run in a scratch heap, and a
//! native called before and after all of it compares where the machine stack is. Had any of the exits been an ordinary
//! call, the stack would be deeper at the end, and the loop backend serves instead. (`ci/asm.sh` reads the same from the
//! machine code.)

use std::{cell::Cell, sync::Arc};

use crate::{
    bytecode::Prototype,
    compiler::{self, CompileError},
    heap::{
        closure::{ClosureData, ProtoData},
        context::Context,
        native::{Action, Intrinsic, Outcome, Thrown},
        thread::Thread,
        value::Value,
        window::Window,
    },
    vm::slice::{self, Exit},
};

/// Statements of a straight path that is long enough to be charged on the way.
const LONG: (&str, usize) = ("a = a + 1; ", 200);

/// Passes every operation, with operands for the fast exit and for the slow one. `step` is the iterator of a traversal.
const PROGRAM: &str = r#"
local probe, step = ...
probe()
local function pass(a, b, x, y)
  local n, m, none, none2 = a + b, a - b
  n = a * b; n = a / b; n = a % b; n = a ^ b; n = -a
  n = a + 2; n = a - 2; n = a * 2; n = a / 2; n = a % 2; n = a ^ 2
  n = 2 + a; n = 2 - a; n = 2 * a; n = 2 / a; n = 2 % a; n = 2 ^ a
  local text, no, yes = x .. y .. n, not a, true
  n = #text
  return n, m, none, none2, text, no, yes
end
local function compare(a, b, x, y)
  local n = 0
  if a < b then n = 1 end if a <= b then n = 1 end
  n = a < b; n = a <= b; n = a == b; n = a ~= b
  if not (a < b) or not (a <= b) then n = 1 end
  if a == b then n = 1 end if a ~= b then n = 1 end
  if x == "k" then n = 1 end if x ~= "k" then n = 1 end
  if x == nil then n = 1 end if x ~= nil then n = 1 end
  if x and y or n then n = 1 end
  return n
end
local function constants(a)
  local n = 0
  if a < 2 then n = 1 end if a <= 2 then n = 1 end if a > 2 then n = 1 end if a >= 2 then n = 1 end
  if a < 2 or a < 0 then n = 1 end if a <= 2 or a <= 0 then n = 1 end
  if a > 2 or a > 0 then n = 1 end if a >= 2 or a >= 0 then n = 1 end
  return n
end
local function numbers(a, b)
  local n = 0
  if a < b or b < a then n = 1 end if a <= b or b <= a then n = 1 end
  if a == 2 or b == 2 then n = 1 end if a ~= 2 or b ~= 2 then n = 1 end
  if a == b or n == b then n = 1 end if a ~= b or n ~= b then n = 1 end
  if a == "k" or b == "k" then n = 1 end if a ~= "k" or b ~= "k" then n = 1 end
  if a == nil or b == nil then n = 1 end if a ~= nil or b ~= nil then n = 1 end
  while a < b do a = a + 1 end
  repeat a = a + 1 until a > 3
  for i = a, b do n = n + i end
  for i = 1, 3 do n = n + i end
  for i = b, a, b - a do n = n + i end
  for i = 3, 1, -1 do n = n + i end
  return n
end
local function extra(...)
  local p, q = ...
  return p, q, ...
end
local function old(first, ...) return arg end
local count = 0
local function counter(by)
  count = count + by; count = count + 1; count = count
  return count
end
local function make()
  local own = 0
  local function add(n) own = own + n; return own end
  own = own + add(1); own = own + 1; own = own
  return add
end
local function down(n) if n == 0 then return extra(1, 2) end return down(n - 1) end
local function none() end
local function long(a) @LONG return a end
local function open() return none(extra()) end
total = 1
local object = { field = 1 }
function object:method(n) return self.field + n end
for i = 1, 3 do
  pass(1, 2, "x", "y"); pass("1", "2", "x", 4)
  compare(1, 2, "k", none); compare("a", "b", make, nil) 
  numbers(1, 2); constants(1); constants(3); constants((i - i) / (i - i))
  extra(1, 2, 3); none(extra(1)); old(1, 2); counter(i); counter("1"); make()("2"); down(2); open()
  long(1); total = total + 1; other = other or i
  local t = { 1, 2, 3, k = 4, extra(5) }
  t.k = t.k + 1; t.n = t.absent; t[1] = t[2]; t[i] = t[i]; t[i + 3] = t.k; t[t] = t[t]
  object:method(1)
  for key, value in step, t do t[key] = value end
end
probe()
"#;

thread_local! {
    static DEPTHS: Cell<[usize; 2]> = const { Cell::new([0; 2]) };
}

fn probe<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let here = 0u8;
    let [_, last] = DEPTHS.get();
    DEPTHS.set([last, (&raw const here).addr()]);
    window.clear();
    Ok(Action::Return)
}

fn step<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window
        .get(0)
        .as_table()
        .ok_or_else(|| Thrown::argument(1, "table expected"))?;
    let entry = table.next(ctx, window.get(1))?;
    window.clear();
    if let Some((key, value)) = entry {
        window.push(key);
        window.push(value);
    }
    Ok(Action::Return)
}

fn program() -> Result<Prototype, CompileError> {
    let source = PROGRAM.replace("@LONG", &LONG.0.repeat(LONG.1));
    compiler::compile(source.as_bytes(), b"=selfcheck")
}

/// Whether sibling calls are jumps in this build. `ctx` belongs to a scratch heap.
pub(crate) fn holds(ctx: Context<'_>) -> bool {
    let Ok(prototype) = program() else {
        return false;
    };
    let state = ctx.state();
    state.fuel.set(i64::MAX / 2);
    state.tail_calls.set(true);
    let proto = ProtoData::load(ctx, &Arc::new(prototype)).expect("there is no limit");
    let main = Value::closure(ClosureData::new(ctx, proto, ctx.globals()));
    let thread = Thread::new(ctx, main);
    let arguments = [
        ctx.native("probe", probe).into(),
        ctx.intrinsic("next", step, Intrinsic::Next).into(),
    ];
    DEPTHS.set([0; 2]);
    if slice::push_arguments(ctx, thread, &arguments).is_err() {
        return false;
    }
    let (exit, _) = slice::run(ctx, thread, None);
    let [first, last] = DEPTHS.get();
    matches!(exit, Exit::Done) && first == last && first != 0
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::bytecode::Op;

    fn operations(prototype: &Prototype) -> Vec<Op> {
        let inner = prototype
            .prototypes
            .iter()
            .flat_map(|inner| operations(inner));
        prototype
            .code
            .iter()
            .filter_map(|i| i.op())
            .chain(inner)
            .collect()
    }

    #[test]
    fn the_program_passes_every_operation() {
        let prototype = program().expect("compiles");
        let used = operations(&prototype);
        let missing: Vec<_> = Op::ALL.iter().filter(|op| !used.contains(op)).collect();
        assert!(missing.is_empty(), "not passed: {missing:?}");
    }
}
