//! The collector around the runs: bytes come back, handles keep, stress changes nothing.

mod api_support;

use std::rc::Rc;

use api_support::{STRESSES, builder, lua};
use ferrous_core::{Context, Error, Fuel, Lua, StashedTable, Step, Table, Thrown, UserData};

/// Miri is a thousand times slower.
fn scaled(count: usize) -> usize {
    if cfg!(miri) {
        count.div_ceil(20)
    } else {
        count
    }
}

fn used(lua: &mut Lua) -> usize {
    lua.enter(|ctx| ctx.request_collection());
    lua.enter(|ctx| ctx.memory_used())
}

#[test]
fn garbage_is_freed() {
    let mut lua = lua();
    let before = used(&mut lua);
    lua.exec(
        "local t = {} for i = 1, 20000 do t[i] = { i, 's' .. i, function() return i end } end",
    )
    .unwrap();
    lua.exec("for i = 1, 200 do resume(create(function() yield(i) end)) end")
        .unwrap();
    let after = used(&mut lua);
    assert!(after < before + 16_384, "{before} {after}");
}

#[test]
fn the_heap_stays_small_while_garbage_is_made() {
    let mut lua = lua();
    lua.exec("for i = 1, 300000 do local t = { i, {} } end")
        .unwrap();
    let held = lua.enter(|ctx| ctx.memory_used());
    assert!(held < 4 << 20, "{held}");
    // A large heap is collected in increments, and they keep up.
    lua.exec("keep = {} for i = 1, 400000 do keep[i] = { i } end")
        .unwrap();
    let large = used(&mut lua);
    lua.exec("for i = 1, 2000000 do local t = { i } end")
        .unwrap();
    let held = lua.enter(|ctx| ctx.memory_used());
    assert!(held < 3 * large, "{large} {held}");
    lua.exec("keep = nil").unwrap();
    assert!(used(&mut lua) < large / 10);
}

#[test]
fn handles_keep_and_let_go() {
    for stress in STRESSES {
        let mut lua = builder().stress(stress).build().unwrap();
        let before = used(&mut lua);
        let count = scaled(500);
        let fill = lua
            .load("local t = {} for i = 1, ... do t[i] = 'value ' .. i end return t")
            .unwrap();
        let table: StashedTable = lua.call(&fill, count).unwrap();
        drop(fill);
        let other = table.clone();
        drop(table);
        let held = used(&mut lua);
        assert!(held > before + count * 24, "{stress:?}");
        assert_eq!(
            lua.get::<String>(&other, count).unwrap(),
            format!("value {count}")
        );
        drop(other);
        let freed = used(&mut lua);
        assert!(freed < before + 8_192, "{stress:?} {before} {freed}");
    }
}

#[test]
fn dropped_runs_are_garbage() {
    let mut lua = lua();
    let main = lua
        .load("local t = {} for i = 1, 1000 do t[i] = {} end yield() return t")
        .unwrap();
    let before = used(&mut lua);
    for _ in 0..50 {
        let run = lua.start(&main, ()).unwrap();
        lua.step(&run, &mut Fuel::new(1_000_000)).unwrap();
    }
    let after = used(&mut lua);
    assert!(after < before + 16_384, "{before} {after}");
}

#[test]
fn scripts_behave_the_same_under_stress() {
    let source = "
        local rounds, out = ..., {}
        local mt = { __index = function(t, k) return k .. '!' end, __concat = function(a, b) return 'cat' end }
        local objects = {}
        for i = 1, rounds do
            objects[i] = setmetatable({ id = i }, mt)
            local co = create(function(a, b)
                local c = yield(a .. b)
                local ok, e = pcall(function() yield({ c }) error({ c .. 'x' }) end)
                return e[1]
            end)
            local _, x = resume(co, 'k' .. i, i)
            local _, y = resume(co, x)
            local _, z = resume(co)
            out[#out + 1] = x .. y[1] .. z .. objects[i].missing .. (objects[i] .. x)
            if i % 7 == 0 then collect() objects[i - 1] = nil end
        end
        local keys = 0
        for i = 1, rounds do if objects[i] then keys = keys + objects[i].id end end
        local s = ''
        for i = 1, #out do s = s .. out[i] end
        return s, keys";
    let mut expected = None;
    for tail_calls in [true, false] {
        for stress in STRESSES {
            let mut lua = builder()
                .tail_calls(tail_calls)
                .stress(stress)
                .build()
                .unwrap();
            let main = lua.load(source).unwrap();
            let got: (String, u32) = lua.call(&main, scaled(30)).unwrap();
            assert_eq!(
                *expected.get_or_insert_with(|| got.clone()),
                got,
                "{stress:?}"
            );
        }
    }
}

/// A `Lua` inside a native of another one, and one inside a userdata that a sweep drops.
#[test]
fn nested_interpreters_keep_their_own_meters() {
    let mut outer = lua();
    let before = used(&mut outer);
    outer
        .try_enter(|ctx| {
            let nested = ctx.function(|_, n: u32| {
                let mut inner = lua();
                inner.exec("for i = 1, 20000 do local t = { i } end")?;
                inner.exec("x = {} for i = 1, 1000 do x[i] = {} end")?;
                Ok(n + inner.eval::<u32>("return #x")?)
            });
            ctx.set_global("nested", nested)?;
            let boxed = ctx.function(|ctx: Context<'_>, ()| {
                let mut inner = lua();
                inner.exec("x = {} for i = 1, 1000 do x[i] = {} end")?;
                Ok(ctx.userdata(std::cell::RefCell::new(inner)))
            });
            ctx.set_global("boxed", boxed)
        })
        .unwrap();
    let sum: u32 = outer
        .eval("local t, n = {}, 0 for i = 1, 20 do n = nested(n) t[i] = { boxed() } end return n")
        .unwrap();
    assert_eq!(sum, 20_000);
    let after = used(&mut outer);
    assert!(
        after < before + 32_768 && after + 32_768 > before,
        "{before} {after}"
    );
}

