//! Wants: what becomes of a run that wants more memory than there is.
//!
//! Where the limit is passed, or would be by what somebody wants, everything is collected; if that does not help, the run
//! that has wanted it gets the error. A program that lives just under its limit would collect all the time: so the error is
//! also raised when two such collections in a row come after less than a sixth of the limit was allocated, and the second
//! frees less than that ([`LEAST_SHARE`]). Before any verdict against a run the finalizers are called that wait: what they hold may
//! be what is missing.
//!
//! Such a collection is a full one like any other: it comes in pieces ([`cycle`](super::cycle)), and a signal that is seen
//! between two of them stops the run before anybody knows whether there will be room. So the run keeps its [`Want`]. When it
//! is stepped again the collection goes on, and the verdict is given where it ends. Another run that is stepped meanwhile goes on
//! with the same collection first; if it has changed anything by the time that the one which wants is stepped again, and there is no
//! room, that one collects anew. What a run burns does not depend on where its collections were interrupted.

use super::{Course, Driver};
use crate::heap::{
    context::{Context, Leave},
    native::Thrown,
};

/// The part of the limit that has to be freed by a collection at the limit, or allocated since the one before.
///
/// PERF: the worst is a heap just below the point where this raises. Small tables that come and go beside 53 of 64 MB take up to
/// three times the time that they take without a limit, where they are collected each time the heap has doubled; with an eighth
/// that was 3.2 (`cargo bench --bench limits`).
const LEAST_SHARE: usize = 6;

/// Fuel for each object that a collection handles. A script pays for the one that ends in "not enough memory": it can
/// have as many of those as it likes. All others it has earned by allocating, unless the cap of its run is small beside the
/// heap.
const FUEL_PER_OBJECT: usize = 1;

/// How a run stands to the memory that it has wanted last.
#[derive(Copy, Clone, Debug, Default, PartialEq, Eq)]
pub(crate) enum Want {
    /// It has what it wants.
    #[default]
    Nothing,
    /// So many bytes do not fit, and the collection with this number may make room for them.
    Bytes(usize, u64),
    /// So many bytes do not fit, and finalizers run that may let go of what is missing.
    Finalizing(usize),
    /// That has made room.
    Granted,
    /// There is no room: it gets the error when it goes on, for so much fuel.
    TooMuch(u64),
}

/// The collection at the limit that is on its way, or was the last one.
#[derive(Debug, Default)]
pub(super) struct LimitCollection {
    /// Counted from 1.
    number: u64,
    is_over: bool,
    /// All that had been charged when the last one began that was not for the cap of a run.
    charged_before: usize,
    /// All that had been freed when it began.
    freed_before: usize,
    /// All that had been charged when it was over.
    charged_after: usize,
    /// What was allocated between the one before and this one.
    allocated: usize,
    /// What has to be freed or allocated.
    least: usize,
    /// Whether neither was.
    is_thrashing: bool,
    /// Whether so little was allocated that the run has to pay.
    is_unearned: bool,
    /// All that had been charged when finalizers were called for the sake of room, if nobody was refused since.
    finalized_at: Option<usize>,
}

impl Want {
    /// The error for a run that wanted more memory than there is.
    pub fn take_error<'gc>(&mut self, ctx: Context<'gc>) -> Option<Thrown<'gc>> {
        let Want::TooMuch(cost) = *self else {
            return None;
        };
        *self = Want::Nothing;
        ctx.pay(cost);
        Some(ctx.out_of_memory())
    }
}

impl Driver {
    /// Collects as the machine has asked for on leaving a slice of a run, in which fuel was burned or not.
    pub(super) fn after_slice(&mut self, course: &mut Course, why: Leave, has_burned: bool) {
        let want = std::mem::take(&mut course.want);
        let was_granted = want == Want::Granted;
        self.stress_collector();
        if let Want::Finalizing(bytes) = want
            && self.goes_on_finalizing(course, why, bytes)
        {
            self.make_room(course);
            return;
        }
        match why {
            // What was promised and is refused again at once will be for ever.
            Leave::Limit(_) if was_granted && !has_burned => self.want(course, usize::MAX),
            Leave::Limit(bytes) => self.want(course, bytes),
            Leave::Collect if self.is_over_limit() => self.want(course, 0),
            why => self.collect(why),
        }
        self.make_room(course);
    }

