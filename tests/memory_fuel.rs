//! At the limit in bytes a script burns the same fuel in slices of any size and on both backends.

use ferrous::{Builder, Fuel, Step};

const PROGRAMS: &[(&str, &str)] = &[
    ("lists", "local list while true do list = { list } end"),
    ("arrays", "local t = {} while true do t[#t + 1] = #t end"),
    (
        "closures",
        "local t = {} while true do t[#t + 1] = function() return t end end",
    ),
    (
        "keys",
        "local t = {} for i = 1, 1e9 do t['key' .. i] = i end",
    ),
    (
        "doubled strings",
        "local s = 'x' while true do s = s .. s end",
    ),
    (
        "growing strings",
        "local s = 'x' while true do s = s .. ('y'):rep(1000) end",
    ),
    (
        "results of gsub",
        "local s = 'x' while true do s = s:gsub('.', '%0%0') end",
    ),
    (
        "coroutines",
        "local t = {} while true do t[#t + 1] = coroutine.create(print) end",
    ),
    (
        "recursion",
        "local function f(...) return 1 + f(1, ...) end f()",
    ),
    (
        "sources",
        "local s = 'x = 1 ' while true do s = s .. s loadstring(s) end",
    ),
];

/// The fuel of a program that meets the limit three times, beside garbage of all kinds.
fn burned(body: &str, slice: u64, tail_calls: bool) -> u64 {
    let program = format!(
        "for round = 1, 3 do
            assert(not pcall(function() {body} end))
            for i = 1, 1000 do local t, s = {{ i }}, 'x' .. i end
        end"
    );
    let mut lua = Builder::new()
        .library(ferrous::open::all)
        .seed(1)
        .memory_limit(1 << 20)
        .tail_calls(tail_calls)
        .build()
        .unwrap();
    let main = lua.load(program).unwrap();
    let run = lua.start(&main, ()).unwrap();
    loop {
        match lua.step(&run, &mut Fuel::new(slice)) {
            Ok(Step::Done) => return run.fuel_used(),
            Ok(Step::OutOfFuel) => {}
            other => panic!("{body}: {other:?}"),
        }
    }
}

#[test]
fn slices_and_backends_burn_the_same() {
    for (name, body) in PROGRAMS {
        let whole = burned(body, Fuel::MAX, true);
        for slice in [100_000, 1_001, 50] {
            assert_eq!(
                burned(body, slice, true),
                whole,
                "{name} in slices of {slice}"
            );
        }
        assert_eq!(burned(body, 10_000, false), whole, "{name} in the loop");
    }
}
