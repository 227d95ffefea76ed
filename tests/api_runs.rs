//! Runs: sliced, stopped, resumed, cancelled, and what they burn.

mod api_support;

use std::{sync::mpsc, thread};

use api_support::{STRESSES, builder, finish, lua};
use ferrous_core::{Error, Executor, Fuel, Lua, Step, Variadic};

fn start(lua: &mut Lua, source: &str) -> Executor {
    let main = lua.load(source).expect("compiles");
    lua.start(&main, ()).expect("starts")
}

const WORK: &str = "
    local function fib(n) if n < 2 then return n end return fib(n - 1) + fib(n - 2) end
    local t, s = {}, ''
    for i = 1, 60 do t[i] = { i, name = 'n' .. i } s = s .. i % 10 end
    local co = create(function(a) for i = 1, 20 do a = a + yield(a * i) end return a end)
    local sum = 0
    for i = 1, 25 do
        local ok, v = pcall(resume, co, i)
        if not ok then error(v) end
    end
    for i = 1, 60 do sum = sum + t[i][1] + (t[i].name == 'n' .. i and 1 or 0) end
    local ok, e = pcall(function() error({ s }) end)
    return fib(10), sum, s, ok, e[1] == s
";

#[test]
fn slices_do_not_change_the_result_or_the_price() {
    let mut expected = None;
    for tail_calls in [true, false] {
        for stress in STRESSES {
            for slice in [1, 7, 100, 10_000_000] {
                let mut lua = builder()
                    .tail_calls(tail_calls)
                    .stress(stress)
                    .build()
                    .unwrap();
                let run = start(&mut lua, WORK);
                let steps = finish(&mut lua, &run, slice);
                let result: (f64, f64, String, bool, bool) = lua.take(&run).unwrap();
                assert_eq!((result.0, result.1), (55.0, 1890.0));
                assert!(!result.3 && result.4);
                let outcome = (result.2, run.fuel_used());
                let expected = expected.get_or_insert_with(|| outcome.clone());
                assert_eq!(*expected, outcome, "{tail_calls} {stress:?} {slice}");
                assert!(slice > 1 || steps as u64 >= run.fuel_used() / 2);
            }
        }
    }
}

#[test]
fn budgets_add_up() {
    let mut lua = lua();
    let run = start(&mut lua, WORK);
    let mut burned = 0;
    loop {
        let mut fuel = Fuel::new(13);
        let step = lua.step(&run, &mut fuel).unwrap();
        burned += fuel.burned();
        assert!(fuel.burned() <= 13 && fuel.burned() + fuel.remaining() == 13);
        assert_eq!(burned + run.fuel_debt(), run.fuel_used());
        match step {
            Step::Done => break,
            Step::OutOfFuel => assert_eq!(fuel.remaining(), 0),
            other => panic!("{other:?}"),
        }
    }
    assert!(run.bytes_charged() > 60 * 56);
}

#[test]
fn no_fuel_no_progress() {
    let mut lua = lua();
    let run = start(&mut lua, "return 1");
    for _ in 0..3 {
        let step = lua.step(&run, &mut Fuel::new(0)).unwrap();
        assert!(matches!(step, Step::OutOfFuel));
    }
    assert_eq!(run.fuel_used(), 0);
    finish(&mut lua, &run, 100);
}

#[test]
fn endless_loops_of_every_shape_stop() {
    for source in [
        "while true do end",
        "repeat until false",
        "for i = 1, 1e300 do end",
        "for i = 2, 1, 0 do end",
        "local function f() return f() end f()",
        "while true do pcall(function() while true do end end) end",
        "while true do pcall(error) end",
        "local co = create(function() while true do end end) resume(co)",
        "local co = create(function() while true do yield() end end) while true do resume(co) end",
        "while true do resume(create(function() yield() end)) end",
        "local t = setmetatable({}, { __index = function() while true do end end }) return t.x",
        "local t = setmetatable({}, { __add = function(a) return a + a end }) return t + t",
        "for x in function() return 1 end do end",
        "local t = setmetatable({}, { __lt = function() while true do end end }) return t < t",
        "while true do local t = { {}, {} } end",
        "while true do collect() end",
    ] {
        let mut lua = lua();
        let run = start(&mut lua, source);
        for _ in 0..20 {
            let mut fuel = Fuel::new(10_000);
            match lua.step(&run, &mut fuel) {
                Ok(Step::OutOfFuel) => assert!(run.fuel_debt() < 1_000, "{source}"),
                // Recursion without end ends in an error, too.
                Err(Error::Runtime { message, .. }) => {
                    assert!(message.contains("stack overflow"), "{message}")
                }
                other => panic!("{source}: {other:?}"),
            }
            if run.is_finished() {
                break;
            }
        }
        lua.cancel(&run);
        assert_eq!(lua.eval::<u8>("return 1").unwrap(), 1, "{source}");
    }
}

