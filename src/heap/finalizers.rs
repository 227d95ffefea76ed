//! Finalizers: which userdata may have one, which are due, and who pays for them.
//!
//! A userdata becomes a candidate when it is first given a metatable. In the atomic step of a cycle the candidates that
//! have died are separated, newest first: if their metatable has a `__gc` now, they are marked again with all they reach
//! and put into a queue. The machine calls the queue's finalizers at its next safe point (`vm::finalize`), where they may
//! do what any function does. A userdata is separated once; what its finalizer saves stays as it is and simply dies the next time.
//!
//! Finalizers run in somebody's time, but not for his fuel: what they burn is taken from an account that the runs of this
//! `Lua` fill by what they burn themselves, up to [`ACCOUNT`]. So finalizers cost at most as much again as the program, and
//! prolong a step by less than a millisecond. When the account is empty, the run in whose time they fall pays. One finalizer may burn [`MOST_FUEL`]; then it is
//! stopped where it stands.

use std::{
    cell::{Cell, RefCell},
    collections::VecDeque,
};

use gc_arena::{Collect, Finalization, Gc, collect::Trace};

use super::{
    context::{Context, Event, Leave, State},
    userdata::UserData,
    value::Value,
};
use crate::{
    meter::memory::credit,
    site::{Site, present},
};

/// The most fuel that finalizers may have in advance.
const ACCOUNT: i64 = 100_000;
/// The fuel that one finalizer may burn.
pub(crate) const MOST_FUEL: i64 = 1_000_000;

/// The place of a suspect that was marked after all.
const ALIVE: usize = usize::MAX;

/// The finalizers of one `Lua`.
pub(crate) struct Finalizers<'gc> {
    /// Userdata that have or had a metatable, oldest first. Not traced.
    candidates: RefCell<Vec<UserData<'gc>>>,
    /// How many of them were looked at in this cycle.
    surveyed: Cell<usize>,
    /// The places of those that were not marked then.
    suspects: RefCell<Vec<usize>>,
    /// Those that have died and wait for their finalizer, the next one first.
    due: RefCell<VecDeque<UserData<'gc>>>,
    /// Bytes charged for both.
    charged: Cell<usize>,
    /// Fuel that may be burned for nothing.
    account: Cell<i64>,
    /// Whether the run on its way is inside a finalizer, and what that has burned until `mark`.
    spent: Cell<Option<i64>>,
    /// The fuel that was left then.
    mark: Cell<i64>,
}

impl Default for Finalizers<'_> {
    fn default() -> Self {
        Self {
            candidates: RefCell::default(),
            surveyed: Cell::new(0),
            suspects: RefCell::default(),
            due: RefCell::default(),
            charged: Cell::new(0),
            account: Cell::new(ACCOUNT),
            spent: Cell::new(None),
            mark: Cell::new(0),
        }
    }
}

impl Drop for Finalizers<'_> {
    fn drop(&mut self) {
        credit(self.charged.get());
    }
}

// SAFETY: traces the userdata that wait; the candidates are looked through before any of them is freed.
unsafe impl<'gc> Collect<'gc> for Finalizers<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        for userdata in self.due.borrow().iter() {
            userdata.trace(cc);
        }
    }
}

impl<'gc> Finalizers<'gc> {
    /// Makes a userdata a candidate.
    pub fn add(&self, ctx: Context<'gc>, userdata: UserData<'gc>) {
        self.candidates.borrow_mut().push(userdata);
        let more = self.recount();
        ctx.charge(more);
    }

    /// Before the atomic step: looks at up to `count` candidates more. What is marked by now is alive in this cycle, so the
    /// atomic step has to look at the others only. False if there are more.
    pub fn survey(&self, finalization: &Finalization<'gc>, count: usize) -> bool {
        let candidates = self.candidates.borrow();
        let mut suspects = self.suspects.borrow_mut();
        let from = self.surveyed.get();
        let to = candidates.len().min(from.saturating_add(count));
        for (index, userdata) in candidates[from..to].iter().enumerate() {
            if Gc::is_dead(finalization, userdata.0) {
                suspects.push(from + index);
            }
        }
        self.surveyed.set(to);
        to == candidates.len()
    }

    /// In the atomic step: sets apart the candidates that have died, and marks those that have a finalizer. True if there
    /// were any: then marking has to be finished again.
    pub fn separate(&self, finalization: &'gc Finalization<'gc>, state: &'gc State<'gc>) -> bool {
        if !present(Site::Separate) {
            return false;
        }
        self.survey(finalization, usize::MAX);
        let ctx = Context::new(finalization, state);
        let mut dead = self.suspects.take();
        let mut candidates = self.candidates.borrow_mut();
        let mut due = self.due.borrow_mut();
        let before = due.len();
        // PERF: one pass, because each look at a userdata that died long ago waits for memory.
        for index in dead.iter_mut().rev() {
            let userdata = candidates[*index];
            if !Gc::is_dead(finalization, userdata.0) {
                *index = ALIVE;
            } else if has_finalizer(ctx, userdata) {
                userdata.set_finalized();
                due.push_back(userdata);
                if present(Site::Resurrect) {
                    Gc::resurrect(finalization, userdata.0);
                }
            }
        }
        dead.retain(|index| *index != ALIVE);
        if dead.is_empty() {
            return false;
        }
        let (mut index, mut dead) = (0, dead.into_iter().peekable());
        candidates.retain(|_| {
            let is_dead = dead.next_if_eq(&index).is_some();
            index += 1;
            !is_dead
        });
        self.surveyed.set(candidates.len());
        let found = due.len() > before;
        drop((due, candidates));
        self.account_for_bytes(state);
        found
    }

