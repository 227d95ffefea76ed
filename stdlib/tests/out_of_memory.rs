//! The n-th charge fails, for every n: each run ends in the error or has the right answers, and what was charged is given
//! back. After the error the same interpreter works on.
//!
//! Scripts that catch errors can print anything then. They run twice: as they are, when only the meter is looked at, and with
//! a `pcall` and other catchers that pass this one error on ([`PASS_ON`]). By default a sample of the charges fails;
//! `FERROUS_EXHAUSTIVE=1` has each of them fail in turn. How many that were is printed:
//!
//!     FERROUS_EXHAUSTIVE=1 cargo test --release -p ferrous-lua --test out_of_memory -- --nocapture

use std::{
    cell::RefCell,
    env, fs, io,
    ops::AddAssign,
    panic,
    path::Path,
    rc::Rc,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering},
    },
    thread,
};

use ferrous::{Builder, Chunk, Error, Fuel, Lua, Step, Stress};

/// Where the scripts are.
const FOLDERS: &[&str] = &[
    "tests/lua/lang",
    "tests/lua/vm",
    "tests/lua/errors",
    "stdlib/tests/lua",
];

/// What can catch errors.
const CATCHERS: &[&str] = &["pcall", "load", "coroutine", "require", "debug.", "io."];

/// What finds out how much memory is in use, which a failure changes.
const METERS: &[&str] = &["collectgarbage", "gcinfo"];

/// Catches anything but that there is not enough memory.
const PASS_ON: &str = "
    local error, find, type = error, string.find, type
    local function pass(ok, message, ...)
        if not ok and type(message) == 'string' and find(message, 'not enough memory', 1, true) then error(message, 0) end
        return ok, message, ...
    end
    local function wrap(library, name)
        local catch = library[name]
        library[name] = function(...) return pass(catch(...)) end
    end
    for _, name in ipairs { 'pcall', 'xpcall', 'load', 'loadstring', 'loadfile' } do wrap(_G, name) end
    wrap(coroutine, 'resume')";

/// All that a run may burn: one that caught an error may not end at all.
const FUEL: u64 = 20_000_000;

/// The most charges of a script that is taken, and the least scripts there should be whose answers are judged.
const MOST_CHARGES: u64 = 5_000;
const LEAST_SCRIPTS: usize = 60;

/// Failures that are tried of each script, unless all are.
const SAMPLE: u64 = 10;

/// Programs beside the scripts.
const PROGRAMS: &[&str] = &[
    "local t = {} for i = 1, 200 do t[i] = { i } end print(#t)",
    "local t = {} for i = 1, 100 do t['k' .. i] = i end print(t.k7)",
    "local s = '' for i = 1, 60 do s = s .. i .. ',' end print(#s)",
    "local s = 'x' for i = 1, 18 do s = s .. s end print(#s)",
    "print(#('x'):rep(200000), (('ab'):rep(40000):gsub('a', 'xyz')):len())",
    "print(#string.format('%s%q', ('x'):rep(100000), ('\\n'):rep(100)))",
    "local t = {} for i = 1, 300 do t[i] = 'v' .. i end print(#table.concat(t, ('-'):rep(500)))",
    "local function f(n) if n == 0 then return 0 end return 1 + f(n - 1) end print(f(5000))",
    "local function f(...) return select('#', ...) end print(f(unpack({}, 1, 9000)))",
    "local t = {} for i = 1, 200 do t[i] = (i * 7919) % 200 end table.sort(t, function(a, b) return a < b end) print(t[9])",
    "local t = {} for i = 1, 100 do table.insert(t, 1, i) rawset(t, 'x' .. i, i) end print(#t)",
    "for a, b in ('k=v, key=value'):gmatch('(%w+)=(%w+)') do print(a, b) end",
    "local t = setmetatable({}, { __index = function(t, k) return k .. '!' end }) print(t.a .. t.b)",
    "local t = {} for i = 1, 50 do local c = i t[i] = function() c = c + 1 return c end end print(t[7]() + t[7]())",
];

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

/// What a run has come to.
struct End {
    result: Result<(), Error>,
    printed: Vec<u8>,
    charges: u64,
}

/// Runs a script while a charge fails, and looks at the meter after it.
fn run(script: &Script, fails: u64) -> End {
    let name = &script.name;
    let printed = Printed::default();
    let mut lua: Lua = Builder::new()
        .library(ferrous::open::all)
        .seed(1)
        .stress(Stress::Fail(fails))
        .build()
        .unwrap();
    let chunk = Chunk::new(&*script.source).name(format!("@{name}"));
    let result = lua
        .try_enter(|ctx| ferrous::output::set(ctx, printed.clone()))
        .and_then(|()| match script.kind {
            Kind::Passes => exec(&mut lua, Chunk::new(PASS_ON)),
            Kind::Plain | Kind::Catches => Ok(()),
        })
        .and_then(|()| exec(&mut lua, chunk));
    let charges = lua.memory().charges;
    if is_out_of_memory(&result) {
        let sum: f64 = lua
            .eval("local t = {} for i = 1, 100 do t[i] = { i } end return t[40][1] + t[2][1]")
            .unwrap_or_else(|error| panic!("{name}: after charge {fails}: {error}"));
        assert_eq!(sum, 42.0, "{name}: after charge {fails}");
    }
    lua.enter(|ctx| ctx.request_collection());
    assert_eq!(lua.dismantle(), 0, "{name}: charge {fails}");
    let printed = printed.0.take();
    End {
        result,
        printed,
        charges,
    }
}

