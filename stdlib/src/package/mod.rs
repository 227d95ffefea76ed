//! `package`, `require` and `module`.
//!
//! What PUC-Lua keeps in C's registry and in the environment of these functions is here too: the table of what is loaded is
//! a slot of the registry, so that every library registers itself whether or not this one is open, and the functions hold
//! the library's table, in which scripts set `path`, `preload` and `loaders`.
//!
//! `require` and the loaders are states that go on where they stopped. Loaders and modules may yield, a long path is paid for
//! and paused in, and a module's source is read and compiled like any other.
//!
//! There are no C modules. The two loaders that look for them look all the same, so that the message about a missing module
//! names the files that it does under PUC-Lua; one that they find cannot be loaded, in the words of a PUC-Lua that was built
//! without dynamic libraries.

mod access;
mod find;
mod module;
mod path;
mod require;

pub(crate) use find::{NOT_LOADED, not_loaded, not_loaded_behind};

use crate::{
    buffer::{Made, Slice},
    cost::PIECE,
    open::field,
    prelude::*,
};

/// The registry's slot for the table of loaded modules.
const LOADED: &str = "_LOADED";

/// What a library cannot be loaded for.
const NO_LIBRARIES: &str = "dynamic libraries not enabled; check your Lua installation";

/// The functions of the library.
pub(crate) const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("package.loadlib", loadlib),
    ("package.seeall", module::seeall),
];

/// Adds what is no plain function, and the globals `require` and `module`.
pub(crate) fn open<'gc>(ctx: Context<'gc>, package: Table<'gc>) -> Result<'gc, ()> {
    let loaded = loaded(ctx)?;
    field(ctx, package, "loaded", loaded)?;
    field(ctx, package, "preload", ctx.table())?;
    field(ctx, package, "path", ctx.string(path::lua()))?;
    field(ctx, package, "cpath", ctx.string(path::c()))?;
    field(ctx, package, "config", ctx.string(path::CONFIG))?;
    let loaders = find::loaders(ctx, package)?;
    field(ctx, package, "loaders", loaders)?;
    let globals = ctx.globals();
    let require = require::Require::new(ctx, package, loaded);
    field(ctx, globals, "require", ctx.native_with("require", require))?;
    let module = module::Module { loaded };
    field(ctx, globals, "module", ctx.native_with("module", module))
}

/// The table of what is loaded: `package.loaded`, made at first use.
pub(crate) fn loaded<'gc>(ctx: Context<'gc>) -> Result<'gc, Table<'gc>> {
    let slot = ctx.string(LOADED);
    if let Some(known) = ctx.registry().raw_get(ctx, slot).as_table() {
        return Ok(known);
    }
    let made = ctx.table();
    ctx.registry().raw_set(ctx, slot, made)?;
    Ok(made)
}

/// `package.loadlib(file, function)`: there are no C libraries.
fn loadlib<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    window.check_string(ctx, 1)?;
    window.check_string(ctx, 2)?;
    window.answer(Value::NIL);
    window.push(ctx.string(NO_LIBRARIES).into());
    window.push(ctx.string("absent").into());
    Ok(Action::Return)
}

/// A function whose first argument is the name of a module.
trait Named<'gc>: Copy + Collect<'gc> {
    /// Begins, with the name as C sees it.
    fn begin(
        self,
        ctx: Context<'gc>,
        window: &mut Window<'gc, '_>,
        name: LuaString<'gc>,
    ) -> Outcome<'gc>;
}

/// Calls such a function. For C the name ends at its first NUL.
fn call_named<'gc>(
    ctx: Context<'gc>,
    window: &mut Window<'gc, '_>,
    function: impl Named<'gc> + 'gc,
) -> Outcome<'gc> {
    let name = window.check_string(ctx, 1)?;
    match memchr::memchr(0, name.as_bytes()) {
        None => function.begin(ctx, window, name),
        Some(end) if end <= PIECE => {
            let name = ctx.string(&name.as_bytes()[..end]);
            function.begin(ctx, window, name)
        }
        Some(end) => {
            let slice = Slice::new(0..end);
            // In the heap from the beginning: what the function begins takes its place.
            window.suspend(Cut {
                function,
                name,
                slice,
            });
            Ok(Action::Reserve(end))
        }
    }
}

/// A name that is being cut off at its first NUL.
#[derive(Collect)]
#[collect(no_drop)]
struct Cut<'gc, F> {
    function: F,
    name: LuaString<'gc>,
    slice: Slice,
}

impl<'gc, F: Named<'gc>> Resume<'gc> for Cut<'gc, F> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        match self.slice.cut(ctx, self.name)? {
            Made::Stop(action) => Ok(action),
            Made::Done(name) => self.function.begin(ctx, window, name),
        }
    }
}
