//! Every charge is credited once, exactly: when a `Lua` is gone its meter stands at 0, whatever has run in it, however it was
//! sliced and collected, and wherever it was left.

mod program_support;

use ferrous::{Builder, Chunk, Fuel, Lua, Step, Stress};
use program_support::{PROGRAMS, random_program};

/// Fuel after which a program is left where it stands, and that in a mode that collects at every safe point.
const MOST: u64 = 2_000_000;
const MOST_CYCLES: u64 = 2_000;
const MOST_STEPS: u64 = 100_000;

/// A `Lua` with everything, in a mode.
fn lua(stress: Stress, seed: u64) -> Lua {
    Builder::new()
        .library(ferrous::open::all)
        .seed(seed)
        .stress(stress)
        .build()
        .unwrap()
}

/// Runs a program as far as it may, drops everything, and looks at the meter.
fn check(name: &str, source: &str, mut lua: Lua, most: u64) {
    let main = lua
        .load(Chunk::new(source).name(format!("={name}")))
        .unwrap();
    let run = lua.start(&main, ()).unwrap();
    let mut burned = 0;
    while burned < most
        && let Ok(Step::OutOfFuel) = lua.step(&run, &mut Fuel::new(5_000))
    {
        burned += 5_000;
    }
    assert_eq!(lua.dismantle(), 0, "{name}");
}

fn most(stress: Stress) -> u64 {
    match stress {
        Stress::None => MOST,
        Stress::Cycles => MOST_CYCLES,
        _ => MOST_STEPS,
    }
}

fn modes(seed: u64) -> [Stress; 4] {
    [
        Stress::None,
        Stress::Cycles,
        Stress::Increments,
        Stress::Mixed(seed),
    ]
}

#[test]
fn of_each_kind_of_thing() {
    for (index, program) in PROGRAMS.iter().enumerate() {
        for stress in modes(index as u64) {
            let name = format!("program {} under {stress}", index + 1);
            check(&name, program, lua(stress, 1), most(stress));
        }
    }
}

#[test]
fn of_random_programs() {
    for seed in 1..=12 {
        for stress in modes(seed) {
            let name = format!("seed {seed} under {stress}");
            check(
                &name,
                &random_program(seed, 3_000),
                lua(stress, seed),
                most(stress),
            );
        }
    }
}

#[test]
fn of_random_programs_that_find_no_memory() {
    for seed in 1..=12 {
        let name = format!("seed {seed} under a limit");
        let mut limited = lua(Stress::None, seed);
        let used = limited.memory().used;
        limited.set_memory_limit(Some(used + (seed as usize) * (40 << 10)));
        check(&name, &random_program(seed, 3_000), limited, MOST);
        for number in [seed, seed * 40, seed * 600, seed * 4_000] {
            let name = format!("seed {seed} whose charge {number} fails");
            let failing = lua(Stress::Fail(number), seed);
            check(&name, &random_program(seed, 3_000), failing, MOST);
        }
    }
}

/// What is in use comes back to where it was when nothing is left of what has run.
#[test]
fn full_collections_leave_what_was_there_before() {
    let mut lua = lua(Stress::None, 1);
    let settled = |lua: &mut Lua| {
        for _ in 0..4 {
            lua.exec("collectgarbage()").unwrap();
        }
        lua.memory().used
    };
    let mut uses = Vec::new();
    for seed in 1..=6 {
        lua.exec(random_program(seed, 3_000)).unwrap();
        uses.push(settled(&mut lua));
    }
    // What grows once and stays: hash parts of the library's tables, the interner, the queue of the collector.
    let (least, most) = (
        uses[1..].iter().min().unwrap(),
        uses[1..].iter().max().unwrap(),
    );
    assert!(most - least <= 64 << 10, "{uses:?}");
}
