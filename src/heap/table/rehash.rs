//! Growing and shrinking: how many slots the array part gets, and how many nodes there are.
//!
//! As in PUC-Lua the array part is the largest power of two of which more than half is in use, and the decision is made
//! when there is no free node for a new key. What differs keeps every pattern of use amortised:
//! * An append to a full array part doubles it at once, without a look at the nodes' census.
//! * A count of the array part that changed nothing is not repeated until nodes in the order of its slots have been
//!   rehashed (`patience`), nor is the search for the hole that kept it from doubling (`HAS_HOLES`).
//! * If entries were removed since the last rehash, a quarter of the new nodes stays free, so that insertions and removals
//!   that keep their balance do not rehash every time.
//!
//! Rehashing pays fuel for the nodes and slots that it touches. A large table is rebuilt in pieces (see `growth`).

use super::{
    Node, Pace, Table, TableData, flag,
    growth::Plan,
    lookup,
    storage::{self, MOST_NODES, MOST_SLOTS},
};
use crate::{
    heap::{context::Context, native::Thrown, value::Value},
    site::Site,
};

/// The first node block that is not asked for by a hint.
const FIRST_NODES: u32 = 4;

/// Integer keys, counted by size: entry `n` counts those above 2^(n-1), up to 2^n.
#[derive(Default)]
struct Census {
    counts: [u32; Self::CLASSES],
    total: u32,
}

impl Census {
    const CLASSES: usize = 31;

    fn count(&mut self, key: Value<'_>) {
        let index = lookup::index_of(key.float());
        if index.wrapping_sub(1) < MOST_SLOTS - 1 {
            self.counts[Self::class(index)] += 1;
            self.total += 1;
        }
    }

    fn count_items(&mut self, slots: &[Value<'_>]) {
        let mut from = 1;
        while from < slots.len() {
            let class = Self::class(from as u32);
            let to = ((1 << class) + 1).min(slots.len());
            let used = slots[from..to].iter().filter(|v| !v.is_nil()).count() as u32;
            self.counts[class] += used;
            self.total += used;
            from = to;
        }
    }

    fn class(index: u32) -> usize {
        (u32::BITS - (index - 1).leading_zeros()) as usize
    }

    /// The largest power of two of which more than half would be in use.
    fn best_items(&self) -> u32 {
        let (mut best, mut sum) = (0, 0);
        for (class, count) in self.counts.iter().enumerate() {
            let items = 1 << class;
            if self.total <= items / 2 {
                break;
            }
            sum += count;
            if *count > 0 && sum > items / 2 {
                best = items;
            }
        }
        best
    }

    /// The keys up to `items`, which is a power of two or 0.
    fn within(&self, items: u32) -> u32 {
        match items {
            0 => 0,
            _ => self.counts[..=Self::class(items)].iter().sum(),
        }
    }
}

/// Array slots up to which [`TableData::would_regroup`] looks.
const REGROUPED_SLOTS: u32 = 64;

impl<'gc> TableData<'gc> {
    /// Whether PUC-Lua would move items into the array part now, though there are free nodes.
    ///
    /// Its node blocks begin with one node and double, so it takes a census before the second and the third entry. Ours
    /// begin with four. Programs see the difference: `t[1], t[3], t[4] = ...` has the length 4 there, and much that collects
    /// arguments with nil among them, and then unpacks them, is written without knowing.
    #[inline]
    pub(super) fn would_regroup(&self, key: Value<'gc>) -> bool {
        self.node_count() == FIRST_NODES
            && self.array_size.get() <= REGROUPED_SLOTS
            && !self.is_growing()
            && lookup::index_of(key.float()).wrapping_sub(1) < 4 * REGROUPED_SLOTS
            && self.is_worth_regrouping(key)
    }

    fn is_worth_regrouping(&self, key: Value<'gc>) -> bool {
        let mut census = Census::default();
        let mut used = 0;
        for node in self.node_pointers() {
            // SAFETY: it is a node of this table.
            let node = unsafe { &*node };
            if !node.value.is_nil() {
                used += 1;
                census.count(node.key);
            }
        }
        if !(1..=2).contains(&used) {
            return false;
        }
        census.count(key);
        census.count_items(self.array_slots());
        census.best_items() > self.array_size.get().saturating_sub(1)
    }
}

impl<'gc> Table<'gc> {
    /// Adds an entry if it is the one behind the array part and that is full. False: it is for the nodes.
    pub(super) fn append(
        self,
        ctx: Context<'gc>,
        key: Value<'gc>,
        value: Value<'gc>,
        pace: Pace,
    ) -> Result<bool, Thrown<'gc>> {
        let table = self.0.as_ref();
        let index = lookup::index_of(key.float());
        if index != table.array_size.get().max(1) || index >= MOST_SLOTS - 1 {
            return Ok(false);
        }
        if table.flags.get() & flag::HAS_HOLES != 0 {
            return Ok(false);
        }
        let items = table.array_slots().get(1..).unwrap_or_default();
        if !table.is_growing() && items.iter().rev().any(|item| item.is_nil()) {
            ctx.pay(items.len() as u64 / 16);
            table.flags.update(|flags| flags | flag::HAS_HOLES);
            return Ok(false);
        }
        let size = index.next_power_of_two() + 1;
        self.grow_array(ctx, size, pace)?;
        let Some(slot) = table.slot(key) else {
            // Another growth was on its way.
            return Ok(false);
        };
        self.barrier(ctx, Site::TableAppend, value);
        // SAFETY: it is a slot of this table.
        unsafe { *slot = value };
        Ok(true)
    }

