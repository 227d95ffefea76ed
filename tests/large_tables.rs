//! Large tables and the collector: it goes through them in parts, and who asks for that pays.

use ferrous::{Builder, Fuel, Lua};

/// A `Lua` whose global `t` has so many slots, all of which hold the same object.
fn with_list(slots: u32) -> Lua {
    let mut lua = Builder::new()
        .library(ferrous::open::all)
        .seed(1)
        .build()
        .unwrap();
    lua.exec(format!(
        "local object = {{}} t = {{}} for i = 1, {slots} do t[i] = object end"
    ))
    .unwrap();
    lua
}

/// How many steps a full collection takes.
fn steps(lua: &mut Lua) -> u64 {
    lua.exec("collectgarbage()").unwrap();
    let before = lua.enter(|ctx| ctx.collector().steps());
    lua.exec("collectgarbage()").unwrap();
    lua.enter(|ctx| ctx.collector().steps()) - before
}

/// The fuel of one.
fn price(lua: &mut Lua) -> u64 {
    lua.exec("collectgarbage()").unwrap();
    let collect = lua.load("collectgarbage()").unwrap();
    let run = lua.start(&collect, ()).unwrap();
    lua.step(&run, &mut Fuel::new(100_000_000)).unwrap();
    run.fuel_used()
}

#[test]
fn a_collection_takes_more_steps_for_a_longer_list() {
    assert_eq!(steps(&mut with_list(1_000)), 1);
    let (shorter, longer) = (
        steps(&mut with_list(4 << 20)),
        steps(&mut with_list(8 << 20)),
    );
    assert!(shorter >= 10 && longer >= 20, "{shorter} {longer}");
}

#[test]
fn collections_pay_for_entries() {
    let (none, some) = (price(&mut with_list(0)), price(&mut with_list(1 << 20)));
    // A thirty-second of the slots.
    assert!((30_000..70_000).contains(&(some - none)), "{none} {some}");
}

#[test]
fn steps_pay_for_entries() {
    let price = |slots| {
        let mut lua = with_list(slots);
        lua.exec("collectgarbage()").unwrap();
        let step = lua.load("collectgarbage('step', 1e6)").unwrap();
        let run = lua.start(&step, ()).unwrap();
        lua.step(&run, &mut Fuel::new(100_000_000)).unwrap();
        run.fuel_used()
    };
    let (none, some) = (price(0), price(1 << 20));
    assert!(some - none > 60_000, "{none} {some}");
}
