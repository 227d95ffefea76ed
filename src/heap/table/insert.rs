//! Storing: into a slot that is there, into a free node, or into a table that has to grow first.
//!
//! Nodes are placed with Brent's variation of chained scatter tables, as in PUC-Lua: a key is in its main position unless
//! that is held by a key that is in its own. A guest there has to move. A main position whose entry was removed is taken
//! over in place, and its link stays, because other chains may lead through it.

use gc_arena::Gc;

use super::{NO_NODE, Node, Pace, Table, TableData, flag, lookup};
use crate::{
    heap::{
        context::Context,
        native::Thrown,
        string::{LuaString, hash_bytes},
        value::Value,
    },
    site::{Site, present},
};

/// Tables with more entries are not visited again because of a store.
const VISITED_AGAIN: u32 = if cfg!(debug_assertions) {
    1 << 5
} else {
    1 << 10
};

impl<'gc> Table<'gc> {
    /// Sets the value under any key.
    pub(crate) fn store(
        self,
        ctx: Context<'gc>,
        key: Value<'gc>,
        value: Value<'gc>,
        pace: Pace,
    ) -> Result<(), Thrown<'gc>> {
        let table = self.0.as_ref();
        if table.is_read_only() {
            return Err(read_only());
        }
        if let Some(slot) = table.slot(key) {
            table.touch();
            self.barrier(ctx, Site::TableSlot, value);
            // SAFETY: it is a slot of this table.
            unsafe { *slot = value };
            return Ok(());
        }
        match key.as_string() {
            Some(string) => self.store_string(ctx, string, value, pace),
            None => self.store_other(ctx, storable(key)?, value, pace),
        }
    }

    /// Sets the value under a normalised key that is no string and has no slot.
    fn store_other(
        self,
        ctx: Context<'gc>,
        key: Value<'gc>,
        value: Value<'gc>,
        pace: Pace,
    ) -> Result<(), Thrown<'gc>> {
        let node = self.0.find(ctx, key);
        if !node.is_null() {
            self.overwrite(ctx, node, value);
            return Ok(());
        }
        if value.is_nil() || self.append(ctx, key, value, pace)? {
            return Ok(());
        }
        if self.0.would_regroup(key) {
            self.rehash(ctx, key, pace)?;
            if let Some(slot) = self.0.slot(key) {
                self.barrier(ctx, Site::TableSlot, value);
                // SAFETY: it is a slot of this table.
                unsafe { *slot = value };
                return Ok(());
            }
        }
        let hash = if key.is_gc() {
            ctx.identity(key)
        } else {
            self.hash_plain(ctx, key)
        };
        self.insert(ctx, key, hash, value, pace)
    }

    fn store_string(
        self,
        ctx: Context<'gc>,
        string: LuaString<'gc>,
        value: Value<'gc>,
        pace: Pace,
    ) -> Result<(), Thrown<'gc>> {
        let table = self.0.as_ref();
        table.forget_handlers();
        let known = string.known_key(ctx);
        if let Some(known) = known {
            let node = table.find_string(known.into());
            if !node.is_null() {
                self.overwrite(ctx, node, value);
                return Ok(());
            }
        }
        if value.is_nil() {
            return Ok(());
        }
        let key = known.unwrap_or_else(|| string.to_key(ctx));
        self.insert(ctx, key.into(), key.0.hash(), value, pace)
    }

    fn overwrite(self, ctx: Context<'gc>, node: *mut Node<'gc>, value: Value<'gc>) {
        self.0.touch();
        self.barrier(ctx, Site::TableNode, value);
        // SAFETY: it is a node of this table, and not the shared one, because that has no key.
        unsafe { (*node).value = value };
    }

    /// Adds a normalised key that no node has.
    fn insert(
        self,
        ctx: Context<'gc>,
        key: Value<'gc>,
        hash: u32,
        value: Value<'gc>,
        pace: Pace,
    ) -> Result<(), Thrown<'gc>> {
        let table = self.0.as_ref();
        self.barrier(ctx, Site::TableKey, key);
        self.barrier(ctx, Site::TableValue, value);
        loop {
            // While the table is growing, nothing had found room in it.
            let may_fit = !table.is_growing();
            self.keep_moving(ctx, hash);
            if may_fit && (table.revive(key, hash, value) || table.place(key, hash, value)) {
                return Ok(());
            }
            self.rehash(ctx, key, pace)?;
            if let Some(slot) = table.slot(key) {
                // SAFETY: it is a slot of this table.
                unsafe { *slot = value };
                return Ok(());
            }
        }
    }

    /// The hash of a key that is no object, for an insertion: the first one gives the table its seed.
    ///
    /// Each table has a seed of its own, so that what a script learns from the order of one table's numbers tells it nothing
    /// of another's.
    pub(super) fn hash_plain(self, ctx: Context<'gc>, key: Value<'gc>) -> u32 {
        let table = self.0.as_ref();
        if table.seed.get() == 0 {
            let identity = ctx.identity(self.into());
            let seed = hash_bytes(ctx.seed(), &identity.to_le_bytes());
            table.seed.set(seed);
        }
        lookup::hash_bits(table.seed.get(), key.bits())
    }

    /// The barrier of a store of `value` into this table.
    #[inline(always)]
    pub(super) fn barrier(self, ctx: Context<'gc>, site: Site, value: Value<'gc>) {
        if ctx.state().marking.get() && value.is_gc() {
            self.barrier_while_marking(ctx, site, value);
        }
    }

    /// A small table is visited again, as a whole. Of a large one only what is stored is marked: else a program that fills a
    /// table of a million entries would have all of it visited again in every step of the collector.
    fn barrier_while_marking(self, ctx: Context<'gc>, site: Site, value: Value<'gc>) {
        let table = Gc::erase(self.0);
        let is_large = self.0.flags.get() & flag::LARGE != 0;
        let entries = self.0.array_size.get() + self.0.node_mask.get();
        match value.as_object() {
            Some(object) if is_large || entries > VISITED_AGAIN => {
                if present(site) {
                    let holder = (!is_large).then_some(table);
                    ctx.mutation().forward_barrier(holder, object);
                }
            }
            _ => ctx.barrier(site, table),
        }
    }
}

