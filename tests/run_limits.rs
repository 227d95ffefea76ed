//! The cap of a run: what counts for it, who gets the error, and that nobody else does.

use std::time::{Duration, Instant};

use ferrous::{Builder, Error, Executor, Fuel, Lua, Step, Stress};

const KILOBYTE: usize = 1 << 10;
const MEGABYTE: usize = 1 << 20;

fn builder() -> Builder {
    Builder::new().library(ferrous::open::all).seed(1)
}

fn lua() -> Lua {
    builder().build().unwrap()
}

fn start(lua: &mut Lua, source: &str, cap: impl Into<Option<usize>>) -> Executor {
    let main = lua.load(source).unwrap();
    let run = lua.start(&main, ()).unwrap();
    run.set_memory_limit(cap.into());
    run
}

/// Steps a run to where it stops.
fn drive(lua: &mut Lua, run: &Executor, slice: u64) -> Result<Step, Error> {
    loop {
        match lua.step(run, &mut Fuel::new(slice)) {
            Ok(Step::OutOfFuel) => {}
            end => return end,
        }
    }
}

fn is_capped(end: &Result<Step, Error>, cap: usize) -> bool {
    matches!(end, Err(Error::Memory { limit: Some(limit), .. }) if *limit == cap)
}

/// Programs that want everything, each in its own way.
const GREEDY: &[&str] = &[
    "local list while true do list = { list } end",
    "local t = {} while true do t[#t + 1] = #t end",
    "local t = {} while true do t['k' .. #t] = true t[#t + 1] = 1 end",
    "local t = {} while true do t[#t + 1] = function() return t end end",
    "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
    "local t = {} while true do t[#t + 1] = coroutine.wrap(function() local u = { {}, {} } coroutine.yield() return u end) t[#t]() end",
    "local s = 'x' while true do s = s .. s end",
    "local s = 'x' while true do s = s:gsub('.', '%0%0') end",
    "local s = 'x' while true do s = s:rep(2) s = s:upper() s = s:reverse() end",
    "local t = {} while true do for i = 0, #t do table.insert(t, 'x') end table.concat(t) end",
    "local t = {} while true do for i = 0, #t do t[#t + 1] = -i end table.sort(t) end",
    "local function f(...) return 1 + f(1, ...) end f()",
    "local s = '' while true do s = s .. 'x = 1 ' .. s assert(loadstring(s)) end",
    "local t = {} while true do t[#t + 1] = newproxy(true) end",
];

/// What 128 instructions may allocate, generously.
const STRETCH: usize = 128 * KILOBYTE;

#[test]
fn no_program_gets_past_its_cap() {
    for global in [None, Some(64 * MEGABYTE)] {
        for program in GREEDY {
            let mut lua = lua();
            lua.exec("held = {} for i = 1, 20000 do held[i] = { i } end")
                .unwrap();
            lua.set_memory_limit(global);
            let before = lua.memory().used;
            let cap = 2 * MEGABYTE;
            let source = format!(
                "local ok, message = pcall(function() {program} end)
                assert(not ok and message:match('not enough memory$'), message)
                return 'caught'"
            );
            let run = start(&mut lua, &source, cap);
            let end = drive(&mut lua, &run, Fuel::MAX);
            assert!(matches!(end, Ok(Step::Done)), "{program}: {end:?}");
            assert_eq!(lua.take::<String>(&run).unwrap(), "caught");
            let peak = lua.memory().peak;
            assert!(
                peak <= before + cap + cap / 16 + STRETCH,
                "{program}: {peak} bytes on {before}"
            );
            // Not caught it is the host's.
            let run = start(&mut lua, program, cap);
            let end = drive(&mut lua, &run, 10_000);
            match &end {
                Err(Error::Runtime { message, .. }) => {
                    assert!(message.ends_with("not enough memory"), "{message}");
                }
                end => assert!(is_capped(end, cap), "{program}: {end:?}"),
            }
            // Nobody else is limited by that.
            lua.exec("local t = {} for i = 1, 1e5 do t[i] = { i } end")
                .unwrap();
            assert_eq!(lua.memory().limit, global);
            drop(run);
            assert_eq!(lua.dismantle(), 0, "{program}");
        }
    }
}

