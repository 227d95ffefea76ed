//! `next`, `pairs` and `ipairs`.
//!
//! The machine runs both iterators by itself in a generic `for` (they are intrinsics); the functions here serve whoever
//! calls them. `pairs` and `ipairs` answer the iterators they were opened with, whatever the globals have become since.

use ferrous_core::heap::native::Intrinsic;

use crate::{open, prelude::*};

/// Opens this part of the library.
pub(super) fn open<'gc>(ctx: Context<'gc>, globals: Table<'gc>) -> Result<'gc, ()> {
    let next = ctx.intrinsic("next", next, Intrinsic::Next);
    let step = ctx.intrinsic("ipairs_step", ipairs_step, Intrinsic::IpairsStep);
    open::field(ctx, globals, "next", next)?;
    // Another function of the same kind: in 5.1 it is not the one that scripts see.
    let next = ctx.intrinsic("next", self::next, Intrinsic::Next);
    open::field(
        ctx,
        globals,
        "pairs",
        ctx.native_with("pairs", Pairs { next }),
    )?;
    open::field(
        ctx,
        globals,
        "ipairs",
        ctx.native_with("ipairs", Ipairs { step }),
    )
}

/// `next(table [, key])`: the entry after `key`, or nil.
fn next<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let table = window.check_table(1)?;
    let key = window.arg(2);
    match table.next(ctx, key).map_err(Thrown::without_position)? {
        Some((key, value)) => {
            window.answer(key);
            window.push(value);
        }
        None => window.answer(Value::NIL),
    }
    Ok(Action::Return)
}

/// The iterator of `ipairs`: the element after an index, or nothing at the first nil.
fn ipairs_step<'gc>(ctx: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
    let index = Value::number((window.check_int(2)?.wrapping_add(1)) as f64);
    let table = window.check_table(1)?;
    let element = table.raw_get(ctx, index);
    window.clear();
    if !element.is_nil() {
        window.push(index);
        window.push(element);
    }
    Ok(Action::Return)
}

#[derive(Collect)]
#[collect(no_drop)]
struct Pairs<'gc> {
    next: Function<'gc>,
}

impl<'gc> Body<'gc> for Pairs<'gc> {
    fn call(&self, _: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let table = window.check_table(1)?;
        window.answer(self.next.into());
        window.push(table.into());
        window.push(Value::NIL);
        Ok(Action::Return)
    }
}

#[derive(Collect)]
#[collect(no_drop)]
struct Ipairs<'gc> {
    step: Function<'gc>,
}

impl<'gc> Body<'gc> for Ipairs<'gc> {
    fn call(&self, _: Context<'gc>, window: &mut Window<'gc, '_>) -> Outcome<'gc> {
        let table = window.check_table(1)?;
        window.answer(self.step.into());
        window.push(table.into());
        window.push(Value::number(0.0));
        Ok(Action::Return)
    }
}
