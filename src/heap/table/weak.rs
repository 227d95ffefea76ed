//! Weak tables: entries that do not keep their key, their value or both alive.
//!
//! While the collector marks, `trace` looks up `__mode` in the metatable of every table that it visits. A table that has one
//! lists itself and leaves its weak halves out; the atomic step goes through the list and clears the entries whose
//! object has died. What is cleared thus depends on what was left out when the table was visited, and on nothing that a
//! program does afterwards: a table that changes its metatable is barriered and visited again, one whose metatable
//! changes its `__mode` in place follows in the next cycle.
//!
//! What Lua 5.1 says, and programs rely on:
//! * Strings are values: they are kept alive, whichever half they are in.
//! * A weak key does not let go of its value (there are no ephemerons): `t[k] = k` in a table of weak keys lives forever.
//! * Userdata whose finalizer is about to run, or has run, are gone as values, but stay as keys until they are really dead.
//!   (They are gone as values of a table that has weak keys only, too: that is what the reference implementation does.)
//!
//! `trace` is handed nothing but the tracer, so the list and the name `__mode` are in a thread-local while an arena marks:
//! [`WeakTables::lend`] and [`WeakTables::take_back`] frame every stretch of marking. Marking runs no code of scripts or
//! hosts, so arenas never share it.
//!
//! # Invariants
//! * The weak bits of a table are set exactly while it is listed and its weak halves were left out.
//! * A listed table was visited, so it is not freed before the sweep, and the atomic step empties the list before that.

use std::{
    cell::{Cell, RefCell},
    mem, ptr,
};

use gc_arena::{Finalization, collect::Trace};

use super::{TableData, flag};
use crate::{
    heap::{string::LuaString, value::Value},
    site::{Site, present},
};

thread_local! {
    /// The name `__mode` in the arena that marks, or nil.
    static MODE: Cell<Value<'static>> = const { Cell::new(Value::NIL) };
    /// The weak tables that it has visited.
    static LISTED: RefCell<Parts<'static>> = const { RefCell::new(Vec::new()) };
}

/// Tables of one part of the list.
const PART: usize = 1 << 10;

/// A list that grows by parts: it is never copied, and takes what its tables take.
type Parts<'gc> = Vec<Vec<*const TableData<'gc>>>;

/// The weak tables that the running cycle has visited.
#[derive(Default)]
pub(crate) struct WeakTables<'gc>(RefCell<Parts<'gc>>);

impl<'gc> WeakTables<'gc> {
    /// Before a stretch of marking: tables list themselves.
    pub fn lend(&self, mode: LuaString<'gc>) {
        // SAFETY: only the lifetime changes; `take_back` gives both up before anything else of this thread runs.
        let (mode, list) = unsafe {
            (
                mem::transmute::<Value<'gc>, Value<'static>>(mode.into()),
                mem::transmute::<Parts<'gc>, Parts<'static>>(self.0.take()),
            )
        };
        MODE.set(mode);
        LISTED.replace(list);
    }

    /// After it.
    pub fn take_back(&self) {
        MODE.set(Value::NIL);
        // SAFETY: only the lifetime changes, back to what it was; what was added is of the arena that has marked.
        self.0
            .replace(unsafe { mem::transmute::<Parts<'static>, Parts<'gc>>(LISTED.take()) });
    }

    /// The bytes that the list takes.
    pub fn bytes(&self) -> usize {
        self.0.borrow().len() * PART * size_of::<*const TableData<'gc>>()
    }

    /// Whether the listed tables have room for `most` entries or fewer, altogether. (An empty one counts as one.)
    pub fn are_small(&self, most: usize) -> bool {
        let mut sum = 0;
        self.0.borrow().iter().flatten().all(|table| {
            // SAFETY: the table was visited in this cycle, which has not begun to sweep.
            let table = unsafe { &**table };
            sum += (table.array_size.get() as usize + table.node_count() as usize).max(1);
            sum <= most
        })
    }

    /// Clears every entry whose value is a userdata that was set apart for its finalizer.
    pub fn clear_finalized(&self) {
        for table in self.0.borrow().iter().flatten() {
            // SAFETY: as above.
            unsafe { (**table).clear_entries(|_| false, is_finalized) };
        }
    }

    /// Clears every entry that has lost its key or its value, and empties the list.
    pub fn clear(&self, finalization: &Finalization<'gc>) {
        for table in self.0.take().into_iter().flatten() {
            // SAFETY: the table was visited in this cycle, which has not begun to sweep.
            unsafe { (*table).clear_dead(finalization) };
        }
    }
}