#[test]
fn dropping_frees_host_values_and_runs_no_lua() {
    let shared = Rc::new(());
    let mut lua = lua();
    lua.try_enter(|ctx| {
        let held = shared.clone();
        ctx.set_global("data", ctx.userdata(held.clone()))?;
        ctx.set_global(
            "f",
            ctx.function(move |_, ()| Ok(Rc::strong_count(&held) as u32)),
        )
    })
    .unwrap();
    assert_eq!(lua.eval::<u32>("return f()").unwrap(), 3);
    drop(lua);
    assert_eq!(Rc::strong_count(&shared), 1);
}

#[test]
fn the_collector_can_be_stopped_and_stepped() -> Result<(), Error> {
    let mut lua = lua();
    let grow = lua.load("for i = 1, 50000 do local t = { i } end")?;
    lua.enter(|ctx| ctx.stop_collector());
    lua.call::<()>(&grow, ())?;
    lua.call::<()>(&grow, ())?;
    let held = lua.enter(|ctx| ctx.memory_used());
    assert!(held > 50_000 * 2 * 64, "{held}");
    lua.enter(|ctx| ctx.restart_collector());
    lua.call::<()>(&grow, ())?;
    let held_then = lua.enter(|ctx| ctx.memory_used());
    assert!(held_then < held / 2, "{held} {held_then}");

    let mut steps = 0;
    loop {
        lua.enter(|ctx| ctx.request_collector_step(10 << 10));
        steps += 1;
        if lua.enter(|ctx| ctx.collector().step_ended_cycle()) {
            break;
        }
        assert!(steps < 10_000);
    }
    assert!(steps > 1);
    lua.enter(|ctx| ctx.request_collector_step(1 << 30));
    assert!(lua.enter(|ctx| ctx.collector().step_ended_cycle()));
    lua.enter(|ctx| {
        assert_eq!(ctx.collector().set_pause(1), 200);
        assert_eq!(ctx.collector().set_pause(150), 1);
    });
    Ok(())
}

#[test]
fn libraries_are_opened_by_the_builder() {
    fn broken(_: Context<'_>) -> Result<(), Thrown<'_>> {
        Err(Thrown::msg("cannot be opened"))
    }
    let error = builder().library(broken).build().unwrap_err();
    assert_eq!(error.to_string(), "cannot be opened");
}

/// Increments of some thirty objects: the pieces of the atomic step are as small, and the program makes and finds strings,
/// weak entries and userdata in between.
#[test]
fn the_atomic_step_comes_in_pieces() -> Result<(), Error> {
    for seed in 1..=3 {
        let mut lua = builder().seed(seed).build()?;
        lua.try_enter(|ctx| {
            let proxy = ctx.function(|ctx, meta: Table| {
                let userdata = UserData::new(ctx, ());
                userdata.set_metatable(ctx, Some(meta));
                Ok(userdata)
            });
            ctx.set_global("proxy", proxy)
        })?;
        let main = lua.load(
            "local rounds = ...
            local made, finalized, lost = 0, 0, 0
            local meta = { __gc = function() finalized = finalized + 1 end }
            local cache, index = setmetatable({}, { __mode = 'v' }), setmetatable({}, { __mode = 'k' })
            local kept = {}
            for i = 1, rounds do
                local slot = i % 50
                local u = proxy(meta)
                made = made + 1
                local name = 'name ' .. i % 200
                kept[slot] = { u, name = name, [name .. '!'] = i }
                cache[name] = kept[slot]
                index[u] = name
                local old = cache['name ' .. (i + 170) % 200]
                if old and (old[old.name .. '!'] == nil or index[old[1]] ~= old.name) then lost = lost + 1 end
                if i % 97 == 0 then yield() end
            end
            kept = nil
            return made, finalized, lost",
        )?;
        let rounds = scaled(20_000);
        let run = lua.start(&main, rounds as u32)?;
        loop {
            match lua.step(&run, &mut Fuel::new(500))? {
                Step::Done => break,
                Step::Yielded => lua.resume(&run, ())?,
                _ => lua.enter(|ctx| ctx.request_collector_step(0)),
            }
        }
        let (made, finalized, lost): (usize, usize, usize) = lua.take(&run)?;
        assert_eq!((made, lost), (rounds, 0), "{seed}");
        assert!(finalized > made / 10, "{seed}: {finalized} of {made}");
    }
    Ok(())
}

#[test]
fn a_full_collection_can_be_interrupted() -> Result<(), Error> {
    if cfg!(miri) {
        return Ok(());
    }
    let mut lua = lua();
    lua.exec("keep = {} for i = 1, 700000 do keep[i] = {} end keep = nil")?;
    lua.exec("keep = {} for i = 1, 700000 do keep[i] = {} end")?;
    let before = used(&mut lua);
    lua.exec("keep = nil")?;
    let main = lua.load("return 'over'")?;
    let run = lua.start(&main, ())?;

    lua.interrupt_handle().interrupt();
    lua.enter(|ctx| ctx.request_collection());
    let held = lua.enter(|ctx| ctx.memory_used());
    assert!(held > before / 2, "{held} of {before}");
    let mut fuel = Fuel::new(1_000);
    assert!(matches!(lua.step(&run, &mut fuel)?, Step::Interrupted));
    assert!(matches!(lua.step(&run, &mut fuel)?, Step::Done));
    let held = lua.enter(|ctx| ctx.memory_used());
    assert!(held < before / 10, "{held} of {before}");
    Ok(())
}
