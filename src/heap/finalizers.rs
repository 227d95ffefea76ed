//! Finalizers: which userdata may have one, which are due, and who pays for them.
//!
//! A userdata becomes a candidate when it is first given a metatable. In the atomic step of a cycle the candidates that
//! have died are separated, newest first: if their metatable has a `__gc` now, they are marked again with all they reach
//! and set apart; when the step is over they are put into a queue. The machine calls the queue's finalizers at its next safe
//! point (`vm::finalize`), where they may do what any function does. A userdata is separated once; what its finalizer
//! saves stays as it is and simply dies the next time.
//!
//! The step may take them piece by piece while the program goes on. So that the program cannot tell, what was set apart is
//! taken out of weak tables in the same piece, its finalizer waits for the end of the step, and userdata that are made in the
//! meantime live for this cycle, because they would be finalized behind older ones. None is marked again before all were
//! looked at: a list of userdata is finalized in one cycle, though each of them holds the next one.
//!
//! Finalizers run in somebody's time, but not for his fuel: what they burn is taken from an account that the runs of this
//! `Lua` fill by what they burn themselves, up to [`ACCOUNT`]. So finalizers cost at most as much again as the program, and
//! prolong a slice by a millisecond. When the account is empty, the run in whose time they fall pays. One finalizer may
//! burn [`MOST_FUEL`]; then it is stopped where it stands.
//!
//! They are called in rounds: those that are due when the first one is called. A finalizer can make what is to be finalized, and
//! garbage enough for the next collection, so that there is no end to them; the next round comes with a later slice, and in between
//! the run goes on. A round that the end of a slice interrupts goes on with the next slice. A `Lua` that is being closed
//! finalizes what there was when that began.

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
///
/// PERF: 20,000 take up to a millisecond, where what they finalize was not touched for long. With five times as much one step in
/// three hundred of those in which the collector worked took 5 ms (`cargo bench --bench pauses`).
const ACCOUNT: i64 = 20_000;
/// The fuel that one finalizer may burn.
pub(crate) const MOST_FUEL: i64 = 1_000_000;

/// The finalizers of one `Lua`.
#[derive(Default)]
pub(crate) struct Finalizers<'gc> {
    /// Userdata that have or had a metatable, oldest first, and nothing in the places of those that were set apart. Not traced.
    candidates: RefCell<Vec<Option<UserData<'gc>>>>,
    /// Which of them were not looked at yet in the running atomic step, and how many there were when it began.
    unseen: Cell<Option<(usize, usize)>>,
    /// The places of those that were dead and had no finalizer.
    unfinalized: RefCell<Vec<usize>>,
    /// Those that were set apart in this cycle and are not yet marked again, newest first.
    dead: RefCell<VecDeque<Batch<'gc>>>,
    /// Those that are marked, and so need not be traced.
    apart: RefCell<Vec<Batch<'gc>>>,
    /// Those that have died and wait for their finalizer, the next one first.
    due: RefCell<VecDeque<Batch<'gc>>>,
    /// Whether those were traced in this cycle: none come in before its end.
    is_traced: Cell<bool>,
    /// Bytes charged for all of these.
    charged: Cell<usize>,
    /// Whether those that are made now are not finalized any more.
    is_closing: Cell<bool>,
    /// How many of this round are still to be called.
    round: Cell<usize>,
    /// Whether nothing but finalizers runs in this slice: the run waits for what they hold.
    is_alone: Cell<bool>,
    /// Fuel that finalizers have burned for nothing and runs have not made up for: at most [`ACCOUNT`].
    owed: Cell<i64>,
    /// Whether the run on its way is inside a finalizer, and what that has burned until `mark`.
    spent: Cell<Option<i64>>,
    /// The fuel that was left then.
    mark: Cell<i64>,
}

/// Userdata that were set apart in one piece of the atomic step, the last one to be finalized first.
///
/// PERF: lists of some thousands each, because one list of a hundred thousand is copied when it grows, into memory that is new:
/// that took 5 ms.
type Batch<'gc> = Vec<UserData<'gc>>;

impl Drop for Finalizers<'_> {
    fn drop(&mut self) {
        credit(self.charged.get());
    }
}

