//! The atomic step: between marking and sweeping, with nothing in between.
//!
//! Everything reachable is marked now, and nothing is freed yet. What refers to objects without keeping them alive has
//! to let go of the dead ones here, because after this step their memory goes away. In this order:
//!
//! 1. (finalizers: dead userdata with `__gc` are set apart, newest first, and marked again with all they reach)
//! 2. (weak tables: entries whose weak half is dead are cleared, and with them whatever caches them)
//! 3. the interner forgets dead strings
//!
//! The first two belong to weak tables and finalizers and come with them. Skipping the step would be a use after free:
//! the interner would hand out a string that the sweep has freed. That is why the arena is private to this room.

use gc_arena::Gc;

use super::Driver;

impl Driver {
    /// Finishes marking, lets go of the dead, and begins to sweep.
    pub(super) fn atomic(&mut self) {
        let marked = self.arena.finish_marking().expect("not sweeping yet");
        marked.finalize(|finalization, state| {
            state
                .interner
                .sweep(|string| !Gc::is_dead(finalization, string.0));
        });
        let marked = self.arena.finish_marking().expect("not sweeping yet");
        marked.start_sweeping();
        self.note_sweep();
    }
}
