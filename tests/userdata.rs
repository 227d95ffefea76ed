//! Userdata: values that hold objects of the arena, and bytes that are elsewhere.

use ferrous::{
    Builder, Context, Error, Family, Fuel, Function, Lua, StashedUserData, Step, Stress, Table,
    Thrown, UserData, Value, gc_arena::Collect,
};

const MEGABYTE: usize = 1 << 20;

const STRESSES: [Stress; 4] = [
    Stress::None,
    Stress::Slices,
    Stress::Cycles,
    Stress::Increments,
];

/// Listeners by name: what a host of events would keep.
#[derive(Collect)]
#[collect(no_drop)]
struct Listeners<'gc> {
    named: Table<'gc>,
    all: Vec<Value<'gc>>,
    last: Option<Function<'gc>>,
}

struct ListenersFamily;

impl Family for ListenersFamily {
    type Of<'gc> = Listeners<'gc>;
}

/// Another family of the same type is another type.
struct OtherFamily;

impl Family for OtherFamily {
    type Of<'gc> = Listeners<'gc>;
}

fn listeners<'gc>(ctx: Context<'gc>) -> Listeners<'gc> {
    Listeners {
        named: ctx.table(),
        all: Vec::new(),
        last: None,
    }
}

/// Opens `listeners()`, `add(l, name, f)`, `get(l, name)`, `count(l)`.
fn open(ctx: Context<'_>) -> Result<(), Thrown<'_>> {
    let make = ctx.function(|ctx, ()| Ok(UserData::of::<ListenersFamily>(ctx, listeners(ctx))));
    ctx.set_global("listeners", make)?;
    let add = ctx.function(
        |ctx, (userdata, name, function): (UserData, Value, Function)| {
            let mut held = userdata.borrow_mut::<ListenersFamily>(ctx)?;
            held.named.raw_set(ctx, name, function)?;
            held.all.push(function.into());
            held.last = Some(function);
            Ok(())
        },
    );
    ctx.set_global("add", add)?;
    let get = ctx.function(|ctx, (userdata, name): (UserData, Value)| {
        let held = userdata.borrow::<ListenersFamily>()?;
        Ok(held.named.raw_get(ctx, name))
    });
    ctx.set_global("get", get)?;
    let at = ctx.function(|_, (userdata, index): (UserData, usize)| {
        let held = userdata.borrow::<ListenersFamily>()?;
        Ok(held.all.get(index).copied().unwrap_or(Value::NIL))
    });
    ctx.set_global("at", at)
}

fn lua(stress: Stress) -> Lua {
    Builder::new()
        .library(ferrous::open::all)
        .library(open)
        .seed(1)
        .stress(stress)
        .build()
        .unwrap()
}

#[test]
fn what_a_userdata_holds_stays_alive() {
    const ROUNDS: usize = if cfg!(miri) { 5 } else { 60 };
    for stress in STRESSES {
        let mut lua = lua(stress);
        lua.exec(format!(
            "local l = listeners()
            for i = 1, {ROUNDS} do
                local n = i
                add(l, 'n' .. i, function() return n end)
                -- Objects that a userdata took up while it was marked, and that nobody else holds.
                assert(get(l, 'n' .. i)() == i and at(l, i - 1)() == i)
                for j = 1, i do assert(at(l, j - 1)() == j) end
                if i % 7 == 0 then collectgarbage() end
            end
            for i = 1, {ROUNDS} do assert(get(l, 'n' .. i)() == i) end
            -- One that holds itself, and one that is garbage with all it holds.
            local m = listeners()
            add(m, m, function() return m end)
            m = nil
            for i = 1, 10 do local m = listeners() add(m, 1, function() return m end) end
            collectgarbage() collectgarbage()
            kept = l"
        ))
        .unwrap();
        lua.exec("collectgarbage() assert(get(kept, 'n1')() == 1) kept = nil")
            .unwrap();
        assert_eq!(lua.dismantle(), 0, "{stress:?}");
    }
}

#[test]
fn families_are_told_apart_and_borrows_conflict() {
    let mut lua = lua(Stress::None);
    lua.try_enter(|ctx| {
        let userdata = UserData::of::<ListenersFamily>(ctx, listeners(ctx));
        assert!(userdata.is_of::<ListenersFamily>() && !userdata.is_of::<OtherFamily>());
        assert!(userdata.borrow::<OtherFamily>().is_err());
        assert!(userdata.downcast::<u8>().is_none());
        let plain = UserData::new(ctx, 7u8);
        assert!(!plain.is_of::<ListenersFamily>());
        assert_eq!(plain.downcast::<u8>(), Some(&7));

        let (one, other) = (
            userdata.borrow::<ListenersFamily>()?,
            userdata.borrow::<ListenersFamily>()?,
        );
        assert!(userdata.borrow_mut::<ListenersFamily>(ctx).is_err());
        drop((one, other));
        let changed = userdata.borrow_mut::<ListenersFamily>(ctx)?;
        assert!(userdata.borrow::<ListenersFamily>().is_err());
        // A guard that is forgotten locks the userdata, and that is all.
        std::mem::forget(changed);
        ctx.set_global("locked", userdata)
    })
    .unwrap();
    lua.exec("collectgarbage()").unwrap();
    let error = lua.exec("get(locked, 1)").unwrap_err().to_string();
    assert!(error.ends_with("userdata is in use"), "{error}");
    let error = lua.exec("get(newproxy(), 1)").unwrap_err().to_string();
    assert!(error.ends_with("userdata is of another type"), "{error}");
}

#[test]
fn bytes_elsewhere_are_charged_and_given_back() {
    for stress in STRESSES {
        let mut lua = lua(stress);
        let used = |lua: &mut Lua| {
            lua.enter(|ctx| ctx.request_collection());
            lua.enter(|ctx| ctx.request_collection());
            lua.memory().used
        };
        let before = used(&mut lua);
        let stashed: StashedUserData = lua
            .try_enter(|ctx| {
                let userdata = UserData::with_extra_size(ctx, "elsewhere", MEGABYTE)?;
                assert_eq!(userdata.extra_size(), MEGABYTE);
                Ok(ctx.stash(userdata))
            })
            .unwrap();
        let held = used(&mut lua) - before;
        assert!((MEGABYTE..MEGABYTE + 1024).contains(&held), "{held}");
        let resize = |lua: &mut Lua, bytes| {
            lua.try_enter(|ctx| ctx.fetch(&stashed)?.set_extra_size(ctx, bytes))
        };
        for bytes in [3 * MEGABYTE, MEGABYTE / 2, 0, 5, 2 * MEGABYTE] {
            resize(&mut lua, bytes).unwrap();
            let held = used(&mut lua) - before;
            assert!((bytes..bytes + 1024).contains(&held), "{held} for {bytes}");
        }
        // Over the limit it is refused, and nothing has changed.
        lua.set_memory_limit(Some(before + 4 * MEGABYTE));
        let refused = resize(&mut lua, 8 * MEGABYTE);
        assert!(matches!(refused, Err(Error::Memory { .. })), "{refused:?}");
        let size = lua.try_enter(|ctx| Ok(ctx.fetch(&stashed)?.extra_size()));
        assert_eq!(size.unwrap(), 2 * MEGABYTE);
        let refused = lua.try_enter(|ctx| {
            UserData::with_extra_size(ctx, (), 3 * MEGABYTE).map(|u| ctx.stash(u))
        });
        assert!(matches!(refused, Err(Error::Memory { .. })), "{refused:?}");
        resize(&mut lua, 3 * MEGABYTE).unwrap();
        drop(stashed);
        let held = used(&mut lua) - before;
        assert!(held < 1024, "{held}");
        assert_eq!(lua.dismantle(), 0);
    }
}

/// Garbage that is little on the heap and much elsewhere is collected in time.
#[test]
fn bytes_elsewhere_make_the_collector_run() {
    let mut lua = lua(Stress::None);
    lua.set_memory_limit(Some(64 * MEGABYTE));
    lua.try_enter(|ctx| {
        let picture = ctx.function(|ctx, bytes: usize| UserData::with_extra_size(ctx, (), bytes));
        ctx.set_global("picture", picture)
    })
    .unwrap();
    let main = lua
        .load("for i = 1, 10000 do picture(2 ^ 20) end return 'done'")
        .unwrap();
    let run = lua.start(&main, ()).unwrap();
    let step = lua.step(&run, &mut Fuel::new(Fuel::MAX));
    assert!(matches!(step, Ok(Step::Done)), "{step:?}");
    assert!(lua.memory().peak < 8 * MEGABYTE);
}
