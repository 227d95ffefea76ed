//! Slots: values that the host holds from outside the arena.
//!
//! A slab in the root. The handles outside are counted; a dropped one only notes its slot in a queue that both sides
//! share, and the slot is freed when the interpreter next looks.

use std::{
    cell::RefCell,
    sync::{Arc, Mutex},
};

use gc_arena::collect::{Collect, Trace};

use super::{context::Context, value::Value};

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
        ctx.barrier_state();
        self.reclaim();
        if let Some(slot) = self.free.borrow_mut().pop() {
            self.values.borrow_mut()[slot as usize] = value;
            return slot;
        }
        let mut values = self.values.borrow_mut();
        let before = values.capacity();
        values.push(value);
        ctx.charge((values.capacity() - before) * size_of::<Value<'_>>());
        values.len() as u32 - 1
    }

    /// The value in a slot that a live handle names.
    pub fn get(&self, slot: u32) -> Value<'gc> {
        self.values.borrow()[slot as usize]
    }

    /// Puts another value into a slot that a live handle names.
    pub fn replace(&self, ctx: Context<'gc>, slot: u32, value: Value<'gc>) {
        ctx.barrier_state();
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

    /// Bytes that were charged for the slab.
    #[cfg(test)]
    pub fn bytes(&self) -> usize {
        self.values.borrow().capacity() * size_of::<Value<'_>>()
    }

    /// The queue for handles.
    pub fn dropped(&self) -> Dropped {
        self.dropped.clone()
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
