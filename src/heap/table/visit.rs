//! Visits: how the collector goes through a large table, in parts.
//!
//! The arena visits an object in one go, and a table of thirty million slots takes it a tenth of a second. So a table that has
//! grown large is listed here with a position. When the arena comes to it, it only notes that it waits; whenever nothing else is
//! left to mark, the driver picks one that waits, says which part of it is next, and has the arena visit it again
//! ([`LargeTables::next`]), until it is through. So a large table is black for the arena while most of it was never looked at:
//! it is *partly visited*, and everybody who changes it has to know that.
//!
//! The arena counts objects only. What is visited beside them is taken off its debt here, so that a step of the collector with many
//! tables of thousands of entries ends in time; and it is summed up, so that whoever asks for a collection can pay for it
//! ([`Context::collection_work`]).
//!
//! As weak tables do ([`weak`](super::weak)), a visit finds what it needs in a thread-local while an arena marks.
//!
//! # Invariants
//! * A listed table has its flag, and no other table has. It is listed when it grows; one that a constructor has made is visited in
//!   one go until then. What is listed is let go of when it dies, before it is freed.
//! * A store into a listed table marks what is stored, whatever the colour of the table: nobody will look there again.
//! * An entry that moves inside a table which waits is marked, for it may move from where nobody has looked yet to where somebody has.
//!   If all of them move, the visit begins anew.
//! * When the atomic step begins, no table waits.

use std::{
    cell::{Cell, RefCell},
    mem,
    ops::Range,
    ptr,
};

use gc_arena::{Finalization, Gc, Mutation, metrics::Metrics};
use hashbrown::HashMap;

use super::{Table, TableData, flag};
use crate::{
    heap::{context::Context, value::Value},
    meter::memory::credit,
    site::{Site, present},
};

/// Slots and nodes that are visited in one go.
///
/// PERF: some 10 us if they hold numbers, half a millisecond if each of them is an object that nobody has touched for long.
const PART: usize = if cfg!(debug_assertions) {
    1 << 6
} else {
    1 << 13
};
/// Up to so many count as a part of the object.
const NOT_COUNTED: usize = 1 << 5;
/// Entries whose visit takes as long as an object's, when what they hold is counted by itself.
pub(crate) const ENTRIES_PER_OBJECT: usize = 16;

thread_local! {
    /// What the arena that marks has to visit.
    static VISITS: RefCell<Visits> = const { RefCell::new(Visits::NONE) };
}

/// What is to be visited, and what was.
struct Visits {
    /// The listed tables that wait, by their address.
    waiting: Vec<usize>,
    /// The part that is next.
    next: Option<(usize, Range<usize>)>,
    /// Tables that have become weak or strong in the middle: they are visited from the beginning.
    changed: Vec<usize>,
    /// Entries that were visited in this cycle.
    visited: usize,
    /// The account of the arena that marks.
    metrics: Option<Metrics>,
}

impl Visits {
    const NONE: Self = Self {
        waiting: Vec::new(),
        next: None,
        changed: Vec::new(),
        visited: 0,
        metrics: None,
    };

    /// Entries are about to be visited.
    fn count(&mut self, entries: usize) {
        self.visited += entries;
        if let Some(metrics) = &self.metrics {
            metrics.adjust_debt(-(entries as f64) / ENTRIES_PER_OBJECT as f64);
        }
    }
}

/// A table that is large, or was when the last cycle ended.
struct Large<'gc> {
    table: Table<'gc>,
    /// Up to here it was visited in this cycle, or will be when the arena comes to it.
    at: usize,
}

/// The large tables of one `Lua`. They are not kept alive by this.
#[derive(Default)]
pub(crate) struct LargeTables<'gc> {
    tables: RefCell<HashMap<usize, Large<'gc>>>,
    visits: RefCell<Visits>,
    /// Entries that were visited in the last cycle.
    visited: Cell<usize>,
}

impl Default for Visits {
    fn default() -> Self {
        Self::NONE
    }
}

impl<'gc> LargeTables<'gc> {
    /// Before a stretch of marking.
    pub fn lend(&self, metrics: &Metrics) {
        let mut visits = self.visits.take();
        visits.metrics = Some(metrics.clone());
        VISITS.replace(visits);
    }

    /// After it.
    pub fn take_back(&self) {
        let mut visits = VISITS.take();
        visits.metrics = None;
        self.visits.replace(visits);
    }

    /// When nothing is left to mark: has the arena visit the next part. False: no table waits.
    pub fn next(&self, mutation: &Mutation<'gc>) -> bool {
        let (mut tables, mut visits) = (self.tables.borrow_mut(), self.visits.borrow_mut());
        for changed in mem::take(&mut visits.changed) {
            if let Some(large) = tables.get_mut(&changed) {
                large.at = 0;
            }
        }
        while let Some(address) = visits.waiting.last() {
            let large = tables.get_mut(address).expect("what waits is listed");
            let (at, all) = (large.at, large.table.0.all_entries());
            if at < all {
                large.at = all.min(at + PART);
                visits.next = Some((*address, at..large.at));
                mutation.backward_barrier(Gc::erase(large.table.0), None);
                return true;
            }
            large.table.0.set_waiting(false);
            visits.waiting.pop();
        }
        false
    }

