//! The few natives that the tests of the API need; the real library lies above this crate.

#![allow(dead_code, reason = "each test file uses some of it")]

use ferrous_core::{
    Action, Builder, Context, Fuel, Lua, Outcome, Step, Stress, Table, Thread, Thrown, Window,
};

/// A `Lua` with the natives.
pub fn lua() -> Lua {
    builder().build().expect("the natives can be opened")
}

/// A builder with the natives and a fixed seed.
pub fn builder() -> Builder {
    Builder::new().seed(7).library(open)
}

/// The settings under which a script must behave the same.
pub const STRESSES: [Stress; 5] = [
    Stress::None,
    Stress::Slices,
    Stress::Cycles,
    Stress::Increments,
    Stress::Mixed(7),
];

/// Steps a run to its end with `slice` fuel at a time; answers how many steps it took.
pub fn finish(lua: &mut Lua, run: &ferrous_core::Executor, slice: u64) -> usize {
    for steps in 1.. {
        match lua.step(run, &mut Fuel::new(slice)) {
            Ok(Step::Done) => return steps,
            Ok(Step::OutOfFuel) => {}
            other => panic!("{other:?}"),
        }
    }
    unreachable!()
}

fn open(ctx: Context<'_>) -> Result<(), Thrown<'_>> {
    ctx.set_global("pcall", ctx.native("pcall", pcall))?;
    ctx.set_global("create", ctx.native("create", create))?;
    ctx.set_global("resume", ctx.native("resume", resume))?;
    ctx.set_global("yield", ctx.native("yield", |_, _| Ok(Action::Yield)))?;
    ctx.set_global("collect", ctx.native("collect", collect))?;
    ctx.set_global(
        "error",
        ctx.native("error", |_, window| Err(Thrown::value(window.get(0)))),
    )?;
    ctx.set_global(
        "setmetatable",
        ctx.function(|ctx, (table, metatable): (Table, Option<Table>)| {
            table.set_metatable(ctx, metatable);
            Ok(table)
        }),
    )
}

fn pcall<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    window.keep(1);
    window.then_catch(status);
    Ok(Action::Call(window.get(0)))
}

fn create<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    window.answer(Thread::new(ctx, window.get(0)).into());
    Ok(Action::Return)
}

fn resume<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let Some(thread) = window.get(0).as_thread() else {
        return Err(Thrown::argument(1, "coroutine expected"));
    };
    window.keep(1);
    window.then_catch(status);
    Ok(Action::Resume(thread))
}

fn status<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    result: Result<(), Thrown<'gc>>,
) -> Outcome<'gc> {
    match result {
        Ok(()) => window.set(0, true.into()),
        Err(error) => {
            window.answer(false.into());
            window.push(error.into_value(ctx));
        }
    }
    Ok(Action::Return)
}

fn collect<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    ctx.request_collection();
    window.clear();
    window.then(|ctx, _, _| {
        ctx.pay(ctx.object_count() as u64 / 4);
        Ok(Action::Return)
    });
    Ok(Action::Pause)
}