    /// Gives the array part room for `items` items that will be stored next. Errors: there is no memory for so many.
    pub fn reserve_array(self, ctx: Context<'gc>, items: usize) -> Result<(), Thrown<'gc>> {
        self.reserve_items(ctx, items, Pace::Whole)
    }

    /// The same, perhaps in several tries.
    pub(crate) fn reserve_items(
        self,
        ctx: Context<'gc>,
        items: usize,
        pace: Pace,
    ) -> Result<(), Thrown<'gc>> {
        // Many small reservations must not move everything each time.
        let old_size = self.0.array_size.get() as usize;
        let grows_little = items >= old_size && items / 2 < old_size;
        let items = if grows_little {
            items.next_power_of_two()
        } else {
            items
        };
        self.reserve_items_exactly(ctx, items, pace)
    }

    /// The same without any room for more: these are all the items there will be, and nil may be among them. The array part
    /// then ends with them, as in PUC-Lua, and so does the search for the table's length.
    pub(crate) fn reserve_items_exactly(
        self,
        ctx: Context<'gc>,
        items: usize,
        pace: Pace,
    ) -> Result<(), Thrown<'gc>> {
        if items >= MOST_SLOTS as usize {
            return Err(ctx.out_of_memory());
        }
        let old_size = self.0.array_size.get();
        let size = items as u32 + 1;
        if items == 0 || size <= old_size {
            return Ok(());
        }
        self.grow_array(ctx, size, pace)
    }

    /// Enlarges the array part and moves there what nodes hold for it. (If another growth was on its way, that is over then
    /// instead.)
    fn grow_array(self, ctx: Context<'gc>, size: u32, pace: Pace) -> Result<(), Thrown<'gc>> {
        let table = self.0.as_ref();
        let old_size = table.array_size.get();
        let plan = Plan { size, nodes: None };
        if table.is_growing() || self.is_large(plan) {
            return self.grow(ctx, plan, pace);
        }
        let bytes = table.resize_bytes(size);
        ctx.claim(bytes)?;
        if !self.resize_array(size) {
            ctx.release(bytes);
            return Err(ctx.out_of_memory());
        }
        ctx.pay(u64::from(size) / 16);
        self.take_from_nodes(ctx, old_size);
        self.has_moved(ctx);
        Ok(())
    }

    /// Moves what nodes hold for the slots of the array part from `old_size` on.
    pub(super) fn take_from_nodes(self, ctx: Context<'gc>, old_size: u32) {
        let table = self.0.as_ref();
        let gained = old_size..table.array_size.get();
        if table.node_count() <= gained.end - gained.start {
            ctx.pay(u64::from(table.node_count()) / 8);
            for node in table.node_pointers() {
                // SAFETY: it is a node of this table.
                let index = lookup::index_of(unsafe { (*node).key.float() });
                if gained.contains(&index) {
                    table.take_over(node, index);
                }
            }
            return;
        }
        ctx.pay(u64::from(gained.end - gained.start) / 8);
        for index in gained {
            let node = table.find_plain(Value::number(f64::from(index)));
            if !node.is_null() {
                table.take_over(node, index);
            }
        }
    }

    /// Makes room for one more key, which no node has.
    pub(super) fn rehash(
        self,
        ctx: Context<'gc>,
        key: Value<'gc>,
        pace: Pace,
    ) -> Result<(), Thrown<'gc>> {
        let table = self.0.as_ref();
        if table.is_growing() {
            return self.go_on_growing(ctx, pace);
        }
        let old_count = table.node_count();
        let old_size = table.array_size.get();
        let mut census = Census::default();
        let mut live = 1;
        census.count(key);
        for node in table.node_pointers() {
            // SAFETY: it is a node of this table.
            let node = unsafe { &*node };
            if !node.value.is_nil() {
                live += 1;
                census.count(node.key);
            }
        }
        let size = self.choose_size(ctx, &mut census, &mut live);
        let count = if live == 0 {
            0
        } else if live > old_count {
            live.next_power_of_two().max(FIRST_NODES)
        } else {
            (live + live / 3).next_power_of_two().max(FIRST_NODES)
        };
        if count > MOST_NODES || size > MOST_SLOTS {
            return Err(ctx.out_of_memory());
        }
        let plan = Plan {
            size,
            nodes: Some(count),
        };
        if self.is_large(plan) {
            return self.grow(ctx, plan, pace);
        }
        self.rebuild(ctx, size, count)?;
        let nodes = old_count / 2 + count / 4;
        ctx.pay(u64::from(nodes + size.abs_diff(old_size) / 32) + 1);
        Ok(())
    }

    /// The new size of the array part. `live` counts the keys that nodes hold, and is made to count those that they will.
    fn choose_size(self, ctx: Context<'gc>, census: &mut Census, live: &mut u32) -> u32 {
        let table = self.0.as_ref();
        let size = table.array_size.get();
        let outside = census.total;
        let patience = table.patience.get();
        if patience > 0 && table.node_count() < size / 4 {
            table.patience.set(patience - 1);
            return size;
        }
        if size == 0 && outside == 0 {
            return 0;
        }
        ctx.pay(u64::from(size) / 16);
        table.flags.update(|flags| flags & !flag::HAS_HOLES);
        census.count_items(table.array_slots());
        let items = size.saturating_sub(1);
        let best = census.best_items();
        let grows = best > items && outside > 0;
        let shrinks = best <= items / 2;
        if !grows && !shrinks {
            let rehashes = size / (4 * table.node_count().max(1));
            table.patience.set(rehashes.min(255) as u8);
            return size;
        }
        table.patience.set(0);
        let zero = if size > 0 {
            table.array_slots()[0]
        } else {
            Value::NIL
        };
        let keys_in_nodes = *live - outside + census.total - census.within(best);
        *live = keys_in_nodes + u32::from(best == 0 && !zero.is_nil());
        if best == 0 { 0 } else { best + 1 }
    }

    /// Gives the table an array part of `size` slots and `count` nodes, and puts every entry where it belongs. All memory is
    /// there before anything changes.
    fn rebuild(self, ctx: Context<'gc>, size: u32, count: u32) -> Result<(), Thrown<'gc>> {
        let table = self.0.as_ref();
        let (old_nodes, old_count) = (table.nodes.get(), table.node_count());
        let bytes = table.resize_bytes(size) + storage::nodes_bytes(count);
        ctx.claim(bytes)?;
        let Some(nodes) = storage::allocate_nodes(count) else {
            ctx.release(bytes);
            return Err(ctx.out_of_memory());
        };
        if size > table.array_size.get() && !self.resize_array(size) {
            // SAFETY: the block was just made and nobody knows it.
            unsafe { storage::free_nodes(nodes, count) };
            ctx.release(table.resize_bytes(size));
            return Err(ctx.out_of_memory());
        }
        table.install_nodes(nodes, count);
        table.flags.update(|flags| flags & !flag::HAS_DEAD_KEYS);
        for index in size..table.array_size.get() {
            let value = table.array_slots()[index as usize];
            if !value.is_nil() {
                let key = Value::number(f64::from(index));
                table.place_again(key, self.hash_plain(ctx, key), value);
            }
        }
        if size < table.array_size.get() {
            self.resize_down(size);
        }
        for index in (0..old_count as usize).rev() {
            // SAFETY: the old block has this many nodes.
            let node = unsafe { &*old_nodes.add(index) };
            if node.value.is_nil() {
                continue;
            }
            let index = lookup::index_of(node.key.float());
            if index < size {
                // SAFETY: the index is inside the array part.
                unsafe { *table.array.get().add(index as usize) = node.value };
            } else {
                table.place_again(node.key, node.hash, node.value);
            }
        }
        if old_count > 0 {
            // SAFETY: the block was this table's own until `install_nodes` took its place.
            unsafe { storage::free_nodes(old_nodes, old_count) };
        }
        self.has_moved(ctx);
        Ok(())
    }

    /// Gives the array part fewer slots, at the end of a growth. What does not fit under the limit now is less than what goes.
    pub(super) fn shrink_array(self, ctx: Context<'gc>, size: u32) {
        ctx.charge(self.0.resize_bytes(size));
        self.resize_down(size);
    }

    /// The same when it was charged.
    fn resize_down(self, size: u32) {
        // A part of a block that is there: the system has no reason to refuse.
        assert!(self.resize_array(size), "no memory for a smaller block");
    }
}

impl<'gc> TableData<'gc> {
    /// Moves a node's value to the array part.
    fn take_over(&self, node: *mut Node<'gc>, index: u32) {
        // SAFETY: it is a node of this table that holds a key, and the index is inside the array part.
        unsafe {
            *self.array.get().add(index as usize) = (*node).value;
            (*node).value = Value::NIL;
        }
    }

    pub(super) fn place_again(&self, key: Value<'gc>, hash: u32, value: Value<'gc>) {
        let placed = self.place(key, hash, value);
        debug_assert!(placed, "there are as many nodes as were counted");
    }
}
