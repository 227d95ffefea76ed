//! A counting allocator beside the meter: what is really allocated is what was charged, but for little.

mod program_support;

use std::{
    alloc::{GlobalAlloc, Layout, System},
    env, fs,
    path::Path,
    sync::atomic::{AtomicUsize, Ordering::Relaxed},
};

use ferrous::{Builder, Chunk, Fuel, Lua, Step};
use program_support::{PROGRAMS, random_program};

/// The system's allocator, and how many bytes it has given.
struct Counting;

static ALLOCATED: AtomicUsize = AtomicUsize::new(0);
static PEAK: AtomicUsize = AtomicUsize::new(0);
/// The most that was used of the bound, in percent.
static WORST: AtomicUsize = AtomicUsize::new(0);

/// Counts a block. The peak is taken when the next one is asked for: one that is given back before was only a look whether the
/// system has so much, and held nothing.
fn count(bytes: usize) {
    let before = ALLOCATED.fetch_add(bytes, Relaxed);
    PEAK.fetch_max(before, Relaxed);
}

// SAFETY: everything is handed on to the system's allocator.
unsafe impl GlobalAlloc for Counting {
    unsafe fn alloc(&self, layout: Layout) -> *mut u8 {
        count(layout.size());
        // SAFETY: the caller's promise.
        unsafe { System.alloc(layout) }
    }

    unsafe fn dealloc(&self, block: *mut u8, layout: Layout) {
        ALLOCATED.fetch_sub(layout.size(), Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.dealloc(block, layout) }
    }

    unsafe fn realloc(&self, block: *mut u8, layout: Layout, size: usize) -> *mut u8 {
        count(size);
        let both = ALLOCATED.fetch_sub(layout.size(), Relaxed);
        PEAK.fetch_max(both, Relaxed);
        // SAFETY: the caller's promise.
        unsafe { System.realloc(block, layout, size) }
    }
}

#[global_allocator]
static ALLOCATOR: Counting = Counting;

/// How much more than what was charged may be allocated.
const SLACK: usize = 64 << 10;
const PART: usize = 20;

/// How often it is compared: after so much fuel.
const SLICE: u64 = 5_000;

/// The most that a script of the corpus may burn here.
const FUEL: u64 = 3_000_000;

/// Runs a script and compares what is allocated with what is charged, again and again; answers whether it came to its end.
fn check(name: &str, source: &[u8]) {
    let base = ALLOCATED.load(Relaxed);
    let mut lua = Builder::new()
        .library(ferrous::open::all)
        .seed(1)
        .build()
        .unwrap();
    lua.try_enter(|ctx| ferrous::output::set(ctx, std::io::sink()))
        .unwrap();
    let mut burned = 0;
    if let Ok(main) = lua.load(Chunk::new(source).name(format!("@{name}"))) {
        let run = lua.start(&main, ()).unwrap();
        while let Ok(Step::OutOfFuel) = lua.step(&run, &mut Fuel::new(SLICE)) {
            compare(name, &mut lua, base);
            burned += SLICE;
            if burned >= FUEL {
                break;
            }
        }
    }
    compare(name, &mut lua, base);
    lua.enter(|ctx| ctx.request_collection());
    compare(name, &mut lua, base);
}

fn compare(name: &str, lua: &mut Lua, base: usize) {
    let charged = lua.memory().used;
    let allocated = ALLOCATED.load(Relaxed) - base;
    let bound = charged / PART + SLACK;
    let used = allocated.saturating_sub(charged) * 100 / bound;
    if used > WORST.fetch_max(used, Relaxed) {
        println!(
            "{used} % of the bound: {name}, {allocated} bytes allocated and {charged} charged"
        );
    }
    assert!(
        allocated <= charged + bound,
        "{name}: {allocated} bytes are allocated and {charged} charged"
    );
}

/// The most bytes that are allocated while `work` runs.
fn peak_of<R>(work: impl FnOnce() -> R) -> usize {
    let base = ALLOCATED.load(Relaxed);
    PEAK.store(base, Relaxed);
    work();
    PEAK.load(Relaxed) - base
}

/// One test, because there is one allocator.
#[test]
fn what_is_allocated_is_charged() {
    env::set_current_dir(env!("CARGO_MANIFEST_DIR")).unwrap();
    for (index, program) in PROGRAMS.iter().enumerate() {
        check(&format!("program {}", index + 1), program.as_bytes());
    }
    for seed in 1..=8 {
        check(
            &format!("seed {seed}"),
            random_program(seed, 20_000).as_bytes(),
        );
    }
    for folder in [
        "benches/lua",
        "tests/lua/vm",
        "tests/lua/lang",
        "stdlib/tests/lua",
    ] {
        for entry in fs::read_dir(Path::new(folder)).unwrap() {
            let path = entry.unwrap().path();
            if path.extension().is_some_and(|extension| extension == "lua") {
                check(&path.to_string_lossy(), &fs::read(&path).unwrap());
            }
        }
    }
    compiler_scratch();
}

/// What `load` asks for covers what the compiler takes, for sources that make much of little.
fn compiler_scratch() {
    const SOURCES: &[(&str, &str, &str)] = &[
        ("return a", "+a", ""),
        ("", "f()", ""),
        ("", "f();", ""),
        ("", "do local a end ", ""),
        ("", "a=1 ", ""),
        ("return {", "1,", "}"),
        ("return {", "{},", "}"),
        ("return {", "'',", "}"),
        ("return {", "a=1,", "}"),
        ("", "function f()end ", ""),
        ("return {", "function()end,", "}"),
        ("return {", "function()return a end,", "}"),
        ("", "if a then end ", ""),
        ("", "while a do end ", ""),
        ("return ", "-", "1"),
        ("return ", "a..", "a"),
        ("return ", "a.", "a"),
        ("return '", "x", "'"),
        ("--[[", "x", "]]"),
        ("", "x", ""),
        ("'", "x", ""),
        ("", "\n", ""),
    ];
    let mut worst = (0.0, "");
    for (head, unit, tail) in SOURCES {
        let source = [head, &*unit.repeat(400_000 / unit.len()), tail].concat();
        let mut lua = Builder::new().build().unwrap();
        let peak = peak_of(|| lua.enter(|ctx| ctx.load(source.as_bytes(), b"=x").is_ok()));
        let per_byte = peak as f64 / source.len() as f64;
        println!("{per_byte:6.1} bytes a byte of {head}{unit}...{tail}");
        if per_byte > worst.0 {
            worst = (per_byte, unit);
        }
    }
    assert!(
        worst.0 < ferrous::compiler::BYTES_PER_SOURCE_BYTE as f64,
        "{worst:?}"
    );
}
