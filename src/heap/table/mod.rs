//! Tables: an array part and chained hash nodes.
//!
//! The array part is indexed by the number itself (slot 0 serves the key 0), so that an index is one conversion and one
//! compare. Nodes are 24 bytes in a power-of-two block; a chain starts at the key's main position and goes on by index, so
//! a node's place is stable until the next rehash and an instruction can remember it as a hint. An empty table points at
//! one shared dummy node and needs no test for "no nodes".
//!
//! # Invariants
//! * A key is never nil, NaN, `-0` or a string that is not interned. A removed entry keeps its key until the collector
//!   turns it into a dead key; the chain stays intact and `next` still finds its way.
//! * Every store path tests [`TableData::is_read_only`]; every store of a value that is an object goes through a barrier on
//!   the table.
//! * The cached `__index` and the absence bits are valid only while `flags` say so; any store that may touch a name
//!   beginning with two underscores clears them.

use std::{cell::Cell, fmt, ptr};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{context::Context, value::Value};

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
    /// The cached value of `__index`, while `flags` has [`flag::INDEX_CACHED`].
    pub index_cache: Cell<Value<'gc>>,
    /// See [`flag`].
    pub flags: Cell<u16>,
    /// Array slots that lie inside the object itself.
    inline_slots: u16,
}

/// A table: a cheap handle.
#[derive(Copy, Clone)]
#[repr(transparent)]
pub struct Table<'gc>(pub(crate) Gc<'gc, TableData<'gc>>);

// SAFETY: traces the one object it points to.
unsafe impl<'gc> Collect<'gc> for Table<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        cc.trace_gc(Gc::erase(self.0));
    }
}

impl fmt::Debug for Table<'_> {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("table")
    }
}

impl PartialEq for Table<'_> {
    fn eq(&self, other: &Self) -> bool {
        ptr::eq(Gc::as_ptr(self.0), Gc::as_ptr(other.0))
    }
}

#[allow(unused_variables, missing_docs)]
impl<'gc> TableData<'gc> {
    pub const EMPTY: Self = Self {
        id: Cell::new(0),
        array_size: Cell::new(0),
        array: Cell::new(ptr::null_mut()),
        nodes: Cell::new(ptr::null_mut()),
        node_mask: Cell::new(0),
        last_free: Cell::new(0),
        metatable: Cell::new(None),
        index_cache: Cell::new(Value::NIL),
        flags: Cell::new(0),
        inline_slots: 0,
    };
    /// Charges a table that was made before there was a context.
    pub fn charge_first(&self, ctx: Context<'gc>) {}
    /// The node of a normalised key, or null.
    pub fn find(&self, ctx: Context<'gc>, key: Value<'gc>) -> *mut Node<'gc> {
        todo!()
    }
    /// The node of an interned string, or null.
    #[inline(always)]
    pub fn find_string(&self, key: Value<'gc>) -> *mut Node<'gc> {
        todo!()
    }
    /// The value under an integer key.
    pub fn get_integer(&self, ctx: Context<'gc>, key: i64) -> Value<'gc> {
        todo!()
    }
    pub fn is_read_only(&self) -> bool {
        todo!()
    }
}

#[allow(unused_variables, missing_docs)]
impl<'gc> Table<'gc> {
    pub fn with_capacity(ctx: Context<'gc>, array: usize, fields: usize) -> Self {
        todo!()
    }
    pub fn metatable(self) -> Option<Table<'gc>> {
        self.0.metatable.get()
    }
    pub fn set_metatable(self, ctx: Context<'gc>, metatable: Option<Table<'gc>>) {
        todo!()
    }
    pub fn raw_get(self, ctx: Context<'gc>, key: impl Into<Value<'gc>>) -> Value<'gc> {
        todo!()
    }
    /// Errors: "table index is nil", "table index is NaN", read-only.
    pub fn raw_set(
        self,
        ctx: Context<'gc>,
        key: impl Into<Value<'gc>>,
        value: impl Into<Value<'gc>>,
    ) -> Result<(), super::native::Thrown<'gc>> {
        todo!()
    }
    /// A border, as `#` gives it.
    pub fn raw_len(self) -> usize {
        todo!()
    }
    /// "invalid key to 'next'"
    pub fn next(
        self,
        ctx: Context<'gc>,
        key: Value<'gc>,
    ) -> Result<Option<(Value<'gc>, Value<'gc>)>, super::native::Thrown<'gc>> {
        todo!()
    }
    /// The first entry at or after a position, and the position after it.
    pub(crate) fn entry_from(self, position: u32) -> Option<(u32, Value<'gc>, Value<'gc>)> {
        todo!()
    }
    /// The position after a key, for [`Table::entry_from`]; nothing if the key is not there.
    pub(crate) fn position_after(self, ctx: Context<'gc>, key: Value<'gc>) -> Option<u32> {
        todo!()
    }
    /// The handler of an event in this table used as a metatable; nil if there is none.
    pub(crate) fn handler(self, ctx: Context<'gc>, event: super::context::Event) -> Value<'gc> {
        todo!()
    }
}

// SAFETY: placeholder
unsafe impl<'gc> Collect<'gc> for TableData<'gc> {}
#[allow(unused_variables, missing_docs)]
impl<'gc> Table<'gc> {
    pub fn raw_set_index(
        self,
        ctx: Context<'gc>,
        index: i64,
        value: Value<'gc>,
    ) -> Result<(), super::native::Thrown<'gc>> {
        todo!()
    }
    pub fn reserve_array(
        self,
        ctx: Context<'gc>,
        n: usize,
    ) -> Result<(), super::native::Thrown<'gc>> {
        todo!()
    }
}
#[allow(unused_variables, missing_docs)]
impl<'gc> TableData<'gc> {
    pub fn border(&self) -> usize {
        todo!()
    }
    pub fn index_handler(&self, ctx: Context<'gc>) -> Value<'gc> {
        todo!()
    }
    pub fn cached_index_table(&self) -> Option<&'gc TableData<'gc>> {
        todo!()
    }
}
