//! An allocator that has no large blocks to give: what a script makes large ends in "not enough memory", never in the end of the
//! process.

use std::{
    alloc::{GlobalAlloc, Layout, System},
    ptr,
    sync::{
        Mutex,
        atomic::{AtomicUsize, Ordering::Relaxed},
    },
};

use ferrous::{Builder, Chunk, Error, Fuel, Lua, Step};

/// The system's allocator, which gives no block of this size or more.
struct Poor;

static REFUSED: AtomicUsize = AtomicUsize::new(usize::MAX);
static REFUSALS: AtomicUsize = AtomicUsize::new(0);

fn is_refused(size: usize) -> bool {
    let is_refused = size >= REFUSED.load(Relaxed);
    REFUSALS.fetch_add(is_refused.into(), Relaxed);
    is_refused
}

// SAFETY: everything is handed on to the system's allocator, or refused as any allocator may.
unsafe impl GlobalAlloc for Poor {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        if is_refused(layout.size()) {
            return ptr::null_mut();
        }
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        if size > layout.size() && is_refused(size) {
            return ptr::null_mut();
        }
        // SAFETY: the caller's promise.
        unsafe { System.realloc(block, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Poor = Poor;

/// One test at a time: the allocator is everybody's.
static ALONE: Mutex<()> = Mutex::new(());

/// What the allocator still gives: more than any list of small things that these programs make.
const MOST: usize = 8 << 20;

/// Programs that want a block larger than that.
const PROGRAMS: &[&str] = &[
    "local t = {} for i = 1, 1e9 do t[i] = i end",
    "local t = {} for i = 1, 1e9 do t[i + 0.5] = i end",
    "local t = {} for i = 1, 1e9 do table.insert(t, i) end",
    "local s = 'x' while true do s = s .. s end",
    "local s = ('x'):rep(2 ^ 22) while true do s = s .. 'y' .. s end",
    "return ('x'):rep(2 ^ 24)",
    "return ('x'):rep(2 ^ 22):gsub('x', 'yyyy')",
    "return ('x'):rep(2 ^ 22):gsub('x', { x = 'yyyy' })",
    "local s = ('x'):rep(2 ^ 22) return ('%s%s%s'):format(s, s, s)",
    "local s = ('x'):rep(2 ^ 22) return table.concat({ s, s, s })",
    "local s = 'x' while true do s = s:upper() .. s:reverse() .. s:lower() end",
    "local t = {} for i = 1, 5e5 do t[i] = -i end table.sort(t) table.sort(t, function(a, b) return a < b end)
    for i = 5e5, 1e6 do t[i] = -i end table.sort(t)",
    "local function f(n) return 1 + f(n + 1) end return f(1)",
    "local function f(...) return (f(1, 2, 3, 4, 5, 6, 7, 8, ...)) end return f()",
    "local t = {} for i = 1, 1e6 do t[i] = i end return select('#', unpack(t)), unpack(t)",
    "return ('x'):rep(2 ^ 22):byte(1, -1)",
    "return string.char(('x'):rep(2 ^ 22):byte(1, -1))",
    "return assert(loadstring(('x = 1 '):rep(1e5)))",
    "return assert(load(function() return 'x = 1 ' end))",
    "local s = ('a*'):rep(1e6) return ('b'):find(s)",
    "local s = ('(a)'):rep(20) .. ('a?'):rep(1e6) return ('b'):find(s)",
    "local s = ('x'):rep(2 ^ 22) error(s .. s .. s)",
    "local s = ('x'):rep(2 ^ 22) error(s)",
    "local s = ('x'):rep(2 ^ 22) return tonumber(s .. s .. s, 36)",
    "local s = ('7'):rep(2 ^ 22) return s + 1",
    "local s = 'return \"' .. ('x'):rep(4e6) .. '\"' local f = loadstring(s) for i = 1, 5 do s = string.dump(f) end",
    "local t = {} for i = 1, 300 do t[i] = ('x'):rep(2 ^ 16) end return #table.concat(t)",
    "local t = {} for i = 1, 3e5 do t[i] = 'k' .. i t['k' .. i] = i end for i = 1, 3e5 do t['j' .. i] = i end",
    "local s = ('x'):rep(2 ^ 22) return (s:gsub('', '-'))",
    "for w in (('x'):rep(2 ^ 22) .. ' '):rep(3):gmatch('%w+') do local s = w .. w end",
    "return setmetatable({}, { __tostring = function() return ('x'):rep(2 ^ 24) end }) .. ''",
];

fn lua() -> Lua {
    Builder::new()
        .library(ferrous::open::all)
        .seed(1)
        .build()
        .unwrap()
}

#[test]
fn what_the_system_refuses_is_an_error() {
    let sources = PROGRAMS.iter().map(|program| {
        format!(
            "local ok, message = pcall(function() {program} end)
            collectgarbage()
            return ok, type(message) == 'string' and #message < 200 and message or '?'"
        )
    });
    let sources: Vec<String> = sources.collect();
    let _alone = ALONE.lock().unwrap();
    let mut refused = 0;
    for (program, source) in PROGRAMS.iter().zip(&sources) {
        let mut lua = lua();
        REFUSED.store(MOST, Relaxed);
        let before = REFUSALS.load(Relaxed);
        let end = lua.eval::<(bool, String)>(Chunk::new(source).name("=caught"));
        let refusals = REFUSALS.load(Relaxed) - before;
        let uncaught = lua.exec(*program);
        let works = lua.eval::<f64>("local t = {} for i = 1, 1000 do t[i] = { i } end return #t");
        REFUSED.store(usize::MAX, Relaxed);
        let (ok, message) = end.unwrap_or_else(|error| panic!("{program}: {error}"));
        // Where it was refused something, that was told.
        if refusals > 0 {
            refused += 1;
            assert!(!ok, "{program}");
            assert!(
                message.ends_with("not enough memory"),
                "{program}: {message}"
            );
            match uncaught {
                Err(Error::Memory { limit, .. }) => assert_eq!(limit, None, "{program}"),
                Err(Error::Runtime { message, .. }) => {
                    assert!(
                        message.ends_with("not enough memory"),
                        "{program}: {message}"
                    );
                }
                other => panic!("{program}: {other:?}"),
            }
        }
        assert_eq!(works.unwrap(), 1000.0, "{program}");
        assert_eq!(lua.dismantle(), 0, "{program}");
    }
    assert!(refused >= PROGRAMS.len() - 3, "{refused}");
}

#[test]
fn the_host_is_told_of_what_it_asks_for() {
    let mut lua = lua();
    let source = "x = 1 ".repeat(200_000);
    let many = lua
        .load("local t = {} for i = 1, 6e5 do t[i] = i end return unpack(t)")
        .unwrap();
    let run = lua.start(&many, ()).unwrap();
    let _alone = ALONE.lock().unwrap();
    REFUSED.store(MOST, Relaxed);
    let loaded = lua.load(Chunk::new(&source));
    let step = lua.step(&run, &mut Fuel::new(Fuel::MAX));
    REFUSED.store(usize::MAX, Relaxed);
    assert!(
        matches!(loaded, Err(Error::Memory { limit: None, .. })),
        "{loaded:?}"
    );
    assert!(
        matches!(
            step,
            Err(Error::Memory { limit: None, .. }) | Ok(Step::Done)
        ),
        "{step:?}"
    );
}

/// Results that find no room beside the values themselves, at whatever limit that is: an error, never a panic.
#[test]
fn results_that_do_not_fit_are_an_error() {
    let _alone = ALONE.lock().unwrap();
    for program in [
        "return unpack(t)",
        "return select('#', coroutine.yield(unpack(t)))",
    ] {
        let mut ends = [0, 0];
        for limit in 12..48 {
            let mut lua = lua();
            lua.exec("t = {} for i = 1, 2 ^ 18 do t[i] = i end")
                .unwrap();
            let main = lua.load(program).unwrap();
            let run = lua.start(&main, ()).unwrap();
            lua.set_memory_limit(Some(limit << 18));
            match lua.step(&run, &mut Fuel::new(Fuel::MAX)) {
                Ok(Step::Done | Step::Yielded) => ends[0] += 1,
                Err(Error::Memory { .. }) => ends[1] += 1,
                step => panic!("{program}: {step:?}"),
            }
            assert_eq!(lua.eval::<f64>("return 6 * 7").unwrap(), 42.0);
        }
        assert!(ends[0] > 0 && ends[1] > 0, "{program}: {ends:?}");
    }
}
