//! Nothing a script does takes the host's time or memory beyond what it was given.

use std::{cell::RefCell, io, rc::Rc, time::Instant};

use ferrous::{Chunk, Fuel, Lua, Step};

/// What a step may burn beyond its budget in these programs, in which no single value is large.
const OVERDRAFT: u64 = 1_000;

fn lua() -> Lua {
    ferrous::builder().seed(5).build().unwrap()
}

/// Starts a program that never ends, stops it many times, and ends it.
fn stops(source: &str) {
    let mut lua = lua();
    let main = lua.load(source).unwrap();
    let run = lua.start(&main, ()).unwrap();
    for _ in 0..200 {
        match lua.step(&run, &mut Fuel::new(10_000)) {
            Ok(Step::OutOfFuel) => {}
            other => panic!("{source}: {other:?}"),
        }
        assert!(run.fuel_debt() < OVERDRAFT, "{source}: {}", run.fuel_debt());
    }
    assert!(lua.cancel(&run));
    assert_eq!(lua.eval::<f64>("return 6 * 7").unwrap(), 42.0, "{source}");
}

#[test]
fn endless_programs_stop() {
    for source in [
        "while true do end",
        "repeat local ok = pcall(error) until false",
        "while true do pcall(string.rep) end",
        "table.sort({ 3, 2, 1 }, function() while true do end end)",
        "string.gsub('x', 'x', function() while true do end end)",
        "string.gsub('x', 'x', setmetatable({}, { __index = function() while true do end end }))",
        "tostring(setmetatable({}, { __tostring = function() while true do end end }))",
        "load(function() while true do end end)",
        "coroutine.wrap(function() while true do coroutine.yield() end end)() while true do end",
        "local f = coroutine.wrap(function() while true do coroutine.yield() end end) while true do f() end",
        "table.foreach({ 1 }, function() while true do end end)",
        "for k in next, { 1 }, nil do while true do end end",
        "xpcall(error, function() while true do end end)",
        "for w in function() return 1 end do end",
        "while true do assert(loadstring('return 1')) end",
        "while true do unpack({ 1, 2, 3 }) end",
        "while true do setmetatable({}, {}) end",
        "while true do string.format('%5.2f %s', 1, 'x') end",
    ] {
        stops(source);
    }
}

#[test]
fn a_reader_without_end_is_read_only_while_its_source_may_become_right() {
    let mut lua = lua();
    let error: String = lua
        .eval("return select(2, load(function() return 'x x ' end))")
        .unwrap();
    assert_eq!(error, "(load):1: '=' expected near 'x'");
    let main = lua.load("load(function() return ' ' end)").unwrap();
    let run = lua.start(&main, ()).unwrap();
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(1_000_000)).unwrap(),
        Step::OutOfFuel
    ));
}

#[test]
fn long_matches_stop_in_the_middle() {
    for source in [
        "(('a'):rep(40)):find(('.-'):rep(40) .. 'b')",
        "(('a'):rep(40)):match(('a*'):rep(40) .. 'b')",
        "(('a'):rep(40)):gsub(('a?'):rep(40) .. ('a'):rep(41), '')",
        "for _ in (('a'):rep(60)):gmatch(('a-'):rep(30) .. 'b') do end",
        "(('('):rep(1000)):rep(1000):find('%b()')",
    ] {
        stops(&format!("{source} while true do end"));
    }
}

#[test]
fn too_large_is_an_error_at_once() {
    let mut lua = lua();
    let start = Instant::now();
    for (source, message) in [
        ("('xx'):rep(2^31 - 1)", "resulting string too large"),
        ("('xxx'):rep(2^30)", "resulting string too large"),
        ("unpack({}, 0, 2^31 - 1)", "too many results to unpack"),
        ("unpack({}, 1, 1e8)", "too many results to unpack"),
        ("string.format('%99999d', 1)", "width or precision too long"),
        (
            "local s, t = ('x'):rep(1e6), {} for i = 1, 5000 do t[i] = s end table.concat(t)",
            "resulting string too large",
        ),
        (
            "local s, t = ('x'):rep(1e6), {} for i = 1, 5000 do t[i] = '' end table.concat(t, s)",
            "resulting string too large",
        ),
    ] {
        let error = lua.exec(source).unwrap_err().to_string();
        assert!(error.contains(message), "{source}: {error}");
    }
    assert!(lua.enter(|ctx| ctx.memory_used()) < 64 << 20);
    assert!(start.elapsed().as_secs() < 5);
    assert_eq!(lua.eval::<usize>("return #(''):rep(1e10)").unwrap(), 0);
    assert_eq!(
        lua.eval::<usize>("return #('ab'):rep(1e6)").unwrap(),
        2_000_000
    );
}

