//! Where tables get their memory from and give it back, metered: the object, the array block, the node block.
//!
//! Everything is charged before it is allocated, old and new at once while something grows, and credited when it is freed.
//! Blocks are claimed: one that does not fit under the limit, or that the system does not give, is an error, and the table
//! is as it was. Hints only reserve up to [`MOST_HINTED_ITEMS`] and [`MOST_HINTED_FIELDS`], and nothing if that does not fit:
//! what is really put into a table grows it, so that a number in the program text cannot allocate much.

use std::{
    alloc::{self, Layout},
    cell::Cell,
    mem, ptr, slice,
};

use gc_arena::{Collect, Gc, collect::Trace};

use super::{NO_NODE, Node, Table, TableData};
use crate::{
    heap::{context::Context, value::Value},
    meter::memory::{OBJECT_HEADER, block, credit},
};

/// The most slots of an array part. With [`MOST_NODES`] it keeps a position of an iteration in 32 bits.
pub(super) const MOST_SLOTS: u32 = (1 << 30) + 1;
/// The most nodes.
pub(super) const MOST_NODES: u32 = 1 << 30;
/// The most array items that a hint reserves.
pub(super) const MOST_HINTED_ITEMS: usize = 1 << 16;
/// The most fields that a hint reserves.
pub(super) const MOST_HINTED_FIELDS: usize = 1 << 14;

/// A separate array block has at least this many slots, so that small arrays grow in place (1, 2 and 4 items).
const SMALLEST_BLOCK: u32 = 5;

/// The node of all tables without nodes. Its value is nil and nobody writes it.
struct NoNodes(Node<'static>);

// SAFETY: it is never written and holds no object.
unsafe impl Sync for NoNodes {}

static NO_NODES: NoNodes = NoNodes(Node::FREE);

/// The block of a table without nodes.
pub(super) const fn no_nodes<'gc>() -> *mut Node<'gc> {
    (&raw const NO_NODES.0).cast::<Node<'gc>>().cast_mut()
}

impl Node<'_> {
    /// A node never used.
    pub(super) const FREE: Self = Node {
        key: Value::NIL,
        value: Value::NIL,
        next: NO_NODE,
        hash: 0,
    };
}

/// A table with `N` array slots in the same object: the sized type that the arena allocates for a [`TableData`].
#[repr(C)]
struct SizedTable<'gc, const N: usize> {
    head: TableData<'gc>,
    slots: [Cell<Value<'gc>>; N],
}

// SAFETY: the head traces the slots that are in use.
unsafe impl<'gc, const N: usize> Collect<'gc> for SizedTable<'gc, N> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        self.head.trace(cc);
    }
}

impl<'gc> Table<'gc> {
    pub(super) fn allocate(ctx: Context<'gc>, array: usize, fields: usize) -> Self {
        let table = match array {
            0 => Self::sized::<0>(ctx),
            1..=2 => Self::sized::<3>(ctx),
            3..=4 => Self::sized::<5>(ctx),
            _ => Self::sized::<0>(ctx),
        };
        if array > 0 {
            table.take_hint(ctx, array.min(MOST_HINTED_ITEMS) as u32 + 1, 0);
        }
        if fields > 0 {
            let count = fields.min(MOST_HINTED_FIELDS).next_power_of_two();
            table.take_hint(ctx, table.0.array_size.get(), count as u32);
        }
        table
    }

    /// Reserves what a hint says, if that fits.
    fn take_hint(self, ctx: Context<'gc>, size: u32, nodes: u32) {
        let bytes = self.0.resize_bytes(size) + nodes_bytes(nodes);
        if !ctx.fits(bytes) {
            return;
        }
        ctx.charge(bytes);
        let is_done = match nodes {
            0 => self.resize_array(size),
            _ => allocate_nodes(nodes)
                .map(|block| self.0.install_nodes(block, nodes))
                .is_some(),
        };
        if !is_done {
            ctx.release(bytes);
        }
    }

