//! How much to collect at once.
//!
//! A whole cycle costs 8 to 16 ns a live object while the heap fits the caches and 33 beyond, an increment about 40 more
//! (the arena looks at its debt after each object). So a cycle is run as a whole while that takes 2 ms or so, and in increments
//! of that length when the heap is larger. The choice depends on the number of objects, not on a clock: the same program
//! collects at the same points everywhere. How many objects an increment handles follows from a setting, the pause budget
//! ([`Lua::set_pause_budget`](crate::Lua::set_pause_budget)), at a fixed price ([`NANOSECONDS_PER_OBJECT`]).
//!
//! An increment is sized by debt: the arena works until the debt that we give it is paid, at the prices of [`PACING`].
//! `collect_debt` is not used because it would run into the sweep without the atomic step. The arena counts objects; the
//! entries of tables, slots of stacks and constants count with them, and large tables are visited in parts
//! ([`LargeTables`](crate::heap::table::LargeTables)).
//! What an increment cannot split is the stack of a coroutine (a million slots take 5 to 10 ms to visit) and one large block
//! that is freed. Nor, at its end, what `atomic` says.
//!
//! A full collection that somebody asks for, or that the limit makes necessary, comes in the same pieces, and between them an
//! interrupt or the deadline is seen; then it goes on where a run is stepped again. Only what the host does itself is done in one go: `Lua::enter`, `Lua::load` and
//! `Lua::set_memory_limit`, where they come to the limit.

use std::time::Duration;

use gc_arena::{arena::CollectionPhase, metrics::Pacing};

use super::Driver;
use crate::heap::{context::Leave, table::ENTRIES_PER_OBJECT};

/// How long an increment may take unless the host says otherwise: 10,000 objects.
pub(super) const PAUSE_BUDGET: Duration = Duration::from_millis(2);
/// What an object in an increment is taken to cost, whatever it costs on this machine.
///
/// PERF: in the median of the pieces of full collections it is 12 to 40 ns, for heaps of 140,000 to 6,000,000 tables, strings,
/// closures or userdata (2026-11, two busy cores); the rest is room for what lies far apart or is freed in one go.
const NANOSECONDS_PER_OBJECT: u128 = 200;
/// The fewest objects of an increment: the collector has to keep up with a program that allocates, and each increment costs a microsecond by itself.
const LEAST_INCREMENT_OBJECTS: usize = 1_000;
/// The most: two seconds.
const MOST_INCREMENT_OBJECTS: usize = 16_000_000;
/// Heaps of up to so many times the objects of an increment are collected as a whole.
const WHOLE_CYCLE_INCREMENTS: usize = 6;
/// Between two cycles a table can double, and has twice the entries then that the last one has visited.
const GROWTH: usize = 2;
/// What the work on objects costs: a unit is about what freeing one takes, marking and visiting one takes two thirds of it
/// and keeping one half.
pub(super) const PACING: Pacing = Pacing {
    // We say how much to collect; the arena's own idea of when never matters.
    sleep_factor: 0.0,
    min_sleep: 0,
    mark_factor: 0.2,
    trace_factor: 0.5,
    keep_factor: 0.6,
    drop_factor: 0.4,
    free_factor: 0.6,
};
/// Objects that increments handle at a step multiplier of 100 % while one is allocated. A cycle handles the living and the
/// dead, which are as many at the usual pause; so twice the speed lets the heap grow by half in the meantime at 200 %.
const OBJECTS_PER_OBJECT: usize = 2;
/// How much faster the pieces of the atomic step follow each other: its work is not counted among the objects, and while it goes on
/// slowly the strings that it has to look at become more and more.
const ATOMIC_SPEED: usize = 4;
/// The least distance between two increments.
const LEAST_INCREMENT_BYTES: usize = 4 << 10;

/// The objects that an increment may handle in this time.
pub(super) fn objects_in(budget: Duration) -> usize {
    let objects = budget.as_nanos() / NANOSECONDS_PER_OBJECT;
    let most = objects.min(MOST_INCREMENT_OBJECTS as u128) as usize;
    most.max(LEAST_INCREMENT_OBJECTS)
}

impl Driver {
    /// Collects as the machine has asked for on leaving. At the limit that is everything, in one go.
    pub(super) fn collect(&mut self, why: Leave) {
        match why {
            Leave::No | Leave::Soon => {}
            Leave::Collect if self.is_over_limit() => self.collect_garbage(),
            Leave::Collect => self.collect_some(),
            Leave::CollectFull => self.collect_all(),
            Leave::Limit(_) => self.collect_garbage(),
        }
    }

    /// The step that is due: one that the script asked for, or the next automatic one.
    fn collect_some(&mut self) {
        let (step, stopped) = self
            .arena
            .mutate(|_, state| (state.collector.take_step(), state.collector.is_stopped()));
        match step {
            Some(bytes) => self.step(bytes),
            None if stopped => self.pace_cycle(),
            None if self.is_small() => {
                self.settled(Self::whole_cycle);
                self.pace_cycle();
            }
            None => {
                let objects = self.increment_objects as f64;
                let ended = self.settled(|driver| driver.increment(objects));
                self.pace(ended);
            }
        }
    }

