//! How much to collect at once.
//!
//! A whole cycle costs 8 to 16 ns a live object while the heap fits the caches and 33 beyond, an increment about 40 more
//! (the arena looks at its debt after each object). So a cycle is run as a whole while that takes a few milliseconds at
//! most, and in increments of about 2 ms when the heap is larger. The choice depends on the number of objects, not on a clock: the same program collects at the same points
//! everywhere.
//!
//! An increment is sized by debt: the arena works until the debt that we give it is paid, at 0.55 units for an object
//! that lives and 0.5 for one that does not. `collect_debt` is not used because it would run into the sweep without the
//! atomic step.

use gc_arena::arena::CollectionPhase;

use super::Driver;
use crate::heap::context::Leave;

/// Heaps of up to this many objects are collected as a whole: 2 to 4 ms.
const WHOLE_CYCLE_OBJECTS: usize = 150_000;
/// Objects that one increment handles: 1 to 2 ms.
const INCREMENT_OBJECTS: usize = 25_000;
/// The debt that pays for marking, tracing and keeping one object.
const UNITS_PER_OBJECT: f64 = 0.55;
/// Objects that increments handle at a step multiplier of 100 % while one is allocated. A cycle handles the living and the
/// dead, which are as many at the usual pause; so twice the speed lets the heap grow by half in the meantime at 200 %.
const OBJECTS_PER_OBJECT: usize = 2;
/// The least distance between two increments.
const LEAST_INCREMENT_BYTES: usize = 64 << 10;

impl Driver {
    /// Collects as the machine has asked for on leaving.
    pub(super) fn collect(&mut self, why: Leave) {
        let stopped = self.arena.mutate(|_, state| state.collector.is_stopped());
        if self.stress.collects() && !stopped {
            self.collect_for_stress();
        }
        match why {
            Leave::No => {}
            Leave::Collect => self.collect_some(),
            Leave::CollectFull => self.collect_all(),
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
                let units = INCREMENT_OBJECTS as f64 * UNITS_PER_OBJECT;
                let ended = self.settled(|driver| driver.increment(units));
                self.pace(ended);
            }
        }
    }

    /// Collects everything that is garbage now. As in Lua 5.1 this, like a step, ends a stop.
    fn collect_all(&mut self) {
        self.arena
            .mutate(|_, state| state.collector.set_stopped(false));
        self.settled(|driver| {
            // Objects that died after a running cycle had marked them survive that one.
            if driver.arena.collection_phase() != CollectionPhase::Sleeping {
                driver.whole_cycle();
            }
            driver.whole_cycle();
        });
        self.pace_cycle();
    }

    /// `collectgarbage("step")`: as much as if `bytes` had just been allocated, and at least a little.
    fn step(&mut self, bytes: usize) {
        let (used, multiplier) = self.arena.mutate(|_, state| {
            state.collector.set_stopped(false);
            (state.memory.used(), state.collector.step_multiplier())
        });
        let share = bytes.max(1024) as f64 / used.max(1) as f64;
        let objects = self.objects() as f64 * share * multiplier as f64 / 100.0;
        let ended = self.settled(|driver| match share >= 1.0 {
            true => {
                driver.whole_cycle();
                true
            }
            false => driver.increment(objects.max(1.0) * UNITS_PER_OBJECT),
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

    /// Works for `units` of debt; true if that ended a cycle.
    pub(super) fn increment(&mut self, units: f64) -> bool {
        self.reclaim_handles();
        self.set_debt(units);
        if self.arena.collection_phase() == CollectionPhase::Sweeping {
            self.arena.cycle_debt();
            return self.arena.collection_phase() == CollectionPhase::Sleeping;
        }
        if self.marking(|arena| arena.mark_debt().is_some()) {
            self.atomic();
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
        self.objects() <= WHOLE_CYCLE_OBJECTS
            && self.arena.collection_phase() == CollectionPhase::Sleeping
    }

    fn objects(&self) -> usize {
        self.arena.metrics().total_gc_count()
    }

    fn pace(&mut self, cycle_ended: bool) {
        if cycle_ended {
            return self.pace_cycle();
        }
        let objects = self.objects().max(1);
        let (used, multiplier) = self
            .arena
            .mutate(|_, state| (state.memory.used(), state.collector.step_multiplier()));
        let bytes = used / objects * INCREMENT_OBJECTS * 100 / multiplier / OBJECTS_PER_OBJECT;
        self.pace_increment(bytes.max(LEAST_INCREMENT_BYTES));
    }

    /// Frees the slots of dropped handles, so that their values can go.
    fn reclaim_handles(&mut self) {
        self.arena.mutate(|_, state| state.stash.reclaim());
    }
}
