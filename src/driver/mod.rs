//! Between two mutations: the only owner of the arena.
//!
//! The machine runs inside `mutate`, where nothing is ever freed; the collector runs outside. This room alternates the
//! two: [`drive`] is the loop, [`cycle`] decides how much to collect at once, [`atomic`] is the step in the middle of a
//! cycle that must not be skipped, [`limit`] paces cycles by bytes, [`want`] says what happens at the limit, [`account`] what a
//! single run may take, [`regions`] whose garbage is freed, [`stress`] makes all of it happen as often as
//! possible for tests, and [`verify`] looks at the colours of objects in debug builds.
//!
//! # Invariants
//! * Marking happens inside [`Driver::marking`] only, so that weak tables list themselves.
//! * `Arena` appears nowhere else, and `Arena::collect_debt` is never called: it would go from marking to sweeping
//!   without the atomic step, and the interner would keep strings that are freed.
//! * No thread is running between two mutations: the machine has saved the innermost one.
//! * What was freed is credited to a thread-local; every mutation and collection hands it to its own meter before
//!   anything else of this thread can look at it ([`limit::Credit`]).
//! * A panic that passes through a mutation leaves the machine in the middle of something: `poisoned` stays set, and no
//!   mutation and no collection happens any more.

mod account;
mod atomic;
mod cycle;
mod drive;
mod limit;
mod regions;
pub mod stress;
mod verify;
mod want;

use std::{
    collections::hash_map::RandomState,
    hash::BuildHasher,
    sync::{Arc, atomic::AtomicBool},
    time::{Duration, Instant},
};

use gc_arena::{Arena, Gc, Rootable, arena::CollectionPhase};

pub(crate) use account::Account;
pub(crate) use drive::{Course, Drive, Stop, Verdict};
pub(crate) use want::Want;

use crate::heap::{
    context::{Context, State},
    slots::Dropped,
};
use crate::meter::{MemoryUse, Signal};
use limit::{Credit, OuterCredit};
use regions::{Freed, Regions};
use stress::{Random, Stresses};
use want::LimitCollection;
#[cfg(ferrous_tail)]
use {crate::vm::dispatch, std::sync::OnceLock};

type LuaArena = Arena<Rootable![Gc<'_, State<'_>>]>;

/// What a `Lua` is made with.
#[derive(Clone, Debug)]
pub(crate) struct Settings {
    pub seed: Option<u64>,
    pub pause: Option<i32>,
    pub step_multiplier: Option<i32>,
    pub pause_budget: Duration,
    pub depth_limit: Option<usize>,
    pub memory_limit: Option<usize>,
    pub tail_calls: bool,
    pub stress: Stresses,
}

impl Settings {
    /// The pause budget unless the host says otherwise.
    pub const PAUSE_BUDGET: Duration = cycle::PAUSE_BUDGET;
}

/// One arena and everything that happens around its mutations.
pub(crate) struct Driver {
    arena: LuaArena,
    poisoned: bool,
    home: Dropped,
    /// Bytes that have survived the last cycle.
    survived: usize,
    /// Objects that an increment of a cycle handles.
    increment_objects: usize,
    /// Whether the running cycle has set apart the userdata that have died.
    separated: bool,
    /// Cycles that a full collection still needs.
    cycles_due: u8,
    /// Who has made what.
    regions: Regions,
    /// What would be in use without the run that is being stepped.
    base: isize,
    /// What was freed of that run, if it has a cap.
    stepped: Option<Freed>,
    /// The collection that the limit has asked for last.
    limit_collection: LimitCollection,
    stress: Stresses,
    random: Random,
    /// Objects that the verifier may look at, for what has happened since it last did.
    unverified: usize,
    /// Declared last: restores the thread's credit after the arena is dropped.
    outer: OuterCredit,
}

impl Driver {
    /// An arena with nothing in it but the machine's own state.
    pub fn new(settings: &Settings) -> Self {
        #[cfg(feature = "mutations")]
        crate::site::choose();
        let credit = Credit::open();
        let seed = settings
            .seed
            .unwrap_or_else(|| RandomState::new().hash_one(0));
        let arena = LuaArena::new(|mc| State::new(mc, seed, limit::LEAST_THRESHOLD));
        arena.metrics().set_pacing(cycle::PACING);
        let home = arena.mutate(|_, state| {
            state.memory.settle(credit.close());
            #[cfg(ferrous_tail)]
            {
                dispatch::tail::install(state, false);
                state
                    .tail_calls
                    .set(settings.tail_calls && tail_calls_hold());
            }
            if let Some(percent) = settings.pause {
                state.collector.set_pause(percent);
            }
            if let Some(percent) = settings.step_multiplier {
                state.collector.set_step_multiplier(percent);
            }
            if let Some(frames) = settings.depth_limit {
                state.depth_limit.set(frames);
            }
            state.stash.dropped()
        });
        Self {
            arena,
            poisoned: false,
            home,
            survived: 0,
            increment_objects: cycle::objects_in(settings.pause_budget),
            separated: false,
            cycles_due: 0,
            regions: Regions::default(),
            base: 0,
            stepped: None,
            limit_collection: LimitCollection::default(),
            stress: settings.stress,
            random: Random::new(settings.stress.mixed.unwrap_or(seed)),
            unverified: 0,
            outer: OuterCredit::default(),
        }
    }

