//! Growing in pieces: what a large table needs to become larger takes longer than a host may have to wait.
//!
//! Four million entries take a third of a second to move. So the new storage of a large table is built beside the old one,
//! piece by piece, and takes its place when it is complete; until then the table is as it was. An instruction that needs
//! the room has done nothing yet, and neither has a native that asks for it with [`Table::raw_set_in_pieces`]: when the fuel
//! is spent, or another thread asks for a stop, they are left and begin again later, find the growth on its way, and go on
//! with it. Whoever cannot begin again waits for the end of it.
//!
//! The new storage is a table of its own that no script has seen (`fresh`), so that entries are placed in it as in any other,
//! and so that dropping it frees whichever storage it has: the new one if the growth was given up, else the old one.
//!
//! There is one growth at a time. Two runs that make two tables grow in turns would take it from each other for ever; so
//! whoever finds another table's growth, which is thrown away, makes its own in one go.
//!
//! # Invariants
//! * While a table is growing it is locked: every store takes the slow path, and the first one that changes anything ends the
//!   growth ([`TableData::touch`]), because entries that were copied already would be out of date. So does a collection that
//!   clears entries of a weak table.
//! * What is in the new storage is in the old one, too, until they change places: the collector visits the old one only.
//! * A growth keeps nothing alive: whoever goes on with it holds the table. If nobody does it ends when the table dies.
//! * Fuel is paid piece by piece, and the pieces are always the same: what it costs does not depend on where it was left.

use std::cell::RefCell;

use gc_arena::{Finalization, Gc};

use super::{Node, Table, TableData, flag, lookup, storage};
use crate::heap::{context::Context, native::Thrown, value::Value};

/// Whether a store may be left in the middle of making the table larger.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(crate) enum Pace {
    /// It may not.
    Whole,
    /// It may: whoever stores will try again.
    Pieces,
}

/// The new size of a table: slots of the array part, and nodes if they are to be made anew.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub(super) struct Plan {
    pub size: u32,
    pub nodes: Option<u32>,
}

/// Slots and nodes, old and new together, from which on a table grows in pieces; debug builds grow small ones so, too.
const LARGE: u32 = if cfg!(debug_assertions) {
    1 << 7
} else {
    1 << 17
};
/// Nodes that are moved between two looks at the fuel: up to 3 ms, if the caches hold none of them.
const NODES: u32 = if cfg!(debug_assertions) {
    1 << 5
} else {
    1 << 14
};
/// Array slots that are.
const ITEMS: u32 = if cfg!(debug_assertions) {
    1 << 5
} else {
    1 << 16
};
/// New nodes up to which moving one is cheap. Of 4,000,000 each takes 150 ns, because the caches do not hold them.
const CACHED_NODES: u32 = 1 << 20;

/// After so many cycles of the collector nobody will go on with a growth. (There may be three between two slices.)
const IDLE_CYCLES: u8 = 4;

/// What is done one after the other. Each counts up from 0 to the number of its slots or nodes.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
enum Stage {
    /// The items that stay are copied to the larger array part.
    Items,
    /// The rest of it is made nil.
    Room,
    /// The new nodes are made free.
    Nodes,
    /// The items that have no slot any more become entries of nodes.
    Overflow,
    /// The entries of nodes are moved, the last one first.
    Entries,
}

/// A growth on its way.
struct Growth<'gc> {
    table: Table<'gc>,
    plan: Plan,
    fresh: Box<TableData<'gc>>,
    stage: Stage,
    at: u32,
    /// How often the collector has begun to sweep since it went on.
    idle: u8,
}

/// The growth that is on its way in a `Lua`, if there is one.
#[derive(Default)]
pub(crate) struct GrowingTable<'gc>(RefCell<Option<Growth<'gc>>>);

impl<'gc> GrowingTable<'gc> {
    /// At the start of a sweep: frees the new storage if the table has died or nobody goes on with it.
    pub fn end_cycle(&self, finalization: &Finalization<'gc>) {
        let mut growth = self.0.borrow_mut();
        if let Some(growth) = &mut *growth {
            growth.idle += 1;
        }
        let is_dead = |growth: &Growth<'gc>| Gc::is_dead(finalization, growth.table.0);
        if let Some(left) = growth.take_if(|growth| growth.is_left() || is_dead(growth)) {
            left.abandon();
        }
    }

    /// The table, for the verifier.
    pub fn held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        if let Some(growth) = &*self.0.borrow() {
            found(growth.table.into());
        }
    }

    /// A run has ended that may have left its growth behind.
    pub fn give_up(&self) {
        if let Some(growth) = self.0.take() {
            growth.abandon();
        }
    }
}

