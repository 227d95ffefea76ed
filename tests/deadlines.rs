//! The deadline: who sees it, what goes on afterwards, and that no script can tell.

use std::time::{Duration, Instant};

use ferrous::{Chunk, Error, Fuel, Lua, StashedFunction, Step};

/// What runs without an end, in a place that no `pcall` gets past.
const ENDLESS: &[&str] = &[
    "while true do end",
    "while true do pcall(function() while true do end end) end",
    "while true do coroutine.wrap(function() pcall(string.rep, 'x', 100) end)() end",
    "return (('a'):rep(400)):find(('.-'):rep(30) .. 'b')",
    "while true do table.sort({ 3, 1, 2 }, function(a, b) return a < b end) end",
    "while true do loadstring('return 1')() end",
    "setmetatable({}, { __index = function() while true do end end }).x = setmetatable({}, { __index = function() while true do end end }).x",
    "while true do collectgarbage() end",
];

fn lua() -> Lua {
    ferrous::builder().seed(1).build().unwrap()
}

fn soon() -> Option<Instant> {
    Some(Instant::now() + Duration::from_millis(2))
}

#[test]
fn what_runs_without_an_end_stops() {
    for source in ENDLESS {
        let mut lua = lua();
        lua.set_deadline(soon());
        let ended = lua.exec(*source);
        assert!(matches!(ended, Err(Error::Deadline)), "{source}: {ended:?}");
        // It stays: nothing runs behind it.
        let ended = lua.eval::<f64>("return 1");
        assert!(matches!(ended, Err(Error::Deadline)), "{source}: {ended:?}");
        lua.set_deadline(None);
        assert_eq!(lua.eval::<f64>("return 6 * 7").unwrap(), 42.0, "{source}");
    }
}

#[test]
fn a_step_stops_and_goes_on_under_a_later_deadline() {
    const PROGRAM: &str = "local n = 0
        for i = 1, 100000 do
            local ok = pcall(function() n = n + 1 end)
            assert(ok)
        end
        return n";
    let whole = {
        let mut lua = lua();
        let main = lua.load(PROGRAM).unwrap();
        let run = lua.start(&main, ()).unwrap();
        lua.step(&run, &mut Fuel::new(Fuel::MAX)).unwrap();
        run.fuel_used()
    };
    let mut lua = lua();
    let main = lua.load(PROGRAM).unwrap();
    let run = lua.start(&main, ()).unwrap();
    lua.set_deadline(Some(Instant::now()));
    for _ in 0..3 {
        let mut fuel = Fuel::new(1_000);
        let step = lua.step(&run, &mut fuel);
        assert!(matches!(step, Ok(Step::Deadline)), "{step:?}");
        // Nothing has run.
        assert_eq!((fuel.remaining(), run.fuel_used()), (1_000, 0));
    }
    let mut stops = 0;
    loop {
        lua.set_deadline(Some(Instant::now() + Duration::from_micros(200)));
        match lua.step(&run, &mut Fuel::new(100_000)).unwrap() {
            Step::Deadline => stops += 1,
            Step::OutOfFuel => {}
            Step::Done => break,
            other => panic!("{other:?}"),
        }
        // However slow the machine is, it comes to an end.
        if stops > 20 {
            lua.set_deadline(None);
            while !matches!(
                lua.step(&run, &mut Fuel::new(Fuel::MAX)).unwrap(),
                Step::Done
            ) {}
            break;
        }
    }
    assert_eq!(lua.take::<f64>(&run).unwrap(), 100_000.0);
    assert_eq!(run.fuel_used(), whole);
}

#[test]
fn an_interrupt_is_told_from_the_deadline() {
    let mut lua = lua();
    let main = lua.load("while true do end").unwrap();
    let run = lua.start(&main, ()).unwrap();
    lua.set_deadline(Some(Instant::now()));
    lua.interrupt_handle().interrupt();
    let mut step = || lua.step(&run, &mut Fuel::new(100)).unwrap();
    assert!(matches!(step(), Step::Interrupted));
    assert!(matches!(step(), Step::Deadline));
    lua.set_deadline(Some(Instant::now() + Duration::from_secs(3600)));
    let step = lua.step(&run, &mut Fuel::new(100)).unwrap();
    assert!(matches!(step, Step::OutOfFuel));
    assert!(lua.cancel(&run));
}

#[test]
fn the_compiler_stops_and_begins_again() {
    let source = "x = f() ".repeat(100_000);
    // For the host.
    let mut lua = lua();
    lua.set_deadline(Some(Instant::now()));
    let loaded = lua.load(Chunk::new(&source));
    assert!(matches!(loaded, Err(Error::Deadline)), "{loaded:?}");
    // What is short is over before anybody looks.
    lua.load("return 1").unwrap();
    lua.set_deadline(None);
    lua.load(Chunk::new(&source)).unwrap();
    lua.interrupt_handle().interrupt();
    let loaded = lua.load(Chunk::new(&source));
    assert!(matches!(loaded, Err(Error::Interrupted)), "{loaded:?}");
    // And for a script.
    let load: StashedFunction = lua
        .load("local source = ... return type(assert(loadstring(source)))")
        .unwrap();
    let run = lua.start(&load, source).unwrap();
    let mut stops = 0;
    let kind: String = loop {
        let is_patient = stops > 100;
        lua.set_deadline((!is_patient).then(|| Instant::now() + Duration::from_micros(500)));
        match lua.step(&run, &mut Fuel::new(Fuel::MAX)).unwrap() {
            Step::Deadline => stops += 1,
            Step::Done => break lua.take(&run).unwrap(),
            other => panic!("{other:?}"),
        }
    };
    assert!(stops > 0);
    assert_eq!(kind, "function");
}

#[test]
fn closing_ends_in_time() {
    let mut lua = lua();
    lua.exec(
        "local u = newproxy(true)
        getmetatable(u).__gc = function() while true do end end
        kept = u",
    )
    .unwrap();
    lua.set_deadline(Some(Instant::now()));
    assert!(!lua.close(&mut Fuel::new(Fuel::MAX)));
}