    /// Whether a panic has passed through a mutation.
    pub fn is_poisoned(&self) -> bool {
        self.poisoned
    }

    /// The queue of dropped handles, which tells this `Lua` from others.
    pub fn home(&self) -> &Dropped {
        &self.home
    }

    /// The flag with which other threads ask for a stop.
    pub fn interrupt(&self) -> Arc<AtomicBool> {
        self.arena
            .mutate(|_, state| state.signals.interrupt().clone())
    }

    /// Sets the time at which everything stops, or none.
    pub fn set_deadline(&self, deadline: Option<Instant>) {
        self.arena
            .mutate(|_, state| state.signals.set_deadline(deadline));
    }

    /// Sets how long a step of the collector may take.
    pub fn set_pause_budget(&mut self, budget: Duration) {
        self.increment_objects = cycle::objects_in(budget);
    }

    /// Whether there is a reason to stop.
    pub fn is_signalled(&self) -> bool {
        self.arena.mutate(|_, state| state.signals.is_set())
    }

    /// The reason to stop; an interrupt is taken with that.
    pub fn take_signal(&self) -> Option<Signal> {
        self.arena.mutate(|_, state| state.signals.take())
    }

    /// Userdata are finalized again that are made from now on.
    pub fn end_closing(&self) {
        self.arena.mutate(|_, state| state.finalizers.end_closing());
    }

    /// What is in use.
    pub fn memory(&self) -> MemoryUse {
        self.arena.mutate(|_, state| state.memory.report())
    }

    /// Sets the most bytes that may be in use.
    pub fn set_memory_limit(&mut self, limit: Option<usize>) {
        self.arena.mutate(|_, state| state.memory.set_limit(limit));
        self.forget_limit();
        if self.is_over_limit() && !self.poisoned {
            self.collect_garbage();
        }
    }

    /// Lets the failure begin that tests have asked for.
    pub fn arm(&self) {
        if let Some(number) = self.stress.fails {
            self.arena.mutate(|_, state| state.memory.fail_at(number));
        }
    }

    /// Runs host code inside the arena, and the collector after it if that is due.
    pub fn enter<R>(&mut self, f: impl for<'gc> FnOnce(Context<'gc>) -> R) -> R {
        let (result, leave) = self.mutate(|ctx| (f(ctx), ctx.state().take_leave()));
        self.stress_collector();
        // If that was too much for the limit, whoever allocates next will notice.
        self.collect(leave);
        result
    }

    /// One mutation.
    fn mutate<R>(&mut self, f: impl for<'gc> FnOnce(Context<'gc>) -> R) -> R {
        self.settle_region();
        let credit = Credit::open();
        let phase = self.arena.collection_phase();
        let marking = matches!(phase, CollectionPhase::Marking | CollectionPhase::Marked);
        // Reset below, unless a panic passes.
        self.poisoned = true;
        let result = self.arena.mutate(|mc, state| {
            let state = state.as_ref();
            state.enter(mc);
            state.marking.set(marking);
            let result = f(Context::new(mc, state));
            state.memory.settle(credit.close());
            result
        });
        self.poisoned = false;
        result
    }
}

/// Whether tail calls are jumps in this process; found out once, in a heap of its own.
#[cfg(ferrous_tail)]
fn tail_calls_hold() -> bool {
    static HOLD: OnceLock<bool> = OnceLock::new();
    *HOLD.get_or_init(|| {
        // Dropped last: what the scratch heap frees belongs to nobody.
        let _credit = Credit::open();
        let scratch = LuaArena::new(|mc| State::new(mc, 0, usize::MAX));
        scratch.mutate(|mc, state| {
            let state = state.as_ref();
            state.enter(mc);
            dispatch::tail::install(state, false);
            dispatch::selfcheck::holds(Context::new(mc, state))
        })
    })
}

impl Drop for Driver {
    fn drop(&mut self) {
        self.outer.save();
    }
}
