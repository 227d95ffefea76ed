//! The table of `docs/latency.md`: every library function that loops is in it, and its program is stopped by interrupts wherever
//! it may be and goes on as if there had been none. How long an interrupt waits is for the bench `interrupts` to say: no
//! test has a clock.

#[path = "../../benches/prices/cases.rs"]
mod cases;
mod library_support;
#[path = "../../benches/interrupts/table.rs"]
mod table;

use std::{
    cell::RefCell,
    collections::BTreeSet,
    hash::{DefaultHasher, Hash, Hasher},
    rc::Rc,
    sync::{
        Arc,
        atomic::{AtomicBool, Ordering},
    },
    thread,
    time::Duration,
};

use cases::Case;
use ferrous::{Chunk, Fuel, Lua, StashedFunction, Step, Stress, Value, Variadic, View};
use table::{BLOCKING, Row, STEADY};

const PAGE: &str = include_str!("../../docs/latency.md");

/// The fuel that a program burns. Some would burn any.
const FUEL: u64 = 150_000;
/// The length of its strings, several pieces, and the items of its tables.
const BYTES: u32 = 200 << 10;
const ITEMS: u32 = 6 << 10;

/// What these cost and answer depends on the collector or the clock, and with that on when the program is interrupted.
const FREE: &[&str] = &["collectgarbage", "os.date"];

fn lua(stress: Stress) -> Lua {
    let builder = ferrous::builder().seed(5).stress(stress);
    let mut lua = builder.memory_limit(256 << 20).build().unwrap();
    lua.try_enter(ferrous::open::all).unwrap();
    lua.try_enter(|ctx| ferrous::output::set(ctx, std::io::sink()))
        .unwrap();
    lua
}

#[test]
fn every_function_that_loops_has_a_row() {
    let names = library_support::function_names(&mut lua(Stress::None));
    let names: BTreeSet<_> = names.iter().map(String::as_str).collect();
    let rows = table::read(PAGE);
    let known = rows.iter().map(|row| row.name.as_str());
    let known: Vec<_> = known
        .chain(STEADY.iter().copied())
        .chain(BLOCKING.iter().copied())
        .collect();
    let listed: BTreeSet<_> = known.iter().copied().collect();
    let missing: Vec<_> = names.difference(&listed).collect();
    assert!(
        missing.is_empty(),
        "neither in the table nor steady: {missing:?}"
    );
    let unknown: Vec<_> = listed.difference(&names).collect();
    assert!(unknown.is_empty(), "no such function: {unknown:?}");
    assert_eq!(known.len(), listed.len(), "a function is listed twice");
    for name in BLOCKING {
        assert!(
            PAGE.contains(&format!("`{name}`")),
            "{name} is not mentioned"
        );
    }
}

#[test]
fn every_row_is_interrupted_and_goes_on() {
    let file = std::env::temp_dir().join(format!("ferrous-interrupts-{}", std::process::id()));
    let name = file.to_string_lossy().into_owned();
    for row in table::read(PAGE) {
        let case = case_of(&row);
        let title = format!("{} | {}", row.name, row.what);
        let alone = Trace::of(&row, &case, &name, Stress::None);
        let stopped = Trace::of(&row, &case, &name, Stress::Slices);
        assert!(stopped.interrupts > 0, "{title}: was never interrupted");
        assert_eq!(alone.is_done, stopped.is_done, "{title}");
        if FREE.contains(&row.name.as_str()) {
            continue;
        }
        if alone.is_done {
            assert_eq!(alone.fuel, stopped.fuel, "{title}: fuel");
            assert_eq!(alone.results, stopped.results, "{title}: results");
        }
        // Where the fuel is spent, one of them may have come a little further.
        let both = alone.results.len().min(stopped.results.len());
        assert_eq!(
            alone.results[..both],
            stopped.results[..both],
            "{title}: results"
        );
    }
    // Not every case makes one, but the last that does leaves it.
    let _ = std::fs::remove_file(&file);
}

/// The case that a row names.
fn case_of(row: &Row) -> Case {
    let is_it = |case: &Case| case.what == row.what && case.names.contains(&row.name);
    let mut found = cases::all().into_iter().filter(is_it);
    let case = found.next();
    assert!(found.next().is_none(), "two cases for {row:?}");
    case.unwrap_or_else(|| panic!("no case for {row:?}"))
}

/// What a program has done.
#[derive(Debug)]
struct Trace {
    /// Whether it has come to its end.
    is_done: bool,
    fuel: u64,
    /// What the calls of its function have answered.
    results: Vec<u64>,
    interrupts: usize,
}

impl Trace {
    /// Runs the program of a case once, as far as the fuel goes. Under stress it is interrupted all the time.
    fn of(row: &Row, case: &Case, file: &str, stress: Stress) -> Self {
        let mut lua = lua(stress);
        let results = Rc::new(RefCell::new(Vec::new()));
        watch(&mut lua, &row.name, results.clone());
        let prepare = lua.load(Chunk::new(&case.body).name("=case")).unwrap();
        let work: StashedFunction = lua
            .call(&prepare, (BYTES, ITEMS, file.to_owned()))
            .unwrap_or_else(|error| panic!("{row:?}: {error}"));
        results.borrow_mut().clear();
        let is_over = Arc::new(AtomicBool::new(stress == Stress::None));
        let handle = lua.interrupt_handle();
        if stress != Stress::None {
            handle.interrupt();
        }
        let interrupting = {
            let is_over = is_over.clone();
            thread::spawn(move || {
                while !is_over.load(Ordering::Relaxed) {
                    handle.interrupt();
                    thread::sleep(Duration::from_micros(50));
                }
            })
        };
        let run = lua.start(&work, ()).unwrap();
        let mut interrupts = 0;
        let is_done = loop {
            let Some(left) = FUEL.checked_sub(run.fuel_used()).filter(|left| *left > 0) else {
                break false;
            };
            match lua.step(&run, &mut Fuel::new(left)) {
                Ok(Step::Interrupted) => interrupts += 1,
                Ok(Step::OutOfFuel) => {}
                Ok(Step::Done) => break true,
                other => panic!("{row:?}: {other:?}"),
            }
        };
        is_over.store(true, Ordering::Relaxed);
        interrupting.join().unwrap();
        let fuel = run.fuel_used();
        Self {
            is_done,
            fuel,
            results: results.take(),
            interrupts,
        }
    }
}

/// Notes whatever a function of the libraries answers from now on.
fn watch(lua: &mut Lua, name: &str, results: Rc<RefCell<Vec<u64>>>) {
    lua.try_enter(|ctx| {
        let note = ctx.function(move |_, values: Variadic<Value>| {
            let mut hasher = DefaultHasher::new();
            for value in values.iter() {
                match value.view() {
                    View::Number(number) => number.to_bits().hash(&mut hasher),
                    View::String(text) => text.as_bytes().hash(&mut hasher),
                    View::Boolean(truth) => truth.hash(&mut hasher),
                    _ => value.type_name().hash(&mut hasher),
                }
            }
            results.borrow_mut().push(hasher.finish());
            Ok(())
        });
        ctx.set_global("note", note)
    })
    .unwrap();
    lua.exec(format!(
        "
        local library, name = ('{name}'):match('^(%a+)[.:](%w+)$')
        local owner = library == 'file' and getmetatable(io.stdout).__index
          or library and package.loaded[library] or _G
        name = name or '{name}'
        local note, watched = note, owner[name]
        local function pass(...) note(...) return ... end
        owner[name] = function(...) return pass(watched(...)) end
        "
    ))
    .unwrap();
}
