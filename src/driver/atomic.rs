//! The atomic step: between marking and sweeping, with nothing in between.
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

use gc_arena::{Finalization, Gc};

use super::Driver;
use crate::heap::context::{Context, Event, State};

impl Driver {
    /// Finishes marking, lets go of the dead, and begins to sweep.
    pub(super) fn atomic(&mut self) {
        if self.when_marked(|finalization, state| state.finalizers.separate(finalization, state)) {
            self.finish_marking();
        }
        self.when_marked(|finalization, state| {
            state.weak.clear(finalization);
            state
                .interner
                .sweep(|string| !Gc::is_dead(finalization, string.0));
        });
        let marked = self.arena.finish_marking().expect("not sweeping yet");
        marked.start_sweeping();
        self.note_sweep();
    }

    /// Finishes marking, and looks at what is dead.
    fn when_marked<R>(
        &mut self,
        look: impl for<'gc> FnOnce(&'gc Finalization<'gc>, &'gc State<'gc>) -> R,
    ) -> R {
        self.finish_marking();
        let marked = self.arena.finish_marking().expect("not sweeping yet");
        marked.finalize(|finalization, state| look(finalization, state.as_ref()))
    }

    fn finish_marking(&mut self) {
        self.marking(|arena| {
            arena.finish_marking();
        });
    }

    /// Runs a stretch of marking: weak tables that it visits are listed.
    pub(super) fn marking<R>(&mut self, mark: impl FnOnce(&mut super::LuaArena) -> R) -> R {
        self.arena.mutate(|mc, state| {
            let mode = Context::new(mc, state.as_ref()).event_name(Event::Mode);
            state.weak.lend(mode);
        });
        let result = mark(&mut self.arena);
        self.arena.mutate(|_, state| state.weak.take_back());
        result
    }
}