impl<'gc> Table<'gc> {
    /// Gives the table its new size, by and by if it is large. Errors: there is no memory; or the caller, which has done
    /// nothing yet, has to try again.
    pub(super) fn grow(
        self,
        ctx: Context<'gc>,
        plan: Plan,
        mut pace: Pace,
    ) -> Result<(), Thrown<'gc>> {
        let mut slot = ctx.state().growing.0.borrow_mut();
        if let Some(other) = slot.take_if(|growth| growth.table != self) {
            if !other.is_left() {
                pace = Pace::Whole;
            }
            other.abandon();
        }
        if !self.0.is_growing() {
            *slot = None;
            let growth = Growth::begin(ctx, self, plan)?;
            *slot = Some(growth);
            self.0.set_growing(true);
        }
        drop(slot);
        self.go_on_growing(ctx, pace)
    }

    /// Goes on with the growth of this table.
    pub(super) fn go_on_growing(self, ctx: Context<'gc>, pace: Pace) -> Result<(), Thrown<'gc>> {
        let mut slot = ctx.state().growing.0.borrow_mut();
        let growth = slot
            .as_mut()
            .expect("a table is growing while there is a growth for it");
        growth.idle = 0;
        while growth.go_on(ctx) {
            let may_leave = pace == Pace::Pieces && ctx.state().watch.get() == 0;
            if may_leave && (!ctx.pay(0) || ctx.is_interrupted()) {
                return Err(ctx.try_again());
            }
        }
        if let Some(growth) = slot.take() {
            growth.finish(ctx);
        }
        Ok(())
    }

    /// Whether a table of its size grows in pieces.
    pub(super) fn is_large(self, plan: Plan) -> bool {
        let (size, nodes) = (self.0.array_size.get(), self.0.node_count());
        let array = if plan.size == size {
            0
        } else {
            size.max(plan.size)
        };
        let nodes = plan.nodes.map_or(0, |count| count + nodes);
        array + nodes >= LARGE
    }
}

impl<'gc> Growth<'gc> {
    /// Claims the new storage and makes room for it.
    fn begin(ctx: Context<'gc>, table: Table<'gc>, plan: Plan) -> Result<Self, Thrown<'gc>> {
        let fresh = Box::new(TableData::EMPTY);
        fresh.charge_first(ctx);
        let growth = Self {
            table,
            plan,
            fresh,
            stage: Stage::Items,
            at: 0,
            idle: 0,
        };
        let slots = if growth.enlarges() { plan.size } else { 0 };
        growth
            .fresh
            .take_blocks(ctx, slots, plan.nodes.unwrap_or(0))?;
        if growth.is_overflowing() {
            // The first of its numbers among the nodes gives a table its seed.
            table.hash_plain(ctx, Value::number(0.0));
            growth.fresh.seed.set(table.0.seed.get());
        }
        Ok(growth)
    }

    /// Whether the array part becomes larger.
    fn enlarges(&self) -> bool {
        self.plan.size > self.table.0.array_size.get()
    }

    /// Whether it becomes smaller.
    fn is_overflowing(&self) -> bool {
        self.plan.size < self.table.0.array_size.get()
    }

    /// How many slots or nodes a stage has to do with.
    fn length(&self, stage: Stage) -> u32 {
        let (size, nodes) = (self.table.0.array_size.get(), self.table.0.node_count());
        match stage {
            Stage::Items if self.enlarges() => size,
            Stage::Room if self.enlarges() => self.plan.size - size,
            Stage::Items | Stage::Room => 0,
            Stage::Nodes => self.plan.nodes.unwrap_or(0),
            Stage::Overflow => size.saturating_sub(self.plan.size),
            Stage::Entries => self.plan.nodes.map_or(0, |_| nodes),
        }
    }

    /// Does a piece and pays for it. False: all is done.
    fn go_on(&mut self, ctx: Context<'gc>) -> bool {
        let length = self.length(self.stage);
        if self.at == length {
            self.at = 0;
            self.stage = match self.stage {
                Stage::Items => Stage::Room,
                Stage::Room => Stage::Nodes,
                Stage::Nodes => Stage::Overflow,
                Stage::Overflow => Stage::Entries,
                Stage::Entries => return false,
            };
            return true;
        }
        let most = match self.stage {
            Stage::Items | Stage::Room => ITEMS,
            _ => NODES,
        };
        let (from, to) = (self.at, length.min(self.at.saturating_add(most)));
        self.at = to;
        let done = u64::from(to - from);
        let far = match self.plan.nodes {
            Some(count) if count > CACHED_NODES => 2,
            _ => 1,
        };
        // SAFETY: the stages stay inside the old and the new storage, and nobody else changes either: the table is locked.
        unsafe {
            match self.stage {
                Stage::Items => self.copy_items(from, to),
                Stage::Room => self.clear_items(from, to),
                Stage::Nodes => self.clear_nodes(from, to),
                Stage::Overflow => self.move_items(ctx, from, to),
                Stage::Entries => self.move_entries(from, to),
            }
        }
        ctx.pay(match self.stage {
            Stage::Items | Stage::Room => done / 4,
            Stage::Nodes => done * far / 4,
            Stage::Overflow | Stage::Entries => done * far / 2,
        });
        true
    }

    /// # Safety
    /// As [`Growth::go_on`] says, for these slots of the old array part.
    unsafe fn copy_items(&self, from: u32, to: u32) {
        let (from, to) = (from as usize, to as usize);
        let (old, new) = (self.table.0.array.get(), self.fresh.array.get());
        // SAFETY: the caller's promise; the new array part is the larger one.
        unsafe {
            old.add(from)
                .copy_to_nonoverlapping(new.add(from), to - from)
        };
    }

    /// # Safety
    /// As [`Growth::go_on`] says, for these slots behind the old array part.
    unsafe fn clear_items(&self, from: u32, to: u32) {
        let first = self.table.0.array_size.get();
        for index in first + from..first + to {
            // SAFETY: the caller's promise.
            unsafe { self.fresh.array.get().add(index as usize).write(Value::NIL) };
        }
    }

    /// # Safety
    /// As [`Growth::go_on`] says, for these new nodes.
    unsafe fn clear_nodes(&self, from: u32, to: u32) {
        for index in from..to {
            // SAFETY: the caller's promise.
            unsafe { self.fresh.nodes.get().add(index as usize).write(Node::FREE) };
        }
    }

    /// # Safety
    /// As [`Growth::go_on`] says, for these slots behind the new array part.
    unsafe fn move_items(&self, ctx: Context<'gc>, from: u32, to: u32) {
        for index in self.plan.size + from..self.plan.size + to {
            // SAFETY: the caller's promise.
            let value = unsafe { *self.table.0.array.get().add(index as usize) };
            if !value.is_nil() {
                let key = Value::number(f64::from(index));
                let hash = self.table.hash_plain(ctx, key);
                self.fresh.place_again(key, hash, value);
            }
        }
    }

    /// # Safety
    /// As [`Growth::go_on`] says, for these old nodes, counted from the last one.
    unsafe fn move_entries(&self, from: u32, to: u32) {
        let count = self.table.0.node_count();
        for index in (count - to..count - from).rev() {
            // SAFETY: the caller's promise.
            let node = unsafe { &*self.table.0.nodes.get().add(index as usize) };
            if node.value.is_nil() {
                continue;
            }
            let slot = lookup::index_of(node.key.float());
            if slot < self.plan.size {
                // SAFETY: the index is inside the new array part, which is larger than the old one: else no node had it.
                unsafe { *self.fresh.array.get().add(slot as usize) = node.value };
            } else {
                self.fresh.place_again(node.key, node.hash, node.value);
            }
        }
    }

    /// Puts the new storage in the place of the old one, which is freed.
    fn finish(self, ctx: Context<'gc>) {
        let table = self.table.0.as_ref();
        let old_size = table.array_size.get();
        table.set_growing(false);
        if self.plan.nodes.is_some() {
            table.swap_nodes(&self.fresh);
            table.flags.update(|flags| flags & !flag::HAS_DEAD_KEYS);
        }
        if self.enlarges() {
            self.table.take_array(&self.fresh);
            if self.plan.nodes.is_none() {
                self.table.take_from_nodes(ctx, old_size);
            }
        } else if self.is_overflowing() {
            self.table.shrink_array(ctx, self.plan.size);
        }
        self.table.has_moved(ctx);
    }

    /// Whether nobody goes on with it, because the table has changed or nobody has for long.
    fn is_left(&self) -> bool {
        !self.table.0.is_growing() || self.idle >= IDLE_CYCLES
    }

    /// Ends it, whatever was done. (Dropping it does not: when a `Lua` is dropped, its table may be gone already.)
    fn abandon(self) {
        self.table.0.set_growing(false);
    }
}

