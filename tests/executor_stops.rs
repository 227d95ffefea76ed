//! A script stops when its host says so, wherever it is.
//!
//! Each shape below loops as long as its argument says. With an endless argument it must stop within a slice of fuel plus
//! the overdraft that [`OVERDRAFT`] documents, and on an interrupt from another thread; with a finite one it must come to
//! the same result in slices as in one go. What recurses without end ends in a "stack overflow" that scripts can catch.

use std::{thread, time::Duration};

use ferrous::{Chunk, Error, Executor, Fuel, Lua, StashedFunction, Step};

/// What one slice may burn beyond its budget: one piece of work that is not divided. The longest such pieces of these shapes
/// are a straight path between two charges (128 instructions) and a native call on short strings.
const OVERDRAFT: u64 = 500;

/// Loops of `N` rounds, in every shape. Each returns something that depends on all rounds.
const SHAPES: &[(&str, &str)] = &[
    // Plain loops.
    ("while", "local i = 0 while i < N do i = i + 1 end return i"),
    ("repeat", "local i = 0 repeat i = i + 1 until i >= N return i"),
    ("numeric for", "local s = 0 for i = 1, N do s = s + i % 3 end return s"),
    ("numeric for with a step", "local s = 0 for i = 0, N * 2, 2 do s = s + i % 7 end return s"),
    ("empty for", "for i = 1, N do end return 'end'"),
    ("loop in a loop", "local s = 0 for i = 1, N do for j = 1, 3 do s = s + j end end return s"),
    ("tail calls", "local function f(i) if i >= N then return i end return f(i + 1) end return f(0)"),
    ("mutual tail calls", "local f local function g(i) return f(i + 1) end function f(i) if i >= N then return i end return g(i) end return f(0)"),
    ("calls", "local i = 0 local function f() i = i + 1 end while i < N do f() end return i"),
    ("natives", "local i = 0 while i < N do i = math.floor(i + 1.5) end return i"),
    ("globals", "i = 0 while i < N do i = i + 1 end return i"),
    ("a loaded chunk", "return loadstring('local N = ... local i = 0 while i < N do i = i + 1 end return i')(N)"),
    // Protected calls.
    ("in a pcall", "return pcall(function() local i = 0 while i < N do i = i + 1 end return i end)"),
    ("pcall in a loop", "local i = 0 while i < N do pcall(function() i = i + 1 end) end return i"),
    ("errors in a loop", "local i = 0 while i < N do local _, e = pcall(error, i + 1, 0) i = e end return i"),
    ("in nested pcalls", "return pcall(pcall, pcall, function() local i = 0 while i < N do i = i + 1 end return i end)"),
    ("in an xpcall", "return xpcall(function() local i = 0 while i < N do i = i + 1 end return i end, print)"),
    ("in an xpcall handler", "return xpcall(error, function() local i = 0 while i < N do i = i + 1 end return i end)"),
    // Coroutines.
    ("in a coroutine", "return coroutine.resume(coroutine.create(function() local i = 0 while i < N do i = i + 1 end return i end))"),
    ("in a wrap", "return coroutine.wrap(function() local i = 0 while i < N do i = i + 1 end return i end)()"),
    (
        "yields",
        "local co = coroutine.wrap(function() local i = 0 while true do i = i + 1 coroutine.yield(i) end end)
        local i = 0 while i < N do i = co() end return i",
    ),
    (
        "new coroutines",
        "local i = 0 while i < N do local _, n = coroutine.resume(coroutine.create(function(n) return n + 1 end), i) i = n end return i",
    ),
    (
        "coroutine in a pcall in a coroutine",
        "return coroutine.wrap(function() return pcall(coroutine.wrap(function()
            local i = 0 while i < N do i = i + 1 end return i end)) end)()",
    ),
    // Metamethods, where each call of them loops.
    ("__index", "return setmetatable({}, {__index = function(_, n) local i = 0 while i < n do i = i + 1 end return i end})[N]"),
    ("__newindex", "local i = 0 local t = setmetatable({}, {__newindex = function(_, _, n) while i < n do i = i + 1 end end}) t.x = N return i"),
    ("__add", "return setmetatable({}, {__add = function(_, n) local i = 0 while i < n do i = i + 1 end return i end}) + N"),
    ("__unm", "return -setmetatable({}, {__unm = function() local i = 0 while i < N do i = i + 1 end return i end})"),
    ("__concat", "return 'x' .. setmetatable({}, {__concat = function() local i = 0 while i < N do i = i + 1 end return i end})"),
    ("__call", "return setmetatable({}, {__call = function(_, n) local i = 0 while i < n do i = i + 1 end return i end})(N)"),
    (
        "__eq",
        "local i = 0 local mt = {__eq = function() while i < N do i = i + 1 end return true end}
        return setmetatable({}, mt) == setmetatable({}, mt), i",
    ),
    (
        "__lt",
        "local i = 0 local mt = {__lt = function() while i < N do i = i + 1 end return true end}
        return setmetatable({}, mt) < setmetatable({}, mt), i",
    ),
    (
        "__le",
        "local i = 0 local mt = {__le = function() while i < N do i = i + 1 end return true end}
        return setmetatable({}, mt) <= setmetatable({}, mt), i",
    ),
    (
        "__lt in the place of __le",
        "local i = 0 local mt = {__lt = function() while i < N do i = i + 1 end return true end}
        return setmetatable({}, mt) <= setmetatable({}, mt), i",
    ),
    ("__tostring", "return tostring(setmetatable({}, {__tostring = function() local i = 0 while i < N do i = i + 1 end return '' .. i end}))"),
    // Metamethods in a loop.
    ("__index in a loop", "local t = setmetatable({}, {__index = function(_, i) return i + 1 end}) local i = 0 while i < N do i = t[i] end return i"),
    (
        "an arithmetic metamethod in a loop",
        "local mt = {} mt.__add = function(a, n) a.n = a.n + n return a end
        local t = setmetatable({n = 0}, mt) while t.n < N do t = t + 1 end return t.n",
    ),
    (
        "__lt as a condition",
        "local i = 0 local mt = {__lt = function() i = i + 1 return i <= N end}
        local a, b = setmetatable({}, mt), setmetatable({}, mt) while a < b do end return i",
    ),
    // Iterators.
    ("iterator", "local s = 0 for i in function(_, i) if i < N then return i + 1 end end, nil, 0 do s = s + i % 3 end return s"),
    ("in an iterator", "local s = 0 for i in function() while s < N do s = s + 1 end end do end return s"),
    (
        "iterator with __call",
        "local s = 0 local it = setmetatable({}, {__call = function(_, _, i) if i < N then return i + 1 end end})
        for i in it, nil, 0 do s = s + i % 3 end return s",
    ),
    (
        "coroutine as an iterator",
        "local s = 0 for i in coroutine.wrap(function() local i = 0 while i < N do i = i + 1 coroutine.yield(i) end end) do s = s + 1 end return s",
    ),
    ("pairs in a loop", "local t, s = {1, 2, x = 3}, 0 while s < N do for _, v in pairs(t) do s = s + v end end return s"),
    ("ipairs in a loop", "local t, s = {1, 2, 3}, 0 while s < N do for _, v in ipairs(t) do s = s + v end end return s"),
    // Callbacks of the library.
    ("in a sort comparator", "local i = 0 table.sort({3, 1, 2}, function(a, b) while i < N do i = i + 1 end return a < b end) return i"),
    (
        "sorts in a loop",
        "local i = 0 while i < N do local t = {3, 1, 2} table.sort(t, function(a, b) return a < b end) i = i + t[1] end return i",
    ),
    ("in a gsub callback", "local i = 0 return ('abc'):gsub('%w', function(c) while i < N do i = i + 1 end return c:upper() end)"),
    ("gsubs in a loop", "local i = 0 while i < N do i = i + select(2, ('a'):gsub('a', function() return 'b' end)) end return i"),
];

