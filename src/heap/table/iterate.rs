//! Going through a table, for `next` and `pairs`.
//!
//! A position is a number: first the array part's indexes from 1 on, then `array_size` for slot 0, then the nodes from
//! `array_size + 1` on. Position 0 is the start as well as 1 is. Setting existing fields, to nil too, moves nothing, so
//! positions stay valid in a traversal as Lua allows it.
//!
//! The collector does not keep removed keys alive: a node whose value is nil gets a dead key. The node's hash remains, which
//! for objects is their identity. By it a traversal that holds the removed key still finds its way, and an insertion finds the node
//! again; no address is compared, so an object that is born where a dead one was is never taken for it.

use std::ptr;

use super::{NO_NODE, Node, Table, TableData, flag, lookup};
use crate::{
    heap::{context::Context, native::Thrown, value::Value},
    site::{Site, present},
};

/// Where a traversal of a whole table begins.
const FIRST_POSITION: u32 = 1;
/// Positions that cost one unit of fuel to skip.
const HOLES_PER_FUEL: u32 = 16;

impl<'gc> Table<'gc> {
    /// The entry after `key` in a traversal; the first one after nil, nothing after the last one. Errors: the key is not
    /// there.
    pub fn next(
        self,
        ctx: Context<'gc>,
        key: Value<'gc>,
    ) -> Result<Option<(Value<'gc>, Value<'gc>)>, Thrown<'gc>> {
        let Some(position) = self.position_after(ctx, key) else {
            return Err(Thrown::msg("invalid key to 'next'"));
        };
        let entry = self.entry_from_paying(ctx, position);
        Ok(entry.map(|(_, key, value)| (key, value)))
    }

    /// The first entry at or after a position, and the position after it. It does not pay for the holes it skips.
    #[inline]
    pub(crate) fn entry_from(self, position: u32) -> Option<(u32, Value<'gc>, Value<'gc>)> {
        let table = self.0.as_ref();
        let size = table.array_size.get();
        let mut at = position.max(FIRST_POSITION);
        while at <= size {
            let index = if at < size { at } else { 0 };
            // SAFETY: the index is inside the array part.
            let value = unsafe { *table.array.get().add(index as usize) };
            at += 1;
            if !value.is_nil() {
                return Some((at, Value::number(f64::from(index)), value));
            }
        }
        let first_node = size + 1;
        while at - first_node <= table.node_mask.get() {
            // SAFETY: the node is inside the block (the shared node is empty, and so never an entry).
            let node = unsafe { &*table.nodes.get().add((at - first_node) as usize) };
            at += 1;
            if !node.value.is_nil() {
                return Some((at, node.key, node.value));
            }
        }
        None
    }

    /// The key of the entry before a position: the one that a traversal has visited last. Nil at the start, and if that entry
    /// is gone.
    pub(crate) fn key_before(self, position: u32) -> Value<'gc> {
        let table = self.0.as_ref();
        let size = table.array_size.get();
        let Some(at) = position.checked_sub(1).filter(|at| *at >= FIRST_POSITION) else {
            return Value::NIL;
        };
        if at <= size {
            return Value::number(f64::from(if at < size { at } else { 0 }));
        }
        let index = at - size - 1;
        if index > table.node_mask.get() {
            return Value::NIL;
        }
        // SAFETY: the node is inside the block.
        let key = unsafe { (*table.nodes.get().add(index as usize)).key };
        if key.is_dead() { Value::NIL } else { key }
    }

    /// As [`Table::entry_from`], and pays for the holes it skips.
    #[inline]
    pub(crate) fn entry_from_paying(
        self,
        ctx: Context<'gc>,
        position: u32,
    ) -> Option<(u32, Value<'gc>, Value<'gc>)> {
        let entry = self.entry_from(position);
        let end = match entry {
            Some((next, ..)) => next,
            None => self.0.array_size.get() + self.0.node_mask.get() + 2,
        };
        let skipped = end.saturating_sub(position);
        if skipped > HOLES_PER_FUEL {
            ctx.pay(u64::from(skipped / HOLES_PER_FUEL));
        }
        entry
    }

    /// The position after a key, for [`Table::entry_from`]; nothing if the key is not there. After nil comes the start.
    pub(crate) fn position_after(self, ctx: Context<'gc>, key: Value<'gc>) -> Option<u32> {
        if key.is_nil() {
            return Some(FIRST_POSITION);
        }
        let table = self.0.as_ref();
        let size = table.array_size.get();
        match lookup::index_of(key.float()) {
            0 if size > 0 => return Some(size + 1),
            index if index < size => return Some(index + 1),
            _ => {}
        }
        let key = match key.as_string() {
            Some(string) => string.known_key(ctx)?.into(),
            None => lookup::normalised(key),
        };
        let mut node = table.find(ctx, key);
        if node.is_null() && key.is_gc() {
            node = table.find_dead(key.object_word().get());
        }
        if node.is_null() {
            return None;
        }
        let index = (node.addr() - table.nodes.get().addr()) / size_of::<Node<'_>>();
        Some(size + 1 + index as u32 + 1)
    }
}

impl<'gc> TableData<'gc> {
    /// Every entry, for the verifier.
    pub fn entries(&self, found: &mut impl FnMut(Value<'gc>, Value<'gc>)) {
        for value in self.array_slots() {
            found(Value::NIL, *value);
        }
        for node in self.node_pointers() {
            // SAFETY: it is a node of this table.
            let node = unsafe { &*node };
            if !node.value.is_nil() {
                found(node.key, node.value);
            }
        }
    }

    /// Makes the key of a removed entry a dead one, if it is an object.
    pub(super) fn bury(&self, node: &mut Node<'gc>) {
        if node.key.is_gc() && present(Site::Bury) {
            node.key = Value::DEAD;
            self.flags.update(|flags| flags | flag::HAS_DEAD_KEYS);
        }
    }

    /// The node whose key was an object with this hash before it died, or null.
    pub(super) fn find_dead(&self, hash: u32) -> *mut Node<'gc> {
        let mut at = hash & self.node_mask.get();
        while at != NO_NODE {
            // SAFETY: the mask and every link stay inside the node block.
            let node = unsafe { self.nodes.get().add(at as usize) };
            // SAFETY: as above; nodes are always initialised.
            unsafe {
                if (*node).key.is_dead() && (*node).hash == hash {
                    return node;
                }
                at = (*node).next;
            }
        }
        ptr::null_mut()
    }
}
