//! `io` and `os` as a host sees them: where the standard streams lead, what becomes of `os.exit`, and that reading without
//! end can be stopped.

use std::{cell::RefCell, fs, io, path::PathBuf, rc::Rc};

use ferrous::{Builder, Exit, Fuel, Lua, Step};

fn lua() -> Lua {
    Builder::new().library(ferrous::open::all).build().unwrap()
}

/// A writer that the test can look into, and that says when it was flushed.
#[derive(Clone, Default)]
struct Written(Rc<RefCell<String>>);

impl Written {
    fn take(&self) -> String {
        self.0.take()
    }
}

impl io::Write for Written {
    fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
        self.0
            .borrow_mut()
            .push_str(&String::from_utf8_lossy(bytes));
        Ok(bytes.len())
    }

    fn flush(&mut self) -> io::Result<()> {
        self.0.borrow_mut().push('|');
        Ok(())
    }
}

/// A path for a file of this test.
fn path(name: &str) -> PathBuf {
    PathBuf::from(env!("CARGO_TARGET_TMPDIR")).join(name)
}

#[test]
fn what_is_safe_has_no_files() {
    let mut lua = ferrous::lua();
    let names: String = lua
        .eval(
            "local names = {}
            for name in pairs(os) do names[#names + 1] = name end
            table.sort(names)
            return table.concat(names, ' ') .. tostring(io)",
        )
        .unwrap();
    assert_eq!(names, "clock date difftime timenil");
}

#[test]
fn print_and_write_share_the_output() {
    let mut lua = lua();
    let (out, errors) = (Written::default(), Written::default());
    lua.try_enter(|ctx| {
        ferrous::output::set(ctx, out.clone())?;
        ferrous::output::set_errors(ctx, errors.clone())
    })
    .unwrap();
    lua.exec("print('a') io.write('b') io.stdout:write('c') io.stderr:write('!') print('d')")
        .unwrap();
    assert_eq!((out.take(), errors.take()), ("a\nbcd\n".into(), "!".into()));
    lua.exec("io.flush() print('a') io.stdout:setvbuf('no') io.write('b', 'c')")
        .unwrap();
    assert_eq!(out.take(), "|a\nb|c|");
    lua.exec("io.stdout:setvbuf('line') io.write('a') io.write('b\\n', 'c') print()")
        .unwrap();
    assert_eq!(out.take(), "ab\n|c\n|");
    // The next one takes over, also for files that are open.
    let next = Written::default();
    lua.try_enter(|ctx| ferrous::output::set(ctx, next.clone()))
        .unwrap();
    lua.exec("io.stdout:setvbuf('full') print('next')").unwrap();
    assert_eq!((out.take(), next.take()), (String::new(), "next\n".into()));
}

#[test]
fn a_writer_that_fails_is_heard() {
    struct Full;
    impl io::Write for Full {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::Error::other("full"))
        }
        fn flush(&mut self) -> io::Result<()> {
            Err(io::Error::from_raw_os_error(32))
        }
    }
    let mut lua = lua();
    lua.try_enter(|ctx| ferrous::output::set(ctx, Full))
        .unwrap();
    let (nothing, message, number): (Option<bool>, String, i32) =
        lua.eval("print('dropped') return io.write('x')").unwrap();
    assert_eq!((nothing, &*message, number), (None, "full", 0));
    let (message, number): (String, i32) = lua.eval("return select(2, io.flush())").unwrap();
    assert_eq!((&*message, number), ("Broken pipe", 32));
}

#[test]
fn the_input_is_the_hosts() {
    let mut lua = lua();
    lua.try_enter(|ctx| ferrous::input::set(ctx, &b"12 words\nline\nrest\n!"[..]))
        .unwrap();
    let read: Vec<String> = lua
        .eval("return { io.read('*n') .. '', io.read(), io.stdin:read(), io.read('*a'), io.read() or 'end' }")
        .unwrap();
    assert_eq!(read, ["12", " words", "line", "rest\n!", "end"]);
    lua.try_enter(|ctx| ferrous::input::set(ctx, &b"a\nb"[..]))
        .unwrap();
    let lines: usize = lua
        .eval("local n = 0 for line in io.lines() do n = n + #line end return n")
        .unwrap();
    assert_eq!(lines, 2);
    lua.try_enter(|ctx| ferrous::input::set(ctx, &b"return 6 * 7"[..]))
        .unwrap();
    assert_eq!(lua.eval::<f64>("return dofile()").unwrap(), 42.0);
}

#[test]
fn what_nobody_closes_is_written_out() {
    let path = path("left_open");
    let mut lua = lua();
    let globals = lua.globals().unwrap();
    lua.set(&globals, "path", path.to_str().unwrap()).unwrap();
    lua.exec("file = io.open(path, 'w') file:write('kept')")
        .unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "");
    lua.enter(ferrous::output::flush).unwrap();
    assert_eq!(fs::read_to_string(&path).unwrap(), "kept");
    lua.exec("file:write(' back')").unwrap();
    drop(lua);
    assert_eq!(fs::read_to_string(&path).unwrap(), "kept back");
}