// SAFETY: traces the userdata that wait; the candidates are looked through before any of them is freed.
unsafe impl<'gc> Collect<'gc> for Finalizers<'gc> {
    fn trace<T: Trace<'gc>>(&self, cc: &mut T) {
        // PERF: the root is traced again whenever it was written to, and they may be many.
        if !self.is_traced.replace(true) {
            for userdata in self.due.borrow().iter().flatten() {
                userdata.trace(cc);
            }
        }
    }
}

impl<'gc> Finalizers<'gc> {
    /// Makes a userdata a candidate.
    pub fn add(&self, ctx: Context<'gc>, userdata: UserData<'gc>) {
        self.candidates.borrow_mut().push(Some(userdata));
        let more = self.recount();
        ctx.charge(more);
    }

    /// In the atomic step: looks at up to `count` candidates more, newest first, and sets apart those that have died and have a
    /// finalizer. When all were looked at, marks some that were set apart. False if that is done too.
    pub fn separate(
        &self,
        finalization: &'gc Finalization<'gc>,
        state: &'gc State<'gc>,
        count: usize,
    ) -> bool {
        if !present(Site::Separate) {
            return false;
        }
        let ctx = Context::new(finalization, state);
        let mut candidates = self.candidates.borrow_mut();
        let all = candidates.len();
        let (unseen, end) = self.unseen.get().unwrap_or((all, all));
        let left = unseen.saturating_sub(count);
        self.unseen.set(Some((left, end)));
        if unseen == 0 {
            return self.mark_again(finalization);
        }
        let mut batch = Batch::new();
        for (index, candidate) in candidates[left..unseen].iter_mut().enumerate().rev() {
            let Some(userdata) = candidate.filter(|u| Gc::is_dead(finalization, u.0)) else {
                continue;
            };
            if !self.is_closing.get() && has_finalizer(ctx, userdata) {
                userdata.set_finalized();
                batch.push(userdata);
                *candidate = None;
            } else {
                self.unfinalized.borrow_mut().push(left + index);
            }
        }
        drop(candidates);
        if !batch.is_empty() {
            batch.reverse();
            self.dead.borrow_mut().push_back(batch);
        }
        self.account_for_bytes(state);
        true
    }

    /// Marks those that were set apart in one piece. False if there are none.
    fn mark_again(&self, finalization: &'gc Finalization<'gc>) -> bool {
        let Some(batch) = self.dead.borrow_mut().pop_front() else {
            return false;
        };
        if present(Site::Resurrect) {
            for userdata in batch.iter().rev() {
                Gc::resurrect(finalization, userdata.0);
            }
        }
        self.apart.borrow_mut().push(batch);
        true
    }

    /// After that: marks the candidates that nobody has looked at, because they are new.
    pub fn spare_young(&self, finalization: &'gc Finalization<'gc>) {
        if !present(Site::SpareYoung) {
            return;
        }
        let candidates = self.candidates.borrow();
        let (_, end) = self
            .unseen
            .replace(Some((0, candidates.len())))
            .unwrap_or_default();
        for userdata in candidates[end..].iter().flatten() {
            Gc::resurrect(finalization, userdata.0);
        }
    }

    /// The atomic step is over: finalizers that wait for that are due, and what is dead is forgotten.
    pub fn end_step(&self, finalization: &Finalization<'gc>, state: &State<'gc>) {
        self.due.borrow_mut().extend(self.apart.take());
        let mut candidates = self.candidates.borrow_mut();
        let unfinalized = self.unfinalized.take();
        for index in unfinalized
            .into_iter()
            .filter(|_| present(Site::ForgetDead))
        {
            // The program may have found it in a weak table since.
            candidates[index] = candidates[index].filter(|u| !Gc::is_dead(finalization, u.0));
        }
        candidates.retain(Option::is_some);
        drop(candidates);
        self.account_for_bytes(state);
    }

    /// The cycle begins to sweep.
    pub fn end_cycle(&self) {
        if present(Site::TraceDue) {
            self.is_traced.set(false);
        }
        if present(Site::EndCycle) {
            self.unseen.set(None);
        }
    }