#[test]
fn many_runs_at_once() {
    let mut lua = lua();
    let main = lua
        .load("local n, id = 0, ... for i = 1, 50 do n = n + id end return n")
        .unwrap();
    let mut runs: Vec<_> = (1..=20)
        .map(|id| (id, lua.start(&main, id).unwrap()))
        .collect();
    let mut done = Vec::new();
    while !runs.is_empty() {
        runs.retain(
            |(id, run)| match lua.step(run, &mut Fuel::new(10)).unwrap() {
                Step::Done => {
                    done.push((*id, lua.take::<i32>(run).unwrap()));
                    false
                }
                _ => true,
            },
        );
    }
    done.sort();
    let expected: Vec<_> = (1..=20).map(|id| (id, 50 * id)).collect();
    assert_eq!(done, expected);
}

#[test]
fn what_one_run_is_inside_of_another_cannot_resume() {
    let mut lua = lua();
    lua.try_enter(|ctx| {
        ctx.set_global("this", ctx.function(|ctx, ()| Ok(ctx.thread())))?;
        ctx.set_global("ask", ctx.host_function(|_, ()| Ok(())))
    })
    .unwrap();
    for (source, answer) in [
        (
            "co = create(function(n) while n do end return 1 end) resume(co, 1)",
            false,
        ),
        (
            "co = create(function() ask() return 1 end) resume(co)",
            true,
        ),
        ("co = this() while true do end", false),
        ("co = this() ask()", true),
        ("co = this() yield()", true),
    ] {
        let run = start(&mut lua, source);
        lua.step(&run, &mut Fuel::new(1_000)).unwrap();
        let refused = lua
            .eval::<(bool, String)>("return resume(co, nil)")
            .unwrap();
        assert_eq!(
            refused,
            (false, "cannot resume non-suspended coroutine".into()),
            "{source}"
        );
        if answer {
            lua.resume(&run, ()).unwrap();
            let refused = lua
                .eval::<(bool, String)>("return resume(co, nil)")
                .unwrap();
            assert!(!refused.0, "{source}");
            finish(&mut lua, &run, 1_000);
        } else {
            let step = lua.step(&run, &mut Fuel::new(1_000)).unwrap();
            assert!(matches!(step, Step::OutOfFuel));
            lua.cancel(&run);
        }
        let refused = lua.eval::<(bool, String)>("return resume(co)").unwrap();
        assert_eq!(
            refused,
            (false, "cannot resume dead coroutine".into()),
            "{source}"
        );
    }
}

#[test]
fn cancelled_is_over() {
    let mut lua = lua();
    let run = start(
        &mut lua,
        "resume(create(function() pcall(function() while true do end end) reached = true end))",
    );
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(100)),
        Ok(Step::OutOfFuel)
    ));
    assert!(lua.cancel(&run));
    assert!(!lua.cancel(&run));
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(100)),
        Err(Error::Cancelled)
    ));
    assert!(matches!(lua.resume(&run, ()), Err(Error::Cancelled)));
    assert!(matches!(lua.take::<()>(&run), Err(Error::Cancelled)));
    assert_eq!(lua.eval::<Option<bool>>("return reached").unwrap(), None);
}

#[test]
fn finished_is_over() {
    let mut lua = lua();
    let run = start(&mut lua, "return 1, nil, 'x', nil");
    assert!(matches!(lua.take::<()>(&run), Err(Error::Running)));
    assert!(matches!(lua.resume(&run, ()), Err(Error::Running)));
    finish(&mut lua, &run, 1_000);
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(1)),
        Err(Error::Dead)
    ));
    assert!(matches!(lua.resume(&run, ()), Err(Error::Dead)));
    assert!(!lua.cancel(&run));
    assert_eq!(lua.results(&run, |_, values| values.len()).unwrap(), 4);
    assert!(matches!(
        lua.take::<(u8, u8)>(&run),
        Err(Error::Conversion(_))
    ));
    let all: Variadic<Option<String>> = lua.take(&run).unwrap();
    assert_eq!(*all, [Some("1".into()), None, Some("x".into()), None]);
    assert!(matches!(lua.take::<()>(&run), Err(Error::Dead)));

    let run = start(&mut lua, "error('no')");
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(1_000)),
        Err(Error::Runtime { .. })
    ));
    assert!(run.is_finished());
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(1)),
        Err(Error::Dead)
    ));
    assert!(matches!(lua.take::<()>(&run), Err(Error::Dead)));
}