    /// Before the sweep: lets go of the dead and of what has become small. The next cycle begins at the beginning.
    pub fn end_cycle(&self, finalization: &Finalization<'gc>) {
        let mut visits = self.visits.borrow_mut();
        debug_assert!(visits.waiting.is_empty(), "a table was not visited");
        self.visited.set(mem::take(&mut visits.visited));
        let mut tables = self.tables.borrow_mut();
        tables.retain(|_, large| {
            let table = large.table.0;
            large.at = 0;
            if Gc::is_dead(finalization, table) && present(Site::LargeDead) {
                return false;
            }
            let is_large = table.all_entries() > PART;
            if !is_large {
                table.flags.update(|flags| flags & !flag::LARGE);
            }
            is_large
        });
        let before = tables.allocation_size();
        if tables.len() * 4 < tables.capacity() {
            let room = tables.len() * 2;
            tables.shrink_to(room);
            credit(before - tables.allocation_size());
        }
    }

    /// Entries of tables that the last cycle has visited, but for those of small ones.
    pub fn visited(&self) -> usize {
        self.visited.get()
    }

    /// The tables, for the verifier.
    pub fn held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        let tables = self.tables.borrow();
        tables.values().for_each(|large| found(large.table.into()));
    }

    #[cold]
    fn list(&self, ctx: Context<'gc>, table: Table<'gc>) {
        table.0.flags.update(|flags| flags | flag::LARGE);
        let mut tables = self.tables.borrow_mut();
        let before = tables.allocation_size();
        tables.insert(table.0.address(), Large { table, at: 0 });
        let after = tables.allocation_size();
        if after != before {
            credit(before);
            ctx.charge(after);
        }
    }

    /// Visits a table from the beginning.
    fn begin_again(&self, table: Table<'gc>) {
        let address = table.0.address();
        if let Some(large) = self.tables.borrow_mut().get_mut(&address) {
            large.at = 0;
        }
        self.visits
            .borrow_mut()
            .next
            .take_if(|(next, _)| *next == address);
    }
}

/// An object is visited that is not a table and holds so many values: they count as entries do.
pub(crate) fn count_visited(values: usize) {
    if values > NOT_COUNTED {
        VISITS.with_borrow_mut(|visits| visits.count(values));
    }
}

impl Drop for LargeTables<'_> {
    fn drop(&mut self) {
        credit(self.tables.get_mut().allocation_size());
    }
}

impl<'gc> Table<'gc> {
    /// The table has a new size, or its entries have new places.
    #[inline]
    pub(super) fn has_moved(self, ctx: Context<'gc>) {
        let flags = self.0.flags.get();
        if flags & flag::LARGE == 0 {
            if self.0.all_entries() > PART {
                ctx.state().large.list(ctx, self);
            }
        } else if flags & flag::WAITING != 0 && present(Site::VisitAgain) {
            ctx.state().large.begin_again(self);
        }
    }

    /// An entry with this hash is about to be placed, and the one in its way may have to move.
    #[inline(always)]
    pub(super) fn keep_moving(self, ctx: Context<'gc>, hash: u32) {
        if self.0.flags.get() & flag::WAITING != 0 && present(Site::VisitMoving) {
            let main = self
                .0
                .nodes
                .get()
                .wrapping_add((hash & self.0.node_mask.get()) as usize);
            // SAFETY: the mask stays inside the node block, which is this table's own.
            let (key, value) = unsafe { ((*main).key, (*main).value) };
            for moving in [key, value] {
                if let Some(object) = moving.as_object() {
                    ctx.mutation().forward_barrier(None, object);
                }
            }
        }
    }
}

impl<'gc> TableData<'gc> {
    /// Slots of the array part and nodes, in this order.
    fn all_entries(&self) -> usize {
        self.array_size.get() as usize + self.node_count() as usize
    }

    fn address(&self) -> usize {
        ptr::from_ref(self).addr()
    }

    fn set_waiting(&self, waiting: bool) {
        let others = self.flags.get() & !flag::WAITING;
        self.flags
            .set(others | if waiting { flag::WAITING } else { 0 });
    }

    /// What the arena, which has come to this table, visits of its slots and nodes.
    #[inline]
    pub(super) fn next_part(&self) -> Range<usize> {
        let all = self.all_entries();
        let is_large = self.flags.get() & flag::LARGE != 0;
        if !is_large && all <= NOT_COUNTED {
            return 0..all;
        }
        VISITS.with_borrow_mut(|visits| {
            let address = self.address();
            if !is_large {
                visits.count(all);
                return 0..all;
            }
            if let Some((_, part)) = visits.next.take_if(|(next, _)| *next == address) {
                visits.count(part.len());
                return part;
            }
            if self.flags.get() & flag::WAITING == 0 {
                self.set_waiting(true);
                visits.waiting.push(address);
            }
            0..0
        })
    }

    /// The arena has found that other halves of this table are weak than when it was there last.
    pub(super) fn has_changed_its_mode(&self) {
        if self.flags.get() & flag::LARGE != 0 {
            VISITS.with_borrow_mut(|visits| visits.changed.push(self.address()));
        }
    }
}
