//! The base library: what every script finds in its globals.
//!
//! What is a few lines long is here; conversions, errors, environments, loading and printing have their own files.

mod collect;
mod compile;
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

use crate::{cost::VALUES, open, package, prelude::*};

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
fn select<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
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
    let first = (n as usize).min(count);
    if count - first > VALUES {
        return begin(ctx, window, Select { first, moved: 0 });
    }
    window.remove_front(first);
    Ok(Action::Return)
}

/// A `select` of very many arguments, so many of which have moved to the front.
#[derive(Collect)]
#[collect(require_static)]
struct Select {
    first: usize,
    moved: usize,
}

impl<'gc> Resume<'gc> for Select {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let count = window.len() - self.first;
        while self.moved < count {
            let end = count.min(self.moved + VALUES);
            let piece = end - self.moved;
            for index in self.moved..end {
                window.set(index, window.get(index + self.first));
            }
            self.moved = end;
            if !ctx.pay(cost::copy(piece * size_of::<Value>())) {
                return Ok(Action::Pause);
            }
        }
        window.resize(count);
        Ok(Action::Return)
    }
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
    if count > VALUES {
        let unpacking = Unpack {
            table,
            next: first,
            last,
        };
        return begin(ctx, window, unpacking);
    }
    ctx.pay(count as u64);
    for index in first..=last {
        window.push(table.raw_get(ctx, index as f64));
    }
    Ok(Action::Return)
}

/// An `unpack` of very many elements. Those before `next` are in the window, which has room for all.
#[derive(Collect)]
#[collect(no_drop)]
struct Unpack<'gc> {
    table: Table<'gc>,
    next: i64,
    last: i64,
}

impl<'gc> Resume<'gc> for Unpack<'gc> {
    fn resume(&mut self, ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        while self.next <= self.last {
            let end = self.last.min(self.next + VALUES as i64 - 1);
            for index in self.next..=end {
                window.push(self.table.raw_get(ctx, index as f64));
            }
            let piece = (end + 1 - self.next) as u64;
            self.next = end + 1;
            if !ctx.pay(piece) {
                return Ok(Action::Pause);
            }
        }
        Ok(Action::Return)
    }

    fn room(&self) -> usize {
        (self.last + 1 - self.next) as usize
    }
}