impl<'gc> TableData<'gc> {
    /// Whether a growth of this table is on its way, and what it has copied is right.
    #[inline]
    pub(super) fn is_growing(&self) -> bool {
        self.flags.get() & flag::GROWING != 0
    }

    fn set_growing(&self, growing: bool) {
        let others = self.flags.get() & !flag::GROWING;
        self.set_flags(others | if growing { flag::GROWING } else { 0 });
    }

    /// Before anything changes that a growth may have copied already: there is no growth any more.
    #[inline(always)]
    pub(super) fn touch(&self) {
        if self.is_growing() {
            self.set_growing(false);
        }
    }

    /// New blocks for a table that has none: claimed, but with nothing in them yet.
    fn take_blocks(&self, ctx: Context<'gc>, size: u32, nodes: u32) -> Result<(), Thrown<'gc>> {
        let slots = self.block_slots(size);
        let bytes = storage::array_bytes(slots) + storage::nodes_bytes(nodes);
        ctx.claim(bytes)?;
        // What is there is freed and credited with the table; the rest is given back here.
        let mut missing = bytes;
        if nodes > 0
            && let Some(block) = storage::allocate_raw_nodes(nodes)
        {
            self.install_nodes(block, nodes);
            missing -= storage::nodes_bytes(nodes);
        }
        if slots > 0
            && let Some(block) = storage::allocate_raw_array(slots)
        {
            self.array.set(block);
            self.array_size.set(size);
            missing -= storage::array_bytes(slots);
        }
        if missing > 0 {
            ctx.release(missing);
            return Err(ctx.out_of_memory());
        }
        Ok(())
    }
}
