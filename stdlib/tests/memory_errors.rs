//! Many "not enough memory" in a row: nothing of them stays.
//!
//! Each shape of greed runs into the limit again and again, caught by the script and by the host in turn. After two full
//! collections as much is in use as after the first error, up to [`MOST_LEFT`].
//!
//! By default there are a few errors under a small limit. `FERROUS_EXHAUSTIVE=1` has 10,000 of each shape under 64 MB, which takes
//! hours; `FERROUS_ROUNDS=100` says how many instead, and `FERROUS_SHAPE=load` runs those with `load` in their name:
//!
//!     FERROUS_EXHAUSTIVE=1 FERROUS_ROUNDS=100 cargo test --release -p ferrous-lua --test memory_errors -- --nocapture

use std::{env, time::Instant};

use ferrous::{Error, Lua, StashedFunction};

const KILOBYTE: usize = 1 << 10;
const MEGABYTE: usize = 1 << 20;

/// What more may be in use after all of them than after the first.
const MOST_LEFT: usize = 64 * KILOBYTE;

/// The bodies of functions that never end, but for a lack of memory or of stack.
const SHAPES: &[(&str, &str)] = &[
    ("lists", "local list while true do list = { list } end"),
    ("arrays", "local t = {} while true do t[#t + 1] = #t end"),
    (
        "number keys",
        "local t = {} for i = 1, 1e9 do t[i + 0.5] = true end",
    ),
    (
        "string keys",
        "local t = {} for i = 1, 1e9 do t['key' .. i] = true end",
    ),
    ("object keys", "local t = {} while true do t[{}] = {} end"),
    (
        "closures",
        "local t = {} while true do local n = #t t[n + 1] = function() n = n + 1 return n end end",
    ),
    (
        "closures over closures",
        "local f = print while true do local g = f f = function() return g() end end",
    ),
    (
        "environments",
        "local t = {} while true do t[#t + 1] = setfenv(function() end, { #t }) end",
    ),
    (
        "coroutines",
        "local t = {} while true do local f = coroutine.wrap(function() coroutine.yield() end) f() t[#t + 1] = f end",
    ),
    (
        "deep coroutines",
        "local t = {}
        local function f(n) if n == 0 then coroutine.yield() end return 1 + f(n - 1) end
        while true do t[#t + 1] = coroutine.wrap(f) t[#t](500) end",
    ),
    (
        "nested coroutines",
        "local function f() return coroutine.wrap(f)() end return f()",
    ),
    (
        "an error in a coroutine",
        "coroutine.wrap(function() local t = {} while true do t = { t } end end)()",
    ),
    (
        "userdata",
        "local t = {} while true do t[#t + 1] = newproxy(true) end",
    ),
    (
        "weak tables",
        "local t = {} while true do t[#t + 1] = setmetatable({ {} }, { __mode = 'kv' }) end",
    ),
    (
        "finalizers",
        "local t = {}
        while true do
            local p = newproxy(true)
            getmetatable(p).__gc = function() end
            t[#t + 1] = p
        end",
    ),
    ("doubling", "local s = 'x' while true do s = s .. s end"),
    (
        "long strings",
        "local t = {} while true do t[#t + 1] = ('x'):rep(66000) .. #t end",
    ),
    (
        "short strings",
        "local t = {} while true do t[#t + 1] = 'x' .. #t end",
    ),
    (
        "concat",
        "local s = 'x' while true do s = s .. #s .. s .. s end",
    ),
    (
        "table.concat",
        "local t = { 'x' } while true do t[#t + 1] = table.concat(t) end",
    ),
    ("rep", "return ('x'):rep(1e9)"),
    (
        "gsub",
        "local s = 'x' while true do s = s:gsub('^.*$', '%0%0') end",
    ),
    (
        "gsub with a function",
        "local s, held = ('x'):rep(1e6), {}
        while true do s:gsub('.', function(c) held[#held + 1] = { c } end) end",
    ),
    (
        "format",
        "local s = 'x' while true do s = ('%s%q'):format(s, s) end",
    ),
    (
        "recursion",
        "local function f(n) return 1 + f(n + 1) end return f(1)",
    ),
    (
        "wide recursion",
        "local function f(n) local t = { n } local a, b, c, d, e, g, h, i, j, k return t, f(n + 1), a end return f(1)",
    ),
    (
        "arguments",
        "local function f(...) return 1 + f(1, ...) end return f(1)",
    ),
    (
        "unpack",
        "local t = {} while true do t[#t + 1] = { unpack({}, 1, 1000) } end",
    ),
    (
        "load",
        "local s = 'x = 1 ' while true do s = s .. s local f, e = loadstring(s) if not f then error(e, 0) end end",
    ),
    (
        "load of names",
        "local i = 0 local f, e = load(function() i = i + 1 return 'a' .. i .. '=b ' end) error(e, 0)",
    ),
    (
        "load that is held",
        "local t = {} while true do local f, e = loadstring('return function() return x' .. #t .. ' end') t[#t + 1] = f or error(e, 0) end",
    ),
    (
        "dumps",
        "local t, f = {}, loadstring(('x = 1 '):rep(1000)) while true do t[#t + 1] = string.dump(f) end",
    ),
    (
        "sort",
        "local t = {} while true do for i = 1, #t + 100 do t[#t + 1] = -i end table.sort(t) end",
    ),
    (
        "insertions",
        "local t = {} while true do table.insert(t, 1, ('x'):rep(30000) .. #t) end",
    ),
    (
        "a file without an end",
        "local f = io.open('/dev/zero') local ok, e = pcall(f.read, f, '*a') f:close() error(e, 0)",
    ),
    (
        "errors",
        "local t = {} while true do local ok, e = pcall(error, { #t }) if e == 'not enough memory' then error(e, 0) end t[#t + 1] = e end",
    ),
    (
        "tracebacks",
        "local m = 'x' while true do m = debug.traceback(m .. m) end",
    ),
    (
        "hooks",
        "local t = {}
        local function hook()
            local ok, e = pcall(function() for i = 1, 10 do t[#t + 1] = { i } end end)
            if not ok then debug.sethook() error(e, 0) end
        end
        debug.sethook(hook, '', 1)
        while true do end",
    ),
];

/// How much there is, and how many errors there are.
fn extent() -> (usize, usize) {
    let (limit, rounds) = match env::var_os("FERROUS_EXHAUSTIVE") {
        Some(_) => (64 * MEGABYTE, 10_000),
        None => (2 * MEGABYTE, 20),
    };
    let wanted = env::var("FERROUS_ROUNDS").ok();
    (
        limit,
        wanted.map_or(rounds, |wanted| wanted.parse().unwrap()),
    )
}

/// Collects everything twice; answers what is in use then.
fn settled(lua: &mut Lua) -> usize {
    // A collection finds finalizers and has them run; the ones after it free what those were for.
    for _ in 0..2 {
        lua.exec("collectgarbage()").unwrap();
    }
    lua.memory().used
}

fn is_expected(message: &str) -> bool {
    message == "not enough memory" || message.contains("stack overflow")
}

/// Runs into the limit once: caught by a script, or by the host.
fn fail(lua: &mut Lua, name: &str, catch: &StashedFunction, greed: &StashedFunction, round: usize) {
    if round.is_multiple_of(2) {
        let (ok, message) = lua.call::<(bool, String)>(catch, ()).unwrap();
        assert!(!ok && is_expected(&message), "{name}: {message}");
        return;
    }
    match lua.call::<()>(greed, ()) {
        Err(Error::Memory { .. }) => {}
        Err(Error::Runtime { message, .. }) => assert!(is_expected(&message), "{name}: {message}"),
        end => panic!("{name}: {end:?}"),
    }
}

fn check(name: &str, body: &str, limit: usize, rounds: usize) -> Result<(), String> {
    let mut lua = ferrous::builder()
        .library(ferrous::open::all)
        .seed(1)
        .build()
        .unwrap();
    lua.set_memory_limit(Some(limit));
    lua.exec(format!(
        "function greed() {body} end function catch() return pcall(greed) end"
    ))
    .unwrap();
    let catch: StashedFunction = lua.eval("return catch").unwrap();
    let greed: StashedFunction = lua.eval("return greed").unwrap();
    let before = settled(&mut lua);
    fail(&mut lua, name, &catch, &greed, 0);
    let first = settled(&mut lua);
    let begun = Instant::now();
    for round in 1..rounds {
        fail(&mut lua, name, &catch, &greed, round);
    }
    let took = begun.elapsed();
    let last = settled(&mut lua);
    println!(
        "{name}: {before} bytes, {first} after the first error, {last} after {rounds}; {} us each",
        took.as_micros() / rounds as u128
    );
    assert_eq!(lua.dismantle(), 0, "{name}");
    match last <= first + MOST_LEFT {
        true => Ok(()),
        false => Err(format!("{name}: {first} bytes, then {last}")),
    }
}

#[test]
fn errors_leave_nothing_behind() {
    let (limit, rounds) = extent();
    let wanted = env::var("FERROUS_SHAPE").unwrap_or_default();
    let shapes = SHAPES.iter().filter(|(name, _)| name.contains(&wanted));
    let wrong: Vec<_> = shapes
        .filter_map(|(name, body)| check(name, body, limit, rounds).err())
        .collect();
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
