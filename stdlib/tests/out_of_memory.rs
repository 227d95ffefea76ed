//! The n-th charge fails, for every n: each run ends in the error or has the right answers, and what was charged is given
//! back.
//!
//! Scripts that catch errors can print anything then; of those only the meter is looked at. By default a sample of the
//! charges fails; `FERROUS_EXHAUSTIVE=1` has each of them fail in turn.

use std::{cell::RefCell, env, fs, io, path::Path, rc::Rc};

use ferrous::{Builder, Chunk, Error, Fuel, Lua, Step, Stress};

/// Where the scripts are.
const FOLDERS: &[&str] = &[
    "tests/lua/lang",
    "tests/lua/vm",
    "tests/lua/errors",
    "stdlib/tests/lua",
];

/// What can catch errors, or finds out how much memory is in use.
const CATCHERS: &[&str] = &[
    "pcall",
    "load",
    "coroutine",
    "collectgarbage",
    "gcinfo",
    "require",
    "debug.",
    "io.",
];

/// All that a run may burn: one that caught an error may not end at all.
const FUEL: u64 = 20_000_000;

/// The most charges of a script that is taken, and the least scripts there should be.
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
fn run(name: &str, source: &[u8], fails: u64) -> End {
    let printed = Printed::default();
    let mut lua: Lua = Builder::new()
        .library(ferrous::open::all)
        .seed(1)
        .stress(Stress::Fail(fails))
        .build()
        .unwrap();
    let set = lua.try_enter(|ctx| ferrous::output::set(ctx, printed.clone()));
    let result = set.and_then(|()| exec(&mut lua, Chunk::new(source).name(format!("@{name}"))));
    let charges = lua.memory().charges;
    lua.enter(|ctx| ctx.request_collection());
    assert_eq!(lua.dismantle(), 0, "{name}: charge {fails}");
    let printed = printed.0.take();
    End {
        result,
        printed,
        charges,
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

fn check(name: &str, source: &[u8]) -> bool {
    let text = String::from_utf8_lossy(source);
    let is_decidable = !CATCHERS.iter().any(|word| text.contains(word));
    let right = run(name, source, 0);
    if right.charges > MOST_CHARGES {
        return false;
    }
    if is_decidable && let Err(error) = right.result {
        panic!("{name}: {error}");
    }
    let stride = match env::var_os("FERROUS_EXHAUSTIVE") {
        Some(_) => 1,
        None => (right.charges / SAMPLE).max(1),
    };
    for fails in (1..=right.charges).step_by(stride as usize) {
        let end = run(name, source, fails);
        match end.result {
            _ if !is_decidable => {}
            Ok(()) => assert_eq!(end.printed, right.printed, "{name}: charge {fails}"),
            Err(Error::Memory { limit: None, .. }) => {
                assert!(
                    right.printed.starts_with(&end.printed),
                    "{name}: charge {fails}"
                );
            }
            Err(other) => panic!("{name}: charge {fails}: {other}"),
        }
    }
    true
}

#[test]
fn any_charge_may_fail() {
    // The paths in scripts begin there.
    env::set_current_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("..")).unwrap();
    let mut count = 0;
    for (index, program) in PROGRAMS.iter().enumerate() {
        assert!(check(&format!("program {}", index + 1), program.as_bytes()));
        count += 1;
    }
    for folder in FOLDERS {
        let entries = fs::read_dir(folder).unwrap();
        let mut paths: Vec<_> = entries.map(|entry| entry.unwrap().path()).collect();
        paths.sort();
        for path in paths
            .iter()
            .filter(|path| path.extension().is_some_and(|e| e == "lua"))
        {
            let source = fs::read(path).unwrap();
            count += usize::from(check(&path.to_string_lossy(), &source));
        }
    }
    assert!(count >= LEAST_SCRIPTS, "only {count} scripts");
}
