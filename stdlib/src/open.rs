//! Opening the libraries, one by one or in sets.
//!
//! Each function puts its library into the globals of the running thread. [`safe`] opens all that touch neither
//! files nor processes nor the environment: what scripts of strangers may have. [`all`] opens everything.

use ferrous_core::heap::{
    context::Context,
    native::{NativeFn, Thrown},
    table::Table,
    value::{Type, Value},
};

type Opened<'gc> = Result<(), Thrown<'gc>>;

/// The libraries that need nothing of the outside world but the output of `print` and the clock. Of `debug` there is
/// `traceback` only, which tells where a script is and nothing else.
pub fn safe(ctx: Context<'_>) -> Opened<'_> {
    base(ctx)?;
    coroutine(ctx)?;
    table(ctx)?;
    string(ctx)?;
    math(ctx)?;
    time(ctx)?;
    library(ctx, "debug", crate::debug::HARMLESS).map(drop)
}

/// Every library.
pub fn all(ctx: Context<'_>) -> Opened<'_> {
    safe(ctx)?;
    base_files(ctx)?;
    package(ctx)?;
    io(ctx)?;
    os(ctx)?;
    debug(ctx)
}

/// The base functions: `print`, `pairs`, `pcall` and so on.
pub fn base(ctx: Context<'_>) -> Opened<'_> {
    crate::base::open(ctx)
}

/// The base functions that read files: `dofile` and `loadfile`.
pub fn base_files(ctx: Context<'_>) -> Opened<'_> {
    crate::base::open_files(ctx)
}

/// `coroutine`
pub fn coroutine(ctx: Context<'_>) -> Opened<'_> {
    let library = library(ctx, "coroutine", crate::coroutine::FUNCTIONS)?;
    crate::coroutine::open(ctx, library)
}

/// `table`
pub fn table(ctx: Context<'_>) -> Opened<'_> {
    library(ctx, "table", crate::table::FUNCTIONS)?;
    Ok(())
}

/// `string`, and the metatable through which strings find its functions as methods.
pub fn string(ctx: Context<'_>) -> Opened<'_> {
    let library = library(ctx, "string", crate::string::FUNCTIONS)?;
    let metatable = ctx.table();
    field(ctx, metatable, "__index", library)?;
    crate::string::open(ctx, library)?;
    ctx.set_type_metatable(Type::String, Some(metatable));
    Ok(())
}

/// `math`, with a random generator of its own.
pub fn math(ctx: Context<'_>) -> Opened<'_> {
    let library = library(ctx, "math", crate::math::FUNCTIONS)?;
    crate::math::open(ctx, library)
}

/// `debug`: for hosts whose scripts are their own. A script that has it can reach into every other script of the same
/// interpreter, break the rules that its libraries have set up, and read from the standard input.
pub fn debug(ctx: Context<'_>) -> Opened<'_> {
    library(ctx, "debug", crate::debug::FUNCTIONS)?;
    Ok(())
}

/// `package`, `require` and `module`. They read files, and the environment for the paths that they begin with.
pub fn package(ctx: Context<'_>) -> Opened<'_> {
    let library = library(ctx, "package", crate::package::FUNCTIONS)?;
    crate::package::open(ctx, library)
}

/// `io`: files, processes, and the standard streams.
pub fn io(ctx: Context<'_>) -> Opened<'_> {
    let library = library(ctx, "io", &[])?;
    crate::io::open(ctx, library)
}

/// `os`, all of it. `os.exit` asks the host to exit: see [`Exit`](crate::Exit).
pub fn os(ctx: Context<'_>) -> Opened<'_> {
    time(ctx)?;
    library(ctx, "os", crate::os::FUNCTIONS)?;
    Ok(())
}

/// What of `os` only looks at the clock: `clock`, `date`, `difftime` and `time`.
pub fn time(ctx: Context<'_>) -> Opened<'_> {
    library(ctx, "os", crate::os::TIME)?;
    Ok(())
}

/// The table of a library, filled with its functions: the global of that name if there is one, else a new one. It is also
/// what `require` finds under that name.
fn library<'gc>(
    ctx: Context<'gc>,
    name: &str,
    functions: &[(&'static str, NativeFn)],
) -> Result<Table<'gc>, Thrown<'gc>> {
    let key = ctx.string(name);
    let globals = ctx.globals();
    let table = match globals.raw_get(ctx, key).as_table() {
        Some(table) => table,
        None => ctx.table(),
    };
    fill(ctx, table, functions)?;
    globals.raw_set(ctx, key, table)?;
    crate::package::loaded(ctx)?.raw_set(ctx, key, table)?;
    Ok(table)
}

/// Puts functions into a table, under the last part of their names.
pub(crate) fn fill<'gc>(
    ctx: Context<'gc>,
    table: Table<'gc>,
    functions: &[(&'static str, NativeFn)],
) -> Opened<'gc> {
    for (name, function) in functions {
        let last = name.rsplit('.').next().unwrap_or(name);
        field(ctx, table, last, ctx.native(name, *function))?;
    }
    Ok(())
}

/// Puts a value into a table.
pub(crate) fn field<'gc>(
    ctx: Context<'gc>,
    table: Table<'gc>,
    name: &str,
    value: impl Into<Value<'gc>>,
) -> Opened<'gc> {
    table.raw_set(ctx, ctx.string(name), value)
}