/// What never ends, whatever it is given.
const ENDLESS: &[(&str, &str)] = &[
    ("while true", "while true do end"),
    ("while not false", "while not false do end"),
    ("repeat until false", "repeat until false"),
    ("repeat until nil", "repeat local x = 1 until nil"),
    ("for to infinity", "for i = 1, math.huge do end"),
    ("for with step 0", "for i = 2, 1, 0 do end"),
    (
        "a function that returns itself",
        "local function f() return f() end f()",
    ),
    (
        "a loop that catches everything",
        "while true do pcall(function() while true do end end) end",
    ),
    (
        "pcall of what catches everything",
        "local function f() while true do pcall(f) end end f()",
    ),
    (
        "coroutines that catch everything",
        "while true do coroutine.wrap(function() pcall(function() while true do end end) end)() end",
    ),
    (
        "an __index of itself",
        "local t = setmetatable({}, {}) getmetatable(t).__index = function(t, k) return t[k] end while true do pcall(function() return t.x end) end",
    ),
    (
        "a handler that fails",
        "while true do xpcall(error, error) end",
    ),
    (
        "a pattern that explores everything",
        "return (('a'):rep(40)):find(('a*'):rep(20) .. 'b')",
    ),
    (
        "a pattern with many lazy parts",
        "return (('a'):rep(400)):find(('.-'):rep(30) .. 'b')",
    ),
    (
        "a gmatch of nothing",
        "while true do for _ in (''):gmatch('') do end end",
    ),
    (
        "a comparator that yields",
        "while true do local co = coroutine.wrap(function() table.sort({1, 2, 3}, function(a, b) coroutine.yield() return a < b end) end) co() co() end",
    ),
];

