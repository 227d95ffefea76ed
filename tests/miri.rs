//! Small programs for miri, which watches every access to memory: coroutine switches, errors, growing stacks and tables,
//! with collections in between.
//!
//! `cargo +nightly miri test -p ferrous-core --test miri`; `.ci/run` does that under both aliasing models. Without miri
//! they are ordinary tests, run with more seeds.

use std::{
    cell::Cell,
    panic::{AssertUnwindSafe, catch_unwind},
};

use ferrous::{Chunk, Error, Fuel, Lua, StashedFunction, StashedTable, Step, Stress};

/// Programs and what they return.
const PROGRAMS: &[(&str, &str, &str)] = &[
    (
        "coroutines that make garbage",
        "local function gen(n) return coroutine.wrap(function()
            for i = 1, n do local t = {i, name = 'n' .. i} coroutine.yield(t) end end) end
        local s = ''
        local a, b = gen(4), gen(4)
        for i = 1, 4 do local x, y = a(), b() s = s .. x.name .. y[1] end
        return s",
        "n11n22n33n44",
    ),
    (
        "values handed to a coroutine and back",
        "local co = coroutine.create(function(a) local all = {a} while true do all[#all + 1] = coroutine.yield(all) end end)
        local last for i = 1, 5 do local _, t = coroutine.resume(co, {('v'):rep(i)}) last = t end
        return #last .. last[5][1] .. coroutine.status(co)",
        "5vvvvvsuspended",
    ),
    (
        "an error out of a coroutine in a coroutine",
        "local inner = coroutine.wrap(function() coroutine.yield({}) error({code = 'deep'}) end)
        local outer = coroutine.create(function() inner() inner() end)
        local ok, e = coroutine.resume(outer)
        return tostring(ok) .. e.code .. coroutine.status(outer)",
        "falsedeepdead",
    ),
    (
        "a yield across pcall, a metamethod and an iterator",
        "local t = setmetatable({}, {__add = function(a, b) return coroutine.yield(b) end})
        local co = coroutine.wrap(function()
            local s = ''
            for i in function(_, i) i = (i or 0) + 1 if i < 4 then return (coroutine.yield({i}))[1] end end do
                local ok, v = pcall(function() return t + {i} end)
                s = s .. tostring(v)
            end
            return s
        end)
        local sent = co()
        for _ = 1, 5 do sent = co(sent) end
        return type(sent == nil and '' or sent)",
        "table",
    ),
    (
        "a stack that grows under its frames",
        "local function deep(n, ...) if n == 0 then return select('#', ...), ... end return deep(n - 1, n, ...) end
        local function plain(n) if n == 0 then return 0 end return 1 + plain(n - 1) end
        local co = coroutine.wrap(function() local n = plain(60) coroutine.yield(n) return plain(90) end)
        return deep(40) + co() + co()",
        "190",
    ),
    (
        "closures over loop variables and shared cells",
        "local fs, n = {}, 0
        for i = 1, 4 do fs[i] = function() n = n + i return function() i = i + 1 n = n + i return {n} end end end
        local s = 0 for i = 1, 4 do local g = fs[i]() s = s + g()[1] + g()[1] end
        return s",
        "162",
    ),
    (
        "tables that grow, shrink and are walked meanwhile",
        "local t = {} for i = 1, 20 do t[i] = {i} t['k' .. i] = i end
        for k, v in pairs(t) do if type(k) == 'string' then t[k] = nil end end
        for i = 20, 11, -1 do table.remove(t) end
        table.insert(t, 1, {0})
        local n = 0 for k, v in pairs(t) do n = n + v[1] end
        return n .. ' ' .. #t",
        "55 11",
    ),
    (
        "library functions that call back",
        "local t = {} for i = 1, 9 do t[i] = {n = (i * 7) % 10} end
        table.sort(t, function(a, b) local garbage = {a, b} return a.n < b.n end)
        local s = '' for _, v in ipairs(t) do s = s .. v.n end
        return (s:gsub('%d', function(d) return ({d .. ','})[1] end))",
        "1,2,3,4,5,6,7,8,9,",
    ),
    (
        "handlers, levels and messages",
        "local log = {}
        local ok, m = xpcall(function() local x = {} return x.y.z end, function(m) log[#log + 1] = m return {m} end)
        local ok2, m2 = pcall(function() return #log < {} end)
        return m[1] .. '|' .. m2",
        "p:2: attempt to index field 'y' (a nil value)|p:3: attempt to compare number with table",
    ),
    (
        "environments and loaded chunks",
        "local env = setmetatable({}, {__index = _G})
        local f = setfenv(loadstring('x = (x or 0) + 1 return function() x = x + 1 return x end'), env)
        return f()() + f()() + (x or 0)",
        "6",
    ),
    (
        "hooks that yield and make garbage",
        "local seen = {}
        local co = coroutine.create(function()
            debug.sethook(function(event, line) seen[#seen + 1] = {event, line} coroutine.yield(#seen) end, 'crl', 7)
            local t = {}
            for i = 1, 2 do t[i] = {i} end
            debug.sethook()
            return 'done'
        end)
        local last repeat local _, v = coroutine.resume(co) last = v until coroutine.status(co) == 'dead'
        return last .. tostring(#seen > 5)",
        "donetrue",
    ),
    (
        "variables seen and changed from outside",
        "local function f(a, ...) local b = {a} local c = b[1] coroutine.yield() return a .. c .. b[1] end
        local co = coroutine.create(f)
        coroutine.resume(co, 'x', 'y')
        local names = '' for i = 1, 9 do local n = debug.getlocal(co, 1, i) names = names .. (n or '-') end
        debug.setlocal(co, 1, 1, 'A' .. 1)
        local up = 'u' local function g() up = up .. '!' return up end
        debug.setupvalue(g, 1, 'U' .. 2)
        local _, r = coroutine.resume(co)
        return names .. r .. g() .. up .. #debug.traceback(co)",
        "aargbc-----A1xxU2!U2!16",
    ),
    (
        "weak tables and finalizers",
        "local log, weak = 0, setmetatable({}, {__mode = 'kv'})
        local kept
        for i = 1, 3 do
            local p = newproxy(true)
            getmetatable(p).__gc = function(o) log = log + 1 if i == 2 then kept = o end end
            weak[i] = {} weak[{}] = i weak[p] = p
        end
        collectgarbage() collectgarbage()
        local n = 0 for _ in pairs(weak) do n = n + 1 end
        return log .. n .. type(kept)",
        "30userdata",
    ),
    (
        "overflow of the stack, caught",
        "local function f() return 1 + f() end
        local ok, m = pcall(f)
        local ok2, m2 = pcall(string.rep)
        return tostring(ok) .. tostring(m):match('stack overflow') .. tostring(ok2)",
        "falsestack overflowfalse",
    ),
];

/// How many programs, from the first on, are about coroutine switches.
const SWITCHING: usize = 3;

#[test]
fn plain() {
    check_all(Stress::None, 1, Fuel::MAX);
}

#[test]
fn with_a_cycle_at_every_safe_point() {
    check_all(Stress::Cycles, 2, Fuel::MAX);
}

#[test]
fn with_an_increment_at_every_safe_point() {
    for seed in 0..if cfg!(miri) { 1 } else { 100 } {
        check_all(Stress::Increments, 3 + seed, 50);
    }
}

#[test]
fn two_runs_of_one_lua_and_handles() {
    let mut lua = lua(Stress::Increments, 7);
    let make: StashedFunction = lua
        .eval("return function(n) local t = {} for i = 1, n do t[i] = {i} coroutine.yield(t) end return t end")
        .expect("a function");
    let runs = [3, 5].map(|n| lua.start(&make, n).expect("a run"));
    let mut tables: Vec<StashedTable> = Vec::new();
    for _ in 0..3 {
        for run in &runs {
            while let Step::OutOfFuel = lua.step(run, &mut Fuel::new(5)).expect("a step") {}
            tables.push(lua.take(run).expect("the table"));
            lua.resume(run, ()).expect("it has yielded");
        }
    }
    assert!(lua.cancel(&runs[1]));
    drop(runs);
    lua.exec("for i = 1, 20 do local garbage = {} end")
        .expect("it runs");
    let lengths: Vec<usize> = tables
        .iter()
        .map(|table| lua.len(table).expect("a table"))
        .collect();
    assert_eq!(lengths, [3; 6]);
    drop(lua);
    drop(tables);
}

#[test]
fn one_lua_inside_a_function_of_another() {
    let mut lua = lua(Stress::Increments, 8);
    lua.try_enter(|ctx| {
        let nested = ctx.function(|_, n: f64| {
            let mut inner = self::lua(Stress::Cycles, 9);
            inner
                .eval::<f64>(&format!(
                    "local t = {{}} for i = 1, 5 do t[i] = {{i * {n}}} end return t[5][1]"
                ))
                .map_err(Into::into)
        });
        ctx.set_global("nested", nested)
    })
    .expect("a function");
    assert_eq!(
        lua.eval::<f64>("local t = {} for i = 1, 2 do t[i] = nested(i) end return t[1] + t[2]")
            .expect("a sum"),
        15.0
    );
}

#[test]
fn a_panic_of_a_host_function_poisons() {
    let mut lua = lua(Stress::None, 10);
    let called = Cell::new(false);
    lua.try_enter(|ctx| {
        ctx.set_global(
            "fail",
            ctx.function(|_, ()| -> Result<(), _> { panic!("on purpose") }),
        )
    })
    .expect("a function");
    let outcome = catch_unwind(AssertUnwindSafe(|| {
        called.set(true);
        lua.exec(
            "local t = setmetatable({}, {__index = function() return pcall(fail) end}) return t.x",
        )
    }));
    assert!(outcome.is_err() && called.get());
    assert!(matches!(lua.exec("return 1"), Err(Error::Poisoned)));
}

fn check_all(stress: Stress, seed: u64, slice: u64) {
    // Under miri, which is a thousand times slower, a mode with a collection at every safe point gets the programs that
    // switch coroutines, and all share one interpreter.
    let most = match stress {
        Stress::Cycles if cfg!(miri) => 1,
        Stress::Increments if cfg!(miri) => SWITCHING,
        _ => PROGRAMS.len(),
    };
    let mut lua = lua(stress, seed);
    for (name, source, expected) in &PROGRAMS[..most] {
        let main = lua
            .load(Chunk::new(*source).name("=p"))
            .unwrap_or_else(|error| panic!("{name}: {error}"));
        let run = lua.start(&main, ()).expect(name);
        while let Step::OutOfFuel = lua
            .step(&run, &mut Fuel::new(slice))
            .unwrap_or_else(|error| panic!("{name}: {error}"))
        {}
        assert_eq!(lua.take::<String>(&run).expect(name), *expected, "{name}");
    }
}

/// A `Lua` whose stack overflows soon.
fn lua(stress: Stress, seed: u64) -> Lua {
    ferrous::builder()
        .library(ferrous::open::debug)
        .stress(stress)
        .seed(seed)
        .depth_limit(150)
        .build()
        .expect("the libraries open")
}