    fn sized<const N: usize>(ctx: Context<'gc>) -> Self {
        ctx.charge(OBJECT_HEADER + mem::size_of::<SizedTable<'_, N>>());
        let head = TableData::with_inline_slots(N as u8);
        let table = Gc::new(
            ctx.mutation(),
            SizedTable {
                head,
                slots: [const { Cell::new(Value::NIL) }; N],
            },
        );
        // SAFETY: `repr(C)` puts the head at the object's address.
        Self(unsafe { Gc::cast(table) })
    }

    /// Takes over the array part of a table that has nothing inside its object, which is the larger one; that table gets the old
    /// block, if there is one.
    pub(super) fn take_array(self, other: &TableData<'gc>) {
        let table = self.0.as_ref();
        let size = other.array_size.get();
        if table.block_slots(size) == 0 {
            let array = self.inline_array();
            // SAFETY: the slots inside the object are as many, and the other table's are elsewhere.
            unsafe { ptr::copy_nonoverlapping(other.array.get(), array, size as usize) };
            table.array.set(array);
            table.array_size.set(size);
            return;
        }
        let has_block = table.block_slots(table.array_size.get()) > 0;
        table.array.swap(&other.array);
        table.array_size.swap(&other.array_size);
        if !has_block {
            other.array.set(ptr::null_mut());
            other.array_size.set(0);
        }
    }

    /// The slots inside the object.
    fn inline_array(self) -> *mut Value<'gc> {
        // The pointer comes from `Gc::as_ptr` and so covers the slots behind the head.
        Gc::as_ptr(self.0)
            .wrapping_add(1)
            .cast::<Value>()
            .cast_mut()
    }

    /// Gives the array part `size` slots, at most [`MOST_SLOTS`]. New ones are nil; what lies beyond is forgotten. The caller
    /// has charged [`TableData::resize_bytes`]. False: the system has no memory, and nothing has changed.
    #[must_use]
    pub(super) fn resize_array(self, size: u32) -> bool {
        let table = self.0.as_ref();
        let old_size = table.array_size.get();
        let (old_slots, slots) = (table.block_slots(old_size), table.block_slots(size));
        let old = table.array.get();
        let array = match (old_slots, slots) {
            (0, 0) => self.inline_array(),
            (old_slots, slots) if old_slots == slots => old,
            (0, slots) => match allocate(array_layout(slots)) {
                Some(block) => block.cast(),
                None => return false,
            },
            (_, 0) => self.inline_array(),
            (old_slots, slots) => match reallocate_array(old, old_slots, slots) {
                Some(block) => block,
                None => return false,
            },
        };
        // SAFETY: both arrays are valid for their sizes; they are the same, or one is inside the object and the other is not.
        unsafe {
            if (old_slots == 0) != (slots == 0) {
                ptr::copy_nonoverlapping(old, array, old_size.min(size) as usize);
            }
            for index in old_size..size {
                array.add(index as usize).write(Value::NIL);
            }
            if old_slots != 0 && slots == 0 {
                free_array(old, old_slots);
            }
        }
        table
            .array
            .set(if size == 0 { ptr::null_mut() } else { array });
        table.array_size.set(size);
        true
    }
}

impl<'gc> TableData<'gc> {
    /// Charges a table that was made before there was a context.
    pub fn charge_first(&self, ctx: Context<'gc>) {
        ctx.charge(OBJECT_HEADER + mem::size_of::<Self>());
    }

    /// The slots of the separate block that an array part of `size` slots has; 0 if it has none.
    pub(super) fn block_slots(&self, size: u32) -> u32 {
        if size <= u32::from(self.inline_slots) {
            0
        } else {
            size.max(SMALLEST_BLOCK)
        }
    }

    #[inline(always)]
    pub(super) fn has_nodes(&self) -> bool {
        !ptr::eq(self.nodes.get(), no_nodes())
    }

    /// The number of nodes that this table has.
    #[inline]
    pub(super) fn node_count(&self) -> u32 {
        if self.has_nodes() {
            self.node_mask.get() + 1
        } else {
            0
        }
    }

    /// Every node.
    pub(super) fn node_pointers(&self) -> impl Iterator<Item = *mut Node<'gc>> + use<'gc> {
        let nodes = self.nodes.get();
        (0..self.node_count() as usize).map(move |index| nodes.wrapping_add(index))
    }

    /// The array part. The caller must not hold it across a store.
    pub(super) fn array_slots(&self) -> &[Value<'gc>] {
        if self.array_size.get() == 0 {
            return &[];
        }
        // SAFETY: the array part has this many slots, and nobody writes it meanwhile.
        unsafe { slice::from_raw_parts(self.array.get(), self.array_size.get() as usize) }
    }

    /// The bytes that [`Table::resize_array`] allocates to give the array part `size` slots.
    pub(super) fn resize_bytes(&self, size: u32) -> usize {
        let slots = self.block_slots(size);
        match slots != 0 && slots != self.block_slots(self.array_size.get()) {
            true => array_bytes(slots),
            false => 0,
        }
    }