    /// Collects everything that is garbage now. As in Lua 5.1 this, like a step, ends a stop.
    fn collect_all(&mut self) {
        self.arena
            .mutate(|_, state| state.collector.set_stopped(false));
        self.begin_full_collection();
        self.go_on_collecting();
    }

    /// From now on a full collection is due.
    pub(super) fn begin_full_collection(&mut self) {
        // Objects that died after a running cycle had marked them survive that one.
        self.cycles_due = match self.arena.collection_phase() {
            CollectionPhase::Sleeping => 1,
            _ => 2,
        };
    }

    /// Goes on with a full collection until it is over or there is a reason to stop. False: there is.
    pub(super) fn go_on_collecting(&mut self) -> bool {
        while self.cycles_due > 0 {
            let ended = self.settled(|driver| {
                if driver.is_light() {
                    driver.whole_cycle();
                    return true;
                }
                driver.increment(driver.increment_objects as f64)
            });
            if ended {
                self.cycles_due -= 1;
            }
            if self.cycles_due == 0 {
                self.pace_cycle();
                self.note_full_collection();
            } else if self.is_signalled() {
                return false;
            }
        }
        true
    }

    /// Collects everything that is garbage now in one go, and leaves a stop as it is.
    pub fn collect_garbage(&mut self) {
        // Objects that died after a running cycle had marked them survive that one.
        if self.arena.collection_phase() != CollectionPhase::Sleeping {
            self.settled(Self::whole_cycle);
        }
        self.settled(Self::whole_cycle);
        self.cycles_due = 0;
        self.pace_cycle();
        self.note_full_collection();
    }

    /// `collectgarbage("step")`: as much as if `bytes` had just been allocated, and at least a little.
    fn step(&mut self, bytes: usize) {
        let (used, multiplier) = self.arena.mutate(|_, state| {
            state.collector.set_stopped(false);
            (state.memory.used(), state.collector.step_multiplier())
        });
        let share = bytes.max(1024) as f64 / used.max(1) as f64;
        let objects = self.work() as f64 * share * multiplier as f64 / 100.0;
        let ended = self.settled(|driver| match share >= 1.0 {
            true => {
                driver.whole_cycle();
                true
            }
            false => driver.increment(objects.max(1.0)),
        });
        self.arena
            .mutate(|_, state| state.collector.note_step(ended));
        self.pace(ended);
    }

    /// Finishes the running cycle, or runs one.
    pub(super) fn whole_cycle(&mut self) {
        self.reclaim_handles();
        if self.arena.collection_phase() != CollectionPhase::Sweeping {
            self.atomic();
        }
        self.arena.finish_cycle();
    }

    /// Works for as long as it takes to handle so many objects; true if that ended a cycle.
    pub(super) fn increment(&mut self, objects: f64) -> bool {
        self.reclaim_handles();
        self.set_debt(objects);
        self.pay_verifier(objects as usize);
        if self.arena.collection_phase() == CollectionPhase::Sweeping {
            self.arena.cycle_debt();
            return self.arena.collection_phase() == CollectionPhase::Sleeping;
        }
        if self.mark_some() {
            let left = self.arena.metrics().allocation_debt();
            self.piece_of_atomic(left.max(objects / 4.0).ceil() as usize);
        }
        false
    }

    /// Gives the arena exactly this debt. It shows debt only above zero, so first it is brought there.
    fn set_debt(&mut self, units: f64) {
        let metrics = self.arena.metrics();
        let mut more = 64.0;
        while metrics.allocation_debt() <= 0.0 {
            metrics.adjust_debt(more);
            more *= 2.0;
        }
        metrics.adjust_debt(units - metrics.allocation_debt());
    }

    /// Whether a whole cycle is short enough, and none is in progress that was begun in increments.
    fn is_small(&self) -> bool {
        self.is_light() && self.arena.collection_phase() == CollectionPhase::Sleeping
    }

    fn is_light(&self) -> bool {
        self.work() <= self.increment_objects * WHOLE_CYCLE_INCREMENTS
    }

    /// What a cycle costs at the most, in objects.
    fn work(&self) -> usize {
        let entries = self.arena.mutate(|_, state| state.large.visited()) * GROWTH;
        self.objects() + entries / ENTRIES_PER_OBJECT
    }

    pub(super) fn objects(&self) -> usize {
        self.arena.metrics().total_gc_count()
    }

    fn pace(&mut self, cycle_ended: bool) {
        if cycle_ended {
            return self.pace_cycle();
        }
        let work = self.work().max(1);
        let (used, multiplier) = self
            .arena
            .mutate(|_, state| (state.memory.used(), state.collector.step_multiplier()));
        let mut objects = self.increment_objects * 100 / multiplier / OBJECTS_PER_OBJECT;
        if self.separated {
            objects /= ATOMIC_SPEED;
        }
        let bytes = (used as f64 / work as f64 * objects as f64) as usize;
        self.pace_increment(bytes.max(LEAST_INCREMENT_BYTES));
    }

    /// Frees the slots of dropped handles, so that their values can go.
    fn reclaim_handles(&mut self) {
        self.arena.mutate(|_, state| state.stash.tidy());
    }
}