impl<'gc> Node<'gc> {
    /// Puts a new string and its value into a node.
    ///
    /// # Safety
    /// The node is a string's main position in a table that [takes fields](TableData::takes_fields), and was never used; the
    /// string is interned.
    #[inline(always)]
    pub unsafe fn occupy(node: *mut Self, key: Value<'gc>, value: Value<'gc>) {
        // SAFETY: the caller's promise.
        unsafe {
            (*node).key = key;
            (*node).value = value;
            (*node).hash = key.string_unchecked().hash();
        }
    }
}

impl<'gc> TableData<'gc> {
    /// Whether a new string whose main position was never used may simply be put there: the table has nodes (of which the
    /// shared one is none), nothing is to be asked or forgotten first, and nobody forbids it.
    #[inline(always)]
    pub fn takes_fields(&self) -> bool {
        self.last_free.get() != 0
            && self.metatable.get().is_none()
            && self.index_cache.get().is_none()
            && self.flags.get() & (flag::ABSENT | flag::LOCKED) == 0
    }

    /// Puts a new key into a node. False: there is none for it.
    pub(super) fn place(&self, key: Value<'gc>, hash: u32, value: Value<'gc>) -> bool {
        if !self.has_nodes() {
            return false;
        }
        let nodes = self.nodes.get();
        let main_index = hash & self.node_mask.get();
        // SAFETY: the mask, the links and the free node's index stay inside the node block, which is this table's own.
        unsafe {
            let main = nodes.add(main_index as usize);
            if (*main).value.is_nil() {
                (*main).key = key;
                (*main).value = value;
                (*main).hash = hash;
                return true;
            }
            let Some(free_index) = self.free_node() else {
                return false;
            };
            let free = nodes.add(free_index as usize);
            let home = nodes.add(((*main).hash & self.node_mask.get()) as usize);
            if home == main {
                *free = Node {
                    key,
                    value,
                    next: (*main).next,
                    hash,
                };
                (*main).next = free_index;
            } else {
                let mut previous = home;
                while (*previous).next != main_index {
                    previous = nodes.add((*previous).next as usize);
                }
                (*previous).next = free_index;
                free.copy_from_nonoverlapping(main, 1);
                *main = Node {
                    key,
                    value,
                    next: NO_NODE,
                    hash,
                };
            }
        }
        true
    }

    /// A node that was never used since the last rehash.
    fn free_node(&self) -> Option<u32> {
        let mut index = self.last_free.get();
        while index > 0 {
            index -= 1;
            // SAFETY: the index is inside the node block.
            if unsafe { (*self.nodes.get().add(index as usize)).key.is_nil() } {
                self.last_free.set(index);
                return Some(index);
            }
        }
        self.last_free.set(0);
        None
    }

    /// Gives a dead key its life back, if it is this one: so that what a program pays does not depend on whether the collector
    /// has seen the removed entry.
    fn revive(&self, key: Value<'gc>, hash: u32, value: Value<'gc>) -> bool {
        if self.flags.get() & flag::HAS_DEAD_KEYS == 0 || !key.is_gc() {
            return false;
        }
        let node = self.find_dead(hash);
        if node.is_null() {
            return false;
        }
        // SAFETY: it is a node of this table; the shared one has no dead key.
        unsafe {
            (*node).key = key;
            (*node).value = value;
        }
        true
    }
}

/// A key that is no string as a table may have it.
fn storable<'gc>(key: Value<'gc>) -> Result<Value<'gc>, Thrown<'gc>> {
    if key.is_nil() {
        return Err(Thrown::msg("table index is nil"));
    }
    if key.is_number() && key.float().is_nan() {
        return Err(Thrown::msg("table index is NaN"));
    }
    Ok(lookup::normalised(key))
}

/// The error of every store into a read-only table.
#[cold]
pub(super) fn read_only<'gc>() -> Thrown<'gc> {
    Thrown::msg("attempt to modify a read-only table")
}
