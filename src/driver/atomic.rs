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
//! piece begins when everything is marked, and does all three parts again for what is new. What makes that right:
//!
//! * A mark is for the whole cycle. Userdata that are marked when they are looked at need not be looked at again; only the
//!   others are, all at once, when the last of them was seen ([`Finalizers::survey`]).
//! * What is not marked when everything is marked can be reached through weak tables and the interner only. A string is
//!   taken out after weak tables were cleared, so nobody finds it any more; a string that is not yet taken out may be
//!   found and used, because what is found and stored is marked before anything is freed.
//! * What is registered, listed or interned meanwhile is looked at in the next piece.
//!
//! What cannot be split: clearing the weak tables that the cycle has visited (about 10 ns an entry), and setting apart the
//! userdata that have died in this one cycle (50 ns each), because which of them are dead and which entries go is one
//! decision: a program that finds a userdata in a weak table between the two would have it finalized in its hands.
//!
//! PERF: with 1,000,000 objects alive, 100,000 of them userdata with `__gc` and 300,000 strings that are keys, the step
//! as a whole takes 20 to 30 ms; its pieces take 1 to 2, and 5 where 100,000 userdata have died at once
//! (`cargo bench --bench pauses`).
//!
//! [`Finalizers::survey`]: crate::heap::finalizers::Finalizers::survey

use gc_arena::{Finalization, Gc};

use super::{Driver, LuaArena};
use crate::{
    heap::context::{Context, Event, State},
    site::{Site, present},
};

/// Marks that a piece of the step looks at for each object that an increment handles.
const MARKS_PER_OBJECT: usize = 2;

impl Driver {
    /// Finishes marking, lets go of the dead, and begins to sweep.
    pub(super) fn atomic(&mut self) {
        let is_over = self.piece_of_atomic(usize::MAX);
        debug_assert!(is_over, "there is no end to this budget");
    }

    /// A piece of the atomic step, when everything is marked; true if it was the last one, and the sweep has begun.
    pub(super) fn piece_of_atomic(&mut self, objects: usize) -> bool {
        let marks = objects.saturating_mul(MARKS_PER_OBJECT);
        if !self.when_marked(|finalization, state| state.finalizers.survey(finalization, marks)) {
            return false;
        }
        let is_first = !std::mem::replace(&mut self.separated, true);
        if self.when_marked(|finalization, state| state.finalizers.separate(finalization, state)) {
            // What they reach may be much; the program goes on while it is marked. Those that die meanwhile are few.
            if is_first && objects != usize::MAX {
                return false;
            }
        }
        let is_over = self.when_marked(|finalization, state| {
            state.weak.clear(finalization);
            state
                .interner
                .sweep(marks, |string| !Gc::is_dead(finalization, string.0))
        });
        if is_over {
            self.begin_sweep();
        }
        is_over
    }

    /// Everything that refers to dead objects has let go of them.
    fn begin_sweep(&mut self) {
        self.separated = false;
        self.arena.mutate(|_, state| state.finalizers.end_cycle());
        self.verify_sweep();
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
        self.marking(|arena| {
            arena.finish_marking();
        });
    }

    /// Runs a stretch of marking: weak tables that it visits are listed.
    pub(super) fn marking<R>(&mut self, mark: impl FnOnce(&mut LuaArena) -> R) -> R {
        self.arena.mutate(|mc, state| {
            let mode = Context::new(mc, state.as_ref()).event_name(Event::Mode);
            state.weak.lend(mode);
        });
        let result = mark(&mut self.arena);
        self.arena.mutate(|_, state| state.weak.take_back());
        result
    }
}