#[test]
fn many_results_are_fine() {
    let mut lua = lua();
    let count: usize = lua
        .eval("local t = {} for i = 1, 1e6 do t[i] = i end return select('#', unpack(t))")
        .unwrap();
    assert_eq!(count, 1_000_000);
    let sum: f64 = lua
        .eval("return select(3000, (('\\2'):rep(3000)):byte(1, -1))")
        .unwrap();
    assert_eq!(sum, 2.0);
}

#[test]
fn a_sort_killer_sorts() {
    // McIlroy's adversary: it answers so that a quicksort takes quadratic time.
    let mut lua = lua();
    let compared: usize = lua
        .eval(
            "
            local n, gas = 20000, 20001
            local value, order, solid, candidate, compared = {}, {}, 0, 0, 0
            for i = 1, n do value[i], order[i] = gas, i end
            table.sort(order, function(a, b)
              compared = compared + 1
              if value[a] == gas and value[b] == gas then
                solid = solid + 1
                if a == candidate then value[a] = solid else value[b] = solid end
              end
              if value[a] == gas then candidate = a elseif value[b] == gas then candidate = b end
              return value[a] < value[b]
            end)
            for i = 2, n do assert(value[order[i - 1]] <= value[order[i]]) end
            return compared
            ",
        )
        .unwrap();
    assert!(compared < 20_000 * 16, "{compared}");
}

#[test]
fn comparators_may_answer_nonsense() {
    let mut lua = lua();
    lua.exec(
        "
        for _, f in ipairs({ function() return true end, function() return false end,
          function() return math.random() < 0.5 end }) do
          local t = {}
          for i = 1, 1000 do t[i] = i end
          table.sort(t, f)
          local seen = {}
          for i = 1, 1000 do assert(not seen[t[i]]) seen[t[i]] = true end
        end
        ",
    )
    .unwrap();
}

#[test]
fn the_same_seed_makes_the_same_run() {
    let source = "
        local t, n = {}, 0
        for i = 1, 200 do t['k' .. math.random(1000)] = i end
        for k, v in pairs(t) do n = (n * 31 + v + #k) % 1000003 end
        return n, math.random()
    ";
    let run = || -> ((f64, f64), u64) {
        let mut lua = lua();
        let main = lua.load(source).unwrap();
        let run = lua.start(&main, ()).unwrap();
        while !matches!(lua.step(&run, &mut Fuel::new(777)).unwrap(), Step::Done) {}
        (lua.take(&run).unwrap(), run.fuel_used())
    };
    assert_eq!(run(), run());
}

#[test]
fn fuel_does_not_depend_on_the_slices() {
    let source = "
        local t = {}
        for i = 1, 300 do t[i] = (i * 7919) % 1009 end
        table.sort(t, function(a, b) return a < b end)
        table.sort(t)
        local s = table.concat(t, ',')
        local n = 0
        for d in s:gmatch('%d+') do n = n + #d end
        s = s:gsub('(%d)(%d)', '%2%1'):upper():rep(3):reverse()
        s:find(('a-'):rep(5) .. 'b')
        table.insert(t, 1, 0) table.remove(t, 1)
        return n, #s, string.format('%s %q', s, s), load(function() return nil end)
    ";
    let burned = |slice: u64| {
        let mut lua = lua();
        let main = lua.load(source).unwrap();
        let run = lua.start(&main, ()).unwrap();
        while !matches!(lua.step(&run, &mut Fuel::new(slice)).unwrap(), Step::Done) {}
        run.fuel_used()
    };
    let whole = burned(Fuel::MAX);
    for slice in [1, 2, 7, 100, 10_000] {
        assert_eq!(burned(slice), whole, "slices of {slice}");
    }
}

#[derive(Clone, Default)]
struct Printed(Rc<RefCell<Vec<u8>>>);

impl io::Write for Printed {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0.borrow_mut().extend_from_slice(bytes);
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        Ok(())
    }
}

#[test]
fn output_goes_where_the_host_wants_it() {
    let printed = Printed::default();
    let mut lua = lua();
    lua.try_enter(|ctx| ferrous::output::set(ctx, printed.clone()))
        .unwrap();
    lua.exec("print('a', 1) print()").unwrap();
    assert_eq!(*printed.0.borrow(), b"a\t1\n\n");
}

/// A host may keep its interpreter in a thread-local: it is dropped at the thread's end, maybe after what its libraries keep
/// there.
#[test]
fn an_interpreter_ends_with_its_thread() {
    thread_local! {
        static KEPT: RefCell<Option<Lua>> = const { RefCell::new(None) };
    }
    let thread = std::thread::spawn(|| {
        KEPT.with(|kept| {
            let kept = &mut *kept.borrow_mut();
            let lua = kept.insert(lua());
            for suspended in [
                "(('a'):rep(30)):find(('a-'):rep(30) .. 'b')",
                "(('a'):rep(30)):gsub('a', coroutine.yield)",
                "load(coroutine.yield)",
            ] {
                let main = lua.load(format!("return {suspended}")).unwrap();
                let run = lua.start(&main, ()).unwrap();
                let step = lua.step(&run, &mut Fuel::new(10_000)).unwrap();
                assert!(matches!(step, Step::OutOfFuel | Step::Yielded), "{step:?}");
            }
        });
    });
    assert!(thread.join().is_ok());
}

