//! Tables: an array part and chained hash nodes.
//!
//! The array part is indexed by the number itself (slot 0 serves the key 0), so that an index is one conversion and one
//! compare. Nodes are 24 bytes in a power-of-two block; a chain starts at the key's main position and goes on by index, so
//! a node's place is stable until the next rehash and an instruction can remember it as a hint. An empty table points at
//! one shared node that is never written, and so needs no test for "no nodes".
//!
//! Tables of small constructors carry their array part inside the object: `{l, r}` is one allocation.
//!
//! PERF: ns for one operation through the handle, in loops of millions (release, one busy core): by index 1.1, by number
//! 3.0, by string 3.5 (store 5.6), by a number among the nodes 5.4, append with growth 8.7, `#` of 1,000 items 10 and of
//! 1,000,000 items 26, a step of `next` 7, an insertion with a removal 19 among few and 39 among 10,000 entries.
//!
//! # Invariants
//! * A key is never nil, NaN, `-0` or a string that is not interned. A removed entry keeps its key until the collector
//!   turns it into a dead key; the chain stays intact and `next` still finds its way (see `iterate`).
//! * An integer key below `array_size` is in the array part; what a node says of it is void.
//! * Every store path tests `is_locked`, behind which are `is_read_only` and a growth on its way; every store of an object goes through a barrier on the table.
//! * The cached `__index` (if it is not nil) and the absence bits are right: any store that may touch a name beginning with
//!   two underscores clears them.
//! * The array part is inside the object exactly if `array_size <= inline_slots`; `array` is null if `array_size` is 0.

mod growth;
mod insert;
mod iterate;
mod lookup;
mod meta;
mod rehash;
mod storage;
#[cfg(test)]
mod tests;
mod visit;
mod weak;

use std::{cell::Cell, fmt, ptr};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{context::Context, native::Thrown, value::Value};
pub(crate) use growth::{GrowingTable, Pace};
pub(crate) use meta::flag;
pub(crate) use visit::{ENTRIES_PER_OBJECT, LargeTables, count_visited};
pub(crate) use weak::WeakTables;

/// The end of a chain.
pub(crate) const NO_NODE: u32 = u32::MAX;

/// One entry of the hash part.
#[repr(C)]
pub(crate) struct Node<'gc> {
    /// The key: nil in a node never used.
    pub key: Value<'gc>,
    /// The value: nil in a removed entry.
    pub value: Value<'gc>,
    /// The next node of the chain, or [`NO_NODE`].
    pub next: u32,
    /// The key's hash, so that moving a node does not touch its key, and so that a dead key can still be recognised.
    hash: u32,
}

/// The object behind a [`Table`].
#[repr(C)]
pub(crate) struct TableData<'gc> {
    id: Cell<u32>,
    /// Slots in the array part, slot 0 included; 0 if there is none.
    pub array_size: Cell<u32>,
    /// The array part.
    pub array: Cell<*mut Value<'gc>>,
    /// The nodes; never null.
    pub nodes: Cell<*mut Node<'gc>>,
    /// The number of nodes minus one.
    pub node_mask: Cell<u32>,
    /// Where the search for a free node goes on, downwards.
    last_free: Cell<u32>,
    /// The metatable; stores need a barrier.
    pub metatable: Cell<Option<Table<'gc>>>,
    /// The value of `__index` if it is remembered, or nil.
    pub index_cache: Cell<Option<Table<'gc>>>,
    /// See [`flag`].
    pub flags: Cell<u16>,
    /// Array slots that lie inside the object itself.
    inline_slots: u8,
    /// How many rehashes leave the array part uncounted; see [`rehash`].
    patience: Cell<u8>,
    /// What the hashes of this table's numbers depend on; 0 before there is one among the nodes.
    seed: Cell<u32>,
}

/// A table: a cheap handle.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct Table<'gc>(pub(crate) Gc<'gc, TableData<'gc>>);

impl<'gc> TableData<'gc> {
    /// An empty table, not shared but written out where it is used. It has to be charged with [`TableData::charge_first`].
    #[allow(clippy::declare_interior_mutable_const)]
    pub const EMPTY: Self = Self::with_inline_slots(0);