    /// The cycle begins to sweep.
    pub fn end_cycle(&self) {
        if present(Site::EndCycle) {
            self.surveyed.set(0);
        }
    }

    /// When a `Lua` is closed: every candidate with a finalizer is due, dead or not.
    pub fn separate_all(&self, ctx: Context<'gc>) {
        ctx.barrier_state(Site::CloseFinalizers);
        self.surveyed.set(0);
        self.suspects.take();
        for userdata in self.candidates.take().into_iter().rev() {
            if has_finalizer(ctx, userdata) {
                userdata.set_finalized();
                self.due.borrow_mut().push_back(userdata);
            }
        }
        self.account_for_bytes(ctx.state());
    }

    /// The next userdata whose finalizer is due.
    pub fn take(&self) -> Option<UserData<'gc>> {
        let mut due = self.due.borrow_mut();
        let next = due.pop_front();
        if due.is_empty() {
            due.shrink_to(0);
        }
        next
    }

    /// Those that wait, for the verifier.
    pub fn held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        self.due.borrow().iter().for_each(|u| found((*u).into()));
    }

    /// Those that may have to be finalized, for the verifier.
    pub fn candidates(&self, found: &mut impl FnMut(Value<'gc>)) {
        let candidates = self.candidates.borrow();
        candidates.iter().for_each(|u| found((*u).into()));
    }

    /// Whether there is one.
    pub fn is_due(&self) -> bool {
        !self.due.borrow().is_empty()
    }

    /// Gives back room that is not needed any more, and charges what was added without a slice to charge.
    fn account_for_bytes(&self, state: &State<'gc>) {
        let mut candidates = self.candidates.borrow_mut();
        if candidates.len() < candidates.capacity() / 4 {
            let room = candidates.len() * 2;
            candidates.shrink_to(room);
        }
        drop(candidates);
        let more = self.recount();
        state.memory.charge(more);
    }

    /// Notes how large the lists are now: credits what they have shrunk by, answers what they have grown by.
    fn recount(&self) -> usize {
        let slots = self.candidates.borrow().capacity() + self.due.borrow().capacity();
        let bytes = slots * size_of::<UserData<'_>>();
        let before = self.charged.replace(bytes);
        credit(before.saturating_sub(bytes));
        bytes.saturating_sub(before)
    }

    // -- fuel ----------------------------------------------------------------------------------------------------------

    /// A slice begins, of a run that is inside a finalizer (which has burned so much) or not.
    pub fn begin_slice(&self, spent: Option<i64>, fuel: i64) {
        self.spent.set(spent);
        self.mark.set(fuel);
    }

    /// A slice has ended: what the finalizer in which it ends has burned. `fuel` is what the slice had.
    pub fn end_slice(&self, state: &State<'gc>, fuel: i64) -> Option<i64> {
        self.settle(state);
        let burned = fuel - state.fuel.get();
        self.account
            .update(|account| account.saturating_add(burned).min(ACCOUNT));
        self.spent.take()
    }

    /// Whether the run on its way is inside a finalizer.
    pub fn is_running(&self) -> bool {
        self.spent.get().is_some()
    }

    /// A finalizer begins.
    pub fn begin(&self, state: &State<'gc>) {
        self.spent.set(Some(0));
        self.mark.set(fuel_left(state));
    }

    /// It has ended.
    pub fn end(&self, state: &State<'gc>) {
        self.settle(state);
        self.spent.set(None);
    }

    /// Gives the run back what a finalizer has burned, as far as the account goes.
    fn settle(&self, state: &State<'gc>) {
        let Some(spent) = self.spent.get() else {
            return;
        };
        let burned = self.mark.get() - fuel_left(state);
        let free = burned.min(self.account.get());
        self.account.update(|account| account - free);
        if state.leave.get() == Leave::No {
            state.fuel.update(|fuel| fuel + free);
        } else {
            state.withheld.update(|fuel| fuel + free);
        }
        self.spent.set(Some(spent + burned));
        self.mark.set(fuel_left(state));
    }
}

/// The fuel that is left, whether it was taken away to make the machine leave or not.
fn fuel_left(state: &State<'_>) -> i64 {
    state.fuel.get() + state.withheld.get()
}

fn has_finalizer<'gc>(ctx: Context<'gc>, userdata: UserData<'gc>) -> bool {
    let metatable = userdata.metatable();
    metatable.is_some_and(|metatable| !metatable.handler(ctx, Event::Gc).is_nil())
}
