//! Bytes: what the heap of one `Lua` holds, and how much it may hold.
//!
//! Whoever allocates charges first (one add, one compare). What is freed is credited by each type's `Drop` into a
//! thread-local, because a sweeping collector offers nothing else to reach the meter by; the driver drains it after each
//! mutation and each collection, and the meter itself before it says that too much is in use: so that does not depend on how
//! a program is sliced. The sum of charges minus credits is exact.
//!
//! There are two marks. At the *threshold* a collection is due: the machine leaves at the next safe point. At the *limit*
//! there is no more. What is small, and of what there is only so much between two safe points, is charged and may pass the
//! limit a little ([`Memory::charge`]); the driver makes up for it at the safe point. What can be large asks
//! ([`Memory::claim`]) and is refused before anything is allocated. So more than the limit is in use only by
//! [`overdraft`], and by what the objects of at most 128 instructions take.
//!
//! # The bound
//! What is allocated for a `Lua` is at most what is charged, 5 % of that and 64 KB. Where blocks of any size come about (long
//! strings, array parts, stacks), what is charged is what allocators take for them ([`block`]): of the memory of the process up
//! to a fifth would be missing otherwise. Not charged are what is there only for
//! the length of a call and small (texts of messages, the host's copies of arguments and results), the lists of dropped handles
//! and of what a piece of the collector has found, the text of the last traceback, and what a host's own values allocate by
//! themselves. `tests/allocation.rs` holds a counting allocator against the meter, every few thousand instructions of programs of
//! all kinds; `tests/charges.rs` shows that charges and credits are equal when a `Lua` is gone.
//!
//! # When the system has no more
//!
//! That is the same error, wherever Rust lets us. Blocks of tables, stacks, frames and the buffers of the library are allocated
//! with a check. What natives ask for in advance ([`Action::Reserve`](crate::Action::Reserve)), and what a compilation may
//! take, is looked for first in one piece ([`system_has`]), so that what is allocated of it without a check afterwards is
//! there. What is left cannot be refused, and ends the process where the system refuses it:
//!
//! * the box of each object, which the arena allocates: 16 bytes to 300, strings longer than that have a buffer of their own
//! * the arena's queue of grey objects, 8 bytes for each object while it marks
//! * the interner's parts, of which each holds a 64th of the strings that are keys, at 17 bytes for each; the list of userdata
//!   with a metatable, at 8, and that of weak tables, 8 KB for each 1,024; that of large tables, about 40 for each; slots of handles
//! * the first stack of a coroutine, and the headroom for errors
//! * what leaves the heap for the host: results, conversions, messages and tracebacks
//!
//! All of it is charged all the same: under a limit that the process can afford none of it comes about.
//!
//! Tests can have the n-th charge fail ([`Memory::fail_at`]). Charges are counted then, which costs nothing otherwise: the
//! compare of every charge is made to go the slow way.

use std::{cell::Cell, hint::black_box};

/// What the arena keeps in front of an object.
pub const HEADER: usize = 16;

/// What an object takes beside its own size: that, and a place in the collector's queue, which can hold every object at once
/// while it marks.
pub const OBJECT_HEADER: usize = HEADER + QUEUE_PLACE;

/// A place in that queue. The queue never shrinks: what it has once been, less the places of the objects that there are now,
/// is held against the limit ([`Memory::note_objects`]).
const QUEUE_PLACE: usize = 8;

/// Claims up to this size may overdraw.
pub const SMALL: usize = 64 << 10;

/// The most that claims may overdraw under any limit.
const MOST_OVERDRAFT: usize = 1 << 20;

/// The least reserve under the cap of a run, which may be smaller than any sensible limit: natives do not ask for small
/// claims, and fail where those are refused.
const LEAST_CAP_OVERDRAFT: usize = 2 * SMALL;

/// No limit.
const UNLIMITED: usize = usize::MAX;

/// The reserve under a limit: what small claims of natives may take beyond it before the next safe point.
pub const fn overdraft(limit: usize) -> usize {
    if limit / 16 < MOST_OVERDRAFT {
        limit / 16
    } else {
        MOST_OVERDRAFT
    }
}

thread_local! {
    static CREDIT: Cell<usize> = const { Cell::new(0) };
}

/// What is less than this is taken for granted where only a look would tell.
const LARGE: usize = 1 << 20;

/// Blocks up to this size are whole words, and allocators give exactly as much.
const EXACT: usize = 64;
/// Larger blocks are made of pages, of which only those are there that were touched.
const LARGEST_CLASS: usize = 512 << 10;