/// The smallest limits count from the first call on, in whatever slices.
#[test]
fn small_depth_limits_are_exact() {
    let run = |depth, source: &str, slice| {
        let builder = ferrous::builder().seed(5).depth_limit(depth);
        let mut lua = builder.build().unwrap();
        let main = lua.load(Chunk::new(source).name("=program")).unwrap();
        let run = lua.start(&main, ()).unwrap();
        let end = loop {
            match lua.step(&run, &mut Fuel::new(slice)) {
                Ok(Step::OutOfFuel) => {}
                Ok(_) => break "returned".to_owned(),
                Err(error) => break error.to_string(),
            }
        };
        (end, run.fuel_used())
    };
    let calls = |n| {
        let (heads, tails) = (
            "(function() local x = ".repeat(n),
            " return x end)()".repeat(n),
        );
        format!("local x = {heads} 1 {tails}")
    };
    for depth in 0..8 {
        for source in [
            calls(0),
            calls(3),
            "local a, b = pcall(error) pcall(nothing)".into(),
        ] {
            let whole = run(depth, &source, Fuel::MAX);
            assert_eq!(run(depth, &source, 1), whole, "{depth} {source}");
        }
        let deepest = run(depth, &calls(3), Fuel::MAX).0;
        assert_eq!(deepest == "returned", depth >= 4, "{depth}: {deepest}");
    }
}

/// A native needs a frame only when it has to wait: where the call depth is used up, it gets one all the same, or the slices
/// would show.
#[test]
fn slices_do_not_show_at_the_depth_limit() {
    const PROGRAM: &str = "
        local results = {}
        local function add(...)
            for i = 1, select('#', ...) do results[#results + 1] = tostring((select(i, ...))) end
        end
        local function down(n, f, ...)
            if n > 0 then return (down(n - 1, f, ...)) end
            local result = f(...)
            return result
        end
        local named = setmetatable({}, { __tostring = function() return ('x'):rep(9):gsub('x', 'y') end })
        for n = 0, 12 do
            add(n, pcall(down, n, string.match, ('a'):rep(30), '(a-)%1b'))
            add(pcall(down, n, string.match, 'a', '%1'))
            add(pcall(down, n, string.gsub, 'abc', '.', string.upper))
            add(pcall(down, n, string.gsub, 'abc', '.', function(c) return c:find('a-b') end))
            add(pcall(down, n, tostring, named))
            add(pcall(down, n, table.concat, { 1, 2, 3 }, ', '))
            add(pcall(down, n, table.sort, { 3, 1, 2 }, math.max))
            add(pcall(down, n, pcall, string.find, 'aaa', 'a-b'))
            add(pcall(down, n, loadstring, 'return 1 +'))
            add(pcall(down, n, unpack, { 1, 2, 3 }))
        end
        return table.concat(results, ' ')";
    let run = |slice| {
        let builder = ferrous::builder().seed(5).depth_limit(10);
        let mut lua = builder.build().unwrap();
        let main = lua.load(Chunk::new(PROGRAM).name("=program")).unwrap();
        let run = lua.start(&main, ()).unwrap();
        while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(slice)).unwrap() {}
        (lua.take::<String>(&run).unwrap(), run.fuel_used())
    };
    let whole = run(Fuel::MAX);
    assert!(whole.0.contains("stack overflow"), "{}", whole.0);
    for slice in [1, 2, 3, 5, 50] {
        assert_eq!(run(slice), whole, "{slice} a slice");
    }
}

/// `unpack` and `string.byte` make room for all their results at first. The collector, which makes stacks smaller that are hardly
/// used, leaves them that.
#[test]
fn room_for_results_stays() {
    for native in ["unpack(t)", "s:byte(1, -1)"] {
        let source = format!(
            "local t, s = {{}}, ('x'):rep(500000)
            for i = 1, 500000 do t[i] = i end
            coroutine.yield()
            return select('#', {native})"
        );
        let mut lua = lua();
        let main = lua.load(source.as_str()).unwrap();
        let run = lua.start(&main, ()).unwrap();
        while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(1_000_000)).unwrap() {}
        lua.exec("collectgarbage()").unwrap();
        let before = lua.memory().used;
        lua.resume(&run, ()).unwrap();
        let mut slices = 0;
        while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(10_000)).unwrap() {
            lua.exec("collectgarbage()").unwrap();
            let grown = lua.memory().used - before;
            assert!(
                grown > 8 * 500_000,
                "{native}: {grown} bytes after {slices} slices"
            );
            slices += 1;
        }
        assert!(slices > 10, "{native}: only {slices} slices");
    }
}