    /// Exchanges the nodes of two tables.
    pub(super) fn swap_nodes(&self, other: &Self) {
        self.nodes.swap(&other.nodes);
        self.node_mask.swap(&other.node_mask);
        self.last_free.swap(&other.last_free);
    }

    /// Puts a block of `count` free nodes in the place of the current one, which is not freed.
    pub(super) fn install_nodes(&self, nodes: *mut Node<'gc>, count: u32) {
        self.nodes.set(nodes);
        self.node_mask.set(count.saturating_sub(1));
        self.last_free.set(count);
    }
}

impl Drop for TableData<'_> {
    fn drop(&mut self) {
        let inline = usize::from(self.inline_slots) * mem::size_of::<Value<'_>>();
        credit(OBJECT_HEADER + mem::size_of::<Self>() + inline);
        let slots = self.block_slots(self.array_size.get());
        // SAFETY: the blocks are this table's own, of these sizes, and nobody uses them any more.
        unsafe {
            if slots != 0 {
                free_array(self.array.get(), slots);
            }
            if self.has_nodes() {
                free_nodes(self.nodes.get(), self.node_mask.get() + 1);
            }
        }
    }
}

fn array_layout(slots: u32) -> Layout {
    Layout::array::<Value<'_>>(slots as usize).expect("bounded by MOST_SLOTS")
}

fn nodes_layout(count: u32) -> Layout {
    Layout::array::<Node<'_>>(count as usize).expect("bounded by MOST_NODES")
}

/// What a block of so many nodes takes.
pub(super) fn nodes_bytes(count: u32) -> usize {
    match count {
        0 => 0,
        _ => block(nodes_layout(count).size()),
    }
}

/// What an array block of so many slots takes.
pub(super) fn array_bytes(slots: u32) -> usize {
    match slots {
        0 => 0,
        _ => block(array_layout(slots).size()),
    }
}

/// An array block with nothing in it yet, whose bytes the caller has charged.
pub(super) fn allocate_raw_array<'gc>(slots: u32) -> Option<*mut Value<'gc>> {
    allocate(array_layout(slots)).map(<*mut u8>::cast)
}

/// A node block with nothing in it yet, of at least one node; as [`allocate_nodes`].
pub(super) fn allocate_raw_nodes<'gc>(count: u32) -> Option<*mut Node<'gc>> {
    allocate(nodes_layout(count)).map(<*mut u8>::cast)
}

/// The one place where tables allocate. The layout is not empty. Nothing: the system has no memory.
fn allocate(layout: Layout) -> Option<*mut u8> {
    // SAFETY: the layout is not empty.
    let block = unsafe { alloc::alloc(layout) };
    (!block.is_null()).then_some(block)
}

/// A block of `count` free nodes (a power of two, at most [`MOST_NODES`], or 0), whose bytes the caller has charged.
pub(super) fn allocate_nodes<'gc>(count: u32) -> Option<*mut Node<'gc>> {
    if count == 0 {
        return Some(no_nodes());
    }
    let nodes = allocate_raw_nodes(count)?;
    for index in 0..count as usize {
        // SAFETY: the block has this many nodes.
        unsafe { nodes.add(index).write(Node::FREE) };
    }
    Some(nodes)
}

fn reallocate_array<'gc>(
    old: *mut Value<'gc>,
    old_slots: u32,
    slots: u32,
) -> Option<*mut Value<'gc>> {
    let (old_layout, layout) = (array_layout(old_slots), array_layout(slots));
    // SAFETY: the block was allocated with this layout, and the new size is not 0.
    let array = unsafe { alloc::realloc(old.cast(), old_layout, layout.size()) };
    if array.is_null() {
        return None;
    }
    credit(array_bytes(old_slots));
    Some(array.cast())
}

/// # Safety
/// The block must come from [`Table::resize_array`] with this size and not be used any more.
unsafe fn free_array(array: *mut Value<'_>, slots: u32) {
    credit(array_bytes(slots));
    // SAFETY: the caller's promise.
    unsafe { alloc::dealloc(array.cast(), array_layout(slots)) };
}

/// # Safety
/// The block must come from [`allocate_nodes`] with this count and not be used any more.
pub(super) unsafe fn free_nodes(nodes: *mut Node<'_>, count: u32) {
    credit(nodes_bytes(count));
    // SAFETY: the caller's promise.
    unsafe { alloc::dealloc(nodes.cast(), nodes_layout(count)) };
}