#[test]
fn what_is_less_holds() {
    let greedy = "local list while true do list = { list } end";
    for (global, cap) in [(2, 8), (8, 2)] {
        let mut lua = lua();
        lua.set_memory_limit(Some(global * MEGABYTE));
        let run = start(&mut lua, greedy, cap * MEGABYTE);
        let end = drive(&mut lua, &run, Fuel::MAX);
        assert!(is_capped(&end, 2 * MEGABYTE), "{end:?}");
    }
    // None at all, or lifted in the middle.
    let mut lua = lua();
    let run = start(
        &mut lua,
        "local t = {} for i = 1, 1e5 do t[i] = { i } end return #t",
        None,
    );
    assert!(matches!(
        drive(&mut lua, &run, Fuel::MAX).unwrap(),
        Step::Done
    ));
    assert_eq!((run.memory_limit(), run.memory_growth()), (None, 0));
    let run = start(
        &mut lua,
        "local t, refused = {}, 0
        repeat
            local ok = pcall(function() for i = 1, 1e5 do t[i] = { i } end end)
            if not ok then t = {} refused = refused + 1 coroutine.yield() end
        until ok
        return refused",
        MEGABYTE,
    );
    assert!(matches!(
        drive(&mut lua, &run, Fuel::MAX).unwrap(),
        Step::Yielded
    ));
    assert_eq!(run.memory_limit(), Some(MEGABYTE));
    run.set_memory_limit(None);
    lua.resume(&run, ()).unwrap();
    assert!(matches!(
        drive(&mut lua, &run, Fuel::MAX).unwrap(),
        Step::Done
    ));
    assert_eq!(lua.take::<f64>(&run).unwrap(), 1.0);
}

#[test]
fn garbage_never_makes_the_error() {
    for program in [
        "for i = 1, 200 do local s = ('x'):rep(2 ^ 19) end",
        "for i = 1, 20 do local t = {} for j = 1, 2 ^ 14 do t[j] = j end end",
        "for i = 1, 20 do local t = {} for j = 1, 2 ^ 13 do rawset(t, 'k' .. j, j) end end",
        "for i = 1, 2e5 do local t = { {} } end",
        "for i = 1, 3000 do coroutine.wrap(function() coroutine.yield() end)() end",
        "for i = 1, 100 do local s = ('x'):rep(2 ^ 18) local a = s:gsub('x', 'y') end",
        "for i = 1, 20 do assert(loadstring(('x = 1 '):rep(5000))) end",
        "for i = 1, 2e4 do local u = newproxy(true) getmetatable(u).__gc = function() end end",
        "collectgarbage('stop') for i = 1, 200 do local s = ('x'):rep(2 ^ 19) end collectgarbage('restart')",
    ] {
        let mut lua = lua();
        lua.exec("held = {} for i = 1, 20000 do held[i] = { i } end")
            .unwrap();
        let run = start(&mut lua, program, 2 * MEGABYTE);
        let end = drive(&mut lua, &run, 10_000);
        assert!(matches!(end, Ok(Step::Done)), "{program}: {end:?}");
    }
}

/// Two runs that take turns: one holds what it makes, the other one does not.
#[test]
fn runs_in_flight_do_not_pay_for_each_other() {
    let greedy = "local t = {} while true do t[#t + 1] = { #t } end";
    let modest = "local n = 0 for i = 1, 1e5 do local t = { i } n = n + #t end return n";
    for global in [None, Some(64 * MEGABYTE)] {
        for slice in [100, 5_000] {
            let mut lua = lua();
            lua.set_memory_limit(global);
            let cap = MEGABYTE;
            let one = start(&mut lua, greedy, cap);
            let other = start(&mut lua, modest, cap);
            let mut ends = (None, None);
            while ends.0.is_none() || ends.1.is_none() {
                for (run, end) in [(&one, &mut ends.0), (&other, &mut ends.1)] {
                    if end.is_none() {
                        match lua.step(run, &mut Fuel::new(slice)) {
                            Ok(Step::OutOfFuel) => {}
                            stop => *end = Some(stop),
                        }
                    }
                }
            }
            let (one, other) = (ends.0.unwrap(), ends.1.unwrap());
            assert!(is_capped(&one, cap), "{one:?}");
            assert!(matches!(other, Ok(Step::Done)), "{other:?}");
        }
    }
}

