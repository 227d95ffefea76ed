//! Programs that would take a host's time or memory, if they could.
//!
//! Each of them ends with an answer, an error that a script can catch, or the end of its fuel, and the interpreter is as good
//! as before. There is no clock here: what a unit of fuel costs is the business of the bench `prices`, and 10,000,000
//! units are a second at worst.

use std::{
    io,
    sync::atomic::{AtomicBool, Ordering},
};

use ferrous::{Fuel, Lua, Step};

/// A second's worth.
const FUEL: u64 = 10_000_000;
/// What a slice may burn beyond its budget before it is a bomb itself: work on long values is paid at once.
const SLICE: u64 = 10_000;
/// The memory that they are given.
const MEMORY: usize = 512 << 20;

fn lua() -> Lua {
    let mut lua = ferrous::builder().seed(5).build().unwrap();
    lua.set_memory_limit(Some(MEMORY));
    lua.try_enter(ferrous::open::all).unwrap();
    lua.try_enter(|ctx| ferrous::output::set(ctx, io::sink()))
        .unwrap();
    lua
}

/// What became of a program.
#[derive(Debug, PartialEq, Eq)]
enum End {
    Answer(String),
    Error(String),
    Spent,
}

/// Runs a chunk with a second's worth of fuel. Its answer is one text.
fn explode(source: &str) -> End {
    let mut lua = lua();
    let main = lua.load(source).unwrap();
    let run = lua.start(&main, ()).unwrap();
    let end = loop {
        match lua.step(&run, &mut Fuel::new(SLICE + run.fuel_debt())) {
            Ok(Step::OutOfFuel) if run.fuel_used() > FUEL => break End::Spent,
            Ok(Step::OutOfFuel) => {}
            Ok(Step::Yielded) => lua.resume(&run, ()).unwrap(),
            Ok(Step::Done) => break End::Answer(lua.take(&run).unwrap()),
            Ok(other) => panic!("{source}: {other:?}"),
            Err(error) => break End::Error(error.to_string()),
        }
        let used = lua.enter(|ctx| ctx.memory_used());
        assert!(used < MEMORY + MEMORY / 16, "{source}: {used} bytes");
    };
    lua.cancel(&run);
    let answer: String = lua
        .eval(
            "
            local t = {}
            for i = 1, 100 do t[i] = (i * 37) % 101 end
            table.sort(t)
            local co = coroutine.wrap(function(...) return pcall(coroutine.yield, ...) end)
            co(1)
            return table.concat(t, ',', 1, 3) .. ('x'):rep(3):gsub('x', 'y') .. tostring(co(2))
            ",
        )
        .unwrap_or_else(|error| panic!("{source}: afterwards: {error}"));
    assert_eq!(answer, "1,2,3yyytrue", "{source}");
    end
}

fn answers(source: &str, answer: &str) {
    assert_eq!(explode(source), End::Answer(answer.into()), "{source}");
}

/// The script catches this error.
fn fails(source: &str, message: &str) {
    let caught = format!("return select(2, pcall(function() {source} end))");
    match explode(&caught) {
        End::Answer(error) => assert!(error.contains(message), "{source}: {error}"),
        other => panic!("{source}: {other:?}"),
    }
}

fn never_ends(source: &str) {
    assert_eq!(explode(source), End::Spent, "{source}");
}

#[test]
fn patterns() {
    never_ends("return ('a'):rep(100):find(('.-'):rep(30) .. 'b')");
    never_ends("return ('a'):rep(100):match(('a*'):rep(30) .. 'b')");
    never_ends("for _ in ('a'):rep(100):gmatch(('(a-)'):rep(30) .. 'b') do end");
    never_ends("return ('a'):rep(100):gsub(('[ab]-'):rep(30) .. 'b', '')");
    never_ends("return (('('):rep(100000)):find('%b()')");
    never_ends("return (('a'):rep(20000)):find('(a*)%1b')");
    never_ends("return (('a'):rep(20000)):gsub('.-b', 'x')");
    never_ends("return (('x'):rep(50000)):gsub('.*', ('%0'):rep(50000))");
    fails(
        "return (''):find(('a?'):rep(300000)), ('x'):find(('('):rep(33))",
        "too many captures",
    );
    answers(
        "return tostring((('a'):rep(10)):find(('a?'):rep(300000)))",
        "1",
    );
    fails("return ('a'):find('[a')", "malformed pattern");
    fails("return ('a'):find('%')", "malformed pattern");
    fails("return ('a'):find('(a')", "unfinished capture");
    fails("return ('a'):find('%b')", "unbalanced pattern");
    fails("return ('a'):find('%f')", "missing '[' after '%f'");
    fails("return ('a'):gsub('a', '%9')", "invalid capture index");
    fails("return ('a'):find('%1')", "invalid capture index");
    answers("return (('a'):gsub('', '%%'))", "%a%");
}

