//! Debuggers in Rust: activations that go away, variables, upvalues, hooks.

use ferrous_core::{
    Action, Context, Error, Fuel, Outcome, StashedFunction, StashedThread, Step, Stress, Thrown,
    Value, Window, api::debug::Hook,
};

/// Counts its calls in the global `told`.
fn count<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let name = ctx.string("told");
    let told = ctx.globals().raw_get(ctx, name).as_number().unwrap_or(0.0);
    ctx.globals().raw_set(ctx, name, told + 1.0)?;
    window.clear();
    Ok(Action::Return)
}

fn fail<'gc>(_: Context<'gc>, _: &mut Window<'gc, '_>) -> Outcome<'gc> {
    Err(Thrown::msg("too long"))
}

/// Gives scripts a function that sets a hook on their thread.
fn with_hook(hook: for<'gc> fn(Context<'gc>) -> Hook<'gc>) -> ferrous_core::Lua {
    let mut lua = ferrous::lua();
    lua.try_enter(|ctx| {
        let watch = ctx.function(move |ctx, ()| {
            ctx.thread().set_hook(ctx, hook(ctx));
            Ok(())
        });
        ctx.set_global("watch", watch)
    })
    .expect("it can be set");
    lua
}

#[test]
fn a_native_can_be_a_hook() -> Result<(), Error> {
    let mut lua = with_hook(|ctx| Hook {
        function: Some(ctx.native("count", count)),
        lines: true,
        ..Hook::default()
    });
    lua.exec("watch()\nlocal a = 1\na = 2\nfor i = 1, 3 do\na = i\nend\n")?;
    // Lines 2, 3, 4, then 5 and 4 three times each, then the return in line 6.
    assert_eq!(lua.eval::<f64>("return told")?, 10.0);
    Ok(())
}

#[test]
fn a_hook_that_fails_ends_an_endless_loop() {
    let mut lua = with_hook(|ctx| Hook {
        function: Some(ctx.native("fail", fail)),
        count: 1000,
        ..Hook::default()
    });
    let error = lua.exec("watch() while true do end").unwrap_err();
    assert!(error.to_string().ends_with(":1: too long"), "{error}");
}

#[test]
fn hooks_are_the_threads_own() -> Result<(), Error> {
    let mut lua = with_hook(|ctx| Hook {
        function: Some(ctx.native("count", count)),
        calls: true,
        returns: true,
        lines: true,
        count: 1,
    });
    // The next run has a thread of its own.
    lua.exec("watch()")?;
    let told = lua.eval::<f64>("return told")?;
    lua.exec("local a = 1\na = 2")?;
    assert_eq!(lua.eval::<f64>("return told")?, told);
    Ok(())
}

#[test]
fn an_activation_that_is_gone_tells_nothing() -> Result<(), Error> {
    let mut lua = ferrous::lua();
    let body: StashedFunction =
        lua.eval("return function(a) local b = 2 coroutine.yield(a, b) end")?;
    let co: StashedThread = lua.try_enter(|ctx| {
        let body = ctx.fetch(&body).expect("it is ours");
        Ok::<_, Thrown>(ctx.stash(ferrous_core::Thread::new(ctx, body.into())))
    })?;
    lua.try_enter(|ctx| {
        let co = ctx.fetch(&co).expect("it is ours");
        ctx.set_global("co", Value::from(co))
    })?;
    lua.exec("coroutine.resume(co, 1)")?;
    lua.try_enter(|ctx| {
        let co = ctx.fetch(&co).expect("it is ours");
        let called = ctx.activation(co, 1).expect("it waits in its body");
        let names = [1, 2, 3].map(|index| called.local(ctx, index).map(|(name, _)| name));
        assert_eq!(
            names.map(|name| name.map(|name| name.len())),
            [Some(1), Some(1), None]
        );
        assert!(ctx.activation(co, 2).is_none());
        assert!(called.set_local(ctx, 2, 5.0.into()).is_some());
        Ok::<_, Thrown>(())
    })?;
    lua.exec("coroutine.resume(co)")?;
    lua.try_enter(|ctx| {
        let co = ctx.fetch(&co).expect("it is ours");
        assert!(ctx.activation(co, 0).is_none());
        // Outside of every run, nothing is called.
        assert!(ctx.activation(ctx.thread(), 0).is_none());
        assert_eq!(ctx.traceback(ctx.thread(), 0), "stack traceback:");
        Ok::<_, Thrown>(())
    })
}