/// Garbage of one run that is always collected in the steps of another one.
#[test]
fn what_others_collect_is_not_held_against_a_run() {
    let mut lua = lua();
    let cap = 256 * KILOBYTE;
    let modest = start(&mut lua, "while true do local t = { {} } end", cap);
    let sweeper = start(
        &mut lua,
        "while true do collectgarbage() coroutine.yield() end",
        cap,
    );
    for _ in 0..500 {
        let step = lua.step(&modest, &mut Fuel::new(500)).unwrap();
        assert!(matches!(step, Step::OutOfFuel), "{step:?}");
        let step = drive(&mut lua, &sweeper, Fuel::MAX).unwrap();
        assert!(matches!(step, Step::Yielded), "{step:?}");
        lua.resume(&sweeper, ()).unwrap();
    }
    assert!(modest.bytes_charged() > 4 * cap as u64);
    // What was alive when it was collected has no owner any more: little.
    let growths = [modest.memory_growth(), sweeper.memory_growth()];
    assert!(growths[0] < cap as isize / 2, "{growths:?}");
    assert!(growths[1].abs() < cap as isize / 2, "{growths:?}");
}

/// The base moves: what others allocate is not the run's, and what they free is not for the run.
#[test]
fn the_cap_moves_with_what_others_do() {
    let mut lua = lua();
    let cap = MEGABYTE;
    let source =
        "local t = {} while true do for i = 1, 100 do t[#t + 1] = { i } end coroutine.yield() end";
    let run = start(&mut lua, source, cap);
    let turn = |lua: &mut Lua| {
        let step = drive(lua, &run, Fuel::MAX);
        if step.is_ok() {
            lua.resume(&run, ()).unwrap();
        }
        step
    };
    turn(&mut lua).unwrap();
    let first = run.memory_growth();
    assert!(first > 0 && first < 64 << 10, "{first}");
    // Ten times its cap.
    lua.exec("held = ('x'):rep(10 * 2 ^ 20)").unwrap();
    turn(&mut lua).unwrap();
    assert!(run.memory_growth() < 3 * first, "{}", run.memory_growth());
    // And gone.
    lua.exec("held = nil collectgarbage()").unwrap();
    let before = lua.memory().used;
    let end = loop {
        if let Err(error) = turn(&mut lua) {
            break Err(error);
        }
    };
    assert!(is_capped(&end, cap), "{end:?}");
    assert!(lua.memory().used < before + 2 * cap);
    let growth = run.memory_growth();
    assert!(growth > cap as isize / 2 && growth < 2 * cap as isize);
}