/// Whether that is the error, or a message that it is in.
fn is_out_of_memory(result: &Result<(), Error>) -> bool {
    match result {
        Err(Error::Memory { limit, .. }) => limit.is_none(),
        Err(error) => error.to_string().contains("not enough memory"),
        Ok(()) => false,
    }
}

fn exec(lua: &mut Lua, chunk: Chunk<'_>) -> Result<(), Error> {
    let main = lua.load(chunk)?;
    let run = lua.start(&main, ())?;
    match lua.step(&run, &mut Fuel::new(FUEL))? {
        Step::Done => Ok(()),
        _ => Err(Error::Interrupted),
    }
}

/// How a script takes errors.
#[derive(Copy, Clone, PartialEq, Eq)]
enum Kind {
    /// It catches none.
    Plain,
    /// It catches them, and this one as well.
    Catches,
    /// It catches others, but passes this one on.
    Passes,
}

struct Script {
    name: String,
    source: Vec<u8>,
    kind: Kind,
}

/// What was tried of the scripts of one or several kinds.
#[derive(Copy, Clone, Default)]
struct Count {
    scripts: usize,
    charges: u64,
    failures: u64,
    /// Failures that ended in the error.
    errors: u64,
    /// And in the right answer in spite of them.
    answers: u64,
}

impl AddAssign for Count {
    fn add_assign(&mut self, other: Self) {
        self.scripts += other.scripts;
        self.charges += other.charges;
        self.failures += other.failures;
        self.errors += other.errors;
        self.answers += other.answers;
    }
}

/// Has charges of a script fail, unless there are too many of them.
fn check(script: &Script) -> Count {
    let name = &script.name;
    let right = run(script, 0);
    if right.charges > MOST_CHARGES {
        return Count::default();
    }
    match right.result {
        Err(error) if script.kind == Kind::Plain => panic!("{name}: {error}"),
        // It minds that its `pcall` is another one.
        Err(_) if script.kind == Kind::Passes => return Count::default(),
        _ => {}
    }
    let stride = match env::var_os("FERROUS_EXHAUSTIVE") {
        Some(_) => 1,
        None => (right.charges / SAMPLE).max(1),
    };
    let mut count = Count {
        scripts: 1,
        charges: right.charges,
        ..Count::default()
    };
    for fails in (1..=right.charges).step_by(stride as usize) {
        let end = run(script, fails);
        count.failures += 1;
        if script.kind == Kind::Catches {
            continue;
        }
        if is_out_of_memory(&end.result) {
            let is_start = right.printed.starts_with(&end.printed);
            assert!(is_start, "{name}: charge {fails}");
            count.errors += 1;
        } else {
            end.result
                .unwrap_or_else(|error| panic!("{name}: charge {fails}: {error}"));
            assert_eq!(
                String::from_utf8_lossy(&end.printed),
                String::from_utf8_lossy(&right.printed),
                "{name}: charge {fails}"
            );
            count.answers += 1;
        }
    }
    count
}

/// All scripts, in all kinds that they can be.
fn scripts() -> Vec<Script> {
    let mut scripts = Vec::new();
    for (index, program) in PROGRAMS.iter().enumerate() {
        scripts.push(Script {
            name: format!("program {}", index + 1),
            source: program.as_bytes().into(),
            kind: Kind::Plain,
        });
    }
    for folder in FOLDERS {
        let entries = fs::read_dir(folder).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.retain(|path| path.extension().is_some_and(|e| e == "lua"));
        paths.sort();
        for path in paths {
            let source = fs::read(&path).unwrap();
            let text = String::from_utf8_lossy(&source);
            let has = |words: &[&str]| words.iter().any(|word| text.contains(word));
            let kinds: &[Kind] = match (has(METERS), has(CATCHERS)) {
                (true, _) => &[Kind::Catches],
                (false, true) => &[Kind::Catches, Kind::Passes],
                (false, false) => &[Kind::Plain],
            };
            scripts.extend(kinds.iter().map(|kind| Script {
                name: path.to_string_lossy().into(),
                source: source.clone(),
                kind: *kind,
            }));
        }
    }
    scripts
}

#[test]
fn any_charge_may_fail() {
    // The paths in scripts begin there.
    env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
    let scripts = scripts();
    let (next, wrong) = (AtomicUsize::new(0), Mutex::new(Vec::new()));
    let (caught, judged) = (Mutex::new(Count::default()), Mutex::new(Count::default()));
    thread::scope(|scope| {
        for _ in 0..thread::available_parallelism().map_or(1, usize::from) {
            scope.spawn(|| {
                while let Some(script) = scripts.get(next.fetch_add(1, Ordering::Relaxed)) {
                    let Ok(count) = panic::catch_unwind(|| check(script)) else {
                        wrong.lock().unwrap().push(&script.name);
                        continue;
                    };
                    match script.kind {
                        Kind::Catches => *caught.lock().unwrap() += count,
                        Kind::Plain | Kind::Passes => *judged.lock().unwrap() += count,
                    }
                }
            });
        }
    });
    let (caught, judged) = (caught.into_inner().unwrap(), judged.into_inner().unwrap());
    println!(
        "{} scripts, {} charges, {} failures: {} errors and {} right answers",
        judged.scripts, judged.charges, judged.failures, judged.errors, judged.answers,
    );
    println!(
        "{} scripts that catch the error, {} charges, {} failures",
        caught.scripts, caught.charges, caught.failures,
    );
    let wrong = wrong.into_inner().unwrap();
    assert!(wrong.is_empty(), "{wrong:?}");
    assert!(judged.scripts >= LEAST_SCRIPTS, "{}", judged.scripts);
}