#[test]
fn counts() {
    answers("return (''):rep(1e10)", "");
    answers(
        "return ('x'):rep(-1e300) .. ('x'):rep(0 / 0) .. ('x'):rep(-1)",
        "",
    );
    fails(
        "return ('xx'):rep(2 ^ 31 - 1)",
        "resulting string too large",
    );
    fails("return ('xx'):rep(1e10)", "resulting string too large");
    fails(
        "return unpack({}, 0, 2 ^ 31 - 1)",
        "too many results to unpack",
    );
    fails(
        "return unpack({}, -2 ^ 31, 2 ^ 31 - 1)",
        "too many results to unpack",
    );
    fails("return unpack({}, 1, 1e8)", "too many results to unpack");
    answers("return tostring(unpack({}, 2 ^ 53, 0 / 0))", "nil");
    answers(
        "local t = {} for i = 1, 1e6 do t[i] = i end return tostring(select('#', unpack(t)))",
        "1000000",
    );
    for form in ["%99999d", "%.99999f", "%0000000d", "%123s"] {
        fails(
            &format!("return string.format('{form}', 1)"),
            "invalid format",
        );
    }
    answers(
        "return tostring(#('%99.99f'):format(-1.7976931348623157e308))",
        "410",
    );
    fails("return string.char(256)", "invalid value");
    answers(
        "return ('abc'):sub(-1e300, 1e300) .. ('abc'):sub(0 / 0, 2 ^ 53)",
        "abc",
    );
    answers(
        "return tostring(select('#', ('abc'):byte(-2 ^ 53, 2 ^ 53)))",
        "3",
    );
    fails("return select(-2 ^ 31, 1)", "index out of range");
    answers("return tostring(select('#', select(2 ^ 31 - 1, 1)))", "0");
    never_ends("local t = { 1, 2, 3 } table.insert(t, -2 ^ 31, 1) return ''");
    fails(
        "return table.concat({}, '', -2 ^ 31, 2 ^ 31 - 1)",
        "invalid value (nil) at index -2147483648",
    );
    never_ends("for i = 1, 2 ^ 53 do end return ''");
    never_ends("for i = 1, 1 / 0, 1e-300 do end return ''");
    answers("for i = 1, 2, 0 do error('x') end return 'none'", "none");
    answers(
        "for i = 0 / 0, 1 do error('x') end for i = 1, 0 / 0 do error('x') end return 'none'",
        "none",
    );
    fails("local t = {} t[0 / 0] = 1", "table index is NaN");
    answers(
        "local t = {} t[2 ^ 53] = 1 t[-1 / 0] = 2 t[1e300] = 3 return tostring(#t)",
        "0",
    );
}

#[test]
fn long_results() {
    fails("return ('x'):rep(1e10)", "not enough memory");
    never_ends("local s = 'x' while true do s = s .. s end");
    fails(
        "local s = ('x'):rep(1.5e8) return s:gsub('.*', ('%0'):rep(10))",
        "not enough memory",
    );
    fails(
        "local s, t = ('x'):rep(1e6), {} for i = 1, 5000 do t[i] = s end return table.concat(t)",
        "resulting string too large",
    );
    fails(
        "local s, t = ('x'):rep(1e6), {} for i = 1, 5000 do t[i] = '' end return table.concat(t, s)",
        "resulting string too large",
    );
    answers(
        "local s = ('x'):rep(2 ^ 20) return tostring(#(s .. s .. s .. s))",
        "4194304",
    );
}