impl<'gc> TableData<'gc> {
    /// Finds out which halves of this table are weak, notes it, and lists the table if there are any.
    pub(super) fn note_weakness(&self) -> u16 {
        let bits = match self.metatable.get() {
            Some(metatable) => metatable.0.mode(),
            None => 0,
        };
        let flags = self.flags.get();
        if bits == flags & flag::WEAK {
            return bits;
        }
        self.flags.set(flags & !flag::WEAK | bits);
        self.has_changed_its_mode();
        if bits != 0 && flags & flag::WEAK == 0 && present(Site::WeakList) {
            let table = ptr::from_ref(self).cast();
            LISTED.with_borrow_mut(|parts| match parts.last_mut() {
                Some(part) if part.len() < PART => part.push(table),
                _ => {
                    let mut part = Vec::with_capacity(PART);
                    part.push(table);
                    parts.push(part);
                }
            });
        }
        bits
    }

    /// What this table says as a metatable: the weak bits of the tables that have it.
    fn mode(&self) -> u16 {
        if self.flags.get() & flag::NO_MODE != 0 {
            return 0;
        }
        // SAFETY: only the lifetime changes; the name was lent by the arena that marks, which is this table's.
        let name = unsafe { mem::transmute::<Value<'static>, Value<'gc>>(MODE.get()) };
        if name.is_nil() {
            return 0;
        }
        let mode = Self::value_of(self.find_string(name));
        if mode.is_nil() {
            self.flags.update(|flags| flags | flag::NO_MODE);
        }
        let Some(mode) = mode.as_string() else {
            return 0;
        };
        let mut bits = 0;
        for byte in mode.as_bytes() {
            match byte {
                b'k' => bits |= flag::WEAK_KEYS,
                b'v' => bits |= flag::WEAK_VALUES,
                // As the reference implementation has it, the text ends here.
                0 => break,
                _ => {}
            }
        }
        bits
    }

    fn clear_dead(&self, finalization: &Finalization<'gc>) {
        self.clear_entries(
            |key| present(Site::WeakKeys) && is_dead(key, finalization),
            |value| is_gone(value, finalization),
        );
        if present(Site::WeakUnlist) {
            self.flags.update(|flags| flags & !flag::WEAK);
        }
    }

    /// Clears the entries with a key or a value of which that is said.
    fn clear_entries(
        &self,
        is_lost_key: impl Fn(Value<'gc>) -> bool,
        is_lost_value: impl Fn(Value<'gc>) -> bool,
    ) {
        let weak = self.flags.get() & flag::WEAK;
        if weak == 0 {
            return;
        }
        if weak & flag::WEAK_VALUES != 0 && present(Site::WeakItems) {
            let array = self.array.get();
            for index in 0..self.array_size.get() as usize {
                // SAFETY: the index is inside the array part, and nobody else looks at it now.
                unsafe {
                    if is_lost_value(*array.add(index)) {
                        self.touch();
                        *array.add(index) = Value::NIL;
                    }
                }
            }
        }
        for node in self.node_pointers() {
            // SAFETY: it is a node of this table, and nobody else looks at it now.
            let node = unsafe { &mut *node };
            if !node.value.is_nil()
                && (is_lost_key(node.key) || present(Site::WeakValues) && is_lost_value(node.value))
            {
                self.touch();
                node.value = Value::NIL;
                self.bury(node);
            }
        }
        // The table may be a metatable itself, and have remembered what it has lost.
        if present(Site::WeakHandlers) {
            self.forget_handlers();
        }
    }
}

/// Traces a value in a weak half: strings are kept alive.
pub(super) fn trace_weakly<'gc, T: Trace<'gc>>(value: Value<'gc>, cc: &mut T) {
    if value.is_string() {
        cc.trace(&value);
    }
}

/// Whether an object was not marked. (In a half that is not weak it always was.)
fn is_dead<'gc>(value: Value<'gc>, finalization: &Finalization<'gc>) -> bool {
    value.is_dead_object(finalization)
}

/// The same for the value of an entry: finalized userdata do not count as alive.
fn is_gone<'gc>(value: Value<'gc>, finalization: &Finalization<'gc>) -> bool {
    is_dead(value, finalization) || is_finalized(value)
}

fn is_finalized(value: Value<'_>) -> bool {
    value.as_userdata().is_some_and(|u| u.is_finalized())
}