/// What recurses without end, as a function `f` that is called without arguments.
const BOTTOMLESS: &[(&str, &str)] = &[
    ("a function", "function f() return 1 + f() end"),
    (
        "two functions",
        "local g function f() return (g()) end function g() return (f()) end",
    ),
    ("varargs", "function f(...) return (f(1, ...)) end"),
    (
        "many registers",
        "function f() local a, b, c, d, e, g, h, i, j = 1, 2, 3, 4, 5, 6, 7, 8, 9 return (f()), a, b, c, d, e, g, h, i, j end",
    ),
    (
        "pcall",
        "function f() local ok, message = pcall(f) if not ok then error(message, 0) end end",
    ),
    (
        "xpcall",
        "function f() local ok, message = xpcall(f, function(m) return m end) if not ok then error(message, 0) end end",
    ),
    (
        "__index",
        "local t = setmetatable({}, {__index = function(t, k) return (t[k]) end}) function f() return t.x end",
    ),
    (
        "__newindex",
        "local t = setmetatable({}, {__newindex = function(t, k, v) t[k] = v end}) function f() t.x = 1 end",
    ),
    (
        "__add",
        "local mt = {} local t = setmetatable({}, mt) mt.__add = function(a, b) return (a + b) end function f() return t + 1 end",
    ),
    (
        "__concat",
        "local mt = {} local t = setmetatable({}, mt) mt.__concat = function(a, b) return (a .. b) end function f() return t .. 'x' end",
    ),
    (
        "__unm",
        "local mt = {} local t = setmetatable({}, mt) mt.__unm = function(a) return (-a) end function f() return -t end",
    ),
    (
        "__eq",
        "local mt = {} local t, u = setmetatable({}, mt), setmetatable({}, mt) mt.__eq = function(a, b) return (a == b) end function f() return t == u end",
    ),
    (
        "__lt",
        "local mt = {} local t, u = setmetatable({}, mt), setmetatable({}, mt) mt.__lt = function(a, b) return (a < b) end function f() return t < u end",
    ),
    (
        "__le",
        "local mt = {} local t, u = setmetatable({}, mt), setmetatable({}, mt) mt.__le = function(a, b) return (a <= b) end function f() return t <= u end",
    ),
    (
        "__call",
        "local t = setmetatable({}, {__call = function(t) return (t()) end}) function f() return (t()) end",
    ),
    (
        "tostring",
        "local t = setmetatable({}, {__tostring = function(t) return (tostring(t)) end}) function f() return tostring(t) end",
    ),
    (
        "a coroutine in a coroutine",
        "function f() return (coroutine.wrap(f)()) end",
    ),
    (
        "resume",
        "function f() local ok, message = coroutine.resume(coroutine.create(f)) if not ok then error(message, 0) end end",
    ),
    (
        "pcall in a coroutine",
        "function f() local ok, message = pcall(coroutine.wrap(f)) if not ok then error(message, 0) end end",
    ),
    ("an iterator", "function f() for _ in f do end end"),
    (
        "a sort comparator",
        "function f() table.sort({1, 2, 3}, f) end",
    ),
    (
        "a gsub callback",
        "function f() return (('x'):gsub('x', f)) end",
    ),
    (
        "loadstring",
        "function f() return (loadstring('return (f())')()) end",
    ),
];

