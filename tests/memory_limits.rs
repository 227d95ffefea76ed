//! The limit in bytes: who gets the error, when, and that nothing is worse for it afterwards.

use ferrous::{Builder, Error, Fuel, Lua, MemoryUse, StashedFunction, Step, Stress};

const MEGABYTE: usize = 1 << 20;

fn builder() -> Builder {
    Builder::new().library(ferrous::open::all).seed(1)
}

fn limited(bytes: usize) -> Lua {
    builder().memory_limit(bytes).build().unwrap()
}

/// Collects twice; answers what is in use then.
fn settled(lua: &mut Lua) -> usize {
    lua.enter(|ctx| ctx.request_collection());
    lua.enter(|ctx| ctx.request_collection());
    lua.memory().used
}

fn is_out_of_memory<T>(result: Result<T, Error>) -> bool {
    matches!(result, Err(Error::Memory { .. }))
}

#[test]
fn the_host_sees_what_the_limit_was() {
    let mut lua = limited(4 * MEGABYTE);
    let error = lua.exec("local t = {} while true do t[#t + 1] = {} end");
    let Err(Error::Memory { limit, used, .. }) = error else {
        panic!("{error:?}");
    };
    assert_eq!(limit, Some(4 * MEGABYTE));
    assert!(used > 3 * MEGABYTE, "{used}");
    assert_eq!(error.unwrap_err().to_string(), "not enough memory");
    assert!(settled(&mut lua) < MEGABYTE);
    assert_eq!(lua.eval::<f64>("return #('x'):rep(1e6)").unwrap(), 1e6);
    let MemoryUse { limit, peak, .. } = lua.memory();
    assert_eq!(limit, Some(4 * MEGABYTE));
    assert!(peak > 3 * MEGABYTE, "{peak}");
}

#[test]
fn a_limit_can_be_set_at_any_time() {
    let mut lua = builder().build().unwrap();
    lua.exec("held = ('x'):rep(2 ^ 22)").unwrap();
    lua.set_memory_limit(Some(2 * MEGABYTE));
    assert!(is_out_of_memory(
        lua.exec("local t = {} for i = 1, 100 do t[i] = { i } end")
    ));
    lua.set_memory_limit(None);
    lua.exec("held = nil local t = {} for i = 1, 1e5 do t[i] = { i } end")
        .unwrap();
    lua.set_memory_limit(Some(2 * MEGABYTE));
    lua.exec("local t = {} for i = 1, 100 do t[i] = { i } end")
        .unwrap();
}