/// What a block of so many bytes takes. Allocators keep blocks of a size together: there are four sizes to each doubling (in
/// mimalloc, jemalloc and others), and a block has the next one. So strings of 66 KB take 80.
#[inline]
pub const fn block(bytes: usize) -> usize {
    if bytes <= EXACT || bytes > LARGEST_CLASS {
        return bytes;
    }
    let step = 1 << (bytes.ilog2() - 2);
    (bytes + step - 1) & !(step - 1)
}

/// Whether the system has so many bytes in one piece, now.
///
/// PERF: a look costs some microseconds, for that much memory comes from the system and goes back untouched.
pub fn system_has(bytes: usize) -> bool {
    let mut block = Vec::<u8>::new();
    let is_there = bytes < LARGE || block.try_reserve_exact(bytes).is_ok();
    // Otherwise the compiler may leave out an allocation that nobody uses.
    black_box(&mut block);
    is_there
}

/// Notes that `bytes` were freed; the driver drains the note into the meter.
#[inline]
pub fn credit(bytes: usize) {
    CREDIT.with(|c| c.set(c.get() + bytes));
}

/// What was credited on this thread since it was taken last.
pub fn credited() -> usize {
    CREDIT.with(Cell::get)
}

/// Takes what was credited on this thread since the last call.
pub fn take_credit() -> usize {
    CREDIT.with(|c| c.take())
}

/// Puts back a credit that belongs to another `Lua` on the same thread.
pub fn restore_credit(bytes: usize) {
    CREDIT.with(|c| c.set(bytes));
}

/// What a `Lua` has in use; see [`Lua::memory`](crate::Lua::memory).
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub struct MemoryUse {
    /// Bytes in use, garbage included.
    pub used: usize,
    /// The most bytes that ever were.
    pub peak: usize,
    /// The most bytes that may be.
    pub limit: Option<usize>,
    /// How often bytes were charged, under [`Stress::Fail`](crate::Stress::Fail); 0 otherwise.
    pub charges: u64,
}

/// What became of a claim.
#[derive(Copy, Clone, Debug, PartialEq, Eq)]
pub enum Claim {
    /// It is charged.
    Granted,
    /// It is charged, and a collection is due.
    Due,
    /// It does not fit under the limit, and nothing is charged.
    Refused,
}

/// The byte meter of one `Lua`.
#[derive(Debug)]
pub struct Memory {
    used: Cell<usize>,
    /// What charges are compared with: the smaller one of pace and limit; 0 while charges are counted.
    threshold: Cell<usize>,
    peak: Cell<usize>,
    /// All that was ever taken off the meter.
    freed: Cell<usize>,
    /// The use at which the collector wants to begin.
    pace: Cell<usize>,
    limit: Cell<usize>,
    /// The cap of the run on its way, and the use at which it is reached.
    cap: Cell<Option<(usize, usize)>>,
    /// Whether that comes before the limit.
    is_capped: Cell<bool>,
    /// The use that must not be passed: the limit less what the collector takes for itself, or the cap.
    room: Cell<usize>,
    /// How large that queue may be.
    queue: Cell<usize>,
    /// What it holds beyond the places of objects.
    spare_queue: Cell<usize>,
    /// What the list of weak tables took in this cycle, and in the one before.
    weak_list: Cell<(usize, usize)>,
    /// The size of the last claim that was refused, until somebody has dealt with that; 0 if it only has to be tried again.
    refused: Cell<Option<usize>>,
    /// How many charges there were since counting began; nothing if they are not counted.
    charges: Cell<Option<u64>>,
    /// The number of the charge that fails.
    fails: Cell<u64>,
    /// Whether a charge has failed that could not say so.
    has_failed: Cell<bool>,
}

impl Memory {
    /// A meter that asks for a collection once `pace` bytes are in use.
    pub fn new(pace: usize) -> Self {
        Self {
            used: Cell::new(0),
            threshold: Cell::new(pace),
            peak: Cell::new(0),
            freed: Cell::new(0),
            pace: Cell::new(pace),
            limit: Cell::new(UNLIMITED),
            cap: Cell::new(None),
            is_capped: Cell::new(false),
            room: Cell::new(UNLIMITED),
            queue: Cell::new(0),
            spare_queue: Cell::new(0),
            weak_list: Cell::new((0, 0)),
            refused: Cell::new(None),
            charges: Cell::new(None),
            fails: Cell::new(0),
            has_failed: Cell::new(false),
        }
    }

    /// Charges `bytes`; true if [`Memory::passed`] has to be asked whether there is something to do.
    #[inline(always)]
    pub fn charge(&self, bytes: usize) -> bool {
        let used = self.used.get() + bytes;
        self.used.set(used);
        used > self.threshold.get()
    }

    /// After a charge: whether a collection is due, or the limit was passed.
    #[cold]
    pub fn passed(&self) -> bool {
        if self.fails_now() {
            self.has_failed.set(true);
            return true;
        }
        self.settle(take_credit());
        self.used.get() > self.pace.get().min(self.room.get())
    }