#[test]
fn an_exit_is_for_the_host() {
    let mut lua = lua();
    let out = Written::default();
    lua.try_enter(|ctx| ferrous::output::set(ctx, out.clone()))
        .unwrap();
    for (source, expected) in [
        ("os.exit()", 0),
        ("os.exit(7)", 7),
        ("os.exit('0x10')", 16),
        ("print('x') pcall(os.exit, -1)", -1),
        (
            "coroutine.wrap(function() pcall(function() os.exit(2) end) end)()",
            2,
        ),
        ("table.sort({ 1, 2 }, function() os.exit(3) end)", 3),
    ] {
        let main = lua.load(source).unwrap();
        let run = lua.start(&main, ()).unwrap();
        match lua.step(&run, &mut Fuel::new(1_000_000)).unwrap() {
            Step::Waiting(request) => {
                assert_eq!(request.downcast::<Exit>().unwrap().code, expected);
            }
            other => panic!("{source}: {other:?}"),
        }
        assert!(lua.cancel(&run));
    }
    // Each of them has flushed.
    assert_eq!(out.take(), "|||x\n|||");
    // Where nobody is asked, it is an error.
    let error = lua.exec("os.exit(1)").unwrap_err().to_string();
    assert!(
        error.contains("the host does not answer requests here"),
        "{error}"
    );
    assert_eq!(lua.eval::<f64>("return 1").unwrap(), 1.0);
}

/// Runs a program without end for a while, and ends it.
fn stops(source: &str) {
    let mut lua = lua();
    let main = lua.load(source).unwrap();
    let run = lua.start(&main, ()).unwrap();
    for _ in 0..50 {
        match lua.step(&run, &mut Fuel::new(10_000)) {
            Ok(Step::OutOfFuel) => {}
            other => panic!("{source}: {other:?}"),
        }
        // What a date may cost that has to be looked for.
        assert!(run.fuel_debt() < 10_000, "{source}: {}", run.fuel_debt());
    }
    assert!(lua.cancel(&run));
    assert_eq!(lua.eval::<f64>("return 6 * 7").unwrap(), 42.0, "{source}");
}

#[test]
#[cfg(target_os = "linux")]
fn reading_without_end_stops() {
    for source in [
        "io.open('/dev/zero'):read('*a')",
        "io.open('/dev/zero'):read('*l')",
        "io.open('/dev/zero'):read(1e9)",
        "for line in io.lines('/dev/zero') do end",
        "local f = io.open('/dev/zero') while true do f:read(4096) end",
        "local f = io.open('/dev/null') while true do f:read() end",
        "local f, s = io.open('/dev/null', 'w'), ('x'):rep(1e6) while true do f:write(s) end",
        "local f = io.open('/dev/null', 'w') f:write(('x'):rep(1e8)) while true do end",
        "local f = io.open('/dev/null', 'w') f:setvbuf('no') while true do f:write('x') end",
        "local f = io.open('/dev/null') while true do f:seek('set') end",
        "while true do io.open('/dev/null'):close() end",
        "while true do io.open('/no/such/file') end",
        "while true do os.date() os.time() os.clock() end",
        "while true do os.time({ year = 2000, month = 1, day = 1, isdst = true }) end",
        "os.date(('%c'):rep(1e6)) while true do end",
        "while true do os.remove('/no/such/file') os.getenv('x') end",
    ] {
        stops(source);
    }
    // Blanks in front of a number, and digits of one.
    let blanks = path("blanks");
    fs::write(&blanks, " ".repeat(10 << 20)).unwrap();
    stops(&format!(
        "local f = io.open({blanks:?}) while true do f:seek('set') f:read('*n') end"
    ));
    fs::write(&blanks, "1".repeat(10 << 20)).unwrap();
    let mut lua = lua();
    let digits = format!("return io.open({blanks:?}):read('*n')");
    assert_eq!(lua.eval::<f64>(&digits).unwrap(), f64::INFINITY);
}

#[test]
#[cfg(target_os = "linux")]
fn what_is_read_is_metered() {
    let mut lua = lua();
    let main = lua.load("return #io.open('/dev/zero'):read(3e7)").unwrap();
    let run = lua.start(&main, ()).unwrap();
    let before = lua.enter(|ctx| ctx.memory_used());
    let mut most = 0;
    while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(10_000)).unwrap() {
        most = most.max(lua.enter(|ctx| ctx.memory_used()));
    }
    assert_eq!(lua.take::<f64>(&run).unwrap(), 3e7);
    assert!(most - before > 20_000_000, "{most}");
}

#[test]
fn files_do_not_pile_up() {
    let mut lua = lua();
    // More than a process may have open at once.
    lua.exec(
        "for i = 1, 3000 do
            assert(io.open('/dev/null'))
            if i % 100 == 0 then collectgarbage() end
        end",
    )
    .unwrap();
}
