//! The atomic step: between marking and sweeping.
//!
//! Everything reachable is marked now, and nothing is freed yet. What refers to objects without keeping them alive has
//! to let go of the dead ones here, because after this step their memory goes away. In this order:
//!
//! 1. dead userdata with `__gc` are set apart, newest first, and marked again with all they reach
//! 2. weak tables: entries whose weak half is dead are cleared, and with them whatever caches them
//! 3. the interner forgets dead strings
//!
//! Finalizers do not run here: they wait for the machine's next safe point. Skipping the step would be a use after free:
//! the interner would hand out a string that the sweep has freed. That is why the arena is private to this room.
//!
//! # In pieces
//!
//! With a million objects this may take tens of milliseconds, nearly all of it for looking at the marks of userdata and
//! interned strings. So an incremental cycle takes the step in pieces, and the program goes on in between, while the
//! arena counts as marking: what the program touches is barriered, and what it makes is marked before the next piece. Each
//! piece begins when everything is marked. What makes that right:
//!
//! * A mark is for the whole cycle: what is marked when it is looked at need not be looked at again.
//! * What is not marked when everything is marked can be reached through weak tables and the interner only. A string is
//!   taken out after weak tables were cleared, so nobody finds it any more; a string that is not yet taken out may be
//!   found and used, because what is found and stored is marked before anything is freed.
//! * What is listed or interned meanwhile is looked at in the next piece.
//! * Userdata are set apart newest first, some in each piece, and none is marked again before all were looked at. What was set apart is taken out of the weak tables in the same
//!   piece, and no finalizer begins before the step is over: no program finds a userdata that was or will be finalized.
//! * Userdata that a program makes in the meantime stay until the next cycle, dead or not: their finalizers would come too late.
//!
//! What cannot be split: clearing the weak tables that the cycle has visited (about 10 ns an entry). Where they are large
//! ([`WEAK_ENTRIES`]), they are cleared once only, and so userdata are looked at all at once (up to 150 ns each).
//!
//! PERF: with 1,000,000 objects alive, 100,000 of them userdata with `__gc` and 300,000 strings that are keys, the step
//! as a whole takes 20 to 30 ms; its pieces take less than 2 (`cargo bench --bench pauses`).

use gc_arena::{Finalization, Gc};

use super::{Driver, LuaArena};
use crate::{
    heap::context::{Context, Event, State},
    site::{Site, present},
};

/// Objects that an increment handles in the time in which a piece of the step looks at the mark of a userdata: objects that nobody
/// has touched for long, so that each look waits for memory (up to 150 ns).
const OBJECTS_PER_MARK: usize = 3;
/// The most entries of weak tables that are looked through in every piece that sets userdata apart.
const WEAK_ENTRIES: usize = 1 << 14;

impl Driver {
    /// Finishes marking, lets go of the dead, and begins to sweep.
    pub(super) fn atomic(&mut self) {
        while !self.piece_of_atomic(usize::MAX) {}
    }

    /// A piece of the atomic step, when everything is marked; true if it was the last one, and the sweep has begun.
    pub(super) fn piece_of_atomic(&mut self, objects: usize) -> bool {
        self.separated = true;
        let marks = (objects / OBJECTS_PER_MARK).max(1);
        if self.when_marked(|finalization, state| separate(finalization, state, marks)) {
            // What they reach may be much; the program goes on while it is marked.
            return false;
        }
        self.when_marked(|finalization, state| state.finalizers.spare_young(finalization));
        let is_over = self.when_marked(|finalization, state| {
            state.memory.note_weak_tables(state.weak.bytes());
            state.weak.clear(finalization);
            state
                .interner
                .sweep(objects, |string| !Gc::is_dead(finalization, string.0))
        });
        if is_over {
            self.begin_sweep();
        }
        is_over
    }

    /// Everything that refers to dead objects has let go of them.
    fn begin_sweep(&mut self) {
        self.separated = false;
        self.when_marked(|finalization, state| {
            state.finalizers.end_step(finalization, state);
            state.growing.end_cycle(finalization);
            state.large.end_cycle(finalization);
        });
        self.verify_sweep();
        self.arena.mutate(|_, state| state.finalizers.end_cycle());
        let marked = self.arena.finish_marking().expect("not sweeping yet");
        marked.start_sweeping();
        self.note_sweep();
    }

    /// Finishes marking, and looks at what is dead.
    pub(super) fn when_marked<R>(
        &mut self,
        look: impl for<'gc> FnOnce(&'gc Finalization<'gc>, &'gc State<'gc>) -> R,
    ) -> R {
        if present(Site::FinishListing) {
            self.finish_marking();
        }
        let marked = self.arena.finish_marking().expect("not sweeping yet");
        marked.finalize(|finalization, state| look(finalization, state.as_ref()))
    }

    fn finish_marking(&mut self) {
        loop {
            self.marking(|arena| {
                arena.finish_marking();
            });
            if !self.visit_next() {
                break;
            }
        }
    }

    /// Marks until the debt is paid; true if everything is marked.
    pub(super) fn mark_some(&mut self) -> bool {
        while self.marking(|arena| arena.mark_debt().is_some()) {
            if !self.visit_next() {
                return true;
            }
            if self.arena.metrics().allocation_debt() <= 0.0 {
                return false;
            }
        }
        false
    }

    /// When nothing is left to mark: the next part of a large table is. False: there is none.
    fn visit_next(&mut self) -> bool {
        self.arena.mutate(|mc, state| state.large.next(mc))
    }

    /// Runs a stretch of marking: weak tables that it visits are listed, and large ones wait.
    pub(super) fn marking<R>(&mut self, mark: impl FnOnce(&mut LuaArena) -> R) -> R {
        self.arena.mutate(|mc, state| {
            let mode = Context::new(mc, state.as_ref()).event_name(Event::Mode);
            state.weak.lend(mode);
            state.large.lend(mc.metrics());
        });
        let result = mark(&mut self.arena);
        self.arena.mutate(|_, state| {
            state.weak.take_back();
            state.large.take_back();
        });
        result
    }
}

/// Sets apart those userdata that have died, of some; false if all were looked at.
fn separate<'gc>(
    finalization: &'gc Finalization<'gc>,
    state: &'gc State<'gc>,
    count: usize,
) -> bool {
    let count = match state.weak.are_small(WEAK_ENTRIES) {
        true => count,
        false => usize::MAX,
    };
    let was_some = state.finalizers.separate(finalization, state, count);
    if was_some {
        state.weak.clear_finalized();
    }
    was_some
}