#[test]
fn scripts_catch_the_error_as_in_lua() {
    let mut lua = limited(4 * MEGABYTE);
    lua.exec(
        "local function greedy() local t = {} while true do t[#t + 1] = {} end end
        local ok, message = pcall(greedy)
        assert(ok == false and message == 'not enough memory')
        -- No handler is called: it would need memory.
        local ok, message = xpcall(greedy, function() error('called') end)
        assert(ok == false and message == 'not enough memory')
        -- And if one is greedy itself, that is the error.
        local ok, message = xpcall(error, greedy)
        assert(ok == false and message == 'not enough memory')
        local ok, message = coroutine.resume(coroutine.create(greedy))
        assert(ok == false and message == 'not enough memory')
        local ok, message = pcall(coroutine.wrap(greedy))
        assert(ok == false and message == 'not enough memory')
        local ok, message = pcall(string.rep, 'x', 2 ^ 30)
        assert(ok == false and message == 'not enough memory')
        local f, message = loadstring(('x = 1 '):rep(2 ^ 18))
        assert(f == nil and message == 'not enough memory')
        local f, message = load(function() return 'x = 1 ' end)
        assert(f == nil and message == 'not enough memory')
        -- It is a string like any other.
        local t = { [message] = 1 }
        assert(t['not enough memory'] == 1 and #message == 17)",
    )
    .unwrap();
    // Thrown on as it is, it is the same error.
    let thrown = lua.exec("local ok, e = pcall(string.rep, 'x', 2 ^ 30) error(e, 0)");
    assert!(is_out_of_memory(thrown));
    let other = lua.exec("error('not enough memory', 0)");
    assert!(matches!(other, Err(Error::Runtime { .. })));
}

/// Programs that want everything, each in its own way.
const GREEDY: &[&str] = &[
    "local list while true do list = { list } end",
    "local t = {} while true do t[#t + 1] = #t end",
    "local t = {} while true do t['k' .. #t] = true t[#t + 1] = 1 end",
    "local t = {} while true do t[#t + 1] = function() return t end end",
    "local t = {} while true do t[#t + 1] = coroutine.create(function() end) end",
    "local s = 'x' while true do s = s .. s end",
    "local t = {} while true do t[#t + 1] = ('x'):rep(1000) .. #t end",
    "local s = 'x' while true do s = s:gsub('.', '%0%0') end",
    "local s = 'x' while true do s = s:gsub('.', { x = 'xx' }) end",
    "local s = 'x' while true do s = ('%s%s'):format(s, s) end",
    "local s = 'x' while true do s = s:rep(2) s = s:upper() s = s:reverse() s = s:lower() end",
    "local t = {} while true do for i = 0, #t do table.insert(t, 'x') end table.concat(t) end",
    "local t = {} while true do for i = 0, #t do t[#t + 1] = -i end table.sort(t) end",
    "local function f(...) return 1 + f(1, ...) end f()",
    "local function f(n) local a, b, c, d, e, f1, g, h = n return 1 + f(n) end f(1)",
    "local t = {} while true do for i = 0, #t do t[#t + 1] = 1 end local a = select('#', unpack(t)) end",
    "local s = '' while true do s = s .. 'x = 1 ' .. s assert(loadstring(s)) end",
    "local t = {} while true do t[#t + 1] = newproxy(true) end",
    "local t = {} while true do t[#t + 1] = { pcall(error, {}) } end",
];

/// What 128 instructions may allocate, generously.
const STRETCH: usize = 128 << 10;

#[test]
fn little_more_than_the_limit_is_ever_in_use() {
    for program in GREEDY {
        for limit in [MEGABYTE, 8 * MEGABYTE] {
            let mut lua = limited(limit);
            lua.exec(format!(
                "local ok, message = pcall(function() {program} end) assert(not ok)
                assert(message:match('not enough memory$') or message:match('stack overflow'), message)"
            ))
            .unwrap();
            let peak = lua.memory().peak;
            assert!(
                peak <= limit + limit / 16 + STRETCH,
                "{program}: {peak} bytes under {limit}"
            );
            assert!(settled(&mut lua) < limit / 2, "{program}");
            assert_eq!(lua.dismantle(), 0, "{program}");
        }
    }
}

#[test]
fn slices_of_any_size_end_in_the_error() {
    for slice in [1, 7, 1000] {
        for program in GREEDY {
            let mut lua = builder().build().unwrap();
            let limit = settled(&mut lua) + (96 << 10);
            lua.set_memory_limit(Some(limit));
            let main: StashedFunction = lua.load(*program).unwrap();
            let run = lua.start(&main, ()).unwrap();
            let end = loop {
                match lua.step(&run, &mut Fuel::new(slice)) {
                    Ok(Step::OutOfFuel) => {}
                    end => break end,
                }
            };
            match end {
                Err(Error::Memory { .. }) => {}
                Err(Error::Runtime { message, .. }) => {
                    assert!(
                        message.ends_with("not enough memory"),
                        "{program}: {message}"
                    );
                }
                end => panic!("{program}: {end:?}"),
            }
        }
    }
}

#[test]
fn garbage_never_makes_the_error() {
    let mut lua = limited(4 * MEGABYTE);
    for program in [
        "for i = 1, 200 do local s = ('x'):rep(2 ^ 20) end",
        "for i = 1, 20 do local s = 'x' for j = 1, 20 do s = s .. s end end",
        "for i = 1, 20 do local t = {} for j = 1, 2 ^ 15 do t[j] = j end end",
        "for i = 1, 20 do local t = {} for j = 1, 2 ^ 15 do table.insert(t, j) end end",
        "for i = 1, 20 do local t = {} for j = 1, 2 ^ 14 do rawset(t, 'k' .. j, j) end end",
        "for i = 1, 20 do local t = {} for j = 1, 2 ^ 15 do t[j] = -j end table.sort(t) end",
        "for i = 1, 100 do local s = ('x'):rep(2 ^ 19) local a = s:gsub('x', 'y') end",
        "for i = 1, 100 do local s = ('x'):rep(2 ^ 19) local a, b, c = s:match('(.(.*).)(.)') end",
        "local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end
        for i = 1, 20 do coroutine.wrap(f)(10000) local s = ('x'):rep(2 ^ 20) end",
        "local t = {} for i = 1, 2 ^ 15 do t[i] = i end
        for i = 1, 20 do local a = select('#', unpack(t)) local s = ('x'):rep(2 ^ 20) end",
        "for i = 1, 50 do assert(loadstring(('x = 1 '):rep(5000))) end",
        // As much garbage as can be, when something large is wanted at once.
        "for i = 1, 20 do local t = {} for j = 1, 1e4 do t = { t } end t = nil local s = ('x'):rep(2 ^ 21) end",
        // A stopped collector is no way out, and stays stopped.
        "collectgarbage('stop') for i = 1, 200 do local s = ('x'):rep(2 ^ 20) end collectgarbage('restart')",
    ] {
        lua.exec(program)
            .unwrap_or_else(|error| panic!("{program}: {error}"));
        let settled = settled(&mut lua);
        assert!(settled < MEGABYTE, "{program}: {settled}");
    }
}

/// A program that holds nearly all of its limit would collect at every step; it ends instead.
#[test]
fn a_program_at_its_limit_does_not_collect_for_ever() {
    let mut lua = limited(8 * MEGABYTE);
    let held = settled(&mut lua);
    let strings = (8 * MEGABYTE - held - (300 << 10)) / (1 << 17);
    lua.exec(format!(
        "held = {{}} for i = 1, {strings} do held[i] = ('x'):rep(2 ^ 17 - 64) end"
    ))
    .unwrap();
    let main: StashedFunction = lua.load("while true do local t = { {} } end").unwrap();
    let run = lua.start(&main, ()).unwrap();
    assert!(is_out_of_memory(lua.step(&run, &mut Fuel::new(10_000_000))));
}

/// What an error leaves behind is given back: stacks, frames, interned strings, handles.
#[test]
fn ten_thousand_errors_leave_nothing_behind() {
    const ROUNDS: usize = if cfg!(miri) { 10 } else { 10_000 };
    let cases: &[(&str, usize)] = &[
        ("pcall(function() local x = nil; x() end)", ROUNDS),
        ("pcall(error, { 'value' })", ROUNDS),
        ("pcall(function() error('message ' .. count) end)", ROUNDS),
        (
            "coroutine.resume(coroutine.create(function() error('inside') end))",
            ROUNDS,
        ),
        (
            "_G['key' .. count] = count _G['key' .. count - 1] = nil pcall(error)",
            ROUNDS,
        ),
        ("pcall(string.rep, 'x', 2 ^ 30)", ROUNDS),
        (
            "local function f() return 1 + f() end pcall(f)",
            ROUNDS / 500,
        ),
        (
            "pcall(function() local t = {} while true do t[#t + 1] = 'x' .. #t end end)",
            ROUNDS / 500,
        ),
    ];
    for (program, rounds) in cases {
        let mut lua = builder()
            .depth_limit(20_000)
            .memory_limit(8 * MEGABYTE)
            .build()
            .unwrap();
        lua.exec(format!(
            "count = 0 function step() count = count + 1 {program} end"
        ))
        .unwrap();
        let step: StashedFunction = lua.eval("return step").unwrap();
        lua.call::<()>(&step, ()).unwrap();
        let first = settled(&mut lua);
        for _ in 0..*rounds {
            lua.call::<()>(&step, ()).unwrap();
        }
        let last = settled(&mut lua);
        assert!(
            last <= first + (64 << 10),
            "{program}: {first} bytes, then {last}"
        );
        let in_one_go = format!("for i = 1, {rounds} do step() end");
        lua.exec(&*in_one_go).unwrap();
        let last = settled(&mut lua);
        assert!(
            last <= first + (64 << 10),
            "{program} in one go: {first} bytes, then {last}"
        );
    }
}

/// The main thread of a run shrinks while it is suspended, and goes on.
#[test]
fn stacks_shrink_under_a_suspended_run() {
    for stress in [Stress::None, Stress::Cycles, Stress::Increments] {
        let mut lua = builder().stress(stress).build().unwrap();
        let before = settled(&mut lua);
        let main: StashedFunction = lua
            .load(
                "local function f(n) if n > 0 then return 1 + f(n - 1) end return 0 end
                local sum = 0
                for i = 1, 3 do
                    sum = sum + f(3000)
                    local a, b = 'kept', { i }
                    coroutine.yield(sum)
                    assert(a == 'kept' and b[1] == i)
                end
                return sum",
            )
            .unwrap();
        let run = lua.start(&main, ()).unwrap();
        for _ in 0..3 {
            assert!(matches!(
                lua.step(&run, &mut Fuel::new(Fuel::MAX)).unwrap(),
                Step::Yielded
            ));
            assert!(settled(&mut lua) < before + (32 << 10));
            lua.resume(&run, ()).unwrap();
        }
        assert!(matches!(
            lua.step(&run, &mut Fuel::new(Fuel::MAX)).unwrap(),
            Step::Done
        ));
        assert_eq!(lua.take::<f64>(&run).unwrap(), 9000.0);
    }
}

#[test]
fn natives_are_refused_what_does_not_fit() {
    let mut lua = limited(2 * MEGABYTE);
    lua.try_enter(|ctx| {
        assert!(ctx.fits(MEGABYTE) && !ctx.fits(2 * MEGABYTE));
        let refused = ctx.claim(2 * MEGABYTE).unwrap_err();
        assert_eq!(refused.refused(ctx), Some(2 * MEGABYTE));
        let take = ctx.function(|ctx, bytes: usize| {
            ctx.claim(bytes)?;
            ctx.release(bytes);
            Ok(true)
        });
        ctx.set_global("take", take)
    })
    .unwrap();
    lua.exec("assert(take(2 ^ 20)) assert(select(2, pcall(take, 2 ^ 22)) == 'not enough memory')")
        .unwrap();
    assert!(is_out_of_memory(lua.exec("take(2 ^ 22)")));
}