#[test]
fn hooks_in_slices_of_any_size_tell_the_same() -> Result<(), Error> {
    let script = "watch()\nlocal t = {3, 1, 2}\ntable.sort(t, function(a, b)\nreturn a < b\nend)\n\
        for _, x in ipairs(t) do t[x] = tostring(x) end\n\
        local co = coroutine.wrap(function(a) return pcall(error, a) end)\nlocal ok = co(1)\n\
        return (setmetatable({}, { __index = function(_, k) return k end }).x)\n";
    let mut told = Vec::new();
    for (slice, stress, tail_calls) in [
        (Fuel::MAX, Stress::None, true),
        (1, Stress::None, true),
        (1, Stress::Cycles, false),
        (7, Stress::Increments, true),
    ] {
        let mut lua = ferrous::builder()
            .seed(1)
            .stress(stress)
            .tail_calls(tail_calls)
            .build()?;
        lua.try_enter(|ctx| {
            let watch = ctx.function(|ctx, ()| {
                let hook = Hook {
                    function: Some(ctx.native("count", count)),
                    calls: true,
                    returns: true,
                    lines: true,
                    count: 3,
                };
                ctx.thread().set_hook(ctx, hook);
                Ok(())
            });
            ctx.set_global("watch", watch)
        })?;
        let main: StashedFunction = lua.load(script)?;
        let run = lua.start(&main, ())?;
        while let Step::OutOfFuel = lua.step(&run, &mut Fuel::new(slice))? {}
        told.push((lua.eval::<f64>("return told")?, run.fuel_used()));
    }
    assert!(told.iter().all(|each| *each == told[0]), "{told:?}");
    Ok(())
}

/// Makes so much room that the stack moves, and tells what runs.
fn grow_and_tell<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    window.resize(100_000);
    let activation = ctx.activation(ctx.thread(), 0).expect("this native runs");
    let function = activation.function(ctx).map_or(Value::NIL, Value::from);
    window.clear();
    window.push(function);
    Ok(Action::Return)
}

#[test]
fn a_native_that_has_made_room_is_found_where_it_is_now() -> Result<(), Error> {
    let mut lua = ferrous::lua();
    lua.try_enter(|ctx| {
        let tell = ctx.native("tell", grow_and_tell);
        ctx.set_global("tell", tell)
    })?;
    assert!(lua.eval::<bool>("local function f() return (tell()) end return f() == tell")?);
    Ok(())
}

#[test]
fn light_userdata_are_values_like_others() -> Result<(), Error> {
    let mut lua = ferrous::builder().library(ferrous::open::debug).build()?;
    lua.try_enter(|ctx| {
        let light = Value::light(std::ptr::without_provenance_mut(2));
        ctx.set_global("light", light)
    })?;
    // In a loop's hidden variable, and where a debugger looks.
    let (calls, shown, set) = lua.eval::<(f64, bool, bool)>(
        "local calls = 0
         local function step(t, at)
             calls = calls + 1
             assert(at == light)
             if calls < 3 then return light end
         end
         for _ in step, {1, 2, 3}, light do end
         local l = light
         local shown = select(2, debug.getlocal(1, 3)) == light
         debug.setlocal(1, 3, 1)
         return calls, shown, l == 1",
    )?;
    assert_eq!((calls, shown, set), (3.0, true, true));
    Ok(())
}