#[test]
fn sorts() {
    answers(
        "
        local n, gas = 20000, 20001
        local value, order, solid, candidate = {}, {}, 0, 0
        for i = 1, n do value[i], order[i] = gas, i end
        table.sort(order, function(a, b)
          if value[a] == gas and value[b] == gas then
            solid = solid + 1
            if a == candidate then value[a] = solid else value[b] = solid end
          end
          if value[a] == gas then candidate = a elseif value[b] == gas then candidate = b end
          return value[a] < value[b]
        end)
        for i = 2, n do assert(value[order[i - 1]] <= value[order[i]]) end
        return 'sorted'
        ",
        "sorted",
    );
    // Comparisons of long strings end slices too.
    let mut lua = lua();
    let main = lua
        .load("local s, t = ('x'):rep(1e6), {} for i = 1, 100 do t[i] = s .. i end table.sort(t)")
        .unwrap();
    let run = lua.start(&main, ()).unwrap();
    while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(SLICE)).unwrap() {
        assert!(run.fuel_debt() < 40_000, "{}", run.fuel_debt());
    }
    // What a comparator does to the table is lost or not, but never harms.
    for meddling in [
        "for i = 1, 100 do t[i] = nil end",
        "t[#t + 1] = 1",
        "table.sort(t)",
        "table.insert(t, 1, 5)",
        "for k in pairs(t) do t[k] = nil end collectgarbage()",
        "for i = 101, 1000 do t[i] = i end",
        "setmetatable(t, { __index = error, __newindex = error, __lt = error })",
    ] {
        answers(
            &format!(
                "
                local t, n = {{}}, 0
                for i = 1, 100 do t[i] = (i * 37) % 101 end
                pcall(table.sort, t, function(a, b) n = n + 1 if n == 50 then {meddling} end return a < b end)
                return 'alive'
                "
            ),
            "alive",
        );
    }
    never_ends(
        "local t = {} for i = 1, 100 do t[i] = i end table.sort(t, function(a, b) while true do end end)",
    );
    answers(
        "
        local m = {}
        m.__lt = function(a, b)
          return select(2, pcall(function()
            local t = { 3, 1, 2 }
            table.sort(t, function(x, y) coroutine.yield() return x < y end)
            return a.x < b.x
          end))
        end
        local function new(x) return setmetatable({ x = x }, m) end
        local co, n = coroutine.create(function()
          local t = { new(3), new(1), new(2) }
          table.sort(t)
          return t[1].x .. t[2].x .. t[3].x
        end), 0
        while true do
          local ok, result = coroutine.resume(co)
          assert(ok, result)
          if coroutine.status(co) == 'dead' then return result .. (n > 3 and ' after yields' or '') end
          n = n + 1
        end
        ",
        "123 after yields",
    );
}

#[test]
fn keys() {
    answers(
        "
        local s, t = ('x'):rep(1000), {}
        for i = 1, 20000 do t[s .. i .. s] = i end
        local n = 0
        for _ in pairs(t) do n = n + 1 end
        return tostring(n)
        ",
        "20000",
    );
    answers(
        "
        local t = {}
        for i = 1, 50000 do t[i * 2 ^ 32] = i t[i * 2 ^ -60] = i t[i + 0.5] = i end
        for i = 1, 50000 do assert(t[i * 2 ^ 32] == i) end
        return 'found'
        ",
        "found",
    );
    answers(
        "
        local t = {}
        for i = 1, 2 ^ 16 do t['k' .. i] = true end
        for i = 1, 20000 do t[i + 0.5] = true t[i + 0.5] = nil end
        return 'churned'
        ",
        "churned",
    );
    answers(
        "
        local t = {}
        for i = 1, 2 ^ 16 do t[i] = true end
        for i = 1, 20000 do t[2 ^ 16 + 1] = true t[2 ^ 16 + 1] = nil t[2 ^ 16] = nil t[2 ^ 16] = true end
        return 'churned'
        ",
        "churned",
    );
}

