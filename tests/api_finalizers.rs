//! Finalizers as a host sees them: who pays, what stops them, and what closing does.

mod api_support;

use std::{cell::RefCell, rc::Rc, time::Duration};

use api_support::{STRESSES, builder, finish, lua};
use ferrous_core::{Error, Fuel, Lua, Step, Table, UserData};

/// Drops of Rust values, in their order.
type Drops = Rc<RefCell<Vec<&'static str>>>;

struct Noisy(&'static str, Drops);

impl Drop for Noisy {
    fn drop(&mut self) {
        self.1.borrow_mut().push(self.0);
    }
}

/// Adds `proxy(meta)`: a userdata with this metatable.
fn with_proxies(mut lua: Lua) -> Lua {
    lua.try_enter(|ctx| {
        let proxy = ctx.function(|ctx, meta: Table| {
            let userdata = UserData::new(ctx, ());
            userdata.set_metatable(ctx, Some(meta));
            Ok(userdata)
        });
        ctx.set_global("proxy", proxy)
    })
    .unwrap();
    lua
}

#[test]
fn a_host_value_is_dropped_after_its_finalizer() -> Result<(), Error> {
    for stress in STRESSES {
        let drops = Drops::default();
        let mut lua = builder().stress(stress).build()?;
        lua.exec("log = '' meta = { __gc = function() log = log .. 'finalized ' end }")?;
        lua.try_enter(|ctx| {
            let meta = ctx.globals().raw_get(ctx, ctx.string("meta")).as_table();
            UserData::new(ctx, Noisy("with", drops.clone())).set_metatable(ctx, meta);
            UserData::new(ctx, Noisy("without", drops.clone()));
            ctx.request_collection();
            Ok(())
        })?;
        lua.exec("collect()")?;
        assert_eq!(
            lua.eval::<String>("return log")?,
            "finalized ",
            "{stress:?}"
        );
        lua.exec("collect() collect()")?;
        assert_eq!(*drops.borrow(), ["without", "with"], "{stress:?}");
    }
    Ok(())
}

#[test]
fn what_finalizers_burn_is_not_on_the_bill() -> Result<(), Error> {
    let run_with = |rounds: u32| -> Result<u64, Error> {
        let mut lua = with_proxies(lua());
        let main = lua.load(
            "local rounds = ...
            local function die() proxy({ __gc = function() for i = 1, rounds do done = i end end }) end
            die() collect()
            for i = 1, 1000 do end
            return done",
        )?;
        let run = lua.start(&main, rounds)?;
        finish(&mut lua, &run, 1_000);
        assert_eq!(lua.take::<u32>(&run)?, rounds);
        Ok(run.fuel_used())
    };
    let (short, long) = (run_with(1)?, run_with(8_000)?);
    assert!(long < short + 1_000, "{short} {long}");
    Ok(())
}

#[test]
fn an_endless_finalizer_is_stopped() -> Result<(), Error> {
    for shape in [
        "while true do end",
        "while true do pcall(function() while true do end end) end",
        "resume(create(function() while true do end end))",
        "resume(create(function() resume(create(function() while true do pcall(function() while true do end end) end end)) end))",
    ] {
        for slice in [10_000, 10_000_000] {
            let mut lua = with_proxies(lua());
            let main = lua.load(format!(
                "local function die() proxy({{ __gc = function() {shape} end }}) end
                die()
                local ok, e = pcall(collect)
                local function again() proxy({{ __gc = function() later = true end }}) end
                again()
                collect()
                return ok, e, later"
            ))?;
            let run = lua.start(&main, ())?;
            let steps = finish(&mut lua, &run, slice);
            assert!(steps < 200, "{shape} {steps}");
            let result: (bool, String, bool) = lua.take(&run)?;
            let error = "a finalizer has burned too much fuel";
            assert_eq!(result, (false, error.into(), true), "{shape}");
        }
    }
    Ok(())
}

#[test]
fn many_finalizers_are_paid_by_the_run() -> Result<(), Error> {
    let mut lua = with_proxies(lua());
    let main = lua.load(
        "done = 0
        local meta = { __gc = function() for i = 1, 1000 do end done = done + 1 end }
        for i = 1, 5000 do proxy(meta) end
        collect()
        return done",
    )?;
    let run = lua.start(&main, ())?;
    finish(&mut lua, &run, 20_000);
    assert_eq!(lua.take::<u32>(&run)?, 5000);
    // As much as the run pays is free.
    let paid = run.fuel_used();
    assert!((2_000_000..3_500_000).contains(&paid), "{paid}");
    Ok(())
}

#[test]
fn a_run_can_be_cancelled_inside_a_finalizer() -> Result<(), Error> {
    let mut lua = with_proxies(lua());
    let main = lua.load(
        "local function die() proxy({ __gc = function() ask() end }) end
        die() collect()",
    )?;
    lua.try_enter(|ctx| {
        let ask = ctx.host_function(|_, ()| Ok("what?"));
        ctx.set_global("ask", ask)
    })?;
    let run = lua.start(&main, ())?;
    assert!(matches!(
        lua.step(&run, &mut Fuel::new(100_000))?,
        Step::Waiting(_)
    ));
    assert!(lua.cancel(&run));
    // Others go on, and so do finalizers.
    lua.exec(
        "local function die() proxy({ __gc = function() fine = true end }) end die() collect()",
    )?;
    assert!(lua.eval::<bool>("return fine")?);
    Ok(())
}

#[test]
fn closing_finalizes_everything() -> Result<(), Error> {
    let mut lua = with_proxies(lua());
    lua.exec(
        "log = ''
        local function note(text, fail)
            return { __gc = function() log = log .. text .. ' ' if fail then error(text) end end }
        end
        a, b, c = proxy(note('a')), proxy(note('b', true)), proxy(note('c'))
        d = proxy({ __gc = function() yield() log = log .. 'never' end })
        e = proxy({ __gc = function() e2 = proxy(note('never')) log = log .. 'e ' end })",
    )?;
    let mut fuel = Fuel::new(100_000);
    assert!(lua.close(&mut fuel));
    assert!(fuel.burned() > 0);
    assert_eq!(lua.eval::<String>("return log")?, "e c b a ");
    // Each of them once.
    assert!(lua.close(&mut fuel));
    assert_eq!(lua.eval::<String>("return log")?, "e c b a never ");
    Ok(())
}

#[test]
fn closing_ends_with_its_fuel_or_an_interrupt() -> Result<(), Error> {
    let mut lua = with_proxies(lua());
    lua.exec("a = proxy({ __gc = function() while true do pcall(function() while true do end end) end end })")?;
    let mut fuel = Fuel::new(50_000);
    assert!(!lua.close(&mut fuel));
    assert_eq!(fuel.remaining(), 0);

    lua.exec("a = proxy({ __gc = function() while true do end end })")?;
    lua.interrupt_handle().interrupt();
    assert!(!lua.close(&mut Fuel::new(Fuel::MAX)));
    Ok(())
}

#[test]
fn dropping_runs_no_lua_code() -> Result<(), Error> {
    let drops = Drops::default();
    let mut lua = lua();
    lua.try_enter(|ctx| {
        let noisy = Noisy("finalizer", drops.clone());
        let meta = ctx.table();
        let finalizer = ctx.function(move |_, ()| {
            noisy.1.borrow_mut().push("called");
            Ok(())
        });
        meta.raw_set(ctx, ctx.string("__gc"), finalizer)?;
        let userdata = UserData::new(ctx, ());
        userdata.set_metatable(ctx, Some(meta));
        ctx.set_global("u", userdata)
    })?;
    drop(lua);
    assert_eq!(*drops.borrow(), ["finalizer"]);
    Ok(())
}

/// Makes a userdata whose finalizer makes the next one, and garbage enough for another collection.
const ENDLESS: &str = "
    made = 0
    meta = { __gc = function()
        made = made + 1
        proxy(meta)
        for i = 1, 20000 do local t = { i } end
    end }
    proxy(meta)";

#[test]
fn finalizers_that_make_what_is_finalized_leave_time_for_the_run() -> Result<(), Error> {
    for limit in [None, Some(4 << 20)] {
        let mut builder = builder();
        if let Some(bytes) = limit {
            builder = builder.memory_limit(bytes);
        }
        let mut lua = with_proxies(builder.build()?);
        lua.exec(ENDLESS)?;
        let main = lua.load(
            "local n = 0
            for i = 1, 100000 do
                local t = { i }
                if i % 10000 == 0 then collect() end
                n = n + #t
            end
            return n",
        )?;
        let run = lua.start(&main, ())?;
        let mut fuel = Fuel::new(50_000_000);
        assert!(matches!(lua.step(&run, &mut fuel)?, Step::Done));
        assert_eq!(lua.take::<f64>(&run)?, 100_000.0);
        assert!(lua.eval::<f64>("return made")? >= 9.0, "{limit:?}");
    }
    Ok(())
}

#[test]
fn closing_ends_though_finalizers_make_others() -> Result<(), Error> {
    let mut lua = with_proxies(lua());
    lua.exec(ENDLESS)?;
    lua.exec("for i = 1, 10 do proxy(meta) end made = 0")?;
    assert!(lua.close(&mut Fuel::new(100_000_000)));
    assert!(lua.eval::<f64>("return made")? <= 12.0);
    // It stays usable, and so do finalizers.
    lua.exec("made = 0 proxy(meta) collect() collect()")?;
    assert!(lua.eval::<f64>("return made")? >= 1.0);
    Ok(())
}

#[test]
fn what_waits_for_its_finalizer_makes_room() -> Result<(), Error> {
    let mut lua = with_proxies(builder().memory_limit(4 << 20).build()?);
    lua.exec(
        "local count = 0
        local meta = { __gc = function() count = count + 1 end }
        for round = 1, 10 do
            pcall(function()
                local list = {}
                while true do list[#list + 1] = proxy(meta) end
            end)
            -- All of them are dead, none is freed, and this is outside.
            local room = {}
            for i = 1, 20000 do room[i] = { i } end
        end
        if count < 100000 then error(count) end",
    )
}

#[test]
fn a_list_of_userdata_is_finalized_in_one_cycle() -> Result<(), Error> {
    // The least budget: some hundreds are looked at in a piece.
    let builder = builder().pause_budget(Duration::from_micros(125));
    let mut lua = with_proxies(builder.build()?);
    lua.exec(
        "local order = 3000
        local function make()
            local last
            for i = 1, order do
                local before = last
                last = proxy({ __gc = function()
                    order = order == i and i - 1
                    return before
                end })
            end
        end
        make()
        collect()
        if order ~= 0 then error(order) end",
    )
}
