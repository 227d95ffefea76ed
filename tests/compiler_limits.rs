//! Every limit of the compiler at its edge, and sources of unusual size.
//!
//! Debug builds verify what they compile, so the sizes here are smaller than the release figures quoted in the compiler.

use std::time::{Duration, Instant};

use ferrous_core::bytecode::{Instruction, Op, Prototype};
use ferrous_core::compiler::{
    CompileError, Compiler, ErrorKind, compile, compile_metered, limit, skip_shebang,
};

/// Compiles in a thread with the stack that Rust's threads have by default.
fn compiled(source: &str) -> Result<Prototype, CompileError> {
    compile(source.as_bytes(), b"=x")
}

fn message(source: &str) -> String {
    compiled(source).expect_err("a limit").to_string()
}

/// `count` items made by `item`, joined.
fn list(count: usize, separator: &str, item: impl Fn(usize) -> String) -> String {
    (1..=count).map(item).collect::<Vec<_>>().join(separator)
}

/// The largest size that compiles.
fn most(program: impl Fn(usize) -> String) -> usize {
    (1..400)
        .take_while(|&size| compiled(&program(size)).is_ok())
        .last()
        .unwrap_or(0)
}

fn nested(open: &str, inner: &str, close: &str, depth: usize) -> String {
    format!("{}{inner}{}", open.repeat(depth), close.repeat(depth))
}

#[test]
fn locals() {
    assert_eq!(
        most(|n| list(n, "\n", |i| format!("local a{i}"))),
        limit::LOCALS
    );
    assert_eq!(
        most(|n| format!("function f({}) end", list(n, ",", |i| format!("a{i}")))),
        limit::LOCALS
    );
    // A loop has three hidden ones.
    assert_eq!(
        most(|n| nested("for i = 1, 2 do ", "", "end ", n)),
        limit::LOCALS / 4
    );
    let program = format!(
        "\nfunction f()\n{}\nend",
        list(201, "\n", |i| format!("local a{i}"))
    );
    assert_eq!(
        message(&program),
        "x:204: function at line 2 has more than 200 local variables"
    );
}

#[test]
fn upvalues() {
    let program = |n| {
        let locals = list(n, "\n", |i| format!("local a{i}"));
        format!(
            "{locals}\nfunction f() return {} end",
            list(n, " + ", |i| format!("a{i}"))
        )
    };
    assert_eq!(most(program), limit::UPVALUES);
    assert_eq!(
        message(&program(61)),
        "x:62: function at line 62 has more than 60 upvalues"
    );
}

#[test]
fn syntax_levels() {
    let levels = limit::SYNTAX_LEVELS;
    assert_eq!(most(|n| nested("do ", "", "end ", n)), levels - 1);
    assert_eq!(most(|n| nested("repeat ", "", " until x", n)), levels - 1);
    assert_eq!(most(|n| nested("if x then ", "", "end ", n)), levels - 1);
    assert_eq!(most(|n| nested("function f() ", "", "end ", n)), levels - 1);
    assert_eq!(
        most(|n| format!("return {}", nested("(", "1", ")", n))),
        levels - 2
    );
    assert_eq!(
        most(|n| format!("return {}", nested("x[", "1", "]", n))),
        levels - 2
    );
    assert_eq!(
        most(|n| format!("return {}", nested("{", "", "}", n))),
        levels - 1
    );
    assert_eq!(most(|n| format!("return {}x", "x..".repeat(n))), levels - 2);
    assert_eq!(most(|n| format!("return {}x", "x^".repeat(n))), levels - 2);
    assert_eq!(
        most(|n| format!("return {}x", "not ".repeat(n))),
        levels - 2
    );
    assert_eq!(most(|n| format!("{}x = 1", "x,".repeat(n))), levels - 1);
    let error = compiled(&nested("(", "", "", 100_000)).unwrap_err();
    assert_eq!(error.kind(), ErrorKind::Limit);
    let program = format!("return {}", nested("(", "1", ")", 100_000));
    assert_eq!(message(&program), "x:1: chunk has too many syntax levels");
}

#[test]
fn registers() {
    assert_eq!(
        most(|n| format!("return {}", list(n, ", ", |_| "x".into()))),
        limit::REGISTERS as usize
    );
    assert_eq!(
        message(&format!("local a =\n{}", list(250, ",\n", |_| "x".into()))),
        "x:251: function or expression too complex near '<eof>'"
    );
    // Items of a constructor are stored before they run out.
    assert!(compiled(&format!("f({}{{{}}})", "1,".repeat(230), "1,".repeat(300))).is_ok());
}

#[test]
fn many_constants() {
    let names = limit::SHORT_CONSTANTS as usize + 4000;
    let program = format!(
        "local t, x = {{}}\n{}\nx = t.last .. t:last()\nt.last = x\nif x == 'last' or x < 0.25 or x == 0.125 then end",
        list(names, "\n", |i| format!("t[{i}.5] = 's{i}'"))
    );
    let prototype = compiled(&program).unwrap();
    assert!(prototype.constants.len() > 2 * limit::SHORT_CONSTANTS as usize);
}