#[test]
fn a_run_can_yield_to_the_host() {
    for stress in STRESSES {
        let mut lua = builder().stress(stress).build().unwrap();
        let run = start(
            &mut lua,
            "local got = { pcall(function() return yield('a', 1) end) }
             local ok, e = pcall(yield, 'b')
             return got[1], got[2], got[3], ok, e",
        );
        let mut fuel = Fuel::new(10_000);
        assert!(matches!(lua.step(&run, &mut fuel).unwrap(), Step::Yielded));
        assert_eq!(lua.take::<(String, u8)>(&run).unwrap(), ("a".into(), 1));
        assert!(matches!(lua.step(&run, &mut fuel), Err(Error::Suspended)));
        lua.resume(&run, ("x", 2.5)).unwrap();
        assert!(matches!(lua.step(&run, &mut fuel).unwrap(), Step::Yielded));
        assert_eq!(lua.take::<String>(&run).unwrap(), "b");
        lua.throw(&run, "refused").unwrap();
        assert!(matches!(lua.step(&run, &mut fuel).unwrap(), Step::Done));
        let results: (bool, String, f64, bool, String) = lua.take(&run).unwrap();
        assert_eq!(results, (true, "x".into(), 2.5, false, "refused".into()));
    }
}

#[test]
fn requests_pass_through_coroutines_and_pcall() {
    for stress in STRESSES {
        let mut lua = builder().stress(stress).build().unwrap();
        lua.try_enter(|ctx| {
            let ask = ctx.host_function(|_, n: u32| Ok(n));
            ctx.set_global("ask", ask)
        })
        .unwrap();
        let run = start(
            &mut lua,
            "local co = create(function(n)
                 local ok, a = pcall(function() return ask(n) + ask(n + 1) end)
                 local inner = create(function() return ask(100) end)
                 local _, b = resume(inner)
                 local _, e = pcall(ask, 200)
                 yield(a, b, e)
                 return ask(300)
             end)
             local _, a, b, e = resume(co, 1)
             local _, c = resume(co)
             return a, b, c, e",
        );
        let mut asked = Vec::new();
        loop {
            match lua.step(&run, &mut Fuel::new(50)).unwrap() {
                Step::Waiting(request) => {
                    let n: u32 = request.downcast().unwrap();
                    asked.push(n);
                    assert!(matches!(
                        lua.step(&run, &mut Fuel::new(50)),
                        Err(Error::Suspended)
                    ));
                    match n {
                        200 => lua.throw(&run, "cannot").unwrap(),
                        n => lua.resume(&run, n * 10).unwrap(),
                    }
                }
                Step::OutOfFuel => {}
                Step::Done => break,
                other => panic!("{other:?}"),
            }
        }
        assert_eq!(asked, [1, 2, 100, 200, 300]);
        let results: (u32, u32, u32, String) = lua.take(&run).unwrap();
        assert_eq!(results, (30, 1000, 3000, "cannot".into()));
    }
}

#[test]
fn an_answer_may_be_any_list() {
    let mut lua = lua();
    lua.try_enter(|ctx| {
        let ask = ctx.host_function(|_, ()| Ok(()));
        ctx.set_global("ask", ask)
    })
    .unwrap();
    let run = start(&mut lua, "local t = { ask() } return #t, t[1], t[300]");
    let mut fuel = Fuel::new(100_000);
    assert!(matches!(
        lua.step(&run, &mut fuel).unwrap(),
        Step::Waiting(_)
    ));
    lua.resume(&run, (1..=300).collect::<Variadic<u32>>())
        .unwrap();
    assert!(matches!(lua.step(&run, &mut fuel).unwrap(), Step::Done));
    assert_eq!(lua.take::<(u32, u32, u32)>(&run).unwrap(), (300, 1, 300));
}

#[test]
fn without_a_stepping_host_nobody_answers() {
    let mut lua = lua();
    lua.try_enter(|ctx| {
        let ask = ctx.host_function(|_, ()| Ok(()));
        ctx.set_global("ask", ask)
    })
    .unwrap();
    let (ok, message): (bool, String) = lua.eval("return pcall(ask)").unwrap();
    assert!(!ok);
    assert!(
        message.contains("the host does not answer requests here"),
        "{message}"
    );
    let (ok, message): (bool, String) = lua.eval("return pcall(yield, 1)").unwrap();
    assert!(!ok);
    assert_eq!(
        message,
        "attempt to yield across metamethod/C-call boundary"
    );
    // Inside a coroutine it is still what it is.
    let n: u8 = lua
        .eval("local _, n = resume(create(function() yield(5) end)) return n")
        .unwrap();
    assert_eq!(n, 5);
}

