//! Slots: values that the host holds from outside the arena.
//!
//! A slab in the root. The handles outside are counted; a dropped one only notes its slot in a queue that both sides
//! share, and the slot is freed when the interpreter next looks. Before a collection the free slots at the end are given
//! back, when they are most of the slab.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex},
};

use gc_arena::collect::{Collect, Trace};

use super::{context::Context, value::Value};
use crate::{meter::memory::credit, site::Site};

/// What a slot takes: its value, and a place in each of the two lists that it can be in.
const SLOT_BYTES: usize = size_of::<Value<'_>>() + 2 * size_of::<u32>();
/// Slabs up to this size stay as they are.
const SMALL: usize = 64;

/// Slots whose handles were dropped, shared between the handles and the interpreter.
pub(crate) type Dropped = Arc<Mutex<Vec<u32>>>;

/// The slab.
#[derive(Default)]
pub(crate) struct Slots<'gc> {
    values: RefCell<Vec<Value<'gc>>>,
    free: RefCell<Vec<u32>>,
    dropped: Dropped,
}

impl<'gc> Slots<'gc> {
    /// Puts a value into a slot.
    pub fn insert(&self, ctx: Context<'gc>, value: Value<'gc>) -> u32 {
        ctx.barrier_state(Site::StashInsert);
        self.reclaim();
        if let Some(slot) = self.free.borrow_mut().pop() {
            self.values.borrow_mut()[slot as usize] = value;
            return slot;
        }
        let mut values = self.values.borrow_mut();
        let before = values.capacity();
        values.push(value);
        ctx.charge((values.capacity() - before) * SLOT_BYTES);
        values.len() as u32 - 1
    }

    /// Frees the slots whose handles were dropped, and gives memory back if few are left.
    pub fn tidy(&self) {
        self.reclaim();
        let (mut values, mut free) = (self.values.borrow_mut(), self.free.borrow_mut());
        let before = values.capacity();
        if before <= SMALL || (values.len() - free.len()) * 4 > before {
            return;
        }
        let mut is_free = vec![false; values.len()];
        for slot in free.iter() {
            is_free[*slot as usize] = true;
        }
        let end = is_free
            .iter()
            .rposition(|free| !free)
            .map_or(0, |at| at + 1);
        free.retain(|slot| (*slot as usize) < end);
        free.shrink_to_fit();
        values.truncate(end);
        values.shrink_to((end * 2).max(SMALL));
        credit((before - values.capacity()) * SLOT_BYTES);
        self.dropped
            .lock()
            .unwrap_or_else(|poison| poison.into_inner())
            .shrink_to_fit();
    }

    /// The value in a slot that a live handle names.
    pub fn get(&self, slot: u32) -> Value<'gc> {
        self.values.borrow()[slot as usize]
    }

    /// Puts another value into a slot that a live handle names.
    pub fn replace(&self, ctx: Context<'gc>, slot: u32, value: Value<'gc>) {
        ctx.barrier_state(Site::StashReplace);
        self.values.borrow_mut()[slot as usize] = value;
    }

    /// Every value, for the verifier.
    pub fn held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        self.values.borrow().iter().for_each(|value| found(*value));
    }

    /// Frees the slots whose handles were dropped.
    pub fn reclaim(&self) {
        let mut dropped = self
            .dropped
            .lock()
            .unwrap_or_else(|poison| poison.into_inner());
        for slot in dropped.drain(..) {
            self.values.borrow_mut()[slot as usize] = Value::NIL;
            self.free.borrow_mut().push(slot);
        }
    }

    /// Whether handles that share this queue name slots of this slab.
    pub fn owns(&self, queue: &Dropped) -> bool {
        Arc::ptr_eq(&self.dropped, queue)
    }

    /// The queue for handles.
    pub fn dropped(&self) -> Dropped {
        self.dropped.clone()
    }
}

impl Drop for Slots<'_> {
    fn drop(&mut self) {
        credit(self.values.get_mut().capacity() * SLOT_BYTES);
    }
}

// SAFETY: traces every value.
unsafe impl<'gc> Collect<'gc> for Slots<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        for value in self.values.borrow().iter() {
            value.trace(cc);
        }
    }
}
