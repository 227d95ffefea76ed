//! The verifier accepts what the compiler makes and refuses what was tampered with.

use ferrous_core::bytecode::{
    Capture, CaptureSource, Constant, Instruction, Op, Prototype, verify::verify,
};
use ferrous_core::compiler::compile;

fn compiled(source: &str) -> Prototype {
    compile(source.as_bytes(), b"=x").expect("a program")
}

/// What the verifier says when instruction `at` is replaced.
fn with(source: &str, at: usize, instruction: Instruction) -> String {
    let mut prototype = compiled(source);
    prototype.code[at] = instruction;
    verify(&prototype).expect_err("wrong code")
}

#[test]
fn operands_out_of_range() {
    let source = "local a, b = f(1), 2.5; return a + b";
    assert!(
        with(source, 0, Instruction::new(Op::GETGLOBAL, 9, 0, 0))
            .contains("register 9 is outside the frame")
    );
    assert!(
        with(source, 0, Instruction::new(Op::GETGLOBAL, 0, 0, 1))
            .contains("constant 1 does not fit")
    );
    assert!(
        with(source, 0, Instruction::new(Op::GETGLOBAL, 0, 7, 0)).contains("a hint is not zero")
    );
    assert!(with(source, 0, Instruction::new(Op::LOADK, 0, 0, 99)).contains("no constant 99"));
    assert!(with(source, 0, Instruction::new(Op::GETUPVAL, 0, 0, 0)).contains("no upvalue 0"));
    assert!(with(source, 0, Instruction::new(Op::CLOSURE, 0, 0, 0)).contains("no prototype 0"));
    assert!(with(source, 0, Instruction::jump(Op::JMP, 0, 0, 100)).contains("a jump to 101"));
    assert!(
        with(source, 0, Instruction::new(Op::MOVE, 0, 1, 3))
            .contains("an unused operand is not zero")
    );
    assert!(with(source, 0, Instruction(!0)).contains("no such operation"));
    assert!(
        with(source, 0, Instruction::new(Op::MOVE, 0, 1, 0))
            .contains("register 1 may hold no value")
    );
    assert!(
        with(source, 0, Instruction::new(Op::LOADNIL, 1, 200, 0))
            .contains("200 registers from 1 on")
    );
}

#[test]
fn ends() {
    let mut prototype = compiled("f()");
    let last = prototype.code.len() - 1;
    prototype.code[last] = Instruction::new(Op::CHARGE, 0, 0, 1);
    assert!(
        verify(&prototype)
            .unwrap_err()
            .contains("the code's end is open")
    );
    prototype.code[last] = Instruction::jump(Op::JMP, 0, 0, 0);
    assert!(verify(&prototype).is_err());
    let open = Instruction::new(Op::CALL, 0, 0, 0xFFFF);
    assert!(with("f()", 1, open).contains("an open end is not used"));
    assert!(
        with("f()", 1, Instruction::new(Op::CALLO, 0, 0, 0)).contains("an open end is missing")
    );
}

#[test]
fn cells() {
    let source = "local a = 1; local function f() a = a + 1; return a end; return f, a";
    let good = compiled(source);
    assert_eq!(good.code[1].op(), Some(Op::NEWCELL));
    let value = Instruction::new(Op::MOVE, 0, 0, 0);
    assert!(with(source, 1, value).contains("register 0 may hold no cell"));
    let mut other = good.clone();
    other.code[3] = Instruction::new(Op::MOVE, 2, 0, 0);
    assert!(verify(&other).is_err(), "a cell is no value");
    let mut inner = (*good.prototypes[0]).clone();
    inner.captures = Box::new([Capture {
        cell: false,
        ..inner.captures[0].clone()
    }]);
    assert!(
        verify(&inner)
            .unwrap_err()
            .contains("upvalue 0 is of the other kind")
    );
    inner.captures = Box::new([Capture {
        source: CaptureSource::Upvalue(3),
        cell: true,
        name: Box::from(*b"a"),
    }]);
    let mut outer = good.clone();
    outer.prototypes = Box::new([inner.into()]);
    assert!(
        verify(&outer)
            .unwrap_err()
            .contains("a captured upvalue does not fit")
    );
}

#[test]
fn names_of_metamethods_are_not_stored_with_setfield() {
    let mut prototype = compiled("local t = {}; t.x = 1");
    prototype.constants = prototype
        .constants
        .iter()
        .map(|constant| match constant {
            Constant::String(_) => Constant::String(Box::from(*b"__index")),
            number => number.clone(),
        })
        .collect();
    assert!(verify(&prototype).is_err());
}

/// It must answer, whatever it is given.
#[test]
fn never_panics() {
    let prototype = compiled(
        "local a, b = ... for i = 1, 3 do a = a + i end for k, v in b do f(k, v, ...) end
         local function g() a = a + 1 return { a, f() }, a .. b .. 'c' end
         while a < b do a = o:m(g()) end return g(...)",
    );
    let mut state = 0x5EED_5EED_u64;
    for _ in 0..20_000 {
        state = state
            .wrapping_mul(6364136223846793005)
            .wrapping_add(1442695040888963407);
        let (at, bit) = (
            (state >> 40) as usize % prototype.code.len(),
            state >> 33 & 63,
        );
        let mut damaged = prototype.clone();
        damaged.code[at].0 ^= 1 << bit;
        _ = verify(&damaged);
    }
}