#[test]
fn endless_loops_stop_within_a_slice() {
    let endless = SHAPES
        .iter()
        .map(|(name, body)| (*name, format!("local N = math.huge {body}")));
    let endless = endless.chain(ENDLESS.iter().map(|(name, body)| (*name, body.to_string())));
    for (name, source) in endless {
        let (mut lua, run) = start(&source, ());
        for _ in 0..30 {
            let mut fuel = Fuel::new(10_000);
            let step = lua.step(&run, &mut fuel);
            assert!(matches!(step, Ok(Step::OutOfFuel)), "{name}: {step:?}");
            assert!(
                fuel.burned() <= 10_000 + OVERDRAFT,
                "{name}: a slice of 10000 burned {}",
                fuel.burned()
            );
            assert!(
                run.fuel_debt() <= OVERDRAFT,
                "{name}: debt {}",
                run.fuel_debt()
            );
        }
        assert!(lua.cancel(&run), "{name}");
        assert!(
            lua.step(&run, &mut Fuel::new(10)).is_err(),
            "{name}: a cancelled run goes on"
        );
        assert_eq!(lua.eval::<f64>("return 6 * 7").expect(name), 42.0, "{name}");
    }
}

#[test]
fn stopped_loops_come_to_the_same_result() {
    for (name, body) in SHAPES {
        let source = format!("local N = 50 local function all(...) local t = {{}} for i = 1, select('#', ...) do
            t[i] = tostring((select(i, ...))) end return table.concat(t, ' ') end return all((function() {body} end)())");
        let (mut lua, run) = start(&source, ());
        assert!(
            matches!(
                lua.step(&run, &mut Fuel::new(Fuel::MAX)).expect(name),
                Step::Done
            ),
            "{name}"
        );
        let expected: String = lua.take(&run).expect(name);
        let burned = run.fuel_used();
        for slice in [1, 7, 100] {
            let (mut lua, run) = start(&source, ());
            while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(slice)).expect(name) {}
            assert_eq!(
                lua.take::<String>(&run).expect(name),
                expected,
                "{name} in slices of {slice}"
            );
            assert_eq!(run.fuel_used(), burned, "{name}: fuel in slices of {slice}");
        }
    }
}

#[test]
fn an_interrupt_stops_endless_loops() {
    // The shapes are those of the fuel test.
    for (name, body) in SHAPES.iter().chain(ENDLESS) {
        let (mut lua, run) = start(&format!("local N = math.huge {body}"), ());
        let stop = lua.interrupt_handle();
        let step = thread::scope(|scope| {
            scope.spawn(move || {
                thread::sleep(Duration::from_millis(5));
                stop.interrupt();
            });
            lua.step(&run, &mut Fuel::new(Fuel::MAX))
        });
        assert!(matches!(step, Ok(Step::Interrupted)), "{name}: {step:?}");
        assert!(
            matches!(lua.step(&run, &mut Fuel::new(1_000)), Ok(Step::OutOfFuel)),
            "{name}: it does not go on"
        );
    }
}

#[test]
fn an_interrupt_ends_a_call() {
    let mut lua = ferrous::lua();
    lua.interrupt_handle().interrupt();
    let result = lua.exec("pcall(function() while true do end end)");
    assert!(matches!(result, Err(Error::Interrupted)), "{result:?}");
    assert_eq!(lua.eval::<f64>("return 6 * 7").expect("it is usable"), 42.0);
}

#[test]
fn bottomless_recursion_is_a_stack_overflow() {
    for (name, body) in BOTTOMLESS {
        let source =
            format!("{body} local ok, message = pcall(f) return ok, tostring(message), 6 * 7");
        let mut lua = ferrous::lua();
        let (ok, message, answer): (bool, String, f64) =
            lua.eval(Chunk::new(&source).name("=f")).expect(name);
        assert!(!ok, "{name} ends without an error");
        assert!(message.contains("stack overflow"), "{name}: {message}");
        assert_eq!(answer, 42.0, "{name}");
        // And uncaught it is an error of the run.
        let error = lua.exec("f()").expect_err(name);
        assert!(
            error.to_string().contains("stack overflow"),
            "{name}: {error}"
        );
        assert_eq!(lua.eval::<f64>("return 6 * 7").expect(name), 42.0, "{name}");
    }
}

#[test]
fn a_handler_that_recurses_is_an_error_in_error_handling() {
    let mut lua = ferrous::lua();
    let source = "local function h() return (h()) end local ok, message = xpcall(error, h) return ok, tostring(message)";
    let (ok, message): (bool, String) = lua.eval(source).expect("it is caught");
    assert!(!ok);
    assert!(
        message.contains("error in error handling") || message.contains("stack overflow"),
        "{message}"
    );
}

