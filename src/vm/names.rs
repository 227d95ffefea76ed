//! Names for values: which variable a register holds, as far as the code tells.
//!
//! Values have no names. But the instruction that put a value into a register often read it from a variable or a field,
//! and finding that instruction is a walk over the code up to the point in question: plain data, no heap.

use crate::bytecode::{Constant, Instruction, Op, Prototype, Role, instruction::OPEN};

/// Bytes of a name that messages and tracebacks show: more would take long to put together, for each error.
const LONGEST_SHOWN: usize = 64 << 10;

/// A name as messages show it.
fn shown(name: &[u8]) -> String {
    let start = &name[..name.len().min(LONGEST_SHOWN)];
    let mut text = String::from_utf8_lossy(start).into_owned();
    if start.len() < name.len() {
        text.push_str("...");
    }
    text
}

/// What kind of variable a register's value came from at the instruction `at`, and its name.
pub(crate) fn describe(
    prototype: &Prototype,
    at: usize,
    register: usize,
) -> Option<(&'static str, String)> {
    let mut register = register;
    let mut at = at;
    loop {
        if let Some(local) = local_name(prototype, at, register) {
            return Some(("local", local));
        }
        let setter = find_setter(prototype, at, register)?;
        let instruction = prototype.code[setter];
        return match instruction.op()? {
            Op::MOVE if instruction.b() < instruction.a() => {
                (register, at) = (instruction.b(), setter);
                continue;
            }
            Op::GETGLOBAL => Some(("global", text(prototype, instruction.c()))),
            Op::GETFIELD => Some(("field", text(prototype, instruction.kh()))),
            Op::GETINDEX | Op::GETINDEXI => Some(("field", "?".into())),
            Op::SELF if register == instruction.a() => {
                Some(("method", text(prototype, instruction.kh())))
            }
            Op::GETUPVAL | Op::GETUPCELL => {
                Some(("upvalue", upvalue_name(prototype, instruction.b())?))
            }
            Op::GETCELL => Some(("local", local_name(prototype, setter, instruction.b())?)),
            _ => None,
        };
    }
}

/// The variable that an instruction works on without naming a register for it.
pub(crate) fn describe_implied(prototype: &Prototype, at: usize) -> Option<(&'static str, String)> {
    let instruction = prototype.code[at];
    match instruction.op()? {
        Op::UPADD | Op::UPADDK => Some(("upvalue", upvalue_name(prototype, instruction.a())?)),
        Op::CELLADD | Op::CELLADDK => Some(("local", local_name(prototype, at, instruction.a())?)),
        _ => None,
    }
}

/// The local variable that lives in a register at an instruction.
pub(crate) fn local_name(prototype: &Prototype, at: usize, register: usize) -> Option<String> {
    let lives = |local: &&crate::bytecode::LocalName| {
        local.register as usize == register
            && (local.start as usize) <= at
            && at < local.end as usize
    };
    prototype
        .locals
        .iter()
        .rev()
        .find(lives)
        .map(|local| shown(&local.name))
}

fn upvalue_name(prototype: &Prototype, index: usize) -> Option<String> {
    prototype
        .captures
        .get(index)
        .map(|capture| shown(&capture.name))
}

fn text(prototype: &Prototype, index: usize) -> String {
    match prototype.constants.get(index) {
        Some(Constant::String(bytes)) => shown(bytes),
        _ => "?".into(),
    }
}

/// The last instruction before `at` that certainly set the register: one that is jumped over does not count.
fn find_setter(prototype: &Prototype, at: usize, register: usize) -> Option<usize> {
    let mut setter = None;
    let mut jumped_until = 0;
    for (index, instruction) in prototype.code[..at].iter().enumerate() {
        let op = instruction.op()?;
        // As in the reference, a jump forward is taken, and jumps that it passes are not: `(a and b or c)` may be `c`.
        if op.roles()[2] == Role::Jump && index as i64 >= jumped_until {
            let target = target(index, *instruction);
            let target = boolean_end(prototype, index, target, register).unwrap_or(target);
            if target <= at as i64 {
                jumped_until = jumped_until.max(target);
            }
        }
        if writes(*instruction, op, register) {
            setter = ((index as i64) >= jumped_until).then_some(index);
        }
    }
    setter
}

fn target(index: usize, jump: Instruction) -> i64 {
    index as i64 + 1 + jump.d() as i64
}

/// Where the jump of a test leads if all that it jumps over is its result, a boolean that decides an `and` or `or`: the
/// reference makes such booleans at the end, so that `(a > b and c)` is never `c`.
fn boolean_end(prototype: &Prototype, at: usize, to: i64, register: usize) -> Option<i64> {
    let [_, value, out] = prototype.code.get(at..at + 3)? else {
        return None;
    };
    let is_result = to == at as i64 + 3
        && value.op()? == Op::LOADBOOL
        && value.c() != 0
        && value.a() == register
        && out.op()? == Op::JMP;
    is_result.then(|| target(at + 2, *out))
}

fn writes(instruction: Instruction, op: Op, register: usize) -> bool {
    let (a, b) = (instruction.a(), instruction.b());
    match op {
        Op::LOADNIL => (a..a + b).contains(&register),
        Op::VARARG if b == OPEN as usize => register >= a,
        Op::VARARG => (a..a + b).contains(&register),
        Op::SELF => register == a || register == a + 1,
        Op::CALL | Op::CALLO => register >= a,
        Op::TFOR => register >= a + 2,
        Op::FORPREP | Op::FORLOOP | Op::FORLOOP1 | Op::TFORPREP => (a..a + 4).contains(&register),
        _ => matches!(op.roles()[0], Role::Write | Role::Update) && register == a,
    }
}