    /// Charges `bytes` unless they do not fit.
    #[inline]
    pub fn claim(&self, bytes: usize) -> Claim {
        let used = self.used.get().saturating_add(bytes);
        if used <= self.threshold.get() {
            self.used.set(used);
            return Claim::Granted;
        }
        self.claim_slowly(bytes)
    }

    #[cold]
    fn claim_slowly(&self, bytes: usize) -> Claim {
        self.settle(take_credit());
        let used = self.used.get().saturating_add(bytes);
        let room = self.room.get();
        let most = match bytes <= SMALL {
            true => room.saturating_add(self.overdraft()),
            false => room,
        };
        if self.fails_now() || used > most {
            self.refuse(bytes);
            return Claim::Refused;
        }
        self.used.set(used);
        match used > self.pace.get().min(room) {
            true => Claim::Due,
            false => Claim::Granted,
        }
    }

    /// The reserve under the limit or the cap that holds.
    fn overdraft(&self) -> usize {
        let reserve = overdraft(self.tightest().unwrap_or(UNLIMITED));
        match self.is_capped() {
            true => reserve.max(LEAST_CAP_OVERDRAFT),
            false => reserve,
        }
    }

    /// The size of the claim that was refused last, if nobody has dealt with it yet.
    pub fn take_refused(&self) -> Option<usize> {
        // A failure that a test has asked for is for good.
        let is_counting = self.charges.get().is_some();
        self.refused
            .take()
            .filter(|bytes| *bytes == 0 || !is_counting)
    }

    /// Notes that a claim was refused.
    pub fn refuse(&self, bytes: usize) {
        self.refused.set(Some(bytes));
    }

    /// Whether a native that asks for memory gets none, because charges are counted and it is the turn of this one to fail.
    pub fn fails_to_reserve(&self) -> bool {
        self.charges.get().is_some() && self.fails_now()
    }

    /// Whether `bytes` more would pass the pace.
    pub fn is_due_with(&self, bytes: usize) -> bool {
        self.used.get().saturating_add(bytes) > self.pace.get()
    }

    /// Whether `bytes` more would pass the limit.
    pub fn is_over_with(&self, bytes: usize) -> bool {
        self.used.get().saturating_add(bytes) > self.room.get()
    }

    /// Takes freed bytes off the meter.
    pub fn settle(&self, freed: usize) {
        self.peak.set(self.peak());
        self.release(freed);
    }

    /// Takes bytes off the meter that were charged and never allocated, or are about to be charged for another object.
    pub fn release(&self, bytes: usize) {
        debug_assert!(bytes <= self.used.get(), "more bytes freed than charged");
        self.used.set(self.used.get().saturating_sub(bytes));
        self.freed.set(self.freed.get() + bytes);
    }

    /// All that a host may want to know.
    pub fn report(&self) -> MemoryUse {
        MemoryUse {
            used: self.used() + self.reserve(),
            peak: self.peak().max(self.used() + self.reserve()),
            limit: self.limit(),
            charges: self.charges(),
        }
    }

    /// Bytes in use.
    pub fn used(&self) -> usize {
        self.used.get()
    }

    /// All that was ever charged.
    pub fn charged(&self) -> usize {
        self.used.get() + self.freed.get()
    }

    /// The most bytes that were ever in use.
    pub fn peak(&self) -> usize {
        self.peak.get().max(self.used.get())
    }

    /// The most bytes that may be in use.
    pub fn limit(&self) -> Option<usize> {
        Some(self.limit.get()).filter(|limit| *limit != UNLIMITED)
    }

    /// Sets the most bytes that may be in use.
    pub fn set_limit(&self, limit: Option<usize>) {
        self.limit.set(limit.unwrap_or(UNLIMITED));
        self.update_threshold();
    }

    /// Sets the cap of the run that is on its way from now on: how much it may take, and the use at which it has that.
    pub fn set_cap(&self, cap: Option<(usize, usize)>) {
        self.cap.set(cap);
        self.update_threshold();
    }

    /// So much that is not the run's was freed: the use at which it has all it may take is less by that.
    pub fn lower_cap(&self, bytes: usize) {
        if let Some((cap, end)) = self.cap.get() {
            self.set_cap(Some((cap, end.saturating_sub(bytes))));
        }
    }

    /// Whether the cap of the run on its way is reached before the limit.
    pub fn is_capped(&self) -> bool {
        self.is_capped.get()
    }

    /// The cap or the limit, whichever is reached first.
    pub fn tightest(&self) -> Option<usize> {
        match self.cap.get() {
            Some((cap, _)) if self.is_capped() => Some(cap.min(self.limit.get())),
            _ => self.limit(),
        }
    }

