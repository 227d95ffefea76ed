//! Accounts: by how much the memory in use grows because of one run, and the cap on that.
//!
//! The heap of a `Lua` is one; nobody can tell whose an object is that two runs can reach. So a run's *growth* is what its own
//! steps have added to the memory in use, less what was freed of that; and while it is stepped, the memory in use may not
//! pass
//!
//! ```text
//! base + cap,   where   base = what is in use - growth
//! ```
//!
//! or the limit of the `Lua`, whichever is less. The base moves with all that others allocate and free: neither the host nor
//! other runs use up its cap, and nothing of theirs that is freed makes it larger, in whose steps that may be.
//!
//! What is freed of it: all that the run itself gives back while it works, and what the collector frees of the objects that it
//! has made since the last sweep ([`regions`](super::regions)). Older garbage is nobody's; it counts for the run in whose steps
//! it is collected.
//!
//! At `base + cap` everything is collected, as at the limit ([`want`](super::want)). A run whose cap is small beside the heap
//! would have the whole heap collected for little; it pays for these collections with fuel. If they do not help, one thing is
//! left: old garbage of the run that others have collected still counts as its growth. A run that lives long and does not hold
//! much would come to its cap in the end. So its growth is taken to be no more than what all that is in use has grown by since the
//! run began, or since it was at its cap last ([`Driver::forgive`]).

use std::sync::atomic::Ordering;

use super::{Course, Driver, regions::Freed};

/// The account of one run.
#[derive(Clone, Debug)]
pub(crate) struct Account {
    /// The most by which the memory in use may grow.
    cap: Option<usize>,
    /// By how much it has grown since there is a cap.
    growth: isize,
    /// What the collector has freed of that and is not yet taken off.
    freed: Freed,
    /// What was in use when its first step began, or at its cap, if that was less.
    least: usize,
    /// What the run had charged when its cap made it collect last.
    charged: u64,
}

impl Default for Account {
    fn default() -> Self {
        Self {
            cap: None,
            growth: 0,
            freed: Freed::default(),
            least: usize::MAX,
            charged: 0,
        }
    }
}

impl Account {
    /// The most by which the memory in use may grow.
    pub fn cap(&self) -> Option<usize> {
        self.cap
    }

    /// Sets that. Without a cap nothing is counted.
    pub fn set_cap(&mut self, cap: Option<usize>) {
        if self.cap.is_none() {
            *self = Self {
                charged: self.charged,
                ..Self::default()
            };
        }
        self.cap = cap;
    }

    /// By how much it has grown.
    pub fn growth(&self) -> isize {
        self.growth - self.freed.load(Ordering::Relaxed) as isize
    }

    /// What the run has charged since its cap made it collect last, and now does again.
    pub(super) fn charged_since(&mut self, charged: u64) -> usize {
        (charged - std::mem::replace(&mut self.charged, charged)) as usize
    }

    /// A step begins, with so much in use: answers the base.
    fn begin(&mut self, used: usize) -> isize {
        if self.least == usize::MAX {
            self.least = used;
        }
        self.growth -= self.freed.swap(0, Ordering::Relaxed) as isize;
        used as isize - self.growth
    }

    /// At the cap, with so much in use: the least that the base can be.
    fn forgive(&mut self, used: usize) -> isize {
        let least = self.least;
        self.least = least.min(used);
        used.min(least) as isize
    }
}

/// The use at which a run has all that it may take.
fn end(base: isize, cap: usize) -> usize {
    base.saturating_add_unsigned(cap).max(0) as usize
}

impl Driver {
    /// A step of a run begins: its cap holds.
    pub(super) fn open_account(&mut self, course: &mut Course) {
        let account = &mut course.account;
        let run = account.cap.is_some().then(|| account.freed.clone());
        self.enter_region(run.as_ref());
        let Some(cap) = account.cap else {
            return;
        };
        self.stepped = run;
        self.base = self.arena.mutate(|_, state| {
            let base = account.begin(state.memory.used());
            state.memory.set_cap(Some((cap, end(base, cap))));
            base
        });
    }

    /// The step has ended.
    pub(super) fn close_account(&mut self, course: &mut Course) {
        self.leave_region();
        if self.stepped.take().is_some() {
            self.arena.mutate(|_, state| {
                state.memory.set_cap(None);
                course.account.growth = state.memory.used() as isize - self.base;
            });
        }
    }

    /// Everything was collected, and the run that is being stepped is at its cap: whether it has room after all.
    pub(super) fn forgive(&mut self, account: &mut Account) -> bool {
        let (Some(cap), Some(_)) = (account.cap, &self.stepped) else {
            return false;
        };
        let before = self.base;
        self.base = self.arena.mutate(|_, state| {
            let base = before.max(account.forgive(state.memory.used()));
            state.memory.set_cap(Some((cap, end(base, cap))));
            base
        });
        self.base > before
    }

    /// A piece of a collection has freed so much, of which so much belonged to nobody: if a run is being stepped, what is not
    /// its own moves the base.
    pub(super) fn share_out(&mut self, freed: usize, unowned: usize) {
        let Some(run) = &self.stepped else {
            return;
        };
        let own = run.swap(0, Ordering::Relaxed) + unowned;
        let others = freed.saturating_sub(own);
        self.base -= others as isize;
        self.arena.mutate(|_, state| state.memory.lower_cap(others));
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn the_base_moves_with_what_others_do() {
        let mut account = Account::default();
        account.set_cap(Some(10_000));
        assert_eq!(account.begin(1_000), 1_000);
        account.growth = 500;
        // Others have allocated: they do not count.
        assert_eq!(account.begin(3_500), 3_000);
        // They have freed it again.
        assert_eq!(account.begin(1_500), 1_000);
        // And something that the run had left behind.
        account.freed.store(100, Ordering::Relaxed);
        assert_eq!(account.growth(), 400);
        assert_eq!(account.begin(1_400), 1_000);
        // They free what was there before the run began.
        assert_eq!(account.begin(700), 300);
        account.growth = -100;
        assert_eq!(account.begin(300), 400);
    }

    #[test]
    fn a_run_holds_no_more_than_there_is() {
        let mut account = Account::default();
        account.set_cap(Some(1_000));
        account.begin(5_000);
        // It seems to have taken much, and nothing more is in use.
        assert_eq!(account.forgive(4_900), 4_900);
        // From there on it cannot take more.
        assert_eq!(account.forgive(5_900), 4_900);
    }

    #[test]
    fn growth_is_counted_while_there_is_a_cap() {
        let mut account = Account::default();
        account.set_cap(Some(10_000));
        account.growth = 500;
        account.set_cap(Some(5_000));
        assert_eq!(account.growth(), 500);
        account.set_cap(None);
        account.set_cap(Some(10_000));
        assert_eq!(account.growth(), 0);
        assert_eq!(account.charged_since(100), 100);
        assert_eq!(account.charged_since(150), 50);
    }
}