#[test]
fn two_hundred_thousand_nested_pcalls_work() {
    let source = "local function f(n) if n == 0 then return 'bottom' end local ok, value = pcall(f, n - 1) return ok and value end
        return f(200000)";
    assert_eq!(
        ferrous::lua()
            .eval::<String>(source)
            .expect("it is deep, not bottomless"),
        "bottom"
    );
    let source = "local function f(n) if n == 0 then error('bottom', 0) end local ok, value = pcall(f, n - 1) error(value, 0) end
        return select(2, pcall(f, 200000))";
    assert_eq!(
        ferrous::lua()
            .eval::<String>(source)
            .expect("it is deep, not bottomless"),
        "bottom"
    );
}

/// A `Lua` with the safe libraries and a run of this source in it.
fn start(source: &str, arguments: impl for<'gc> ferrous::IntoMulti<'gc>) -> (Lua, Executor) {
    let mut lua = ferrous::builder()
        .seed(1)
        .build()
        .expect("the libraries open");
    let main: StashedFunction = lua
        .load(Chunk::new(source).name("=shape"))
        .unwrap_or_else(|error| panic!("{source}: {error}"));
    let run = lua.start(&main, arguments).expect("a run can be made");
    (lua, run)
}

/// Work that one instruction or one native begins and that is divided, with the most fuel that one step may burn beyond what
/// it has. (What grows the tables of some pays for that at once.)
const DIVIDED: &[(&str, u64, &str)] = &[
    ("a long ..", 8_500, "local s = ('x'):rep(2^20) s = s .. s .. s return #s"),
    ("a long message", 8_500, "return #select(2, pcall(function() error(('x'):rep(2^22)) end))"),
    (
        "an error through coroutines",
        4_000,
        "local function nest(n) if n == 0 then error('x') end return (coroutine.wrap(function() return (nest(n - 1)) end)()) end
        return #select(2, pcall(nest, 3000))",
    ),
    ("natives that call natives", 20_000, "local t = {} for i = 1, 5000 do t[i] = pcall end return select('#', pcall(unpack(t)))"),
    (
        "many results through many natives",
        20_000,
        "local t = {} for i = 1, 10000 do t[i] = i end
        local function f(n) if n == 0 then return unpack(t) end return pcall(f, n - 1) end return select('#', f(300))",
    ),
    (
        "many results through many functions",
        20_000,
        "local t = {} for i = 1, 10000 do t[i] = i end
        local function f(n) if n == 0 then return unpack(t) end return n, f(n - 1) end return select('#', f(300))",
    ),
    ("a loop between long numerals", 300_000, "local s = ('0'):rep(2^20) local n = 0 for i = s, s, s do n = n + 1 break end return n"),
];

#[test]
fn long_work_is_divided() {
    for (name, overdraft, source) in DIVIDED {
        let run_in = |slice: u64| {
            let (mut lua, run) = start(source, ());
            loop {
                let step = lua.step(&run, &mut Fuel::new(slice)).expect(name);
                let debt = run.fuel_debt();
                assert!(
                    debt <= *overdraft,
                    "{name}: {debt} beyond a slice of {slice}"
                );
                if let Step::Done = step {
                    break (lua.take::<f64>(&run).expect(name), run.fuel_used());
                }
            }
        };
        let expected = run_in(Fuel::MAX);
        for slice in [500, 10_000, 100_000] {
            assert_eq!(run_in(slice), expected, "{name} in slices of {slice}");
        }
    }
}

#[test]
fn an_error_in_flight_can_be_cancelled_and_interrupted() {
    let source = "local function nest(n) if n == 0 then error('x') end return (coroutine.wrap(function() return (nest(n - 1)) end)()) end
        local n = 0 while true do pcall(nest, 100) n = n + 1 end";
    for steps in 1..300 {
        let (mut lua, run) = start(source, ());
        for step in 0..steps {
            if step % 7 == 0 {
                lua.interrupt_handle().interrupt();
                let step = lua.step(&run, &mut Fuel::new(10));
                assert!(matches!(step, Ok(Step::Interrupted)), "{step:?}");
            }
            let step = lua.step(&run, &mut Fuel::new(10));
            assert!(matches!(step, Ok(Step::OutOfFuel)), "{step:?}");
        }
        lua.exec("collectgarbage()")
            .expect("a run may be in flight beside another one");
        assert!(lua.cancel(&run));
        assert_eq!(lua.eval::<f64>("return 6 * 7").expect("it is usable"), 42.0);
    }
}