#[test]
fn long_chains() {
    for chain in [
        "+1",
        "+a",
        "-a",
        "*a",
        ".b",
        "[b]",
        "()",
        "''",
        "{}",
        ":m()",
        "==a",
        "<a",
        " and a",
        " or a",
        " and 1 or a",
    ] {
        for program in [
            "return a@",
            "x = a@",
            "local x; x = a@",
            "if a@ then end",
            "f(a@)",
            "while a@ do end",
        ] {
            assert!(
                compiled(&program.replace('@', &chain.repeat(3_000))).is_ok(),
                "{program} {chain}"
            );
        }
    }
    assert!(compiled(&format!("return 1{}", "+1".repeat(100_000))).is_ok());
    assert!(
        compiled(&format!(
            "if a then {} end",
            "elseif b then c() ".repeat(100_000)
        ))
        .is_ok()
    );
    assert!(
        compiled(&format!(
            "if a then {} else d() end",
            "elseif b == 1 then c = 2 ".repeat(100_000)
        ))
        .is_ok()
    );
    assert!(compiled(&"f()\n".repeat(100_000)).is_ok());
    assert!(compiled(&format!("return {{{}}}", "1,".repeat(100_000))).is_ok());
    assert!(compiled(&format!("return {{{}}}", "{},".repeat(100_000))).is_ok());
}

/// Wide margins: the machine may be busy. A quadratic compiler would need a hundred times as long, not thirty.
#[test]
fn ten_times_the_source_takes_ten_times_as_long() {
    let time = |lines: usize| {
        let program = "do local t = { f = 1 }; t.f = t.f + 1; function g(a) return a[t] end end\n"
            .repeat(lines);
        let start = Instant::now();
        assert!(compiled(&program).is_ok());
        start.elapsed()
    };
    let (short, long) = (time(1_000), time(10_000));
    assert!(
        long < short * 30 + Duration::from_millis(500),
        "{short:?} for a tenth of {long:?}"
    );
}

#[test]
fn the_meter_stops_it() {
    let program = "x = 1\n".repeat(10_000);
    let mut asked = 0;
    let mut work = 0;
    compile_metered(program.as_bytes(), b"=x", &mut |done| {
        asked += 1;
        work += done;
        true
    })
    .unwrap();
    assert!(
        work > program.len() && work < 5 * program.len(),
        "{work} for {}",
        program.len()
    );
    for allowed in 0..asked {
        let mut left = allowed;
        let stopped = compile_metered(program.as_bytes(), b"=x", &mut |_| {
            left -= 1;
            left >= 0
        });
        assert_eq!(stopped.unwrap_err().kind(), ErrorKind::Stopped);
    }
}

/// On every path, from the entry on and after each backward jump, count what has not been paid.
#[test]
fn no_path_runs_long_without_paying() {
    let block = |at: usize| {
        format!(
            "if a then {} end {}",
            "a = -a ".repeat(at % 97),
            "a = #a ".repeat(at % 31)
        )
    };
    let program = format!("local a {}", list(200, " ", block));
    let prototype = compiled(&program).unwrap();
    let mut unpaid = vec![0u32; prototype.code.len() + 1];
    for (at, instruction) in prototype.code.iter().enumerate() {
        let before = unpaid[at];
        let after = if instruction.op() == Some(Op::CHARGE) {
            assert!(
                instruction.c() as u32 >= before,
                "a charge of {} for {before}",
                instruction.c()
            );
            0
        } else {
            before + 1
        };
        assert!(
            after <= limit::UNPAID + 1,
            "{after} unpaid instructions at {at}"
        );
        let mut reach = |target: usize| unpaid[target] = unpaid[target].max(after);
        if has_jump(*instruction) {
            reach((at as isize + 1 + instruction.d()) as usize);
        }
        if instruction.op() != Some(Op::JMP) {
            reach(at + 1);
        }
    }
}

fn has_jump(instruction: Instruction) -> bool {
    let op = instruction.op().expect("an operation");
    op.roles()[2] == ferrous_core::bytecode::Role::Jump
}

#[test]
fn pieces_and_first_lines() {
    let mut compiler = Compiler::new(b"=x");
    for piece in ["ret", "urn 1", "0 .. 'a", "b'"] {
        compiler.feed(piece.as_bytes());
    }
    assert_eq!(
        compiler.finish(&mut |_| true).unwrap(),
        compiled("return 10 .. 'ab'").unwrap()
    );
    assert_eq!(skip_shebang(b"#!/usr/bin/lua\nx = 1"), b"\nx = 1");
    assert_eq!(skip_shebang(b"# no end"), b"");
    assert_eq!(skip_shebang(b"x = 1"), b"x = 1");
    assert!(
        compiled("#!/usr/bin/lua").is_err(),
        "only files have such a line"
    );
}

/// The source is never touched, so its pages are never made.
#[test]
fn source_length() {
    let error = compile(&vec![0; limit::SOURCE + 1], b"=x").unwrap_err();
    assert_eq!(error.to_string(), "x:1: chunk is too long");
}

#[test]
fn incomplete_sources_say_so() {
    for source in [
        "x =",
        "if x then",
        "f(",
        "x = [[",
        "--[[",
        "x = 'abc",
        "local function f()",
        "return {",
        "for i = 1,",
    ] {
        assert!(compiled(source).unwrap_err().is_incomplete(), "{source}");
    }
    for source in ["x = )", "x = 'a\n'", "end", "x = 1e", "break x"] {
        assert!(!compiled(source).unwrap_err().is_incomplete(), "{source}");
    }
}