    /// When a `Lua` is closed: every candidate with a finalizer is due, dead or not. (Whoever closes it puts the thread that will
    /// finalize them into the stash in the same mutation, and barriers the state with that.)
    pub fn separate_all(&self, ctx: Context<'gc>) {
        self.is_closing.set(true);
        self.unseen.set(None);
        self.is_traced.set(false);
        self.unfinalized.take();
        let candidates = self.candidates.take().into_iter().flatten();
        let last: Batch<'gc> = candidates.filter(|u| has_finalizer(ctx, *u)).collect();
        last.iter().for_each(|u| u.set_finalized());
        let mut due = self.due.borrow_mut();
        due.extend(self.apart.take());
        due.extend(self.dead.take());
        if !last.is_empty() {
            due.push_back(last);
        }
        drop(due);
        self.account_for_bytes(ctx.state());
    }

    /// It is closed.
    pub fn end_closing(&self) {
        self.is_closing.set(false);
    }

    /// The next userdata whose finalizer is due.
    pub fn take(&self) -> Option<UserData<'gc>> {
        let mut due = self.due.borrow_mut();
        let batch = due.front_mut()?;
        let next = batch.pop();
        if batch.is_empty() {
            due.pop_front();
        }
        next
    }

    /// Those that wait, for the verifier.
    pub fn held_values(&self, found: &mut impl FnMut(Value<'gc>)) {
        let (due, apart) = (self.due.borrow(), self.apart.borrow());
        let waiting = due.iter().chain(apart.iter()).flatten();
        waiting.for_each(|u| found((*u).into()));
    }

    /// Those that may have to be finalized, for the verifier.
    pub fn candidates(&self, found: &mut impl FnMut(Value<'gc>)) {
        let candidates = self.candidates.borrow();
        let candidates = candidates.iter().flatten();
        candidates.for_each(|u| found((*u).into()));
    }

    /// Whether there is one.
    pub fn is_due(&self) -> bool {
        !self.due.borrow().is_empty()
    }

    /// Begins a round, or goes on with the one that was left. False: there is none.
    pub fn begin_round(&self) -> bool {
        if !self.is_in_round() {
            let due = self.due.borrow();
            self.round.set(due.iter().map(Batch::len).sum());
        }
        self.is_in_round()
    }

    /// Whether nothing but finalizers runs in this slice.
    pub fn is_alone(&self) -> bool {
        self.is_alone.get()
    }

    /// The run goes on all the same.
    pub fn join(&self) {
        self.is_alone.set(false);
    }

    /// Whether a round is not over.
    pub fn is_in_round(&self) -> bool {
        self.round.get() > 0
    }

    /// The next userdata of the round.
    pub fn take_of_round(&self) -> Option<UserData<'gc>> {
        let left = self.round.get().checked_sub(1)?;
        let next = self.take();
        self.round.set(if next.is_some() { left } else { 0 });
        next
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
        let (due, apart) = (self.due.borrow(), self.apart.borrow());
        let dead = self.dead.borrow();
        let waiting = due.iter().chain(dead.iter()).chain(apart.iter());
        let waiting = waiting.map(Batch::capacity);
        let userdata = self.candidates.borrow().capacity() + waiting.sum::<usize>();
        let bytes = userdata * size_of::<UserData<'_>>()
            + self.unfinalized.borrow().capacity() * size_of::<usize>();
        let before = self.charged.replace(bytes);
        credit(before.saturating_sub(bytes));
        bytes.saturating_sub(before)
    }

    // -- fuel ----------------------------------------------------------------------------------------------------------

    /// A slice begins, of a run that is inside a finalizer (which has burned so much) or not.
    /// In one of finalizers alone the run does not go on.
    pub fn begin_slice(&self, spent: Option<i64>, fuel: i64, is_alone: bool) {
        self.is_alone.set(is_alone);
        self.spent.set(spent);
        self.mark.set(fuel);
    }

    /// A slice has ended: what the finalizer in which it ends has burned. `fuel` is what the slice had.
    pub fn end_slice(&self, state: &State<'gc>, fuel: i64) -> Option<i64> {
        self.settle(state);
        let burned = fuel - state.fuel.get();
        self.owed.update(|owed| owed.saturating_sub(burned).max(0));
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
        let free = burned.min(ACCOUNT - self.owed.get());
        self.owed.update(|owed| owed + free);
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