    /// Goes on with the collection that is due, and says what has become of what the run wants. False: there is a reason to stop
    /// first.
    pub(super) fn make_room(&mut self, course: &mut Course) -> bool {
        while self.go_on_collecting() {
            let Want::Bytes(bytes, number) = course.want else {
                return true;
            };
            let (has_failed, is_over, charged) = self.arena.mutate(|_, state| {
                let memory = &state.memory;
                let is_over = memory.is_over_with(bytes);
                (memory.take_failure(), is_over, memory.charged())
            });
            let cost = (self.lua_work() * FUEL_PER_OBJECT) as u64;
            let last = &self.limit_collection;
            let is_its = last.number == number;
            let is_late = is_over || last.is_thrashing && is_its;
            if !has_failed && is_late && self.forgive(&mut course.account) {
                // There is more room than it seemed.
                self.limit_collection.is_thrashing = false;
                continue;
            }
            if !has_failed && is_late && self.finalizes_first(course, charged) {
                course.want = Want::Finalizing(bytes);
                continue;
            }
            let last = &mut self.limit_collection;
            if has_failed || last.is_thrashing && is_its {
                last.finalized_at = None;
                course.want = Want::TooMuch(cost);
            } else if !is_over {
                if last.is_unearned && is_its {
                    course.fuel -= cost as i64;
                }
                course.want = if bytes == 0 {
                    Want::Nothing
                } else {
                    Want::Granted
                };
            } else if charged == last.charged_after {
                last.finalized_at = None;
                course.want = Want::TooMuch(cost);
            } else {
                self.want(course, bytes);
            }
        }
        false
    }

    /// After a slice of finalizers: whether there are more, or else collects once more for what was wanted. False: this slice was
    /// like any other in the end, because a finalizer has wanted too much itself or has failed.
    fn goes_on_finalizing(&mut self, course: &mut Course, why: Leave, bytes: usize) -> bool {
        let is_over = self.is_over_limit();
        let (is_alone, is_in_round) = self.arena.mutate(|_, state| {
            let finalizers = &state.finalizers;
            (finalizers.is_alone(), finalizers.is_in_round())
        });
        let is_inside = course.finalizing.is_some();
        let wants_itself = match why {
            Leave::Limit(_) => true,
            Leave::Collect => is_over,
            _ => false,
        };
        if !is_alone || is_inside && wants_itself {
            return false;
        }
        if is_inside || is_in_round {
            self.collect(why);
            course.want = Want::Finalizing(bytes);
        } else {
            self.want(course, bytes);
        }
        true
    }

    /// What waits for its finalizer is not freed before that was called: whether they are called now, before the run goes on. Only
    /// once: what finalizers are there can make others.
    fn finalizes_first(&mut self, course: &Course, charged: usize) -> bool {
        let is_due = self.arena.mutate(|_, state| state.finalizers.is_due());
        if !is_due || course.finalizing.is_some() {
            return false;
        }
        let last = &mut self.limit_collection;
        if last
            .finalized_at
            .is_some_and(|before| charged - before < last.least)
        {
            return false;
        }
        last.finalized_at = Some(charged);
        true
    }

    /// Begins to collect everything because a run wants `bytes` more.
    fn want(&mut self, course: &mut Course, bytes: usize) {
        let last = &mut self.limit_collection;
        self.arena.mutate(|_, state| {
            let memory = &state.memory;
            let charged = memory.charged();
            last.allocated = match memory.is_capped() {
                true => course.account.charged_since(course.bytes),
                false => charged - std::mem::replace(&mut last.charged_before, charged),
            };
            last.freed_before = charged - memory.used();
            last.least = memory.tightest().map_or(0, |limit| limit / LEAST_SHARE);
            last.is_unearned = memory.is_capped() && last.allocated < memory.used() / LEAST_SHARE;
        });
        last.number += 1;
        last.is_over = false;
        course.want = Want::Bytes(bytes, last.number);
        self.begin_full_collection();
    }

    /// A full collection is over: if it was one at the limit, notes what has come of it.
    pub(super) fn note_full_collection(&mut self) {
        let last = &mut self.limit_collection;
        if std::mem::replace(&mut last.is_over, true) {
            return;
        }
        self.arena.mutate(|_, state| {
            last.charged_after = state.memory.charged();
            let freed = last.charged_after - state.memory.used() - last.freed_before;
            last.is_thrashing = freed < last.least && last.allocated < last.least;
        });
    }

    /// Another limit holds: what was found out under the last one does not count.
    pub(super) fn forget_limit(&mut self) {
        self.limit_collection.is_thrashing = false;
    }

    /// Whether more is in use than may be, or a test wants it to look so.
    pub(super) fn is_over_limit(&self) -> bool {
        self.arena
            .mutate(|_, state| state.memory.has_failed() || state.memory.is_over_with(0))
    }
}
