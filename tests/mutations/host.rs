//! Programs of hosts: what scripts cannot do themselves.

use std::io;

use ferrous::{
    Family, Fuel, StashedTable, StashedUserData, StashedValue, Step, Table, UserData, Value,
};

use crate::{hunt::PLENTY, script_support::Mode};

/// A program, which runs in interpreters of this mode.
type Program = fn(&Mode);

/// All of them, by name.
pub const PROGRAMS: &[(&str, Program)] = &[
    ("host: values put away", values_put_away),
    ("host: answers to a waiting script", answers),
    ("host: userdata alive at the end", closing),
    ("host: coroutines between steps", coroutines),
    ("host: what userdata take up", holding),
];

/// What a host has put away is there when it comes back, whatever was collected in between.
fn values_put_away(mode: &Mode) {
    let mut lua = mode.lua(io::sink());
    let mut tables: Vec<StashedTable> = Vec::new();
    for round in 0..400 {
        tables.push(lua.enter(|ctx| {
            let table = ctx.table();
            table
                .raw_set(ctx, ctx.string("round"), round as f64)
                .expect("room");
            ctx.stash(table)
        }));
        if round % 7 == 0 {
            tables.remove(round as usize / 50);
        }
        lua.enter(|ctx| _ = ctx.table());
        lua.enter(|ctx| {
            for table in &tables {
                let table = ctx.fetch(table).expect("ours");
                assert!(table.raw_get(ctx, ctx.string("round")).is_number());
            }
        });
    }
}

/// What a host hands to a script that waits is there when that goes on.
fn answers(mode: &Mode) {
    let mut lua = mode.lua(io::sink());
    let main = lua
        .load(
            "local n = 0
            for i = 1, 60 do
                local answer = coroutine.yield()
                n = n + answer[1] + #answer.name
            end
            return n",
        )
        .expect("a script");
    let run = lua.start(&main, ()).expect("a run");
    let mut n = 0.0;
    loop {
        match lua.step(&run, &mut Fuel::new(10)).expect("a step") {
            Step::Done => break,
            Step::OutOfFuel => {}
            _ => {
                let answer: StashedValue = lua
                    .eval("return { 1, name = ('x'):rep(9) }")
                    .expect("a table");
                lua.resume(&run, answer).expect("it waits");
                n += 10.0;
            }
        }
    }
    assert_eq!(lua.take::<f64>(&run).expect("a number"), n);
}

/// Closing finalizes what is alive, too.
fn closing(mode: &Mode) {
    for round in 0..20 {
        let mut lua = mode.lua(io::sink());
        lua.exec(
            "closed = 0
            meta = { __gc = function(u) local t = { getmetatable(u) } closed = closed + #t end }",
        )
        .expect("a script");
        lua.try_enter(|ctx| {
            let meta = ctx.globals().raw_get(ctx, ctx.string("meta")).as_table();
            for _ in 0..20 {
                UserData::new(ctx, "a resource").set_metatable(ctx, meta);
            }
            ctx.set_global("meta", Value::NIL)
        })
        .expect("userdata");
        // So that the collector is somewhere else each time.
        for _ in 0..round * 40 {
            lua.enter(|ctx| _ = ctx.table());
        }
        assert!(lua.close(&mut Fuel::new(PLENTY / 2)));
        assert_eq!(lua.eval::<f64>("return closed").expect("a number"), 20.0);
    }
}

/// A run goes on in the coroutine that it was in, which nothing else holds.
fn coroutines(mode: &Mode) {
    let mut lua = mode.lua(io::sink());
    let main = lua
        .load(
            "local n = 0
            for i = 1, 40 do
                coroutine.wrap(function(a)
                    local t = { a }
                    for k = 1, 5 do t = { t[1] + 1 } end
                    n = n + t[1]
                end)(i)
            end
            return n",
        )
        .expect("a script");
    let run = lua.start(&main, ()).expect("a run");
    while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(3)).expect("a step") {
        lua.enter(|ctx| _ = ctx.table());
    }
    assert_eq!(lua.take::<f64>(&run).expect("a number"), 1020.0);
}

/// The tables that a userdata holds.
struct Tables;

impl Family for Tables {
    type Of<'gc> = Vec<Table<'gc>>;
}

/// What a userdata has taken up is there, whenever that was.
fn holding(mode: &Mode) {
    let mut lua = mode.lua(io::sink());
    let held: StashedUserData = lua.enter(|ctx| ctx.stash(UserData::of::<Tables>(ctx, Vec::new())));
    for round in 0..200 {
        lua.try_enter(|ctx| {
            let table = ctx.table();
            table.raw_set(ctx, ctx.string("round"), f64::from(round))?;
            let mut tables = ctx.fetch(&held)?.borrow_mut::<Tables>(ctx)?;
            tables.push(table);
            if round % 3 == 0 {
                tables.swap_remove(round as usize / 4);
            }
            Ok(())
        })
        .expect("a table");
        // So that the collector goes on in between.
        lua.enter(|ctx| _ = ctx.table());
        lua.try_enter(|ctx| {
            for table in ctx.fetch(&held)?.borrow::<Tables>()?.iter() {
                assert!(table.raw_get(ctx, ctx.string("round")).is_number());
            }
            Ok(())
        })
        .expect("tables");
    }
}