#[test]
fn an_interrupt_is_seen_resumed_and_invisible() {
    let mut lua = lua();
    let stop = lua.interrupt_handle();
    let run = start(
        &mut lua,
        "local n = 0 local ok = pcall(function() for i = 1, 100000 do n = n + 1 end end) return ok, n",
    );
    stop.interrupt();
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(1_000)).unwrap(),
        Step::Interrupted
    ));
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(1_000)).unwrap(),
        Step::OutOfFuel
    ));
    stop.interrupt();
    stop.clear();
    finish(&mut lua, &run, 1_000_000);
    assert_eq!(lua.take::<(bool, u32)>(&run).unwrap(), (true, 100_000));
}

#[test]
fn an_interrupt_from_another_thread_stops_a_script() {
    let mut lua = lua();
    for source in [
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "resume(create(function() while true do end end))",
    ] {
        let stop = lua.interrupt_handle();
        let (begun, wait) = mpsc::channel();
        let other = thread::spawn(move || {
            wait.recv().expect("the script begins");
            stop.interrupt();
        });
        begun.send(()).expect("the thread listens");
        assert!(matches!(lua.exec(source), Err(Error::Interrupted)));
        other.join().expect("the thread ends");
    }
    assert_eq!(lua.eval::<u8>("return 1").unwrap(), 1);
}

#[test]
fn a_panic_reaches_the_host_and_poisons() {
    let mut lua = lua();
    let kept = lua.eval::<ferrous_core::StashedTable>("return {}").unwrap();
    lua.try_enter(|ctx| {
        let explode =
            ctx.function(|_, ()| -> Result<(), ferrous_core::Thrown<'_>> { panic!("boom") });
        ctx.set_global("explode", explode)
    })
    .unwrap();
    let run = start(
        &mut lua,
        "local ok = pcall(create(function() pcall(explode) end)) resume(create(explode))",
    );
    let caught = std::panic::catch_unwind(std::panic::AssertUnwindSafe(|| {
        lua.step(&run, &mut Fuel::new(10_000))
    }));
    assert_eq!(*caught.unwrap_err().downcast::<&str>().unwrap(), "boom");
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(1)),
        Err(Error::Poisoned)
    ));
    assert!(matches!(lua.exec("return 1"), Err(Error::Poisoned)));
    assert!(matches!(lua.load("return 1"), Err(Error::Poisoned)));
    assert!(matches!(lua.get::<u8>(&kept, 1), Err(Error::Poisoned)));
    assert!(matches!(lua.try_enter(|_| Ok(())), Err(Error::Poisoned)));
    assert!(matches!(lua.take::<()>(&run), Err(Error::Poisoned)));
    assert!(!lua.cancel(&run));
    drop(kept);
    drop(lua);
    assert_eq!(api_support::lua().eval::<u8>("return 1").unwrap(), 1);
}

#[test]
fn foreign_handles_are_refused() {
    let (mut one, mut two) = (lua(), lua());
    let function = one.load("return 1").unwrap();
    let table: ferrous_core::StashedTable = one.eval("return {}").unwrap();
    let run = one.start(&function, ()).unwrap();
    assert!(matches!(two.call::<()>(&function, ()), Err(Error::Foreign)));
    assert!(matches!(two.start(&function, ()), Err(Error::Foreign)));
    assert!(matches!(
        two.step(&run, &mut Fuel::new(1)),
        Err(Error::Foreign)
    ));
    assert!(matches!(two.take::<()>(&run), Err(Error::Foreign)));
    assert!(matches!(two.get::<u8>(&table, 1), Err(Error::Foreign)));
    assert!(matches!(two.set(&table, 1, 1), Err(Error::Foreign)));
    assert!(!two.cancel(&run));
    let id = two.load("return ...").unwrap();
    assert!(matches!(
        two.call::<()>(&id, (1, &table)),
        Err(Error::Foreign)
    ));
    assert!(matches!(
        two.exec(ferrous_core::Chunk::new("x = 1").env(&table)),
        Err(Error::Foreign)
    ));
    drop(one);
    assert!(matches!(two.call::<()>(&function, ()), Err(Error::Foreign)));
}