    const fn with_inline_slots(inline_slots: u8) -> Self {
        Self {
            id: Cell::new(0),
            array_size: Cell::new(0),
            array: Cell::new(ptr::null_mut()),
            nodes: Cell::new(storage::no_nodes()),
            node_mask: Cell::new(0),
            last_free: Cell::new(0),
            metatable: Cell::new(None),
            index_cache: Cell::new(None),
            flags: Cell::new(0),
            inline_slots,
            patience: Cell::new(0),
            seed: Cell::new(0),
        }
    }
}

impl<'gc> Table<'gc> {
    /// An empty table with room for array items and other fields, as far as the hints are sensible.
    pub fn with_capacity(ctx: Context<'gc>, array: usize, fields: usize) -> Self {
        Self::allocate(ctx, array, fields)
    }

    /// The value under a key, without metamethods.
    #[inline]
    pub fn raw_get(self, ctx: Context<'gc>, key: impl Into<Value<'gc>>) -> Value<'gc> {
        self.0.get(ctx, key.into())
    }

    /// The value under an integer key, without metamethods.
    #[inline]
    pub fn raw_get_index(self, ctx: Context<'gc>, key: i64) -> Value<'gc> {
        self.0.get_integer(ctx, key)
    }

    /// Sets the value under a key, without metamethods. Errors: the key is nil or NaN, the table is read-only, or it cannot
    /// grow any further.
    #[inline]
    pub fn raw_set(
        self,
        ctx: Context<'gc>,
        key: impl Into<Value<'gc>>,
        value: impl Into<Value<'gc>>,
    ) -> Result<(), Thrown<'gc>> {
        self.store(ctx, key.into(), value.into(), Pace::Whole)
    }

    /// The same for natives that can be called again: making a large table larger takes so long that it may end, when the fuel
    /// is spent, with an error that asks for another try ([`Thrown::refused`]). Nothing has changed then.
    #[inline]
    pub fn raw_set_in_pieces(
        self,
        ctx: Context<'gc>,
        key: impl Into<Value<'gc>>,
        value: impl Into<Value<'gc>>,
    ) -> Result<(), Thrown<'gc>> {
        self.store(ctx, key.into(), value.into(), Pace::Pieces)
    }

    /// Sets the value under an integer key, without metamethods. Errors as [`Table::raw_set`].
    #[inline]
    pub fn raw_set_index(
        self,
        ctx: Context<'gc>,
        key: i64,
        value: impl Into<Value<'gc>>,
    ) -> Result<(), Thrown<'gc>> {
        self.store(ctx, Value::number(key as f64), value.into(), Pace::Whole)
    }

    /// A border, as `#` gives it without metamethods.
    #[inline]
    pub fn raw_len(self) -> usize {
        self.0.border()
    }
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("table")
    }
}

impl PartialEq for Table<'_> {
    fn eq(&self, other: &Self) -> bool {
        Gc::ptr_eq(self.0, other.0)
    }
}

impl Eq for Table<'_> {}

// SAFETY: traces the one object it points to.
unsafe impl<'gc> Collect<'gc> for Table<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        cc.trace_gc(Gc::erase(self.0));
    }
}

// SAFETY: traces every value, every key that has one, the metatable and the cache. A key without a value is not traced, but
// turned into a dead key in the same visit, so that nobody can reach what it held. What is left out because it is weak is
// cleared before it can be freed (see `weak`), what is left out of a large table is visited later (see `visit`); the cache of a table with weak values holds nothing but one of them.
unsafe impl<'gc> Collect<'gc> for TableData<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.metatable.get().trace(cc);
        let weak = self.note_weakness();
        let (weak_keys, weak_values) = (weak & flag::WEAK_KEYS != 0, weak & flag::WEAK_VALUES != 0);
        let mut trace = |value: Value<'gc>, is_weak: bool| match is_weak {
            false => value.trace(cc),
            true => weak::trace_weakly(value, cc),
        };
        let slots = self.array_slots();
        let part = self.next_part();
        let (start, end) = (part.start.min(slots.len()), part.end.min(slots.len()));
        for value in &slots[start..end] {
            trace(*value, weak_values);
        }
        for index in part.start - start..part.end - end {
            let node = self.nodes.get().wrapping_add(index);
            // SAFETY: it is a node of this table, and nobody else looks at it now.
            let node = unsafe { &mut *node };
            if node.value.is_nil() {
                self.bury(node);
            } else {
                trace(node.key, weak_keys);
                trace(node.value, weak_values);
            }
        }
        if !weak_values {
            self.index_cache.get().trace(cc);
        }
    }
}
