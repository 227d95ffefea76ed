//! The bench `prices` forgets nobody, and its cases work. What they cost is for the bench to say: no test has a clock.

#[path = "../../benches/prices/cases.rs"]
mod cases;
mod library_support;

use std::{collections::HashSet, io};

use ferrous::{Chunk, Fuel, Lua, StashedFunction, Step};

fn lua() -> Lua {
    let mut lua = ferrous::builder().seed(5).build().unwrap();
    lua.try_enter(ferrous::open::all).unwrap();
    lua.try_enter(|ctx| ferrous::output::set(ctx, io::sink()))
        .unwrap();
    lua
}

#[test]
fn every_function_of_the_libraries_has_a_case() {
    let names = library_support::function_names(&mut lua());
    let cases = cases::all();
    let listed: HashSet<&str> = cases
        .iter()
        .flat_map(|case| case.names.iter().map(String::as_str))
        .collect();
    let missing: Vec<_> = names
        .iter()
        .filter(|name| !listed.contains(name.as_str()))
        .collect();
    assert!(missing.is_empty(), "no case: {missing:?}");
    assert!(names.len() > 120);
}

#[test]
fn the_cases_work() {
    let file = std::env::temp_dir().join(format!("ferrous-prices-{}", std::process::id()));
    let name = file.to_string_lossy().into_owned();
    for case in cases::all() {
        let title = format!("{} | {}", case.names.join(" "), case.what);
        let mut lua = lua();
        let prepare = lua.load(Chunk::new(cases::program(&case)).name("=prices"));
        let arguments = (1 << 12, 1 << 8, name.clone());
        let work: StashedFunction = lua
            .call(&prepare.unwrap(), arguments)
            .unwrap_or_else(|error| panic!("{title}: {error}"));
        let run = lua.start(&work, ()).unwrap();
        for _ in 0..3 {
            match lua.step(&run, &mut Fuel::new(10_000)) {
                Ok(Step::OutOfFuel) => {}
                other => panic!("{title}: {other:?}"),
            }
        }
    }
    // Not every case makes one, but the last that does leaves it.
    let _ = std::fs::remove_file(&file);
}
