//! Bytes: when the next collection is due, and whose meter a freed byte belongs to.
//!
//! Cycles are paced as in Lua: after one, the next begins when the memory in use has grown by the pause (200 %: when it
//! has doubled). A cycle that runs in increments asks for the next one after a stretch of allocation that lets it end
//! in time.
//!
//! What happens at the limit is in [`want`](super::want).
//!
//! What is freed is credited to a thread-local. `Lua`s can nest (one runs inside a native of another, or is dropped by
//! another's sweep), so whoever may free something opens a [`Credit`] first and closes it into his own meter.

use gc_arena::arena::CollectionPhase;

use crate::meter::memory::{restore_credit, take_credit};

use super::{Driver, LuaArena};
use crate::heap::context::State;

/// The memory that may be in use before the first collection, and that is allocated at least between two cycles: a cycle
/// over so little costs tens of microseconds.
pub(super) const LEAST_THRESHOLD: usize = 512 << 10;

/// A stretch during which freed bytes belong to one `Lua`.
pub(super) struct Credit {
    outer: usize,
}

impl Credit {
    /// Sets aside what belongs to others.
    pub fn open() -> Self {
        Self {
            outer: take_credit(),
        }
    }

    /// What was freed in the meantime; what was set aside is back.
    pub fn close(self) -> usize {
        take_credit()
    }
}

/// Also on a panic: the others' credit is never lost.
impl Drop for Credit {
    fn drop(&mut self) {
        restore_credit(self.outer);
    }
}

/// The credit of others while an arena is being dropped: saved before, put back after.
#[derive(Default)]
pub(super) struct OuterCredit(usize);

impl OuterCredit {
    /// Sets aside what belongs to others.
    pub fn save(&mut self) {
        self.0 = take_credit();
    }
}

impl Drop for OuterCredit {
    fn drop(&mut self) {
        restore_credit(self.0);
    }
}

impl Driver {
    /// Frees everything; answers by how much what was charged and what was credited differ.
    pub(crate) fn dismantle(mut self) -> usize {
        let used = self.arena.mutate(|_, state| state.memory.used());
        let _others = Credit::open();
        let empty = LuaArena::new(|mc| State::new(mc, 0, usize::MAX));
        take_credit();
        drop(std::mem::replace(&mut self.arena, empty));
        used.abs_diff(take_credit())
    }

    /// Runs a piece of a collection and settles what it freed.
    pub(super) fn settled<R>(&mut self, collection: impl FnOnce(&mut Self) -> R) -> R {
        let credit = Credit::open();
        self.begin_piece();
        let result = collection(self);
        let unowned = self.end_piece();
        let freed = credit.close();
        self.share_out(freed, unowned);
        self.survived = self.survived.saturating_sub(freed);
        let objects = self.arena.metrics().total_gc_count();
        let has_ended = self.arena.collection_phase() == CollectionPhase::Sleeping;
        self.arena.mutate(|_, state| {
            state.memory.settle(freed);
            state.collector.count_step();
            if has_ended {
                // Strings are marked and never wait.
                state
                    .memory
                    .note_objects(objects.saturating_sub(state.interner.len()));
            }
        });
        result
    }

    /// At the start of a sweep: what is in use now, less what the sweep frees, has survived. What is allocated while it
    /// sweeps is not known to be garbage or not, and left out.
    pub(super) fn note_sweep(&mut self) {
        self.survived = self.arena.mutate(|_, state| state.memory.used());
        self.sweep_regions();
    }

    /// After a cycle: the next one begins when the use has grown by the pause.
    pub(super) fn pace_cycle(&mut self) {
        let survived = self.survived;
        self.set_threshold(|used, pause| {
            let grown = (survived / 100).saturating_mul(pause);
            grown.max(used.saturating_add(LEAST_THRESHOLD))
        });
    }

    /// Within a cycle: the next increment comes after `bytes` more.
    pub(super) fn pace_increment(&mut self, bytes: usize) {
        self.set_threshold(|used, _| used.saturating_add(bytes));
    }

    fn set_threshold(&mut self, threshold: impl FnOnce(usize, usize) -> usize) {
        self.arena.mutate(|_, state| {
            let (memory, collector) = (&state.memory, &state.collector);
            memory.set_pace(match collector.is_stopped() {
                true => usize::MAX,
                false => threshold(memory.used(), collector.pause()),
            });
        });
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::{Builder, Stress};

    const PROGRAM: &str = "
        local t, s = {}, 'x'
        for i = 1, ROUNDS do
            local c = i
            t['key' .. i] = function() c = c + 1 return t, c end
            t[i] = { i, { s .. i }, n = i }
            s = s .. i
            if i % 3 == 0 then t[i - 1], t['key' .. i - 2] = nil end
        end
        local function deep(n) if n > 0 then return 1 + deep(n - 1) end return 0 end
        deep(ROUNDS)
        return #s";

    #[test]
    fn every_charge_is_credited() {
        for stress in [Stress::None, Stress::Cycles, Stress::Increments] {
            for rounds in [0, 1, 5] {
                let mut lua = Builder::new().seed(3).stress(stress).build().unwrap();
                let program = PROGRAM.replace("ROUNDS", if cfg!(miri) { "10" } else { "300" });
                for _ in 0..rounds {
                    lua.exec(&program).unwrap();
                }
                assert_eq!(lua.dismantle(), 0, "{stress:?} {rounds}");
            }
        }
    }

    #[test]
    fn the_credit_of_others_stays_theirs() {
        restore_credit(5);
        let mut lua = Builder::new().build().unwrap();
        lua.exec(PROGRAM.replace("ROUNDS", "10")).unwrap();
        drop(lua);
        assert_eq!(take_credit(), 5);
    }
}
