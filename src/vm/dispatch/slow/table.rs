//! Tables: lookups that the hint did not serve, handlers, and construction.

use super::{Next, OBJECT_COST, again, constant, into_a, register, set_register, slow_bodies};
use crate::{
    bytecode::instruction::OPEN,
    heap::{
        context::Context,
        table::{Node, Pace, Table},
        value::Value,
    },
    vm::{
        call::Step,
        meta::{self, FINISH},
    },
};

/// What setting one item of a constructor costs.
const ITEMS_PER_FUEL: u64 = 8;
/// Items that are set between two looks at the fuel; they cost a whole number of units.
const PIECE: usize = 64 << 10;

/// Writes a node's number into the hint of the running instruction, `shift` bits up.
pub(super) fn patch(ctx: Context<'_>, slot: usize, shift: u32) {
    if slot <= u16::MAX as usize {
        // SAFETY: the running instruction is the one before `pc`, in a buffer that belongs to the machine.
        unsafe {
            let word = ctx.state().pc.get().sub(1).cast_mut();
            (*word).0 = (*word).0 & !(0xFFFF << shift) | (slot as u64) << shift;
        }
    }
}

/// The bits above which a `KH` operand keeps its hint.
const FIELD_HINT: u32 = 48;

/// A field of a table or of what its chain of `__index` tables leads to; the hint learns where it was found.
fn field<'gc>(ctx: Context<'gc>, object: Value<'gc>, key: Value<'gc>) -> Option<Value<'gc>> {
    let mut table = object.as_table()?;
    for _ in 0..meta::CHAIN_LIMIT {
        if let Some(value) = table
            .0
            .found_string(key, |slot| patch(ctx, slot, FIELD_HINT))
        {
            return Some(value);
        }
        table = table.metatable()?.0.index_handler(ctx).as_table()?;
        ctx.pay(meta::LINK_COST);
    }
    None
}

/// `object[key] = value`; `hint` says where the running instruction keeps a hint for the key.
pub(super) fn assign<'gc>(
    ctx: Context<'gc>,
    object: Value<'gc>,
    key: Value<'gc>,
    value: Value<'gc>,
    hint: Option<u32>,
) -> Next<'gc> {
    if let Some((handler, object)) = meta::set_index(ctx, object, key, value, Pace::Pieces)? {
        return meta::call_handler(ctx, handler, &[object, key, value], FINISH);
    }
    if let (Some(shift), Some(table)) = (hint, object.table_data()) {
        table.found_string(key, |slot| patch(ctx, slot, shift));
    }
    Ok(Step::Run)
}

fn set_list<'gc>(
    ctx: Context<'gc>,
    table: Table<'gc>,
    from: usize,
    count: usize,
    start: usize,
    are_last: bool,
) -> Next<'gc> {
    if are_last {
        table.reserve_items_exactly(ctx, start + count, Pace::Pieces)?;
    } else {
        table.reserve_items(ctx, start + count, Pace::Pieces)?;
    }
    // From the end: what is left of open values when the machine leaves is open still, and the instruction runs again.
    let mut left = count;
    while left > 0 {
        let size = left.min(PIECE);
        ctx.pay(size as u64 / ITEMS_PER_FUEL);
        for index in left - size..left {
            table.raw_set_index(ctx, (start + index + 1) as i64, register(ctx, from + index))?;
        }
        left -= size;
        if left > 0 && ctx.state().fuel.get() < 0 {
            let first = ctx.state().base.get().wrapping_add(from);
            ctx.state().top.set(first.wrapping_add(left));
            return Ok(again(ctx));
        }
    }
    Ok(Step::Run)
}

slow_bodies! {
    GETFIELD(ctx, i) {
        let (object, key) = (register(ctx, i.b()), constant(ctx, i.kh()));
        if let Some(value) = field(ctx, object, key) {
            set_register(ctx, i.a(), value);
            return Ok(Step::Run);
        }
        into_a(ctx, i, meta::index(ctx, object, key)?)
    }
    SETFIELD(ctx, i) {
        let (object, key, value) = (register(ctx, i.a()), constant(ctx, i.kh()), register(ctx, i.b()));
        assign(ctx, object, key, value, Some(FIELD_HINT))
    }
    GETINDEX(ctx, i) { into_a(ctx, i, meta::index(ctx, register(ctx, i.b()), register(ctx, i.c()))?) }
    SETINDEX(ctx, i) {
        assign(ctx, register(ctx, i.a()), register(ctx, i.b()), register(ctx, i.c()), None)
    }
    GETINDEXI(ctx, i) { into_a(ctx, i, meta::index(ctx, register(ctx, i.b()), Value::number(i.c() as f64))?) }
    SETINDEXI(ctx, i) {
        assign(ctx, register(ctx, i.a()), Value::number(i.c() as f64), register(ctx, i.b()), None)
    }
    SELF(ctx, i) {
        let (object, key) = (register(ctx, i.b()), constant(ctx, i.kh()));
        let start = match object.is_table() {
            true => object,
            false => ctx.metatable(object).map_or(Value::NIL, |metatable| metatable.0.index_handler(ctx)),
        };
        if let Some(value) = field(ctx, start, key) {
            set_register(ctx, i.a() + 1, object);
            set_register(ctx, i.a(), value);
            return Ok(Step::Run);
        }
        let outcome = meta::index(ctx, object, key)?;
        set_register(ctx, i.a() + 1, object);
        into_a(ctx, i, outcome)
    }
    NEWTABLE(ctx, i) {
        ctx.pay(OBJECT_COST);
        set_register(ctx, i.a(), Table::with_capacity(ctx, i.b(), i.c()).into());
        Ok(Step::Run)
    }
    SETLIST(ctx, i) {
        // A debugger may have put something else in the place of the constructor's table.
        let Some(table) = register(ctx, i.a()).as_table() else {
            return Ok(Step::Run);
        };
        let from = i.a() + 1;
        let is_open = i.b() == OPEN as usize;
        let count = if is_open { open_count(ctx, from) } else { i.b() };
        set_list(ctx, table, from, count, i.c(), is_open)
    }
}

/// How many open values there are from a register on.
pub(crate) fn open_count(ctx: Context<'_>, from: usize) -> usize {
    let first = ctx.state().base.get().wrapping_add(from);
    (ctx.state().top.get().addr() - first.addr()) / size_of::<Value<'_>>()
}

impl<'gc> crate::heap::table::TableData<'gc> {
    /// The value under an interned string, if it is not nil; `learn` is told the node's number.
    #[inline]
    pub(crate) fn found_string(
        &self,
        key: Value<'gc>,
        learn: impl FnOnce(usize),
    ) -> Option<Value<'gc>> {
        let node = self.find_string(key);
        if node.is_null() {
            return None;
        }
        // SAFETY: a node that was found is inside the block.
        let value = unsafe { (*node).value };
        if value.is_nil() {
            return None;
        }
        learn((node.addr() - self.nodes.get().addr()) / size_of::<Node<'_>>());
        Some(value)
    }
}