#[test]
fn traversals_of_changing_tables() {
    for meddling in [
        "t[k] = nil",
        "t[k] = nil collectgarbage()",
        "for j in pairs(t) do t[j] = nil end",
        "t[{}] = 1",
        "t[#t + 1] = 1",
        "setmetatable(t, { __mode = 'kv' }) collectgarbage()",
    ] {
        for source in [
            "for k in pairs(t) do MEDDLE end",
            "local k repeat k = next(t, k) if k then MEDDLE end until not k",
            "table.foreach(t, function(k) MEDDLE end)",
            "table.foreachi(t, function(k) MEDDLE end)",
            "for k in ipairs(t) do MEDDLE end",
            "table.maxn(t) for k in next, t do MEDDLE table.maxn(t) table.concat({ unpack(t, 1, 3) }) end",
        ] {
            let source = source.replace("MEDDLE", meddling);
            let end = explode(&format!(
                "
                local t = {{}}
                for i = 1, 50 do t[i] = i t['x' .. i] = i t[{{}}] = i end
                pcall(function() {source} end)
                return 'alive'
                "
            ));
            assert!(
                matches!(&end, End::Spent) || end == End::Answer("alive".into()),
                "{source}: {end:?}"
            );
        }
    }
    answers(
        "
        local t = setmetatable({}, { __index = function(t, k) rawset(t, k, nil) return nil end })
        for i = 1, 100 do t[i] = 'x' end
        local s = ('x'):rep(100):gsub('x', function() t[#t] = nil return table.concat(t) end)
        return tostring(#s)
        ",
        "4950",
    );
}

#[test]
fn depths() {
    for source in [
        "local function f() return 1 + f() end f()",
        "local function f() f() end f()",
        "local function f() pcall(f) error('x') end f() error('stack overflow')",
        "local function f() coroutine.wrap(f)() end f()",
        "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end return t.x",
        "local t = setmetatable({}, {}) getmetatable(t).__newindex = function(t, k, v) t[k] = v end t.x = 1",
        "local t = setmetatable({}, {}) getmetatable(t).__add = function(a, b) return a + b end return t + t",
        "local t = setmetatable({}, {}) getmetatable(t).__concat = function(a, b) return a .. b end return t .. t",
        "local m = {} m.__eq = function(a, b) return a == b end return setmetatable({}, m) == setmetatable({}, m)",
        "local m = {} m.__lt = function(a, b) return a < b end return setmetatable({}, m) < setmetatable({}, m)",
        "local t = setmetatable({}, {}) getmetatable(t).__tostring = tostring return tostring(t)",
        "local t = setmetatable({}, {}) getmetatable(t).__call = function(t) return 1 + t() end return t()",
        "local function f() return ('x'):gsub('x', f) end f()",
        "local function f() table.sort({ 1, 2, 3 }, f) end f()",
        "local function f() return load(f) end f() error('stack overflow')",
        "local function f() table.foreach({ 1 }, f) end f()",
        "local function f() require('deep') end package.preload.deep = f package.loaded.deep = nil f() error('stack overflow')",
        "local t = {} for i = 1, 200 do t = setmetatable({}, { __index = t }) end return t.x",
        "local t = {} for i = 1, 200 do t = setmetatable({}, { __newindex = t }) end t.x = 1",
        "local t = {} setmetatable(t, { __index = t }) return t.x",
        "local t = {} setmetatable(t, { __newindex = t }) t.x = 1",
        "local t = {} t.__index = t t.__newindex = t setmetatable(t, t) t.x = t.y",
        "return loadstring(('('):rep(1e5))() or error('nil value')",
        "return loadstring('return ' .. ('{'):rep(1e5))()",
        "return loadstring('return ' .. ('-'):rep(1e5) .. '1')()",
        "return loadstring(('a.'):rep(1e5))()",
        "return loadstring(('do '):rep(1e5))()",
        "return loadstring(('function f() '):rep(1e5))()",
        "return loadstring('x = ' .. ('a .. '):rep(1e5) .. 'a')()",
        "return loadstring('x = ' .. ('2 ^ '):rep(1e5) .. '2')()",
        "return loadstring(('if x then else'):rep(1e5))()",
    ] {
        match explode(&format!(
            "return tostring((select(2, pcall(function() {source} end))))"
        )) {
            End::Answer(_) | End::Spent => {}
            End::Error(error) => panic!("{source}: {error}"),
        }
    }
    answers(
        "
        local t
        for i = 1, 200000 do t = { t } end
        t = nil
        collectgarbage()
        local co
        for i = 1, 2000 do
          local inner = co
          co = coroutine.wrap(function() local keep = inner coroutine.yield() end)
          co()
        end
        co = nil
        collectgarbage()
        return 'freed'
        ",
        "freed",
    );
}

#[test]
fn errors_in_the_middle_of_everything() {
    answers(
        "
        local e = setmetatable({}, { __tostring = function() error('again') end, __concat = error, __index = error })
        local function throw() error(e) end
        pcall(throw)
        xpcall(throw, throw)
        xpcall(throw, function() xpcall(throw, throw) error(e) end)
        pcall(table.sort, { 1, 2, 3 }, throw)
        pcall(string.gsub, 'x', 'x', throw)
        pcall(load, throw)
        pcall(table.foreach, { 1 }, throw)
        pcall(tostring, e)
        pcall(print, e)
        pcall(assert, false, e)
        pcall(error, e, 1e9)
        pcall(error, 'x', -2 ^ 31)
        pcall(setfenv, 2 ^ 31 - 1, {})
        pcall(getfenv, -1)
        pcall(coroutine.wrap(throw))
        local co = coroutine.wrap(function() return co() end)
        pcall(co)
        local self
        self = coroutine.create(function() return coroutine.resume(self) end)
        coroutine.resume(self)
        local wrapped
        wrapped = coroutine.wrap(function() return wrapped() end)
        pcall(wrapped)
        table.sort({ 3, 2, 1 }, function() return coroutine.resume(self) end)
        return 'alive'
        ",
        "alive",
    );
    answers(
        "
        for _, event in ipairs { 'crl', 'l', 'c', 'r' } do
          coroutine.resume(coroutine.create(function()
            debug.sethook(function() error('hook') end, event, 1)
            for i = 1, 10 do pcall(math.floor, i) end
          end))
          coroutine.resume(coroutine.create(function()
            debug.sethook(function() debug.sethook() collectgarbage() end, event, 1)
            table.sort({ 3, 2, 1 }, function(a, b) return a < b end)
          end))
        end
        return 'alive'
        ",
        "alive",
    );
    answers(
        "
        for i = 1, 100 do
          local p = newproxy(true)
          getmetatable(p).__gc = function(p) keep = p pcall(error, p) end
          getmetatable(newproxy(true)).__gc = function() collectgarbage() newproxy(true) end
        end
        collectgarbage() collectgarbage()
        getmetatable(newproxy(true)).__gc = function() while true do pcall(error) end end
        pcall(collectgarbage)
        for i = 1, 100 do local t = {} end
        return 'alive'
        ",
        "alive",
    );
    answers(
        "
        setfenv(1, setmetatable({}, { __index = _G, __newindex = error }))
        pcall(function() x = 1 end)
        pcall(setfenv, 0, {})
        local get = getfenv
        pcall(setfenv, pcall, {})
        pcall(setfenv, 1, setmetatable({}, { __index = function(t, k) return t[k] end }))
        return 'alive'
        ",
        "alive",
    );
}

#[test]
fn coroutines_resumed_from_inside() {
    answers(
        "
        local co
        co = coroutine.create(function()
          ('xyz'):gsub('.', function(c)
            assert(not coroutine.resume(co))
            coroutine.yield(c)
          end)
          table.sort({ 3, 2, 1 }, function(a, b) coroutine.yield('s') return a < b end)
          for w in ('a b'):gmatch('%a') do coroutine.yield(w) end
          load(function() coroutine.yield('l') end)
          setmetatable({}, { __index = coroutine.yield }).x = nil
          local x = setmetatable({}, { __index = function() coroutine.yield('i') end }).x
          for _ in function() coroutine.yield('f') end do end
          pcall(error, setmetatable({}, { __tostring = coroutine.yield }))
          return 'end'
        end)
        local all = {}
        repeat
          local ok, value = coroutine.resume(co)
          assert(ok, value)
          all[#all + 1] = value
        until coroutine.status(co) == 'dead'
        return (table.concat(all):gsub('s+', 's'))
        ",
        "xyzsabllifend",
    );
    // One iterator, driven by two coroutines.
    answers(
        "
        local each = ('a'):rep(1000):gmatch('a-b?')
        local function drive() for i = 1, 50 do each() coroutine.yield() end end
        local a, b = coroutine.wrap(drive), coroutine.wrap(drive)
        for i = 1, 50 do a() b() end
        return 'alive'
        ",
        "alive",
    );
}

#[test]
fn files_that_close_under_way() {
    answers(
        "
        local name = os.tmpname()
        local f = io.open(name, 'w')
        f:write(('line\\n'):rep(1000))
        f:close()
        f = io.open(name)
        pcall(function() for line in f:lines() do f:close() end end)
        pcall(f.read, f)
        pcall(f.close, f)
        pcall(tostring, f)
        pcall(function() for line in io.lines(name) do io.close() end end)
        f = io.open(name)
        pcall(f.read, f, 2 ^ 31 - 1, -1, 1e300, '*a', '*n', '*x')
        pcall(f.seek, f, 'set', -1e300)
        pcall(f.seek, f, 'end', 2 ^ 53)
        pcall(f.setvbuf, f, 'full', -1)
        pcall(f.setvbuf, f, 'full', 2 ^ 31 - 1)
        pcall(f.write, f, 'x')
        getmetatable(f).__gc(f)
        pcall(getmetatable(f).__gc, f)
        pcall(getmetatable(f).__gc, {})
        pcall(io.input, name .. '/x')
        os.remove(name)
        return 'alive'
        ",
        "alive",
    );
}

#[test]
fn every_function_survives_strange_arguments() {
    let end = explode(
        "
        local strange = {
          false, 0, -1, 2 ^ 31, -2 ^ 31, 2 ^ 53, 1e300, -1e300, 1 / 0, -1 / 0, 0 / 0, 0.5, '', 'x', '%', '*', '10',
          ('x'):rep(1000), {}, setmetatable({}, { __index = error, __tostring = error, __metatable = 1 }), print, function() end,
          coroutine.create(function() end), newproxy(true), io.stdout,
        }
        local n = #strange + 1
        -- These end the process, wait for it, or for a terminal.
        local left_out = { exit = true, execute = true, popen = true, debug = true, read = true, lines = true, input = true,
          output = true, remove = true, rename = true, open = true, close = true, sethook = true, setmetatable = true,
          getregistry = true, dofile = true, loadfile = true, setfenv = true, tmpfile = true, tmpname = true, rep = true }
        local calls = 0
        for library, functions in pairs { _G = _G, string = string, table = table, math = math, os = os, debug = debug,
          coroutine = coroutine, package = package } do
          for name, f in pairs(functions) do
            if type(f) == 'function' and not left_out[name] and not (library == '_G' and (name == 'module' or name == 'print')) then
              pcall(f)
              for i = 1, n do
                pcall(f, strange[i])
                for j = 1, n do
                  pcall(f, strange[i], strange[j])
                  pcall(f, strange[i], strange[j], strange[(i + j) % n + 1])
                  calls = calls + 2
                end
              end
            end
          end
        end
        return tostring(calls > 100000)
        ",
    );
    assert_ne!(end, End::Answer("false".into()));
    assert!(!matches!(end, End::Error(_)), "{end:?}");
}

const LOADING: &str = "
    local f = assert(loadstring(('do local function f() return x end f() end '):rep(100) .. ('x = f() '):rep(2e5)))
    return type(f)";

#[test]
fn an_interrupt_stops_the_compiler_and_load_goes_on_afterwards() {
    let mut lua = lua();
    let main = lua.load(LOADING).unwrap();
    let run = lua.start(&main, ()).unwrap();
    let stop = lua.interrupt_handle();
    let is_over = AtomicBool::new(false);
    let mut interrupts = 0;
    std::thread::scope(|scope| {
        scope.spawn(|| {
            while !is_over.load(Ordering::Relaxed) {
                stop.interrupt();
                std::thread::yield_now();
            }
        });
        loop {
            match lua.step(&run, &mut Fuel::new(Fuel::MAX)).unwrap() {
                Step::Interrupted => interrupts += 1,
                Step::Done => break,
                other => panic!("{other:?}"),
            }
        }
        is_over.store(true, Ordering::Relaxed);
    });
    assert!(interrupts > 0);
    stop.clear();
    assert_eq!(lua.take::<String>(&run).unwrap(), "function");
    // However often it was stopped, it is paid once.
    let whole = {
        let mut lua = self::lua();
        let main = lua.load(LOADING).unwrap();
        let run = lua.start(&main, ()).unwrap();
        lua.step(&run, &mut Fuel::new(Fuel::MAX)).unwrap();
        run.fuel_used()
    };
    assert_eq!(run.fuel_used(), whole);
}