#[test]
fn slices_and_stress_change_nothing() {
    let program = "
        local function greedy() local t = {} while true do t[#t + 1] = { #t } end end
        local ok, message = pcall(greedy)
        assert(not ok and message == 'not enough memory')
        local ok, message = coroutine.resume(coroutine.create(greedy))
        assert(not ok and message == 'not enough memory')
        local ok, message = pcall(string.rep, 'x', 2 ^ 22)
        assert(not ok and message == 'not enough memory')
        for i = 1, 10 do local s = ('x'):rep(2 ^ 15) end
        return 'over'";
    let cap = 96 * KILOBYTE;
    for is_global in [false, true] {
        let mut burned = Vec::new();
        for slice in [1, 7, 1_000, Fuel::MAX] {
            let mut lua = lua();
            if is_global {
                let used = lua.memory().used;
                lua.set_memory_limit(Some(used + 2 * MEGABYTE));
            }
            let run = start(&mut lua, program, (!is_global).then_some(cap));
            let end = drive(&mut lua, &run, slice);
            assert!(matches!(end, Ok(Step::Done)), "{slice}: {end:?}");
            burned.push(run.fuel_used());
        }
        let is_same = burned.iter().all(|fuel| *fuel == burned[0]);
        assert!(is_same, "{is_global} {burned:?}");
    }
    for stress in [Stress::Slices, Stress::Cycles, Stress::Increments] {
        let mut lua = builder().stress(stress).build().unwrap();
        let run = start(&mut lua, program, cap);
        let end = drive(&mut lua, &run, 100_000);
        assert!(matches!(end, Ok(Step::Done)), "{stress:?}: {end:?}");
    }
}

/// A cap that is small beside the heap: each collection that it asks for costs fuel, for it goes through everything.
#[test]
fn a_small_cap_beside_a_large_heap_pays_for_its_collections() {
    let mut lua = lua();
    lua.exec("held = {} for i = 1, 50000 do held[i] = { i } end")
        .unwrap();
    let objects = lua.enter(|ctx| ctx.object_count()) as u64;
    let program = "for i = 1, 2000 do local s = ('x'):rep(2 ^ 15 + i) end";
    let mut burned = [None, Some(256 * KILOBYTE)].map(|cap| {
        let run = start(&mut lua, program, cap);
        let end = drive(&mut lua, &run, Fuel::MAX);
        assert!(matches!(end, Ok(Step::Done)), "{cap:?}: {end:?}");
        run.fuel_used()
    });
    // 64 MB of garbage in pieces of 256 KB.
    burned[1] -= burned[0];
    assert!(burned[1] > 100 * objects / 2, "{burned:?} for {objects}");
}

/// A collection at the limit comes in pieces; whatever stops the run in between, it ends as it would.
#[test]
fn a_collection_at_the_limit_can_be_stopped_in_the_middle() {
    const PROGRAM: &str = "
        local function fill() local list while true do list = { list } end end
        local ok, message = pcall(fill)
        assert(not ok and message == 'not enough memory')
        local ok, message = pcall(fill)
        assert(not ok and message == 'not enough memory')
        -- Garbage alone makes no error.
        for i = 1, 10 do local s = ('x'):rep(2 ^ 24) end
        return 'over'";
    let limited = |cap: Option<usize>| {
        let mut lua = lua();
        if cap.is_none() {
            lua.set_memory_limit(Some(32 * MEGABYTE));
        }
        let run = start(&mut lua, PROGRAM, cap);
        let other = start(&mut lua, "while true do end", None);
        (lua, run, other)
    };
    for (cap, takes_turns) in [
        (None, false),
        (Some(32 * MEGABYTE), false),
        (None, true),
        (Some(32 * MEGABYTE), true),
    ] {
        let (mut lua, run, _other) = limited(cap);
        assert!(matches!(
            drive(&mut lua, &run, Fuel::MAX).unwrap(),
            Step::Done
        ));
        let whole = run.fuel_used();
        let (mut lua, run, other) = limited(cap);
        let mut stops = 0;
        loop {
            // One piece takes longer than that, a look at the clock does not.
            lua.set_deadline(Some(Instant::now() + Duration::from_micros(100)));
            match lua.step(&run, &mut Fuel::new(100_000)) {
                Ok(Step::Deadline) => stops += 1,
                Ok(Step::OutOfFuel) => {}
                Ok(Step::Done) => break,
                end => panic!("{end:?}"),
            }
            // Another run goes on with it as well.
            if takes_turns && stops % 5 == 0 {
                lua.step(&other, &mut Fuel::new(10)).unwrap();
            }
        }
        assert!(stops > 4, "{stops}");
        assert_eq!(lua.take::<String>(&run).unwrap(), "over");
        if !takes_turns {
            assert_eq!(run.fuel_used(), whole, "{cap:?}");
        }
    }
}