    /// Sets the use at which a collection is due.
    pub fn set_pace(&self, bytes: usize) {
        self.pace.set(bytes);
        self.update_threshold();
    }

    /// After a cycle that has left so many objects which hold others: those may have been in the queue, which doubles when it is full.
    pub fn note_objects(&self, objects: usize) {
        let queue = objects.next_power_of_two() * QUEUE_PLACE;
        self.queue.set(self.queue.get().max(queue));
        let spare = self.queue.get().saturating_sub(objects * QUEUE_PLACE);
        self.spare_queue.set(spare);
        self.weak_list.update(|(this, _)| (0, this));
        self.update_threshold();
    }

    /// So large has the list of weak tables been that is about to be emptied.
    pub fn note_weak_tables(&self, bytes: usize) {
        self.weak_list
            .update(|(this, last)| (this.max(bytes), last));
    }

    /// What the collector may take for its work beside the objects: as much as it has taken.
    fn reserve(&self) -> usize {
        let (this, last) = self.weak_list.get();
        self.spare_queue.get() + this.max(last)
    }

    fn update_threshold(&self) {
        let room = match self.limit.get() {
            UNLIMITED => UNLIMITED,
            limit => limit.saturating_sub(self.reserve()),
        };
        let capped = self.cap.get().filter(|(_, end)| *end < room);
        self.is_capped.set(capped.is_some());
        let room = capped.map_or(room, |(_, end)| end);
        self.room.set(room);
        let threshold = self.pace.get().min(room);
        let is_counting = self.charges.get().is_some();
        self.threshold.set(if is_counting { 0 } else { threshold });
    }

    /// From now on counts charges, and lets the one with this number (from 1) fail.
    pub fn fail_at(&self, number: u64) {
        self.fails.set(number);
        self.charges.set(Some(0));
        self.update_threshold();
    }

    /// How many charges were counted; 0 if they are not.
    pub fn charges(&self) -> u64 {
        self.charges.get().unwrap_or(0)
    }

    /// Whether a charge has failed and nobody has dealt with it yet.
    pub fn has_failed(&self) -> bool {
        self.has_failed.get()
    }

    /// The same, until the next call.
    pub fn take_failure(&self) -> bool {
        self.has_failed.take()
    }

    /// Counts a charge, if they are counted; true if it is the one that fails.
    fn fails_now(&self) -> bool {
        let Some(before) = self.charges.get() else {
            return false;
        };
        self.charges.set(Some(before + 1));
        before + 1 == self.fails.get()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_limit_refuses_what_is_large_and_lets_small_claims_overdraw() {
        let memory = Memory::new(1 << 20);
        memory.set_limit(Some(4 << 20));
        assert_eq!(memory.claim(1 << 20), Claim::Granted);
        assert_eq!(memory.claim(3 << 20), Claim::Due);
        assert_eq!(memory.claim(SMALL + 1), Claim::Refused);
        assert_eq!(memory.take_refused(), Some(SMALL + 1));
        assert_eq!(memory.used(), 4 << 20);
        while memory.claim(SMALL) == Claim::Due {}
        assert_eq!(memory.used(), (4 << 20) + overdraft(4 << 20));
        assert!(memory.charge(1) && memory.passed());
        memory.settle(5 << 19);
        memory.settle(5 << 18);
        assert_eq!(memory.claim(1), Claim::Granted);
        assert_eq!(memory.peak(), (4 << 20) + overdraft(4 << 20) + 1);
        assert_eq!(memory.charged(), memory.peak() + 1);
    }

    #[test]
    fn blocks_have_four_sizes_to_each_doubling() {
        let sizes = [
            (1, 1),
            (63, 63),
            (64, 64),
            (65, 80),
            (80, 80),
            (81, 96),
            (113, 128),
            (128, 128),
            (129, 160),
            (66_000, 81_920),
            (LARGEST_CLASS - 1, LARGEST_CLASS),
            (LARGEST_CLASS + 1, LARGEST_CLASS + 1),
        ];
        for (bytes, size) in sizes {
            assert_eq!(block(bytes), size, "{bytes}");
            assert_eq!(block(size), size);
        }
    }

    #[test]
    fn one_charge_fails() {
        let memory = Memory::new(usize::MAX);
        memory.fail_at(3);
        assert!(memory.charge(1) && !memory.passed());
        assert_eq!(memory.claim(1), Claim::Granted);
        assert!(memory.charge(1) && memory.passed());
        assert!(memory.take_failure() && !memory.take_failure());
        assert_eq!(memory.claim(1), Claim::Granted);
        memory.fail_at(1);
        assert_eq!(memory.claim(1), Claim::Refused);
        assert_eq!((memory.used(), memory.charges()), (4, 1));
    }
}
