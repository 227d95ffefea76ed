//! The base library: what every script finds in its globals.
//!
//! What is a few lines long is here; conversions, errors, environments, loading and printing have their own files.

mod collect;
mod convert;
mod environment;
mod error;
mod input;
mod iterate;
pub(crate) mod load;
mod metatable;
mod print;
mod proxy;
mod raw;

use ferrous_core::heap::native::Intrinsic;

use crate::{open, package, prelude::*};

const FUNCTIONS: &[(&str, NativeFn)] = &[
    ("assert", error::assert),
    ("collectgarbage", collect::collectgarbage),
    ("error", error::error),
    ("gcinfo", collect::gcinfo),
    ("getfenv", environment::getfenv),
    ("getmetatable", metatable::getmetatable),
    ("load", load::load),
    ("loadstring", load::loadstring),
    ("newproxy", proxy::newproxy),
    ("rawequal", raw::rawequal),
    ("rawget", raw::rawget),
    ("rawset", raw::rawset),
    ("select", select),
    ("setfenv", environment::setfenv),
    ("setmetatable", metatable::setmetatable),
    ("tonumber", convert::tonumber),
    ("tostring", convert::tostring),
    ("unpack", unpack),
    ("xpcall", error::xpcall),
];

/// What reads files, and is therefore not for everybody.
const FILE_FUNCTIONS: &[(&str, NativeFn)] =
    &[("dofile", load::dofile), ("loadfile", load::loadfile)];

/// Opens what reads files.
pub(crate) fn open_files<'gc>(ctx: Context<'gc>) -> Result<'gc, ()> {
    open::fill(ctx, ctx.globals(), FILE_FUNCTIONS)
}

/// Opens the library.
pub(crate) fn open<'gc>(ctx: Context<'gc>) -> Result<'gc, ()> {
    let globals = ctx.globals();
    open::fill(ctx, globals, FUNCTIONS)?;
    open::field(ctx, globals, "_G", globals)?;
    open::field(ctx, package::loaded(ctx)?, "_G", globals)?;
    open::field(ctx, globals, "_VERSION", ctx.string(crate::VERSION))?;
    open::field(
        ctx,
        globals,
        "pcall",
        ctx.intrinsic("pcall", error::pcall, Intrinsic::Pcall),
    )?;
    iterate::open(ctx, globals)?;
    convert::open(ctx, globals)?;
    print::open(ctx, globals)
}

/// `select(n, ...)`: the arguments from the `n`th on, or their number for `"#"`.
fn select<'gc>(_: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let count = window.len();
    if let Some(word) = window.arg(1).as_string()
        && word.as_bytes().first() == Some(&b'#')
    {
        window.answer(Value::number((count - 1) as f64));
        return Ok(Action::Return);
    }
    let n = window.check_int(1)? as i64;
    let n = if n < 0 { n + count as i64 } else { n };
    if n < 1 {
        return Err(Thrown::argument(1, "index out of range"));
    }
    window.remove_front((n as usize).min(count));
    Ok(Action::Return)
}

/// `unpack(t [, i [, j]])`: the elements from `i` to `j`.
fn unpack<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let first = window.opt_int(2, 1)? as i64;
    let last = if window.is_none_or_nil(3) {
        table.raw_len() as i64
    } else {
        window.check_int(3)? as i64
    };
    if first > last {
        window.clear();
        return Ok(Action::Return);
    }
    let count = (last - first + 1) as usize;
    if let Some(room) = window.wants(count) {
        window.then(|ctx, window, _| unpack(ctx, window));
        return Ok(Action::Reserve(room));
    }
    window.clear();
    if !window.try_reserve(count) {
        return Err(Thrown::msg("too many results to unpack"));
    }
    ctx.pay(count as u64);
    for index in first..=last {
        window.push(table.raw_get(ctx, index as f64));
    }
    Ok(Action::Return)
}
